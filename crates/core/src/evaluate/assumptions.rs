//! What an evaluation takes as given besides the tally, named as such.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::ground::error::Error;
use crate::ground::problem::Problem;
use crate::ground::text::nearest;
use crate::plan::{MeasureKind, Plan};

/// What is assumed and not counted; the evaluation and its certificate carry it.
///
/// ```
/// use quality_objectives::Assumptions;
///
/// let assumptions = Assumptions::none().expecting("late_rate", 60_000);
/// assert_eq!(assumptions.expected("late_rate"), Some(60_000));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Assumptions {
    expected: BTreeMap<String, u64>,
}

impl Assumptions {
    /// Nothing is assumed.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// Assumes how many cases a proportion will have when its period is over.
    #[must_use]
    pub fn expecting(mut self, measure: impl Into<String>, cases: u64) -> Self {
        self.expected.insert(measure.into(), cases);
        self
    }

    /// The number of cases expected of a measure, if one is.
    #[must_use]
    pub fn expected(&self, measure: &str) -> Option<u64> {
        self.expected.get(measure).copied()
    }

    /// Whether nothing is assumed.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.expected.is_empty()
    }

    pub(crate) fn check(&self, plan: &Plan) -> Result<(), Error> {
        for name in self.expected.keys() {
            let path = format!("expected.{name}");
            let Some(measure) = plan.measures().iter().find(|own| own.name == *name) else {
                let names = plan.measures().iter().map(|measure| measure.name.as_str());
                let message = format!("the plan has no measure `{name}`");
                let mut problem = Problem::new("measure-unknown", path, message);
                problem.help = nearest(name, names).map(|near| format!("did you mean `{near}`?"));
                return Err(Error::request(problem));
            };
            if !matches!(measure.kind, MeasureKind::Proportion(_)) {
                let message = format!("`{name}` is a {}, which has no volume", measure.kind.name());
                let problem = Problem::new("expected-not-a-proportion", path, message);
                return Err(Error::request(
                    problem.help("give expected volumes for proportions only"),
                ));
            }
        }
        Ok(())
    }
}
