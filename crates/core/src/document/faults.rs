//! Collecting faults.

use crate::ground::problem::Problem;
use crate::ground::text::nearest;

/// The faults found so far.
///
/// Their number is bounded, and so is the work that goes into suggestions, so that a hostile
/// document cannot buy unbounded time with faults.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    problems: Vec<Problem>,
    dropped: bool,
}

/// Most faults that one report holds.
const MOST: usize = 500;
/// Most faults for which a suggestion is looked for.
const SUGGESTIONS: usize = 60;
/// Most names, and longest name, among which a suggestion is looked for.
const CANDIDATES: usize = 400;
const LONGEST_NAME: usize = 64;

impl Faults {
    /// Adds a fault.
    pub(crate) fn push(&mut self, problem: Problem) {
        if self.is_full() {
            self.dropped = true;
        } else {
            self.problems.push(problem);
        }
    }

    /// Whether no further fault is kept, so that looking for more is in vain.
    pub(crate) fn is_full(&self) -> bool {
        self.problems.len() >= MOST
    }

    /// Whether nothing was found so far.
    pub(crate) fn is_empty(&self) -> bool {
        self.problems.is_empty()
    }

    /// The name that was probably meant.
    pub(crate) fn suggest<'a>(
        &self,
        text: &str,
        candidates: impl IntoIterator<Item = &'a str>,
    ) -> Option<&'a str> {
        if self.problems.len() >= SUGGESTIONS || text.len() > LONGEST_NAME {
            return None;
        }
        let near =
            candidates.into_iter().take(CANDIDATES).filter(|name| name.len() <= LONGEST_NAME);
        nearest(text, near)
    }

    /// Every fault in the order of the text.
    pub(crate) fn into_problems(mut self) -> Vec<Problem> {
        self.problems.sort_by(|left, right| {
            (left.line, left.column, &left.path, left.code).cmp(&(
                right.line,
                right.column,
                &right.path,
                right.code,
            ))
        });
        self.problems.dedup();
        if self.dropped {
            self.problems.push(
                Problem::new("too-many-faults", "", format!("there are more than {MOST} faults"))
                    .help("mend these first; the others are reported then"),
            );
        }
        self.problems
    }
}

/// Names in backticks, as a help line lists them.
pub(crate) fn listed<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    const MOST_LISTED: usize = 24;
    let mut names = names.into_iter();
    let mut text = String::new();
    for name in names.by_ref().take(MOST_LISTED) {
        if !text.is_empty() {
            text.push_str(", ");
        }
        text.push('`');
        text.push_str(&super::text::shown(name));
        text.push('`');
    }
    if names.next().is_some() {
        text.push_str(", …");
    }
    text
}
