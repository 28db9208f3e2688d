//! An objective's section.

use super::document::{Block, Item, Line};
use super::escape::prose;
use super::phrases::fill;
use super::wording::{Wording, mark};
use crate::evaluate::ObjectiveResult;
use crate::plan::Objective;

impl<'e> Wording<'e> {
    /// The section of an objective.
    pub(super) fn objective(&self, result: &'e ObjectiveResult) -> Vec<Block> {
        let own = self.plan().objective(&result.number);
        let mut blocks = vec![Block::Section(self.objective_heading(result))];
        blocks.push(Block::Prose(Line::plain(prose(&result.statement))));
        blocks.extend(own.into_iter().flat_map(|own| self.rows_of_the_plan(own)));
        blocks.push(Block::Prose(Line::labelled(
            format!("{}:", self.phrases.period_of_objective),
            format!("{} ({})", self.span(result.span), self.phase_in_words(result)),
        )));
        let Some(target) = &result.target else {
            blocks.push(Block::Prose(Line::plain(self.phrases.without_target)));
            return blocks;
        };
        let mut outlook = self.outlook_in_words(target, result.phase).to_owned();
        if let Some(expected) = target.outlook_expected {
            let places = [("outlook", self.outlook(expected))];
            let expected = fill(self.phrases.outlook_expected_line, &places);
            outlook = format!("{outlook}; {expected}");
        }
        let label = format!("{}:", self.phrases.outlook);
        blocks.push(Block::Prose(Line::labelled(label, outlook)));
        let next = self.next(result, target);
        match (next.sentences.as_slice(), next.choice) {
            ([], _) => {}
            ([one], None) => {
                blocks.push(Block::Prose(Line::labelled(self.phrases.next, one)));
            }
            (several, choice) => {
                let choice = choice.unwrap_or_default();
                blocks.push(Block::Prose(Line::labelled(self.phrases.next, choice)));
                let item = |sentence: &String| Item::new("→", Line::plain(sentence));
                blocks.push(Block::Items(several.iter().map(item).collect()));
            }
        }
        blocks.push(Block::Heading(self.phrases.target.to_owned()));
        blocks.push(Block::Items(vec![self.target(target, result.span)]));
        if let Some(review) = own.and_then(|own| own.review.as_ref()) {
            blocks.extend(self.review(result, review));
        }
        blocks
    }

    fn objective_heading(&self, result: &ObjectiveResult) -> String {
        let number = prose(&result.number);
        format!(
            "{} – {} {}",
            fill(self.phrases.objective_heading, &[("number", &number)]),
            mark(result.status, result.outlook),
            self.status_of(result)
        )
    }

    /// What the plan says besides the statement.
    fn rows_of_the_plan(&self, own: &Objective) -> Vec<Block> {
        let mut blocks = Vec::new();
        if let Some(measured_by) = &own.measured_by {
            let line = Line::labelled(self.phrases.measured_by, prose(measured_by));
            blocks.push(Block::Prose(line));
        }
        if !own.responsible.is_empty() {
            let names: Vec<String> = own.responsible.iter().map(|name| prose(name)).collect();
            let line = Line::labelled(self.phrases.responsible, names.join("; "));
            blocks.push(Block::Prose(line));
        }
        blocks
    }
}
