//! What the targets of a plan ask of its measures.

use super::measure::{Base, Measure, MeasureKind};
use super::objective::Objective;
use super::target::Target;
use crate::document::place::Place;
use crate::ground::dates::Period;

/// A measure that a target asks, over the windows of time in which it does.
#[derive(Debug, Clone)]
pub(crate) struct Asked<'p> {
    pub(crate) measure: &'p str,
    /// The column whose members are asked one by one.
    pub(crate) by: Option<&'p str>,
    /// The objective's span, or the windows of the periods of which it is asked.
    pub(crate) windows: Vec<Period>,
    /// Where the target stands.
    pub(crate) place: &'p Place,
}

/// A measure counted from records, of which a value needs the sums: by these columns, over these
/// windows of time.
#[derive(Debug, Clone)]
pub(crate) struct Need<'a> {
    pub(crate) measure: &'a str,
    pub(crate) by: Vec<&'a str>,
    pub(crate) windows: Vec<Period>,
    /// The name of the earlier tally in which they are looked up; the own one where there is none.
    pub(crate) earlier: Option<&'a str>,
}

/// What a measure's values by columns over windows of time need, through all that it is made from.
/// Of a measure that is counted from records it is these themselves.
pub(crate) fn needs<'a>(
    measures: &'a [Measure],
    measure: &'a str,
    by: &[&'a str],
    windows: &[Period],
) -> Vec<Need<'a>> {
    let mut found = Vec::new();
    let whole = Need { measure, by: by.to_vec(), windows: windows.to_vec(), earlier: None };
    let mut rest = vec![whole];
    while let Some(need) = rest.pop() {
        let Some(measure) = measures.iter().find(|own| own.name == need.measure) else { continue };
        match &measure.kind {
            MeasureKind::Change(change) => {
                let own = Need { measure: &change.measure, ..need.clone() };
                match &change.than {
                    Base::Period(period) => {
                        rest.push(Need { windows: vec![*period], ..own.clone() });
                    }
                    Base::Previous(grain) => {
                        let moved = need.windows.iter();
                        let windows = moved.filter_map(|own| own.moved_back(*grain)).collect();
                        rest.push(Need { windows, ..own.clone() });
                    }
                    Base::Figure(_) => {}
                    Base::Measure(other) => rest.push(Need { measure: other, ..need.clone() }),
                    Base::Tally { tally, period } => rest.push(Need {
                        windows: vec![*period],
                        earlier: Some(tally),
                        ..own.clone()
                    }),
                }
                rest.push(own);
            }
            MeasureKind::ShareOfMembers(share) => {
                let by = need.by.iter().copied().chain([share.column.as_str()]).collect();
                rest.push(Need { measure: &share.measure, by, ..need });
            }
            MeasureKind::Score(_) => {
                let parts = measure.kind.measures().into_iter();
                rest.extend(parts.map(|part| Need { measure: part, ..need.clone() }));
            }
            _ => found.push(need),
        }
    }
    found
}

/// Everything that an objective's target asks.
pub(crate) fn asked(objective: &Objective) -> Vec<Asked<'_>> {
    let mut found = Vec::new();
    if let Some(target) = &objective.target {
        collect(target, &[objective.period], &mut found);
    }
    found
}

fn collect<'p>(target: &'p Target, windows: &[Period], found: &mut Vec<Asked<'p>>) {
    let place = target.place();
    let ask = |measure: &'p str, by: Option<&'p str>| Asked {
        measure,
        by,
        windows: windows.to_vec(),
        place,
    };
    match target {
        Target::Measure(own) => found.push(ask(&own.measure, None)),
        Target::Each(own) => found.push(ask(&own.measure, Some(&own.column))),
        Target::ByMember(own) => found.push(ask(&own.measure, Some(&own.column))),
        Target::AllOf(group) | Target::AnyOf(group) => {
            group.targets.iter().for_each(|own| collect(own, windows, found));
        }
        Target::Declared(_) => {}
        Target::Every(own) => {
            let windows: Vec<Period> = own.periods.iter().map(|period| period.window).collect();
            // What is asked differs from period to period in its thresholds only.
            if let Some(first) = own.periods.first() {
                collect(&first.target, &windows, found);
            }
        }
    }
}

/// The smallest span that covers the plan's period and every objective's: what a breakdown and the
/// records behind a number are about, also where a base lies outside it.
pub(crate) fn evaluated_span(period: Period, objectives: &[Objective]) -> Period {
    objectives.iter().fold(period, |span, own| span.hull(&own.period))
}

/// The smallest span that covers the plan's period, every objective's, and every window of time
/// that a value is compared with.
pub(crate) fn counted_span(
    period: Period,
    measures: &[Measure],
    objectives: &[Objective],
) -> Period {
    let span = evaluated_span(period, objectives);
    windows(period, measures, objectives).iter().fold(span, |span, (own, _)| span.hull(own))
}

/// Every window that is looked up in the plan's own tallies, and where it is asked for.
pub(crate) fn windows<'p>(
    period: Period,
    measures: &'p [Measure],
    objectives: &'p [Objective],
) -> Vec<(Period, &'p Place)> {
    let mut found = Vec::new();
    let mut add = |measure: &'p str, windows: &[Period], place: &'p Place| {
        let needs = needs(measures, measure, &[], windows);
        let own = needs.into_iter().filter(|need| need.earlier.is_none());
        found.extend(own.flat_map(|need| need.windows).map(|window| (window, place)));
    };
    for measure in measures.iter().filter(|measure| measure.kind.is_derived()) {
        add(&measure.name, &[period], &measure.place);
    }
    for asked in objectives.iter().flat_map(asked) {
        add(asked.measure, &asked.windows, asked.place);
    }
    found
}
