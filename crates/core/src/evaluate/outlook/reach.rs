//! Which shares a proportion can still come to.

use crate::evaluate::room::{
    Arrivals, arrivals_above, arrivals_below, fewest_of, most_of, recovery_above, recovery_below,
};
use crate::ground::exact::Exact;
use crate::ground::target::{Edge, Span};

/// Volumes tried one by one for a narrow range. Only where the range is narrower than a hundred
/// thousandth and more cases than this are left out is there no end to trying; it then counts as
/// within reach.
const TRIALS: i128 = 100_000;

/// All futures of a proportion: from `fewest` to `most` cases join it, each of them in the
/// numerator or not.
#[derive(Debug, Clone, Copy)]
pub(super) struct Futures {
    pub(super) numerator: i128,
    /// The decided cases.
    pub(super) cases: i128,
    pub(super) fewest: i128,
    /// None: any number.
    pub(super) most: Option<i128>,
}

impl Futures {
    /// Whether there may be no case in the end.
    pub(super) fn can_stay_empty(&self) -> bool {
        self.cases == 0 && self.fewest == 0
    }

    /// Whether there may be any case in the end.
    fn can_have_cases(&self) -> bool {
        self.cases > 0 || self.most != Some(0)
    }

    /// Whether some future has its share outside the span (whose `outside` is ignored).
    ///
    /// The more cases join, the further out the share can go, to either side.
    pub(super) fn can_leave(&self, span: &Span) -> bool {
        if !self.can_have_cases() {
            return false;
        }
        let (x, n) = (self.numerator, self.cases);
        let Some(most) = self.most else {
            // Another case more takes nothing away, and makes sure that there is one.
            let (x_in, n) = (x + 1, n + 1);
            return span.high.as_ref().is_some_and(|high| {
                !is_at_or_below(high, x_in, n)
                    || arrivals_below(high, x_in, n) != Arrivals::Unlimited
            }) || span.low.as_ref().is_some_and(|low| {
                !is_at_or_above(low, x, n) || arrivals_above(low, x, n) != Arrivals::Unlimited
            });
        };
        let volume = n + most;
        span.high.as_ref().is_some_and(|high| !is_at_or_below(high, x + most, volume))
            || span.low.as_ref().is_some_and(|low| !is_at_or_above(low, x, volume))
    }

    /// Whether some future has its share inside the span (whose `outside` is ignored).
    pub(super) fn can_reach(&self, span: &Span) -> bool {
        if !self.can_have_cases() {
            return false;
        }
        match (&span.low, &span.high) {
            (None, None) => true,
            (None, Some(high)) => self.can_sink_below(high),
            (Some(low), None) => self.can_rise_above(low),
            (Some(low), Some(high)) => self.can_come_between(low, high),
        }
    }

    fn can_sink_below(&self, high: &Edge) -> bool {
        let (x, n) = (self.numerator, self.cases);
        match self.most {
            Some(most) => is_at_or_below(high, x, n + most),
            None => is_at_or_below(high, x, n + 1) || recovery_below(high, x, n + 1).is_some(),
        }
    }

    fn can_rise_above(&self, low: &Edge) -> bool {
        let (x, n) = (self.numerator, self.cases);
        match self.most {
            Some(most) => is_at_or_above(low, x + most, n + most),
            None => {
                is_at_or_above(low, x + 1, n + 1) || recovery_above(low, x + 1, n + 1).is_some()
            }
        }
    }

    fn can_come_between(&self, low: &Edge, high: &Edge) -> bool {
        if !self.can_sink_below(high) || !self.can_rise_above(low) {
            return false;
        }
        if low.value > high.value || low.value == high.value && !(low.inclusive && high.inclusive) {
            return false;
        }
        let has_length = low.value < high.value;
        let Some(most) = self.most else {
            // With ever more cases a share comes as near to any number between 0 and 1 as one
            // likes, and to a fraction itself. At 0 and at 1 it either stands or cannot.
            let one_side_is_open = high.value.signum() > 0 && low.value < Exact::ONE;
            return one_side_is_open || self.reaches_at(low, high, self.fewest.max(1));
        };
        if !has_length {
            return self.can_come_to(&low.value, most);
        }
        // The fewer join, the less of the range is within reach, down to nothing.
        let first = self.fewest.max(i128::from(self.cases == 0));
        let is_near = |joining: i128| {
            let volume = self.cases + joining;
            joining >= first
                && is_at_or_below(high, self.numerator, volume)
                && is_at_or_above(low, self.numerator + joining, volume)
        };
        let last = first.max(most - TRIALS + 1);
        (last..=most)
            .rev()
            .take_while(|joining| is_near(*joining))
            .any(|joining| self.reaches_at(low, high, joining))
            || is_near(last - 1)
    }

    /// Whether so many joining cases can bring the share between the two ends.
    fn reaches_at(&self, low: &Edge, high: &Edge, joining: i128) -> bool {
        let volume = self.cases + joining;
        let (Some(fewest), Some(most)) = (fewest_of(low, volume), most_of(high, volume)) else {
            return false;
        };
        fewest.max(self.numerator) <= most.min(self.numerator + joining)
    }

    /// Whether at most so many joining cases can bring the share to exactly this number, which
    /// lies between the lowest and the highest share they can bring it to.
    fn can_come_to(&self, share: &Exact, most: i128) -> bool {
        let edge = Edge { value: share.clone(), inclusive: true };
        // Only multiples of the share's denominator will do for the volume; of those, the
        // largest within reach leaves most freedom.
        let Some(step) =
            Exact::from_decimal_text(&share.denominator()).and_then(|d| d.to_integer())
        else {
            return false;
        };
        let volume = (self.cases + most) / step * step;
        let joining = volume - self.cases;
        joining >= self.fewest && volume > 0 && self.reaches_at(&edge, &edge, joining)
    }
}

/// Whether x of n is not above the end of a range.
fn is_at_or_below(high: &Edge, x: i128, n: i128) -> bool {
    most_of(high, n).is_some_and(|most| x <= most)
}

/// Whether x of n is not below the beginning of a range.
fn is_at_or_above(low: &Edge, x: i128, n: i128) -> bool {
    fewest_of(low, n).is_some_and(|fewest| x >= fewest)
}
