//! Numbers near the edge of their range: exact, or an error that says so, never another number.

use quality_objectives::{
    Assumptions, Batch, Column, Error, Exact, Grain, Plan, Tally, TargetKind, Values,
};

use crate::{date, plan, tally_of};

const PLAN: &str = "
schema: 1
organisation: a
title: b
period: 2022
sources:
  cases:
    breakdowns: [{by: [], grain: quarter}]
    columns:
      received_on: {type: date}
      fee: {type: decimal, scale: 18}
measures:
  sum: {total: {source: cases, dated_by: received_on, of: fee}}
  average: {mean: {source: cases, dated_by: received_on, of: fee}, scale: VND}
  least: {minimum: {source: cases, dated_by: received_on, of: fee}}
  greatest: {maximum: {source: cases, dated_by: received_on, of: fee}}
objectives:
  - number: 1
    statement: c
    target:
      all_of:
        - {measure: sum, is: '>= 1'}
        - {measure: average, is: '>= 1 VND'}
        - {measure: least, is: '>= 1'}
        - {measure: greatest, is: '<= 1'}
";

/// The greatest number that a column of 18 digits after the point has.
const GREATEST: &str = "170141183460469231731.687303715884105727";

fn counted(plan: &Plan, text: &str) -> Result<Tally, Error> {
    let mut counter = plan.rules(date("2022-12-31")).counter();
    counter.csv("cases", text.as_bytes())?;
    Ok(counter.finish()?.0)
}

fn code(error: &Error) -> &'static str {
    error.problems()[0].code
}

/// The exact values of the leaves of objective 1.
fn values(plan: &Plan, tally: &Tally) -> Vec<String> {
    let evaluation = plan.evaluate(tally, &Assumptions::none()).unwrap();
    let Some(TargetKind::AllOf { targets }) =
        evaluation.objectives()[0].target.as_ref().map(|own| &own.kind)
    else {
        panic!("all of")
    };
    let value = |target: &quality_objectives::TargetResult| match &target.kind {
        TargetKind::Measure(result) => result.value.exact.as_ref().unwrap().to_string(),
        _ => panic!("a measure"),
    };
    targets.iter().map(value).collect()
}

#[test]
fn sums_of_several_cells_are_exact() {
    let plan = plan(PLAN);
    let text = format!(
        "received_on,fee\n2022-01-01,{GREATEST}\n2022-04-01,{GREATEST}\n2022-08-01,{GREATEST}\n"
    );
    let tally = counted(&plan, &text).unwrap();
    let greatest = Exact::from_decimal_text(GREATEST).unwrap();
    let three = (&greatest * &Exact::from(3)).to_string();
    let [sum, average, least, most] = values(&plan, &tally).try_into().unwrap();
    assert_eq!((sum, average), (three, greatest.to_string()));
    assert_eq!((least, most), (greatest.to_string(), greatest.to_string()));
    let evaluation = plan.evaluate(&tally, &Assumptions::none()).unwrap();
    let by_year = evaluation.breakdown("sum", &[], Some(Grain::Year)).unwrap();
    assert_eq!(by_year.rows[0].value.exact.as_ref().unwrap(), &(&greatest * &Exact::from(3)));
}

#[test]
fn a_sum_that_one_cell_cannot_hold_is_an_error() {
    let plan = plan(PLAN);
    for sign in ["", "-"] {
        let text = format!(
            "received_on,fee\n2022-01-01,{sign}{GREATEST}\n2022-01-02,{sign}0.000000000000000002\n"
        );
        assert_eq!(code(&counted(&plan, &text).unwrap_err()), "number-overflow");
        // What two machines counted does not fit together either.
        let text = format!("received_on,fee\n2022-01-01,{sign}{GREATEST}\n");
        let tally = counted(&plan, &text).unwrap();
        assert_eq!(code(&tally.merge(&tally).unwrap_err()), "count-overflow");
    }
}

