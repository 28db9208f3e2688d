//! Quality objectives (ISO 9001:2015, clause 6.2) as data: plans, measurement rules, exact
//! counting and evaluation.
#![allow(dead_code, unused_imports)] // until the stations are joined

mod ground;

mod document;

mod condition;

mod plan;

mod records;

mod rules;

mod tally;

mod count;

mod evaluate;

mod report;

mod cases;

pub use ground::calendar::Calendar;
pub use ground::dates::{Grain, Period};
pub use ground::error::Error;
pub use ground::exact::{Exact, NotANumber};
pub use ground::language::Language;
pub use ground::problem::Problem;
pub use ground::target::{Bound, Comparator, Edge, Scale};
pub use plan::{
    Action, ActionStatus, Aggregate, Alias, BooleanWords, Breakdown, CalendarDay, Category, Check,
    Column, ColumnType, Count, CountedSide, CsvFormat, DateFormat, DateOrder, EachTarget, Flow,
    Formula, KeyCheck, LegalReference, Measure, MeasureKind, MeasureTarget, NoCases, Objective,
    Parameter, Place, Plan, Proportion, Ratio, RatioSide, Review, Signatory, Source, Stock, Target,
    TargetGroup, Undecided, WhenEmpty,
};
