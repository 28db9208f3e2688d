//! Figures of a phrase with their units: `1,5%`, `five (5) working days`, `2 tỷ đồng`, `4.0/5.0`.

use super::super::Scale;
use super::super::figure::{Unread, read_figure};
use super::super::units::{ends_unit, is_currency, known_unit};
use super::cursor::Cursor;
use super::faults::Refusal;
use super::numbers::number_in_words;
use super::tokens::Token;
use crate::ground::exact::Exact;

/// A figure and the scale written behind it.
#[derive(Debug, Clone)]
pub(super) struct Value {
    pub(super) figure: Exact,
    pub(super) scale: Option<Scale>,
    /// Ten to this power times the figure is meant: `5 triệu`. Already in the figure.
    magnitude: Option<u8>,
}

/// Words for powers of ten behind a figure.
const MAGNITUDES: [(&str, u8); 12] = [
    ("nghìn tỷ", 12),
    ("ngàn tỷ", 12),
    ("nghìn", 3),
    ("ngàn", 3),
    ("triệu", 6),
    ("tỷ", 9),
    ("tỉ", 9),
    ("thousand", 3),
    ("million", 6),
    ("billion", 9),
    ("ribu", 3),
    ("juta", 6),
];

impl Value {
    /// The pure number.
    pub(super) fn pure(&self, scale: &Scale) -> Exact {
        pure(&self.figure, scale)
    }

    /// The lower end of a range whose upper end alone has the unit: `5 - 10 triệu đồng`.
    pub(super) fn sharing(mut self, high: &Self) -> Result<(Self, Scale), Refusal> {
        let scale = match (&self.scale, &high.scale) {
            (Some(low), Some(high)) if low != high => return Err(Refusal::MixedScales),
            // `55 ÷ 60%` is common, `55% ÷ 60` is a slip.
            (Some(_), None) => return Err(Refusal::MixedScales),
            (_, scale) => scale.clone().unwrap_or(Scale::Number),
        };
        if let (None, None, Some(power)) = (&self.scale, self.magnitude, high.magnitude) {
            self.figure = self.figure * Exact::power_of_ten(power);
        }
        Ok((self, scale))
    }
}

/// The pure number of a figure in a scale's units.
pub(super) fn pure(figure: &Exact, scale: &Scale) -> Exact {
    figure.checked_div(&Exact::from(scale.factor())).unwrap_or(Exact::ZERO)
}

/// The figure that comes next, with its sign and its scale.
pub(super) fn value(cursor: &mut Cursor<'_>) -> Result<Value, Refusal> {
    if let Some(many) = cursor.entry_of(&[("twice", 2), ("thrice", 3)]) {
        let scale = Some(Scale::Unit("times".to_owned()));
        return Ok(Value { figure: Exact::from(many), scale, magnitude: None });
    }
    let is_negative = cursor.sign('-');
    let currency = currency(cursor);
    let (figure, written) = figure(cursor)?;
    if cursor.entry(&["nửa", "rưỡi", "half", "and a half"]).is_some() {
        return Err(Refusal::Unreadable); // `một nửa` is not one
    }
    let signed = |figure: Exact| if is_negative { -figure } else { figure };
    if let Some(share) = one_to(cursor, written.as_deref())? {
        return Ok(Value { figure: signed(share), scale: Some(Scale::OneTo), magnitude: None });
    }
    if let Some(most) = out_of(cursor)? {
        let figure = signed(figure);
        if figure > Exact::from(most) {
            return Err(Refusal::AboveMost { most });
        }
        let scale = Some(Scale::PointsOutOf(most));
        return Ok(Value { figure, scale, magnitude: None });
    }
    let magnitude = cursor.entry_of(&MAGNITUDES);
    if magnitude.is_some() && cursor.entry_of(&MAGNITUDES).is_some() {
        return Err(Refusal::Unreadable); // `tỷ tỷ`: one of them may be a slip
    }
    let figure = match magnitude {
        Some(power) => figure * Exact::power_of_ten(power),
        None => figure,
    };
    let scale = match (currency, scale(cursor)) {
        (Some(code), None) => Some(Scale::Unit(code.to_owned())),
        (Some(_), Some(_)) => return Err(Refusal::MixedScales),
        (None, scale) => scale,
    };
    Ok(Value { figure: signed(figure), scale, magnitude })
}

