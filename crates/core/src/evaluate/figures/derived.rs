//! Figures of measures that are made from others.

use std::collections::BTreeSet;

use super::{Figures, Point};
use crate::evaluate::Station;
use crate::evaluate::outlook::Outlook;
use crate::evaluate::result::{Phase, Status, ValueResult};
use crate::ground::dates::Period;
use crate::ground::exact::Exact;
use crate::plan::{
    Base, Change, ChangeIn, Measure, MeasureKind, MemberWithoutCases, RatioSide, Score, ScorePart,
    ScorePoints, ShareOfMembers, StepTarget, WithoutData,
};
use crate::tally::Member;

/// A value and what it is compared with.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::evaluate) struct ChangeFigures {
    /// The comparison, where there are both.
    pub(in crate::evaluate) value: Option<Exact>,
    pub(in crate::evaluate) own: Option<Exact>,
    pub(in crate::evaluate) base: Option<Exact>,
    pub(in crate::evaluate) undecided: u64,
    /// Whether the value itself has no case, whatever it is compared with.
    pub(in crate::evaluate) is_empty: bool,
    /// The name of the earlier tally, where it was not handed in.
    pub(in crate::evaluate) not_given: Option<String>,
    /// Where the value only grows.
    pub(in crate::evaluate) growing: Option<Growing>,
}

/// A value that only grows: a count, times `unit`, plus `start`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::evaluate) struct Growing {
    pub(in crate::evaluate) count: u64,
    pub(in crate::evaluate) unknown: u64,
    pub(in crate::evaluate) unit: Exact,
    pub(in crate::evaluate) start: Exact,
}

/// How many members were asked, and how they stand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::evaluate) struct ShareFigures {
    pub(in crate::evaluate) asked: u64,
    pub(in crate::evaluate) meeting: u64,
    /// Members that cannot miss their condition any more, and those that can go either way.
    pub(in crate::evaluate) secured: u64,
    pub(in crate::evaluate) open: u64,
    /// Whether others may still turn up.
    pub(in crate::evaluate) may_grow: bool,
    pub(in crate::evaluate) undecided: u64,
}

/// The points of a score.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::evaluate) struct ScoreFigures {
    pub(in crate::evaluate) total: Option<Exact>,
    pub(in crate::evaluate) parts: Vec<PartPoints>,
    /// Whether none of the measures that it is made from has a case.
    pub(in crate::evaluate) is_empty: bool,
    pub(in crate::evaluate) undecided: u64,
}

/// The points of one part.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::evaluate) struct PartPoints {
    pub(in crate::evaluate) title: Option<String>,
    pub(in crate::evaluate) measure: Option<String>,
    pub(in crate::evaluate) points: Option<Exact>,
    pub(in crate::evaluate) left_out: bool,
}

/// What is known of the points of a part.
#[derive(Default)]
struct Found<'p> {
    points: Option<Exact>,
    undecided: u64,
    /// Whether there are none because a source was not handed in.
    not_handed_in: bool,
    /// The measures whose undecided cases are counted.
    counted: BTreeSet<&'p str>,
}

