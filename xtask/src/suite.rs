//! Every check and test, with what it needs set up first.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::{Outcome, environment, repository};

/// Where the sample of the real plan lies.
const SAMPLE: &str = "tests/plans/nha-trang-727-2022";

/// What the runners counted.
#[derive(Debug, Default, Clone, Copy)]
struct Counts {
    passed: u64,
    failed: u64,
}

/// One step of the suite.
pub(crate) struct Step {
    title: &'static str,
    command: Command,
    /// Whether the command's closing lines count tests; if not, the step itself is one.
    counts_tests: bool,
    /// Whether what the command prints is for people to read.
    is_shown: bool,
}

impl Step {
    /// A step that is right or wrong.
    pub(crate) fn check(title: &'static str, command: Command) -> Self {
        Self { title, command, counts_tests: false, is_shown: false }
    }

    /// A step that is right or wrong, and prints figures.
    pub(crate) fn shown(title: &'static str, command: Command) -> Self {
        Self { title, command, counts_tests: false, is_shown: true }
    }

    /// A step whose closing lines count tests.
    pub(crate) fn tests(title: &'static str, command: Command) -> Self {
        Self { title, command, counts_tests: true, is_shown: true }
    }
}

/// Runs everything and prints the runners' closing lines.
pub(crate) fn run() -> Outcome {
    run_all(steps()?)
}

/// Runs the steps of the Python package.
pub(crate) fn python() -> Outcome {
    run_all(crate::python::alone()?)
}

fn run_all(steps: Vec<Step>) -> Outcome {
    let mut total = Counts::default();
    for step in steps {
        let title = step.title;
        let started = Instant::now();
        println!("── {title}");
        let counts = run_step(step)?;
        println!("   {title}: {} s", started.elapsed().as_secs());
        total.passed += counts.passed;
        total.failed += counts.failed;
    }
    println!("{} passed, {} failed", total.passed, total.failed);
    if total.failed > 0 { Err("some of it failed: see above".into()) } else { Ok(()) }
}

/// Writes the files that tests compare with. What changed is for a person to look at.
pub(crate) fn bless() -> Outcome {
    let mut tests = cargo(["test", "--quiet", "--workspace", "--all-features"]);
    tests.env("BLESS", "1");
    if tests.status()?.success() { Ok(()) } else { Err("the tests did not pass".into()) }
}

/// Runs the benchmarks of the core; they state figures and judge nothing.
pub(crate) fn bench() -> Outcome {
    must(&mut cargo(["bench", "--package", "quality-objectives", "--all-features"]))
}

fn steps() -> Result<Vec<Step>, Box<dyn std::error::Error>> {
    let requirements = repository().join("tests/check/requirements.txt");
    let python = environment::with("check-venv", environment::system(), &[&requirements])?;
    let mut documents = cargo(["doc", "--workspace", "--all-features", "--no-deps"]);
    documents.env("RUSTDOCFLAGS", "-D warnings");
    let mut checked = script(&python, "tests/check/check.py");
    checked.current_dir(repository());
    let mut working_days = script(&python, "tests/check/working_days.py");
    working_days.current_dir(repository());
    let mut wording = script(&python, "tests/check/wording.py");
    wording.current_dir(repository());
    let evaluation = repository().join("target/demo/evaluation.json");
    let mut sample = script(&python, "tests/check/check.py");
    sample.args(["--as-of", "2022-12-31", "--plan"]).arg(format!("{SAMPLE}/plan.yaml"));
    for source in ["dossiers", "petitions", "forms"] {
        sample.arg("--source").arg(format!("{source}={SAMPLE}/{source}.csv"));
    }
    sample.arg("--against").arg(evaluation).current_dir(repository());
    let (check, tests) = (Step::check, Step::tests);
    let mut steps = vec![
        check("format", cargo(["fmt", "--all", "--check"])),
        check(
            "lints",
            cargo(["clippy", "--workspace", "--all-targets", "--all-features", "--", "-Dwarnings"]),
        ),
        check(
            "lints of the bare core",
            cargo(["clippy", "--package", "quality-objectives", "--", "-Dwarnings"]),
        ),
        tests(
            "Rust tests, examples in the documents included",
            cargo(["test", "--workspace", "--all-features", "--no-fail-fast"]),
        ),
        check("documents", documents),
        check("the demo", demo()),
        tests("the corpus, recomputed independently", checked),
        check("the sample, recomputed independently", sample),
        tests("working days against numpy, the shipped calendar against `holidays`", working_days),
        tests("target phrases, read independently", wording),
        check(
            "the packaged crate",
            cargo(["package", "--package", "quality-objectives", "--allow-dirty"]),
        ),
    ];
    steps.extend(crate::python::steps()?);
    steps.extend(crate::web::steps()?);
    steps.extend(crate::dashboard::steps()?);
    Ok(steps)
}

