//! From text to tokens.

use std::ops::Range;

use super::fault::Fault;
use super::fixed::Fixed;
use crate::ground::unicode::is_mark;

/// The longest text of a condition, in bytes.
pub(super) const LONGEST: usize = 64 * 1024;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// A keyword or a name, as it was written.
    Word(String),
    /// A name in double quotes, without them.
    Quoted(String),
    /// Text in single quotes, without them.
    Text(String),
    Number(Fixed),
    Symbol(Symbol),
    End,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Symbol {
    Equal,
    NotEqual,
    Less,
    AtMost,
    More,
    AtLeast,
    Plus,
    Minus,
    Times,
    Open,
    Close,
    Comma,
}

impl Token {
    /// Whether it is this keyword, in whatever case.
    pub(super) fn is_word(&self, keyword: &str) -> bool {
        matches!(self, Self::Word(word) if word.eq_ignore_ascii_case(keyword))
    }
}

/// The tokens of the text with their places, ended by [`Token::End`].
pub(super) fn tokens(text: &str) -> Result<Vec<(Token, Range<usize>)>, Fault> {
    if text.len() > LONGEST {
        return Err(Fault::new(
            0..0,
            "condition-too-long",
            format!("the condition has {} bytes; at most {LONGEST} are read", text.len()),
        )
        .help("name the parts in a view of the data and compare the view's columns"));
    }
    let mut found = Vec::new();
    let mut at = 0;
    while let Some((first, rest)) = text.get(at..).and_then(split_first) {
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let (token, length) = if first.is_ascii_digit() || starts_fraction(first, rest) {
            number(text, at)?
        } else if is_name_start(first) {
            let length = length_while(text, at, is_name_part);
            (Token::Word(slice(text, at, length)), length)
        } else if first == '\'' {
            let (content, length) = quoted(text, at, '\'')?;
            (Token::Text(content), length)
        } else if first == '"' {
            let (content, length) = quoted(text, at, '"')?;
            (Token::Quoted(content), length)
        } else {
            let (symbol, length) = symbol(text, at, first, rest)?;
            (Token::Symbol(symbol), length)
        };
        found.push((token, at..at + length));
        at += length;
    }
    found.push((Token::End, text.len()..text.len()));
    Ok(found)
}

/// Whether the word can stand for a name without quotes.
pub(super) fn is_plain_name(word: &str) -> bool {
    split_first(word)
        .is_some_and(|(first, rest)| is_name_start(first) && rest.chars().all(is_name_part))
}

fn split_first(text: &str) -> Option<(char, &str)> {
    let mut characters = text.chars();
    characters.next().map(|first| (first, characters.as_str()))
}

fn is_name_start(character: char) -> bool {
    character.is_alphabetic() || character == '_'
}

fn is_name_part(character: char) -> bool {
    character.is_alphanumeric() || character == '_' || is_mark(character)
}

fn starts_fraction(first: char, rest: &str) -> bool {
    first == '.' && rest.starts_with(|next: char| next.is_ascii_digit())
}

fn length_while(text: &str, at: usize, belongs: impl Fn(char) -> bool) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    rest.find(|character| !belongs(character)).unwrap_or(rest.len())
}

fn slice(text: &str, at: usize, length: usize) -> String {
    text.get(at..at + length).unwrap_or_default().to_owned()
}

fn number(text: &str, at: usize) -> Result<(Token, usize), Fault> {
    let length = length_while(text, at, |character| is_name_part(character) || character == '.');
    let written = slice(text, at, length);
    match Fixed::parse(&written) {
        Some(number) => Ok((Token::Number(number), length)),
        None if written.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') => {
            let fault = if written.bytes().filter(|byte| *byte == b'.').count() > 1 {
                not_a_number(at, length, &written)
            } else {
                Fault::new(
                    at..at + length,
                    "number-too-long",
                    format!("the number `{}` has too many digits to be exact", shortened(&written)),
                )
                .help("use at most 38 digits, of them at most 28 after the point")
            };
            Err(fault)
        }
        None => Err(not_a_number(at, length, &written)),
    }
}

fn not_a_number(at: usize, length: usize, written: &str) -> Fault {
    Fault::new(at..at + length, "not-a-number", format!("`{}` is not a number", shortened(written)))
        .help("write digits and at most one point: `12`, `1.5`; names begin with a letter")
}

/// The beginning of a text that may be very long.
pub(super) fn shortened(text: &str) -> String {
    const MOST: usize = 60;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// What stands between two quotes, a doubled quote being one; and the length with the quotes.
fn quoted(text: &str, at: usize, quote: char) -> Result<(String, usize), Fault> {
    let mut content = String::new();
    let mut rest = text.get(at + 1..).unwrap_or_default();
    let mut length = 1;
    while let Some((before, after)) = rest.split_once(quote) {
        content.push_str(before);
        length += before.len() + 1;
        match after.strip_prefix(quote) {
            Some(next) => {
                content.push(quote);
                length += 1;
                rest = next;
            }
            None => return Ok((content, length)),
        }
    }
    let what = if quote == '"' { "name" } else { "text" };
    Err(Fault::new(
        at..text.len(),
        "unclosed-quote",
        format!("the {what} `{}` is not closed", shortened(text.get(at..).unwrap_or_default())),
    )
    .help(format!("add a `{quote}` where it ends; within it, a `{quote}` is written twice")))
}

fn symbol(text: &str, at: usize, first: char, rest: &str) -> Result<(Symbol, usize), Fault> {
    let second = rest.chars().next();
    let pair = match (first, second) {
        ('<', Some('>')) | ('!', Some('=')) => Some(Symbol::NotEqual),
        ('<', Some('=')) => Some(Symbol::AtMost),
        ('>', Some('=')) => Some(Symbol::AtLeast),
        _ => None,
    };
    if let Some(symbol) = pair {
        return Ok((symbol, 2));
    }
    let refused = |length: usize, help: &str| {
        let written = slice(text, at, length);
        Err(Fault::new(
            at..at + length,
            "unexpected-character",
            format!("`{}` has no meaning in a condition", written.escape_debug()),
        )
        .help(help))
    };
    match (first, second) {
        ('=', Some('=')) => return refused(2, "write `=` for equal"),
        ('&', Some('&')) => return refused(2, "write `AND`"),
        ('|', Some('|')) => return refused(2, "write `OR`"),
        ('-', Some('-')) => {
            return refused(2, "put a space between two minus signs; comments are not read");
        }
        _ => {}
    }
    let symbol = match first {
        '=' => Symbol::Equal,
        '<' => Symbol::Less,
        '>' => Symbol::More,
        '+' => Symbol::Plus,
        '-' => Symbol::Minus,
        '*' => Symbol::Times,
        '(' => Symbol::Open,
        ')' => Symbol::Close,
        ',' => Symbol::Comma,
        _ => {
            let help = match first {
                '≤' => "write `<=`",
                '≥' => "write `>=`",
                '≠' => "write `<>`",
                '−' | '–' | '—' => "write the minus sign `-`",
                '×' | '·' => "write `*`",
                '‘' | '’' | '“' | '”' | '`' => {
                    "put text in straight single quotes, as in `'resolved'`"
                }
                '/' | '%' => "multiply the other side instead: `a / b > 2` is `a > b * 2`",
                ';' => "a condition is one expression and has no end mark",
                '[' | ']' => "put names with unusual characters in double quotes",
                _ => "remove it, or quote it: 'text' in single, \"column\" in double quotes",
            };
            return refused(first.len_utf8(), help);
        }
    };
    Ok((symbol, 1))
}