impl Station<'_> {
    /// A measure's value at a point, rounded where that is prescribed.
    fn value_at(&self, name: &str, point: &Point<'_>) -> Option<(Figures, ValueResult)> {
        let (measure, items) = self.measure(name)?;
        let figures = self.figures(measure, items, point);
        let value = self.value_of(measure, &figures, point.span);
        Some((figures, value))
    }

    pub(super) fn change(&self, rule: &Change, point: &Point<'_>) -> Option<Figures> {
        let (measure, _) = self.measure(&rule.measure)?;
        let (figures, own) = self.value_at(&rule.measure, point)?;
        if own.not_handed_in {
            return None;
        }
        let (base, is_final) = self.base(rule, measure, point)?;
        let mut found = ChangeFigures {
            own: own.exact.clone(),
            undecided: own.undecided.saturating_add(base.undecided),
            is_empty: figures.is_empty(),
            not_given: base.baseline_not_given.clone(),
            ..ChangeFigures::default()
        };
        if let (Some(own), Some(base)) = (&own.exact, &base.exact) {
            found.value = compared(rule.measured, own, base);
        }
        if let Some(base) = base.exact.as_ref().filter(|_| is_final) {
            found.growing = self.growing(measure, &figures).and_then(|own| own.than(rule, base));
        }
        found.base = base.exact;
        Some(Figures::Change(Box::new(found)))
    }

    /// What the value is compared with, and whether that cannot change any more.
    fn base(
        &self,
        rule: &Change,
        measure: &Measure,
        point: &Point<'_>,
    ) -> Option<(ValueResult, bool)> {
        let over = |span: Period| -> Option<(ValueResult, bool)> {
            let (_, value) = self.value_at(&rule.measure, &point.over(span))?;
            // What has no table of its own over that time is not known.
            let is_handed_in =
                self.items_of(measure).into_iter().all(|at| self.books.own.is_handed_in(at));
            if value.not_handed_in && !is_handed_in {
                return None;
            }
            let is_final = self.phase(span) == Phase::Closed && value.undecided == 0;
            Some((value, is_final))
        };
        match &rule.than {
            Base::Period(period) => over(*period),
            Base::Previous(grain) => match point.span.moved_back(*grain) {
                Some(span) => over(span),
                None => Some((ValueResult::default(), false)),
            },
            Base::Figure(figure) => {
                Some((ValueResult { exact: Some(figure.clone()), ..ValueResult::default() }, true))
            }
            Base::Measure(other) => {
                let (_, value) = self.value_at(other, point)?;
                if value.not_handed_in {
                    return None;
                }
                let is_final = self.phase(point.span) == Phase::Closed && value.undecided == 0;
                Some((value, is_final))
            }
            Base::Tally { tally, period } => {
                if !self.books.earlier.contains_key(tally.as_str()) {
                    let baseline_not_given = Some(tally.clone());
                    let value = ValueResult { baseline_not_given, ..ValueResult::default() };
                    return Some((value, true));
                }
                let point = Point { earlier: Some(tally), ..point.over(*period) };
                let (_, value) = self.value_at(&rule.measure, &point)?;
                Some((value, true))
            }
        }
    }

    /// The value as one that only grows: a count, or a count over a given figure.
    fn growing(&self, measure: &Measure, figures: &Figures) -> Option<Growing> {
        if measure.rounding.is_some() || !self.settled(&measure.name) {
            return None;
        }
        let (count, unknown, unit) = match (figures, quota(measure)) {
            (Figures::Count { value, unknown }, _) => (*value, *unknown, Exact::ONE),
            (Figures::Ratio { numerator: Some(count), undecided, .. }, Some(figure)) => {
                let count = u64::try_from(count.to_integer()?).ok()?;
                (count, *undecided, Exact::ONE.checked_div(figure)?)
            }
            _ => return None,
        };
        Some(Growing { count, unknown, unit, start: Exact::ZERO })
    }

    pub(super) fn share_of_members(
        &self,
        rule: &ShareOfMembers,
        point: &Point<'_>,
    ) -> Option<Figures> {
        let (measure, items) = self.measure(&rule.measure)?;
        let phase = self.phase(point.span);
        let question = self.question(measure, &rule.asked.bound, point.span, phase);
        let (names, is_closed) = match &rule.members {
            Some(names) => (names.clone(), true),
            None => self.members(measure, &rule.column, point),
        };
        let skips = rule.asked.no_cases == MemberWithoutCases::Skip;
        let mut found = ShareFigures {
            may_grow: phase != Phase::Closed && (!is_closed || skips),
            ..ShareFigures::default()
        };
        for name in names {
            let member = Member::Named(name.as_str().into());
            let figures = self.figures(measure, items, &point.of(&rule.column, &member));
            if figures == Figures::NotHandedIn {
                return None;
            }
            let answer = question.answer(&figures);
            if answer.status == Status::NoData && skips {
                continue;
            }
            found.asked += 1;
            found.meeting += u64::from(answer.status == Status::Met);
            found.secured += u64::from(answer.outlook == Outlook::Secured);
            found.open += u64::from(answer.outlook == Outlook::Open);
            found.undecided = found.undecided.saturating_add(answer.result.value.undecided);
        }
        Some(Figures::ShareOfMembers(found))
    }

    pub(super) fn score(&self, rule: &Score, point: &Point<'_>) -> Option<Figures> {
        let mut found = ScoreFigures { total: Some(Exact::ZERO), ..ScoreFigures::default() };
        let mut is_any = false;
        for part in &rule.parts {
            let Found { points, undecided, not_handed_in, .. } = self.points(part, point)?;
            if not_handed_in {
                // What is not known yet is neither nothing nor left out.
                return None;
            }
            found.undecided = found.undecided.saturating_add(undecided);
            let left_out = points.is_none() && rule.without_data == WithoutData::LeaveOut;
            let counted = match (&points, rule.without_data) {
                (None, WithoutData::Zero) => Some(Exact::ZERO),
                _ => points.clone(),
            };
            if !left_out {
                is_any = true;
                found.total = found.total.zip(counted).map(|(total, points)| &total + &points);
            }
            found.parts.push(PartPoints {
                title: part.title.clone(),
                measure: part.points.measure().map(str::to_owned),
                points,
                left_out,
            });
        }
        if !is_any {
            found.total = None;
        }
        found.is_empty = found.total.is_none() && self.has_no_case(rule, point);
        Some(Figures::Score(found))
    }

    /// Whether none of the measures that a score is made from has a case.
    fn has_no_case(&self, rule: &Score, point: &Point<'_>) -> bool {
        let mut names = rule.parts.iter().flat_map(|part| match &part.points {
            ScorePoints::Value { measure, .. } | ScorePoints::FullAt { measure, .. } => {
                vec![measure.as_str()]
            }
            ScorePoints::Steps(steps) => {
                let targets = steps.iter().filter_map(|step| step.target.as_ref());
                targets.flat_map(StepTarget::asked).map(|asked| asked.measure.as_str()).collect()
            }
        });
        names.all(|name| self.value_at(name, point).is_none_or(|(figures, _)| figures.is_empty()))
    }

    fn points<'a>(&self, part: &'a ScorePart, point: &Point<'_>) -> Option<Found<'a>> {
        match &part.points {
            ScorePoints::Value { measure, weight } => {
                let (own, _) = self.measure(measure)?;
                let (_, value) = self.value_at(measure, point)?;
                let units = Exact::from(own.scale.factor());
                let points = value.exact.map(|value| &(&value * &units) * weight);
                let (undecided, not_handed_in) = (value.undecided, value.not_handed_in);
                Some(Found { points, undecided, not_handed_in, ..Found::default() })
            }
            ScorePoints::FullAt { measure, full_at, points } => {
                let (_, value) = self.value_at(measure, point)?;
                let points = value.exact.and_then(|value| {
                    if value >= *full_at {
                        return Some(points.clone());
                    }
                    (&value * points).checked_div(full_at)
                });
                let (undecided, not_handed_in) = (value.undecided, value.not_handed_in);
                Some(Found { points, undecided, not_handed_in, ..Found::default() })
            }
            ScorePoints::Steps(steps) => {
                let mut found = Found { points: Some(Exact::ZERO), ..Found::default() };
                for step in steps {
                    let (status, is_missing) = match &step.target {
                        Some(target) => self.step(target, point, &mut found)?,
                        None => (Status::Met, false),
                    };
                    match status {
                        Status::Met => {
                            found.points = Some(step.points.clone());
                            return Some(found);
                        }
                        Status::NotMet => {}
                        Status::NoData => {
                            found.points = None;
                            found.not_handed_in = is_missing;
                            return Some(found);
                        }
                    }
                }
                Some(found)
            }
        }
    }

    /// Whether a step holds, by logic of three values; where there is no data, whether that is
    /// so because a source was not handed in.
    fn step<'a>(
        &self,
        target: &'a StepTarget,
        point: &Point<'_>,
        found: &mut Found<'a>,
    ) -> Option<(Status, bool)> {
        let (targets, deciding, other) = match target {
            StepTarget::Measure(asked) => {
                let (measure, items) = self.measure(&asked.measure)?;
                let phase = self.phase(point.span);
                let question = self.question(measure, &asked.bound, point.span, phase);
                let answer = question.answer(&self.figures(measure, items, point));
                let value = &answer.result.value;
                // However many steps ask it, its undecided cases are the same.
                if found.counted.insert(&asked.measure) {
                    found.undecided = found.undecided.saturating_add(value.undecided);
                }
                return Some((answer.status, value.not_handed_in));
            }
            StepTarget::AllOf(targets) => (targets, Status::NotMet, Status::Met),
            StepTarget::AnyOf(targets) => (targets, Status::Met, Status::NotMet),
        };
        let (mut joined, mut is_missing) = (other, false);
        for target in targets {
            let (status, missing) = self.step(target, point, found)?;
            if status == deciding {
                joined = deciding;
            } else if status == Status::NoData {
                is_missing |= missing;
                if joined == other {
                    joined = Status::NoData;
                }
            }
        }
        Some((joined, is_missing && joined == Status::NoData))
    }
}

