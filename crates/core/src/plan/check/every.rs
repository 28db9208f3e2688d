//! Targets that are asked of each of several periods: their periods.

use super::Checker;
use super::target::Within;
use crate::document::place::Place;
use crate::document::scalar::Text;
use crate::document::text::shown;
use crate::ground::dates::{Grain, Period};
use crate::ground::unicode::lower_case;
use crate::plan::target::{EveryTarget, Target, TargetPeriod};
use crate::plan::words::NoCases;
use crate::plan::written::TargetDocument;

/// Most periods of which one target is asked.
pub(super) const MOST_PERIODS: usize = 1000;
/// Most periods that are taken together.
const MOST_TOGETHER: u32 = 1000;
/// Most conditions that the periods of all targets of a plan may come to.
const MOST_CONDITIONS: usize = 50_000;

/// A period of which a target is asked, and the days over which values are taken.
pub(super) struct Window {
    pub(super) name: String,
    pub(super) period: Period,
    pub(super) days: Period,
}

/// Of which periods a target is asked.
pub(super) struct Recurring {
    /// Their grain; none of the time before deadlines.
    pub(super) every: Option<Grain>,
    pub(super) over: Option<u32>,
    pub(super) windows: Vec<Window>,
    pub(super) no_cases: NoCases,
    /// Where the periods are said.
    pub(super) said: Place,
    /// Where the target is written.
    pub(super) place: Place,
}

