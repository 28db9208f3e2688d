use super::*;

#[test]
fn vietnam_is_in_order_and_without_repetition() {
    let vietnam = ShippedCalendar::named("vietnam").unwrap();
    let holidays: Vec<NaiveDate> = vietnam.holidays().map(|(day, _)| day).collect();
    assert!(holidays.is_sorted_by(|one, next| one < next));
    assert_eq!(holidays.len(), vietnam.holidays.len(), "a day that does not exist");
    assert_eq!(vietnam.make_up_days().count(), vietnam.make_up.len());
    let years = vietnam.years();
    assert!(holidays.iter().all(|day| years.contains(&chrono::Datelike::year(day))));
    // The Labour Code has eleven days; two more are what swaps and the culture day bring.
    for year in years {
        let of_year = holidays.iter().filter(|day| chrono::Datelike::year(*day) == year);
        assert!((11..=17).contains(&of_year.count()), "{year}");
    }
    assert!(ShippedCalendar::named("atlantis").is_none());
    assert_eq!(vietnam.described(), "vietnam 2021–2027 (2027 projected)");
}

#[test]
fn swapped_days_are_even() {
    // Each day off that is swapped has its Saturday.
    let vietnam = ShippedCalendar::named("vietnam").unwrap();
    let swapped = vietnam.holidays().filter(|(_, title)| title.contains("hoán đổi"));
    assert_eq!(swapped.count(), vietnam.make_up_days().count());
    for (day, _) in vietnam.make_up_days() {
        assert_eq!(chrono::Datelike::weekday(&day), Weekday::Sat, "{day}");
        assert!(Calendar::vietnam().is_working_day(day));
    }
}

#[test]
fn days_of_other_years_are_not_known() {
    let calendar = Calendar::vietnam();
    for (day, is_known) in
        [("2020-12-31", false), ("2021-01-01", true), ("2027-12-31", true), ("2028-01-01", false)]
    {
        assert_eq!(calendar.knows(day_number(date(day))), is_known, "{day}");
    }
    assert!(Calendar::default().knows(i32::MIN));
    assert_ne!(
        calendar,
        Calendar::new(calendar.weekend(), calendar.holidays(), calendar.make_up_days()).unwrap()
    );
}

#[test]
fn the_new_year_of_2022_is_nine_days_long() {
    let calendar = Calendar::vietnam();
    assert_eq!(calendar.working_days_between(date("2022-01-28"), date("2022-02-07")), 1);
    assert_eq!(calendar.add_working_days(date("2024-04-26"), 1), Some(date("2024-05-02")));
    assert_eq!(calendar.add_working_days(date("2024-05-03"), 1), Some(date("2024-05-04")));
}
