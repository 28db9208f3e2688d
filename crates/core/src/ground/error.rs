//! The one error type.

use std::fmt;

use super::problem::Problem;

/// Why a call could not do what it was asked for.
///
/// It carries one or more [`Problem`]s: reading a plan reports every fault of the document at
/// once. What kind of error it is, the predicates tell.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct Error {
    kind: Kind,
    problems: Vec<Problem>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Plan,
    Data,
    Tally,
    Request,
    Advice,
}

impl Error {
    /// The plan document has faults.
    pub(crate) fn plan(problems: Vec<Problem>) -> Self {
        Self { kind: Kind::Plan, problems }
    }

    /// Records cannot be counted as they are.
    pub(crate) fn data(problem: Problem) -> Self {
        Self { kind: Kind::Data, problems: vec![problem] }
    }

    /// As [`Error::data`], for several reasons at once.
    pub(crate) fn data_faults(problems: Vec<Problem>) -> Self {
        Self { kind: Kind::Data, problems }
    }

    /// A tally cannot be read, merged or used with this plan.
    pub(crate) fn tally(problem: Problem) -> Self {
        Self { kind: Kind::Tally, problems: vec![problem] }
    }

    /// As [`Error::tally`], for several reasons at once.
    pub(crate) fn tally_faults(problems: Vec<Problem>) -> Self {
        Self { kind: Kind::Tally, problems }
    }

    /// Something was asked for that the plan or the tally does not have.
    pub(crate) fn request(problem: Problem) -> Self {
        Self { kind: Kind::Request, problems: vec![problem] }
    }

    /// A valid plan is weak, and that was to be an error.
    pub(crate) fn advice(findings: Vec<Problem>) -> Self {
        Self { kind: Kind::Advice, problems: findings }
    }

    /// Every fault that was found, in the order of the document; never empty.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Whether the plan document has faults.
    #[must_use]
    pub fn is_plan(&self) -> bool {
        self.kind == Kind::Plan
    }

    /// Whether the records cannot be counted as they are.
    #[must_use]
    pub fn is_data(&self) -> bool {
        self.kind == Kind::Data
    }

    /// Whether a tally cannot be read, merged, or used with this plan.
    #[must_use]
    pub fn is_tally(&self) -> bool {
        self.kind == Kind::Tally
    }

    /// Whether something was asked for that the plan or the tally does not have.
    #[must_use]
    pub fn is_request(&self) -> bool {
        self.kind == Kind::Request
    }

    /// Whether a valid plan is weak, and that was to be an error
    /// ([`Advice::into_result`](crate::Advice::into_result)).
    #[must_use]
    pub fn is_advice(&self) -> bool {
        self.kind == Kind::Advice
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.problems.iter().enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            write!(f, "{problem}")?;
        }
        Ok(())
    }
}
