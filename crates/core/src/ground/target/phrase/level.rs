//! Phrases that name a level: `< 1.5%`, `từ 12 đến dưới 15`, `100 ± 5`, `zero major findings`.

use super::super::Comparator::{self, AtLeast, AtMost, Equal, Less, More};
use super::super::units::is_time;
use super::super::{Bound, Edge, Scale};
use super::cursor::Cursor;
use super::faults::Refusal;
use super::tokens::Token;
use super::value::{Value, difference, pure, scale, value};
use super::vocabulary::{
    AFTER, ASPIRING, BEFORE, CLAIMING, DOWN_TO, FILLERS, FROM, LOWERING, NONE, ORDINAL, OUTSIDE,
    RAISING, SINCE, TO, UP_TO,
};
use crate::ground::exact::Exact;

/// A level as it was read.
pub(super) type Level = (Bound, Scale);

/// The level that the tokens name.
pub(super) fn level(tokens: &[Token]) -> Result<Level, Refusal> {
    if let Some(none) = none(tokens) {
        return Ok(none);
    }
    Reader { cursor: Cursor::new(tokens), manner: Manner::Plain }.phrase()
}

/// How a phrase says the figure, where it says no more than a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manner {
    Plain,
    /// `đạt 80%`: at least, in practice; exactly, by the words.
    Claimed,
    /// `phấn đấu 80%`: to be reached, and more is welcome.
    Aspired,
    /// `giảm xuống còn 80%`.
    Lowered,
}

struct Reader<'a> {
    cursor: Cursor<'a>,
    manner: Manner,
}

/// `không có khiếu nại`, `no complaints`: none of what is named.
fn none(tokens: &[Token]) -> Option<Level> {
    let mut cursor = Cursor::new(tokens);
    while cursor.entry(&FILLERS).is_some() {}
    let word = cursor.entry(&NONE)?;
    let named = if cursor.is_empty() { Some(Scale::Number) } else { scale(&mut cursor) };
    let is_list = cursor.sign(',')
        && cursor
            .tokens
            .iter()
            .all(|token| matches!(token, Token::Word { .. } | Token::Other(',')));
    let scale = match named {
        Some(scale) if cursor.is_empty() => scale,
        Some(_) if is_list => Scale::Number,
        _ => return None,
    };
    // `không` before anything else only denies it.
    (word != "không" || scale == Scale::Number).then(|| (Bound::limit(Equal, Exact::ZERO), scale))
}

