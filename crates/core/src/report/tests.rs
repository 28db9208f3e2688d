use chrono::NaiveDate;

use super::*;
use crate::evaluate::Assumptions;
use crate::ground::dates::Grain;
use crate::plan::Plan;

const PLAN: &str = r##"
schema: 1
organisation: Example office
title: "Plan | of *one* <year>"
period: 2022
sources:
  cases:
    exported_on: 2022-05-31
    columns:
      code: {type: text, key: true}
      unit: {type: category}
      due_on: {type: date}
      resolved_on: {type: date, event: true, optional: true}
    breakdowns: [{by: [unit], grain: week}]
  forms: {columns: {given_on: {type: date}, score: {type: decimal, scale: 2}}}
measures:
  late_rate:
    proportion:
      source: cases
      dated_by: resolved_on
      numerator: resolved_on > due_on
      coming: resolved_on IS NULL AND due_on < as_of
  late: {count: {source: cases, dated_by: resolved_on, where: resolved_on > due_on}}
  score: {mean: {source: forms, dated_by: given_on, of: score}}
objectives:
  - number: 1
    statement: "First | line\nand <second> line"
    target: {measure: late_rate, is: "<= 25%", each: unit}
    review: {every: week, by: [unit], measures: [late, late_rate]}
  - number: 2
    statement: "# Not a heading"
    target:
      any_of:
        - {measure: score, is: ">= 4"}
        - {measure: late_rate, is: "< 100000000000000000000000000000000000000000000%"}
  - {number: 3, statement: Without a target}
"##;

const CASES: &str = "code,unit,due_on,resolved_on
c1,\"a|b\u{1b}[2J\",2022-03-01,2022-03-04
c2,\"a|b\u{1b}[2J\",2022-03-01,2022-03-01
\u{1b}c3,Hộ tịch,2022-03-01,not a date
c4,Hộ tịch,2022-03-01,
c5,Hộ tịch,2022-03-03,2022-03-03
";

fn evaluation(cases: Option<&str>, as_of: (i32, u32, u32)) -> Evaluation {
    let plan = Plan::from_yaml(PLAN).unwrap();
    let as_of = NaiveDate::from_ymd_opt(as_of.0, as_of.1, as_of.2).unwrap();
    let mut counter = plan.rules(as_of).counter();
    if let Some(cases) = cases {
        counter.csv("cases", cases.as_bytes()).unwrap();
    }
    let (tally, _) = counter.finish().unwrap();
    plan.evaluate(&tally, &Assumptions::none()).unwrap()
}

/// What holds for every report.
fn check(report: &Report) {
    for columns in [40, 60, 80, 100, 200] {
        let text = report.clone().text_width(columns).text();
        for line in text.lines() {
            assert!(width::width(line) <= columns, "{columns}: {line}");
            assert!(!line.ends_with(' '), "{line:?}");
            assert!(!line.chars().any(char::is_control), "{line:?}");
        }
        assert!(text.ends_with('\n') && !text.ends_with("\n\n"));
    }
    let markdown = report.markdown();
    for line in markdown.lines() {
        assert!(!line.ends_with(' '), "{line:?}");
        assert!(!line.chars().any(char::is_control), "{line:?}");
    }
}

#[test]
fn what_comes_from_records_is_escaped() {
    let report = evaluation(Some(CASES), (2022, 6, 30)).report(Language::En);
    check(&report);
    let (text, markdown) = (report.text(), report.markdown());
    assert!(text.contains("a|b\\u{1b}[2J"), "{text}");
    assert!(text.contains("\\u{1b}c3"), "{text}");
    assert!(text.contains("First | line and <second> line"), "{text}");
    assert!(markdown.contains("a\\|b\\\\u{1b}\\[2J"), "{markdown}");
    assert!(markdown.starts_with("# Plan \\| of \\*one\\* &lt;year&gt;\n"), "{markdown}");
    assert!(markdown.contains("\n\\# Not a heading\n"), "{markdown}");
    let cells = |line: &str| line.replace("\\|", "").matches('|').count();
    let table: Vec<&str> = markdown.lines().filter(|line| line.starts_with("| ")).collect();
    let summary = table.iter().position(|line| line.starts_with("| No. |")).unwrap();
    assert!(table[summary..summary + 5].iter().all(|line| cells(line) == 9), "{markdown}");
}

