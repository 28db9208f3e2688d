//! How many cases of room a target leaves.
//!
//! Under `<` and `<=` the numerator is the bad; under `>` and `>=` it is the good. Of a share,
//! `= 100%` reads as `>= 100%` and `= 0%` as `<= 0%`. Everything here is closed arithmetic on
//! exact numbers, right at the boundary however large the counts.

#[cfg(test)]
pub(super) mod tests;

use serde::{Serialize, Serializer};

use crate::ground::exact::Exact;
use crate::ground::target::{Bound, Edge, Scale, Span};

/// What a value has to meet: a bound, asked of the value as it is or as a prescribed rounding
/// (half up to so many places in the scale's units) makes it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Demand<'a> {
    pub(crate) bound: &'a Bound,
    pub(crate) rounding: Option<(&'a Scale, u8)>,
}

impl Demand<'_> {
    /// The unrounded values that meet it.
    pub(crate) fn span(&self) -> Span {
        self.before_rounding(self.bound)
    }

    /// The same of a share, where everything and nothing are limits from one side.
    pub(crate) fn span_of_share(&self) -> Span {
        self.before_rounding(&self.bound.as_limit())
    }

    fn before_rounding(&self, bound: &Bound) -> Span {
        match self.rounding {
            Some((scale, places)) => bound.span().before_rounding(scale, places),
            None => bound.span(),
        }
    }
}

/// Beyond every count, and far from the ends of 128 bits.
const FAR: i128 = i128::MAX / 4;

/// A proportion as it was counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Proportion {
    pub(crate) numerator: u64,
    /// The cases divided by: the undecided ones are among them unless they are left out.
    pub(crate) denominator: u64,
    /// Cases whose numerator condition is unknown.
    pub(crate) undecided: u64,
    pub(crate) leave_out: bool,
    /// Cases that are sure to turn up bad, where the measure says which.
    pub(crate) coming: Option<u64>,
}

/// How many further cases, all bad, a target bears.
///
/// JSON has the number as text, or `unlimited`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Arrivals {
    /// It is not met, or the question has no meaning for it.
    #[default]
    None,
    /// It still holds after each of so many, and not after one more.
    Count(i128),
    /// It never breaks.
    Unlimited,
}

impl Serialize for Arrivals {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::None => serializer.serialize_none(),
            Self::Count(count) => serializer.collect_str(count),
            Self::Unlimited => serializer.serialize_str("unlimited"),
        }
    }
}

/// Why there is no room to speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// There is no case yet.
    NoCases,
    /// No number of these cases meets the target.
    OutOfReach,
    /// A range has no one direction that is bad: room down and up instead.
    TwoSided,
    /// Under `<>` no direction is bad.
    NoDirection,
    /// The final volume expected is below the present one.
    ExpectedBelowPresent,
    /// A measure of this kind has no cases to speak of: its source was not handed in, or it is
    /// a ratio, a minimum or a maximum; of a total or a mean the slack says more.
    NotInCases,
}

/// The room that a target leaves, in cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Room {
    /// How many cases now good could be bad with the target still met; below zero, how many bad
    /// ones would have to be good.
    pub(crate) headroom: Option<i128>,
    pub(crate) arrivals: Arrivals,
    /// The fewest further cases, all good, after which it holds.
    pub(crate) recovery: Option<i128>,
    /// Headroom once the coming cases have joined.
    pub(crate) after_coming: Option<i128>,
    /// How many of the cases still to come until the expected final volume may be bad; below
    /// zero, how many too many are bad already.
    pub(crate) left_at_expected: Option<i128>,
    /// Of a range: how many may leave the numerator; below zero, how many have to join it.
    pub(crate) down: Option<i128>,
    /// Of a range: how many may join the numerator; below zero, how many have to leave it.
    pub(crate) up: Option<i128>,
    pub(crate) reason: Option<Reason>,
}

impl Room {
    fn none(reason: Reason) -> Self {
        Self { reason: Some(reason), ..Self::default() }
    }

    /// The headroom, or of a range the smaller of room down and up: what trees compare.
    pub(crate) fn least(&self) -> Option<i128> {
        self.headroom.or_else(|| Some(self.down?.min(self.up?)))
    }
}

/// From which side a span is bounded.
enum Side {
    Upper(Edge),
    Lower(Edge),
    Both(Edge, Edge),
    Neither,
}

impl Side {
    fn of(span: Span) -> Self {
        match span {
            Span { low: None, high: Some(high), outside: false } => Self::Upper(high),
            Span { low: Some(low), high: None, outside: false } => Self::Lower(low),
            Span { low: Some(low), high: Some(high), outside: false } => Self::Both(low, high),
            Span { .. } => Self::Neither,
        }
    }
}

