//! Exact numbers.

mod arithmetic;
mod decimal;
#[cfg(test)]
mod tests;
mod text;

use std::cmp::Ordering;

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};

pub use text::NotANumber;

/// An exact number: a fraction of two integers of any size, always in lowest terms.
///
/// Nothing is ever rounded behind your back. Numbers whose numerator and denominator fit in 128
/// bits take no memory of their own and are compared without any.
///
/// ```
/// use quality_objectives::Exact;
///
/// let limit: Exact = "0.015".parse().unwrap();
/// let value = Exact::ratio(12, 800).unwrap();
/// assert_eq!(value, limit);
/// assert_eq!(value.to_string(), "3/200");
/// assert_eq!((&value * &Exact::from(100)).to_decimal(2), "1.50");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Exact(Form);

/// `Big` is used only where `Small` cannot hold the reduced fraction, so that equal numbers have
/// equal forms. The denominator is above zero.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Form {
    Small(i128, i128),
    Big(Box<(BigInt, BigInt)>),
}

impl Exact {
    /// Zero.
    pub const ZERO: Self = Self(Form::Small(0, 1));
    /// One.
    pub const ONE: Self = Self(Form::Small(1, 1));

    /// The fraction of two integers, or `None` when the denominator is zero.
    ///
    /// ```
    /// use quality_objectives::Exact;
    ///
    /// assert_eq!(Exact::ratio(6, -4), "-1.5".parse().ok());
    /// assert_eq!(Exact::ratio(0, 0), None);
    /// ```
    #[must_use]
    pub fn ratio(numerator: i128, denominator: i128) -> Option<Self> {
        if denominator == 0 {
            return None;
        }
        let (top, bottom) = lowest(numerator.unsigned_abs(), denominator.unsigned_abs());
        match (signed(top, (numerator < 0) != (denominator < 0)), i128::try_from(bottom)) {
            (Some(top), Ok(bottom)) => Some(Self(Form::Small(top, bottom))),
            _ => Self::of_big(numerator.into(), denominator.into()),
        }
    }

    /// The fraction of two big integers, reduced, or `None` when the denominator is zero.
    pub(crate) fn of_big(numerator: BigInt, denominator: BigInt) -> Option<Self> {
        if denominator.is_zero() {
            return None;
        }
        let divisor = numerator.gcd(&denominator);
        let (mut top, mut bottom) = (numerator / &divisor, denominator / divisor);
        if bottom.is_negative() {
            (top, bottom) = (-top, -bottom);
        }
        Some(match (top.to_i128(), bottom.to_i128()) {
            (Some(top), Some(bottom)) => Self(Form::Small(top, bottom)),
            _ => Self(Form::Big(Box::new((top, bottom)))),
        })
    }

    /// A big integer as a number.
    fn of_big_integer(value: BigInt) -> Self {
        match value.to_i128() {
            Some(small) => Self(Form::Small(small, 1)),
            None => Self(Form::Big(Box::new((value, BigInt::one())))),
        }
    }

    /// Numerator and denominator as big integers.
    pub(crate) fn big_parts(&self) -> (BigInt, BigInt) {
        match &self.0 {
            Form::Small(top, bottom) => ((*top).into(), (*bottom).into()),
            Form::Big(parts) => (parts.0.clone(), parts.1.clone()),
        }
    }

