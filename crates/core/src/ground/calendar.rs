//! The working calendar.

mod office;
mod pauses;
mod shipped;
mod vietnam;

use std::collections::BTreeSet;

use chrono::{NaiveDate, Weekday};
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

pub(crate) use office::{OfficeHours, time_of_day, time_of_day_text};
pub(crate) use pauses::outside_pauses;
pub use shipped::ShippedCalendar;

use super::dates::{date_of, day_number};
use super::error::Error;
use super::problem::Problem;

#[cfg(test)]
mod tests;

/// The weekdays from Monday on.
pub(crate) const WEEK: [Weekday; 7] = [
    Weekday::Mon,
    Weekday::Tue,
    Weekday::Wed,
    Weekday::Thu,
    Weekday::Fri,
    Weekday::Sat,
    Weekday::Sun,
];

const WHOLE_WEEK: u8 = 0b111_1111;
const SATURDAY_AND_SUNDAY: u8 = 0b110_0000;

/// The days on which an organisation works: a weekly rhythm, holidays taken out of it, and
/// make-up working days put back into it; and the office hours of a working day, where they are
/// given.
///
/// The default rests on Saturday and Sunday, knows no holidays and has no office hours.
/// [`Calendar::vietnam`] has Vietnam's public holidays. A limit in working days is
/// counted as civil law counts it (Vietnam: Civil Code 2015, Article 147): the day on which it
/// begins is not counted.
///
/// ```
/// use chrono::{NaiveDate, Weekday};
/// use quality_objectives::Calendar;
///
/// let day = |d| NaiveDate::from_ymd_opt(2026, 8, d).unwrap();
/// // Vietnam, announcement 9441/TB-BNV of 16 October 2025: Monday 31 August 2026 is off, and
/// // Saturday 22 August is worked for it.
/// let calendar = Calendar::new(
///     [Weekday::Sat, Weekday::Sun],
///     [day(31)],
///     [day(22)],
/// )?;
///
/// assert!(calendar.is_working_day(day(22)));
/// assert!(!calendar.is_working_day(day(31)));
/// // Friday to Monday: Saturday the 22nd and Monday the 24th.
/// assert_eq!(calendar.working_days_between(day(21), day(24)), 2);
/// assert_eq!(calendar.add_working_days(day(21), 2), Some(day(24)));
/// # Ok::<(), quality_objectives::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Calendar {
    /// Bit 0 is Monday; a set bit is a weekday that is worked.
    worked: u8,
    holidays: Vec<i32>,
    make_up: Vec<i32>,
    /// The days that leave the weekly rhythm, in order, each with the working days gained (or
    /// lost, if negative) up to and including it.
    corrections: Vec<(i32, i64)>,
    office: OfficeHours,
    /// First and last day of the years whose holidays are known; all where there is none.
    known: Option<(i32, i32)>,
}

impl Default for Calendar {
    fn default() -> Self {
        Self {
            worked: WHOLE_WEEK & !SATURDAY_AND_SUNDAY,
            holidays: Vec::new(),
            make_up: Vec::new(),
            corrections: Vec::new(),
            office: OfficeHours::default(),
            known: None,
        }
    }
}

impl Calendar {
    /// A calendar that rests on the weekdays of `weekend` and on `holidays`, and works on
    /// `make_up_days` whatever their weekday.
    ///
    /// A holiday on a weekend and a make-up day on a weekday change nothing; lists published by
    /// a government hold such days, and they are kept.
    ///
    /// # Errors
    ///
    /// If no weekday is left to work on, or if a date is both a holiday and a make-up day.
    pub fn new(
        weekend: impl IntoIterator<Item = Weekday>,
        holidays: impl IntoIterator<Item = NaiveDate>,
        make_up_days: impl IntoIterator<Item = NaiveDate>,
    ) -> Result<Self, Error> {
        Self::build(weekend, holidays, make_up_days).map_err(Error::request)
    }

