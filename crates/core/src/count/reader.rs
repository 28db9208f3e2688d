//! Reading batches of one source as its rules see them: what counting a number and finding the
//! records behind it have in common.

use std::ops::Range;

use super::bind::{BoundColumn, BoundValues, ColumnFaults, Window};
use super::dictionary::{Dictionary, EMPTY, Recoded, UNDECLARED};
use super::form::Form;
use super::mask::Visible;
use super::versions::text_of;
use crate::ground::error::Error;
use crate::ground::problem::Problem;
use crate::plan::{ColumnType, Source};
use crate::records::batch::Batch;
use crate::records::bits::{Bits, bit, count};
use crate::rules::program::{Input, Lane, Scratch, Truth};
use crate::rules::{Rules, SourceRules};

/// What is needed to read batches of one source.
#[derive(Debug)]
pub(crate) struct SourceReader {
    pub(crate) index: usize,
    pub(crate) form: Form,
    /// By position of the column, for categories and booleans.
    pub(crate) dictionaries: Vec<Option<Dictionary>>,
    /// By position of the column: for each code of its dictionary the symbol among the literals
    /// of conditions.
    symbols: Vec<Vec<u32>>,
    scratch: Scratch,
}

/// Some rows of a batch, bound. Rows are counted from the first of them.
#[derive(Debug)]
pub(crate) struct Bound<'b> {
    pub(crate) columns: Vec<BoundColumn<'b>>,
    raw: Vec<Option<Window<'b>>>,
    /// Where in the batch they begin.
    pub(crate) first: usize,
    pub(crate) rows: usize,
}

/// What was looked up in the dictionaries of one batch, by position of the column.
#[derive(Debug, Default)]
pub(crate) struct LookedUp(Vec<Recoded>);

/// What the rules say of a bound batch as of one day.
pub(crate) struct View<'v> {
    pub(crate) visible: Visible,
    /// The values of all conditions and expressions.
    pub(crate) scratch: &'v Scratch,
    dictionaries: &'v [Option<Dictionary>],
    /// Records that exist and are not refused.
    pub(crate) counted: Bits,
    /// Faults by code and column, each with the rows that have it, in the order of the columns
    /// and then of the checks. Of a strict source these are the refused records, each once.
    pub(crate) faults: Vec<Fault>,
}

/// A kind of fault and the rows that have it.
pub(crate) struct Fault {
    pub(crate) code: String,
    pub(crate) column: String,
    pub(crate) found: Bits,
}

impl SourceReader {
    pub(crate) fn new(rules: &Rules, index: usize) -> Self {
        let own = rules.inner.sources.get(index);
        let columns = own.map(|own| own.source.columns.as_slice()).unwrap_or_default();
        let dictionary = |column: &crate::plan::Column| match &column.column_type {
            ColumnType::Category(category) => Some(Dictionary::new(category, &column.empty)),
            ColumnType::Boolean(_) => Some(Dictionary::booleans()),
            _ => None,
        };
        Self {
            index,
            form: Form {
                headers: columns.iter().map(|column| column.header.clone()).collect(),
                csv: own.map(|own| own.source.csv).unwrap_or_default(),
            },
            dictionaries: columns.iter().map(dictionary).collect(),
            symbols: vec![Vec::new(); columns.len()],
            scratch: Scratch::default(),
        }
    }

    /// Says under which name files and tables have a column.
    ///
    /// # Errors
    ///
    /// `column-unknown`.
    pub(crate) fn rename(
        &mut self,
        source: &Source,
        column: &str,
        header: &str,
    ) -> Result<(), Error> {
        let position = position(source, column)?;
        if let Some(own) = self.form.headers.get_mut(position) {
            header.clone_into(own);
        }
        Ok(())
    }

