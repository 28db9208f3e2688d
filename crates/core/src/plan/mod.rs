//! The plan: the validated document, valid by construction and immutable.

mod csv;
mod formula;
mod measure;
mod objective;
mod serial;
mod source;
mod words;
mod written;

use chrono::NaiveDate;
use serde::Serialize;

use crate::ground::calendar::Calendar;
use crate::ground::dates::Period;
use crate::ground::exact::Exact;
use crate::ground::language::Language;

pub use crate::document::place::Place;
pub use csv::{CsvFormat, DateFormat, DateOrder};
pub use formula::Formula;
pub use measure::{
    Aggregate, Count, CountedSide, Flow, Measure, MeasureKind, Proportion, Ratio, RatioSide, Stock,
};
pub use objective::{Action, EachTarget, MeasureTarget, Objective, Review, Target, TargetGroup};
pub use source::{Alias, BooleanWords, Breakdown, Category, Check, Column, ColumnType, Source};
pub use words::{ActionStatus, KeyCheck, NoCases, Undecided, WhenEmpty};

/// A plan of quality objectives: number, issuer, period, sources, measures and objectives.
#[derive(Debug, Clone)]
pub struct Plan {
    digest: String,
    number: Option<String>,
    organisation: String,
    title: String,
    place: Option<String>,
    issued: Option<NaiveDate>,
    letterhead: Vec<String>,
    period: Period,
    signatory: Option<Signatory>,
    recipients: Vec<String>,
    legal_references: Vec<LegalReference>,
    utc_offset_minutes: i32,
    language: Language,
    shown_places: u8,
    calendar: Calendar,
    calendar_days: Vec<CalendarDay>,
    calendar_source: Option<String>,
    parameters: Vec<Parameter>,
    sources: Vec<Source>,
    measures: Vec<Measure>,
    objectives: Vec<Objective>,
    notes: Vec<String>,
}

impl Plan {
    /// The SHA-256 digest of the document's text, in lower-case hexadecimal digits.
    #[must_use]
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// The document's number: `727/UBND-VP`.
    #[must_use]
    pub fn number(&self) -> Option<&str> {
        self.number.as_deref()
    }

    /// The organisation whose plan it is.
    #[must_use]
    pub fn organisation(&self) -> &str {
        &self.organisation
    }

    /// The plan's title.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The place of issue.
    #[must_use]
    pub fn place(&self) -> Option<&str> {
        self.place.as_deref()
    }

    /// The date of issue.
    #[must_use]
    pub fn issued(&self) -> Option<NaiveDate> {
        self.issued
    }

    /// The lines of the letterhead.
    #[must_use]
    pub fn letterhead(&self) -> &[String] {
        &self.letterhead
    }

    /// The period that the plan is for.
    #[must_use]
    pub fn period(&self) -> Period {
        self.period
    }

    /// Who signed it.
    #[must_use]
    pub fn signatory(&self) -> Option<&Signatory> {
        self.signatory.as_ref()
    }

    /// Who receives it.
    #[must_use]
    pub fn recipients(&self) -> &[String] {
        &self.recipients
    }

    /// The laws, decrees and standards that it rests on, in the order of the plan.
    #[must_use]
    pub fn legal_references(&self) -> &[LegalReference] {
        &self.legal_references
    }

    /// The offset from UTC, in minutes, by which instants become civil dates and times.
    #[must_use]
    pub fn utc_offset_minutes(&self) -> i32 {
        self.utc_offset_minutes
    }

    /// The language that reports are written in unless the caller asks for another.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// Places after the decimal mark when a value is shown, unless its measure says otherwise.
    #[must_use]
    pub fn shown_places(&self) -> u8 {
        self.shown_places
    }

    /// The working calendar: weekends, holidays and make-up working days.
    #[must_use]
    pub fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// The holidays and make-up working days with their titles, in order of date.
    #[must_use]
    pub fn calendar_days(&self) -> &[CalendarDay] {
        &self.calendar_days
    }

    /// Where the working calendar comes from.
    #[must_use]
    pub fn calendar_source(&self) -> Option<&str> {
        self.calendar_source.as_deref()
    }

    /// The named numbers that conditions may use, in the order of the plan.
    #[must_use]
    pub fn parameters(&self) -> &[Parameter] {
        &self.parameters
    }

    /// The sources, in the order of the plan.
    #[must_use]
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// The source of this name.
    #[must_use]
    pub fn source(&self, name: &str) -> Option<&Source> {
        self.sources.iter().find(|source| source.name == name)
    }

    /// The measures, in the order of the plan.
    #[must_use]
    pub fn measures(&self) -> &[Measure] {
        &self.measures
    }

    /// The measure of this name.
    #[must_use]
    pub fn measure(&self, name: &str) -> Option<&Measure> {
        self.measures.iter().find(|measure| measure.name == name)
    }

    /// The objectives, in the order of the plan; never empty.
    #[must_use]
    pub fn objectives(&self) -> &[Objective] {
        &self.objectives
    }

    /// The objective of this number.
    #[must_use]
    pub fn objective(&self, number: &str) -> Option<&Objective> {
        self.objectives.iter().find(|objective| objective.number == number)
    }

    /// Notes for readers.
    #[must_use]
    pub fn notes(&self) -> &[String] {
        &self.notes
    }
}

/// Who signed a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Signatory {
    /// The person's name.
    pub name: String,
    /// The office that the person holds.
    pub position: Option<String>,
    /// The body on whose behalf the person signs.
    pub on_behalf_of: Option<String>,
}

/// A law, decree, circular or standard that a plan rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct LegalReference {
    /// The identifier by which objectives refer to it.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its number: `61/2018/NĐ-CP`.
    pub number: Option<String>,
    /// Its date.
    #[serde(serialize_with = "serial::optional_date")]
    pub issued: Option<NaiveDate>,
    /// Who issued it.
    pub issuer: Option<String>,
}

/// A day on which the working calendar differs from the week.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[non_exhaustive]
pub struct CalendarDay {
    /// The day.
    #[serde(serialize_with = "serial::date")]
    pub date: NaiveDate,
    /// Whether it is a make-up working day; a holiday otherwise.
    pub working: bool,
    /// What people call it.
    pub title: Option<String>,
}

/// A named number that conditions may use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Parameter {
    /// The name by which conditions refer to it.
    pub name: String,
    /// Its value.
    pub value: Exact,
    /// What people call it.
    pub title: Option<String>,
    /// Where the value comes from.
    pub source: Option<String>,
}
