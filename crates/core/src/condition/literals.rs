//! Dates, timestamps and durations in conditions.

use std::ops::Range;

use super::fault::Fault;
use super::fixed::{Fixed, MOST_DECIMALS};
use super::lexer::shortened;
use crate::ground::dates::{day_number, iso_date};
use crate::ground::time::{DAY, HOUR, MINUTE, SECOND, microseconds_of, time_of_day};

pub(super) fn date(written: &str, place: Range<usize>) -> Result<i32, Fault> {
    match iso_date(written) {
        Some(date) => Ok(day_number(date)),
        None => {
            Err(Fault::new(place, "not-a-date", format!("`{}` is not a date", shortened(written)))
                .help("write year, month and day: `DATE '2022-01-31'`"))
        }
    }
}

pub(super) fn instant(written: &str, place: Range<usize>) -> Result<i64, Fault> {
    let read = written.split_once(' ').and_then(|(date, time)| {
        let (micros, is_exact) = time_of_day(time)?;
        is_exact.then_some(i64::from(day_number(iso_date(date)?)) * DAY + micros)
    });
    match read {
        Some(instant) => Ok(instant),
        None => Err(Fault::new(
            place,
            "not-a-timestamp",
            format!("`{}` is not a timestamp", shortened(written)),
        )
        .help("write date and time of day: `TIMESTAMP '2022-01-31 16:30:00'`")),
    }
}

/// The most digits after the point of a constant duration in microseconds: its canonical text may
/// be in seconds, which have six more.
const MOST_DECIMALS_OF_DURATION: u8 = MOST_DECIMALS - 6;

/// The duration in microseconds of a number with a unit of time; nothing if the word is none.
pub(super) fn duration(
    number: Fixed,
    unit: &str,
    place: Range<usize>,
) -> Result<Option<Fixed>, Fault> {
    let Some(microseconds) = microseconds_of(unit) else {
        let months = ["month", "months", "year", "years"];
        if months.iter().any(|word| unit.eq_ignore_ascii_case(word)) {
            let message = format!("`{number} {unit}` has no fixed length");
            return Err(Fault::new(place, "no-fixed-length", message).help(
                "months are counted by `months(from, to) <= 3` and added by `add_months(date, 3)`",
            ));
        }
        return Ok(None);
    };
    let duration = number.checked_mul(Fixed::new(microseconds.into(), 0)).and_then(exact_duration);
    duration.map(Some).ok_or_else(|| {
        let message = format!("the duration `{number} {unit}` has too many digits to be exact");
        Fault::new(place, "number-too-long", message)
            .help("use at most 38 digits, of them at most 28 after the point")
    })
}

/// The constant duration, if it can be written exactly.
pub(super) fn exact_duration(microseconds: Fixed) -> Option<Fixed> {
    (microseconds.scale() <= MOST_DECIMALS_OF_DURATION).then_some(microseconds)
}

/// A constant duration in the longest unit, up to days, of which it is a whole number.
pub(super) fn duration_text(microseconds: Fixed) -> String {
    let units = [(DAY, "day"), (HOUR, "hour"), (MINUTE, "minute"), (SECOND, "second")];
    let whole = units.iter().find_map(|(length, unit)| {
        let length = i128::from(*length);
        let is_whole = microseconds.scale() == 0
            && microseconds.units() != 0
            && microseconds.units() % length == 0;
        is_whole.then(|| (Fixed::new(microseconds.units() / length, 0), *unit))
    });
    let (number, unit) = whole.unwrap_or_else(|| {
        (Fixed::new(microseconds.units(), microseconds.scale().saturating_add(6)), "second")
    });
    let plural = if number.units().abs() == 1 && number.scale() == 0 { "" } else { "s" };
    format!("{number} {unit}{plural}")
}
