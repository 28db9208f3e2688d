//! Evaluations: objectives, breakdowns, reports.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use pyo3::prelude::*;
use pyo3::types::PyString;
use quality_objectives::{self as core, Problem as CoreProblem};

use crate::account::{Certificate, SourceAccount};
use crate::arguments::{Anything, FormatChoice, GrainChoice, LanguageChoice, Seq, Width};
use crate::breakdown::Breakdown;
use crate::convert::{
    OutlookWord, Parsed, PhaseWord, StatusWord, Tuple, from_json, frozen, hash, json,
};
use crate::error::{Fault, Problem, problems};
use crate::plan::{Declaration, Period, Plan};
use crate::tally::Tally;
use crate::target::{TargetResult, headroom};
use crate::value::Value;
use crate::views::{self, Figure};

/// The whole result: every objective, target and number, and what it rests on.
///
///     >>> evaluation.as_of
///     datetime.date(2022, 9, 30)
///     >>> for objective in evaluation.objectives:
///     ...     print(objective.number, objective.status, objective.outlook, objective.headroom)
///     1 met open 0
///     2 met open 0
///     3 met open None
///     4 no_data open None
#[pyclass(frozen, skip_from_py_object, module = "quality_objectives")]
#[derive(Debug, Clone)]
pub(crate) struct Evaluation {
    pub(crate) inner: Arc<core::Evaluation>,
    pub(crate) plan: Plan,
}

impl Evaluation {
    fn scale(&self, measure: &str) -> core::Scale {
        let found = self.inner.plan().measure(measure);
        found.map_or(core::Scale::Number, |measure| measure.scale.clone())
    }
}

#[pymethods]
impl Evaluation {
    /// The day as of which it stands.
    #[getter]
    fn as_of(&self) -> NaiveDate {
        self.inner.as_of()
    }

    /// The plan that was evaluated.
    #[getter]
    fn plan(&self) -> Plan {
        self.plan.clone()
    }

    /// The tally that was evaluated.
    #[getter]
    fn tally(&self) -> Tally {
        Tally { inner: self.inner.tally().clone(), intake: None }
    }

    /// The objectives, in the order of the plan.
    #[getter]
    fn objectives(&self) -> Tuple<ObjectiveResult> {
        self.inner.objectives().iter().cloned().map(ObjectiveResult).collect()
    }

    /// What became of the records of each source.
    #[getter]
    fn sources(&self) -> Tuple<SourceAccount> {
        self.inner.sources().iter().cloned().map(SourceAccount).collect()
    }

    /// What it rests on: enough to compute it again and get the same bytes.
    #[getter]
    fn certificate(&self) -> Certificate {
        Certificate(self.inner.certificate())
    }

    /// The objective of this number, as the plan writes it; None if there is none.
    ///
    ///     >>> evaluation.objective("1").status
    ///     'met'
    ///     >>> evaluation.objective("9") is None
    ///     True
    fn objective(&self, number: &str) -> Option<ObjectiveResult> {
        self.inner.objective(number).cloned().map(ObjectiveResult)
    }

    /// A measure's values by the members of columns and by buckets of time.
    ///
    /// The answer is a sequence of rows, and a table for any data frame: `pl.DataFrame(breakdown)`.
    ///
    /// Raises `RequestError` when the plan declares no breakdown from which it follows; its help
    /// names the declaration to add.
    ///
    ///     >>> for row in evaluation.breakdown("late_rate", by=["unit"], grain="quarter"):
    ///     ...     print(*row.members, row.bucket, row.value.numerator, row.value.denominator)
    ///     North 2022-Q1 1 2
    ///     South 2022-Q2 0 1
    ///     South 2022-Q3 1 2
    #[pyo3(signature = (measure, by = None, grain = None))]
    fn breakdown(
        &self,
        measure: &str,
        by: Option<Seq<String>>,
        grain: Option<GrainChoice>,
    ) -> Result<Breakdown, Fault> {
        let grain = grain
            .map(|GrainChoice(name)| {
                core::Grain::from_name(&name).ok_or_else(|| {
                    let names = core::Grain::ALL.map(core::Grain::name).join(", ");
                    let message = format!("`{name}` is no grain of time");
                    let problem = CoreProblem::new("grain-unknown", "grain", message);
                    Fault::Request(problem.help(format!("it is one of: {names}")))
                })
            })
            .transpose()?;
        let by = by.map_or_else(Vec::new, |by| by.0);
        let by: Vec<&str> = by.iter().map(String::as_str).collect();
        let inner = self.inner.breakdown(measure, &by, grain)?;
        Ok(Breakdown { inner, scale: self.scale(measure), evaluation: self.clone() })
    }

