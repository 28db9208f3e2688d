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

/// A time of day, written `16:30`, `16:30:05` or `16:30:05.25`: its microseconds since midnight,
/// and whether it has nothing smaller. A leap second is no time of day, for it has no place among
/// the microseconds of one.
pub(crate) fn time_of_day(text: &str) -> Option<(i64, bool)> {
    let mut parts = text.split(':');
    let hours = below(parts.next()?, 24)?;
    let minutes = below(parts.next()?, 60)?;
    let (seconds, fraction) = match parts.next() {
        Some(written) => match written.split_once('.') {
            Some((seconds, fraction)) => (below(seconds, 60)?, Some(fraction)),
            None => (below(written, 60)?, None),
        },
        None => (0, None),
    };
    if parts.next().is_some() {
        return None;
    }
    let whole = hours * HOUR + minutes * MINUTE + seconds * SECOND;
    let Some(fraction) = fraction else { return Some((whole, true)) };
    if fraction.is_empty() || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (micros, rest) = fraction.split_at_checked(6).unwrap_or((fraction, ""));
    let digits = micros.bytes().chain(std::iter::repeat(b'0')).take(6);
    let micros = digits.fold(0, |number, digit| number * 10 + i64::from(digit - b'0'));
    Some((whole + micros, rest.bytes().all(|digit| digit == b'0')))
}

/// A number of one or two digits below a limit.
fn below(text: &str, limit: i64) -> Option<i64> {
    let number = match *text.as_bytes() {
        [one] if one.is_ascii_digit() => i64::from(one - b'0'),
        [ten, one] if ten.is_ascii_digit() && one.is_ascii_digit() => {
            i64::from(ten - b'0') * 10 + i64::from(one - b'0')
        }
        _ => return None,
    };
    (number < limit).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_day() {
        assert_eq!(time_of_day("16:30"), Some((16 * HOUR + 30 * MINUTE, true)));
        assert_eq!(time_of_day("6:30:05"), Some((6 * HOUR + 30 * MINUTE + 5 * SECOND, true)));
        assert_eq!(time_of_day("00:00:01.25"), Some((1_250_000, true)));
        assert_eq!(time_of_day("00:00:00.000001000"), Some((1, true)));
        assert_eq!(time_of_day("00:00:00.0000015"), Some((1, false)));
        for text in ["", "16", "24:00", "16:60", "16:30:60", "16:30:", "16:30:05.", "1:2:3:4"] {
            assert_eq!(time_of_day(text), None, "{text}");
        }
    }
}
