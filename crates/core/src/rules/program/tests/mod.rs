mod against_sqlite;
mod meaning;
mod times;

use super::lanes::Column;
use super::*;
use crate::condition::{FieldKind, Lookup, Schema, Wanted};

/// A table of synthetic records, as lanes can be made of it.
pub(super) struct Table {
    pub(super) fields: Lookup<FieldKind>,
    pub(super) columns: Vec<Values>,
}

pub(super) enum Values {
    Booleans(Vec<Option<bool>>),
    Days(Vec<Option<i32>>),
    Small(Vec<Option<i64>>),
    Wide(Vec<Option<i128>>),
    Texts(Vec<Option<&'static str>>),
}

impl Table {
    pub(super) fn new(columns: Vec<(&str, FieldKind, Values)>) -> Self {
        let (mut fields, mut values) = (Lookup::default(), Vec::new());
        for (name, kind, column) in columns {
            fields.push(name.to_owned(), kind);
            values.push(column);
        }
        Self { fields, columns: values }
    }

    pub(super) fn rows(&self) -> usize {
        match &self.columns[0] {
            Values::Booleans(values) => values.len(),
            Values::Days(values) => values.len(),
            Values::Small(values) => values.len(),
            Values::Wide(values) => values.len(),
            Values::Texts(values) => values.len(),
        }
    }

    pub(super) fn parse(&self, text: &str) -> Expression {
        let schema =
            Schema { fields: &self.fields, parameters: &Lookup::default(), office_hours: true };
        Expression::parse(text, &schema, Wanted::Value)
            .unwrap_or_else(|faults| panic!("{text}: {faults:?}"))
    }

    /// Runs the program and gives the scratch memory with what it found.
    pub(super) fn run(
        &self,
        program: &Program,
        as_of: i32,
        period: (i32, i32),
    ) -> Result<Scratch, crate::ground::problem::Problem> {
        let held: Vec<(Held, Option<Vec<u64>>)> = self
            .columns
            .iter()
            .enumerate()
            .map(|(index, column)| held(column, program.literals(index)))
            .collect();
        let lanes: Vec<Option<Column<'_>>> = held
            .iter()
            .map(|(held, valid)| {
                let lane = match held {
                    Held::Bits(values) => Lane::Bits(values),
                    Held::Days(values) => Lane::Days(values),
                    Held::Small(values) => Lane::Small(values),
                    Held::Wide(values) => Lane::Wide(values),
                    Held::Symbols(values) => Lane::Symbols(values),
                };
                Some((lane, valid.as_deref()))
            })
            .collect();
        let mut scratch = Scratch::default();
        program.run(&Input { lanes: &lanes, rows: self.rows(), as_of, period }, &mut scratch)?;
        Ok(scratch)
    }
}

enum Held {
    Bits(Vec<u64>),
    Days(Vec<i32>),
    Small(Vec<i64>),
    Wide(Vec<i128>),
    Symbols(Vec<u32>),
}

/// Where a column is NULL its lane holds something large, which must not matter; bits beyond the
/// last row are set, which must not matter either.
fn held(column: &Values, literals: &[String]) -> (Held, Option<Vec<u64>>) {
    fn valid<T>(values: &[Option<T>]) -> Option<Vec<u64>> {
        let known = values.iter().map(Option::is_some);
        values.iter().any(Option::is_none).then(|| packed(known))
    }
    match column {
        Values::Booleans(values) => {
            (Held::Bits(packed(values.iter().map(|value| value.unwrap_or(true)))), valid(values))
        }
        Values::Days(values) => {
            (Held::Days(values.iter().map(|v| v.unwrap_or(i32::MAX)).collect()), valid(values))
        }
        Values::Small(values) => {
            (Held::Small(values.iter().map(|v| v.unwrap_or(i64::MIN)).collect()), valid(values))
        }
        Values::Wide(values) => {
            (Held::Wide(values.iter().map(|v| v.unwrap_or(i128::MAX)).collect()), valid(values))
        }
        Values::Texts(values) => {
            let symbol = |value: Option<&str>| match value {
                None => 1,
                Some(text) => literals
                    .iter()
                    .position(|literal| *literal == text)
                    .map_or(0, |position| u32::try_from(position + 1).unwrap()),
            };
            (Held::Symbols(values.iter().copied().map(symbol).collect()), valid(values))
        }
    }
}

fn packed(bits: impl Iterator<Item = bool>) -> Vec<u64> {
    let bits: Vec<bool> = bits.collect();
    let word = |chunk: &[bool]| {
        (0..64).fold(0, |word, at| word | u64::from(*chunk.get(at).unwrap_or(&true)) << at)
    };
    bits.chunks(64).map(word).collect()
}

/// What a condition is in one row.
pub(super) fn truth_at(truth: Truth<'_>, row: usize) -> Option<bool> {
    let bit = |words: &[u64]| words[row / 64] >> (row % 64) & 1 == 1;
    assert!(!(bit(truth.yes) && bit(truth.no)), "both TRUE and FALSE in row {row}");
    if bit(truth.yes) {
        Some(true)
    } else if bit(truth.no) {
        Some(false)
    } else {
        None
    }
}
