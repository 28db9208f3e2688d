//! From the core's values to Python's: exact numbers, and words of a fixed set.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::marker::PhantomData;

use pyo3::IntoPyObjectExt;
use pyo3::exceptions::PyIndexError;
use pyo3::inspect::{PyStaticConstant, PyStaticExpr};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyIterator, PyString, PyTuple, PyType};
use pyo3::{type_hint_identifier, type_hint_subscript, type_hint_union};
use quality_objectives::{self as core, Exact};

/// A `fractions.Fraction`.
pub(crate) struct Fraction<'own>(pub(crate) &'own Exact);

fn class<'py>(
    py: Python<'py>,
    cell: &'static PyOnceLock<Py<PyType>>,
    module: &str,
    name: &str,
) -> PyResult<&'py Bound<'py, PyType>> {
    cell.import(py, module, name)
}

impl<'py> IntoPyObject<'py> for Fraction<'_> {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;

    const OUTPUT_TYPE: PyStaticExpr = type_hint_identifier!("fractions", "Fraction");

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
        class(py, &CLASS, "fractions", "Fraction")?.call1((self.0.to_string(),))
    }
}

/// An `int` where it is whole, else a `fractions.Fraction`.
pub(crate) struct Number<'own>(pub(crate) &'own Exact);

impl<'py> IntoPyObject<'py> for Number<'_> {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;

    const OUTPUT_TYPE: PyStaticExpr = type_hint_union!(
        type_hint_identifier!("builtins", "int"),
        type_hint_identifier!("fractions", "Fraction")
    );

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        static INT: PyOnceLock<Py<PyType>> = PyOnceLock::new();
        match self.0.to_integer() {
            Some(whole) => Ok(whole.into_pyobject(py)?.into_any()),
            None if self.0.is_integer() => {
                class(py, &INT, "builtins", "int")?.call1((self.0.to_string(),))
            }
            None => Fraction(self.0).into_pyobject(py),
        }
    }
}

/// A `decimal.Decimal` of a text that is one.
pub(crate) struct Decimal<'own>(pub(crate) &'own str);

impl<'py> IntoPyObject<'py> for Decimal<'_> {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;

    const OUTPUT_TYPE: PyStaticExpr = type_hint_identifier!("decimal", "Decimal");

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
        class(py, &CLASS, "decimal", "Decimal")?.call1((self.0,))
    }
}

/// A tuple: what is frozen does not hand out lists.
pub(crate) struct Tuple<T>(pub(crate) Vec<T>);

impl<'py, T: IntoPyObject<'py>> IntoPyObject<'py> for Tuple<T> {
    type Target = PyTuple;
    type Output = Bound<'py, PyTuple>;
    type Error = PyErr;

    const OUTPUT_TYPE: PyStaticExpr = type_hint_subscript!(
        type_hint_identifier!("builtins", "tuple"),
        T::OUTPUT_TYPE,
        PyStaticExpr::Constant { value: PyStaticConstant::Ellipsis }
    );

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        PyTuple::new(py, self.0)
    }
}

impl<T> FromIterator<T> for Tuple<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self(items.into_iter().collect())
    }
}

