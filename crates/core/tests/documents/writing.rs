//! `docs/writing-your-plan.md`: each form there is a small plan with records, and what the page says
//! of it is what the report says.
//!
//! A chapter (`## 7. …`) that has a block of YAML is a form. The block is a plan without its head, which is
//! the same everywhere (but for the whole plan before the first chapter); a `target` at its beginning belongs to an objective whose statement is the
//! sentence that the chapter quotes. A block `csv dossiers` has the records of that source. The line
//! `As of 2022-12-31:` says the day, and the block of text after it is what the report says under
//! "Target". `BLESS=1` writes those blocks.

use std::fmt::Write;

use quality_objectives::{Assumptions, Language, NaiveDate, Plan};

use super::{PRINTED, evaluate, root};

const PAGE: &str = "docs/writing-your-plan.md";

/// A form of the page.
#[derive(Debug, Default)]
struct Form {
    title: String,
    sentence: String,
    yaml: String,
    records: Vec<(String, String)>,
    as_of: Option<NaiveDate>,
    /// What the page says comes out.
    result: String,
}

/// The page as lines that stay and results that are written anew.
enum Piece {
    Lines(String),
    Result(Form),
}

fn pieces(page: &str) -> Vec<Piece> {
    let (mut pieces, mut lines, mut form) = (Vec::new(), String::new(), Form::default());
    let mut block: Option<(String, String)> = None;
    for line in page.lines() {
        if let Some((language, text)) = &mut block {
            if line != "```" {
                text.push_str(line);
                text.push('\n');
                if language != "text" {
                    lines.push_str(line);
                    lines.push('\n');
                }
                continue;
            }
            let (language, text) = block.take().unwrap();
            match language.split_once(' ') {
                _ if language == "yaml" => form.yaml.push_str(&text),
                _ if language == "console" => {}
                Some(("csv", source)) => form.records.push((source.to_owned(), text)),
                _ if language == "text" => {
                    form.result = text;
                    pieces.push(Piece::Lines(std::mem::take(&mut lines)));
                    let title = form.title.clone();
                    pieces.push(Piece::Result(std::mem::take(&mut form)));
                    form.title = title;
                }
                _ => panic!("{}: a block of `{language}`, which nothing checks", form.title),
            }
        } else if let Some(language) = line.strip_prefix("```") {
            block = Some((language.to_owned(), String::new()));
        } else if let Some(title) = line.strip_prefix("## ") {
            assert!(form.yaml.is_empty(), "{}: no result", form.title);
            form = Form { title: title.to_owned(), ..Form::default() };
        } else if let Some(sentence) = line.strip_prefix("> ") {
            let space = if form.sentence.is_empty() { "" } else { " " };
            write!(form.sentence, "{space}{sentence}").unwrap();
        } else if let Some(day) = line.strip_prefix("As of ") {
            form.as_of = day.trim_end_matches(':').parse().ok();
        }
        lines.push_str(line);
        lines.push('\n');
    }
    pieces.push(Piece::Lines(lines));
    pieces
}

impl Form {
    /// The whole document.
    fn document(&self) -> String {
        if self.yaml.starts_with("schema:") {
            return self.yaml.clone();
        }
        let has = |key: &str| self.yaml.lines().any(|line| line.starts_with(key));
        let mut document = String::from("schema: 1\norganisation: An example\ntitle: A form\n");
        if !has("period:") {
            let year = self.as_of.unwrap().format("%Y");
            writeln!(document, "period: {year}").unwrap();
        }
        let Some((before, target)) =
            self.yaml.split_once("target:").filter(|_| !has("objectives:"))
        else {
            return document + &self.yaml;
        };
        assert!(before.is_empty() || before.ends_with('\n'), "{}", self.title);
        let sentence = self.sentence.replace('"', "\\\"");
        writeln!(document, "{before}objectives:\n  - number: 1\n    statement: \"{sentence}\"")
            .unwrap();
        for (at, line) in format!("target:{target}").lines().enumerate() {
            // What follows the target stands at the beginning of a line again.
            assert!(
                at == 0 || line.is_empty() || line.starts_with([' ', '#']),
                "{}: {line}",
                self.title
            );
            writeln!(document, "    {line}").unwrap();
        }
        document
    }

    /// What the report says of the targets.
    fn evaluated(&self) -> String {
        let document = self.document();
        let plan = Plan::from_yaml(&document)
            .unwrap_or_else(|error| panic!("{}:\n{error}\n{document}", self.title));
        let mut counter = plan.rules(self.as_of.unwrap()).counter();
        for (source, records) in &self.records {
            counter.csv(source, records.as_bytes()).unwrap();
        }
        let (tally, intake) = counter.finish().unwrap();
        for source in &intake.sources {
            assert_eq!(source.rejected, 0, "{}: {:?}", self.title, source.rows);
        }
        let evaluation = plan.evaluate(&tally, &Assumptions::none()).unwrap();
        let report = evaluation.report(Language::En).to_string();
        let objectives = report.split("\nOBJECTIVE ").skip(1).map(|own| {
            let (_, target) = own.split_once("\nTarget\n──────\n").unwrap();
            let end = target.find("\n\n\n").unwrap_or(target.len());
            target[..end].trim_end().to_owned()
        });
        let targets: Vec<String> = objectives.collect();
        assert!(!targets.is_empty(), "{}:\n{report}", self.title);
        targets.join("\n\n") + "\n"
    }
}

