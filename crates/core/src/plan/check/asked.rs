//! What targets ask of measures, through all that these are made from.

use std::collections::BTreeSet;

use super::Checker;
use super::source::MOST_DIMENSIONS;
use crate::document::place::Place;
use crate::document::text::shown;
use crate::ground::dates::{Grain, Period};
use crate::plan::asked::{Need, asked, needs};
use crate::plan::formula::Formula;
use crate::plan::measure::{Measure, MeasureKind, RatioSide, ReportedFigures};
use crate::plan::objective::Objective;
use crate::plan::source::Source;

impl Checker<'_> {
    /// Refuses targets that ask for what cannot be counted.
    pub(super) fn check_asked(
        &mut self,
        measures: &[Measure],
        sources: &[Source],
        objectives: &[Objective],
    ) {
        for objective in objectives {
            for asked in asked(objective) {
                let by: Vec<&str> = asked.by.into_iter().collect();
                for need in needs(measures, asked.measure, &by, &asked.windows) {
                    self.check_columns(&need, asked.place);
                    let grain = figures_grain(measures, sources, need.measure);
                    if let Some(grain) = grain.filter(|_| need.earlier.is_none()) {
                        self.check_windows(measures, &need, grain, asked.place);
                    }
                }
            }
            let Some(review) = &objective.review else { continue };
            for measure in &review.measures {
                for need in needs(measures, measure, &[], &[objective.period]) {
                    let grain = figures_grain(measures, sources, need.measure);
                    let every = review.every;
                    if let Some(grain) = grain.filter(|grain| *grain != every)
                        && grain.refines(every)
                        && is_value(measures, need.measure)
                    {
                        let asked = format!("a {}", every.name());
                        self.not_added(&objective.place, need.measure, grain, &asked);
                    } else if let Some(grain) = grain.filter(|grain| !grain.refines(every)) {
                        let every = review.every.name();
                        self.too_coarse(
                            &objective.place,
                            need.measure,
                            grain,
                            &format!("a {every}"),
                        );
                    }
                }
            }
        }
    }

    fn check_columns(&mut self, need: &Need<'_>, place: &Place) {
        let columns: BTreeSet<&str> = need.by.iter().copied().collect();
        if columns.len() < need.by.len() {
            let message = format!(
                "`{}` is asked by the members of one column within a member of it",
                shown(need.measure)
            );
            let help = "ask the share as a whole, or by another column";
            self.push(place.problem("duplicate-dimension", message).help(help));
        } else if columns.len() > MOST_DIMENSIONS {
            let message = format!("{} columns at once are too many", columns.len());
            let help = format!("ask by at most {MOST_DIMENSIONS}, those of shares among them");
            self.push(place.problem("breakdown-too-wide", message).help(help));
        }
    }

    fn check_windows(
        &mut self,
        measures: &[Measure],
        need: &Need<'_>,
        grain: Grain,
        place: &Place,
    ) {
        let is_whole = |window: &&Period| {
            let first = Period::bucket(grain, window.first());
            let last = Period::bucket(grain, window.last());
            first.is_some_and(|own| own.first() == window.first())
                && last.is_some_and(|own| own.last() == window.last())
        };
        if let Some(window) = need.windows.iter().find(|window| !is_whole(window)) {
            self.too_coarse(place, need.measure, grain, &window.to_string());
        } else if let Some(window) = need.windows.iter().find(|window| !window.is_one(grain))
            && is_value(measures, need.measure)
        {
            self.not_added(place, need.measure, grain, &window.to_string());
        }
    }

    fn not_added(&mut self, place: &Place, measure: &str, grain: Grain, asked: &str) {
        let (measure, grain) = (shown(measure), grain.name());
        let message = format!(
            "`{measure}` is one value for each {grain}, which cannot be added up to that of {asked}"
        );
        let help = format!("ask `every: {grain}`, or hand in the value of {asked} itself");
        self.push(place.problem("figures-not-added", message).help(help));
    }

    fn too_coarse(&mut self, place: &Place, measure: &str, grain: Grain, asked: &str) {
        let (measure, grain) = (shown(measure), grain.name());
        let message = format!("the figures of `{measure}` are of a {grain} each, not of {asked}");
        let help = format!("ask for whole {grain}s, or let finer figures be reported");
        self.push(place.problem("figures-too-coarse", message).help(help));
    }
}

/// Whether a measure is a figure that is handed in as it is.
fn is_value(measures: &[Measure], measure: &str) -> bool {
    let measure = measures.iter().find(|own| own.name == measure);
    measure.is_some_and(|own| match &own.kind {
        MeasureKind::Reported(rule) => matches!(rule.figures, ReportedFigures::Value(_)),
        _ => false,
    })
}

/// The grain of the figures that a measure adds, where a period dates them.
fn figures_grain(measures: &[Measure], sources: &[Source], measure: &str) -> Option<Grain> {
    let measure = measures.iter().find(|own| own.name == measure)?;
    let of = |source: &str, dated_by: &Formula| {
        sources.iter().find(|own| own.name == source)?.grain_of(dated_by)
    };
    let rule = &measure.kind;
    let found: Vec<Option<Grain>> = match rule {
        MeasureKind::Proportion(rule) => vec![of(&rule.source, &rule.dated_by)],
        MeasureKind::Count(rule) => vec![of(&rule.source, &rule.dated_by)],
        MeasureKind::Total(rule)
        | MeasureKind::Mean(rule)
        | MeasureKind::Minimum(rule)
        | MeasureKind::Maximum(rule) => vec![of(&rule.source, &rule.dated_by)],
        MeasureKind::NetScore(rule) => vec![of(&rule.source, &rule.dated_by)],
        MeasureKind::Milestone(rule) => vec![of(&rule.source, &rule.dated_by)],
        MeasureKind::Reported(rule) => vec![of(&rule.source, &rule.dated_by)],
        MeasureKind::Stock(rule) => {
            vec![of(&rule.source, &rule.entered.dated_by), of(&rule.source, &rule.left.dated_by)]
        }
        MeasureKind::Ratio(rule) => {
            let sides = [&rule.numerator, &rule.denominator].into_iter();
            let counted = sides.filter_map(|side| match side {
                RatioSide::Counted(side) => Some(side),
                RatioSide::Figure(_) => None,
            });
            counted.map(|side| of(&side.source, &side.dated_by)).collect()
        }
        MeasureKind::Change(_) | MeasureKind::ShareOfMembers(_) | MeasureKind::Score(_) => vec![],
    };
    found.into_iter().flatten().max()
}
