//! What a measure's value can be, whatever the records say.

use std::collections::HashMap;

use super::values::Domain;
use crate::condition::{Kind, Shape, Term};
use crate::ground::exact::Exact;
use crate::ground::target::{Bound, Comparator, Scale};
use crate::plan::{
    Base, Change, ChangeIn, Formula, Measure, MeasureKind, Plan, RatioSide, ScorePoints,
    WithoutData,
};

/// The values that the measures of a plan can have, each found once.
pub(super) struct Domains<'p> {
    plan: &'p Plan,
    known: HashMap<&'p str, Domain>,
}

impl<'p> Domains<'p> {
    pub(super) fn new(plan: &'p Plan) -> Self {
        Self { plan, known: HashMap::new() }
    }

    /// The values of a measure. Where nothing is known of them, all numbers.
    pub(super) fn of(&mut self, measure: &'p Measure) -> Domain {
        if let Some(known) = self.known.get(measure.name.as_str()) {
            return known.clone();
        }
        let mut domain = self.of_kind(&measure.kind, &measure.scale);
        // Points out of a maximum lie below it, and above nothing.
        if let Scale::PointsOutOf(most) = measure.scale {
            domain.low = Some(domain.low.unwrap_or(Exact::ZERO).max(Exact::ZERO));
            let most = Exact::from(most);
            domain.high = Some(domain.high.map_or(most.clone(), |high| high.min(most)));
        }
        if let Some(places) = measure.rounding {
            domain.rounded(&Exact::from(measure.scale.factor()), places);
        }
        self.known.insert(&measure.name, domain.clone());
        domain
    }

    fn of_name(&mut self, name: &str) -> Domain {
        self.plan.measure(name).map_or_else(Domain::default, |measure| self.of(measure))
    }

    fn of_kind(&mut self, kind: &'p MeasureKind, scale: &Scale) -> Domain {
        match kind {
            MeasureKind::Proportion(_) | MeasureKind::ShareOfMembers(_) => {
                Domain::between(Exact::ZERO, Exact::ONE)
            }
            MeasureKind::NetScore(_) => {
                let most = if scale.is_share() { Exact::ONE } else { Exact::from(100) };
                Domain::between(-most.clone(), most)
            }
            MeasureKind::Count(_) => Domain::counts(),
            // A day is a whole number; in which span it lies, the target says.
            MeasureKind::Stock(_) | MeasureKind::Milestone(_) => {
                Domain { step: Some(Exact::ONE), ..Domain::default() }
            }
            MeasureKind::Ratio(ratio) => Domain::of_ratio(&ratio.numerator, &ratio.denominator),
            MeasureKind::Mean(rule) => Domain { step: None, ..Domain::of_expression(&rule.of) },
            MeasureKind::Minimum(rule) | MeasureKind::Maximum(rule) => {
                Domain::of_expression(&rule.of)
            }
            MeasureKind::Total(rule) => Domain::of_total(&rule.of),
            MeasureKind::Reported(_) => Domain::default(),
            MeasureKind::Change(change) => self.of_change(change),
            MeasureKind::Score(score) => {
                let parts = score.parts.iter().map(|part| {
                    let own = self.of_points(&part.points);
                    match score.without_data {
                        WithoutData::NoData => own,
                        // A part without data adds nothing.
                        WithoutData::LeaveOut | WithoutData::Zero => own.or_zero(),
                    }
                });
                parts.reduce(Domain::plus).unwrap_or_default()
            }
        }
    }

    /// What is compared is divided by what is not zero; a measure whose values are not below zero is
    /// not compared with one that is.
    fn of_change(&mut self, change: &'p Change) -> Domain {
        let own = self.of_name(&change.measure);
        let base = match &change.than {
            Base::Figure(figure) => Domain::between(figure.clone(), figure.clone()),
            Base::Measure(measure) => self.of_name(measure),
            Base::Period(_) | Base::Previous(_) | Base::Tally { .. } => own.clone(),
        };
        let is_positive = |side: &Domain| side.low.as_ref().is_some_and(|low| low.signum() >= 0);
        let both_positive = is_positive(&own) && is_positive(&base);
        match change.measured {
            ChangeIn::Points => Domain {
                low: own.low.zip(base.high).map(|(own, base)| own - base),
                high: own.high.zip(base.low).map(|(own, base)| own - base),
                step: None,
            },
            ChangeIn::Times => {
                Domain { low: both_positive.then_some(Exact::ZERO), ..Domain::default() }
            }
            ChangeIn::Percent => {
                Domain { low: both_positive.then(|| -Exact::ONE), ..Domain::default() }
            }
        }
    }

    fn of_points(&mut self, points: &'p ScorePoints) -> Domain {
        match points {
            ScorePoints::Value { measure, weight } => {
                let Some(own) = self.plan.measure(measure) else { return Domain::default() };
                let factor = Exact::from(own.scale.factor()) * weight;
                let domain = self.of(own);
                let times = |end: Option<Exact>| end.map(|end| end * &factor);
                let (low, high) = (times(domain.low), times(domain.high));
                let step = times(domain.step).map(|step| step.abs()).filter(|step| !step.is_zero());
                let (low, high) = if factor.signum() < 0 { (high, low) } else { (low, high) };
                Domain { low, high, step }
            }
            ScorePoints::FullAt { measure, points, .. } => {
                let is_positive = self.of_name(measure).low.is_some_and(|low| low.signum() >= 0);
                if is_positive {
                    let ends = (points.clone().min(Exact::ZERO), points.clone().max(Exact::ZERO));
                    Domain::between(ends.0, ends.1)
                } else {
                    Domain::default()
                }
            }
            ScorePoints::Steps(steps) => {
                let ends_otherwise = steps.last().is_some_and(|step| step.target.is_none());
                let one = |points: &Exact| Domain {
                    step: points.is_integer().then_some(Exact::ONE),
                    ..Domain::between(points.clone(), points.clone())
                };
                let steps = steps.iter().map(|step| one(&step.points));
                let found = steps.reduce(Domain::or).unwrap_or_default();
                if ends_otherwise { found } else { found.or_zero() }
            }
        }
    }
}