#[test]
fn every_form_comes_to_what_the_page_says() {
    let page = super::read(PAGE);
    let (mut written, mut wrong, mut forms) = (String::new(), Vec::new(), 0);
    for piece in pieces(&page) {
        let form = match piece {
            Piece::Lines(lines) => {
                written.push_str(&lines);
                continue;
            }
            Piece::Result(form) => form,
        };
        forms += 1;
        let whole = form.title.is_empty();
        assert!(!form.yaml.is_empty() && form.sentence.is_empty() == whole, "{}", form.title);
        let evaluated = form.evaluated();
        if evaluated != form.result {
            wrong.push(format!("{}:\n{evaluated}", form.title));
        }
        written.push_str(&evaluated);
    }
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(root().join(PAGE), written).unwrap();
    } else {
        assert!(wrong.is_empty(), "{PAGE} says otherwise, bless it:\n{}", wrong.join("\n"));
    }
    // The whole plan at the beginning, and one or more a chapter.
    assert!(forms >= 37, "only {forms} forms");
}

/// The whole plan at the beginning, and its records, lie in files; the command evaluates them.
#[test]
fn the_first_plan_needs_no_code() {
    let page = super::read(PAGE);
    let Some(Piece::Result(form)) = pieces(&page).into_iter().nth(1) else { panic!("no plan") };
    let folder = "crates/core/examples/first-plan";
    assert_eq!(form.yaml, super::read(format!("{folder}/plan.yaml")));
    let records = super::read(format!("{folder}/dossiers.csv"));
    assert_eq!(form.records, [("dossiers".to_owned(), records)]);

    let asked = |words: &str| {
        super::stand_at_the_root();
        PRINTED.take();
        let words = words.replace("plan.yaml", &format!("{folder}/plan.yaml"));
        let words = words.replace("=dossiers", &format!("={folder}/dossiers"));
        let result = evaluate::evaluate(words.split_whitespace().map(str::to_owned).collect());
        result.map(|()| PRINTED.take()).map_err(|error| error.to_string())
    };
    let line = page.lines().find(|line| line.contains("--example evaluate")).unwrap();
    let words = line.split_once(" -- ").unwrap().1;
    let printed = asked(words).unwrap();
    assert!(!printed.contains("Advice"), "{printed}");
    assert!(printed.contains(&form.result), "{printed}");
    assert!(asked(&format!("{words} --language vi")).unwrap().contains("Mục tiêu"));

    // What is wrong is said.
    assert!(asked("plan.yaml").unwrap_err().contains("source=file.csv"));
    assert!(asked("plan.yaml 2026-02-30").unwrap_err().contains("is no day"));
    assert!(asked("other.yaml 2026-06-30").unwrap_err().starts_with("other.yaml: "));
    assert!(asked(&format!("{words} --language")).is_err());
    assert!(asked(&format!("{words} forms=dossiers.csv")).unwrap_err().contains("forms"));
}

/// A plan with faults is refused with all of them, and a weak one is evaluated with advice.
#[test]
fn the_command_prints_every_fault_and_the_advice() {
    let plan = super::read("crates/core/examples/first-plan/plan.yaml");
    let file = std::env::temp_dir().join(format!("first-plan-{}.yaml", std::process::id()));
    let asked = |text: &str| {
        std::fs::write(&file, text).unwrap();
        PRINTED.take();
        let result = evaluate::evaluate(vec![file.display().to_string(), "2026-06-30".to_owned()]);
        result.map(|()| PRINTED.take()).map_err(|error| error.to_string())
    };
    let faulty = plan.replace("at most 30%", "good").replace("> due_on", "> due");
    let said = asked(&faulty).unwrap_err();
    assert_eq!(said.matches("  help: ").count(), 2, "{said}");
    let weak = plan.replace("    responsible: [The one-stop shop]\n", "");
    let said = asked(&weak).unwrap();
    assert!(said.starts_with("Advice: "), "{said}");
    assert!(said.contains("[objective-without-responsible]"), "{said}");
    std::fs::remove_file(&file).unwrap();
}

/// Chapters are numbered in order, and the contents at the beginning name each.
#[test]
fn the_contents_name_every_form() {
    let page = super::read(PAGE);
    let titles: Vec<&str> = page.lines().filter_map(|line| line.strip_prefix("## ")).collect();
    for (at, title) in titles.iter().enumerate() {
        let (number, name) = title.split_once(". ").unwrap();
        assert_eq!(number, (at + 1).to_string(), "{title}");
        let anchor: String = title
            .to_lowercase()
            .chars()
            .filter_map(|letter| match letter {
                ' ' => Some('-'),
                letter if letter.is_alphanumeric() || letter == '-' => Some(letter),
                _ => None,
            })
            .collect();
        let link = format!("[{name}](#{anchor})");
        assert!(page.contains(&link), "{link} is not among the contents");
    }
}
