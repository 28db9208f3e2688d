//! Values of net scores, milestones, reported figures, and of what is made from others.

use super::{Question, Reading, no_room, room_of};
use crate::evaluate::figures::{ChangeFigures, Figures, ScoreFigures, ShareFigures};
use crate::evaluate::outlook::{self, Outlook, Prospect};
use crate::evaluate::result::{PartResult, ValueResult};
use crate::evaluate::room::{self, Proportion, Reason};
use crate::ground::exact::Exact;
use crate::ground::target::{Edge, Span};
use crate::plan::Undecided;

impl Question<'_> {
    pub(super) fn read_more(&self, figures: &Figures) -> Reading {
        match figures {
            Figures::NetScore { cases, promoters, detractors, undecided } => {
                self.net_score(*cases, (*promoters, *detractors), *undecided)
            }
            Figures::Milestone { day, is_last, undecided } => {
                self.milestone(*day, *is_last, *undecided)
            }
            Figures::Reported { numerator, denominator, missing, .. } => {
                self.reported(numerator, denominator, *missing)
            }
            Figures::ReportedValue { value, missing, rows } => {
                let mut reading = self.other(value.clone(), Exact::ZERO, None, *missing, None);
                reading.value.numerator.clone_from(value);
                if value.is_none() && (*rows > 0 || *missing > 0) {
                    reading.room = no_room(Reason::NotInCases);
                }
                reading
            }
            _ => self.other(None, Exact::ZERO, None, 0, None),
        }
    }

    fn net_score(&self, cases: u64, (yes, no): (u64, u64), undecided: u64) -> Reading {
        let leave_out = self.measure.undecided == Undecided::LeaveOut;
        let divided_by = if leave_out { cases.saturating_sub(undecided) } else { cases };
        let net = Exact::from(i128::from(yes) - i128::from(no));
        // A score of 100 points is one promoter for each case.
        let most = Exact::from(if self.measure.scale.is_share() { 1_u64 } else { 100 });
        let sum = &net * &most;
        let value = sum.checked_div(&Exact::from(divided_by));
        let slack = room::slack(&sum, divided_by, self.demand());
        let mut reading = self.other(value, net, Some(Exact::from(divided_by)), undecided, slack);
        reading.value.undecided_left_out = leave_out && undecided > 0;
        reading
    }

    fn milestone(&self, day: Option<i128>, is_last: bool, undecided: u64) -> Reading {
        let value = day.map(Exact::from);
        let met = value.as_ref().map(|value| self.holds(value));
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
            value: ValueResult { undecided, ..ValueResult::default() },
            exact: value,
            room: no_room(Reason::NotInCases),
            outlook,
            outlook_expected: None,
            is_missed: day.is_none(),
        }
    }

    /// Sums of figures: where they are whole and the one is part of the other, they are read as
    /// the cases of a proportion.
    fn reported(&self, numerator: &Exact, denominator: &Exact, missing: u64) -> Reading {
        let whole = |value: &Exact| u64::try_from(value.to_integer()?).ok();
        let value = numerator.checked_div(denominator);
        let mut reading =
            self.other(value, numerator.clone(), Some(denominator.clone()), missing, None);
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
        if reading.exact.is_none() && missing > 0 {
            reading.room.reason = Some(Reason::NotInCases);
        }
        reading
    }

    pub(super) fn change(&self, own: &ChangeFigures) -> Reading {
        let (value, undecided) = (own.value.clone(), own.undecided);
        let mut reading = self.other(value.clone(), Exact::ZERO, None, undecided, None);
        reading.value.numerator.clone_from(&own.own);
        reading.value.base.clone_from(&own.base);
        reading.value.baseline_not_given.clone_from(&own.not_given);
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

    pub(super) fn share(&self, own: &ShareFigures) -> Reading {
        let (meeting, asked) = (Exact::from(own.meeting), Exact::from(own.asked));
        let value = meeting.checked_div(&asked);
        let mut reading = self.other(value, meeting, Some(asked.clone()), own.undecided, None);
        if !own.may_grow && own.asked > 0 {
            // Every number between those that are secured and those that are not lost is possible.
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

    pub(super) fn score(&self, own: &ScoreFigures) -> Reading {
        let mut reading = self.other(own.total.clone(), Exact::ZERO, None, own.undecided, None);
        reading.value.numerator = None;
        if own.total.is_none() && !own.is_empty {
            reading.room = no_room(Reason::NotInCases);
        }
        let parts = own.parts.iter().map(|part| PartResult {
            title: part.title.clone(),
            measure: part.measure.clone(),
            points: part.points.clone(),
            left_out: part.left_out,
        });
        reading.value.parts = parts.collect();
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
