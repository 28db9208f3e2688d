#![doc = include_str!("format.md")]

pub(crate) mod asked;
mod check;
mod csv;
mod declaration;
mod formula;
mod measure;
mod objective;
mod outline;
mod serial;
mod source;
mod target;
mod unknown;
mod words;
mod written;

use chrono::NaiveDate;
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::document::faults::Faults;
use crate::document::path::Path;
use crate::document::read::Read;
#[cfg(feature = "schema")]
use crate::document::schema::Definitions;
use crate::document::{Limits, tree};
use crate::ground::calendar::{Calendar, ShippedCalendar};
use crate::ground::dates::Period;
use crate::ground::error::Error;
use crate::ground::exact::Exact;
use crate::ground::language::Language;

pub use crate::document::place::Place;
pub(crate) use asked::{counted_span, evaluated_span};
pub use csv::{CsvFormat, DateFormat, DateOrder};
pub use declaration::{Declaration, NamedDeclaration};
pub use formula::Formula;
pub use measure::{
    Aggregate, Base, Change, Count, CountedSide, Flow, Measure, MeasureKind, MembersAsked,
    Milestone, NetScore, Proportion, Ratio, RatioSide, Reported, ReportedFigures, Score, ScorePart,
    ScorePoints, ShareOfMembers, Step, StepTarget, Stock, ValueAsked, ValueClass,
};
pub use objective::{Action, Objective, Review};
pub use outline::{
    BreakdownOutline, ColumnOutline, MeasureOutline, ObjectiveOutline, PlanOutline, SourceOutline,
};
pub use source::{Alias, BooleanWords, Breakdown, Category, Check, Column, ColumnType, Source};
pub use target::{
    ByMemberTarget, DeclaredTarget, EachTarget, EveryTarget, MeasureTarget, MemberCondition,
    Target, TargetGroup, TargetPeriod,
};
pub(crate) use unknown::{unknown_measure, unknown_source};
use written::PlanDocument;

pub use crate::ground::target::ChangeIn;
pub use words::{
    ActionStatus, Between, KeyCheck, MemberOrder, MemberWithoutCases, NoCases, Undecided,
    WhenEmpty, Which, WithoutData,
};

/// A plan of quality objectives: number, issuer, period, sources, measures and objectives.
///
/// A plan is read by [`Plan::from_yaml`] and does not change. What it holds fits together: every
/// name resolves, every condition is sound over the columns of its source, every target is
/// written in the scale of its measure.
///
/// ```
/// use quality_objectives::Plan;
/// use quality_objectives::plan::Target;
///
/// let plan = Plan::from_yaml(
///     r#"
/// schema: 1
/// organisation: A city
/// title: Quality objectives 2022
/// period: 2022
/// sources:
///   dossiers:
///     columns:
///       due_on: {type: date}
///       resolved_on: {type: date, event: true, optional: true}
/// measures:
///   late_rate:
///     proportion: {source: dossiers, dated_by: resolved_on, numerator: resolved_on > due_on}
/// objectives:
///   - number: 1
///     statement: Fewer than 1.5 % of the dossiers are late
///     target: {measure: late_rate, is: "< 1.5%"}
/// "#,
/// )?;
/// let objective = &plan.objectives()[0];
/// assert_eq!(objective.period.to_string(), "2022");
/// let Some(Target::Measure(target)) = &objective.target else { unreachable!() };
/// assert_eq!(target.bound.canonical(&target.scale), "< 1.5%");
/// # Ok::<(), quality_objectives::Error>(())
/// ```
#[derive(Debug, Clone, Serialize)]
pub struct Plan {
    digest: String,
    number: Option<String>,
    organisation: String,
    title: String,
    place: Option<String>,
    #[serde(serialize_with = "serial::optional_date")]
    issued: Option<NaiveDate>,
    letterhead: Vec<String>,
    period: Period,
    signatory: Option<Signatory>,
    recipients: Vec<String>,
    legal_references: Vec<LegalReference>,
    utc_offset_minutes: i32,
    language: Language,
    shown_places: u8,
    suppress_below: Option<u32>,
    #[serde(skip)]
    calendar: Calendar,
    calendar_base: Option<&'static ShippedCalendar>,
    calendar_days: Vec<CalendarDay>,
    calendar_source: Option<String>,
    parameters: Vec<Parameter>,
    sources: Vec<Source>,
    measures: Vec<Measure>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    declarations: Vec<NamedDeclaration>,
    objectives: Vec<Objective>,
    notes: Vec<String>,
}

