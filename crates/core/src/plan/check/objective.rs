//! Objectives.

use std::collections::HashMap;

use super::target::Within;
use super::{Checker, text, texts};
use crate::document::read::{List, OneOrMany, Short};
use crate::document::scalar::{Located, Text};
use crate::document::text::shown;
use crate::ground::dates::Period;
use crate::plan::objective::{Action, Objective, Review};
use crate::plan::written::{ActionDocument, ObjectiveDocument, ReviewDocument};

impl Checker<'_> {
    pub(super) fn objectives(
        &mut self,
        documents: Option<List<ObjectiveDocument>>,
        period: Option<Period>,
    ) -> Vec<Objective> {
        let mut numbers: HashMap<String, usize> = HashMap::new();
        let mut objectives = Vec::new();
        for document in documents.map_or_else(Vec::new, |list| list.items) {
            if let Some(number) = &document.number {
                let name = self.free_name(number, "an objective");
                if let Some(line) = numbers.insert(name.clone(), number.place.line) {
                    let message = format!("the number `{}` is taken", shown(&name));
                    let help = format!("number each objective once; the first is on line {line}");
                    self.push(number.problem("duplicate-number", message).help(help));
                }
            }
            objectives.extend(self.objective(document, period));
        }
        objectives
    }

    fn objective(
        &mut self,
        document: ObjectiveDocument,
        plan: Option<Period>,
    ) -> Option<Objective> {
        let has_target = document.target.is_some();
        let period = self.objective_period(document.start.as_ref(), document.due.as_ref(), plan);
        let target = document
            .target
            .and_then(|target| self.target(target, Within { span: period, every: false }));
        let legal_references = self.references(document.legal_references);
        let has_review = document.review.is_some();
        let review = document.review.and_then(|review| self.review(review));
        if has_target != target.is_some() || has_review != review.is_some() {
            return None;
        }
        Some(Objective {
            number: document.number?.name(),
            statement: text(document.statement)?,
            measured_by: text(document.measured_by),
            target,
            actions: actions(document.actions),
            responsible: texts(document.responsible),
            start: document.start.map(|start| start.value),
            due: document.due.map(|due| due.value),
            period: period?,
            legal_references,
            review,
            notes: texts(document.notes),
            place: document.place,
        })
    }

    fn objective_period(
        &mut self,
        start: Option<&Located<Period>>,
        due: Option<&Located<Period>>,
        plan: Option<Period>,
    ) -> Option<Period> {
        let first = start.map(|start| start.value.first()).or(plan.map(|plan| plan.first()))?;
        let last = due.map(|due| due.value.last()).or(plan.map(|plan| plan.last()))?;
        let period = Period::through(first, last);
        if period.is_none()
            && let Some(written) = due.or(start)
        {
            let message = format!("the objective starts on {first}, after it is due on {last}");
            let help = match (start, due) {
                (Some(_), Some(_)) => "let it start before it is due",
                (Some(_), None) => "write `due`; without it the objective is due at the plan's end",
                _ => "write `start`; without it the objective starts with the plan's period",
            };
            self.push(written.problem("start-after-due", message).help(help));
        }
        period
    }

    fn references(&mut self, ids: Option<OneOrMany<Text>>) -> Vec<String> {
        let mut references = Vec::new();
        for id in ids.map_or_else(Vec::new, |ids| ids.0) {
            let name = id.name();
            if self.legal_references.contains(&name) {
                references.push(name);
            } else {
                let declared = self.legal_references.iter().map(String::as_str);
                Self::unknown(
                    self.faults,
                    "unknown-legal-reference",
                    "legal reference",
                    &id,
                    declared,
                );
            }
        }
        references
    }

    fn review(&mut self, document: ReviewDocument) -> Option<Review> {
        let mut measures = Vec::new();
        if let Some(by) = &document.by {
            self.check_width(&by.place, &by.items);
        }
        let by = document.by.map_or_else(Vec::new, |list| list.items);
        for name in document.measures.map_or_else(Vec::new, |list| list.items) {
            measures.extend(self.measure_name(&name));
        }
        let mut dimensions: Vec<String> = by.iter().map(Text::name).collect();
        let mut sources: Vec<String> =
            measures.iter().flat_map(|measure| self.sources_of(measure)).collect();
        sources.sort_unstable();
        sources.dedup();
        for source in sources {
            let found = self
                .in_source(&source, |checker, declared| Some(checker.dimensions(declared, &by)));
            dimensions = found.unwrap_or(dimensions);
        }
        Some(Review { every: document.every?.value, by: dimensions, measures })
    }
}

fn actions(documents: Option<OneOrMany<Short<Text, ActionDocument>>>) -> Vec<Action> {
    let documents = documents.map_or_else(Vec::new, |documents| documents.0);
    let action = |document: Short<Text, ActionDocument>| match document {
        Short::Short(text) => Some(Action { text: text.text, status: None, evidence: Vec::new() }),
        Short::Long(document) => {
            let ActionDocument { text, status, evidence, .. } = document;
            Some(Action {
                text: text?.text,
                status: status.map(|status| status.value),
                evidence: texts(evidence),
            })
        }
    };
    documents.into_iter().filter_map(action).collect()
}
