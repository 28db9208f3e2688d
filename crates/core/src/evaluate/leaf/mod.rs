//! One condition on one value.

mod kinds;
mod value;

use super::Station;
use super::figures::{Figures, quota};
use super::outlook::{self, Outlook, Prospect};
use super::result::{MeasureResult, Phase, Room, Status, ValueResult};
use super::room::{self, Arrivals, Demand, Proportion, Reason};
use crate::ground::dates::{Period, day_number};
use crate::ground::exact::Exact;
use crate::ground::target::{Bound, Comparator, rounded, shown};
use crate::plan::{Measure, WhenEmpty};

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

/// What a bound makes of a value.
struct Reading {
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
        let question = self.question(measure, &bound, span, Phase::InProgress);
        let (value, exact) = question.value(figures);
        question.shown(value, question.as_prescribed(exact))
    }
}

impl Question<'_> {
    /// Judges the figures.
    pub(super) fn answer(&self, figures: &Figures) -> Answer {
        self.answer_to(self.condition(), figures)
    }

    /// The condition as canonical text.
    pub(super) fn condition(&self) -> String {
        self.bound.canonical(&self.measure.scale)
    }

    /// Judges the figures of one of many, whose condition is written already.
    pub(super) fn answer_to(&self, condition: String, figures: &Figures) -> Answer {
        let (value, exact) = self.value(figures);
        let Reading { mut room, outlook, outlook_expected, is_missed } =
            self.read(figures, exact.as_ref(), value.undecided);
        let exact = self.as_prescribed(exact);
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
        Answer {
            status,
            outlook,
            outlook_expected,
            result: MeasureResult {
                measure: self.measure.name.clone(),
                condition,
                bound: self.bound.clone(),
                scale: self.measure.scale.clone(),
                value: self.shown(value, exact),
                decided_by_when_empty: measured.is_none() && by_plan.is_some(),
                room,
            },
        }
    }

    /// The value as the plan prescribes to round it.
    fn as_prescribed(&self, exact: Option<Exact>) -> Option<Exact> {
        match self.rounding() {
            Some((scale, places)) => exact.map(|exact| rounded(&exact, scale, places)),
            None => exact,
        }
    }

    /// A value with its figure for people and its class.
    fn shown(&self, mut value: ValueResult, exact: Option<Exact>) -> ValueResult {
        value.shown = exact.as_ref().map(|exact| {
            shown(exact, &self.measure.scale, self.measure.shown_places, Some(self.bound))
        });
        value.class = exact.as_ref().and_then(|exact| self.class(exact));
        value.exact = exact;
        value
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

    fn read(&self, figures: &Figures, exact: Option<&Exact>, undecided: u64) -> Reading {
        match figures {
            Figures::NotHandedIn => Reading {
                room: no_room(Reason::NoCases),
                outlook: Outlook::Open,
                outlook_expected: None,
                is_missed: false,
            },
            Figures::Proportion { cases, inside, undecided, coming } => {
                self.proportion(&self.cases(*cases, *inside, *undecided, *coming))
            }
            Figures::Count { value, unknown } => Reading {
                room: room_of(&room::of_count(*value, self.demand())),
                outlook: self.unless_unsettled(|| {
                    outlook::of_count(*value, *unknown, &self.demand().span(), self.is_closed())
                }),
                outlook_expected: None,
                is_missed: false,
            },
            Figures::Total { sum, .. } => {
                self.other(exact, undecided, room::slack(sum, 1, self.demand()))
            }
            Figures::Mean { sum, valued, .. } => {
                self.other(exact, undecided, room::slack(sum, *valued, self.demand()))
            }
            Figures::Extreme { is_maximum, .. } => {
                let met = exact.map(|value| self.holds(value)).or(self.when_empty());
                let decided = self.is_decided(undecided);
                Reading {
                    room: no_room(Reason::NotInCases),
                    outlook: outlook::of_extreme(exact, *is_maximum, self.demand(), met, decided),
                    outlook_expected: None,
                    is_missed: false,
                }
            }
            Figures::Stock { value } => {
                let mut reading = self.other(exact, 0, None);
                // How many more may stand; what will enter and leave is not known.
                if let Ok(standing) = u64::try_from(*value) {
                    let room::Room { headroom, down, up, reason, .. } =
                        room::of_count(standing, self.demand());
                    reading.room = Room { headroom, down, up, reason, ..Room::default() };
                }
                reading
            }
            Figures::Ratio { numerator, .. } => {
                let count = numerator.as_ref().and_then(Exact::to_integer);
                let count = count.and_then(|count| u64::try_from(count).ok());
                let mut reading = self.other(exact, undecided, None);
                if let Some((figure, count)) = quota(self.measure).zip(count) {
                    // A count over a given figure grows as the count does.
                    let unit = Exact::ONE.checked_div(figure).unwrap_or(Exact::ONE);
                    reading.outlook = self.growing(count, undecided, &unit, &Exact::ZERO);
                }
                reading
            }
            Figures::NetScore { cases, promoters, detractors, undecided } => {
                let (sum, cases) = self.net(*cases, (*promoters, *detractors), *undecided);
                self.other(exact, *undecided, room::slack(&sum, cases, self.demand()))
            }
            Figures::Milestone { is_last, .. } => self.milestone(exact, *is_last, undecided),
            Figures::Reported { numerator, denominator, .. } => {
                self.reported(numerator, denominator, exact, undecided)
            }
            Figures::ReportedValue { missing, rows, .. } => {
                let mut reading = self.other(exact, undecided, None);
                if exact.is_none() && (*rows > 0 || *missing > 0) {
                    reading.room = no_room(Reason::NotInCases);
                }
                reading
            }
            Figures::Change(own) => self.change(own),
            Figures::ShareOfMembers(own) => self.share(own, exact),
            Figures::Score(own) => {
                let mut reading = self.other(exact, undecided, None);
                if exact.is_none() && !own.is_empty {
                    reading.room = no_room(Reason::NotInCases);
                }
                reading
            }
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

    fn proportion(&self, own: &Proportion) -> Reading {
        let expected = self.expected.filter(|_| !self.is_closed());
        let prospect =
            Prospect { closed: self.is_closed(), expected: None, when_empty: self.when_empty() };
        let outlook = |prospect| {
            self.unless_unsettled(|| outlook::of_proportion(own, self.demand(), prospect))
        };
        Reading {
            room: room_of(&room::of_proportion(own, self.demand(), expected)),
            outlook: outlook(prospect),
            outlook_expected: expected.map(|_| outlook(Prospect { expected, ..prospect })),
            is_missed: false,
        }
    }

    /// What holds of a value whose further cases may be worth anything.
    fn other(&self, exact: Option<&Exact>, undecided: u64, slack: Option<Exact>) -> Reading {
        let met = exact.map(|value| self.holds(value)).or(self.when_empty());
        let mut room = no_room(if exact.is_none() { Reason::NoCases } else { Reason::NotInCases });
        room.slack = slack;
        Reading {
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
