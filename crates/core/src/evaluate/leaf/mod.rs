//! One condition on one value.

mod kinds;

use super::Station;
use super::figures::{Figures, quota};
use super::outlook::{self, Outlook, Prospect};
use super::result::{MeasureResult, Phase, Room, Status, ValueResult};
use super::room::{self, Arrivals, Demand, Proportion, Reason};
use crate::ground::dates::{Period, day_number};
use crate::ground::exact::Exact;
use crate::ground::target::{Bound, Comparator, rounded, shown};
use crate::plan::{Measure, Undecided, WhenEmpty};

/// What is asked of a measure, and when.
#[derive(Clone, Copy)]
pub(super) struct Question<'q> {
    pub(super) measure: &'q Measure,
    pub(super) bound: &'q Bound,
    pub(super) phase: Phase,
    /// The expected final number of cases, if one is assumed.
    pub(super) expected: Option<u64>,
    /// Whether a record that counts goes on counting.
    pub(super) settled: bool,
    /// The days from the one after the as-of day to the end of the span that is asked, if there
    /// are any: on which something can still be done.
    pub(super) to_come: Option<(i32, i32)>,
}

/// The answer to a question.
pub(super) struct Answer {
    pub(super) status: Status,
    pub(super) outlook: Outlook,
    pub(super) outlook_expected: Option<Outlook>,
    pub(super) result: MeasureResult,
}

/// A value, and what its room and outlook are computed from.
struct Reading {
    value: ValueResult,
    /// The value before any prescribed rounding.
    exact: Option<Exact>,
    room: Room,
    outlook: Outlook,
    outlook_expected: Option<Outlook>,
    /// Whether it is not met although there is no value: what is not done by its day.
    is_missed: bool,
}

impl Station<'_> {
    /// A question without anything assumed.
    pub(super) fn question<'q>(
        &self,
        measure: &'q Measure,
        bound: &'q Bound,
        span: Period,
        phase: Phase,
    ) -> Question<'q> {
        let (next, last) = (day_number(self.as_of).saturating_add(1), span.days().1);
        let first = next.max(span.days().0);
        Question {
            measure,
            bound,
            phase,
            expected: None,
            settled: self.settled(&measure.name),
            to_come: (first <= last).then_some((first, last)),
        }
    }

    /// A value without a question asked of it.
    pub(super) fn value_of(
        &self,
        measure: &Measure,
        figures: &Figures,
        span: Period,
    ) -> ValueResult {
        // A bound that every value meets leaves the shown figure as it is rounded.
        let bound = Bound::limit(Comparator::NotEqual, Exact::from(i128::MIN));
        let phase = Phase::InProgress;
        self.question(measure, &bound, span, phase).answer(figures).result.value
    }
}

