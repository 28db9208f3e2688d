//! Words for values that cannot be read.

use crate::ground::dates::Period;
use crate::ground::text::shortened;
use crate::plan::{ColumnType, CsvFormat};

/// The code of the fault.
pub(super) fn code(column: &ColumnType) -> &'static str {
    match column {
        ColumnType::Date => "date-unreadable",
        ColumnType::Timestamp => "timestamp-unreadable",
        ColumnType::Period { .. } => "period-unreadable",
        ColumnType::Integer => "integer-unreadable",
        ColumnType::Decimal { .. } => "decimal-unreadable",
        ColumnType::Boolean(_) => "boolean-unreadable",
        ColumnType::Text | ColumnType::Category(_) => "text-unreadable",
    }
}

/// What is wrong, for people.
pub(super) fn message(format: CsvFormat, column: &ColumnType, value: &str) -> String {
    let short = shortened(value);
    match column {
        ColumnType::Date => {
            format!("`{short}` is not a date written as {}", format.date_format.pattern())
        }
        ColumnType::Timestamp => format!("`{short}` is not a timestamp"),
        ColumnType::Period { grain } => {
            let example = Period::parse("2022-07-01")
                .and_then(|day| Period::bucket(*grain, day.first()))
                .and_then(|period| period.name())
                .unwrap_or_default();
            format!("`{short}` is not a {} such as `{example}`", grain.name())
        }
        ColumnType::Integer => format!("`{short}` is not a whole number"),
        ColumnType::Decimal { scale } => {
            format!("`{short}` is not a number with at most {scale} digits after the point")
        }
        ColumnType::Boolean(words) => format!(
            "`{short}` is not one of {}",
            words.yes.iter().chain(&words.no).cloned().collect::<Vec<_>>().join(", ")
        ),
        ColumnType::Text | ColumnType::Category(_) => format!("`{short}` is not text"),
    }
}
