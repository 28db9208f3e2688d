//! Which answers stay as more becomes known: events that had no day yet get one, and the as-of
//! day moves on.

use super::expression::{Comparator, Shape, Term};

/// Which answers of a condition stay once they are there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Keeps {
    /// Where it is TRUE, it stays TRUE.
    pub(crate) yes: bool,
    /// Where it is FALSE, it stays FALSE.
    pub(crate) no: bool,
}

/// How a number or a date moves as the as-of day does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Course {
    Stays,
    Rises,
    Unknown,
}

impl Keeps {
    const BOTH: Self = Self { yes: true, no: true };
    const NEITHER: Self = Self { yes: false, no: false };

    fn and(self, other: Self) -> Self {
        Self { yes: self.yes && other.yes, no: self.no && other.no }
    }
}

impl Term {
    /// Which of its answers stay as more becomes known. `waits` says of which columns the value
    /// may still come.
    ///
    /// Comparisons and the logic of three values keep their answers when an unknown becomes known.
    /// What asks whether something is known turns around when it is. A constant that a CASE gives
    /// under a condition on the as-of day is taken as the last word: the day has passed.
    pub(crate) fn keeps(&self, waits: &impl Fn(usize) -> bool) -> Keeps {
        match &self.shape {
            Shape::IsNull(term) => Keeps { yes: !term.may_move(waits), no: true },
            Shape::IsTruth(term, wanted) => {
                let own = term.keeps(waits);
                let yes = if *wanted { own.yes } else { own.no };
                // What is unknown counts as not, and may become known.
                Keeps { yes, no: !term.may_move(waits) }
            }
            Shape::Not(term) => {
                let Keeps { yes, no } = term.keeps(waits);
                Keeps { yes: no, no: yes }
            }
            Shape::All(terms) => {
                let keeps = terms.iter().map(|term| {
                    let own = term.keeps(waits);
                    Keeps {
                        yes: own.yes || is_implied(term, terms),
                        no: own.no || is_past_its_day(term, terms, waits),
                    }
                });
                keeps.fold(Keeps::BOTH, Keeps::and)
            }
            Shape::Any(terms) => {
                terms.iter().map(|term| term.keeps(waits)).fold(Keeps::BOTH, Keeps::and)
            }
            Shape::Compare(comparator, left, right) => compared(*comparator, left, right, waits),
            Shape::Case(arms, otherwise) => case(arms, otherwise, waits),
            Shape::Coalesce(_) if self.may_move(waits) => Keeps::NEITHER,
            _ => {
                let moves = |part: &&Self| part.course(waits) != Course::Stays;
                if self.shape == Shape::AsOf || self.parts().iter().any(moves) {
                    Keeps::NEITHER
                } else {
                    Keeps::BOTH
                }
            }
        }
    }

    /// Whether its value may change or come in any way.
    fn may_move(&self, waits: &impl Fn(usize) -> bool) -> bool {
        let mut moves = false;
        self.walk(&mut |term| {
            moves |= match &term.shape {
                Shape::AsOf => true,
                Shape::Field { index, .. } => waits(*index),
                _ => false,
            };
        });
        moves
    }

    /// Whether it is unknown where a column is.
    fn needs(&self, event: usize) -> bool {
        let (mut has, mut passes_over) = (false, false);
        self.walk(&mut |term| match &term.shape {
            Shape::Field { index, .. } => has |= *index == event,
            Shape::Coalesce(_) | Shape::Case(..) | Shape::IsNull(_) | Shape::IsTruth(..) => {
                passes_over = true;
            }
            // One without a first day is no pause.
            Shape::Workdays(_, _, pauses) | Shape::Worktime(_, _, pauses) => {
                passes_over |= !pauses.is_empty();
            }
            _ => {}
        });
        has && !passes_over
    }

    fn asks_for_the_day(&self) -> bool {
        let mut asks = false;
        self.walk(&mut |term| asks |= term.shape == Shape::AsOf);
        asks
    }

    /// How a value that is known moves.
    fn course(&self, waits: &impl Fn(usize) -> bool) -> Course {
        match &self.shape {
            Shape::AsOf => Course::Rises,
            // A pause that is not over may still take out more.
            Shape::Workdays(_, _, pauses) | Shape::Worktime(_, _, pauses)
                if pauses.iter().any(|pause| pause.may_move(waits)) =>
            {
                Course::Unknown
            }
            Shape::Workdays(from, to, _)
            | Shape::Worktime(from, to, _)
            | Shape::DaysBetween(to, from)
                if from.course(waits) == Course::Stays =>
            {
                to.course(waits)
            }
            // The as-of day until the event is known, which is later than that then.
            Shape::Coalesce(terms) if matches!(&terms[..], [event, day] if matches!(event.shape, Shape::Field { .. }) && day.shape == Shape::AsOf) => {
                Course::Rises
            }
            Shape::Coalesce(_) | Shape::Case(..) | Shape::IsNull(_) | Shape::IsTruth(..)
                if self.may_move(waits) =>
            {
                Course::Unknown
            }
            _ if self.parts().iter().all(|part| part.course(waits) == Course::Stays) => {
                Course::Stays
            }
            _ => Course::Unknown,
        }
    }
}

