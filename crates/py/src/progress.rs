//! How far the reading of records has come, told to the caller while counting goes on.

use std::time::{Duration, Instant};

use pyo3::PyTypeInfo;
use pyo3::exceptions::PyTypeError;
use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::{type_hint_identifier, type_hint_subscript};
use serde::Serialize;

use crate::convert::frozen;
use crate::error::Fault;

/// How often signals are looked after and the caller is told: each needs the GIL, for which other
/// threads may be waiting.
const PAUSE: Duration = Duration::from_millis(100);

/// How far the records of one source have been read.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct Reached {
    source: String,
    records: u64,
    total_records: Option<u64>,
    bytes: u64,
    total_bytes: Option<u64>,
    finished: bool,
}

frozen! {
    /// How far the records of one source have been read: what `tally` and `cases` tell the callable
    /// that is their `progress`.
    ///
    ///     >>> reached = []
    ///     >>> tally = plan.tally(as_of=date(2022, 9, 30), cases=records, progress=reached.append)
    ///     >>> reached[-1]
    ///     Progress(source='cases', records=5, total_records=5, bytes=0, total_bytes=None, finished=True)
    Progress(Reached), own,
    shows("source", "records", "total_records", "bytes", "total_bytes", "finished") {
        /// The source that is being read.
        source: &str = &own.source;
        /// How many of its records have been read, over all its files and tables.
        records: u64 = own.records;
        /// How many records there are; None where that is known only at the end (CSV files, readers).
        total_records: Option<u64> = own.total_records;
        /// How many bytes of its CSV files have been read; 0 where records come from elsewhere.
        bytes: u64 = own.bytes;
        /// The size of its CSV files; None where not all of the records come from such files, or
        /// where a file's size is not known, as that of a pipe.
        total_bytes: Option<u64> = own.total_bytes;
        /// Whether all of its records have been read: so in the last call for each source.
        finished: bool = own.finished;
    }
}

/// What is called with the progress, in an argument.
pub(crate) struct Listener(Py<PyAny>);

impl FromPyObject<'_, '_> for Listener {
    type Error = PyErr;

    const INPUT_TYPE: PyStaticExpr = type_hint_subscript!(
        type_hint_identifier!("collections.abc", "Callable"),
        PyStaticExpr::List { elts: &[Progress::TYPE_HINT] },
        type_hint_identifier!("builtins", "object")
    );

    fn extract(object: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        if object.is_callable() {
            return Ok(Self(object.to_owned().unbind()));
        }
        let found = object.get_type().name()?;
        Err(PyTypeError::new_err(format!(
            "`progress` is a callable that takes a `Progress`, not a `{found}`"
        )))
    }
}

/// Looks after signals and tells how far reading has come, both now and then.
pub(crate) struct Watch {
    listener: Option<Listener>,
    reached: Reached,
    next: Instant,
}

impl Watch {
    pub(crate) fn new(listener: Option<Listener>) -> Self {
        Self { listener, reached: Reached::default(), next: Instant::now() + PAUSE }
    }

    /// Begins another source, with what is known of its size.
    pub(crate) fn begin(&mut self, source: &str, records: Option<u64>, bytes: Option<u64>) {
        let source = source.to_owned();
        self.reached =
            Reached { source, total_records: records, total_bytes: bytes, ..Reached::default() };
    }

    /// So much more of the source was read. Ctrl-C ends the counting as `KeyboardInterrupt`, and what
    /// the listener raises ends it as well.
    pub(crate) fn read(&mut self, records: u64, bytes: u64) -> Result<(), Fault> {
        self.reached.records += records;
        self.reached.bytes += bytes;
        let now = Instant::now();
        if now < self.next {
            return Ok(());
        }
        self.next = now + PAUSE;
        signals()?;
        self.tell()
    }

    /// The source was read to its end.
    pub(crate) fn end(&mut self) -> Result<(), Fault> {
        self.reached.finished = true;
        self.tell()
    }

    fn tell(&self) -> Result<(), Fault> {
        let Some(Listener(listener)) = &self.listener else { return Ok(()) };
        Python::attach(|py| listener.call1(py, (Progress(self.reached.clone()),)))?;
        Ok(())
    }
}

/// Ctrl-C ends the counting as `KeyboardInterrupt`.
pub(crate) fn signals() -> Result<(), Fault> {
    Python::attach(|py| Ok(py.check_signals()?))
}
