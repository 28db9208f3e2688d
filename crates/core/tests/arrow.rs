//! Arrow columns of every flavour count as the same records in CSV do.
#![cfg(feature = "arrow")]

use std::collections::BTreeSet;
use std::sync::Arc;

use arrow_array::types::{
    Decimal32Type, Decimal64Type, Decimal256Type, Int8Type, Int16Type, Int32Type, Int64Type,
    UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{
    Array, ArrayRef, ArrowPrimitiveType, BinaryArray, BooleanArray, Date32Array, Date64Array,
    Decimal32Array, Decimal64Array, Decimal128Array, Decimal256Array, DictionaryArray,
    Float32Array, Float64Array, Int8Array, Int16Array, Int32Array, Int64Array, LargeStringArray,
    NullArray, PrimitiveArray, RecordBatch, StringArray, StringViewArray,
    TimestampMicrosecondArray, TimestampMillisecondArray, TimestampNanosecondArray,
    TimestampSecondArray, UInt8Array, UInt16Array, UInt32Array, UInt64Array,
};
use chrono::{Days, NaiveDate};
use quality_objectives::{Batch, Plan, Rules};

/// An integer of 256 bits.
type Wide = <Decimal256Type as ArrowPrimitiveType>::Native;

fn wide_value(value: i64) -> Wide {
    Wide::from_i128(i128::from(value))
}

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

const ROWS: usize = 150;
/// Rows before and after the slice that is counted.
const PADDING: usize = 13;

fn rules() -> Rules {
    let plan = Plan::from_yaml(PLAN).unwrap_or_else(|error| panic!("{error}"));
    plan.rules(NaiveDate::from_ymd_opt(2022, 12, 31).unwrap())
}

/// A column's values by row; every seventh or so is not there.
fn values<T>(salt: usize, value: impl Fn(usize) -> T) -> Vec<Option<T>> {
    (0..ROWS + 2 * PADDING)
        .map(|row| (!(row * 5 + salt).is_multiple_of(7)).then(|| value(row)))
        .collect()
}

/// Days since 1970-01-01, in 2022.
fn days() -> Vec<Option<i32>> {
    values(1, |row| 18_993 + i32::try_from(row * 31 % 365).unwrap())
}

/// Civil seconds since 1970-01-01.
fn seconds() -> Vec<Option<i64>> {
    values(2, |row| 18_995 * 86_400 + i64::try_from(row * 7_919_000 % 31_000_000).unwrap())
}

fn texts(salt: usize, of: &'static [&'static str]) -> Vec<Option<&'static str>> {
    values(salt, |row| of[row * 3 % of.len()])
}

fn codes() -> Vec<Option<String>> {
    (0..ROWS + 2 * PADDING).map(|row| Some(format!("K-{row}"))).collect()
}

fn subjects() -> Vec<Option<&'static str>> {
    texts(3, &["a", "b", "Hòa giải", " a "])
}

fn units() -> Vec<Option<&'static str>> {
    texts(4, &["Phòng Nội vụ", "UBND xã 02", "Phòng Y tế", "", "UBND xã 01"])
}

fn channels() -> Vec<Option<&'static str>> {
    texts(5, &["online", "counter", "kiosk"])
}

fn online() -> Vec<Option<bool>> {
    values(6, |row| row % 3 == 0)
}

fn scores() -> Vec<Option<i64>> {
    values(7, |row| i64::try_from(row % 101).unwrap())
}

/// Hundredths.
fn fees() -> Vec<Option<i64>> {
    values(8, |row| i64::try_from(row * 305 % 10_000).unwrap())
}

fn map<T: Copy, U>(values: &[Option<T>], of: impl Fn(T) -> U) -> Vec<Option<U>> {
    values.iter().map(|value| value.map(&of)).collect()
}

fn narrow<T: TryFrom<i64>>(values: &[Option<i64>]) -> Vec<Option<T>> {
    map(values, |value| T::try_from(value).ok().unwrap())
}

fn hundredths(value: i64) -> String {
    format!("{}.{:02}", value / 100, value % 100)
}

