//! An evaluation in words as data: what those who draw it show, and the numbers that say where.

mod parts;

use serde::Serialize;

use super::escape::prose;
use super::wording::Wording;
use crate::evaluate::{Breakdown, Evaluation, Outlook, Status};
use crate::ground::dates::Period;
use crate::ground::exact::Exact;
use crate::ground::language::Language;
use crate::ground::target::Scale;

/// An evaluation in words of a language, as data: what a table or a drawing shows of it.
///
/// The words are those of the [`Report`](crate::Report). Beside them stand the exact numbers that
/// say where a value and its limits lie, so that nothing is read back from a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Overview {
    /// The language that it is written in.
    pub language: Language,
    /// The plan's title.
    pub title: String,
    /// Whose plan it is.
    pub organisation: String,
    /// As of which day it stands, in words.
    pub as_of: String,
    /// How many objectives are met, in words.
    pub summary: String,
    /// The words that stand over columns and beside marks.
    pub words: OverviewWords,
    /// The objectives, in the order of the plan.
    pub objectives: Vec<OverviewRow>,
    /// What a reader has to know about the records before relying on the numbers.
    pub attention: Vec<String>,
}

/// The words that stand over columns and beside marks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
#[expect(missing_docs, reason = "each is the word for what its name says")]
pub struct OverviewWords {
    pub number: &'static str,
    pub objective: &'static str,
    pub status: &'static str,
    pub value: &'static str,
    pub required: &'static str,
    pub room: &'static str,
    pub outlook: &'static str,
    pub phase: &'static str,
    pub decides: &'static str,
    pub no_data: &'static str,
    pub clipped: &'static str,
    pub running: &'static str,
    pub all_members: &'static str,
    pub period: &'static str,
    pub numerator: &'static str,
    pub denominator: &'static str,
    pub undecided: &'static str,
}

/// An objective in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct OverviewRow {
    /// The number as the plan writes it.
    pub number: String,
    /// What is to be achieved.
    pub statement: String,
    /// Whether it is met.
    pub status: Status,
    /// What the status can still become.
    pub outlook: Outlook,
    /// The cells of the report's summary.
    pub cells: OverviewCells,
    /// In which phase it is, in words.
    pub phase: &'static str,
    /// From the first to the last day, in words, and how far that is.
    pub span: String,
    /// What to do next, where the numbers say it; the first of several says whether one is enough.
    pub next: Vec<String>,
    /// The parts of its target, from the root down, in the order of the plan.
    pub parts: Vec<OverviewPart>,
}

/// How an objective or a part of its target stands, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct OverviewCells {
    /// One character for the status.
    pub mark: &'static str,
    /// The status: not met is told apart from not yet met.
    pub status: &'static str,
    /// The value in its units, and in a tree whose it is.
    pub value: String,
    /// What is required of it.
    pub required: String,
    /// How much room is left.
    pub room: String,
    /// What the status can still become.
    pub outlook: &'static str,
}

/// A target, a part of one, a member or a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct OverviewPart {
    /// How far below the root it stands; the root has 0.
    pub depth: usize,
    /// `measure`, `each`, `all_of`, `any_of`, `every`, `declared`; `member` and `period` of the
    /// parts of `each` and `every`.
    pub kind: &'static str,
    /// What people call it.
    pub label: String,
    /// Whether it is met.
    pub status: Status,
    /// What the status can still become.
    pub outlook: Outlook,
    /// Whether it decided the status of what it is a part of.
    pub decides: bool,
    /// Whether its value is the one that the row of the objective shows.
    pub key: bool,
    /// How it stands, in words.
    pub cells: OverviewCells,
    /// All that is known of it, in sentences: what it is met by, its value and cases, its room.
    pub lines: Vec<String>,
    /// The column of a member.
    pub column: Option<String>,
    /// The member.
    pub member: Option<String>,
    /// The value and its limits, where it is a condition on one value.
    pub scale: Option<OverviewScale>,
}

/// Where a value and its limits lie.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct OverviewScale {
    /// The measure's name.
    pub measure: String,
    /// What people call the measure.
    pub title: String,
    /// The exact value, a pure number; of a day, counted from 1970-01-01.
    pub exact: Option<Exact>,
    /// The lower limit: values below it are not good, or, of a bound that leaves out a range,
    /// are good again.
    pub low: Option<Exact>,
    /// The upper limit.
    pub high: Option<Exact>,
    /// Whether the values outside the limits are the good ones.
    pub outside: bool,
    /// What a pure number is multiplied with to be in the units shown: 100 for percent.
    pub factor: u64,
    /// The units as they are written behind a number.
    pub suffix: String,
    /// Whether it is a share of a whole, which is never above 1.
    pub is_share: bool,
    /// Whether it is a day.
    pub is_day: bool,
    /// The part of the value that has the bad cases, where it is made of cases: `numerator`,
    /// `not_in_numerator`, or of a count `counted`.
    pub bad: Option<&'static str>,
}

