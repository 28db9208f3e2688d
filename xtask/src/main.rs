//! Every chore of the repository, one place: `cargo xtask <chore>`.

mod dashboard;
mod demo;
mod environment;
mod python;
mod sample;
mod suite;
mod web;

use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;

const CHORES: &str = "usage: cargo xtask <chore>

chores:
  demo       evaluate the real plan on the synthetic sample, print the evaluation, write the reports
             (--language vi prints it in Vietnamese)
  test       run every check and test of the repository
  python     run those of the Python package only
  bench      measure counting (rows a second by form) and evaluating
  web        build the package for JavaScript, print what its module weighs, pack it into target/npm
  dashboard  build the page of docs/dashboard and serve it on this machine
  bless      write the files that tests compare with: corpus, reports, tables, schema
  sample     write the synthetic records of tests/plans/nha-trang-727-2022";

type Outcome = Result<(), Box<dyn Error>>;

/// The repository's top folder.
fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match arguments.as_slice() {
        ["demo"] => demo::run("en"),
        ["demo", "--language", language] => demo::run(language),
        ["test"] => suite::run(),
        ["python"] => suite::python(),
        ["bench"] => suite::bench(),
        ["web"] => web::build(),
        ["dashboard"] => dashboard::serve(),
        ["bless"] => suite::bless(),
        ["sample"] => sample::write(),
        _ => Err(CHORES.into()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
