//! What a phrase compares with: `so với năm 2017`, `than last year`, `GRDP`.

use super::super::Scale;
use super::BasePhrase;
use super::cursor::Cursor;
use super::faults::Refusal;
use super::moments::{Order, moment};
use super::tokens::Token;
use super::value::value;
use crate::ground::dates::Grain;

/// What a base follows.
pub(super) const MARKS: [&str; 17] = [
    "so với",
    "so",
    "compared with",
    "compared to",
    "as compared with",
    "relative to",
    "versus",
    "vs",
    "than",
    "over",
    "on",
    "against",
    "from",
    "of",
    "hơn",
    "berbanding",
    "daripada",
];

/// Words that stand for a period before the one that is asked.
const PREVIOUS: [(&str, Grain); 36] = [
    ("cùng kỳ năm trước", Grain::Year),
    ("cùng kỳ năm ngoái", Grain::Year),
    ("cùng kỳ", Grain::Year),
    ("năm trước liền kề", Grain::Year),
    ("năm liền trước", Grain::Year),
    ("năm liền kề trước", Grain::Year),
    ("năm trước đó", Grain::Year),
    ("năm trước", Grain::Year),
    ("năm ngoái", Grain::Year),
    ("6 tháng trước", Grain::HalfYear),
    ("quý liền trước", Grain::Quarter),
    ("quý trước", Grain::Quarter),
    ("tháng liền trước", Grain::Month),
    ("tháng trước", Grain::Month),
    ("tuần trước", Grain::Week),
    ("ngày trước", Grain::Day),
    ("same period last year", Grain::Year),
    ("same period of last year", Grain::Year),
    ("same period of the previous year", Grain::Year),
    ("year before", Grain::Year),
    ("a year earlier", Grain::Year),
    ("a year ago", Grain::Year),
    ("last year", Grain::Year),
    ("previous year", Grain::Year),
    ("prior year", Grain::Year),
    ("last half year", Grain::HalfYear),
    ("previous half year", Grain::HalfYear),
    ("last quarter", Grain::Quarter),
    ("previous quarter", Grain::Quarter),
    ("last month", Grain::Month),
    ("previous month", Grain::Month),
    ("last week", Grain::Week),
    ("previous week", Grain::Week),
    ("previous day", Grain::Day),
    ("yesterday", Grain::Day),
    ("tahun lepas", Grain::Year),
];

/// Words that say both that something changed and on what: `10% year-over-year`.
const ON_PREVIOUS: [(&str, Grain); 8] = [
    ("year-over-year", Grain::Year),
    ("year-on-year", Grain::Year),
    ("year over year", Grain::Year),
    ("year on year", Grain::Year),
    ("yoy", Grain::Year),
    ("quarter-on-quarter", Grain::Quarter),
    ("month-on-month", Grain::Month),
    ("cùng kỳ", Grain::Year),
];

/// Words before a base that do not change what it is.
const BEFORE: [&str; 18] = [
    "kết quả thực hiện",
    "kết quả của",
    "kết quả",
    "thực hiện",
    "mức của",
    "mức",
    "số liệu",
    "của",
    "that of",
    "those of",
    "the level of",
    "the result of",
    "the figure of",
    "the value of",
    "levels of",
    "in",
    "of",
    "the",
];

/// Words for a period before, of which nobody knows how long it is.
const VAGUE: [&str; 6] =
    ["kỳ trước", "kỳ liền trước", "previous period", "last period", "last time", "before"];

/// The base that all of what comes next names.
pub(super) fn base(mut cursor: Cursor<'_>) -> Result<BasePhrase, Refusal> {
    while cursor.entry(&BEFORE).is_some() {}
    if let Some(grain) = cursor.attempt(|cursor| {
        // The figure of `6 tháng trước` is no word.
        let half = cursor.attempt(|cursor| {
            let is_six = cursor.number(1)? == 6;
            (is_six && cursor.words("tháng trước")).then_some(Grain::HalfYear)
        });
        let grain = half.or_else(|| cursor.entry_of(&PREVIOUS))?;
        cursor.is_empty().then_some(grain)
    }) {
        return Ok(BasePhrase::Previous(grain));
    }
    if let Some(named) = cursor.attempt(|cursor| {
        let named = moment(cursor, Order::DayFirst)?;
        let _ = cursor.entry(&["levels", "level"]);
        cursor.is_empty().then_some(named)
    }) {
        return Ok(BasePhrase::Period(named.period));
    }
    let mut vague = cursor;
    if vague.entry(&VAGUE).is_some() && vague.is_empty() {
        return Err(Refusal::VagueBase);
    }
    let mut ahead = cursor;
    if let Ok(read) = value(&mut ahead)
        && ahead.is_empty()
    {
        let scale = read.scale.clone().unwrap_or(Scale::Number);
        return Ok(BasePhrase::Figure { value: read.pure(&scale), scale });
    }
    let words: Vec<&str> = cursor
        .tokens
        .iter()
        .map_while(|token| match token {
            Token::Word { written, .. } => Some(written.as_str()),
            _ => None,
        })
        .collect();
    let is_name = (1..=6).contains(&words.len()) && words.len() == cursor.tokens.len();
    if is_name { Ok(BasePhrase::Named(words.join(" "))) } else { Err(Refusal::Unreadable) }
}

/// `year-over-year`, where nothing follows.
pub(super) fn on_previous(cursor: &mut Cursor<'_>) -> Option<BasePhrase> {
    cursor.attempt(|cursor| {
        let grain = cursor.entry_of(&ON_PREVIOUS)?;
        cursor.is_empty().then_some(BasePhrase::Previous(grain))
    })
}