/// A word of a fixed set, typed as `Literal`.
macro_rules! words {
    ($($name:ident($core:ty) { $($variant:pat => $word:literal),+ $(,)? })+) => {$(
        pub(crate) struct $name(&'static str);

        impl From<$core> for $name {
            fn from(value: $core) -> Self {
                Self(match value { $($variant => $word),+ })
            }
        }

        impl<'py> IntoPyObject<'py> for $name {
            type Target = PyString;
            type Output = Bound<'py, PyString>;
            type Error = std::convert::Infallible;

            const OUTPUT_TYPE: PyStaticExpr = PyStaticExpr::Subscript {
                value: &type_hint_identifier!("typing", "Literal"),
                slice: &PyStaticExpr::Tuple {
                    elts: &[$(PyStaticExpr::Constant { value: PyStaticConstant::Str($word) }),+],
                },
            };

            fn into_pyobject(self, py: Python<'py>) -> Result<Self::Output, Self::Error> {
                Ok(PyString::intern(py, self.0))
            }
        }
    )+};
}

words! {
    StatusWord(core::Status) {
        core::Status::Met => "met",
        core::Status::NotMet => "not_met",
        core::Status::NoData => "no_data",
    }
    OutlookWord(core::Outlook) {
        core::Outlook::Secured => "secured",
        core::Outlook::Open => "open",
        core::Outlook::Lost => "lost",
    }
    PhaseWord(core::Phase) {
        core::Phase::NotStarted => "not_started",
        core::Phase::InProgress => "in_progress",
        core::Phase::Closed => "closed",
    }
    SkippedWord(core::Skipped) {
        core::Skipped::NoCases => "no_cases",
        core::Skipped::NoRecords => "no_records",
        core::Skipped::NotHandedIn => "not_handed_in",
    }
    ReasonWord(core::Reason) {
        core::Reason::NoCases => "no_cases",
        core::Reason::OutOfReach => "out_of_reach",
        core::Reason::TwoSided => "two_sided",
        core::Reason::NoDirection => "no_direction",
        core::Reason::ExpectedBelowPresent => "expected_below_present",
        core::Reason::NotInCases => "not_in_cases",
    }
    GrainWord(core::Grain) {
        core::Grain::Day => "day",
        core::Grain::Week => "week",
        core::Grain::Month => "month",
        core::Grain::Quarter => "quarter",
        core::Grain::HalfYear => "half_year",
        core::Grain::Year => "year",
    }
    LanguageWord(core::Language) {
        core::Language::Vi => "vi",
        core::Language::En => "en",
    }
    KindWord(&core::TargetKind) {
        core::TargetKind::Each { .. } => "each",
        core::TargetKind::AllOf { .. } => "all_of",
        core::TargetKind::AnyOf { .. } => "any_of",
        core::TargetKind::Every { .. } => "every",
        core::TargetKind::Declared { .. } => "declared",
        // `Measure`; a kind that is not known here yet has no condition of its own either.
        _ => "measure",
    }
}

/// How many further bad cases a target bears: a number, or `unlimited`.
pub(crate) struct Arrivals(pub(crate) core::Arrivals);

impl<'py> IntoPyObject<'py> for Arrivals {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;

    const OUTPUT_TYPE: PyStaticExpr = type_hint_union!(
        type_hint_identifier!("builtins", "int"),
        type_hint_subscript!(
            type_hint_identifier!("typing", "Literal"),
            PyStaticExpr::Constant { value: PyStaticConstant::Str("unlimited") }
        ),
        PyStaticExpr::Constant { value: PyStaticConstant::None }
    );

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        Ok(match self.0 {
            core::Arrivals::None => py.None().into_bound(py),
            core::Arrivals::Count(count) => count.into_pyobject(py)?.into_any(),
            core::Arrivals::Unlimited => PyString::intern(py, "unlimited").into_any(),
        })
    }
}

/// A part that decided: the position of a target, or the name of a member or period.
pub(crate) struct Deciding(pub(crate) core::Deciding);

impl<'py> IntoPyObject<'py> for Deciding {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;

    const OUTPUT_TYPE: PyStaticExpr = type_hint_union!(
        type_hint_identifier!("builtins", "int"),
        type_hint_identifier!("builtins", "str")
    );

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        Ok(match self.0 {
            core::Deciding::Target(position) => position.into_pyobject(py)?.into_any(),
            core::Deciding::Member(name) | core::Deciding::Period(name) => {
                PyString::new(py, &name).into_any()
            }
        })
    }
}

/// A value of a type that depends on what it is.
pub(crate) struct Object<'py>(Bound<'py, PyAny>);

impl<'py> Object<'py> {
    pub(crate) fn of(py: Python<'py>, value: impl IntoPyObjectExt<'py>) -> PyResult<Self> {
        Ok(Self(value.into_bound_py_any(py)?))
    }
}

impl<'py> IntoPyObject<'py> for Object<'py> {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = std::convert::Infallible;

    const OUTPUT_TYPE: PyStaticExpr = type_hint_identifier!("typing", "Any");

    fn into_pyobject(self, _py: Python<'py>) -> Result<Self::Output, Self::Error> {
        Ok(self.0)
    }
}

/// A JSON text of the core's as Python's dicts, lists and texts.
pub(crate) struct Parsed<'py>(Bound<'py, PyAny>);

