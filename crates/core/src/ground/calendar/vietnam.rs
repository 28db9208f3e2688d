//! Vietnam's public holidays and make-up working days, 2021 to 2027.
//!
//! Tests compare the table with the `PyPI` package that it was taken from; `docs/calendars.md` has
//! what differs, and why.

use super::shipped::{Day, ShippedCalendar};

pub(super) static VIETNAM: ShippedCalendar = ShippedCalendar {
    name: "vietnam",
    title: "Public holidays and make-up working days of Vietnam",
    first_year: 2021,
    last_year: 2027,
    projected: &[2027],
    sources: &[
        "Labour Code 2019 (45/2019/QH14), Articles 111(3) and 112: which holidays there are, and \
         that one on a weekly day of rest is made up for on the next working day",
        "Announcement 9441/TB-BNV of 16 October 2025: Tết, the national day and the swapped day \
         of 2026",
        "PyPI package `holidays` 0.109 (VN): the days of all other years, and the make-up days of \
         2024 and 2025; not checked against official notices",
        "Ngày Văn hóa Việt Nam (24 November, from 2026) is in the package only; the text of the \
         Labour Code that was read does not have it",
        "2027 is a projection until the Prime Minister decides",
    ],
    holidays: HOLIDAYS,
    make_up: MAKE_UP,
};

const NEW_YEAR: &str = "Tết Dương lịch";
const NEW_YEAR_INSTEAD: &str = "Nghỉ bù Tết Dương lịch";
const TET: &str = "Tết Nguyên đán";
const HUNG_KINGS: &str = "Giỗ Tổ Hùng Vương";
const HUNG_KINGS_INSTEAD: &str = "Nghỉ bù Giỗ Tổ Hùng Vương";
const REUNIFICATION: &str = "Ngày Chiến thắng";
const REUNIFICATION_INSTEAD: &str = "Nghỉ bù Ngày Chiến thắng";
const LABOUR: &str = "Ngày Quốc tế lao động";
const LABOUR_INSTEAD: &str = "Nghỉ bù Ngày Quốc tế lao động";
const NATIONAL: &str = "Quốc khánh";
const NATIONAL_INSTEAD: &str = "Nghỉ bù Quốc khánh";
const CULTURE: &str = "Ngày Văn hóa Việt Nam";

#[rustfmt::skip]
const HOLIDAYS: &[Day] = &[
    (2021, 1, 1, NEW_YEAR),
    (2021, 2, 10, TET),
    (2021, 2, 11, TET),
    (2021, 2, 12, TET),
    (2021, 2, 13, TET),
    (2021, 2, 14, TET),
    (2021, 2, 15, TET),
    (2021, 2, 16, TET),
    (2021, 4, 21, HUNG_KINGS),
    (2021, 4, 30, REUNIFICATION),
    (2021, 5, 1, LABOUR),
    (2021, 5, 3, LABOUR_INSTEAD),
    (2021, 9, 2, NATIONAL),
    (2021, 9, 3, NATIONAL),
    (2022, 1, 1, NEW_YEAR),
    (2022, 1, 3, NEW_YEAR_INSTEAD),
    (2022, 1, 31, TET),
    (2022, 2, 1, TET),
    (2022, 2, 2, TET),
    (2022, 2, 3, TET),
    (2022, 2, 4, TET),
    (2022, 4, 10, HUNG_KINGS),
    (2022, 4, 11, HUNG_KINGS_INSTEAD),
    (2022, 4, 30, REUNIFICATION),
    (2022, 5, 1, LABOUR),
    (2022, 5, 2, REUNIFICATION_INSTEAD),
    (2022, 5, 3, LABOUR_INSTEAD),
    (2022, 9, 1, NATIONAL),
    (2022, 9, 2, NATIONAL),
    (2023, 1, 1, NEW_YEAR),
    (2023, 1, 2, NEW_YEAR_INSTEAD),
    (2023, 1, 20, TET),
    (2023, 1, 21, TET),
    (2023, 1, 22, TET),
    (2023, 1, 23, TET),
    (2023, 1, 24, TET),
    (2023, 1, 25, TET),
    (2023, 1, 26, TET),
    (2023, 4, 29, HUNG_KINGS),
    (2023, 4, 30, REUNIFICATION),
    (2023, 5, 1, LABOUR),
    (2023, 5, 2, HUNG_KINGS_INSTEAD),
    (2023, 5, 3, REUNIFICATION_INSTEAD),
    (2023, 9, 1, NATIONAL),
    (2023, 9, 2, NATIONAL),
    (2023, 9, 4, NATIONAL_INSTEAD),
    (2024, 1, 1, NEW_YEAR),
    (2024, 2, 8, TET),
    (2024, 2, 9, TET),
    (2024, 2, 10, TET),
    (2024, 2, 11, TET),
    (2024, 2, 12, TET),
    (2024, 2, 13, TET),
    (2024, 2, 14, TET),
    (2024, 4, 18, HUNG_KINGS),
    (2024, 4, 29, "Nghỉ hoán đổi, làm bù ngày 04/5"),
    (2024, 4, 30, REUNIFICATION),
    (2024, 5, 1, LABOUR),
    (2024, 9, 2, NATIONAL),
    (2024, 9, 3, NATIONAL),
    (2025, 1, 1, NEW_YEAR),
    (2025, 1, 27, TET),
    (2025, 1, 28, TET),
    (2025, 1, 29, TET),
    (2025, 1, 30, TET),
    (2025, 1, 31, TET),
    (2025, 2, 1, TET),
    (2025, 4, 7, HUNG_KINGS),
    (2025, 4, 30, REUNIFICATION),
    (2025, 5, 1, LABOUR),
    (2025, 5, 2, "Nghỉ hoán đổi, làm bù ngày 26/4"),
    (2025, 9, 1, NATIONAL),
    (2025, 9, 2, NATIONAL),
    (2026, 1, 1, NEW_YEAR),
    (2026, 2, 16, TET),
    (2026, 2, 17, TET),
    (2026, 2, 18, TET),
    (2026, 2, 19, TET),
    (2026, 2, 20, TET),
    (2026, 4, 26, HUNG_KINGS),
    (2026, 4, 27, HUNG_KINGS_INSTEAD),
    (2026, 4, 30, REUNIFICATION),
    (2026, 5, 1, LABOUR),
    (2026, 8, 31, "Nghỉ hoán đổi, làm bù ngày 22/8"),
    (2026, 9, 1, NATIONAL),
    (2026, 9, 2, NATIONAL),
    (2026, 11, 24, CULTURE),
    (2027, 1, 1, NEW_YEAR),
    (2027, 2, 4, TET),
    (2027, 2, 5, TET),
    (2027, 2, 6, TET),
    (2027, 2, 7, TET),
    (2027, 2, 8, TET),
    (2027, 2, 9, TET),
    (2027, 2, 10, TET),
    (2027, 4, 16, HUNG_KINGS),
    (2027, 4, 30, REUNIFICATION),
    (2027, 5, 1, LABOUR),
    (2027, 5, 3, LABOUR_INSTEAD),
    (2027, 9, 2, NATIONAL),
    (2027, 9, 3, NATIONAL),
    (2027, 11, 24, CULTURE),
];

const MAKE_UP: &[Day] = &[
    (2024, 5, 4, "Làm bù ngày 29/4"),
    (2025, 4, 26, "Làm bù ngày 02/5"),
    (2026, 8, 22, "Làm bù ngày 31/8"),
];
