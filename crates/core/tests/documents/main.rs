//! README, guide and design: their code is compiled and run here, and what they print is what it prints.
//!
//! Every block of Rust in `README.md` and `docs/guide.md` stands word for word in the example or in
//! one of the chapters below, every block of YAML in those or in the plan, every block of output
//! in what they printed. Only indentation may differ, and of JSON the space between its parts. The
//! JSON of `docs/design.md` is checked in the same way. `docs/writing-your-plan.md` is read and run as it
//! stands.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::unnecessary_wraps,
    reason = "a test may panic, and examples return a result as a program would"
)]

use std::cell::RefCell;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Once;

thread_local! {
    static PRINTED: RefCell<String> = const { RefCell::new(String::new()) };
}

/// In place of the standard one in the modules below: what examples print is kept.
macro_rules! println {
    ($($words:tt)*) => { crate::keep(&format!($($words)*)) };
}

fn keep(line: &str) {
    PRINTED.with_borrow_mut(|printed| {
        printed.push_str(line);
        printed.push('\n');
    });
}

#[path = "../../examples/evaluate.rs"]
#[allow(dead_code, reason = "its `main` asks for the words of the command")]
mod evaluate;
#[path = "../../examples/five_objectives.rs"]
mod example;
mod formats;
mod guide;
mod writing;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Examples name files as they lie from the root of the repository.
fn stand_at_the_root() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| std::env::set_current_dir(root()).unwrap());
}

/// What a program prints.
fn printed(program: impl FnOnce() -> Result<(), Box<dyn std::error::Error>>) -> String {
    stand_at_the_root();
    PRINTED.take();
    program().unwrap_or_else(|error| panic!("{error}"));
    PRINTED.take()
}

fn read(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Lines without their indentation, so that a block may stand deeper in one place than the other.
fn plain(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    format!("\n{}\n", lines.join("\n"))
}

/// JSON may be broken into lines for people.
fn without_space(text: &str) -> String {
    text.split_whitespace().collect()
}

/// The fenced blocks of a document: the language, and the text.
fn blocks(document: &str) -> Vec<(String, String)> {
    let mut blocks: Vec<(String, String)> = Vec::new();
    let mut open = false;
    for line in document.lines() {
        match line.trim_start().strip_prefix("```") {
            Some(language) if !open => {
                blocks.push((language.to_owned(), String::new()));
                open = true;
            }
            Some(_) => open = false,
            None if open => {
                let (_, text) = blocks.last_mut().unwrap();
                text.push_str(line);
                text.push('\n');
            }
            None => {}
        }
    }
    blocks
}

/// The blocks of a document that stand in none of the texts they are checked against.
fn strangers(document: &str, code: &str, printed: &str) -> Vec<String> {
    let (code, lines, solid) = (plain(code), plain(printed), without_space(printed));
    let mut strangers = Vec::new();
    for (language, text) in blocks(&read(document)) {
        let known = match language.as_str() {
            "rust" | "yaml" => code.contains(&plain(&text)),
            "text" => lines.contains(&plain(&text)),
            "json" => solid.contains(&without_space(&text)),
            // The tests of the packages for Python and JavaScript run their code.
            "toml" | "console" | "python" | "ts" | "out" => true,
            other => panic!("{document}: a block of `{other}`, which nothing checks"),
        };
        if !known {
            strangers.push(text);
        }
    }
    strangers
}

#[test]
fn the_readme_shows_the_example_and_what_it_prints() {
    let code = read("crates/core/examples/five_objectives.rs");
    let printed = printed(example::run);
    assert!(blocks(&read("README.md")).iter().any(|(language, _)| language == "rust"));
    let strangers = strangers("README.md", &code, &printed);
    assert!(strangers.is_empty(), "not in the example or its output:\n{}", strangers.join("\n"));
}

#[test]
fn the_guide_shows_code_that_runs() {
    let mut code = read("tests/plans/nha-trang-727-2022/plan.yaml");
    code.push_str(&read("crates/core/tests/documents/guide/mod.rs"));
    let mut output = String::new();
    for (file, chapter) in guide::CHAPTERS {
        code.push_str(&read(format!("crates/core/tests/documents/guide/{file}.rs")));
        output.push_str(&printed(chapter));
    }
    assert!(blocks(&read("docs/guide.md")).len() > 20);
    let strangers = strangers("docs/guide.md", &code, &output);
    assert!(
        strangers.is_empty(),
        "not in a chapter or its output:\n{}\noutput:\n{output}",
        strangers.join("\n")
    );
}

#[test]
fn the_design_shows_the_formats_as_they_are_written() {
    let printed = printed(formats::run);
    assert!(blocks(&read("docs/design.md")).iter().any(|(language, _)| language == "json"));
    let strangers = strangers("docs/design.md", "", &printed);
    assert!(strangers.is_empty(), "not written so:\n{}\n{printed}", strangers.join("\n"));
}
