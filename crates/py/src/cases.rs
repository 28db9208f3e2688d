//! The records behind a number.

use std::sync::Arc;

use arrow_array::StringArray;
use pyo3::exceptions::{PyIndexError, PyKeyError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyString;
use quality_objectives::{self as core, Member, Part, Period, Selection};
use serde::Serialize;

use crate::arguments::{Anything, Input, LanguageChoice, Limit, Map, Shown};
use crate::capsule;
use crate::convert::{Iter, Object, Parsed, Tuple, from_json, frozen, item, json};
use crate::error::Fault;
use crate::table;
use crate::views;

/// The columns of a table of cases.
const COLUMNS: [&str; 4] = ["input", "row", "line", "key"];

/// The core's selection for the arguments of `Plan.cases`.
pub(crate) fn selection(
    measure: &str,
    part: &str,
    members: Option<Map<Option<String>>>,
    period: Option<&str>,
    with_undated: bool,
    limit: Option<Limit>,
) -> Result<Selection, Fault> {
    let mut selection = Selection::new(measure, Part::named(part)?);
    for (column, member) in members.into_iter().flat_map(|members| members.0) {
        let member = member.map_or(Member::Empty, |name| Member::from(name.as_str()));
        selection = selection.member(column, member);
    }
    if let Some(period) = period {
        selection = selection.period(Period::named(period)?);
    }
    if with_undated {
        selection = selection.with_undated();
    }
    if let Some(limit) = limit {
        selection = selection.limit(limit.size());
    }
    Ok(selection)
}

/// The cases, and the language in which a notebook shows them.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Listed {
    #[serde(flatten)]
    pub(crate) found: core::Cases,
    #[serde(skip)]
    pub(crate) language: core::Language,
    /// How many files and tables were handed in.
    #[serde(skip)]
    pub(crate) inputs: u64,
}

impl Listed {
    /// The positions of the cases in one input, counted from 0.
    fn rows_of(&self, input: u64) -> Vec<u64> {
        let own = self.found.cases.iter().filter(|own| own.input == input);
        own.map(|own| own.row.saturating_sub(1)).collect()
    }
}

