//! The words of an overview: an objective's row, and its target from the root down.

use super::super::document::NOTHING;
use super::super::escape::{prose, visible};
use super::super::phrases::fill;
use super::super::target::member_leaf;
use super::super::wording::{Side, Wording, mark, side_of};
use super::{OverviewCells, OverviewPart, OverviewRow, OverviewScale, OverviewWords};
use crate::evaluate::{
    Deciding, MeasureResult, ObjectiveResult, Outlook, Status, TargetKind, TargetResult,
};
use crate::ground::dates::Period;
use crate::ground::target::Scale;
use crate::plan::MeasureKind;

/// Where the parts of a target stand while they are walked through.
struct Walk<'a> {
    key: Option<&'a MeasureResult>,
    /// The time of which the part is asked.
    span: Period,
    found: Vec<OverviewPart>,
}

impl<'e> Wording<'e> {
    pub(super) fn overview_words(&self) -> OverviewWords {
        let phrases = self.phrases;
        OverviewWords {
            number: phrases.number,
            objective: phrases.objective,
            status: phrases.status,
            value: phrases.value,
            required: phrases.required,
            room: phrases.room,
            outlook: phrases.outlook,
            phase: phrases.phase,
            decides: phrases.decides,
            no_data: phrases.no_data,
            clipped: phrases.bucket_clipped,
            running: phrases.bucket_running,
            all_members: phrases.all_members,
            period: phrases.period_column,
            numerator: phrases.numerator_column,
            denominator: phrases.denominator_column,
            undecided: phrases.undecided_column,
        }
    }

    pub(super) fn overview_row(&self, objective: &'e ObjectiveResult) -> OverviewRow {
        let (value, required, room) = self.summary_cells(objective);
        let key = objective.target.as_ref().and_then(|target| self.key_leaf(target));
        let mut walk =
            Walk { key: key.map(|leaf| leaf.result), span: objective.span, found: Vec::new() };
        if let Some(target) = &objective.target {
            self.walk(&mut walk, target, None, (0, false));
        }
        OverviewRow {
            number: prose(&objective.number),
            statement: prose(&objective.statement),
            status: objective.status,
            outlook: objective.outlook,
            cells: OverviewCells {
                status: self.status_of(objective),
                ..self.cells_of(objective.status, objective.outlook, value, required, room)
            },
            phase: self.phase(objective.phase),
            span: format!("{} ({})", self.span(objective.span), self.phase_in_words(objective)),
            next: objective.target.iter().flat_map(|own| self.next_lines(objective, own)).collect(),
            parts: walk.found,
        }
    }

    fn cells_of(
        &self,
        status: Status,
        outlook: Outlook,
        value: String,
        required: String,
        room: String,
    ) -> OverviewCells {
        OverviewCells {
            mark: mark(status, outlook),
            status: self.status(status, outlook),
            value,
            required,
            room,
            outlook: self.outlook(outlook),
        }
    }

