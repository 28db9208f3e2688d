//! A review in words as data: the last bucket of time beside the one before it.

use std::cmp::Ordering;

use serde::Serialize;

use super::review::{Sheet, Values, review_order, value_at};
use super::wording::Wording;
use crate::evaluate::{BreakdownRow, Evaluation, ObjectiveResult};
use crate::ground::dates::Period;
use crate::ground::exact::Exact;
use crate::ground::language::Language;
use crate::ground::target::Scale;
use crate::plan::{Measure, MeasureKind, Review};
use crate::tally::Member;

/// The review that an objective asks for, in words: the bucket of time that the as-of day lies in
/// beside the one before it.
///
/// Both are hindsight: what is known as of the evaluation's day about each of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ReviewWords {
    /// What is reviewed, by what, and in which bucket of time.
    pub heading: String,
    /// The bucket's name in words.
    pub bucket: String,
    /// The name of the bucket before; none where the objective begins with this one.
    pub before: Option<String>,
    /// What cannot be shown, and which rows come first.
    pub notes: Vec<String>,
    /// What people call the columns.
    pub columns: Vec<String>,
    /// The measures.
    pub measures: Vec<ReviewMeasure>,
    /// A row for each group, those with most bad cases first.
    pub rows: Vec<ReviewRow>,
    /// A cell for each measure, over all groups.
    pub total: Vec<ReviewCell>,
}

/// A measure of a review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ReviewMeasure {
    /// The measure's name.
    pub measure: String,
    /// What people call it.
    pub title: String,
    /// Whether it counts what the objective limits from above.
    pub is_bad: bool,
}

/// A group of a review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ReviewRow {
    /// A member for each column, in words.
    pub members: Vec<String>,
    /// Whether it has bad cases in this bucket.
    pub has_bad: bool,
    /// A cell for each measure.
    pub cells: Vec<ReviewCell>,
}

/// A value of a review, now and before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ReviewCell {
    /// The value in its units.
    pub value: String,
    /// The value in the bucket before; none without one.
    pub before: Option<String>,
    /// The difference with its sign; none where either has no value.
    pub change: Option<String>,
    /// Whether it rose (1), fell (-1) or stayed (0).
    pub direction: Option<i8>,
}

impl Evaluation {
    /// The review that an objective asks for, in words of a language; none where it asks for none
    /// or has not begun.
    ///
    /// ```
    /// # use quality_objectives::{Assumptions, Language, Plan};
    /// # let plan = Plan::from_yaml(r#"
    /// # schema: 1
    /// # organisation: Example office
    /// # title: Fewer late cases
    /// # period: 2022
    /// # sources:
    /// #   cases:
    /// #     columns: {unit: {type: category}, day: {type: date, event: true}, late: {type: boolean}}
    /// # measures:
    /// #   late_rate: {proportion: {source: cases, dated_by: day, numerator: late}}
    /// #   late: {count: {source: cases, dated_by: day, where: late}}
    /// # objectives:
    /// #   - number: 1
    /// #     statement: Few are late
    /// #     target: {measure: late_rate, is: "<= 25%"}
    /// #     review: {every: week, by: [unit], measures: [late]}
    /// # "#)?;
    /// # let mut counter = plan.rules("2022-03-11".parse().unwrap()).counter();
    /// let records = "unit,day,late\nNorth,2022-03-02,true\nNorth,2022-03-08,true\nNorth,2022-03-09,true\n";
    /// counter.csv("cases", records.as_bytes())?;
    /// # let (tally, _) = counter.finish()?;
    /// # let evaluation = plan.evaluate(&tally, &Assumptions::none())?;
    /// let review = evaluation.review_in_words("1", Language::En).unwrap();
    /// assert_eq!((review.bucket.as_str(), review.before.as_deref()), ("2022-W10", Some("2022-W09")));
    /// let (row, cell) = (&review.rows[0], &review.rows[0].cells[0]);
    /// assert_eq!((row.members[0].as_str(), row.has_bad), ("North", true));
    /// assert_eq!((cell.value.as_str(), cell.change.as_deref()), ("2", Some("+1")));
    /// # Ok::<(), quality_objectives::Error>(())
    /// ```
    #[must_use]
    pub fn review_in_words(&self, objective: &str, language: Language) -> Option<ReviewWords> {
        let wording = Wording::new(self, language);
        let review = self.plan().objective(objective)?.review.as_ref()?;
        let result = self.objectives().iter().find(|own| own.number == objective)?;
        let bucket = wording.review_bucket(result, review)?;
        Some(wording.review_words(result, review, bucket))
    }
}