/// The room of a proportion, with the final volume that is expected, if one is.
pub(crate) fn of_proportion(
    proportion: &Proportion,
    demand: Demand<'_>,
    expected: Option<u64>,
) -> Room {
    let (x, n) = (i128::from(proportion.numerator), i128::from(proportion.denominator));
    let coming = proportion.coming.map(i128::from);
    let expected = expected.map(i128::from);
    let is_too_low = expected.is_some_and(|expected| expected < n);
    let volume = expected.filter(|volume| *volume >= n && *volume > 0);
    let mut room = match Side::of(demand.span_of_share()) {
        Side::Neither => return Room::none(Reason::NoDirection),
        Side::Both(low, high) => match (fewest_of(&low, n), most_of(&high, n)) {
            _ if n == 0 => return Room::none(Reason::NoCases),
            (Some(fewest), Some(most)) if fewest <= most => Room {
                down: Some(x - fewest),
                up: Some(most - x),
                reason: Some(Reason::TwoSided),
                ..Room::default()
            },
            _ => return Room::none(Reason::OutOfReach),
        },
        Side::Upper(high) => {
            let headroom = |x: i128, n: i128| Some(most_of(&high, n)? - x);
            let now = headroom(x, n);
            Room {
                headroom: now,
                arrivals: if is_met(now) { arrivals_below(&high, x, n) } else { Arrivals::None },
                recovery: if is_met(now) { Some(0) } else { recovery_below(&high, x, n) },
                after_coming: coming.and_then(|coming| headroom(x + coming, n + coming)),
                left_at_expected: volume
                    .and_then(|volume| Some(headroom(x, volume)?.min(volume - n))),
                ..Room::default()
            }
        }
        Side::Lower(low) => {
            let headroom = |x: i128, n: i128| Some(x - fewest_of(&low, n)?);
            let now = headroom(x, n);
            Room {
                headroom: now,
                arrivals: if is_met(now) { arrivals_above(&low, x, n) } else { Arrivals::None },
                recovery: if is_met(now) { Some(0) } else { recovery_above(&low, x, n) },
                after_coming: coming.and_then(|coming| headroom(x, n + coming)),
                // As many good ones as would be there if all still to come were good.
                left_at_expected: volume
                    .and_then(|volume| Some(headroom(x + volume - n, volume)?.min(volume - n))),
                ..Room::default()
            }
        }
    };
    if n == 0 {
        room.reason = Some(Reason::NoCases);
    } else if room.least().is_none() {
        room.reason = Some(Reason::OutOfReach);
    } else if is_too_low {
        room.reason = Some(Reason::ExpectedBelowPresent);
    }
    room
}

/// The room of a count. A further case adds one: it is bad under an upper limit and good under a
/// lower one.
pub(crate) fn of_count(value: u64, demand: Demand<'_>) -> Room {
    let x = i128::from(value);
    let least = |low: &Edge| least_from(&low.value, low.inclusive).max(0);
    let most = |high: &Edge| greatest_to(&high.value, high.inclusive);
    let side = match Side::of(demand.span()) {
        // A count is never below zero, so that `= 0` is a limit from one side.
        Side::Both(low, high) if least(&low) == 0 && most(&high) == 0 => Side::Upper(high),
        side => side,
    };
    match side {
        Side::Neither => Room::none(Reason::NoDirection),
        Side::Both(low, high) if least(&low) > most(&high) => Room::none(Reason::OutOfReach),
        Side::Both(low, high) => Room {
            down: Some(x - least(&low)),
            up: Some(most(&high).saturating_sub(x)),
            reason: Some(Reason::TwoSided),
            ..Room::default()
        },
        Side::Upper(high) if most(&high) < 0 => Room::none(Reason::OutOfReach),
        Side::Upper(high) => {
            let headroom = most(&high).saturating_sub(x);
            let is_met = headroom >= 0;
            Room {
                headroom: Some(headroom),
                arrivals: if is_met { Arrivals::Count(headroom) } else { Arrivals::None },
                recovery: is_met.then_some(0),
                ..Room::default()
            }
        }
        Side::Lower(low) => {
            let headroom = x - least(&low);
            Room {
                headroom: Some(headroom),
                arrivals: if headroom >= 0 { Arrivals::Unlimited } else { Arrivals::None },
                recovery: Some((-headroom).max(0)),
                ..Room::default()
            }
        }
    }
}

