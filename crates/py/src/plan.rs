//! Plans: reading, and what leads on from one.

mod declaration;
mod parts;

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use chrono::NaiveDate;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyType};
use quality_objectives as core;

use crate::account::Intake;
use crate::arguments::{Anything, CellLimit, Day, Days, Expected, Limit, Map, PartChoice, Threads};
use crate::cases::{Cases, Listed, selection};
use crate::convert::{LanguageWord, Tuple, hash};
use crate::error::{Fault, Problem, problems, unreadable_file};
use crate::evaluation::Evaluation;
use crate::feed::{self, Wanted};
use crate::inputs::{self, Input};
use crate::progress::{Listener, Watch};
use crate::tally::Tally;
use declaration::Declared;

pub(crate) use declaration::Declaration;
pub(crate) use parts::{Column, Measure, Objective, Period, Source};

/// A plan of quality objectives: number, issuer, period, sources, measures and objectives.
///
/// `Plan.read` and `Plan.parse` make one. It does not change, and what it holds fits together.
///
///     >>> plan.number, plan.title
///     ('7/QD', 'Quality objectives of 2022')
///     >>> plan.objectives[0].statement
///     'Few cases are late, in no unit more than half'
///     >>> [measure.name for measure in plan.measures]
///     ['late_rate', 'courtesy', 'score']
#[pyclass(frozen, skip_from_py_object, module = "quality_objectives")]
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    pub(crate) inner: Arc<core::Plan>,
    /// The document's text; of plans that an evaluation hands out as well.
    text: Arc<str>,
    /// The plan made ready, once something was evaluated: that takes ten times as long as evaluating.
    evaluator: Arc<OnceLock<core::Evaluator>>,
}

/// Headers by column.
type Renamed = HashMap<String, String>;

impl Plan {
    fn of(text: &str) -> Result<Self, Fault> {
        let inner = Arc::new(core::Plan::from_yaml(text)?);
        Ok(Self { inner, text: text.into(), evaluator: Arc::default() })
    }

    /// The columns of a source as records have them.
    fn wanted(&self, source: &str, renamed: Option<&Renamed>) -> Vec<Wanted> {
        let columns = self.inner.source(source).map(|own| own.columns.as_slice());
        let wanted = |column: &core::plan::Column| {
            let renamed = renamed.and_then(|renamed| renamed.get(&column.name));
            Wanted {
                header: renamed.unwrap_or(&column.header).clone(),
                optional: column.optional,
                category: matches!(column.column_type, core::plan::ColumnType::Category(..)),
            }
        };
        columns.unwrap_or_default().iter().map(wanted).collect()
    }

    /// What was handed in for each source, in the mapping and by name. All names are looked at before
    /// anything is read.
    fn given<'py>(
        &self,
        sources: Option<Map<Anything<'py>>>,
        records: Option<&Bound<'py, PyDict>>,
    ) -> Result<Vec<(String, Bound<'py, PyAny>)>, Fault> {
        let sources = sources.into_iter().flat_map(|sources| sources.0);
        let mut given: Vec<_> = sources.map(|(source, value)| (source, value.0)).collect();
        for (source, value) in records.into_iter().flatten() {
            let source: String = source.extract()?;
            if given.iter().any(|(earlier, _)| *earlier == source) {
                let message =
                    format!("`{source}` is handed in twice: in `sources`, and by its name");
                return Err(PyTypeError::new_err(message).into());
            }
            if source == "sources" && self.inner.source(&source).is_none() {
                let message = "the mapping of sources has no keyword: write \
                               `plan.tally({…}, as_of=…)`";
                return Err(PyTypeError::new_err(message).into());
            }
            given.push((source, value));
        }
        for (source, _) in &given {
            self.inner.source_named(source)?;
        }
        Ok(given)
    }

    /// Counts what was handed in for the sources. The GIL is not held.
    fn count(
        &self,
        mut counter: core::Counter,
        given: Vec<(String, Vec<Input>)>,
        rename: &HashMap<String, Renamed>,
        mut watch: Watch,
    ) -> Result<Tally, Fault> {
        let mut places = HashMap::new();
        for (source, inputs) in given {
            let columns = self.wanted(&source, rename.get(&source));
            let own = feed::feed(&mut counter, &source, inputs, &columns, &mut watch)?;
            places.insert(source, own);
        }
        let (inner, mut intake) = counter.finish()?;
        for own in &mut intake.sources {
            if let Some(places) = places.get(&own.source) {
                places.mend(&mut own.rows);
                places.mend(&mut own.repeated_rows);
            }
        }
        Ok(Tally { inner, intake: Some(Intake(intake)) })
    }
}