/// The evaluation of the sample, which later steps compare with.
pub(crate) fn demo() -> Command {
    cargo(["xtask", "demo"])
}

pub(crate) fn cargo<const N: usize>(arguments: [&str; N]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments).current_dir(repository());
    command
}

fn script(python: &Path, path: &str) -> Command {
    let mut command = Command::new(python);
    command.arg("-B").arg(path);
    command
}

/// Runs a command that has to succeed.
pub(crate) fn must(command: &mut Command) -> Outcome {
    if command.status()?.success() {
        return Ok(());
    }
    let program = command.get_program().to_string_lossy();
    let words: Vec<_> = command.get_args().map(OsStr::to_string_lossy).collect();
    Err(format!("`{program} {}` did not succeed", words.join(" ")).into())
}

/// Runs a step; its output is shown as it comes, its closing lines are counted.
fn run_step(mut step: Step) -> Result<Counts, Box<dyn std::error::Error>> {
    let mut counts = Counts::default();
    let mut child = step.command.stdout(Stdio::piped()).spawn()?;
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).lines() {
            let line = line?;
            if step.counts_tests {
                let own = closing_line(&line).unwrap_or_default();
                counts.passed += own.passed;
                counts.failed += own.failed;
            }
            // A test that passed is no news; what the demo prints is shown by `demo`.
            let is_news = step.is_shown && !line.ends_with("... ok") && !line.starts_with("ok  ");
            if is_news && !line.is_empty() {
                println!("{line}");
            }
        }
    }
    let succeeded = child.wait()?.success();
    if !step.counts_tests {
        counts = Counts { passed: u64::from(succeeded), failed: u64::from(!succeeded) };
    } else if counts.passed == 0 || (!succeeded && counts.failed == 0) {
        counts.failed += 1;
    }
    Ok(counts)
}

/// What a runner's closing line counts: `test result: ok. 3 passed; 0 failed; …`,
/// `3 passed, 0 failed`, or pytest's `1 failed, 3 passed in 0.12s`.
fn closing_line(line: &str) -> Option<Counts> {
    if let Some(passed) = line.strip_prefix("# pass ") {
        return Some(Counts { passed: passed.parse().ok()?, failed: 0 });
    }
    if let Some(failed) = line.strip_prefix("# fail ") {
        return Some(Counts { passed: 0, failed: failed.parse().ok()? });
    }
    let counts = match line.strip_prefix("test result: ") {
        Some(rest) => rest.split_once(". ")?.1,
        None => line,
    };
    let counts = counts.rsplit_once(" in ").map_or(counts, |(counts, _)| counts);
    let mut found = Counts::default();
    let mut is_closing = false;
    for part in counts.split([';', ',']).map(str::trim) {
        let Some((number, word)) = part.split_once(' ') else { continue };
        let counted = match word {
            "passed" => &mut found.passed,
            // What pytest could not set up.
            "failed" | "error" | "errors" => &mut found.failed,
            _ => continue,
        };
        *counted += number.parse::<u64>().ok()?;
        is_closing = true;
    }
    is_closing.then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_lines_are_counted() {
        let counted = |line| closing_line(line).map(|counts| (counts.passed, counts.failed));
        assert_eq!(counted("58 passed, 1 failed"), Some((58, 1)));
        let cargo = "test result: FAILED. 3 passed; 2 failed; 0 ignored; finished in 0.00s";
        assert_eq!(counted(cargo), Some((3, 2)));
        assert_eq!(counted("1 failed, 3 passed, 2 errors in 0.12s"), Some((3, 3)));
        assert_eq!(counted("# pass 12"), Some((12, 0)));
        assert_eq!(counted("# fail 3"), Some((0, 3)));
        assert_eq!(counted("678 passed in 46.60s (0:00:46)"), Some((678, 0)));
        assert_eq!(counted("ok    01-just-below-the-threshold"), None);
    }
}
