//! Targets that are asked of each of several periods: their periods.

use super::Checker;
use super::target::{Shape, Within};
use crate::document::scalar::{Located, Text};
use crate::document::text::shown;
use crate::ground::dates::{Grain, Period};
use crate::plan::target::{EveryTarget, Target, TargetPeriod};
use crate::plan::words::NoCases;
use crate::plan::written::TargetDocument;

/// Most periods of which one target is asked.
const MOST_PERIODS: usize = 1000;
/// Most conditions that the periods of all targets of a plan may come to.
const MOST_CONDITIONS: usize = 50_000;

/// A period of which a target is asked, and the days over which values are taken.
pub(super) struct Window {
    pub(super) name: String,
    pub(super) period: Period,
    pub(super) days: Period,
}

impl Checker<'_> {
    pub(super) fn every_target(
        &mut self,
        mut document: TargetDocument,
        shape: &Shape,
        within: Within,
    ) -> Option<Target> {
        let (every, over) = (document.every.take(), document.over.take());
        let place = document.place.clone();
        let title = document.title.as_ref().map(|title| title.text.clone());
        let no_cases = document.no_cases.as_ref().map_or_else(NoCases::default, |own| own.value);
        if every.is_none()
            && let Some(over) = &over
        {
            let message = "`over` means nothing without `every`";
            let help = "name the periods of which it is asked: `every: month`";
            self.push(over.problem("target-shape", message).help(help));
        }
        if let Some(every) = every.as_ref().filter(|_| within.every) {
            let message = "a part of a target that is asked of each period has periods of its own";
            let help = "write `every` once, at the outermost target that is asked so";
            self.push(every.problem("every-in-every", message).help(help));
        }
        let over = match (&over, &every) {
            (Some(over), Some(every)) => Some(self.over(over, every.value)?),
            _ => None,
        };
        let target = self.target_of(document, shape, None, Within { every: true, ..within })?;
        let (every, span) = (every?, within.span?);
        let windows = windows(every.value, over, span);
        self.check_periods(&every, over, windows.len(), &target)?;
        let periods = windows
            .into_iter()
            .map(|Window { name, period, days }| TargetPeriod {
                name,
                period,
                window: days,
                target: target.clone(),
            })
            .collect();
        Some(Target::Every(EveryTarget {
            every: every.value,
            over,
            no_cases,
            periods,
            title,
            place,
        }))
    }

    /// How many periods `3 months` are, beside `every: month`.
    fn over(&mut self, over: &Text, every: Grain) -> Option<u32> {
        let text = over.text.trim().to_lowercase();
        let read = text.split_once(' ').and_then(|(count, unit)| {
            let count: u32 = count.parse().ok().filter(|count| *count > 0)?;
            let unit = unit.trim().replace(' ', "_");
            let singular = unit.strip_suffix('s').unwrap_or(&unit);
            Some((count, Grain::from_name(singular)?))
        });
        let name = every.name().replace('_', " ");
        let Some((count, grain)) = read else {
            let message = format!("`{}` is not a number of periods", shown(&over.text));
            let help = format!("write how many periods are taken together: `3 {name}s`");
            self.push(over.problem("over-unreadable", message).help(help));
            return None;
        };
        if grain != every {
            let other = grain.name().replace('_', " ");
            let message = format!("`over` is in {other}s, and the target is asked every {name}");
            let help = format!("write it in {name}s, or change `every`");
            self.push(over.problem("over-grain", message).help(help));
            return None;
        }
        Some(count)
    }

    /// Refuses targets without a period, and those with more than can be evaluated.
    pub(super) fn check_periods(
        &mut self,
        every: &Located<Grain>,
        over: Option<u32>,
        count: usize,
        target: &Target,
    ) -> Option<()> {
        let name = every.value.name().replace('_', " ");
        if count == 0 {
            let over = over.unwrap_or(1);
            let message = format!("no {over} {name}s lie within the objective's time");
            let help = "take fewer together with `over`, or let the objective start earlier";
            self.push(every.problem("every-without-period", message).help(help));
            return None;
        }
        self.conditions = self.conditions.saturating_add(count.saturating_mul(size(target)));
        if count > MOST_PERIODS {
            let message =
                format!("the target is asked of {count} periods, more than {MOST_PERIODS}");
            let help = "ask it of longer periods, or let the objective be due earlier";
            self.push(every.problem("too-many-periods", message).help(help));
            return None;
        }
        if self.conditions > MOST_CONDITIONS {
            let message = format!(
                "with this the targets come to more than {MOST_CONDITIONS} conditions, counted period by period"
            );
            let help = "ask them of longer periods, or with fewer parts";
            self.push(every.problem("too-many-periods", message).help(help));
            return None;
        }
        Some(())
    }
}

/// How many conditions a target has.
fn size(target: &Target) -> usize {
    match target {
        Target::Measure(_) => 1,
        Target::Each(own) => own.members.as_ref().map_or(1, Vec::len),
        Target::AllOf(group) | Target::AnyOf(group) => group.targets.iter().map(size).sum(),
        Target::Every(own) => own.periods.iter().map(|period| size(&period.target)).sum(),
    }
}

/// The periods of a grain that lie in the span, clipped to it, in order; with `over`, those only
/// whose window does not begin before it.
fn windows(grain: Grain, over: Option<u32>, span: Period) -> Vec<Window> {
    let mut buckets: Vec<Period> = Vec::new();
    let mut next = Period::bucket(grain, span.first());
    while let Some(bucket) = next.filter(|bucket| bucket.first() <= span.last()) {
        buckets.push(bucket);
        next = bucket.last().succ_opt().and_then(|day| Period::bucket(grain, day));
    }
    let width = over.and_then(|over| usize::try_from(over).ok()).unwrap_or(1);
    let window = |(at, bucket): (usize, &Period)| {
        let period = bucket.overlap(&span)?;
        let days = if over.is_some() {
            let first = buckets.get((at + 1).checked_sub(width)?)?;
            if first.first() < span.first() {
                return None;
            }
            first.hull(bucket).overlap(&span)?
        } else {
            period
        };
        Some(Window { name: grain.name_of(bucket.first()), period, days })
    };
    buckets.iter().enumerate().filter_map(window).collect()
}