impl Question<'_> {
    /// Judges the figures.
    pub(super) fn answer(&self, figures: &Figures) -> Answer {
        let Reading { mut value, exact, mut room, outlook, outlook_expected, is_missed } =
            self.read(figures);
        let exact = exact.map(|exact| match self.rounding() {
            Some((scale, places)) => rounded(&exact, scale, places),
            None => exact,
        });
        let measured = exact.as_ref().map(|exact| self.bound.holds(exact));
        let by_plan = if value.not_handed_in { None } else { self.when_empty() };
        let met = measured.or(by_plan).or(is_missed.then_some(false));
        if measured.is_none() && met == Some(true) {
            // It holds as it is: no further case is needed.
            room.recovery = Some(0);
        }
        let status = match met {
            Some(true) => Status::Met,
            Some(false) => Status::NotMet,
            None => Status::NoData,
        };
        value.shown = exact.as_ref().map(|exact| {
            shown(exact, &self.measure.scale, self.measure.shown_places, Some(self.bound))
        });
        value.class = exact.as_ref().and_then(|exact| self.class(exact));
        value.exact = exact;
        Answer {
            status,
            outlook,
            outlook_expected,
            result: MeasureResult {
                measure: self.measure.name.clone(),
                condition: self.bound.canonical(&self.measure.scale),
                bound: self.bound.clone(),
                scale: self.measure.scale.clone(),
                value,
                decided_by_when_empty: measured.is_none() && by_plan.is_some(),
                room,
            },
        }
    }

    /// The first class that the value meets.
    fn class(&self, value: &Exact) -> Option<String> {
        let mut classes = self.measure.classes.iter();
        classes.find(|class| class.bound.holds(value)).map(|class| class.name.clone())
    }

    fn rounding(&self) -> Option<(&crate::ground::target::Scale, u8)> {
        Some((&self.measure.scale, self.measure.rounding?))
    }

    /// What the plan says of a measure without cases.
    fn when_empty(&self) -> Option<bool> {
        match self.measure.when_empty {
            WhenEmpty::NoData => None,
            WhenEmpty::Met => Some(true),
            WhenEmpty::NotMet => Some(false),
        }
    }

    fn demand(&self) -> Demand<'_> {
        Demand { bound: self.bound, rounding: self.rounding() }
    }

    fn is_closed(&self) -> bool {
        self.phase == Phase::Closed
    }

    /// Whether nothing more can come: no further case, and no value for one that has none yet.
    fn is_decided(&self, undecided: u64) -> bool {
        self.is_closed() && undecided == 0
    }

    fn read(&self, figures: &Figures) -> Reading {
        match figures {
            Figures::NotHandedIn => Reading {
                value: ValueResult { not_handed_in: true, ..ValueResult::default() },
                exact: None,
                room: no_room(Reason::NoCases),
                outlook: Outlook::Open,
                outlook_expected: None,
                is_missed: false,
            },
            Figures::Proportion { cases, inside, undecided, coming } => {
                self.proportion(*cases, *inside, *undecided, *coming)
            }
            Figures::Count { value, unknown } => Reading {
                value: ValueResult {
                    numerator: Some(Exact::from(*value)),
                    undecided: *unknown,
                    ..ValueResult::default()
                },
                exact: Some(Exact::from(*value)),
                room: room_of(&room::of_count(*value, self.demand())),
                outlook: self.unless_unsettled(|| {
                    outlook::of_count(*value, *unknown, &self.demand().span(), self.is_closed())
                }),
                outlook_expected: None,
                is_missed: false,
            },
            Figures::Total { sum, records, valued } => {
                let slack = room::slack(sum, 1, self.demand());
                self.other(Some(sum.clone()), sum.clone(), None, records - valued, slack)
            }
            Figures::Mean { sum, records, valued } => {
                let cases = Exact::from(*valued);
                let slack = room::slack(sum, *valued, self.demand());
                self.other(
                    sum.checked_div(&cases),
                    sum.clone(),
                    Some(cases),
                    records - valued,
                    slack,
                )
            }
            Figures::Extreme { value, is_maximum, records, valued } => {
                let met = value.as_ref().map(|value| self.holds(value)).or(self.when_empty());
                let outlook = outlook::of_extreme(
                    value.as_ref(),
                    *is_maximum,
                    self.demand(),
                    met,
                    self.is_decided(records - valued),
                );
                Reading {
                    value: ValueResult {
                        numerator: value.clone(),
                        undecided: records - valued,
                        ..ValueResult::default()
                    },
                    exact: value.clone(),
                    room: no_room(Reason::NotInCases),
                    outlook,
                    outlook_expected: None,
                    is_missed: false,
                }
            }
            Figures::Stock { value } => {
                let standing = u64::try_from(*value).ok();
                let exact = Exact::from(*value);
                let mut reading = self.other(Some(exact.clone()), exact, None, 0, None);
                // How many more may stand; what will enter and leave is not known.
                if let Some(standing) = standing {
                    let room::Room { headroom, down, up, reason, .. } =
                        room::of_count(standing, self.demand());
                    reading.room = Room { headroom, down, up, reason, ..Room::default() };
                }
                reading
            }
            Figures::Ratio { numerator, denominator, undecided } => {
                let (over, under) = (numerator.clone(), denominator.clone());
                let ratio = over.as_ref().zip(under.as_ref()).and_then(|(a, b)| a.checked_div(b));
                let count = over.as_ref().and_then(Exact::to_integer);
                let count = count.and_then(|count| u64::try_from(count).ok());
                let mut reading =
                    self.other(ratio, over.unwrap_or(Exact::ZERO), under, *undecided, None);
                if let Some((figure, count)) = quota(self.measure).zip(count) {
                    // A count over a given figure grows as the count does.
                    let unit = Exact::ONE.checked_div(figure).unwrap_or(Exact::ONE);
                    reading.outlook = self.growing(count, *undecided, &unit, &Exact::ZERO);
                }
                reading
            }
            Figures::NetScore { .. }
            | Figures::Milestone { .. }
            | Figures::Reported { .. }
            | Figures::ReportedValue { .. } => self.read_more(figures),
            Figures::Change(own) => self.change(own),
            Figures::ShareOfMembers(own) => self.share(own),
            Figures::Score(own) => self.score(own),
        }
    }

    /// An outlook that rests on what is counted staying so: what is counted now may not be any
    /// more when the next event is known.
    fn unless_unsettled(&self, outlook: impl FnOnce() -> Outlook) -> Outlook {
        if self.settled || self.is_closed() { outlook() } else { Outlook::Open }
    }

    /// Whether a value before any prescribed rounding meets the condition.
    fn holds(&self, value: &Exact) -> bool {
        match self.rounding() {
            Some((scale, places)) => self.bound.holds(&rounded(value, scale, places)),
            None => self.bound.holds(value),
        }
    }

    fn proportion(&self, cases: u64, inside: u64, undecided: u64, coming: u64) -> Reading {
        let leave_out = self.measure.undecided == Undecided::LeaveOut;
        let denominator = if leave_out { cases.saturating_sub(undecided) } else { cases };
        let has_coming = matches!(
            &self.measure.kind,
            crate::plan::MeasureKind::Proportion(rule) if rule.coming.is_some()
        );
        let coming = (has_coming && !self.is_closed()).then_some(coming);
        let own = Proportion { numerator: inside, denominator, undecided, leave_out, coming };
        let expected = self.expected.filter(|_| !self.is_closed());
        let prospect =
            Prospect { closed: self.is_closed(), expected: None, when_empty: self.when_empty() };
        let exact = (denominator > 0)
            .then(|| Exact::ratio(i128::from(inside), i128::from(denominator)))
            .flatten();
        Reading {
            value: ValueResult {
                numerator: Some(Exact::from(inside)),
                denominator: Some(Exact::from(denominator)),
                undecided,
                undecided_left_out: leave_out && undecided > 0,
                coming,
                ..ValueResult::default()
            },
            exact,
            room: room_of(&room::of_proportion(&own, self.demand(), expected)),
            outlook: self
                .unless_unsettled(|| outlook::of_proportion(&own, self.demand(), prospect)),
            outlook_expected: expected.map(|_| {
                let prospect = Prospect { expected, ..prospect };
                self.unless_unsettled(|| outlook::of_proportion(&own, self.demand(), prospect))
            }),
            is_missed: false,
        }
    }

    /// A value whose further cases may be worth anything.
    fn other(
        &self,
        exact: Option<Exact>,
        numerator: Exact,
        denominator: Option<Exact>,
        undecided: u64,
        slack: Option<Exact>,
    ) -> Reading {
        let met = exact.as_ref().map(|value| self.holds(value)).or(self.when_empty());
        let mut room = no_room(if exact.is_none() { Reason::NoCases } else { Reason::NotInCases });
        room.slack = slack;
        Reading {
            value: ValueResult {
                numerator: Some(numerator),
                denominator,
                undecided,
                ..ValueResult::default()
            },
            exact,
            room,
            outlook: outlook::of_other(met, self.is_decided(undecided)),
            outlook_expected: None,
            is_missed: false,
        }
    }
}

fn no_room(reason: Reason) -> Room {
    Room { reason: Some(reason), arrivals: Arrivals::None, ..Room::default() }
}

fn room_of(room: &room::Room) -> Room {
    Room {
        headroom: room.headroom,
        arrivals: room.arrivals,
        recovery: room.recovery,
        after_coming: room.after_coming,
        left_at_expected: room.left_at_expected,
        down: room.down,
        up: room.up,
        slack: None,
        reason: room.reason,
    }
}

impl Room {
    /// The headroom, or of a range the smaller of room down and up: what trees compare.
    pub(super) fn least(&self) -> Option<i128> {
        self.headroom.or_else(|| Some(self.down?.min(self.up?)))
    }
}
