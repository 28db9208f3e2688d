//! Targets with parts: three-valued logic, and which part decided.

use super::Station;
use super::figures::{Figures, Point};
use super::leaf::Question;
use super::outlook::Outlook;
use super::result::{
    Deciding, ObjectiveResult, Phase, Skipped, Status, TargetKind, TargetResult, TargetRoom,
};
use crate::ground::dates::Period;
use crate::plan::{Measure, MeasureTarget, Objective, Target, TargetGroup};
use crate::rules::blueprint::MeasureItems;

/// How a target's parts are joined.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Join {
    All,
    Any,
}

/// What joining needs to know of a part.
pub(super) struct Part {
    pub(super) name: Deciding,
    pub(super) status: Status,
    pub(super) outlook: Outlook,
    pub(super) outlook_expected: Option<Outlook>,
    pub(super) room: Option<TargetRoom>,
}

/// The time of which a target is asked.
#[derive(Clone, Copy)]
pub(super) struct When {
    pub(super) span: Period,
    pub(super) phase: Phase,
    /// Whether it is one of several periods: what is assumed of the whole says nothing of it.
    pub(super) is_part: bool,
}

/// The result of a target, and why there was nothing to measure in any of its parts, if so.
pub(super) struct Judged {
    pub(super) result: TargetResult,
    pub(super) empty: Option<Skipped>,
}

impl Join {
    fn status(self, parts: &[Part]) -> Status {
        let (deciding, other) = match self {
            Self::All => (Status::NotMet, Status::Met),
            Self::Any => (Status::Met, Status::NotMet),
        };
        let has = |status| parts.iter().any(|part| part.status == status);
        if has(deciding) {
            deciding
        } else if has(Status::NoData) || parts.is_empty() {
            Status::NoData
        } else {
            other
        }
    }

    /// Lost sorts before open before secured.
    fn outlook(self, outlooks: impl Iterator<Item = Outlook>) -> Option<Outlook> {
        match self {
            Self::All => outlooks.min(),
            Self::Any => outlooks.max(),
        }
    }

    /// The smallest room under `all_of` and `each`, the largest under `any_of`.
    pub(super) fn room(self, parts: Vec<Part>) -> Option<TargetRoom> {
        let rooms = parts.into_iter().filter_map(|part| {
            let room = part.room?;
            let of = std::iter::once(part.name).chain(room.of).collect();
            Some(TargetRoom { least: room.least, of })
        });
        // Of equal rooms the first one is named.
        rooms.reduce(|best, room| {
            let is_better = match self {
                Self::All => room.least < best.least,
                Self::Any => room.least > best.least,
            };
            if is_better { room } else { best }
        })
    }
}

impl<'s> Station<'s> {
    pub(super) fn objective(&self, objective: &Objective) -> ObjectiveResult {
        let span = objective.period;
        let phase = self.phase(span);
        let when = When { span, phase, is_part: false };
        let target = objective.target.as_ref().map(|target| self.target(target, when).result);
        ObjectiveResult {
            number: objective.number.clone(),
            statement: objective.statement.clone(),
            span,
            phase,
            status: target.as_ref().map_or(Status::NoData, |target| target.status),
            outlook: target.as_ref().map_or(Outlook::Open, |target| target.outlook),
            target,
        }
    }

    /// Where the as-of day stands to a span.
    pub(super) fn phase(&self, span: Period) -> Phase {
        if self.as_of < span.first() {
            Phase::NotStarted
        } else if self.as_of >= span.last() {
            Phase::Closed
        } else {
            Phase::InProgress
        }
    }

    pub(super) fn target(&self, target: &Target, when: When) -> Judged {
        match target {
            Target::Measure(own) => self.measure_target(own, when),
            Target::Each(own) => self.each_target(own, when),
            Target::ByMember(own) => self.by_member_target(own, when),
            Target::AllOf(group) => self.group(group, Join::All, when),
            Target::AnyOf(group) => self.group(group, Join::Any, when),
            Target::Every(own) => self.every_target(own),
            Target::Declared(own) => self.declared_target(own, when),
        }
    }

    /// A measure of the plan and its items. Plans are valid: the name is there.
    pub(super) fn measure(&self, name: &str) -> Option<(&'s Measure, &'s MeasureItems)> {
        let measures = self.context.plan.measures().iter();
        measures.zip(&self.context.measures).find(|(measure, _)| measure.name == name)
    }

