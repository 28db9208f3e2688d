//! What to do next, where the numbers say it.

use super::leaf::Leaf;
use super::phrases::fill;
use super::target::member_leaf;
use super::wording::{Side, Wording};
use crate::evaluate::{
    Arrivals, ObjectiveResult, Outlook, PeriodResult, Phase, Status, TargetKind, TargetResult,
};
use crate::ground::dates::Grain;

/// Sentences on what to do next.
pub(super) struct Next {
    /// Said first, where one of the sentences is enough.
    pub(super) choice: Option<&'static str>,
    pub(super) sentences: Vec<String>,
}

impl<'e> Wording<'e> {
    /// What to do next for an objective with this target.
    pub(super) fn next(&self, objective: &ObjectiveResult, target: &'e TargetResult) -> Next {
        let one = |sentence: String| Next { choice: None, sentences: vec![sentence] };
        if objective.phase == Phase::NotStarted {
            let date = self.date(objective.span.first());
            return one(fill(self.phrases.begins_next, &[("date", &date)]));
        }
        if target.status == Status::Met && target.outlook == Outlook::Secured {
            return one(self.phrases.nothing_left_to_do.to_owned());
        }
        let mut sentences = self.sentences(target, None);
        sentences.dedup();
        if target.status == Status::NotMet && target.outlook == Outlook::Lost {
            sentences.push(self.phrases.lost_after.to_owned());
        }
        if sentences.is_empty() && target.status == Status::Met {
            sentences.extend(self.key_leaf(target).map(|leaf| self.bears(&leaf)));
        }
        let is_choice = sentences.len() > 1
            && matches!(target.kind, TargetKind::AnyOf { .. })
            && target.outlook != Outlook::Lost;
        Next { choice: is_choice.then_some(self.phrases.one_of_next), sentences }
    }

    fn sentences(&self, target: &'e TargetResult, position: Option<usize>) -> Vec<String> {
        match &target.kind {
            TargetKind::Measure(_) => self
                .leaf(target, position)
                .and_then(|leaf| self.sentence(&leaf))
                .into_iter()
                .collect(),
            TargetKind::Each { members, .. } => {
                members.iter().filter_map(|member| self.sentence(&member_leaf(member))).collect()
            }
            TargetKind::AllOf { targets } => {
                let parts = targets.iter().enumerate();
                parts.flat_map(|(at, part)| self.sentences(part, Some(at))).collect()
            }
            TargetKind::AnyOf { targets } => {
                let parts = targets.iter().enumerate();
                // A branch that is lost, or not met beside one that is, asks for nothing.
                let asks = |part: &TargetResult| match target.status {
                    Status::Met => part.status == Status::Met,
                    _ => target.outlook == Outlook::Lost || part.outlook != Outlook::Lost,
                };
                parts
                    .filter(|(_, part)| asks(part))
                    .flat_map(|(at, part)| self.sentences(part, Some(at)))
                    .collect()
            }
            TargetKind::Declared { .. } => {
                let label = self.short_label(target, position);
                self.declared_next(target, &label).into_iter().collect()
            }
            TargetKind::Every { every, periods, .. } => {
                self.sentences_of_periods(target, *every, periods, position)
            }
        }
    }

    /// What is missed for good, and what the present period asks for.
    fn sentences_of_periods(
        &self,
        target: &'e TargetResult,
        every: Option<Grain>,
        periods: &'e [PeriodResult],
        position: Option<usize>,
    ) -> Vec<String> {
        let label = self.short_label(target, position);
        let missed: Vec<String> = periods
            .iter()
            .filter(|own| own.joins && own.target.status == Status::NotMet)
            .map(|own| self.period_name(every, &own.period))
            .collect();
        let mut sentences = Vec::new();
        if !missed.is_empty() {
            let places = [("part", label.as_str()), ("periods", &self.some_of(&missed))];
            sentences.push(fill(self.phrases.missed_next, &places));
        }
        let present = periods.iter().find(|own| own.phase == Phase::InProgress && !own.joins);
        if let Some(present) = present {
            let name = self.period_name(every, &present.period);
            let own = match present.target.kind {
                TargetKind::Declared { .. } => {
                    self.declared_next(&present.target, &label).into_iter().collect()
                }
                _ => self.sentences(&present.target, None),
            };
            sentences.extend(own.into_iter().map(|sentence| format!("{name}: {sentence}")));
        }
        sentences
    }

