//! Breakdowns: rows for people, a table for data frames.

use std::sync::Arc;

use arrow_array::{
    ArrayRef, BooleanArray, Date32Array, Decimal128Array, Int64Array, RecordBatch,
    RecordBatchIterator, StringArray,
};
use arrow_schema::{ArrowError, DataType, Field, Schema};
use chrono::NaiveDate;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use quality_objectives::{self as core, Exact, Scale};

use crate::capsule;
use crate::convert::{Anything, GrainWord, Iter, Parsed, Tuple, from_json, item};
use crate::plan::Period;
use crate::value::Value;

/// Digits that `Decimal128` holds.
const DIGITS: u8 = 38;

/// A measure's values by the members of some columns and by buckets of time: a sequence of rows.
///
/// It is a table for any data frame as well: `pl.DataFrame(breakdown)`, `pa.table(breakdown)`,
/// `pd.DataFrame.from_arrow(breakdown)`.
#[pyclass(frozen, skip_from_py_object, eq, module = "quality_objectives")]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Breakdown {
    pub(crate) inner: core::Breakdown,
    pub(crate) scale: Scale,
}

#[pymethods]
impl Breakdown {
    /// The measure's name.
    #[getter]
    fn measure(&self) -> &str {
        &self.inner.measure
    }

    /// The columns.
    #[getter]
    fn by(&self) -> Tuple<String> {
        Tuple(self.inner.by.clone())
    }

    /// How finely time is told apart; None for the whole counted span.
    #[getter]
    fn grain(&self) -> Option<GrainWord> {
        self.inner.grain.map(Into::into)
    }

    /// One row for each group that has records, sorted by members and then by time.
    #[getter]
    fn rows(&self) -> Tuple<BreakdownRow> {
        let row = |inner: &core::BreakdownRow| BreakdownRow {
            inner: inner.clone(),
            scale: self.scale.clone(),
        };
        self.inner.rows.iter().map(row).collect()
    }

    fn __len__(&self) -> usize {
        self.inner.rows.len()
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Iter<'py, BreakdownRow>> {
        Iter::of(py, self.rows())
    }

    fn __getitem__(&self, index: isize) -> PyResult<BreakdownRow> {
        let inner = item(&self.inner.rows, index)?;
        Ok(BreakdownRow { inner, scale: self.scale.clone() })
    }

    /// The breakdown as dicts and lists; exact numbers are texts there.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Parsed<'py>> {
        from_json(py, &serde_json::to_string(&self.inner).unwrap_or_default())
    }

    /// The rows as an Arrow table, by the Arrow PyCapsule protocol.
    ///
    /// Its columns: one for each column of `by`; with a grain `period`, `first`, `last`, `clipped`;
    /// then `numerator`, `denominator`, `exact`, `shown`, `undecided`, `coming`. Numbers are integers
    /// where all are whole, decimals where all can be written out in full, and else texts; `exact` is
    /// a text. There are no floats.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Anything<'py>>,
    ) -> PyResult<capsule::Stream<'py>> {
        let _ = requested_schema;
        let batch = self.table().map_err(|error| PyValueError::new_err(error.to_string()))?;
        let schema = batch.schema();
        capsule::export(py, Box::new(RecordBatchIterator::new([Ok(batch)], schema)))
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        crate::convert::repr(slf.as_any(), &["measure", "by", "grain", "rows"])
    }
}

