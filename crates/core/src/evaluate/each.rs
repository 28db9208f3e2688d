//! Targets that are asked of each member of a column.

use super::Station;
use super::figures::{Figures, Point};
use super::leaf::Answer;
use super::result::{
    Deciding, MemberResult, Phase, Skipped, SkippedMember, TargetKind, TargetResult, TargetRoom,
};
use super::tree::{Join, Judged, Part, When, all_empty, joined, nothing};
use crate::ground::target::Bound;
use crate::plan::{ByMemberTarget, EachTarget, Measure, NoCases};
use crate::rules::blueprint::MeasureItems;
use crate::tally::Member;

/// Of which members something is asked.
struct Whom<'t> {
    column: &'t str,
    no_cases: NoCases,
    title: Option<&'t str>,
    /// The condition, where it is the same for all.
    condition: Option<&'t Bound>,
}

impl Station<'_> {
    pub(super) fn each_target(&self, own: &EachTarget, when: When) -> Judged {
        let Some((measure, items)) = self.measure(&own.measure) else {
            return nothing(own.title.clone());
        };
        let (names, is_closed) = match &own.members {
            Some(names) => (names.clone(), true),
            None => self.members(measure, &own.column, &Point::whole(when.span)),
        };
        let whom = Whom {
            column: &own.column,
            no_cases: own.no_cases,
            title: own.title.as_deref(),
            condition: Some(&own.bound),
        };
        let asked = names.into_iter().map(|name| (name, &own.bound)).collect();
        // A member that has not been met yet may still turn up.
        let further = (!is_closed).then_some(&own.bound);
        self.members_target(&whom, (measure, items), asked, further, when)
    }

    pub(super) fn by_member_target(&self, own: &ByMemberTarget, when: When) -> Judged {
        let Some((measure, items)) = self.measure(&own.measure) else {
            return nothing(own.title.clone());
        };
        let whom = Whom {
            column: &own.column,
            no_cases: own.no_cases,
            title: own.title.as_deref(),
            condition: None,
        };
        let asked = own.members.iter().map(|own| (own.member.clone(), &own.bound)).collect();
        self.members_target(&whom, (measure, items), asked, None, when)
    }

    /// Judges each of the members; `further` is what would be asked of one that turns up.
    fn members_target(
        &self,
        whom: &Whom<'_>,
        (measure, items): (&Measure, &MeasureItems),
        asked: Vec<(String, &Bound)>,
        further: Option<&Bound>,
        when: When,
    ) -> Judged {
        let phase = when.phase;
        let whole = Point::whole(when.span);
        let question = |bound| self.question(measure, bound, when.span, phase);
        let condition = whom.condition.map(|bound| bound.canonical(&measure.scale));
        let figures_of =
            |member: &Member| self.figures(measure, items, &whole.of(whom.column, member));
        let (mut members, mut skipped, mut parts) = (Vec::new(), Vec::new(), Vec::new());
        let mut to_come = Vec::new();
        for (name, bound) in asked {
            let member = Member::Named(name.as_str().into());
            let figures = figures_of(&member);
            let question = question(bound);
            let condition = condition.clone().unwrap_or_else(|| question.condition());
            let answer = question.answer_to(condition, &figures);
            let empty = self.skipped(measure, &figures, &member);
            // What the value is compared with may be handed in yet, as a source may.
            let is_missing = answer.result.value.baseline_not_given.is_some();
            let empty = if is_missing { Some(Skipped::NotHandedIn) } else { empty };
            let empty = empty.filter(|_| !answer.result.decided_by_when_empty);
            match empty {
                Some(reason) if whom.no_cases == NoCases::Skip => {
                    to_come.push(answer.outlook);
                    skipped.push(SkippedMember { member: name, reason });
                }
                empty => {
                    parts.push(part_of(&name, &answer));
                    members.push(member_result(name, answer, empty));
                }
            }
        }
        if let Some(bound) = further {
            let figures = figures_of(&Member::Empty);
            to_come.push(question(bound).answer(&figures).outlook);
        }
        // Of a source that was not handed in nothing is known, whatever the day.
        let is_known = !skipped.iter().any(|own| own.reason == Skipped::NotHandedIn);
        let to_come = if phase == Phase::Closed && is_known { None } else { Some(to_come) };
        let joined = joined(Join::All, parts, to_come);
        let reasons: Vec<Option<Skipped>> =
            skipped.iter().map(|own: &SkippedMember| Some(own.reason)).collect();
        let empty = members.is_empty().then(|| all_empty(reasons).unwrap_or(Skipped::NoCases));
        let result = TargetResult {
            title: whom.title.map(str::to_owned),
            kind: TargetKind::Each {
                column: whom.column.to_owned(),
                measure: measure.name.clone(),
                condition,
                members,
                skipped,
            },
            ..joined
        };
        Judged { result, empty }
    }

    /// Why a member is passed over, if it is.
    fn skipped(&self, measure: &Measure, figures: &Figures, member: &Member) -> Option<Skipped> {
        if !figures.is_empty() {
            return None;
        }
        Some(if *figures == Figures::NotHandedIn {
            Skipped::NotHandedIn
        } else if self.has_records(measure, member) {
            Skipped::NoCases
        } else {
            Skipped::NoRecords
        })
    }
}

fn part_of(name: &str, answer: &Answer) -> Part {
    Part {
        name: Deciding::Member(name.to_owned()),
        status: answer.status,
        outlook: answer.outlook,
        outlook_expected: None,
        room: answer.result.room.least().map(|least| TargetRoom { least, of: Vec::new() }),
    }
}

fn member_result(member: String, answer: Answer, empty: Option<Skipped>) -> MemberResult {
    let Answer { status, outlook, result, .. } = answer;
    MemberResult { member, status, outlook, empty, result }
}