    fn sentence(&self, leaf: &Leaf<'_>) -> Option<String> {
        let value = &leaf.result.value;
        if value.not_handed_in {
            let source = self.missing_sources(leaf.result).join(", ");
            let places = [("source", source.as_str()), ("part", &leaf.label)];
            return Some(fill(self.phrases.hand_in_next, &places));
        }
        match leaf.status {
            Status::NoData if self.lacks_base(leaf.result) => None,
            Status::NoData => {
                let phrase = if self.has_cases(leaf.result) {
                    self.phrases.no_value_next
                } else {
                    self.phrases.no_cases_next
                };
                Some(fill(phrase, &[("part", &leaf.label)]))
            }
            Status::NotMet => Some(self.mending(leaf)),
            Status::Met => self.warning(leaf),
        }
    }

    /// What brings a target back that is not met.
    fn mending(&self, leaf: &Leaf<'_>) -> String {
        let (value, room) = (&leaf.result.value, &leaf.result.room);
        let terms = self.terms(leaf.result);
        let distance = self.distance(leaf.result, terms).unwrap_or_else(|| {
            let condition = self.condition(leaf.result);
            match self.value(&leaf.result.measure, value) {
                Some(shown) => {
                    let places = [("value", shown.as_str()), ("condition", &condition)];
                    fill(self.phrases.value_of, &places)
                }
                None => self.without_value_yet(leaf.result, &condition),
            }
        });
        let say = |phrase: &str, count: i128| {
            let (count, undecided) = (self.count(count), self.count(value.undecided));
            let places = [
                ("part", leaf.label.as_str()),
                ("distance", &distance),
                ("count", &count),
                ("undecided", &undecided),
                ("bad", terms.bad),
                ("good", terms.good),
            ];
            fill(phrase, &places)
        };
        if leaf.outlook == Outlook::Lost {
            return say(self.phrases.lost_next, 0);
        }
        let missing = room.headroom.map_or(0, i128::saturating_neg);
        let is_settled_by_undecided = terms.side == Side::Lower
            && !value.undecided_left_out
            && (1..=i128::from(value.undecided)).contains(&missing);
        match room.recovery {
            _ if is_settled_by_undecided && missing == i128::from(value.undecided) => {
                say(self.phrases.undecided_all, missing)
            }
            _ if is_settled_by_undecided => say(self.phrases.undecided_lower, missing),
            // Of a number of cases what is short says it all.
            Some(count) if count > 0 && !self.is_count(leaf.result) => {
                say(self.phrases.recovery_next, count)
            }
            _ => say(self.phrases.short_next, 0),
        }
    }

    /// What endangers a target that is met.
    fn warning(&self, leaf: &Leaf<'_>) -> Option<String> {
        let (value, room) = (&leaf.result.value, &leaf.result.room);
        let terms = self.terms(leaf.result);
        let (coming, undecided) =
            (self.count(value.coming.unwrap_or(0)), self.count(value.undecided));
        let say = |phrase: &str, count: i128| {
            let count = self.count(count.unsigned_abs());
            let places = [
                ("part", leaf.label.as_str()),
                ("count", &count),
                ("coming", &coming),
                ("undecided", &undecided),
                ("bad", terms.bad),
                ("good", terms.good),
            ];
            Some(fill(phrase, &places))
        };
        if leaf.outlook == Outlook::Secured {
            return None;
        }
        if let Some(after) = room.after_coming
            && value.coming.is_some_and(|coming| coming > 0)
        {
            return if after < 0 {
                say(self.phrases.coming_over_next, after)
            } else {
                say(self.phrases.coming_next, after)
            };
        }
        let headroom = room.headroom?;
        let is_endangered = terms.side == Side::Upper
            && !value.undecided_left_out
            && headroom < i128::from(value.undecided);
        if is_endangered { say(self.phrases.undecided_upper, headroom) } else { None }
    }

    /// What a target that is met still bears.
    fn bears(&self, leaf: &Leaf<'_>) -> String {
        let terms = self.terms(leaf.result);
        match leaf.result.room.arrivals {
            Arrivals::Count(count) => {
                let count = self.count(count);
                let places = [("part", leaf.label.as_str()), ("count", &count), ("bad", terms.bad)];
                fill(self.phrases.arrivals_next, &places)
            }
            _ => fill(self.phrases.watch_next, &[("part", &leaf.label)]),
        }
    }
}
