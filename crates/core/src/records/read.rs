//! Reading typed values out of text, for CSV files, rows and text columns alike.

use std::fmt::Display;

use chrono::NaiveDate;

use crate::ground::dates::{date_of, day_number};
use crate::ground::time::time_of_day;
use crate::plan::{DateFormat, DateOrder};

/// Microseconds of a day.
pub(crate) const DAY: i64 = 86_400_000_000;

impl DateFormat {
    /// The date at the start of `text`, and what follows it.
    fn split<'t>(self, text: &'t str) -> Option<(NaiveDate, &'t str)> {
        let short = |text: &'t str| {
            digits(text, 2).or_else(|| if self.padded { None } else { digits(text, 1) })
        };
        let separated = |text: &'t str| text.strip_prefix(self.separator);
        let (year, month, day, rest) = match self.order {
            DateOrder::YearMonthDay => {
                let (year, rest) = digits(text, 4)?;
                let (month, rest) = short(separated(rest)?)?;
                let (day, rest) = short(separated(rest)?)?;
                (year, month, day, rest)
            }
            DateOrder::DayMonthYear | DateOrder::MonthDayYear => {
                let (first, rest) = short(text)?;
                let (second, rest) = short(separated(rest)?)?;
                let (year, rest) = digits(separated(rest)?, 4)?;
                match self.order {
                    DateOrder::MonthDayYear => (year, first, second, rest),
                    _ => (year, second, first, rest),
                }
            }
        };
        let year = i32::try_from(year).ok().filter(|year| *year >= 1)?;
        Some((NaiveDate::from_ymd_opt(year, month, day)?, rest))
    }

    fn split_any(self, text: &str) -> Option<(NaiveDate, &str)> {
        self.split(text).or_else(|| Self::default().split(text))
    }

    /// The day of a date (ISO 8601 is understood besides, for nothing else is written so), or of a timestamp taken to `utc_offset` (microseconds).
    pub(crate) fn day(self, text: &str, utc_offset: i64) -> Option<i32> {
        let (date, rest) = self.split_any(text)?;
        if rest.is_empty() {
            return Some(day_number(date));
        }
        day_of_instant(self.instant(text, utc_offset)?)
    }

    /// Civil microseconds of a timestamp, one with a zone taken to `utc_offset`; of a date, its
    /// midnight.
    pub(crate) fn instant(self, text: &str, utc_offset: i64) -> Option<i64> {
        let (date, rest) = self.split_any(text)?;
        let midnight = i64::from(day_number(date)).checked_mul(DAY)?;
        if rest.is_empty() {
            return Some(midnight);
        }
        let rest = rest.strip_prefix(['T', 't', ' '])?;
        let clock_end = rest.find(['Z', 'z', '+', '-', ' ']).unwrap_or(rest.len());
        let (clock, zone) = rest.split_at_checked(clock_end)?;
        let (micros, _) = time_of_day(clock)?;
        let written = midnight.checked_add(micros)?;
        match parse_zone(zone.trim())? {
            None => Some(written),
            Some(zone) => written.checked_sub(zone)?.checked_add(utc_offset),
        }
    }
}

/// The zone's distance from UTC in microseconds; the inner `None` where no zone is written.
#[expect(clippy::option_option, reason = "unreadable, absent and present are three things")]
fn parse_zone(text: &str) -> Option<Option<i64>> {
    match text {
        "" => Some(None),
        "Z" | "z" | "UTC" => Some(Some(0)),
        _ => parse_utc_offset(text).map(Some),
    }
}

/// `+07:00`, `-0330` or `+07` in microseconds.
fn parse_utc_offset(text: &str) -> Option<i64> {
    let (sign, rest) = match text.strip_prefix('+') {
        Some(rest) => (1, rest),
        None => (-1, text.strip_prefix('-')?),
    };
    let (hours, rest) = digits(rest, 2)?;
    let minutes = match rest {
        "" => 0,
        rest => match digits(rest.strip_prefix(':').unwrap_or(rest), 2)? {
            (minutes, "") => minutes,
            _ => return None,
        },
    };
    (hours <= 18 && minutes < 60).then(|| sign * i64::from(hours * 60 + minutes) * 60 * 1_000_000)
}

/// Exactly `width` ASCII digits as a number, and what follows them.
fn digits(text: &str, width: usize) -> Option<(u32, &str)> {
    let (head, rest) = text.split_at_checked(width)?;
    if !head.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some((head.parse().ok()?, rest))
}

/// The civil day of civil microseconds, within the years 1 to 9999.
pub(crate) fn day_of_instant(micros: i64) -> Option<i32> {
    let day = i32::try_from(micros.div_euclid(DAY)).ok()?;
    date_of(day).map(|_| day)
}

/// A whole number: digits with an optional sign.
pub(crate) fn integer(text: &str) -> Option<i64> {
    text.parse().ok()
}

