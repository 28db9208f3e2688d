//! Working time: the office hours of working days.

use chrono::{NaiveDateTime, TimeDelta};

use super::Calendar;
use crate::ground::dates::instant_of;
use crate::ground::error::Error;
use crate::ground::problem::Problem;
use crate::ground::time::{DAY, HOUR, MINUTE};

/// The spans of a working day in which an office is open, in order, without overlap.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(crate) struct OfficeHours {
    spans: Vec<Span>,
    /// The working time of a day, in microseconds.
    each_day: i64,
}

/// One span, in microseconds since midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Span {
    from: i64,
    to: i64,
    /// The working time of the day before the span.
    before: i64,
}

impl OfficeHours {
    /// Reads spans such as `07:30-11:30`.
    ///
    /// # Errors
    ///
    /// The position of the text that is at fault, with the problem.
    pub(crate) fn read<'t>(
        texts: impl IntoIterator<Item = &'t str>,
    ) -> Result<Self, (usize, Box<Problem>)> {
        let mut own = Self::default();
        for (index, text) in texts.into_iter().enumerate() {
            own.push(text.trim()).map_err(|problem| (index, Box::new(problem)))?;
        }
        Ok(own)
    }

    fn push(&mut self, text: &str) -> Result<(), Problem> {
        const KEY: &str = "office_hours";
        let shown = crate::ground::text::shortened(text);
        let ends = text
            .split_once('-')
            .and_then(|(from, to)| Some((time_of_day(from.trim())?, time_of_day(to.trim())?)));
        let Some((from, to)) = ends else {
            let message = format!("`{shown}` is not a span of office hours");
            return Err(Problem::new("not-office-hours", KEY, message)
                .help("write two times of day on the 24-hour clock: `07:30-11:30`"));
        };
        if to <= from {
            let message = format!("the office hours `{shown}` end before they begin");
            return Err(Problem::new("office-hours-order", KEY, message)
                .help("write the earlier time first; hours over midnight are two spans: `22:00-24:00` and `00:00-06:00`"));
        }
        if let Some(last) = self.spans.last()
            && from < last.to
        {
            let message = format!("the office hours `{shown}` begin before `{last}` ends");
            return Err(Problem::new("office-hours-overlap", KEY, message)
                .help("list the office hours of a day in order and without overlap"));
        }
        self.spans.push(Span { from, to, before: self.each_day });
        self.each_day += to - from;
        Ok(())
    }

    /// The working time of a working day up to a time of day.
    fn until(&self, time: i64) -> i64 {
        let begun = self.spans.partition_point(|span| span.from < time);
        let last = begun.checked_sub(1).and_then(|last| self.spans.get(last));
        last.map_or(0, |span| span.before + time.min(span.to) - span.from)
    }

    /// The earliest time of day with that much working time before it; above 0, at most a day's.
    fn earliest_with(&self, worked: i64) -> Option<i64> {
        let begun = self.spans.partition_point(|span| span.before < worked);
        let span = self.spans.get(begun.checked_sub(1)?)?;
        Some(span.from + worked - span.before)
    }

    /// The latest time of day with that much working time before it; less than a day's.
    fn latest_with(&self, worked: i64) -> Option<i64> {
        let begun = self.spans.partition_point(|span| span.before <= worked);
        let span = self.spans.get(begun.checked_sub(1)?)?;
        Some(span.from + worked - span.before)
    }
}

impl std::fmt::Display for Span {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{}", time_of_day_text(self.from), time_of_day_text(self.to))
    }
}

/// The microseconds since midnight of a time such as `07:30`; `24:00` is the end of the day.
pub(crate) fn time_of_day(text: &str) -> Option<i64> {
    let (hours, minutes) = text.split_once(':')?;
    let number = |digits: &str| -> Option<i64> {
        (digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| digits.parse().ok())?
    };
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    let time = hours * HOUR + minutes * MINUTE;
    (minutes < 60 && time <= DAY).then_some(time)
}

/// The time of day as [`time_of_day`] reads it.
pub(crate) fn time_of_day_text(time: i64) -> String {
    format!("{:02}:{:02}", time / HOUR, time % HOUR / MINUTE)
}