#[test]
fn what_to_do_next_is_said() {
    let text = evaluation(Some(CASES), (2022, 6, 30)).report(Language::En).text_width(200).text();
    for sentence in [
        "a|b\\u{1b}[2J: 1 late case too many; 2 further cases, all on time, would bring it back",
        "Hộ tịch: met, but 1 open case is sure to turn out late; once counted, 1 too many",
        "no data: forms was not handed in; required: at least 4",
        "Exported on 2022-05-31, before the day of this evaluation: what happened later is missing.",
        "The plan sets no target for this objective that could be evaluated.",
    ] {
        assert!(text.contains(sentence), "{sentence}\n{text}");
    }
}

#[test]
fn the_weeks_review_sorts_by_what_is_late() {
    let text = evaluation(Some(CASES), (2022, 3, 4)).report(Language::En).text();
    let review = text.split("Weekly review").nth(1).unwrap();
    assert!(review.contains("week 2022-W09 (2022-02-28 to 2022-03-06), not over yet"), "{text}");
    let at = |name: &str| review.find(name).unwrap();
    assert!(at("a|b") < at("Hộ tịch") && at("Hộ tịch") < at("Total"), "{review}");
}

#[test]
fn nothing_handed_in_and_nothing_to_measure_are_told_apart() {
    for language in [Language::Vi, Language::En] {
        check(&evaluation(None, (2022, 6, 30)).report(language));
        check(&evaluation(Some("code,unit,due_on,resolved_on\n"), (2022, 6, 30)).report(language));
        check(&evaluation(Some(CASES), (2021, 6, 30)).report(language));
        check(&evaluation(Some(CASES), (2023, 6, 30)).report(language));
    }
    let text = evaluation(None, (2022, 6, 30)).report(Language::Vi).text();
    assert!(text.contains("chưa có số liệu: chưa nộp nguồn forms"), "{text}");
    assert!(text.contains("Chưa nộp: những gì dựa vào nguồn này chưa có số liệu."), "{text}");
    let text = evaluation(Some("code,unit,due_on,resolved_on\n"), (2022, 6, 30));
    assert!(text.report(Language::En).text().contains("nothing to measure yet"));
    let early = evaluation(Some(CASES), (2021, 6, 30)).report(Language::En).text();
    assert!(early.contains("prepare: the period begins on 2022-01-01"), "{early}");
}

#[test]
fn numbers_and_dates_follow_the_language() {
    let evaluation = evaluation(Some(CASES), (2022, 6, 30));
    let (vi, en) =
        (Wording::new(&evaluation, Language::Vi), Wording::new(&evaluation, Language::En));
    assert_eq!(
        (vi.number("1234567.5"), en.number("-1234567.5")),
        ("1.234.567,5".into(), "−1,234,567.5".into())
    );
    assert_eq!((vi.number("999"), en.number("1000")), ("999".into(), "1,000".into()));
    assert_eq!(en.number("10/3"), "10/3");
    let date = NaiveDate::from_ymd_opt(2022, 1, 9).unwrap();
    assert_eq!((vi.date(date), en.date(date)), ("09/01/2022".into(), "2022-01-09".into()));
    assert_eq!(vi.bucket(Grain::Week, date), "01/2022");
    assert_eq!(en.bucket(Grain::Quarter, date), "2022-Q1");
    assert_eq!(vi.bucket(Grain::Quarter, date), "1/2022");
    assert_eq!(en.bucket(Grain::HalfYear, date), "2022-H1");
    assert_eq!(vi.bucket(Grain::HalfYear, date), "đầu năm 2022");
}

#[test]
fn a_report_is_displayed_as_its_text() {
    let report = evaluation(Some(CASES), (2022, 6, 30)).report(Language::En);
    assert_eq!(format!("{report}\n"), report.text());
    assert_eq!(report.language(), Language::En);
}