    /// Binds rows of a batch; `looked_up` serves all rows of the same batch.
    pub(crate) fn bind<'b>(
        &mut self,
        rules: &Rules,
        own: &SourceRules,
        batch: &'b Batch<'b>,
        rows: Range<usize>,
        looked_up: &mut LookedUp,
    ) -> Result<Bound<'b>, Error> {
        self.form.check(&own.source)?;
        let binder = self.form.binder(rules, own);
        let mut bound = Bound { columns: vec![], raw: vec![], first: rows.start, rows: rows.len() };
        looked_up.0.resize_with(own.source.columns.len(), Recoded::default);
        let mut faults = ColumnFaults::default();
        let columns = own.source.columns.iter().zip(&mut self.dictionaries).zip(&mut looked_up.0);
        for (position, ((declared, dictionary), recoded)) in columns.enumerate() {
            let window = |column| Window { column, rows: rows.clone() };
            let dictionary = dictionary.as_mut().map(|dictionary| (dictionary, recoded));
            let literals = own.program.literals(position);
            let found = binder.find(batch, position).and_then(|column| {
                let column = column.map(window);
                let bound =
                    binder.bind(column.as_ref(), declared, rows.len(), dictionary, literals)?;
                Ok((bound, column))
            });
            match found {
                Ok((values, column)) => {
                    bound.columns.push(values);
                    bound.raw.push(column);
                }
                Err(error) => faults.add(&error),
            }
        }
        faults.into_result()?;
        Ok(bound)
    }

    /// The key of a row that is known to have one; nothing is looked up or noted.
    pub(crate) fn key(
        &self,
        rules: &Rules,
        own: &SourceRules,
        batch: &Batch<'_>,
        row: usize,
    ) -> Option<String> {
        let position = own.source.columns.iter().position(|column| column.key)?;
        let declared = own.source.columns.get(position)?;
        let binder = self.form.binder(rules, own);
        let window = Window { column: binder.find(batch, position).ok()??, rows: row..row + 1 };
        if matches!(declared.column_type, ColumnType::Category(_)) {
            return window.text(0).map(|text| crate::ground::text::normal(&text).into_owned());
        }
        let column = binder.bind(Some(&window), declared, 1, None, &[]).ok()?;
        key_of(&column, Some(&window), 0)
    }

    /// How many members the column with the most of them has.
    pub(crate) fn most_members(&self) -> usize {
        self.dictionaries.iter().flatten().map(Dictionary::len).max().unwrap_or(0)
    }

    /// Looks the members up among the literals of conditions that have come since the last time.
    fn name_symbols(&mut self, own: &SourceRules) {
        let columns = self.symbols.iter_mut().zip(&self.dictionaries).enumerate();
        for (position, (symbols, dictionary)) in columns {
            let members = dictionary.as_ref().map(Dictionary::members).unwrap_or_default();
            let literals = own.program.literals(position);
            symbols.extend(members.iter().skip(symbols.len()).map(|member| {
                let at = literals.iter().position(|literal| **literal == **member);
                at.map_or(0, |at| u32::try_from(at + 1).unwrap_or_default())
            }));
        }
    }

    /// Runs the rules over the live records as of a day.
    pub(crate) fn view(
        &mut self,
        rules: &Rules,
        own: &SourceRules,
        bound: &Bound<'_>,
        live: &Bits,
        as_of: i32,
    ) -> Result<View<'_>, Error> {
        let visible = Visible::new(&own.source, &bound.columns, live, as_of);
        self.name_symbols(own);
        let symbols = symbols(bound, &self.symbols);
        let lanes: Vec<_> = bound
            .columns
            .iter()
            .zip(&symbols)
            .enumerate()
            .map(|(position, (column, symbols))| {
                lane(column, symbols.as_deref())
                    .map(|lane| (lane, Some(visible.known(&bound.columns, position))))
            })
            .collect();
        let period = rules.inner.period;
        let input = Input { lanes: &lanes, rows: bound.rows, as_of, period };
        own.program
            .run(&input, &mut self.scratch)
            .map_err(|problem| Error::data(Problem { path: own.source.name.clone(), ..problem }))?;
        let scratch = &self.scratch;
        let mut faults = faults(own, bound, &visible, scratch);
        let mut counted = visible.exists.clone();
        if own.source.strict {
            for fault in &mut faults {
                let words = fault.found.words_mut().iter_mut().zip(counted.words_mut());
                for (found, counted) in words {
                    *found &= *counted;
                    *counted &= !*found;
                }
            }
        }
        let dictionaries = &self.dictionaries;
        Ok(View { visible, scratch, dictionaries, counted, faults })
    }
}

