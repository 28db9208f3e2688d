//! Breakdowns: rows for people, a table for data frames.

use std::sync::Arc;

use arrow_array::{ArrayRef, BooleanArray, RecordBatch, StringArray};
use arrow_schema::ArrowError;
use pyo3::exceptions::{PyKeyError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyString;
use quality_objectives::{self as core, Exact, Scale};

use crate::arguments::{Anything, LanguageChoice, Seq};
use crate::capsule;
use crate::convert::{GrainWord, Iter, Object, Parsed, Tuple, from_json, hash, item, json};
use crate::error::Fault;
use crate::evaluation::Evaluation;
use crate::plan::Period;
use crate::table;
use crate::value::Value;
use crate::views::{self, Axes, Figure};

/// The library's own columns of a table, beside those of `by`.
const TIME: [&str; 4] = ["period", "first", "last", "clipped"];
const VALUE: [&str; 6] = ["numerator", "denominator", "exact", "shown", "undecided", "coming"];

/// A measure's values by the members of some columns and by buckets of time: a sequence of rows.
///
/// It is a table for any data frame as well: `pl.DataFrame(breakdown)`, `pa.table(breakdown)`,
/// `pd.DataFrame(breakdown)`. pandas makes floats of integers where some are missing;
/// `pa.table(breakdown).to_pandas(types_mapper=pd.ArrowDtype)` keeps them, and every column.
///
/// `breakdown[position]` raises `IndexError` where there is no such row.
///
///     >>> by_unit = evaluation.breakdown("late_rate", by=["unit"])
///     >>> [(row.members, row.value.shown) for row in by_unit]
///     [(('North',), '50.00'), (('South',), '33.33')]
///     >>> import polars as pl
///     >>> pl.DataFrame(by_unit).columns
///     ['unit', 'numerator', 'denominator', 'exact', 'shown', 'undecided', 'coming']
#[pyclass(frozen, skip_from_py_object, eq, module = "quality_objectives")]
#[derive(Debug, Clone)]
pub(crate) struct Breakdown {
    pub(crate) inner: core::Breakdown,
    pub(crate) scale: Scale,
    pub(crate) evaluation: Evaluation,
}

impl PartialEq for Breakdown {
    fn eq(&self, other: &Self) -> bool {
        (&self.inner, &self.scale) == (&other.inner, &other.scale)
    }
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

    /// The evaluation that it is of.
    #[getter]
    fn evaluation(&self) -> Evaluation {
        self.evaluation.clone()
    }

    /// One row for each group that has records, sorted by members and then by time.
    #[getter]
    fn rows(&self) -> Tuple<BreakdownRow> {
        self.inner.rows.iter().map(|own| self.row(own.clone())).collect()
    }

    fn __len__(&self) -> usize {
        self.inner.rows.len()
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Iter<'py, BreakdownRow>> {
        Iter::of(py, self.rows())
    }

    fn __getitem__(&self, index: isize) -> PyResult<BreakdownRow> {
        Ok(self.row(item(&self.inner.rows, index)?))
    }

    /// The breakdown as dicts and lists; exact numbers are texts there.
    ///
    ///     >>> evaluation.breakdown("late_rate", by=["unit"]).to_dict()["rows"][1]["value"]["exact"]
    ///     '1/3'
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Parsed<'py>> {
        from_json(py, &serde_json::to_string(&self.inner).unwrap_or_default())
    }

    /// The rows as an Arrow table, by the Arrow PyCapsule protocol.
    ///
    /// Its columns: one for each column of `by`; with a grain `period`, `first`, `last`, `clipped`;
    /// then `numerator`, `denominator`, `exact`, `shown`, `undecided`, `coming`. Where a column of
    /// `by` has one of these names, the library's own gets a `_` behind it: `period_`. Numbers are
    /// integers where all are whole, decimals where all can be written out in full, and else texts;
    /// `exact` is a text. There are no floats.
    ///
    ///     >>> import pyarrow as pa
    ///     >>> pa.table(evaluation.breakdown("late_rate", by=["unit"])).column("exact").to_pylist()
    ///     ['0.5', '1/3']
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Anything<'py>>,
    ) -> PyResult<capsule::Stream<'py>> {
        let _ = requested_schema;
        let batch = self.table().map_err(|error| PyValueError::new_err(error.to_string()))?;
        capsule::export_one(py, batch)
    }

    /// The breakdown in words as dicts and lists, for tables and drawings of one's own: titles, and
    /// for each row the members, the name of the bucket and the value as the language writes them.
    /// `language` is `vi` or `en`, the plan's own unless given.
    ///
    /// Raises `RequestError` for another language.
    ///
    ///     >>> sorted(evaluation.breakdown("late_rate", by=["unit"]).overview("en"))
    ///     ['columns', 'factor', 'is_day', 'language', 'rows', 'suffix', 'time', 'title', 'words']
    #[pyo3(signature = (language = None))]
    fn overview<'py>(
        &self,
        py: Python<'py>,
        language: Option<LanguageChoice>,
    ) -> Result<Parsed<'py>, Fault> {
        let evaluation = &self.evaluation.inner;
        let language = views::language(evaluation.plan().language(), language)?;
        Ok(from_json(py, &json(&evaluation.breakdown_in_words(&self.inner, language)))?)
    }

    /// The breakdown as a plot, with the limits that the plan sets for the measure: by buckets of
    /// time a trend, by one column and time a small multiple for each member, by one column bars.
    ///
    /// Where a bucket has nothing to measure, the line is broken. Buckets that are cut by the edge of
    /// the time, or are not over yet, are hollow. `members` chooses members of the column and their
    /// order (`None` for records without one). It is drawn into `ax` (where there is one panel), into
    /// `figure`, or into a new one.
    ///
    /// Needs matplotlib: `pip install quality-objectives[plot]`.
    ///
    /// Raises `ImportError` without matplotlib, `RequestError` for another language, `ValueError` for
    /// a breakdown by several columns, a member that it does not have, and several panels in one `ax`.
    ///
    ///     >>> by_quarter = evaluation.breakdown("late_rate", by=["unit"], grain="quarter")
    ///     >>> figure = by_quarter.plot(members=["South", "North"])
    ///     >>> figure.savefig("late-by-quarter.svg")
    #[pyo3(signature = (*, members = None, language = None, figure = None, ax = None))]
    fn plot<'py>(
        slf: &Bound<'py, Self>,
        members: Option<Seq<Option<String>>>,
        language: Option<LanguageChoice>,
        figure: Option<Figure<'py>>,
        ax: Option<Axes<'py>>,
    ) -> PyResult<Figure<'py>> {
        let options = views::options(slf.py(), language, figure)?;
        options.set_item("members", members.map(|members| members.0))?;
        options.set_item("ax", ax)?;
        views::plot(slf.as_any(), "breakdown", &options)
    }

    /// What a notebook shows: a table in the plan's language.
    ///
    ///     >>> "South" in evaluation.breakdown("late_rate", by=["unit"])._repr_html_()
    ///     True
    fn _repr_html_<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyString>> {
        views::html(slf.as_any(), "breakdown")
    }

    fn __hash__(&self) -> u64 {
        hash(&json(&self.inner))
    }

    fn __copy__(slf: Bound<'_, Self>) -> Bound<'_, Self> {
        slf
    }

    fn __deepcopy__<'py>(slf: Bound<'py, Self>, memo: Anything<'py>) -> Bound<'py, Self> {
        let _ = memo;
        slf
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, Broken)> {
        let again = py.import("quality_objectives._pickling")?.getattr("broken_down")?;
        let grain = self.inner.grain.map(core::Grain::name);
        let measure = self.inner.measure.clone();
        Ok((again, (self.evaluation.clone(), measure, self.inner.by.clone(), grain)))
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        crate::convert::repr(slf.as_any(), &["measure", "by", "grain", "rows"])
    }
}

