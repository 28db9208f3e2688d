//! Phrases that name a change against a base: `tăng 05% so với năm 2017`, `at least 20% less than
//! last year`, `gấp 30 lần GRDP`.

use super::super::Comparator::{self, AtLeast, AtMost, Less, More};
use super::super::{Bound, Scale};
use super::amount::{Amount, Direction, WITH_THAN, amount, bound, comparison, mirrored, times};
use super::bases::{MARKS, base, on_previous};
use super::cursor::Cursor;
use super::faults::Refusal;
use super::moments::{Order, moment};
use super::recurrence::{Recurrence, taken};
use super::tokens::Token;
use super::vocabulary::{BEFORE, CHANGES, DOWN, FILLERS, FROM, UNSIGNED, UP};
use super::{Asked, BasePhrase, ChangeIn, Phrase};
use crate::ground::dates::{Grain, Period};
use crate::ground::exact::Exact;

/// What stands between a multiple and its base.
const AS_MUCH: [&str; 5] =
    ["as many as", "as much as", "as high as", "as large as", "the number of"];

/// The period that is asked, and the base.
type Rest = (Option<Period>, Option<BasePhrase>);

/// The change that the tokens name, or nothing where they name none.
pub(super) fn change(
    tokens: &[Token],
    recurrence: Option<Recurrence>,
) -> Option<Result<Phrase, Refusal>> {
    let (tokens, remarks) = Remarks::taken_from(tokens);
    let mut reader = Reader::new(Cursor::new(&tokens), remarks, recurrence);
    Some(reader.phrase()?.and_then(|found| found.phrase(reader.remarks, reader.recurrence)))
}

/// What may stand anywhere in the phrase.
#[derive(Debug, Clone, Copy, Default)]
struct Remarks {
    /// `tương đối`: a share of the base, not points.
    relative: bool,
    /// `bình quân`, `compounded`: a rate that compounds from year to year.
    average: bool,
}

impl Remarks {
    fn taken_from(tokens: &[Token]) -> (Vec<Token>, Self) {
        let relative = ["in relative terms", "tương đối", "relative", "relatively"];
        let average =
            ["a year , compounded", "bình quân", "trung bình", "on average", "compounded"];
        let (mut kept, mut remarks) = (Vec::new(), Self::default());
        let mut cursor = Cursor::new(tokens);
        while let Some(token) = cursor.tokens.first() {
            if !cursor.begins_with("relative to") && cursor.entry(&relative).is_some() {
                remarks.relative = true;
            } else if cursor.attempt(a_year_compounded).is_some()
                || cursor.entry(&average).is_some()
            {
                remarks.average = true;
            } else {
                kept.push(token.clone());
                cursor.skip(1);
            }
        }
        (kept, remarks)
    }
}

/// `a year, compounded`, as the canonical text has it.
fn a_year_compounded(cursor: &mut Cursor<'_>) -> Option<()> {
    cursor.words("a year").then_some(())?;
    (cursor.sign(',') && cursor.words("compounded")).then_some(())
}

struct Reader<'a> {
    cursor: Cursor<'a>,
    remarks: Remarks,
    /// Whether the direction that was read is followed by the base without more: `cao hơn`.
    after_than: bool,
    /// How often, where it stands before the base: `tăng 10 - 13%/năm so với năm 2020`.
    recurrence: Option<Recurrence>,
}

/// A change as it was read.
struct Found {
    bound: Bound,
    measured: ChangeIn,
    scale: Scale,
    base: Option<BasePhrase>,
    during: Option<Period>,
}

impl Found {
    fn phrase(self, remarks: Remarks, recurrence: Option<Recurrence>) -> Result<Phrase, Refusal> {
        let Self { bound, measured, scale, mut base, during } = self;
        let grain = recurrence.map(|recurrence| recurrence.grain);
        let is_yearly_rate = recurrence
            .is_some_and(|recurrence| recurrence.is_rate && recurrence.grain == Grain::Year);
        let compounded = (remarks.average && matches!(grain, None | Some(Grain::Year)))
            || is_yearly_rate && measured == ChangeIn::Percent;
        if compounded && measured != ChangeIn::Percent {
            return Err(Refusal::Unreadable);
        }
        let every = if compounded { None } else { grain };
        if let (Some(grain), None) = (every, &base) {
            base = Some(BasePhrase::Previous(grain));
        }
        let explicit = remarks.relative || measured != ChangeIn::Percent;
        if remarks.relative && measured == ChangeIn::Points {
            return Err(Refusal::Unreadable);
        }
        let asked = Asked::Change { bound, measured, scale, base, compounded, explicit };
        Ok(Phrase { asked, every, during })
    }
}

