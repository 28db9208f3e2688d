//! Evaluations for people: aligned text for a terminal, and Markdown.
//!
//! Reporting touches only the evaluation. The words are those of one table for each language
//! (`phrases`), put together into blocks (`document`), which then take one of the two forms.

mod columns;
mod data;
mod declared;
mod document;
mod escape;
mod every;
mod head;
mod leaf;
mod listing;
mod markdown;
mod next;
mod objective;
mod overview;
mod phrases;
mod review;
mod review_words;
mod rows;
mod target;
#[cfg(test)]
mod tests;
mod text;
mod width;
mod wording;

use std::fmt;

use crate::evaluate::Evaluation;
use crate::ground::language::Language;
use document::Block;
pub use listing::CasesWords;
pub use overview::{
    BreakdownRowWords, BreakdownWords, Overview, OverviewCells, OverviewPart, OverviewRow,
    OverviewScale, OverviewWords,
};
pub use review_words::{ReviewCell, ReviewMeasure, ReviewRow, ReviewWords};
use wording::Wording;

/// Columns of a text report unless the caller asks for others.
const TEXT_WIDTH: usize = 100;
/// Fewer columns than these are not worth aligning anything in.
const LEAST_TEXT_WIDTH: usize = 40;
/// No screen is wider, and lines of rules are as long as the text may be.
const MOST_TEXT_WIDTH: usize = 1_000;

/// An evaluation in words: what a manager wants to see first, then everything behind it.
///
/// It begins with a summary of the objectives. Each then has a section with its statement, what
/// to do next, its target as a tree with every number, and the review that the plan asks for;
/// what became of the records, the certificate, and how to read it all stand at the end.
///
/// Its text is aligned by the width that characters take in a terminal. Control characters that
/// come from records are shown as escapes.
///
/// ```
/// use chrono::NaiveDate;
/// use quality_objectives::{Assumptions, Language, Plan};
///
/// let plan = Plan::from_yaml(
///     r#"
/// schema: 1
/// organisation: Example office
/// title: Fewer late cases
/// period: 2022
/// sources:
///   cases: {columns: {due_on: {type: date}, resolved_on: {type: date, event: true}}}
/// measures:
///   late_rate:
///     title: Late cases
///     proportion: {source: cases, dated_by: resolved_on, numerator: resolved_on > due_on}
/// objectives:
///   - number: 1
///     statement: At most a quarter is late
///     target: {measure: late_rate, is: "<= 25%"}
/// "#,
/// )?;
/// let mut counter = plan.rules(NaiveDate::from_ymd_opt(2022, 6, 30).unwrap()).counter();
/// let records = "due_on,resolved_on\n2022-03-01,2022-03-04\n2022-03-02,2022-03-02\n";
/// counter.csv("cases", records.as_bytes())?;
/// let (tally, _) = counter.finish()?;
/// let evaluation = plan.evaluate(&tally, &Assumptions::none())?;
///
/// let report = evaluation.report(Language::En);
/// let next = "Next: Late cases: 1 late case too many; 2 further cases, all on time, would bring";
/// assert!(report.to_string().contains(next));
/// assert!(report.markdown().starts_with("# Fewer late cases\n"));
/// assert!(report.text_width(60).text().lines().all(|line| line.chars().count() <= 60));
/// # Ok::<(), quality_objectives::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    language: Language,
    blocks: Vec<Block>,
    text_width: usize,
}

impl Evaluation {
    /// The evaluation in words of a language.
    ///
    /// Texts of the plan (statements, titles, members) stay in the plan's own language.
    ///
    /// ```no_run
    /// # fn show(evaluation: &quality_objectives::Evaluation) {
    /// use quality_objectives::Language;
    ///
    /// println!("{}", evaluation.report(Language::Vi));
    /// # }
    /// ```
    #[must_use]
    pub fn report(&self, language: Language) -> Report {
        let wording = Wording::new(self, language);
        let mut blocks = wording.heading();
        blocks.extend(wording.summary());
        blocks.extend(self.objectives().iter().flat_map(|own| wording.objective(own)));
        blocks.extend(wording.data());
        blocks.extend(wording.certificate());
        blocks.extend(wording.reading());
        Report { language, blocks, text_width: TEXT_WIDTH }
    }
}

impl Report {
    /// The language that it is written in.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// The same report whose text has at most so many columns: 100 unless asked otherwise, and
    /// never fewer than 40 or more than 1000. Markdown is not wrapped.
    #[must_use]
    pub fn text_width(mut self, columns: usize) -> Self {
        self.text_width = columns.clamp(LEAST_TEXT_WIDTH, MOST_TEXT_WIDTH);
        self
    }

    /// The report as plain text for a terminal, aligned by display width, without colours. Each
    /// line ends in a line feed, none in a space.
    ///
    /// A table that does not fit is written as a list.
    #[must_use]
    pub fn text(&self) -> String {
        text::render(&self.blocks, self.text_width)
    }

    /// The report as Markdown with the tables of GitHub's; what would be markup in a text of the
    /// plan or the records is escaped.
    #[must_use]
    pub fn markdown(&self) -> String {
        markdown::render(&self.blocks)
    }
}

/// As [`Report::text`], without the last line feed.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text().trim_end_matches('\n'))
    }
}
