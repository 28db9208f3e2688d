//! Values and the room they leave.

use chrono::{NaiveDate, TimeDelta};
use pyo3::prelude::*;
use quality_objectives as core;
use serde::Serialize;

use crate::arguments::Anything;
use crate::convert::{
    Arrivals, Decimal, Fraction, Number, Parsed, ReasonWord, Tuple, from_json, frozen, hash, json,
};

/// A value and what it was computed from. Every number is exact.
///
///     >>> value = evaluation.value("late_rate", "2022")
///     >>> value
///     Value(exact=Fraction(2, 5), shown='40.00', scale='percent', numerator=2, denominator=5, undecided=0)
///     >>> value.decimal
///     Decimal('40.00')
#[pyclass(frozen, skip_from_py_object, eq, module = "quality_objectives")]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Value {
    pub(crate) inner: core::ValueResult,
    pub(crate) scale: core::Scale,
}

#[pymethods]
impl Value {
    /// The exact value as a pure number (1.5 % is 3/200); None where there is nothing to measure.
    #[getter]
    pub(crate) fn exact(&self) -> Option<Fraction<'_>> {
        self.inner.exact.as_ref().map(Fraction)
    }

    /// The value as it is shown, in the units of `scale`: `1.4996`, `1:20`, `2022-12-31`. It is
    /// rounded, but never so that it contradicts the status.
    #[getter]
    pub(crate) fn shown(&self) -> Option<&str> {
        self.inner.shown.as_deref()
    }

    /// What is shown, as a number; None where it is no decimal number.
    #[getter]
    pub(crate) fn decimal(&self) -> Option<Decimal<'_>> {
        let is_digit = |byte: u8| byte.is_ascii_digit() || byte == b'.';
        let shown = self.inner.shown.as_deref()?;
        let digits = shown.strip_prefix('-').unwrap_or(shown);
        (!digits.is_empty() && digits.bytes().all(is_digit)).then_some(Decimal(shown))
    }

    /// Of a milestone, the day on which it was done.
    #[getter]
    fn day(&self) -> Option<NaiveDate> {
        if self.scale != core::Scale::Date {
            return None;
        }
        let days = i64::try_from(self.inner.exact.as_ref()?.to_integer()?).ok()?;
        NaiveDate::default().checked_add_signed(TimeDelta::try_days(days)?)
    }

    /// The units in which the value is shown: `percent`, `points`, `working days` …
    #[getter]
    fn scale(&self) -> String {
        self.scale.to_string()
    }

    /// Cases in the numerator; of a count the count, of a total or mean the sum.
    #[getter]
    pub(crate) fn numerator(&self) -> Option<Number<'_>> {
        self.inner.numerator.as_ref().map(Number)
    }

    /// Cases divided by; of a mean the number of values; None where nothing is divided.
    #[getter]
    pub(crate) fn denominator(&self) -> Option<Number<'_>> {
        self.inner.denominator.as_ref().map(Number)
    }

    /// Cases of which it is not known whether they belong to the numerator; of a total or mean,
    /// records without a value.
    #[getter]
    pub(crate) fn undecided(&self) -> u64 {
        self.inner.undecided
    }

    /// Whether the undecided are left out of the denominator.
    #[getter]
    fn undecided_left_out(&self) -> bool {
        self.inner.undecided_left_out
    }

    /// Open records that are no cases yet and are sure to become bad ones, where the measure says
    /// which; only while the period is open.
    #[getter]
    pub(crate) fn coming(&self) -> Option<u64> {
        self.inner.coming
    }

    /// Whether the source was not handed in at all.
    #[getter]
    fn not_handed_in(&self) -> bool {
        self.inner.not_handed_in
    }

    /// Of a change, the value that it is compared with.
    #[getter]
    fn base(&self) -> Option<Number<'_>> {
        self.inner.base.as_ref().map(Number)
    }

    /// Of a change, the earlier tally that was not handed in.
    #[getter]
    fn baseline_not_given(&self) -> Option<&str> {
        self.inner.baseline_not_given.as_deref()
    }

    /// Of a score, its parts.
    #[getter]
    fn parts(&self) -> Tuple<ScorePart> {
        self.inner.parts.iter().cloned().map(ScorePart).collect()
    }

    /// The class of the value, where the measure has classes and one of them holds.
    #[getter]
    fn value_class(&self) -> Option<&str> {
        self.inner.class.as_deref()
    }

    /// The value as dicts and lists, as in `Evaluation.to_dict`; exact numbers are texts there.
    ///
    ///     >>> evaluation.value("late_rate", "2022").to_dict()
    ///     {'exact': '0.4', 'shown': '40.00', 'numerator': '2', 'denominator': '5', 'undecided': 0}
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Parsed<'py>> {
        from_json(py, &json(&self.inner))
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
        let shown = ["exact", "shown", "scale", "numerator", "denominator", "undecided"];
        crate::convert::repr(slf.as_any(), &shown)
    }
}