impl<'a> Reader<'a> {
    fn new(cursor: Cursor<'a>, remarks: Remarks, recurrence: Option<Recurrence>) -> Self {
        Self { cursor, remarks, after_than: false, recurrence }
    }

    fn phrase(&mut self) -> Option<Result<Found, Refusal>> {
        while self.cursor.entry(&["phấn đấu", "đạt", "phải", "to", "a", "an"]).is_some() {
        }
        if let Some(times) = self.times() {
            return Some(times);
        }
        let start = self.cursor;
        if let Some(found) = self.direction_first() {
            return Some(found);
        }
        self.cursor = start;
        if let Some(found) = self.amount_first() {
            return Some(found);
        }
        self.cursor = start;
        self.direction_alone()
    }

    /// `tăng thêm ít nhất 5% so với …`, `reduce by at least 10%`.
    fn direction_first(&mut self) -> Option<Result<Found, Refusal>> {
        let is_vietnamese_than =
            |cursor: &Cursor<'_>| Cursor::new(cursor.tokens).entry(&WITH_THAN).is_some();
        let mut comparator =
            if is_vietnamese_than(&self.cursor) { None } else { comparison(&mut self.cursor) };
        while self.cursor.entry(&["a", "an"]).is_some() {}
        let direction = self.direction()?;
        let is_by = self.cursor.entry(&["thêm", "by", "of"]).is_some();
        comparator = comparison(&mut self.cursor).or(comparator);
        let is_between =
            self.cursor.entry(&["trong khoảng từ", "trong khoảng", "between"]).is_some();
        comparator = comparison(&mut self.cursor).or(comparator);
        let is_from = !is_between && self.cursor.entry(&FROM).is_some();
        let amount = match amount(&mut self.cursor, comparator, is_between)? {
            Ok(amount) => amount,
            Err(refusal) => return Some(Err(refusal)),
        };
        let before_rest = self.cursor;
        let (during, base) = match self.rest() {
            Some(Ok(rest)) => rest,
            Some(Err(refusal)) => return Some(Err(refusal)),
            None => {
                let is_plain = |token: &Token| matches!(token, Token::Word { .. });
                let found = found(direction, comparator, amount, None, None).ok()?;
                let level = super::words::change(&found.bound, found.measured, &found.scale);
                return before_rest
                    .tokens
                    .iter()
                    .all(is_plain)
                    .then_some(Err(Refusal::Beyond { level }));
            }
        };
        if is_from && amount.high.is_some() {
            // From one level to another, or by between the two?
            return Some(Err(readings_of_from_to(direction, &amount)));
        }
        let is_upper = matches!(comparator, Some(Less | AtMost));
        if direction == Direction::Down && is_upper && !is_by && base.is_none() {
            return Some(Err(readings_of_down_under(comparator.unwrap_or(AtMost), &amount)));
        }
        Some(found(direction, comparator, amount, base, during))
    }

    /// `at least 20% less than last year`, `15% improvement`, `10% year-over-year`.
    fn amount_first(&mut self) -> Option<Result<Found, Refusal>> {
        let comparator = comparison(&mut self.cursor);
        let _ = self.cursor.entry(&["a", "an"]);
        let amount = amount(&mut self.cursor, comparator, false)?.ok()?;
        let direction = match self.direction() {
            Some(Direction::Signed) => return None,
            Some(direction) => direction,
            None if self.cursor.entry(&UNSIGNED).is_some() => Direction::Unsaid,
            None if on_previous(&mut self.cursor.clone()).is_some() => Direction::Unsaid,
            None => return None,
        };
        let (during, base) = match self.rest()? {
            Ok(rest) => rest,
            Err(refusal) => return Some(Err(refusal)),
        };
        Some(found(direction, comparator, amount, base, during))
    }