frozen! {
    /// The records behind a number, in the order in which they were handed in: a sequence of cases.
    ///
    /// `cases[position]` raises `IndexError` where there is no such case.
    ///
    ///     >>> late = plan.cases("late_rate", "numerator", records, as_of=date(2022, 9, 30))
    ///     >>> late[0]
    ///     Case(input=1, row=2, line=None, key='A2')
    ///     >>> len(late), late.total, late.more
    ///     (2, 2, 0)
    ///     >>> import pandas as pd
    ///     >>> pd.DataFrame(records).iloc[late.rows]["code"].tolist()
    ///     ['A2', 'A5']
    Cases(Listed), own, shows("cases", "more") {
        /// The first ones, as many as were asked for.
        cases: Tuple<Case> = own.found.cases.iter().cloned().map(Case).collect();
        /// How many more there are.
        more: u64 = own.found.more;
        /// How many there are, listed or not.
        total: u64 = own.found.total();
    }
    methods {
        /// The positions of those listed, counted from 0, as a new list: `frame[cases.rows]` in polars,
        /// `frame.iloc[cases.rows]` in pandas, `table.take(pa.array(cases.rows, pa.int64()))` in pyarrow.
        /// They are of the one file or table that was handed in; where several were, and be it by a
        /// folder, it raises `RequestError`, and `rows_of` has those of each.
        // Not a tuple: polars takes one of two for a row and a column.
        #[getter]
        fn rows(&self) -> Result<Vec<u64>, Fault> {
            if self.0.inputs > 1 {
                let message = format!("the rows are of {} files or tables", self.0.inputs);
                let problem = core::Problem::new("rows-of-several", "rows", message);
                let help = "ask for those of one, counted from 1: `cases.rows_of(1)`";
                return Err(Fault::Request(problem.help(help)));
            }
            Ok(self.0.rows_of(1))
        }

        /// The positions, counted from 0, of those listed that are in one of the files or tables that
        /// were handed in. These are counted from 1, as in `Case.input`.
        ///
        /// Raises `IndexError` where so many were not handed in.
        ///
        ///     >>> parts = [records[:2], records[2:]]
        ///     >>> late = plan.cases("late_rate", "numerator", parts, as_of=date(2022, 9, 30))
        ///     >>> [parts[1][row]["code"] for row in late.rows_of(2)]
        ///     ['A5']
        fn rows_of(&self, input: Input) -> PyResult<Vec<u64>> {
            let Input(input) = input;
            if input == 0 || input > self.0.inputs {
                let message = format!("there is no input {input}, of {}", self.0.inputs);
                return Err(PyIndexError::new_err(message));
            }
            Ok(self.0.rows_of(input))
        }

        fn __len__(&self) -> usize {
            self.0.found.cases.len()
        }

        fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Iter<'py, Case>> {
            Iter::of(py, self.cases())
        }

        fn __getitem__(&self, index: isize) -> PyResult<Case> {
            item(&self.0.found.cases, index).map(Case)
        }

        /// The cases as an Arrow table, by the Arrow PyCapsule protocol: `pl.DataFrame(cases)`,
        /// `pa.table(cases)`. Its columns are `input`, `row`, `line` and `key`, as those of `Case`:
        /// inputs, rows and lines are counted from 1.
        ///
        ///     >>> late = plan.cases("late_rate", "numerator", records, as_of=date(2022, 9, 30))
        ///     >>> import pyarrow as pa
        ///     >>> pa.table(late).select(["row", "key"]).to_pylist()
        ///     [{'row': 2, 'key': 'A2'}, {'row': 5, 'key': 'A5'}]
        #[pyo3(signature = (requested_schema = None))]
        fn __arrow_c_stream__<'py>(
            &self,
            py: Python<'py>,
            requested_schema: Option<Anything<'py>>,
        ) -> PyResult<capsule::Stream<'py>> {
            let _ = requested_schema;
            let cases = || self.0.found.cases.iter();
            let keys: StringArray = cases().map(|own| own.key.as_deref()).collect();
            let batch = table::batch(
                COLUMNS.map(str::to_owned).to_vec(),
                vec![
                    table::counts(cases().map(|own| Some(own.input))),
                    table::counts(cases().map(|own| Some(own.row))),
                    table::counts(cases().map(|own| own.line)),
                    Arc::new(keys),
                ],
            );
            capsule::export_one(py, batch.map_err(|error| PyValueError::new_err(error.to_string()))?)
        }

        /// The words that stand over and below the list, if so many cases are shown: `total`, `more`
        /// and the names of the columns, in `vi` or `en`, in the plan's own language unless given.
        ///
        /// Raises `RequestError` for another language.
        ///
        ///     >>> late = plan.cases("late_rate", "numerator", records, as_of=date(2022, 9, 30))
        ///     >>> late.overview(shown=1, language="en")["more"]
        ///     'and 1 more'
        #[pyo3(signature = (shown = None, language = None))]
        fn overview<'py>(
            &self,
            py: Python<'py>,
            shown: Option<Shown>,
            language: Option<LanguageChoice>,
        ) -> Result<Parsed<'py>, Fault> {
            let language = views::language(self.0.language, language)?;
            let listed = self.0.found.cases.len();
            let shown = shown.map_or(listed, |own| own.size());
            Ok(from_json(py, &json(&self.0.found.in_words(language, shown)))?)
        }

        /// What a notebook shows: a table in the plan's language.
        ///
        ///     >>> late = plan.cases("late_rate", "numerator", records, as_of=date(2022, 9, 30))
        ///     >>> "A2" in late._repr_html_()
        ///     True
        fn _repr_html_<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyString>> {
            views::html(slf.as_any(), "cases")
        }

        /// The cases as dicts and lists.
        ///
        ///     >>> late = plan.cases("late_rate", "numerator", records, as_of=date(2022, 9, 30))
        ///     >>> late.to_dict()
        ///     {'cases': [{'input': 1, 'row': 2, 'key': 'A2'}, {'input': 1, 'row': 5, 'key': 'A5'}], 'more': 0}
        fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Parsed<'py>> {
            from_json(py, &serde_json::to_string(&self.0.found).unwrap_or_default())
        }
    }
}

