//! Modules import only forwards along the way: the ground, then one station after the other.
#![allow(clippy::expect_used, reason = "a test may panic")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The stations in their order; each may use those before it.
const STATIONS: [&str; 12] = [
    "ground",
    "document",
    "condition",
    "plan",
    "records",
    "tally",
    "rules",
    "count",
    "cases",
    "evaluate",
    "advice",
    "report",
];

fn sources() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("it can be listed").path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// The stations that a file names after `crate::`, each with the line.
fn named(text: &str) -> Vec<(usize, String)> {
    let mut named = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let line = line.trim_start();
        if line.starts_with("//") {
            continue;
        }
        for (at, _) in line.match_indices("crate::") {
            let rest = &line[at + "crate::".len()..];
            let name: String = rest
                .chars()
                .take_while(|letter| letter.is_alphanumeric() || *letter == '_')
                .collect();
            named.push((number + 1, name));
        }
    }
    named
}

#[test]
fn no_station_uses_a_later_one() {
    let order: BTreeMap<&str, usize> =
        STATIONS.iter().enumerate().map(|(place, name)| (*name, place)).collect();
    let mut files = Vec::new();
    rust_files(&sources(), &mut files);
    let (mut wrong, mut seen) = (Vec::new(), 0);
    for file in files {
        let path = file.strip_prefix(sources()).expect("it lies in the sources");
        let station = path.components().next().expect("a path has a part").as_os_str();
        let station = station.to_string_lossy();
        let station = station.strip_suffix(".rs").unwrap_or(&station).to_owned();
        if station == "lib" {
            continue;
        }
        let own = order.get(station.as_str());
        let own = own.unwrap_or_else(|| panic!("`{station}` is no station: give it its place"));
        for (line, name) in named(&fs::read_to_string(&file).expect("it can be read")) {
            match order.get(name.as_str()) {
                Some(used) if used <= own => seen += 1,
                Some(_) => wrong.push(format!("{}:{line} uses `{name}`", path.display())),
                // Types come from the station that has them, not from the crate's own shop window.
                None => wrong.push(format!("{}:{line} uses `crate::{name}`", path.display())),
            }
        }
    }
    assert!(seen > 100, "only {seen} uses were found: is the test blind?");
    assert!(wrong.is_empty(), "uses of later stations:\n{}", wrong.join("\n"));
}

#[test]
fn the_core_reads_no_clock_and_opens_no_file() {
    let mut files = Vec::new();
    rust_files(&sources(), &mut files);
    for file in files {
        let own = file.strip_prefix(sources()).expect("it lies in the sources");
        if own.components().any(|part| part.as_os_str().to_string_lossy().starts_with("tests")) {
            continue;
        }
        let text = fs::read_to_string(&file).expect("it can be read");
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for forbidden in [
            "SystemTime",
            "Instant::now",
            "Utc::now",
            "Local::now",
            "std::env::",
            "std::fs",
            "std::net",
        ] {
            assert!(!code.contains(forbidden), "{} uses {forbidden}", file.display());
        }
    }
}
