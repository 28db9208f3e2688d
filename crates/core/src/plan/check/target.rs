//! Targets.

use std::collections::BTreeSet;

use super::Checker;
use crate::document::faults::listed;
use crate::document::place::Place;
use crate::document::read::List;
use crate::document::scalar::Text;
use crate::document::text::shown;
use crate::ground::dates::Period;
use crate::ground::language::Language;
use crate::ground::target::{Bound, Scale};
use crate::plan::measure::{Base, MeasureKind, RatioSide};
use crate::plan::source::ColumnType;
use crate::plan::target::{EachTarget, MeasureTarget, Target, TargetGroup};
use crate::plan::words::NoCases;
use crate::plan::written::TargetDocument;

const FORMS: &str = "write `measure` with `is`, or `all_of`, or `any_of`";

/// What the keys of a target say that it is.
pub(super) enum Shape {
    Condition,
    AllOf,
    AnyOf,
}

/// Where a target stands.
#[derive(Clone, Copy)]
pub(super) struct Within {
    /// The objective's span; `None` where that is at fault.
    pub(super) span: Option<Period>,
    /// Whether it is part of a target that is asked of each of several periods.
    pub(super) every: bool,
}

impl Checker<'_> {
    pub(super) fn target(&mut self, document: TargetDocument, within: Within) -> Option<Target> {
        let shape = self.shape(&document)?;
        if document.every.is_some() || document.over.is_some() {
            return self.every_target(document, &shape, within);
        }
        let title = document.title.as_ref().map(|title| title.text.clone());
        self.target_of(document, &shape, title, within)
    }

    /// The target of a shape, without the periods of which it may be asked.
    pub(super) fn target_of(
        &mut self,
        document: TargetDocument,
        shape: &Shape,
        title: Option<String>,
        within: Within,
    ) -> Option<Target> {
        match shape {
            Shape::Condition => self.condition_target(document, title),
            Shape::AllOf => {
                let group = self.group(document.all_of?, title, document.place, within);
                Some(Target::AllOf(group?))
            }
            Shape::AnyOf => {
                let group = self.group(document.any_of?, title, document.place, within);
                Some(Target::AnyOf(group?))
            }
        }
    }

    fn shape(&mut self, document: &TargetDocument) -> Option<Shape> {
        let is_recurring = document.written.contains(&"every");
        let stands_beside = |key: &str| {
            ["title", "every", "over"].contains(&key) || is_recurring && key == "no_cases"
        };
        let keys: Vec<&str> =
            document.written.iter().copied().filter(|key| !stands_beside(key)).collect();
        let fault = match keys.as_slice() {
            ["all_of"] => return Some(Shape::AllOf),
            ["any_of"] => return Some(Shape::AnyOf),
            [] => "the target says nothing".to_owned(),
            several if several.contains(&"all_of") || several.contains(&"any_of") => {
                format!("the target has {} at once", listed(several.iter().copied()))
            }
            several if !several.contains(&"measure") => "the target has no `measure`".to_owned(),
            several if !several.contains(&"is") => "the target has no `is`".to_owned(),
            several if !several.contains(&"each") => {
                let stray = several.iter().find(|key| ["members", "no_cases"].contains(key));
                if let Some(stray) = stray {
                    let message = format!("`{stray}` means nothing without `each`");
                    let help = "name the column whose members are asked: `each: …`";
                    self.push(document.place.problem("target-shape", message).help(help));
                }
                return Some(Shape::Condition);
            }
            _ => return Some(Shape::Condition),
        };
        self.push(document.place.problem("target-shape", fault).help(FORMS));
        None
    }

    fn group(
        &mut self,
        list: List<TargetDocument>,
        title: Option<String>,
        place: Place,
        within: Within,
    ) -> Option<TargetGroup> {
        let count = list.items.len();
        let targets: Vec<Target> =
            list.items.into_iter().filter_map(|document| self.target(document, within)).collect();
        (targets.len() == count).then_some(TargetGroup { targets, title, place })
    }

    fn condition_target(
        &mut self,
        document: TargetDocument,
        title: Option<String>,
    ) -> Option<Target> {
        let measure = document.measure.as_ref().and_then(|name| self.measure_name(name));
        let is = document.is?;
        let bound = self.bound(&is, measure.as_deref());
        let place = document.place;
        let Some(each) = document.each else {
            let (bound, scale) = bound?;
            let (measure, is) = (measure?, is.text);
            return Some(Target::Measure(MeasureTarget {
                measure,
                is,
                bound,
                scale,
                title,
                place,
            }));
        };
        let listed = document.members.is_some();
        let names = document.members.as_ref().map_or_else(Vec::new, |list| list.items.clone());
        let members = self.members(document.members);
        let column = self.each(measure.as_deref()?, &each, &names);
        let (bound, scale) = bound?;
        Some(Target::Each(EachTarget {
            measure: measure?,
            is: is.text,
            bound,
            scale,
            column: column?,
            members: listed.then_some(members),
            no_cases: document.no_cases.map_or_else(NoCases::default, |word| word.value),
            title,
            place,
        }))
    }

    /// The name of a declared measure, also where the measure itself is at fault.
    pub(super) fn measure_name(&mut self, name: &Text) -> Option<String> {
        let measure = name.name();
        if self.measures.contains_key(&measure) {
            return Some(measure);
        }
        if self.faults.is_full() {
            return None;
        }
        let mut names: Vec<&str> = self.measures.keys().map(String::as_str).collect();
        names.sort_unstable();
        Self::unknown(self.faults, "unknown-measure", "measure", name, names.into_iter());
        None
    }

    /// The condition on a measure's value, in the scale in which it is written.
    pub(super) fn bound(&mut self, is: &Text, measure: Option<&str>) -> Option<(Bound, Scale)> {
        let (bound, scale) = self.parsed_bound(is)?;
        let measure = self.measures.get(measure?)?.as_ref()?;
        let (name, own) = (measure.name.clone(), measure.scale.clone());
        self.check_bound_scale(is, &bound, &scale, &name, &own);
        Some((bound, scale))
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

    /// Refuses a condition that is not written in the scale of its measure.
    pub(super) fn check_bound_scale(
        &mut self,
        is: &Text,
        bound: &Bound,
        written: &Scale,
        measure: &str,
        scale: &Scale,
    ) {
        if !scale.takes(written, bound) {
            let written = match written {
                Scale::Number => "a plain number".to_owned(),
                scale => format!("written in {scale}"),
            };
            let measured = match scale {
                Scale::Number => "a plain number".to_owned(),
                scale => format!("measured in {scale}"),
            };
            let message =
                format!("`{}` is {written}, and `{measure}` is {measured}", shown(&is.text));
            let help = match scale {
                Scale::Number => "write the figure alone, or give the measure a `scale`".to_owned(),
                scale => {
                    let suffix = scale.suffix(Language::En);
                    format!("write `{}` behind the figure", suffix.trim())
                }
            };
            self.faults.push(is.problem("target-scale", message).help(help));
        }
    }

    /// The column of a target for each member, looked up in every source of the measure.
    pub(super) fn each(&mut self, measure: &str, each: &Text, members: &[Text]) -> Option<String> {
        self.measures.get(measure)?.as_ref()?;
        let sources = self.sources_of(measure);
        if self.has_figure(measure) {
            let message = format!("`{measure}` rests on a figure that no member has for itself");
            let help = "ask the measure as a whole, or count both sides of its ratio";
            self.faults.push(each.problem("each-of-figure", message).help(help));
        }
        let mut column = None;
        for source in sources {
            column = self.in_source(&source, |checker, declared| {
                let column = checker.dimension(declared, each)?;
                let column_type = declared.column(&column).map(|column| &column.column_type);
                if let Some(column_type) = column_type {
                    checker.check_members(column_type, members);
                }
                Some(column)
            });
        }
        column
    }

    fn check_members(&mut self, column_type: &ColumnType, names: &[Text]) {
        let declared: BTreeSet<&str> = match column_type {
            ColumnType::Boolean(_) => ["true", "false"].into(),
            ColumnType::Category(category) => match &category.members {
                Some(members) => members.iter().map(String::as_str).collect(),
                None => return,
            },
            _ => return,
        };
        for name in names {
            let member = name.name();
            if declared.contains(member.as_str()) {
                continue;
            }
            let alias = match column_type {
                ColumnType::Category(category) => {
                    category.aliases.iter().find(|alias| alias.spelling == member)
                }
                _ => None,
            };
            if let Some(alias) = alias {
                let message = format!("`{}` is an alias, not a member", shown(&member));
                let help = format!("write `{}`", shown(&alias.member));
                self.push(name.problem("unknown-member", message).help(help));
            } else {
                let declared = declared.iter().copied();
                Self::unknown(self.faults, "unknown-member", "member", name, declared);
            }
        }
    }

    /// Does something with a declared source; `None` where the source is at fault.
    pub(super) fn in_source<T>(
        &mut self,
        name: &str,
        work: impl FnOnce(&mut Self, &super::Declared) -> Option<T>,
    ) -> Option<T> {
        // It is taken out meanwhile, so that faults can be pushed; it is put back below.
        let declared = self.sources.get_mut(name)?.take()?;
        let result = work(self, &declared);
        self.sources.insert(name.to_owned(), Some(declared));
        result
    }

    /// Whether a measure, or one that it is made from, rests on a given figure.
    fn has_figure(&self, measure: &str) -> bool {
        let Some(Some(measure)) = self.measures.get(measure) else { return false };
        let own = match &measure.kind {
            MeasureKind::Ratio(ratio) => [&ratio.numerator, &ratio.denominator]
                .into_iter()
                .any(|side| matches!(side, RatioSide::Figure(_))),
            MeasureKind::Change(change) => matches!(change.than, Base::Figure(_)),
            _ => false,
        };
        own || measure.kind.measures().into_iter().any(|name| self.has_figure(name))
    }
}
