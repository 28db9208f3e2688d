//! From YAML events to a tree of nodes.
//!
//! Anchors, aliases and tags are refused: a plan is plain data, and what it says must not depend
//! on a reader's choice of types, nor grow out of proportion to its text.

use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span};

use super::faults::Faults;
use super::node::{Entry, Letters, Node, Scalar, Spot, Value};
use super::path::{Step, write_steps};
use super::text::{code_point, is_forbidden, shown};
use crate::ground::problem::Problem;
use crate::ground::text::normal;

/// How large a document may be.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// Bytes of text.
    pub(crate) bytes: usize,
    /// Values, lists and groups of keys.
    pub(crate) nodes: usize,
    /// Levels of lists and groups of keys.
    pub(crate) depth: usize,
    /// Bytes of one piece of text.
    pub(crate) scalar: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 4 << 20, nodes: 200_000, depth: 64, scalar: 64 << 10 }
    }
}

/// The tree of a text, or `None` where the faults leave none to read.
pub(crate) fn tree(text: &str, limits: Limits, faults: &mut Faults) -> Option<Node> {
    if text.len() > limits.bytes {
        let message = format!(
            "the document has {} bytes, more than the {} that are read",
            text.len(),
            limits.bytes
        );
        faults.push(
            Problem::new("document-too-large", "", message)
                .help("a plan holds rules and targets; records belong into files of their own"),
        );
        return None;
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if let Some(problem) = forbidden_character(text) {
        faults.push(problem);
        return None;
    }
    Builder::new(text, limits, faults).run()
}

fn forbidden_character(text: &str) -> Option<Problem> {
    let (offset, letter) = text.char_indices().find(|(_, letter)| is_forbidden(*letter))?;
    let before = text.get(..offset)?;
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    let message = format!("the character {} does not belong into a plan", code_point(letter));
    Some(
        Problem::new("control-character", "", message)
            .at(line, column)
            .help("it is invisible; delete it, or save the file again as UTF-8"),
    )
}

/// A list or a group of keys that has begun and not ended.
enum Frame {
    List {
        spot: Spot,
        items: Vec<Node>,
    },
    Map {
        spot: Spot,
        entries: Vec<Entry>,
        seen: HashMap<String, usize>,
        key: Option<(String, Spot)>,
    },
    /// Something that stands where a key should: swallowed to its end.
    Swallowed,
}

struct Builder<'t, 'f> {
    text: &'t str,
    limits: Limits,
    faults: &'f mut Faults,
    stack: Vec<Frame>,
    root: Option<Node>,
    nodes: usize,
    /// A character index and its byte offset, moving forward with the events.
    cursor: (usize, usize),
}

/// Whether building goes on.
enum Flow {
    On,
    Stop,
}

impl<'t, 'f> Builder<'t, 'f> {
    fn new(text: &'t str, limits: Limits, faults: &'f mut Faults) -> Self {
        Self { text, limits, faults, stack: Vec::new(), root: None, nodes: 0, cursor: (0, 0) }
    }

    fn run(mut self) -> Option<Node> {
        let mut parser = Parser::new_from_str(self.text);
        let mut documents = 0;
        while let Some(next) = parser.next_event() {
            let (event, span) = match next {
                Ok(next) => next,
                Err(error) => {
                    let problem = syntax_problem(&error, self.text, self.limits);
                    self.faults.push(problem);
                    return None;
                }
            };
            if matches!(event, Event::DocumentStart(_)) {
                documents += 1;
                if documents > 1 {
                    let spot = spot_of(span);
                    self.faults.push(
                        Problem::new("several-documents", "", "a second document begins here")
                            .at(spot.line, spot.column)
                            .help("keep one plan in a file, and remove the line `---` between"),
                    );
                    break;
                }
            }
            if matches!(self.event(event, span), Flow::Stop) {
                return None;
            }
        }
        let empty = match &self.root {
            None => true,
            Some(Node { value: Value::Scalar(scalar), .. }) => scalar.is_null(),
            Some(_) => false,
        };
        if empty {
            self.faults.push(
                Problem::new("empty-document", "", "the document is empty")
                    .help("a plan begins with `schema: 1`"),
            );
            return None;
        }
        self.root
    }

    fn event(&mut self, event: Event<'_>, span: Span) -> Flow {
        let spot = spot_of(span);
        match event {
            Event::Alias(_) => {
                self.refuse("alias", spot, "an alias (`*name`) is not read");
                self.add(Node { spot, value: Value::Refused })
            }
            Event::Scalar(text, style, anchor, tag) => {
                self.check_properties(anchor, tag.is_some(), spot);
                let letters = self.letters(&text, style, span);
                let plain = style == ScalarStyle::Plain;
                self.scalar(Scalar { text: text.into_owned(), plain, letters }, spot)
            }
            Event::SequenceStart(anchor, tag) => {
                self.check_properties(anchor, tag.is_some(), spot);
                self.open(Frame::List { spot, items: Vec::new() }, spot)
            }
            Event::MappingStart(anchor, tag) => {
                self.check_properties(anchor, tag.is_some(), spot);
                let frame =
                    Frame::Map { spot, entries: Vec::new(), seen: HashMap::new(), key: None };
                self.open(frame, spot)
            }
            Event::SequenceEnd | Event::MappingEnd => match self.stack.pop() {
                Some(Frame::List { spot, items }) => {
                    self.add(Node { spot, value: Value::List(items) })
                }
                Some(Frame::Map { spot, entries, .. }) => {
                    self.add(Node { spot, value: Value::Map(entries) })
                }
                Some(Frame::Swallowed) | None => Flow::On,
            },
            _ => Flow::On,
        }
    }

    /// Anchors and tags are reported; the value itself is read on.
    fn check_properties(&mut self, anchor: usize, tagged: bool, spot: Spot) {
        if anchor != 0 {
            self.refuse("anchor", spot, "an anchor (`&name`) is not read");
        }
        if tagged {
            self.refuse("tag", spot, "a tag (`!name`) is not read");
        }
    }

    fn refuse(&mut self, code: &'static str, spot: Spot, message: &str) {
        let help = "write the value out";
        let problem = Problem::new(code, self.path(), message);
        self.faults.push(problem.at(spot.line, spot.column).help(help));
    }

    fn open(&mut self, frame: Frame, spot: Spot) -> Flow {
        if self.stack.len() >= self.limits.depth {
            self.faults.push(too_deep(self.limits).at(spot.line, spot.column));
            return Flow::Stop;
        }
        let frame = if self.expects_key() {
            self.key_not_text(spot);
            Frame::Swallowed
        } else if matches!(self.stack.last(), Some(Frame::Swallowed)) {
            Frame::Swallowed
        } else {
            frame
        };
        self.stack.push(frame);
        self.count(spot)
    }

    fn count(&mut self, spot: Spot) -> Flow {
        self.nodes += 1;
        if self.nodes > self.limits.nodes {
            let message = format!("the document has more than {} values", self.limits.nodes);
            self.faults.push(
                Problem::new("too-many-values", "", message)
                    .at(spot.line, spot.column)
                    .help("a plan holds rules and targets; records belong into files of their own"),
            );
            return Flow::Stop;
        }
        Flow::On
    }

    fn expects_key(&self) -> bool {
        matches!(self.stack.last(), Some(Frame::Map { key: None, .. }))
    }

    fn key_not_text(&mut self, spot: Spot) {
        let problem =
            Problem::new("key-not-text", self.path(), "a key must be a single word or text");
        self.faults.push(
            problem
                .at(spot.line, spot.column)
                .help("write `key: value`; a text in braces needs quotation marks"),
        );
        if let Some(Frame::Map { key, .. }) = self.stack.last_mut() {
            *key = Some((String::new(), spot));
        }
    }

    fn scalar(&mut self, scalar: Scalar, spot: Spot) -> Flow {
        if matches!(self.stack.last(), Some(Frame::Swallowed)) {
            return self.count(spot);
        }
        let sound = self.check_text(&scalar.text, spot);
        if self.expects_key() {
            return self.key(&scalar, spot, sound);
        }
        let value = if sound { Value::Scalar(scalar) } else { Value::Refused };
        self.add(Node { spot, value })
    }

    fn check_text(&mut self, text: &str, spot: Spot) -> bool {
        let problem = if text.len() > self.limits.scalar {
            let message =
                format!("a text has {} bytes, more than {}", text.len(), self.limits.scalar);
            Problem::new("text-too-long", self.path(), message).help("shorten it")
        } else if let Some(letter) = text.chars().find(|letter| is_forbidden(*letter)) {
            let message =
                format!("the character {} does not belong into a plan", code_point(letter));
            Problem::new("control-character", self.path(), message)
                .help("remove the escape that stands for it")
        } else {
            return true;
        };
        self.faults.push(problem.at(spot.line, spot.column));
        false
    }

    fn key(&mut self, scalar: &Scalar, spot: Spot, sound: bool) -> Flow {
        if sound && scalar.text.trim().is_empty() {
            self.key_not_text(spot);
            return self.count(spot);
        }
        let name = if sound { normal(&scalar.text).into_owned() } else { String::new() };
        let path = self.path();
        let mut repeated = None;
        if let Some(Frame::Map { seen, key, .. }) = self.stack.last_mut() {
            if sound {
                repeated = seen.get(&name).copied();
                seen.entry(name.clone()).or_insert(spot.line);
            }
            // An empty key marks a value to be dropped.
            let kept = if repeated.is_some() { String::new() } else { name.clone() };
            *key = Some((kept, spot));
        }
        if let Some(line) = repeated {
            let message = format!("`{}` is written twice", shown(&name));
            self.faults.push(
                Problem::new("duplicate-key", path, message)
                    .at(spot.line, spot.column)
                    .help(format!("keep one of the two; the first is on line {line}")),
            );
        }
        self.count(spot)
    }

    /// Puts a finished value where it belongs.
    fn add(&mut self, mut node: Node) -> Flow {
        let spot = node.spot;
        match self.stack.last_mut() {
            None => self.root = Some(node),
            Some(Frame::List { items, .. }) => items.push(node),
            Some(Frame::Swallowed) => {}
            Some(Frame::Map { entries, key, .. }) => match key.take() {
                Some((key, key_spot)) => {
                    if let Value::Scalar(scalar) = &node.value
                        && scalar.plain
                        && scalar.text.is_empty()
                    {
                        // Nothing is written there: lead to the key.
                        node.spot = key_spot;
                    }
                    if !key.is_empty() {
                        entries.push(Entry { key, spot: key_spot, value: node });
                    }
                }
                // A refused alias where a key should stand; its value is dropped.
                None => *key = Some((String::new(), spot)),
            },
        }
        self.count(spot)
    }

    /// How the letters of a scalar lie in the text; events come in the order of the text.
    fn letters(&mut self, value: &str, style: ScalarStyle, span: Span) -> Letters {
        let index = span.start.index();
        let (from, offset) = self.cursor;
        let Some(ahead) = index.checked_sub(from) else {
            return Letters::Elsewhere;
        };
        let rest = self.text.get(offset..).unwrap_or_default();
        let step = rest.char_indices().nth(ahead).map_or(rest.len(), |(at, _)| at);
        self.cursor = (index, offset + step);
        let rest = rest.get(step..).unwrap_or_default();
        if value.contains('\n') {
            return Letters::Elsewhere;
        }
        match style {
            ScalarStyle::Plain if rest.starts_with(value) => Letters::Straight { skipped: 0 },
            ScalarStyle::SingleQuoted => match rest.strip_prefix('\'') {
                Some(rest) if !value.contains('\'') && rest.starts_with(value) => {
                    Letters::Straight { skipped: 1 }
                }
                Some(rest) if rest.starts_with(&value.replace('\'', "''")) => Letters::Doubled,
                _ => Letters::Elsewhere,
            },
            ScalarStyle::DoubleQuoted => match rest.strip_prefix('"') {
                Some(rest) if rest.starts_with(value) => Letters::Straight { skipped: 1 },
                _ => Letters::Elsewhere,
            },
            _ => Letters::Elsewhere,
        }
    }

    /// The path of the value that comes next.
    fn path(&self) -> String {
        let steps = self.stack.iter().filter_map(|frame| match frame {
            Frame::List { items, .. } => Some(Step::Index(items.len())),
            Frame::Map { key: Some((key, _)), .. } => Some(Step::Key(key)),
            Frame::Map { key: None, .. } | Frame::Swallowed => None,
        });
        let mut path = String::new();
        // Writing into a `String` does not fail.
        let _ = write_steps(steps, &mut path);
        path
    }
}

fn spot_of(span: Span) -> Spot {
    Spot { line: span.start.line().max(1), column: span.start.col() + 1 }
}

fn too_deep(limits: Limits) -> Problem {
    let message = format!("the document is nested more than {} deep", limits.depth);
    Problem::new("too-deep", "", message)
        .help("no part of a plan needs that; look for brackets that are not closed")
}

fn syntax_problem(error: &ScanError, text: &str, limits: Limits) -> Problem {
    let marker = error.marker();
    let (line, column) = (marker.line().max(1), marker.col() + 1);
    // Brackets are looked through for keys before the first event comes of them.
    if error.info().contains("recursion limit") {
        return too_deep(limits).at(line, column);
    }
    let source = text.lines().nth(line - 1).unwrap_or_default();
    let indent = source.len() - source.trim_start().len();
    if source.get(..indent).is_some_and(|blank| blank.contains('\t')) {
        return Problem::new("tab-indentation", "", "a line is indented with a tab")
            .at(line, column)
            .help("YAML is indented with spaces only");
    }
    Problem::new(
        "yaml-syntax",
        "",
        format!("this is not YAML: {}", shown(&error.info().to_ascii_lowercase())),
    )
    .at(line, column)
    .help(
        "a text with `: `, ` #` or a special character in front needs quotation marks; \
             keys of one group begin in the same column",
    )
}