impl Breakdown {
    fn table(&self) -> Result<RecordBatch, ArrowError> {
        let rows = &self.inner.rows;
        let mut columns: Vec<(String, ArrayRef)> = Vec::new();
        for (position, name) in self.inner.by.iter().enumerate() {
            let texts =
                rows.iter().map(|row| row.members.get(position).and_then(core::Member::name));
            columns.push((name.clone(), Arc::new(texts.collect::<StringArray>())));
        }
        if self.inner.grain.is_some() {
            let day = |day: fn(&core::Period) -> NaiveDate| {
                let days =
                    rows.iter().map(|row| row.span.as_ref().map(|span| day_number(day(span))));
                Arc::new(days.collect::<Date32Array>()) as ArrayRef
            };
            let names = rows.iter().map(|row| row.bucket.as_deref());
            columns.push(("period".to_owned(), Arc::new(names.collect::<StringArray>())));
            columns.push(("first".to_owned(), day(core::Period::first)));
            columns.push(("last".to_owned(), day(core::Period::last)));
            let clipped: Vec<bool> = rows.iter().map(|row| row.clipped).collect();
            columns.push(("clipped".to_owned(), Arc::new(BooleanArray::from(clipped))));
        }
        let exact = |of: fn(&core::ValueResult) -> Option<&Exact>| {
            rows.iter().map(move |row| of(&row.value).map(Exact::canonical))
        };
        let count = |of: fn(&core::ValueResult) -> Option<u64>| {
            let counts =
                rows.iter().map(|row| of(&row.value).and_then(|own| i64::try_from(own).ok()));
            Arc::new(counts.collect::<Int64Array>()) as ArrayRef
        };
        let shown = rows.iter().map(|row| row.value.shown.clone());
        for (name, array) in [
            ("numerator", numbers(exact(|value| value.numerator.as_ref()).collect())),
            ("denominator", numbers(exact(|value| value.denominator.as_ref()).collect())),
            ("exact", Arc::new(exact(|value| value.exact.as_ref()).collect::<StringArray>())),
            ("shown", numbers(shown.collect())),
            ("undecided", count(|value| Some(value.undecided))),
            ("coming", count(|value| value.coming)),
        ] {
            columns.push((name.to_owned(), array));
        }
        let fields = columns
            .iter()
            .map(|(name, array)| Field::new(name, array.data_type().clone(), true))
            .collect::<Vec<_>>();
        let arrays = columns.into_iter().map(|(_, array)| array).collect();
        RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays)
    }
}

fn day_number(day: NaiveDate) -> i32 {
    let days = day.signed_duration_since(NaiveDate::default()).num_days();
    i32::try_from(days).unwrap_or_default()
}

/// Texts of numbers as integers where all are, as decimals where all are, else as they stand.
fn numbers(texts: Vec<Option<String>>) -> ArrayRef {
    if let Some(whole) = all(&texts, |text| text.parse::<i64>().ok()) {
        return Arc::new(Int64Array::from(whole));
    }
    let places = |text: &str| text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let most = texts.iter().flatten().map(|text| places(text)).max().unwrap_or_default();
    let decimals = all(&texts, |text| {
        let digits = text.replacen('.', "", 1) + &"0".repeat(most.saturating_sub(places(text)));
        let fits = digits.trim_start_matches('-').len() <= usize::from(DIGITS);
        if fits { digits.parse::<i128>().ok() } else { None }
    });
    if let (Some(decimals), Ok(scale)) = (decimals, i8::try_from(most)) {
        let array = Decimal128Array::from(decimals);
        return Arc::new(array.with_data_type(DataType::Decimal128(DIGITS, scale)));
    }
    Arc::new(StringArray::from(texts))
}

/// What each text says, where there is one; `None` if any says something else.
fn all<T>(texts: &[Option<String>], read: impl Fn(&str) -> Option<T>) -> Option<Vec<Option<T>>> {
    let mut found = Vec::with_capacity(texts.len());
    for text in texts {
        found.push(match text {
            Some(text) => Some(read(text)?),
            None => None,
        });
    }
    Some(found)
}

/// One group of a breakdown.
#[pyclass(frozen, skip_from_py_object, eq, module = "quality_objectives")]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct BreakdownRow {
    inner: core::BreakdownRow,
    scale: Scale,
}

#[pymethods]
impl BreakdownRow {
    /// A member for each column, as text for people.
    #[getter]
    fn texts(&self) -> Tuple<String> {
        Tuple(self.inner.texts.clone())
    }

    /// A member for each column; None where the records have none, or one that is not declared.
    #[getter]
    fn members(&self) -> Tuple<Option<&str>> {
        self.inner.members.iter().map(core::Member::name).collect()
    }

    /// The bucket's name: `2022-03`, `2022-W05`.
    #[getter]
    fn bucket(&self) -> Option<&str> {
        self.inner.bucket.as_deref()
    }

    /// The days of the bucket that lie in the counted span.
    #[getter]
    fn period(&self) -> Option<Period> {
        self.inner.span.map(Period)
    }

    /// Whether the bucket is only a part of its week, month, quarter, half year or year.
    #[getter]
    fn clipped(&self) -> bool {
        self.inner.clipped
    }

    /// The value.
    #[getter]
    fn value(&self) -> Value {
        Value { inner: self.inner.value.clone(), scale: self.scale.clone() }
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        crate::convert::repr(slf.as_any(), &["texts", "bucket", "value"])
    }
}
