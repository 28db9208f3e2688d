//! Plans: reading, and what leads on from one.

use std::cell::OnceCell;

use chrono::NaiveDate;
use quality_objectives as core;
use quality_objectives::{Member, Part, Period, Selection};
use serde::Serialize;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::error::{Fault, day, json};
use crate::evaluation::{Assumed, Evaluation};
use crate::feed::Feed;
use crate::tally::Tally;

/// A plan of quality objectives.
#[wasm_bindgen]
pub struct Plan {
    inner: core::Plan,
    /// The plan made ready, once something was evaluated: a page asks "what if" many times.
    evaluator: OnceCell<core::Evaluator>,
}

/// What stands at the head of a plan, and what can be asked for by name.
#[derive(Serialize)]
struct Head<'p> {
    number: Option<&'p str>,
    organisation: &'p str,
    title: &'p str,
    from: String,
    to: String,
    language: &'static str,
    suppress_below: Option<u32>,
    digest: &'p str,
    sources: Vec<&'p str>,
    measures: Vec<&'p str>,
}

#[wasm_bindgen]
impl Plan {
    /// Reads and checks a plan document.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        Ok(Self { inner: core::Plan::from_yaml(text)?, evaluator: OnceCell::new() })
    }

    /// Every fault of a plan document: a JSON list, empty for one that is right.
    #[must_use]
    pub fn check(text: &str) -> String {
        match core::Plan::from_yaml(text) {
            Ok(_) => "[]".to_owned(),
            Err(error) => json(&error.problems()),
        }
    }

    /// What stands at its head, and the names of its sources and measures, as JSON.
    #[must_use]
    pub fn head(&self) -> String {
        let plan = &self.inner;
        let period = plan.period();
        json(&Head {
            number: plan.number(),
            organisation: plan.organisation(),
            title: plan.title(),
            from: period.first().to_string(),
            to: period.last().to_string(),
            language: plan.language().code(),
            suppress_below: plan.suppress_below(),
            digest: plan.digest(),
            sources: plan.sources().iter().map(|source| source.name.as_str()).collect(),
            measures: plan.measures().iter().map(|measure| measure.name.as_str()).collect(),
        })
    }

    /// Its sources, measures and objectives with their titles, as JSON.
    #[must_use]
    pub fn outline(&self) -> String {
        json(&self.inner.outline())
    }

    /// What weakens the plan although it is valid: a JSON list.
    #[must_use]
    pub fn advice(&self) -> String {
        json(self.inner.advice().findings())
    }

    /// A counting as of some days.
    pub fn counting(&self, as_of: Vec<String>, cell_limit: Option<usize>) -> Result<Feed, Fault> {
        let days: Result<Vec<NaiveDate>, Fault> =
            as_of.iter().map(|text| day(text, "asOf")).collect();
        let mut counter = self.inner.rules_as_of(days?)?.counter();
        if let Some(limit) = cell_limit {
            counter = counter.with_cell_limit(limit);
        }
        Ok(Feed::counting(counter, &self.inner))
    }

    /// A search for the cases behind a number. `columns` and `members` go in pairs; a member that is
    /// empty stands for the records without one.
    #[expect(clippy::too_many_arguments, reason = "TypeScript has a name for each of them")]
    pub fn finding(
        &self,
        measure: &str,
        part: &str,
        as_of: &str,
        columns: Vec<String>,
        members: Vec<String>,
        period: Option<String>,
        with_undated: bool,
        limit: Option<usize>,
    ) -> Result<Feed, Fault> {
        let mut selection = Selection::new(measure, Part::named(part)?);
        for (column, member) in columns.into_iter().zip(members) {
            selection = selection.member(column, Member::from(member.as_str()));
        }
        if let Some(period) = period {
            selection = selection.period(Period::named(&period)?);
        }
        if with_undated {
            selection = selection.with_undated();
        }
        if let Some(limit) = limit {
            selection = selection.limit(limit);
        }
        let finder = self.inner.rules(day(as_of, "asOf")?).cases(&selection)?;
        Ok(Feed::finding(finder, &self.inner))
    }

    /// Evaluates every objective as of a day of the tally, the last unless given.
    pub fn evaluate(
        &self,
        tally: &Tally,
        as_of: Option<String>,
        assumed: &Assumed,
    ) -> Result<Evaluation, Fault> {
        let evaluator = self.evaluator.get_or_init(|| core::Evaluator::new(&self.inner));
        let inner = match as_of {
            Some(text) => {
                let day = day(&text, "asOf")?;
                evaluator.evaluate_as_of(&tally.inner, day, &assumed.inner)?
            }
            None => evaluator.evaluate(&tally.inner, &assumed.inner)?,
        };
        Ok(Evaluation { inner })
    }
}