/// A currency before the figure: `USD 1,500`.
fn currency(cursor: &mut Cursor<'_>) -> Option<&'static str> {
    let [first, Token::Figure(_), ..] = cursor.tokens else { return None };
    let code = match first {
        Token::Word { lower, .. } => known_unit(lower).filter(|code| is_currency(code))?,
        Token::Other('€') => "EUR",
        Token::Other('£') => "GBP",
        Token::Other('₫') => "VND",
        _ => return None,
    };
    cursor.skip(1);
    Some(code)
}

/// Digits, or a number in words, or one and in brackets the other: `five (5)`, `05 (năm)`.
/// What is written in digits is given back as well.
pub(super) fn figure(cursor: &mut Cursor<'_>) -> Result<(Exact, Option<String>), Refusal> {
    if let Some(digits) = bracketed(cursor, digits) {
        return digits;
    }
    let words = number_in_words(cursor).map(u64::from).map(Exact::from);
    let Some(words) = words else {
        let found = digits(cursor).ok_or(Refusal::Unreadable)??;
        let again = bracketed(cursor, number_in_words).map(u64::from).map(Exact::from);
        return match again {
            Some(again) if again != found.0 => Err(Refusal::TwoNumbers),
            _ => Ok(found),
        };
    };
    match bracketed(cursor, digits) {
        Some(again) if again.as_ref().is_ok_and(|(figure, _)| *figure != words) => {
            Err(Refusal::TwoNumbers)
        }
        Some(again) => again,
        None => Ok((words, None)),
    }
}

type Digits = Result<(Exact, Option<String>), Refusal>;

fn digits(cursor: &mut Cursor<'_>) -> Option<Digits> {
    let Some(Token::Figure(written)) = cursor.tokens.first() else { return None };
    cursor.skip(1);
    Some(match read_figure(written) {
        Ok(figure) => Ok((figure, Some(written.clone()))),
        Err(Unread::Malformed) => Err(Refusal::Malformed(written.clone())),
        Err(Unread::Ambiguous(decimal, whole)) => {
            Err(Refusal::AmbiguousFigure { written: written.clone(), decimal, whole })
        }
    })
}

fn bracketed<T>(
    cursor: &mut Cursor<'_>,
    read: impl FnOnce(&mut Cursor<'_>) -> Option<T>,
) -> Option<T> {
    cursor.attempt(|cursor| {
        let found = cursor.sign('(').then(|| read(cursor))??;
        cursor.sign(')').then_some(found)
    })
}

/// `:20` behind a one.
fn one_to(cursor: &mut Cursor<'_>, written: Option<&str>) -> Result<Option<Exact>, Refusal> {
    if written.is_none() || !cursor.sign(':') {
        return Ok(None);
    }
    let is_negative = cursor.sign('-');
    let (many, _) = digits(cursor).ok_or(Refusal::Unreadable)??;
    let many = if is_negative { -many } else { many };
    match Exact::ONE.checked_div(&many) {
        Some(share) if written == Some("1") => Ok(Some(share)),
        _ => Err(Refusal::Unreadable),
    }
}

/// `/5.0`, ` points out of 5`, `/5 điểm`, ` điểm trên thang 5`.
fn out_of(cursor: &mut Cursor<'_>) -> Result<Option<u64>, Refusal> {
    let most = cursor.attempt(|cursor| {
        let has_points = cursor.entry(&["points", "point", "điểm"]).is_some();
        let is_written = cursor.sign('/')
            || cursor.entry(&["out of", "trên thang điểm", "trên thang", "của thang"]).is_some();
        is_written.then(|| digits(cursor)).flatten().map(|most| (most, has_points))
    });
    let Some((most, has_points)) = most else { return Ok(None) };
    if !has_points {
        let _ = cursor.entry(&["points", "point", "điểm"]);
    }
    let (most, _) = most?;
    let most = most.to_integer().and_then(|most| u64::try_from(most).ok());
    most.filter(|most| *most > 0).map(Some).ok_or(Refusal::Unreadable)
}

/// The scale behind a figure, if one is written.
pub(super) fn scale(cursor: &mut Cursor<'_>) -> Option<Scale> {
    if cursor.sign('%') {
        return Some(Scale::Percent);
    }
    if cursor.sign('‰') {
        return Some(Scale::PerMille);
    }
    if let Some(number) = cursor.attempt(|cursor| {
        cursor.entry(&["per", "phần"])?;
        let Some(Token::Figure(number)) = cursor.tokens.first() else { return None };
        cursor.skip(1);
        Scale::per(&without_groups(number))
    }) {
        let _ = unit(cursor); // of what belongs to the measure
        return Some(number);
    }
    if cursor.begins_with("percentage") || cursor.begins_with("điểm phần") {
        return None; // a difference, and read as a change
    }
    let known = [
        ("percent", Scale::Percent),
        ("per cent", Scale::Percent),
        ("phần trăm", Scale::Percent),
        ("peratus", Scale::Percent),
        ("per mille", Scale::PerMille),
        ("phần nghìn", Scale::PerMille),
        ("phần ngàn", Scale::PerMille),
        ("per million", Scale::PerMillion),
        ("phần triệu", Scale::PerMillion),
        ("ppm", Scale::PerMillion),
        ("per thousand", Scale::Per(1000)),
        ("points", Scale::Points),
        ("point", Scale::Points),
        ("điểm", Scale::Points),
        ("mata", Scale::Points),
    ];
    known
        .into_iter()
        .find(|(words, _)| cursor.words(words))
        .map(|(_, scale)| scale)
        .or_else(|| unit(cursor))
}

/// Digits in groups of three as plain digits; anything else as it is.
fn without_groups(number: &str) -> String {
    let groups: Vec<&str> = number.split(['.', ',']).collect();
    let is_grouped = groups.iter().skip(1).all(|group| group.len() == 3);
    if is_grouped { groups.concat() } else { number.to_owned() }
}

/// A unit in words: the longest one that is known, or else all words up to one that cannot be
/// part of a unit.
pub(super) fn unit(cursor: &mut Cursor<'_>) -> Option<Scale> {
    let words: Vec<&str> = cursor
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
    cursor.skip(count);
    Some(scale)
}

/// Takes the words for a difference of two shares, if they come next.
pub(super) fn difference(cursor: &mut Cursor<'_>) -> bool {
    cursor.entry(&["điểm phần trăm", "percentage points", "percentage point"]).is_some()
        || cursor
            .attempt(|cursor| {
                let points = cursor.words("điểm");
                (points && cursor.sign('%')).then_some(())
            })
            .is_some()
}
