//! What a plan consists of: its period, sources, columns, measures and objectives.

use chrono::NaiveDate;
use pyo3::prelude::*;
use quality_objectives as core;

use crate::convert::{GrainWord, Tuple, frozen};

frozen! {
    /// A span of civil dates; `str(period)` is its name.
    ///
    ///     >>> plan.period
    ///     Period(first=datetime.date(2022, 1, 1), last=datetime.date(2022, 12, 31))
    ///     >>> str(plan.period)
    ///     '2022'
    ///     >>> evaluation.breakdown("late_rate", ["unit"], "quarter")[0].period.name
    ///     '2022-Q1'
    Period(core::Period), own, shows("first", "last") {
        /// The first day.
        first: NaiveDate = own.first();
        /// The last day.
        last: NaiveDate = own.last();
        /// `2022`, `2022-Q1`, `2022-03`, `2022-W05`; None of a span that is none of these.
        name: Option<String> = own.name();
    }
    methods {
        fn __str__(&self) -> String {
            self.0.to_string()
        }
    }
}

frozen! {
    /// A kind of record with its typed columns.
    ///
    ///     >>> source = plan.sources[0]
    ///     >>> source
    ///     Source(name='cases', title=None)
    ///     >>> source.breakdowns
    ///     ((('unit',), 'quarter'),)
    Source(core::plan::Source), own, shows("name", "title") {
        /// The name by which measures and callers refer to it.
        name: &str = &own.name;
        /// What people call it.
        title: Option<&str> = own.title.as_deref();
        /// The columns, in the order of the plan.
        columns: Tuple<Column> = own.columns.iter().cloned().map(Column).collect();
        /// The day on which the records were exported, as the plan says.
        exported_on: Option<NaiveDate> = own.exported_on;
        /// The breakdowns for which counts are kept: columns, and the grain of time.
        breakdowns: Tuple<(Tuple<String>, GrainWord)> = own
            .breakdowns
            .iter()
            .map(|own| (Tuple(own.by.clone()), own.grain.into()))
            .collect();
    }
}

frozen! {
    /// A column of a source.
    ///
    ///     >>> unit = plan.sources[0].columns[1]
    ///     >>> unit
    ///     Column(name='unit', type='category', header='unit')
    ///     >>> unit.members
    ///     ('North', 'South')
    Column(core::plan::Column), own, shows("name", "type", "header") {
        /// The name by which conditions refer to it.
        name: &str = &own.name;
        /// What people call it.
        title: Option<&str> = own.title.as_deref();
        /// What its values are: `text`, `category`, `boolean`, `integer`, `decimal`, `date` …
        r#type: &str = own.column_type.name();
        /// Its name in files and tables.
        header: &str = &own.header;
        /// Whether it identifies a record.
        key: bool = own.key;
        /// Whether it is the date of an event: later than the as-of day, it is not known yet.
        event: bool = own.event;
        /// Whether records may do without it.
        optional: bool = own.optional;
        /// The members of a category; None where the list is open, or there is none.
        members: Option<Tuple<String>> = match &own.column_type {
            core::plan::ColumnType::Category(category) => category.members.clone().map(Tuple),
            _ => None,
        };
    }
}

frozen! {
    /// A named rule that turns records into one value.
    ///
    ///     >>> plan.measures[0]
    ///     Measure(name='late_rate', kind='proportion', scale='percent')
    Measure(core::plan::Measure), own, shows("name", "kind", "scale") {
        /// The name by which targets refer to it.
        name: &str = &own.name;
        /// What people call it.
        title: Option<&str> = own.title.as_deref();
        /// How the value is made: `proportion`, `ratio`, `count`, `total`, `mean` …
        kind: &str = own.kind.name();
        /// In which units the value is written: `percent`, `points`, `working days` …
        scale: String = own.scale.to_string();
    }
}

frozen! {
    /// A row of the plan: what is to be achieved, how it is measured, by whom, until when.
    ///
    ///     >>> objective = plan.objectives[1]
    ///     >>> objective
    ///     Objective(number='2', statement='No half year is bad')
    ///     >>> objective.period.last
    ///     datetime.date(2022, 12, 31)
    Objective(core::plan::Objective), own, shows("number", "statement") {
        /// The number as the plan writes it.
        number: &str = &own.number;
        /// What is to be achieved.
        statement: &str = &own.statement;
        /// How it is measured, in the plan's words.
        measured_by: Option<&str> = own.measured_by.as_deref();
        /// The units responsible.
        responsible: Tuple<String> = Tuple(own.responsible.clone());
        /// What will be done.
        actions: Tuple<String> = own.actions.iter().map(|own| own.text.clone()).collect();
        /// From the start to the due day, in which it is evaluated.
        period: Period = Period(own.period);
    }
}
