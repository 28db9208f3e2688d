//! Measures that are made from the values of others.

use std::collections::BTreeSet;

use crate::document::faults::listed;
use crate::document::place::Place;
use crate::document::read::{List, Short};
use crate::document::scalar::{Figure, Located, Text};
use crate::document::text::shown;
use crate::ground::dates::{Grain, Period};
use crate::ground::exact::Exact;
use crate::ground::target::{Bound, ChangeIn, Comparator, Scale};
use crate::plan::check::Checker;
use crate::plan::measure::{
    Base, Change, MeasureKind, MembersAsked, Score, ScorePart, ScorePoints, ShareOfMembers, Step,
    StepTarget, ValueAsked, ValueClass,
};
use crate::plan::words::{MemberWithoutCases, WithoutData};
use crate::plan::written::{
    BaseDocument, ChangeDocument, ClassDocument, ScoreDocument, ScorePartDocument,
    ShareOfMembersDocument, StepDocument, StepTargetDocument,
};

const BASES: &str = "write a period such as `2017`, `previous year` (or `half year`, `quarter`, `month`, \
                     `week`), `{figure: …}`, `{measure: …}` or `{tally: …, period: …}`";
const PARTS: &str = "write `measure`, `measure` with `full_at` and `points`, or `steps`";
const STEPS: &str = "write `points` with `is`, where the part has a `measure`, or with `target`, \
                     or alone at the end";

