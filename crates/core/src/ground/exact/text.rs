//! Exact numbers as text, and back.

use std::fmt;
use std::str::FromStr;

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Zero};
use serde::{Serialize, Serializer};

use super::{Exact, Form};

/// Longer texts are refused: reading takes time that grows with the square of the length.
const LONGEST_TEXT: usize = 4096;

/// A text that is not an exact number.
///
/// ```
/// use quality_objectives::Exact;
///
/// let error = "1e5".parse::<Exact>().unwrap_err();
/// assert_eq!(error.to_string(), "not a decimal number or a fraction such as `1.5` or `3/200`");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a decimal number or a fraction such as `1.5` or `3/200`")]
pub struct NotANumber;

impl Exact {
    /// Reads a decimal number such as `1.50`, `-3` or `12`: digits, at most one point with
    /// digits on both sides, a minus sign in front. Every digit counts; no exponent.
    ///
    /// ```
    /// use quality_objectives::Exact;
    ///
    /// assert_eq!(Exact::from_decimal_text("1.50"), Exact::ratio(3, 2));
    /// assert_eq!(Exact::from_decimal_text("1,50"), None);
    /// assert_eq!(Exact::from_decimal_text("1e2"), None);
    /// ```
    #[must_use]
    pub fn from_decimal_text(text: &str) -> Option<Self> {
        let (unsigned, negative) = match text.strip_prefix('-') {
            Some(rest) => (rest, true),
            None => (text, false),
        };
        let (whole, decimals) = match unsigned.split_once('.') {
            Some((_, "")) => return None,
            Some(parts) => parts,
            None => (unsigned, ""),
        };
        let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty()
            || !is_digits(whole)
            || !is_digits(decimals)
            || text.len() > LONGEST_TEXT
        {
            return None;
        }
        let digits = [whole, decimals].concat();
        let places = u32::try_from(decimals.len()).ok()?;
        let value = match (digits.parse::<i128>(), 10_i128.checked_pow(places)) {
            (Ok(digits), Some(power)) => Self::ratio(digits, power)?,
            _ => Self::of_big(digits.parse().ok()?, BigInt::from(10).pow(places))?,
        };
        Some(if negative { -value } else { value })
    }

    /// The numerator in lowest terms, as text; it carries the sign.
    ///
    /// ```
    /// use quality_objectives::Exact;
    ///
    /// let value = Exact::ratio(-12, 800).unwrap();
    /// assert_eq!((value.numerator(), value.denominator()), ("-3".into(), "200".into()));
    /// ```
    #[must_use]
    pub fn numerator(&self) -> String {
        match &self.0 {
            Form::Small(top, _) => top.to_string(),
            Form::Big(parts) => parts.0.to_string(),
        }
    }

    /// The denominator in lowest terms, as text; always above zero.
    #[must_use]
    pub fn denominator(&self) -> String {
        match &self.0 {
            Form::Small(_, bottom) => bottom.to_string(),
            Form::Big(parts) => parts.1.to_string(),
        }
    }

    /// How many decimal places write it out in full, or `None` where no number of them does.
    ///
    /// ```
    /// use quality_objectives::Exact;
    ///
    /// assert_eq!(Exact::ratio(3, 200).unwrap().decimal_places(), Some(3));
    /// assert_eq!(Exact::ratio(1, 3).unwrap().decimal_places(), None);
    /// ```
    #[must_use]
    pub fn decimal_places(&self) -> Option<u32> {
        let parts = match &self.0 {
            Form::Small(_, bottom) => return small_places(*bottom),
            Form::Big(parts) => parts,
        };
        let mut rest = parts.1.clone();
        let twos = u32::try_from(rest.trailing_zeros().unwrap_or(0)).ok()?;
        rest >>= twos;
        let five = BigInt::from(5);
        let mut fives = 0_u32;
        loop {
            let (quotient, remainder) = rest.div_rem(&five);
            if !remainder.is_zero() {
                break;
            }
            rest = quotient;
            fives = fives.checked_add(1)?;
        }
        rest.is_one().then_some(twos.max(fives))
    }

