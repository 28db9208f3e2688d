//! What an evaluation takes as given besides the tally, named as such.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Serialize, Serializer};

use crate::ground::error::Error;
use crate::ground::problem::Problem;
use crate::ground::text::nearest;
use crate::plan::{Declaration, MeasureKind, Plan, Target};
use crate::tally::Tally;

/// What is assumed and not counted; the evaluation and its certificate carry it.
///
/// ```
/// use quality_objectives::Assumptions;
///
/// let assumptions = Assumptions::none().expecting("late_rate", 60_000);
/// assert_eq!(assumptions.expected("late_rate"), Some(60_000));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Assumptions {
    /// The cases that a proportion will have when its period is over, by measure.
    expected: BTreeMap<String, u64>,
    /// Cases that a proportion is supposed to have besides those that were counted, by measure.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    further: BTreeMap<String, FurtherCases>,
    /// What people declared of qualitative targets, by name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    declared: BTreeMap<String, Vec<Declaration>>,
    #[cfg_attr(feature = "schema", schemars(with = "BTreeMap<String, String>"))]
    /// Earlier tallies to compare with, by name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", serialize_with = "serialize_digests")]
    baselines: BTreeMap<String, Tally>,
}

/// Cases that are supposed besides those that were counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FurtherCases {
    /// Cases in the numerator.
    pub numerator: u64,
    /// Cases not in the numerator.
    pub not_in_numerator: u64,
}

