//! Phrases that name days: `by 2025-12-31`, `vào Quý 4/2025`, `trước ngày 15/11 hằng năm`.

use super::super::{Bound, Comparator, Edge, Scale};
use super::cursor::Cursor;
use super::faults::Refusal;
use super::moments::{Moment, Order, day_of_year, moment};
use super::tokens::Token;
use crate::ground::dates::{Period, day_number};
use crate::ground::exact::Exact;
use chrono::NaiveDate;

/// How a day stands to the one that is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Relation {
    Compared(Comparator),
    /// Within a period.
    In,
    /// On or after a day, or the beginning of a range.
    From,
}

use Comparator::{AtLeast, AtMost, Equal, Less, More, NotEqual};
use Relation::{Compared, From, In};

/// What stands before a day. Whether it can be meant of nothing but days: what levels use as
/// well needs a day that is written in full.
const BEFORE: [(&str, (Relation, bool)); 50] = [
    ("on or before", (Compared(AtMost), true)),
    ("on or after", (Compared(AtLeast), true)),
    ("not on", (Compared(NotEqual), true)),
    ("not later than", (Compared(AtMost), true)),
    ("no later than", (Compared(AtMost), true)),
    ("not before", (Compared(AtLeast), true)),
    ("before", (Compared(Less), true)),
    ("prior to", (Compared(Less), true)),
    ("by", (Compared(AtMost), true)),
    ("until", (Compared(AtMost), true)),
    ("after", (Compared(More), true)),
    ("during", (In, true)),
    ("in", (In, true)),
    ("within", (In, true)),
    ("on", (Compared(Equal), true)),
    ("from", (From, false)),
    ("since", (From, true)),
    ("between", (From, false)),
    ("xong trước", (Compared(Less), true)),
    ("không muộn hơn", (Compared(AtMost), true)),
    ("không chậm hơn", (Compared(AtMost), true)),
    ("không sau", (Compared(AtMost), true)),
    ("không trước", (Compared(AtLeast), true)),
    ("trước", (Compared(Less), true)),
    ("chậm nhất là vào", (Compared(AtMost), true)),
    ("chậm nhất là", (Compared(AtMost), true)),
    ("chậm nhất vào", (Compared(AtMost), true)),
    ("chậm nhất", (Compared(AtMost), true)),
    ("muộn nhất là", (Compared(AtMost), true)),
    ("muộn nhất", (Compared(AtMost), true)),
    ("cho đến", (Compared(AtMost), true)),
    ("đến", (Compared(AtMost), true)),
    ("tới", (Compared(AtMost), true)),
    ("sau", (Compared(More), true)),
    ("khác", (Compared(NotEqual), false)),
    ("đúng vào", (Compared(Equal), true)),
    ("đúng", (Compared(Equal), true)),
    ("ngay trong", (In, true)),
    ("trong", (In, true)),
    ("vào", (In, true)),
    ("kể từ", (From, true)),
    ("từ", (From, false)),
    ("selewat-lewatnya pada", (Compared(AtMost), true)),
    ("selewat-lewatnya", (Compared(AtMost), true)),
    ("tidak lewat daripada", (Compared(AtMost), true)),
    ("sebelum", (Compared(Less), true)),
    ("pada atau sebelum", (Compared(AtMost), true)),
    ("at the latest by", (Compared(AtMost), true)),
    ("no earlier than", (Compared(AtLeast), true)),
    ("not earlier than", (Compared(AtLeast), true)),
];

/// What may come first and changes nothing.
const FILLERS: [&str; 15] = [
    "phấn đấu",
    "hoàn thành",
    "đạt được",
    "đạt",
    "định kỳ",
    "to be",
    "achieved",
    "achieve",
    "completed",
    "complete",
    "finished",
    "finish",
    "done",
    "due",
    "siap",
];

/// What stands between the ends of a range of days.
const TO: [&str; 6] = ["đến", "tới", "through", "to", "until", "and"];

/// What makes a day one of every year.
const EACH_YEAR: [&str; 9] = [
    "hằng năm",
    "hàng năm",
    "mỗi năm",
    "every year",
    "each year",
    "of each year",
    "of every year",
    "annually",
    "yearly",
];

/// Words of those languages in which the day stands before the month.
const DAY_FIRST: [&str; 15] = [
    "ngày",
    "tháng",
    "năm",
    "quý",
    "trước",
    "chậm",
    "muộn",
    "đến",
    "tới",
    "từ",
    "vào",
    "trong",
    "sau",
    "sebelum",
    "selewat-lewatnya",
];

/// What a phrase of days asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Days {
    Once(Bound),
    Yearly { comparator: Comparator, days: Vec<(u32, u32)> },
}

