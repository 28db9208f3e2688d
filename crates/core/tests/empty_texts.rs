//! Texts that mean no value, however the records come.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

use quality_objectives::{Batch, Column, Plan, Rows, Rules, Strings, Tally, Value, Values};

const PLAN: &str = "
schema: 1
organisation: A council
title: No data in words
period: 2022
sources:
  complaints:
    keys: report
    columns:
      code: {type: text, key: true, empty: ['-']}
      received_on: {type: date, empty: ['-']}
      answered_on: {type: date, optional: true, empty: [Tiada Data, '-']}
      closed_at: {type: timestamp, optional: true, empty: ['-']}
      zone: {type: category, members: [North, South], empty: [TB, Hoà]}
      office: {type: category, empty: ['-'], optional: true}
      urgent: {type: boolean, optional: true, empty: [n/a]}
      days: {type: integer, optional: true, empty: ['-', '0/0']}
      cost: {type: decimal, optional: true, empty: ['-']}
      remark: {type: text, optional: true, empty: [No complaint]}
    breakdowns: [{by: [zone, office, urgent], grain: month}]
measures:
  answered: {proportion: {source: complaints, dated_by: received_on, numerator: answered_on IS NOT NULL}}
  silent: {count: {source: complaints, dated_by: received_on, where: remark IS NULL AND closed_at IS NULL}}
  said_so: {count: {source: complaints, dated_by: received_on, where: remark = 'No complaint'}}
  days: {mean: {source: complaints, dated_by: received_on, of: days}}
  cost: {total: {source: complaints, dated_by: received_on, of: cost}}
objectives:
  - {number: 1, statement: All, target: {all_of: [
      {measure: answered, is: '>= 50%'}, {measure: silent, is: '>= 1'}, {measure: said_so, is: '<= 0'},
      {measure: days, is: '<= 3'}, {measure: cost, is: '<= 9'}]}}
";

const HEADER: [&str; 10] = [
    "code",
    "received_on",
    "answered_on",
    "closed_at",
    "zone",
    "office",
    "urgent",
    "days",
    "cost",
    "remark",
];

/// Each record with words for what is not there, and with nothing there.
const RECORDS: [([&str; 10], [&str; 10]); 3] = [
    (
        ["A", "2022-01-03", "Tiada Data", " - ", "North", "-", "n/a", "0/0", "-", "No complaint"],
        ["A", "2022-01-03", "", "", "North", "", "", "", "", ""],
    ),
    (
        ["-", "2022-01-04", "2022-01-05", "-", "TB", "Main", "true", "2", "1.50", "Slow"],
        ["", "2022-01-04", "2022-01-05", "", "", "Main", "true", "2", "1.50", "Slow"],
    ),
    // Two letters for what is one elsewhere.
    (
        ["C", "-", "-", "2022-01-06 10:00", "Hoa\u{300}", "-", "false", "-", " - ", "-"],
        ["C", "", "", "2022-01-06 10:00", "", "", "false", "", "", "-"],
    ),
];

fn rules(plan: &str) -> Rules {
    Plan::from_yaml(plan).unwrap().rules("2022-12-31".parse().unwrap())
}

fn csv(records: impl Iterator<Item = [&'static str; 10]>) -> Tally {
    let mut text = HEADER.join(",");
    for record in records {
        text = format!("{text}\n{}", record.join(","));
    }
    let mut counter = rules(PLAN).counter();
    counter.csv("complaints", text.as_bytes()).unwrap();
    counter.finish().unwrap().0
}

fn batch(batch: &Batch<'_>) -> String {
    let mut counter = rules(PLAN).counter();
    counter.batch("complaints", batch).unwrap();
    counter.finish().unwrap().0.to_json().unwrap()
}

fn wanted() -> String {
    csv(RECORDS.iter().map(|(_, blank)| *blank)).to_json().unwrap()
}

#[test]
fn in_csv_they_are_as_blanks() {
    let words = csv(RECORDS.iter().map(|(words, _)| *words));
    assert_eq!(words.to_json().unwrap(), wanted());
    let plan = Plan::from_yaml(PLAN).unwrap();
    let evaluation = plan.evaluate(&words, &quality_objectives::Assumptions::none()).unwrap();
    let row = &evaluation.breakdown("days", &[], None).unwrap().rows[0].value;
    assert_eq!(row.exact, "2".parse().ok());
    let said_so = &evaluation.breakdown("said_so", &[], None).unwrap().rows[0].value;
    assert_eq!(said_so.exact, "0".parse().ok());
}

#[test]
fn in_rows_they_are_as_blanks() {
    let mut rows = Rows::new(HEADER);
    for (words, _) in &RECORDS {
        rows.push(&words.map(Value::Text)).unwrap();
    }
    assert_eq!(batch(&rows.batch().unwrap()), wanted());
}

#[test]
fn in_text_columns_and_in_codes_they_are_as_blanks() {
    let texts = |at: usize| Strings::Separate(RECORDS.iter().map(|(words, _)| words[at]).collect());
    let separate =
        (0..HEADER.len()).map(|at| (HEADER[at].to_owned(), Column::new(Values::Text(texts(at)))));
    assert_eq!(batch(&Batch::new(separate.collect()).unwrap()), wanted());
    let coded = (0..HEADER.len()).map(|at| {
        let values = Values::Codes { codes: vec![0, 1, 2].into(), members: texts(at) };
        (HEADER[at].to_owned(), Column::new(values))
    });
    assert_eq!(batch(&Batch::new(coded.collect()).unwrap()), wanted());
}

#[cfg(feature = "arrow")]
#[test]
fn in_arrow_columns_they_are_as_blanks() {
    use std::sync::Arc;

    use arrow_array::types::Int32Type;
    use arrow_array::{ArrayRef, DictionaryArray, RecordBatch, StringArray};

    let column = |at: usize, in_codes: bool| -> ArrayRef {
        let texts = RECORDS.iter().map(|(words, _)| words[at]);
        if in_codes {
            Arc::new(texts.collect::<DictionaryArray<Int32Type>>())
        } else {
            Arc::new(StringArray::from_iter_values(texts))
        }
    };
    for in_codes in [false, true] {
        let columns = HEADER.iter().enumerate().map(|(at, name)| (*name, column(at, in_codes)));
        let arrow = RecordBatch::try_from_iter(columns).unwrap();
        assert_eq!(batch(&Batch::from_arrow(&arrow).unwrap()), wanted());
    }
}

#[test]
fn of_several_versions_the_latest_may_have_none() {
    let plan = PLAN.replace("keys: report", "latest_by: received_on");
    let records = "code,received_on,zone,days\nA,2022-01-03,North,2\nA,2022-01-04,TB,-\n";
    let mut counter = rules(&plan).counter();
    counter.csv("complaints", records.as_bytes()).unwrap();
    let (tally, _) = counter.finish().unwrap();
    let plan = Plan::from_yaml(&plan).unwrap();
    let evaluation = plan.evaluate(&tally, &quality_objectives::Assumptions::none()).unwrap();
    assert_eq!(evaluation.breakdown("days", &[], None).unwrap().rows[0].value.exact, None);
}

#[test]
fn counting_depends_on_them() {
    let without = PLAN.replace(", empty: [No complaint]", "");
    assert_ne!(rules(PLAN).digest(), rules(&without).digest());
    let other =
        PLAN.replace("members: [North, South]", "members: [North, South], order: lowest_first");
    assert_ne!(rules(PLAN).digest(), rules(&other).digest());
}
