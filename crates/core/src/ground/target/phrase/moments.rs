//! The days and periods that phrases name: `2025-12-31`, `Quý 4/2025`, `15 January`.

use super::cursor::Cursor;
use super::tokens::Token;
use crate::ground::dates::{Grain, Period};
use chrono::NaiveDate;

/// The English months; three letters or more of one are enough.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const FIRST_TO_FOURTH: [(&str, u32); 8] = [
    ("first", 1),
    ("second", 2),
    ("third", 3),
    ("fourth", 4),
    ("i", 1),
    ("ii", 2),
    ("iii", 3),
    ("iv", 4),
];

/// Words for the last day of a period.
const END_OF: [&str; 6] = ["hết", "ngày cuối", "cuối", "the end of", "end of", "end"];

/// A day or a period that a phrase names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment {
    pub(super) period: Period,
    /// Whether it can be nothing else; a number of four digits can.
    pub(super) is_certain: bool,
    /// Whether the phrase says `the end of`.
    pub(super) is_end: bool,
}

/// How the days of a phrase are to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    DayFirst,
    MonthFirst,
}

/// The day or period that comes next.
pub(super) fn moment(cursor: &mut Cursor<'_>, order: Order) -> Option<Moment> {
    cursor.attempt(|cursor| {
        if cursor.entry(&END_OF).is_some() {
            let end = named_period(cursor, order)?.period.last();
            let period = Period::through(end, end)?;
            return Some(Moment { period, is_certain: true, is_end: true });
        }
        let is_day = cursor.entry(&["ngày", "the"]) == Some("ngày");
        let found = named_period(cursor, order)?;
        let is_one_day = found.period.first() == found.period.last();
        (is_one_day || !is_day).then_some(found)
    })
}

fn named_period(cursor: &mut Cursor<'_>, order: Order) -> Option<Moment> {
    let certain = |period| Moment { period, is_certain: true, is_end: false };
    cursor
        .attempt(iso)
        .or_else(|| cursor.attempt(|cursor| in_figures(cursor, order)))
        .or_else(|| cursor.attempt(vietnamese))
        .or_else(|| cursor.attempt(english))
        .or_else(|| cursor.attempt(part_of_year))
        .map(certain)
        .or_else(|| {
            let is_certain = cursor.entry(&["năm", "the year", "year"]).is_some();
            let year = year(cursor)?;
            Some(Moment { period: whole(Grain::Year, year, 1)?, is_certain, is_end: false })
        })
}

/// The year that comes next, in four digits.
pub(super) fn year(cursor: &mut Cursor<'_>) -> Option<i32> {
    cursor.attempt(|cursor| {
        let digits = cursor.digits().filter(|digits| digits.len() == 4)?;
        digits.parse().ok().filter(|year| (1900..=2199).contains(year))
    })
}

fn whole(grain: Grain, year: i32, month: u32) -> Option<Period> {
    Period::bucket(grain, NaiveDate::from_ymd_opt(year, month, 1)?)
}

fn one_day(year: i32, month: u32, day: u32) -> Option<Period> {
    Period::bucket(Grain::Day, NaiveDate::from_ymd_opt(year, month, day)?)
}

/// `2025-12-31`, `2025-12`, `2025-Q4`, `2025-H2`, `2025-W05`.
fn iso(cursor: &mut Cursor<'_>) -> Option<Period> {
    let written_year = cursor.digits().filter(|digits| digits.len() == 4)?;
    let year: i32 = written_year.parse().ok()?;
    if !cursor.sign('-') {
        // `2025 Q4` is common as well.
        cursor.begins_with("q").then_some(())?;
    }
    let letter = cursor.entry(&["q", "h", "w"]);
    let digits = cursor.digits()?;
    if let Some(letter) = letter {
        return Period::parse(&format!("{written_year}-{}{digits}", letter.to_ascii_uppercase()));
    }
    let month = digits.parse().ok().filter(|_| digits.len() == 2)?;
    if !cursor.sign('-') {
        return whole(Grain::Month, year, month);
    }
    let day = cursor.digits().filter(|digits| digits.len() == 2)?;
    one_day(year, month, day.parse().ok()?)
}

/// `31/12/2025`, `31-12-2025`, `31.12.2025`, `12/2025`.
fn in_figures(cursor: &mut Cursor<'_>, order: Order) -> Option<Period> {
    if let Some(Token::Figure(written)) = cursor.tokens.first()
        && let [first, second, year] = written.split('.').collect::<Vec<_>>()[..]
    {
        cursor.skip(1);
        let (day, month) = ordered(short(first)?, short(second)?, order);
        let is_year = year.len() == 4;
        return is_year.then(|| one_day(year.parse().ok()?, month, day))?;
    }
    let first = cursor.number(2)?;
    let mark = ['/', '-'].into_iter().find(|mark| cursor.sign(*mark))?;
    if let Some(year) = year(cursor) {
        return if mark == '/' { whole(Grain::Month, year, first) } else { None };
    }
    let (day, month) = ordered(first, cursor.number(2)?, order);
    let year = cursor.sign(mark).then(|| year(cursor))??;
    one_day(year, month, day)
}

fn short(digits: &str) -> Option<u32> {
    digits.parse().ok().filter(|_| digits.len() <= 2)
}

fn ordered(first: u32, second: u32, order: Order) -> (u32, u32) {
    match order {
        Order::DayFirst => (first, second),
        Order::MonthFirst => (second, first),
    }
}

