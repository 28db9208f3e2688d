//! Bounds as spans of the number line, and what a prescribed rounding makes of them.

use super::{Bound, Comparator, Edge, Form, Scale};
use crate::ground::exact::Exact;

/// The values between two ends, either of which may be missing; or, where `outside` is set, all
/// values but those. Unlike a range it may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) low: Option<Edge>,
    pub(crate) high: Option<Edge>,
    pub(crate) outside: bool,
}

impl Span {
    /// The values that, once rounded half up to `places` in the scale's units, lie in this span.
    ///
    /// Ties go away from zero, so that which end of a rounding interval belongs to it depends on
    /// the side of zero.
    pub(crate) fn before_rounding(&self, scale: &Scale, places: u8) -> Self {
        let power = Exact::power_of_ten(places) * Exact::from(scale.factor());
        let half = Exact::ONE.checked_div(&Exact::from(2)).unwrap_or(Exact::ZERO);
        let back = |units: Exact| units.checked_div(&power).unwrap_or(Exact::ZERO);
        let low = self.low.as_ref().map(|low| {
            let units = &low.value * &power;
            let least = if low.inclusive { units.ceil() } else { units.floor() + Exact::ONE };
            Edge { inclusive: least.signum() > 0, value: back(&least - &half) }
        });
        let high = self.high.as_ref().map(|high| {
            let units = &high.value * &power;
            let most = if high.inclusive { units.floor() } else { units.ceil() - Exact::ONE };
            Edge { inclusive: most.signum() < 0, value: back(&most + &half) }
        });
        Self { low, high, outside: self.outside }
    }
}

impl Bound {
    /// The values that meet it.
    pub(crate) fn span(&self) -> Span {
        let edge = |value: &Exact, inclusive| Some(Edge { value: value.clone(), inclusive });
        let (low, high) = match &self.0 {
            Form::Limit(comparator, limit) => match comparator {
                Comparator::Less => (None, edge(limit, false)),
                Comparator::AtMost => (None, edge(limit, true)),
                Comparator::AtLeast => (edge(limit, true), None),
                Comparator::More => (edge(limit, false), None),
                Comparator::Equal | Comparator::NotEqual => (edge(limit, true), edge(limit, true)),
            },
            Form::Range(low, high) | Form::Outside(low, high) => {
                (Some(low.clone()), Some(high.clone()))
            }
        };
        let outside = matches!(self.0, Form::Limit(Comparator::NotEqual, _) | Form::Outside(..));
        Span { low, high, outside }
    }
}