impl Wording<'_> {
    fn review_words(
        &self,
        objective: &ObjectiveResult,
        review: &Review,
        bucket: Period,
    ) -> ReviewWords {
        let now = self.sheet(objective, review, bucket);
        let earlier = bucket.first().pred_opt().and_then(|day| Period::bucket(review.every, day));
        let earlier = earlier.filter(|own| own.overlap(&objective.span).is_some());
        let before = earlier.map(|own| self.sheet(objective, review, own));
        let name = |own: Period| self.bucket(review.every, own.first());
        let bad = self.bad_measures(objective, review);
        let heading = self.review_heading(objective, review, bucket, &now);
        let Sheet { mut groups, totals, mut missing, .. } = now;
        // A group that had records only before has changed as well.
        for group in before.iter().flat_map(|own| own.groups.keys()) {
            groups.entry(group.clone()).or_insert_with(|| vec![None; review.measures.len()]);
        }
        let groups = review_order(groups, &bad);
        missing.extend(self.review_first(review, &bad, &groups));
        let measures = review.measures.iter().enumerate().map(|(at, name)| ReviewMeasure {
            measure: name.clone(),
            title: self.measure(name),
            is_bad: bad.contains(&at),
        });
        let nothing: Values = vec![None; review.measures.len()];
        let of = |members: &Vec<Member>| {
            before.as_ref().map(|own| own.groups.get(members).unwrap_or(&nothing))
        };
        let rows = groups.iter().filter(|(members, _)| !members.is_empty());
        let rows = rows.map(|(members, values)| ReviewRow {
            members: members.iter().map(|member| self.member(member)).collect(),
            has_bad: bad
                .iter()
                .any(|at| value_at(values, *at).is_some_and(|value| value.signum() > 0)),
            cells: self.review_cells(review, values, of(members)),
        });
        ReviewWords {
            heading,
            bucket: name(bucket),
            before: earlier.map(name),
            notes: missing,
            columns: self.review_columns(review),
            measures: measures.collect(),
            rows: rows.collect(),
            total: self.review_cells(review, &totals, before.as_ref().map(|own| &own.totals)),
        }
    }

    /// The cells of a row; `before` is none where there is no earlier bucket.
    fn review_cells(
        &self,
        review: &Review,
        values: &Values,
        before: Option<&Values>,
    ) -> Vec<ReviewCell> {
        let cell = |(at, name): (usize, &String)| {
            let row = |values: &Values| values.get(at).cloned().flatten();
            let earlier = before.map(row);
            let change = earlier.as_ref().and_then(|earlier| {
                let measure = self.plan().measure(name)?;
                let value = |own: Option<&BreakdownRow>| match own {
                    Some(row) => row.value.exact.clone(),
                    None => counts_nothing(measure).then_some(Exact::ZERO),
                };
                let (now, then) = (value(row(values).as_ref())?, value(earlier.as_ref())?);
                Some((measure, &now - &then))
            });
            ReviewCell {
                value: self.review_cell(name, row(values).as_ref()),
                before: earlier.as_ref().map(|own| self.review_cell(name, own.as_ref())),
                direction: change.as_ref().map(|(_, change)| match change.signum().cmp(&0) {
                    Ordering::Less => -1,
                    Ordering::Equal => 0,
                    Ordering::Greater => 1,
                }),
                change: change.map(|(measure, change)| self.signed(measure, &change)),
            }
        };
        review.measures.iter().enumerate().map(cell).collect()
    }

    /// A difference of two values with its sign.
    fn signed(&self, measure: &Measure, change: &Exact) -> String {
        let sign = if change.signum() > 0 { "+" } else { "" };
        if counts_nothing(measure) && change.to_integer().is_some() {
            return format!("{sign}{}", self.exact(change));
        }
        let shown = self.on_scale(measure, change);
        if measure.scale == Scale::Percent {
            // A difference of shares is one of percentage points.
            let points = shown.trim_end_matches('%');
            let points = format!("{sign}{points}");
            return super::phrases::fill(self.phrases.percentage_points, &[("count", &points)]);
        }
        format!("{sign}{shown}")
    }
}

/// Whether a group without records has the value 0.
fn counts_nothing(measure: &Measure) -> bool {
    matches!(measure.kind, MeasureKind::Count(_) | MeasureKind::Total(_) | MeasureKind::Stock(_))
}