/// `31 tháng 12 năm 2025`, `tháng 11/2025`, `tuần 05/2025`, `quý IV năm 2025`, `6 tháng đầu năm 2025`.
fn vietnamese(cursor: &mut Cursor<'_>) -> Option<Period> {
    let of_year = |cursor: &mut Cursor<'_>| {
        let _ = cursor.words("năm") || cursor.sign('/') || cursor.sign('-');
        year(cursor)
    };
    if cursor.words("tuần") {
        let week = cursor.number(2)?;
        return Period::parse(&format!("{:04}-W{week:02}", of_year(cursor)?));
    }
    if cursor.words("quý") {
        let quarter = one_to_four(cursor)?;
        return whole(Grain::Quarter, of_year(cursor)?, quarter * 3 - 2);
    }
    let half =
        [("6 tháng đầu", 1), ("6 tháng cuối", 7), ("sáu tháng đầu", 1), ("sáu tháng cuối", 7)]
            .into_iter()
            .find(|(words, _)| cursor.attempt(|cursor| mixed(cursor, words)).is_some());
    if let Some((_, month)) = half {
        return whole(Grain::HalfYear, of_year(cursor)?, month);
    }
    if cursor.words("tháng") {
        let month = cursor.number(2)?;
        return whole(Grain::Month, of_year(cursor)?, month);
    }
    let day = cursor.number(2)?;
    let month = cursor.words("tháng").then(|| cursor.number(2))??;
    one_day(of_year(cursor)?, month, day)
}

/// Words among which figures may be.
fn mixed(cursor: &mut Cursor<'_>, words: &str) -> Option<()> {
    words
        .split(' ')
        .all(|word| {
            cursor.words(word)
                || cursor.attempt(|cursor| (cursor.digits()? == word).then_some(())).is_some()
        })
        .then_some(())
}

/// `31 December 2025`, `December 31, 2025`, `December 2025`.
fn english(cursor: &mut Cursor<'_>) -> Option<Period> {
    if let Some((month, day)) = cursor.attempt(day_of_month_in_words) {
        let _ = cursor.sign(',') || cursor.words("of");
        return one_day(year(cursor)?, month, day);
    }
    let month = month_in_words(cursor)?;
    let _ = cursor.words("of");
    whole(Grain::Month, year(cursor)?, month)
}

fn month_in_words(cursor: &mut Cursor<'_>) -> Option<u32> {
    let Some(Token::Word { lower, .. }) = cursor.tokens.first() else { return None };
    let is_name = |month: &&str| lower.len() >= 3 && month.starts_with(lower.as_str());
    let position = MONTHS
        .iter()
        .position(|month| is_name(month) || lower == "sept" && *month == "september")?;
    cursor.skip(1);
    u32::try_from(position).ok()?.checked_add(1)
}

/// `15 January`, `January 15th`.
fn day_of_month_in_words(cursor: &mut Cursor<'_>) -> Option<(u32, u32)> {
    let ordinal = |cursor: &mut Cursor<'_>| {
        let day = cursor.number(2)?;
        let _ = cursor.entry(&["st", "nd", "rd", "th"]);
        Some(day)
    };
    if let Some(month) = month_in_words(cursor) {
        return Some((month, ordinal(cursor)?));
    }
    let day = ordinal(cursor)?;
    let _ = cursor.words("of");
    Some((month_in_words(cursor)?, day))
}

/// `Q4 2025`, `quarter 4 of 2025`, `the fourth quarter of 2025`, `the first half of 2025`.
fn part_of_year(cursor: &mut Cursor<'_>) -> Option<Period> {
    let (grain, part) = if let Some(part) = cursor.entry_of(&FIRST_TO_FOURTH) {
        (cursor.entry_of(&[("quarter", Grain::Quarter), ("half", Grain::HalfYear)])?, part)
    } else {
        let parts = [
            ("quarter", Grain::Quarter),
            ("q", Grain::Quarter),
            ("half", Grain::HalfYear),
            ("h", Grain::HalfYear),
        ];
        (cursor.entry_of(&parts)?, one_to_four(cursor)?)
    };
    let months = if grain == Grain::Quarter { 3 } else { 6 };
    let _ = cursor.words("of") || cursor.sign('/') || cursor.sign('-') || cursor.sign(',');
    whole(grain, year(cursor)?, part * months - (months - 1))
}

fn one_to_four(cursor: &mut Cursor<'_>) -> Option<u32> {
    cursor
        .entry_of(&FIRST_TO_FOURTH)
        .or_else(|| cursor.number(2))
        .filter(|part| (1..=4).contains(part))
}

/// A day of every year, as month and day: `01/6`, `15 January`, `06-01`, `ngày 15 tháng 11`.
pub(super) fn day_of_year(cursor: &mut Cursor<'_>, order: Order) -> Option<(u32, u32)> {
    cursor.attempt(|cursor| {
        let _ = cursor.words("ngày") || cursor.words("the");
        let found = cursor.attempt(day_of_month_in_words).or_else(|| {
            let first = cursor.digits()?;
            let figures = |second: u32| short(first).map(|first| ordered(first, second, order));
            if cursor.sign('/') {
                figures(cursor.number(2)?).map(|(day, month)| (month, day))
            } else if cursor.words("tháng") {
                Some((cursor.number(2)?, short(first)?))
            } else if first.len() == 2 && cursor.sign('-') {
                // As in the dates of ISO 8601: the month first.
                let day = cursor.digits().filter(|digits| digits.len() == 2)?;
                Some((short(first)?, short(day)?))
            } else {
                None
            }
        })?;
        // A day that every year has.
        NaiveDate::from_ymd_opt(2023, found.0, found.1).map(|_| found)
    })
}
