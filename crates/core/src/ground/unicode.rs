//! What Unicode says of letters beyond ASCII: from tables in the library, or from what it runs in.
//!
//! The tables weigh more than anything else in a WebAssembly module, and every JavaScript engine has
//! them already.

#[cfg(not(any(feature = "unicode", feature = "host-unicode")))]
compile_error!("choose the feature `unicode`, or `host-unicode` where the host has the tables");

#[cfg(feature = "host-unicode")]
use std::sync::OnceLock;

/// What is asked about letters beyond ASCII.
///
/// With the feature `host-unicode`, [`Unicode::take_from_host`] puts the functions of the surrounding
/// system, such as a JavaScript engine, in the place of the library's own tables. The answers are
/// those of the Unicode standard; only for characters that one of the two does not know yet can they
/// differ.
#[derive(Debug, Clone, Copy)]
#[cfg_attr(not(feature = "host-unicode"), expect(unreachable_pub, reason = "is not exported"))]
pub struct Unicode {
    /// The text in normalisation form C.
    pub composed: fn(&str) -> String,
    /// The text in lower case, by the full mapping, without regard to a language.
    pub lower_case: fn(&str) -> String,
    /// The text in upper case, likewise.
    pub upper_case: fn(&str) -> String,
    /// Whether a character is a mark: of the general category `M`.
    pub is_mark: fn(char) -> bool,
}

#[cfg(feature = "host-unicode")]
static HOST: OnceLock<Unicode> = OnceLock::new();

#[cfg(feature = "host-unicode")]
impl Unicode {
    /// From now on the host is asked. Without the feature `unicode` this has to be called before
    /// anything else; the first call counts.
    pub fn take_from_host(self) {
        // A second host is refused: answers would change while tallies are kept.
        let _ = HOST.set(self);
    }
}

#[cfg(feature = "unicode")]
const TABLES: Unicode = Unicode {
    composed: |text| unicode_normalization::UnicodeNormalization::nfc(text).collect(),
    lower_case: str::to_lowercase,
    upper_case: str::to_uppercase,
    is_mark: unicode_normalization::char::is_combining_mark,
};

/// Without tables, before the host was named: ASCII alone.
#[cfg(not(feature = "unicode"))]
const TABLES: Unicode = Unicode {
    composed: str::to_owned,
    lower_case: str::to_ascii_lowercase,
    upper_case: str::to_ascii_uppercase,
    is_mark: |_| false,
};

fn unicode() -> Unicode {
    #[cfg(feature = "host-unicode")]
    if let Some(host) = HOST.get() {
        return *host;
    }
    TABLES
}

/// Whether a text is composed (NFC), as can be seen without tables: each of its characters is
/// always kept as it is, and none is a mark. So are most texts in Vietnamese or English.
pub(crate) fn is_plainly_composed(text: &str) -> bool {
    text.is_ascii()
        || text.chars().all(|letter| {
            matches!(letter, '\0'..='\u{2ff}' | '\u{1e00}'..='\u{1eff}' | '\u{2010}'..='\u{2027}')
        })
}

/// The text in normalisation form C.
pub(crate) fn composed(text: &str) -> String {
    (unicode().composed)(text)
}

/// The text in lower case.
pub(crate) fn lower_case(text: &str) -> String {
    if text.is_ascii() { text.to_ascii_lowercase() } else { (unicode().lower_case)(text) }
}

/// The text in upper case.
pub(crate) fn upper_case(text: &str) -> String {
    if text.is_ascii() { text.to_ascii_uppercase() } else { (unicode().upper_case)(text) }
}

/// Whether a character is a mark.
pub(crate) fn is_mark(character: char) -> bool {
    !character.is_ascii() && (unicode().is_mark)(character)
}

#[cfg(test)]
mod tests {
    use unicode_normalization::{IsNormalized, is_nfc_quick};

    use super::*;

    #[test]
    fn what_is_plainly_composed_is_composed() {
        for letter in (0..=0x10_ffff).filter_map(char::from_u32) {
            if is_plainly_composed(letter.encode_utf8(&mut [0; 4])) {
                assert_eq!(is_nfc_quick([letter].into_iter()), IsNormalized::Yes, "{letter:?}");
                assert!(!is_mark(letter), "{letter:?}");
            }
        }
        assert!(is_plainly_composed("Hồ sơ trễ hạn – “đúng hạn”…"));
        assert!(!is_plainly_composed("Ho\u{300}a"));
    }

    #[test]
    fn cases() {
        assert_eq!(lower_case("ĐẤT ĐAI"), "đất đai");
        assert_eq!(upper_case("ß"), "SS");
        assert!(is_mark('\u{301}') && !is_mark('a') && !is_mark('ạ'));
    }
}
