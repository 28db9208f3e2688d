//! The synthetic records of the real plan: seeded, so that everybody gets the same bytes.
//!
//! No record comes from an agency. The rates are chosen so that the plan's outcome at the end of
//! 2022 is mixed; `tests/plans/nha-trang-727-2022/README.md` says so beside the files.

mod dossiers;
mod faults;
mod other;
mod random;
mod table;
mod working_days;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

/// One seed for all files; each file draws from its own stream.
const SEED: u64 = 727_2022;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/plans/nha-trang-727-2022")
}

/// The name and text of each file.
fn files() -> Option<[(&'static str, String); 3]> {
    let days = working_days::working_days();
    Some([
        ("dossiers.csv", dossiers::dossiers(SEED, &days)?.csv()),
        ("petitions.csv", other::petitions(SEED + 1, &days)?.csv()),
        ("forms.csv", other::forms(SEED + 2, &days)?.csv()),
    ])
}

/// Writes the three files where the plan stands.
pub(crate) fn write() -> Result<(), Box<dyn Error>> {
    let files = files().ok_or("the sample's own tables are at odds with each other")?;
    for (name, text) in files {
        let path = folder().join(name);
        fs::write(&path, &text)?;
        println!("{name}: {} records", text.lines().count().saturating_sub(1));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_in_the_repository_are_what_the_seed_gives() {
        for (name, text) in files().unwrap() {
            let kept = fs::read_to_string(folder().join(name)).unwrap();
            assert!(kept == text, "{name} differs: run `cargo xtask sample`");
        }
    }
}
