//! Faulty plans and what is said of them: a table that the documentation shows too.
//!
//! Each case has the smallest text that is faulty in this way. Where it is no `whole` document,
//! the sections (top-level keys) that it does not write are those of [`SMALLEST_PLAN`]. The cases stand
//! in a module for each part of a plan.

mod comparisons;
mod conditions;
mod document;
mod measures;
mod objectives;
mod sources;
mod targets;

/// A faulty plan.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Case {
    /// The part of a plan that it is about, as a heading.
    pub(crate) group: &'static str,
    /// What is wrong, in one name.
    pub(crate) name: &'static str,
    /// Whether the text is the whole document.
    pub(crate) whole: bool,
    /// The text, without the sections that are as in [`SMALLEST_PLAN`].
    pub(crate) yaml: &'static str,
    /// Every problem as it is shown: place, path, message, code and help.
    pub(crate) problems: &'static str,
}

/// The smallest plan that is worth writing, section by section.
pub(crate) const SMALLEST_PLAN: &[(&str, &str)] = &[
    (
        "schema",
        r"schema: 1
",
    ),
    (
        "organisation",
        r"organisation: A city
",
    ),
    (
        "title",
        r"title: Quality objectives
",
    ),
    (
        "period",
        r"period: 2022
",
    ),
    (
        "sources",
        r"sources:
  dossiers:
    columns:
      received_on: {type: date}
",
    ),
    (
        "measures",
        r"measures:
  received:
    count: {source: dossiers, dated_by: received_on}
",
    ),
    (
        "objectives",
        r#"objectives:
  - number: 1
    statement: Many dossiers are received
    target: {measure: received, is: ">= 100"}
"#,
    ),
];

impl Case {
    /// The whole document.
    #[must_use]
    pub(crate) fn document(&self) -> String {
        let mut document = self.yaml.to_owned();
        if self.whole {
            return document;
        }
        for (key, section) in SMALLEST_PLAN {
            let start = format!("{key}:");
            if !self.yaml.lines().any(|line| line.starts_with(&start)) {
                document.push_str(section);
            }
        }
        document
    }
}

/// Lays out the table, and one test for each of its cases.
macro_rules! cases {
    ($( [$group:literal] $( $name:ident: $extent:ident $yaml:literal => $problems:literal, )+ )+) => {
        /// The cases of this module.
        pub(super) const CASES: &[Case] = &[$($(
            Case {
                group: $group,
                name: stringify!($name),
                whole: cases!(@whole $extent),
                yaml: $yaml,
                problems: $problems,
            },
        )+)+];

        #[cfg(test)]
        mod each {
            $($(
                #[test]
                fn $name() {
                    crate::check(stringify!($name));
                }
            )+)+
        }
    };
    (@whole whole) => { true };
    (@whole sections) => { false };
}
use cases;

/// Every case, in the order in which the documentation shows them.
pub(crate) fn all() -> impl Iterator<Item = &'static Case> {
    let modules = [
        document::CASES,
        sources::CASES,
        measures::CASES,
        conditions::CASES,
        targets::CASES,
        comparisons::CASES,
        objectives::CASES,
    ];
    modules.into_iter().flatten()
}