fn iso(day: i32) -> String {
    let epoch = NaiveDate::from_ymd_opt(1970, 1, 1).unwrap();
    (epoch + Days::new(u64::try_from(day).unwrap())).to_string()
}

fn clock(seconds: i64) -> String {
    let rest = seconds % 86_400;
    let day = iso(i32::try_from(seconds / 86_400).unwrap());
    format!("{day} {:02}:{:02}:{:02}", rest / 3600, rest / 60 % 60, rest % 60)
}

fn csv() -> String {
    let mut text =
        String::from("code,subject,unit,channel,online,score,fee,received_on,closed_at\n");
    let (codes, subjects, units, channels) = (codes(), subjects(), units(), channels());
    let (online, scores, fees) = (online(), scores(), fees());
    let (days, seconds) = (days(), seconds());
    for row in PADDING..PADDING + ROWS {
        let cells = [
            codes[row].clone(),
            subjects[row].map(str::to_owned),
            units[row].map(str::to_owned),
            channels[row].map(str::to_owned),
            online[row].map(|value| value.to_string()),
            scores[row].map(|value| value.to_string()),
            fees[row].map(hundredths),
            days[row].map(iso),
            seconds[row].map(clock),
        ];
        text.push_str(&cells.map(Option::unwrap_or_default).join(","));
        text.push('\n');
    }
    text
}

fn array(array: impl Array + 'static) -> ArrayRef {
    Arc::new(array)
}

/// A dictionary whose keys are of that type, of the distinct texts, one unused and one NULL.
fn dictionary<K>(texts: &[Option<&str>], of: impl Fn(Vec<Option<&str>>) -> ArrayRef) -> ArrayRef
where
    K: arrow_array::types::ArrowDictionaryKeyType,
    K::Native: TryFrom<usize>,
{
    let mut members: Vec<Option<&str>> = vec![Some("unused"), None];
    for text in texts.iter().flatten() {
        if !members.contains(&Some(text)) {
            members.push(Some(text));
        }
    }
    let key = |at: usize| K::Native::try_from(at).ok().unwrap();
    // Some NULLs are keys that are not there, others point to a value that is not.
    let keys = texts.iter().enumerate().map(|(row, text)| match text {
        Some(_) => members.iter().position(|member| member == text).map(key),
        None if row % 2 == 0 => Some(key(1)),
        None => None,
    });
    let keys: PrimitiveArray<K> = keys.collect();
    array(DictionaryArray::<K>::new(keys, of(members)))
}

/// The same texts in every flavour.
fn text_flavours(texts: &[Option<&str>]) -> Vec<ArrayRef> {
    let small = |texts: Vec<Option<&str>>| array(StringArray::from(texts));
    let large = |texts: Vec<Option<&str>>| array(LargeStringArray::from(texts));
    let view = |texts: Vec<Option<&str>>| array(StringViewArray::from(texts));
    let mut flavours = vec![small(texts.to_vec()), large(texts.to_vec()), view(texts.to_vec())];
    flavours.push(dictionary::<UInt32Type>(texts, large));
    flavours.push(dictionary::<Int32Type>(texts, view));
    flavours.push(dictionary::<UInt16Type>(texts, small));
    flavours.push(dictionary::<Int16Type>(texts, small));
    flavours.push(dictionary::<UInt64Type>(texts, small));
    flavours.push(dictionary::<Int64Type>(texts, small));
    if texts.iter().flatten().collect::<BTreeSet<_>>().len() < 100 {
        flavours.push(dictionary::<Int8Type>(texts, small));
        flavours.push(dictionary::<UInt8Type>(texts, small));
    }
    flavours
}

/// A dictionary of values that are no text: every row's own, in turn.
fn looked_up(values: ArrayRef) -> ArrayRef {
    let keys: PrimitiveArray<Int32Type> =
        (0..i32::try_from(values.len()).unwrap()).map(Some).collect();
    array(DictionaryArray::new(keys, values))
}

