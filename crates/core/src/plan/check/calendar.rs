//! The working calendar.

use std::collections::BTreeSet;

use chrono::{NaiveDate, Weekday};

use super::{Checker, text};
use crate::document::place::Place;
use crate::document::read::{List, Short};
use crate::document::scalar::{Located, Text};
use crate::ground::calendar::{Calendar, OfficeHours, ShippedCalendar};
use crate::plan::CalendarDay;
use crate::plan::written::{CalendarDocument, DayDocument};

/// The calendar with what people call its days.
#[derive(Default)]
pub(super) struct Days {
    pub(super) calendar: Calendar,
    pub(super) base: Option<&'static ShippedCalendar>,
    pub(super) exceptions: Vec<CalendarDay>,
    pub(super) origin: Option<String>,
}

impl Checker<'_> {
    pub(super) fn calendar(&mut self, document: Option<CalendarDocument>) -> Days {
        let Some(document) = document else {
            return Days::default();
        };
        let place = document.place;
        let base = document.base.as_ref().and_then(|name| self.shipped_calendar(name));
        let office = self.office_hours(document.office_hours.as_ref());
        let weekend: Vec<Weekday> = match &document.weekend {
            None => vec![Weekday::Sat, Weekday::Sun],
            Some(list) => list.items.iter().map(|name| name.value).collect(),
        };
        let weekend_place = document.weekend.map(|list| list.place);
        let mut days = self.days(document.holidays, false);
        days.extend(self.days(document.working_days, true));
        let repeated = || {
            let rest = days.iter().filter(|(day, _)| !day.working).map(|(day, _)| day.date);
            let rest: BTreeSet<NaiveDate> = rest.collect();
            days.iter()
                .find(|(day, _)| day.working && rest.contains(&day.date))
                .map(|(_, place)| place.clone())
        };
        let listed = days.iter().map(|(day, _)| day.clone());
        let exceptions = with_base(base, listed);
        let of = |working: bool| {
            exceptions.iter().filter(move |day| day.working == working).map(|day| day.date)
        };
        let calendar = Calendar::build(weekend, of(false), of(true)).unwrap_or_else(|problem| {
            // The calendar names the key at fault; its place is known here.
            let found = if problem.path == "weekend" { weekend_place } else { repeated() };
            let mut placed = found.unwrap_or(place).problem(problem.code, problem.message);
            placed.help = problem.help;
            self.faults.push(placed);
            Calendar::default()
        });
        let calendar = calendar.with_office(office);
        let calendar = match base.map(ShippedCalendar::years) {
            Some(years) => calendar.known_in((*years.start(), *years.end())),
            None => calendar,
        };
        Days { calendar, base, exceptions, origin: text(document.origin) }
    }

    /// The calendar of the library that the plan names.
    fn shipped_calendar(&mut self, name: &Text) -> Option<&'static ShippedCalendar> {
        let found = ShippedCalendar::named(&name.name());
        if found.is_none() {
            let names = ShippedCalendar::all().map(ShippedCalendar::name);
            Self::unknown(self.faults, "unknown-calendar", "calendar", name, names);
        }
        found
    }

    fn office_hours(&mut self, spans: Option<&List<Text>>) -> OfficeHours {
        let Some(spans) = spans else { return OfficeHours::default() };
        OfficeHours::read(spans.items.iter().map(|span| span.text.as_str())).unwrap_or_else(
            |(index, problem)| {
                let place = spans.items.get(index).map_or(&spans.place, |span| &span.place);
                let mut placed = place.problem(problem.code, problem.message);
                placed.help = problem.help;
                self.push(placed);
                OfficeHours::default()
            },
        )
    }

    fn days(
        &mut self,
        list: Option<List<Short<Located<NaiveDate>, DayDocument>>>,
        working: bool,
    ) -> Vec<(CalendarDay, Place)> {
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

/// The days that the plan lists and those of its base, in order. What the plan says of a day of
/// its base holds: announcements are late, and not every office swaps days as the government does.
fn with_base(
    base: Option<&'static ShippedCalendar>,
    listed: impl Iterator<Item = CalendarDay>,
) -> Vec<CalendarDay> {
    let mut listed: Vec<CalendarDay> = listed.collect();
    if let Some(base) = base {
        let own: BTreeSet<NaiveDate> = listed.iter().map(|day| day.date).collect();
        let holidays = base.holidays().map(|day| (day, false));
        let days = holidays.chain(base.make_up_days().map(|day| (day, true)));
        let days = days.filter(|((date, _), _)| !own.contains(date));
        listed.extend(days.map(|((date, title), working)| CalendarDay {
            date,
            working,
            title: Some(title.to_owned()),
        }));
    }
    listed.sort();
    listed
}
