//! Evaluations, and what is assumed for them.

use quality_objectives as core;
use quality_objectives::plan::Declaration;
use quality_objectives::{FurtherCases, Grain, Language, Period};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::error::{Fault, day, json, named};
use crate::tally::Tally;

/// What is assumed and not counted, being collected.
#[wasm_bindgen]
#[derive(Default)]
pub struct Assumed {
    pub(crate) inner: core::Assumptions,
}

#[wasm_bindgen]
impl Assumed {
    /// Nothing yet.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// How many cases a proportion will have in the end.
    pub fn expecting(&mut self, measure: String, cases: u64) {
        self.inner = std::mem::take(&mut self.inner).expecting(measure, cases);
    }

    /// Cases of a proportion besides those that were counted.
    pub fn supposing(&mut self, measure: String, numerator: u64, not_in_numerator: u64) {
        let further = FurtherCases { numerator, not_in_numerator };
        self.inner = std::mem::take(&mut self.inner).supposing(measure, further);
    }

    /// What a person declares of a qualitative target on a day.
    pub fn declaring(
        &mut self,
        name: &str,
        on: &str,
        holds: bool,
        by: Option<String>,
        evidence: Vec<String>,
    ) -> Result<(), Fault> {
        let mut declaration = Declaration::new(day(on, &format!("declared.{name}.on"))?, holds);
        (declaration.by, declaration.evidence) = (by, evidence);
        self.inner = std::mem::take(&mut self.inner).declaring(name, declaration);
        Ok(())
    }

    /// An earlier tally to compare with.
    #[wasm_bindgen(js_name = withBaseline)]
    pub fn with_baseline(&mut self, name: String, tally: &Tally) {
        self.inner = std::mem::take(&mut self.inner).with_baseline(name, tally.inner.clone());
    }
}

/// The whole result.
#[wasm_bindgen]
pub struct Evaluation {
    pub(crate) inner: core::Evaluation,
}

#[wasm_bindgen]
impl Evaluation {
    /// The canonical JSON.
    #[wasm_bindgen(js_name = toJson)]
    #[must_use]
    pub fn to_json(&self) -> String {
        self.inner.to_json()
    }

    /// A measure's values by columns and by buckets of time, as JSON.
    pub fn breakdown(
        &self,
        measure: &str,
        by: Vec<String>,
        grain: Option<String>,
    ) -> Result<String, Fault> {
        Ok(json(&self.broken_down(measure, &by, grain)?))
    }

    /// The same in words, row for row, as JSON.
    #[wasm_bindgen(js_name = breakdownInWords)]
    pub fn breakdown_in_words(
        &self,
        measure: &str,
        by: Vec<String>,
        grain: Option<String>,
        language: Option<String>,
    ) -> Result<String, Fault> {
        let breakdown = self.broken_down(measure, &by, grain)?;
        Ok(json(&self.inner.breakdown_in_words(&breakdown, self.language(language)?)))
    }

    /// The evaluation in words, as JSON.
    pub fn overview(&self, language: Option<String>) -> Result<String, Fault> {
        Ok(json(&self.inner.overview(self.language(language)?)))
    }

    /// The review that an objective asks for, in words, as JSON; `null` where there is none.
    #[wasm_bindgen(js_name = reviewInWords)]
    pub fn review_in_words(
        &self,
        objective: &str,
        language: Option<String>,
    ) -> Result<String, Fault> {
        Ok(json(&self.inner.review_in_words(objective, self.language(language)?)))
    }

    /// A measure's value over a period, as JSON.
    pub fn value(&self, measure: &str, period: &str) -> Result<String, Fault> {
        Ok(json(&self.inner.value(measure, Period::named(period)?)?))
    }

    /// The evaluation in words.
    pub fn report(
        &self,
        language: Option<String>,
        format: &str,
        width: usize,
    ) -> Result<String, Fault> {
        let language = self.language(language)?;
        let report = self.inner.report(language).text_width(width);
        let text = match format {
            "text" => Some(report.text()),
            "markdown" => Some(report.markdown()),
            _ => None,
        };
        named(text, format, "format-unknown", "format", "text, markdown")
    }

    /// What weakens the plan, with what only the records show besides: a JSON list.
    #[must_use]
    pub fn advice(&self) -> String {
        json(self.inner.advice().findings())
    }

    /// The tally that was evaluated.
    #[must_use]
    pub fn tally(&self) -> Tally {
        Tally { inner: self.inner.tally().clone() }
    }
}

impl Evaluation {
    fn broken_down(
        &self,
        measure: &str,
        by: &[String],
        grain: Option<String>,
    ) -> Result<core::Breakdown, Fault> {
        let grain = grain.map(|name| {
            let names = Grain::ALL.map(Grain::name).join(", ");
            named(Grain::from_name(&name), &name, "grain-unknown", "grain", &names)
        });
        let by: Vec<&str> = by.iter().map(String::as_str).collect();
        Ok(self.inner.breakdown(measure, &by, grain.transpose()?)?)
    }

    /// The language of a code; the plan's own unless one is given.
    fn language(&self, code: Option<String>) -> Result<Language, Fault> {
        let Some(code) = code else { return Ok(self.inner.plan().language()) };
        let codes = Language::ALL.map(Language::code).join(", ");
        named(Language::from_code(&code), &code, "language-unknown", "language", &codes)
    }
}
