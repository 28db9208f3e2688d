//! What a target asks of a value, read from its phrase.

use super::Checker;
use super::change::ChangeAsked;
use crate::document::scalar::Text;
use crate::document::text::shown;
use crate::ground::dates::Period;
use crate::ground::language::Language;
use crate::ground::target::{Asked, Bound, Phrase, Scale};
use crate::plan::measure::Base;

/// A condition on a measure's value.
#[derive(Debug, Clone)]
pub(super) struct Condition {
    pub(super) measure: String,
    /// As the plan writes it.
    pub(super) is: String,
    pub(super) bound: Bound,
    pub(super) scale: Scale,
}

/// Of what a condition is asked.
#[derive(Clone, Copy)]
pub(super) struct Asking<'a> {
    /// The measure; `None` where it is at fault.
    pub(super) measure: Option<&'a str>,
    /// With what the value is compared, where that is said beside the phrase.
    pub(super) than: Option<&'a Base>,
    /// Whether it is asked of members.
    pub(super) each: bool,
    /// The period with which one has to end that the phrase names.
    pub(super) during: Option<Period>,
    /// The days over which the value is taken, of each period of which it is asked.
    pub(super) windows: &'a [Period],
}

impl Checker<'_> {
    /// Reads a phrase.
    pub(super) fn phrase(&mut self, is: &Text) -> Option<Phrase> {
        match Phrase::parse(&is.text) {
            Ok(phrase) => Some(phrase),
            Err(problem) => {
                let mut placed = is.problem(problem.code, problem.message);
                placed.help = problem.help;
                self.push(placed);
                None
            }
        }
    }

    /// Reads a phrase that may not say of which periods it is asked.
    pub(super) fn phrase_of_one(&mut self, is: &Text) -> Option<Phrase> {
        let phrase = self.phrase(is)?;
        if let Some(every) = phrase.every {
            let name = every.name().replace('_', " ");
            let message =
                format!("`{}` is asked every {name}, which does not belong here", shown(&is.text));
            let help = format!(
                "write the threshold alone, and `every: {}` beside `measure`",
                every.name()
            );
            self.push(is.problem("every-misplaced", message).help(help));
            return None;
        }
        Some(phrase)
    }

    /// What a phrase asks of a measure's value, on the measure's scale.
    pub(super) fn level(
        &mut self,
        is: &Text,
        phrase: Phrase,
        asking: &Asking<'_>,
    ) -> Option<Condition> {
        if let Some(during) = phrase.during {
            self.check_during(is, during, asking.during);
        }
        let known = self.check_readings(is, &phrase, asking.measure);
        let (bound, scale) = match phrase.asked {
            Asked::Level { bound, scale } => (bound, scale),
            Asked::Change { bound, measured, scale, base, compounded, explicit: _ } => {
                let change = ChangeAsked { bound, measured, scale, base, compounded };
                return self.change_asked(is, change, asking).filter(|_| known.is_some());
            }
            Asked::Yearly { .. } => {
                let message = format!(
                    "`{}` names days of each year, which do not belong here",
                    shown(&is.text)
                );
                let help =
                    "write it as the `is` of a target of its own, without `by_member` and `path`";
                self.push(is.problem("every-misplaced", message).help(help));
                return None;
            }
        };
        let measure = asking.measure?;
        if asking.than.is_some() {
            let message =
                format!("`{}` is a level and does not compare with anything", shown(&is.text));
            let help = "write a change, such as `up 5%` or `giảm ít nhất 20%`, or remove `than`";
            self.push(is.problem("than-without-change", message).help(help));
            return None;
        }
        let measured = self.measures.get(measure)?.as_ref()?.scale.clone();
        let (bound, scale) = self.in_scale_of(is, (bound, scale), measure, &measured);
        Some(Condition { measure: measure.to_owned(), is: is.text.clone(), bound, scale })
    }

    fn check_during(&mut self, is: &Text, during: Period, span: Option<Period>) {
        let Some(span) = span.filter(|span| span.last() != during.last()) else { return };
        let (ends, last) = (during.last(), span.last());
        let message =
            format!("`{}` ends on {ends}, and what it is asked of ends on {last}", shown(&is.text));
        let help = "let the objective be due then, or leave the period out of the phrase";
        self.push(is.problem("during-differs", message).help(help));
    }

    /// The condition on a measure's value, in the scale in which it is written.
    pub(super) fn bound(&mut self, is: &Text, measure: Option<&str>) -> Option<(Bound, Scale)> {
        let (bound, scale) = self.parsed_bound(is)?;
        let measure = self.measures.get(measure?)?.as_ref()?;
        let (name, own) = (measure.name.clone(), measure.scale.clone());
        Some(self.in_scale_of(is, (bound, scale), &name, &own))
    }

    /// The condition as it is written, whatever it is asked of.
    pub(super) fn parsed_bound(&mut self, is: &Text) -> Option<(Bound, Scale)> {
        match Bound::parse(&is.text) {
            Ok(read) => Some(read),
            Err(problem) => {
                let mut placed = is.problem(problem.code, problem.message);
                placed.help = problem.help;
                self.push(placed);
                None
            }
        }
    }

    /// The condition as its measure is asked it: minutes of a measure in hours are turned into
    /// hours. What is not written in the scale of the measure is refused.
    pub(super) fn in_scale_of(
        &mut self,
        is: &Text,
        (bound, written): (Bound, Scale),
        measure: &str,
        scale: &Scale,
    ) -> (Bound, Scale) {
        if let Some(converted) = scale.convert(&written, &bound) {
            return converted;
        }
        let asked = match &written {
            Scale::Number => "a plain number".to_owned(),
            scale => format!("written in {scale}"),
        };
        let measured = match scale {
            Scale::Number => "a plain number".to_owned(),
            scale => format!("measured in {scale}"),
        };
        let message = format!("`{}` is {asked}, and `{measure}` is {measured}", shown(&is.text));
        let help = match scale {
            Scale::Number => "write the figure alone, or give the measure a `scale`".to_owned(),
            Scale::Date => "write a day, such as `by 2025-12-31`".to_owned(),
            Scale::OneTo => "write `1:20`".to_owned(),
            scale => {
                let suffix = scale.suffix(Language::En);
                format!("write `{}` behind the figure", suffix.trim())
            }
        };
        self.faults.push(is.problem("target-scale", message).help(help));
        (bound, written)
    }
}
