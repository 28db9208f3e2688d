//! The records behind a number.

use pyo3::prelude::*;
use quality_objectives::{self as core, Member, Part, Selection};

use crate::convert::{Count, Iter, Map, Parsed, Tuple, from_json, frozen, item};
use crate::error::Fault;
use crate::evaluation::period_of;

/// The core's selection for the arguments of `Plan.cases`.
pub(crate) fn selection(
    measure: &str,
    part: &str,
    members: Option<Map<Option<String>>>,
    period: Option<&str>,
    with_undated: bool,
    limit: Option<Count>,
) -> Result<Selection, Fault> {
    let part = Part::from_name(part).ok_or_else(|| {
        let message = format!("a value has no part `{part}`");
        let problem = core::Problem::new("part-unknown", "part", message);
        Fault::Request(problem.help(
            "it is one of: numerator, denominator, not_in_numerator, undecided, coming, counted, \
             promoters, detractors, standing, left_only",
        ))
    })?;
    let mut selection = Selection::new(measure, part);
    for (column, member) in members.into_iter().flat_map(|members| members.0) {
        let member = member.map_or(Member::Empty, |name| Member::from(name.as_str()));
        selection = selection.member(column, member);
    }
    if let Some(period) = period {
        selection = selection.period(period_of(period)?);
    }
    if with_undated {
        selection = selection.with_undated();
    }
    if let Some(limit) = limit {
        selection = selection.limit(usize::try_from(limit.0).unwrap_or(usize::MAX));
    }
    Ok(selection)
}

frozen! {
    /// The records behind a number, in the order in which they were handed in: a sequence of cases.
    Cases(core::Cases), own, shows("cases", "more") {
        /// The first ones, as many as were asked for.
        cases: Tuple<Case> = own.cases.iter().cloned().map(Case).collect();
        /// How many more there are.
        more: u64 = own.more;
        /// How many there are, listed or not.
        total: u64 = own.total();
        /// The positions of those listed, counted from 0: `frame[cases.rows]` in polars,
        /// `frame.iloc[list(cases.rows)]` in pandas. They are of one input; where several were
        /// handed in, look at each case's `input`.
        rows: Tuple<u64> = own.cases.iter().map(|own| own.row.saturating_sub(1)).collect();
    }
    methods {
        fn __len__(&self) -> usize {
            self.0.cases.len()
        }

        fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Iter<'py, Case>> {
            Iter::of(py, self.cases())
        }

        fn __getitem__(&self, index: isize) -> PyResult<Case> {
            item(&self.0.cases, index).map(Case)
        }

        /// The cases as dicts and lists.
        fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Parsed<'py>> {
            from_json(py, &serde_json::to_string(&self.0).unwrap_or_default())
        }
    }
}

frozen! {
    /// One record, and where it was found.
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
}