frozen! {
    /// The limits of a condition on one value: pure numbers, so that 1.5 % is 3/200.
    ///
    /// `< 1.5%` has a `high` that is not included and no `low`; of a single value, both are that value.
    ///
    ///     >>> evaluation.objectives[0].target.targets[0].limits
    ///     Limits(low=None, low_included=False, high=Fraction(1, 2), high_included=False, outside=False)
    Limits(Ends), own, shows("low", "low_included", "high", "high_included", "outside") {
        /// The lower limit; None where there is none.
        low: Option<Fraction<'_>> = own.low.as_ref().map(Fraction);
        /// Whether the lower limit itself meets the condition, or belongs to the range left out.
        low_included: bool = own.low_included;
        /// The upper limit; None where there is none.
        high: Option<Fraction<'_>> = own.high.as_ref().map(Fraction);
        /// Whether the upper limit itself meets the condition, or belongs to the range left out.
        high_included: bool = own.high_included;
        /// Whether the condition is met outside the limits and not between them.
        outside: bool = own.outside;
    }
}

/// The ends of a bound.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Ends {
    low: Option<core::Exact>,
    low_included: bool,
    high: Option<core::Exact>,
    high_included: bool,
    outside: bool,
}

impl Limits {
    pub(crate) fn of(bound: &core::Bound) -> Self {
        let (low, high) = bound.ends();
        let is_included =
            |edge: &Option<core::Edge>| edge.as_ref().is_some_and(|own| own.inclusive);
        Self(Ends {
            low_included: is_included(&low),
            low: low.map(|edge| edge.value),
            high_included: is_included(&high),
            high: high.map(|edge| edge.value),
            outside: bound.is_outside(),
        })
    }
}

frozen! {
    /// A part of a score.
    ///
    ///     >>> evaluation.value("score", "2022").parts[0]
    ///     ScorePart(title='Courtesy', measure='courtesy', points=Fraction(17, 4), left_out=False)
    ScorePart(core::PartResult), own, shows("title", "measure", "points", "left_out") {
        /// What people call it.
        title: Option<&str> = own.title.as_deref();
        /// The measure that gives the points, where one does.
        measure: Option<&str> = own.measure.as_deref();
        /// Its points; None where it has no data.
        points: Option<Number<'_>> = own.points.as_ref().map(Number);
        /// Whether it has no data and is left out of the sum.
        left_out: bool = own.left_out;
    }
}

frozen! {
    /// The room that a condition leaves, in cases; what has no meaning for it is None.
    ///
    ///     >>> room = evaluation.objectives[0].target.targets[0].room
    ///     >>> room.headroom, room.arrivals, room.recovery
    ///     (0, 0, 0)
    Room(core::Room), own,
    shows("headroom", "arrivals", "recovery", "down", "up", "slack", "reason") {
        /// How many cases now good could be bad with the target still met; below zero, how many bad
        /// ones would have to be good.
        headroom: Option<i128> = own.headroom;
        /// How many further cases, all bad, it bears.
        arrivals: Arrivals = Arrivals(own.arrivals);
        /// The fewest further cases, all good, after which it holds; None if no number does.
        recovery: Option<i128> = own.recovery;
        /// Headroom once the coming cases are counted.
        after_coming: Option<i128> = own.after_coming;
        /// How many of the cases still to come until the expected volume may be bad.
        left_at_expected: Option<i128> = own.left_at_expected;
        /// Of a range: how many may leave the numerator.
        down: Option<i128> = own.down;
        /// Of a range: how many may join the numerator.
        up: Option<i128> = own.up;
        /// Of a total or a mean: how far the sum is on the good side of what the limit asks for.
        slack: Option<Number<'_>> = own.slack.as_ref().map(Number);
        /// Why there is no room to speak of.
        reason: Option<ReasonWord> = own.reason.map(Into::into);
    }
}
