//! A target's tree as a list, and its members as a table.

use super::document::{Block, Item, Line, Table};
use super::escape::{prose, visible};
use super::leaf::Leaf;
use super::phrases::fill;
use super::rows::Row;
use super::wording::{Wording, mark};
use crate::evaluate::{
    Deciding, MemberResult, Skipped, SkippedMember, Status, TargetKind, TargetResult,
};
use crate::ground::dates::Period;
use crate::ground::unicode::{lower_case, upper_case};

/// Where a part of a target stands.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// Its position among its siblings.
    pub(super) position: Option<usize>,
    /// Whether it is marked as what decided.
    pub(super) decides: bool,
    /// The objective's span, or the period's.
    pub(super) span: Period,
}

impl<'e> Wording<'e> {
    /// What people call a part of a target; `position` is the one among its siblings.
    pub(super) fn label(&self, target: &TargetResult, position: Option<usize>) -> String {
        let measure = self.measure_of(target);
        match (&target.title, measure, position) {
            // The name of a declaration is for those who write plans.
            (Some(title), Some(_), _) if is_declared(target) => prose(title),
            (Some(title), Some(measure), _) => format!("{} – {measure}", prose(title)),
            (None, Some(measure), _) => measure,
            (Some(title), None, _) => prose(title),
            (None, None, Some(position)) => self.part(position),
            (None, None, None) => self.phrases.target.to_owned(),
        }
    }

    /// What people call the measure that is asked, where it is one.
    fn measure_of(&self, target: &TargetResult) -> Option<String> {
        match &target.kind {
            TargetKind::Measure(result) => Some(self.measure(&result.measure)),
            TargetKind::Each { measure, .. } => Some(self.measure(measure)),
            TargetKind::Every { periods, .. } => self.measure_of(&periods.first()?.target),
            TargetKind::Declared { name, .. } => Some(prose(name)),
            TargetKind::AllOf { .. } | TargetKind::AnyOf { .. } => None,
        }
    }

    fn part(&self, position: usize) -> String {
        fill(self.phrases.part, &[("number", &self.count(position + 1))])
    }

    /// A shorter name, for sentences.
    pub(super) fn short_label(&self, target: &TargetResult, position: Option<usize>) -> String {
        match &target.title {
            Some(title) => prose(title),
            None => self.label(target, position),
        }
    }

