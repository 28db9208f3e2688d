//! Codes for the members of a category.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::ground::text::normal;
use crate::ground::unicode::lower_case;
use crate::plan::{BooleanWords, Category};
use crate::records::column::Strings;
use crate::tally::Member;

/// The code of records whose member is not declared.
pub(crate) const UNDECLARED: u32 = u32::MAX;
/// The code of records without a member.
pub(crate) const EMPTY: u32 = u32::MAX - 1;

/// How many spellings are remembered, so that hostile data cannot fill the memory with them.
const REMEMBERED: usize = 1 << 16;
/// How many undeclared members are kept for the intake report.
const NOTED: usize = 100;

/// The members of one category column and the codes given to them.
#[derive(Debug)]
pub(crate) struct Dictionary {
    closed: bool,
    /// How many members the plan gave.
    given: usize,
    members: Vec<Box<str>>,
    /// Normal spellings, aliases among them.
    codes: FxHashMap<Box<str>, u32>,
    /// Spellings as they came.
    raw: FxHashMap<Box<str>, u32>,
    /// Undeclared members and how often each was met: the first ones by their bytes, so that they
    /// do not hang on the order of the records.
    pub(crate) unknown: BTreeMap<String, u64>,
}

impl Dictionary {
    /// `empty` are the texts that mean no member.
    pub(crate) fn new(category: &Category, empty: &[String]) -> Self {
        let members: Vec<Box<str>> =
            category.members.iter().flatten().map(|member| member.as_str().into()).collect();
        let mut own = Self {
            closed: category.members.is_some(),
            given: 0,
            codes: FxHashMap::default(),
            raw: FxHashMap::default(),
            unknown: BTreeMap::new(),
            members,
        };
        for (code, member) in (0..).zip(&own.members) {
            own.codes.insert(member.clone(), code);
        }
        for alias in &category.aliases {
            let code = own.code_of(&alias.member);
            own.codes.insert(alias.spelling.as_str().into(), code);
        }
        for text in empty {
            own.codes.insert(text.as_str().into(), EMPTY);
        }
        own.given = own.members.len();
        own
    }

    /// The dictionary of a boolean column: FALSE, then TRUE.
    pub(crate) fn booleans() -> Self {
        let members = ["false", "true"].map(String::from).to_vec();
        Self::new(&Category { members: Some(members), ..Category::default() }, &[])
    }

    /// How many members have a code.
    pub(crate) fn len(&self) -> usize {
        self.members.len()
    }

    /// The code of a spelling: [`EMPTY`] for blank text, [`UNDECLARED`] where the list is closed.
    pub(crate) fn code(&mut self, spelling: &str) -> u32 {
        if let Some(code) = self.raw.get(spelling) {
            return *code;
        }
        let text = normal(spelling);
        if text.is_empty() {
            return EMPTY;
        }
        let code = match self.codes.get(text.as_ref()) {
            Some(code) => *code,
            None if self.closed => UNDECLARED,
            None => self.code_of(&text),
        };
        // Undeclared spellings are not remembered: each is to be noted when it is met.
        if code != UNDECLARED && self.raw.len() < REMEMBERED {
            self.raw.insert(spelling.into(), code);
        }
        code
    }

    fn code_of(&mut self, member: &str) -> u32 {
        if let Some(code) = self.codes.get(member) {
            return *code;
        }
        let code = u32::try_from(self.members.len()).unwrap_or(UNDECLARED);
        self.members.push(member.into());
        self.codes.insert(member.into(), code);
        code
    }

    /// Notes that `count` records have an undeclared member.
    pub(crate) fn note_unknown(&mut self, spelling: &str, count: u64) {
        let text = normal(spelling);
        if let Some(met) = self.unknown.get_mut(text.as_ref()) {
            *met += count;
            return;
        }
        // One that makes way for others before it never comes back: it was counted to its end.
        let last = || self.unknown.last_key_value().map(|(last, _)| last.as_str());
        if self.unknown.len() < NOTED || last().is_some_and(|last| *text < *last) {
            self.unknown.insert(text.into_owned(), count);
            if self.unknown.len() > NOTED {
                self.unknown.pop_last();
            }
        }
    }