impl Days {
    pub(super) fn canonical(&self) -> String {
        match self {
            Self::Once(bound) => bound.canonical(&Scale::Date),
            Self::Yearly { comparator, days } => {
                super::words::yearly(*comparator, days, crate::ground::language::Language::En)
            }
        }
    }
}

/// What the phrase asks of a day, or nothing where it names none.
pub(super) fn days(tokens: &[Token]) -> Option<Result<Days, Refusal>> {
    let read = |order| Reader { cursor: Cursor::new(tokens), order }.phrase();
    let day_first = read(Order::DayFirst);
    let is_day_first = tokens.iter().any(|token| DAY_FIRST.iter().any(|word| token.is_word(word)));
    if is_day_first {
        return day_first;
    }
    match (day_first, read(Order::MonthFirst)) {
        (Some(Ok(one)), Some(Ok(other))) if one != other => {
            Some(Err(Refusal::Readings(vec![one.canonical(), other.canonical()])))
        }
        (one, other) => one.or(other),
    }
}

/// No words for a period are more tokens, so that long phrases are not tried at every place.
const LONGEST_PERIOD: usize = 16;

/// The phrase without the period that it begins or ends with, by whose end or in which something
/// is asked: `hết năm 2025`, `by 2030,`.
pub(super) fn without_period(tokens: &[Token]) -> Option<(&[Token], Period)> {
    let period = |tokens: &[Token]| match days(tokens)? {
        // `GRDP năm 2020` names a thing, not when something is asked.
        _ if is_bare(tokens) => None,
        Ok(Days::Once(bound)) => {
            let day = |value: &Exact| Scale::Date.date(value);
            match (bound.as_comparison(), bound.as_range()) {
                (Some((AtMost, last)), _) => Period::through(day(last)?, day(last)?),
                (_, Some((low, high))) => Period::through(day(&low.value)?, day(&high.value)?),
                _ => None,
            }
        }
        _ => None,
    };
    (1..tokens.len()).find_map(|at| {
        let (start, end) = tokens.split_at_checked(at)?;
        if end.len() <= LONGEST_PERIOD
            && let Some(found) = period(end)
        {
            let start = match start.split_last() {
                Some((Token::Other(','), rest)) => rest,
                _ => start,
            };
            return Some((start, found));
        }
        if start.len() > LONGEST_PERIOD {
            return None;
        }
        let found = period(match start.split_last() {
            Some((Token::Other(',' | ':'), rest)) => rest,
            _ => start,
        })?;
        // Not a part of a longer day: `by 2030` of `by 2030-06-30`.
        matches!(
            end.first(),
            Some(Token::Word { .. } | Token::Symbol("<" | "<=" | ">" | ">=" | "="))
        )
        .then_some((end, found))
    })
}

/// Whether it is a day or a period without a word that relates to it.
fn is_bare(tokens: &[Token]) -> bool {
    let mut cursor = Cursor::new(tokens);
    let named = moment(&mut cursor, Order::DayFirst);
    named.is_some_and(|named| cursor.is_empty() && !named.is_end)
}

struct Reader<'a> {
    cursor: Cursor<'a>,
    order: Order,
}