/// What makes a breakdown again: evaluation, measure, columns and grain.
type Broken = (Evaluation, String, Vec<String>, Option<&'static str>);

impl Breakdown {
    /// The names of the columns of the table. Those of `by` are the plan's; one of the library's own
    /// that is the same gets a `_` behind it.
    fn columns(&self) -> Vec<String> {
        let mut names = self.inner.by.clone();
        let time = if self.inner.grain.is_some() { &TIME[..] } else { &[] };
        for own in time.iter().chain(&VALUE) {
            let mut name = (*own).to_owned();
            while names.contains(&name) {
                name.push('_');
            }
            names.push(name);
        }
        names
    }

    fn row(&self, inner: core::BreakdownRow) -> BreakdownRow {
        BreakdownRow { inner, scale: self.scale.clone(), columns: self.columns().into() }
    }

    fn table(&self) -> Result<RecordBatch, ArrowError> {
        let rows = &self.inner.rows;
        let mut arrays: Vec<ArrayRef> = Vec::new();
        for position in 0..self.inner.by.len() {
            let texts =
                rows.iter().map(|row| row.members.get(position).and_then(core::Member::name));
            arrays.push(Arc::new(texts.collect::<StringArray>()));
        }
        if self.inner.grain.is_some() {
            let names = rows.iter().map(|row| row.bucket.as_deref());
            arrays.push(Arc::new(names.collect::<StringArray>()));
            let spans = || rows.iter().map(|row| row.span);
            arrays.push(table::days(spans().map(|span| span.map(|own| own.first()))));
            arrays.push(table::days(spans().map(|span| span.map(|own| own.last()))));
            let clipped: Vec<bool> = rows.iter().map(|row| row.clipped).collect();
            arrays.push(Arc::new(BooleanArray::from(clipped)));
        }
        let exact = |of: fn(&core::ValueResult) -> Option<&Exact>| {
            rows.iter().map(move |row| of(&row.value).map(Exact::canonical))
        };
        let shown = rows.iter().map(|row| row.value.shown.clone());
        arrays.extend([
            table::numbers(exact(|value| value.numerator.as_ref()).collect()),
            table::numbers(exact(|value| value.denominator.as_ref()).collect()),
            Arc::new(exact(|value| value.exact.as_ref()).collect::<StringArray>()),
            table::numbers(shown.collect()),
            table::counts(rows.iter().map(|row| Some(row.value.undecided))),
            table::counts(rows.iter().map(|row| row.value.coming)),
        ]);
        table::batch(self.columns(), arrays)
    }
}

/// One group of a breakdown; also a mapping from the names of the table's columns to values.
///
/// `row[name]` raises `KeyError` where the table has no such column.
///
///     >>> row = evaluation.breakdown("late_rate", by=["unit"], grain="quarter")[0]
///     >>> row.bucket, row.clipped, row.value.numerator
///     ('2022-Q1', False, 1)
///     >>> row["unit"], row["shown"]
///     ('North', Decimal('50.00'))
#[pyclass(frozen, skip_from_py_object, eq, module = "quality_objectives")]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct BreakdownRow {
    inner: core::BreakdownRow,
    scale: Scale,
    columns: Arc<[String]>,
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

    /// The names of the columns: those of the breakdown's table.
    ///
    ///     >>> evaluation.breakdown("late_rate", by=["unit"])[0].keys()
    ///     ('unit', 'numerator', 'denominator', 'exact', 'shown', 'undecided', 'coming')
    fn keys(&self) -> Tuple<String> {
        Tuple(self.columns.to_vec())
    }

    /// The values, in the order of `keys()`.
    ///
    ///     >>> evaluation.breakdown("late_rate", by=["unit"])[0].values()
    ///     ('North', 1, 2, Fraction(1, 2), Decimal('50.00'), 0, None)
    fn values<'py>(&self, py: Python<'py>) -> PyResult<Tuple<Object<'py>>> {
        self.columns.iter().map(|name| self.__getitem__(py, name)).collect()
    }

    /// Names and values, in the order of `keys()`.
    ///
    ///     >>> evaluation.breakdown("late_rate", by=["unit"])[1].items()[:3]
    ///     (('unit', 'South'), ('numerator', 1), ('denominator', 3))
    fn items<'py>(&self, py: Python<'py>) -> PyResult<Tuple<(String, Object<'py>)>> {
        let pair = |name: &String| Ok((name.clone(), self.__getitem__(py, name)?));
        self.columns.iter().map(pair).collect()
    }

    fn __len__(&self) -> usize {
        self.columns.len()
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Iter<'py, String>> {
        Iter::of(py, self.keys())
    }

    fn __getitem__<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Object<'py>> {
        let position = self.columns.iter().position(|own| own == name);
        let position = position.ok_or_else(|| PyKeyError::new_err(name.to_owned()))?;
        let value = self.value();
        let Some(own) = position.checked_sub(self.inner.members.len()) else {
            let member = self.inner.members.get(position).and_then(core::Member::name);
            return Object::of(py, member);
        };
        // Without a grain, the columns of time are left out.
        let own = own + if self.inner.bucket.is_some() { 0 } else { TIME.len() };
        match TIME.iter().chain(&VALUE).copied().nth(own).unwrap_or_default() {
            "period" => Object::of(py, self.bucket()),
            "first" => Object::of(py, self.inner.span.map(|own| own.first())),
            "last" => Object::of(py, self.inner.span.map(|own| own.last())),
            "clipped" => Object::of(py, self.inner.clipped),
            "numerator" => Object::of(py, value.numerator()),
            "denominator" => Object::of(py, value.denominator()),
            "exact" => Object::of(py, value.exact()),
            "shown" => match value.decimal() {
                Some(decimal) => Object::of(py, decimal),
                None => Object::of(py, value.shown()),
            },
            "undecided" => Object::of(py, value.undecided()),
            _ => Object::of(py, value.coming()),
        }
    }

    /// The value of a column; `default` where the table has no such column.
    ///
    ///     >>> row = evaluation.breakdown("late_rate", by=["unit"])[0]
    ///     >>> row.get("numerator"), row.get("period"), row.get("period", "all")
    ///     (1, None, 'all')
    #[pyo3(signature = (name, default = None))]
    fn get<'py>(
        &self,
        py: Python<'py>,
        name: &str,
        default: Option<Anything<'py>>,
    ) -> PyResult<Object<'py>> {
        if self.columns.iter().any(|own| own == name) {
            return self.__getitem__(py, name);
        }
        Object::of(py, default.map(|own| own.0))
    }

    fn __contains__(&self, name: Anything<'_>) -> bool {
        let name = name.0.extract::<String>();
        name.is_ok_and(|name| self.columns.contains(&name))
    }

    fn __hash__(&self) -> u64 {
        hash(&json(&self.inner))
    }

    fn __copy__(slf: Bound<'_, Self>) -> Bound<'_, Self> {
        slf
    }

    fn __deepcopy__<'py>(slf: Bound<'py, Self>, memo: Anything<'py>) -> Bound<'py, Self> {
        let _ = memo;
        slf
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        crate::convert::repr(slf.as_any(), &["texts", "bucket", "value"])
    }
}
