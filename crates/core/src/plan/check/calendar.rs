//! The working calendar.

use std::collections::BTreeSet;

use chrono::{NaiveDate, Weekday};

use super::{Checker, text};
use crate::document::read::{List, Short};
use crate::document::scalar::Located;
use crate::ground::calendar::Calendar;
use crate::plan::CalendarDay;
use crate::plan::written::{CalendarDocument, DayDocument};

/// The calendar with what people call its days.
#[derive(Default)]
pub(super) struct Days {
    pub(super) calendar: Calendar,
    pub(super) exceptions: Vec<CalendarDay>,
    pub(super) origin: Option<String>,
}

impl Checker<'_> {
    pub(super) fn calendar(&mut self, document: Option<CalendarDocument>) -> Days {
        let Some(document) = document else {
            return Days::default();
        };
        let place = document.place;
        let weekend: Vec<Weekday> = match &document.weekend {
            None => vec![Weekday::Sat, Weekday::Sun],
            Some(list) => list.items.iter().map(|name| name.value).collect(),
        };
        let weekend_place = document.weekend.map(|list| list.place);
        let mut days = self.days(document.holidays, false);
        days.extend(self.days(document.working_days, true));
        let of = |working: bool| {
            days.iter().filter(move |(day, _)| day.working == working).map(|(day, _)| day.date)
        };
        let calendar = Calendar::build(weekend, of(false), of(true)).unwrap_or_else(|problem| {
            // The calendar names the key at fault; its place is known here.
            let repeated = || {
                let rest: BTreeSet<NaiveDate> = of(false).collect();
                days.iter()
                    .find(|(day, _)| day.working && rest.contains(&day.date))
                    .map(|(_, place)| place.clone())
            };
            let found = if problem.path == "weekend" { weekend_place } else { repeated() };
            let mut placed = found.unwrap_or(place).problem(problem.code, problem.message);
            placed.help = problem.help;
            self.faults.push(placed);
            Calendar::default()
        });
        let mut days: Vec<CalendarDay> = days.into_iter().map(|(day, _)| day).collect();
        days.sort();
        Days { calendar, exceptions: days, origin: text(document.origin) }
    }

    fn days(
        &mut self,
        list: Option<List<Short<Located<NaiveDate>, DayDocument>>>,
        working: bool,
    ) -> Vec<(CalendarDay, crate::document::place::Place)> {
        let mut seen = BTreeSet::new();
        let mut days = Vec::new();
        for entry in list.map_or_else(Vec::new, |list| list.items) {
            let (date, title) = match entry {
                Short::Short(date) => (Some(date), None),
                Short::Long(day) => (day.date, text(day.title)),
            };
            let Some(date) = date else { continue };
            if !seen.insert(date.value) {
                let message = format!("`{}` is listed twice", date.value);
                self.push(date.problem("duplicate-day", message).help("keep it once"));
            }
            days.push((CalendarDay { date: date.value, working, title }, date.place));
        }
        days
    }
}
