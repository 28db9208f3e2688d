//! How often something is asked: `mỗi tháng`, `/quý`, `each quarter`, `per year`.

use super::cursor::Cursor;
use super::tokens::Token;
use crate::ground::dates::Grain;

/// Words for a recurrence as a whole.
const ADVERBS: [(&str, Grain); 19] = [
    ("daily", Grain::Day),
    ("weekly", Grain::Week),
    ("monthly", Grain::Month),
    ("quarterly", Grain::Quarter),
    ("half-yearly", Grain::HalfYear),
    ("biannually", Grain::HalfYear),
    ("semi-annually", Grain::HalfYear),
    ("yearly", Grain::Year),
    ("annually", Grain::Year),
    ("sehari", Grain::Day),
    ("seminggu", Grain::Week),
    ("sebulan", Grain::Month),
    ("setahun", Grain::Year),
    ("setiap hari", Grain::Day),
    ("setiap minggu", Grain::Week),
    ("setiap bulan", Grain::Month),
    ("setiap suku tahun", Grain::Quarter),
    ("setiap enam bulan", Grain::HalfYear),
    ("setiap tahun", Grain::Year),
];

/// Words that make a recurrence of a grain that follows.
const EACH: [&str; 12] = [
    "in each",
    "in every",
    "for each",
    "for every",
    "each",
    "every",
    "per",
    "a",
    "trong mỗi",
    "mỗi",
    "hằng",
    "hàng",
];

/// Words that count how often.
const COUNTED: [&str; 5] = ["once", "twice", "thrice", "time", "times"];

const GRAINS: [(&str, Grain); 15] = [
    ("day", Grain::Day),
    ("week", Grain::Week),
    ("month", Grain::Month),
    ("quarter", Grain::Quarter),
    ("half-year", Grain::HalfYear),
    ("half year", Grain::HalfYear),
    ("six months", Grain::HalfYear),
    ("year", Grain::Year),
    ("ngày", Grain::Day),
    ("tuần", Grain::Week),
    ("sáu tháng", Grain::HalfYear),
    ("nửa năm", Grain::HalfYear),
    ("tháng", Grain::Month),
    ("quý", Grain::Quarter),
    ("năm", Grain::Year),
];

/// A recurrence that a phrase begins or ends with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Recurrence {
    pub(super) grain: Grain,
    /// Whether it is written as a stroke behind the unit: `%/năm`.
    pub(super) is_stroke: bool,
    /// Whether it makes a rate: `%/năm`, `per year`.
    pub(super) is_rate: bool,
}

/// The phrase without the recurrence that it begins or ends with. Nothing where it says two.
pub(super) fn without_recurrence(tokens: &[Token]) -> Option<(&[Token], Option<Recurrence>)> {
    let (tokens, first) = without_first(tokens);
    let (tokens, last) = without_last(tokens);
    match (first, last) {
        (Some(first), Some(last)) if first.grain != last.grain => None,
        (first, last) => Some((tokens, last.or(first))),
    }
}

/// The recurrence that comes next.
pub(super) fn taken(cursor: &mut Cursor<'_>) -> Option<Recurrence> {
    (1..=4.min(cursor.tokens.len())).rev().find_map(|count| {
        let found = recurrence(cursor.tokens.get(..count)?)?;
        cursor.skip(count);
        Some(found)
    })
}

fn without_first(tokens: &[Token]) -> (&[Token], Option<Recurrence>) {
    let found = (1..=4.min(tokens.len())).rev().find_map(|count| {
        let (start, rest) = tokens.split_at_checked(count)?;
        (!rest.is_empty() && !start.first()?.is_word("a")).then_some((rest, recurrence(start)?))
    });
    match found {
        Some((rest, found)) => (without_comma(rest), Some(found)),
        None => (tokens, None),
    }
}

fn without_last(tokens: &[Token]) -> (&[Token], Option<Recurrence>) {
    let found = (1..=4.min(tokens.len())).rev().find_map(|count| {
        let (rest, end) = tokens.split_at_checked(tokens.len() - count)?;
        // `less than a year` is a time, `3 days a year` a recurrence.
        let is_counted = || {
            rest.iter().any(|token| {
                let is_word = |word: &&str| token.is_word(word);
                matches!(token, Token::Figure(_)) || COUNTED.iter().any(is_word)
            })
        };
        let is_time = end.first()?.is_word("a") && !is_counted();
        (!rest.is_empty() && !is_time).then_some((rest, recurrence(end)?))
    });
    match found {
        Some((rest, found)) => {
            let rest = match rest.split_last() {
                Some((Token::Other(','), before)) => before,
                _ => rest,
            };
            (rest, Some(found))
        }
        None => (tokens, None),
    }
}

fn without_comma(tokens: &[Token]) -> &[Token] {
    match tokens.split_first() {
        Some((Token::Other(','), rest)) => rest,
        _ => tokens,
    }
}

/// The recurrence that all of these tokens make.
fn recurrence(tokens: &[Token]) -> Option<Recurrence> {
    if let Some((Token::Other('/'), rest)) = tokens.split_first() {
        return grain(rest).map(|grain| Recurrence { grain, is_stroke: true, is_rate: true });
    }
    let is = |words: &str, tokens: &[Token]| {
        words.split(' ').count() == tokens.len()
            && words.split(' ').zip(tokens).all(|(word, token)| token.is_word(word))
    };
    let adverb = ADVERBS.iter().find(|(words, _)| is(words, tokens)).map(|(_, grain)| *grain);
    let is_rate = tokens.first().is_some_and(|first| first.is_word("per") || first.is_word("a"));
    let grain = adverb.or_else(|| {
        EACH.iter().find_map(|each| {
            let (start, rest) = tokens.split_at_checked(each.split(' ').count())?;
            if is(each, start) { grain(rest) } else { None }
        })
    })?;
    Some(Recurrence { grain, is_stroke: false, is_rate })
}

fn grain(tokens: &[Token]) -> Option<Grain> {
    if let [Token::Figure(count), months] = tokens
        && count == "6"
        && (months.is_word("tháng") || months.is_word("months"))
    {
        return Some(Grain::HalfYear);
    }
    GRAINS
        .iter()
        .find(|(words, _)| {
            words.split(' ').count() == tokens.len()
                && words.split(' ').zip(tokens).all(|(word, token)| token.is_word(word))
        })
        .map(|(_, grain)| *grain)
}
