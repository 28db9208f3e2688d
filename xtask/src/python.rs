//! The Python package: its wheel is built, installed into an environment of its own, and tested there.

use std::error::Error;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::repository;
use crate::suite::{Step, environment};

const PACKAGE: &str = "crates/py";

/// Building, installing and testing, in that order.
pub(crate) fn steps() -> Result<Vec<Step>, Box<dyn Error>> {
    let folder = repository().join(PACKAGE);
    let python = environment("python-venv", &format!("{PACKAGE}/requirements.txt"))?;
    let wheels = repository().join("target/wheels");
    if wheels.exists() {
        fs::remove_dir_all(&wheels)?;
    }
    let run = |module: &str| {
        let mut command = Command::new(&python);
        command.args(["-B", "-m", module]).current_dir(&folder);
        command
    };
    let mut wheel = Command::new(beside(&python, "maturin"));
    wheel
        .args(["build", "--release", "--locked", "--quiet", "--generate-stubs", "--out"])
        .arg(&wheels)
        .arg("--interpreter")
        .arg(&python)
        .current_dir(&folder);
    let mut install = run("pip");
    install
        .args(["install", "--quiet", "--disable-pip-version-check", "--force-reinstall"])
        .args(["--no-deps", "--no-index", "--find-links"])
        .arg(&wheels)
        .arg("quality-objectives");
    let mut tests = run("pytest");
    tests.args(["-p", "no:cacheprovider"]);
    let mut types = run("mypy");
    types.arg("--cache-dir").arg(repository().join("target/mypy"));
    let mut stubs = run("mypy.stubtest");
    stubs.arg("quality_objectives").env("MYPY_CACHE_DIR", repository().join("target/mypy"));
    Ok(vec![
        Step::check("the wheel of the Python package", wheel),
        Step::check("the wheel, installed", install),
        Step::tests("Python tests against the installed wheel", tests),
        Step::check("the types of the Python tests", types),
        Step::check("the stubs against the module", stubs),
    ])
}

/// A program of the environment.
fn beside(python: &std::path::Path, program: &str) -> PathBuf {
    python.with_file_name(program)
}
