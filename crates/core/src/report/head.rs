//! The heading and the summary: what a manager wants to see first.

use super::document::{Block, Column, Item, Line, NOTHING, Table};
use super::escape::prose;
use super::phrases::fill;
use super::width::shortened;
use super::wording::{Wording, mark};
use crate::evaluate::{MeasureResult, ObjectiveResult, SourceAccount};
use crate::ground::target::Scale;

/// Columns of an objective's statement that the summary shows.
const STATEMENT: usize = 64;
/// Columns of a part's name that the summary shows.
const LABEL: usize = 32;

impl Wording<'_> {
    pub(super) fn heading(&self) -> Vec<Block> {
        let plan = self.plan();
        let mut names = Vec::new();
        names.extend(
            plan.number().map(|own| fill(self.phrases.plan_number, &[("number", &prose(own))])),
        );
        names.extend(
            plan.issued().map(|own| fill(self.phrases.issued, &[("date", &self.date(own))])),
        );
        names.push(fill(self.phrases.period, &[("span", &self.span(plan.period()))]));
        vec![
            Block::Title(prose(plan.title())),
            Block::Prose(Line::plain(prose(plan.organisation()))),
            Block::Prose(Line::plain(names.join(" · "))),
            Block::Prose(Line::labelled(self.as_of(), "")),
        ]
    }

    pub(super) fn as_of(&self) -> String {
        fill(self.phrases.as_of, &[("date", &self.date(self.evaluation.as_of()))])
    }

    /// How many objectives stand how.
    pub(super) fn summary_line(&self) -> String {
        let phrases = self.phrases;
        let objectives = self.evaluation.objectives();
        let mut counts: Vec<(&str, usize)> =
            [phrases.met, phrases.not_yet_met, phrases.not_met, phrases.no_data]
                .map(|status| (status, 0))
                .to_vec();
        for objective in objectives {
            let own = self.status(objective.status, objective.outlook);
            for (_, count) in counts.iter_mut().filter(|(status, _)| *status == own) {
                *count += 1;
            }
        }
        let parts: Vec<String> = counts
            .into_iter()
            .filter(|(_, count)| *count > 0)
            .map(|(status, count)| format!("{} {status}", self.count(count)))
            .collect();
        let count = self.count(objectives.len());
        fill(phrases.summary_line, &[("count", count.as_str()), ("parts", &parts.join(", "))])
    }

    pub(super) fn summary(&self) -> Vec<Block> {
        let phrases = self.phrases;
        let objectives = self.evaluation.objectives();
        let columns = vec![
            Column::text(phrases.number),
            Column::text(phrases.objective),
            Column::text(phrases.status),
            Column::text(phrases.value),
            Column::text(phrases.required),
            Column::text(phrases.room),
            Column::text(phrases.outlook),
            Column::text(phrases.phase),
        ];
        let rows = objectives.iter().map(|objective| self.summary_row(objective)).collect();
        let mut blocks = vec![
            Block::Section(phrases.summary.to_owned()),
            Block::Prose(Line::plain(self.summary_line())),
            Block::Table(Table { columns, rows, total: None }),
        ];
        let attention: Vec<String> =
            self.evaluation.sources().iter().flat_map(|own| self.attention(own)).collect();
        if !attention.is_empty() {
            blocks.push(Block::Prose(Line::labelled(phrases.attention, "")));
            let item = |text: &String| Item::new("!", Line::plain(text));
            blocks.push(Block::Items(attention.iter().map(item).collect()));
        }
        blocks
    }

    /// The value that decided, what is required of it, and its room.
    pub(super) fn summary_cells(&self, objective: &ObjectiveResult) -> (String, String, String) {
        let Some(target) = &objective.target else {
            return (NOTHING.to_owned(), NOTHING.to_owned(), NOTHING.to_owned());
        };
        let Some(leaf) = self.key_leaf(target) else {
            let declared = self.declared_in_short(target);
            let (value, required) =
                declared.unwrap_or_else(|| (NOTHING.to_owned(), NOTHING.to_owned()));
            return (value, required, NOTHING.to_owned());
        };
        let mut value = self.value_in_short(leaf.result);
        // In a tree the reader has to know whose value it is.
        if target.measure().is_none() {
            value = format!("{value} ({})", shortened(&leaf.brief, LABEL));
        }
        (value, self.condition(leaf.result), self.room_in_short(leaf.result))
    }

    /// The value in its units, or what stands for it where there is none.
    pub(super) fn value_in_short(&self, result: &MeasureResult) -> String {
        let is_undone = result.scale == Scale::Date && !result.value.not_handed_in;
        self.value(&result.measure, &result.value).unwrap_or_else(|| {
            let undone = if is_undone { self.phrases.not_done_short } else { NOTHING };
            undone.to_owned()
        })
    }

    fn summary_row(&self, objective: &ObjectiveResult) -> Vec<String> {
        let (value, required, room) = self.summary_cells(objective);
        let status = self.status_of(objective);
        vec![
            prose(&objective.number),
            shortened(&prose(&objective.statement), STATEMENT),
            format!("{} {status}", mark(objective.status, objective.outlook)),
            value,
            required,
            room,
            self.outlook(objective.outlook).to_owned(),
            self.phase(objective.phase).to_owned(),
        ]
    }

    /// What about a source's records a reader has to know before relying on the numbers.
    pub(super) fn attention(&self, account: &SourceAccount) -> Vec<String> {
        let source = self.source(&account.source);
        if !account.handed_in {
            return vec![fill(self.phrases.attention_missing, &[("source", &source)])];
        }
        let mut parts = Vec::new();
        let exported = self.plan().source(&account.source).and_then(|own| own.exported_on);
        if let Some(exported) = exported.filter(|_| account.exported_before_as_of) {
            let places = [("source", source.as_str()), ("date", &self.date(exported))];
            parts.push(fill(self.phrases.attention_exported, &places));
        }
        let flagged = account.flagged_for.iter().map(|own| own.count).sum::<u64>();
        let numbers = [
            (account.rejected, self.phrases.attention_rejected),
            (flagged, self.phrases.attention_flagged),
            (account.repeated_keys.unwrap_or(0), self.phrases.attention_repeated),
        ];
        let numbers: Vec<String> = numbers
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, phrase)| fill(phrase, &[("count", &self.count(count))]))
            .collect();
        if !numbers.is_empty() {
            parts.push(format!("{source}: {}", numbers.join(", ")));
        }
        parts
    }
}
