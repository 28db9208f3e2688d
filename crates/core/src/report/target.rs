//! A target's tree as a list, and its members as a table.

use super::document::{Block, Column, Item, Line, NOTHING, Table};
use super::escape::{prose, visible};
use super::leaf::Leaf;
use super::phrases::fill;
use super::wording::{Wording, mark};
use crate::evaluate::{
    Arrivals, Deciding, MemberResult, Skipped, SkippedMember, Status, TargetKind, TargetResult,
};
use crate::ground::dates::Period;

/// Where a part of a target stands.
#[derive(Clone, Copy)]
struct Place {
    /// Its position among its siblings.
    position: Option<usize>,
    /// Whether it is marked as what decided.
    decides: bool,
    /// The objective's span.
    span: Period,
}

impl<'e> Wording<'e> {
    /// What people call a part of a target; `position` is the one among its siblings.
    pub(super) fn label(&self, target: &TargetResult, position: Option<usize>) -> String {
        let measure = match &target.kind {
            TargetKind::Measure(result) => Some(self.measure(&result.measure)),
            TargetKind::Each { measure, .. } => Some(self.measure(measure)),
            _ => None,
        };
        match (&target.title, measure, position) {
            (Some(title), Some(measure), _) => format!("{} – {measure}", prose(title)),
            (None, Some(measure), _) => measure,
            (Some(title), None, _) => prose(title),
            (None, None, Some(position)) => self.part(position),
            (None, None, None) => self.phrases.target.to_owned(),
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

    fn key_leaf_at(&self, target: &'e TargetResult, position: Option<usize>) -> Option<Leaf<'e>> {
        let of_room = target.room.as_ref().and_then(|room| room.of.first());
        let chosen = of_room
            .filter(|part| target.decided_by.contains(part))
            .or_else(|| target.decided_by.first());
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
            _ => None,
        }
    }

    /// A target as an item of a list.
    pub(super) fn target(&self, target: &'e TargetResult, span: Period) -> Item {
        self.target_at(target, Place { position: None, decides: false, span })
    }

    fn target_at(&self, target: &'e TargetResult, place: Place) -> Item {
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
                let lines = leaf.iter().flat_map(|leaf| self.lines(leaf));
                let mut parts: Vec<Block> =
                    lines.map(|line| Block::Prose(Line::plain(line))).collect();
                parts.extend(self.trend(result, span));
                Item::new(mark, Line::labelled(format!("{label}:"), state)).with(parts)
            }
            TargetKind::Each { column, measure, condition, members, skipped } => {
                let column = self.column(measure, column);
                let condition = members
                    .first()
                    .map_or_else(|| prose(condition), |member| self.condition(&member.result));
                let each = fill(
                    self.phrases.each,
                    &[("column", &column.to_lowercase()), ("condition", &condition)],
                );
                let mut parts = self.decision(target, members.len());
                if !skipped.is_empty() {
                    parts.push(Block::Prose(Line::plain(self.skipped(skipped))));
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
        }
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
            Some(title) => format!("{} ({}):", prose(title), rule.to_lowercase()),
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
        let mut lines = Vec::new();
        if let ([decided], Some(room)) = (target.decided_by.as_slice(), &target.room)
            && room.of.first() == Some(decided)
            && parts > 1
        {
            let places = [("parts", self.way(target, &room.of)), ("room", self.count(room.least))];
            let places = places.each_ref().map(|(name, text)| (*name, text.as_str()));
            let line = fill(self.phrases.decided_with_room, &places);
            return vec![Block::Prose(Line::plain(line))];
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
        if line.is_empty() { Vec::new() } else { vec![Block::Prose(Line::plain(line))] }
    }

    /// The names along a way through the tree.
    fn way(&self, target: &TargetResult, of: &[Deciding]) -> String {
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
                (Deciding::Target(_), _) => break,
            }
        }
        names.join(" › ")
    }

    fn skipped(&self, skipped: &[SkippedMember]) -> String {
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
        let phrases = self.phrases;
        let figures = [
            phrases.value,
            phrases.cases,
            phrases.undecided_column,
            phrases.coming_column,
            phrases.headroom,
            phrases.down,
            phrases.up,
            phrases.slack,
            phrases.arrivals,
            phrases.recovery,
            phrases.after_coming,
        ];
        let mut columns = vec![Column::text(column), Column::text(phrases.status)];
        columns.extend(figures.map(Column::figure));
        columns.push(Column::text(phrases.outlook));
        let mut sorted: Vec<&MemberResult> = members.iter().collect();
        sorted.sort_by_key(|member| match member.status {
            Status::NotMet => 0,
            Status::NoData => 1,
            Status::Met => 2,
        });
        let is_told_apart = target.decided_by.len() < members.len();
        let rows = sorted.into_iter().map(|member| {
            let decides = is_told_apart
                && target.decided_by.contains(&Deciding::Member(member.member.clone()));
            self.member_row(member, decides)
        });
        Table { columns, rows: rows.collect(), total: None }.without_empty_columns()
    }

    fn member_row(&self, member: &MemberResult, decides: bool) -> Vec<String> {
        let (value, room) = (&member.result.value, &member.result.room);
        let nothing = || NOTHING.to_owned();
        let wide = |number: Option<i128>| number.map_or_else(nothing, |number| self.count(number));
        let cases = match (&value.numerator, &value.denominator) {
            (Some(numerator), Some(denominator)) => {
                format!("{}/{}", self.exact(numerator), self.exact(denominator))
            }
            _ => nothing(),
        };
        let name = visible(&member.member);
        let recovery = match (room.recovery, member.status) {
            (recovery, Status::NotMet) => wide(recovery),
            _ => nothing(),
        };
        vec![
            if decides { format!("{name}\u{a0}◄") } else { name.into_owned() },
            format!(
                "{} {}",
                mark(member.status, member.outlook),
                self.status(member.status, member.outlook)
            ),
            self.value(&member.result.measure, value).unwrap_or_else(nothing),
            cases,
            if value.not_handed_in { nothing() } else { self.count(value.undecided) },
            value.coming.map_or_else(nothing, |coming| self.count(coming)),
            wide(room.headroom),
            wide(room.down),
            wide(room.up),
            room.slack.as_ref().map_or_else(nothing, |slack| self.exact(slack)),
            match room.arrivals {
                Arrivals::None => nothing(),
                Arrivals::Count(count) => self.count(count),
                Arrivals::Unlimited => self.phrases.unlimited.to_owned(),
            },
            recovery,
            wide(room.after_coming),
            self.outlook(member.outlook).to_owned(),
        ]
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
