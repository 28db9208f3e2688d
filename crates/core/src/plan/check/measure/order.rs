//! Measures that are made from others: which comes after which, and how many there are to one.

use std::collections::{BTreeSet, HashMap};

use crate::document::read::Short;
use crate::document::scalar::Text;
use crate::document::text::shown;
use crate::plan::check::Checker;
use crate::plan::measure::Measure;
use crate::plan::written::{MeasureDocument, StepTargetDocument};

/// How many measures may stand one above the other, and to how many values one may come: each is
/// computed for each member and each period that is asked.
const MOST_LEVELS: usize = 16;
const MOST_VALUES: usize = 1000;

/// A measure as it is written: its name in the document, its name, what it says.
type Written = (Text, String, Option<MeasureDocument>);

impl Checker<'_> {
    /// The positions of the measures, each after those that it is made from. Those that are made
    /// from themselves are left out, and reported.
    pub(super) fn order(&mut self, written: &[Written]) -> Vec<usize> {
        let positions: HashMap<&str, usize> =
            written.iter().enumerate().map(|(at, (_, name, _))| (name.as_str(), at)).collect();
        let needs: Vec<BTreeSet<usize>> = written
            .iter()
            .map(|(_, _, document)| {
                let names = document.as_ref().map_or_else(Vec::new, references);
                names
                    .iter()
                    .filter_map(|name| positions.get(name.name().as_str()).copied())
                    .collect()
            })
            .collect();
        let mut needed_by = vec![Vec::new(); written.len()];
        for (at, needs) in needs.iter().enumerate() {
            for need in needs {
                if let Some(list) = needed_by.get_mut(*need) {
                    list.push(at);
                }
            }
        }
        let mut missing: Vec<usize> = needs.iter().map(BTreeSet::len).collect();
        let is_ready = |(at, missing): (usize, &usize)| (*missing == 0).then_some(at);
        let mut order: Vec<usize> = missing.iter().enumerate().filter_map(is_ready).collect();
        let mut next = 0;
        while let Some(at) = order.get(next).copied() {
            next += 1;
            for above in needed_by.get(at).into_iter().flatten() {
                if let Some(missing) = missing.get_mut(*above) {
                    *missing -= 1;
                    if *missing == 0 {
                        order.push(*above);
                    }
                }
            }
        }
        self.report_circle(written, &needs, &missing);
        order
    }

    fn report_circle(&mut self, written: &[Written], needs: &[BTreeSet<usize>], missing: &[usize]) {
        let is_left = |at: &usize| missing.get(*at).is_some_and(|missing| *missing > 0);
        let Some(mut at) = (0..written.len()).find(is_left) else { return };
        let mut way = Vec::new();
        while !way.contains(&at) {
            way.push(at);
            let next = needs.get(at).into_iter().flatten().copied().find(is_left);
            let Some(next) = next else { return };
            at = next;
        }
        let circle: Vec<usize> = way.into_iter().skip_while(|own| *own != at).collect();
        let first = circle.iter().min().copied().unwrap_or(at);
        let turned = circle.iter().cycle().skip_while(|own| **own != first).take(circle.len() + 1);
        let names: Vec<String> = turned
            .filter_map(|own| written.get(*own))
            .map(|(_, name, _)| format!("`{}`", shown(name)))
            .collect();
        let Some((name, ..)) = written.get(first) else { return };
        let message = format!("the measure is made from itself: {}", names.join(" from "));
        let help = "let one of them be counted from records, or be reported";
        self.push(name.problem("measure-circle", message).help(help));
    }

    /// Whether a measure is made from as many others as are computed; if not, that is reported.
    pub(in crate::plan::check) fn check_depth(&mut self, measure: &Measure) -> bool {
        let (mut levels, mut values) = (0, 1_usize);
        for name in measure.kind.measures() {
            let below = self.depths.get(name).copied().unwrap_or((0, 1));
            levels = levels.max(below.0 + 1);
            values = values.saturating_add(below.1);
        }
        self.depths.insert(measure.name.clone(), (levels, values));
        if levels > MOST_LEVELS || values > MOST_VALUES {
            let message = if levels > MOST_LEVELS {
                format!("`{}` stands on {levels} measures, one above the other", measure.name)
            } else {
                format!("`{}` is made from {values} values", measure.name)
            };
            let help = format!(
                "at most {MOST_LEVELS} may stand one above the other, and {MOST_VALUES} values \
                 make up one"
            );
            self.push(measure.place.problem("measure-too-deep", message).help(help));
            return false;
        }
        true
    }
}

/// The names of the measures that one is made from, as they are written.
fn references(document: &MeasureDocument) -> Vec<Text> {
    let mut names: Vec<Text> = Vec::new();
    if let Some(change) = &document.change {
        names.extend(change.measure.clone());
        if let Some(Short::Long(base)) = &change.than {
            names.extend(base.measure.clone());
        }
    }
    names.extend(document.share_of_members.as_ref().and_then(|share| share.measure.clone()));
    let parts = document.score.iter().filter_map(|score| score.parts.as_ref());
    for part in parts.flat_map(|parts| &parts.items) {
        names.extend(part.measure.clone());
        let steps = part.steps.iter().flat_map(|steps| &steps.items);
        let mut rest: Vec<&StepTargetDocument> =
            steps.filter_map(|step| step.target.as_ref()).collect();
        while let Some(target) = rest.pop() {
            names.extend(target.measure.clone());
            let below = [&target.all_of, &target.any_of];
            rest.extend(below.into_iter().flatten().flat_map(|list| &list.items));
        }
    }
    names
}
