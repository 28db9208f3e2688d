//! Words for names that a plan does not have.

use super::{Measure, Plan, Source};
use crate::ground::error::Error;
use crate::ground::problem::Problem;
use crate::ground::text::nearest;

impl Plan {
    /// The source of this name, as [`Plan::source`], with words where there is none.
    ///
    /// ```
    /// # use quality_objectives::Plan;
    /// # let text = "
    /// # schema: 1
    /// # organisation: A city
    /// # title: Objectives
    /// # period: 2022
    /// # sources: {cases: {columns: {day: {type: date}}}}
    /// # measures: {all: {count: {source: cases, dated_by: day}}}
    /// # objectives: [{number: 1, statement: Many, target: {measure: all, is: '>= 1'}}]
    /// # ";
    /// let plan = Plan::from_yaml(text)?;
    /// let error = plan.source_named("case").unwrap_err();
    /// assert_eq!(error.problems()[0].help.as_deref(), Some("did you mean `cases`?"));
    /// # Ok::<(), quality_objectives::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// `source-unknown`, a request.
    pub fn source_named(&self, name: &str) -> Result<&Source, Error> {
        self.source(name).ok_or_else(|| unknown_source(name, self.sources()))
    }

    /// The measure of this name, as [`Plan::measure`], with words where there is none.
    ///
    /// ```
    /// # use quality_objectives::Plan;
    /// # let text = "
    /// # schema: 1
    /// # organisation: A city
    /// # title: Objectives
    /// # period: 2022
    /// # sources: {cases: {columns: {day: {type: date}}}}
    /// # measures: {late_rate: {count: {source: cases, dated_by: day}}}
    /// # objectives: [{number: 1, statement: Few, target: {measure: late_rate, is: '<= 1'}}]
    /// # ";
    /// let plan = Plan::from_yaml(text)?;
    /// let error = plan.measure_named("late_rates").unwrap_err();
    /// assert_eq!(error.problems()[0].help.as_deref(), Some("did you mean `late_rate`?"));
    /// # Ok::<(), quality_objectives::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// `measure-unknown`, a request.
    pub fn measure_named(&self, name: &str) -> Result<&Measure, Error> {
        self.measure(name).ok_or_else(|| {
            unknown_measure(name, self.measures().iter().map(|measure| measure.name.as_str()))
        })
    }
}

/// A source that is not among those that there are.
pub(crate) fn unknown_source<'s>(
    name: &str,
    sources: impl IntoIterator<Item = &'s Source>,
) -> Error {
    let names: Vec<_> = sources.into_iter().map(|source| source.name.as_str()).collect();
    let problem = Problem::new("source-unknown", name, format!("the plan has no source `{name}`"));
    Error::request(problem.help(match nearest(name, names.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("its sources are: {}", names.join(", ")),
    }))
}

/// A measure that is not among those that there are.
pub(crate) fn unknown_measure<'m>(name: &str, names: impl IntoIterator<Item = &'m str>) -> Error {
    let message = format!("the plan has no measure `{name}`");
    let mut problem = Problem::new("measure-unknown", name, message);
    problem.help = nearest(name, names).map(|near| format!("did you mean `{near}`?"));
    Error::request(problem)
}
