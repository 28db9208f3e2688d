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

/// The whole result: every objective, target and number, and what it rests on.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Written<'e> {
    schema: u32,
    plan: Heading<'e>,
    as_of: String,
    objectives: &'e [ObjectiveResult],
    sources: &'e [SourceAccount],
    certificate: Certificate,
}

/// The plan that was evaluated.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Heading<'e> {
    number: Option<&'e str>,
    organisation: &'e str,
    title: &'e str,
    #[cfg_attr(feature = "schema", schemars(with = "crate::ground::described::DaySpan"))]
    #[serde(flatten, serialize_with = "serialize_span")]
    period: Period,
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Evaluation {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Evaluation".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Written::json_schema(generator)
    }
}
