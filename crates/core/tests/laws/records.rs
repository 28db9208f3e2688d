//! Heaps of made-up records, sound and faulty.

use std::fmt::Write as _;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use quality_objectives::{Batch, Bits, Column, Rows, Strings, Value, Values};

/// The columns of the source `cases`, as its files have them.
pub(crate) const COLUMNS: [&str; 11] = [
    "code",
    "received_on",
    "due_on",
    "resolved_on",
    "closed_at",
    "unit",
    "field",
    "online",
    "proper",
    "fee",
    "score",
];

/// One record: a text for each column; `None` is NULL.
pub(crate) type Record = Vec<Option<String>>;

const DAYS: [&str; 22] = [
    "2021-11-30",
    "2021-12-31",
    "2022-01-01",
    "2022-01-02",
    "2022-01-03",
    "2022-01-31",
    "2022-02-01",
    "2022-02-28",
    "2022-03-01",
    "2022-03-15",
    "2022-03-31",
    "2022-04-01",
    "2022-05-01",
    "2022-06-30",
    "2022-07-01",
    "2022-08-19",
    "2022-09-30",
    "2022-11-30",
    "2022-12-26",
    "2022-12-31",
    "2023-01-01",
    "2023-02-10",
];

const TIMES: [&str; 6] = [
    "2022-01-31 23:59:59",
    "2022-03-31T17:30:00Z",
    "2022-06-30 08:00",
    "2022-12-31T16:59:59.5Z",
    "2022-12-31T17:00:00+00:00",
    "2022-02-28",
];

const UNITS: [&str; 7] =
    ["north", "south", "Hòa", "Ho\u{300}a", " north ", "(empty)", "a, \"quoted\"\nunit"];

const FIELDS: [&str; 6] = ["land", "Đất đai", "Đất đai", " trade", "commerce", "water"];

fn some(values: &'static [&'static str]) -> impl Strategy<Value = Option<String>> {
    select(values).prop_map(|text| Some(text.to_owned()))
}

/// Mostly a value of the list; now and then none, rarely something that is none of them.
fn mostly(
    values: &'static [&'static str],
    none: u32,
    faulty: &'static [&'static str],
) -> impl Strategy<Value = Option<String>> {
    prop_oneof![
        20 => some(values),
        none => select(&[None, Some(""), Some("  ")][..]).prop_map(|text| text.map(str::to_owned)),
        1 => some(faulty),
    ]
}

/// A record, which may have faults.
pub(crate) fn record() -> impl Strategy<Value = Record> {
    let code = prop_oneof![
        15 => (0_u32..60).prop_map(|number| Some(format!("H-{number:02}"))),
        1 => Just(None),
    ];
    let dates = (
        mostly(&DAYS, 0, &["2022-02-30", "yesterday"]),
        mostly(&DAYS, 1, &["31/12/2022"]),
        mostly(&DAYS, 10, &["2022-13-01"]),
        mostly(&TIMES, 8, &["2022-01-01 25:00"]),
    );
    let groups = (
        mostly(&UNITS, 2, &["x"]),
        mostly(&FIELDS, 1, &["landd", "(undeclared)"]),
        mostly(&["true", "false", "1", "0"], 1, &["maybe"]),
        mostly(&["true", "false"], 6, &["2"]),
    );
    let numbers = (
        mostly(&["0", "1.5", "-2.25", "10.50", "3.1", "1000000.01"], 4, &["1.234", "1,5"]),
        mostly(&["0", "1", "2", "3", "4", "5", "-7"], 1, &["4.5", "9223372036854775808"]),
    );
    (code, dates, groups, numbers).prop_map(|(code, dates, groups, numbers)| {
        let (received, due, resolved, closed) = dates;
        let (unit, field, online, proper) = groups;
        vec![
            code, received, due, resolved, closed, unit, field, online, proper, numbers.0,
            numbers.1,
        ]
    })
}

pub(crate) fn heap(most: usize) -> impl Strategy<Value = Vec<Record>> {
    vec(record(), 0..=most)
}

/// The records as CSV text, its columns in the order of the plan.
pub(crate) fn csv(records: &[Record]) -> String {
    let mut text = COLUMNS.join(",");
    text.push('\n');
    for record in records {
        let fields: Vec<String> = record.iter().map(|field| quoted(field.as_deref())).collect();
        let _ = writeln!(text, "{}", fields.join(","));
    }
    text
}

fn quoted(field: Option<&str>) -> String {
    let field = field.unwrap_or_default();
    if field.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", field.replace('"', "\"\""))
    } else {
        field.to_owned()
    }
}

/// The records given one by one.
pub(crate) fn rows(records: &[Record]) -> Rows {
    let mut rows = Rows::new(COLUMNS);
    for record in records {
        let values: Vec<Value<'_>> =
            record.iter().map(|field| field.as_deref().map_or(Value::Null, Value::Text)).collect();
        rows.push(&values).unwrap();
    }
    rows
}

/// One column's texts and which of them are there.
fn texts(records: &[Record], at: usize) -> (Vec<&str>, Bits) {
    let texts = records.iter().map(|record| record[at].as_deref().unwrap_or("not there"));
    (texts.collect(), records.iter().map(|record| record[at].is_some()).collect())
}

/// The records as columns of text.
pub(crate) fn text_batch(records: &[Record]) -> Batch<'_> {
    let columns = COLUMNS.iter().enumerate().map(|(at, name)| {
        let (texts, valid) = texts(records, at);
        let values = Values::Text(Strings::Separate(texts));
        ((*name).to_owned(), Column::with_validity(values, valid))
    });
    Batch::new(columns.collect()).unwrap()
}

/// The records as columns of text with offsets of 32 bits.
pub(crate) fn offset_batch(records: &[Record]) -> Batch<'_> {
    let columns = COLUMNS.iter().enumerate().map(|(at, name)| {
        let (texts, valid) = texts(records, at);
        let mut offsets = vec![0_i32];
        let mut data = String::new();
        for text in texts {
            data.push_str(text);
            offsets.push(i32::try_from(data.len()).unwrap());
        }
        let values = Values::Text(Strings::Offsets { offsets: offsets.into(), data: data.into() });
        ((*name).to_owned(), Column::with_validity(values, valid))
    });
    Batch::new(columns.collect()).unwrap()
}

/// The records as columns of text by dictionary; the dictionaries have more than occurs, and
/// have some texts twice.
pub(crate) fn dictionary_batch(records: &[Record]) -> Batch<'_> {
    let columns = COLUMNS.iter().enumerate().map(|(at, name)| {
        let (texts, valid) = texts(records, at);
        let mut members = vec!["never met", "2022-99-99"];
        members.extend(texts.iter().rev());
        let last = members.len() - 1;
        let codes: Vec<u32> =
            (0..texts.len()).map(|row| u32::try_from(last - row).unwrap()).collect();
        let values = Values::Codes { codes: codes.into(), members: Strings::Separate(members) };
        ((*name).to_owned(), Column::with_validity(values, valid))
    });
    Batch::new(columns.collect()).unwrap()
}
