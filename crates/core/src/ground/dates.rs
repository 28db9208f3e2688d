//! Civil dates and periods.
//!
//! Inside, a day is its number counted from 1970-01-01; outside, it is chrono's `NaiveDate`.

#[cfg(test)]
mod tests;

use std::fmt;

use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime, Weekday};
use serde::{Serialize, Serializer};

use super::error::Error;
use super::problem::Problem;
use super::text::shortened;

const EPOCH_FROM_COMMON_ERA: i32 = 719_163;

/// The day's number counted from 1970-01-01.
pub(crate) fn day_number(date: NaiveDate) -> i32 {
    date.num_days_from_ce().saturating_sub(EPOCH_FROM_COMMON_ERA)
}

/// The date of a day's number, if it lies in the years 1 to 9999.
pub(crate) fn date_of(day: i32) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(day.checked_add(EPOCH_FROM_COMMON_ERA)?)
        .filter(|date| (1..=9999).contains(&date.year()))
}

/// The date that a text names as `2022-12-31`, in the years 1 to 9999.
pub(crate) fn iso_date(text: &str) -> Option<NaiveDate> {
    let is_shaped = text.len() == 10
        && text.bytes().enumerate().all(|(position, byte)| match position {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    let part = |digits: std::ops::Range<usize>| text.get(digits)?.parse::<u32>().ok();
    let year = part(0..4).filter(|year| is_shaped && *year > 0)?;
    NaiveDate::from_ymd_opt(year.cast_signed(), part(5..7)?, part(8..10)?)
}

/// The date of which this is the text (`Display`), in whatever year: callers may ask for any day.
pub(crate) fn written_date(text: &str) -> Option<NaiveDate> {
    let (year, rest) = text.split_at_checked(text.len().checked_sub("-12-31".len())?)?;
    let part = |digits: std::ops::Range<usize>| rest.get(digits)?.parse().ok();
    NaiveDate::from_ymd_opt(year.parse().ok()?, part(1..3)?, part(4..6)?)
        .filter(|date| date.to_string() == text)
}

/// The moment's microseconds counted from 1970-01-01 00:00.
pub(crate) fn instant_of(moment: NaiveDateTime) -> i64 {
    moment.and_utc().timestamp_micros()
}

/// The day so many months later, or earlier where the number is negative; the last day of the
/// month where it has no such day (Vietnam: Civil Code 2015, Article 148). `None` far beyond the
/// years 1 to 9999.
pub(crate) fn add_months(day: i32, months: i64) -> Option<i32> {
    let date = any_date_of(day)?;
    let count = Months::new(u32::try_from(months.unsigned_abs()).ok()?);
    let moved =
        if months < 0 { date.checked_sub_months(count) } else { date.checked_add_months(count) };
    moved.map(day_number)
}

/// The least whole number of months after which `to` is reached from `from`: the least `n` with
/// `to <= add_months(from, n)`.
pub(crate) fn months_between(from: i32, to: i32) -> Option<i64> {
    let (first, last) = (any_date_of(from)?, any_date_of(to)?);
    let month = |date: NaiveDate| i64::from(date.year()) * 12 + i64::from(date.month0());
    let months = month(last) - month(first);
    // A month later or earlier lies in another month, on the same day or on the month's last.
    let days_in_month = last.with_day(1)?.checked_add_months(Months::new(1))?.pred_opt()?.day();
    let is_reached = last.day() <= first.day().min(days_in_month);
    Some(if is_reached { months } else { months + 1 })
}

/// The date of a day's number, also beyond the years 1 to 9999.
fn any_date_of(day: i32) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(day.checked_add(EPOCH_FROM_COMMON_ERA)?)
}

/// A half-open span of civil dates: it has its first day and not its end.
///
/// People name the last day that counts; [`Period::last`] gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    start: NaiveDate,
    end: NaiveDate,
}

impl Period {
    /// The period from `first` to `last`, both included; `None` when `last` is before `first`
    /// or the last date of the calendar.
    #[must_use]
    pub fn through(first: NaiveDate, last: NaiveDate) -> Option<Self> {
        let end = last.checked_add_days(Days::new(1))?;
        (first <= last).then_some(Self { start: first, end })
    }

