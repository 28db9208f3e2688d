//! Typed columns say the same as their values written out.

use proptest::collection::vec;
use proptest::prelude::*;
use quality_objectives::{Batch, Bits, Column, Rows, Strings, TimeUnit, Value, Values};

use crate::{date, plan, tally_of, trials};

const YAML: &str = "
schema: 1
organisation: a
title: b
period: 2022
utc_offset: '+07:00'
sources:
  cases:
    keys: report
    strict: true
    checks: {low: {when: score < -3}}
    breakdowns: [{by: [good, unit], grain: week}]
    columns:
      number: {type: KEY, key: true}
      on: {type: date}
      at: {type: timestamp, optional: true}
      good: {type: boolean, words: {true: [Có, yes], false: [Không]}}
      unit: {type: category}
      fee: {type: decimal, scale: 3, optional: true}
      score: {type: integer}
measures:
  share: {proportion: {source: cases, dated_by: on, numerator: good}}
  fees: {total: {source: cases, dated_by: CAST(at AS DATE), of: fee + score}}
  least: {minimum: {source: cases, dated_by: on, of: score * 2}}
objectives:
  - {number: 1, statement: c, target: {measure: share, is: '>= 1%', each: unit}}
";

/// A record in typed form; `None` is NULL.
#[derive(Debug, Clone)]
struct Typed {
    number: i64,
    on: i32,
    at: Option<i64>,
    good: Option<bool>,
    unit: i64,
    fee: Option<i32>,
    score: Option<i64>,
}

fn typed() -> impl Strategy<Value = Typed> {
    let day = prop_oneof![8 => 18_900_i32..19_400, 1 => Just(-719_162), 1 => Just(2_932_896), 1 => Just(2_932_897), 1 => Just(i32::MIN)];
    let second = prop::option::of(1_640_000_000_i64..1_680_000_000);
    (
        0_i64..50,
        day,
        second,
        any::<Option<bool>>(),
        0_i64..4,
        prop::option::of(-9_999_999..9_999_999),
        prop::option::of(-5_i64..9),
    )
        .prop_map(|(number, on, at, good, unit, fee, score)| Typed {
            number,
            on,
            at,
            good,
            unit,
            fee,
            score,
        })
}

fn valid<T>(values: impl Iterator<Item = Option<T>>) -> Bits {
    values.map(|value| value.is_some()).collect()
}

/// As columns of the types that fit, `how` choosing among them.
fn columns(records: &[Typed], how: u8) -> Batch<'static> {
    let ats: Vec<i64> = records.iter().map(|own| own.at.unwrap_or(i64::MAX)).collect();
    let (unit, tick) = match how % 4 {
        0 => (TimeUnit::Second, 1),
        1 => (TimeUnit::Millisecond, 1000),
        2 => (TimeUnit::Microsecond, 1_000_000),
        _ => (TimeUnit::Nanosecond, 1_000_000_000),
    };
    let instants: Vec<i64> = ats.iter().map(|at| at.saturating_mul(tick)).collect();
    let fees: Vec<i32> = records.iter().map(|own| own.fee.unwrap_or_default()).collect();
    let fees = match how % 3 {
        0 => {
            Values::Decimals { values: fees.iter().map(|fee| i128::from(*fee)).collect(), scale: 3 }
        }
        1 => Values::Decimals {
            values: fees.iter().map(|fee| i128::from(*fee) * 1000).collect(),
            scale: 6,
        },
        _ => Values::Floats(
            records
                .iter()
                .map(|own| own.fee.map_or(f64::NAN, |fee| f64::from(fee) / 1000.0))
                .collect(),
        ),
    };
    let scores: Vec<i64> = records.iter().map(|own| own.score.unwrap_or(7)).collect();
    let scores = match how % 5 {
        0 => Values::Decimals {
            values: scores.iter().map(|score| i128::from(*score) * 10).collect(),
            scale: 1,
        },
        #[expect(clippy::cast_precision_loss, reason = "small numbers")]
        1 => Values::Floats(scores.iter().map(|score| *score as f64).collect()),
        _ => Values::Integers(scores.into()),
    };
    let units: Vec<i64> = records.iter().map(|own| own.unit).collect();
    let named = |name: &str, column| (name.to_owned(), column);
    Batch::new(vec![
        named(
            "number",
            Column::new(Values::Integers(records.iter().map(|own| own.number).collect())),
        ),
        named("on", Column::new(Values::Days(records.iter().map(|own| own.on).collect()))),
        named(
            "at",
            Column::with_validity(
                Values::Instants { values: instants.into(), unit, utc: true },
                valid(records.iter().map(|own| own.at)),
            ),
        ),
        named(
            "good",
            Column::with_validity(
                Values::Booleans(records.iter().map(|own| own.good == Some(true)).collect()),
                valid(records.iter().map(|own| own.good)),
            ),
        ),
        named("unit", Column::new(Values::Integers(units.into()))),
        named("fee", Column::with_validity(fees, valid(records.iter().map(|own| own.fee)))),
        named("score", Column::with_validity(scores, valid(records.iter().map(|own| own.score)))),
    ])
    .unwrap()
}

