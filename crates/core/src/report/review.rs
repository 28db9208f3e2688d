//! The review that an objective asks for, and how its values went month by month.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::Datelike;

use super::document::{Block, Column, Line, NOTHING, Table};
use super::phrases::fill;
use super::wording::{Side, Wording, side_of};
use crate::evaluate::{BreakdownRow, MeasureResult, ObjectiveResult, TargetKind, TargetResult};
use crate::ground::dates::{Grain, Period};
use crate::ground::exact::Exact;
use crate::ground::target::Scale;
use crate::ground::unicode::lower_case;
use crate::plan::{Measure, MeasureKind, Review};
use crate::tally::Member;

/// More months than these say more as a chart than as a line.
const MONTHS_SHOWN: usize = 24;

/// A value for each measure of a review, where a group has records.
pub(super) type Values = Vec<Option<BreakdownRow>>;

/// The values of a review: by group, and for each measure.
pub(super) struct Sheet {
    pub(super) groups: BTreeMap<Vec<Member>, Values>,
    pub(super) totals: Values,
    /// The days of the bucket that are counted, and whether that is only a part of it.
    span: Period,
    clipped: bool,
    /// What cannot be shown.
    pub(super) missing: Vec<String>,
}

impl Wording<'_> {
    /// The review's last bucket as of the evaluation's day.
    pub(super) fn review(&self, objective: &ObjectiveResult, review: &Review) -> Vec<Block> {
        let Some(bucket) = self.review_bucket(objective, review) else { return Vec::new() };
        let sheet = self.sheet(objective, review, bucket);
        let columns = self.review_columns(review);
        let heading = self.review_heading(objective, review, bucket, &sheet);
        let mut blocks = vec![Block::Heading(heading)];
        for missing in &sheet.missing {
            blocks.push(Block::Prose(Line::plain(missing.clone())));
        }
        if sheet.groups.is_empty() {
            blocks.push(Block::Prose(Line::plain(self.phrases.nothing_in_bucket)));
            return blocks;
        }
        let (table, first) = self.sheet_table(objective, review, columns, sheet);
        blocks.extend(first.map(|line| Block::Prose(Line::plain(line))));
        blocks.push(Block::Table(table));
        blocks
    }

    /// The bucket that the evaluation's day lies in, or the objective's last; none before it begins.
    pub(super) fn review_bucket(
        &self,
        objective: &ObjectiveResult,
        review: &Review,
    ) -> Option<Period> {
        let day = self.evaluation.as_of().min(objective.span.last());
        Period::bucket(review.every, day).filter(|_| day >= objective.span.first())
    }

    /// What people call the columns by which it is reviewed.
    pub(super) fn review_columns(&self, review: &Review) -> Vec<String> {
        let measure = review.measures.first().map(String::as_str).unwrap_or_default();
        review.by.iter().map(|column| self.column(measure, column)).collect()
    }

    pub(super) fn review_heading(
        &self,
        objective: &ObjectiveResult,
        review: &Review,
        bucket: Period,
        sheet: &Sheet,
    ) -> String {
        let day = self.evaluation.as_of().min(objective.span.last());
        let name = self.bucket(review.every, bucket.first());
        let places = [("name", name.as_str()), ("span", &self.span(sheet.span))];
        let mut when = fill(self.bucket_phrase(review.every), &places);
        let notes = [
            (sheet.clipped, self.phrases.bucket_clipped),
            (day < sheet.span.last(), self.phrases.bucket_running),
        ];
        for (_, note) in notes.into_iter().filter(|(is_so, _)| *is_so) {
            when = format!("{when}, {note}");
        }
        let places = [
            ("every", self.every(review.every)),
            ("by", &lower_case(&self.review_columns(review).join(", "))),
            ("bucket", &when),
        ];
        fill(self.phrases.review, &places)
    }

    pub(super) fn sheet(
        &self,
        objective: &ObjectiveResult,
        review: &Review,
        bucket: Period,
    ) -> Sheet {
        let name = review.every.name_of(bucket.first());
        let by: Vec<&str> = review.by.iter().map(String::as_str).collect();
        let span = bucket.overlap(&objective.span).unwrap_or(bucket);
        let empty = || vec![None; review.measures.len()];
        let mut sheet = Sheet {
            groups: BTreeMap::new(),
            totals: empty(),
            span,
            clipped: span != bucket,
            missing: Vec::new(),
        };
        for (at, measure) in review.measures.iter().enumerate() {
            let rows = |by: &[&str]| self.evaluation.breakdown(measure, by, Some(review.every));
            let (Ok(own), Ok(total)) = (rows(&by), rows(&[])) else {
                let places = [
                    ("measure", self.measure(measure)),
                    ("by", review.by.join(", ")),
                    ("grain", review.every.name().to_owned()),
                ];
                let places = places.each_ref().map(|(name, text)| (*name, text.as_str()));
                sheet.missing.push(fill(self.phrases.review_not_counted, &places));
                continue;
            };
            let is_now = |row: &BreakdownRow| row.bucket.as_deref() == Some(name.as_str());
            for row in own.rows.into_iter().filter(is_now) {
                let values = sheet.groups.entry(row.members.clone()).or_insert_with(empty);
                if let Some(value) = values.get_mut(at) {
                    *value = Some(row);
                }
            }
            if let Some(place) = sheet.totals.get_mut(at) {
                *place = total.rows.into_iter().find(is_now);
            }
        }
        sheet
    }

    /// The table, and a sentence on what comes first.
    fn sheet_table(
        &self,
        objective: &ObjectiveResult,
        review: &Review,
        columns: Vec<String>,
        sheet: Sheet,
    ) -> (Table, Option<String>) {
        let bad = self.bad_measures(objective, review);
        let groups = review_order(sheet.groups, &bad);
        let first = self.review_first(review, &bad, &groups);
        let mut heads: Vec<Column> = columns.into_iter().map(Column::text).collect();
        if heads.is_empty() {
            heads.push(Column::text(self.phrases.member));
        }
        heads.extend(review.measures.iter().map(|name| Column::figure(self.measure(name))));
        let row = |mut cells: Vec<String>, values: &[Option<BreakdownRow>]| {
            let values = values.iter().zip(&review.measures);
            cells.extend(values.map(|(row, measure)| self.review_cell(measure, row.as_ref())));
            cells
        };
        let named = |members: &[Member]| -> Vec<String> {
            members.iter().map(|member| self.member(member)).collect()
        };
        let total_name = |columns: usize| {
            let mut cells = vec![self.phrases.all_members.to_owned()];
            cells.resize(columns.max(1), String::new());
            cells
        };
        let rows = groups.iter().filter(|(members, _)| !members.is_empty());
        let table = Table {
            rows: rows.map(|(members, values)| row(named(members), values)).collect(),
            total: Some(row(total_name(review.by.len()), &sheet.totals)),
            columns: heads,
        };
        (table, first)
    }

    /// Which groups come first, and how many of them there are.
    pub(super) fn review_first(
        &self,
        review: &Review,
        bad: &[usize],
        groups: &[(Vec<Member>, Values)],
    ) -> Option<String> {
        let at = *bad.first()?;
        let is_first =
            |values: &Values| value_at(values, at).is_some_and(|value| value.signum() > 0);
        let count = groups.iter().filter(|(_, values)| is_first(values)).count();
        let measure = self.measure(review.measures.get(at)?);
        let (count, total) = (self.count(count), self.count(groups.len()));
        let places = [("count", count.as_str()), ("total", &total), ("measure", &measure)];
        Some(fill(self.phrases.review_first, &places))
    }

    pub(super) fn review_cell(&self, measure: &str, row: Option<&BreakdownRow>) -> String {
        let Some(measure) = self.plan().measure(measure) else { return NOTHING.to_owned() };
        let Some(row) = row else {
            // A group without records has counted nothing, which is a number for some measures.
            let is_sum = matches!(
                measure.kind,
                MeasureKind::Count(_) | MeasureKind::Total(_) | MeasureKind::Stock(_)
            );
            return if is_sum { "0".to_owned() } else { NOTHING.to_owned() };
        };
        let shown = self.value(&measure.name, &row.value).unwrap_or_else(|| NOTHING.to_owned());
        match (&measure.kind, &row.value.numerator, &row.value.denominator) {
            (MeasureKind::Proportion(_), Some(numerator), Some(denominator)) => {
                format!("{shown} ({}/{})", self.exact(numerator), self.exact(denominator))
            }
            _ => shown,
        }
    }

    /// The review's measures that count what the objective limits from above, by position.
    pub(super) fn bad_measures(&self, objective: &ObjectiveResult, review: &Review) -> Vec<usize> {
        let mut limited = Vec::new();
        if let Some(target) = &objective.target {
            collect_limited(target, &mut limited);
        }
        let numerators: Vec<&str> = limited
            .iter()
            .filter_map(|name| match &self.plan().measure(name)?.kind {
                MeasureKind::Proportion(rule) => Some(rule.numerator.text.as_str()),
                _ => None,
            })
            .collect();
        let is_bad = |measure: &Measure| {
            let condition = match &measure.kind {
                MeasureKind::Count(rule) => rule.condition.as_ref(),
                MeasureKind::Stock(rule) => rule.left.condition.as_ref(),
                _ => None,
            };
            limited.contains(&measure.name.as_str())
                || condition.is_some_and(|own| numerators.contains(&own.text.as_str()))
        };
        let measures = review.measures.iter().enumerate();
        measures
            .filter(|(_, name)| self.plan().measure(name).is_some_and(is_bad))
            .map(|(at, _)| at)
            .collect()
    }

    fn every(&self, grain: Grain) -> &'static str {
        match grain {
            Grain::Day => self.phrases.every_day,
            Grain::Week => self.phrases.every_week,
            Grain::Month => self.phrases.every_month,
            Grain::Quarter => self.phrases.every_quarter,
            Grain::HalfYear => self.phrases.every_half_year,
            Grain::Year => self.phrases.every_year,
        }
    }

    fn bucket_phrase(&self, grain: Grain) -> &'static str {
        match grain {
            Grain::Day => self.phrases.bucket_day,
            Grain::Week => self.phrases.bucket_week,
            Grain::Month => self.phrases.bucket_month,
            Grain::Quarter => self.phrases.bucket_quarter,
            Grain::HalfYear => self.phrases.bucket_half_year,
            Grain::Year => self.phrases.bucket_year,
        }
    }

    /// The measure's value month by month in its objective's span, where the plan counts it.
    pub(super) fn trend(&self, result: &MeasureResult, span: Period) -> Option<Block> {
        // How a month stands to another year, which day is its first, or how many members had
        // enough in it alone, says nothing.
        let measure = self.plan().measure(&result.measure);
        let is_of_members =
            measure.is_some_and(|own| matches!(own.kind, MeasureKind::ShareOfMembers(_)));
        if self.change(&result.measure).is_some() || is_of_members || result.scale == Scale::Date {
            return None;
        }
        let months = self.evaluation.breakdown(&result.measure, &[], Some(Grain::Month)).ok()?;
        let rows: Vec<&BreakdownRow> = months
            .rows
            .iter()
            .filter(|row| {
                row.span
                    .is_some_and(|own| span.covers(&own) && own.first() <= self.evaluation.as_of())
            })
            .collect();
        if rows.len() < 2 || rows.len() > MONTHS_SHOWN {
            return None;
        }
        let is_one_year = span.first().year() == span.last().year();
        let values: Vec<String> = rows
            .iter()
            .filter_map(|row| {
                let first = row.span?.first();
                let month = if is_one_year {
                    format!("{:02}", first.month())
                } else {
                    self.bucket(Grain::Month, first)
                };
                // Kept together when the line is wrapped.
                let value = self.value(&result.measure, &row.value)?.replace(' ', "\u{a0}");
                Some(format!("{month}\u{a0}{value}"))
            })
            .collect();
        if values.is_empty() {
            return None;
        }
        let label = if is_one_year {
            fill(self.phrases.by_month_of, &[("year", &format!("{:04}", span.first().year()))])
        } else {
            self.phrases.by_month.to_owned()
        };
        Some(Block::Prose(Line::labelled(label, values.join("\u{a0}· "))))
    }
}

