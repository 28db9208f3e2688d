//! The Python package: its wheel is built once, installed into environments without Rust, and tested there.
//!
//! There are three: one with what the tests use, one with the oldest Python that is promised, and
//! one with the wheel and nothing else.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::environment::{self, OLDEST, beside, without_rust};
use crate::repository;
use crate::suite::{Step, demo};

const PACKAGE: &str = "crates/py";

/// What is tested with the oldest Python: results, every type that comes in, tables, errors.
const WITH_THE_OLDEST: [&str; 6] = [
    "tests/test_corpus.py",
    "tests/test_errors.py",
    "tests/test_flavours.py",
    "tests/test_results.py",
    "tests/test_tables.py",
    "tests/test_tallies.py",
];

/// What `cargo xtask python` runs: the steps of the Python package, and what they compare with.
pub(crate) fn alone() -> Result<Vec<Step>, Box<dyn Error>> {
    let mut all = vec![Step::check("the demo", demo())];
    all.extend(steps()?);
    Ok(all)
}

/// Building, installing and testing, in that order.
pub(crate) fn steps() -> Result<Vec<Step>, Box<dyn Error>> {
    let package = repository().join(PACKAGE);
    let requirements = package.join("requirements.txt");
    environment::java()?;
    let python = environment::with("python-venv", environment::system(), &[&requirements])?;
    let mut steps = vec![
        Step::check("the wheel of the Python package", wheel(&python)?),
        Step::check("the wheel, installed", install(&python, &python)),
    ];
    steps.extend(by_itself(&python)?);
    steps.extend(tests(&python)?);
    steps.extend(oldest(&python, &requirements)?);
    Ok(steps)
}

fn wheels() -> PathBuf {
    repository().join("target/wheels")
}

fn wheel(python: &Path) -> Result<Command, Box<dyn Error>> {
    if wheels().exists() {
        fs::remove_dir_all(wheels())?;
    }
    let mut wheel = Command::new(beside(python, "maturin"));
    wheel
        .args(["build", "--locked", "--quiet", "--generate-stubs", "--out"])
        .arg(wheels())
        .arg("--interpreter")
        .arg(python)
        .current_dir(repository().join(PACKAGE));
    Ok(wheel)
}

/// The wheel into an environment, by the pip of another one.
fn install(pip: &Path, python: &Path) -> Command {
    let mut install = Command::new(pip);
    install
        .args(["-B", "-m", "pip", "--python"])
        .arg(python)
        .args(["install", "--quiet", "--disable-pip-version-check", "--force-reinstall"])
        .args(["--no-deps", "--no-index", "--find-links"])
        .arg(wheels())
        .arg("quality-objectives");
    install
}

/// An environment that has the wheel and nothing else.
fn by_itself(python: &Path) -> Result<Vec<Step>, Box<dyn Error>> {
    let bare = environment::bare("wheel-venv", python)?;
    let mut check = Command::new(&bare);
    check
        .arg("-B")
        .arg(repository().join(PACKAGE).join("tests/by_itself.py"))
        .arg(wheels())
        .arg(repository().join("target/demo/evaluation.json"));
    without_rust(&mut check, &bare);
    Ok(vec![
        Step::check("the wheel, installed by itself", install(python, &bare)),
        Step::shown("the wheel by itself: size, import, the sample", check),
    ])
}

fn tests(python: &Path) -> Result<Vec<Step>, Box<dyn Error>> {
    let package = repository().join(PACKAGE);
    let run = |module: &str| {
        let mut command = Command::new(python);
        command.args(["-B", "-m", module]).current_dir(&package);
        command.env("MYPY_CACHE_DIR", repository().join("target/mypy"));
        command
    };
    let mut stubs = run("mypy.stubtest");
    stubs.arg("quality_objectives");
    let mut own = run("mypy");
    own.args(["--package", "quality_objectives"]);
    // The package as it is installed: in the sources there is no stub of the compiled module.
    let mut own_again = pyright(python);
    own_again.arg(environment::packages(python)?.join("quality_objectives"));
    Ok(vec![
        Step::tests("Python tests against the installed wheel", pytest(python, &["tests"])?),
        Step::check("the types of the Python package", own),
        Step::check("the types of the Python tests", run("mypy")),
        Step::shown("the types of the Python package, by pyright", own_again),
        Step::shown("the types of the Python tests, by pyright", pyright(python)),
        Step::check("the stubs against the module", stubs),
    ])
}

/// The other type checker, with the settings in `pyproject.toml`.
fn pyright(python: &Path) -> Command {
    let mut pyright = Command::new(beside(python, "pyright"));
    pyright.arg("--pythonpath").arg(python).current_dir(repository().join(PACKAGE));
    pyright
}

/// The installed wheel with the oldest Python, where the machine has it.
fn oldest(python: &Path, pins: &Path) -> Result<Vec<Step>, Box<dyn Error>> {
    let Some(oldest) = environment::oldest() else {
        println!("   there is no {OLDEST} here: the wheel is not tested with it");
        return Ok(Vec::new());
    };
    let names = repository().join(PACKAGE).join("requirements-oldest.txt");
    let old = environment::with("python-oldest-venv", &oldest, &[&names, pins])?;
    Ok(vec![
        Step::check("the wheel, installed for the oldest Python", install(python, &old)),
        Step::tests("Python tests with the oldest Python", pytest(&old, &WITH_THE_OLDEST)?),
    ])
}

/// Tests of the installed wheel, without Rust, from a folder that has nothing to import.
fn pytest(python: &Path, paths: &[&str]) -> Result<Command, Box<dyn Error>> {
    let package = repository().join(PACKAGE);
    let empty = repository().join("target/python-tests");
    fs::create_dir_all(&empty)?;
    let mut tests = Command::new(beside(python, "pytest"));
    tests
        .args(["-p", "no:cacheprovider", "-c"])
        .arg(package.join("pyproject.toml"))
        .args(paths.iter().map(|path| package.join(path)))
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .current_dir(empty);
    without_rust(&mut tests, python);
    Ok(tests)
}