#[test]
fn the_range_of_a_column_is_the_same_however_it_is_given() {
    let plan = plan(PLAN);
    let rules = plan.rules(date("2022-12-31"));
    let of_batch = |value: i128| {
        let columns = vec![
            ("received_on".to_owned(), Column::new(Values::Days(vec![18_993].into()))),
            (
                "fee".to_owned(),
                Column::new(Values::Decimals { values: vec![value].into(), scale: 18 }),
            ),
        ];
        tally_of(&rules, |counter| counter.batch("cases", &Batch::new(columns)?))
    };
    for (value, text) in [
        (i128::MAX, GREATEST),
        (i128::MIN, "-170141183460469231731.687303715884105728"),
        (i128::MIN + 1, "-170141183460469231731.687303715884105727"),
        (0, "-0"),
    ] {
        let text = format!("received_on,fee\n2022-01-01,{text}\n");
        assert_eq!(
            of_batch(value).to_json_for_merging(),
            counted(&plan, &text).unwrap().to_json_for_merging()
        );
    }
    let beyond = "received_on,fee\n2022-01-01,170141183460469231731.687303715884105728\n";
    assert_eq!(counted(&plan, beyond).unwrap().cells(), 0);
}

#[test]
fn rules_that_leave_the_range_are_an_error() {
    let scaled = PLAN.replace("of: fee}}", "of: fee * 1000}}");
    let text = format!("received_on,fee\n2022-01-01,{GREATEST}\n");
    assert_eq!(code(&counted(&plan(&scaled), &text).unwrap_err()), "number-overflow");
    let moved = PLAN.replace("dated_by: received_on", "dated_by: received_on + 2000000000");
    let text = "received_on,fee\n9999-12-31,1\n";
    match counted(&plan(&moved), text) {
        Ok(tally) => drop(plan(&moved).evaluate(&tally, &Assumptions::none()).unwrap()),
        Err(error) => assert!(error.is_data(), "{error}"),
    }
}

#[test]
fn the_first_and_the_last_days_of_the_calendar() {
    for period in ["0001", "9998", "{from: 9999-01-01, to: 9999-12-30}"] {
        let text = PLAN
            .replace("period: 2022", &format!("period: {period}"))
            .replace("{by: [], grain: quarter}", "{by: [], grain: week}");
        let plan = match Plan::from_yaml(&text) {
            Ok(plan) => plan,
            Err(error) => {
                assert!(error.is_plan());
                continue;
            }
        };
        let text = "received_on,fee\n0001-01-01,1\n9999-12-31,1\n9999-12-30,1\n9998-12-31,1\n0001-12-31,4\n2022-01-01,5\n";
        for as_of in
            [chrono::NaiveDate::MIN, date("0001-01-01"), date("9999-12-31"), chrono::NaiveDate::MAX]
        {
            let tally =
                tally_of(&plan.rules(as_of), |counter| counter.csv("cases", text.as_bytes()));
            let again = Tally::from_json(&tally.to_json_for_merging())
                .unwrap_or_else(|error| panic!("{period}: {error}"));
            assert_eq!(again, tally, "{period}");
            let evaluation = plan.evaluate(&tally, &Assumptions::none()).unwrap();
            let rows = evaluation.breakdown("sum", &[], Some(Grain::Week)).unwrap().rows;
            assert!(!rows.is_empty() && rows.iter().all(|row| row.span.is_some()), "{period}");
        }
    }
}

/// Each day of the longest span that a plan can have has a bucket of its own.
#[test]
fn many_buckets() {
    let text = PLAN
        .replace("period: 2022", "period: {from: 1801-01-01, to: 2000-12-31}")
        .replace("{by: [], grain: quarter}", "{by: [], grain: day}");
    let plan = plan(&text);
    let text = "received_on,fee\n1801-01-01,1\n1872-01-01,1\n1900-06-07,1\n2000-12-31,1\n";
    let tally = counted(&plan, text).unwrap();
    let evaluation = plan.evaluate(&tally, &Assumptions::none()).unwrap();
    let days = evaluation.breakdown("sum", &[], Some(Grain::Day)).unwrap();
    let names: Vec<_> = days.rows.iter().map(|row| row.bucket.as_deref().unwrap()).collect();
    assert_eq!(names, ["1801-01-01", "1872-01-01", "1900-06-07", "2000-12-31"]);
}