#[pymethods]
impl Plan {
    /// Reads and checks the plan document in a file.
    ///
    /// Raises `PlanError` with every fault of the document, each with its place, and `OSError` when
    /// the file cannot be read.
    ///
    ///     >>> from pathlib import Path
    ///     >>> path = Path("plan.yaml")
    ///     >>> _ = path.write_text(plan.text, encoding="utf-8")
    ///     >>> qo.Plan.read(path) == plan
    ///     True
    #[classmethod]
    fn read(_class: &Bound<'_, PyType>, path: PathBuf) -> Result<Self, Fault> {
        let bytes = std::fs::read(&path).map_err(|error| unreadable_file(&error, &path))?;
        let text = String::from_utf8(bytes).map_err(|error| {
            let at = error.utf8_error().valid_up_to();
            let message = format!("the document is not UTF-8 text: see its byte {}", at + 1);
            let problem = core::Problem::new("text-not-utf-8", "", message);
            Fault::Plan(problem.help("save the file as UTF-8"))
        })?;
        Self::of(&text)
    }

    /// Reads and checks a plan document: YAML, or JSON.
    ///
    /// Raises `PlanError` with every fault of the document, each with its place.
    ///
    ///     >>> qo.Plan.parse(plan.text).period
    ///     Period(first=datetime.date(2022, 1, 1), last=datetime.date(2022, 12, 31))
    ///     >>> try:
    ///     ...     qo.Plan.parse(plan.text.replace("dated_by: closed", "dated_by: close"))
    ///     ... except qo.PlanError as error:
    ///     ...     print(error.problems[0])
    ///     19:53: measures.late_rate.proportion.dated_by: `close` is neither a column of the source nor a parameter [unknown-name]
    ///       help: did you mean `closed`?
    #[classmethod]
    fn parse(_class: &Bound<'_, PyType>, text: &str) -> Result<Self, Fault> {
        Self::of(text)
    }

