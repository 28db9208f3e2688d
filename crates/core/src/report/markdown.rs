//! A report as Markdown, with the tables of GitHub's.

use super::document::{Block, Fact, Item, Line, Table};
use super::escape::{markdown, markdown_start};

/// The blocks as Markdown.
pub(super) fn render(blocks: &[Block]) -> String {
    let mut page = Page { lines: Vec::new() };
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
}

impl Page {
    fn put(&mut self, indent: usize, line: &str) {
        self.lines.push(format!("{}{line}", " ".repeat(indent)));
    }

    fn blank(&mut self) {
        if self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.lines.push(String::new());
        }
    }

    fn blocks(&mut self, blocks: &[Block], indent: usize) {
        for block in blocks {
            self.blank();
            match block {
                Block::Title(text) => self.put(indent, &format!("# {}", markdown(text))),
                Block::Section(text) => self.put(indent, &format!("## {}", markdown(text))),
                Block::Heading(text) => self.put(indent, &format!("### {}", markdown(text))),
                Block::Prose(line) => self.put(indent, &paragraph(line)),
                Block::Items(items) => items.iter().for_each(|item| self.item(item, indent)),
                Block::Table(table) => self.table(table, indent),
                Block::Pairs(pairs) => {
                    for (name, fact) in pairs {
                        let fact = match fact {
                            Fact::Text(text) => markdown(text),
                            Fact::Digest(digest) => format!("`{digest}`"),
                        };
                        self.put(indent, &format!("- {}: {fact}", markdown(name)));
                    }
                }
            }
        }
    }

    fn item(&mut self, item: &Item, indent: usize) {
        let mark = if item.mark.is_empty() { String::new() } else { format!("{} ", item.mark) };
        let text = if item.mark.is_empty() { paragraph(&item.line) } else { inline(&item.line) };
        self.put(indent, &format!("- {mark}{text}"));
        for part in &item.parts {
            match part {
                // Lines under an item are a list of their own: a paragraph would run on.
                Block::Prose(line) => self.put(indent + 2, &format!("- {}", paragraph(line))),
                Block::Items(items) => items.iter().for_each(|item| self.item(item, indent + 2)),
                other => {
                    self.blocks(std::slice::from_ref(other), indent + 2);
                    self.blank();
                }
            }
        }
    }

    fn table(&mut self, table: &Table, indent: usize) {
        let row = |cells: &mut dyn Iterator<Item = String>| {
            format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
        };
        let heads = row(&mut table.columns.iter().map(|column| markdown(&column.head)));
        self.put(indent, &heads);
        let rules = row(&mut table
            .columns
            .iter()
            .map(|column| if column.is_figure { "---:" } else { "---" }.to_owned()));
        self.put(indent, &rules);
        for cells in &table.rows {
            let cells = row(&mut cells.iter().map(|cell| markdown(cell)));
            self.put(indent, &cells);
        }
        if let Some(total) = &table.total {
            let cells = row(&mut total.iter().map(|cell| format!("**{}**", markdown(cell))));
            self.put(indent, &cells);
        }
    }
}

fn paragraph(line: &Line) -> String {
    if line.label.is_empty() { markdown_start(&line.text) } else { inline(line) }
}

fn inline(line: &Line) -> String {
    match (line.label.as_str(), line.text.as_str()) {
        ("", text) => markdown(text),
        (label, "") => format!("**{}**", markdown(label)),
        (label, text) => format!("**{}** {}", markdown(label), markdown(text)),
    }
}
