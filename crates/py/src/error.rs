//! Faults as exceptions: the classes are those of `quality_objectives._errors`.

use std::io;
use std::path::Path;

use pyo3::exceptions::{PyException, PyImportError, PyMemoryError, PyOSError};
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use quality_objectives as core;

use crate::convert::Tuple;

/// One fault of a plan document or of the data, with what to do about it.
///
/// `code` is stable and meant for programs; `message` and `help` are meant for people, and so is
/// `str(problem)`.
///
///     >>> try:
///     ...     evaluation.value("late_rates", "2022")
///     ... except qo.RequestError as error:
///     ...     problem = error.problems[0]
///     >>> problem.code
///     'measure-unknown'
///     >>> problem.help
///     'did you mean `late_rate`?'
#[pyclass(frozen, skip_from_py_object, eq, hash, module = "quality_objectives")]
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Problem {
    /// Where it is: a path in the plan document, or source and column of a fault in data.
    #[pyo3(get)]
    path: String,
    /// Line in the text, counted from 1, where the text is known.
    #[pyo3(get)]
    line: Option<usize>,
    /// Column in the line, in characters counted from 1.
    #[pyo3(get)]
    column: Option<usize>,
    /// A stable, kebab-case name of the kind of fault.
    #[pyo3(get)]
    code: String,
    /// What is wrong.
    #[pyo3(get)]
    message: String,
    /// What to do, where there is something to say.
    #[pyo3(get)]
    help: Option<String>,
    text: String,
}

impl From<&core::Problem> for Problem {
    fn from(problem: &core::Problem) -> Self {
        Self {
            text: problem.to_string(),
            path: problem.path.clone(),
            line: problem.line,
            column: problem.column,
            code: problem.code.to_owned(),
            message: problem.message.clone(),
            help: problem.help.clone(),
        }
    }
}

type Parts = (String, Option<usize>, Option<usize>, String, String, Option<String>, String);

#[pymethods]
impl Problem {
    #[new]
    fn new(
        path: String,
        line: Option<usize>,
        column: Option<usize>,
        code: String,
        message: String,
        help: Option<String>,
        text: String,
    ) -> Self {
        Self { path, line, column, code, message, help, text }
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> (Py<PyAny>, Parts) {
        let own = slf.get().clone();
        let class = slf.get_type().into_any().unbind();
        let Self { path, line, column, code, message, help, text } = own;
        (class, (path, line, column, code, message, help, text))
    }

    fn __str__(&self) -> &str {
        &self.text
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        let shown = ["path", "line", "column", "code", "message", "help"];
        crate::convert::repr(slf.as_any(), &shown)
    }
}

/// The problems of advice, or of an error.
pub(crate) fn problems(problems: &[core::Problem]) -> Tuple<Problem> {
    problems.iter().map(Problem::from).collect()
}

/// Why a call did not do what it was asked for.
pub(crate) enum Fault {
    Core(core::Error),
    Data(core::Problem),
    Plan(core::Problem),
    Request(core::Problem),
    Tally(core::Problem),
    Python(PyErr),
}

impl From<core::Error> for Fault {
    fn from(error: core::Error) -> Self {
        Self::Core(error)
    }
}

impl From<PyErr> for Fault {
    fn from(error: PyErr) -> Self {
        Self::Python(error)
    }
}

impl From<Fault> for PyErr {
    fn from(fault: Fault) -> Self {
        let (class, found) = match &fault {
            Fault::Core(error) => {
                let class = match error {
                    error if error.is_plan() => "PlanError",
                    error if error.is_data() => "DataError",
                    error if error.is_tally() => "TallyError",
                    error if error.is_request() => "RequestError",
                    _ => "QualityObjectivesError",
                };
                (class, problems(error.problems()))
            }
            Fault::Data(problem) => ("DataError", problems(std::slice::from_ref(problem))),
            Fault::Plan(problem) => ("PlanError", problems(std::slice::from_ref(problem))),
            Fault::Request(problem) => ("RequestError", problems(std::slice::from_ref(problem))),
            Fault::Tally(problem) => ("TallyError", problems(std::slice::from_ref(problem))),
            Fault::Python(_) => {
                let Fault::Python(error) = fault else { return PyException::new_err(()) };
                return error;
            }
        };
        let raised = Python::attach(|py| {
            let class = py.import("quality_objectives._errors")?.getattr(class)?;
            let problems: Bound<'_, PyTuple> = found.into_pyobject(py)?;
            Ok(PyErr::from_value(class.call1((problems,))?))
        });
        raised.unwrap_or_else(|error: PyErr| error)
    }
}

/// A file that cannot be read, as Python says it: `FileNotFoundError`, `PermissionError` …
pub(crate) fn unreadable_file(error: &io::Error, path: &Path) -> PyErr {
    let path = path.as_os_str().to_owned();
    match error.raw_os_error() {
        Some(number) => {
            let text = error.to_string();
            let text = text.split(" (os error").next().unwrap_or(&text).to_owned();
            PyOSError::new_err((number, text, path))
        }
        None => PyOSError::new_err(format!("{}: {error}", path.display())),
    }
}

/// Whether an exception is about the records: not Ctrl-C, nor a library or memory that is missing.
pub(crate) fn is_of_the_library(py: Python<'_>, cause: &PyErr) -> bool {
    cause.is_instance_of::<PyException>(py)
        && !cause.is_instance_of::<PyImportError>(py)
        && !cause.is_instance_of::<PyMemoryError>(py)
}

/// A frame whose own library refuses to hand it over as Arrow: the fault names the source, and the
/// library's exception is its cause.
pub(crate) fn unreadable_frame(py: Python<'_>, source: &str, cause: PyErr) -> PyErr {
    if !is_of_the_library(py, &cause) {
        return cause;
    }
    let message = format!("the records of `{source}` cannot be taken over: {}", cause.value(py));
    let problem = core::Problem::new("frame-unreadable", source, message).help(
        "their own library says so: mend it there, or hand them in as a table of another one",
    );
    let error = PyErr::from(Fault::Data(problem));
    error.set_cause(py, Some(cause));
    error
}

/// What `quality_objectives._readers` raised: a fault of its own, or one of the library that it reads
/// through.
pub(crate) fn unreadable_batches(py: Python<'_>, source: &str, cause: PyErr) -> PyErr {
    let is = |name: &str| {
        let class = py.import("quality_objectives._readers").and_then(|own| own.getattr(name));
        class.is_ok_and(|class| cause.is_instance(py, &class))
    };
    let problem = if is("AlreadyRead") {
        let message = format!("the reader of the records of `{source}` was handed in before");
        core::Problem::new("reader-already-read", source, message)
            .help("a reader can be read once: make a new one, or read it into a table first")
    } else if is("UnreadableFile") {
        let message = format!("{}", cause.value(py));
        core::Problem::new("file-unreadable", source, message)
            .help("look at the program that wrote it, and whether all of it was copied")
    } else {
        return unreadable_frame(py, source, cause);
    };
    let error = PyErr::from(Fault::Data(problem));
    error.set_cause(py, cause.cause(py));
    error
}
