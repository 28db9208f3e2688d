//! What a person declares: qualitative targets are decided by it.

use chrono::NaiveDate;
use serde::Serialize;

use super::serial;
use crate::document::place::Place;

/// What a person declares of a qualitative target on a day: that it holds, or that it does not.
///
/// ```
/// use quality_objectives::plan::Declaration;
///
/// let day = "2026-06-30".parse()?;
/// let declaration = Declaration::new(day, true)
///     .by("Head of the office")
///     .evidence("Minutes of the inspection");
/// assert!(declaration.holds && declaration.on == day);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Declaration {
    /// The day on which it was declared.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    #[serde(serialize_with = "serial::date")]
    pub on: NaiveDate,
    /// Whether the target holds.
    pub holds: bool,
    /// Who declared it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// What shows it: documents, records.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<String>,
}

impl Declaration {
    /// A declaration of a day, as yet without a person and evidence.
    #[must_use]
    pub fn new(on: NaiveDate, holds: bool) -> Self {
        Self { on, holds, by: None, evidence: Vec::new() }
    }

    /// The same, with who declared it.
    #[must_use]
    pub fn by(mut self, person: impl Into<String>) -> Self {
        self.by = Some(person.into());
        self
    }

    /// The same, with one more document or record that shows it.
    #[must_use]
    pub fn evidence(mut self, evidence: impl Into<String>) -> Self {
        self.evidence.push(evidence.into());
        self
    }
}

/// A declaration that the plan document holds, under the name by which targets ask for it.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct NamedDeclaration {
    /// The name.
    pub name: String,
    /// What is declared.
    #[serde(flatten)]
    pub declaration: Declaration,
    /// Where the plan has it.
    #[serde(skip)]
    pub place: Place,
}
