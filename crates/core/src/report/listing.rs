//! A list of cases in words.

use serde::Serialize;

use super::phrases::{Phrases, fill};
use super::wording::number_in;
use crate::cases::Cases;
use crate::ground::language::Language;

/// The words that stand over and below a list of cases.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct CasesWords {
    /// The language that they are of.
    pub language: Language,
    /// How many cases there are, listed or not.
    pub total: String,
    /// How many of them are not listed; none where all are.
    pub more: Option<String>,
    /// The word for a record's key.
    pub key: &'static str,
    /// The word for a file or table that was handed in.
    pub input: &'static str,
    /// The word for the record's place in that.
    pub row: &'static str,
    /// The word for a line of a CSV file.
    pub line: &'static str,
}

impl Cases {
    /// What stands over and below the list in a language, if so many of its cases are shown.
    ///
    /// ```
    /// # use quality_objectives::{Batch, Column, Language, Part, Plan, Selection, Values};
    /// # let plan = Plan::from_yaml(r#"
    /// # schema: 1
    /// # organisation: Example office
    /// # title: Fewer late cases
    /// # period: 2022
    /// # sources: {cases: {columns: {day: {type: date}}}}
    /// # measures: {all: {count: {source: cases, dated_by: day}}}
    /// # objectives: [{number: 1, statement: Many, target: {measure: all, is: ">= 1"}}]
    /// # "#)?;
    /// let mut finder = plan
    ///     .rules("2022-12-31".parse().unwrap())
    ///     .cases(&Selection::new("all", Part::Counted).limit(1))?;
    /// let days = Column::new(Values::Days(vec![18_993, 18_994].into()));
    /// finder.batch("cases", &Batch::new(vec![("day".to_owned(), days)])?)?;
    /// let words = finder.finish()?.in_words(Language::Vi, 1);
    /// assert_eq!((words.total.as_str(), words.key), ("2 trường hợp", "Khóa"));
    /// assert_eq!(words.more.as_deref(), Some("và 1 trường hợp khác"));
    /// # Ok::<(), quality_objectives::Error>(())
    /// ```
    #[must_use]
    pub fn in_words(&self, language: Language, shown: usize) -> CasesWords {
        let phrases = Phrases::of(language);
        let say = |phrase, count: u64| {
            fill(phrase, &[("count", &number_in(language, &count.to_string()))])
        };
        let more = self.total().saturating_sub(shown as u64);
        CasesWords {
            language,
            total: say(phrases.listed_cases, self.total()),
            more: (more > 0).then(|| say(phrases.more_cases, more)),
            key: phrases.key_column,
            input: phrases.input_column,
            row: phrases.row_column,
            line: phrases.line_column,
        }
    }
}
