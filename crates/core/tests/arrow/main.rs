//! Arrow columns of every flavour count as the same records in CSV do.
#![cfg(feature = "arrow")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may panic")]

mod flavours;

use std::sync::Arc;

use arrow_array::types::{Decimal256Type, Int32Type};
use arrow_array::{
    Array, ArrayRef, ArrowPrimitiveType, BinaryArray, Decimal128Array, Decimal256Array,
    DictionaryArray, Float64Array, NullArray, PrimitiveArray, RecordBatch, StringArray,
    UInt64Array,
};
use arrow_schema::DataType;
use chrono::NaiveDate;
use flavours::{PADDING, ROWS, array, csv, dictionary, flavours};
use quality_objectives::{Batch, Plan, Rules};

/// An integer of 256 bits.
type Wide = <Decimal256Type as ArrowPrimitiveType>::Native;

const PLAN: &str = "
schema: 1
organisation: An agency
title: Flavours
period: 2022
utc_offset: '+07:00'
sources:
  cases:
    columns:
      code: {type: text, key: true}
      subject: {type: text, optional: true}
      unit: {type: category}
      channel: {type: category, members: [online, counter]}
      online: {type: boolean, optional: true}
      score: {type: integer, optional: true}
      fee: {type: decimal, scale: 2, optional: true}
      received_on: {type: date}
      closed_at: {type: timestamp, event: true, optional: true}
    breakdowns: [{by: [unit, channel], grain: day}, {by: [online], grain: month}]
    keys: report
measures:
  closed: {count: {source: cases, dated_by: CAST(closed_at AS DATE), where: subject = 'a'}}
  late: {proportion: {source: cases, dated_by: received_on, numerator: CAST(closed_at AS DATE) > received_on + 5}}
  online: {proportion: {source: cases, dated_by: received_on, numerator: online}}
  fees: {total: {source: cases, dated_by: received_on, of: fee}}
  least: {minimum: {source: cases, dated_by: received_on, of: fee}}
  scores: {mean: {source: cases, dated_by: received_on, of: score}}
objectives:
  - {number: 1, statement: Close, target: {measure: closed, is: '>= 1'}}
";

fn rules() -> Rules {
    let plan = Plan::from_yaml(PLAN).unwrap_or_else(|error| panic!("{error}"));
    plan.rules(NaiveDate::from_ymd_opt(2022, 12, 31).unwrap())
}

fn counted(rules: &Rules, records: &RecordBatch) -> String {
    let mut counter = rules.counter();
    let batch = Batch::from_arrow(records).unwrap();
    counter.batch("cases", &batch).unwrap_or_else(|error| panic!("{error}"));
    counter.finish().unwrap().0.to_json_for_merging()
}

