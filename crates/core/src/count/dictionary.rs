//! Codes for the members of a category.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::ground::text::normal;
use crate::plan::{BooleanWords, Category};
use crate::tally::Member;

/// The code of records whose member is not declared.
pub(crate) const UNDECLARED: u32 = u32::MAX;
/// The code of records without a member.
pub(crate) const EMPTY: u32 = u32::MAX - 1;

/// How many spellings are remembered, so that hostile data cannot fill the memory with them.
const REMEMBERED: usize = 1 << 16;
/// How many undeclared spellings are kept for the intake report.
const NOTED: usize = 100;

/// The members of one category column and the codes given to them.
#[derive(Debug)]
pub(crate) struct Dictionary {
    closed: bool,
    members: Vec<Box<str>>,
    /// Normal spellings, aliases among them.
    codes: FxHashMap<Box<str>, u32>,
    /// Spellings as they came.
    raw: FxHashMap<Box<str>, u32>,
    /// Undeclared members and how often each was met.
    pub(crate) unknown: BTreeMap<String, u64>,
}

impl Dictionary {
    /// `empty` are the texts that mean no member.
    pub(crate) fn new(category: &Category, empty: &[String]) -> Self {
        let members: Vec<Box<str>> =
            category.members.iter().flatten().map(|member| member.as_str().into()).collect();
        let mut own = Self {
            closed: category.members.is_some(),
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
        if self.unknown.len() < NOTED || self.unknown.contains_key(text.as_ref()) {
            *self.unknown.entry(text.into_owned()).or_default() += count;
        }
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
    let lower = text.to_lowercase();
    let alike = |list: &[String]| list.iter().any(|word| word.to_lowercase() == lower);
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
