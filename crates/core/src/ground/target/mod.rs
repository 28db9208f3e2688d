//! The target: a condition on a measure's value, with its wording.

mod figure;
mod phrase;
mod scale;
mod span;
#[cfg(test)]
mod tests;
mod units;
mod words;

use std::cmp::Ordering;

use super::exact::Exact;

use figure::in_style;
pub(crate) use figure::{rounded, shown};
pub use phrase::{Asked, BasePhrase, ChangeIn, Phrase};
pub use scale::Scale;
pub(crate) use span::Span;

/// How a value is compared with a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Comparator {
    /// `<`: under the limit.
    Less,
    /// `<=`: at most the limit.
    AtMost,
    /// `>=`: at least the limit.
    AtLeast,
    /// `>`: over the limit.
    More,
    /// `=`: exactly the limit.
    Equal,
    /// `<>`: anything but the limit.
    NotEqual,
}

impl Comparator {
    /// Its symbol, as a plan writes it.
    #[must_use]
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::AtLeast => ">=",
            Self::More => ">",
            Self::Equal => "=",
            Self::NotEqual => "<>",
        }
    }

    /// The comparator of a symbol.
    fn of_symbol(symbol: &str) -> Option<Self> {
        [Self::Less, Self::AtMost, Self::AtLeast, Self::More, Self::Equal, Self::NotEqual]
            .into_iter()
            .find(|comparator| comparator.symbol() == symbol)
    }

    /// Whether it accepts a value that stands so to the limit.
    fn accepts(self, ordering: Ordering) -> bool {
        match self {
            Self::Less => ordering.is_lt(),
            Self::AtMost => ordering.is_le(),
            Self::AtLeast => ordering.is_ge(),
            Self::More => ordering.is_gt(),
            Self::Equal => ordering.is_eq(),
            Self::NotEqual => ordering.is_ne(),
        }
    }
}

/// One end of a range: its value, and whether the value itself belongs to the range.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Edge {
    /// Where the range ends.
    pub value: Exact,
    /// Whether that value still belongs to it.
    pub inclusive: bool,
}

/// A condition on one value: a comparison with a limit, a range, or all values outside a range.
///
/// Limits are pure numbers: `< 1.5%` has the limit 0.015. The [`Scale`] in which people write
/// them stands beside the bound, not in it.
///
/// ```
/// use quality_objectives::{Bound, Exact, Language, Scale};
///
/// let (bound, scale) = Bound::parse("dưới 1,5%").unwrap();
/// assert_eq!(scale, Scale::Percent);
/// assert_eq!(bound.canonical(&scale), "< 1.5%");
/// assert_eq!(bound.words(&scale, Language::En), "under 1.5%");
/// assert!(bound.holds(&Exact::ratio(11, 800).unwrap()));
/// assert_eq!(bound.holds_ratio(12, 800), Some(false));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Bound(Form);

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Form {
    Limit(Comparator, Exact),
    Range(Edge, Edge),
    /// All values but those of the range.
    Outside(Edge, Edge),
}

impl Bound {
    /// A comparison with a limit.
    ///
    /// ```
    /// use quality_objectives::{Bound, Comparator, Exact};
    ///
    /// let bound = Bound::limit(Comparator::AtMost, Exact::from(14));
    /// assert!(bound.holds(&Exact::from(14)));
    /// ```
    #[must_use]
    pub fn limit(comparator: Comparator, limit: Exact) -> Self {
        Self(Form::Limit(comparator, limit))
    }

    /// A range, or `None` where no value could lie in it.
    ///
    /// ```
    /// use quality_objectives::{Bound, Edge, Exact};
    ///
    /// let low = Edge { value: Exact::from(12), inclusive: true };
    /// let high = Edge { value: Exact::from(15), inclusive: false };
    /// let bound = Bound::range(low.clone(), high.clone()).unwrap();
    /// assert!(bound.holds(&Exact::from(12)) && !bound.holds(&Exact::from(15)));
    /// assert_eq!(Bound::range(high, low), None);
    /// ```
    #[must_use]
    pub fn range(low: Edge, high: Edge) -> Option<Self> {
        has_values(&low, &high).then_some(Self(Form::Range(low, high)))
    }

