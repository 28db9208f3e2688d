//! A report as plain text for a terminal, aligned by display width.

use super::columns::widths;
use super::document::{Block, Fact, Item, Line, Table};
use super::width::{Long, left, right, width, wrapped};

/// Between the columns of a table.
pub(super) const GAP: usize = 2;
/// Digits of a digest that are shown.
const DIGEST_SHOWN: usize = 16;

/// The blocks as text of at most so many columns.
pub(super) fn render(blocks: &[Block], columns: usize) -> String {
    let mut page = Page { lines: Vec::new(), columns };
    page.blocks(blocks, 0);
    let mut text = String::new();
    for line in page.lines {
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

struct Page {
    lines: Vec<String>,
    columns: usize,
}

impl Page {
    fn put(&mut self, indent: usize, line: &str) {
        // Spaces that kept words together have done their work.
        self.lines.push(format!("{}{}", " ".repeat(indent), line.replace('\u{a0}', " ")));
    }

    fn blank_line(&mut self) {
        self.lines.push(String::new());
    }

    fn blank(&mut self) {
        if self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.lines.push(String::new());
        }
    }

    /// The columns beside an indent.
    fn room(&self, indent: usize) -> usize {
        self.columns.saturating_sub(indent).max(20)
    }

    /// Wraps a text; lines after the first are indented further.
    fn wrap(&mut self, indent: usize, hanging: usize, first: &str, text: &str) {
        let lines = wrapped(text, self.room(indent + hanging), Long::Broken);
        for (number, line) in lines.iter().enumerate() {
            let start = if number == 0 { left(first, hanging) } else { " ".repeat(hanging) };
            self.put(indent, &format!("{start}{line}"));
        }
    }

    fn blocks(&mut self, blocks: &[Block], indent: usize) {
        for block in blocks {
            match block {
                Block::Title(text) => self.wrap(indent, 0, "", text),
                Block::Section(text) => {
                    self.blank();
                    self.blank_line();
                    self.wrap(indent, 0, "", text);
                    self.put(indent, &"═".repeat(self.room(indent)));
                }
                Block::Heading(text) => {
                    self.blank();
                    self.wrap(indent, 0, "", text);
                    self.put(indent, &"─".repeat(width(text).min(self.room(indent))));
                }
                Block::Prose(line) => self.wrap(indent, 0, "", &joined(line)),
                Block::Items(items) => {
                    for (number, item) in items.iter().enumerate() {
                        if number > 0 && !item.parts.is_empty() {
                            self.blank();
                        }
                        self.item(item, indent);
                    }
                }
                Block::Table(table) => {
                    self.blank();
                    self.table(table, indent);
                    self.blank();
                }
                Block::Pairs(pairs) => self.pairs(pairs, indent),
            }
        }
    }

    fn item(&mut self, item: &Item, indent: usize) {
        let mark = if item.mark.is_empty() { "•" } else { item.mark };
        self.wrap(indent, 2, mark, &joined(&item.line));
        self.blocks(&item.parts, indent + 2);
    }

    fn pairs(&mut self, pairs: &[(String, Fact)], indent: usize) {
        let widest = pairs.iter().map(|(name, _)| width(name)).max().unwrap_or(0);
        let hanging = widest.min(self.room(indent) / 3) + GAP;
        for (name, fact) in pairs {
            let fact = match fact {
                Fact::Text(text) => text.clone(),
                Fact::Digest(digest) => {
                    let shown: String = digest.chars().take(DIGEST_SHOWN).collect();
                    format!("{shown}…")
                }
            };
            if width(name) + GAP > hanging {
                self.wrap(indent, GAP, "", &format!("{name}: {fact}"));
            } else {
                self.wrap(indent, hanging, name, &fact);
            }
        }
    }

    fn table(&mut self, table: &Table, indent: usize) {
        let Some(widths) = widths(table, self.room(indent)) else {
            self.stacked(table, indent);
            return;
        };
        let heads: Vec<String> = table.columns.iter().map(|column| column.head.clone()).collect();
        // Heads stand on the rule.
        let heads = heads
            .iter()
            .zip(&widths)
            .map(|(head, width)| wrapped(head, *width, Long::Cut))
            .collect();
        self.cells(table, &widths, &bottom_aligned(heads), indent);
        let rule: Vec<String> = widths.iter().map(|width| "─".repeat(*width)).collect();
        let rule = rule.join(&" ".repeat(GAP));
        self.put(indent, &rule);
        for row in &table.rows {
            self.row(table, &widths, row, indent);
        }
        if let Some(total) = &table.total {
            self.put(indent, &rule);
            self.row(table, &widths, total, indent);
        }
    }

    fn row(&mut self, table: &Table, widths: &[usize], cells: &[String], indent: usize) {
        let cells: Vec<Vec<String>> = cells
            .iter()
            .zip(widths)
            .map(|(cell, width)| wrapped(cell, *width, Long::Cut))
            .collect();
        self.cells(table, widths, &cells, indent);
    }

    fn cells(&mut self, table: &Table, widths: &[usize], cells: &[Vec<String>], indent: usize) {
        let height = cells.iter().map(Vec::len).max().unwrap_or(0);
        for number in 0..height {
            let line: Vec<String> = cells
                .iter()
                .zip(widths)
                .zip(&table.columns)
                .map(|((lines, width), column)| {
                    let line = lines.get(number).map(String::as_str).unwrap_or_default();
                    if column.is_figure { right(line, *width) } else { left(line, *width) }
                })
                .collect();
            self.put(indent, &line.join(&" ".repeat(GAP)));
        }
    }

    /// A table that is too wide: each row as lines of its own, each cell with its head.
    fn stacked(&mut self, table: &Table, indent: usize) {
        for row in table.rows.iter().chain(&table.total) {
            for (number, (column, cell)) in table.columns.iter().zip(row).enumerate() {
                let (mark, text) = match number {
                    0 => ("•", cell.clone()),
                    _ => ("", format!("{}: {cell}", column.head)),
                };
                self.wrap(indent, 2, mark, &text);
            }
        }
    }
}

/// The cells with empty lines before them, so that all end on the same line.
fn bottom_aligned(mut cells: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let height = cells.iter().map(Vec::len).max().unwrap_or(0);
    for lines in &mut cells {
        while lines.len() < height {
            lines.insert(0, String::new());
        }
    }
    cells
}

fn joined(line: &Line) -> String {
    match (line.label.as_str(), line.text.as_str()) {
        ("", text) => text.to_owned(),
        (label, "") => label.to_owned(),
        (label, text) => format!("{label} {text}"),
    }
}
