//! Every chore of the repository, one place: `cargo run -p xtask -- <chore>`.

mod sample;

use std::process::ExitCode;

const CHORES: &str = "usage: cargo run -p xtask -- <chore>

chores:
  sample   write the synthetic records of tests/plans/nha-trang-727-2022";

fn main() -> ExitCode {
    let chore = std::env::args().nth(1);
    let outcome = match chore.as_deref() {
        Some("sample") => sample::write(),
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