/// The exact value of a measure, by its position.
pub(super) fn value_at(values: &[Option<BreakdownRow>], at: usize) -> Option<Exact> {
    values.get(at)?.as_ref()?.value.exact.clone()
}

/// The groups, those with most bad cases first.
pub(super) fn review_order(
    groups: BTreeMap<Vec<Member>, Values>,
    bad: &[usize],
) -> Vec<(Vec<Member>, Values)> {
    let mut groups: Vec<(Vec<Member>, Values)> = groups.into_iter().collect();
    // Stocks stand for every group that ever had records; records without a member are mentioned
    // only where there are any.
    groups.retain(|(members, values)| {
        let is_empty = |value: &Option<BreakdownRow>| {
            value.as_ref().and_then(|row| row.value.exact.as_ref()).is_none_or(Exact::is_zero)
        };
        members.iter().any(|member| member.name().is_some()) || !values.iter().all(is_empty)
    });
    groups.sort_by_cached_key(|(_, values)| {
        let keys = bad.iter().map(|at| value_at(values, *at).unwrap_or(Exact::ZERO));
        Reverse(keys.collect::<Vec<_>>())
    });
    groups
}

/// The measures that a target limits from above.
fn collect_limited<'t>(target: &'t TargetResult, limited: &mut Vec<&'t str>) {
    match &target.kind {
        TargetKind::Measure(result) if side_of(result) == Side::Upper => {
            limited.push(&result.measure);
        }
        TargetKind::Measure(_) | TargetKind::Declared { .. } => {}
        TargetKind::Each { members, .. } => {
            let results = members.iter().map(|member| &member.result);
            limited.extend(
                results.filter(|own| side_of(own) == Side::Upper).map(|own| own.measure.as_str()),
            );
        }
        TargetKind::AllOf { targets } | TargetKind::AnyOf { targets } => {
            for part in targets {
                collect_limited(part, limited);
            }
        }
        TargetKind::Every { periods, .. } => {
            if let Some(period) = periods.first() {
                collect_limited(&period.target, limited);
            }
        }
    }
}