fn decimals<T: ArrowPrimitiveType>(values: Vec<Option<T::Native>>) -> PrimitiveArray<T> {
    PrimitiveArray::<T>::from_iter(values)
}

/// Columns and the flavours that each comes in.
fn flavours() -> Vec<(&'static str, Vec<ArrayRef>)> {
    let codes = codes();
    let codes: Vec<Option<&str>> = codes.iter().map(Option::as_deref).collect();
    let scores = scores();
    let mut integers = vec![
        array(Int8Array::from(narrow::<i8>(&scores))),
        array(Int16Array::from(narrow::<i16>(&scores))),
        array(Int32Array::from(narrow::<i32>(&scores))),
        array(Int64Array::from(scores.clone())),
        array(UInt8Array::from(narrow::<u8>(&scores))),
        array(UInt16Array::from(narrow::<u16>(&scores))),
        array(UInt32Array::from(narrow::<u32>(&scores))),
        array(UInt64Array::from(narrow::<u64>(&scores))),
        array(Float32Array::from(
            narrow::<i16>(&scores).iter().map(|v| v.map(f32::from)).collect::<Vec<_>>(),
        )),
        array(Float64Array::from(
            narrow::<i32>(&scores).iter().map(|v| v.map(f64::from)).collect::<Vec<_>>(),
        )),
        array(
            Decimal128Array::from(narrow::<i128>(&scores)).with_precision_and_scale(20, 0).unwrap(),
        ),
    ];
    integers.push(looked_up(integers[1].clone()));
    let score_texts: Vec<Option<String>> = map(&scores, |value| value.to_string());
    integers.push(array(StringArray::from(score_texts)));

    let fees = fees();
    let wide = |factor: i128| map(&fees, |value| i128::from(value) * factor);
    let float = |value: i64| hundredths(value).parse::<f64>().unwrap();
    let small_float = |value: i64| hundredths(value).parse::<f32>().unwrap();
    let mut decimal = vec![
        array(decimals::<Decimal32Type>(narrow(&fees)).with_precision_and_scale(9, 2).unwrap()),
        array(decimals::<Decimal64Type>(fees.clone()).with_precision_and_scale(18, 2).unwrap()),
        array(Decimal128Array::from(wide(1)).with_precision_and_scale(38, 2).unwrap()),
        array(Decimal128Array::from(wide(1000)).with_precision_and_scale(38, 5).unwrap()),
        array(
            Decimal256Array::from_iter(map(&fees, wide_value))
                .with_precision_and_scale(50, 2)
                .unwrap(),
        ),
        array(Float64Array::from(map(&fees, float))),
        array(Float32Array::from(map(&fees, small_float))),
        array(StringViewArray::from_iter(map(&fees, hundredths))),
    ];
    decimal.push(looked_up(decimal[2].clone()));
    // NaN is NULL.
    decimal.push(array(Float64Array::from_iter_values(
        fees.iter().map(|value| value.map_or(f64::NAN, float)),
    )));

    let days = days();
    let wide_days = map(&days, i64::from);
    let mut dates = vec![
        array(Date32Array::from(days.clone())),
        array(Date64Array::from(map(&wide_days, |day| day * 86_400_000))),
        array(TimestampSecondArray::from(map(&wide_days, |day| day * 86_400 + 5))),
        // 01:00 on the seventh meridian is still the day before in UTC.
        array(
            TimestampNanosecondArray::from(map(&wide_days, |day| {
                (day * 24 - 6) * 3_600_000_000_000
            }))
            .with_timezone("UTC"),
        ),
        array(StringArray::from(map(&days, iso))),
    ];
    dates.push(looked_up(dates[0].clone()));

    let seconds = seconds();
    let utc = map(&seconds, |value| value - 7 * 3600);
    let times = |factor: i64| map(&seconds, move |value| value * factor + factor / 2);
    let utc_times = |factor: i64| map(&utc, move |value| value * factor + factor / 2);
    let mut instants = vec![
        array(TimestampSecondArray::from(times(1))),
        array(TimestampMillisecondArray::from(times(1000))),
        array(TimestampMicrosecondArray::from(times(1_000_000))),
        array(TimestampNanosecondArray::from(times(1_000_000_000))),
        array(TimestampSecondArray::from(utc_times(1)).with_timezone("+07:00")),
        array(TimestampMillisecondArray::from(utc_times(1000)).with_timezone("Asia/Ho_Chi_Minh")),
        array(TimestampMicrosecondArray::from(utc_times(1_000_000)).with_timezone("UTC")),
        array(TimestampNanosecondArray::from(utc_times(1_000_000_000)).with_timezone("-03:00")),
        array(Date64Array::from(times(1000))),
        array(LargeStringArray::from(map(&seconds, clock))),
    ];
    instants.push(looked_up(instants[5].clone()));

    let online = online();
    let words = map(&online, |value| if value { "true" } else { "false" });
    let mut booleans = text_flavours(&words);
    booleans.insert(0, array(BooleanArray::from(online)));
    booleans.push(looked_up(booleans[0].clone()));
    vec![
        ("code", text_flavours(&codes)),
        ("subject", text_flavours(&subjects())),
        ("unit", text_flavours(&units())),
        ("channel", text_flavours(&channels())),
        ("online", booleans),
        ("score", integers),
        ("fee", decimal),
        ("received_on", dates),
        ("closed_at", instants),
    ]
}

