//! Quality objectives (ISO 9001:2015, clause 6.2) as data: plans, measurement rules, exact
//! counting and evaluation.

mod ground;

mod document;

mod condition;

pub mod plan;

mod records;

mod rules;

mod tally;

mod count;

mod evaluate;

mod report;

mod cases;

pub use cases::{Case, CaseFinder, Cases, Part, Selection};
pub use count::{Counter, CsvFeed, Intake, RejectedRow, SourceIntake, UnknownMember};
pub use evaluate::{
    Arrivals, Assumptions, AxisAccount, Breakdown, BreakdownRow, Certificate, CertifiedSource,
    Deciding, Evaluation, Evaluator, FaultCount, MeasureResult, MemberResult, ObjectiveResult,
    Outlook, Phase, Reason, Room, Skipped, SkippedMember, SourceAccount, Status, TargetKind,
    TargetResult, TargetRoom, ValueResult,
};
pub use ground::calendar::Calendar;
pub use ground::dates::{Grain, Period};
pub use ground::error::Error;
pub use ground::exact::{Exact, NotANumber};
pub use ground::language::Language;
pub use ground::problem::Problem;
pub use ground::target::{Bound, Comparator, Edge, Scale};
pub use plan::Plan;
pub use records::batch::Batch;
pub use records::bits::Bits;
pub use records::column::{Column, Strings, TimeUnit, Values};
pub use records::rows::{Rows, Value};
pub use report::Report;
pub use rules::Rules;
pub use tally::{Member, Tally};