/// Whether one of several conditions that have to hold stays FALSE once it is, because of another:
/// in `answered_on <= due_on AND (answered_on IS NOT NULL OR as_of <= due_on)` the second is FALSE
/// when the due day has passed without an answer, and an answer that comes later comes too late for
/// the first.
fn is_past_its_day(term: &Term, among: &[Term], waits: &impl Fn(usize) -> bool) -> bool {
    let Shape::Any(terms) = &term.shape else { return false };
    let turning = || terms.iter().filter(|own| !own.keeps(waits).no);
    let Some(event) = turning().next().and_then(known_event) else { return false };
    let limits = || among.iter().filter_map(at_most);
    turning().all(|own| known_event(own) == Some(event))
        && terms.iter().filter_map(at_most).any(|(day, limit)| {
            limit.course(waits) == Course::Stays
                && limits().any(|(own, other)| other == limit && follows(own, day, event))
        })
}

/// Whether one of several conditions that have to hold stays TRUE once all are: there, an answer is
/// known where the first is TRUE.
fn is_implied(term: &Term, among: &[Term]) -> bool {
    let Shape::Any(terms) = &term.shape else { return false };
    terms.iter().filter_map(known_event).any(|event| {
        among.iter().any(|own| matches!(own.shape, Shape::Compare(..)) && own.needs(event))
    })
}

/// The column of which it is asked whether it is known.
fn known_event(term: &Term) -> Option<usize> {
    let Shape::Not(asked) = &term.shape else { return None };
    let Shape::IsNull(field) = &asked.shape else { return None };
    match field.shape {
        Shape::Field { index, .. } => Some(index),
        _ => None,
    }
}

/// What is at most what, however it is written.
fn at_most(term: &Term) -> Option<(&Term, &Term)> {
    match &term.shape {
        Shape::Compare(Comparator::Less | Comparator::AtMost, low, high)
        | Shape::Compare(Comparator::More | Comparator::AtLeast, high, low) => Some((low, high)),
        _ => None,
    }
}

/// Whether a term says of an event what another says of the as-of day.
fn follows(own: &Term, day: &Term, event: usize) -> bool {
    let is_pair = |own: &Term, day: &Term| {
        matches!(own.shape, Shape::Field { index, .. } if index == event)
            && day.shape == Shape::AsOf
    };
    match (&own.shape, &day.shape) {
        (Shape::Workdays(from, to, pauses), Shape::Workdays(other, until, others))
        | (Shape::Worktime(from, to, pauses), Shape::Worktime(other, until, others)) => {
            from == other && pauses == others && is_pair(to, until)
        }
        (Shape::DaysBetween(to, from), Shape::DaysBetween(until, other)) => {
            from == other && is_pair(to, until)
        }
        _ => is_pair(own, day),
    }
}

fn compared(
    comparator: Comparator,
    left: &Term,
    right: &Term,
    waits: &impl Fn(usize) -> bool,
) -> Keeps {
    let rises = match (left.course(waits), right.course(waits)) {
        (Course::Stays, Course::Stays) => return Keeps::BOTH,
        (Course::Rises, Course::Stays) => true,
        (Course::Stays, Course::Rises) => false,
        _ => return Keeps::NEITHER,
    };
    match comparator {
        Comparator::More | Comparator::AtLeast => Keeps { yes: rises, no: !rises },
        Comparator::Less | Comparator::AtMost => Keeps { yes: !rises, no: rises },
        Comparator::Equal | Comparator::NotEqual => Keeps::NEITHER,
    }
}

fn case(arms: &[(Term, Term)], otherwise: &Term, waits: &impl Fn(usize) -> bool) -> Keeps {
    let mut keeps = Keeps::BOTH;
    // Whether an arm that stands so far up may still come to be the one that is taken.
    let mut earlier_may_come = false;
    for (when, value) in arms {
        let is_constant = matches!(value.shape, Shape::Truth(_) | Shape::Null);
        let stays = !earlier_may_come && when.keeps(waits).yes;
        let is_last_word = is_constant && when.asks_for_the_day();
        keeps = keeps.and(arm(value, stays || is_last_word, waits));
        earlier_may_come |= when.may_move(waits);
    }
    keeps.and(arm(otherwise, !earlier_may_come, waits))
}

/// What one arm's value keeps; where another may be taken instead, the answers that it can give
/// do not stay.
fn arm(value: &Term, stays: bool, waits: &impl Fn(usize) -> bool) -> Keeps {
    let (can_be_yes, can_be_no) = match value.shape {
        Shape::Null => (false, false),
        Shape::Truth(yes) => (yes, !yes),
        _ => (true, true),
    };
    let own = if stays { value.keeps(waits) } else { Keeps::NEITHER };
    Keeps { yes: own.yes || !can_be_yes, no: own.no || !can_be_no }
}
