//! Target phrases cut into figures, words and symbols.

use crate::ground::text;
use crate::ground::unicode::lower_case;

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

/// Words that only an English phrase has.
const ENGLISH: [&str; 22] = [
    "at", "least", "most", "than", "over", "under", "within", "minimum", "maximum", "above",
    "below", "up", "between", "from", "equal", "not", "outside", "more", "less", "fewer", "each",
    "every",
];

/// What follows figures that may well have three decimals.
const MAY_HAVE_DECIMALS: [&str; 8] =
    ["percent", "percentage", "per", "phần", "point", "points", "điểm", "mức"];

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
            found.push(Token::Word { lower: lower_case(written), written: written.to_owned() });
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
    read_thousands(&mut found);
    found
}

/// The mark between thousands in the language of the phrase's words: of the first that tells one,
/// for what is counted may be named in another.
///
/// Figures alone (`>= 3.000`) say nothing of their style; `tối thiểu 3.000 lượt` and `at least
/// 3,000 visits` do.
fn thousands_mark(tokens: &[Token]) -> Option<char> {
    tokens.iter().find_map(|token| match token {
        Token::Word { lower, .. } if !lower.is_ascii() => Some('.'),
        Token::Word { lower, .. } if ENGLISH.contains(&lower.as_str()) => Some(','),
        _ => None,
    })
}

/// Takes the mark out of thousands where the words tell the style. Shares and points may have
/// three decimals, so that there it stays open what is meant.
fn read_thousands(tokens: &mut [Token]) {
    let Some(mark) = thousands_mark(tokens) else { return };
    for at in 0..tokens.len() {
        let (figure, rest) = tokens.split_at_mut(at.saturating_add(1));
        let may_have_decimals = match rest.first() {
            Some(Token::Symbol(symbol)) => ["%", "‰"].contains(symbol),
            Some(Token::Word { lower, .. }) => MAY_HAVE_DECIMALS.contains(&lower.as_str()),
            _ => false,
        };
        let Some(Token::Figure(written)) = figure.last_mut() else { continue };
        if let Some((whole, thousands)) = written.split_once(mark)
            && !may_have_decimals
            && (1..=3).contains(&whole.len())
            && !whole.starts_with('0')
            && thousands.len() == 3
            && [whole, thousands].iter().all(|part| part.bytes().all(|b| b.is_ascii_digit()))
        {
            *written = [whole, thousands].concat();
        }
    }
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