fn counted(rules: &Rules, records: &RecordBatch) -> String {
    let mut counter = rules.counter();
    let batch = Batch::from_arrow(records).unwrap();
    counter.batch("cases", &batch).unwrap_or_else(|error| panic!("{error}"));
    counter.finish().unwrap().0.to_json()
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
    let expected = tally.to_json();
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
        assert_eq!(counter.finish().unwrap().0.to_json(), expected, "{size} rows at a time");
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
}

/// What counting says to a batch whose column `name` is this.
fn told(name: &str, column: ArrayRef) -> String {
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
        told("unit", array(BinaryArray::from(vec![Some(&b"x"[..]), None]))),
        "cases.unit: column `unit` is of the Arrow type Binary, which cannot be read \
         [column-type]\n  help: convert it to text, booleans, integers, decimals, floats, dates \
         or timestamps, or to a dictionary of these"
    );
    let inner = dictionary::<Int32Type>(&[Some("a")], |texts| array(StringArray::from(texts)));
    let keys: PrimitiveArray<Int32Type> = [Some(0), Some(0)].into_iter().collect();
    let nested = array(DictionaryArray::new(keys, inner));
    assert!(told("unit", nested).contains("which cannot be read [column-type]"));
    let huge = Decimal256Array::from_iter([Some(Wide::from_parts(0, 1 << 100))]);
    assert_eq!(
        told("fee", array(huge.with_precision_and_scale(76, 2).unwrap())),
        "cases.fee: column `fee` of the Arrow type Decimal256(76, 2) has a value beyond 128 bits \
         [number-overflow]\n  help: look for impossible values, or convert the column to \
         Decimal128"
    );
    assert_eq!(
        told("received_on", array(Float64Array::from(vec![Some(1.0)]))),
        "cases.received_on: column `received_on` of `cases` is declared as date and holds floats \
         [column-type]\n  help: convert the column, or declare the type that it has in the plan"
    );
}

#[test]
fn values_that_cannot_be_read_reject_their_row() {
    assert_eq!(
        told("score", array(UInt64Array::from(vec![Some(7), Some(u64::MAX), None]))),
        "`18446744073709551615` is not a whole number\n"
    );
    assert_eq!(
        told("fee", array(Float64Array::from(vec![Some(0.1 + 0.2), Some(0.5)]))),
        "`0.30000000000000004` is not a number with at most 2 digits after the point\n"
    );
    assert_eq!(
        told(
            "fee",
            array(Decimal128Array::from(vec![-1005]).with_precision_and_scale(9, 3).unwrap())
        ),
        "`-1.005` is not a number with at most 2 digits after the point\n"
    );
    assert_eq!(
        told(
            "fee",
            array(Decimal128Array::from(vec![12]).with_precision_and_scale(9, -2).unwrap())
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
