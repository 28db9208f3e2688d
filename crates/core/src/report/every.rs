//! A target that is asked of each of several periods: what they come to, and a table of them.

use super::document::{Block, Column, Item, Line, NOTHING, Table};
use super::leaf::Leaf;
use super::phrases::fill;
use super::rows::Row;
use super::target::Place;
use super::wording::{Wording, mark};
use crate::evaluate::{
    Deciding, MeasureResult, PeriodResult, Phase, Skipped, Status, TargetKind, TargetResult,
};
use crate::ground::dates::{Grain, Period};
use crate::ground::unicode::lower_case;

/// More periods than these are not shown one by one: only those that are not met, and the last.
const PERIODS_SHOWN: usize = 53;
/// How many of the last ones are shown then.
const LAST_SHOWN: usize = 12;
/// How many periods a sentence names.
const NAMED: usize = 6;
/// More members than these are not shown in columns of their own.
const COLUMNS: usize = 6;

impl<'e> Wording<'e> {
    /// How finely time is told apart: `each month`, `từng tháng`.
    pub(super) fn in_each(&self, grain: Grain) -> &'static str {
        match grain {
            Grain::Day => self.phrases.in_each_day,
            Grain::Week => self.phrases.in_each_week,
            Grain::Month => self.phrases.in_each_month,
            Grain::Quarter => self.phrases.in_each_quarter,
            Grain::HalfYear => self.phrases.in_each_half_year,
            Grain::Year => self.phrases.in_each_year,
        }
    }

    /// A period's name in a sentence: `2022-Q1`, `quý 1/2022`.
    pub(super) fn period_name(&self, every: Option<Grain>, name: &str) -> String {
        // Deadlines are named by their day.
        let every = every.unwrap_or(Grain::Day);
        let phrase = match every {
            Grain::Day => self.phrases.period_day,
            Grain::Week => self.phrases.period_week,
            Grain::Month => self.phrases.period_month,
            Grain::Quarter => self.phrases.period_quarter,
            Grain::HalfYear => self.phrases.period_half_year,
            Grain::Year => self.phrases.period_year,
        };
        let name = match Period::parse(name) {
            Some(period) => self.bucket(every, period.first()),
            None => name.to_owned(),
        };
        // Kept together when the line is wrapped.
        fill(phrase, &[("name", &name)]).replace(' ', "\u{a0}")
    }

    /// Of which periods it is asked, and what: `each quarter at least 4`.
    pub(super) fn asked_every(
        &self,
        every: Option<Grain>,
        over: Option<u32>,
        periods: &[PeriodResult],
    ) -> String {
        let phrases = self.phrases;
        let (each, over_phrase) = match every {
            Some(Grain::Day) => (phrases.in_each_day, phrases.over_days),
            Some(Grain::Week) => (phrases.in_each_week, phrases.over_weeks),
            Some(Grain::Month) => (phrases.in_each_month, phrases.over_months),
            Some(Grain::Quarter) => (phrases.in_each_quarter, phrases.over_quarters),
            Some(Grain::HalfYear) => (phrases.in_each_half_year, phrases.over_half_years),
            Some(Grain::Year) => (phrases.in_each_year, phrases.over_years),
            None => (phrases.by_each_deadline, phrases.over_days),
        };
        let mut asked = each.to_owned();
        if let Some(over) = over {
            let over = fill(over_phrase, &[("count", &self.count(over))]);
            asked = format!("{asked} {over}");
        }
        match self.same_condition(periods) {
            Some(condition) if over.is_some() => format!("{asked}, {condition}"),
            Some(condition) => format!("{asked} {condition}"),
            None => asked,
        }
    }

    /// The condition, where it is the same in each period.
    fn same_condition(&self, periods: &[PeriodResult]) -> Option<String> {
        let first = &periods.first()?.target;
        if let TargetKind::Each { column, measure, condition, members, .. } = &first.kind {
            let column = self.column(measure, column);
            return Some(self.each(&column, condition.as_deref(), members));
        }
        let first = first.measure()?;
        let is_same =
            |own: &PeriodResult| own.target.measure().is_some_and(|own| own.bound == first.bound);
        periods.iter().all(is_same).then(|| self.condition(first))
    }

    /// The condition that stands for the whole: the one that is chosen (that of the room, else the
    /// last one that decided), else that of the present period, else of the last one that has begun.
    pub(super) fn key_period(
        &self,
        every: Option<Grain>,
        periods: &'e [PeriodResult],
        chosen: Option<&Deciding>,
    ) -> Option<Leaf<'e>> {
        let period = match chosen {
            Some(Deciding::Period(name)) => periods.iter().find(|own| own.period == *name)?,
            _ => present(periods)?,
        };
        let mut leaf = self.key_leaf_at(&period.target, None)?;
        leaf.brief = self.period_name(every, &period.period);
        Some(leaf)
    }

    /// What the periods come to, and a table of them.
    pub(super) fn periods(
        &self,
        target: &'e TargetResult,
        every: Option<Grain>,
        periods: &'e [PeriodResult],
    ) -> Vec<Block> {
        let mut lines = vec![self.tallied(periods)];
        let undone: Vec<String> = target
            .decided_by
            .iter()
            .filter(|_| target.status != Status::Met)
            .map(|part| self.way(target, std::slice::from_ref(part)))
            .collect();
        if !undone.is_empty() {
            let names = self.some_of(&undone);
            lines.push(fill(self.phrases.decided_by, &[("parts", &names)]));
        }
        if let Some(room) = &target.room {
            let (part, room) = (self.way(target, &room.of), self.count(room.least));
            let places = [("part", part.as_str()), ("room", &room)];
            lines.push(fill(self.phrases.smallest_room, &places));
        }
        let mut blocks = vec![Block::Prose(Line::plain(lines.join(". ")))];
        let begun: Vec<&PeriodResult> =
            periods.iter().filter(|own| own.phase != Phase::NotStarted).collect();
        let shown = shown_of(&begun);
        if shown.len() < begun.len() {
            let (count, total) = (self.count(shown.len()), self.count(begun.len()));
            let places = [("count", count.as_str()), ("total", &total)];
            blocks.push(Block::Prose(Line::plain(fill(self.phrases.periods_shown, &places))));
        }
        if !shown.is_empty() {
            blocks.push(Block::Table(self.period_table(target, every, &shown)));
        }
        if shown.iter().any(|own| own.clipped) {
            blocks.push(Block::Prose(Line::plain(self.phrases.clipped_periods)));
        }
        let to_come: Vec<&PeriodResult> =
            periods.iter().filter(|own| own.phase == Phase::NotStarted).collect();
        if let (Some(first), Some(last)) = (to_come.first(), to_come.last()) {
            let name = |own: &PeriodResult| self.period_name(every, &own.period);
            let names = if to_come.len() == 1 {
                name(first)
            } else {
                fill(self.phrases.span, &[("first", &name(first)), ("last", &name(last))])
            };
            let places = [("periods", names.as_str()), ("count", &self.count(to_come.len()))];
            blocks.push(Block::Prose(Line::plain(fill(self.phrases.periods_to_come, &places))));
        }
        blocks.extend(self.present_period(every, periods));
        blocks
    }

    /// The present period with everything behind its value, or the last one that has begun.
    fn present_period(&self, every: Option<Grain>, periods: &'e [PeriodResult]) -> Option<Block> {
        let period = present(periods)?;
        if period.phase != Phase::InProgress && period.target.measure().is_some() {
            // The table has all of it.
            return None;
        }
        let name = self.period_name(every, &period.period);
        let heading = match period.phase {
            Phase::InProgress => self.phrases.present_period,
            _ => self.phrases.last_period,
        };
        let label = fill(heading, &[("period", &name), ("span", &self.span(period.span))]);
        let place = Place { position: None, decides: false, span: period.span };
        let mut item = self.target_at(&period.target, place);
        if matches!(period.target.kind, TargetKind::Measure(_) | TargetKind::Declared { .. }) {
            // What it is asked of stands above already.
            item.line.label = label;
            return Some(Block::Items(vec![item]));
        }
        let own = Item::new("", Line::labelled(label, "")).with(vec![Block::Items(vec![item])]);
        Some(Block::Items(vec![own]))
    }

    /// How many periods are over, and how they went.
    fn tallied(&self, periods: &[PeriodResult]) -> String {
        let over = periods.iter().filter(|own| own.phase == Phase::Closed).count();
        let joining =
            |status| periods.iter().filter(|own| own.joins && own.target.status == status).count();
        let skipped = |reason| periods.iter().filter(|own| own.skipped == Some(reason)).count();
        let counts = [
            (self.phrases.met, joining(Status::Met)),
            (self.phrases.not_met, joining(Status::NotMet)),
            (self.phrases.no_data, joining(Status::NoData)),
            (self.phrases.without_a_case, skipped(Skipped::NoCases)),
            (self.phrases.not_handed_in_short, skipped(Skipped::NotHandedIn)),
        ];
        let parts: Vec<String> = counts
            .into_iter()
            .filter(|(_, count)| *count > 0)
            .map(|(name, count)| format!("{} {name}", self.count(count)))
            .collect();
        let (over, total) = (self.count(over), self.count(periods.len()));
        let places = [("over", over.as_str()), ("total", &total)];
        let line = fill(self.phrases.periods_over, &places);
        if parts.is_empty() { line } else { format!("{line}: {}", parts.join(", ")) }
    }

    /// The first few names, and how many more there are.
    pub(super) fn some_of(&self, names: &[String]) -> String {
        let listed = names.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
        match names.len().checked_sub(NAMED) {
            Some(more) if more > 0 => {
                let more = fill(self.phrases.and_more, &[("count", &self.count(more))]);
                format!("{listed} {more}")
            }
            _ => listed,
        }
    }

    fn period_table(
        &self,
        target: &TargetResult,
        every: Option<Grain>,
        periods: &[&'e PeriodResult],
    ) -> Table {
        let joining = periods.iter().filter(|own| own.joins).count();
        let is_told_apart = target.decided_by.len() < joining;
        let decides = |own: &PeriodResult| {
            is_told_apart && target.decided_by.contains(&Deciding::Period(own.period.clone()))
        };
        let column = match every {
            Some(_) => self.phrases.period_column,
            None => self.phrases.deadline_column,
        };
        let results: Option<Vec<&MeasureResult>> =
            periods.iter().map(|own| own.target.measure()).collect();
        if let Some(results) = results {
            let rows = periods.iter().zip(results).map(|(own, result)| Row {
                name: self.period_in_table(every, own),
                decides: decides(own),
                state: self.period_state(own),
                status: own.target.status,
                outlook: own.target.outlook,
                is_over: own.phase == Phase::Closed,
                says_all: false,
                result,
            });
            return self.rows(column, &rows.collect::<Vec<_>>());
        }
        let heads = periods.first().map(|own| self.part_heads(&own.target)).unwrap_or_default();
        let rows = periods.iter().map(|own| {
            let target = &own.target;
            let state = self.period_state(own).unwrap_or_else(|| self.state(target));
            let name = self.period_in_table(every, own);
            let name = if decides(own) { format!("{name}\u{a0}◄") } else { name };
            let mut cells = vec![name, state];
            cells.extend(self.part_cells(target, heads.len()));
            cells.push(match own.skipped {
                Some(_) => NOTHING.to_owned(),
                None => self.outlook(target.outlook).to_owned(),
            });
            cells
        });
        let mut columns = vec![Column::text(column), Column::text(self.phrases.status)];
        columns.extend(heads.iter().map(Column::text));
        columns.push(Column::text(self.phrases.outlook));
        Table { columns, rows: rows.collect(), total: None }.without_empty_columns()
    }

    fn state(&self, target: &TargetResult) -> String {
        let status = self.status(target.status, target.outlook);
        format!("{} {status}", mark(target.status, target.outlook))
    }

    fn period_in_table(&self, every: Option<Grain>, period: &PeriodResult) -> String {
        let name = self.period_name(every, &period.period);
        if period.clipped { format!("{name}\u{a0}*") } else { name }
    }

    /// What is said of a period instead of its status.
    fn period_state(&self, period: &PeriodResult) -> Option<String> {
        period.skipped.map(|reason| {
            let said = match reason {
                Skipped::NotHandedIn => self.phrases.not_handed_in_short,
                Skipped::NoCases | Skipped::NoRecords => self.phrases.without_a_case,
            };
            format!("· {said}")
        })
    }

    /// The heads of the columns that show the parts of a target.
    fn part_heads(&self, target: &TargetResult) -> Vec<String> {
        match &target.kind {
            TargetKind::Each { column, measure, .. } => {
                let column = self.column(measure, column);
                vec![fill(self.phrases.members_not_met, &[("column", &lower_case(&column))])]
            }
            TargetKind::Declared { .. } => vec![self.phrases.declared_column.to_owned()],
            TargetKind::AllOf { targets } | TargetKind::AnyOf { targets }
                if targets.len() <= COLUMNS =>
            {
                let parts = targets.iter().enumerate();
                parts.map(|(at, part)| self.short_label(part, Some(at))).collect()
            }
            _ => Vec::new(),
        }
    }

    fn part_cells(&self, target: &TargetResult, columns: usize) -> Vec<String> {
        let mut cells: Vec<String> = match &target.kind {
            TargetKind::Each { members, .. } => {
                let failing = members.iter().filter(|own| own.status == Status::NotMet);
                let names: Vec<String> = failing
                    .map(|own| {
                        let value = self.value(&own.result.measure, &own.result.value);
                        let name = super::escape::visible(&own.member);
                        format!("{name} {}", value.unwrap_or_default()).replace(' ', "\u{a0}")
                    })
                    .collect();
                vec![if names.is_empty() { NOTHING.to_owned() } else { self.some_of(&names) }]
            }
            TargetKind::Declared { declaration, .. } => {
                vec![self.declared_cell(declaration.as_ref())]
            }
            TargetKind::AllOf { targets } | TargetKind::AnyOf { targets } => {
                let cell = |part: &TargetResult| {
                    let shown = part
                        .measure()
                        .and_then(|own| self.value(&own.measure, &own.value))
                        .unwrap_or_else(|| self.status(part.status, part.outlook).to_owned());
                    format!("{} {shown}", mark(part.status, part.outlook)).replace(' ', "\u{a0}")
                };
                targets.iter().map(cell).collect()
            }
            _ => Vec::new(),
        };
        cells.resize(columns, NOTHING.to_owned());
        cells
    }
}

/// The present period; where there is none, the last one that has begun.
pub(super) fn present(periods: &[PeriodResult]) -> Option<&PeriodResult> {
    periods
        .iter()
        .find(|own| own.phase == Phase::InProgress)
        .or_else(|| periods.iter().rfind(|own| own.phase == Phase::Closed))
}

/// The periods that are shown one by one.
fn shown_of<'e>(begun: &[&'e PeriodResult]) -> Vec<&'e PeriodResult> {
    if begun.len() <= PERIODS_SHOWN {
        return begun.to_vec();
    }
    let last = begun.len() - LAST_SHOWN;
    let is_shown = |(at, own): &(usize, &&PeriodResult)| {
        *at >= last || own.joins && own.target.status != Status::Met
    };
    let mut shown: Vec<&PeriodResult> =
        begun.iter().enumerate().filter(is_shown).map(|(_, own)| *own).collect();
    // Of very many that are not met the last say most.
    let many = shown.len().saturating_sub(PERIODS_SHOWN);
    shown.drain(..many);
    shown
}