    /// Whether a record that a count counts goes on counting.
    pub(super) fn settled(&self, name: &str) -> bool {
        let measures = self.context.plan.measures().iter();
        let mut settled = measures.zip(&self.context.settled);
        settled.find(|(measure, _)| measure.name == name).is_none_or(|(_, settled)| *settled)
    }

    fn measure_target(&self, own: &MeasureTarget, when: When) -> Judged {
        let Some((measure, items)) = self.measure(&own.measure) else {
            return nothing(own.title.clone());
        };
        let expected = self.assumptions.expected(&measure.name).filter(|_| !when.is_part);
        let question =
            Question { expected, ..self.question(measure, &own.bound, when.span, when.phase) };
        let mut figures = self.figures(measure, items, &Point::whole(when.span));
        if let Some(further) = self.assumptions.further(&measure.name).filter(|_| !when.is_part) {
            figures.suppose(further);
        }
        let answer = question.answer(&figures);
        // What the value is compared with may be handed in yet, as a source may.
        let is_missing = matches!(figures, Figures::NotHandedIn)
            || answer.result.value.baseline_not_given.is_some();
        let is_empty = (is_missing || figures.is_empty()) && !answer.result.decided_by_when_empty;
        let reason = if is_missing { Skipped::NotHandedIn } else { Skipped::NoCases };
        let result = TargetResult {
            title: own.title.clone(),
            status: answer.status,
            outlook: answer.outlook,
            outlook_expected: answer.outlook_expected,
            decided_by: Vec::new(),
            room: None,
            kind: TargetKind::Measure(Box::new(answer.result)),
        };
        Judged { result, empty: is_empty.then_some(reason) }
    }

    fn group(&self, group: &TargetGroup, join: Join, when: When) -> Judged {
        let judged = group.targets.iter().map(|target| self.target(target, when));
        let (targets, empty): (Vec<TargetResult>, Vec<Option<Skipped>>) =
            judged.map(|part| (part.result, part.empty)).unzip();
        let part = |(index, target): (usize, &TargetResult)| Part {
            name: Deciding::Target(index),
            status: target.status,
            outlook: target.outlook,
            outlook_expected: target.outlook_expected,
            room: target.room_of(),
        };
        let joined = joined(join, targets.iter().enumerate().map(part).collect(), None);
        let kind = match join {
            Join::All => TargetKind::AllOf { targets },
            Join::Any => TargetKind::AnyOf { targets },
        };
        Judged {
            result: TargetResult { title: group.title.clone(), kind, ..joined },
            empty: all_empty(empty),
        }
    }
}

/// Why nothing was measured, where that is so of every part.
pub(super) fn all_empty(parts: Vec<Option<Skipped>>) -> Option<Skipped> {
    let reasons: Vec<Skipped> = parts.into_iter().collect::<Option<_>>()?;
    if reasons.contains(&Skipped::NotHandedIn) {
        return Some(Skipped::NotHandedIn);
    }
    reasons.first().map(|_| Skipped::NoCases)
}

/// Joins parts; the kind is to be put in. `to_come` has the outlooks of parts that are not there
/// yet and may come.
pub(super) fn joined(join: Join, parts: Vec<Part>, to_come: Option<Vec<Outlook>>) -> TargetResult {
    let status = join.status(&parts);
    let outlooks = parts.iter().map(|part| part.outlook).chain(to_come.into_iter().flatten());
    let outlook = join.outlook(outlooks).unwrap_or(Outlook::Lost);
    let outlook_expected = parts
        .iter()
        .any(|part| part.outlook_expected.is_some())
        .then(|| {
            join.outlook(parts.iter().map(|part| part.outlook_expected.unwrap_or(part.outlook)))
        })
        .flatten();
    let decided_by =
        parts.iter().filter(|part| part.status == status).map(|part| part.name.clone()).collect();
    TargetResult {
        title: None,
        status,
        outlook,
        outlook_expected,
        decided_by,
        room: join.room(parts),
        kind: TargetKind::AllOf { targets: Vec::new() },
    }
}

pub(super) fn nothing(title: Option<String>) -> Judged {
    let result = TargetResult { title, ..joined(Join::All, Vec::new(), None) };
    Judged { result, empty: None }
}

impl TargetResult {
    /// The room that a tree of targets compares.
    pub(super) fn room_of(&self) -> Option<TargetRoom> {
        match &self.kind {
            TargetKind::Measure(result) => {
                result.room.least().map(|least| TargetRoom { least, of: Vec::new() })
            }
            _ => self.room.clone(),
        }
    }
}
