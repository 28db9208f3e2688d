//! Dictionary arrays: each row is a position among the dictionary's values.

use std::borrow::Cow;

use arrow_array::cast::AsArray;
use arrow_array::types::UInt32Type;
use arrow_array::{AnyDictionaryArray, Array};
use arrow_schema::DataType;

use super::{Refusal, numbers, primitive, strings, validity};
use crate::records::bits::Bits;
use crate::records::column::{Column, Strings, Values};

/// Dictionaries of text stay dictionaries; others are looked up.
pub(super) fn column(array: &dyn Array) -> Result<Column<'_>, Refusal> {
    let dictionary = array.as_any_dictionary_opt().ok_or(Refusal::Unsupported)?;
    let members = dictionary.values().as_ref();
    let values = match members.data_type() {
        DataType::Dictionary(..) => return Err(Refusal::Unsupported),
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => {
            Values::Codes { codes: codes(dictionary)?, members: strings(members)? }
        }
        DataType::Null => Values::Codes {
            codes: Cow::Owned(vec![0; array.len()]),
            members: Strings::Separate(Vec::new()),
        },
        _ => gather(&numbers(members)?, &codes(dictionary)?)?,
    };
    // A row has no value where its key is NULL, and where the value that it points to is.
    match validity(array)? {
        Some(valid) => Ok(Column::with_validity(values, valid)),
        None => Ok(Column::new(values)),
    }
}

fn codes(dictionary: &dyn AnyDictionaryArray) -> Result<Cow<'_, [u32]>, Refusal> {
    let keys = dictionary.keys();
    if keys.data_type() == &DataType::UInt32 {
        return primitive::<UInt32Type>(keys).map(Cow::Borrowed);
    }
    if dictionary.values().is_empty() {
        return Ok(Cow::Owned(vec![0; keys.len()]));
    }
    let keys = dictionary.normalized_keys().into_iter();
    keys.map(|key| u32::try_from(key).map_err(|_| Refusal::Broken)).collect()
}

/// Each row's value; rows that are NULL may point nowhere, and get any value.
fn gather(members: &Values<'_>, codes: &[u32]) -> Result<Values<'static>, Refusal> {
    fn each<T: Copy + Default>(members: &[T], codes: &[u32]) -> Cow<'static, [T]> {
        let of = |code: &u32| usize::try_from(*code).ok().and_then(|at| members.get(at));
        codes.iter().map(|code| of(code).copied().unwrap_or_default()).collect()
    }
    Ok(match members {
        Values::Booleans(bits) => {
            let of = |code: &u32| usize::try_from(*code).is_ok_and(|at| bits.get(at));
            Values::Booleans(codes.iter().map(of).collect::<Bits>())
        }
        Values::Integers(values) => Values::Integers(each(values, codes)),
        Values::Days(values) => Values::Days(each(values, codes)),
        Values::Instants { values, unit, utc } => {
            Values::Instants { values: each(values, codes), unit: *unit, utc: *utc }
        }
        Values::Decimals { values, scale } => {
            Values::Decimals { values: each(values, codes), scale: *scale }
        }
        Values::Floats(values) => Values::Floats(each(values, codes)),
        Values::Floats32(values) => Values::Floats32(each(values, codes)),
        Values::Text(_) | Values::Codes { .. } => return Err(Refusal::Unsupported),
    })
}