const CHANGES: &str = "
schema: 1
organisation: Example office
title: Changes
period: 2025
sources:
  cases: {columns: {day: {type: date, event: true}, region: {type: category, members: [North, South]}}}
measures:
  cases: {title: Cases, count: {source: cases, dated_by: day}}
  late: {title: Late, proportion: {source: cases, dated_by: day, numerator: region = 'North'}}
objectives:
  - {number: 1, statement: Fewer than before, target: {measure: cases, than: previous year, is: down 10%}}
  - {number: 2, statement: Fewer than then, target: {measure: cases, than: 2021, is: down 10%}}
  - {number: 3, statement: Fewer each, target: {measure: cases, than: previous year, is: down 10%, each: region}}
  - {number: 4, statement: Enough each half year, target: {measure: cases, is: '>= 3', every: half_year}}
  - {number: 5, statement: Nothing at first, due: 2025-01-02, target: {measure: late, is: '<= 5%'}}
  - {number: 6, statement: Some, target: {measure: cases, is: '>= 2', every: month}}
";

fn changes(language: Language, as_of: (i32, u32, u32)) -> String {
    let plan = Plan::from_yaml(CHANGES).unwrap();
    let as_of = NaiveDate::from_ymd_opt(as_of.0, as_of.1, as_of.2).unwrap();
    let mut counter = plan.rules(as_of).counter();
    let earlier = (1..=12)
        .flat_map(|month| ["North", "South"].map(|region| format!("2024-{month:02}-05,{region}")));
    let now = (1..=5).map(|month| format!("2025-{month:02}-05,North"));
    let head = std::iter::once("day,region".to_owned());
    let records: Vec<String> = head.chain(earlier).chain(now).collect();
    let records = records.join("\n");
    counter.csv("cases", records.as_bytes()).unwrap();
    let (tally, _) = counter.finish().unwrap();
    let report = plan.evaluate(&tally, &Assumptions::none()).unwrap().report(language);
    check(&report);
    report.text_width(160).text()
}

#[test]
fn so_far_is_not_taken_for_the_whole() {
    let text = changes(Language::En, (2025, 5, 31));
    let line = "−79.17% (5 so far, against 24 in the whole of 2024); required: down at least 10%";
    assert!(text.contains(line), "{text}");
    assert!(text.contains("What there is so far is compared with the whole of 2024"), "{text}");
    let text = changes(Language::Vi, (2025, 5, 31));
    assert!(text.contains("(5 tính đến nay, so với 24 của cả năm 2024)"), "{text}");
    let text = changes(Language::En, (2025, 12, 31));
    assert!(text.contains("−79.17% (5 against 24)") && !text.contains("so far"), "{text}");
}

#[test]
fn a_base_of_zero_is_said_once() {
    let text = changes(Language::En, (2025, 5, 31));
    let own = text.split("OBJECTIVE 2").nth(1).unwrap().split("OBJECTIVE 3").next().unwrap();
    assert!(own.contains("no data: the value to compare with is not above zero"), "{own}");
    assert!(!own.contains("no case yet") && !own.contains("nothing to measure"), "{own}");
}

#[test]
fn why_there_is_no_data_is_said() {
    let text = changes(Language::En, (2025, 5, 31));
    assert!(text.contains("OBJECTIVE 4 – ? no period is over yet"), "{text}");
    assert!(text.contains("Outlook: the period is over and nothing arose"), "{text}");
    let text = changes(Language::Vi, (2025, 5, 31));
    assert!(text.contains("MỤC TIÊU 4 – ? chưa kết thúc kỳ nào"), "{text}");
}

#[test]
fn the_summary_shows_the_last_of_the_deciding_periods() {
    let text = changes(Language::En, (2025, 12, 31));
    assert!(text.contains("0 (2025-H2)"), "{text}");
}

#[test]
fn heads_keep_their_signs() {
    let text = evaluation(Some(CASES), (2022, 6, 30)).report(Language::En).text_width(80).text();
    assert!(text.contains("+ counted"), "{text}");
}