impl<'py> IntoPyObject<'py> for Parsed<'py> {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = std::convert::Infallible;

    const OUTPUT_TYPE: PyStaticExpr = type_hint_subscript!(
        type_hint_identifier!("builtins", "dict"),
        type_hint_identifier!("builtins", "str"),
        type_hint_identifier!("typing", "Any")
    );

    fn into_pyobject(self, _py: Python<'py>) -> Result<Self::Output, Self::Error> {
        Ok(self.0)
    }
}

/// Python's reading of a JSON text.
pub(crate) fn from_json<'py>(py: Python<'py>, json: &str) -> PyResult<Parsed<'py>> {
    Ok(Parsed(py.import("json")?.call_method1("loads", (json,))?))
}

/// What the core writes of a value: two that are written alike are equal.
pub(crate) fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// A hash that is the same for equal texts within one process.
pub(crate) fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

/// The iterator of a sequence of items of one type.
pub(crate) struct Iter<'py, T>(Bound<'py, PyIterator>, PhantomData<T>);

impl<'py, T: IntoPyObject<'py>> Iter<'py, T> {
    pub(crate) fn of(py: Python<'py>, items: Tuple<T>) -> PyResult<Self> {
        Ok(Self(items.into_pyobject(py)?.try_iter()?, PhantomData))
    }
}

impl<'py, T: IntoPyObject<'py>> IntoPyObject<'py> for Iter<'py, T> {
    type Target = PyIterator;
    type Output = Bound<'py, PyIterator>;
    type Error = std::convert::Infallible;

    const OUTPUT_TYPE: PyStaticExpr =
        type_hint_subscript!(type_hint_identifier!("collections.abc", "Iterator"), T::OUTPUT_TYPE);

    fn into_pyobject(self, _py: Python<'py>) -> Result<Self::Output, Self::Error> {
        Ok(self.0)
    }
}

/// The item at a position, which counts from the end where it is below zero.
pub(crate) fn item<T: Clone>(items: &[T], index: isize) -> PyResult<T> {
    let position = match usize::try_from(index) {
        Ok(position) => Some(position),
        Err(_) => items.len().checked_sub(index.unsigned_abs()),
    };
    let found = position.and_then(|position| items.get(position));
    found.cloned().ok_or_else(|| PyIndexError::new_err(format!("there is no item {index}")))
}

/// `Name(field=value, …)`, from the attributes of an object.
pub(crate) fn repr(object: &Bound<'_, PyAny>, fields: &[&str]) -> PyResult<String> {
    let mut shown = Vec::with_capacity(fields.len());
    for field in fields {
        shown.push(format!("{field}={}", object.getattr(*field)?.repr()?));
    }
    Ok(format!("{}({})", object.get_type().name()?, shown.join(", ")))
}

/// A frozen class around a value of the core: attributes that convert, and a `repr` of those that
/// tell most.
macro_rules! frozen {
    (
        $(#[$about:meta])*
        $name:ident($core:ty), $own:ident, shows($($shown:literal),* $(,)?) {
            $($(#[$doc:meta])* $field:ident: $ty:ty = $value:expr;)*
        }
        $(methods { $($more:tt)* })?
    ) => {
        #[pyclass(frozen, skip_from_py_object, module = "quality_objectives")]
        $(#[$about])*
        #[derive(Debug, Clone)]
        pub(crate) struct $name(pub(crate) $core);

        #[pymethods]
        impl $name {
            $($(#[$doc])* #[getter] fn $field(&self) -> $ty { let $own = &self.0; $value })*

            $($($more)*)?

            fn __copy__(slf: Bound<'_, Self>) -> Bound<'_, Self> {
                slf
            }

            fn __deepcopy__<'py>(
                slf: Bound<'py, Self>,
                memo: crate::arguments::Anything<'py>,
            ) -> Bound<'py, Self> {
                let _ = memo;
                slf
            }

            fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
                let other = other.cast::<Self>();
                other.is_ok_and(|other| {
                    crate::convert::json(&other.get().0) == crate::convert::json(&self.0)
                })
            }

            fn __hash__(&self) -> u64 {
                crate::convert::hash(&crate::convert::json(&self.0))
            }

            fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
                crate::convert::repr(slf.as_any(), &[$($shown),*])
            }
        }
    };
}
pub(crate) use frozen;
