//! Building: the module, what wasm-bindgen puts around it, the compiled TypeScript, the packed file.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use wasm_bindgen_cli_support::Bindgen;

use super::{order, weight};
use crate::repository;
use crate::suite::must;

/// What the module may weigh at most, optimised and compressed: a page loads it before all else. It is
/// what it weighs now and a little more, so that growth is noticed; the aim is 300 000.
const LIMIT: usize = 580_000;
/// The same with Rust's own library as it is shipped.
const LIMIT_WITH_SHIPPED_LIBRARY: usize = 695_000;
/// How many of its parts are printed.
const PARTS: usize = 24;
const MODULE: &str = "quality_objectives_bg.wasm";

/// Builds and packs, and prints what the module weighs on the way.
pub(crate) fn run() -> Result<(), Box<dyn Error>> {
    let folder = repository().join("crates/wasm");
    let (raw, limit) = compiled()?;
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
        .demangle(false)
        .generate(&sources)?;
    fs::create_dir_all(&output)?;
    for name in ["quality_objectives.js", "quality_objectives.d.ts"] {
        fs::copy(sources.join(name), output.join(name))?;
    }
    let bound = sources.join(MODULE);
    optimise(&folder, &bound)?;
    let named = fs::read(&bound)?;
    fs::write(&bound, order::named(&named)?)?;
    must(wasm_opt(&folder, &bound).args(["-g", "--reorder-functions-by-name"]))?;
    // Names tell what weighs how much, and are not shipped.
    let small = weight::stripped(&fs::read(&bound)?)?;
    fs::write(output.join(MODULE), &small)?;
    fs::remove_file(bound)?;
    must(npx(&folder, "tsc").args(["--project", "."]))?;
    for licence in ["LICENSE-APACHE", "LICENSE-MIT"] {
        fs::copy(repository().join(licence), folder.join(licence))?;
    }
    weight::print(&named, PARTS)?;
    let weighs = weight::gzipped(&small)?;
    println!("{:<32} {:>10} {weighs:>10}", "the module", small.len());
    println!("{:<32} {:>10} {limit:>10}", "at most", "");
    if weighs > limit {
        return Err(
            format!("the module weighs {weighs} bytes compressed, more than {limit}").into()
        );
    }
    pack(&folder)
}

/// Optimises a module in its place, and keeps the names of its functions.
fn optimise(folder: &Path, module: &Path) -> Result<(), Box<dyn Error>> {
    must(
        wasm_opt(folder, module)
            .args(["-g", "-Oz"])
            // The lowest kilobyte of memory is the stack's end; nobody has a pointer to it.
            .arg("--low-memory-unused")
            // In a function with fewer variables each of them has a shorter number.
            .arg("--one-caller-inline-max-function-size=30"),
    )
}

/// The optimiser, reading and writing the module.
fn wasm_opt(folder: &Path, module: &Path) -> Command {
    let mut command = npx(folder, "wasm-opt");
    command
        // What every browser of the last years knows; LLVM makes use of it already.
        .args(["--enable-bulk-memory", "--enable-nontrapping-float-to-int"])
        .args(["--enable-sign-ext", "--enable-mutable-globals", "--enable-multivalue"])
        .args(["--enable-reference-types", "-o"])
        .args([module, module]);
    command
}

/// The module as the compiler makes it, and what may come of it at most.
///
/// Rust's own library is compiled along, for size and without the texts of panics, which nobody would
/// see. That takes its source and settings that the compiler calls unstable: where they are not to be
/// had, the library is used as it is shipped.
fn compiled() -> Result<(PathBuf, usize), Box<dyn Error>> {
    let target = repository().join("target");
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or(target, PathBuf::from);
    let module = target.join("wasm32-unknown-unknown/wasm/quality_objectives_wasm.wasm");
    let source = Command::new("rustup").args(["component", "add", "rust-src"]).status();
    let has_source = source.is_ok_and(|status| status.success());
    let mut small = cargo_build();
    small
        .args(["-Z", "build-std=std,panic_abort", "-Z", "build-std-features=optimize_for_size"])
        .env("RUSTC_BOOTSTRAP", "1")
        .env(
            "RUSTFLAGS",
            "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none",
        )
        // A function that needs much of the stack stays one, and has fewer variables: their numbers,
        // and the distances on the stack, are shorter and more alike.
        .args(["--", "-Cllvm-args=-inline-max-stacksize=200"]);
    if has_source && must(&mut small).is_ok() {
        return Ok((module, LIMIT));
    }
    println!("Rust's own library could not be compiled along: the module becomes larger");
    must(&mut cargo_build())?;
    Ok((module, LIMIT_WITH_SHIPPED_LIBRARY))
}

fn cargo_build() -> Command {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command
        .args(["rustc", "--package", "quality-objectives-wasm", "--profile", "wasm", "--locked"])
        .args(["--target", "wasm32-unknown-unknown"])
        .current_dir(repository());
    command
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