impl Reader<'_> {
    fn phrase(&mut self) -> Result<Level, Refusal> {
        self.manner();
        let read = if self.cursor.entry(&OUTSIDE).is_some() {
            self.outside()
        } else if let Some(interval) = self.interval() {
            interval
        } else {
            self.comparison()
        };
        let level = read?;
        self.end(level)
    }

    /// Takes what comes first and names no value.
    fn manner(&mut self) {
        if let Some(manner) = self.cursor.attempt(moved_to) {
            self.manner = manner;
        }
        loop {
            if self.cursor.entry(&ASPIRING).is_some() {
                self.manner = Manner::Aspired;
            } else if self.cursor.entry(&CLAIMING).is_some() {
                if self.manner == Manner::Plain {
                    self.manner = Manner::Claimed;
                }
            } else if self.cursor.entry(&FILLERS).is_none() {
                break;
            }
        }
    }

    fn comparison(&mut self) -> Result<Level, Refusal> {
        let _ = self.cursor.entry(&["trong khoảng", "trong phạm vi", "in the range of"]);
        let in_symbols = matches!(self.cursor.tokens.first(), Some(Token::Symbol(_)));
        let mut before = self.comparator();
        let is_from = self.cursor.entry(&FROM).is_some();
        if is_from && before.is_none() {
            before = self.comparator();
        }
        if matches!(before, None | Some(AtMost)) && self.cursor.sign('±') {
            return self.around_zero();
        }
        let low = value(&mut self.cursor)?;
        if before.is_none() && self.cursor.sign('±') {
            return self.around(&low);
        }
        if let Some(inclusive) = self.before_variable() {
            let before = if inclusive { AtLeast } else { More };
            let high = self.comparator().filter(|high| matches!(high, Less | AtMost));
            return self.upper(Some(before), low, high.ok_or(Refusal::Unreadable)?);
        }
        let after = self.cursor.entry_of(&AFTER);
        if after.is_none() && self.range_mark(is_from) {
            let high = self.comparator().unwrap_or(AtMost);
            return self.upper(before, low, high);
        }
        let Value { figure, scale, .. } = low;
        let scale = scale.unwrap_or(Scale::Number);
        let readings =
            |comparators: &[Comparator]| Err(Refusal::readings(&figure, &scale, comparators));
        if let (Some(before), Some(_), Scale::Unit(unit)) = (before, after, &scale)
            && is_ordinal(unit)
        {
            // `ít nhất 01 đề tài đạt giải nhì trở lên`: the end belongs to the prize.
            let level = Bound::limit(before, figure).canonical(&Scale::Number);
            return Err(Refusal::Beyond { level });
        }
        let comparator = match (before, after.or_else(|| self.after_at_the_end())) {
            (Some(before), Some(after)) if before != after => return readings(&[before, after]),
            (Some(comparator), _) | (None, Some(comparator)) => comparator,
            (None, None) if is_from => return readings(&[AtLeast]),
            (None, None) if is_everything_or_nothing(&figure, &scale) => Equal,
            (None, None) => match self.manner {
                Manner::Aspired => AtLeast,
                Manner::Claimed => return readings(&[AtLeast, Equal]),
                Manner::Lowered => return readings(&[AtMost, Equal]),
                Manner::Plain => return readings(&[AtLeast, AtMost, Equal]),
            },
        };
        if scale == Scale::OneTo && !in_symbols {
            // At most one of twenty, or at most twenty to one?
            match comparator {
                AtMost => return readings(&[AtMost, AtLeast]),
                Less => return readings(&[Less, More]),
                _ => {}
            }
        }
        Ok((Bound::limit(comparator, pure(&figure, &scale)), scale))
    }

    /// The rest of a range from its upper end on.
    fn upper(
        &mut self,
        before: Option<Comparator>,
        low: Value,
        high: Comparator,
    ) -> Result<Level, Refusal> {
        let low_inclusive = match before {
            None | Some(AtLeast) => true,
            Some(More) => false,
            Some(_) => return Err(Refusal::Unreadable),
        };
        let high_inclusive = match high {
            AtMost => true,
            Less => false,
            _ => return Err(Refusal::Unreadable),
        };
        let high = value(&mut self.cursor)?;
        range(low, low_inclusive, &high, high_inclusive)
    }

    /// `outside 5..10`, `ngoài khoảng từ 5 đến 10`.
    fn outside(&mut self) -> Result<Level, Refusal> {
        let (bound, scale) = match self.interval() {
            Some(interval) => interval?,
            None => self.comparison()?,
        };
        let (low, high) = bound.as_range().ok_or(Refusal::Unreadable)?;
        let outside = Bound::outside(low.clone(), high.clone());
        Ok((outside.ok_or(Refusal::EmptyRange)?, scale))
    }

    /// `[12; 15)`.
    fn interval(&mut self) -> Option<Result<Level, Refusal>> {
        self.cursor.attempt(|cursor| {
            let low_inclusive = cursor.sign('[');
            if !low_inclusive && !cursor.sign('(') {
                return None;
            }
            let low = value(cursor).ok()?;
            let is_interval = cursor.sign(';') || cursor.sign(',') || cursor.words("..");
            let high = is_interval.then(|| value(cursor))?.ok()?;
            let high_inclusive = cursor.sign(']');
            if !high_inclusive && !cursor.sign(')') {
                return None;
            }
            Some(range(low, low_inclusive, &high, high_inclusive))
        })
    }

    /// `±10%`.
    fn around_zero(&mut self) -> Result<Level, Refusal> {
        let Value { figure, scale, .. } = value(&mut self.cursor)?;
        let scale = scale.unwrap_or(Scale::Number);
        let width = pure(&figure, &scale);
        let bound = around(&Exact::ZERO, &width).ok_or(Refusal::EmptyRange)?;
        Ok((bound, scale))
    }

    /// `100 ± 5`, `100 ± 10%`.
    fn around(&mut self, middle: &Value) -> Result<Level, Refusal> {
        let width = value(&mut self.cursor)?;
        let is_difference = width.scale.is_none() && difference(&mut self.cursor);
        let is_percent = width.scale == Some(Scale::Percent);
        let share = is_percent.then(|| &middle.figure * &pure(&width.figure, &Scale::Percent));
        let bound = |scale: &Scale, width: &Exact| {
            around(&middle.pure(scale), &pure(width, scale)).ok_or(Refusal::EmptyRange)
        };
        let (scale, width) = match (middle.scale.clone(), width.scale, share) {
            (Some(Scale::Percent), None, _) if is_difference => (Scale::Percent, width.figure),
            _ if is_difference => return Err(Refusal::MixedScales),
            (Some(Scale::Percent), _, Some(share)) => {
                let readings =
                    [bound(&Scale::Percent, &width.figure)?, bound(&Scale::Percent, &share)?];
                let [points, share] = readings;
                if points == share {
                    return Ok((points, Scale::Percent)); // of 100% both are the same
                }
                let readings = [points, share].map(|bound| bound.canonical(&Scale::Percent));
                return Err(Refusal::Readings(readings.into()));
            }
            (Some(scale), _, Some(_)) if scale.is_share() => return Err(Refusal::MixedScales),
            (scale, _, Some(share)) => (scale.unwrap_or(Scale::Number), share),
            (None, scale, None) => (scale.unwrap_or(Scale::Number), width.figure),
            (Some(scale), Some(other), None) if scale == other => (scale, width.figure),
            (Some(_), _, None) => return Err(Refusal::MixedScales),
        };
        Ok((bound(&scale, &width)?, scale))
    }

    /// A comparator in symbols or words.
    fn comparator(&mut self) -> Option<Comparator> {
        if let [Token::Symbol(symbol), ..] = self.cursor.tokens {
            let comparator = Comparator::of_symbol(symbol)?;
            self.cursor.skip(1);
            return Some(comparator);
        }
        self.cursor.entry_of(&BEFORE)
    }

    /// The `<=` and the `x` of `12 <= x < 15`: whether the lower end belongs to the range.
    fn before_variable(&mut self) -> Option<bool> {
        self.cursor.attempt(|cursor| {
            let [Token::Symbol(symbol @ ("<" | "<=")), variable, ..] = cursor.tokens else {
                return None;
            };
            let is_variable = ["x", "v", "giá", "value"].iter().any(|name| variable.is_word(name));
            cursor.skip(2);
            let _ = cursor.words("trị");
            is_variable.then_some(*symbol == "<=")
        })
    }

    /// What stands between the ends of a range.
    fn range_mark(&mut self, is_from: bool) -> bool {
        if let [Token::Symbol(".." | "-"), ..] = self.cursor.tokens {
            self.cursor.skip(1);
            return true;
        }
        self.cursor.entry(&TO).is_some()
            || is_from && self.cursor.entry(&["and", "và", "dan"]).is_some()
    }

    /// A comparator at the very end, after words that say of what: `100% chỉ tiêu trở lên`.
    fn after_at_the_end(&self) -> Option<Comparator> {
        let tokens = self.cursor.tokens;
        (0..tokens.len()).find_map(|start| {
            let mut ahead = Cursor::new(tokens.get(start..)?);
            ahead.entry_of(&AFTER).filter(|_| ahead.is_empty())
        })
    }

    /// Refuses what is left, but for the words that say from when a time is counted.
    fn end(&mut self, (bound, scale): Level) -> Result<Level, Refusal> {
        let is_plain = |tokens: &[Token]| {
            tokens.iter().all(|token| {
                matches!(
                    token,
                    Token::Word { .. } | Token::Other(',' | ';' | '.' | ':' | '/' | '(' | ')')
                )
            })
        };
        if self.cursor.is_empty() {
            return Ok((bound, scale));
        }
        let is_of_time = matches!(&scale, Scale::Unit(unit) if is_time(unit));
        if is_of_time && self.cursor.entry(&SINCE).is_some() && is_plain(self.cursor.tokens) {
            return Ok((bound, scale));
        }
        let is_difference = difference(&mut self.cursor.clone());
        Err(if is_plain(self.cursor.tokens) && !is_difference {
            Refusal::Beyond { level: bound.canonical(&scale) }
        } else {
            Refusal::Unreadable
        })
    }
}

