//! Paths: a threshold by period, and what is asked of the periods that are not named.

use chrono::Datelike;

use super::Checker;
use super::condition::Whom;
use super::every::{Recurring, Window, windows};
use super::level::{Asking, Condition};
use super::target::Within;
use crate::document::faults::listed;
use crate::document::read::Named;
use crate::document::scalar::Text;
use crate::document::text::shown;
use crate::ground::dates::{Grain, Period};
use crate::ground::exact::Exact;
use crate::ground::target::{Bound, Edge};
use crate::plan::target::Target;
use crate::plan::words::Between;
use crate::plan::written::TargetDocument;

/// A threshold at its period.
struct Step {
    name: Text,
    period: Period,
    condition: Condition,
}

impl Checker<'_> {
    pub(super) fn path_target(
        &mut self,
        mut document: TargetDocument,
        asking: &Asking<'_>,
        whom: Option<Whom>,
        title: Option<String>,
        within: Within,
    ) -> Option<Target> {
        let path = document.path.take()?;
        let said = path.place.clone();
        self.check_nesting(&said, within);
        let (every, steps) = self.path_steps(path, asking)?;
        let (whom, span) = (whom?, within.span?);
        let between = document.between.as_ref().map(|between| between.value);
        let windows = windows(every, None, span);
        self.check_periods(&said, (Some(every), None), windows.len())?;
        let unnamed: Vec<&str> = windows
            .iter()
            .filter(|window| !steps.iter().any(|step| step.name.text == window.name))
            .map(|window| window.name.as_str())
            .collect();
        if between.is_none() && !unnamed.is_empty() {
            let message = format!("the path does not say what is asked of {}", listed(unnamed));
            let help = "write `between: previous`, `next`, `linear` or `nothing`";
            self.push(said.problem("between-missing", message).help(help));
            return None;
        }
        if between == Some(Between::Linear) {
            self.check_linear(&steps)?;
        }
        let asked: Vec<(Window, Condition)> = windows
            .into_iter()
            .filter_map(|window| {
                let condition = condition_of(&window, every, &steps, between)?;
                Some((window, condition))
            })
            .collect();
        if asked.is_empty() {
            let message = "the path asks nothing of the objective's time";
            let help = "name a period in which the objective is evaluated, or write `between: previous` or `next`";
            self.push(said.problem("path-without-period", message).help(help));
            return None;
        }
        let (windows, conditions): (Vec<Window>, Vec<Condition>) = asked.into_iter().unzip();
        let (no_cases, place) = (whom.no_cases, document.place);
        let recurring =
            Recurring { every: Some(every), over: None, windows, no_cases, said, place };
        let mut conditions = conditions.into_iter();
        self.repeated(recurring, title, |_| Some(whom.asked(conditions.next()?, None)))
    }

    /// The thresholds in order of time, and the grain of their periods.
    fn path_steps(&mut self, path: Named<Text>, asking: &Asking<'_>) -> Option<(Grain, Vec<Step>)> {
        let count = path.entries.len();
        let (mut steps, mut grains): (Vec<Step>, Vec<Grain>) = (Vec::new(), Vec::new());
        for (name, is) in path.entries {
            let found = Period::parse(&name.text)
                .and_then(|period| Some((period, grain_of(&name.text, period)?)));
            let Some((period, grain)) = found else {
                let message = format!("`{}` is not a period", shown(&name.text));
                let help = "write a year, half year, quarter, month, ISO week or day: `2025`, `2025-H1`, `2025-Q3`, `2025-03`, `2025-W05`, `2025-03-31`";
                self.push(name.problem("path-period", message).help(help));
                continue;
            };
            if let Some(first) = grains.first().filter(|first| **first != grain) {
                let (first, grain) =
                    (first.name().replace('_', " "), grain.name().replace('_', " "));
                let message = format!(
                    "`{}` is a {grain}, and the path began with a {first}",
                    shown(&name.text)
                );
                let help = "name periods of one kind, such as years";
                self.push(name.problem("path-grain", message).help(help));
                continue;
            }
            grains.push(grain);
            let Some(is) = is else { continue };
            let Some(phrase) = self.phrase_of_one(&is) else { continue };
            let Some(condition) = self.level(
                &is,
                phrase,
                &Asking { during: Some(period), windows: &[period], ..*asking },
            ) else {
                continue;
            };
            steps.push(Step { name, period, condition });
        }
        steps.sort_by_key(|step| step.period);
        (steps.len() == count).then_some((*grains.first()?, steps))
    }

    /// Refuses thresholds between which there is no straight line.
    fn check_linear(&mut self, steps: &[Step]) -> Option<()> {
        for (before, after) in steps.iter().zip(steps.iter().skip(1)) {
            if before.period.last().succ_opt() == Some(after.period.first()) {
                continue; // nothing lies between them
            }
            let half = Exact::ratio(1, 2).unwrap_or(Exact::ONE);
            let line = between(&before.condition.bound, &after.condition.bound, &half);
            if line.is_none() {
                let (from, to) = (shown(&before.condition.is), shown(&after.condition.is));
                let message = format!("there is no straight line from `{from}` to `{to}`");
                let help =
                    "compare in the same way at both ends, or write `between: previous` or `next`";
                self.push(after.name.problem("path-not-linear", message).help(help));
                return None;
            }
        }
        Some(())
    }
}

