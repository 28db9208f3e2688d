//! Evaluations as canonical JSON.

use serde::Serialize;

use super::account::SourceAccount;
use super::certificate::Certificate;
use super::result::{Evaluation, ObjectiveResult, serialize_span};
use crate::ground::dates::Period;

impl Evaluation {
    /// The evaluation as canonical JSON: the same bytes for the same plan, records and
    /// assumptions, in every language and on every machine.
    #[must_use]
    pub fn to_json(&self) -> String {
        let plan = self.plan();
        let written = Written {
            schema: 1,
            plan: Heading {
                number: plan.number(),
                organisation: plan.organisation(),
                title: plan.title(),
                period: plan.period(),
            },
            as_of: self.as_of.to_string(),
            objectives: &self.objectives,
            sources: &self.sources,
            certificate: Certificate::of(self),
        };
        serde_json::to_string(&written).unwrap_or_default()
    }
}

#[derive(Serialize)]
struct Written<'e> {
    schema: u32,
    plan: Heading<'e>,
    as_of: String,
    objectives: &'e [ObjectiveResult],
    sources: &'e [SourceAccount],
    certificate: Certificate,
}

#[derive(Serialize)]
struct Heading<'e> {
    number: Option<&'e str>,
    organisation: &'e str,
    title: &'e str,
    #[serde(flatten, serialize_with = "serialize_span")]
    period: Period,
}
