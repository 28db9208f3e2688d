//! Relative targets, classes and deadlines of every year, against sums worked out by hand.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may panic")]

use std::fmt::Write as _;

use chrono::NaiveDate;
use quality_objectives::{
    Assumptions, Exact, MeasureResult, ObjectiveResult, Outlook, Plan, Skipped, Status, TargetKind,
};

/// A plan over the records of `cases`, with one target.
fn plan(period: &str, target: &str) -> Plan {
    let text = format!(
        "schema: 1\norganisation: An office (made up)\ntitle: Objectives\nperiod: {period}\nsources:\n  cases:\n    columns:\n      \
         on: {{type: date, event: true}}\n      late: {{type: boolean}}\n      field: {{type: category}}\nmeasures:\n  \
         customers: {{count: {{source: cases, dated_by: on}}}}\n  \
         late: {{proportion: {{source: cases, dated_by: on, numerator: late}}}}\n  \
         issued: {{milestone: {{source: cases, dated_by: on, where: late}}}}\n  \
         graded:\n    proportion: {{source: cases, dated_by: on, numerator: NOT late}}\n    \
         classes: [{{name: Xuất sắc, is: '>= 90%'}}, {{name: Tốt, is: '70%..<90%'}}, {{name: Kém, is: '< 70%'}}]\n\
         objectives: [{{number: 1, statement: made up, target: {target}}}]\n"
    );
    Plan::from_yaml(&text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// So many cases on a day, the first of which are late.
fn cases(groups: &[(&str, u32, u32)]) -> String {
    let mut records = String::from("on,late,field\n");
    for (day, count, late) in groups {
        for number in 0..*count {
            writeln!(records, "{day},{},land", number < *late).unwrap();
        }
    }
    records
}

fn evaluated(plan: &Plan, as_of: &str, groups: &[(&str, u32, u32)]) -> ObjectiveResult {
    let day: NaiveDate = as_of.parse().unwrap();
    let mut counter = plan.rules(day).counter();
    counter.csv("cases", cases(groups).as_bytes()).unwrap();
    let (tally, _) = counter.finish().unwrap();
    plan.evaluate(&tally, &Assumptions::none()).unwrap().objectives()[0].clone()
}

fn measured(objective: &ObjectiveResult) -> &MeasureResult {
    let TargetKind::Measure(result) = &objective.target.as_ref().unwrap().kind else {
        panic!("a measure")
    };
    result
}

fn ratio(numerator: i128, denominator: i128) -> Option<Exact> {
    Exact::ratio(numerator, denominator)
}

#[test]
fn up_on_an_earlier_year_and_on_the_year_before() {
    let before = ("2017-03-01", 200, 0);
    for target in [
        "{measure: customers, is: up 5%, than: 2017}",
        "{measure: customers, is: tăng 05% so với năm 2017}",
        "{measure: customers, is: up 5%, than: previous year}",
        "{measure: customers, is: up 5% on last year}",
        "{measure: customers, is: up 5%, than: {figure: 200}}",
    ] {
        let plan = plan("2018", target);
        for (now, status, change) in [
            (209, Status::NotMet, ratio(9, 200)),
            (210, Status::Met, ratio(10, 200)),
            (220, Status::Met, ratio(20, 200)),
        ] {
            let found = evaluated(&plan, "2018-12-31", &[before, ("2018-04-01", now, 0)]);
            let value = &measured(&found).value;
            assert_eq!((found.status, &value.exact), (status, &change), "{target} {now}");
            assert_eq!((&value.base, &value.numerator), (&ratio(200, 1), &ratio(now.into(), 1)));
        }
    }
}

#[test]
fn a_base_of_zero_gives_no_data() {
    let plan = plan("2018", "{measure: customers, is: up 5%, than: 2017}");
    let found = evaluated(&plan, "2018-12-31", &[("2018-04-01", 7, 0)]);
    assert_eq!((found.status, measured(&found).value.exact.as_ref()), (Status::NoData, None));
}

#[test]
fn points_are_not_a_part_of_the_base() {
    // 50 % were late in 2017, and 40 % in 2018: ten points less, and a fifth less.
    let groups = [("2017-03-01", 100, 50), ("2018-04-01", 50, 20)];
    for (is, status, change) in [
        ("giảm ít nhất 10 điểm phần trăm", Status::Met, ratio(-1, 10)),
        ("giảm ít nhất 11 điểm phần trăm", Status::NotMet, ratio(-1, 10)),
        ("giảm tương đối ít nhất 20%", Status::Met, ratio(-1, 5)),
        ("down at least 21% in relative terms", Status::NotMet, ratio(-1, 5)),
        ("lower", Status::Met, ratio(-1, 5)),
    ] {
        let plan = plan("2018", &format!("{{measure: late, is: {is}, than: previous year}}"));
        let found = evaluated(&plan, "2018-12-31", &groups);
        assert_eq!((found.status, &measured(&found).value.exact), (status, &change), "{is}");
    }
}

#[test]
fn each_year_higher_than_the_one_before() {
    let target = "{measure: customers, is: higher than last year, every: year}";
    let plan = plan("{from: 2018-01-01, to: 2020-12-31}", target);
    let groups =
        [("2017-01-05", 5, 0), ("2018-02-01", 6, 0), ("2019-02-01", 8, 0), ("2020-02-01", 8, 0)];
    let found = evaluated(&plan, "2020-12-31", &groups);
    let periods: Vec<(String, Status)> = found
        .target
        .as_ref()
        .unwrap()
        .periods()
        .iter()
        .map(|own| (own.period.clone(), own.target.status))
        .collect();
    let of = |year: &str, status| (year.to_owned(), status);
    assert_eq!(
        periods,
        [of("2018", Status::Met), of("2019", Status::Met), of("2020", Status::NotMet)]
    );
    assert_eq!((found.status, found.outlook), (Status::NotMet, Outlook::Lost));
}

#[test]
fn a_rate_a_year_compounds_from_the_base() {
    let target = "{measure: customers, is: 'tăng 10 - 13%/năm', than: 2016, every: year}";
    let plan = plan("{from: 2017-01-01, to: 2019-12-31}", target);
    // 1000 become from 1100 to 1130, then from 1210 to 1276.9, then from 1331 to 1442.897.
    let groups = [
        ("2016-01-05", 1000, 0),
        ("2017-02-01", 1130, 0),
        ("2018-02-01", 1277, 0),
        ("2019-02-01", 1331, 0),
    ];
    let found = evaluated(&plan, "2019-12-31", &groups);
    let target = found.target.as_ref().unwrap();
    let periods: Vec<(&str, Status)> = target
        .periods()
        .iter()
        .map(|own| (own.target.measure().unwrap().condition.as_str(), own.target.status))
        .collect();
    let expected = [
        ("10%..13%", Status::Met),
        ("21%..27.69%", Status::NotMet),
        ("33.1%..44.2897%", Status::Met),
    ];
    assert_eq!(periods, expected);
}

#[test]
fn a_rate_a_year_counts_from_the_end_of_the_base_to_the_end_of_what_is_asked() {
    // Of 2020 to 2021-2022, two years: 0.5 * 0.5 of 80 % late are 20 %.
    let groups = [("2020-03-01", 10, 8), ("2021-04-01", 10, 1), ("2022-04-01", 10, 3)];
    let span = "{from: 2021-01-01, to: 2022-12-31}";
    for (is, condition, status) in
        [("giảm 50%/năm", "<= -75%", Status::Met), ("giảm 60%/năm", "<= -84%", Status::NotMet)]
    {
        let plan = plan(span, &format!("{{measure: late, is: '{is}', than: 2020}}"));
        let found = evaluated(&plan, "2022-12-31", &groups);
        assert_eq!(
            (found.status, measured(&found).condition.as_str()),
            (status, condition),
            "{is}"
        );
    }
    // From 28 or 29 February to the next it is a year.
    let plan = plan(
        "{from: 2023-02-01, to: 2023-02-28}",
        "{measure: customers, is: 'tăng 10%/năm', than: 2020-02}",
    );
    let found = evaluated(&plan, "2023-02-28", &[("2020-02-29", 1000, 0), ("2023-02-28", 1331, 0)]);
    assert_eq!((found.status, measured(&found).condition.as_str()), (Status::Met, ">= 33.1%"));
}

#[test]
fn the_time_before_keeps_its_last_day() {
    for (period, before, today, grain) in [
        ("{from: 2024-01-01, to: 2024-02-28}", "2023-02-28", "2024-01-01", "year"),
        ("{from: 2025-05-01, to: 2025-05-30}", "2025-04-30", "2025-05-02", "month"),
    ] {
        let plan =
            plan(period, &format!("{{measure: customers, is: up 5%, than: previous {grain}}}"));
        let found = evaluated(&plan, "2025-12-31", &[(before, 20, 0), (today, 21, 0)]);
        assert_eq!(measured(&found).value.exact, ratio(1, 20), "{period}");
        assert_eq!(found.status, Status::Met, "{period}");
    }
}

#[test]
fn a_class_or_a_better_one() {
    let plan = plan("2018", "{measure: graded, class: Tốt}");
    for (late, status, class) in [
        (0, Status::Met, "Xuất sắc"),
        (10, Status::Met, "Xuất sắc"),
        (11, Status::Met, "Tốt"),
        (30, Status::Met, "Tốt"),
        (31, Status::NotMet, "Kém"),
    ] {
        let found = evaluated(&plan, "2018-12-31", &[("2018-04-01", 100, late)]);
        let result = measured(&found);
        assert_eq!((found.status, result.value.class.as_deref()), (status, Some(class)), "{late}");
        assert_eq!(result.condition, ">= 70%");
    }
}

#[test]
fn every_deadline_has_the_time_since_the_one_before() {
    let target = "{measure: issued, is: trước ngày 01/6 và 15/11 hằng năm}";
    let plan = plan("{from: 2018-01-01, to: 2019-12-31}", target);
    // Issued in time, too late (on the day itself, so in the next time), and in time again.
    let groups = [("2018-05-31", 1, 1), ("2018-11-15", 1, 1), ("2019-11-14", 2, 1)];
    let found = evaluated(&plan, "2019-12-31", &groups);
    let target = found.target.as_ref().unwrap();
    let periods: Vec<String> = target
        .periods()
        .iter()
        .map(|own| {
            format!(
                "{} {} {} {:?}",
                own.period,
                own.span.first(),
                own.span.last(),
                own.target.status
            )
        })
        .collect();
    let expected = [
        "2018-06-01 2018-01-01 2018-05-31 Met",
        "2018-11-15 2018-06-01 2018-11-14 NotMet",
        "2019-06-01 2018-11-15 2019-05-31 Met",
        "2019-11-15 2019-06-01 2019-11-14 Met",
    ];
    assert_eq!(periods, expected);
    assert_eq!((found.status, found.outlook), (Status::NotMet, Outlook::Lost));
}

#[test]
fn an_earlier_tally_may_be_handed_in_yet() {
    let target =
        "{measure: customers, is: up 5%, than: {tally: last_year, period: 2017}, every: year}";
    let plan = plan("2018", target);
    let found = evaluated(&plan, "2018-12-31", &[("2018-04-01", 7, 0)]);
    let period = &found.target.as_ref().unwrap().periods()[0];
    assert_eq!((period.skipped, period.joins), (Some(Skipped::NotHandedIn), false));
    assert_eq!((found.status, found.outlook), (Status::NoData, Outlook::Open));
    let each =
        "{measure: customers, is: up 5%, than: {tally: last_year, period: 2017}, each: field}";
    let found = evaluated(&self::plan("2018", each), "2018-12-31", &[("2018-04-01", 7, 0)]);
    assert_eq!((found.status, found.outlook), (Status::NoData, Outlook::Open));
}
