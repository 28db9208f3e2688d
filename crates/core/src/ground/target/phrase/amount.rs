//! By how much something is to change: `ít nhất 5%`, `3 điểm phần trăm`, `10 - 13%`, `30 lần`.

use super::super::Comparator::{self, AtLeast, AtMost, Equal, Less, More, NotEqual};
use super::super::{Bound, Edge, Scale};
use super::ChangeIn;
use super::cursor::Cursor;
use super::faults::Refusal;
use super::tokens::Token;
use super::value::{Value, difference, figure, value};
use super::vocabulary::{BEFORE, TO};
use crate::ground::exact::Exact;

/// Which way a change goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    Up,
    Down,
    /// The sign stands before the figure: `change >= -5%`.
    Signed,
    /// Nothing says: `15% improvement`.
    Unsaid,
}

/// By how much.
pub(super) struct Amount {
    pub(super) low: Exact,
    /// The upper end of a range, and whether it belongs to it.
    pub(super) high: Option<(Exact, bool)>,
    pub(super) measured: ChangeIn,
    pub(super) scale: Scale,
}

/// `higher than`: a direction and the mark of its base.
pub(super) const WITH_THAN: [&str; 20] = [
    "higher than",
    "lower than",
    "not higher than",
    "not lower than",
    "no lower than",
    "no higher than",
    "more than",
    "less than",
    "fewer than",
    "greater than",
    "above",
    "below",
    "cao hơn",
    "thấp hơn",
    "không cao hơn",
    "không thấp hơn",
    "nhiều hơn",
    "ít hơn",
    "lớn hơn",
    "nhỏ hơn",
];

/// A comparator in symbols or words.
pub(super) fn comparison(cursor: &mut Cursor<'_>) -> Option<Comparator> {
    if let [Token::Symbol(symbol), ..] = cursor.tokens {
        let comparator = Comparator::of_symbol(symbol)?;
        cursor.skip(1);
        return Some(comparator);
    }
    if cursor.begins_with("trong khoảng") {
        return None; // a range follows
    }
    cursor.attempt(|cursor| {
        // `higher than` compares with the base, unless a figure follows.
        let is_direction = Cursor::new(cursor.tokens).entry(&WITH_THAN).is_some();
        let comparator = cursor.entry_of(&BEFORE)?;
        let has_figure = matches!(cursor.tokens.first(), Some(Token::Figure(_)));
        (has_figure || !is_direction).then_some(comparator)
    })
}

/// A figure, or a range of two.
pub(super) fn amount(
    cursor: &mut Cursor<'_>,
    before: Option<Comparator>,
    is_between: bool,
) -> Option<Result<Amount, Refusal>> {
    let low = match part(cursor) {
        Ok(low) => low,
        Err(Refusal::Unreadable) => return None,
        Err(refusal) => return Some(Err(refusal)),
    };
    // `20% đến ngày 31/12/2025` is no range.
    match cursor.attempt(|cursor| upper(cursor, is_between)) {
        Some(Ok((high, inclusive))) if matches!(before, None | Some(More)) => {
            Some(range(low, &high, inclusive))
        }
        Some(Ok(_)) => None,
        Some(Err(refusal)) => Some(Err(refusal)),
        None => {
            let (scale, measured) = low.kind();
            Some(Ok(Amount { low: low.value.pure(&scale), high: None, measured, scale }))
        }
    }
}

/// The upper end of a range, and whether it belongs to it.
fn upper(cursor: &mut Cursor<'_>, is_between: bool) -> Option<Result<(Part, bool), Refusal>> {
    let is_range = if let [Token::Symbol(".." | "-"), ..] = cursor.tokens {
        cursor.skip(1);
        true
    } else {
        cursor.entry(&TO).is_some() || is_between && cursor.entry(&["and", "và"]).is_some()
    };
    let inclusive = match is_range.then(|| comparison(cursor))? {
        None | Some(AtMost) => true,
        Some(Less) => false,
        Some(_) => return None,
    };
    match part(cursor) {
        Ok(high) => Some(Ok((high, inclusive))),
        Err(Refusal::Unreadable) => None,
        Err(refusal) => Some(Err(refusal)),
    }
}

fn range(low: Part, high: &Part, inclusive: bool) -> Result<Amount, Refusal> {
    let (scale, measured) = high.kind();
    let low = match (low.is_difference, high.is_difference) {
        (true, true) => low.value,
        // `3 - 5 điểm phần trăm`
        (false, true) if low.value.scale.is_none() => low.value,
        (false, false) => low.value.sharing(&high.value)?.0,
        _ => return Err(Refusal::MixedScales),
    };
    let high = (high.value.pure(&scale), inclusive);
    Ok(Amount { low: low.pure(&scale), high: Some(high), measured, scale })
}

/// A figure with its scale, and whether it is of percentage points.
struct Part {
    value: Value,
    is_difference: bool,
}

impl Part {
    fn kind(&self) -> (Scale, ChangeIn) {
        match &self.value.scale {
            _ if self.is_difference => (Scale::Percent, ChangeIn::Points),
            Some(Scale::Percent) => (Scale::Percent, ChangeIn::Percent),
            Some(scale) => (scale.clone(), ChangeIn::Points),
            None => (Scale::Number, ChangeIn::Points),
        }
    }
}

fn part(cursor: &mut Cursor<'_>) -> Result<Part, Refusal> {
    let value = value(cursor)?;
    if matches!(value.scale, Some(Scale::PointsOutOf(_))) {
        return Err(Refusal::Unreadable); // `giảm 1/3` is a fraction
    }
    let is_difference = value.scale.is_none() && difference(cursor);
    Ok(Part { value, is_difference })
}

/// A number and `lần` or `times`, or one word for both.
pub(super) fn times(cursor: &mut Cursor<'_>, is_multiple: bool) -> Option<Exact> {
    if let Some(many) =
        cursor.entry_of(&[("twice", 2), ("double", 2), ("triple", 3), ("thrice", 3)])
    {
        return Some(Exact::from(many));
    }
    cursor.attempt(|cursor| {
        if is_multiple && cursor.words("đôi") {
            return Some(Exact::from(2));
        }
        let (many, _) = figure(cursor).ok()?;
        let is_said = cursor.entry(&["lần", "times"]).is_some();
        (is_said || is_multiple).then_some(many)
    })
}

/// The bound on a rise of this amount; `tăng 5%` is met by more.
pub(super) fn bound(comparator: Option<Comparator>, amount: &Amount) -> Result<Bound, Refusal> {
    let Some((high, inclusive)) = &amount.high else {
        return Ok(Bound::limit(comparator.unwrap_or(AtLeast), amount.low.clone()));
    };
    let low = Edge { value: amount.low.clone(), inclusive: comparator != Some(More) };
    let high = Edge { value: high.clone(), inclusive: *inclusive };
    Bound::range(low, high).ok_or(Refusal::EmptyRange)
}

/// The bound on a change whose negative meets the given one.
pub(super) fn mirrored(bound: &Bound) -> Bound {
    if let Some((comparator, limit)) = bound.as_comparison() {
        let comparator = match comparator {
            Less => More,
            AtMost => AtLeast,
            AtLeast => AtMost,
            More => Less,
            Equal => Equal,
            NotEqual => NotEqual,
        };
        return Bound::limit(comparator, -limit);
    }
    let edge = |edge: &Edge| Edge { value: -&edge.value, inclusive: edge.inclusive };
    bound
        .as_range()
        .and_then(|(low, high)| Bound::range(edge(high), edge(low)))
        .unwrap_or_else(|| bound.clone())
}
