//! Relative targets: a change against a base, as a measure of its own that the plan does not name.

use super::Checker;
use super::level::{Asking, Condition};
use crate::document::scalar::Text;
use crate::document::text::shown;
use crate::ground::exact::Exact;
use crate::ground::target::{BasePhrase, Bound, ChangeIn, Comparator, Phrase, Scale};
use crate::plan::measure::{Base, Change, Measure, MeasureKind};
use crate::plan::words::{Undecided, WhenEmpty};

/// A change as a phrase asks for it.
pub(super) struct ChangeAsked {
    pub(super) bound: Bound,
    pub(super) measured: ChangeIn,
    pub(super) scale: Scale,
    pub(super) base: Option<BasePhrase>,
    pub(super) compounded: bool,
}

impl Checker<'_> {
    /// A condition on how a measure's value stands to its base.
    pub(super) fn change_asked(
        &mut self,
        is: &Text,
        change: ChangeAsked,
        asking: &Asking<'_>,
    ) -> Option<Condition> {
        let name = asking.measure?;
        let measure = self.measures.get(name)?.as_ref()?.clone();
        if measure.scale == Scale::Date {
            let message = format!(
                "the value of `{name}` is a date, and `{}` compares numbers",
                shown(&is.text)
            );
            let help = "write a day, such as `by 2025-12-31`";
            self.push(is.problem("measure-unsuitable", message).help(help));
            return None;
        }
        let base = self.base_asked(is, change.base.as_ref(), &measure, asking)?;
        if asking.each && matches!(base, Base::Figure(_)) {
            let message = "the base is a figure that no member has for itself";
            let help = "compare with a period, or ask the measure as a whole";
            self.push(is.problem("each-of-figure", message).help(help));
            return None;
        }
        self.check_spans(is, &base, &measure, asking)?;
        let measured = change.measured;
        let is_zero = matches!(&base, Base::Figure(figure) if figure.is_zero());
        if is_zero && measured != ChangeIn::Points {
            let message = format!("`{}` divides by its base, and the base is 0", shown(&is.text));
            let help = "write the difference, such as `change >= 5` in the unit of the measure, or a \
                        level: `>= 5`";
            self.push(is.problem("base-zero", message).help(help));
            return None;
        }
        let unnamed = self.unnamed_change(&measure, base.clone(), measured)?;
        let (mut bound, scale) = match measured {
            ChangeIn::Percent => (change.bound, Scale::Percent),
            ChangeIn::Times => (change.bound, Scale::Number),
            ChangeIn::Points => {
                self.in_scale_of(is, (change.bound, change.scale), name, &measure.scale)
            }
        };
        if change.compounded {
            bound = self.compounded(is, &bound, &base, (&measure, asking))?;
        }
        Some(Condition { measure: unnamed, is: is.text.clone(), bound, scale })
    }

    /// What the value is compared with, by `than` or by the phrase.
    fn base_asked(
        &mut self,
        is: &Text,
        phrase: Option<&BasePhrase>,
        measure: &Measure,
        asking: &Asking<'_>,
    ) -> Option<Base> {
        let said = match phrase {
            None => None,
            Some(BasePhrase::Period(period)) => Some(Base::Period(*period)),
            Some(BasePhrase::Previous(grain)) => Some(Base::Previous(*grain)),
            Some(BasePhrase::Figure { value, scale }) => {
                let figure = Bound::limit(Comparator::Equal, value.clone());
                let (figure, _) =
                    self.in_scale_of(is, (figure, scale.clone()), &measure.name, &measure.scale);
                figure.as_comparison().map(|(_, value)| Base::Figure(value.clone()))
            }
            Some(BasePhrase::Named(name)) => {
                if asking.than.is_none() && !self.measures.contains_key(name) {
                    let message = format!("there is no measure `{}` to compare with", shown(name));
                    let help = "say which one is meant: `than: {measure: …}`";
                    self.push(is.problem("change-base", message).help(help));
                    return None;
                }
                asking.than.is_none().then(|| Base::Measure(name.clone()))
            }
        };
        match (asking.than, said) {
            (Some(than), Some(said)) if *than != said => {
                let message = format!("`{}` and `than` name different bases", shown(&is.text));
                let help = "say it once: with `than`, or in the words of `is`";
                self.push(is.problem("than-differs", message).help(help));
                None
            }
            (Some(than), _) => Some(than.clone()),
            (None, Some(said)) => Some(said),
            (None, None) => {
                let message = format!("`{}` does not say with what it compares", shown(&is.text));
                let help = "write it beside: `than: 2017`, `than: previous year`, `than: {figure: …}`, `than: {measure: …}`";
                self.push(is.problem("than-missing", message).help(help));
                None
            }
        }
    }

    /// Of a share a plain per cent may be a part of the base, or points.
    pub(super) fn check_readings(
        &mut self,
        is: &Text,
        phrase: &Phrase,
        measure: Option<&str>,
    ) -> Option<()> {
        let scale = &self.measures.get(measure?)?.as_ref()?.scale;
        match phrase.for_scale(scale) {
            Err(problem) if problem.code == "target-ambiguous" => {
                let written = shown(&is.text);
                let message = format!(
                    "`{written}` of a share can be a part of what it was, or percentage points"
                );
                let mut placed = is.problem(problem.code, message);
                placed.help = problem.help;
                self.push(placed);
                None
            }
            _ => Some(()),
        }
    }

    /// The measure of a change, which the plan does not name; made once.
    fn unnamed_change(
        &mut self,
        measure: &Measure,
        than: Base,
        measured: ChangeIn,
    ) -> Option<String> {
        let form = match measured {
            ChangeIn::Percent => "change",
            ChangeIn::Points => "difference",
            ChangeIn::Times => "multiple",
        };
        let base = match &than {
            Base::Period(period) => format!("on {period}"),
            Base::Previous(grain) => format!("on the previous {}", grain.name().replace('_', " ")),
            Base::Figure(figure) => {
                let units = figure * &Exact::from(measure.scale.factor());
                format!("on {}", units.canonical())
            }
            Base::Measure(other) => format!("on {other}"),
            Base::Tally { tally, period } => format!("on {period} of {tally}"),
        };
        let name = format!("{}: {form} {base}", measure.name);
        if self.measures.contains_key(&name) {
            return Some(name);
        }
        if let Base::Measure(other) = &than
            && measured == ChangeIn::Points
        {
            self.check_same_scale(&measure.place, &measure.name, other);
        }
        let kind = MeasureKind::Change(Change { measure: measure.name.clone(), than, measured });
        let unnamed = Measure {
            name: name.clone(),
            title: None,
            scale: self.default_scale(&kind)?,
            kind,
            when_empty: WhenEmpty::default(),
            when_empty_said: false,
            undecided: Undecided::default(),
            rounding: None,
            shown_places: self.shown_places.max(measure.shown_places),
            classes: Vec::new(),
            place: measure.place.clone(),
        };
        self.check_depth(&unnamed).then_some(())?;
        self.measures.insert(name.clone(), Some(unnamed.clone()));
        self.unnamed.push(unnamed);
        Some(name)
    }
}
