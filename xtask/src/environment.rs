//! Virtual environments of Python under `target/`, and what else steps need on the machine.

use std::env;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::suite::must;
use crate::{Outcome, repository};

/// The oldest Python that `requires-python` promises.
pub(crate) const OLDEST: &str = "python3.10";

/// The Python of an environment that has the packages of a file; further files hold the pins.
pub(crate) fn with(name: &str, system: &str, files: &[&Path]) -> Result<PathBuf, Box<dyn Error>> {
    let folder = repository().join("target").join(name);
    let python = folder.join("bin/python");
    let installed = folder.join("installed.txt");
    let mut wanted = String::new();
    for file in files {
        wanted += &fs::read_to_string(file)?;
    }
    if fs::read_to_string(&installed).is_ok_and(|installed| installed == wanted) {
        return Ok(python);
    }
    if !runs(system) {
        return Err(format!("the checks need Python 3.10 or newer as `{system}`").into());
    }
    must(Command::new(system).args(["-m", "venv", "--clear"]).arg(&folder))?;
    let mut install = Command::new(&python);
    install.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]);
    for (position, file) in files.iter().enumerate() {
        install.arg(if position == 0 { "-r" } else { "-c" }).arg(file);
    }
    must(&mut install)?;
    fs::write(installed, wanted)?;
    Ok(python)
}

/// The Python of a new environment without any package, not even pip.
pub(crate) fn bare(name: &str, python: &Path) -> Result<PathBuf, Box<dyn Error>> {
    let folder = repository().join("target").join(name);
    must(Command::new(python).args(["-m", "venv", "--clear", "--without-pip"]).arg(&folder))?;
    Ok(folder.join("bin/python"))
}

/// The machine's own Python.
pub(crate) fn system() -> &'static str {
    if runs("python3") { "python3" } else { "python" }
}

/// The oldest Python that is promised, where the machine has it: by its name, or among pyenv's, whose
/// shim of that name does not start unless it is chosen.
pub(crate) fn oldest() -> Option<String> {
    if runs(OLDEST) {
        return Some(OLDEST.to_owned());
    }
    let root = env::var_os("PYENV_ROOT").map(PathBuf::from);
    let root = root.or_else(|| env::home_dir().map(|home| home.join(".pyenv")))?;
    let mut versions: Vec<_> =
        fs::read_dir(root.join("versions")).ok()?.flatten().map(|entry| entry.path()).collect();
    versions.sort();
    let programs = versions.iter().map(|version| version.join("bin").join(OLDEST));
    programs.filter_map(|program| program.to_str().map(str::to_owned)).find(|own| runs(own))
}

/// Whether a Python starts, and is new enough.
pub(crate) fn runs(python: &str) -> bool {
    let version = "import sys; sys.exit(sys.version_info < (3, 10))";
    let mut command = Command::new(python);
    command.args(["-c", version]).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// A program of the environment.
pub(crate) fn beside(python: &Path, program: &str) -> PathBuf {
    python.with_file_name(program)
}

/// Where an environment has its packages.
pub(crate) fn packages(python: &Path) -> Result<PathBuf, Box<dyn Error>> {
    let place = "import sysconfig; print(sysconfig.get_path('purelib'))";
    let found = Command::new(python).args(["-c", place]).output()?;
    Ok(PathBuf::from(String::from_utf8(found.stdout)?.trim()))
}

/// Lets a command see the environment's programs, and neither Rust's nor what cargo told this process.
pub(crate) fn without_rust(command: &mut Command, python: &Path) {
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO") || text.starts_with("RUST") || text == "LD_LIBRARY_PATH" {
            command.env_remove(&name);
        }
    }
    let has_rust = |folder: &PathBuf| {
        ["cargo", "rustc", "rustup"].iter().any(|program| folder.join(program).exists())
    };
    let path = env::var_os("PATH").unwrap_or_default();
    let others = env::split_paths(&path).filter(|folder| !has_rust(folder));
    let own = python.parent().map(Path::to_path_buf);
    if let Ok(path) = env::join_paths(own.into_iter().chain(others)) {
        command.env("PATH", path);
    }
}

/// Spark runs on Java: what a Debian machine lacks is installed.
pub(crate) fn java() -> Outcome {
    let mut java = Command::new("java");
    if java.arg("-version").stderr(Stdio::null()).status().is_ok_and(|status| status.success()) {
        return Ok(());
    }
    installed(&["--no-install-recommends", "default-jre-headless"], "the test on Spark")
        .map_err(|error| format!("{error}: install Java 17 or newer as `java`").into())
}

/// The browser that pages are tested in.
pub(crate) fn chromium() -> Outcome {
    const CHROMIUM: &str = "/usr/bin/chromium";
    if Path::new(CHROMIUM).exists() {
        return Ok(());
    }
    // With what it recommends: pages need fonts.
    installed(&["chromium"], "the tests of pages")
        .map_err(|error| format!("{error}: install Chromium as `{CHROMIUM}`").into())
}

/// Installs a package of Debian.
fn installed(package: &[&str], purpose: &str) -> Outcome {
    println!("   installing {} for {purpose}", package.join(" "));
    let apt = |arguments: &[&str]| {
        let mut command = Command::new("apt-get");
        must(command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive"))
    };
    apt(&["update", "-qq"])?;
    apt(&[&["install", "-qq", "--yes"], package].concat())
}
