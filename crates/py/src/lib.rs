//! The package `quality_objectives` for Python: it converts, calls the core, and converts back.
//!
//! Names, meanings and errors are the core's. No rule, no rounding and no loop over records stands
//! here but in `rows`, which turns rows into columns.
#![expect(
    clippy::doc_markdown,
    reason = "documentation is for Python, which marks names otherwise"
)]
#![expect(
    clippy::needless_pass_by_value,
    reason = "an argument converted from Python has no owner but the function"
)]

mod account;
mod arguments;
mod breakdown;
mod capsule;
mod cases;
mod compact;
mod convert;
mod error;
mod evaluation;
mod feed;
mod frame;
mod inputs;
mod plan;
mod progress;
mod rows;
mod table;
mod tally;
mod target;
mod value;
mod views;

use pyo3::prelude::*;

/// The compiled part of `quality_objectives`.
#[pymodule]
mod _core {
    #[pymodule_export]
    use crate::account::{
        Certificate, DateAccount, FaultCount, Intake, RejectedRow, SourceAccount, SourceIntake,
        UnknownMember,
    };
    #[pymodule_export]
    use crate::breakdown::{Breakdown, BreakdownRow};
    #[pymodule_export]
    use crate::cases::{Case, Cases};
    #[pymodule_export]
    use crate::error::Problem;
    #[pymodule_export]
    use crate::evaluation::{Evaluation, ObjectiveResult};
    #[pymodule_export]
    use crate::plan::{Column, Declaration, Measure, Objective, Period, Plan, Source};
    #[pymodule_export]
    use crate::progress::Progress;
    #[pymodule_export]
    use crate::tally::Tally;
    #[pymodule_export]
    use crate::target::{MemberResult, PartsRoom, PeriodResult, TargetResult};
    #[pymodule_export]
    use crate::value::{Limits, Room, ScorePart, Value};
    #[pymodule_export]
    const VERSION: &str = env!("CARGO_PKG_VERSION");
}