/// The position of a source's column.
///
/// # Errors
///
/// `column-unknown`.
pub(crate) fn position(source: &Source, column: &str) -> Result<usize, Error> {
    source.column_position(column).ok_or_else(|| {
        let names = source.columns.iter().map(|column| column.name.as_str());
        let message = format!("source `{}` has no column `{column}`", source.name);
        let path = format!("{}.{column}", source.name);
        let mut problem = Problem::new("column-unknown", path, message);
        problem.help = crate::ground::text::nearest(column, names)
            .map(|near| format!("did you mean `{near}`?"));
        Error::request(problem)
    })
}

impl Bound<'_> {
    /// The records of which every value can be read; `reject` is told of the others, each once,
    /// with the position of its first column that cannot be read.
    pub(crate) fn live(&self, mut reject: impl FnMut(usize, usize)) -> Bits {
        let mut live = Bits::filled(true, self.rows);
        for (position, column) in self.columns.iter().enumerate() {
            for row in &column.unreadable {
                if live.get(*row) {
                    live.clear(*row);
                    reject(position, *row);
                }
            }
        }
        live
    }

    /// The text of a value as it came.
    pub(crate) fn text(&self, position: usize, row: usize) -> Option<String> {
        self.raw.get(position)?.as_ref()?.text(row)
    }

    /// A bound value as text that reads back as the same value.
    pub(crate) fn kept(
        &self,
        position: usize,
        dictionary: Option<&Dictionary>,
        row: usize,
    ) -> Option<String> {
        let raw = self.raw.get(position).and_then(Option::as_ref);
        text_of(self.columns.get(position)?, raw, dictionary, row)
    }

    /// The key of a record as text, trimmed and composed.
    pub(crate) fn key(&self, source: &Source, row: usize) -> Option<String> {
        let position = source.columns.iter().position(|column| column.key)?;
        let raw = self.raw.get(position).and_then(Option::as_ref);
        key_of(self.columns.get(position)?, raw, row)
    }
}

fn key_of(column: &BoundColumn<'_>, raw: Option<&Window<'_>>, row: usize) -> Option<String> {
    // Of a number or a date there is one way to write it, so that a key is the same however
    // the records are given.
    let text = match &column.values {
        // A text that means no value is no key.
        BoundValues::Codes(_) | BoundValues::Symbols(_) if !column.valid.get(row) => {
            return None;
        }
        BoundValues::Codes(_) | BoundValues::Symbols(_) => None,
        // What came may be NaN, which has a text.
        BoundValues::Absent => return None,
        _ => text_of(column, None, None, row),
    };
    let text = text.or_else(|| raw?.text(row))?;
    let key = crate::ground::text::normal(&text);
    (!key.is_empty()).then(|| key.into_owned())
}

impl View<'_> {
    /// The code of a row's member in a category or boolean column.
    pub(crate) fn code(&self, bound: &Bound<'_>, position: usize, row: usize) -> u32 {
        code_if(bound, position, row, self.visible.known(&bound.columns, position))
    }

    /// The codes of all rows in a category or boolean column, as [`View::code`] gives them.
    pub(crate) fn codes(&self, bound: &Bound<'_>, position: usize) -> Vec<u32> {
        let known = self.visible.known(&bound.columns, position);
        match bound.columns.get(position).map(|column| &column.values) {
            // A row without a member has no other code than that already.
            Some(BoundValues::Codes(codes)) if !self.visible.hides(position) => codes.clone(),
            _ => (0..bound.rows).map(|row| code_if(bound, position, row, known)).collect(),
        }
    }

    /// How many members of a column have a code.
    pub(crate) fn members(&self, position: usize) -> usize {
        let dictionary = self.dictionaries.get(position).and_then(Option::as_ref);
        dictionary.map_or(0, Dictionary::len)
    }
}

