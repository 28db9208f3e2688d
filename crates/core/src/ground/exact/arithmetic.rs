//! Sums, products and comparison: in 128 bits where they fit, in big integers where they do not.

use std::cmp::Ordering;
use std::ops::{Add, Mul, Neg, Sub};

use num_bigint::BigInt;

use super::{Exact, Form, lowest, signed};

impl Exact {
    /// The quotient, or `None` when the divisor is zero.
    ///
    /// ```
    /// use quality_objectives::Exact;
    ///
    /// let three = Exact::from(3);
    /// assert_eq!(Exact::ONE.checked_div(&three), Exact::ratio(1, 3));
    /// assert_eq!(Exact::ONE.checked_div(&Exact::ZERO), None);
    /// ```
    #[must_use]
    pub fn checked_div(&self, divisor: &Self) -> Option<Self> {
        (!divisor.is_zero()).then(|| self.divided_by_nonzero(divisor))
    }

    /// The quotient; zero, never reached, for a divisor of zero.
    pub(super) fn divided_by_nonzero(&self, divisor: &Self) -> Self {
        match &divisor.0 {
            Form::Small(top, bottom) => match Self::ratio(*bottom, *top) {
                Some(inverse) => self * &inverse,
                None => Self::ZERO,
            },
            Form::Big(parts) => {
                let inverse = Self::of_big(parts.1.clone(), parts.0.clone());
                inverse.map_or(Self::ZERO, |inverse| self * &inverse)
            }
        }
    }

    /// How `numerator / denominator` stands to this number; the denominator must not be zero.
    ///
    /// It multiplies out and never divides.
    pub(crate) fn compare_ratio(&self, numerator: i128, denominator: u128) -> Ordering {
        match &self.0 {
            Form::Small(top, bottom) => {
                compare_products((numerator, bottom.unsigned_abs()), (*top, denominator))
            }
            Form::Big(parts) => {
                (BigInt::from(numerator) * &parts.1).cmp(&(&parts.0 * BigInt::from(denominator)))
            }
        }
    }
}

/// Compares two products of a signed and an unsigned factor in 256 bits.
fn compare_products(left: (i128, u128), right: (i128, u128)) -> Ordering {
    if let (Some(left), Some(right)) = (short_product(left), short_product(right)) {
        return left.cmp(&right);
    }
    let sign = |(signed, unsigned): (i128, u128)| if unsigned == 0 { 0 } else { signed.signum() };
    sign(left).cmp(&sign(right)).then_with(|| {
        let left_size = widening_product(left.0.unsigned_abs(), left.1);
        let right_size = widening_product(right.0.unsigned_abs(), right.1);
        if sign(left) < 0 { right_size.cmp(&left_size) } else { left_size.cmp(&right_size) }
    })
}

/// The product of two factors of 64 bits each.
fn short_product((signed, unsigned): (i128, u128)) -> Option<i128> {
    let (signed, unsigned) = (i64::try_from(signed).ok()?, u64::try_from(unsigned).ok()?);
    Some(i128::from(signed) * i128::from(unsigned))
}