/// A breakdown in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct BreakdownWords {
    /// The language that it is written in.
    pub language: Language,
    /// What people call the measure.
    pub title: String,
    /// How finely time is told apart; none for the whole.
    pub time: Option<&'static str>,
    /// What people call the columns.
    pub columns: Vec<String>,
    /// The words that stand over columns and beside marks.
    pub words: OverviewWords,
    /// One for each row.
    pub rows: Vec<BreakdownRowWords>,
    /// What a pure number is multiplied with to be in the units shown.
    pub factor: u64,
    /// The units as they are written behind a number.
    pub suffix: String,
    /// Whether the values are days.
    pub is_day: bool,
}

/// A row of a breakdown in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct BreakdownRowWords {
    /// A member for each column.
    pub members: Vec<String>,
    /// The bucket's name, as the language writes it.
    pub bucket: Option<String>,
    /// Whether the as-of day lies before the bucket's last one.
    pub running: bool,
    /// The value in its units; none where there is nothing to measure.
    pub value: Option<String>,
}

impl Evaluation {
    /// The evaluation in words of a language, as data for tables and drawings.
    ///
    /// ```
    /// # use quality_objectives::{Assumptions, Language, Plan};
    /// # let plan = Plan::from_yaml(r#"
    /// # schema: 1
    /// # organisation: Example office
    /// # title: Fewer late cases
    /// # period: 2022
    /// # sources: {cases: {columns: {day: {type: date}, late: {type: boolean}}}}
    /// # measures: {late_rate: {proportion: {source: cases, dated_by: day, numerator: late}}}
    /// # objectives: [{number: 1, statement: Few are late, target: {measure: late_rate, is: "<= 25%"}}]
    /// # "#)?;
    /// # let mut counter = plan.rules("2022-12-31".parse().unwrap()).counter();
    /// # counter.csv("cases", &b"day,late\n2022-03-01,true\n2022-03-02,false\n"[..])?;
    /// # let (tally, _) = counter.finish()?;
    /// # let evaluation = plan.evaluate(&tally, &Assumptions::none())?;
    /// let overview = evaluation.overview(Language::En);
    /// let row = &overview.objectives[0];
    /// assert_eq!((row.cells.value.as_str(), row.cells.required.as_str()), ("50.00%", "at most 25%"));
    /// let scale = row.parts[0].scale.as_ref().unwrap();
    /// assert_eq!((&scale.exact, &scale.high), (&"1/2".parse().ok(), &"1/4".parse().ok()));
    /// # Ok::<(), quality_objectives::Error>(())
    /// ```
    #[must_use]
    pub fn overview(&self, language: Language) -> Overview {
        let wording = Wording::new(self, language);
        let plan = self.plan();
        Overview {
            language,
            title: prose(plan.title()),
            organisation: prose(plan.organisation()),
            as_of: wording.as_of(),
            summary: wording.summary_line(),
            words: wording.overview_words(),
            objectives: self.objectives().iter().map(|own| wording.overview_row(own)).collect(),
            attention: self.sources().iter().flat_map(|own| wording.attention(own)).collect(),
        }
    }

    /// A breakdown of this evaluation in words of a language; a row for each of its rows.
    #[must_use]
    pub fn breakdown_in_words(&self, breakdown: &Breakdown, language: Language) -> BreakdownWords {
        let wording = Wording::new(self, language);
        let name = &breakdown.measure;
        let scale = self.plan().measure(name).map_or(Scale::Number, |own| own.scale.clone());
        let bucket = |span: Period| Some(wording.bucket(breakdown.grain?, span.first()));
        let rows = breakdown.rows.iter().map(|row| BreakdownRowWords {
            members: row.members.iter().map(|own| wording.member(own)).collect(),
            bucket: row.span.and_then(bucket),
            running: row.span.is_some_and(|span| self.as_of() < span.last()),
            value: wording.value(name, &row.value),
        });
        BreakdownWords {
            language,
            title: wording.measure(name),
            time: breakdown.grain.map(|grain| wording.in_each(grain)),
            columns: breakdown.by.iter().map(|own| wording.column(name, own)).collect(),
            words: wording.overview_words(),
            rows: rows.collect(),
            factor: scale.factor(),
            suffix: scale.suffix(language),
            is_day: scale == Scale::Date,
        }
    }
}