impl Reader<'_> {
    fn phrase(&mut self) -> Option<Result<Days, Refusal>> {
        while self.cursor.entry(&FILLERS).is_some() || self.cursor.sign(',') {}
        let start = self.cursor;
        if let Some(yearly) = self.yearly() {
            return Some(yearly);
        }
        self.cursor = start;
        let read = self.once()?;
        self.cursor.is_empty().then_some(read)
    }

    /// `before 06-01 and 11-15 each year`.
    fn yearly(&mut self) -> Option<Result<Days, Refusal>> {
        let mut is_yearly = self.cursor.entry(&EACH_YEAR).is_some();
        let _ = is_yearly && self.cursor.sign(',');
        let comparator = match self.cursor.entry_of(&BEFORE) {
            Some((Compared(comparator @ (Less | AtMost)), _)) => Some(comparator),
            Some(_) => return None,
            None => None,
        };
        let mut days = vec![day_of_year(&mut self.cursor, self.order)?];
        loop {
            is_yearly |= self.cursor.entry(&EACH_YEAR).is_some();
            if self.cursor.is_empty() {
                break;
            }
            let _ = self.cursor.sign(',');
            let _ = self.cursor.entry(&["và", "and", "dan"]);
            let _ = self.cursor.entry(&["trước", "before", "by"]);
            days.push(day_of_year(&mut self.cursor, self.order)?);
        }
        days.sort_unstable();
        days.dedup();
        let of = |comparator| Days::Yearly { comparator, days: days.clone() };
        match comparator {
            _ if !is_yearly => None,
            Some(comparator) => Some(Ok(of(comparator))),
            // One alone can be something else: `4/5 each year`.
            None if days.len() < 2 => None,
            None => Some(Err(Refusal::Readings(
                [AtMost, Less].map(|comparator| of(comparator).canonical()).into(),
            ))),
        }
    }

    fn once(&mut self) -> Option<Result<Days, Refusal>> {
        if self.cursor.entry(&["outside", "ngoài khoảng", "ngoài"]).is_some() {
            let relation = self.cursor.entry_of(&BEFORE).map(|(relation, _)| relation);
            let is_open = relation == Some(Compared(More)) || self.after();
            let low = moment(&mut self.cursor, self.order)?;
            return Some(self.range(low, !is_open)?.and_then(|bound| {
                let outside = bound
                    .as_range()
                    .and_then(|(low, high)| Bound::outside(low.clone(), high.clone()));
                outside.map(Days::Once).ok_or(Refusal::EmptyRange)
            }));
        }
        let symbol = self.symbol();
        let relation = match symbol {
            Some(comparator) => Some((Compared(comparator), false)),
            None => self.cursor.entry_of(&BEFORE),
        };
        let is_open = relation.is_some_and(|(relation, _)| relation == From) && self.after();
        let named = moment(&mut self.cursor, self.order)?;
        let needs_certainty = relation.is_none_or(|(_, of_days_only)| !of_days_only);
        if needs_certainty && !named.is_certain {
            return None;
        }
        let relation = relation.map(|(relation, _)| relation);
        if matches!(relation, None | Some(From | Compared(More))) && self.has_range_mark() {
            let is_open = is_open || relation == Some(Compared(More));
            return Some(self.range(named, !is_open)?.map(Days::Once));
        }
        let onwards = self.cursor.entry(&["trở đi", "on", "onwards", "onward"]).is_some();
        let day = |comparator| limit(comparator, named);
        let bound = match relation {
            Some(From) => Some(day(if is_open { More } else { AtLeast })),
            _ if onwards => return None,
            Some(In) if named.is_end => return None,
            Some(In) => whole(named),
            Some(Compared(Equal)) if !is_one_day(named) => whole(named),
            Some(Compared(NotEqual)) if !is_one_day(named) => {
                Bound::outside(first_edge(named, true), last_edge(named, true))
            }
            Some(Compared(comparator)) => Some(day(comparator)),
            None if named.is_end => Some(day(AtMost)),
            None if !is_one_day(named) => whole(named),
            None => {
                let readings =
                    [AtMost, Less, Equal].map(|reading| day(reading).canonical(&Scale::Date));
                return Some(Err(Refusal::Readings(readings.into())));
            }
        };
        Some(Ok(Days::Once(bound?)))
    }

    fn after(&mut self) -> bool {
        self.cursor.entry(&["after", "sau"]).is_some()
    }

    fn has_range_mark(&self) -> bool {
        let mut ahead = self.cursor;
        range_mark(&mut ahead)
    }

    /// The rest of a range after its lower end.
    fn range(&mut self, low: Moment, inclusive: bool) -> Option<Result<Bound, Refusal>> {
        if !range_mark(&mut self.cursor) {
            return None;
        }
        let is_open = self.cursor.entry(&["trước", "before"]).is_some();
        let high = moment(&mut self.cursor, self.order)?;
        if !low.is_certain || !high.is_certain {
            return None;
        }
        let low = if inclusive { first_edge(low, true) } else { last_edge(low, false) };
        let high = if is_open { first_edge(high, false) } else { last_edge(high, true) };
        Some(Bound::range(low, high).ok_or(Refusal::EmptyRange))
    }

    fn symbol(&mut self) -> Option<Comparator> {
        let [Token::Symbol(symbol), ..] = self.cursor.tokens else { return None };
        let comparator = Comparator::of_symbol(symbol)?;
        self.cursor.skip(1);
        Some(comparator)
    }
}

fn range_mark(cursor: &mut Cursor<'_>) -> bool {
    if let [Token::Symbol(".." | "-"), ..] = cursor.tokens {
        cursor.skip(1);
        return true;
    }
    cursor.entry(&TO).is_some()
}

fn is_one_day(named: Moment) -> bool {
    named.period.first() == named.period.last()
}

fn number(day: NaiveDate) -> Exact {
    Exact::from(day_number(day))
}

fn first_edge(named: Moment, inclusive: bool) -> Edge {
    Edge { value: number(named.period.first()), inclusive }
}

fn last_edge(named: Moment, inclusive: bool) -> Edge {
    Edge { value: number(named.period.last()), inclusive }
}

fn whole(named: Moment) -> Option<Bound> {
    Bound::range(first_edge(named, true), last_edge(named, true))
}

/// The days that stand so to a period: before it is before its first day, by it is by its last.
fn limit(comparator: Comparator, named: Moment) -> Bound {
    let day = match comparator {
        Less | AtLeast => named.period.first(),
        AtMost | More | Equal | NotEqual => named.period.last(),
    };
    Bound::limit(comparator, number(day))
}