/// A decimal number at `scale`, if it is one and loses nothing there.
pub(crate) fn decimal(text: &str, scale: u8) -> Option<i128> {
    let (negative, unsigned) = match text.as_bytes().first()? {
        b'-' => (true, text.get(1..)?),
        b'+' => (false, text.get(1..)?),
        _ => (false, text),
    };
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let fraction_kept = fraction.trim_end_matches('0');
    if fraction_kept.len() > usize::from(scale) || !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let mut value = 0_i128;
    let zeros = usize::from(scale) - fraction_kept.len();
    for byte in whole.bytes().chain(fraction_kept.bytes()).chain(std::iter::repeat_n(b'0', zeros)) {
        if !byte.is_ascii_digit() {
            return None;
        }
        // Below zero there is one number more than above.
        let digit = i128::from(byte - b'0');
        value = value.checked_mul(10)?.checked_add(if negative { -digit } else { digit })?;
    }
    Some(value)
}

/// `value` × 10^−`from` as digits at `to`, if nothing is lost.
pub(crate) fn rescale(value: i128, from: i8, to: u8) -> Option<i128> {
    if value == 0 {
        return Some(0);
    }
    let shift = i32::from(to) - i32::from(from);
    let power = 10_i128.checked_pow(shift.unsigned_abs())?;
    if shift >= 0 { value.checked_mul(power) } else { (value % power == 0).then(|| value / power) }
}

/// A float as digits at `scale`, if it is what a decimal of that scale becomes when it is stored
/// in binary: its shortest decimal form has no more digits, and it is small enough that no other
/// decimal of the scale shares it.
pub(crate) fn float(value: f64, scale: u8) -> Option<i128> {
    float_digits(&value, value.is_finite(), f64::MANTISSA_DIGITS, scale)
}

/// As [`float`], of single precision.
pub(crate) fn float32(value: f32, scale: u8) -> Option<i128> {
    float_digits(&value, value.is_finite(), f32::MANTISSA_DIGITS, scale)
}

fn float_digits(value: &dyn Display, finite: bool, bits: u32, scale: u8) -> Option<i128> {
    if !finite {
        return None;
    }
    let digits = decimal(&value.to_string(), scale)?;
    // Two floats are no farther apart than the value × 2^(1 − bits); where decimals are, no two
    // of them become one float.
    (digits.unsigned_abs() < 1 << (bits - 1)).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_the_stated_format_and_in_iso() {
        let format = DateFormat::from_pattern("dd/MM/yyyy").unwrap();
        assert_eq!(format.day("31/01/2022", 0), Some(19_023));
        assert_eq!(format.day("2022-01-31", 0), Some(19_023));
        assert_eq!(format.day("2022-01-31T23:30:00Z", 7 * 3_600_000_000), Some(19_024));
        assert_eq!(format.day("29/02/2022", 0), None);
        assert_eq!(format.day("1/2/2022", 0), None);
        assert_eq!(format.day("31/01/2022x", 0), None);
        let loose = DateFormat::from_pattern("d/M/yyyy").unwrap();
        assert_eq!(loose.day("1/2/2022", 0), loose.day("01/02/2022", 0));
    }

    #[test]
    fn a_leap_second_is_not_moved_to_the_next_day() {
        let format = DateFormat::default();
        assert!(format.instant("2016-12-31T23:59:59Z", 0).is_some());
        assert_eq!(format.instant("2016-12-31T23:59:60Z", 0), None);
        assert_eq!(format.day("2016-12-31 23:59:60", 0), None);
    }

    #[test]
    fn decimals_lose_nothing() {
        assert_eq!(decimal("1.50", 2), Some(150));
        assert_eq!(decimal("-0.005", 2), None);
        assert_eq!(decimal("1.500", 1), Some(15));
        assert_eq!(decimal(".", 1), None);
        assert_eq!(decimal("1e3", 1), None);
        assert_eq!(decimal(&"9".repeat(60), 0), None);
        assert_eq!(rescale(150, 2, 1), Some(15));
        assert_eq!(rescale(155, 2, 1), None);
        assert_eq!(rescale(0, 100, 1), Some(0));
        assert_eq!(rescale(0, -100, 1), Some(0));
        assert_eq!(rescale(1, -100, 1), None);
    }

    #[test]
    fn floats_only_where_exact() {
        assert_eq!(float(0.5, 1), Some(5));
        assert_eq!(float(0.1, 2), Some(10));
        assert_eq!(float(0.1 + 0.2, 2), None);
        assert_eq!(float(-12.25, 2), Some(-1225));
        assert_eq!(float(1e13, 2), Some(1_000_000_000_000_000));
        assert_eq!(float(1e17, 2), None);
        // In binary, …000.2 and …000.3 are one.
        assert_eq!(float(600_000_000_000_000.3, 1), None);
        assert_eq!(float32(0.1, 1), Some(1));
        assert_eq!(float32(99_999.5, 1), Some(999_995));
        // So are 1234567.7 and 1234567.8 in single precision.
        assert_eq!(float32(1_234_567.7, 1), None);
        assert_eq!(float32(f32::INFINITY, 1), None);
        assert_eq!(float(f64::NAN, 2), None);
        assert_eq!(float(1e300, 0), None);
        assert_eq!(float(f64::from_bits(1), 18), None);
    }
}
