//! Tallies: merging, pickling, JSON.

use chrono::NaiveDate;
use pyo3::exceptions::PyTypeError;
use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::type_hint_identifier;
use pyo3::types::{PyBytes, PyInt, PyType};
use quality_objectives as core;

use crate::account::Intake;
use crate::convert::{Parsed, Tuple, from_json, hash};
use crate::error::Fault;

/// What counting leaves behind: sums for the declared breakdowns, enough for every evaluation.
///
/// Tallies of the same rules and days add up with `+` and `sum`, in any order and grouping, whoever
/// counted them. They pickle, and go through JSON or bytes; each leaves the `intake` behind, as merging
/// does.
///
/// `+` and `sum` raise `TallyError` for tallies of other rules or days.
///
///     >>> day = date(2022, 9, 30)
///     >>> parts = [plan.tally(as_of=day, cases=records[:2]), plan.tally(as_of=day, cases=records[2:])]
///     >>> sum(parts) == tally
///     True
///     >>> tally.cells
///     11
#[pyclass(frozen, skip_from_py_object, eq, module = "quality_objectives")]
#[derive(Debug, Clone)]
pub(crate) struct Tally {
    pub(crate) inner: core::Tally,
    pub(crate) intake: Option<Intake>,
}

impl PartialEq for Tally {
    fn eq(&self, other: &Self) -> bool {
        self.inner == other.inner
    }
}

#[pymethods]
impl Tally {
    /// The tally that a canonical JSON text holds.
    ///
    /// Raises `TallyError` where it holds none.
    ///
    ///     >>> qo.Tally.from_json(tally.to_json()) == tally
    ///     True
    #[classmethod]
    fn from_json(_class: &Bound<'_, PyType>, text: &str) -> Result<Self, Fault> {
        Ok(Self { inner: core::Tally::from_json(text)?, intake: None })
    }

    /// The tally as canonical JSON: the same bytes for the same sums.
    ///
    /// Where the plan says `suppress_below`, raises `TallyError` for a tally that has a smaller cell;
    /// `for_merging=True` writes it all the same, for machines inside the organisation.
    ///
    ///     >>> tally.to_json()[:19]
    ///     '{"schema":1,"rules"'
    #[pyo3(signature = (*, for_merging = false))]
    fn to_json(&self, for_merging: bool) -> Result<String, Fault> {
        if for_merging {
            return Ok(self.inner.to_json_for_merging());
        }
        Ok(self.inner.to_json()?)
    }

    /// The tally that `to_bytes` wrote.
    ///
    /// Raises `TallyError` for bytes that are none, or not whole.
    ///
    ///     >>> qo.Tally.from_bytes(tally.to_bytes()) == tally
    ///     True
    #[classmethod]
    fn from_bytes(class: &Bound<'_, PyType>, data: &[u8]) -> Result<Self, Fault> {
        let text = crate::compact::read(class.py(), data)?;
        Ok(Self { inner: core::Tally::from_json(&text)?, intake: None })
    }

    /// The tally in few bytes, to be sent about: its canonical JSON, compressed.
    ///
    /// Different builds of `zlib` may compress the same JSON into different bytes, so tallies are
    /// compared by `==`, `digest` or `to_json`.
    ///
    /// Raises `TallyError` for small cells, as `to_json` does.
    ///
    ///     >>> len(tally.to_bytes()) < len(tally.to_json())
    ///     True
    #[pyo3(signature = (*, for_merging = false))]
    fn to_bytes<'py>(
        &self,
        py: Python<'py>,
        for_merging: bool,
    ) -> Result<Bound<'py, PyBytes>, Fault> {
        Ok(crate::compact::write(py, &self.to_json(for_merging)?)?)
    }

    /// The canonical JSON as dicts and lists.
    ///
    /// Raises `TallyError` for small cells, as `to_json` does.
    ///
    ///     >>> sorted(tally.to_dict())
    ///     ['counted', 'rules', 'schema', 'snapshots']
    fn to_dict<'py>(&self, py: Python<'py>) -> Result<Parsed<'py>, Fault> {
        Ok(from_json(py, &self.inner.to_json()?)?)
    }

    /// What this counting noticed about the records; None of a tally that was merged or read.
    #[getter]
    fn intake(&self) -> Option<Intake> {
        self.intake.clone()
    }

    /// The days as of which records were counted, in order.
    #[getter]
    fn as_of_days(&self) -> Tuple<NaiveDate> {
        self.inner.as_of_days().collect()
    }

    /// The digest of the rules that counted; tallies of equal digests fit together.
    #[getter]
    fn rules_digest(&self) -> &str {
        self.inner.rules_digest()
    }

    /// SHA-256 of the canonical JSON, in hexadecimal digits.
    #[getter]
    fn digest(&self) -> &str {
        self.inner.digest()
    }

    /// How many cells it keeps, over all tables and days: what its size grows with.
    #[getter]
    fn cells(&self) -> usize {
        self.inner.cells()
    }

    fn __add__(&self, other: &Bound<'_, Self>) -> Result<Self, Fault> {
        Ok(Self { inner: self.inner.merge(&other.get().inner)?, intake: None })
    }

    fn __radd__(slf: Bound<'_, Self>, other: Zero) -> Bound<'_, Self> {
        let Zero = other;
        slf
    }

    fn __hash__(&self) -> u64 {
        hash(self.inner.digest())
    }

    fn __reduce__<'py>(
        slf: &Bound<'py, Self>,
    ) -> Result<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,)), Fault> {
        let from_bytes = slf.get_type().getattr("from_bytes")?;
        Ok((from_bytes, (slf.get().to_bytes(slf.py(), true)?,)))
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        let digest: String = slf.get().inner.digest().chars().take(12).collect();
        let days = slf.getattr("as_of_days")?.repr()?;
        Ok(format!("Tally(as_of_days={days}, cells={}, digest='{digest}…')", slf.get().cells()))
    }
}

/// The 0 that `sum` begins with; it adds nothing.
struct Zero;

impl FromPyObject<'_, '_> for Zero {
    type Error = PyErr;

    const INPUT_TYPE: PyStaticExpr = type_hint_identifier!("builtins", "int");

    fn extract(object: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        if object.is_instance_of::<PyInt>() && object.eq(0)? {
            return Ok(Self);
        }
        Err(PyTypeError::new_err("only tallies add up"))
    }
}