    /// Whether it is zero.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.signum() == 0
    }

    /// Whether it is a whole number.
    ///
    /// ```
    /// use quality_objectives::Exact;
    ///
    /// assert!(Exact::ratio(8, 4).unwrap().is_integer());
    /// assert!(!Exact::ratio(8, 3).unwrap().is_integer());
    /// ```
    #[must_use]
    pub fn is_integer(&self) -> bool {
        match &self.0 {
            Form::Small(_, bottom) => *bottom == 1,
            Form::Big(parts) => parts.1.is_one(),
        }
    }

    /// −1, 0 or 1, as it is below, at or above zero.
    #[must_use]
    pub fn signum(&self) -> i32 {
        match &self.0 {
            Form::Small(top, _) => match top.cmp(&0) {
                Ordering::Less => -1,
                Ordering::Equal => 0,
                Ordering::Greater => 1,
            },
            // Zero is small, always.
            Form::Big(parts) if parts.0.is_negative() => -1,
            Form::Big(_) => 1,
        }
    }

    /// The value as an integer, if it is one that fits in 128 bits.
    ///
    /// ```
    /// use quality_objectives::Exact;
    ///
    /// assert_eq!(Exact::ratio(8, 4).unwrap().to_integer(), Some(2));
    /// assert_eq!(Exact::ratio(8, 3).unwrap().to_integer(), None);
    /// ```
    #[must_use]
    pub fn to_integer(&self) -> Option<i128> {
        match &self.0 {
            Form::Small(top, 1) => Some(*top),
            _ => None,
        }
    }

    /// The largest whole number that is not above it.
    ///
    /// ```
    /// use quality_objectives::Exact;
    ///
    /// assert_eq!(Exact::ratio(-3, 2).unwrap().floor(), Exact::from(-2));
    /// ```
    #[must_use]
    pub fn floor(&self) -> Self {
        match &self.0 {
            Form::Small(top, bottom) => Self(Form::Small(floor_of(*top, *bottom), 1)),
            Form::Big(parts) => Self::of_big_integer(parts.0.div_floor(&parts.1)),
        }
    }

    /// The smallest whole number that is not below it.
    ///
    /// ```
    /// use quality_objectives::Exact;
    ///
    /// assert_eq!(Exact::ratio(3, 2).unwrap().ceil(), Exact::from(2));
    /// ```
    #[must_use]
    pub fn ceil(&self) -> Self {
        if self.is_integer() { self.clone() } else { self.floor() + Self::ONE }
    }

    /// The distance from zero.
    #[must_use]
    pub fn abs(&self) -> Self {
        if self.signum() < 0 { -self } else { self.clone() }
    }

    /// Rounded half up to so many decimal places: a tie goes away from zero, as everywhere in
    /// schools and spreadsheets.
    ///
    /// ```
    /// use quality_objectives::Exact;
    ///
    /// let value: Exact = "1.4996".parse().unwrap();
    /// assert_eq!(value.round(2), "1.50".parse().unwrap());
    /// assert_eq!(Exact::ratio(-5, 2).unwrap().round(0), Exact::from(-3));
    /// ```
    #[must_use]
    pub fn round(&self, places: u8) -> Self {
        let rounded = self.rounded_units(places).divided_by_nonzero(&Self::power_of_ten(places));
        if self.signum() < 0 { -rounded } else { rounded }
    }

    /// How many units of the last of so many decimal places its distance from zero is, rounded
    /// half up.
    fn rounded_units(&self, places: u8) -> Self {
        let power = 10_i128.checked_pow(u32::from(places));
        if let Some(units) = power.and_then(|power| self.to_units(power)) {
            return Self::from(units).abs();
        }
        let half = Self(Form::Small(1, 2));
        ((self.abs() * Self::power_of_ten(places)) + half).floor()
    }

    /// How many units it comes to of which so many make one, rounded half up; `None` where the
    /// way there leaves 128 bits.
    pub(crate) fn to_units(&self, per_one: i128) -> Option<i128> {
        let Form::Small(top, bottom) = &self.0 else { return None };
        let units = top.checked_mul(per_one)?;
        // Twice the units and one more bottom, over twice the bottom: half a unit more.
        let twice = units.unsigned_abs().checked_mul(2)?.checked_add(bottom.unsigned_abs())?;
        signed(quotient(twice, bottom.unsigned_abs().checked_mul(2)?), units < 0)
    }

    /// The largest whole number up to so many times this one, and whether the product is whole;
    /// `None` where it leaves 128 bits.
    pub(crate) fn floor_of_times(&self, factor: i128) -> Option<(i128, bool)> {
        let Form::Small(top, bottom) = &self.0 else { return None };
        let top = top.checked_mul(factor)?;
        let floor = floor_of(top, *bottom);
        Some((floor, floor.checked_mul(*bottom) == Some(top)))
    }

    /// Ten to the power of `places`.
    pub(crate) fn power_of_ten(places: u8) -> Self {
        match 10_i128.checked_pow(u32::from(places)) {
            Some(power) => Self(Form::Small(power, 1)),
            None => Self::of_big_integer(BigInt::from(10).pow(u32::from(places))),
        }
    }
}

/// A fraction in lowest terms; the bottom is not zero.
fn lowest(top: u128, bottom: u128) -> (u128, u128) {
    if bottom == 1 || top == 1 {
        return (top, bottom);
    }
    // Counts fit in 64 bits nearly always, and dividing there takes a fraction of the time.
    if let (Ok(top), Ok(bottom)) = (u64::try_from(top), u64::try_from(bottom)) {
        let divisor = top.gcd(&bottom);
        return ((top / divisor).into(), (bottom / divisor).into());
    }
    let divisor = top.gcd(&bottom);
    (top / divisor, bottom / divisor)
}

/// The quotient rounded down; the divisor is not zero.
fn quotient(dividend: u128, divisor: u128) -> u128 {
    match (u64::try_from(dividend), u64::try_from(divisor)) {
        (Ok(dividend), Ok(divisor)) => (dividend / divisor).into(),
        _ => dividend / divisor,
    }
}

/// The largest whole number up to a fraction, whose bottom is above zero.
fn floor_of(top: i128, bottom: i128) -> i128 {
    match (i64::try_from(top), i64::try_from(bottom)) {
        (Ok(top), Ok(bottom)) => top.div_euclid(bottom).into(),
        _ => top.div_euclid(bottom),
    }
}

/// A number of that size and sign, if it fits.
fn signed(size: u128, is_negative: bool) -> Option<i128> {
    if is_negative { 0_i128.checked_sub_unsigned(size) } else { i128::try_from(size).ok() }
}

impl From<i128> for Exact {
    fn from(value: i128) -> Self {
        Self(Form::Small(value, 1))
    }
}

impl From<u128> for Exact {
    fn from(value: u128) -> Self {
        match i128::try_from(value) {
            Ok(small) => Self::from(small),
            Err(_) => Self::of_big_integer(value.into()),
        }
    }
}

impl From<i64> for Exact {
    fn from(value: i64) -> Self {
        Self::from(i128::from(value))
    }
}

impl From<u64> for Exact {
    fn from(value: u64) -> Self {
        Self::from(i128::from(value))
    }
}

impl From<i32> for Exact {
    fn from(value: i32) -> Self {
        Self::from(i128::from(value))
    }
}
