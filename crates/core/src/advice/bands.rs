//! Bands of values, classes and the steps of a score, that overlap, leave gaps, or are never reached.

use super::domain::Domains;
use super::values::{Domain, MOST_JOINED, Values};
use crate::document::place::Place;
use crate::ground::exact::Exact;
use crate::ground::problem::Problem;
use crate::ground::target::{Bound, Comparator, Scale};
use crate::plan::{Measure, MeasureKind, Plan, ScorePoints, Step, StepTarget};

pub(super) fn look<'p>(plan: &'p Plan, domains: &mut Domains<'p>, findings: &mut Vec<Problem>) {
    for measure in plan.measures() {
        let place = |rest: String| Place {
            path: format!("{}.{rest}", measure.place.path),
            ..measure.place.clone()
        };
        let classes: Vec<Band> = measure
            .classes
            .iter()
            .enumerate()
            .map(|(at, class)| Band {
                values: Values::of(&class.bound),
                written: format!("`{}` ({})", class.name, class.bound.canonical(&measure.scale)),
                place: place(format!("classes[{at}]")),
            })
            .collect();
        let of_value = Of { domain: &domains.of(measure), scale: &measure.scale };
        together(&classes, of_value, findings);
        let MeasureKind::Score(score) = &measure.kind else { continue };
        for (at, part) in score.parts.iter().enumerate() {
            let ScorePoints::Steps(steps) = &part.points else { continue };
            let Some(asked) = one_measure(plan, steps) else { continue };
            let bands: Vec<Band> = steps
                .iter()
                .enumerate()
                .filter_map(|(step, own)| {
                    let target = own.target.as_ref()?;
                    Some(Band {
                        values: values(target),
                        written: written(target),
                        place: place(format!("score.parts[{at}].steps[{step}]")),
                    })
                })
                .collect();
            let of_value = Of { domain: &domains.of(asked), scale: &asked.scale };
            together(&bands, of_value, findings);
        }
    }
}

/// Values that have something in common: a class, so many points.
struct Band {
    values: Values,
    /// How the plan calls it.
    written: String,
    place: Place,
}

/// What the values of bands are.
#[derive(Clone, Copy)]
struct Of<'d> {
    domain: &'d Domain,
    scale: &'d Scale,
}

impl Of<'_> {
    fn shown(&self, value: Exact) -> String {
        let equal = Bound::limit(Comparator::Equal, value).canonical(self.scale);
        equal.trim_start_matches("= ").to_owned()
    }
}

/// Looks at bands in their order, of which the first that holds counts.
fn together(bands: &[Band], of: Of<'_>, findings: &mut Vec<Problem>) {
    let mut before = Values::none();
    let is_few = bands.len() <= MOST_JOINED;
    for (at, band) in bands.iter().enumerate().filter(|_| is_few) {
        if band.values.and(&before.others()).one_in(of.domain).is_none() {
            let message = match band.values.one_in(of.domain) {
                Some(_) => {
                    format!("{} is never reached: what comes before covers it", band.written)
                }
                None => format!("{} is never reached: no value is so", band.written),
            };
            let help = "the first that holds counts: put the narrower one first, or mend its limit";
            findings.push(band.place.problem("band-never-reached", message).help(help));
        } else if let Some((other, value)) =
            overlapping(band, bands.get(..at).unwrap_or_default(), of.domain)
        {
            let message =
                format!("{} lies in {} and in {}", of.shown(value), other.written, band.written);
            let help =
                "the first of them counts; leave the limit out of one of them, as in `88..<90`";
            findings.push(band.place.problem("bands-overlap", message).help(help));
        }
        before = before.or(&band.values);
    }
    if let (Some(value), Some(last)) = (before.holes().one_in(of.domain), bands.last()) {
        let message = format!("{} lies between two of them and in neither", of.shown(value));
        let help = "let one of them begin where the other ends, as in `88..<90` and `90..<95`";
        findings.push(last.place.problem("bands-gap", message).help(help));
    }
}

/// The first of the others with which a band has a value in common, unless it takes in the whole of
/// it: `>= 80%` after `>= 90%` is meant so.
fn overlapping<'b>(band: &Band, others: &'b [Band], domain: &Domain) -> Option<(&'b Band, Exact)> {
    others.iter().find_map(|other| {
        let common = band.values.and(&other.values).one_in(domain)?;
        other.values.and(&band.values.others()).one_in(domain)?;
        Some((other, common))
    })
}

/// The one measure whose value all steps ask, if there is one.
fn one_measure<'p>(plan: &'p Plan, steps: &[Step]) -> Option<&'p Measure> {
    let targets = steps.iter().filter_map(|step| step.target.as_ref());
    let mut asked = targets.flat_map(StepTarget::asked).map(|asked| asked.measure.as_str());
    let first = asked.next()?;
    asked.all(|other| other == first).then(|| plan.measure(first))?
}

/// The values of the one measure for which a step holds.
fn values(target: &StepTarget) -> Values {
    match target {
        StepTarget::Measure(asked) => Values::of(&asked.bound),
        StepTarget::AllOf(parts) => {
            parts.iter().fold(Values::all(), |all, part| all.and(&values(part)))
        }
        StepTarget::AnyOf(parts) => {
            parts.iter().fold(Values::none(), |any, part| any.or(&values(part)))
        }
    }
}

fn written(target: &StepTarget) -> String {
    let joined = |parts: &[StepTarget], word: &str| {
        format!("({})", parts.iter().map(written).collect::<Vec<_>>().join(word))
    };
    match target {
        StepTarget::Measure(asked) => format!("`{}`", asked.bound.canonical(&asked.scale)),
        StepTarget::AllOf(parts) => joined(parts, " and "),
        StepTarget::AnyOf(parts) => joined(parts, " or "),
    }
}
