//! The tree of a document.

/// A line and a column of the text, both counted from 1, the column in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Spot {
    pub(crate) line: usize,
    pub(crate) column: usize,
}

/// A value with its place.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    pub(crate) spot: Spot,
    pub(crate) value: Value,
}

/// What a node holds.
#[derive(Debug, Clone)]
pub(crate) enum Value {
    /// One piece of text.
    Scalar(Scalar),
    /// A list.
    List(Vec<Node>),
    /// Keys with their values, in the order of the text.
    Map(Vec<Entry>),
    /// Something that was refused and reported; readers pass over it in silence.
    Refused,
}

/// A key with its value.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) key: String,
    pub(crate) spot: Spot,
    pub(crate) value: Node,
}

/// A scalar: its source text, and how it was written.
#[derive(Debug, Clone)]
pub(crate) struct Scalar {
    pub(crate) text: String,
    /// Whether it is written without quotation marks, on or after the key's line.
    pub(crate) plain: bool,
    pub(crate) letters: Letters,
}

impl Scalar {
    /// Whether it stands for nothing: an empty value, `~` or `null`.
    pub(crate) fn is_null(&self) -> bool {
        self.plain && matches!(self.text.as_str(), "" | "~" | "null" | "Null" | "NULL")
    }
}

/// How the letters of a scalar lie in the text of the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Letters {
    /// On one line, letter for letter, after `skipped` quotation marks.
    Straight { skipped: usize },
    /// On one line in single quotation marks, each `'` written twice.
    Doubled,
    /// Some other way: folded over lines, or with escapes.
    Elsewhere,
}

impl Letters {
    /// The spot of the letter at byte `offset` of `text`, which begins at `start`.
    pub(crate) fn spot(self, text: &str, start: Spot, offset: usize) -> Spot {
        let before = || text.char_indices().take_while(|(at, _)| *at < offset).map(|(_, c)| c);
        let column = match self {
            Self::Straight { skipped } => start.column + skipped + before().count(),
            Self::Doubled => {
                start.column + 1 + before().count() + before().filter(|c| *c == '\'').count()
            }
            Self::Elsewhere => start.column,
        };
        Spot { line: start.line, column }
    }
}

impl Node {
    /// What kind of value this is, as a message names it.
    pub(crate) fn kind(&self) -> &'static str {
        match &self.value {
            Value::Scalar(scalar) if scalar.is_null() => "nothing",
            Value::Scalar(_) => "a single value",
            Value::List(_) => "a list",
            Value::Map(_) => "a group of keys",
            Value::Refused => "something refused",
        }
    }
}
