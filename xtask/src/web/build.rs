//! Building: the module, what wasm-bindgen puts around it, the compiled TypeScript, the packed file.

use std::error::Error;
use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use flate2::Compression;
use flate2::write::GzEncoder;
use wasm_bindgen_cli_support::Bindgen;

use crate::repository;

/// What the module may weigh at most, optimised and compressed: a page loads it before all else. It is
/// what it weighs now and a little more, so that growth is noticed; the aim is 300 000.
const LIMIT: usize = 800_000;
const MODULE: &str = "quality_objectives_bg.wasm";

/// Builds and packs, and prints what the module weighs on the way.
pub(crate) fn run() -> Result<(), Box<dyn Error>> {
    let folder = repository().join("crates/wasm");
    let raw = compiled()?;
    // TypeScript looks for what it imports beside its sources, the package has it beside the output.
    let (sources, output) = (folder.join("js/bindings"), folder.join("dist/bindings"));
    for made in [folder.join("dist"), sources.clone()] {
        if made.exists() {
            fs::remove_dir_all(made)?;
        }
    }
    Bindgen::new()
        .input_path(&raw)
        .out_name("quality_objectives")
        .web(true)?
        .omit_default_module_path(false)
        .typescript(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(&sources)?;
    fs::create_dir_all(&output)?;
    for name in ["quality_objectives.js", "quality_objectives.d.ts"] {
        fs::copy(sources.join(name), output.join(name))?;
    }
    let bound = sources.join(MODULE);
    let small = output.join(MODULE);
    // What every browser of the last years knows; LLVM makes use of it already.
    must(
        npx(&folder, "wasm-opt")
            .args(["-Oz", "--enable-bulk-memory", "--enable-nontrapping-float-to-int"])
            .args(["--enable-sign-ext", "--enable-mutable-globals", "--enable-multivalue"])
            .args(["--enable-reference-types", "-o"])
            .arg(&small)
            .arg(&bound),
    )?;
    must(npx(&folder, "tsc").args(["--project", "."]))?;
    for licence in ["LICENSE-APACHE", "LICENSE-MIT"] {
        fs::copy(repository().join(licence), folder.join(licence))?;
    }
    weigh(&[("compiled", &raw), ("with bindings", &bound), ("optimised", &small)])?;
    fs::remove_file(bound)?;
    pack(&folder)
}

/// The module as the compiler makes it.
fn compiled() -> Result<PathBuf, Box<dyn Error>> {
    let target = repository().join("target");
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or(target, PathBuf::from);
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    must(
        Command::new(cargo)
            .args([
                "build",
                "--package",
                "quality-objectives-wasm",
                "--profile",
                "wasm",
                "--locked",
            ])
            .args(["--target", "wasm32-unknown-unknown"])
            .current_dir(repository()),
    )?;
    Ok(target.join("wasm32-unknown-unknown/wasm/quality_objectives_wasm.wasm"))
}

/// Prints what the module weighs at each step; the last one is what a page loads.
fn weigh(steps: &[(&str, &Path)]) -> Result<(), Box<dyn Error>> {
    println!("{:<14} {:>10} {:>10}", "module", "bytes", "gzipped");
    let mut last = 0;
    for (title, path) in steps {
        let bytes = fs::read(path)?;
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(&bytes)?;
        last = encoder.finish()?.len();
        println!("{title:<14} {:>10} {last:>10}", bytes.len());
    }
    println!("{:<14} {:>10} {LIMIT:>10}", "at most", "");
    if last > LIMIT {
        return Err(format!("the module weighs {last} bytes compressed, more than {LIMIT}").into());
    }
    Ok(())
}

/// Packs the package as npm publishes it, into `target/npm`.
fn pack(folder: &Path) -> Result<(), Box<dyn Error>> {
    let packed = repository().join("target/npm");
    if packed.exists() {
        fs::remove_dir_all(&packed)?;
    }
    fs::create_dir_all(&packed)?;
    must(
        Command::new("npm")
            .args(["pack", "--silent", "--pack-destination"])
            .arg(&packed)
            .current_dir(folder),
    )
}

/// A program of the package's development dependencies.
fn npx(folder: &Path, program: &str) -> Command {
    let mut command = Command::new(folder.join("node_modules/.bin").join(program));
    command.current_dir(folder);
    command
}

fn must(command: &mut Command) -> Result<(), Box<dyn Error>> {
    if command.status()?.success() {
        return Ok(());
    }
    let program = command.get_program().to_string_lossy().into_owned();
    let words: Vec<_> = command.get_args().map(OsStr::to_string_lossy).collect();
    Err(format!("`{program} {}` did not succeed", words.join(" ")).into())
}
