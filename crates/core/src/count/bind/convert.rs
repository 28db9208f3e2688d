//! Converting whole columns.

use std::cell::OnceCell;

use super::{BoundColumn, BoundValues, Window, bound};
use crate::count::dictionary::{Dictionary, EMPTY, Recoded, UNDECLARED};
use crate::ground::text::normal;
use crate::records::bits::Bits;
use crate::records::column::{TimeUnit, Values};

/// Civil microseconds of a timestamp.
pub(super) fn civil(ticks: i64, unit: TimeUnit, utc: bool, offset: i64) -> Option<i64> {
    let micros = match unit {
        TimeUnit::Second => ticks.checked_mul(1_000_000)?,
        TimeUnit::Millisecond => ticks.checked_mul(1000)?,
        TimeUnit::Microsecond => ticks,
        TimeUnit::Nanosecond => ticks.div_euclid(1000),
    };
    if utc { micros.checked_add(offset) } else { Some(micros) }
}

/// Converts the valid values of a column; what does not convert is unreadable.
pub(super) fn numbers<'b, V: Copy, T: Copy + Default>(
    column: &Window<'_>,
    values: &[V],
    convert: impl Fn(V) -> Option<T>,
    wrap: impl Fn(Vec<T>) -> BoundValues<'b>,
) -> BoundColumn<'b> {
    converted(column.valid(), values, convert, wrap)
}

/// As [`numbers`]; NaN is NULL.
pub(super) fn floats<'b, V: Copy + Into<f64>, T: Copy + Default>(
    column: &Window<'_>,
    values: &[V],
    convert: impl Fn(V) -> Option<T>,
    wrap: impl Fn(Vec<T>) -> BoundValues<'b>,
) -> BoundColumn<'b> {
    let mut valid = column.valid();
    for (row, value) in values.iter().enumerate() {
        if (*value).into().is_nan() {
            valid.clear(row);
        }
    }
    converted(valid, values, convert, wrap)
}

fn converted<'b, V: Copy, T: Copy + Default>(
    valid: Bits,
    values: &[V],
    convert: impl Fn(V) -> Option<T>,
    wrap: impl Fn(Vec<T>) -> BoundValues<'b>,
) -> BoundColumn<'b> {
    let converted: Vec<Option<T>> = values.iter().map(|value| convert(*value)).collect();
    let mut bound = bound(BoundValues::Absent, valid, Vec::new());
    bound.reject(|row| converted.get(row).is_some_and(Option::is_some));
    bound.values = wrap(converted.into_iter().map(Option::unwrap_or_default).collect());
    bound
}

/// What texts were read into: values, which rows have one, which could not be read.
pub(super) type Texts<T> = (Vec<T>, Bits, Vec<usize>);

/// Reads each text of a column, trimmed; blank text is no value, nor is one that is `empty`.
/// `None` for a column that does not hold text.
pub(super) fn texts<T: Copy + Default>(
    window: &Window<'_>,
    empty: &[String],
    mut parse: impl FnMut(&str) -> Option<T>,
) -> Option<Texts<T>> {
    let (column, rows) = (window.column, window.len());
    let first = window.rows.start;
    let mut values = Vec::with_capacity(rows);
    let mut valid = Bits::with_capacity(rows);
    let mut unreadable = Vec::new();
    let mut take = |row: usize, read: Option<Option<T>>| {
        let value = read.flatten();
        if read.is_some() && value.is_none() {
            unreadable.push(row);
        }
        values.push(value.unwrap_or_default());
        valid.push(value.is_some());
    };
    let mut of_text = |text: &str| {
        let text = text.trim();
        let means_none = || {
            let text = normal(text);
            empty.iter().any(|own| *own == text)
        };
        if text.is_empty() || (!empty.is_empty() && means_none()) {
            None
        } else {
            Some(parse(text))
        }
    };
    match &column.values {
        Values::Text(strings) => {
            for row in 0..rows {
                let at = first + row;
                let text = if column.is_valid(at) { strings.get(at) } else { None };
                take(row, text.and_then(&mut of_text));
            }
        }
        Values::Codes { codes, members } => {
            // Where there are more members than rows, most are never met: no room for each.
            let room = if members.len() <= rows { members.len() } else { 0 };
            let read: Vec<OnceCell<Option<Option<T>>>> = vec![OnceCell::new(); room];
            for (row, code) in window.of(codes).iter().enumerate() {
                if !column.is_valid(first + row) {
                    take(row, None);
                    continue;
                }
                let code = usize::try_from(*code).unwrap_or(usize::MAX);
                let mut text = || members.get(code).and_then(&mut of_text);
                take(
                    row,
                    match read.get(code) {
                        Some(cell) => *cell.get_or_init(text),
                        None => text(),
                    },
                );
            }
        }
        _ => return None,
    }
    Some((values, valid, unreadable))
}

/// The codes of a category column; rows without a member are not valid.
pub(super) fn codes(
    window: &Window<'_>,
    dictionary: &mut Dictionary,
    recoded: &mut Recoded,
) -> Option<BoundColumn<'static>> {
    let (column, rows) = (window.column, window.rows.clone());
    let mut own = Vec::with_capacity(rows.len());
    match &column.values {
        Values::Text(strings) => {
            for row in rows {
                let text = if column.is_valid(row) { strings.get(row) } else { None };
                own.push(text.map_or(EMPTY, |text| coded(dictionary, text)));
            }
        }
        Values::Codes { codes, members } => {
            let mut recoding = recoded.of(dictionary, members);
            for (row, code) in rows.zip(window.of(codes)) {
                own.push(if column.is_valid(row) { recoding.code(*code) } else { EMPTY });
            }
            recoding.note_unknown();
        }
        Values::Booleans(bits) => {
            for row in rows {
                let text = if bits.get(row) { "true" } else { "false" };
                own.push(if column.is_valid(row) { coded(dictionary, text) } else { EMPTY });
            }
        }
        Values::Integers(values) => {
            for (row, value) in rows.zip(window.of(values)) {
                let valid = column.is_valid(row);
                own.push(if valid { coded(dictionary, &value.to_string()) } else { EMPTY });
            }
        }
        _ => return None,
    }
    let valid = own.iter().map(|code| *code != EMPTY).collect();
    Some(bound(BoundValues::Codes(own), valid, Vec::new()))
}

fn coded(dictionary: &mut Dictionary, text: &str) -> u32 {
    let code = dictionary.code(text);
    if code == UNDECLARED {
        dictionary.note_unknown(text, 1);
    }
    code
}
