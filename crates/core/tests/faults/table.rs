//! The tables of `docs/faults.md` and `docs/advice.md`, written from the cases that the tests check.
//!
//! `BLESS=1 cargo test -p quality-objectives --test faults` writes them.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use quality_objectives::{Error, Problem};

/// One faulty text and what is said of it.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    /// The heading under which it stands; rows of one heading follow each other.
    pub(crate) group: &'static str,
    /// What has to be said before the text; may be empty.
    pub(crate) note: String,
    /// What is wrong with it.
    pub(crate) problems: Vec<Problem>,
    /// The smallest faulty text.
    pub(crate) text: String,
    /// What the text is, for its block of code: `yaml`, `csv`, `rust`, `text`.
    pub(crate) language: &'static str,
    /// Everything that is said of it, as it is shown.
    pub(crate) said: String,
}

impl Row {
    /// A text of which an error is all that is said.
    pub(crate) fn new(
        group: &'static str,
        language: &'static str,
        text: &str,
        error: &Error,
    ) -> Self {
        Self {
            group,
            note: String::new(),
            problems: error.problems().to_vec(),
            text: text.to_owned(),
            language,
            said: error.to_string(),
        }
    }
}

/// A row of one problem that stands in no document.
pub(crate) fn row(
    group: &'static str,
    language: &'static str,
    text: &str,
    (code, message, help): (&'static str, &str, &str),
) -> Row {
    let mut problem = Problem::new(code, "", message);
    problem.help = (!help.is_empty()).then(|| help.to_owned());
    let (note, text, said) = (String::new(), text.to_owned(), problem.to_string());
    Row { group, note, problems: vec![problem], text, language, said }
}

/// For each heading a table of its codes, then the texts one by one.
fn written(rows: &[Row]) -> String {
    let mut out = String::new();
    for group in rows.chunk_by(|one, next| one.group == next.group) {
        writeln!(out, "\n### {}\n", group[0].group).unwrap();
        out.push_str("| Code | Message | Help |\n|---|---|---|\n");
        let mut listed = BTreeSet::new();
        let problems = group.iter().flat_map(|row| &row.problems);
        for problem in problems.filter(|problem| listed.insert(problem.code)) {
            let cell = |text: &str| visible(text).replace('|', "\\|");
            let help = cell(problem.help.as_deref().unwrap_or_default());
            writeln!(out, "| `{}` | {} | {help} |", problem.code, cell(&problem.message)).unwrap();
        }
        for row in group {
            let (text, said) = (visible(&shortened(&row.text)), visible(&row.said));
            if !row.note.is_empty() {
                writeln!(out, "\n{}", row.note).unwrap();
            }
            let text = if text.is_empty() { "\n" } else { &text };
            let line = if text.ends_with('\n') { "" } else { "\n" };
            writeln!(out, "\n```{}\n{text}{line}```\n", row.language).unwrap();
            writeln!(out, "```text\n{said}\n```").unwrap();
        }
    }
    out.push('\n');
    out
}

/// The text without what is needless to show of a long one.
fn shortened(text: &str) -> String {
    match text.char_indices().nth(600) {
        Some((end, _)) => format!("{} …", &text[..end]),
        None => text.to_owned(),
    }
}

/// The text with what cannot be seen made visible.
fn visible(text: &str) -> String {
    text.chars()
        .map(|letter| match letter {
            '\t' => "⇥   ".to_owned(),
            '\n' => "\n".to_owned(),
            letter if letter.is_control() || ('\u{202a}'..='\u{202e}').contains(&letter) => {
                format!("⟨U+{:04X}⟩", u32::from(letter))
            }
            letter => letter.to_string(),
        })
        .collect()
}

/// One test at a time reads and writes the document.
static DOCUMENT: Mutex<()> = Mutex::new(());

/// Checks that the part of the document between `<!-- name: begin -->` and `<!-- name: end -->` is
/// what the rows give, or writes it there.
pub(crate) fn keep(name: &str, rows: &[Row]) {
    keep_in("docs/faults.md", name, rows);
}

/// As [`keep`], in another document.
pub(crate) fn keep_in(document: &str, name: &str, rows: &[Row]) {
    keep_text(document, name, &written(rows));
}

/// As [`keep_in`], of text that is written already.
pub(crate) fn keep_text(document: &str, name: &str, wanted: &str) {
    let _guard = DOCUMENT.lock().unwrap_or_else(PoisonError::into_inner);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(document);
    let text = std::fs::read_to_string(&path).unwrap();
    let (begin, end) = (format!("<!-- {name}: begin -->\n"), format!("<!-- {name}: end -->\n"));
    let (before, rest) = text.split_once(&begin).unwrap();
    let (found, after) = rest.split_once(&end).unwrap();
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, format!("{before}{begin}{wanted}{end}{after}")).unwrap();
    } else {
        assert!(found == wanted, "{document} is not what the cases of `{name}` give: bless it");
    }
}
