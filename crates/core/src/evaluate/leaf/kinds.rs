//! Room and outlook of milestones, of reported figures, and of what is made from others.

use super::{Question, Reading, no_room, room_of};
use crate::evaluate::figures::{ChangeFigures, ShareFigures};
use crate::evaluate::outlook::{self, Outlook, Prospect};
use crate::evaluate::room::{self, Proportion, Reason};
use crate::ground::exact::Exact;
use crate::ground::target::{Edge, Span};

impl Question<'_> {
    pub(super) fn milestone(&self, day: Option<&Exact>, is_last: bool, undecided: u64) -> Reading {
        let met = day.map(|day| self.holds(day));
        let span = self.demand().span();
        // What is done stays done, and of the first day nothing later takes it away.
        let is_final = self.settled && undecided == 0;
        let outlook = if self.is_closed() && undecided > 0 || !self.is_closed() && !is_final {
            Outlook::Open
        } else if let (Some(met), false) = (met, is_last) {
            Outlook::decided(Some(met))
        } else {
            match self.to_come.filter(|_| !self.is_closed()) {
                None => Outlook::decided(met),
                Some(days) => {
                    let can_meet = met == Some(true) || reaches(&span, days);
                    let can_miss = met != Some(true) || leaves(&span, days);
                    Outlook::of(can_meet, can_miss)
                }
            }
        };
        Reading {
            room: no_room(Reason::NotInCases),
            outlook,
            outlook_expected: None,
            is_missed: day.is_none(),
        }
    }

    /// Sums of figures: where they are whole and the one is part of the other, they are read as
    /// the cases of a proportion.
    pub(super) fn reported(
        &self,
        numerator: &Exact,
        denominator: &Exact,
        exact: Option<&Exact>,
        missing: u64,
    ) -> Reading {
        let whole = |value: &Exact| u64::try_from(value.to_integer()?).ok();
        let mut reading = self.other(exact, missing, None);
        if let (Some(inside), Some(cases)) = (whole(numerator), whole(denominator))
            && inside <= cases
        {
            let own = Proportion { numerator: inside, denominator: cases, ..Proportion::default() };
            // A row without its figures may still get any.
            let closed = self.is_decided(missing);
            let prospect = Prospect { closed, expected: None, when_empty: self.when_empty() };
            reading.room = room_of(&room::of_proportion(&own, self.demand(), None));
            reading.outlook = outlook::of_proportion(&own, self.demand(), prospect);
        }
        if exact.is_none() && missing > 0 {
            reading.room.reason = Some(Reason::NotInCases);
        }
        reading
    }

    pub(super) fn change(&self, own: &ChangeFigures) -> Reading {
        let value = own.value.as_ref();
        let mut reading = self.other(value, own.undecided, None);
        if value.is_none() && !own.is_empty {
            reading.room = no_room(Reason::NotInCases);
        }
        if own.not_given.is_some() {
            reading.outlook = Outlook::Open;
        } else if let (Some(growing), Some(_)) = (&own.growing, value) {
            reading.outlook =
                self.growing(growing.count, growing.unknown, &growing.unit, &growing.start);
        }
        reading
    }

    /// The outlook of a count that only grows, times `unit`, plus `start`.
    pub(super) fn growing(&self, count: u64, unknown: u64, unit: &Exact, start: &Exact) -> Outlook {
        let back = |edge: Edge| {
            let value = (&edge.value - start).checked_div(unit).unwrap_or(Exact::ZERO);
            Edge { value, ..edge }
        };
        let Span { low, high, outside } = self.demand().span();
        let span = Span { low: low.map(back), high: high.map(back), outside };
        self.unless_unsettled(|| outlook::of_count(count, unknown, &span, self.is_closed()))
    }

    pub(super) fn share(&self, own: &ShareFigures, exact: Option<&Exact>) -> Reading {
        let mut reading = self.other(exact, own.undecided, None);
        if !own.may_grow && own.asked > 0 {
            // Every number between those that are secured and those that are not lost is possible.
            let asked = Exact::from(own.asked);
            let holds = |number: u64| {
                Exact::from(number).checked_div(&asked).is_some_and(|share| self.holds(&share))
            };
            let mut possible = own.secured..=own.secured.saturating_add(own.open);
            let (mut can_meet, mut can_miss) = (false, false);
            while let Some(number) = possible.next().filter(|_| !(can_meet && can_miss)) {
                if holds(number) { can_meet = true } else { can_miss = true }
            }
            reading.outlook = Outlook::of(can_meet, can_miss);
        }
        reading
    }
}

/// Whether one of the days lies in the span.
fn reaches(span: &Span, days: (i32, i32)) -> bool {
    let inside = Span { outside: false, ..span.clone() };
    if span.outside { leaves(&inside, days) } else { between(&inside, days) }
}

/// Whether one of the days lies outside the span.
fn leaves(span: &Span, (first, last): (i32, i32)) -> bool {
    let inside = Span { outside: false, ..span.clone() };
    if span.outside {
        return between(&inside, (first, last));
    }
    let is_in = |day: i32| {
        let day = Exact::from(i128::from(day));
        inside.is_not_above(&day) && inside.is_not_below(&day)
    };
    !(is_in(first) && is_in(last))
}

/// Whether one of the days lies between the ends of the span.
fn between(inside: &Span, (first, last): (i32, i32)) -> bool {
    let day = |day: i32| Exact::from(i128::from(day));
    let (first, last) = (day(first), day(last));
    // The first day from `first` on that is not before the span.
    let from = match &inside.low {
        Some(low) if low.inclusive => low.value.ceil(),
        Some(low) => low.value.floor() + Exact::ONE,
        None => first.clone(),
    };
    let from = from.max(first);
    from <= last && inside.is_not_above(&from)
}