/// The day as a file has it; days that no calendar has are as unreadable there.
fn day(days: i32) -> String {
    match chrono::NaiveDate::from_num_days_from_ce_opt(days.saturating_add(719_163)) {
        Some(day) if day <= date("9999-12-31") && day >= date("0001-01-01") => day.to_string(),
        _ => "no day".to_owned(),
    }
}

/// As text, as a file has it.
fn texts(records: &[Typed]) -> Rows {
    let mut rows = Rows::new(["number", "on", "at", "good", "unit", "fee", "score"]);
    for own in records {
        let on = day(own.on);
        let at = own.at.map(|at| {
            let at = chrono::DateTime::from_timestamp(at, 0).unwrap().naive_utc();
            at.format("%Y-%m-%dT%H:%M:%SZ").to_string()
        });
        let good = own.good.map(|good| if good { "CO\u{301}" } else { "Không" });
        let fee = own.fee.map(|fee| {
            let sign = if fee < 0 { "-" } else { "" };
            format!("{sign}{}.{:03}", fee.unsigned_abs() / 1000, fee.unsigned_abs() % 1000)
        });
        let text = |text: &Option<String>| text.clone();
        let (at, fee) = (text(&at), text(&fee));
        let value = |text: Option<&'static str>| text.map_or(Value::Null, Value::Text);
        rows.push(&[
            Value::Integer(own.number),
            Value::Text(&on),
            at.as_deref().map_or(Value::Null, Value::Text),
            value(good),
            Value::Integer(own.unit),
            fee.as_deref().map_or(Value::Null, Value::Text),
            own.score.map_or(Value::Null, Value::Integer),
        ])
        .unwrap();
    }
    rows
}

proptest! {
    #![proptest_config(trials(96))]

    #[test]
    fn types_and_texts(records in vec(typed(), 0..30), how in any::<u8>(), key in prop::sample::select(&["text", "integer"][..])) {
        let plan = plan(&YAML.replace("KEY", key));
        let rules = plan.rules_as_of([date("2022-06-30"), date("2022-12-31")]).unwrap();
        let rows = texts(&records);
        let expected = tally_of(&rules, |counter| counter.batch("cases", &rows.batch()?));
        let own = tally_of(&rules, |counter| counter.batch("cases", &columns(&records, how)));
        prop_assert_eq!(own.to_json_for_merging(), expected.to_json_for_merging());
    }
}

/// Keys of every type are the same texts, however they are given.
#[test]
fn keys_of_other_types() {
    let text = |values: Vec<&'static str>| Column::new(Values::Text(Strings::Separate(values)));
    for (kind, typed, written) in [
        (
            "date",
            Values::Days(vec![18_993, 18_994, 18_993].into()),
            ["2022-01-01", "2022-01-02", "2022-01-01"],
        ),
        (
            "decimal",
            Values::Decimals { values: vec![150, -225, 150].into(), scale: 2 },
            ["1.5", "-2.25", "1.50"],
        ),
        ("decimal", Values::Floats(vec![1.5, -2.25, 1.5].into()), ["1.5", "-2.25", "1.50"]),
        ("integer", Values::Integers(vec![7, -8, 7].into()), ["7", "-8", "07"]),
        (
            "boolean",
            Values::Booleans([true, false, true].into_iter().collect()),
            ["true", "false", "1"],
        ),
    ] {
        let yaml = format!(
            "
schema: 1
organisation: a
title: b
period: 2022
sources:
  cases:
    keys: report
    checks: {{odd: {{when: score > 0}}}}
    columns: {{k: {{type: {kind}, key: true}}, on: {{type: date}}, score: {{type: integer}}}}
measures: {{m: {{count: {{source: cases, dated_by: on}}}}}}
objectives: [{{number: 1, statement: c, target: {{measure: m, is: '>= 1'}}}}]
"
        );
        let rules = plan(&yaml).rules(date("2022-12-31"));
        let count = |key: Column<'static>| {
            let columns = vec![
                ("k".to_owned(), key),
                ("on".to_owned(), text(vec!["2022-01-01"; 3])),
                ("score".to_owned(), text(vec!["1"; 3])),
            ];
            tally_of(&rules, |counter| counter.batch("cases", &Batch::new(columns)?))
                .to_json_for_merging()
        };
        let typed = count(Column::new(typed));
        assert_eq!(typed, count(text(written.to_vec())), "{kind}");
        assert!(typed.contains("\"repeated\":1"), "{typed}");
    }
}
