//! A batch: some records of one source, column by column.

use super::column::Column;
use crate::ground::error::Error;
use crate::ground::problem::Problem;
use crate::ground::text::normal;

/// Some records of one source as named columns of equal length.
///
/// ```
/// use quality_objectives::{Batch, Column, Strings, Values};
///
/// let batch = Batch::new(vec![
///     ("code".to_owned(), Column::new(Values::Text(Strings::Separate(vec!["H-1", "H-2"])))),
///     ("received_on".to_owned(), Column::new(Values::Days(vec![18_993, 18_994].into()))),
/// ])?;
/// assert_eq!(batch.rows(), 2);
/// # Ok::<(), quality_objectives::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Batch<'a> {
    columns: Vec<(String, Column<'a>)>,
    rows: usize,
    /// Columns that could not be taken over, and why: no fault unless the plan reads them.
    refused: Vec<(String, Problem)>,
}

impl<'a> Batch<'a> {
    /// A batch of these columns, in any order; names are those of the file or table.
    ///
    /// # Errors
    ///
    /// `column-lengths-differ`, `column-repeated`, `validity-length` when the columns do not
    /// make one table; `text-offsets` and `code-unknown` when a text is not where its column says.
    pub fn new(columns: Vec<(String, Column<'a>)>) -> Result<Self, Error> {
        for (name, column) in &columns {
            if let Err((row, code, message)) = column.texts_are_there() {
                let message = format!("row {} of column `{name}` {message}", row + 1);
                let problem = Problem::new(code, name, message);
                return Err(Error::data(problem.help("make the column anew from its texts")));
            }
        }
        Self::of_texts(columns)
    }

    /// As [`Batch::new`], of columns whose texts are known to be where they should.
    pub(crate) fn of_texts(columns: Vec<(String, Column<'a>)>) -> Result<Self, Error> {
        let rows = columns.first().map_or(0, |(_, column)| column.len());
        for (index, (name, column)) in columns.iter().enumerate() {
            if column.len() != rows {
                let message = format!(
                    "column `{name}` is of length {}, and the first column of length {rows}",
                    column.len()
                );
                let problem = Problem::new("column-lengths-differ", name, message);
                return Err(Error::data(problem.help("give every column a value for each record")));
            }
            if column.valid.as_ref().is_some_and(|valid| valid.len() != rows) {
                let message = format!("the validity of column `{name}` is not of length {rows}");
                let problem = Problem::new("validity-length", name, message);
                return Err(Error::data(problem.help("give one bit for each row")));
            }
            if columns.iter().take(index).any(|(earlier, _)| earlier == name) {
                return Err(Error::data(repeated(name)));
            }
        }
        Ok(Self { columns, rows, refused: Vec::new() })
    }

    /// How many records it has.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The same batch, of which these further columns could not be taken over, each with the reason.
    ///
    /// That is no fault until a plan reads one of them: then counting says so, at the column, and
    /// adds what the plan declares.
    ///
    /// ```
    /// use quality_objectives::{Batch, Column, Problem, Values};
    ///
    /// let days = Column::new(Values::Days(vec![18_993].into()));
    /// let reason = Problem::new("column-type", "files", "column `files` holds lists");
    /// let batch = Batch::new(vec![("received_on".to_owned(), days)])?
    ///     .without(vec![("files".to_owned(), reason)]);
    /// assert_eq!(batch.names().collect::<Vec<_>>(), ["received_on"]);
    /// # Ok::<(), quality_objectives::Error>(())
    /// ```
    #[must_use]
    pub fn without(mut self, refused: Vec<(String, Problem)>) -> Self {
        self.refused.extend(refused);
        self
    }

    /// The column of that name, compared trimmed and in Unicode NFC.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&Column<'a>> {
        let exact = self.columns.iter().find(|(own, _)| own == name);
        let found = exact.or_else(|| self.columns.iter().find(|(own, _)| alike(own, name)));
        found.map(|(_, column)| column)
    }

    /// The name under which the batch has the column of that name, compared trimmed and in Unicode
    /// NFC.
    ///
    /// ```
    /// use quality_objectives::{Batch, Column, Values};
    ///
    /// let days = Column::new(Values::Days(vec![18_993].into()));
    /// let batch = Batch::new(vec![(" Nga\u{300}y nhận".to_owned(), days)])?;
    /// assert_eq!(batch.name_of("Ngày nhận"), Some(" Nga\u{300}y nhận"));
    /// assert_eq!(batch.name_of("Ngày trả"), None);
    /// # Ok::<(), quality_objectives::Error>(())
    /// ```
    #[must_use]
    pub fn name_of(&self, name: &str) -> Option<&str> {
        let mut names = self.columns.iter().map(|(own, _)| own.as_str());
        let exact = names.clone().find(|own| *own == name);
        exact.or_else(|| names.find(|own| alike(own, name)))
    }

    /// Why the column of that name could not be taken over, if it could not.
    pub(crate) fn refusal(&self, name: &str) -> Option<&Problem> {
        self.refused.iter().find(|(own, _)| alike(own, name)).map(|(_, problem)| problem)
    }

    /// The names of its columns.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|(name, _)| name.as_str())
    }
}

/// Two columns of one name.
pub(super) fn repeated(name: &str) -> Problem {
    Problem::new("column-repeated", name, format!("column `{name}` occurs twice"))
        .help("rename or leave out one of them")
}

fn alike(own: &str, name: &str) -> bool {
    normal(own) == normal(name)
}
