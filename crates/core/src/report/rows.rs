//! Conditions on several values as a table: members, periods.

use super::document::{Column, NOTHING, Table};
use super::wording::{Wording, mark};
use crate::evaluate::{Arrivals, MeasureResult, Outlook, Status};

/// A condition on one value as a row.
pub(super) struct Row<'e> {
    pub(super) name: String,
    /// Whether it is marked as what decided.
    pub(super) decides: bool,
    /// What is said instead of its status.
    pub(super) state: Option<String>,
    pub(super) status: Status,
    pub(super) outlook: Outlook,
    /// Whether no further case can come: nothing is said of what such cases would do.
    pub(super) is_over: bool,
    /// Whether also that is said of which there is none.
    pub(super) says_all: bool,
    pub(super) result: &'e MeasureResult,
}

/// Which columns have something to say.
#[derive(Clone, Copy)]
struct Told {
    condition: bool,
    undecided: bool,
}

impl Wording<'_> {
    /// The table of some rows, without the columns that have nothing to say.
    pub(super) fn rows(&self, column: &str, rows: &[Row<'_>]) -> Table {
        let phrases = self.phrases;
        let figures = [
            phrases.base_column,
            phrases.cases,
            phrases.undecided_column,
            phrases.coming_column,
            phrases.headroom,
            phrases.down,
            phrases.up,
            phrases.slack,
            phrases.arrivals,
            phrases.recovery,
            phrases.after_coming,
        ];
        let mut columns = vec![
            Column::text(column),
            Column::text(phrases.status),
            Column::figure(phrases.value),
            Column::text(phrases.class_column),
            Column::text(phrases.required),
        ];
        columns.extend(figures.map(Column::figure));
        columns.push(Column::text(phrases.outlook));
        // The same condition of all of them is said above.
        let first = rows.first().map(|row| &row.result.bound);
        let differ = rows.iter().any(|row| Some(&row.result.bound) != first);
        // Where every case is a case for certain, nothing needs to be said of it.
        let is_said = rows.iter().any(|row| row.result.value.undecided > 0 || row.says_all);
        let told = Told { condition: differ, undecided: is_said };
        let rows = rows.iter().map(|row| self.row(row, told)).collect();
        Table { columns, rows, total: None }.without_empty_columns()
    }

    fn row(&self, row: &Row<'_>, told: Told) -> Vec<String> {
        let (value, room) = (&row.result.value, &row.result.room);
        let nothing = || NOTHING.to_owned();
        let wide = |number: Option<i128>| number.map_or_else(nothing, |number| self.count(number));
        let cases = match (&value.numerator, &value.denominator) {
            (Some(numerator), Some(denominator)) => {
                format!("{}/{}", self.exact(numerator), self.exact(denominator))
            }
            _ => nothing(),
        };
        let base = match (self.change(&row.result.measure), &value.base) {
            (Some((_, own)), Some(base)) => self.on_scale(own, base),
            _ => nothing(),
        };
        let recovery = match (room.recovery, row.status) {
            (recovery, Status::NotMet) if row.says_all => wide(recovery),
            _ => nothing(),
        };
        let state = || {
            let status = self.status(row.status, row.outlook);
            format!("{} {status}", mark(row.status, row.outlook))
        };
        vec![
            if row.decides { format!("{}\u{a0}◄", row.name) } else { row.name.clone() },
            row.state.clone().unwrap_or_else(state),
            self.value(&row.result.measure, value).unwrap_or_else(nothing),
            value.class.as_deref().map_or_else(nothing, super::escape::prose),
            if told.condition { self.condition(row.result) } else { nothing() },
            base,
            cases,
            if !told.undecided || value.not_handed_in || row.state.is_some() {
                nothing()
            } else {
                self.count(value.undecided)
            },
            value.coming.map_or_else(nothing, |coming| self.count(coming)),
            wide(room.headroom),
            wide(room.down),
            wide(room.up),
            room.slack.as_ref().map_or_else(nothing, |slack| self.exact(slack)),
            match room.arrivals {
                _ if row.is_over => nothing(),
                Arrivals::None => nothing(),
                Arrivals::Count(count) => self.count(count),
                Arrivals::Unlimited => self.phrases.unlimited.to_owned(),
            },
            recovery,
            wide(room.after_coming),
            if row.state.is_some() { nothing() } else { self.outlook(row.outlook).to_owned() },
        ]
    }
}
