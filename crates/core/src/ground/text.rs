//! Text as people mean it: members are compared after Unicode NFC and trimming.

use std::borrow::Cow;

use super::unicode::{composed, is_plainly_composed, lower_case};

/// The text trimmed of white space and composed (Unicode NFC); borrowed where it already is.
pub(crate) fn normal(text: &str) -> Cow<'_, str> {
    let trimmed = text.trim();
    if is_plainly_composed(trimmed) {
        Cow::Borrowed(trimmed)
    } else {
        Cow::Owned(composed(trimmed))
    }
}

/// The text, or its beginning where it is long: enough to find it, and hostile text stays out of
/// messages.
pub(crate) fn shortened(text: &str) -> Cow<'_, str> {
    const LONGEST: usize = 40;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()).into(),
        None => text.into(),
    }
}

/// Longest text that is compared with others letter by letter, in characters.
const COMPARED: usize = 200;

/// The candidate most like `text`, if one is near enough to be meant.
pub(crate) fn nearest<'a>(
    text: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    if text.chars().nth(COMPARED).is_some() {
        return None;
    }
    let wanted = lower_case(text);
    let length = wanted.chars().count();
    candidates
        .into_iter()
        .filter(|candidate| {
            // Comparing takes the product of the lengths, which tell most of them apart already.
            let other = candidate.chars().take(2 * COMPARED).count();
            length.abs_diff(other) <= (length.max(other) / 3).max(1) + 1
        })
        .map(|candidate| (strsim::osa_distance(&wanted, &lower_case(candidate)), candidate))
        .filter(|(distance, candidate)| {
            let longest = wanted.chars().count().max(candidate.chars().count());
            *distance <= (longest / 3).max(1)
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Bytes as hexadecimal digits.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a String does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