/// Of an earlier tally the digest is enough: whoever has it can compute the evaluation again.
fn serialize_digests<S: Serializer>(
    baselines: &BTreeMap<String, Tally>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_map(baselines.iter().map(|(name, tally)| (name, tally.digest())))
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

    /// Supposes cases of a proportion besides those that were counted: what if ten more are late?
    ///
    /// They belong to no member and to no part of the time, so that conditions on each member or
    /// each period stay as they are.
    ///
    /// ```
    /// # use quality_objectives::{Assumptions, Plan, Status};
    /// # let plan = Plan::from_yaml(r#"
    /// # schema: 1
    /// # organisation: Example office
    /// # title: Fewer late cases
    /// # period: 2022
    /// # sources: {cases: {columns: {day: {type: date}, late: {type: boolean}}}}
    /// # measures: {late_rate: {proportion: {source: cases, dated_by: day, numerator: late}}}
    /// # objectives: [{number: 1, statement: Few are late, target: {measure: late_rate, is: "<= 50%"}}]
    /// # "#)?;
    /// # let mut counter = plan.rules("2022-06-30".parse().unwrap()).counter();
    /// counter.csv("cases", &b"day,late\n2022-03-01,true\n2022-03-02,false\n"[..])?;
    /// # let (tally, _) = counter.finish()?;
    /// use quality_objectives::FurtherCases;
    ///
    /// let one_late = FurtherCases { numerator: 1, not_in_numerator: 0 };
    /// let assumptions = Assumptions::none().supposing("late_rate", one_late);
    /// let evaluation = plan.evaluate(&tally, &assumptions)?;
    /// let value = &evaluation.objectives()[0].target.as_ref().unwrap().measure().unwrap().value;
    /// assert_eq!((evaluation.objectives()[0].status, value.shown.as_deref()), (Status::NotMet, Some("66.67")));
    /// # Ok::<(), quality_objectives::Error>(())
    /// ```
    #[must_use]
    pub fn supposing(mut self, measure: impl Into<String>, further: FurtherCases) -> Self {
        if further == FurtherCases::default() {
            self.further.remove(&measure.into());
        } else {
            self.further.insert(measure.into(), further);
        }
        self
    }

    /// The cases supposed of a measure besides those that were counted, if any are.
    #[must_use]
    pub fn further(&self, measure: &str) -> Option<FurtherCases> {
        self.further.get(measure).copied()
    }

    /// Hands in an earlier tally under the name by which measures of the kind `change` refer to it
    /// (`than: {tally: last_year, period: 2021}`). Of its as-of days the last one counts.
    ///
    /// ```
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use quality_objectives::{Assumptions, Exact, Period, Plan};
    ///
    /// let text = "
    /// schema: 1
    /// organisation: A city
    /// title: Objectives
    /// period: 2022
    /// sources: {dossiers: {columns: {received_on: {type: date}}}}
    /// measures:
    ///   received: {count: {source: dossiers, dated_by: received_on}}
    ///   growth: {change: {measure: received, than: {tally: last_year, period: 2021}}}
    /// objectives: [{number: 1, statement: More, target: {measure: growth, is: '>= 5%'}}]
    /// ";
    /// let count = |text: &str, as_of: &str, records: &str| {
    ///     let mut counter = Plan::from_yaml(text)?.rules(as_of.parse().unwrap_or_default()).counter();
    ///     counter.csv("dossiers", records.as_bytes())?;
    ///     counter.finish().map(|(tally, _)| tally)
    /// };
    /// let before = text.replace("period: 2022", "period: 2021");
    /// let last_year = count(&before, "2021-12-31", "received_on\n2021-03-01\n2021-04-01\n")?;
    /// let records = "received_on\n2022-01-03\n2022-05-02\n2022-06-01\n";
    /// let tally = count(text, "2022-12-31", records)?;
    ///
    /// let assumptions = Assumptions::none().with_baseline("last_year", last_year);
    /// let evaluation = Plan::from_yaml(text)?.evaluate(&tally, &assumptions)?;
    /// let growth = evaluation.value("growth", Period::parse("2022").ok_or("no year")?)?;
    /// assert_eq!((growth.exact, growth.base), (Exact::ratio(1, 2), Some(Exact::from(2_u64))));
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn with_baseline(mut self, name: impl Into<String>, tally: Tally) -> Self {
        self.baselines.insert(name.into(), tally);
        self
    }

    /// The earlier tallies that are handed in, by name.
    pub fn baselines(&self) -> impl Iterator<Item = (&str, &Tally)> {
        self.baselines.iter().map(|(name, tally)| (name.as_str(), tally))
    }

    /// Hands in what a person declares of a qualitative target (`declared: name`). The latest
    /// declaration that is not after the as-of day counts; of one day the one handed in last.
    ///
    /// ```
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use quality_objectives::plan::Declaration;
    /// use quality_objectives::{Assumptions, Plan, Status};
    ///
    /// let plan = Plan::from_yaml(
    ///     "
    /// schema: 1
    /// organisation: A city
    /// title: Objectives
    /// period: 2022
    /// sources: {visits: {columns: {day: {type: date}}}}
    /// measures: {visits: {count: {source: visits, dated_by: day}}}
    /// objectives: [{number: 1, statement: The archive works well, target: {declared: archive}}]
    /// ",
    /// )?;
    /// let (tally, _) = plan.rules("2022-06-30".parse()?).counter().finish()?;
    /// let inspected = Declaration::new("2022-06-15".parse()?, true).evidence("Minutes 12");
    /// let later = Declaration::new("2022-07-01".parse()?, false);
    /// let assumptions =
    ///     Assumptions::none().declaring("archive", inspected).declaring("archive", later);
    /// // What is declared in July is not known at the end of June.
    /// assert_eq!(plan.evaluate(&tally, &assumptions)?.objectives()[0].status, Status::Met);
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn declaring(mut self, name: impl Into<String>, declaration: Declaration) -> Self {
        self.declared.entry(name.into()).or_default().push(declaration);
        self
    }

    /// What is declared of a qualitative target, in the order in which it was handed in.
    pub fn declared(&self, name: &str) -> impl Iterator<Item = &Declaration> + use<'_> {
        self.declared.get(name).into_iter().flatten()
    }

    /// The names of which something is declared, sorted.
    pub fn declared_names(&self) -> impl Iterator<Item = &str> {
        self.declared.keys().map(String::as_str)
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
            && self.further.is_empty()
            && self.declared.is_empty()
            && self.baselines.is_empty()
    }

    pub(crate) fn check(&self, plan: &Plan) -> Result<(), Error> {
        let asked = declared_names(plan);
        let unasked = self.declared.keys().find(|name| !asked.contains(name.as_str()));
        if let Some(name) = unasked {
            let message = format!("no target of the plan asks whether `{name}` is declared");
            let mut problem =
                Problem::new("declaration-unknown", format!("declared.{name}"), message);
            problem.help = match nearest(name, asked.iter().copied()) {
                Some(near) => Some(format!("did you mean `{near}`?")),
                None => Some("targets ask for it by `declared: name`".to_owned()),
            };
            return Err(Error::request(problem));
        }
        let expected = self.expected.keys().map(|name| ("expected", name));
        let further = self.further.keys().map(|name| ("further", name));
        for (kind, name) in expected.chain(further) {
            let path = format!("{kind}.{name}");
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
                let help = match kind {
                    "further" => "suppose further cases for proportions only",
                    _ => "give expected volumes for proportions only",
                };
                return Err(Error::request(problem.help(help)));
            }
        }
        Ok(())
    }
}

/// What the targets of a plan want to be declared.
fn declared_names(plan: &Plan) -> BTreeSet<&str> {
    let mut names = BTreeSet::new();
    let targets = plan.objectives().iter().filter_map(|own| own.target.as_ref());
    let mut rest: Vec<&Target> = targets.collect();
    while let Some(target) = rest.pop() {
        match target {
            Target::Declared(own) => {
                names.insert(own.name.as_str());
            }
            Target::AllOf(group) | Target::AnyOf(group) => rest.extend(&group.targets),
            // Its periods differ in their thresholds only.
            Target::Every(own) => rest.extend(own.periods.first().map(|own| &own.target)),
            Target::Measure(_) | Target::Each(_) | Target::ByMember(_) => {}
        }
    }
    names
}