/// The slack of a mean of `cases` values with this sum, or of a total with one case: how far the
/// sum is on the good side of what the limit asks for; the smaller distance of a range. Below
/// zero it is missed; at zero it is met only where the limit itself is.
pub(crate) fn slack(sum: &Exact, cases: u64, demand: Demand<'_>) -> Option<Exact> {
    let asked = |edge: Edge| edge.value * Exact::from(cases);
    if cases == 0 {
        return None;
    }
    match Side::of(demand.span()) {
        Side::Neither => None,
        Side::Upper(high) => Some(&asked(high) - sum),
        Side::Lower(low) => Some(sum - &asked(low)),
        Side::Both(low, high) => Some((sum - &asked(low)).min(&asked(high) - sum)),
    }
}

fn is_met(headroom: Option<i128>) -> bool {
    headroom.is_some_and(|headroom| headroom >= 0)
}

/// The most of `n` cases that may be in the numerator, if any number may; none of no cases.
pub(super) fn most_of(high: &Edge, n: i128) -> Option<i128> {
    let most = match high.value.floor_of_times(n) {
        Some((floor, is_whole)) => near(floor.saturating_sub((is_whole && !high.inclusive).into())),
        None => greatest_to(&(&high.value * &Exact::from(n)), high.inclusive),
    };
    (n > 0 && most >= 0).then_some(most.min(n))
}

/// The fewest of `n` cases that have to be in the numerator, if any number will do.
pub(super) fn fewest_of(low: &Edge, n: i128) -> Option<i128> {
    let fewest = match low.value.floor_of_times(n) {
        Some((floor, is_whole)) => {
            near(floor.saturating_add((!(is_whole && low.inclusive)).into()))
        }
        None => least_from(&(&low.value * &Exact::from(n)), low.inclusive),
    };
    (n > 0 && fewest <= n).then_some(fewest.max(0))
}

/// How many further cases of the numerator a met upper limit bears: the largest j with
/// (x + j) / (n + j) still below it.
pub(super) fn arrivals_below(high: &Edge, x: i128, n: i128) -> Arrivals {
    let good_share = Exact::ONE - &high.value;
    let spare = &high.value * &Exact::from(n) - Exact::from(x);
    if good_share.signum() <= 0 {
        return Arrivals::Unlimited;
    }
    let bears = spare.checked_div(&good_share).unwrap_or(Exact::ZERO);
    Arrivals::Count(greatest_to(&bears, high.inclusive))
}

/// How many further cases outside the numerator a met lower limit bears: the largest j with
/// x / (n + j) still above it.
pub(super) fn arrivals_above(low: &Edge, x: i128, n: i128) -> Arrivals {
    match Exact::from(x).checked_div(&low.value) {
        Some(volume) if low.value.signum() > 0 => {
            Arrivals::Count(greatest_to(&(volume - Exact::from(n)), low.inclusive))
        }
        _ => Arrivals::Unlimited,
    }
}

/// The fewest further cases outside the numerator that bring x / (n + k) below a limit that is
/// not met.
pub(super) fn recovery_below(high: &Edge, x: i128, n: i128) -> Option<i128> {
    let at_least = i128::from(n == 0);
    match high.value.signum() {
        0 => (high.inclusive && x == 0).then_some(at_least),
        1 => {
            let volume = Exact::from(x).checked_div(&high.value)? - Exact::from(n);
            Some(least_from(&volume, high.inclusive).max(at_least))
        }
        _ => None,
    }
}

/// The fewest further cases of the numerator that bring (x + k) / (n + k) above a limit that is
/// not met.
pub(super) fn recovery_above(low: &Edge, x: i128, n: i128) -> Option<i128> {
    let at_least = i128::from(n == 0);
    let bad_share = Exact::ONE - &low.value;
    match bad_share.signum() {
        0 => (low.inclusive && x == n).then_some(at_least),
        1 => {
            let missing = &low.value * &Exact::from(n) - Exact::from(x);
            let needed = missing.checked_div(&bad_share)?;
            Some(least_from(&needed, low.inclusive).max(at_least))
        }
        _ => None,
    }
}

/// The largest integer up to a limit.
fn greatest_to(limit: &Exact, inclusive: bool) -> i128 {
    saturated(&if inclusive { limit.floor() } else { limit.ceil() - Exact::ONE })
}

/// The smallest integer from a limit on.
fn least_from(limit: &Exact, inclusive: bool) -> i128 {
    saturated(&if inclusive { limit.ceil() } else { limit.floor() + Exact::ONE })
}

/// A whole number in 64 bits more than any count has: limits may be written with any number of
/// digits, and what lies beyond is beyond every count.
fn saturated(whole: &Exact) -> i128 {
    let far = if whole.signum() < 0 { -FAR } else { FAR };
    whole.to_integer().map_or(far, near)
}

/// A whole number that is not beyond that.
fn near(whole: i128) -> i128 {
    whole.clamp(-FAR, FAR)
}
