//! Figures that are handed in for whole periods.

use quality_objectives::{
    Arrivals, Assumptions, Batch, Column, Grain, Language, Outlook, Plan, Status, Strings,
    TargetKind, Values,
};

use crate::{code, day, evaluated, exact, leaf, objectives, period, plan, tally, value};

const SOURCES: &str = "  figures:
    columns:
      month: {type: period, grain: month}
      unit: {type: category, optional: true}
      received: {type: integer}
      resolved: {type: integer, optional: true}
      open: {type: integer}
      late: {type: integer, optional: true}
    checks: {does_not_add_up: {when: received <> resolved + open}}
    breakdowns: [{by: [unit], grain: month}]";
const MEASURES: &str =
    "  late: {reported: {source: figures, numerator: late, denominator: resolved}}
  standing: {reported: {source: figures, value: open}}";

fn reported() -> Plan {
    let targets = ["{measure: late, is: '< 5%'}", "{measure: standing, is: '<= 30', every: month}"];
    plan(SOURCES, MEASURES, &objectives(&targets))
}

const FIGURES: &str = "month,unit,received,resolved,open,late
2022-01,Land,100,90,10,3
2022-02,Land,60,50,10,2
2022-02,Trade,40,39,2,1
2022-03,Trade,10,,10,
";

#[test]
fn sums_of_figures_are_read_as_a_proportion() {
    let evaluation = evaluated(&reported(), "2022-06-30", &[("figures", FIGURES)]);
    // 3 + 2 + 1 of 90 + 50 + 39; the row of March has no figures yet.
    let (status, outlook, late) = leaf(&evaluation, 1);
    assert_eq!(exact(&late.value), "6/179");
    assert_eq!((status, outlook), (Status::Met, Outlook::Open));
    assert_eq!(late.value.undecided, 1);
    // 8 of 179 is below 5 %, 9 is not.
    assert_eq!(late.room.headroom, Some(2));
    assert_eq!(late.room.arrivals, Arrivals::Count(3));
    // Figures of several rows cannot be added.
    let standing = value(&evaluation, "standing", "2022-02");
    assert_eq!(exact(&standing), "none");
    assert_eq!(exact(&value(&evaluation, "standing", "2022-01")), "10");
    // Nor is that of one month the value of a quarter.
    let first = evaluated(&reported(), "2022-06-30", &[("figures", &FIGURES[..66])]);
    assert_eq!(exact(&value(&first, "standing", "2022-01")), "10");
    assert_eq!(exact(&value(&first, "standing", "2022-Q1")), "none");
    let source = &evaluation.sources()[0];
    let flagged: Vec<_> =
        source.flagged_for.iter().map(|own| (own.code.as_str(), own.count)).collect();
    assert_eq!(flagged, [("does_not_add_up", 1)]);
}

#[test]
fn figures_are_known_when_their_period_is_over() {
    for (as_of, late, not_yet_known) in [
        ("2022-01-30", "none", 4),
        ("2022-01-31", "1/30", 3),
        ("2022-02-27", "1/30", 3),
        ("2022-02-28", "6/179", 1),
    ] {
        let evaluation = evaluated(&reported(), as_of, &[("figures", FIGURES)]);
        assert_eq!(exact(&leaf(&evaluation, 1).2.value), late, "{as_of}");
        assert_eq!(evaluation.sources()[0].not_yet_known, not_yet_known, "{as_of}");
    }
}

#[test]
fn no_finer_period_than_that_of_the_figures_is_asked() {
    let evaluation = evaluated(&reported(), "2022-06-30", &[("figures", FIGURES)]);
    assert_eq!(
        code(evaluation.value("late", period("2022-W05"))),
        ("figures-too-coarse", "ask for whole months".to_owned())
    );
    assert_eq!(code(evaluation.breakdown("late", &[], Some(Grain::Week))).0, "figures-too-coarse");
    let rows = evaluation.breakdown("late", &["unit"], Some(Grain::Quarter)).unwrap().rows;
    let found: Vec<_> = rows.iter().map(|row| (row.texts[0].as_str(), exact(&row.value))).collect();
    assert_eq!(found, [("Land", "1/28".to_owned()), ("Trade", "1/39".to_owned())]);
    let broken = |objective: &str| {
        let text = format!(
            "schema: 1\norganisation: A\ntitle: B\nperiod: 2022\nsources:\n{SOURCES}\nmeasures:\n\
             {MEASURES}\nobjectives: [{{number: 1, statement: S, {objective}}}]"
        );
        code(Plan::from_yaml(&text)).0
    };
    let target = "target: {measure: late, is: '< 5%'";
    assert_eq!(broken(&format!("start: 2022-01-10, {target}}}")), "figures-too-coarse");
    assert_eq!(broken(&format!("{target}, every: week}}")), "figures-too-coarse");
    assert_eq!(broken("review: {every: week, measures: [late]}"), "figures-too-coarse");
    // One value of each month says nothing of a longer time.
    let target = "target: {measure: standing, is: '< 5'";
    assert_eq!(broken(&format!("{target}}}")), "figures-not-added");
    assert_eq!(broken(&format!("{target}, every: quarter}}")), "figures-not-added");
    assert_eq!(broken("review: {every: quarter, measures: [standing]}"), "figures-not-added");
}

