//! Target phrases cut into figures, words and symbols.

use crate::ground::text;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// Digits, with single points and commas between digits.
    Figure(String),
    /// Letters, in lower case, and as they were written.
    Word {
        lower: String,
        written: String,
    },
    /// Anything else but white space; two characters where they mean one thing.
    Symbol(&'static str),
    Other(char),
}

impl Token {
    pub(super) fn is_word(&self, wanted: &str) -> bool {
        matches!(self, Self::Word { lower, .. } if lower == wanted)
    }
}

/// Symbols and what they are kept as; longer ones come before those they begin with.
const SYMBOLS: [(&str, &str); 28] = [
    ("+/-", "±"),
    ("+-", "±"),
    ("±", "±"),
    ("...", ".."),
    ("..", ".."),
    ("…", ".."),
    ("<=", "<="),
    ("=<", "<="),
    ("≤", "<="),
    ("⩽", "<="),
    (">=", ">="),
    ("=>", ">="),
    ("≥", ">="),
    ("⩾", ">="),
    ("<>", "<>"),
    ("!=", "<>"),
    ("≠", "<>"),
    ("<", "<"),
    (">", ">"),
    ("==", "="),
    ("=", "="),
    ("÷", ".."),
    ("–", "-"),
    ("—", "-"),
    ("−", "-"),
    ("-", "-"),
    ("%", "%"),
    ("‰", "‰"),
];

/// The tokens of a phrase, composed to Unicode NFC.
pub(super) fn tokens(phrase: &str) -> Vec<Token> {
    let normal = text::normal(phrase);
    let mut rest = normal.as_ref();
    let mut found = Vec::new();
    while let Some(first) = rest.chars().next() {
        let length = if first.is_ascii_digit() {
            let length = figure_length(rest);
            found.push(Token::Figure(rest.get(..length).unwrap_or_default().to_owned()));
            length
        } else if first.is_alphabetic() {
            let length = word_length(rest);
            let written = rest.get(..length).unwrap_or_default();
            found.push(Token::Word { lower: written.to_lowercase(), written: written.to_owned() });
            length
        } else if let Some((symbol, kept)) =
            SYMBOLS.iter().find(|(symbol, _)| rest.starts_with(symbol))
        {
            found.push(Token::Symbol(kept));
            symbol.len()
        } else {
            if !first.is_whitespace() {
                found.push(Token::Other(first));
            }
            first.len_utf8()
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    found
}

/// How long the word is that the text begins with. A hyphen between letters belongs to it.
fn word_length(text: &str) -> usize {
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let is_hyphen = letter == '-' && letters.peek().is_some_and(|(_, c)| c.is_alphabetic());
        if !letter.is_alphabetic() && !is_hyphen {
            return at;
        }
    }
    text.len()
}

/// How long the figure is that the text begins with.
fn figure_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut length = 0;
    while is_digit(length)
        || matches!(bytes.get(length), Some(b'.' | b',')) && is_digit(length.saturating_add(1))
    {
        length = length.saturating_add(1);
    }
    length
}