    /// All values outside a range, or `None` where no value could lie in the range. An end that
    /// belongs to the range does not meet the bound.
    ///
    /// ```
    /// use quality_objectives::{Bound, Edge, Exact};
    ///
    /// let edge = |value: i32| Edge { value: Exact::from(value), inclusive: true };
    /// let bound = Bound::outside(edge(5), edge(10)).unwrap();
    /// assert!(bound.holds(&Exact::from(4)) && !bound.holds(&Exact::from(10)));
    /// let (read, scale) = Bound::parse("ngoài khoảng từ 5 đến 10").unwrap();
    /// assert_eq!(read, bound);
    /// assert_eq!(bound.canonical(&scale), "outside 5..10");
    /// ```
    #[must_use]
    pub fn outside(low: Edge, high: Edge) -> Option<Self> {
        has_values(&low, &high).then_some(Self(Form::Outside(low, high)))
    }

    /// The comparator and the limit, unless it is of a range.
    #[must_use]
    pub fn as_comparison(&self) -> Option<(Comparator, &Exact)> {
        match &self.0 {
            Form::Limit(comparator, limit) => Some((*comparator, limit)),
            Form::Range(..) | Form::Outside(..) => None,
        }
    }

    /// The lower and the upper end, if it is a range.
    #[must_use]
    pub fn as_range(&self) -> Option<(&Edge, &Edge)> {
        match &self.0 {
            Form::Limit(..) | Form::Outside(..) => None,
            Form::Range(low, high) => Some((low, high)),
        }
    }

    /// The lower and the upper end of the range that it leaves out, if it does.
    #[must_use]
    pub fn as_outside(&self) -> Option<(&Edge, &Edge)> {
        match &self.0 {
            Form::Limit(..) | Form::Range(..) => None,
            Form::Outside(low, high) => Some((low, high)),
        }
    }

    /// The lower and the upper end, where there is one; a single value is both. Of a bound that
    /// leaves out a range they are the ends of that range.
    ///
    /// ```
    /// use quality_objectives::Bound;
    ///
    /// let (bound, _) = Bound::parse("< 1.5%").unwrap();
    /// let (low, high) = bound.ends();
    /// assert_eq!(low, None);
    /// assert_eq!(high.map(|edge| (edge.value.to_string(), edge.inclusive)), Some(("3/200".into(), false)));
    /// ```
    #[must_use]
    pub fn ends(&self) -> (Option<Edge>, Option<Edge>) {
        let edge = |value: &Exact, inclusive| Some(Edge { value: value.clone(), inclusive });
        match &self.0 {
            Form::Limit(Comparator::Less, limit) => (None, edge(limit, false)),
            Form::Limit(Comparator::AtMost, limit) => (None, edge(limit, true)),
            Form::Limit(Comparator::AtLeast, limit) => (edge(limit, true), None),
            Form::Limit(Comparator::More, limit) => (edge(limit, false), None),
            Form::Limit(Comparator::Equal | Comparator::NotEqual, limit) => {
                (edge(limit, true), edge(limit, true))
            }
            Form::Range(low, high) | Form::Outside(low, high) => {
                (Some(low.clone()), Some(high.clone()))
            }
        }
    }

    /// Whether it is met outside its ends and not between them.
    #[must_use]
    pub fn is_outside(&self) -> bool {
        matches!(self.0, Form::Limit(Comparator::NotEqual, _) | Form::Outside(..))
    }

    /// The same bound with other limits, whose order is the same.
    pub(crate) fn each_limit(&self, turn: impl Fn(&Exact) -> Exact) -> Self {
        let edge = |edge: &Edge| Edge { value: turn(&edge.value), inclusive: edge.inclusive };
        Self(match &self.0 {
            Form::Limit(comparator, limit) => Form::Limit(*comparator, turn(limit)),
            Form::Range(low, high) => Form::Range(edge(low), edge(high)),
            Form::Outside(low, high) => Form::Outside(edge(low), edge(high)),
        })
    }

