//! What an evaluation rests on: enough to compute it again and get the same bytes.

use serde::Serialize;

use super::assumptions::Assumptions;
use super::result::Evaluation;

/// The digests and facts that an evaluation rests on.
///
/// Whoever has the plan of that digest, the tally of that digest and the assumptions computes
/// the same evaluation, byte by byte, with the same version of this library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Certificate {
    /// SHA-256 of the plan document's text.
    pub plan: String,
    /// SHA-256 of what counting depends on.
    pub rules: String,
    /// SHA-256 of the tally's canonical JSON.
    pub tally: String,
    /// What was assumed.
    pub assumptions: Assumptions,
    /// Where the working calendar comes from, as the plan says.
    pub calendar: Option<String>,
    /// The version of this library.
    pub version: &'static str,
}

impl Certificate {
    pub(super) fn of(evaluation: &Evaluation) -> Self {
        Self {
            plan: evaluation.plan().digest().to_owned(),
            rules: evaluation.context.rules.clone(),
            tally: evaluation.tally.digest().to_owned(),
            assumptions: evaluation.assumptions.clone(),
            calendar: evaluation.plan().calendar_source().map(str::to_owned),
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
