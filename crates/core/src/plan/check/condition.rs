//! Targets that are a condition on a measure's value: of the whole, of members, of periods.

use super::Checker;
use super::every::MOST_PERIODS;
use super::level::{Asking, Condition};
use super::target::Within;
use crate::document::place::Place;
use crate::document::read::{List, Named};
use crate::document::scalar::Text;
use crate::document::text::shown;
use crate::ground::dates::Period;
use crate::ground::target::Asked;
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
        let has_than = document.than.is_some();
        let than = document.than.take().and_then(|than| self.base(than, measure.as_deref()));
        if has_than && than.is_none() {
            return None;
        }
        let asking = Asking {
            measure: measure.as_deref(),
            than: than.as_ref(),
            each: document.each.is_some(),
            during: None,
            windows: within.span.as_slice(),
        };
        if document.written.contains(&"path") {
            return self.path_target(document, &asking, whom, title, within);
        }
        let is = document.is.take();
        let phrase = is.as_ref().and_then(|is| self.phrase(is));
        let asks =
            |wanted: fn(&Asked) -> bool| phrase.as_ref().is_some_and(|own| wanted(&own.asked));
        if asks(|asked| matches!(asked, Asked::Yearly { .. })) {
            return self.yearly_target(
                document,
                (is?, phrase?),
                measure.as_deref(),
                whom.as_ref()?,
                within,
            );
        }
        let every = phrase.as_ref().and_then(|phrase| phrase.every);
        let recurs = document.written.contains(&"every") || every.is_some();
        if document.written.contains(&"no_cases") && document.each.is_none() && !recurs {
            self.stray_no_cases(&document.place);
        }
        let recurring = self.recurring(&document, is.as_ref().zip(every), within);
        let windows: Vec<Period> = match &recurring {
            Some(Some(recurring)) => recurring.windows.iter().map(|own| own.days).collect(),
            Some(None) => within.span.into_iter().collect(),
            None => Vec::new(),
        };
        let during = within.span.filter(|_| !recurs);
        let asking = Asking { during, windows: &windows, ..asking };
        // What a yearly rate comes to differs from period to period.
        if asks(|asked| matches!(asked, Asked::Change { compounded: true, .. }))
            && let Some(Some(recurring)) = recurring
        {
            let (is, phrase, whom) = (is?, phrase?, whom?);
            let mut conditions = Vec::new();
            for window in recurring.windows.iter().take(MOST_PERIODS + 1) {
                let asking = Asking { windows: &[window.days], ..asking };
                conditions.push(self.level(&is, phrase.clone(), &asking)?);
            }
            let mut conditions = conditions.into_iter();
            return self.repeated(recurring, title, |_| Some(whom.asked(conditions.next()?, None)));
        }
        let own_title = title.clone().filter(|_| !recurs);
        let target = if let Some(by_member) = by_member {
            let conditions = self.conditions_by_member(by_member, &asking);
            whom?.asked_by_member(conditions?, own_title)?
        } else if let Some(class) = document.class.take() {
            let condition = self.class_asked(&class, &asking);
            whom?.asked(condition?, own_title)
        } else {
            let condition = self.level(&is?, phrase?, &asking);
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

    /// The measure that is asked, and the condition of each member; `None` where one is at fault.
    fn conditions_by_member(
        &mut self,
        by_member: Named<Text>,
        asking: &Asking<'_>,
    ) -> Option<(String, Vec<MemberCondition>)> {
        let count = by_member.entries.len();
        let mut conditions = Vec::new();
        let mut asked: Option<String> = None;
        for (member, is) in by_member.entries {
            let Some(is) = is else { continue };
            let Some(phrase) = self.phrase_of_one(&is) else { continue };
            let condition = self.level(&is, phrase, asking);
            let Some(Condition { measure, is: text, bound, scale }) = condition else { continue };
            if asked.as_ref().is_some_and(|own| *own != measure) {
                let message =
                    format!("`{}` asks another thing than the members before", shown(&text));
                let help = "ask all members for a level, or all for the same kind of change";
                self.push(is.problem("by-member-mixed", message).help(help));
                continue;
            }
            asked = Some(measure);
            conditions.push(MemberCondition { member: member.name(), is: text, bound, scale });
        }
        (conditions.len() == count).then_some((asked?, conditions))
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
        (measure, members): (String, Vec<MemberCondition>),
        title: Option<String>,
    ) -> Option<Target> {
        let (column, _) = self.each?;
        let (no_cases, place) = (self.no_cases, self.place);
        Some(Target::ByMember(ByMemberTarget { measure, column, members, no_cases, title, place }))
    }
}
