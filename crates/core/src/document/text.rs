//! Text that a document may hold, and how messages quote it.

/// Longest piece of the user's text that a message quotes.
const SHOWN: usize = 60;

/// The user's text as a message quotes it: on one line, and shortened where it is long.
pub(crate) fn shown(text: &str) -> String {
    let mut letters =
        text.chars().map(|letter| if letter.is_control() { '\u{fffd}' } else { letter });
    let mut quoted: String = letters.by_ref().take(SHOWN).collect();
    if letters.next().is_some() {
        quoted.push('…');
    }
    quoted
}

/// Whether a character has no place in a document: it is invisible, and changes what people
/// see or what programs read.
pub(crate) fn is_forbidden(letter: char) -> bool {
    match letter {
        '\t' | '\n' | '\r' => false,
        // Embeddings, overrides and isolates show text in another order than it is stored.
        '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        // A mark of byte order, and what is no character.
        | '\u{feff}'
        | '\u{fffe}'
        | '\u{ffff}' => true,
        other => other.is_control(),
    }
}

/// A forbidden character as a message names it.
pub(crate) fn code_point(letter: char) -> String {
    format!("U+{:04X}", u32::from(letter))
}