    /// A target and its parts, in order.
    fn walk(
        &self,
        walk: &mut Walk<'e>,
        target: &'e TargetResult,
        position: Option<usize>,
        (depth, decides): (usize, bool),
    ) {
        let label = self.label(target, position);
        let inner = depth + 1;
        let is_told_apart = |parts: usize| target.decided_by.len() < parts;
        let is_decisive = |part: &Deciding| target.decided_by.contains(part);
        let mut part = self.part_of((target.status, target.outlook), (depth, decides), label);
        match &target.kind {
            TargetKind::Measure(result) => {
                self.fill_part(walk, &mut part, result);
                let leaf = self.leaf(target, position);
                part.lines = leaf.iter().flat_map(|leaf| self.lines(leaf, walk.span)).collect();
                walk.found.push(part);
            }
            TargetKind::Each { column, condition, members, measure, skipped } => {
                part.kind = "each";
                let title = self.column(measure, column);
                part.cells.required = self.each(&title, condition.as_deref(), members);
                part.lines = self.decided(target, members.len()).into_iter().collect();
                if !skipped.is_empty() {
                    part.lines.push(self.skipped(skipped));
                }
                walk.found.push(part);
                for member in members {
                    let decides = is_told_apart(members.len())
                        && is_decisive(&Deciding::Member(member.member.clone()));
                    let label = visible(&member.member).into_owned();
                    let state = (member.status, member.outlook);
                    let mut part = self.part_of(state, (inner, decides), label);
                    self.fill_part(walk, &mut part, &member.result);
                    part.lines = self.lines(&member_leaf(member), walk.span);
                    part.kind = "member";
                    (part.column, part.member) =
                        (Some(column.clone()), Some(member.member.clone()));
                    walk.found.push(part);
                }
            }
            TargetKind::AllOf { targets } | TargetKind::AnyOf { targets } => {
                let is_all = matches!(target.kind, TargetKind::AllOf { .. });
                part.kind = if is_all { "all_of" } else { "any_of" };
                let rule = if is_all { self.phrases.all_of } else { self.phrases.any_of };
                part.lines = vec![fill(rule, &[("count", &self.count(targets.len()))])];
                part.lines.extend(self.decided(target, targets.len()));
                walk.found.push(part);
                for (at, own) in targets.iter().enumerate() {
                    let decides =
                        is_told_apart(targets.len()) && is_decisive(&Deciding::Target(at));
                    self.walk(walk, own, Some(at), (inner, decides));
                }
            }
            TargetKind::Every { every, periods, .. } => {
                part.kind = "every";
                walk.found.push(part);
                for period in periods.iter().filter(|own| own.joins || own.skipped.is_none()) {
                    let decides = is_told_apart(periods.len())
                        && is_decisive(&Deciding::Period(period.period.clone()));
                    let at = walk.found.len();
                    let whole = std::mem::replace(&mut walk.span, period.span);
                    self.walk(walk, &period.target, None, (inner, decides));
                    walk.span = whole;
                    if let Some(part) = walk.found.get_mut(at) {
                        part.label = self.period_name(*every, &period.period);
                        part.kind = "period";
                    }
                }
            }
            TargetKind::Declared { .. } => {
                part.kind = "declared";
                if let Some((said, required)) = self.declared_in_short(target) {
                    (part.cells.value, part.cells.required) = (said, required);
                }
                part.lines = self.declared_lines(target);
                walk.found.push(part);
            }
        }
    }

    fn part_of(
        &self,
        (status, outlook): (Status, Outlook),
        (depth, decides): (usize, bool),
        label: String,
    ) -> OverviewPart {
        let nothing = || NOTHING.to_owned();
        OverviewPart {
            depth,
            kind: "measure",
            label,
            status,
            outlook,
            decides,
            key: false,
            cells: self.cells_of(status, outlook, nothing(), nothing(), nothing()),
            lines: Vec::new(),
            column: None,
            member: None,
            scale: None,
        }
    }

    fn fill_part(&self, walk: &Walk<'e>, part: &mut OverviewPart, result: &'e MeasureResult) {
        part.key = walk.key.is_some_and(|key| std::ptr::eq(key, result));
        (part.cells.value, part.cells.required) =
            (self.value_in_short(result), self.condition(result));
        part.cells.room = self.room_in_short(result);
        part.scale = Some(self.scale_of(result));
    }

    fn scale_of(&self, result: &MeasureResult) -> OverviewScale {
        let (low, high) = result.bound.as_limit().ends();
        OverviewScale {
            measure: result.measure.clone(),
            title: self.measure(&result.measure),
            exact: result.value.exact.clone(),
            low: low.map(|edge| edge.value),
            high: high.map(|edge| edge.value),
            outside: result.bound.is_outside(),
            factor: result.scale.factor(),
            suffix: result.scale.suffix(self.language),
            is_share: result.scale.is_share(),
            is_day: result.scale == Scale::Date,
            bad: self.bad_part(result),
        }
    }

    /// The part of the value that has the bad cases.
    fn bad_part(&self, result: &MeasureResult) -> Option<&'static str> {
        let kind = &self.plan().measure(&result.measure)?.kind;
        match (kind, side_of(result)) {
            (MeasureKind::Proportion(_), Side::Upper) => Some("numerator"),
            (MeasureKind::Proportion(_), Side::Lower) => Some("not_in_numerator"),
            (MeasureKind::Count(_), Side::Upper) => Some("counted"),
            _ => None,
        }
    }

    /// What to do next, the sentence that one of them is enough before it.
    fn next_lines(&self, objective: &ObjectiveResult, target: &'e TargetResult) -> Vec<String> {
        let next = self.next(objective, target);
        next.choice.map(str::to_owned).into_iter().chain(next.sentences).collect()
    }
}