impl Checker<'_> {
    pub(super) fn change(&mut self, rule: ChangeDocument) -> Option<Change> {
        let measure = rule.measure.as_ref().and_then(|name| self.number_measure(name));
        let than = rule.than.and_then(|than| self.base(than, measure.as_deref()));
        let measured = rule.measured.map_or_else(ChangeIn::default, |word| word.value);
        let (measure, than) = (measure?, than?);
        if let Base::Measure(other) = &than
            && measured == ChangeIn::Points
        {
            self.check_same_scale(&rule.place, &measure, other);
        }
        Some(Change { measure, than, measured })
    }

    /// What a value is compared with.
    pub(in crate::plan::check) fn base(
        &mut self,
        than: Short<Text, BaseDocument>,
        measure: Option<&str>,
    ) -> Option<Base> {
        match than {
            Short::Short(text) => {
                let base = base_of(&text.text);
                if base.is_none() {
                    let message = format!("`{}` is nothing to compare with", shown(&text.text));
                    self.push(text.problem("change-base", message).help(BASES));
                }
                base
            }
            Short::Long(base) => self.long_base(base, measure),
        }
    }

    fn long_base(&mut self, base: BaseDocument, measure: Option<&str>) -> Option<Base> {
        match base.written.as_slice() {
            ["figure"] => {
                let figure = Exact::from_decimal_text(&base.figure?.value.0)?;
                let scale = &self.measures.get(measure?)?.as_ref()?.scale;
                figure.checked_div(&Exact::from(scale.factor())).map(Base::Figure)
            }
            ["measure"] => self.number_measure(&base.measure?).map(Base::Measure),
            ["tally", "period"] => {
                let name = base.tally?;
                let tally = self.word(&name, "an earlier tally");
                Some(Base::Tally { tally, period: base.period?.value })
            }
            _ => {
                let message = "it is not said what the value is compared with";
                self.push(base.place.problem("change-base", message).help(BASES));
                None
            }
        }
    }

    pub(in crate::plan::check) fn check_same_scale(
        &mut self,
        place: &Place,
        measure: &str,
        other: &str,
    ) {
        let scale = |name: &str| Some(self.measures.get(name)?.as_ref()?.scale.clone());
        let (Some(own), Some(scale)) = (scale(measure), scale(other)) else { return };
        if own != scale && !(own.is_share() && scale.is_share()) {
            let message = format!(
                "`{measure}` is measured in {own} and `{other}` in {scale}: they have no difference"
            );
            let help =
                "write `as: times` or `as: percent`, or compare with a measure of the same scale";
            self.push(place.problem("measure-unsuitable", message).help(help));
        }
    }

    /// The name of a declared measure whose value is a number.
    fn number_measure(&mut self, name: &Text) -> Option<String> {
        let measure = self.measure_name(name)?;
        let kind = self.measures.get(&measure)?.as_ref().map(|own| own.kind.clone());
        if let Some(MeasureKind::Milestone(_)) = kind {
            let message = format!("the value of `{measure}` is a date");
            let help = "name a measure whose value is a number; in the `steps` of a score a date \
                        can be asked";
            self.push(name.problem("measure-unsuitable", message).help(help));
            return None;
        }
        Some(measure)
    }

    pub(super) fn share_of_members(
        &mut self,
        rule: ShareOfMembersDocument,
    ) -> Option<ShareOfMembers> {
        let measure = rule.measure.as_ref().and_then(|name| self.measure_name(name));
        let is = rule.is?;
        let bound = self.bound(&is, measure.as_deref());
        let listed = rule.members.is_some();
        let names = rule.members.as_ref().map_or_else(Vec::new, |list| list.items.clone());
        let members = self.members(rule.members);
        let column = self.each(measure.as_deref()?, &rule.each?, &names);
        let (bound, scale) = bound?;
        let no_cases = rule.no_cases.map_or_else(MemberWithoutCases::default, |word| word.value);
        Some(ShareOfMembers {
            measure: measure?,
            column: column?,
            members: listed.then_some(members),
            asked: MembersAsked { is: is.text, bound, scale, no_cases },
        })
    }

    pub(super) fn score(&mut self, rule: ScoreDocument) -> Option<Score> {
        let documents = rule.parts?.items;
        let count = documents.len();
        let parts: Vec<ScorePart> =
            documents.into_iter().filter_map(|part| self.score_part(part)).collect();
        let without_data = rule.without_data.map_or_else(WithoutData::default, |word| word.value);
        (parts.len() == count && count > 0).then_some(Score { without_data, parts })
    }

    fn score_part(&mut self, part: ScorePartDocument) -> Option<ScorePart> {
        let title = part.title.as_ref().map(|title| title.text.clone());
        let keys: Vec<&str> = part.written.iter().copied().filter(|key| *key != "title").collect();
        let points = match keys.as_slice() {
            ["measure"] | ["measure", "weight"] => {
                let weight = match part.weight {
                    Some(weight) => exact(&weight),
                    None => Some(Exact::ONE),
                };
                let measure = self.number_measure(&part.measure?);
                ScorePoints::Value { measure: measure?, weight: weight? }
            }
            ["measure", "full_at", "points"] => self.full_at(part)?,
            ["steps"] | ["measure", "steps"] => self.steps(part)?,
            keys => {
                let message = match keys {
                    [] => "the part does not say how its points come about".to_owned(),
                    keys => format!(
                        "{} do not say how the points of the part come about",
                        listed(keys.iter().copied())
                    ),
                };
                self.push(part.place.problem("score-part", message).help(PARTS));
                return None;
            }
        };
        Some(ScorePart { title, points })
    }

    fn full_at(&mut self, part: ScorePartDocument) -> Option<ScorePoints> {
        let measure = self.number_measure(&part.measure?);
        let written = part.full_at?;
        let equal = Text::new(format!("= {}", written.text.trim()), written.place.clone());
        let (bound, _) = self.bound(&equal, measure.as_deref())?;
        let full_at = match bound.as_comparison() {
            Some((Comparator::Equal, value)) if value.signum() > 0 => Some(value.clone()),
            _ => {
                let message = format!(
                    "`{}` is no value from which on there are full points",
                    shown(&written.text)
                );
                let help = "write one value above zero: `full_at: 80%`";
                self.push(written.problem("score-part", message).help(help));
                None
            }
        };
        let points = exact(&part.points?)?;
        Some(ScorePoints::FullAt { measure: measure?, full_at: full_at?, points })
    }

    fn steps(&mut self, part: ScorePartDocument) -> Option<ScorePoints> {
        let measure = match &part.measure {
            Some(name) => Some(self.measure_name(name)?),
            None => None,
        };
        let documents = part.steps?.items;
        let last = documents.len();
        let mut steps = Vec::new();
        for (at, document) in documents.into_iter().enumerate() {
            let is_last = at + 1 == last;
            steps.extend(self.step(document, measure.as_deref(), is_last));
        }
        (steps.len() == last && last > 0).then_some(ScorePoints::Steps(steps))
    }

    fn step(&mut self, step: StepDocument, measure: Option<&str>, is_last: bool) -> Option<Step> {
        let points = step.points.as_ref().and_then(exact);
        let target = match (step.is, step.target) {
            (Some(is), None) if measure.is_some() => {
                let (bound, scale) = self.bound(&is, measure)?;
                let measure = measure?.to_owned();
                let is = is.text;
                Some(StepTarget::Measure(ValueAsked { measure, is, bound, scale }))
            }
            (None, Some(target)) => Some(self.step_target(target)?),
            (None, None) if is_last => None,
            (is, _) => {
                let message = match is {
                    Some(_) if measure.is_none() => {
                        "the step has `is`, and the part has no `measure`"
                    }
                    Some(_) => "the step has `is` and `target` at once",
                    None => "only the last step holds otherwise",
                };
                self.push(step.place.problem("score-step", message).help(STEPS));
                return None;
            }
        };
        Some(Step { points: points?, target })
    }

    fn step_target(&mut self, target: StepTargetDocument) -> Option<StepTarget> {
        let group = |own: &mut Self, list: Option<List<StepTargetDocument>>| {
            let items = list?.items;
            let count = items.len();
            let targets: Vec<StepTarget> =
                items.into_iter().filter_map(|target| own.step_target(target)).collect();
            (targets.len() == count && count > 0).then_some(targets)
        };
        match target.written.as_slice() {
            ["measure", "is"] => {
                let measure = self.measure_name(&target.measure?);
                let is = target.is?;
                let (bound, scale) = self.bound(&is, measure.as_deref())?;
                let measure = measure?;
                Some(StepTarget::Measure(ValueAsked { measure, is: is.text, bound, scale }))
            }
            ["all_of"] => group(self, target.all_of).map(StepTarget::AllOf),
            ["any_of"] => group(self, target.any_of).map(StepTarget::AnyOf),
            _ => {
                let help = "write `measure` with `is`, or `all_of`, or `any_of`";
                let message = "the target of a step is one condition, or several joined";
                self.push(target.place.problem("target-shape", message).help(help));
                None
            }
        }
    }

    /// The classes of a measure's values; `None` where one is at fault.
    pub(super) fn classes(
        &mut self,
        documents: Option<List<ClassDocument>>,
        measure: &str,
        scale: &Scale,
    ) -> Option<Vec<ValueClass>> {
        let mut names = BTreeSet::new();
        let documents = documents.map_or_else(Vec::new, |list| list.items);
        let count = documents.len();
        let mut classes = Vec::new();
        for document in documents {
            let (Some(name), Some(is)) = (document.name, document.is) else { continue };
            let own = self.free_name(&name, "a class");
            if !names.insert(own.clone()) {
                let message = format!("`{}` is a class already", shown(&own));
                self.push(name.problem("duplicate-class", message).help("name each class once"));
            }
            if let Some((bound, _)) = self.bound_in(&is, measure, scale) {
                classes.push(ValueClass { name: own, is: is.text, bound });
            }
        }
        (classes.len() == count).then_some(classes)
    }

    /// The names of the sources that a measure rests on, through all that it is made from.
    pub(in crate::plan::check) fn sources_of(&self, measure: &str) -> Vec<String> {
        let (mut sources, mut seen) = (BTreeSet::new(), BTreeSet::new());
        let mut rest = vec![measure];
        while let Some(name) = rest.pop() {
            let Some(Some(measure)) = self.measures.get(name) else { continue };
            if seen.insert(name) {
                sources.extend(measure.kind.sources().into_iter().map(str::to_owned));
                rest.extend(measure.kind.measures());
            }
        }
        sources.into_iter().collect()
    }
}

/// A bound on a measure of that name and scale, which need not be declared yet.
impl Checker<'_> {
    pub(super) fn bound_in(
        &mut self,
        is: &Text,
        measure: &str,
        scale: &Scale,
    ) -> Option<(Bound, Scale)> {
        let read = self.parsed_bound(is)?;
        Some(self.in_scale_of(is, read, measure, scale))
    }
}

/// `2017`, or `previous year`.
fn base_of(text: &str) -> Option<Base> {
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.as_slice() {
        ["previous", "half", "year"] => Some(Base::Previous(Grain::HalfYear)),
        ["previous", grain] => {
            Grain::from_name(grain).filter(|grain| *grain != Grain::Day).map(Base::Previous)
        }
        [period] => Period::parse(period).map(Base::Period),
        _ => None,
    }
}

fn exact(figure: &Located<Figure>) -> Option<Exact> {
    Exact::from_decimal_text(&figure.value.0)
}
