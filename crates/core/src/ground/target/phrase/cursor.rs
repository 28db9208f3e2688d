//! What is still to be read of a phrase.

use super::tokens::Token;

/// The tokens that are left. Nothing is taken unless all of what was wanted is there.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    pub(super) tokens: &'a [Token],
}

impl<'a> Cursor<'a> {
    pub(super) fn new(tokens: &'a [Token]) -> Self {
        Self { tokens }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    pub(super) fn skip(&mut self, count: usize) {
        self.tokens = self.tokens.get(count..).unwrap_or_default();
    }

    /// Whether these words come next.
    pub(super) fn begins_with(&self, entry: &str) -> bool {
        let mut tokens = self.tokens.iter();
        entry.split(' ').all(|wanted| tokens.next().is_some_and(|token| token.is_word(wanted)))
    }

    /// Takes these words, if they come next.
    pub(super) fn words(&mut self, entry: &str) -> bool {
        let is_next = self.begins_with(entry);
        if is_next {
            self.skip(entry.split(' ').count());
        }
        is_next
    }

    /// The longest entry of the list that comes next; it is taken.
    pub(super) fn entry<'e>(&mut self, list: &[&'e str]) -> Option<&'e str> {
        let entry = self.longest(list.iter().copied())?;
        self.words(entry).then_some(entry)
    }

    /// What the longest entry of the list means that comes next; it is taken.
    pub(super) fn entry_of<M: Copy>(&mut self, list: &[(&str, M)]) -> Option<M> {
        let entry = self.longest(list.iter().map(|(entry, _)| *entry))?;
        self.words(entry);
        list.iter().find(|(own, _)| *own == entry).map(|(_, meaning)| *meaning)
    }

    fn longest<'e>(&self, list: impl Iterator<Item = &'e str>) -> Option<&'e str> {
        list.filter(|entry| self.begins_with(entry)).max_by_key(|entry| entry.len())
    }

    /// Takes this sign, if it comes next.
    pub(super) fn sign(&mut self, wanted: char) -> bool {
        let is_next = match self.tokens.first() {
            Some(Token::Other(other)) => *other == wanted,
            Some(Token::Symbol(symbol)) => symbol.chars().eq([wanted]),
            _ => false,
        };
        if is_next {
            self.skip(1);
        }
        is_next
    }

    /// Takes a figure of digits alone.
    pub(super) fn digits(&mut self) -> Option<&'a str> {
        let Some(Token::Figure(written)) = self.tokens.first() else { return None };
        if !written.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        self.skip(1);
        Some(written)
    }

    /// Takes a whole number of one to `longest` digits.
    pub(super) fn number(&mut self, longest: usize) -> Option<u32> {
        let mut ahead = *self;
        let number = ahead.digits().filter(|digits| digits.len() <= longest)?.parse().ok()?;
        *self = ahead;
        Some(number)
    }

    /// What `read` makes of what comes next; nothing is taken where it makes nothing of it.
    pub(super) fn attempt<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let mut ahead = *self;
        let found = read(&mut ahead)?;
        *self = ahead;
        Some(found)
    }
}