impl Plan {
    /// Reads and checks a plan document.
    ///
    /// The document is YAML 1.2 (of which JSON is a subset) without anchors, aliases and tags.
    /// Numbers keep their digits: no float is involved. A byte order mark is passed over. Read are
    /// at most 4 MiB of text with 200 000 values, 64 levels and 64 KiB in one value.
    ///
    /// # Errors
    ///
    /// Every fault of the document at once, in the order of the text, each with a code, a path,
    /// a line and a column, a message and a help line. Only where the text is not YAML at all is
    /// the first such place the last one that is read.
    ///
    /// ```
    /// use quality_objectives::Plan;
    ///
    /// let error = Plan::from_yaml("schema: 1\ntitel: Objectives\n").unwrap_err();
    /// let problem = error.problems().iter().find(|p| p.code == "unknown-key").unwrap();
    /// assert_eq!((problem.line, problem.column), (Some(2), Some(1)));
    /// assert_eq!(problem.message, "`titel` is not a key of a plan");
    /// assert_eq!(problem.help.as_deref(), Some("did you mean `title`?"));
    /// ```
    pub fn from_yaml(text: &str) -> Result<Self, Error> {
        let mut faults = Faults::default();
        let document = tree(text, Limits::default(), &mut faults)
            .and_then(|node| PlanDocument::read(&node, &Path::root(), &mut faults));
        let plan = document.and_then(|document| check::check(document, digest(text), &mut faults));
        match plan {
            Some(plan) if faults.is_empty() => Ok(plan),
            _ => Err(Error::plan(faults.into_problems())),
        }
    }

    /// The JSON Schema (draft 2020-12) of the plan document, from the definitions that read it.
    ///
    /// It says which keys there are and what kind of value each takes; editors use it to complete
    /// and to check while one writes. What one part of a plan says of another, only
    /// [`Plan::from_yaml`] checks.
    ///
    /// ```
    /// let schema = quality_objectives::Plan::json_schema();
    /// assert!(schema.contains("\"$schema\": \"https://json-schema.org/draft/2020-12/schema\""));
    /// ```
    #[cfg(feature = "schema")]
    #[must_use]
    pub fn json_schema() -> String {
        let kinds = check::KINDS.map(|kind| [kind]);
        let kinds = kinds.each_ref().map(<[&str; 1]>::as_slice);
        let schema = Definitions::document::<PlanDocument>(
            "Plan of quality objectives, schema 1",
            &[
                ("Measure", &kinds),
                (
                    "Target",
                    &[
                        &["measure", "is"],
                        &["measure", "each", "by_member"],
                        &["measure", "path"],
                        &["measure", "class"],
                        &["declared"],
                        &["all_of"],
                        &["any_of"],
                    ],
                ),
                ("RatioSide", &[&["source", "dated_by"], &["figure"]]),
                ("Reported", &[&["numerator", "denominator"], &["value"]]),
                ("Base", &[&["figure"], &["measure"], &["tally", "period"]]),
                ("StepTarget", &[&["measure", "is"], &["all_of"], &["any_of"]]),
            ],
        );
        let mut text = format!("{schema:#}");
        text.push('\n');
        text
    }

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

    /// How many records a cell of a tally has at least, for the tally to be handed on
    /// ([`Tally::to_json`](crate::Tally::to_json)); any number where the plan says nothing.
    ///
    /// Few records can tell of one person: a plan of a small unit says `suppress_below: 5`. A
    /// tally of such a plan keeps no keys of faulty records either.
    #[must_use]
    pub fn suppress_below(&self) -> Option<u32> {
        self.suppress_below
    }

    /// The working calendar: weekends, holidays, make-up working days and office hours, those of
    /// its base included.
    #[must_use]
    pub fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// The calendar of the library that the plan's own adds its days to.
    #[must_use]
    pub fn calendar_base(&self) -> Option<&'static ShippedCalendar> {
        self.calendar_base
    }

    /// The holidays and make-up working days with their titles, in order of date; those of the
    /// base among them, unless the plan says otherwise of the day.
    #[must_use]
    pub fn calendar_days(&self) -> &[CalendarDay] {
        &self.calendar_days
    }

    /// Where the working calendar comes from, as the plan says.
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

    /// The names of the sources that a measure rests on, through all that it is made from, each
    /// once.
    #[must_use]
    pub fn sources_of<'p>(&'p self, measure: &'p Measure) -> Vec<&'p str> {
        let (mut sources, mut seen) = (Vec::new(), Vec::new());
        let mut rest = vec![measure];
        while let Some(own) = rest.pop() {
            if seen.contains(&own.name.as_str()) {
                continue;
            }
            seen.push(own.name.as_str());
            for source in own.kind.sources() {
                if !sources.contains(&source) {
                    sources.push(source);
                }
            }
            rest.extend(own.kind.measures().into_iter().filter_map(|name| self.measure(name)));
        }
        sources
    }

    /// What persons have declared of qualitative targets, in the order of the plan.
    #[must_use]
    pub fn declarations(&self) -> &[NamedDeclaration] {
        &self.declarations
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

/// The SHA-256 digest of a text in lower-case hexadecimal digits.
fn digest(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().fold(String::new(), |mut digits, byte| {
        for nibble in [byte >> 4, byte & 15] {
            digits.extend(char::from_digit(u32::from(nibble), 16));
        }
        digits
    })
}
