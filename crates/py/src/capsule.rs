//! The Arrow PyCapsule protocol: `arrow-pyarrow` takes over what others hand out (it needs no
//! pyarrow for that), and a capsule hands out what is ours.

use arrow_array::ffi_stream::{FFI_ArrowArrayStream, RecordBatchStreamReader};
use arrow_array::{RecordBatch, RecordBatchIterator, RecordBatchReader};
use arrow_pyarrow::FromPyArrow;
use pyo3::exceptions::PyValueError;
use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::type_hint_identifier;
use pyo3::types::PyCapsule;

/// The batches of an object that has `__arrow_c_stream__`; they come one by one, when asked for.
pub(crate) fn stream(object: &Bound<'_, PyAny>) -> PyResult<RecordBatchStreamReader> {
    RecordBatchStreamReader::from_pyarrow_bound(object)
}

/// All batches of an object that has `__arrow_c_stream__`; an empty one where there is none.
pub(crate) fn batches(object: &Bound<'_, PyAny>) -> PyResult<Vec<RecordBatch>> {
    let reader = stream(object)?;
    let schema = reader.schema();
    let broken = |error| PyValueError::new_err(format!("{error}"));
    let batches = reader.map(|batch| batch.map_err(broken)).collect::<PyResult<Vec<_>>>()?;
    Ok(if batches.is_empty() { vec![RecordBatch::new_empty(schema)] } else { batches })
}

/// The one batch of an object that has `__arrow_c_array__`.
pub(crate) fn array(object: &Bound<'_, PyAny>) -> PyResult<RecordBatch> {
    RecordBatch::from_pyarrow_bound(object)
}

/// Whether a stream or array could not be taken over because it is one column and no table.
pub(crate) fn is_one_column(error: &PyErr) -> bool {
    // Arrow has no other sign of it: the schema of a table is that of a struct.
    let said = error.to_string();
    said.contains("C data struct as a Schema") || said.contains("Struct type")
}

/// A stream handed out. The type of capsules has a name only since Python 3.13.
pub(crate) struct Stream<'py>(Bound<'py, PyCapsule>);

impl<'py> IntoPyObject<'py> for Stream<'py> {
    type Target = PyCapsule;
    type Output = Bound<'py, PyCapsule>;
    type Error = std::convert::Infallible;

    const OUTPUT_TYPE: PyStaticExpr = type_hint_identifier!("builtins", "object");

    fn into_pyobject(self, _py: Python<'py>) -> Result<Self::Output, Self::Error> {
        Ok(self.0)
    }
}

/// One batch as a capsule.
pub(crate) fn export_one(py: Python<'_>, batch: RecordBatch) -> PyResult<Stream<'_>> {
    let schema = batch.schema();
    export(py, Box::new(RecordBatchIterator::new([Ok(batch)], schema)))
}

/// Batches as a capsule, for `__arrow_c_stream__` of our own.
fn export(py: Python<'_>, batches: Box<dyn RecordBatchReader + Send>) -> PyResult<Stream<'_>> {
    let stream = FFI_ArrowArrayStream::new(batches);
    Ok(Stream(PyCapsule::new_with_value(py, stream, c"arrow_array_stream")?))
}
