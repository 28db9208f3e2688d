//! Phrases that name a level.

use super::super::figure::{Unread, read_figure};
use super::super::scale::{ends_unit, known_unit};
use super::super::{Bound, Comparator, Edge, Scale};
use super::faults::{self, Refusal};
use super::tokens::{Token, tokens};
use super::vocabulary::{AFTER, BEFORE, FILLERS};
use crate::ground::exact::Exact;
use crate::ground::problem::Problem;

/// Longer phrases are no targets.
const LONGEST_PHRASE: usize = 400;

impl Bound {
    /// Reads a target phrase, in symbols or in Vietnamese or English words, and the scale it is
    /// written in.
    ///
    /// ```
    /// use quality_objectives::{Bound, Scale};
    ///
    /// for (phrase, canonical) in [
    ///     ("< 1,5%", "< 1.5%"),
    ///     ("từ 25% trở lên", ">= 25%"),
    ///     ("55% ÷ 60%", "55%..60%"),
    ///     ("not more than 14 working days", "<= 14 working days"),
    ///     ("<= 10 per 1000", "<= 10 per 1000"),
    /// ] {
    ///     let (bound, scale) = Bound::parse(phrase).unwrap();
    ///     assert_eq!(bound.canonical(&scale), canonical);
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// A phrase with more than one reading is refused, and the help offers the readings. So are
    /// comparisons with another value, dates, and several conditions in one phrase.
    ///
    /// ```
    /// use quality_objectives::Bound;
    ///
    /// let problem = Bound::parse("tối thiểu 3.000 lượt").unwrap_err();
    /// assert_eq!(problem.code, "target-ambiguous");
    /// assert_eq!(problem.help.as_deref(), Some("write `3.0000` or `3000`, whichever is meant"));
    /// ```
    pub fn parse(phrase: &str) -> Result<(Self, Scale), Problem> {
        let found = if phrase.len() > LONGEST_PHRASE { Vec::new() } else { tokens(phrase) };
        let mut reader = Reader { tokens: &found };
        reader.phrase().map_err(|refusal| refusal.into_problem(phrase, &found))
    }
}

/// What is still to be read.
struct Reader<'a> {
    tokens: &'a [Token],
}

/// A figure and the scale written behind it.
struct Value {
    figure: Exact,
    scale: Option<Scale>,
}