impl Calendar {
    /// The calendar with the office hours of its working days: spans such as `07:30-11:30`, in
    /// order, without overlap. `24:00` is the end of a day.
    ///
    /// ```
    /// use chrono::{NaiveDate, TimeDelta};
    /// use quality_objectives::Calendar;
    ///
    /// let calendar = Calendar::default().with_office_hours(["07:30-11:30", "13:30-17:00"])?;
    /// let friday = NaiveDate::from_ymd_opt(2026, 3, 6).unwrap().and_hms_opt(16, 0, 0).unwrap();
    /// let monday = NaiveDate::from_ymd_opt(2026, 3, 9).unwrap().and_hms_opt(14, 0, 0).unwrap();
    /// // One hour on Friday; four in the morning and half an hour after lunch on Monday.
    /// let taken = TimeDelta::minutes(330);
    /// assert_eq!(calendar.working_time_between(friday, monday), Some(taken));
    /// assert_eq!(calendar.add_working_time(friday, taken), Some(monday));
    /// # Ok::<(), quality_objectives::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// `not-office-hours`, `office-hours-order` and `office-hours-overlap`, for the first span
    /// that is at fault.
    pub fn with_office_hours<'t>(
        self,
        spans: impl IntoIterator<Item = &'t str>,
    ) -> Result<Self, Error> {
        let office = OfficeHours::read(spans).map_err(|(_, problem)| Error::request(*problem))?;
        Ok(self.with_office(office))
    }

    pub(crate) fn with_office(self, office: OfficeHours) -> Self {
        Self { office, ..self }
    }

    /// The office hours of a working day as texts, `07:30-11:30`, in order; none where they are
    /// not given.
    pub fn office_hours(&self) -> impl Iterator<Item = String> {
        self.office.spans.iter().map(ToString::to_string)
    }

    /// The time within the office hours of working days from one moment to another; negative
    /// where `to` lies before `from`.
    ///
    /// `None` without office hours, and where the moments lie so far apart that it cannot be
    /// held.
    #[must_use]
    pub fn working_time_between(
        &self,
        from: NaiveDateTime,
        to: NaiveDateTime,
    ) -> Option<TimeDelta> {
        self.worktime(instant_of(from), instant_of(to)).map(TimeDelta::microseconds)
    }

    /// The moment at which that much working time has passed since `from`: the earliest one, or,
    /// where the time is negative, the latest before `from`; `from` itself for none.
    ///
    /// It counts in microseconds. `None` without office hours, and beyond what a date can be.
    #[must_use]
    pub fn add_working_time(&self, from: NaiveDateTime, time: TimeDelta) -> Option<NaiveDateTime> {
        let moment = self.add_worktime(instant_of(from), time.num_microseconds()?)?;
        chrono::DateTime::from_timestamp_micros(moment).map(|moment| moment.naive_utc())
    }

    /// [`Calendar::working_time_between`] in microseconds.
    pub(crate) fn worktime(&self, from: i64, to: i64) -> Option<i64> {
        self.worked_time_until(to)?.checked_sub(self.worked_time_until(from)?)
    }

    /// [`Calendar::add_working_time`] in microseconds.
    pub(crate) fn add_worktime(&self, from: i64, time: i64) -> Option<i64> {
        let wanted = self.worked_time_until(from)?.checked_add(time)?;
        let each_day = self.office.each_day;
        let (days, in_day) = match time.signum() {
            0 => return Some(from),
            1 => {
                let days = wanted.checked_sub(1)?.div_euclid(each_day);
                (days, self.office.earliest_with(wanted - days * each_day)?)
            }
            _ => {
                let days = wanted.div_euclid(each_day);
                (days, self.office.latest_with(wanted.rem_euclid(each_day))?)
            }
        };
        let day = self.first_with(days.checked_add(1)?)?;
        i64::from(day).checked_mul(DAY)?.checked_add(in_day)
    }

    /// The working time up to a moment, counted from an origin that all moments share.
    fn worked_time_until(&self, moment: i64) -> Option<i64> {
        if self.office.spans.is_empty() {
            return None;
        }
        let (day, time) = (i32::try_from(moment.div_euclid(DAY)).ok()?, moment.rem_euclid(DAY));
        let is_working = self.is_working(day);
        let days = self.worked_until(day) - i64::from(is_working);
        let today = if is_working { self.office.until(time) } else { 0 };
        days.checked_mul(self.office.each_day)?.checked_add(today)
    }
}
