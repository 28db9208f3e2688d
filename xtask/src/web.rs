//! The package for JavaScript: its module is built and made small, its TypeScript compiled, the whole
//! packed, and the packed file tested in Node and in a browser.

#[cfg(feature = "web")]
mod build;
#[cfg(feature = "web")]
mod order;
#[cfg(test)]
mod types;
#[cfg(feature = "web")]
mod weight;

use std::error::Error;
use std::process::Command;

use crate::suite::{Step, cargo, must};
use crate::{Outcome, environment, repository};

const PACKAGE: &str = "crates/wasm";

/// Building, packing and testing, with what that needs set up first.
pub(crate) fn steps() -> Result<Vec<Step>, Box<dyn Error>> {
    environment::chromium()?;
    set_up()?;
    let mut tests = Command::new("node");
    tests.arg("--test").current_dir(repository().join(PACKAGE));
    for name in ["corpus", "arguments", "records", "words", "browser", "package", "documents"] {
        tests.arg(format!("tests/{name}.test.js"));
    }
    Ok(vec![
        Step::shown("the package for JavaScript", cargo(["xtask", "web"])),
        Step::tests("JavaScript tests in Node and Chromium", tests),
    ])
}

/// What building needs: the target of the compiler, and the programs of the package.
pub(crate) fn set_up() -> Outcome {
    must(Command::new("rustup").args(["target", "add", "wasm32-unknown-unknown"]))?;
    must(
        Command::new("npm")
            .args(["ci", "--silent", "--no-audit", "--no-fund"])
            .current_dir(repository().join(PACKAGE)),
    )
}

/// Builds and packs the package.
#[cfg(feature = "web")]
pub(crate) fn build() -> Outcome {
    build::run()
}

/// The same, with what it needs and the other chores do not.
#[cfg(not(feature = "web"))]
pub(crate) fn build() -> Outcome {
    let mut command = cargo(["run", "--package", "xtask", "--quiet"]);
    command.args(["--features", "web", "--", "web"]);
    must(&mut command)
}