    /// Reads `2022`, `2022-H2` (half year), `2022-Q3`, `2022-03`, `2022-W05` (ISO 8601 week) or
    /// `2022-03-31`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let year_text = text.get(..4)?;
        if !year_text.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let year: i32 = year_text.parse().ok().filter(|year| (1..=9998).contains(year))?;
        let rest = text.get(4..)?;
        if rest.is_empty() {
            return Self::bucket(Grain::Year, NaiveDate::from_ymd_opt(year, 1, 1)?);
        }
        let rest = rest.strip_prefix('-')?;
        let number = |digits: &str, width: usize| -> Option<u32> {
            (digits.len() == width && digits.bytes().all(|byte| byte.is_ascii_digit()))
                .then(|| digits.parse().ok())?
        };
        let begins = |month: u32| NaiveDate::from_ymd_opt(year, month, 1);
        if let Some(half) = rest.strip_prefix('H') {
            let half = number(half, 1).filter(|half| (1..=2).contains(half))?;
            return Self::bucket(Grain::HalfYear, begins(half * 6 - 5)?);
        }
        if let Some(quarter) = rest.strip_prefix('Q') {
            let quarter = number(quarter, 1).filter(|quarter| (1..=4).contains(quarter))?;
            return Self::bucket(Grain::Quarter, begins(quarter * 3 - 2)?);
        }
        if let Some(week) = rest.strip_prefix('W') {
            let monday = NaiveDate::from_isoywd_opt(year, number(week, 2)?, Weekday::Mon)?;
            return Self::bucket(Grain::Week, monday);
        }
        match rest.split_once('-') {
            None => Self::bucket(Grain::Month, begins(number(rest, 2)?)?),
            Some((month, day)) => {
                let date = NaiveDate::from_ymd_opt(year, number(month, 2)?, number(day, 2)?)?;
                Self::bucket(Grain::Day, date)
            }
        }
    }

    /// The period of that name, as [`Period::parse`], with words where there is none.
    ///
    /// ```
    /// use quality_objectives::Period;
    ///
    /// assert_eq!(Period::named("2022-Q3")?.to_string(), "2022-Q3");
    /// assert_eq!(Period::named("soon").unwrap_err().problems()[0].code, "period-unreadable");
    /// # Ok::<(), quality_objectives::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// `period-unreadable`, a request.
    pub fn named(name: &str) -> Result<Self, Error> {
        Self::parse(name).ok_or_else(|| {
            let message = format!("`{}` is no period", shortened(name));
            Error::request(
                Problem::new("period-unreadable", "period", message)
                    .help("write 2022, 2022-H1, 2022-Q1, 2022-03, 2022-W05 or 2022-03-31"),
            )
        })
    }

    /// Whether it is exactly one day, week, month and so on.
    pub(crate) fn is_one(self, grain: Grain) -> bool {
        Self::bucket(grain, self.start) == Some(self)
    }

    /// The day, ISO week, month, quarter, half year or year that `date` lies in.
    #[must_use]
    pub fn bucket(grain: Grain, date: NaiveDate) -> Option<Self> {
        let first = grain.first_day(date)?;
        Some(Self { start: first, end: grain.after(first)? })
    }

    /// The first day.
    #[must_use]
    pub fn first(&self) -> NaiveDate {
        self.start
    }

    /// The last day that belongs to the period.
    #[must_use]
    pub fn last(&self) -> NaiveDate {
        self.end.pred_opt().unwrap_or(self.end)
    }

    /// Whether the date lies in the period.
    #[must_use]
    pub fn contains(&self, date: NaiveDate) -> bool {
        self.start <= date && date < self.end
    }

    /// Whether all of `other` lies in the period.
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest period that covers both.
    #[must_use]
    pub fn hull(&self, other: &Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The period as long before as a grain says: 2021 of 2022 by a year, March of April by a
    /// month. The first and the last day are moved, each to the last of its month where that has
    /// no such day. A last day that ends its month ends the other one too, so that whole months
    /// stay whole months; a single day stays one.
    pub(crate) fn moved_back(self, grain: Grain) -> Option<Self> {
        let months = match grain {
            Grain::Day => return self.days_before(1),
            Grain::Week => return self.days_before(7),
            Grain::Month => 1,
            Grain::Quarter => 3,
            Grain::HalfYear => 6,
            Grain::Year => 12,
        };
        self.months_before(months)
    }

    fn days_before(self, days: u64) -> Option<Self> {
        let moved = |day: NaiveDate| day.checked_sub_days(Days::new(days));
        let (start, end) = (moved(self.start)?, moved(self.end)?);
        (start.year() >= 1).then_some(Self { start, end })
    }

    /// The period so many months before.
    pub(crate) fn months_before(self, months: u32) -> Option<Self> {
        let moved = |day: NaiveDate| day.checked_sub_months(Months::new(months));
        let (first, last) = (self.first(), self.last());
        let start = moved(first)?;
        let ends_its_month = self.end.day() == 1 && first != last;
        // The end is the first of a month then, which every month has.
        let end = if ends_its_month { moved(self.end)? } else { moved(last)?.succ_opt()? };
        (start.year() >= 1).then_some(Self { start, end })
    }

    /// The days that lie in both, if any.
    #[must_use]
    pub fn overlap(&self, other: &Self) -> Option<Self> {
        let (start, end) = (self.start.max(other.start), self.end.min(other.end));
        (start < end).then_some(Self { start, end })
    }

    /// Day numbers of the first and of the last day.
    pub(crate) fn days(self) -> (i32, i32) {
        (day_number(self.start), day_number(self.end).saturating_sub(1))
    }

    /// The period's standard name if it is a whole year, half year, quarter, month, ISO week or
    /// day.
    #[must_use]
    pub fn name(&self) -> Option<String> {
        // The name of the coarsest is the shortest.
        Grain::ALL
            .into_iter()
            .rev()
            .find(|grain| Self::bucket(*grain, self.start) == Some(*self))
            .map(|grain| grain.name_of(self.start))
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name() {
            Some(name) => f.write_str(&name),
            None => write!(f, "{}..{}", self.first(), self.last()),
        }
    }
}