    /// As [`Calendar::new`], with a problem whose path is relative to the calendar.
    pub(crate) fn build(
        weekend: impl IntoIterator<Item = Weekday>,
        holidays: impl IntoIterator<Item = NaiveDate>,
        make_up_days: impl IntoIterator<Item = NaiveDate>,
    ) -> Result<Self, Problem> {
        let rest =
            weekend.into_iter().fold(0_u8, |mask, day| mask | 1 << day.num_days_from_monday());
        let worked = WHOLE_WEEK & !rest;
        if worked == 0 {
            return Err(Problem::new(
                "calendar-without-work",
                "weekend",
                "the weekend covers the whole week",
            )
            .help("leave at least one weekday that is worked"));
        }
        let holidays: BTreeSet<i32> = holidays.into_iter().map(day_number).collect();
        let make_up: BTreeSet<i32> = make_up_days.into_iter().map(day_number).collect();
        if let Some(day) = holidays.intersection(&make_up).next() {
            let date = date_of(*day).map_or_else(|| day.to_string(), |date| date.to_string());
            return Err(Problem::new(
                "calendar-day-twice",
                "working_days",
                format!("`{date}` is both a holiday and a make-up working day"),
            )
            .help("keep the date in one of the two lists"));
        }
        let is_worked = |day: i32| worked >> weekday_index(day) & 1 == 1;
        let mut changes: Vec<(i32, i64)> = holidays
            .iter()
            .filter(|day| is_worked(**day))
            .map(|day| (*day, -1))
            .chain(make_up.iter().filter(|day| !is_worked(**day)).map(|day| (*day, 1)))
            .collect();
        changes.sort_unstable();
        let mut total = 0;
        for (_, change) in &mut changes {
            total += *change;
            *change = total;
        }
        Ok(Self {
            worked,
            holidays: holidays.into_iter().collect(),
            make_up: make_up.into_iter().collect(),
            corrections: changes,
            office: OfficeHours::default(),
            known: None,
        })
    }

    /// The calendar whose holidays are those of some years only.
    pub(crate) fn known_in(self, years: (i32, i32)) -> Self {
        let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).map(day_number);
        let known = day(years.0, 1, 1).zip(day(years.1, 12, 31));
        Self { known, ..self }
    }

    /// The first and the last day of the years whose holidays it has; `None` where no year sets
    /// it a limit.
    ///
    /// Calendars that come with the library have their holidays for some years only. Outside them
    /// only weekends are told apart from working days, and a condition of a plan is unknown
    /// (NULL) there.
    ///
    /// ```
    /// use quality_objectives::Calendar;
    ///
    /// let (first, last) = Calendar::vietnam().known_days().unwrap();
    /// assert_eq!((first.to_string(), last.to_string()), ("2021-01-01".into(), "2027-12-31".into()));
    /// assert_eq!(Calendar::default().known_days(), None);
    /// ```
    #[must_use]
    pub fn known_days(&self) -> Option<(NaiveDate, NaiveDate)> {
        let (first, last) = self.known?;
        date_of(first).zip(date_of(last))
    }

    /// Whether the holidays of the day's year are known.
    pub(crate) fn knows(&self, day: i32) -> bool {
        self.known.is_none_or(|(first, last)| (first..=last).contains(&day))
    }

    /// Whether there are days whose holidays are not known.
    pub(crate) fn has_unknown_days(&self) -> bool {
        self.known.is_some()
    }

    /// The weekdays of rest, from Monday on.
    pub fn weekend(&self) -> impl Iterator<Item = Weekday> {
        let worked = self.worked;
        WEEK.into_iter().filter(move |day| worked >> day.num_days_from_monday() & 1 == 0)
    }

    /// The holidays that were given, in order of time, each once.
    pub fn holidays(&self) -> impl Iterator<Item = NaiveDate> {
        self.holidays.iter().filter_map(|day| date_of(*day))
    }

    /// The make-up working days that were given, in order of time, each once.
    pub fn make_up_days(&self) -> impl Iterator<Item = NaiveDate> {
        self.make_up.iter().filter_map(|day| date_of(*day))
    }

    /// Whether the date is worked.
    #[must_use]
    pub fn is_working_day(&self, date: NaiveDate) -> bool {
        self.is_working(day_number(date))
    }

    /// The working days after `from` up to and including `to`: the first day is not counted.
    /// Negative, and counted from `to`, where `to` lies before `from`.
    #[must_use]
    pub fn working_days_between(&self, from: NaiveDate, to: NaiveDate) -> i64 {
        self.workdays(day_number(from), day_number(to))
    }

    /// The `count`-th working day after `from`, or before it where `count` is negative; `from`
    /// itself, worked or not, for 0. `None` beyond the years 1 to 9999.
    #[must_use]
    pub fn add_working_days(&self, from: NaiveDate, count: i64) -> Option<NaiveDate> {
        date_of(self.add_workdays(day_number(from), count)?)
    }

    /// [`Calendar::is_working_day`] of a day number.
    pub(crate) fn is_working(&self, day: i32) -> bool {
        self.make_up.binary_search(&day).is_ok()
            || (self.worked >> weekday_index(day) & 1 == 1
                && self.holidays.binary_search(&day).is_err())
    }

    /// [`Calendar::working_days_between`] of day numbers.
    pub(crate) fn workdays(&self, from: i32, to: i32) -> i64 {
        self.worked_until(to) - self.worked_until(from)
    }

    /// [`Calendar::add_working_days`] of day numbers; `None` beyond what an `i32` holds.
    pub(crate) fn add_workdays(&self, from: i32, count: i64) -> Option<i32> {
        let worked = self.worked_until(from);
        match count.signum() {
            1 => self.first_with(worked.checked_add(count)?),
            -1 => {
                // The day sought is the last of those worked up to the day before `from`.
                let before = worked - i64::from(self.is_working(from));
                self.first_with(before.checked_add(count)?.checked_add(1)?)
            }
            _ => Some(from),
        }
    }

    /// The days worked up to and including `day`, counted from an origin that all days share.
    fn worked_until(&self, day: i32) -> i64 {
        let position = i64::from(day) + THURSDAY;
        let in_week = position.rem_euclid(7);
        let up_to_weekday = self.worked & ((2_u8 << in_week) - 1);
        let passed = self.corrections.partition_point(|(date, _)| *date <= day);
        position.div_euclid(7) * i64::from(self.worked.count_ones())
            + i64::from(up_to_weekday.count_ones())
            + self.corrected_by(passed)
    }

    /// What the first `passed` corrections add up to.
    fn corrected_by(&self, passed: usize) -> i64 {
        passed
            .checked_sub(1)
            .and_then(|last| self.corrections.get(last))
            .map_or(0, |(_, total)| *total)
    }

    /// The first day with `wanted` days worked up to it.
    fn first_with(&self, wanted: i64) -> Option<i32> {
        let passed = self.corrections.partition_point(|(day, _)| self.worked_until(*day) < wanted);
        let rhythm = wanted.checked_sub(self.corrected_by(passed))?.checked_sub(1)?;
        let each_week = i64::from(self.worked.count_ones());
        let nth = rhythm.rem_euclid(each_week);
        let in_week = (0..7_u8)
            .filter(|index| self.worked >> index & 1 == 1)
            .zip(0_i64..)
            .find_map(|(index, position)| (position == nth).then_some(i64::from(index)))?;
        let day = rhythm.div_euclid(each_week).checked_mul(7)?.checked_add(in_week - THURSDAY)?;
        // A make-up day may be worked before the weekly rhythm gets there.
        let day = match self.corrections.get(passed) {
            Some((correction, _)) => day.min(i64::from(*correction)),
            None => day,
        };
        i32::try_from(day).ok()
    }
}