impl Domain {
    fn between(low: Exact, high: Exact) -> Self {
        Self { low: Some(low), high: Some(high), step: None }
    }

    /// Whole numbers from zero.
    fn counts() -> Self {
        Self { low: Some(Exact::ZERO), high: None, step: Some(Exact::ONE) }
    }

    /// Either of two.
    fn or(self, other: Self) -> Self {
        Self {
            low: self.low.zip(other.low).map(|(one, other)| one.min(other)),
            high: self.high.zip(other.high).map(|(one, other)| one.max(other)),
            step: self.step.filter(|step| other.step.as_ref() == Some(step)),
        }
    }

    fn or_zero(self) -> Self {
        let step = self.step.clone();
        self.or(Self { step, ..Self::between(Exact::ZERO, Exact::ZERO) })
    }

    /// The sums of two.
    fn plus(self, other: Self) -> Self {
        Self {
            low: self.low.zip(other.low).map(|(one, other)| one + other),
            high: self.high.zip(other.high).map(|(one, other)| one + other),
            step: self.step.filter(|step| other.step.as_ref() == Some(step)),
        }
    }

    /// Of values that are never below zero neither is the sum; it has no other end.
    fn of_total(of: &Formula) -> Self {
        let one = Self::of_expression(of);
        let not_negative = one.low.is_some_and(|low| low.signum() >= 0);
        Self { low: not_negative.then_some(Exact::ZERO), high: None, step: one.step }
    }

    fn of_ratio(numerator: &RatioSide, denominator: &RatioSide) -> Self {
        let of_side = |side: &RatioSide| match side {
            RatioSide::Figure(figure) => Self::between(figure.clone(), figure.clone()),
            RatioSide::Counted(side) => match &side.total {
                None => Self::counts(),
                Some(of) => Self::of_total(of),
            },
        };
        let (top, bottom) = (of_side(numerator), of_side(denominator));
        let is_positive = |side: &Self| side.low.as_ref().is_some_and(|low| low.signum() >= 0);
        let low = (is_positive(&top) && is_positive(&bottom)).then_some(Exact::ZERO);
        // Divided by a given figure, steps of the numerator stay steps.
        let step = match denominator {
            RatioSide::Figure(figure) => top.step.and_then(|step| step.checked_div(&figure.abs())),
            RatioSide::Counted(_) => None,
        };
        Self { low, high: None, step }
    }

    /// The values of an expression, as far as its constants tell.
    fn of_expression(formula: &Formula) -> Self {
        let step = match formula.expression.kind() {
            Kind::Number { scale } => Exact::ONE.checked_div(&Exact::power_of_ten(scale)),
            _ => None,
        };
        Self { step, ..Self::of_term(formula.expression.term()).unwrap_or_default() }
    }

    /// The ends of what a term can be; none where it has no value.
    fn of_term(term: &Term) -> Option<Self> {
        match &term.shape {
            Shape::Null => None,
            Shape::Number(number) => {
                let value = Exact::from(number.units())
                    .checked_div(&Exact::power_of_ten(number.scale()))?;
                Some(Self::between(value.clone(), value))
            }
            Shape::Case(arms, otherwise) => {
                let values = arms.iter().map(|(_, value)| value);
                Self::hull(values.chain(std::iter::once(&**otherwise)))
            }
            Shape::Coalesce(terms) => Self::hull(terms),
            _ => Some(Self::default()),
        }
    }

    fn hull<'t>(terms: impl IntoIterator<Item = &'t Term>) -> Option<Self> {
        terms.into_iter().filter_map(Self::of_term).reduce(Self::or)
    }

    /// The values after a prescribed rounding in units of which `factor` make one.
    fn rounded(&mut self, factor: &Exact, places: u8) {
        let round = |value: Exact| (&value * factor).round(places).checked_div(factor);
        self.low = self.low.take().and_then(round);
        self.high = self.high.take().and_then(round);
        self.step = Exact::ONE.checked_div(&(factor * &Exact::power_of_ten(places)));
    }

    /// What is always so of a value of the measure, for people: "whole, `>= 0`".
    pub(super) fn described(&self, measure: &Measure) -> String {
        let end = |comparator, value: &Option<Exact>| {
            let bound = Bound::limit(comparator, value.clone()?);
            Some(format!("`{}`", bound.canonical(&measure.scale)))
        };
        let step = match (&self.step, measure.rounding) {
            (Some(step), _) if *step == Exact::ONE => Some("whole".to_owned()),
            (Some(_), Some(1)) => Some("rounded to 1 place".to_owned()),
            (Some(_), Some(places)) => Some(format!("rounded to {places} places")),
            (Some(step), None) => {
                let bound = Bound::limit(Comparator::Equal, step.clone());
                let figure = bound.canonical(&measure.scale);
                Some(format!("a multiple of {}", figure.trim_start_matches("= ")))
            }
            (None, _) => None,
        };
        let parts =
            [step, end(Comparator::AtLeast, &self.low), end(Comparator::AtMost, &self.high)];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        match parts.as_slice() {
            [] => "any number".to_owned(),
            [only] => only.clone(),
            [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
        }
    }
}