    /// The number with so many decimal places, rounded half up (a tie goes away from zero).
    /// Nothing that rounds to zero has a sign.
    ///
    /// ```
    /// use quality_objectives::Exact;
    ///
    /// assert_eq!(Exact::ratio(2, 3).unwrap().to_decimal(2), "0.67");
    /// assert_eq!(Exact::ratio(-1, 8).unwrap().to_decimal(2), "-0.13");
    /// assert_eq!(Exact::ratio(-1, 800).unwrap().to_decimal(2), "0.00");
    /// assert_eq!(Exact::from(12).to_decimal(0), "12");
    /// ```
    #[must_use]
    pub fn to_decimal(&self, places: u8) -> String {
        let units = self.rounded_units(places);
        let is_negative = self.signum() < 0 && !units.is_zero();
        with_point(&units.numerator(), usize::from(places), is_negative)
    }

    /// So many times the number, as [`Exact::to_decimal`] writes it.
    pub(crate) fn to_decimal_in(&self, factor: u64, places: u8) -> String {
        let power = 10_i128.checked_pow(u32::from(places));
        let per_one = power.and_then(|power| power.checked_mul(factor.into()));
        match per_one.and_then(|per_one| self.to_units(per_one)) {
            Some(units) => {
                with_point(&units.unsigned_abs().to_string(), usize::from(places), units < 0)
            }
            None => (self * &Self::from(factor)).to_decimal(places),
        }
    }

    /// The canonical text: decimal where it can be written out in full, a fraction where not.
    /// The same number always gives the same text.
    ///
    /// ```
    /// use quality_objectives::Exact;
    ///
    /// assert_eq!(Exact::ratio(3, 200).unwrap().canonical(), "0.015");
    /// assert_eq!(Exact::ratio(2, 6).unwrap().canonical(), "1/3");
    /// ```
    #[must_use]
    pub fn canonical(&self) -> String {
        let Some(places) = self.decimal_places() else { return self.to_string() };
        let units = match &self.0 {
            Form::Small(top, 1) => return top.to_string(),
            Form::Small(top, bottom) => 10_u128
                .checked_pow(places)
                .and_then(|power| (power / bottom.unsigned_abs()).checked_mul(top.unsigned_abs()))
                .map(|units| units.to_string()),
            Form::Big(_) => None,
        };
        let units = units.unwrap_or_else(|| {
            let (top, bottom) = self.big_parts();
            (top * BigInt::from(10).pow(places) / bottom).magnitude().to_string()
        });
        let places = usize::try_from(places).unwrap_or(usize::MAX);
        with_point(&units, places, self.signum() < 0)
    }
}

/// How many decimal places write out a fraction in lowest terms with this denominator, which is
/// above zero.
fn small_places(denominator: i128) -> Option<u32> {
    let twos = denominator.trailing_zeros();
    let mut rest = denominator >> twos;
    let mut fives = 0;
    while rest % 5 == 0 {
        rest /= 5;
        fives += 1;
    }
    (rest == 1).then_some(twos.max(fives))
}

/// Sets the decimal point so many digits from the right.
fn with_point(digits: &str, places: usize, negative: bool) -> String {
    let zeros = places.saturating_add(1).saturating_sub(digits.len());
    let mut text = String::with_capacity(digits.len() + zeros + 2);
    if negative {
        text.push('-');
    }
    // Digits are ASCII: every place is one byte.
    let (whole, decimals) = digits.split_at(digits.len().saturating_sub(places));
    text.push_str(if whole.is_empty() { "0" } else { whole });
    if places > 0 {
        text.push('.');
        text.extend(std::iter::repeat_n('0', places - decimals.len()));
        text.push_str(decimals);
    }
    text
}

/// A whole number, or a fraction in lowest terms: `12`, `3/200`.
impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Form::Small(top, 1) => write!(f, "{top}"),
            Form::Small(top, bottom) => write!(f, "{top}/{bottom}"),
            Form::Big(parts) if parts.1.is_one() => write!(f, "{}", parts.0),
            Form::Big(parts) => write!(f, "{}/{}", parts.0, parts.1),
        }
    }
}

/// Reads a decimal number or a fraction of two whole numbers.
impl FromStr for Exact {
    type Err = NotANumber;

    fn from_str(text: &str) -> Result<Self, NotANumber> {
        let Some((top, bottom)) = text.split_once('/') else {
            return Self::from_decimal_text(text).ok_or(NotANumber);
        };
        if bottom.starts_with('-') || top.contains('.') || bottom.contains('.') {
            return Err(NotANumber);
        }
        let top = Self::from_decimal_text(top).ok_or(NotANumber)?;
        let bottom = Self::from_decimal_text(bottom).ok_or(NotANumber)?;
        top.checked_div(&bottom).ok_or(NotANumber)
    }
}

/// As its canonical text: numbers of a data format would become floats in other languages.
impl Serialize for Exact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.canonical())
    }
}