impl Serialize for Period {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// How finely time is told apart in a breakdown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grain {
    /// Civil days.
    Day,
    /// ISO 8601 weeks, Monday to Sunday.
    Week,
    /// Calendar months.
    Month,
    /// Quarters that begin in January, April, July and October.
    Quarter,
    /// Half years that begin in January and July.
    HalfYear,
    /// Calendar years.
    Year,
}

impl Grain {
    /// Every grain, the finest first.
    pub const ALL: [Self; 6] =
        [Self::Day, Self::Week, Self::Month, Self::Quarter, Self::HalfYear, Self::Year];

    /// The grain of its English name in lower case.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|grain| grain.name() == name)
    }

    /// Its English name in lower case, as a plan writes it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::HalfYear => "half_year",
            Self::Year => "year",
        }
    }

    /// Whether every bucket of `coarser` is made of whole buckets of this grain.
    #[must_use]
    pub fn refines(self, coarser: Self) -> bool {
        match self {
            Self::Day => true,
            Self::Week => coarser == Self::Week,
            finer => coarser >= finer,
        }
    }

    /// First day of the bucket that `date` lies in.
    pub(crate) fn first_day(self, date: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Day => Some(date),
            Self::Week => {
                date.checked_sub_days(Days::new(u64::from(date.weekday().num_days_from_monday())))
            }
            Self::Month => date.with_day(1),
            Self::Quarter => NaiveDate::from_ymd_opt(date.year(), date.month0() / 3 * 3 + 1, 1),
            Self::HalfYear => NaiveDate::from_ymd_opt(date.year(), date.month0() / 6 * 6 + 1, 1),
            Self::Year => NaiveDate::from_ymd_opt(date.year(), 1, 1),
        }
    }

    /// First day after the bucket that begins on `first`.
    fn after(self, first: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Day => first.succ_opt(),
            Self::Week => first.checked_add_days(Days::new(7)),
            Self::Month => first.checked_add_months(Months::new(1)),
            Self::Quarter => first.checked_add_months(Months::new(3)),
            Self::HalfYear => first.checked_add_months(Months::new(6)),
            Self::Year => first.checked_add_months(Months::new(12)),
        }
    }

    /// The standard name of the bucket that begins on `first`: `2022`, `2022-H2`, `2022-Q3`,
    /// `2022-03`, `2022-W05`, `2022-03-31`.
    pub(crate) fn name_of(self, first: NaiveDate) -> String {
        match self {
            Self::Day => first.to_string(),
            Self::Week => {
                let week = first.iso_week();
                format!("{:04}-W{:02}", week.year(), week.week())
            }
            Self::Month => format!("{:04}-{:02}", first.year(), first.month()),
            Self::Quarter => format!("{:04}-Q{}", first.year(), first.month0() / 3 + 1),
            Self::HalfYear => format!("{:04}-H{}", first.year(), first.month0() / 6 + 1),
            Self::Year => format!("{:04}", first.year()),
        }
    }
}

impl Serialize for Grain {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}
