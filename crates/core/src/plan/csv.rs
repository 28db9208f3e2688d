//! How a source's CSV files are written.

use serde::{Serialize, Serializer};

/// How a source's CSV files are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct CsvFormat {
    /// The character between fields, in ASCII.
    pub delimiter: char,
    /// How dates are written, also those of timestamps.
    pub date_format: DateFormat,
}

impl Default for CsvFormat {
    fn default() -> Self {
        Self { delimiter: ',', date_format: DateFormat::default() }
    }
}

/// How a date is written in digits: the order of its parts, and what stands between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct DateFormat {
    /// The order of day, month and year.
    pub order: DateOrder,
    /// What stands between the parts: `-`, `/` or `.`.
    pub separator: char,
    /// Whether days and months below ten have a leading zero (`dd`, `MM`); without it (`d`, `M`)
    /// both spellings are read.
    pub padded: bool,
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
    /// assert_eq!((format.order, format.separator), (DateOrder::DayMonthYear, '/'));
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
