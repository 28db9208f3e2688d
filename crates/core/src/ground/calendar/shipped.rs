//! Calendars that come with the library.

use std::ops::RangeInclusive;

use chrono::{NaiveDate, Weekday};
use serde::{Serialize, Serializer};

use super::{Calendar, vietnam};

/// A calendar that comes with the library: public holidays and make-up working days of some
/// years, with where they are from.
///
/// A plan takes it with `calendar: {base: vietnam}` and may add days of its own. Years that no
/// authority has fixed yet are projected, and are to be looked at again.
///
/// ```
/// use quality_objectives::{Calendar, ShippedCalendar};
///
/// let vietnam = ShippedCalendar::named("vietnam").unwrap();
/// assert_eq!((vietnam.years(), vietnam.projected_years()), (2021..=2027, &[2027][..]));
/// let (day, title) = vietnam.make_up_days().last().unwrap();
/// assert_eq!((day.to_string().as_str(), title), ("2026-08-22", "Làm bù ngày 31/8"));
/// assert_eq!(vietnam.calendar(), Calendar::vietnam());
/// ```
#[derive(Debug, PartialEq, Eq)]
pub struct ShippedCalendar {
    pub(super) name: &'static str,
    pub(super) title: &'static str,
    pub(super) first_year: i32,
    pub(super) last_year: i32,
    pub(super) projected: &'static [i32],
    pub(super) sources: &'static [&'static str],
    pub(super) holidays: &'static [Day],
    pub(super) make_up: &'static [Day],
}

/// Year, month, day, and what people call it.
pub(super) type Day = (i32, u32, u32, &'static str);

impl ShippedCalendar {
    /// The calendars that come with the library, by name.
    pub fn all() -> impl Iterator<Item = &'static Self> + Clone {
        std::iter::once(&vietnam::VIETNAM)
    }

    /// The calendar of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        Self::all().find(|own| own.name == name)
    }

    /// The name by which a plan refers to it.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// What it is, in one line.
    #[must_use]
    pub fn title(&self) -> &'static str {
        self.title
    }

    /// The years that it covers.
    #[must_use]
    pub fn years(&self) -> RangeInclusive<i32> {
        self.first_year..=self.last_year
    }

    /// Those of its years that no authority has fixed yet.
    #[must_use]
    pub fn projected_years(&self) -> &'static [i32] {
        self.projected
    }

    /// Where its days are from, and how far they were checked; one line each.
    #[must_use]
    pub fn sources(&self) -> &'static [&'static str] {
        self.sources
    }

    /// Its public holidays in order of date, each with what people call it. Some fall on weekends.
    pub fn holidays(&self) -> impl Iterator<Item = (NaiveDate, &'static str)> {
        dated(self.holidays)
    }

    /// The days of weekends that are worked for a day off, in order of date.
    pub fn make_up_days(&self) -> impl Iterator<Item = (NaiveDate, &'static str)> {
        dated(self.make_up)
    }

    /// The calendar, which rests on Saturday and Sunday and has no office hours.
    #[must_use]
    pub fn calendar(&self) -> Calendar {
        let holidays = self.holidays().map(|(day, _)| day);
        let make_up = self.make_up_days().map(|(day, _)| day);
        Calendar::build([Weekday::Sat, Weekday::Sun], holidays, make_up)
            .unwrap_or_default()
            .known_in((self.first_year, self.last_year))
    }

    /// Its name, years and projected years: `vietnam 2021–2027 (2027 projected)`.
    pub(crate) fn described(&self) -> String {
        let projected: Vec<String> = self.projected.iter().map(ToString::to_string).collect();
        let projected = match projected.as_slice() {
            [] => String::new(),
            years => format!(" ({} projected)", years.join(", ")),
        };
        format!("{} {}–{}{projected}", self.name, self.first_year, self.last_year)
    }
}

fn dated(days: &'static [Day]) -> impl Iterator<Item = (NaiveDate, &'static str)> {
    days.iter().filter_map(|(year, month, day, title)| {
        Some((NaiveDate::from_ymd_opt(*year, *month, *day)?, *title))
    })
}

/// As the name by which a plan refers to it.
impl Serialize for ShippedCalendar {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name)
    }
}

impl Calendar {
    /// Vietnam's working days from 2021 to 2027: weekends, public holidays as the Labour Code 2019
    /// (Article 112) and the yearly announcements have them, and make-up Saturdays. 2027 is
    /// projected.
    ///
    /// [`ShippedCalendar`] has its days with their names and sources.
    ///
    /// ```
    /// use quality_objectives::{Calendar, NaiveDate};
    ///
    /// let calendar = Calendar::vietnam();
    /// let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day).unwrap();
    /// // Tết 2026: from Saturday 14 to Sunday 22 February.
    /// assert_eq!(calendar.working_days_between(day(2, 13), day(2, 23)), 1);
    /// assert!(calendar.is_working_day(day(8, 22)) && !calendar.is_working_day(day(8, 31)));
    /// ```
    #[must_use]
    pub fn vietnam() -> Self {
        vietnam::VIETNAM.calendar()
    }
}
