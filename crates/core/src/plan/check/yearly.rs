//! Deadlines of every year: each with the time since the one before.

use chrono::{Datelike, NaiveDate};

use super::Checker;
use super::condition::Whom;
use super::every::{MOST_PERIODS, Recurring, Window};
use super::level::Condition;
use super::target::Within;
use crate::document::scalar::Text;
use crate::document::text::shown;
use crate::ground::dates::{Period, day_number};
use crate::ground::exact::Exact;
use crate::ground::target::{Asked, Bound, Comparator, Phrase, Scale};
use crate::plan::target::Target;
use crate::plan::written::TargetDocument;

/// A deadline, and the time of which it is asked.
pub(super) struct Deadline {
    pub(super) window: Window,
    pub(super) bound: Bound,
}

impl Checker<'_> {
    /// A milestone that is due again and again.
    pub(super) fn yearly_target(
        &mut self,
        document: TargetDocument,
        (is, phrase): (Text, Phrase),
        measure: Option<&str>,
        whom: &Whom,
        within: Within,
    ) -> Option<Target> {
        let name = measure?.to_owned();
        let scale = self.measures.get(&name)?.as_ref()?.scale.clone();
        if scale != Scale::Date {
            let message =
                format!("`{}` names days, and `{name}` is measured in {scale}", shown(&is.text));
            let help = "ask a measure of the kind `milestone`";
            self.push(is.problem("target-scale", message).help(help));
            return None;
        }
        let (recurring, bounds) = self.deadlines(&document, &is, &phrase, within)?;
        let title = document.title.map(|title| title.text);
        let mut bounds = bounds.into_iter();
        self.repeated(recurring, title, |_| {
            let (measure, is, scale) = (name.clone(), is.text.clone(), Scale::Date);
            let bound = bounds.next()?;
            Some(whom.asked(Condition { measure, is, bound, scale }, None))
        })
    }

    /// The time before each deadline, and the days that meet it.
    pub(super) fn deadlines(
        &mut self,
        document: &TargetDocument,
        is: &Text,
        phrase: &Phrase,
        within: Within,
    ) -> Option<(Recurring, Vec<Bound>)> {
        let Asked::Yearly { comparator, days } = &phrase.asked else { return None };
        if document.every.is_some() || document.over.is_some() || phrase.every.is_some() {
            let message =
                format!("`{}` names its own periods, and `every` does too", shown(&is.text));
            let help = "remove `every` and `over`";
            self.push(is.problem("every-differs", message).help(help));
        }
        self.check_nesting(&is.place, within);
        let found = deadlines(*comparator, days, within.span?);
        let (windows, bounds) = found.into_iter().map(|own| (own.window, own.bound)).unzip();
        let no_cases = document.no_cases.as_ref().map_or_else(Default::default, |own| own.value);
        let (said, place) = (is.place.clone(), document.place.clone());
        Some((Recurring { every: None, over: None, windows, no_cases, said, place }, bounds))
    }
}

/// The deadlines that lie in the span.
fn deadlines(comparator: Comparator, days: &[(u32, u32)], span: Period) -> Vec<Deadline> {
    let years = span.first().year() - 1..=span.last().year();
    let of_year = |year: i32| {
        days.iter().filter_map(move |(month, day)| NaiveDate::from_ymd_opt(year, *month, *day))
    };
    let all: Vec<NaiveDate> = years.flat_map(of_year).collect();
    let is_before = comparator == Comparator::Less;
    let of_two = |(before, deadline): (&NaiveDate, &NaiveDate)| {
        if !span.contains(*deadline) {
            return None;
        }
        // The day of a deadline `before` which something is due belongs to the time after it.
        let first = if is_before { *before } else { before.succ_opt()? };
        let last = if is_before { deadline.pred_opt()? } else { *deadline };
        let days = Period::through(first.max(span.first()), last)?;
        let day = Exact::from(i128::from(day_number(*deadline)));
        Some(Deadline {
            window: Window { name: deadline.to_string(), period: days, days },
            bound: Bound::limit(comparator, day),
        })
    };
    // Of too many it is enough to know that they are.
    all.iter().zip(all.iter().skip(1)).filter_map(of_two).take(MOST_PERIODS + 1).collect()
}
