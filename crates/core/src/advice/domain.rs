//! What a measure's value can be, whatever the records say.

use super::values::Domain;
use crate::condition::{Kind, Shape, Term};
use crate::ground::exact::Exact;
use crate::ground::target::{Bound, Comparator};
use crate::plan::{Formula, Measure, MeasureKind, RatioSide};

impl Domain {
    /// The values of a measure. Where nothing is known of them, all numbers.
    pub(super) fn of(measure: &Measure) -> Self {
        let mut domain = match &measure.kind {
            MeasureKind::Proportion(_) => Self::between(Exact::ZERO, Exact::ONE),
            MeasureKind::ShareOfMembers(_) => Self::between(Exact::ZERO, Exact::ONE),
            MeasureKind::NetScore(_) => {
                let most = if measure.scale.is_share() { Exact::ONE } else { Exact::from(100) };
                Self::between(-most.clone(), most)
            }
            // Of days, figures, and what is made from other values, nothing is said.
            MeasureKind::Milestone(_)
            | MeasureKind::Reported(_)
            | MeasureKind::Change(_)
            | MeasureKind::Score(_) => Self::default(),
            MeasureKind::Count(_) => Self::counts(),
            MeasureKind::Stock(_) => Self { step: Some(Exact::ONE), ..Self::default() },
            MeasureKind::Ratio(ratio) => Self::of_ratio(&ratio.numerator, &ratio.denominator),
            MeasureKind::Mean(rule) => Self { step: None, ..Self::of_expression(&rule.of) },
            MeasureKind::Minimum(rule) | MeasureKind::Maximum(rule) => {
                Self::of_expression(&rule.of)
            }
            // Of values that are never below zero neither is the sum; it has no other end.
            MeasureKind::Total(rule) => {
                let one = Self::of_expression(&rule.of);
                let not_negative = one.low.is_some_and(|low| low.signum() >= 0);
                Self { low: not_negative.then_some(Exact::ZERO), high: None, step: one.step }
            }
        };
        if let Some(places) = measure.rounding {
            domain.rounded(&Exact::from(measure.scale.factor()), places);
        }
        domain
    }

    fn between(low: Exact, high: Exact) -> Self {
        Self { low: Some(low), high: Some(high), step: None }
    }

    /// Whole numbers from zero.
    fn counts() -> Self {
        Self { low: Some(Exact::ZERO), high: None, step: Some(Exact::ONE) }
    }

    fn of_ratio(numerator: &RatioSide, denominator: &RatioSide) -> Self {
        let of_side = |side: &RatioSide| match side {
            RatioSide::Figure(figure) => Self::between(figure.clone(), figure.clone()),
            RatioSide::Counted(side) => match &side.total {
                None => Self::counts(),
                Some(of) => {
                    let one = Self::of_expression(of);
                    let not_negative = one.low.is_some_and(|low| low.signum() >= 0);
                    Self { low: not_negative.then_some(Exact::ZERO), high: None, step: one.step }
                }
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
        terms.into_iter().filter_map(Self::of_term).reduce(|one, other| Self {
            low: one.low.zip(other.low).map(|(one, other)| one.min(other)),
            high: one.high.zip(other.high).map(|(one, other)| one.max(other)),
            step: None,
        })
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
