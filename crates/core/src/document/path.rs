//! Paths of keys and positions.

use std::fmt;

use super::node::Spot;
use super::place::Place;

/// A path into the document while it is read: each step knows the one before.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Path<'a> {
    parent: Option<&'a Path<'a>>,
    step: Step<'a>,
}

/// One step of a path.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Step<'a> {
    Root,
    Key(&'a str),
    Index(usize),
}

impl<'a> Path<'a> {
    /// The path of the whole document.
    pub(crate) fn root() -> Self {
        Self { parent: None, step: Step::Root }
    }

    /// The path of the value under `key`.
    pub(crate) fn key(&'a self, key: &'a str) -> Self {
        Self { parent: Some(self), step: Step::Key(key) }
    }

    /// The path of the value at `index`.
    pub(crate) fn index(&'a self, index: usize) -> Self {
        Self { parent: Some(self), step: Step::Index(index) }
    }

    /// The place at which this path is written.
    pub(crate) fn place(&self, spot: Spot) -> Place {
        Place { path: self.to_string(), line: spot.line, column: spot.column }
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut steps = Vec::new();
        let mut current = Some(self);
        while let Some(path) = current {
            steps.push(path.step);
            current = path.parent;
        }
        write_steps(steps.into_iter().rev(), f)
    }
}

/// Longest key that a path shows in full.
const SHOWN_KEY: usize = 60;

/// Writes steps as `objectives[1].target`; a key that is not one word as `columns["ngày nhận"]`.
pub(crate) fn write_steps<'a>(
    steps: impl Iterator<Item = Step<'a>>,
    out: &mut impl fmt::Write,
) -> fmt::Result {
    let mut first = true;
    for step in steps {
        match step {
            Step::Root => continue,
            Step::Index(index) => write!(out, "[{index}]")?,
            Step::Key(key) => {
                let word = key.chars().all(|letter| letter.is_alphanumeric() || letter == '_')
                    && !key.is_empty()
                    && key.len() <= SHOWN_KEY;
                if word {
                    if !first {
                        out.write_char('.')?;
                    }
                    out.write_str(key)?;
                } else {
                    write!(out, "[\"{}\"]", super::text::shown(key))?;
                }
            }
        }
        first = false;
    }
    Ok(())
}
