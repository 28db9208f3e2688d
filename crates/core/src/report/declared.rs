//! Qualitative targets: nothing is counted, and the report says so.

use super::document::NOTHING;
use super::escape::prose;
use super::phrases::fill;
use super::wording::Wording;
use crate::evaluate::{Deciding, PeriodResult, Status, TargetKind, TargetResult};
use crate::ground::target::Scale;
use crate::plan::Declaration;

impl<'e> Wording<'e> {
    /// Who declared what, when, and what shows it.
    pub(super) fn declared_lines(&self, target: &TargetResult) -> Vec<String> {
        let TargetKind::Declared { bound, declaration, .. } = &target.kind else {
            return Vec::new();
        };
        let mut lines = vec![match declaration {
            None => self.phrases.not_declared.to_owned(),
            Some(own) => self.declared_on(own),
        }];
        if let Some(bound) = bound {
            let condition = bound.words(&Scale::Date, self.language);
            lines.push(fill(self.phrases.declared_required, &[("condition", &condition)]));
        }
        if let Some(own) = declaration
            && !own.evidence.is_empty()
        {
            let evidence: Vec<String> = own.evidence.iter().map(|own| prose(own)).collect();
            lines.push(fill(self.phrases.evidence, &[("evidence", &evidence.join("; "))]));
        }
        lines
    }

    /// `declared on 2026-06-30 to hold, by the head of the office`.
    fn declared_on(&self, own: &Declaration) -> String {
        let phrase = if own.holds {
            self.phrases.declared_to_hold
        } else {
            self.phrases.declared_not_to_hold
        };
        let date = self.date(own.on);
        let said = fill(phrase, &[("date", &date)]);
        match &own.by {
            Some(by) => fill(self.phrases.declared_by, &[("said", &said), ("by", &prose(by))]),
            None => said,
        }
    }

    /// What the summary shows of a target that a person decided: the value and what is required.
    pub(super) fn declared_in_short(&self, target: &'e TargetResult) -> Option<(String, String)> {
        if let TargetKind::Every { every, periods, .. } = &target.kind {
            let period = key_period(target, periods)?;
            let (said, required) = self.declared_in_short(&period.target)?;
            let places = [("period", self.period_name(*every, &period.period)), ("said", said)];
            let places = places.each_ref().map(|(name, text)| (*name, text.as_str()));
            return Some((fill(self.phrases.declared_in_period, &places), required));
        }
        let TargetKind::Declared { bound, declaration, .. } = &target.kind else {
            return self.declared_in_short(key_part(target)?);
        };
        let value = match declaration {
            Some(own) => fill(self.phrases.declared_short, &[("date", &self.date(own.on))]),
            None => self.phrases.not_declared_short.to_owned(),
        };
        let required = match bound {
            Some(bound) => bound.words(&Scale::Date, self.language),
            None => NOTHING.to_owned(),
        };
        Some((value, required))
    }

    /// What a declared target asks for next.
    pub(super) fn declared_next(&self, target: &TargetResult, label: &str) -> Option<String> {
        let TargetKind::Declared { declaration, .. } = &target.kind else { return None };
        let phrase = match (target.status, declaration) {
            (Status::Met, _) => return None,
            (_, None) => self.phrases.declare_next,
            (_, Some(own)) if own.holds => self.phrases.declared_late_next,
            _ => self.phrases.declared_not_next,
        };
        let date = declaration.as_ref().map(|own| self.date(own.on)).unwrap_or_default();
        Some(fill(phrase, &[("part", label), ("date", &date)]))
    }

    /// A declaration in a cell of a table.
    pub(super) fn declared_cell(&self, declaration: Option<&Declaration>) -> String {
        let Some(own) = declaration else { return NOTHING.to_owned() };
        match &own.by {
            Some(by) => format!("{}, {}", self.date(own.on), prose(by)),
            None => self.date(own.on),
        }
    }
}

/// The part that decided, the first of several.
fn key_part(target: &TargetResult) -> Option<&TargetResult> {
    match (&target.kind, target.decided_by.first()) {
        (
            TargetKind::AllOf { targets } | TargetKind::AnyOf { targets },
            Some(Deciding::Target(at)),
        ) => targets.get(*at),
        _ => None,
    }
}

/// The period that decided, the last of several; else the present one.
fn key_period<'e>(target: &TargetResult, periods: &'e [PeriodResult]) -> Option<&'e PeriodResult> {
    let is_decided = |own: &&PeriodResult| matches!(target.decided_by.last(), Some(Deciding::Period(name)) if own.period == *name);
    periods.iter().rfind(is_decided).or_else(|| super::every::present(periods))
}
