//! What is for eyes: words of a language, HTML and plots, which modules of Python write.

use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::type_hint_identifier;
use pyo3::types::{PyDict, PyString};
use quality_objectives::{self as core, Problem};

use crate::arguments::LanguageChoice;
use crate::error::Fault;

/// The language that is asked for, the plan's `own` unless one is.
pub(crate) fn language(
    own: core::Language,
    asked: Option<LanguageChoice>,
) -> Result<core::Language, Fault> {
    let Some(LanguageChoice(code)) = asked else { return Ok(own) };
    core::Language::from_code(&code).ok_or_else(|| {
        let codes = core::Language::ALL.map(core::Language::code).join(", ");
        let problem =
            Problem::new("language-unknown", "language", format!("there are no words in `{code}`"));
        Fault::Request(problem.help(format!("it is one of: {codes}")))
    })
}

/// A class of matplotlib's, which is imported by who hands it in.
macro_rules! drawn {
    ($($name:ident: $module:literal, $class:literal;)+) => {$(
        pub(crate) struct $name<'py>(Bound<'py, PyAny>);

        impl<'py> FromPyObject<'_, 'py> for $name<'py> {
            type Error = PyErr;

            const INPUT_TYPE: PyStaticExpr = type_hint_identifier!($module, $class);

            fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
                Ok(Self(object.to_owned()))
            }
        }

        impl<'py> IntoPyObject<'py> for $name<'py> {
            type Target = PyAny;
            type Output = Bound<'py, PyAny>;
            type Error = std::convert::Infallible;

            const OUTPUT_TYPE: PyStaticExpr = type_hint_identifier!($module, $class);

            fn into_pyobject(self, _py: Python<'py>) -> Result<Self::Output, Self::Error> {
                Ok(self.0)
            }
        }
    )+};
}

drawn! {
    Figure: "matplotlib.figure", "Figure";
    Axes: "matplotlib.axes", "Axes";
}

/// HTML that a module of the package writes of an object.
pub(crate) fn html<'py>(object: &Bound<'py, PyAny>, kind: &str) -> PyResult<Bound<'py, PyString>> {
    let module = object.py().import("quality_objectives._html")?;
    Ok(module.call_method1(kind, (object,))?.cast_into()?)
}

/// A figure that a module of the package draws of an object.
pub(crate) fn plot<'py>(
    object: &Bound<'py, PyAny>,
    kind: &str,
    options: &Bound<'py, PyDict>,
) -> PyResult<Figure<'py>> {
    let module = object.py().import("quality_objectives._plots")?;
    Ok(Figure(module.call_method(kind, (object,), Some(options))?))
}

/// What every plot is asked with.
pub(crate) fn options<'py>(
    py: Python<'py>,
    language: Option<LanguageChoice>,
    figure: Option<Figure<'py>>,
) -> PyResult<Bound<'py, PyDict>> {
    let options = PyDict::new(py);
    options.set_item("language", language.map(|LanguageChoice(code)| code))?;
    options.set_item("figure", figure)?;
    Ok(options)
}
