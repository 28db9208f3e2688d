//! Dates as JSON text.
#![expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands fields over by reference")]
#![expect(clippy::ref_option, reason = "serde hands fields over by reference")]

use chrono::NaiveDate;
use serde::Serializer;

/// A date as `2022-01-31`.
pub(crate) fn date<S: Serializer>(date: &NaiveDate, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(date)
}

/// A date as `2022-01-31`, or null.
pub(crate) fn optional_date<S: Serializer>(
    date: &Option<NaiveDate>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match date {
        Some(date) => serializer.collect_str(date),
        None => serializer.serialize_none(),
    }
}
