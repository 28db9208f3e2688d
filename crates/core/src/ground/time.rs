//! Units of time of fixed length, in microseconds.
//!
//! Months and years have no fixed length and are none of them.

pub(crate) const SECOND: i64 = 1_000_000;
pub(crate) const MINUTE: i64 = 60 * SECOND;
pub(crate) const HOUR: i64 = 60 * MINUTE;
pub(crate) const DAY: i64 = 24 * HOUR;
pub(crate) const WEEK: i64 = 7 * DAY;

/// The units, the longest first: plural, singular, microseconds.
pub(crate) const TIME_UNITS: [(&str, &str, i64); 5] = [
    ("weeks", "week", WEEK),
    ("days", "day", DAY),
    ("hours", "hour", HOUR),
    ("minutes", "minute", MINUTE),
    ("seconds", "second", SECOND),
];

/// The microseconds of a unit of time, in the singular or plural and whatever case.
pub(crate) fn microseconds_of(unit: &str) -> Option<i64> {
    TIME_UNITS
        .iter()
        .find(|(plural, singular, _)| {
            unit.eq_ignore_ascii_case(plural) || unit.eq_ignore_ascii_case(singular)
        })
        .map(|(.., microseconds)| *microseconds)
}
