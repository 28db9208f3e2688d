//! What a plan has to offer, with what people call it: for those who build choices from it.

use serde::Serialize;

use super::{Measure, Objective, Plan, Source};
use crate::ground::dates::Grain;

/// The sources, measures and objectives of a plan with their titles.
///
/// It is what a form or a page needs to offer choices; the rules themselves are not in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PlanOutline {
    /// The sources, in the order of the plan.
    pub sources: Vec<SourceOutline>,
    /// The measures, in the order of the plan.
    pub measures: Vec<MeasureOutline>,
    /// The objectives, in the order of the plan.
    pub objectives: Vec<ObjectiveOutline>,
}

/// A source and what records of it look like.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct SourceOutline {
    /// The name by which measures and callers refer to it.
    pub name: String,
    /// What people call it; its name where the plan has no title.
    pub title: String,
    /// The columns, in the order of the plan.
    pub columns: Vec<ColumnOutline>,
    /// The breakdowns that the plan declares.
    pub breakdowns: Vec<BreakdownOutline>,
    /// The character between the fields of its CSV files.
    pub delimiter: char,
}

/// A column of a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ColumnOutline {
    /// The name by which conditions refer to it.
    pub name: String,
    /// Its name in files.
    pub header: String,
    /// What people call it; its name where the plan has no title.
    pub title: String,
    /// The name of its type as a plan writes it.
    #[serde(rename = "type")]
    pub column_type: &'static str,
    /// Whether it identifies a record.
    pub key: bool,
}

/// A breakdown that the plan declares.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct BreakdownOutline {
    /// The columns; may be empty.
    pub by: Vec<String>,
    /// How finely time is told apart.
    pub grain: Grain,
}

/// A measure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct MeasureOutline {
    /// The name by which targets refer to it.
    pub name: String,
    /// What people call it; its name where the plan has no title.
    pub title: String,
    /// How its value is made: `proportion`, `count` …
    pub kind: &'static str,
    /// The sources that it rests on, through all that it is made from.
    pub sources: Vec<String>,
}

/// An objective, as the plan writes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ObjectiveOutline {
    /// The number as the plan writes it.
    pub number: String,
    /// What is to be achieved.
    pub statement: String,
    /// How it is measured, in the plan's words.
    pub measured_by: Option<String>,
    /// What will be done.
    pub actions: Vec<String>,
    /// The units responsible.
    pub responsible: Vec<String>,
    /// Whether the plan asks for a review of it.
    pub has_review: bool,
}

impl Plan {
    /// The sources, measures and objectives with their titles.
    ///
    /// ```
    /// # use quality_objectives::Plan;
    /// # let plan = Plan::from_yaml(r#"
    /// # schema: 1
    /// # organisation: Example office
    /// # title: Fewer late cases
    /// # period: 2022
    /// # sources:
    /// #   cases: {title: Case system, columns: {day: {type: date}, late: {type: boolean}}}
    /// # measures: {late_rate: {proportion: {source: cases, dated_by: day, numerator: late}}}
    /// # objectives: [{number: 1, statement: Few are late, target: {measure: late_rate, is: "<= 25%"}}]
    /// # "#)?;
    /// let outline = plan.outline();
    /// assert_eq!(outline.sources[0].title, "Case system");
    /// assert_eq!((outline.measures[0].kind, &outline.measures[0].sources), ("proportion", &vec!["cases".to_owned()]));
    /// assert_eq!(outline.objectives[0].statement, "Few are late");
    /// # Ok::<(), quality_objectives::Error>(())
    /// ```
    #[must_use]
    pub fn outline(&self) -> PlanOutline {
        PlanOutline {
            sources: self.sources().iter().map(source).collect(),
            measures: self.measures().iter().map(|own| measure(self, own)).collect(),
            objectives: self.objectives().iter().map(objective).collect(),
        }
    }
}

fn named(title: Option<&String>, name: &str) -> String {
    title.map_or_else(|| name.to_owned(), String::clone)
}

fn source(own: &Source) -> SourceOutline {
    let columns = own.columns.iter().map(|column| ColumnOutline {
        name: column.name.clone(),
        header: column.header.clone(),
        title: named(column.title.as_ref(), &column.name),
        column_type: column.column_type.name(),
        key: column.key,
    });
    let breakdowns = own
        .breakdowns
        .iter()
        .map(|breakdown| BreakdownOutline { by: breakdown.by.clone(), grain: breakdown.grain });
    SourceOutline {
        name: own.name.clone(),
        title: named(own.title.as_ref(), &own.name),
        columns: columns.collect(),
        breakdowns: breakdowns.collect(),
        delimiter: own.csv.delimiter(),
    }
}

fn measure(plan: &Plan, own: &Measure) -> MeasureOutline {
    MeasureOutline {
        name: own.name.clone(),
        title: named(own.title.as_ref(), &own.name),
        kind: own.kind.name(),
        sources: plan.sources_of(own).into_iter().map(str::to_owned).collect(),
    }
}

fn objective(own: &Objective) -> ObjectiveOutline {
    ObjectiveOutline {
        number: own.number.clone(),
        statement: own.statement.clone(),
        measured_by: own.measured_by.clone(),
        actions: own.actions.iter().map(|action| action.text.clone()).collect(),
        responsible: own.responsible.clone(),
        has_review: own.review.is_some(),
    }
}
