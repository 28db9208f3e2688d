//! What an evaluation rests on: enough to compute it again and get the same bytes.

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

use super::assumptions::Assumptions;
use super::result::Evaluation;
use crate::ground::calendar::ShippedCalendar;
use crate::plan::Plan;

/// The digests and facts that an evaluation rests on.
///
/// Whoever has the plan of that digest, the tally of that digest and the assumptions computes
/// the same evaluation, byte by byte, with the same version of this library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Certificate {
    /// SHA-256 of the plan document's text.
    pub plan: String,
    /// SHA-256 of what counting depends on.
    pub rules: String,
    /// SHA-256 of the tally's canonical JSON.
    pub tally: String,
    /// The day as of which it stands.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    #[serde(serialize_with = "serialize_day")]
    pub as_of: NaiveDate,
    /// What was assumed.
    pub assumptions: Assumptions,
    /// The calendar of the library that the plan takes, with its years, and where the working
    /// calendar comes from as the plan says; its days are part of the rules.
    pub calendar: Option<String>,
    /// The records of each source that was handed in.
    pub sources: Vec<CertifiedSource>,
    /// The version of this library.
    pub version: &'static str,
}

/// How many records an evaluation rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct CertifiedSource {
    /// The source's name.
    pub source: String,
    /// Records read.
    pub read: u64,
    /// Records that could not be read or were refused.
    pub rejected: u64,
    /// Whether repeated keys were looked for.
    pub keys_checked: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands fields over by reference")]
fn serialize_day<S: Serializer>(day: &NaiveDate, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(day)
}

/// `vietnam 2021–2027 (2027 projected); Announcement 9441/TB-BNV`.
fn calendar(plan: &Plan) -> Option<String> {
    let base = plan.calendar_base().map(ShippedCalendar::described);
    match (base, plan.calendar_source()) {
        (Some(base), Some(source)) => Some(format!("{base}; {source}")),
        (base, source) => base.or_else(|| source.map(str::to_owned)),
    }
}

impl Certificate {
    pub(super) fn of(evaluation: &Evaluation) -> Self {
        Self {
            plan: evaluation.plan().digest().to_owned(),
            rules: evaluation.context.rules.clone(),
            tally: evaluation.tally.digest().to_owned(),
            as_of: evaluation.as_of,
            assumptions: evaluation.assumptions.clone(),
            sources: evaluation
                .sources
                .iter()
                .filter(|source| source.handed_in)
                .map(|source| CertifiedSource {
                    source: source.source.clone(),
                    read: source.read,
                    rejected: source.rejected,
                    keys_checked: source.repeated_keys.is_some(),
                })
                .collect(),
            calendar: calendar(evaluation.plan()),
            version: env!("CARGO_PKG_VERSION"),
        }
    }
}

impl Evaluation {
    /// What the evaluation rests on.
    #[must_use]
    pub fn certificate(&self) -> Certificate {
        Certificate::of(self)
    }
}
