//! Text by display width: terminals give a character no, one or two columns, and a Vietnamese
//! letter takes one whether it is composed or not.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The columns that a text takes.
pub(super) fn width(text: &str) -> usize {
    text.width()
}

/// The text with spaces after it up to the width.
pub(super) fn left(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

/// The text with spaces before it up to the width.
pub(super) fn right(text: &str, columns: usize) -> String {
    format!("{}{text}", " ".repeat(columns.saturating_sub(width(text))))
}

/// The text if it fits, otherwise its beginning up to a word and an ellipsis.
pub(super) fn shortened(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let (start, _) = split_at_width(text, columns.saturating_sub(1));
    let start = match start.rfind(' ') {
        // A word that is very long is cut rather than dropped.
        Some(space) if space * 2 > start.len() => start.get(..space).unwrap_or(start),
        _ => start,
    };
    format!("{}…", start.trim_end_matches([' ', ',', ';', '.', ':', '(', '-']))
}

/// The longest word's width.
pub(super) fn widest_word(text: &str) -> usize {
    text.split(' ').map(width).max().unwrap_or(0)
}

/// The width of the longest word with a digit, which is never cut.
pub(super) fn widest_number(text: &str) -> usize {
    let has_digit = |word: &&str| word.contains(char::is_numeric);
    text.split(' ').filter(has_digit).map(width).max().unwrap_or(0)
}

/// What becomes of a word that is longer than a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Long {
    /// It goes on in the next line.
    Broken,
    /// It ends in an ellipsis.
    Cut,
}

/// The text in lines of at most so many columns, broken at spaces, and within words only where
/// a word alone is too long. There is always a line.
pub(super) fn wrapped(text: &str, columns: usize, long: Long) -> Vec<String> {
    let columns = columns.max(1);
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let needed = if line.is_empty() { width(word) } else { width(&line) + 1 + width(word) };
        if needed <= columns {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        if long == Long::Cut && width(word) > columns {
            lines.push(shortened(word, columns));
            continue;
        }
        let mut rest = word;
        while width(rest) > columns {
            let (start, end) = split_at_width(rest, columns);
            lines.push(start.to_owned());
            rest = end;
        }
        rest.clone_into(&mut line);
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

/// Splits a text after at most so many columns, but never before its first character and never
/// between a letter and its marks.
fn split_at_width(text: &str, columns: usize) -> (&str, &str) {
    let mut used = 0;
    for (position, character) in text.char_indices() {
        let own = character.width().unwrap_or(0);
        if used + own > columns && position > 0 && own > 0 {
            return text.split_at(position);
        }
        used += own;
    }
    (text, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    const COMPOSED: &str = "Đăng ký kinh doanh";
    const DECOMPOSED: &str = "Đa\u{306}ng ky\u{301} kinh doanh";

    #[test]
    fn composed_and_decomposed_letters_take_the_same_columns() {
        assert_eq!(width(COMPOSED), 18);
        assert_eq!(width(DECOMPOSED), 18);
        assert_eq!(width(&left(DECOMPOSED, 20)), 20);
        assert_eq!(width(&right(COMPOSED, 20)), 20);
        assert_eq!(width("計画"), 4);
    }

    #[test]
    fn lines_are_broken_at_spaces_by_width() {
        assert_eq!(wrapped(COMPOSED, 8, Long::Broken), ["Đăng ký", "kinh", "doanh"]);
        assert_eq!(wrapped(DECOMPOSED, 8, Long::Broken).len(), 3);
        assert_eq!(wrapped("", 8, Long::Broken), [""]);
        assert_eq!(wrapped("1234567890", 4, Long::Broken), ["1234", "5678", "90"]);
        assert_eq!(wrapped("計画書", 3, Long::Broken), ["計", "画", "書"]);
        assert_eq!(wrapped("計", 1, Long::Broken), ["計"]);
    }

    #[test]
    fn in_a_cell_a_long_word_is_cut() {
        assert_eq!(
            wrapped("of planned_effort in 2024", 10, Long::Cut),
            ["of", "planned_e…", "in 2024"]
        );
        assert_eq!(widest_number("planned_effort of −3,999"), 6);
    }

    #[test]
    fn a_letter_keeps_its_marks() {
        assert_eq!(
            wrapped("a\u{306}a\u{306}a\u{306}", 2, Long::Broken),
            ["a\u{306}a\u{306}", "a\u{306}"]
        );
    }

    #[test]
    fn what_is_too_long_ends_in_an_ellipsis() {
        assert_eq!(shortened(COMPOSED, 18), COMPOSED);
        assert_eq!(shortened(COMPOSED, 14), "Đăng ký kinh…");
        assert_eq!(shortened("abcdefgh", 5), "abcd…");
    }
}
