//! Targets.

use super::Checker;
use crate::document::faults::listed;
use crate::document::place::Place;
use crate::document::read::List;
use crate::document::scalar::Text;
use crate::ground::dates::Period;
use crate::plan::target::{Target, TargetGroup};
use crate::plan::written::TargetDocument;

const FORMS: &str = "write `measure` with `is`, or `declared`, or `all_of`, or `any_of`";
/// The keys of which one says what is asked of a measure.
const CONDITIONS: [&str; 4] = ["is", "by_member", "path", "class"];

/// What the keys of a target say that it is.
enum Shape {
    Condition,
    Declared,
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
        match self.shape(&document)? {
            Shape::Condition => self.condition_target(document, within),
            Shape::Declared => self.declared_target(document, within),
            shape => {
                let recurring = self.recurring(&document, None, within);
                let title = document.title.as_ref().map(|title| title.text.clone());
                let Some(recurring) = recurring? else {
                    return self.joined(document, &shape, title, within);
                };
                let within = Within { every: true, ..within };
                let target = self.joined(document, &shape, None, within)?;
                self.repeated(recurring, title, |_| Some(target.clone()))
            }
        }
    }

    fn joined(
        &mut self,
        document: TargetDocument,
        shape: &Shape,
        title: Option<String>,
        within: Within,
    ) -> Option<Target> {
        match shape {
            Shape::Condition | Shape::Declared => None,
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
        let stands_beside = |key: &str| ["title", "every", "over", "no_cases"].contains(&key);
        let written = &document.written;
        let keys: Vec<&str> = written.iter().copied().filter(|key| !stands_beside(key)).collect();
        let has = |key: &str| keys.contains(&key);
        let conditions: Vec<&str> =
            keys.iter().copied().filter(|key| CONDITIONS.contains(key)).collect();
        let several =
            |keys: &[&str]| format!("the target has {} at once", listed(keys.iter().copied()));
        let recurs = |keys: &[&str]| written.iter().any(|key| keys.contains(key));
        let fault = match keys.as_slice() {
            ["all_of"] => {
                self.check_no_cases(document);
                return Some(Shape::AllOf);
            }
            ["any_of"] => {
                self.check_no_cases(document);
                return Some(Shape::AnyOf);
            }
            ["declared"] | ["is", "declared"] => {
                if document.written.contains(&"no_cases") {
                    let message =
                        "a declaration has no cases: where there is none, there is no data";
                    let help = "remove `no_cases`";
                    self.push(document.place.problem("target-shape", message).help(help));
                }
                return Some(Shape::Declared);
            }
            [] => "the target says nothing".to_owned(),
            keys if has("all_of") || has("any_of") || has("declared") => several(keys),
            _ if !has("measure") => "the target has no `measure`".to_owned(),
            _ if conditions.is_empty() => "the target has no `is`".to_owned(),
            _ if conditions.len() > 1 => {
                let problem = document.place.problem("target-shape", several(&conditions));
                self.push(problem.help("keep the one that is meant"));
                return None;
            }
            _ => {
                let stray = |key: &str, other: &str, help: &'static str| {
                    (has(key) && !has(other))
                        .then(|| (format!("`{key}` means nothing without `{other}`"), help))
                };
                let name_column = "name the column whose members are asked: `each: …`";
                let stray = stray("members", "each", name_column)
                    .or_else(|| stray("by_member", "each", name_column))
                    .or_else(|| {
                        stray(
                            "between",
                            "path",
                            "write the thresholds by period: `path: {2025: …, 2030: …}`",
                        )
                    })
                    .or_else(|| {
                        (has("members") && has("by_member")).then(|| {
                            (
                                "`by_member` names the members, and so does `members`".to_owned(),
                                "remove `members`",
                            )
                        })
                    })
                    .or_else(|| {
                        (has("path") && recurs(&["every", "over"])).then(|| {
                            (
                                "the periods of a `path` are those that it names".to_owned(),
                                "remove `every` and `over`, or write `is` instead of `path`",
                            )
                        })
                    });
                if let Some((message, help)) = stray {
                    self.push(document.place.problem("target-shape", message).help(help));
                }
                return Some(Shape::Condition);
            }
        };
        self.push(document.place.problem("target-shape", fault).help(FORMS));
        None
    }

    /// Of joined targets a key that only means something where they are asked of each period.
    fn check_no_cases(&mut self, document: &TargetDocument) {
        if document.written.contains(&"no_cases") && !document.written.contains(&"every") {
            self.stray_no_cases(&document.place);
        }
    }

    /// `no_cases` where there are neither members nor periods.
    pub(super) fn stray_no_cases(&mut self, place: &Place) {
        let message = "`no_cases` means nothing without `each` or `every`";
        let help = "name the column whose members are asked, or the periods: `each: …`, `every: …`";
        self.push(place.problem("target-shape", message).help(help));
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

    /// The name of a declared measure, also where the measure itself is at fault.
    pub(super) fn measure_name(&mut self, name: &Text) -> Option<String> {
        let measure = name.name();
        if self.measures.contains_key(&measure) {
            return Some(measure);
        }
        if self.faults.is_full() {
            return None;
        }
        // Those that relative targets made have no name that a plan could write.
        let written = self.measures.keys().filter(|name| !name.contains(": "));
        let mut names: Vec<&str> = written.map(String::as_str).collect();
        names.sort_unstable();
        Self::unknown(self.faults, "unknown-measure", "measure", name, names.into_iter());
        None
    }
}
