//! Targets that ask for a class of values: that class or a better one.

use super::Checker;
use super::level::{Asking, Condition};
use crate::document::faults::listed;
use crate::document::scalar::Text;
use crate::document::text::shown;
use crate::ground::target::{Bound, Comparator, Edge, Span};

impl Checker<'_> {
    /// The values whose class is that one or a better one.
    pub(super) fn class_asked(&mut self, class: &Text, asking: &Asking<'_>) -> Option<Condition> {
        let measure = self.measures.get(asking.measure?)?.as_ref()?.clone();
        let name = class.name();
        let names = || measure.classes.iter().map(|own| own.name.as_str());
        let Some(at) = names().position(|own| own == name) else {
            let help = match self.faults.suggest(&name, names()) {
                _ if measure.classes.is_empty() => {
                    "add `classes` to the measure: a name and a condition for each, the best first"
                        .to_owned()
                }
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("declared are {}", listed(names())),
            };
            let message = format!("`{}` has no class `{}`", measure.name, shown(&name));
            self.push(class.problem("unknown-class", message).help(help));
            return None;
        };
        if asking.than.is_some() {
            let message = "a class is not compared with anything";
            let help = "write `is` with a change, or remove `than`";
            self.push(class.problem("than-without-change", message).help(help));
            return None;
        }
        let spans = measure.classes.iter().take(at + 1).map(|own| own.bound.span());
        let Some(bound) = together(spans.collect()) else {
            let message = format!(
                "the classes from the best down to `{}` are not values side by side",
                shown(&name)
            );
            let help = "let the classes of the measure follow one on the other, the best first";
            self.push(class.problem("class-with-gaps", message).help(help));
            return None;
        };
        let (is, scale) = (class.text.clone(), measure.scale.clone());
        Some(Condition { measure: measure.name, is, bound, scale })
    }
}

/// The bound of all values of some spans, where they lie side by side and do not take in everything.
fn together(mut spans: Vec<Span>) -> Option<Bound> {
    let mut whole = spans.pop().filter(|span| !span.outside)?;
    while !spans.is_empty() {
        let next = spans.iter().position(|span| !span.outside && touch(&whole, span))?;
        let span = spans.remove(next);
        whole = Span {
            low: lower(whole.low, span.low),
            high: upper(whole.high, span.high),
            outside: false,
        };
    }
    let limit = |edge: Edge, with: Comparator, without: Comparator| {
        Bound::limit(if edge.inclusive { with } else { without }, edge.value)
    };
    match (whole.low, whole.high) {
        (None, None) => None,
        (Some(low), None) => Some(limit(low, Comparator::AtLeast, Comparator::More)),
        (None, Some(high)) => Some(limit(high, Comparator::AtMost, Comparator::Less)),
        (Some(low), Some(high)) if low == high => Some(Bound::limit(Comparator::Equal, low.value)),
        (Some(low), Some(high)) => Bound::range(low, high),
    }
}

/// Whether two spans have a value in common, or none between them.
fn touch(one: &Span, other: &Span) -> bool {
    let reaches = |high: &Option<Edge>, low: &Option<Edge>| match (high, low) {
        (Some(high), Some(low)) => {
            high.value > low.value || high.value == low.value && (high.inclusive || low.inclusive)
        }
        _ => true,
    };
    reaches(&one.high, &other.low) && reaches(&other.high, &one.low)
}

/// The lower of two lower ends; none is the lowest.
fn lower(one: Option<Edge>, other: Option<Edge>) -> Option<Edge> {
    let (one, other) = (one?, other?);
    let is_first = one.value < other.value || one.value == other.value && one.inclusive;
    Some(if is_first { one } else { other })
}

/// The upper of two upper ends; none is the uppermost.
fn upper(one: Option<Edge>, other: Option<Edge>) -> Option<Edge> {
    let (one, other) = (one?, other?);
    let is_first = one.value > other.value || one.value == other.value && one.inclusive;
    Some(if is_first { one } else { other })
}
