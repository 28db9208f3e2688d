//! A report before it is given a form: blocks of text that has no control characters.

/// A part of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Block {
    /// The title of the whole.
    Title(String),
    /// The heading of a section.
    Section(String),
    /// The heading of a part of a section.
    Heading(String),
    /// A paragraph.
    Prose(Line),
    /// A list, each item with a mark and possibly with parts of its own.
    Items(Vec<Item>),
    /// A table.
    Table(Table),
    /// Names, each with what it stands for.
    Pairs(Vec<(String, Fact)>),
}

/// A line of text that may begin with a label.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Line {
    /// What stands out at the beginning.
    pub(super) label: String,
    pub(super) text: String,
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    /// One character; empty for the list's own bullet.
    pub(super) mark: &'static str,
    pub(super) line: Line,
    pub(super) parts: Vec<Block>,
}

/// What a name stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fact {
    Text(String),
    /// A digest, of which people compare the beginning.
    Digest(String),
}

/// A table whose rows have a cell for each column.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Table {
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<Vec<String>>,
    /// A row that sums up the others.
    pub(super) total: Option<Vec<String>>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) head: String,
    /// Whether it has figures: they stand to the right and are never broken.
    pub(super) is_figure: bool,
}

impl Line {
    pub(super) fn plain(text: impl Into<String>) -> Self {
        Self { label: String::new(), text: text.into() }
    }

    pub(super) fn labelled(label: impl Into<String>, text: impl Into<String>) -> Self {
        Self { label: label.into(), text: text.into() }
    }
}

impl Item {
    pub(super) fn new(mark: &'static str, line: Line) -> Self {
        Self { mark, line, parts: Vec::new() }
    }

    pub(super) fn with(mut self, parts: Vec<Block>) -> Self {
        self.parts = parts;
        self
    }
}

impl Column {
    pub(super) fn text(head: impl Into<String>) -> Self {
        Self { head: head.into(), is_figure: false }
    }

    pub(super) fn figure(head: impl Into<String>) -> Self {
        Self { head: head.into(), is_figure: true }
    }
}

impl Table {
    /// The table without the columns in which no row has anything to say.
    pub(super) fn without_empty_columns(mut self) -> Self {
        let says: Vec<bool> = (0..self.columns.len())
            .map(|at| self.rows.iter().any(|row| row.get(at).is_some_and(|cell| cell != NOTHING)))
            .collect();
        let keep = |row: &mut Vec<String>| {
            let mut says = says.iter();
            row.retain(|_| says.next().copied().unwrap_or(true));
        };
        self.rows.iter_mut().for_each(keep);
        self.total.iter_mut().for_each(keep);
        let mut own = says.iter();
        self.columns.retain(|_| own.next().copied().unwrap_or(true));
        self
    }
}

/// A cell that has nothing to say.
pub(super) const NOTHING: &str = "–";
