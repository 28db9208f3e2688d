//! Dates and timestamps in conditions.

use std::ops::Range;

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};

use super::fault::Fault;
use super::lexer::shortened;
use crate::ground::dates::day_number;

pub(super) fn date(written: &str, place: Range<usize>) -> Result<i32, Fault> {
    let date = NaiveDate::parse_from_str(written, "%Y-%m-%d").ok();
    match date.filter(|date| has_date_shape(written) && written.len() == 10 && date.year() > 0) {
        Some(date) => Ok(day_number(date)),
        None => {
            Err(Fault::new(place, "not-a-date", format!("`{}` is not a date", shortened(written)))
                .help("write year, month and day: `DATE '2022-01-31'`"))
        }
    }
}

/// Whether the text begins with four, two and two digits, as dates are written here.
fn has_date_shape(written: &str) -> bool {
    written.len() >= 10
        && written.bytes().take(10).enumerate().all(|(position, byte)| match position {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

pub(super) fn instant(written: &str, place: Range<usize>) -> Result<i64, Fault> {
    let read = ["%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%d %H:%M"]
        .into_iter()
        .find_map(|format| NaiveDateTime::parse_from_str(written, format).ok())
        .filter(|instant| has_date_shape(written) && instant.year() > 0)
        .filter(|instant| instant.nanosecond() % 1000 == 0);
    match read {
        Some(instant) => Ok(instant.and_utc().timestamp_micros()),
        None => Err(Fault::new(
            place,
            "not-a-timestamp",
            format!("`{}` is not a timestamp", shortened(written)),
        )
        .help("write date and time of day: `TIMESTAMP '2022-01-31 16:30:00'`")),
    }
}