    /// A measure's value over a period: `2022`, `2022-Q1`, `2022-03`, `2022-W05` or a day.
    ///
    /// Raises `RequestError` when the plan has no such measure, or does not count such a period.
    ///
    ///     >>> evaluation.value("late_rate", "2022-Q3")
    ///     Value(exact=Fraction(1, 2), shown='50.00', scale='percent', numerator=1, denominator=2, undecided=0)
    fn value(&self, measure: &str, period: &str) -> Result<Value, Fault> {
        let value = self.inner.value(measure, core::Period::named(period)?)?;
        Ok(Value { inner: value, scale: self.scale(measure) })
    }

    /// The evaluation in words: aligned text for a terminal, or Markdown.
    ///
    /// `language` is `vi` or `en`, the plan's own unless given; `width` is the columns of the text.
    ///
    /// Raises `RequestError` for another language or format.
    ///
    ///     >>> for line in evaluation.report(width=60).splitlines()[:3]:
    ///     ...     print(line)
    ///     Quality objectives of 2022
    ///     A city
    ///     Plan 7/QD · Period 2022-01-01 to 2022-12-31
    ///     >>> evaluation.report("vi", "markdown").splitlines()[0]
    ///     '# Quality objectives of 2022'
    #[pyo3(signature = (language = None, format = None, *, width = Width(100)))]
    fn report(
        &self,
        language: Option<LanguageChoice>,
        format: Option<FormatChoice>,
        width: Width,
    ) -> Result<String, Fault> {
        let language = views::language(self.inner.plan().language(), language)?;
        let report = self.inner.report(language).text_width(width.size());
        match format.as_ref().map_or("text", |format| &format.0) {
            "text" => Ok(report.text()),
            "markdown" => Ok(report.markdown()),
            other => {
                let message = format!("a report has no format `{other}`");
                let problem = CoreProblem::new("format-unknown", "format", message);
                Err(Fault::Request(problem.help("it is one of: text, markdown")))
            }
        }
    }

