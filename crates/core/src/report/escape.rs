//! Text that comes from plans and records, made fit to be shown.

use std::borrow::Cow;

/// The text with control characters, and marks that turn the direction of writing, shown as
/// escapes: a terminal is never handed what would move its cursor or disguise a line.
pub(super) fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_unfit) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match character {
            '\n' => shown.push_str("\\n"),
            '\r' => shown.push_str("\\r"),
            '\t' => shown.push_str("\\t"),
            unfit if is_unfit(unfit) => shown.extend(unfit.escape_unicode()),
            other => shown.push(other),
        }
    }
    Cow::Owned(shown)
}

/// The plan's prose: its line breaks are only where the document was wrapped.
pub(super) fn prose(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    visible(&words.join(" ")).into_owned()
}

fn is_unfit(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'
                ..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

/// The text, which has no control characters, with all that Markdown or HTML would take as
/// markup escaped.
pub(super) fn markdown(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' => {
                escaped.push('\\');
                escaped.push(character);
            }
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '\n' | '\r' => escaped.push(' '),
            other => escaped.push(other),
        }
    }
    escaped
}

/// The same for the beginning of a paragraph, where a heading, a list or a rule could begin.
pub(super) fn markdown_start(text: &str) -> String {
    let escaped = markdown(text);
    let digits = escaped.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = escaped.split_at(digits);
    let is_item = ['.', ')'].iter().any(|mark| {
        rest.strip_prefix(*mark).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    });
    if digits > 0 && is_item {
        return format!("{number}\\{rest}");
    }
    if escaped.starts_with(['#', '+', '-', '=']) { format!("\\{escaped}") } else { escaped }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_shown() {
        assert_eq!(visible("Hộ tịch"), "Hộ tịch");
        assert_eq!(visible("a\u{1b}[31mb\nc\td\0"), "a\\u{1b}[31mb\\nc\\td\\u{0}");
        assert_eq!(visible("a\u{202e}b\u{2028}"), "a\\u{202e}b\\u{2028}");
        assert_eq!(visible("a\u{85}"), "a\\u{85}");
        assert_eq!(prose(" one\n  two\u{7} "), "one two\\u{7}");
    }

    #[test]
    fn markup_is_escaped() {
        assert_eq!(markdown("a|b*c_d`<b>&"), "a\\|b\\*c\\_d\\`&lt;b&gt;&amp;");
        assert_eq!(markdown_start("# heading"), "\\# heading");
        assert_eq!(markdown_start("- item"), "\\- item");
        assert_eq!(markdown_start("12. item"), "12\\. item");
        assert_eq!(markdown_start("12) item"), "12\\) item");
        assert_eq!(markdown_start("100% of them"), "100% of them");
        assert_eq!(markdown_start("99.94% of them"), "99.94% of them");
    }
}
