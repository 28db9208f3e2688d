//! The same records in every way that Arrow has to hold them.

use std::collections::BTreeSet;
use std::sync::Arc;

use arrow_array::types::{
    Decimal32Type, Decimal64Type, Decimal256Type, Int8Type, Int16Type, Int32Type, Int64Type,
    UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{
    Array, ArrayRef, ArrowPrimitiveType, BooleanArray, Date32Array, Date64Array, Decimal128Array,
    Decimal256Array, DictionaryArray, Float32Array, Float64Array, Int8Array, Int16Array,
    Int32Array, Int64Array, LargeStringArray, PrimitiveArray, StringArray, StringViewArray,
    TimestampMicrosecondArray, TimestampMillisecondArray, TimestampNanosecondArray,
    TimestampSecondArray, UInt8Array, UInt16Array, UInt32Array, UInt64Array,
};
use chrono::{Days, NaiveDate};

/// An integer of 256 bits.
type Wide = <Decimal256Type as ArrowPrimitiveType>::Native;

fn wide_value(value: i64) -> Wide {
    Wide::from_i128(i128::from(value))
}

pub(crate) const ROWS: usize = 150;
/// Rows before and after the slice that is counted.
pub(crate) const PADDING: usize = 13;

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

pub(crate) fn csv() -> String {
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

pub(crate) fn array(array: impl Array + 'static) -> ArrayRef {
    Arc::new(array)
}

/// A dictionary whose keys are of that type, of the distinct texts, one unused and one NULL.
pub(crate) fn dictionary<K>(
    texts: &[Option<&str>],
    of: impl Fn(Vec<Option<&str>>) -> ArrayRef,
) -> ArrayRef
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
pub(crate) fn flavours() -> Vec<(&'static str, Vec<ArrayRef>)> {
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
