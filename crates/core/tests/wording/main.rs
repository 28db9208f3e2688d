//! What target phrases mean. The readings stand in `phrases.txt`, written by hand; from them and
//! from what the library gives comes the table of docs/wording.md.
//!
//! `BLESS=1 cargo test -p quality-objectives --test wording` writes the table. A reading that is
//! not the one written by hand is never written.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may panic"
)]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use quality_objectives::{Language, Phrase, Problem, Scale};

const PHRASES: &str = include_str!("phrases.txt");

const HEAD: &str = "\
# What target phrases mean

The tests read this table and compare every cell with what the library gives; the readings in the second column are
written by hand beside the tests. A phrase may be copied from here into `is` of a target.

The second column is the canonical text: the same for all phrases that mean the same, and readable itself. `each
quarter` asks it of every quarter (`every`), `on 2017` compares with that period (`than`), and `by 2025-12-31` behind a
level repeats the day by which the objective is due. Percent of a change are relative to the base; percentage points
are a difference.

A unit in a phrase is that of the measure: `ít nhất 50 doanh nghiệp` is asked of a measure with `scale: doanh nghiệp`.
";

const REFUSED: &str = "
What has several readings is refused with the readings, whichever language it is in. So is what says of whom or of what,
which belongs to the measure, and what only a person can judge.
";