    /// Counts records as of a day, or of several in one pass.
    ///
    /// Each source of the plan is a keyword: a data frame or table that speaks the Arrow PyCapsule
    /// protocol (polars, pandas, pyarrow, DuckDB), a dataset, scanner or reader of pyarrow, a list of
    /// dicts or dataclasses, or the path of a CSV file, of a Parquet file or of a folder of Parquet files
    /// (which pyarrow reads); a list of tables or paths is one after the other. A source whose name is
    /// not free as a keyword goes into the mapping `sources`. A source that is not handed in has no
    /// data; an empty list is one without records.
    ///
    /// `as_of` is the day at whose end one looks at the records; it is never taken from a clock.
    /// `rename` says under which name the records have a column: `{source: {column: header}}`.
    /// `cell_limit` is how many cells a tally may have (2 000 000 unless given). `threads` is on how many
    /// threads it counts, on as many as the machine has cores unless given; the tally and the intake are
    /// the same for every number.
    ///
    /// `progress` is called with a `Progress` while records are read, at most ten times a second, and
    /// once at the end of each source. What it raises ends the counting.
    ///
    /// The GIL is not held while counting, and Ctrl-C ends it. What was noticed about the records is in
    /// `intake`.
    ///
    /// Raises `DataError` when records do not have what the plan declares or cannot be read,
    /// `RequestError` when the plan has no such source or column, `OSError` when a file cannot be opened,
    /// `ImportError` when pyarrow is needed and not there, `TypeError` when what is handed in holds no
    /// records or a source is handed in twice, `ValueError` for no thread at all.
    ///
    ///     >>> plan.tally(as_of=date(2022, 9, 30), cases=records).as_of_days
    ///     (datetime.date(2022, 9, 30),)
    ///     >>> import pandas as pd
    ///     >>> halves = [pd.DataFrame(records[:3]), pd.DataFrame(records[3:])]
    ///     >>> plan.tally(as_of=date(2022, 9, 30), cases=halves) == tally
    ///     True
    ///     >>> headers = {"cases": {"unit": "department"}}
    ///     >>> renamed = pd.DataFrame(records).rename(columns=headers["cases"])
    ///     >>> plan.tally(as_of=date(2022, 9, 30), cases=renamed, rename=headers) == tally
    ///     True
    #[pyo3(signature = (
        sources = None, /, *, as_of, rename = None, cell_limit = None, threads = None,
        progress = None, **records: "object"
    ))]
    #[expect(clippy::too_many_arguments, reason = "each is a keyword of its own in Python")]
    fn tally(
        &self,
        py: Python<'_>,
        sources: Option<Map<Anything<'_>>>,
        as_of: Days,
        rename: Option<Map<Map<String>>>,
        cell_limit: Option<CellLimit>,
        threads: Option<Threads>,
        progress: Option<Listener>,
        records: Option<&Bound<'_, PyDict>>,
    ) -> Result<Tally, Fault> {
        let rules = self.inner.rules_as_of(as_of.into_days())?;
        let mut counter = rules.counter().with_threads(Threads::count(threads));
        if let Some(limit) = cell_limit {
            counter = counter.with_cell_limit(limit.size());
        }
        let rename = rename.into_iter().flat_map(|rename| rename.0);
        let rename: HashMap<String, Renamed> =
            rename.map(|(source, columns)| (source, columns.0.into_iter().collect())).collect();
        for (source, columns) in &rename {
            for (column, header) in columns {
                counter.rename(source, column, header)?;
            }
        }
        let given = self.given(sources, records)?.into_iter().map(|(source, value)| {
            let inputs = inputs::inputs(&source, &value)?;
            Ok((source, inputs))
        });
        let given = given.collect::<Result<Vec<_>, Fault>>()?;
        py.detach(move || self.count(counter, given, &rename, Watch::new(progress)))
    }

    /// Evaluates every objective from a tally that was counted with the rules of this plan.
    ///
    /// `as_of` is one of the tally's days, the last unless given. `expected` gives the cases that a
    /// proportion will have in the end, by measure. `declared` gives declarations of qualitative
    /// targets, by name. `baselines` gives the earlier tallies that measures of the kind `change`
    /// compare with, by name.
    ///
    /// Raises `TallyError` when the tally was counted with other rules, `RequestError` when what is
    /// assumed does not fit the plan.
    ///
    ///     >>> expected = plan.evaluate(tally, expected={"late_rate": 20})
    ///     >>> expected.objectives[0].target.targets[0].room.left_at_expected
    ///     7
    ///     >>> hall = qo.Declaration(date(2022, 9, 1), True)
    ///     >>> plan.evaluate(tally, declared={"hall": hall}).objective("4").status
    ///     'met'
    #[pyo3(signature = (
        tally, *, as_of = None, expected = None, declared = None, baselines = None
    ))]
    fn evaluate(
        &self,
        tally: &Bound<'_, Tally>,
        as_of: Option<Day>,
        expected: Option<Map<Expected>>,
        declared: Option<Map<Declared<'_>>>,
        baselines: Option<Map<Bound<'_, Tally>>>,
    ) -> Result<Evaluation, Fault> {
        let mut assumptions = core::Assumptions::none();
        for (measure, cases) in expected.into_iter().flat_map(|expected| expected.0) {
            assumptions = assumptions.expecting(measure, cases.0);
        }
        for (name, declared) in declared.into_iter().flat_map(|declared| declared.0) {
            let several = match declared {
                Declared::One(one) => vec![one],
                Declared::Several(several) => several.0,
            };
            for one in several {
                assumptions = assumptions.declaring(&name, one.get().0.clone());
            }
        }
        for (name, tally) in baselines.into_iter().flat_map(|baselines| baselines.0) {
            assumptions = assumptions.with_baseline(name, tally.get().inner.clone());
        }
        let tally = &tally.get().inner;
        let evaluator = self.evaluator.get_or_init(|| core::Evaluator::new(&self.inner));
        let inner = match as_of {
            Some(day) => evaluator.evaluate_as_of(tally, day.0, &assumptions)?,
            None => evaluator.evaluate(tally, &assumptions)?,
        };
        Ok(Evaluation { inner: Arc::new(inner), plan: self.clone() })
    }

    /// The records behind a number: those of a part of a measure's value.
    ///
    /// `records` are those of the one source that the measure rests on, in any form that `tally`
    /// takes. `part` is `numerator`, `denominator`, `not_in_numerator`, `undecided`, `coming`,
    /// `counted`, `promoters`, `detractors`, `standing` or `left_only`. `members` narrows it
    /// to members of columns (None for records without one), `period` to `2022`, `2022-Q1`, `2022-03`,
    /// `2022-W05` or a day. At most `limit` cases are listed.
    ///
    /// `progress` is called while records are read, as in `tally`.
    ///
    /// `rows` of the answer select from the caller's own frame, `rows_of` from one of several.
    ///
    /// Raises `RequestError` when the plan has no such measure, column or member, or the measure no such
    /// part, `DataError` when records do not have what the plan declares or cannot be read, `OSError`
    /// when a file cannot be opened, `ImportError` when pyarrow is needed and not there, `TypeError` when
    /// what is handed in holds no records.
    ///
    ///     >>> late = plan.cases("late_rate", "numerator", records, as_of=date(2022, 9, 30))
    ///     >>> [case.key for case in late]
    ///     ['A2', 'A5']
    ///     >>> [records[row]["unit"] for row in late.rows]
    ///     ['North', 'South']
    ///     >>> of_north = {"unit": "North"}
    ///     >>> plan.cases("late_rate", "numerator", records, as_of=date(2022, 9, 30), members=of_north).total
    ///     1
    #[pyo3(signature = (
        measure, part, records, *, as_of, members = None, period = None, with_undated = false,
        limit = None, rename = None, progress = None
    ))]
    #[expect(clippy::too_many_arguments, reason = "each is a keyword of its own in Python")]
    fn cases(
        &self,
        py: Python<'_>,
        measure: &str,
        part: PartChoice,
        records: Anything<'_>,
        as_of: Day,
        members: Option<Map<Option<String>>>,
        period: Option<&str>,
        with_undated: bool,
        limit: Option<Limit>,
        rename: Option<Map<String>>,
        progress: Option<Listener>,
    ) -> Result<Cases, Fault> {
        let selection = selection(measure, &part.0, members, period, with_undated, limit)?;
        let rename: Renamed = rename.into_iter().flat_map(|rename| rename.0).collect();
        let mut finder = self.inner.rules(as_of.0).cases(&selection)?;
        let source = finder.source().to_owned();
        for (column, header) in &rename {
            finder.rename(&source, column, header)?;
        }
        let given = inputs::inputs(&source, &records.0)?;
        let columns = self.wanted(&source, Some(&rename));
        py.detach(move || {
            let mut watch = Watch::new(progress);
            let places = feed::feed(&mut finder, &source, given, &columns, &mut watch)?;
            let mut found = finder.finish()?;
            for case in &mut found.cases {
                (case.input, case.row) = places.of(case.input, case.row);
            }
            let inputs = places.inputs();
            Ok(Cases(Listed { found, language: self.inner.language(), inputs }))
        })
    }

    /// What weakens the plan although it is valid, as far as the document shows; empty for a good one.
    ///
    ///     >>> advice = plan.advice()[0]
    ///     >>> advice.code, advice.path
    ///     ('when-empty-unsaid', 'measures.late_rate')
    ///     >>> advice.help
    ///     'write `when_empty: no_data`, as it is taken to be, or `met` or `not_met` if the rule says so'
    fn advice(&self) -> Tuple<Problem> {
        problems(self.inner.advice().findings())
    }

    /// The objective of this number; None if there is none.
    ///
    ///     >>> plan.objective("2").statement
    ///     'No half year is bad'
    ///     >>> plan.objective("9") is None
    ///     True
    fn objective(&self, number: &str) -> Option<Objective> {
        self.inner.objective(number).cloned().map(Objective)
    }

    /// The names of the sources that a measure rests on, in the order of the plan.
    ///
    /// Raises `RequestError` when the plan has no such measure.
    ///
    ///     >>> plan.sources_of("score")
    ///     ('cases',)
    fn sources_of(&self, measure: &str) -> Result<Tuple<&str>, Fault> {
        let found = self.inner.measure_named(measure)?;
        Ok(Tuple(self.inner.sources_of(found)))
    }

    /// The SHA-256 digest of the document's text, in hexadecimal digits.
    #[getter]
    fn digest(&self) -> &str {
        self.inner.digest()
    }

    /// The document's number: `727/UBND-VP`; None where it has none.
    #[getter]
    fn number(&self) -> Option<&str> {
        self.inner.number()
    }

    /// The organisation whose plan it is.
    #[getter]
    fn organisation(&self) -> &str {
        self.inner.organisation()
    }

    /// The plan's title.
    #[getter]
    fn title(&self) -> &str {
        self.inner.title()
    }

    /// The place of issue; None where the plan does not say it.
    #[getter]
    fn place(&self) -> Option<&str> {
        self.inner.place()
    }

    /// The date of issue; None where the plan does not say it.
    #[getter]
    fn issued(&self) -> Option<NaiveDate> {
        self.inner.issued()
    }

    /// The period that the plan is for.
    #[getter]
    fn period(&self) -> Period {
        Period(self.inner.period())
    }

    /// The language that reports are written in unless the caller asks for another.
    #[getter]
    fn language(&self) -> LanguageWord {
        self.inner.language().into()
    }

    /// How many records a cell of a tally has at least, for the tally to be handed on; None where
    /// every tally may be.
    #[getter]
    fn suppress_below(&self) -> Option<u32> {
        self.inner.suppress_below()
    }

    /// The sources, in the order of the plan.
    #[getter]
    fn sources(&self) -> Tuple<Source> {
        self.inner.sources().iter().cloned().map(Source).collect()
    }

    /// The measures, in the order of the plan.
    #[getter]
    fn measures(&self) -> Tuple<Measure> {
        self.inner.measures().iter().cloned().map(Measure).collect()
    }

    /// The objectives, in the order of the plan.
    #[getter]
    fn objectives(&self) -> Tuple<Objective> {
        self.inner.objectives().iter().cloned().map(Objective).collect()
    }

    /// The document's text.
    #[getter]
    fn text(&self) -> &str {
        &self.text
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| other.get().text == self.text)
    }

    fn __hash__(&self) -> u64 {
        hash(&self.text)
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<(Py<PyAny>, (String,))> {
        let parse = slf.get_type().getattr("parse")?.unbind();
        Ok((parse, (slf.get().text.to_string(),)))
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        crate::convert::repr(slf.as_any(), &["number", "organisation", "title", "period"])
    }
}