/// The figure of a count over a given figure.
pub(in crate::evaluate) fn quota(measure: &Measure) -> Option<&Exact> {
    match &measure.kind {
        MeasureKind::Ratio(ratio) => match (&ratio.numerator, &ratio.denominator) {
            (RatioSide::Counted(side), RatioSide::Figure(figure)) if side.total.is_none() => {
                Some(figure).filter(|figure| figure.signum() > 0)
            }
            _ => None,
        },
        _ => None,
    }
}

/// A value against what it is compared with.
fn compared(measured: ChangeIn, own: &Exact, base: &Exact) -> Option<Exact> {
    match measured {
        ChangeIn::Points => Some(own - base),
        // Nothing is so many per cent, or times, of nothing or of less.
        _ if base.signum() <= 0 => None,
        ChangeIn::Times => own.checked_div(base),
        _ => (own - base).checked_div(base),
    }
}

impl Growing {
    /// The same against a base that stays; only above a positive one does it grow.
    fn than(self, rule: &Change, base: &Exact) -> Option<Self> {
        if rule.measured == ChangeIn::Points {
            return Some(Self { start: -base, ..self });
        }
        if base.signum() <= 0 {
            return None;
        }
        let start = if rule.measured == ChangeIn::Percent { -Exact::ONE } else { Exact::ZERO };
        Some(Self { unit: self.unit.checked_div(base)?, start, ..self })
    }
}