    /// How many members have a code that the plan did not give.
    pub(crate) fn added(&self) -> usize {
        self.members.len() - self.given
    }

    /// Takes over what another dictionary of the same column has met; its codes in this one.
    pub(crate) fn absorb(&mut self, other: &Self) -> Vec<u32> {
        for (member, count) in &other.unknown {
            self.note_unknown(member, *count);
        }
        // Both began with the same members.
        let added = other.members.get(other.given..).unwrap_or_default();
        let given = (0_u32..).take(other.given).collect::<Vec<_>>();
        given.into_iter().chain(added.iter().map(|member| self.code_of(member))).collect()
    }

    /// The code of a member; `None` where the list is closed and does not have it.
    pub(crate) fn code_of_member(&mut self, member: &Member) -> Option<u32> {
        match member {
            Member::Named(name) => Some(self.code(name)).filter(|code| *code != UNDECLARED),
            Member::Empty => Some(EMPTY),
            Member::Undeclared => Some(UNDECLARED),
        }
    }

    /// The member of a code.
    pub(crate) fn member(&self, code: u32) -> Member {
        match code {
            UNDECLARED => Member::Undeclared,
            EMPTY => Member::Empty,
            code => usize::try_from(code)
                .ok()
                .and_then(|code| self.members.get(code))
                .map_or(Member::Undeclared, |name| Member::Named(name.clone())),
        }
    }

    /// The members that have a code, in the order of their codes.
    pub(crate) fn members(&self) -> &[Box<str>] {
        &self.members
    }
}

/// The codes that a batch's own dictionary has in that of a category. Each is looked up when it is
/// first met: what a dictionary holds besides is not data.
#[derive(Debug, Default)]
pub(crate) struct Recoded {
    codes: Vec<u32>,
    /// Positions of undeclared members, and how often they were met since the last note.
    unknown: FxHashMap<u32, u64>,
}

/// The code of a text that was not looked up yet.
const UNMET: u32 = u32::MAX - 2;

/// A batch's dictionary, being recoded.
pub(crate) struct Recoding<'r> {
    recoded: &'r mut Recoded,
    dictionary: &'r mut Dictionary,
    texts: &'r Strings<'r>,
}

impl Recoded {
    /// Recodes the dictionary `texts` of a batch: the same one as long as this lives.
    pub(crate) fn of<'r>(
        &'r mut self,
        dictionary: &'r mut Dictionary,
        texts: &'r Strings<'r>,
    ) -> Recoding<'r> {
        self.codes.resize(texts.len(), UNMET);
        Recoding { recoded: self, dictionary, texts }
    }
}

impl Recoding<'_> {
    /// The code of the text at a position.
    pub(crate) fn code(&mut self, position: u32) -> u32 {
        let at = usize::try_from(position).unwrap_or(usize::MAX);
        let Some(code) = self.recoded.codes.get_mut(at) else { return EMPTY };
        if *code == UNMET {
            *code = self.texts.get(at).map_or(EMPTY, |text| self.dictionary.code(text));
        }
        if *code == UNDECLARED {
            *self.recoded.unknown.entry(position).or_default() += 1;
        }
        *code
    }

    /// Notes the undeclared members met.
    pub(crate) fn note_unknown(self) {
        for (position, count) in self.recoded.unknown.drain() {
            let at = usize::try_from(position).unwrap_or(usize::MAX);
            self.dictionary.note_unknown(self.texts.get(at).unwrap_or_default(), count);
        }
    }
}

/// What a spelling means in a boolean column.
pub(crate) fn boolean(words: &BooleanWords, text: &str) -> Option<bool> {
    let text = &*normal(text);
    let same = |list: &[String]| list.iter().any(|word| *word == text);
    if same(&words.yes) {
        return Some(true);
    }
    if same(&words.no) {
        return Some(false);
    }
    let lower = lower_case(text);
    let alike = |list: &[String]| list.iter().any(|word| lower_case(word) == lower);
    if alike(&words.yes) {
        Some(true)
    } else if alike(&words.no) {
        Some(false)
    } else {
        match text {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        }
    }
}