/// `giảm tỷ lệ … xuống`, `reduce the rate to`: a level follows.
fn moved_to(cursor: &mut Cursor<'_>) -> Option<Manner> {
    let (manner, marks): (_, &[&str]) = if cursor.entry(&LOWERING).is_some() {
        (Manner::Lowered, &DOWN_TO)
    } else if cursor.entry(&RAISING).is_some() {
        (Manner::Claimed, &UP_TO)
    } else {
        return None;
    };
    loop {
        if cursor.entry(marks).is_some() {
            return Some(manner);
        }
        // `up to` limits a change.
        if cursor.begins_with("up to") || !matches!(cursor.tokens.first(), Some(Token::Word { .. }))
        {
            return None;
        }
        cursor.skip(1);
    }
}

fn range(
    low: Value,
    low_inclusive: bool,
    high: &Value,
    high_inclusive: bool,
) -> Result<Level, Refusal> {
    let (low, scale) = low.sharing(high)?;
    let edge = |value: &Value, inclusive| Edge { value: value.pure(&scale), inclusive };
    let bound = Bound::range(edge(&low, low_inclusive), edge(high, high_inclusive));
    Ok((bound.ok_or(Refusal::EmptyRange)?, scale))
}

fn around(middle: &Exact, width: &Exact) -> Option<Bound> {
    let edge = |value| Edge { value, inclusive: true };
    Bound::range(edge(middle - width), edge(middle + width))
}

/// Whether a unit speaks of ranks and classes.
fn is_ordinal(unit: &str) -> bool {
    unit.split(' ').any(|word| ORDINAL.contains(&word))
}

/// `100%` and `0` alone are targets; `80%` alone may be meant as a lower limit, an upper one, or
/// exactly.
fn is_everything_or_nothing(figure: &Exact, scale: &Scale) -> bool {
    figure.is_zero() || *scale == Scale::Percent && *figure == Exact::from(100)
}
