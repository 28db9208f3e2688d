//! The working days on which everything in the sample happens.
//!
//! Dossiers are received, due and resolved on working days only, so a day is its place in this
//! list and a limit of n working days is a step of n places.

/// One working day.
pub(crate) struct WorkingDay {
    /// As `2022-01-04`.
    pub(crate) text: String,
    pub(crate) year: u32,
    pub(crate) month: u32,
    /// 0 is Monday.
    pub(crate) weekday: u32,
}

/// Weekdays off in Vietnam, 2021 to 2023, as in the plan's calendar.
const HOLIDAYS: [&str; 28] = [
    "2021-09-02",
    "2021-09-03",
    "2022-01-03",
    "2022-01-31",
    "2022-02-01",
    "2022-02-02",
    "2022-02-03",
    "2022-02-04",
    "2022-04-11",
    "2022-05-02",
    "2022-05-03",
    "2022-09-01",
    "2022-09-02",
    "2023-01-02",
    "2023-01-20",
    "2023-01-23",
    "2023-01-24",
    "2023-01-25",
    "2023-01-26",
    "2023-05-01",
    "2023-05-02",
    "2023-05-03",
    "2023-09-01",
    "2023-09-04",
    "2021-01-01",
    "2021-04-21",
    "2021-04-30",
    "2021-05-03",
];

fn length(year: u32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) => 29,
        2 => 28,
        _ => 31,
    }
}

/// The working days from 1 September 2021 to 30 June 2023.
pub(crate) fn working_days() -> Vec<WorkingDay> {
    // 1 September 2021 was a Wednesday.
    let (mut year, mut month, mut day, mut weekday) = (2021, 9, 1, 2);
    let mut days = Vec::new();
    while (year, month) < (2023, 7) {
        let text = format!("{year}-{month:02}-{day:02}");
        if weekday < 5 && !HOLIDAYS.contains(&text.as_str()) {
            days.push(WorkingDay { text, year, month, weekday });
        }
        weekday = (weekday + 1) % 7;
        day += 1;
        if day > length(year, month) {
            (month, day) = (month + 1, 1);
        }
        if month > 12 {
            (year, month) = (year + 1, 1);
        }
    }
    days
}