impl Checker<'_> {
    /// The periods of which a target is asked, by its keys or by its phrase: none, or `None` where
    /// they are at fault.
    #[expect(clippy::option_option, reason = "absent and faulty are different things here")]
    pub(super) fn recurring(
        &mut self,
        document: &TargetDocument,
        phrase: Option<(&Text, Grain)>,
        within: Within,
    ) -> Option<Option<Recurring>> {
        let over = document.over.as_ref();
        let (every, said) = match (&document.every, phrase) {
            (Some(every), None) => (every.value, every.place.clone()),
            (None, Some((is, every))) => (every, is.place.clone()),
            (Some(every), Some((is, other))) => {
                if every.value != other {
                    let other = other.name().replace('_', " ");
                    let message = format!(
                        "`{}` is asked every {other}, and `every` says otherwise",
                        shown(&is.text)
                    );
                    let help = "say it once: with `every`, or in the words of `is`";
                    self.push(every.problem("every-differs", message).help(help));
                    return None;
                }
                (every.value, every.place.clone())
            }
            (None, None) => {
                if document.written.contains(&"every") {
                    return None;
                }
                if let Some(over) = over {
                    let message = "`over` means nothing without `every`";
                    let help = "name the periods of which it is asked: `every: month`";
                    self.push(over.problem("target-shape", message).help(help));
                }
                return Some(None);
            }
        };
        self.check_nesting(&said, within);
        let over = match over {
            Some(over) => Some(self.over(over, every)?),
            None => None,
        };
        let windows = windows(every, over, within.span?);
        let no_cases = document.no_cases.as_ref().map_or_else(NoCases::default, |own| own.value);
        let place = document.place.clone();
        Some(Some(Recurring { every: Some(every), over, windows, no_cases, said, place }))
    }

    /// Refuses periods of parts of a target that has periods itself.
    pub(super) fn check_nesting(&mut self, said: &Place, within: Within) {
        if within.every {
            let message = "a part of a target that is asked of each period has periods of its own";
            let help = "write `every` once, at the outermost target that is asked so";
            self.push(said.problem("every-in-every", message).help(help));
        }
    }

    /// The target of each period.
    pub(super) fn repeated(
        &mut self,
        recurring: Recurring,
        title: Option<String>,
        mut target: impl FnMut(&Window) -> Option<Target>,
    ) -> Option<Target> {
        let Recurring { every, over, windows, no_cases, said, place } = recurring;
        let count = windows.len();
        self.check_periods(&said, (every, over), count)?;
        let mut periods = Vec::new();
        for window in windows {
            let target = target(&window)?;
            if periods.is_empty() {
                self.check_conditions(&said, count.saturating_mul(size(&target)))?;
            }
            let Window { name, period, days } = window;
            periods.push(TargetPeriod { name, period, window: days, target });
        }
        Some(Target::Every(EveryTarget { every, over, no_cases, periods, title, place }))
    }

    /// How many periods `3 months` are, beside `every: month`.
    fn over(&mut self, over: &Text, every: Grain) -> Option<u32> {
        let text = lower_case(over.text.trim());
        let read = text.split_once(' ').and_then(|(count, unit)| {
            let count: u32 =
                count.parse().ok().filter(|count| (1..=MOST_TOGETHER).contains(count))?;
            let unit = unit.trim().replace(' ', "_");
            let singular = unit.strip_suffix('s').unwrap_or(&unit);
            Some((count, Grain::from_name(singular)?))
        });
        let name = every.name().replace('_', " ");
        let Some((count, grain)) = read else {
            let message = format!("`{}` is not a number of periods", shown(&over.text));
            let help = format!(
                "write how many periods are taken together, at most {MOST_TOGETHER}: `3 {name}s`"
            );
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

    /// Refuses targets without a period, and those with too many.
    pub(super) fn check_periods(
        &mut self,
        said: &Place,
        (every, over): (Option<Grain>, Option<u32>),
        count: usize,
    ) -> Option<()> {
        if count == 0 {
            let over = over.unwrap_or(1);
            let message = match every {
                Some(every) => {
                    let name = every.name().replace('_', " ");
                    format!("no {over} {name}s lie within the objective's time")
                }
                None => "no deadline lies within the objective's time".to_owned(),
            };
            let help = "take fewer together with `over`, or let the objective start earlier";
            self.push(said.problem("every-without-period", message).help(help));
            return None;
        }
        if count > MOST_PERIODS {
            let message = format!("the target is asked of more than {MOST_PERIODS} periods");
            let help = "ask it of longer periods, or let the objective be due earlier";
            self.push(said.problem("too-many-periods", message).help(help));
            return None;
        }
        Some(())
    }

    fn check_conditions(&mut self, said: &Place, count: usize) -> Option<()> {
        self.conditions = self.conditions.saturating_add(count);
        if self.conditions > MOST_CONDITIONS {
            let message = format!(
                "with this the targets come to more than {MOST_CONDITIONS} conditions, counted period by period"
            );
            let help = "ask them of longer periods, or with fewer parts";
            self.push(said.problem("too-many-periods", message).help(help));
            return None;
        }
        Some(())
    }
}

/// How many conditions a target has.
fn size(target: &Target) -> usize {
    match target {
        Target::Measure(_) | Target::Declared(_) => 1,
        Target::Each(own) => own.members.as_ref().map_or(1, Vec::len),
        Target::ByMember(own) => own.members.len(),
        Target::AllOf(group) | Target::AnyOf(group) => group.targets.iter().map(size).sum(),
        Target::Every(own) => own.periods.iter().map(|period| size(&period.target)).sum(),
    }
}

/// The periods of a grain that lie in the span, clipped to it, in order; with `over`, those only
/// whose window does not begin before it. Of more than are allowed the later ones are left out.
pub(super) fn windows(grain: Grain, over: Option<u32>, span: Period) -> Vec<Window> {
    let width = over.and_then(|over| usize::try_from(over).ok()).unwrap_or(1);
    let mut buckets: Vec<Period> = Vec::new();
    let mut next = Period::bucket(grain, span.first());
    // Of a span of thousands of years it is enough to know that there are too many.
    while let Some(bucket) = next.filter(|bucket| bucket.first() <= span.last())
        && buckets.len() <= MOST_PERIODS + width
    {
        buckets.push(bucket);
        next = bucket.last().succ_opt().and_then(|day| Period::bucket(grain, day));
    }
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
