//! From the document as it is written to the plan: what one part says of another.
//!
//! Checking goes on after a fault. What a faulty part would have declared counts as declared, so
//! that one fault is not reported again at every place that refers to it.

mod asked;
mod base;
mod calendar;
mod change;
mod class;
mod column;
mod condition;
mod declared;
mod every;
mod head;
mod level;
mod measure;
mod members;
mod names;
mod objective;
mod path;
mod source;
mod target;
mod yearly;

use std::collections::{BTreeSet, HashMap};

#[cfg(feature = "schema")]
pub(crate) use measure::KINDS;

use super::formula::Formula;
use super::source::{Column, Source};
use super::written::PlanDocument;
use super::{Measure, Plan};
use crate::condition::{Expression, FieldKind, Fixed, Lookup, Schema, Wanted};
use crate::document::faults::Faults;
use crate::document::scalar::Text;
use crate::document::text::shown;
use crate::ground::problem::Problem;

/// What is known while a plan is checked.
pub(crate) struct Checker<'f> {
    faults: &'f mut Faults,
    parameters: Lookup<Fixed>,
    parameter_names: BTreeSet<String>,
    /// Parameters that are declared and faulty.
    broken_parameters: BTreeSet<String>,
    /// Whether the calendar has office hours, or would have them if they were sound.
    office_hours: bool,
    sources: HashMap<String, Option<Declared>>,
    measures: HashMap<String, Option<Measure>>,
    /// How many measures stand below each, and to how many values it comes.
    depths: HashMap<String, (usize, usize)>,
    legal_references: BTreeSet<String>,
    /// How many conditions the targets that are asked of several periods come to.
    conditions: usize,
    /// What the targets want to be declared.
    declared_names: BTreeSet<String>,
    /// Measures that relative targets need and the plan does not name.
    unnamed: Vec<Measure>,
    /// Places after the decimal mark that are shown unless a measure says otherwise.
    shown_places: u8,
}

/// A source as far as it could be read.
struct Declared {
    source: Source,
    /// The columns as conditions see them.
    fields: Lookup<FieldKind>,
    /// Columns that are declared and faulty.
    broken: BTreeSet<String>,
}

impl Declared {
    fn column(&self, name: &str) -> Option<&Column> {
        self.source.columns.get(self.fields.position(name)?)
    }
}

/// The plan of a document, unless there are faults.
pub(crate) fn check(document: PlanDocument, digest: String, faults: &mut Faults) -> Option<Plan> {
    let mut checker = Checker {
        faults,
        parameters: Lookup::default(),
        parameter_names: BTreeSet::new(),
        broken_parameters: BTreeSet::new(),
        office_hours: document.calendar.as_ref().is_some_and(|own| own.office_hours.is_some()),
        sources: HashMap::new(),
        measures: HashMap::new(),
        depths: HashMap::new(),
        legal_references: BTreeSet::new(),
        conditions: 0,
        declared_names: BTreeSet::new(),
        unnamed: Vec::new(),
        shown_places: 0,
    };
    checker.plan(document, digest)
}

