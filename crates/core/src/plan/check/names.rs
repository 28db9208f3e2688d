//! The form of names.

use super::Checker;
use crate::document::scalar::Text;
use crate::document::text::shown;

/// Longest name, in characters.
const LONGEST: usize = 100;

impl Checker<'_> {
    /// A declared name that programs refer to: letters, digits and `_`, a letter first. The name
    /// is given back even where its form is at fault, for others refer to it.
    pub(super) fn word(&mut self, name: &Text, what: &str) -> String {
        let text = name.name();
        let mut letters = text.chars();
        let is_word = letters.next().is_some_and(|first| first.is_alphabetic() || first == '_')
            && letters.all(|letter| letter.is_alphanumeric() || letter == '_')
            && text.chars().count() <= LONGEST;
        if !is_word {
            let message = format!("`{}` cannot be the name of {what}", shown(&text));
            let help = format!(
                "a name has letters, digits and `_` only, begins with a letter, and has at most \
                 {LONGEST} characters; put the wording into `title`"
            );
            self.push(name.problem("name-form", message).help(help));
        }
        text
    }

    /// A declared name that is quoted where it is used, so that all but its length is free.
    pub(super) fn free_name(&mut self, name: &Text, what: &str) -> String {
        let text = name.name();
        if text.chars().count() > LONGEST || text.contains(['\n', '\t', '"']) {
            let message = format!("`{}` cannot be the name of {what}", shown(&text));
            let help = format!(
                "a name stands on one line, without `\"`, and has at most {LONGEST} characters"
            );
            self.push(name.problem("name-form", message).help(help));
        }
        text
    }
}