fn table(columns: &[(&'static str, ArrayRef)]) -> RecordBatch {
    RecordBatch::try_from_iter_with_nullable(
        columns.iter().map(|(name, array)| (*name, array.clone(), true)),
    )
    .unwrap()
}

#[test]
fn every_flavour_counts_as_csv() {
    let rules = rules();
    let mut counter = rules.counter();
    counter.csv("cases", csv().as_bytes()).unwrap();
    let (tally, intake) = counter.finish().unwrap();
    assert_eq!(intake.sources[0].rejected, 0, "{intake:?}");
    let expected = tally.to_json_for_merging();
    let flavours = flavours();
    let plain: Vec<_> = flavours.iter().map(|(name, arrays)| (*name, arrays[0].clone())).collect();
    for (at, (name, arrays)) in flavours.iter().enumerate() {
        for array in arrays {
            let mut columns = plain.clone();
            columns[at].1 = array.clone();
            let sliced = table(&columns).slice(PADDING, ROWS);
            assert_eq!(counted(&rules, &sliced), expected, "{name} as {}", array.data_type());
        }
    }
}

#[test]
fn slices_of_a_batch_add_up() {
    let rules = rules();
    let columns: Vec<_> = flavours()
        .into_iter()
        .map(|(name, arrays)| (name, arrays.last().unwrap().clone()))
        .collect();
    let whole = table(&columns);
    let expected = counted(&rules, &whole);
    for size in [1, 7, 64, 65, 100] {
        let mut counter = rules.counter();
        for start in (0..whole.num_rows()).step_by(size) {
            let part = whole.slice(start, size.min(whole.num_rows() - start));
            counter.batch("cases", &Batch::try_from(&part).unwrap()).unwrap();
        }
        assert_eq!(
            counter.finish().unwrap().0.to_json_for_merging(),
            expected,
            "{size} rows at a time"
        );
    }
}

#[test]
fn columns_of_nothing_but_null() {
    let rules = rules();
    let flavours = flavours();
    let mut columns: Vec<_> =
        flavours.iter().map(|(name, arrays)| (*name, arrays[0].clone())).collect();
    let rows = ROWS + 2 * PADDING;
    let empty = columns.len() - 7;
    for (_, array) in &mut columns[..=empty] {
        *array = arrow_array::new_null_array(array.data_type(), rows);
    }
    let typed = counted(&rules, &table(&columns));
    for (_, array) in &mut columns[..=empty] {
        *array = Arc::new(NullArray::new(rows));
    }
    assert_eq!(counted(&rules, &table(&columns)), typed);
    for (_, array) in &mut columns[..=empty] {
        let keys: PrimitiveArray<Int32Type> = std::iter::repeat_n(None, rows).collect();
        *array =
            Arc::new(DictionaryArray::new(keys, Arc::new(StringArray::from(Vec::<&str>::new()))));
    }
    assert_eq!(counted(&rules, &table(&columns)), typed);
    // What programs choose that know no type: pandas floats, DuckDB integers.
    let chosen = [
        array(Float64Array::from(vec![f64::NAN; rows])),
        arrow_array::new_null_array(&DataType::Float32, rows),
        arrow_array::new_null_array(&DataType::Int32, rows),
        arrow_array::new_null_array(&DataType::Boolean, rows),
        arrow_array::new_null_array(&DataType::Date32, rows),
    ];
    for nothing in chosen {
        for (_, array) in &mut columns[..=empty] {
            *array = nothing.clone();
        }
        assert_eq!(counted(&rules, &table(&columns)), typed, "{}", nothing.data_type());
    }
}

/// What counting says to a batch whose column `name` is this.
fn told(name: &str, column: &ArrayRef) -> String {
    let rows = column.len();
    let columns: Vec<_> = flavours()
        .into_iter()
        .map(|(own, arrays)| {
            (own, if own == name { column.clone() } else { arrays[0].slice(0, rows) })
        })
        .collect();
    let records = table(&columns);
    let mut counter = rules().counter();
    match counter.batch("cases", &Batch::from_arrow(&records).unwrap()) {
        Ok(()) => {
            let (_, intake) = counter.finish().unwrap();
            intake.sources[0].rows.iter().map(|row| row.message.clone() + "\n").collect()
        }
        Err(error) => error.to_string(),
    }
}

#[test]
fn what_cannot_be_read() {
    assert_eq!(
        told("unit", &array(BinaryArray::from(vec![Some(&b"x"[..]), None]))),
        "cases.unit: column `unit` is of the Arrow type Binary, which cannot be read; \
         the plan declares it as category [column-type]\n  help: convert it to text, booleans, integers, decimals, floats, dates \
         or timestamps, or to a dictionary of these"
    );
    let inner = dictionary::<Int32Type>(&[Some("a")], |texts| array(StringArray::from(texts)));
    let keys: PrimitiveArray<Int32Type> = [Some(0), Some(0)].into_iter().collect();
    let nested = array(DictionaryArray::new(keys, inner));
    assert!(
        told("unit", &nested).contains("which cannot be read; the plan declares it as category")
    );
    // Where no row has a value, it is a column without values like any other.
    assert_eq!(told("unit", &array(BinaryArray::from(vec![None::<&[u8]>, None]))), "");
    let huge = Decimal256Array::from_iter([Some(Wide::from_parts(0, 1 << 100))]);
    assert_eq!(
        told("fee", &array(huge.with_precision_and_scale(76, 2).unwrap())),
        "cases.fee: column `fee` of the Arrow type Decimal256(76, 2) has a value beyond 128 bits; \
         the plan declares it as decimal [number-overflow]\n  help: look for impossible values, or convert the column to \
         Decimal128"
    );
    assert_eq!(
        told("received_on", &array(Float64Array::from(vec![Some(1.0)]))),
        "cases.received_on: column `received_on` of `cases` is declared as date and holds floats \
         [column-type]\n  help: convert the column, or declare the type that it has in the plan"
    );
}

#[test]
fn values_that_cannot_be_read_reject_their_row() {
    assert_eq!(
        told("score", &array(UInt64Array::from(vec![Some(7), Some(u64::MAX), None]))),
        "`18446744073709551615` is not a whole number\n"
    );
    assert_eq!(
        told("fee", &array(Float64Array::from(vec![Some(0.1 + 0.2), Some(0.5)]))),
        "`0.30000000000000004` is not a number with at most 2 digits after the point\n"
    );
    assert_eq!(
        told(
            "fee",
            &array(Decimal128Array::from(vec![-1005]).with_precision_and_scale(9, 3).unwrap())
        ),
        "`-1.005` is not a number with at most 2 digits after the point\n"
    );
    assert_eq!(
        told(
            "fee",
            &array(Decimal128Array::from(vec![12]).with_precision_and_scale(9, -2).unwrap())
        ),
        ""
    );
}

#[test]
fn a_column_that_the_plan_does_not_read_is_no_fault() {
    let rules = rules();
    let flavours = flavours();
    let mut columns: Vec<_> =
        flavours.iter().map(|(name, arrays)| (*name, arrays[0].clone())).collect();
    let expected = counted(&rules, &table(&columns));
    columns.push(("photo", array(BinaryArray::from(vec![None; ROWS + 2 * PADDING]))));
    assert_eq!(counted(&rules, &table(&columns)), expected);
    assert_eq!(Batch::from_arrow(&table(&columns)).unwrap().rows(), ROWS + 2 * PADDING);
}
