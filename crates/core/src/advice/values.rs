//! Sets of numbers: what a measure's value can be, and what meets a bound.

use crate::ground::exact::Exact;
use crate::ground::target::{Bound, Edge, Span};

/// Most bounds that are put together; a plan for people has far fewer.
pub(super) const MOST_JOINED: usize = 200;

/// All numbers between two ends, either of which may be missing.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Stretch {
    low: Option<Edge>,
    high: Option<Edge>,
}

/// A set of numbers: stretches in order that do not overlap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Values(Vec<Stretch>);

/// The values that a measure can have.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Domain {
    /// The least value, which it can have.
    pub(super) low: Option<Exact>,
    /// The greatest value, which it can have.
    pub(super) high: Option<Exact>,
    /// Of what every value is a multiple, where they are not dense; above zero.
    pub(super) step: Option<Exact>,
}

impl Values {
    /// Every number.
    pub(super) fn all() -> Self {
        Self(vec![Stretch { low: None, high: None }])
    }

    /// No number.
    pub(super) fn none() -> Self {
        Self(Vec::new())
    }

    /// The numbers that meet the bound.
    pub(super) fn of(bound: &Bound) -> Self {
        let Span { low, high, outside } = bound.span();
        let inside = Self(vec![Stretch { low, high }]);
        if outside { inside.others() } else { inside }
    }

    /// The numbers in both.
    pub(super) fn and(&self, other: &Self) -> Self {
        let pairs = self.0.iter().flat_map(|own| other.0.iter().map(move |other| (own, other)));
        let common = |(one, other): (&Stretch, &Stretch)| Stretch {
            low: tighter(one.low.as_ref(), other.low.as_ref(), |one, other| {
                (&one.value, !one.inclusive) >= (&other.value, !other.inclusive)
            }),
            high: tighter(one.high.as_ref(), other.high.as_ref(), |one, other| {
                (&one.value, one.inclusive) <= (&other.value, other.inclusive)
            }),
        };
        Self(pairs.map(common).filter(Stretch::has_room).collect())
    }

    /// The numbers in either.
    pub(super) fn or(&self, other: &Self) -> Self {
        self.others().and(&other.others()).others()
    }

    /// All other numbers.
    pub(super) fn others(&self) -> Self {
        let turned = |edge: &Edge| Edge { value: edge.value.clone(), inclusive: !edge.inclusive };
        let mut others = Vec::new();
        let mut low = None;
        let mut is_open = true;
        for stretch in &self.0 {
            if let Some(end) = &stretch.low {
                others.push(Stretch { low: low.take(), high: Some(turned(end)) });
            }
            match &stretch.high {
                Some(end) => low = Some(turned(end)),
                None => is_open = false,
            }
        }
        if is_open {
            others.push(Stretch { low, high: None });
        }
        Self(others.into_iter().filter(Stretch::has_room).collect())
    }

    /// A number of the set that lies in the domain, if there is one.
    pub(super) fn one_in(&self, domain: &Domain) -> Option<Exact> {
        let edge = |value: &Option<Exact>| {
            value.as_ref().map(|value| Edge { value: value.clone(), inclusive: true })
        };
        let possible =
            Self(vec![Stretch { low: edge(&domain.low), high: edge(&domain.high) }]).and(self);
        possible.0.iter().find_map(|stretch| stretch.one(domain.step.as_ref()))
    }

    /// Whether every value of the domain is in the set.
    pub(super) fn covers(&self, domain: &Domain) -> bool {
        self.others().one_in(domain).is_none()
    }

    /// Whether every number of it is in the other.
    pub(super) fn is_within(&self, other: &Self) -> bool {
        self.and(&other.others()).0.is_empty()
    }

    /// The numbers between the least and the greatest of the set that are not in it.
    pub(super) fn holes(&self) -> Self {
        let (Some(first), Some(last)) = (self.0.first(), self.0.last()) else {
            return Self(Vec::new());
        };
        let hull = Self(vec![Stretch { low: first.low.clone(), high: last.high.clone() }]);
        hull.and(&self.others())
    }
}

impl Stretch {
    /// Whether any number lies in it.
    fn has_room(&self) -> bool {
        match (&self.low, &self.high) {
            (Some(low), Some(high)) => {
                low.value < high.value || low.value == high.value && low.inclusive && high.inclusive
            }
            _ => true,
        }
    }

    /// A number of it that is a multiple of the step, if there is one.
    fn one(&self, step: Option<&Exact>) -> Option<Exact> {
        let half = Exact::ratio(1, 2)?;
        let Some(step) = step else {
            return Some(match (&self.low, &self.high) {
                (Some(low), _) if low.inclusive => low.value.clone(),
                (_, Some(high)) if high.inclusive => high.value.clone(),
                (Some(low), Some(high)) => &(&low.value + &high.value) * &half,
                (Some(low), None) => &low.value + &Exact::ONE,
                (None, Some(high)) => &high.value - &Exact::ONE,
                (None, None) => Exact::ZERO,
            });
        };
        let least = |low: &Edge| -> Option<Exact> {
            let steps = low.value.checked_div(step)?;
            let least = if low.inclusive { steps.ceil() } else { steps.floor() + Exact::ONE };
            Some(&least * step)
        };
        let most = |high: &Edge| -> Option<Exact> {
            let steps = high.value.checked_div(step)?;
            let most = if high.inclusive { steps.floor() } else { steps.ceil() - Exact::ONE };
            Some(&most * step)
        };
        match (&self.low, &self.high) {
            (Some(low), Some(high)) => {
                let least = least(low)?;
                let is_inside =
                    if high.inclusive { least <= high.value } else { least < high.value };
                is_inside.then_some(least)
            }
            (Some(low), None) => least(low),
            (None, Some(high)) => most(high),
            (None, None) => Some(Exact::ZERO),
        }
    }
}

/// The edge that leaves less; `first` says whether the first of two does.
fn tighter(
    one: Option<&Edge>,
    other: Option<&Edge>,
    first: impl Fn(&Edge, &Edge) -> bool,
) -> Option<Edge> {
    match (one, other) {
        (Some(one), Some(other)) => Some(if first(one, other) { one } else { other }.clone()),
        (one, other) => one.or(other).cloned(),
    }
}
