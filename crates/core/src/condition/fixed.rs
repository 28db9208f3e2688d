//! Fixed-point numbers: the constants of conditions.

use std::fmt;

/// The most digits after the point that a number of a condition may have.
pub(crate) const MOST_DECIMALS: u8 = 28;

/// A decimal number as an integer count of units of 10^-scale; always in lowest terms, so that
/// equal numbers are equal values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Fixed {
    units: i128,
    scale: u8,
}

impl Fixed {
    /// The number of `units` of 10^-`scale`.
    pub(crate) fn new(units: i128, scale: u8) -> Self {
        let (mut units, mut scale) = (units, scale);
        while scale > 0 && units % 10 == 0 {
            units /= 10;
            scale -= 1;
        }
        Self { units, scale }
    }

    /// Reads `12`, `-1.50`, `.5`: digits with at most one point and perhaps a minus sign.
    /// `None` for anything else, and for what has too many digits to be held exactly.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let fraction = fraction.trim_end_matches('0');
        let digits = || whole.bytes().chain(fraction.bytes());
        let written = whole.len() + text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        if written == 0 || !digits().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let scale = u8::try_from(fraction.len()).ok().filter(|scale| *scale <= MOST_DECIMALS)?;
        let mut units: i128 = 0;
        for byte in digits() {
            units = units.checked_mul(10)?.checked_add(i128::from(byte - b'0'))?;
        }
        Some(Self::new(if negative { -units } else { units }, scale))
    }

    /// How many units of 10^-scale it is.
    pub(crate) fn units(self) -> i128 {
        self.units
    }

    /// The digits after the point.
    pub(crate) fn scale(self) -> u8 {
        self.scale
    }

    /// How many units of 10^-`scale` it is, if that is a whole number that can be held.
    pub(crate) fn units_at(self, scale: u8) -> Option<i128> {
        self.units.checked_mul(power_of_ten(scale.checked_sub(self.scale)?)?)
    }

    pub(crate) fn checked_neg(self) -> Option<Self> {
        Some(Self { units: self.units.checked_neg()?, scale: self.scale })
    }

    pub(crate) fn checked_add(self, other: Self) -> Option<Self> {
        let scale = self.scale.max(other.scale);
        Some(Self::new(self.units_at(scale)?.checked_add(other.units_at(scale)?)?, scale))
    }

    pub(crate) fn checked_mul(self, other: Self) -> Option<Self> {
        let scale = self.scale.checked_add(other.scale)?;
        let product = Self::new(self.units.checked_mul(other.units)?, scale);
        (product.scale <= MOST_DECIMALS).then_some(product)
    }
}

/// 10^`exponent`, if an `i128` holds it.
pub(crate) fn power_of_ten(exponent: u8) -> Option<i128> {
    10_i128.checked_pow(u32::from(exponent))
}

impl fmt::Display for Fixed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.units.unsigned_abs().to_string();
        let scale = usize::from(self.scale);
        let padded = format!("{digits:0>width$}", width = scale + 1);
        let (whole, fraction) = padded.split_at(padded.len() - scale);
        if self.units < 0 {
            f.write_str("-")?;
        }
        f.write_str(whole)?;
        if scale > 0 {
            write!(f, ".{fraction}")?;
        }
        Ok(())
    }
}
