//! What a status can still become.
//!
//! Decided cases stay. Undecided ones go either way, also after the period has closed; where
//! they are left out they may as well stay undecided. An open period has any number of further
//! cases of either kind, or as many as are expected; a closed one has none.

mod reach;
#[cfg(test)]
mod tests;

use serde::Serialize;

use super::room::{Demand, Proportion};
use crate::ground::exact::Exact;
use crate::ground::target::Span;
use reach::Futures;

/// What a status can still become.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Outlook {
    /// No future can meet it.
    Lost,
    /// Some futures meet it and some do not.
    Open,
    /// No future can miss it.
    Secured,
}

impl Outlook {
    pub(super) fn of(can_meet: bool, can_miss: bool) -> Self {
        match (can_meet, can_miss) {
            (false, _) => Self::Lost,
            (true, false) => Self::Secured,
            (true, true) => Self::Open,
        }
    }

    /// What is decided is secured if met; nothing measured is not success.
    pub(crate) fn decided(met: Option<bool>) -> Self {
        if met == Some(true) { Self::Secured } else { Self::Lost }
    }
}

/// What is known of the cases to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Prospect {
    /// The period is over: no further case.
    pub(crate) closed: bool,
    /// The final number of cases that is expected, the undecided ones among them. One below the
    /// present number says nothing.
    pub(crate) expected: Option<u64>,
    /// Whether the target is met without any case, where the measure says so.
    pub(crate) when_empty: Option<bool>,
}

/// The outlook of a proportion.
pub(crate) fn of_proportion(
    proportion: &Proportion,
    demand: Demand<'_>,
    prospect: Prospect,
) -> Outlook {
    let wide = |count: u64| i128::from(count);
    let undecided = wide(proportion.undecided);
    let counted_undecided = if proportion.leave_out { 0 } else { undecided };
    let cases = (wide(proportion.denominator) - counted_undecided).max(0);
    let present = cases + undecided;
    let further = prospect.expected.map(wide).and_then(|expected| {
        let further = expected - present;
        (further >= 0).then_some(further)
    });
    let further = if prospect.closed { Some(0) } else { further };
    let futures = Futures {
        numerator: wide(proportion.numerator),
        cases,
        // Where the undecided are left out, further cases may as well stay undecided.
        fewest: if proportion.leave_out { 0 } else { undecided + further.unwrap_or(0) },
        most: further.map(|further| undecided + further),
    };
    let span = demand.span_of_share();
    let inside = Span { outside: false, ..span };
    let (mut can_meet, mut can_miss) = (futures.can_reach(&inside), futures.can_leave(&inside));
    if span.outside {
        (can_meet, can_miss) = (can_miss, can_meet);
    }
    if futures.can_stay_empty() {
        if prospect.when_empty == Some(true) { can_meet = true } else { can_miss = true }
    }
    Outlook::of(can_meet, can_miss)
}

/// The outlook of a count: it only grows, by its undecided cases and while the period is open.
pub(crate) fn of_count(value: u64, undecided: u64, span: &Span, closed: bool) -> Outlook {
    let least = Exact::from(value);
    let most = closed.then(|| Exact::from(u128::from(value) + u128::from(undecided)));
    let inside = Span { outside: false, ..span.clone() };
    let reaches = |first: &Exact| {
        let is_in_time = most.as_ref().is_none_or(|most| first <= most);
        is_in_time && inside.is_not_above(first)
    };
    // The first whole number from `least` on that is not below the span, if any is needed.
    let first = match &inside.low {
        Some(low) if low.inclusive => low.value.ceil(),
        Some(low) => low.value.floor() + Exact::ONE,
        None => least.clone(),
    };
    let can_reach = reaches(&first.max(least.clone()));
    let can_leave = !inside.is_not_below(&least)
        || most.as_ref().map_or(inside.high.is_some(), |most| !inside.is_not_above(most));
    if span.outside { Outlook::of(can_leave, can_reach) } else { Outlook::of(can_reach, can_leave) }
}

/// The outlook of the largest or smallest value so far, which further cases can only drive
/// outwards; `met` is the present status, none without cases.
pub(crate) fn of_extreme(
    value: Option<&Exact>,
    is_maximum: bool,
    demand: Demand<'_>,
    met: Option<bool>,
    decided: bool,
) -> Outlook {
    if decided {
        return Outlook::decided(met);
    }
    let Some(value) = value else { return Outlook::Open };
    let span = demand.span();
    let inside = Span { outside: false, ..span };
    let (can_reach, can_leave) = if is_maximum {
        (inside.is_not_above(value), inside.high.is_some() || !inside.is_not_below(value))
    } else {
        (inside.is_not_below(value), inside.low.is_some() || !inside.is_not_above(value))
    };
    if span.outside { Outlook::of(can_leave, can_reach) } else { Outlook::of(can_reach, can_leave) }
}

/// The outlook of a total, a mean or a ratio, whose further cases may be worth anything, and so
/// may those that have no value yet.
pub(crate) fn of_other(met: Option<bool>, decided: bool) -> Outlook {
    if decided { Outlook::decided(met) } else { Outlook::Open }
}

impl Span {
    pub(super) fn is_not_above(&self, value: &Exact) -> bool {
        self.high
            .as_ref()
            .is_none_or(|high| *value < high.value || high.inclusive && *value == high.value)
    }

    pub(super) fn is_not_below(&self, value: &Exact) -> bool {
        self.low
            .as_ref()
            .is_none_or(|low| *value > low.value || low.inclusive && *value == low.value)
    }
}