    /// The evaluation in words as dicts and lists, for tables and drawings of one's own: the
    /// summary of the report, every part of every target, and where values and limits lie (exact
    /// numbers, as texts). `language` is `vi` or `en`, the plan's own unless given.
    ///
    /// Raises `RequestError` for another language.
    ///
    ///     >>> overview = evaluation.overview("en")
    ///     >>> sorted(overview)
    ///     ['as_of', 'attention', 'language', 'objectives', 'organisation', 'summary', 'title', 'words']
    ///     >>> overview["objectives"][0]["number"]
    ///     '1'
    #[pyo3(signature = (language = None))]
    fn overview<'py>(
        &self,
        py: Python<'py>,
        language: Option<LanguageChoice>,
    ) -> Result<Parsed<'py>, Fault> {
        let language = views::language(self.inner.plan().language(), language)?;
        Ok(from_json(py, &json(&self.inner.overview(language)))?)
    }

    /// Bullet charts of all objectives: each value as a bar against what is required of it.
    ///
    /// Needs matplotlib: `pip install quality-objectives[plot]`. The words are those of `language`,
    /// the plan's own unless given. It is drawn into `figure`, or into a new one.
    ///
    /// Raises `ImportError` without matplotlib, `RequestError` for another language.
    ///
    ///     >>> figure = evaluation.plot(language="en")
    ///     >>> figure.savefig("objectives.svg")
    #[pyo3(signature = (*, language = None, figure = None))]
    fn plot<'py>(
        slf: &Bound<'py, Self>,
        language: Option<LanguageChoice>,
        figure: Option<Figure<'py>>,
    ) -> PyResult<Figure<'py>> {
        let options = views::options(slf.py(), language, figure)?;
        views::plot(slf.as_any(), "bullets", &options)
    }

    /// What a notebook shows: the objectives as a table with bars, in the plan's language.
    ///
    ///     >>> "Few cases are late" in evaluation._repr_html_()
    ///     True
    fn _repr_html_<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyString>> {
        views::html(slf.as_any(), "evaluation")
    }

    /// What weakens the plan, with what only the records show besides.
    ///
    ///     >>> declared = plan.evaluate(tally, declared={"hall": qo.Declaration(date(2022, 9, 1), True)})
    ///     >>> [advice.code for advice in declared.advice() if advice not in plan.advice()]
    ///     []
    fn advice(&self) -> Tuple<Problem> {
        problems(self.inner.advice().findings())
    }

    /// The evaluation as canonical JSON: the same bytes for the same plan, records and assumptions,
    /// in every language and on every machine.
    ///
    ///     >>> evaluation.to_json() == plan.evaluate(tally).to_json()
    ///     True
    fn to_json(&self) -> String {
        self.inner.to_json()
    }

    /// The canonical JSON as dicts and lists; exact numbers are texts there.
    ///
    ///     >>> evaluation.to_dict()["objectives"][0]["status"]
    ///     'met'
    ///     >>> evaluation.to_dict()["as_of"]
    ///     '2022-09-30'
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Parsed<'py>> {
        from_json(py, &self.inner.to_json())
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| other.get().to_json() == self.to_json())
    }

    fn __hash__(&self) -> u64 {
        hash(&self.to_json())
    }

    fn __copy__(slf: Bound<'_, Self>) -> Bound<'_, Self> {
        slf
    }

    fn __deepcopy__<'py>(slf: Bound<'py, Self>, memo: Anything<'py>) -> Bound<'py, Self> {
        let _ = memo;
        slf
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, Evaluated)> {
        let again = py.import("quality_objectives._pickling")?.getattr("evaluated")?;
        let assumptions = self.inner.assumptions();
        let expected = self.inner.plan().measures().iter().filter_map(|measure| {
            let cases = assumptions.expected(&measure.name)?;
            Some((measure.name.clone(), cases))
        });
        let expected = expected.collect();
        let declared = assumptions.declared_names().map(|name| {
            let several = assumptions.declared(name).cloned().map(Declaration);
            (name.to_owned(), several.collect())
        });
        let declared = declared.collect();
        let baselines = assumptions
            .baselines()
            .map(|(name, tally)| (name.to_owned(), Tally { inner: tally.clone(), intake: None }));
        let baselines = baselines.collect();
        let own = (self.plan(), self.tally(), self.as_of(), expected, declared, baselines);
        Ok((again, own))
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        crate::convert::repr(slf.as_any(), &["as_of", "objectives"])
    }
}

/// What makes an evaluation again: plan, tally, day, and what was assumed.
type Evaluated = (
    Plan,
    Tally,
    NaiveDate,
    BTreeMap<String, u64>,
    BTreeMap<String, Tuple<Declaration>>,
    BTreeMap<String, Tally>,
);

frozen! {
    /// One objective's result.
    ///
    ///     >>> evaluation.objectives[0]
    ///     ObjectiveResult(number='1', status='met', outlook='open', phase='in_progress', headroom=0)
    ///     >>> evaluation.objectives[0].target.kind
    ///     'all_of'
    ObjectiveResult(core::ObjectiveResult), own,
    shows("number", "status", "outlook", "phase", "headroom") {
        /// The number as the plan writes it.
        number: &str = &own.number;
        /// What is to be achieved.
        statement: &str = &own.statement;
        /// The span it is evaluated over: from its start to its due day.
        period: Period = Period(own.span);
        /// Where the as-of day stands to the span.
        phase: PhaseWord = own.phase.into();
        /// Whether it is met; no data for an objective without a target.
        status: StatusWord = own.status.into();
        /// What the status can still become.
        outlook: OutlookWord = own.outlook.into();
        /// The result of its target, if it has one.
        target: Option<TargetResult> = own.target.clone().map(TargetResult);
        /// How many cases now good could be bad with the target still met; below zero, how many bad
        /// ones would have to be good. Of a target with parts, that of the part that decides.
        headroom: Option<i128> = own.target.as_ref().and_then(headroom);
    }
    methods {
        /// The result as dicts and lists, as in `Evaluation.to_dict`; exact numbers are texts there.
        ///
        ///     >>> evaluation.objectives[0].to_dict() == evaluation.to_dict()["objectives"][0]
        ///     True
        fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Parsed<'py>> {
            from_json(py, &json(&self.0))
        }
    }
}