    /// The same bound on a share of a whole, which lies between 0 and 1, written as a limit
    /// from one side: `= 100%` as `>= 100%` and `= 0%` as `<= 0%`. All others stay.
    ///
    /// ```
    /// use quality_objectives::Bound;
    ///
    /// let (bound, scale) = Bound::parse("= 100%").unwrap();
    /// assert_eq!(bound.canonical(&scale), "= 100%");
    /// assert_eq!(bound.as_limit().canonical(&scale), ">= 100%");
    /// ```
    #[must_use]
    pub fn as_limit(&self) -> Self {
        let comparator = match &self.0 {
            Form::Limit(Comparator::Equal, limit) if *limit == Exact::ONE => Comparator::AtLeast,
            Form::Limit(Comparator::Equal, limit) if limit.is_zero() => Comparator::AtMost,
            _ => return self.clone(),
        };
        match &self.0 {
            Form::Limit(_, limit) => Self::limit(comparator, limit.clone()),
            Form::Range(..) | Form::Outside(..) => self.clone(),
        }
    }

    /// Whether the value meets it.
    #[must_use]
    pub fn holds(&self, value: &Exact) -> bool {
        match &self.0 {
            Form::Limit(comparator, limit) => comparator.accepts(value.cmp(limit)),
            Form::Range(low, high) => lies_between(low, high, |limit| value.cmp(limit)),
            Form::Outside(low, high) => !lies_between(low, high, |limit| value.cmp(limit)),
        }
    }

    /// Whether the ratio of two integers meets it, found by multiplying out, never by dividing;
    /// `None` when the denominator is zero.
    ///
    /// ```
    /// use quality_objectives::Bound;
    ///
    /// let (bound, _) = Bound::parse("= 100%").unwrap();
    /// assert_eq!(bound.holds_ratio(999_984, 1_000_000), Some(false));
    /// assert_eq!(bound.holds_ratio(0, 0), None);
    /// ```
    #[must_use]
    pub fn holds_ratio(&self, numerator: i128, denominator: i128) -> Option<bool> {
        // A negative denominator is rare (a total); its sign belongs to the numerator.
        let (numerator, denominator) = match denominator {
            0 => return None,
            1.. => (numerator, denominator.unsigned_abs()),
            _ => match numerator.checked_neg() {
                Some(numerator) => (numerator, denominator.unsigned_abs()),
                None => return Some(self.holds(&Exact::ratio(numerator, denominator)?)),
            },
        };
        let compared = |limit: &Exact| limit.compare_ratio(numerator, denominator);
        Some(match &self.0 {
            Form::Limit(comparator, limit) => comparator.accepts(compared(limit)),
            Form::Range(low, high) => lies_between(low, high, compared),
            Form::Outside(low, high) => !lies_between(low, high, compared),
        })
    }
}

/// Whether any value lies between the two ends.
fn has_values(low: &Edge, high: &Edge) -> bool {
    match low.value.cmp(&high.value) {
        Ordering::Less => true,
        Ordering::Equal => low.inclusive && high.inclusive,
        Ordering::Greater => false,
    }
}

/// Whether a value, by how it stands to each end, lies between them.
fn lies_between(low: &Edge, high: &Edge, compared: impl Fn(&Exact) -> Ordering) -> bool {
    accepts_from(low, compared(&low.value)) && accepts_to(high, compared(&high.value))
}

/// Whether a value that stands so to the lower end is not below the range.
fn accepts_from(low: &Edge, ordering: Ordering) -> bool {
    if low.inclusive { ordering.is_ge() } else { ordering.is_gt() }
}

/// Whether a value that stands so to the upper end is not above the range.
fn accepts_to(high: &Edge, ordering: Ordering) -> bool {
    if high.inclusive { ordering.is_le() } else { ordering.is_lt() }
}