/// The weekday of 1970-01-01, counted from Monday.
const THURSDAY: i64 = 3;

fn weekday_index(day: i32) -> i64 {
    (i64::from(day) + THURSDAY).rem_euclid(7)
}

impl Serialize for Calendar {
    /// As a plan writes it: `weekend`, `holidays`, `working_days`, and `office_hours` if there are
    /// any.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let office: Vec<String> = self.office_hours().collect();
        let length = if office.is_empty() { 3 } else { 4 };
        let mut calendar = serializer.serialize_struct("Calendar", length)?;
        let weekend: Vec<&str> = self.weekend().map(weekday_name).collect();
        let texts = |dates: &[i32]| -> Vec<String> {
            dates.iter().filter_map(|day| date_of(*day)).map(|date| date.to_string()).collect()
        };
        calendar.serialize_field("weekend", &weekend)?;
        calendar.serialize_field("holidays", &texts(&self.holidays))?;
        calendar.serialize_field("working_days", &texts(&self.make_up))?;
        if !office.is_empty() {
            calendar.serialize_field("office_hours", &office)?;
        }
        calendar.end()
    }
}

/// The weekday's English name in lower case, as a plan writes it.
pub(crate) fn weekday_name(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "monday",
        Weekday::Tue => "tuesday",
        Weekday::Wed => "wednesday",
        Weekday::Thu => "thursday",
        Weekday::Fri => "friday",
        Weekday::Sat => "saturday",
        Weekday::Sun => "sunday",
    }
}