    /// `cao hơn năm trước`, `not lower than in 2017`, `higher`.
    fn direction_alone(&mut self) -> Option<Result<Found, Refusal>> {
        let is_denied = self.cursor.entry(&["không", "not", "no"]).is_some();
        if self.cursor.words("năm sau") {
            // Each year on the one before it.
            let yearly = Recurrence { grain: Grain::Year, is_stroke: false, is_rate: false };
            self.recurrence = self.recurrence.or(Some(yearly));
        } else {
            let _ = self.cursor.words("kỳ sau");
        }
        let direction = self.direction()?;
        let comparator = match (direction, is_denied) {
            (Direction::Up, false) => More,
            (Direction::Up, true) => AtMost,
            (Direction::Down, false) => Less,
            (Direction::Down, true) => AtLeast,
            _ => return None,
        };
        let (during, base) = match self.rest()? {
            Ok(rest) => rest,
            Err(refusal) => return Some(Err(refusal)),
        };
        if matches!(base, Some(BasePhrase::Figure { .. })) {
            return None; // higher than a figure is a level
        }
        Some(Ok(Found {
            bound: Bound::limit(comparator, Exact::ZERO),
            measured: ChangeIn::Percent,
            scale: Scale::Percent,
            base,
            during,
        }))
    }

    /// `gấp 30 lần GRDP`, `at least twice last year`, `>= 30 times`.
    fn times(&mut self) -> Option<Result<Found, Refusal>> {
        let mut ahead = Self::new(self.cursor, self.remarks, self.recurrence);
        let mut comparator = comparison(&mut ahead.cursor);
        let is_rise = ahead.cursor.entry(&["tăng"]).is_some();
        let is_multiple = ahead.cursor.entry(&["gấp"]).is_some();
        comparator = comparison(&mut ahead.cursor).or(comparator);
        let many = times(&mut ahead.cursor, is_multiple)?;
        let comparator = comparator.unwrap_or(AtLeast);
        let _ = ahead.cursor.entry(&AS_MUCH).is_some() || ahead.cursor.entry(&MARKS).is_some();
        let is_unnamed = ahead.cursor.words("the base");
        let base = if ahead.cursor.is_empty() {
            // `2 lần/năm` and `twice a year` count how often.
            (is_rise || is_multiple || is_unnamed).then_some(Ok(None))?
        } else {
            base(ahead.cursor).map(Some)
        };
        self.cursor = ahead.cursor;
        if is_rise && !is_multiple {
            // To so many times the base, or by so many?
            let readings = [(ChangeIn::Times, Scale::Number), (ChangeIn::Percent, Scale::Percent)];
            let bound = Bound::limit(comparator, many);
            let [times, percent] =
                readings.map(|(measured, scale)| super::words::change(&bound, measured, &scale));
            return Some(Err(Refusal::Readings(vec![times + " the base", percent])));
        }
        Some(base.map(|base| Found {
            bound: Bound::limit(comparator, many),
            measured: ChangeIn::Times,
            scale: Scale::Number,
            base,
            during: None,
        }))
    }

    fn direction(&mut self) -> Option<Direction> {
        if self.cursor.entry(&CHANGES).is_some() {
            return Some(Direction::Signed);
        }
        let (words, direction) = match self.cursor.entry(&UP) {
            Some(words) => (words, Direction::Up),
            None => (self.cursor.entry(&DOWN)?, Direction::Down),
        };
        self.after_than = words.ends_with("hơn");
        Some(direction)
    }

    /// The period that is asked and the base, which are all that may follow.
    fn rest(&mut self) -> Option<Result<Rest, Refusal>> {
        if self.recurrence.is_none() {
            self.recurrence = taken(&mut self.cursor);
        }
        let during = self.cursor.attempt(during);
        if let Some(base) = on_previous(&mut self.cursor) {
            return Some(Ok((during, Some(base))));
        }
        if self.cursor.is_empty() {
            return Some(Ok((during, None)));
        }
        if self.cursor.entry(&MARKS).is_none() && !self.after_than {
            return None;
        }
        Some(base(self.cursor).map(|base| (during, Some(base))))
    }
}

