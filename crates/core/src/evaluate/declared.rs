//! Qualitative targets: what persons declared of them.

use super::Station;
use super::outlook::Outlook;
use super::result::{Status, TargetKind, TargetResult};
use super::tree::{Judged, When};
use crate::ground::dates::{Period, date_of, day_number};
use crate::ground::exact::Exact;
use crate::ground::target::{Bound, Scale};
use crate::plan::{Declaration, DeclaredTarget};

impl Station<'_> {
    /// The latest declaration that is known decides, of those that lie in time.
    pub(super) fn declared_target(&self, own: &DeclaredTarget, when: When) -> Judged {
        let known = self.known(&own.name);
        let is_in_time = |declaration: &&Declaration| {
            let is_in_period = !when.is_part || when.span.contains(declaration.on);
            is_in_period && own.bound.as_ref().is_none_or(|bound| holds(bound, declaration))
        };
        let in_time = known.iter().copied().filter(is_in_time).max_by_key(|own| own.on);
        // What holds and was declared too late, or too early, was not done in time.
        let out_of_time = || {
            own.bound.as_ref()?;
            known
                .iter()
                .copied()
                .filter(|own| !when.is_part || when.span.contains(own.on))
                .max_by_key(|own| own.on)
        };
        let (status, declaration) = match in_time {
            Some(own) if own.holds => (Status::Met, Some(own)),
            Some(own) => (Status::NotMet, Some(own)),
            None => match out_of_time() {
                Some(own) => (Status::NotMet, Some(own)),
                None => (Status::NoData, None),
            },
        };
        let is_over = self.as_of >= deadline(own.bound.as_ref(), when.span);
        let outlook = match status {
            Status::NoData => Outlook::Open,
            _ if !is_over => Outlook::Open,
            status => Outlook::decided(Some(status == Status::Met)),
        };
        let result = TargetResult {
            title: own.title.clone(),
            status,
            outlook,
            outlook_expected: None,
            decided_by: Vec::new(),
            room: None,
            kind: TargetKind::Declared {
                name: own.name.clone(),
                condition: own.bound.as_ref().map(|bound| bound.canonical(&Scale::Date)),
                bound: own.bound.clone(),
                declaration: declaration.cloned(),
            },
        };
        Judged { result, empty: None }
    }

    /// The declarations of a name that are known at the end of the as-of day. Of one day the last
    /// counts: what is handed in goes before what the plan holds.
    fn known(&self, name: &str) -> Vec<&Declaration> {
        let of_plan = self.context.plan.declarations().iter().filter(|own| own.name == name);
        let handed_in = self.assumptions.declared(name);
        of_plan
            .map(|own| &own.declaration)
            .chain(handed_in)
            .filter(|own| own.on <= self.as_of)
            .collect()
    }
}

fn holds(bound: &Bound, declaration: &Declaration) -> bool {
    bound.holds(&Exact::from(i128::from(day_number(declaration.on))))
}

/// The last day on which it can be declared in time.
fn deadline(bound: Option<&Bound>, span: Period) -> chrono::NaiveDate {
    let high = bound.and_then(|bound| bound.span().high);
    let day = high.and_then(|high| {
        let day = if high.inclusive { high.value.floor() } else { high.value.ceil() - Exact::ONE };
        date_of(i32::try_from(day.to_integer()?).ok()?)
    });
    day.map_or(span.last(), |day| day.min(span.last()))
}