    /// A condition on one value that stands in the tree.
    pub(super) fn leaf(
        &self,
        target: &'e TargetResult,
        position: Option<usize>,
    ) -> Option<Leaf<'e>> {
        let TargetKind::Measure(result) = &target.kind else { return None };
        Some(Leaf {
            label: self.short_label(target, position),
            brief: match (&target.title, position) {
                (None, Some(position)) => self.part(position),
                _ => self.short_label(target, position),
            },
            status: target.status,
            outlook: target.outlook,
            outlook_expected: target.outlook_expected,
            result,
        })
    }

    /// The condition that the summary shows for a target: the one that decided, and of several
    /// the one whose room is the target's.
    pub(super) fn key_leaf(&self, target: &'e TargetResult) -> Option<Leaf<'e>> {
        self.key_leaf_at(target, None)
    }

    pub(super) fn key_leaf_at(
        &self,
        target: &'e TargetResult,
        position: Option<usize>,
    ) -> Option<Leaf<'e>> {
        let of_room = target.room.as_ref().and_then(|room| room.of.first());
        let chosen =
            of_room.filter(|part| target.decided_by.contains(part)).or_else(|| match target.kind {
                // Of several periods the last one is what a reader asks for.
                TargetKind::Every { .. } => target.decided_by.last(),
                _ => target.decided_by.first(),
            });
        match (&target.kind, chosen) {
            (TargetKind::Measure(_), _) => self.leaf(target, position),
            (TargetKind::Each { members, .. }, Some(Deciding::Member(name))) => {
                let member = members.iter().find(|member| member.member == *name)?;
                Some(member_leaf(member))
            }
            (
                TargetKind::AllOf { targets } | TargetKind::AnyOf { targets },
                Some(Deciding::Target(at)),
            ) => self.key_leaf_at(targets.get(*at)?, Some(*at)),
            (TargetKind::Every { every, periods, .. }, chosen) => {
                self.key_period(*every, periods, chosen)
            }
            _ => None,
        }
    }

    /// A target as an item of a list.
    pub(super) fn target(&self, target: &'e TargetResult, span: Period) -> Item {
        self.target_at(target, Place { position: None, decides: false, span })
    }

    pub(super) fn target_at(&self, target: &'e TargetResult, place: Place) -> Item {
        let Place { position, decides, span } = place;
        let mark = mark(target.status, target.outlook);
        let mut state = format!(
            "{} · {}",
            self.status(target.status, target.outlook),
            self.outlook(target.outlook)
        );
        if decides {
            state = format!("{state} {}", self.phrases.decides);
        }
        let label = self.label(target, position);
        match &target.kind {
            TargetKind::Measure(result) => {
                let leaf = self.leaf(target, position);
                let lines = leaf.iter().flat_map(|leaf| self.lines(leaf, span));
                let mut parts: Vec<Block> =
                    lines.map(|line| Block::Prose(Line::plain(line))).collect();
                parts.extend(self.trend(result, span));
                Item::new(mark, Line::labelled(format!("{label}:"), state)).with(parts)
            }
            TargetKind::Each { column, measure, condition, members, skipped } => {
                let column = self.column(measure, column);
                let each = self.each(&column, condition.as_deref(), members);
                let mut parts = self.decision(target, members.len());
                if !skipped.is_empty() {
                    parts.push(Block::Prose(Line::plain(self.skipped(skipped))));
                }
                let whole = members.first().and_then(|own| self.whole_base(&own.result, span));
                if let Some(period) = whole {
                    let line = fill(self.phrases.compared_so_far, &[("period", &period)]);
                    parts.push(Block::Prose(Line::plain(line)));
                }
                if !members.is_empty() {
                    parts.push(Block::Table(self.members(target, &column, members)));
                }
                let label = format!("{label}, {each}:");
                Item::new(mark, Line::labelled(label, state)).with(parts)
            }
            TargetKind::AllOf { targets } => {
                self.group(target, targets, (self.phrases.all_of, &state), span)
            }
            TargetKind::AnyOf { targets } => {
                self.group(target, targets, (self.phrases.any_of, &state), span)
            }
            TargetKind::Declared { .. } => {
                let lines = self.declared_lines(target).into_iter();
                let parts = lines.map(|line| Block::Prose(Line::plain(line))).collect();
                let label = fill(self.phrases.declared_target, &[("part", &label)]);
                Item::new(mark, Line::labelled(format!("{label}:"), state)).with(parts)
            }
            TargetKind::Every { every, over, periods } => {
                let asked = self.asked_every(*every, *over, periods);
                // Of joined parts the periods say most.
                let label = match self.measure_of(target) {
                    None if target.title.is_none() && position.is_none() => capitalised(&asked),
                    _ => format!("{label}, {asked}"),
                };
                let label = format!("{label}:");
                let parts = self.periods(target, *every, periods);
                Item::new(mark, Line::labelled(label, state)).with(parts)
            }
        }
    }

    /// Of which members it is asked, and what, where it is the same for all.
    pub(super) fn each(
        &self,
        column: &str,
        condition: Option<&str>,
        members: &[MemberResult],
    ) -> String {
        let condition = condition.map_or_else(String::new, |condition| match members.first() {
            Some(member) => self.condition(&member.result),
            None => prose(condition),
        });
        let places = [("column", lower_case(column)), ("condition", condition)];
        let places = places.each_ref().map(|(name, text)| (*name, text.as_str()));
        fill(self.phrases.each, &places).trim_end().to_owned()
    }

    fn group(
        &self,
        target: &'e TargetResult,
        targets: &'e [TargetResult],
        (rule, state): (&str, &str),
        span: Period,
    ) -> Item {
        let mark = mark(target.status, target.outlook);
        let rule = fill(rule, &[("count", &self.count(targets.len()))]);
        let label = match &target.title {
            Some(title) => format!("{} ({}):", prose(title), lower_case(&rule)),
            None => format!("{rule}:"),
        };
        let mut parts = self.decision(target, targets.len());
        let is_told_apart = target.decided_by.len() < targets.len();
        let items = targets
            .iter()
            .enumerate()
            .map(|(at, part)| {
                let decides = is_told_apart && target.decided_by.contains(&Deciding::Target(at));
                self.target_at(part, Place { position: Some(at), decides, span })
            })
            .collect();
        parts.push(Block::Items(items));
        Item::new(mark, Line::labelled(label, state)).with(parts)
    }

    /// Which parts decided, and whose room it is.
    fn decision(&self, target: &TargetResult, parts: usize) -> Vec<Block> {
        self.decided(target, parts)
            .map(|line| Block::Prose(Line::plain(line)))
            .into_iter()
            .collect()
    }

    /// The same as one line, where there is something to say.
    pub(super) fn decided(&self, target: &TargetResult, parts: usize) -> Option<String> {
        let mut lines = Vec::new();
        if let ([decided], Some(room)) = (target.decided_by.as_slice(), &target.room)
            && room.of.first() == Some(decided)
            && parts > 1
        {
            let places = [("parts", self.way(target, &room.of)), ("room", self.count(room.least))];
            let places = places.each_ref().map(|(name, text)| (*name, text.as_str()));
            return Some(fill(self.phrases.decided_with_room, &places));
        }
        if parts > 1 && target.decided_by.len() == parts {
            lines.push(self.phrases.decided_by_all.to_owned());
        } else if !target.decided_by.is_empty() {
            let names: Vec<String> = target
                .decided_by
                .iter()
                .map(|part| self.way(target, std::slice::from_ref(part)))
                .collect();
            lines.push(fill(self.phrases.decided_by, &[("parts", &names.join(", "))]));
        }
        if let Some(room) = &target.room {
            let phrase = match target.kind {
                TargetKind::AnyOf { .. } => self.phrases.largest_room,
                _ => self.phrases.smallest_room,
            };
            let part = self.way(target, &room.of);
            let room = self.count(room.least);
            lines.push(fill(phrase, &[("part", &part), ("room", &room)]));
        }
        let line = lines.join(". ");
        (!line.is_empty()).then_some(line)
    }

    /// The names along a way through the tree.
    pub(super) fn way(&self, target: &TargetResult, of: &[Deciding]) -> String {
        let mut names = Vec::new();
        let mut at = target;
        for step in of {
            match (step, &at.kind) {
                (
                    Deciding::Target(position),
                    TargetKind::AllOf { targets } | TargetKind::AnyOf { targets },
                ) => {
                    let Some(part) = targets.get(*position) else { break };
                    names.push(self.short_label(part, Some(*position)));
                    at = part;
                }
                (Deciding::Member(name), _) => names.push(visible(name).into_owned()),
                (Deciding::Period(name), TargetKind::Every { every, periods, .. }) => {
                    names.push(self.period_name(*every, name));
                    let Some(period) = periods.iter().find(|own| own.period == *name) else {
                        break;
                    };
                    at = &period.target;
                }
                (Deciding::Target(_) | Deciding::Period(_), _) => break,
            }
        }
        names.join(" › ")
    }

    pub(super) fn skipped(&self, skipped: &[SkippedMember]) -> String {
        let names: Vec<String> = skipped
            .iter()
            .map(|own| {
                let phrase = match own.reason {
                    Skipped::NoCases => self.phrases.skipped_no_cases,
                    Skipped::NoRecords => self.phrases.skipped_no_records,
                    Skipped::NotHandedIn => self.phrases.skipped_not_handed_in,
                };
                fill(phrase, &[("member", &visible(&own.member))])
            })
            .collect();
        fill(self.phrases.skipped, &[("members", &names.join(", "))])
    }

    /// The members as a table: those that are not met come first.
    fn members(&self, target: &TargetResult, column: &str, members: &[MemberResult]) -> Table {
        let mut sorted: Vec<&MemberResult> = members.iter().collect();
        sorted.sort_by_key(|member| match member.status {
            Status::NotMet => 0,
            Status::NoData => 1,
            Status::Met => 2,
        });
        let is_told_apart = target.decided_by.len() < members.len();
        let rows = sorted.into_iter().map(|member| Row {
            name: visible(&member.member).into_owned(),
            decides: is_told_apart
                && target.decided_by.contains(&Deciding::Member(member.member.clone())),
            state: None,
            status: member.status,
            outlook: member.outlook,
            is_over: false,
            says_all: self.change(&member.result.measure).is_none(),
            result: &member.result,
        });
        self.rows(column, &rows.collect::<Vec<_>>())
    }
}

/// A member's condition.
pub(super) fn member_leaf(member: &MemberResult) -> Leaf<'_> {
    Leaf {
        label: visible(&member.member).into_owned(),
        brief: visible(&member.member).into_owned(),
        status: member.status,
        outlook: member.outlook,
        outlook_expected: None,
        result: &member.result,
    }
}

/// The text with a capital first letter.
fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => upper_case(first.encode_utf8(&mut [0; 4])) + letters.as_str(),
        None => String::new(),
    }
}

/// Whether a person decides it.
fn is_declared(target: &TargetResult) -> bool {
    match &target.kind {
        TargetKind::Declared { .. } => true,
        TargetKind::Every { periods, .. } => {
            periods.first().is_some_and(|own| is_declared(&own.target))
        }
        _ => false,
    }
}
