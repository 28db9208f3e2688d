//! The time that a relative target asks, and the time that it compares with.

use super::Checker;
use super::level::Asking;
use crate::document::scalar::Text;
use crate::document::text::shown;
use crate::ground::dates::Period;
use crate::ground::exact::Exact;
use crate::ground::target::Bound;
use crate::plan::measure::{Base, Measure, MeasureKind};

/// Most years over which a yearly rate is compounded.
const MOST_YEARS: u32 = 200;

impl Checker<'_> {
    /// Refuses a base that does not lie before what is compared with it.
    pub(super) fn check_spans(
        &mut self,
        is: &Text,
        base: &Base,
        measure: &Measure,
        asking: &Asking<'_>,
    ) -> Option<()> {
        // A stock is the one of the last day, whatever days come before it.
        let is_stock = matches!(measure.kind, MeasureKind::Stock(_));
        let is_before = |base: Period, asked: Period| {
            if is_stock { base.last() < asked.last() } else { base.last() < asked.first() }
        };
        let found = asking.windows.iter().find_map(|asked| {
            let period = match base {
                Base::Period(period) => *period,
                Base::Previous(grain) => asked.moved_back(*grain)?,
                Base::Figure(_) | Base::Measure(_) | Base::Tally { .. } => return None,
            };
            (!is_before(period, *asked)).then_some((period, *asked))
        });
        let Some((period, asked)) = found else { return Some(()) };
        let message = format!(
            "`{}` compares {asked} with {period}, which is not over before it begins",
            shown(&is.text)
        );
        let help = match base {
            Base::Previous(grain) => format!(
                "ask it of each: `every: {}`, or name a period that is over by then: `than: …`",
                grain.name()
            ),
            _ => "name an earlier period: `than: …`, or ask it of each: `every: year` beside `than: previous year`"
                .to_owned(),
        };
        self.push(is.problem("base-overlaps", message).help(help));
        None
    }

    /// The bound on the whole change that a yearly rate comes to: (1 + r)ⁿ − 1.
    pub(super) fn compounded(
        &mut self,
        is: &Text,
        bound: &Bound,
        base: &Base,
        (measure, asking): (&Measure, &Asking<'_>),
    ) -> Option<Bound> {
        let asked = *asking.windows.first()?;
        let written = shown(&is.text);
        let base = match base {
            Base::Period(period) | Base::Tally { period, .. } => Some(*period),
            Base::Previous(grain) => asked.moved_back(*grain),
            Base::Figure(_) | Base::Measure(_) => None,
        };
        let years = base.and_then(|base| Some((base, years_between(base, asked)?)));
        let Some((base, years)) = years else {
            let message = format!(
                "`{written}` is a rate a year, and there are no whole years between its base and what is asked"
            );
            let help = "compare with a period of an earlier year: `than: 2020`";
            self.push(is.problem("rate-without-years", message).help(help));
            return None;
        };
        let is_flow = matches!(measure.kind, MeasureKind::Count(_) | MeasureKind::Total(_));
        if is_flow && asked.months_before(12 * years) != Some(base) {
            let name = &measure.name;
            let message = format!(
                "`{written}` is a rate a year, and `{name}` of {base} is not of a time as long as {asked}"
            );
            let help =
                "ask it of each year: `every: year`, or compare with a period that is as long";
            self.push(is.problem("rate-of-unequal", message).help(help));
            return None;
        }
        let span = bound.span();
        let total = -Exact::ONE;
        if [span.low, span.high].into_iter().flatten().any(|edge| edge.value <= total) {
            let message = format!("`{written}` leaves nothing after a year, or less than nothing");
            let help =
                "write a rate a year that is above -100%, or the level to be reached: `<= 0`";
            self.push(is.problem("rate-of-nothing", message).help(help));
            return None;
        }
        Some(bound.each_limit(|rate| {
            let growth = &Exact::ONE + rate;
            (0..years).fold(Exact::ONE, |total, _| &total * &growth) - Exact::ONE
        }))
    }
}

/// The whole years from the end of a period to the end of a later one; nothing where they are not
/// whole, or too many.
fn years_between(base: Period, asked: Period) -> Option<u32> {
    let ends_with = |years: u32| {
        asked.months_before(12 * years).is_some_and(|moved| moved.last() == base.last())
    };
    (1..=MOST_YEARS).find(|years| ends_with(*years))
}
