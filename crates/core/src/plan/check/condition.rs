//! Targets that are a condition on a measure's value: of the whole, of members, of periods.

use super::Checker;
use super::level::Condition;
use super::target::Within;
use crate::document::place::Place;
use crate::document::read::{List, Named};
use crate::document::scalar::Text;
use crate::plan::target::{ByMemberTarget, EachTarget, MeasureTarget, MemberCondition, Target};
use crate::plan::words::NoCases;
use crate::plan::written::TargetDocument;

/// Of whom a condition is asked.
pub(super) struct Whom {
    /// The column, and the members where they are named.
    each: Option<(String, Option<Vec<String>>)>,
    pub(super) no_cases: NoCases,
    pub(super) place: Place,
}

impl Checker<'_> {
    pub(super) fn condition_target(
        &mut self,
        mut document: TargetDocument,
        within: Within,
    ) -> Option<Target> {
        let measure = document.measure.take().and_then(|name| self.measure_name(&name));
        let title = document.title.as_ref().map(|title| title.text.clone());
        let by_member = document.by_member.take();
        let whom = self.whom(&mut document, measure.as_deref(), by_member.as_ref());
        if document.written.contains(&"path") {
            return self.path_target(document, measure.as_deref(), whom, title, within);
        }
        let is = document.is.take();
        let phrase = is.as_ref().and_then(|is| self.phrase(is));
        let every = phrase.as_ref().and_then(|phrase| phrase.every);
        let recurs = document.written.contains(&"every") || every.is_some();
        if document.written.contains(&"no_cases") && document.each.is_none() && !recurs {
            self.stray_no_cases(&document.place);
        }
        let recurring = self.recurring(&document, is.as_ref().zip(every), within);
        let span = within.span.filter(|_| !recurs);
        let own_title = title.clone().filter(|_| !recurs);
        let target = if let Some(by_member) = by_member {
            let conditions = self.conditions_by_member(by_member, measure.as_deref());
            whom?.asked_by_member(measure?, conditions?, own_title)?
        } else {
            let condition = self.level(&is?, phrase?, measure.as_deref(), span);
            whom?.asked(condition?, own_title)
        };
        match recurring? {
            None => Some(target),
            Some(recurring) => self.repeated(recurring, title, |_| Some(target.clone())),
        }
    }

    fn whom(
        &mut self,
        document: &mut TargetDocument,
        measure: Option<&str>,
        by_member: Option<&Named<Text>>,
    ) -> Option<Whom> {
        let no_cases = document.no_cases.as_ref().map_or_else(NoCases::default, |own| own.value);
        let place = document.place.clone();
        let list = match by_member {
            Some(own) => Some(List {
                items: own.entries.iter().map(|(name, _)| name.clone()).collect(),
                place: own.place.clone(),
            }),
            None => document.members.take(),
        };
        let Some(each) = &document.each else {
            return Some(Whom { each: None, no_cases, place });
        };
        let names = list.as_ref().map_or_else(Vec::new, |list| list.items.clone());
        let is_listed = list.is_some();
        let members = self.members(list);
        let column = self.each(measure?, each, &names)?;
        Some(Whom { each: Some((column, is_listed.then_some(members))), no_cases, place })
    }

    /// The condition of each member; `None` where one is at fault.
    fn conditions_by_member(
        &mut self,
        by_member: Named<Text>,
        measure: Option<&str>,
    ) -> Option<Vec<MemberCondition>> {
        let count = by_member.entries.len();
        let mut conditions = Vec::new();
        for (member, is) in by_member.entries {
            let Some(is) = is else { continue };
            let Some(phrase) = self.phrase_of_one(&is) else { continue };
            let condition = self.level(&is, phrase, measure, None);
            let Some(Condition { is, bound, scale, .. }) = condition else { continue };
            conditions.push(MemberCondition { member: member.name(), is, bound, scale });
        }
        (conditions.len() == count).then_some(conditions)
    }
}

impl Whom {
    /// The target of a condition that is the same for everyone.
    pub(super) fn asked(&self, condition: Condition, title: Option<String>) -> Target {
        let Condition { measure, is, bound, scale } = condition;
        let place = self.place.clone();
        match &self.each {
            None => Target::Measure(MeasureTarget { measure, is, bound, scale, title, place }),
            Some((column, members)) => Target::Each(EachTarget {
                measure,
                is,
                bound,
                scale,
                column: column.clone(),
                members: members.clone(),
                no_cases: self.no_cases,
                title,
                place,
            }),
        }
    }

    /// The target of conditions that differ by member.
    fn asked_by_member(
        self,
        measure: String,
        members: Vec<MemberCondition>,
        title: Option<String>,
    ) -> Option<Target> {
        let (column, _) = self.each?;
        let (no_cases, place) = (self.no_cases, self.place);
        Some(Target::ByMember(ByMemberTarget { measure, column, members, no_cases, title, place }))
    }
}