fn code_if(bound: &Bound<'_>, position: usize, row: usize, known: &[u64]) -> u32 {
    if !bit(known, row) {
        return EMPTY;
    }
    let code = match bound.columns.get(position).map(|column| &column.values) {
        Some(BoundValues::Codes(codes)) => codes.get(row).copied(),
        Some(BoundValues::Booleans(bits)) => Some(u32::from(bits.get(row))),
        _ => None,
    };
    code.unwrap_or(EMPTY)
}

fn faults(
    own: &SourceRules,
    bound: &Bound<'_>,
    visible: &Visible,
    scratch: &Scratch,
) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut note = |code: &str, column: &str, found: Bits| {
        if count(found.words()) > 0 {
            faults.push(Fault { code: code.to_owned(), column: column.to_owned(), found });
        }
    };
    for (position, declared) in own.source.columns.iter().enumerate() {
        let Some(column) = bound.columns.get(position) else { continue };
        if !declared.optional {
            let mut missing = visible.exists.clone();
            for (word, valid) in missing.words_mut().iter_mut().zip(column.valid.words()) {
                *word &= !valid;
            }
            let event =
                declared.known_with.as_ref().and_then(|name| own.source.column_position(name));
            if let Some(event) = event {
                // What becomes known with an event is missed only where the event is known.
                let known = visible.known(&bound.columns, event);
                for (word, known) in missing.words_mut().iter_mut().zip(known) {
                    *word &= known;
                }
            }
            let is_category = matches!(declared.column_type, ColumnType::Category(_));
            let code = if is_category { "member-empty" } else { "value-missing" };
            note(code, &declared.name, missing);
        }
        if let BoundValues::Codes(codes) = &column.values {
            let undeclared = codes.iter().enumerate().map(|(row, code)| {
                *code == UNDECLARED && visible.exists.get(row) && !visible.is_hidden(position, row)
            });
            note("member-undeclared", &declared.name, undeclared.collect());
        }
    }
    for check in &own.checks {
        let mut found = visible.exists.clone();
        let Truth { yes, .. } = scratch.truth(check.when);
        for (word, yes) in found.words_mut().iter_mut().zip(yes) {
            *word &= yes;
        }
        note(&check.code, "", found);
    }
    faults
}

/// For each category column, the symbols of its rows.
fn symbols(bound: &Bound<'_>, tables: &[Vec<u32>]) -> Vec<Option<Vec<u32>>> {
    let columns = bound.columns.iter().zip(tables);
    columns
        .map(|(column, table)| {
            let BoundValues::Codes(codes) = &column.values else { return None };
            let symbol = |code: &u32| {
                let code = usize::try_from(*code).unwrap_or(usize::MAX);
                table.get(code).copied().unwrap_or_default()
            };
            Some(codes.iter().map(symbol).collect())
        })
        .collect()
}

fn lane<'l>(column: &'l BoundColumn<'_>, symbols: Option<&'l [u32]>) -> Option<Lane<'l>> {
    match &column.values {
        BoundValues::Booleans(bits) => Some(Lane::Bits(bits.words())),
        BoundValues::Days(days) => Some(Lane::Days(days)),
        BoundValues::Small(values) => Some(Lane::Small(values)),
        BoundValues::Wide { values, .. } => Some(Lane::Wide(values)),
        BoundValues::Codes(_) => symbols.map(Lane::Symbols),
        BoundValues::Symbols(symbols) => Some(Lane::Symbols(symbols)),
        BoundValues::Absent => None,
    }
}
