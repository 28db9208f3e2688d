//! What was known at the end of a day.

use super::bind::{BoundColumn, BoundValues};
use crate::ground::dates::{Grain, Period, date_of};
use crate::plan::Source;
use crate::records::bits::{Bits, rows};
use crate::records::read::day_of_instant;

/// Which records exist and which values are known as of a day.
#[derive(Debug)]
pub(crate) struct Visible {
    /// Records that can be read and exist.
    pub(crate) exists: Bits,
    /// By position of the column: values that are there but not known yet; `None` where none is.
    hidden: Vec<Option<Bits>>,
    /// By position of the column: values that are there and known; `None` where all there are.
    known: Vec<Option<Bits>>,
}

impl Visible {
    pub(crate) fn new(
        source: &Source,
        columns: &[BoundColumn<'_>],
        live: &Bits,
        as_of: i32,
    ) -> Self {
        let later: Vec<Option<Bits>> = source
            .columns
            .iter()
            .zip(columns)
            .map(|(declared, column)| if declared.event { later_than(column, as_of) } else { None })
            .collect();
        let mut exists = live.clone();
        if let Some(position) =
            source.exists_from.as_ref().and_then(|name| source.column_position(name))
        {
            let not_yet = columns.get(position).and_then(|column| later_than(column, as_of));
            if let Some(not_yet) = not_yet {
                subtract(&mut exists, &not_yet);
            }
        }
        // Figures of a period are known once it is over.
        if let Some((column, grain)) = source.period_column()
            && let Some(position) = source.column_position(&column.name)
            && let Some(not_yet) =
                columns.get(position).and_then(|column| unended(column, grain, as_of))
        {
            subtract(&mut exists, &not_yet);
        }
        let hidden: Vec<Option<Bits>> =
            (0..columns.len()).map(|position| hidden(source, &later, position)).collect();
        let known = columns
            .iter()
            .zip(&hidden)
            .map(|(column, hidden)| {
                hidden.as_ref().map(|hidden| {
                    let mut known = column.valid.clone();
                    subtract(&mut known, hidden);
                    known
                })
            })
            .collect();
        Self { exists, hidden, known }
    }

    /// The values of a column that are there and known.
    pub(crate) fn known<'v>(
        &'v self,
        columns: &'v [BoundColumn<'_>],
        position: usize,
    ) -> &'v [u64] {
        match self.known.get(position) {
            Some(Some(known)) => known.words(),
            _ => columns.get(position).map_or(&[], |column| column.valid.words()),
        }
    }

    /// Whether any value of a column is there but not known yet.
    pub(crate) fn hides(&self, position: usize) -> bool {
        matches!(self.hidden.get(position), Some(Some(_)))
    }

    /// Whether a value is there but not known yet.
    pub(crate) fn is_hidden(&self, position: usize, row: usize) -> bool {
        matches!(self.hidden.get(position), Some(Some(hidden)) if hidden.get(row))
    }
}

/// Values that an event hides where it has a later day: its own, and those known with it.
fn hidden(source: &Source, later: &[Option<Bits>], position: usize) -> Option<Bits> {
    let known_with = source.columns.get(position).and_then(|column| column.known_with.as_ref());
    let event = known_with.and_then(|name| source.column_position(name)).unwrap_or(position);
    later.get(event).cloned().flatten()
}

/// Rows whose date is later than the day; `None` where there are none.
fn later_than(column: &BoundColumn<'_>, day: i32) -> Option<Bits> {
    chosen(column, |row| match &column.values {
        BoundValues::Days(days) => days.get(row).is_some_and(|own| *own > day),
        BoundValues::Small(micros) => {
            micros.get(row).and_then(|micros| day_of_instant(*micros)).is_some_and(|own| own > day)
        }
        _ => false,
    })
}

/// Rows whose period ends after the day; `None` where there are none.
fn unended(column: &BoundColumn<'_>, grain: Grain, day: i32) -> Option<Bits> {
    let BoundValues::Days(days) = &column.values else { return None };
    // All periods that begin after the one of the day end later, and so does that one unless this
    // is its last day.
    let own = date_of(day).and_then(|date| Period::bucket(grain, date))?;
    let (first, last) = own.days();
    let latest = if last == day { first } else { first - 1 };
    chosen(column, |row| days.get(row).is_some_and(|own| *own > latest))
}

/// Rows that have a value and are chosen; `None` where there are none.
fn chosen(column: &BoundColumn<'_>, is_chosen: impl Fn(usize) -> bool) -> Option<Bits> {
    let mut later = Bits::filled(false, column.valid.len());
    let mut any = false;
    let words = later.words_mut();
    for row in rows(column.valid.words()) {
        if is_chosen(row)
            && let Some(word) = words.get_mut(row / 64)
        {
            *word |= 1 << (row % 64);
            any = true;
        }
    }
    any.then_some(later)
}

fn subtract(own: &mut Bits, other: &Bits) {
    for (own, other) in own.words_mut().iter_mut().zip(other.words()) {
        *own &= !other;
    }
}