/// The grain of which the text is the standard name of a period.
fn grain_of(text: &str, period: Period) -> Option<Grain> {
    Grain::ALL.into_iter().find(|grain| {
        grain.name_of(period.first()) == text
            && Period::bucket(*grain, period.first()) == Some(period)
    })
}

/// What is asked of a period, if anything is.
fn condition_of(
    window: &Window,
    every: Grain,
    steps: &[Step],
    between_steps: Option<Between>,
) -> Option<Condition> {
    let first = window.period.first();
    let bucket = Period::bucket(every, first)?;
    if let Some(step) = steps.iter().find(|step| step.period == bucket) {
        return Some(step.condition.clone());
    }
    let before = steps.iter().rfind(|step| step.period.first() < bucket.first());
    let after = steps.iter().find(|step| step.period.first() > bucket.first());
    match between_steps? {
        Between::Previous => Some(before?.condition.clone()),
        Between::Next => Some(after?.condition.clone()),
        Between::Nothing => None,
        Between::Linear => {
            let (before, after) = (before?, after?);
            let way = periods_from(every, before.period, bucket);
            let whole = periods_from(every, before.period, after.period);
            let part = Exact::ratio(way, whole)?;
            let bound = between(&before.condition.bound, &after.condition.bound, &part)?;
            let scale = before.condition.scale.clone();
            let is = bound.canonical(&scale);
            Some(Condition { measure: before.condition.measure.clone(), is, bound, scale })
        }
    }
}

/// How many periods lie from one to a later one.
fn periods_from(every: Grain, from: Period, to: Period) -> i128 {
    let days = i128::from(to.days().0) - i128::from(from.days().0);
    let month = |period: Period| {
        i128::from(period.first().year()) * 12 + i128::from(period.first().month0())
    };
    let months = month(to) - month(from);
    match every {
        Grain::Day => days,
        Grain::Week => days / 7,
        Grain::Month => months,
        Grain::Quarter => months / 3,
        Grain::HalfYear => months / 6,
        Grain::Year => months / 12,
    }
}

/// The bound that lies so far on the way from one to the other, where they are of one form.
fn between(from: &Bound, to: &Bound, part: &Exact) -> Option<Bound> {
    let on_the_way = |from: &Exact, to: &Exact| from + &(&(to - from) * part);
    if let (Some((comparator, from)), Some((other, to))) =
        (from.as_comparison(), to.as_comparison())
    {
        return (comparator == other).then(|| Bound::limit(comparator, on_the_way(from, to)));
    }
    let ((low, high), (to_low, to_high)) = (from.as_range()?, to.as_range()?);
    let edge = |from: &Edge, to: &Edge| {
        (from.inclusive == to.inclusive)
            .then(|| Edge { value: on_the_way(&from.value, &to.value), inclusive: from.inclusive })
    };
    Bound::range(edge(low, to_low)?, edge(high, to_high)?)
}