impl Reader<'_> {
    fn phrase(&mut self) -> Result<(Bound, Scale), Refusal> {
        while self.entry(&FILLERS).is_some() {}
        let mut before = self.comparator();
        let is_from = self.entry(&["từ", "from", "between"]).is_some();
        if is_from && before.is_none() {
            before = self.comparator();
        }
        let low = self.value()?;
        let after = self.entry_of(&AFTER);
        if after.is_none() && self.range_mark(is_from) {
            return self.rest_of_range(before, low);
        }
        self.end()?;
        let Value { figure, scale } = low;
        let scale = scale.unwrap_or(Scale::Number);
        let comparator = match (before, after) {
            (Some(before), Some(after)) if before != after => {
                return Err(Refusal::readings(&figure, &scale, &[before, after]));
            }
            (Some(comparator), _) | (None, Some(comparator)) => comparator,
            (None, None) if is_from => {
                return Err(Refusal::readings(&figure, &scale, &[Comparator::AtLeast]));
            }
            (None, None) if is_everything_or_nothing(&figure, &scale) => Comparator::Equal,
            (None, None) => {
                let readings = [Comparator::AtLeast, Comparator::AtMost, Comparator::Equal];
                return Err(Refusal::readings(&figure, &scale, &readings));
            }
        };
        Ok((Bound::limit(comparator, over_factor(&figure, &scale)), scale))
    }

    /// The upper end of a range, after its mark.
    fn rest_of_range(
        &mut self,
        before: Option<Comparator>,
        low: Value,
    ) -> Result<(Bound, Scale), Refusal> {
        let low_inclusive = match before {
            None | Some(Comparator::AtLeast) => true,
            Some(Comparator::More) => false,
            Some(_) => return Err(Refusal::Unreadable),
        };
        let high_inclusive = match self.comparator() {
            None | Some(Comparator::AtMost) => true,
            Some(Comparator::Less) => false,
            Some(_) => return Err(Refusal::Unreadable),
        };
        let high = self.value()?;
        self.end()?;
        let scale = match (low.scale, high.scale) {
            (Some(low), Some(high)) if low != high => return Err(Refusal::MixedScales),
            // `55 ÷ 60%` is common, `55% ÷ 60` is a slip.
            (Some(_), None) => return Err(Refusal::MixedScales),
            (_, scale) => scale.unwrap_or(Scale::Number),
        };
        let edge =
            |figure: &Exact, inclusive| Edge { value: over_factor(figure, &scale), inclusive };
        let range =
            Bound::range(edge(&low.figure, low_inclusive), edge(&high.figure, high_inclusive));
        Ok((range.ok_or(Refusal::EmptyRange)?, scale))
    }

    /// A comparator in symbols or words.
    fn comparator(&mut self) -> Option<Comparator> {
        if let [Token::Symbol(symbol), rest @ ..] = self.tokens {
            let comparator = match *symbol {
                "<" => Comparator::Less,
                "<=" => Comparator::AtMost,
                ">=" => Comparator::AtLeast,
                ">" => Comparator::More,
                "=" => Comparator::Equal,
                "<>" => Comparator::NotEqual,
                _ => return None,
            };
            self.tokens = rest;
            return Some(comparator);
        }
        self.entry_of(&BEFORE)
    }

    /// What stands between the ends of a range.
    fn range_mark(&mut self, is_from: bool) -> bool {
        if let [Token::Symbol(".." | "-"), rest @ ..] = self.tokens {
            self.tokens = rest;
            return true;
        }
        let words: &[&str] =
            if is_from { &["đến", "tới", "to", "and"] } else { &["đến", "tới", "to"] };
        self.entry(words).is_some()
    }

    /// A figure with its sign and scale.
    fn value(&mut self) -> Result<Value, Refusal> {
        let is_negative = matches!(self.tokens, [Token::Symbol("-"), ..]);
        if is_negative {
            self.skip(1);
        }
        let [Token::Figure(written), rest @ ..] = self.tokens else {
            return Err(Refusal::Unreadable);
        };
        self.tokens = rest;
        let figure = read_figure(written).map_err(|unread| match unread {
            Unread::Malformed => Refusal::Malformed(written.clone()),
            Unread::Ambiguous(decimal, whole) => {
                Refusal::AmbiguousFigure { written: written.clone(), decimal, whole }
            }
        })?;
        let figure = if is_negative { -figure } else { figure };
        Ok(Value { figure, scale: self.scale() })
    }

    /// The scale behind a figure, if one is written.
    fn scale(&mut self) -> Option<Scale> {
        match self.tokens {
            [Token::Symbol("%"), rest @ ..] => {
                self.tokens = rest;
                return Some(Scale::Percent);
            }
            [Token::Symbol("‰"), rest @ ..] => {
                self.tokens = rest;
                return Some(Scale::PerMille);
            }
            _ => {}
        }
        if let [Token::Word { lower, .. }, Token::Figure(number), rest @ ..] = self.tokens
            && matches!(lower.as_str(), "per" | "phần")
            && let Some(scale) = Scale::per(number)
        {
            self.tokens = rest;
            return Some(scale);
        }
        let is_difference = |entry| faults::begins_with(self.tokens, entry);
        if is_difference("percentage") || is_difference("điểm phần") {
            return None; // left where the end is expected, and refused as a comparison
        }
        if self.entry(&["percent", "per cent", "phần trăm"]).is_some() {
            return Some(Scale::Percent);
        }
        if self.entry(&["per mille", "phần nghìn", "phần ngàn"]).is_some() {
            return Some(Scale::PerMille);
        }
        if self.entry(&["per million", "phần triệu", "ppm"]).is_some() {
            return Some(Scale::PerMillion);
        }
        if self.entry(&["per thousand"]).is_some() {
            return Some(Scale::Per(1000));
        }
        if self.entry(&["points", "point", "điểm"]).is_some() {
            return Some(Scale::Points);
        }
        self.unit()
    }

    /// A unit in words: the longest one that is known, or else all words up to one that cannot
    /// be part of a unit.
    fn unit(&mut self) -> Option<Scale> {
        let words: Vec<&str> = self
            .tokens
            .iter()
            .map_while(|token| match token {
                Token::Word { lower, written } if !ends_unit(lower) => Some(written.as_str()),
                _ => None,
            })
            .collect();
        let known = (1..=words.len().min(3)).rev().find_map(|count| {
            let name = words.get(..count)?.join(" ");
            known_unit(&name).map(|unit| (count, Scale::Unit(unit.to_owned())))
        });
        let (count, scale) = match known {
            Some(known) => known,
            None => (words.len(), Scale::unit(&words.join(" "))?),
        };
        self.skip(count);
        Some(scale)
    }

    /// The first entry of the list that the rest begins with; it is taken.
    fn entry<'e>(&mut self, list: &[&'e str]) -> Option<&'e str> {
        let entry = list.iter().find(|entry| faults::begins_with(self.tokens, entry))?;
        self.skip(entry.split(' ').count());
        Some(entry)
    }

    /// What the first entry of the list means that the rest begins with; it is taken.
    fn entry_of(&mut self, list: &[(&str, Comparator)]) -> Option<Comparator> {
        let (entry, meaning) =
            list.iter().find(|(entry, _)| faults::begins_with(self.tokens, entry))?;
        self.skip(entry.split(' ').count());
        Some(*meaning)
    }

    fn skip(&mut self, count: usize) {
        self.tokens = self.tokens.get(count..).unwrap_or_default();
    }

    fn end(&self) -> Result<(), Refusal> {
        if self.tokens.is_empty() { Ok(()) } else { Err(Refusal::Unreadable) }
    }
}

/// `100%` and `0` alone are targets; `80%` alone may be meant as a lower limit, an upper one, or
/// exactly.
fn is_everything_or_nothing(figure: &Exact, scale: &Scale) -> bool {
    figure.is_zero() || *scale == Scale::Percent && *figure == Exact::from(100)
}

/// The pure number of a figure in a scale's units.
pub(super) fn over_factor(figure: &Exact, scale: &Scale) -> Exact {
    figure.checked_div(&Exact::from(scale.factor())).unwrap_or(Exact::ZERO)
}
