//! Typed columns of records, put together one by one.

use std::borrow::Cow;

use quality_objectives::{Batch, Bits, Column, Problem, Strings, TimeUnit, Values};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::error::{Fault, named};

/// Columns of one source, being collected; `valid` has a byte for each row, 0 where it has no value.
#[wasm_bindgen]
#[derive(Default)]
pub struct Columns {
    columns: Vec<(String, Column<'static>)>,
}

#[wasm_bindgen]
impl Columns {
    /// No columns yet.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Civil dates, in days since 1970-01-01.
    pub fn days(&mut self, name: String, days: Vec<i32>, valid: Option<Vec<u8>>) {
        self.push(name, Values::Days(Cow::Owned(days)), valid);
    }

    /// Whole numbers.
    pub fn integers(&mut self, name: String, integers: Vec<i64>, valid: Option<Vec<u8>>) {
        self.push(name, Values::Integers(Cow::Owned(integers)), valid);
    }

    /// Binary floating point, taken where every value is exact at the declared scale.
    pub fn floats(&mut self, name: String, floats: Vec<f64>, valid: Option<Vec<u8>>) {
        self.push(name, Values::Floats(Cow::Owned(floats)), valid);
    }

    /// Binary floating point of single precision.
    #[wasm_bindgen(js_name = singles)]
    pub fn singles(&mut self, name: String, floats: Vec<f32>, valid: Option<Vec<u8>>) {
        self.push(name, Values::Floats32(Cow::Owned(floats)), valid);
    }

    /// True where the byte is not 0.
    pub fn booleans(&mut self, name: String, bytes: &[u8], valid: Option<Vec<u8>>) {
        self.push(name, Values::Booleans(bits(bytes)), valid);
    }

    /// Points in time, in units since 1970-01-01 00:00 of UTC or of the plan's own civil time.
    pub fn instants(
        &mut self,
        name: String,
        ticks: Vec<i64>,
        unit: &str,
        utc: bool,
        valid: Option<Vec<u8>>,
    ) -> Result<(), Fault> {
        let found = match unit {
            "second" => Some(TimeUnit::Second),
            "millisecond" => Some(TimeUnit::Millisecond),
            "microsecond" => Some(TimeUnit::Microsecond),
            "nanosecond" => Some(TimeUnit::Nanosecond),
            _ => None,
        };
        let names = "second, millisecond, microsecond, nanosecond";
        let unit = named(found, unit, "unit-unknown", "unit", names)?;
        self.push(name, Values::Instants { values: Cow::Owned(ticks), unit, utc }, valid);
        Ok(())
    }

    /// Texts in UTF-8, one after the other, and where each begins; one more than there are texts.
    pub fn texts(
        &mut self,
        name: String,
        offsets: Vec<i32>,
        data: Vec<u8>,
        valid: Option<Vec<u8>>,
    ) -> Result<(), Fault> {
        let texts = strings(&name, offsets, data)?;
        self.push(name, Values::Text(texts), valid);
        Ok(())
    }

    /// Texts by dictionary: for each row a position among the members.
    pub fn codes(
        &mut self,
        name: String,
        codes: Vec<u32>,
        offsets: Vec<i32>,
        data: Vec<u8>,
        valid: Option<Vec<u8>>,
    ) -> Result<(), Fault> {
        let members = strings(&name, offsets, data)?;
        self.push(name, Values::Codes { codes: Cow::Owned(codes), members }, valid);
        Ok(())
    }
}

impl Columns {
    fn push(&mut self, name: String, values: Values<'static>, valid: Option<Vec<u8>>) {
        let column = match valid {
            None => Column::new(values),
            Some(valid) => Column::with_validity(values, bits(&valid)),
        };
        self.columns.push((name, column));
    }

    /// The columns as a batch.
    pub(crate) fn into_batch(self) -> Result<Batch<'static>, Fault> {
        Ok(Batch::new(self.columns)?)
    }
}

fn bits(bytes: &[u8]) -> Bits {
    bytes.iter().map(|byte| *byte != 0).collect()
}

fn strings(name: &str, offsets: Vec<i32>, data: Vec<u8>) -> Result<Strings<'static>, Fault> {
    let data = String::from_utf8(data).map_err(|_| {
        let message = format!("column `{name}` has bytes that are not UTF-8");
        Fault::data(Problem::new("text-not-utf-8", name, message).help("encode texts as UTF-8"))
    })?;
    Ok(Strings::Offsets { offsets: Cow::Owned(offsets), data: Cow::Owned(data) })
}