/// A line of the file.
enum Line {
    Heading(&'static str),
    Read { phrase: &'static str, canonical: &'static str },
    Refused { phrase: &'static str, code: &'static str, help: &'static str },
}

fn lines() -> Vec<Line> {
    let is_comment = |line: &str| line.starts_with("# ");
    PHRASES
        .lines()
        .filter(|line| !line.trim().is_empty() && !is_comment(line))
        .map(|line| {
            if let Some(heading) = line.strip_prefix("## ") {
                Line::Heading(heading)
            } else if let Some((phrase, refusal)) = line.split_once(" =! ") {
                let (code, help) = refusal.split_once(": ").unwrap();
                Line::Refused { phrase, code, help }
            } else {
                let (phrase, canonical) = line.split_once(" => ").unwrap();
                Line::Read { phrase, canonical }
            }
        })
        .collect()
}

/// What the library makes of a phrase, of a measure on the scale in brackets if there is one.
fn parse(phrase: &str) -> Result<Phrase, Problem> {
    match phrase.strip_suffix(']').and_then(|phrase| phrase.rsplit_once(" [")) {
        Some((phrase, scale)) => Phrase::parse(phrase)?.for_scale(&Scale::parse(scale).unwrap()),
        None => Phrase::parse(phrase),
    }
}

/// The refusal of a phrase.
#[track_caller]
fn refusal(phrase: &str) -> Problem {
    match parse(phrase) {
        Ok(read) => panic!("{phrase} is read as {}", read.canonical()),
        Err(problem) => problem,
    }
}

/// The phrase as the page shows it, and back.
fn in_cell(phrase: &str) -> String {
    match phrase.strip_suffix(']').and_then(|phrase| phrase.rsplit_once(" [")) {
        Some((phrase, scale)) => format!("`{phrase}` of a measure in `{scale}`"),
        None => format!("`{phrase}`"),
    }
}

fn of_cell(cell: &str) -> String {
    match cell.split_once("` of a measure in `") {
        Some((phrase, scale)) => {
            format!("{} [{}]", phrase.trim_matches('`'), scale.trim_matches('`'))
        }
        None => cell.trim_matches('`').to_owned(),
    }
}

#[test]
fn every_phrase_means_what_is_written() {
    let (mut read, mut refused) = (0, 0);
    for line in lines() {
        match line {
            Line::Heading(_) => {}
            Line::Read { phrase, canonical } => {
                read += 1;
                match parse(phrase) {
                    Ok(found) => assert_eq!(found.canonical(), canonical, "{phrase}"),
                    Err(problem) => panic!("{phrase}: {problem}"),
                }
            }
            Line::Refused { phrase, code, help } => {
                refused += 1;
                let problem = refusal(phrase);
                assert_eq!(problem.code, code, "{problem}");
                assert!(problem.help.as_deref().unwrap().contains(help), "{problem}");
            }
        }
    }
    assert!(read >= 150 && refused >= 30, "{read} read, {refused} refused");
}

#[test]
fn canonical_texts_and_words_mean_the_same() {
    for line in lines() {
        let Line::Read { phrase, .. } = line else { continue };
        let read = parse(phrase).unwrap();
        let [vietnamese, english] = Language::ALL.map(|language| read.words(language));
        for text in [read.canonical(), vietnamese, english] {
            match Phrase::parse(&text) {
                Ok(again) => assert_eq!(again, read, "{phrase}: {text}"),
                Err(problem) => panic!("{phrase}: {problem}"),
            }
        }
    }
}

fn page() -> String {
    let mut page = HEAD.to_owned();
    let mut is_refused = false;
    let mut lines = lines().into_iter().peekable();
    while let Some(line) = lines.next() {
        match line {
            Line::Heading(heading) => {
                let refuses = matches!(lines.peek(), Some(Line::Refused { .. }));
                if refuses && !is_refused {
                    is_refused = true;
                    page += REFUSED;
                }
                let columns = if refuses {
                    "| Phrase | Code | Message | Help |\n|---|---|---|---|"
                } else {
                    "| Phrase | Read as | In Vietnamese | In English |\n|---|---|---|---|"
                };
                write!(page, "\n## {heading}\n\n{columns}\n").unwrap();
            }
            Line::Read { phrase, canonical } => {
                let read = parse(phrase).unwrap();
                assert_eq!(read.canonical(), canonical, "{phrase}");
                let [vietnamese, english] = Language::ALL.map(|language| read.words(language));
                let cell = in_cell(phrase);
                writeln!(page, "| {cell} | `{canonical}` | {vietnamese} | {english} |").unwrap();
            }
            Line::Refused { phrase, code, .. } => {
                let Problem { message, help, .. } = refusal(phrase);
                let (cell, help) = (in_cell(phrase), help.unwrap());
                writeln!(page, "| {cell} | `{code}` | {message} | {help} |").unwrap();
            }
        }
    }
    page
}

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/wording.md")
}

/// The cells of a line of a table.
fn cells(line: &str) -> Option<Vec<&str>> {
    let cells = line.strip_prefix("| ")?.strip_suffix(" |")?;
    Some(cells.split(" | ").collect())
}

#[test]
fn the_page_shows_what_the_library_gives() {
    if std::env::var_os("BLESS").is_some() {
        fs::write(path(), page()).unwrap();
    }
    let page_as_it_is = fs::read_to_string(path()).unwrap();
    let (mut read, mut refused) = (0, 0);
    for line in page_as_it_is.lines() {
        let Some([phrase, second, third, fourth]) = cells(line).as_deref().map(|cells| {
            <[&str; 4]>::try_from(cells).unwrap_or_else(|_| panic!("not four cells: {line}"))
        }) else {
            continue;
        };
        if phrase == "Phrase" {
            continue;
        }
        let phrase = of_cell(phrase);
        let code = second.trim_matches('`');
        match parse(&phrase) {
            Ok(found) => {
                read += 1;
                assert_eq!(code, found.canonical(), "{phrase}");
                assert_eq!(third, found.words(Language::Vi), "{phrase}");
                assert_eq!(fourth, found.words(Language::En), "{phrase}");
            }
            Err(problem) => {
                refused += 1;
                assert_eq!(code, problem.code, "{phrase}");
                assert_eq!(third, problem.message, "{phrase}");
                assert_eq!(Some(fourth), problem.help.as_deref(), "{phrase}");
            }
        }
    }
    assert!(read >= 150 && refused >= 30, "{read} read, {refused} refused");
    assert!(page_as_it_is == page(), "docs/wording.md is not what the library gives: bless it");
}