/// The product as its high and its low 128 bits.
fn widening_product(left: u128, right: u128) -> (u128, u128) {
    const LOW: u128 = u64::MAX as u128;
    let (left_high, left_low) = (left >> 64, left & LOW);
    let (right_high, right_low) = (right >> 64, right & LOW);
    let low = left_low * right_low;
    // Each product of halves is at most (2^64 − 1)², which leaves room for two more halves.
    let middle = left_high * right_low + (low >> 64);
    let other_middle = left_low * right_high + (middle & LOW);
    let high = left_high * right_high + (middle >> 64) + (other_middle >> 64);
    (high, (other_middle << 64) | (low & LOW))
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        if let (Form::Small(top, bottom), Form::Small(other_top, other_bottom)) =
            (&self.0, &other.0)
        {
            return compare_products(
                (*top, other_bottom.unsigned_abs()),
                (*other_top, bottom.unsigned_abs()),
            );
        }
        let (top, bottom) = self.big_parts();
        let (other_top, other_bottom) = other.big_parts();
        (top * other_bottom).cmp(&(other_top * bottom))
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The sum in 128 bits, if every step fits.
fn small_sum(left: (i128, i128), right: (i128, i128)) -> Option<Exact> {
    if left.1 == right.1 {
        return Exact::ratio(left.0.checked_add(right.0)?, left.1);
    }
    // Both denominators are above zero.
    let (left_share, right_share) = lowest(left.1.unsigned_abs(), right.1.unsigned_abs());
    let (left_share, right_share) =
        (i128::try_from(left_share).ok()?, i128::try_from(right_share).ok()?);
    let top = left.0.checked_mul(right_share)?.checked_add(right.0.checked_mul(left_share)?)?;
    Exact::ratio(top, left.1.checked_mul(right_share)?)
}

/// The product in 128 bits, if it fits: factors are reduced crosswise first.
fn small_product(left: (i128, i128), right: (i128, i128)) -> Option<Exact> {
    let reduced = |top: i128, bottom: i128| {
        let (size, bottom) = lowest(top.unsigned_abs(), bottom.unsigned_abs());
        Some((signed(size, top < 0)?, i128::try_from(bottom).ok()?))
    };
    let (top, bottom) = reduced(left.0, right.1)?;
    let (other_top, other_bottom) = reduced(right.0, left.1)?;
    Some(Exact(Form::Small(top.checked_mul(other_top)?, bottom.checked_mul(other_bottom)?)))
}

/// A fraction of big integers whose denominator is a product of denominators, hence not zero.
fn reduced(numerator: BigInt, denominator: BigInt) -> Exact {
    Exact::of_big(numerator, denominator).unwrap_or(Exact::ZERO)
}

impl Add for &Exact {
    type Output = Exact;

    fn add(self, other: &Exact) -> Exact {
        if let (Form::Small(top, bottom), Form::Small(other_top, other_bottom)) =
            (&self.0, &other.0)
            && let Some(sum) = small_sum((*top, *bottom), (*other_top, *other_bottom))
        {
            return sum;
        }
        let (top, bottom) = self.big_parts();
        let (other_top, other_bottom) = other.big_parts();
        reduced(top * &other_bottom + other_top * &bottom, bottom * other_bottom)
    }
}

impl Mul for &Exact {
    type Output = Exact;

    fn mul(self, other: &Exact) -> Exact {
        if let (Form::Small(top, bottom), Form::Small(other_top, other_bottom)) =
            (&self.0, &other.0)
            && let Some(product) = small_product((*top, *bottom), (*other_top, *other_bottom))
        {
            return product;
        }
        let (top, bottom) = self.big_parts();
        let (other_top, other_bottom) = other.big_parts();
        reduced(top * other_top, bottom * other_bottom)
    }
}

impl Neg for &Exact {
    type Output = Exact;

    fn neg(self) -> Exact {
        if let Form::Small(top, bottom) = &self.0
            && let Some(top) = top.checked_neg()
        {
            return Exact(Form::Small(top, *bottom));
        }
        let (top, bottom) = self.big_parts();
        reduced(-top, bottom)
    }
}

impl Sub for &Exact {
    type Output = Exact;

    fn sub(self, other: &Exact) -> Exact {
        self + &-other
    }
}

impl Neg for Exact {
    type Output = Self;

    fn neg(self) -> Self {
        -&self
    }
}

macro_rules! by_value {
    ($($operation:ident $method:ident),*) => {$(
        impl $operation for Exact {
            type Output = Self;

            fn $method(self, other: Self) -> Self {
                (&self).$method(&other)
            }
        }

        impl $operation<&Self> for Exact {
            type Output = Self;

            fn $method(self, other: &Self) -> Self {
                (&self).$method(other)
            }
        }
    )*};
}

by_value!(Add add, Sub sub, Mul mul);