impl Checker<'_> {
    fn plan(&mut self, document: PlanDocument, digest: String) -> Option<Plan> {
        let head = self.head(&document);
        let legal_references = self.legal_references(document.legal_references);
        let days = self.calendar(document.calendar);
        let parameters = self.parameters(document.parameters);
        let sources = self.sources(document.sources);
        let shown_places = head.shown_places;
        self.shown_places = shown_places;
        let mut measures = self.measures(document.measures, shown_places);
        let objectives = self.objectives(document.objectives, head.period);
        measures.append(&mut self.unnamed);
        let declarations = self.declarations(document.declarations);
        self.check_span(&head, days.base, &measures, &objectives);
        self.check_asked(&measures, &sources, &objectives);
        if !self.faults.is_empty() {
            return None;
        }
        Some(Plan {
            digest,
            number: text(document.number),
            organisation: text(document.organisation)?,
            title: text(document.title)?,
            place: text(document.issued_at),
            issued: document.issued.map(|issued| issued.value),
            letterhead: texts(document.letterhead),
            period: head.period?,
            signatory: head.signatory,
            recipients: texts(document.recipients),
            legal_references,
            utc_offset_minutes: head.utc_offset_minutes,
            language: head.language,
            shown_places,
            suppress_below: head.suppress_below,
            calendar: days.calendar,
            calendar_base: days.base,
            calendar_days: days.exceptions,
            calendar_source: days.origin,
            parameters,
            sources,
            measures,
            declarations,
            objectives,
            notes: texts(document.notes),
        })
    }

    /// Reads a condition or an expression over the columns of a source.
    fn formula(&mut self, text: &Text, source: &str, wanted: Wanted) -> Option<Formula> {
        if self.faults.is_full() {
            return None;
        }
        let declared = self.sources.get(source)?.as_ref()?;
        let schema = Schema {
            fields: &declared.fields,
            parameters: &self.parameters,
            office_hours: self.office_hours,
        };
        match Expression::parse(&text.text, &schema, wanted) {
            Ok(expression) => {
                Some(Formula { text: text.text.clone(), place: text.place.clone(), expression })
            }
            Err(found) => {
                for fault in found {
                    let name = text.text.get(fault.range.clone()).unwrap_or_default();
                    let name = name.trim_matches('"');
                    if declared.broken.contains(name) || self.broken_parameters.contains(name) {
                        continue;
                    }
                    let place = text.place_at(fault.range.start);
                    let mut problem = place.problem(fault.code, fault.message);
                    problem.help = fault.help.or_else(|| Some(help_of(wanted).to_owned()));
                    self.faults.push(problem);
                }
                None
            }
        }
    }

    /// The condition of an optional key: `None` where it is faulty.
    #[expect(clippy::option_option, reason = "absent and faulty are different things here")]
    fn optional_formula(
        &mut self,
        text: Option<&Text>,
        source: &str,
        wanted: Wanted,
    ) -> Option<Option<Formula>> {
        match text {
            None => Some(None),
            Some(text) => self.formula(text, source, wanted).map(Some),
        }
    }

    /// Reports a name that is not declared, with the declared one that was probably meant.
    fn unknown<'n>(
        faults: &mut Faults,
        code: &'static str,
        what: &str,
        text: &Text,
        declared: impl Iterator<Item = &'n str> + Clone,
    ) {
        let name = text.name();
        let help = match faults.suggest(&name, declared.clone()) {
            Some(near) => format!("did you mean `{near}`?"),
            None if declared.clone().next().is_none() => "none is declared".to_owned(),
            None => format!("declared are {}", crate::document::faults::listed(declared)),
        };
        let message = format!("there is no {what} `{}`", shown(&name));
        faults.push(text.problem(code, message).help(help));
    }

    fn push(&mut self, problem: Problem) {
        self.faults.push(problem);
    }
}

/// What to write where a formula stands, for faults that have nothing better to say.
fn help_of(wanted: Wanted) -> &'static str {
    match wanted {
        Wanted::Date => "name a date column, or compute a date: `due_on + 1`",
        Wanted::Number => "name a number column, or compute a number: `paid - refunded`",
        Wanted::Amount => {
            "name a number column, or compute a number or a duration: `paid - refunded`, \
             `done_at - received_at`"
        }
        #[cfg(test)]
        Wanted::Value => "write an expression",
        Wanted::Condition => {
            "conditions are written as in SQL: `resolved_on > due_on AND outcome = 'resolved'`"
        }
    }
}

/// The text itself.
fn text(text: Option<Text>) -> Option<String> {
    text.map(|text| text.text)
}

/// The texts themselves.
fn texts(texts: Option<crate::document::read::OneOrMany<Text>>) -> Vec<String> {
    texts.map_or_else(Vec::new, |texts| texts.0.into_iter().map(|text| text.text).collect())
}
