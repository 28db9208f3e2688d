//! The dashboard: a static page over the package for JavaScript, which is built, tested and served.

use std::error::Error;
use std::path::PathBuf;
use std::process::Command;

use crate::suite::{Step, must};
use crate::{Outcome, repository, web};

/// Building and testing, with what that needs set up first. The package is built before.
pub(crate) fn steps() -> Result<Vec<Step>, Box<dyn Error>> {
    install()?;
    let mut tests = Command::new("node");
    tests.arg("--test").current_dir(folder());
    for name in ["dashboard", "files", "access"] {
        tests.arg(format!("tests/{name}.test.js"));
    }
    Ok(vec![
        Step::check("the dashboard", npm(&["run", "--silent", "build"])),
        Step::tests("the dashboard in Chromium", tests),
    ])
}

/// Builds all of it and serves it on this machine; the server prints its address.
pub(crate) fn serve() -> Outcome {
    web::set_up()?;
    web::build()?;
    install()?;
    must(&mut npm(&["run", "--silent", "build"]))?;
    must(&mut npm(&["run", "--silent", "serve"]))
}

fn install() -> Outcome {
    must(&mut npm(&["ci", "--silent", "--no-audit", "--no-fund"]))
}

fn npm(arguments: &[&str]) -> Command {
    let mut command = Command::new("npm");
    command.args(arguments).current_dir(folder());
    command
}

fn folder() -> PathBuf {
    repository().join("docs/dashboard")
}
