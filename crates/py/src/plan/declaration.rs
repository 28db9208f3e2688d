//! What a person declares of a qualitative target.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::type_hint_union;
use quality_objectives::plan::Declaration as CoreDeclaration;

use crate::arguments::{Anything, Day, Seq, unsuitable};
use crate::convert::{Tuple, hash, json};

/// Keywords of a call.
type Keywords<'py> = BTreeMap<&'static str, Bound<'py, PyAny>>;

/// One declaration or several, in an argument.
pub(crate) enum Declared<'py> {
    One(Bound<'py, Declaration>),
    Several(Seq<Bound<'py, Declaration>>),
}

impl<'py> FromPyObject<'_, 'py> for Declared<'py> {
    type Error = PyErr;

    const INPUT_TYPE: PyStaticExpr = type_hint_union!(
        Bound::<Declaration>::INPUT_TYPE,
        Seq::<Bound<'_, Declaration>>::INPUT_TYPE
    );

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        if let Ok(one) = object.cast::<Declaration>() {
            return Ok(Self::One(one.to_owned()));
        }
        object.extract().map(Self::Several).map_err(|_| {
            let expected = "what is declared is a `Declaration`, or a list of them";
            unsuitable(expected, object)
        })
    }
}

/// What a person declares of a qualitative target on a day: that it holds, or that it does not.
///
///     >>> qo.Declaration(date(2022, 9, 1), True, by="Building department", evidence=["Protocol 12"])
///     Declaration(on=datetime.date(2022, 9, 1), holds=True, by='Building department', evidence=('Protocol 12',))
#[pyclass(frozen, skip_from_py_object, eq, module = "quality_objectives")]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Declaration(pub(crate) CoreDeclaration);

#[pymethods]
impl Declaration {
    #[new]
    #[pyo3(signature = (on, holds, *, by = None, evidence = None))]
    fn new(on: Day, holds: bool, by: Option<String>, evidence: Option<Seq<String>>) -> Self {
        let mut inner = CoreDeclaration::new(on.0, holds);
        (inner.by, inner.evidence) = (by, evidence.map_or_else(Vec::new, |evidence| evidence.0));
        Self(inner)
    }

    /// The day on which it was declared.
    #[getter]
    fn on(&self) -> NaiveDate {
        self.0.on
    }

    /// Whether the target holds.
    #[getter]
    fn holds(&self) -> bool {
        self.0.holds
    }

    /// Who declared it; None where nobody is named.
    #[getter]
    fn by(&self) -> Option<&str> {
        self.0.by.as_deref()
    }

    /// What shows it: documents, records.
    #[getter]
    fn evidence(&self) -> Tuple<&str> {
        self.0.evidence.iter().map(String::as_str).collect()
    }

    fn __getnewargs_ex__<'py>(
        &self,
        py: Python<'py>,
    ) -> PyResult<((NaiveDate, bool), Keywords<'py>)> {
        let named = BTreeMap::from([
            ("by", self.by().into_pyobject(py)?),
            ("evidence", self.evidence().into_pyobject(py)?.into_any()),
        ]);
        Ok(((self.on(), self.holds()), named))
    }

    fn __hash__(&self) -> u64 {
        let own = &self.0;
        hash(&json(&(own.on.to_string(), own.holds, &own.by, &own.evidence)))
    }

    fn __copy__(slf: Bound<'_, Self>) -> Bound<'_, Self> {
        slf
    }

    fn __deepcopy__<'py>(slf: Bound<'py, Self>, memo: Anything<'py>) -> Bound<'py, Self> {
        let _ = memo;
        slf
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        crate::convert::repr(slf.as_any(), &["on", "holds", "by", "evidence"])
    }
}
