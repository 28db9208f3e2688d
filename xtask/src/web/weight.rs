//! What weighs how much in the module, and which sections it is shipped with.

use std::collections::BTreeMap;
use std::error::Error;
use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

/// The sections of a WebAssembly module that are looked into, by the number of their kind.
const CUSTOM: u8 = 0;
pub(super) const IMPORT: u8 = 2;
pub(super) const CODE: u8 = 10;
const DATA: u8 = 11;

/// A part of the module: its bytes, and those bytes compressed alone.
struct Part {
    name: String,
    bytes: usize,
    gzipped: usize,
}

/// How many bytes remain when a page's server compresses them.
pub(crate) fn gzipped(bytes: &[u8]) -> Result<usize, Box<dyn Error>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
}

/// The module without its custom sections, such as the names of its functions.
pub(crate) fn stripped(module: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut kept = module.get(..8).ok_or("this is no module")?.to_vec();
    for section in sections(module)? {
        if section.kind != CUSTOM {
            kept.extend_from_slice(section.whole);
        }
    }
    Ok(kept)
}

/// Prints what the parts of a module with names weigh, the heaviest first.
pub(crate) fn print(module: &[u8], most: usize) -> Result<(), Box<dyn Error>> {
    let mut parts: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let names = names(module)?;
    let mut imported = 0;
    for section in sections(module)? {
        let mut reader = Reader { bytes: section.content };
        match section.kind {
            // Functions of the host come first in the numbering.
            IMPORT => imported = imported_functions(&mut reader)?,
            CODE => {
                for index in 0..reader.number()? {
                    let length = reader.number()?;
                    let body = reader.take(length)?;
                    let name = names.get(&(imported + index)).map_or("", String::as_str);
                    parts.entry(part_of(name)).or_default().extend_from_slice(body);
                }
            }
            DATA => {
                parts.entry("texts and tables".to_owned()).or_default().extend(section.content);
            }
            _ => {}
        }
    }
    let parts: Result<Vec<Part>, Box<dyn Error>> = parts
        .into_iter()
        .map(|(name, own)| Ok(Part { name, bytes: own.len(), gzipped: gzipped(&own)? }))
        .collect();
    let mut parts = parts?;
    parts.sort_by_key(|part| std::cmp::Reverse(part.gzipped));
    println!("{:<32} {:>10} {:>10}", "part", "bytes", "alone, gz.");
    for Part { name, bytes, gzipped } in parts.iter().take(most) {
        println!("{name:<32} {bytes:>10} {gzipped:>10}");
    }
    Ok(())
}

/// The part that a function belongs to: a station of the library, another crate, Rust's own
/// library with what it is made into for the library's types, or the glue to JavaScript.
fn part_of(symbol: &str) -> String {
    let name = format!("{:#}", rustc_demangle::demangle(symbol));
    // `<[quality_objectives::plan::…] as …>::clone` belongs to the first path in it.
    let path = name.trim_start_matches(|first: char| !first.is_alphabetic());
    let path = path.strip_prefix("dyn ").or(path.strip_prefix("mut ")).unwrap_or(path);
    let end = path.find(|letter: char| !(letter.is_alphanumeric() || "_:".contains(letter)));
    let mut steps = path.get(..end.unwrap_or(path.len())).unwrap_or_default().split("::");
    match (steps.next().unwrap_or_default(), steps.next()) {
        ("quality_objectives", Some(station)) => format!("library: {station}"),
        ("core" | "alloc" | "std" | "hashbrown" | "compiler_builtins" | "dlmalloc" | "str", _) => {
            "Rust's own library".to_owned()
        }
        (own, Some(_)) => format!("crate: {own}"),
        _ => "what JavaScript calls".to_owned(),
    }
}

/// The names of functions, where the module has them.
fn names(module: &[u8]) -> Result<BTreeMap<usize, String>, Box<dyn Error>> {
    const FUNCTIONS: u8 = 1;
    let mut names = BTreeMap::new();
    for section in sections(module)?.into_iter().filter(|section| section.kind == CUSTOM) {
        let mut reader = Reader { bytes: section.content };
        if reader.text()? != "name" {
            continue;
        }
        while !reader.bytes.is_empty() {
            let (kind, length) = (reader.byte()?, reader.number()?);
            let mut own = Reader { bytes: reader.take(length)? };
            if kind == FUNCTIONS {
                for _ in 0..own.number()? {
                    names.insert(own.number()?, own.text()?);
                }
            }
        }
    }
    Ok(names)
}

pub(super) fn imported_functions(reader: &mut Reader<'_>) -> Result<usize, Box<dyn Error>> {
    let mut functions = 0;
    for _ in 0..reader.number()? {
        reader.text()?;
        reader.text()?;
        match reader.byte()? {
            0 => functions += 1,
            kind => return Err(format!("an import of kind {kind} is not expected").into()),
        }
        reader.number()?;
    }
    Ok(functions)
}

pub(super) struct Section<'m> {
    pub(super) kind: u8,
    whole: &'m [u8],
    pub(super) content: &'m [u8],
}

pub(super) fn sections(module: &[u8]) -> Result<Vec<Section<'_>>, Box<dyn Error>> {
    let mut sections = Vec::new();
    let mut reader = Reader { bytes: module.get(8..).ok_or("this is no module")? };
    while !reader.bytes.is_empty() {
        let before = reader.bytes;
        let (kind, length) = (reader.byte()?, reader.number()?);
        let content = reader.take(length)?;
        let whole = before.get(..before.len() - reader.bytes.len()).unwrap_or_default();
        sections.push(Section { kind, whole, content });
    }
    Ok(sections)
}

pub(super) struct Reader<'m> {
    pub(super) bytes: &'m [u8],
}

impl<'m> Reader<'m> {
    pub(super) fn take(&mut self, length: usize) -> Result<&'m [u8], Box<dyn Error>> {
        let (taken, rest) = self.bytes.split_at_checked(length).ok_or("the module ends early")?;
        self.bytes = rest;
        Ok(taken)
    }

    fn byte(&mut self) -> Result<u8, Box<dyn Error>> {
        Ok(self.take(1)?.iter().copied().next().unwrap_or_default())
    }

    /// A number in seven bits a byte (LEB128).
    pub(super) fn number(&mut self) -> Result<usize, Box<dyn Error>> {
        let (mut number, mut shift) = (0, 0);
        loop {
            let byte = self.byte()?;
            number |= usize::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
            shift += 7;
            if shift > 28 {
                return Err("a number of the module is too long".into());
            }
        }
    }

    fn text(&mut self) -> Result<String, Box<dyn Error>> {
        let length = self.number()?;
        Ok(String::from_utf8_lossy(self.take(length)?).into_owned())
    }
}
