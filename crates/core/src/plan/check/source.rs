//! Sources.

use std::collections::{BTreeMap, BTreeSet};

use super::column::is;
use super::{Checker, Declared, text};
use crate::condition::{FieldKind, Lookup, Wanted};
use crate::document::place::Place;
use crate::document::read::{List, Named};
use crate::document::scalar::Text;
use crate::document::text::shown;
use crate::ground::dates::Grain;
use crate::plan::csv::{CsvFormat, DateFormat};
use crate::plan::source::{Breakdown, Check, Column, ColumnType, Source};
use crate::plan::words::KeyCheck;
use crate::plan::written::{
    BreakdownDocument, CheckDocument, ColumnDocument, CsvDocument, SourceDocument,
};

/// Most columns of a source.
const MOST_COLUMNS: usize = 1000;
/// Most columns by which counts are told apart at once: a cell's members and its bucket of time
/// make up one key of fixed width while records are counted.
pub(super) const MOST_DIMENSIONS: usize = 5;

impl Checker<'_> {
    pub(super) fn sources(&mut self, documents: Option<Named<SourceDocument>>) -> Vec<Source> {
        let mut names = Vec::new();
        for (name, document) in documents.map_or_else(Vec::new, |named| named.entries) {
            let source_name = self.word(&name, "a source");
            let mut declared = None;
            if let Some(document) = document {
                let (source, rest) = self.source(&name, &source_name, document);
                self.sources.insert(source_name.clone(), Some(source));
                // Checks are conditions on the columns, which are known now.
                let checks = self.checks(&source_name, rest);
                declared = self.sources.remove(&source_name).flatten();
                if let Some(declared) = &mut declared {
                    declared.source.checks = checks;
                }
            }
            self.sources.insert(source_name.clone(), declared);
            names.push(source_name);
        }
        names
            .iter()
            .filter_map(|name| self.sources.get(name)?.as_ref())
            .map(|declared| declared.source.clone())
            .collect()
    }

    fn source(
        &mut self,
        name: &Text,
        source_name: &str,
        document: SourceDocument,
    ) -> (Declared, Option<Named<CheckDocument>>) {
        let source = Source {
            name: source_name.to_owned(),
            title: text(document.title),
            columns: Vec::new(),
            exists_from: None,
            breakdowns: Vec::new(),
            checks: Vec::new(),
            latest_by: None,
            exported_on: document.exported_on.map(|day| day.value),
            strict: is(document.strict.as_ref()),
            keys: document.keys.as_ref().map_or_else(KeyCheck::default, |keys| keys.value),
            csv: self.csv(document.csv),
            place: name.place.clone(),
        };
        let mut declared = Declared { source, fields: Lookup::default(), broken: BTreeSet::new() };
        let known_with = self.columns(&mut declared, document.columns);
        for reference in known_with {
            self.known_with(&declared, &reference);
        }
        declared.source.exists_from =
            self.date_column(&declared, document.exists_from.as_ref(), "exists_from");
        declared.source.latest_by =
            self.date_column(&declared, document.latest_by.as_ref(), "latest_by");
        declared.source.breakdowns = self.breakdowns(&declared, document.breakdowns);
        if declared.source.key().is_none() && declared.broken.is_empty() {
            let keys = document.keys.filter(|keys| keys.value != KeyCheck::Unchecked);
            let needing = [
                keys.map(|keys| (keys.place, "`keys`")),
                document.latest_by.map(|column| (column.place, "`latest_by`")),
            ];
            for (place, what) in needing.into_iter().flatten() {
                let message = format!("{what} needs a column that identifies a record");
                let help = "mark it with `key: true`";
                self.push(place.problem("no-key-column", message).help(help));
            }
        }
        (declared, document.checks)
    }

    /// Reads the columns into the source; gives back what each says of `known_with`.
    fn columns(
        &mut self,
        declared: &mut Declared,
        documents: Option<Named<ColumnDocument>>,
    ) -> Vec<Text> {
        let Some(documents) = documents else { return Vec::new() };
        if documents.entries.len() > MOST_COLUMNS {
            let message = format!("the source has more than {MOST_COLUMNS} columns");
            let help = "declare the columns that the plan uses; others may be in the files";
            self.push(documents.place.problem("too-many-columns", message).help(help));
        }
        let mut references = Vec::new();
        let mut headers: BTreeMap<String, String> = BTreeMap::new();
        let mut key: Option<String> = None;
        for (name, document) in documents.entries.into_iter().take(MOST_COLUMNS) {
            let known_with = document.as_ref().and_then(|document| document.known_with.clone());
            let header = document.as_ref().and_then(|document| document.header.clone());
            let Some(column) = document.and_then(|document| self.column(&name, document)) else {
                declared.broken.insert(name.name());
                continue;
            };
            references.extend(known_with);
            if let Some(other) = headers.insert(column.header.clone(), column.name.clone()) {
                let message = format!(
                    "`{}` is the name in files of the column `{}` too",
                    shown(&column.header),
                    shown(&other)
                );
                let problem = header.as_ref().unwrap_or(&name).problem("duplicate-header", message);
                self.push(problem.help("give each column a `header` of its own"));
            }
            if column.key
                && let Some(first) = key.replace(column.name.clone())
            {
                let message = format!("`{}` is a key already", shown(&first));
                let help = "a record is identified by one column";
                self.push(name.problem("several-keys", message).help(help));
            }
            if matches!(column.column_type, ColumnType::Period { .. })
                && let Some((first, _)) = declared.source.period_column()
            {
                let message = format!("`{}` is a period column already", shown(&first.name));
                let help = "a row gives figures of one period; make the other a `date`";
                self.push(name.problem("several-periods", message).help(help));
            }
            declared.fields.push(column.name.clone(), field_kind(&column));
            declared.source.columns.push(column);
        }
        references
    }

    /// A column of the source; faulty ones were reported where they are declared.
    fn referred<'d>(&mut self, declared: &'d Declared, name: &Text) -> Option<&'d Column> {
        let column = declared.column(&name.name());
        if column.is_none() && !declared.broken.contains(&name.name()) {
            let names = declared.source.columns.iter().map(|column| column.name.as_str());
            Self::unknown(self.faults, "unknown-column", "column", name, names);
        }
        column
    }

    fn known_with(&mut self, declared: &Declared, name: &Text) {
        let Some(column) = self.referred(declared, name) else { return };
        if !column.event {
            let message = format!("`{}` is not an event", shown(&column.name));
            let help = "a column becomes known with a date column that has `event: true`";
            self.push(name.problem("known-with-no-event", message).help(help));
        }
    }

    fn date_column(
        &mut self,
        declared: &Declared,
        name: Option<&Text>,
        key: &str,
    ) -> Option<String> {
        let name = name?;
        let column = self.referred(declared, name)?;
        if !matches!(column.column_type, ColumnType::Date | ColumnType::Timestamp) {
            let message = format!(
                "`{}` is a {} column, and `{key}` needs a date",
                shown(&column.name),
                column.column_type.name()
            );
            let help = "name a column with `type: date` or `type: timestamp`";
            self.push(name.problem("wrong-column-type", message).help(help));
        }
        Some(column.name.clone())
    }

    /// A dimension of the source.
    pub(super) fn dimension(&mut self, declared: &Declared, name: &Text) -> Option<String> {
        let column = self.referred(declared, name)?;
        if !matches!(column.column_type, ColumnType::Category(_) | ColumnType::Boolean(_)) {
            let message = format!(
                "`{}` is a {} column and has no members to tell apart",
                shown(&column.name),
                column.column_type.name()
            );
            let help = "name a column with `type: category` or `type: boolean`";
            self.push(name.problem("no-dimension", message).help(help));
        }
        Some(column.name.clone())
    }

    /// The dimensions of a list, each once.
    pub(super) fn dimensions(&mut self, declared: &Declared, names: &[Text]) -> Vec<String> {
        let mut dimensions: Vec<String> = Vec::new();
        for name in names.iter().take(MOST_COLUMNS) {
            let Some(dimension) = self.dimension(declared, name) else { continue };
            if dimensions.contains(&dimension) {
                let message = format!("`{}` is named twice", shown(&dimension));
                self.push(name.problem("duplicate-dimension", message).help("keep it once"));
            } else {
                dimensions.push(dimension);
            }
        }
        dimensions
    }

    /// Refuses more columns than counts can be told apart by.
    pub(super) fn check_width(&mut self, place: &Place, names: &[Text]) {
        if names.len() > MOST_DIMENSIONS {
            let message = format!("{} columns at once are too many", names.len());
            let help = format!(
                "name at most {MOST_DIMENSIONS}; one category column can hold several joined, and \
                 several breakdowns can stand side by side"
            );
            self.push(place.problem("breakdown-too-wide", message).help(help));
        }
    }

    fn breakdowns(
        &mut self,
        declared: &Declared,
        documents: Option<List<BreakdownDocument>>,
    ) -> Vec<Breakdown> {
        let mut seen = BTreeSet::new();
        let mut breakdowns = Vec::new();
        for document in documents.map_or_else(Vec::new, |list| list.items) {
            let (Some(by), Some(grain)) = (document.by, document.grain) else { continue };
            self.check_width(&by.place, &by.items);
            let by = self.dimensions(declared, &by.items);
            self.check_grain(declared, &document.place, grain.value);
            let grain = grain.value;
            let set: BTreeSet<String> = by.iter().cloned().collect();
            if !seen.insert((set, grain)) {
                let message = "this breakdown is declared already";
                let problem = document.place.problem("duplicate-breakdown", message);
                self.push(
                    problem.help("keep one of them; the order of the columns does not count"),
                );
            }
            breakdowns.push(Breakdown { by, grain, place: document.place });
        }
        breakdowns
    }

    /// Refuses to tell time apart more finely than the figures of a source do.
    fn check_grain(&mut self, declared: &Declared, place: &Place, grain: Grain) {
        let Some((column, own)) = declared.source.period_column() else { return };
        if !own.refines(grain) {
            let (name, own, grain) = (shown(&column.name), own.name(), grain.name());
            let message = format!("the figures of `{name}` are of a {own}, not of a {grain}");
            let help = format!("break down by {own} or by what is made of whole {own}s");
            self.push(place.problem("figures-too-coarse", message).help(help));
        }
    }

    fn checks(&mut self, source: &str, documents: Option<Named<CheckDocument>>) -> Vec<Check> {
        let mut checks = Vec::new();
        for (name, document) in documents.map_or_else(Vec::new, |named| named.entries) {
            let code = self.word(&name, "a check");
            let Some(document) = document else { continue };
            let Some(when) = document.when else { continue };
            let Some(when) = self.formula(&when, source, Wanted::Condition) else { continue };
            checks.push(Check { code, title: text(document.title), when });
        }
        checks
    }

    fn csv(&mut self, document: Option<CsvDocument>) -> CsvFormat {
        let mut format = CsvFormat::default();
        let Some(document) = document else { return format };
        if let Some(delimiter) = document.delimiter {
            let mut letters = delimiter.text.chars();
            match (letters.next(), letters.next()) {
                (Some(letter), None) if CsvFormat::can_delimit(letter) => {
                    format.delimiter = letter;
                }
                _ if delimiter.text == "tab" => format.delimiter = '\t',
                _ => {
                    let message = format!("`{}` cannot be a delimiter", shown(&delimiter.text));
                    let help = "write one character: `\",\"`, `\";\"`, `\"|\"`, or the word `tab`";
                    self.push(delimiter.problem("csv-delimiter", message).help(help));
                }
            }
        }
        if let Some(pattern) = document.date_format {
            if let Some(date_format) = DateFormat::from_pattern(pattern.text.trim()) {
                format.date_format = date_format;
            } else {
                let message = format!("`{}` is not a format of dates", shown(&pattern.text));
                let help = format!("write one such as {}", DateFormat::EXAMPLES);
                self.push(pattern.problem("csv-date-format", message).help(help));
            }
        }
        format
    }
}

/// The column as conditions see it.
fn field_kind(column: &Column) -> FieldKind {
    match &column.column_type {
        ColumnType::Text => FieldKind::Text,
        ColumnType::Category(category) => FieldKind::Category {
            members: category.members.clone(),
            order: category
                .lowest_first()
                .map(|members| members.into_iter().map(str::to_owned).collect()),
        },
        ColumnType::Boolean(_) => FieldKind::Boolean,
        ColumnType::Integer => FieldKind::Integer,
        ColumnType::Decimal { scale } => FieldKind::Decimal { scale: *scale },
        ColumnType::Date | ColumnType::Period { .. } => FieldKind::Date,
        ColumnType::Timestamp => FieldKind::Timestamp,
    }
}