frozen! {
    /// One record, and where it was found; also a mapping from the names of these attributes to
    /// values.
    ///
    /// `case[name]` raises `KeyError` for another name.
    ///
    ///     >>> late = plan.cases("late_rate", "numerator", records, as_of=date(2022, 9, 30))
    ///     >>> late[0].row, late[0]["key"]
    ///     (2, 'A2')
    Case(core::Case), own, shows("input", "row", "line", "key") {
        /// Which of the files or tables that were handed in, counted from 1.
        input: u64 = own.input;
        /// The record in that input, counted from 1; the header of a CSV file is not counted.
        row: u64 = own.row;
        /// The line of a CSV file on which the record begins, counted from 1.
        line: Option<u64> = own.line;
        /// The record's key, where the source has one.
        key: Option<&str> = own.key.as_deref();
    }
    methods {
        /// The names: `input`, `row`, `line`, `key`.
        ///
        ///     >>> late = plan.cases("late_rate", "numerator", records, as_of=date(2022, 9, 30))
        ///     >>> late[0].keys()
        ///     ('input', 'row', 'line', 'key')
        #[expect(clippy::unused_self, reason = "Python calls it on a case")]
        fn keys(&self) -> Tuple<&'static str> {
            COLUMNS.into_iter().collect()
        }

        /// The values, in the order of `keys()`.
        ///
        ///     >>> late = plan.cases("late_rate", "numerator", records, as_of=date(2022, 9, 30))
        ///     >>> late[0].values()
        ///     (1, 2, None, 'A2')
        fn values<'py>(&self, py: Python<'py>) -> PyResult<Tuple<Object<'py>>> {
            COLUMNS.into_iter().map(|name| self.__getitem__(py, name)).collect()
        }

        /// Names and values, in the order of `keys()`.
        ///
        ///     >>> late = plan.cases("late_rate", "numerator", records, as_of=date(2022, 9, 30))
        ///     >>> late[0].items()
        ///     (('input', 1), ('row', 2), ('line', None), ('key', 'A2'))
        fn items<'py>(&self, py: Python<'py>) -> PyResult<Tuple<(&'static str, Object<'py>)>> {
            let pair = |name| Ok((name, self.__getitem__(py, name)?));
            COLUMNS.into_iter().map(pair).collect()
        }

        #[expect(clippy::unused_self, reason = "Python calls it on a case")]
        fn __len__(&self) -> usize {
            COLUMNS.len()
        }

        fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Iter<'py, &'static str>> {
            Iter::of(py, self.keys())
        }

        /// The value of that name; `default` where a case has none of that name.
        ///
        ///     >>> late = plan.cases("late_rate", "numerator", records, as_of=date(2022, 9, 30))
        ///     >>> late[0].get("key"), late[0].get("unit")
        ///     ('A2', None)
        #[pyo3(signature = (name, default = None))]
        fn get<'py>(
            &self,
            py: Python<'py>,
            name: &str,
            default: Option<Anything<'py>>,
        ) -> PyResult<Object<'py>> {
            if COLUMNS.contains(&name) {
                return self.__getitem__(py, name);
            }
            Object::of(py, default.map(|own| own.0))
        }

        #[expect(clippy::unused_self, reason = "Python calls it on a case")]
        fn __contains__(&self, name: Anything<'_>) -> bool {
            name.0.extract::<String>().is_ok_and(|name| COLUMNS.contains(&name.as_str()))
        }

        fn __getitem__<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Object<'py>> {
            match name {
                "input" => Object::of(py, self.0.input),
                "row" => Object::of(py, self.0.row),
                "line" => Object::of(py, self.0.line),
                "key" => Object::of(py, self.0.key.as_deref()),
                _ => Err(PyKeyError::new_err(name.to_owned())),
            }
        }
    }
}