/// The same figures, however they are handed in, and in any cut.
#[test]
fn periods_come_as_texts_or_as_days() {
    let plan = reported();
    let whole = tally(&plan, "2022-06-30", &[("figures", FIGURES)]);
    let numbers = |values: Vec<i64>| Column::new(Values::Integers(values.into()));
    let batch = |months: Column<'static>| {
        Batch::new(vec![
            ("month".to_owned(), months),
            (
                "unit".to_owned(),
                Column::new(Values::Text(Strings::Separate(vec!["Land", "Land", "Trade"]))),
            ),
            ("received".to_owned(), numbers(vec![100, 60, 40])),
            ("resolved".to_owned(), numbers(vec![90, 50, 39])),
            ("open".to_owned(), numbers(vec![10, 10, 2])),
            ("late".to_owned(), numbers(vec![3, 2, 1])),
        ])
        .unwrap()
    };
    let days = |texts: [&str; 3]| {
        let epoch = day("1970-01-01");
        let days = texts.map(|text| i32::try_from((day(text) - epoch).num_days()).unwrap());
        Column::new(Values::Days(days.to_vec().into()))
    };
    let rest = "month,unit,received,resolved,open,late\n2022-03,Trade,10,,10,\n";
    for months in [
        Column::new(Values::Text(Strings::Separate(vec!["2022-01", " 2022-02 ", "2022-02"]))),
        days(["2022-01-01", "2022-02-01", "2022-02-01"]),
    ] {
        let rules = plan.rules(day("2022-06-30"));
        let mut counter = rules.counter();
        counter.batch("figures", &batch(months)).unwrap();
        let (first, intake) = counter.finish().unwrap();
        assert_eq!(intake.sources[0].rejected, 0);
        let second = tally(&plan, "2022-06-30", &[("figures", rest)]);
        assert_eq!(second.merge(&first).unwrap(), whole);
    }
    // A day within a month is no month.
    let mut counter = plan.rules(day("2022-06-30")).counter();
    counter.batch("figures", &batch(days(["2022-01-01", "2022-02-02", "2022-02-01"]))).unwrap();
    let (_, intake) = counter.finish().unwrap();
    assert_eq!(intake.sources[0].rows[0].code, "period-unreadable");
    assert_eq!(intake.sources[0].rows[0].message, "`2022-02-02` is not a month such as `2022-07`");
}

#[cfg(feature = "arrow")]
#[test]
fn periods_come_from_arrow() {
    use std::sync::Arc;

    use arrow_array::{ArrayRef, Date32Array, Int32Array, RecordBatch, StringArray};

    let plan = plan(
        "  figures: {columns: {year: {type: period, grain: year}, value: {type: integer}}}",
        "  value: {reported: {source: figures, value: value}}",
        &objectives(&["{measure: value, is: '>= 3'}"]),
    );
    let columns: [ArrayRef; 3] = [
        Arc::new(StringArray::from(vec!["2021", "2022"])),
        Arc::new(Date32Array::from(vec![18_628, 18_993])),
        Arc::new(Int32Array::from(vec![2021, 2022])),
    ];
    for years in columns {
        let values: ArrayRef = Arc::new(Int32Array::from(vec![1, 3]));
        let records = RecordBatch::try_from_iter([("year", years), ("value", values)]).unwrap();
        let mut counter = plan.rules(day("2022-12-31")).counter();
        counter.batch("figures", &Batch::from_arrow(&records).unwrap()).unwrap();
        let (tally, _) = counter.finish().unwrap();
        let evaluation = plan.evaluate(&tally, &Assumptions::none()).unwrap();
        assert_eq!(exact(&leaf(&evaluation, 1).2.value), "3");
    }
}

#[test]
fn versions_of_figures_keep_their_period() {
    let plan = plan(
        "  figures:
    latest_by: sent_on
    columns:
      code: {type: text, key: true}
      quarter: {type: period, grain: quarter}
      sent_on: {type: date}
      value: {type: integer}",
        "  value: {reported: {source: figures, value: value}}",
        "  - {number: 1, statement: One, due: 2022-Q1, target: {measure: value, is: '>= 3'}}",
    );
    let figures = "code,quarter,sent_on,value\na,2022-Q1,2022-04-02,1\na,2022-Q1,2022-04-20,3\n";
    let evaluation = evaluated(&plan, "2022-12-31", &[("figures", figures)]);
    assert_eq!(exact(&leaf(&evaluation, 1).2.value), "3");
    assert_eq!(evaluation.sources()[0].superseded, 1);
}

/// What has cases without a value is no data and is not passed over as if it had none.
#[test]
fn figures_that_are_missing_are_no_emptiness() {
    let plan = plan(
        "  figures:
    columns:
      month: {type: period, grain: month}
      late: {type: integer, optional: true}
      resolved: {type: integer, optional: true}",
        "  late: {reported: {source: figures, numerator: late, denominator: resolved}}
  value: {reported: {source: figures, value: late}}",
        &objectives(&[
            "{measure: late, is: '>= 80%', every: month}",
            "{measure: value, is: '>= 5', every: month}",
            "{measure: late, is: up at least 1 percentage point, than: previous quarter, every: quarter}",
        ]),
    );
    let figures = "month,late,resolved\n2022-01,9,10\n2022-02,,\n2022-03,10,10\n2022-04,10,10\n";
    let evaluation = evaluated(&plan, "2022-12-31", &[("figures", figures)]);
    let skipped = |number: usize| -> Vec<bool> {
        let target = evaluation.objectives()[number - 1].target.as_ref().unwrap();
        let TargetKind::Every { periods, .. } = &target.kind else { panic!("{target:?}") };
        assert_eq!(target.status, Status::NoData, "{number}");
        periods.iter().take(4).map(|period| period.skipped.is_some()).collect()
    };
    assert_eq!(skipped(1), [false; 4]);
    assert_eq!(skipped(2), [false; 4]);
    // The first quarter has figures, but none to be compared with; the last two have none.
    assert_eq!(skipped(3), [false, false, true, true]);
    let report = evaluation.report(Language::En).text();
    assert!(!report.contains("nothing to measure yet"), "{report}");
}
