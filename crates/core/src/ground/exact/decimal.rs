//! Between exact numbers and `rust_decimal`, which reads and shows; it is never calculated with.

use num_traits::ToPrimitive;
use rust_decimal::Decimal;

use super::Exact;

impl From<Decimal> for Exact {
    /// The same number; nothing is lost.
    ///
    /// ```
    /// use quality_objectives::Exact;
    /// use rust_decimal::Decimal;
    ///
    /// assert_eq!(Exact::from(Decimal::new(150, 2)), Exact::ratio(3, 2).unwrap());
    /// ```
    fn from(decimal: Decimal) -> Self {
        // 10^28 and every mantissa lie within 128 bits; the power of ten is not zero.
        let power = 10_i128.checked_pow(decimal.scale()).unwrap_or(1);
        Self::ratio(decimal.mantissa(), power).unwrap_or(Self::ZERO)
    }
}

impl Exact {
    /// The number as a `rust_decimal` number, if it is exactly one: at most 28 digits after the
    /// point, and 96 bits of digits.
    ///
    /// A third is none; [`Exact::to_decimal`] rounds to be shown.
    ///
    /// ```
    /// use quality_objectives::Exact;
    /// use rust_decimal::Decimal;
    ///
    /// let value = Exact::ratio(3, 200).unwrap();
    /// assert_eq!(value.to_rust_decimal(), Some(Decimal::new(15, 3)));
    /// assert_eq!(Exact::ratio(1, 3).unwrap().to_rust_decimal(), None);
    /// ```
    #[must_use]
    pub fn to_rust_decimal(&self) -> Option<Decimal> {
        let places = self.decimal_places().filter(|places| *places <= Decimal::MAX_SCALE)?;
        let power = Self::power_of_ten(places.to_u8()?);
        let digits = (self * &power).to_integer()?;
        Decimal::try_from_i128_with_scale(digits, places).ok()
    }
}
