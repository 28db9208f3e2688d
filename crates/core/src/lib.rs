//! Quality objectives (ISO 9001:2015, clause 6.2) as data: plans, measurement rules, exact
//! counting and evaluation.
//!
//! An organisation with a quality management system writes a plan: what is to be achieved, how it
//! is measured, by when. This library reads such a plan as a document, counts the cases, and says
//! exactly whether each objective is met, how much room is left, and from which counts that
//! follows. There is one way through:
//!
//! ```text
//! plan document ─> Plan ─> Rules ─> Counter ─┐
//!                                            ├─> Tally ─> Evaluation ─> Report
//! records (CSV, rows, batches) ──────────────┘     │
//! tally + tally (any machine, any order) ──────────┘
//! ```
//!
//! | Station | Type | What it does |
//! |---|---|---|
//! | reading | [`Plan`] | a document in, everything checked, all faults at once |
//! | compiling | [`Rules`] | the plan's conditions as of one or several days |
//! | counting | [`Counter`], [`CsvFeed`], [`Batch`], [`Rows`] | records in, in one pass |
//! | keeping | [`Tally`], [`Intake`] | sums that merge; what was noticed about the records |
//! | looking up | [`CaseFinder`], [`Selection`] | the records behind a number |
//! | evaluating | [`Evaluation`], [`Evaluator`], [`Assumptions`] | exact values, status, outlook, room |
//! | reporting | [`Report`], [`Overview`] | text, Markdown and words for drawings, in Vietnamese and English |
//!
//! # An example
//!
//! Five dossiers were resolved in January, one of them late. Of five, the target bears none.
//!
//! ```
//! use quality_objectives::{Assumptions, Outlook, Plan, Status};
//!
//! fn main() -> Result<(), Box<dyn std::error::Error>> {
//!     let plan = Plan::from_yaml(
//!         r#"
//! schema: 1
//! organisation: A city
//! title: Quality objectives 2022
//! period: 2022
//! sources:
//!   dossiers:
//!     columns:
//!       due_on: {type: date}
//!       resolved_on: {type: date, event: true, optional: true}
//! measures:
//!   late_rate:
//!     proportion: {source: dossiers, dated_by: resolved_on, numerator: resolved_on > due_on}
//! objectives:
//!   - number: 1
//!     statement: Fewer than 1.5 % of the dossiers are late
//!     target: {measure: late_rate, is: "< 1.5%"}
//! "#,
//!     )?;
//!     let records = "\
//! due_on,resolved_on
//! 2022-01-11,2022-01-10
//! 2022-01-12,2022-01-12
//! 2022-01-13,2022-01-14
//! 2022-01-14,2022-01-14
//! 2022-01-17,2022-01-12
//! ";
//!     let mut counter = plan.rules("2022-01-31".parse()?).counter();
//!     counter.csv("dossiers", records.as_bytes())?;
//!     let (tally, intake) = counter.finish()?;
//!     assert_eq!(intake.sources[0].read, 5);
//!
//!     let evaluation = plan.evaluate(&tally, &Assumptions::none())?;
//!     let objective = &evaluation.objectives()[0];
//!     assert_eq!(objective.status, Status::NotMet);
//!     assert_eq!(objective.outlook, Outlook::Open); // eleven months are still to come
//!
//!     let late = &evaluation.breakdown("late_rate", &[], None)?.rows[0].value;
//!     assert_eq!(late.exact, "1/5".parse().ok());
//!     assert_eq!(late.shown.as_deref(), Some("20.00"));
//!     Ok(())
//! }
//! ```
//!
//! # What to rely on
//!
//! - **Exact.** No float is involved. Values are [`Exact`] rationals, compared by multiplying out.
//! - **The same bytes.** [`Tally::to_json`] and [`Evaluation::to_json`] are canonical: they do not
//!   depend on the order of records, the size of batches or the number of threads.
//! - **No clock, no locale, no files.** The as-of day is given by the caller; records come from
//!   readers, bytes, rows or columns.
//! - **Errors are data.** [`Error`] carries one or more [`Problem`]s, each with a stable code, the
//!   place, a message, and what to do. Nothing here is meant to panic, whatever the input.
//!
//! # Features
//!
//! | Feature | What it adds |
//! |---|---|
//! | `unicode` (the default) | tables of Unicode for composing and changing the case of letters |
//! | `host-unicode` | `Unicode::take_from_host`: the host's own in their place, as in a browser |
//! | `arrow` | `Batch::from_arrow`: records from Apache Arrow batches |
//! | `schema` | `Plan::json_schema`, the JSON Schema of the plan document |
//!
//! # Where to read on
//!
//! The [guide] goes from the sentence of a real plan to its evaluation and shows what several
//! readings of one rule come to. The [design] says what the numbers mean and explains the JSON of
//! tallies and evaluations field by field. [`plan`] has what a plan document may say.
//!
//! [guide]: https://github.com/quality-objectives/quality-objectives/blob/main/docs/guide.md
//! [design]: https://github.com/quality-objectives/quality-objectives/blob/main/docs/design.md

mod ground;

mod document;

mod condition;

pub mod plan;

mod records;

mod rules;

mod tally;

mod count;

mod evaluate;

mod advice;

mod report;

mod cases;

pub use advice::Advice;
pub use cases::{Case, CaseFinder, Cases, Part, Selection};
pub use chrono::NaiveDate;
pub use count::{Counter, CsvFeed, Intake, RejectedRow, SourceIntake, UnknownMember};
pub use evaluate::{
    Arrivals, Assumptions, AxisAccount, Breakdown, BreakdownRow, Certificate, CertifiedSource,
    Deciding, Evaluation, Evaluator, FaultCount, FurtherCases, MeasureResult, MemberResult,
    ObjectiveResult, Outlook, PartResult, PeriodResult, Phase, Reason, Room, Skipped,
    SkippedMember, SourceAccount, Status, TargetKind, TargetResult, TargetRoom, ValueResult,
};
pub use ground::calendar::{Calendar, ShippedCalendar};
pub use ground::dates::{Grain, Period};
pub use ground::error::Error;
pub use ground::exact::{Exact, NotANumber};
pub use ground::language::Language;
pub use ground::problem::Problem;
pub use ground::target::{Asked, BasePhrase, Bound, ChangeIn, Comparator, Edge, Phrase, Scale};
#[cfg(feature = "host-unicode")]
pub use ground::unicode::Unicode;
pub use plan::Plan;
pub use records::batch::Batch;
pub use records::bits::Bits;
pub use records::column::{Column, Strings, TimeUnit, Values};
pub use records::rows::{Rows, Value};
pub use report::{
    BreakdownRowWords, BreakdownWords, CasesWords, Overview, OverviewCells, OverviewPart,
    OverviewRow, OverviewScale, OverviewWords, Report, ReviewCell, ReviewMeasure, ReviewRow,
    ReviewWords,
};
pub use rules::Rules;
pub use tally::{Member, Tally};