/// The period that is asked, or the day by which: `trong năm 2018`, `by 2025-12-31`.
fn during(cursor: &mut Cursor<'_>) -> Option<Period> {
    let is_in = cursor.entry(&["trong", "vào", "in", "during"]).is_some();
    let is_by = !is_in && cursor.entry(&["by", "until", "đến", "tới"]).is_some();
    let named = moment(cursor, Order::DayFirst)?;
    let last = named.period.last();
    match (is_in, is_by || named.is_end) {
        (true, _) if !named.is_end => Some(named.period),
        (false, true) => Period::through(last, last),
        _ => None,
    }
}

/// The bound that a change so described meets.
fn found(
    direction: Direction,
    comparator: Option<Comparator>,
    amount: Amount,
    base: Option<BasePhrase>,
    during: Option<Period>,
) -> Result<Found, Refusal> {
    if matches!(direction, Direction::Up | Direction::Down) && amount.low < Exact::ZERO {
        // `down -5%`: down, or up after all?
        if amount.high.is_some() {
            return Err(Refusal::Unreadable);
        }
        let up = Bound::limit(AtLeast, -&amount.low);
        let readings = [mirrored(&up), up].map(|bound| {
            let change = super::words::change(&bound, amount.measured, &amount.scale);
            super::words::on_base(change, base.as_ref())
        });
        return Err(Refusal::Readings(readings.into()));
    }
    let bound = match direction {
        Direction::Up => bound(comparator, &amount),
        Direction::Signed if comparator.is_some() || amount.high.is_some() => {
            bound(comparator, &amount)
        }
        Direction::Down => bound(comparator, &amount).map(|bound| mirrored(&bound)),
        Direction::Signed | Direction::Unsaid => {
            let up = bound(comparator, &amount)?;
            let down = mirrored(&up);
            let readings = [up, down].map(|bound| {
                let change = super::words::change(&bound, amount.measured, &amount.scale);
                super::words::on_base(change, base.as_ref())
            });
            return Err(Refusal::Readings(readings.into()));
        }
    };
    let Amount { measured, scale, .. } = amount;
    Ok(Found { bound: bound?, measured, scale, base, during })
}

/// `higher than 2017`, where 2017 may be the year or a figure.
pub(super) fn than_a_year(tokens: &[Token]) -> Option<Refusal> {
    let mut cursor = Cursor::new(tokens);
    while cursor.entry(&FILLERS).is_some() {}
    let words = WITH_THAN.iter().filter(|words| words.ends_with("than") || words.ends_with("hơn"));
    words.into_iter().find(|words| cursor.begins_with(words))?;
    let comparator = cursor.entry_of(&BEFORE)?;
    let [Token::Figure(written)] = cursor.tokens else { return None };
    let year: i32 = written.parse().ok().filter(|year| (1900..=2100).contains(year))?;
    let base = BasePhrase::Period(Period::parse(written)?);
    let change = Bound::limit(comparator, Exact::ZERO);
    let change = super::words::change(&change, ChangeIn::Percent, &Scale::Percent);
    Some(Refusal::Readings(vec![
        Bound::limit(comparator, Exact::from(year)).canonical(&Scale::Number),
        super::words::on_base(change, Some(&base)),
    ]))
}

/// `tăng từ 5% đến 10%`: to the upper level, or by between the two.
fn readings_of_from_to(direction: Direction, amount: &Amount) -> Refusal {
    let level = amount.high.as_ref().map(|(high, _)| {
        let comparator = if direction == Direction::Down { AtMost } else { AtLeast };
        Bound::limit(comparator, high.clone()).canonical(&amount.scale)
    });
    let change = bound(None, amount).map(|bound| {
        let bound = if direction == Direction::Down { mirrored(&bound) } else { bound };
        super::words::change(&bound, amount.measured, &amount.scale)
    });
    Refusal::Readings(level.into_iter().chain(change.ok()).collect())
}

/// `giảm dưới 5%`: to a level under it, or by less.
fn readings_of_down_under(comparator: Comparator, amount: &Amount) -> Refusal {
    let level = Bound::limit(comparator, amount.low.clone());
    Refusal::Readings(vec![
        level.canonical(&amount.scale),
        super::words::change(&mirrored(&level), amount.measured, &amount.scale),
    ])
}
