//! How a source's CSV files are written.

use serde::{Serialize, Serializer};

use crate::ground::error::Error;
use crate::ground::problem::Problem;

/// How a source's CSV files are written: what stands between fields, and how dates are written.
///
/// A plan states it with `csv: {delimiter: ";", date_format: dd/MM/yyyy}`; for files that differ
/// from what the plan states, [`Counter::csv_format`](crate::Counter::csv_format) takes another.
/// Unless something is said, fields are separated by commas and dates are written as in ISO 8601.
///
/// ```
/// use quality_objectives::plan::{CsvFormat, DateFormat};
///
/// let iso = CsvFormat::default();
/// assert_eq!((iso.delimiter(), iso.date_format().pattern().as_str()), (',', "yyyy-MM-dd"));
/// let sheet = CsvFormat::new(';', DateFormat::from_pattern("d/M/yyyy").unwrap())?;
/// assert_eq!(sheet.delimiter(), ';');
/// assert!(CsvFormat::new('"', DateFormat::default()).unwrap_err().is_request());
/// # Ok::<(), quality_objectives::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct CsvFormat {
    pub(crate) delimiter: char,
    pub(crate) date_format: DateFormat,
}

impl Default for CsvFormat {
    fn default() -> Self {
        Self { delimiter: ',', date_format: DateFormat::default() }
    }
}

impl CsvFormat {
    /// A format with this character between fields (a comma, a semicolon, a tab …) and dates
    /// written so.
    ///
    /// # Errors
    ///
    /// `csv-delimiter` where the character is neither a tab nor a punctuation mark of ASCII, or is
    /// the quotation mark.
    pub fn new(delimiter: char, date_format: DateFormat) -> Result<Self, Error> {
        if !Self::can_delimit(delimiter) {
            let shown = delimiter.escape_debug();
            let message = format!("`{shown}` cannot be a delimiter");
            let problem = Problem::new("csv-delimiter", "delimiter", message)
                .help("give a comma, a semicolon, a tab or another punctuation mark");
            return Err(Error::request(problem));
        }
        Ok(Self { delimiter, date_format })
    }

    /// Whether a character can stand between fields.
    pub(crate) fn can_delimit(letter: char) -> bool {
        letter == '\t' || (letter.is_ascii_punctuation() && letter != '"')
    }

    /// The character between fields: a tab or a punctuation mark of ASCII.
    #[must_use]
    pub fn delimiter(&self) -> char {
        self.delimiter
    }

    /// How dates are written, also those of timestamps.
    #[must_use]
    pub fn date_format(&self) -> DateFormat {
        self.date_format
    }
}

/// How a date is written in digits: the order of its parts, and what stands between them.
///
/// It is made from a pattern ([`DateFormat::from_pattern`]); unless something is said, dates are
/// written as in ISO 8601, `yyyy-MM-dd`. Dates as in ISO 8601 are read whatever the format, for they
/// cannot be taken for others. A year has four digits always.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DateFormat {
    pub(crate) order: DateOrder,
    pub(crate) separator: char,
    pub(crate) padded: bool,
}

/// The order of the parts of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DateOrder {
    /// `2022-03-31`.
    YearMonthDay,
    /// `31/03/2022`.
    DayMonthYear,
    /// `03/31/2022`.
    MonthDayYear,
}

impl Default for DateFormat {
    fn default() -> Self {
        Self { order: DateOrder::YearMonthDay, separator: '-', padded: true }
    }
}

impl DateFormat {
    /// The patterns that a plan can name, for the help of a message.
    pub(crate) const EXAMPLES: &'static str =
        "`yyyy-MM-dd`, `dd/MM/yyyy`, `d/M/yyyy`, `dd-MM-yyyy`, `dd.MM.yyyy`, `MM/dd/yyyy`, …";

    /// The format of a pattern such as `dd/MM/yyyy`, `yyyy-MM-dd` or `d.M.yyyy`; the separator
    /// is `-`, `/` or `.`.
    ///
    /// ```
    /// use quality_objectives::plan::{DateFormat, DateOrder};
    ///
    /// let format = DateFormat::from_pattern("dd/MM/yyyy").unwrap();
    /// assert_eq!((format.order(), format.separator()), (DateOrder::DayMonthYear, '/'));
    /// assert_eq!(format.pattern(), "dd/MM/yyyy");
    /// // `mm` are minutes, and two digits of a year are not read.
    /// assert_eq!(DateFormat::from_pattern("dd/mm/yy"), None);
    /// assert_eq!(DateFormat::from_pattern("dd/MM-yyyy"), None);
    /// ```
    #[must_use]
    pub fn from_pattern(pattern: &str) -> Option<Self> {
        let separator = pattern.chars().find(|letter| !letter.is_ascii_alphabetic())?;
        if !['-', '/', '.'].contains(&separator) {
            return None;
        }
        let mut parts = pattern.split(separator);
        let parts = [parts.next()?, parts.next()?, parts.next()?, parts.next().unwrap_or_default()];
        let (order, padded) = match parts {
            ["yyyy", "MM", "dd", ""] => (DateOrder::YearMonthDay, true),
            ["yyyy", "M", "d", ""] => (DateOrder::YearMonthDay, false),
            ["dd", "MM", "yyyy", ""] => (DateOrder::DayMonthYear, true),
            ["d", "M", "yyyy", ""] => (DateOrder::DayMonthYear, false),
            ["MM", "dd", "yyyy", ""] => (DateOrder::MonthDayYear, true),
            ["M", "d", "yyyy", ""] => (DateOrder::MonthDayYear, false),
            _ => return None,
        };
        let format = Self { order, separator, padded };
        (format.pattern() == pattern).then_some(format)
    }

    /// The order of day, month and year.
    #[must_use]
    pub fn order(&self) -> DateOrder {
        self.order
    }

    /// What stands between the parts: `-`, `/` or `.`.
    #[must_use]
    pub fn separator(&self) -> char {
        self.separator
    }

    /// Whether days and months below ten have a leading zero (`dd`, `MM`); without it (`d`, `M`)
    /// both spellings are read.
    #[must_use]
    pub fn is_padded(&self) -> bool {
        self.padded
    }

    /// The pattern, as a plan writes it.
    #[must_use]
    pub fn pattern(&self) -> String {
        let (day, month) = if self.padded { ("dd", "MM") } else { ("d", "M") };
        let parts = match self.order {
            DateOrder::YearMonthDay => ["yyyy", month, day],
            DateOrder::DayMonthYear => [day, month, "yyyy"],
            DateOrder::MonthDayYear => [month, day, "yyyy"],
        };
        parts.join(&self.separator.to_string())
    }
}

impl Serialize for DateFormat {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.pattern())
    }
}
