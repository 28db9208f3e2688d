//! Numbers, dates, statuses and names as the reader's language writes them.

use std::fmt::Display;

use chrono::{Datelike, NaiveDate};

use super::escape::{prose, visible};
use super::phrases::{Phrases, fill};
use crate::evaluate::{
    Evaluation, MeasureResult, ObjectiveResult, Outlook, PeriodResult, Phase, Reason, Status,
    TargetResult, ValueResult,
};
use crate::ground::dates::{Grain, Period, iso_date};
use crate::ground::exact::Exact;
use crate::ground::language::Language;
use crate::ground::target::{Asked, BasePhrase, Comparator, Phrase, Scale, shown};
use crate::plan::{Base, Change, ChangeIn, Measure, MeasureKind, Plan};
use crate::tally::Member;

/// What a report is written with: the evaluation and the words of its language.
#[derive(Clone, Copy)]
pub(super) struct Wording<'e> {
    pub(super) evaluation: &'e Evaluation,
    pub(super) language: Language,
    pub(super) phrases: &'static Phrases,
}

/// From which side a condition limits a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// It has to stay low: cases of the numerator are bad.
    Upper,
    /// It has to be high: cases of the numerator are good.
    Lower,
    /// A range, or everything but one value.
    Neither,
}

/// What bad and good cases are called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Terms {
    pub(super) side: Side,
    pub(super) bad: &'static str,
    pub(super) good: &'static str,
}

impl<'e> Wording<'e> {
    pub(super) fn new(evaluation: &'e Evaluation, language: Language) -> Self {
        Self { evaluation, language, phrases: Phrases::of(language) }
    }

    pub(super) fn plan(&self) -> &'e Plan {
        self.evaluation.plan()
    }

    pub(super) fn date(&self, date: NaiveDate) -> String {
        match self.language {
            Language::Vi => {
                format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year())
            }
            Language::En => date.to_string(),
        }
    }

    pub(super) fn span(&self, span: Period) -> String {
        let (first, last) = (self.date(span.first()), self.date(span.last()));
        if first == last {
            return first;
        }
        fill(self.phrases.span, &[("first", &first), ("last", &last)])
    }

    /// A period that is named whole: `2024`, `quý 1/2024`, or by its days.
    pub(super) fn whole_period(&self, period: Period) -> String {
        let grains = [Grain::Year, Grain::HalfYear, Grain::Quarter, Grain::Month, Grain::Week];
        let grain = |own: &Grain| Period::bucket(*own, period.first()) == Some(period);
        match (grains.into_iter().find(grain), period.name()) {
            (Some(grain), Some(name)) => self.period_name(Some(grain), &name),
            _ => self.span(period),
        }
    }

    /// The name of the bucket that begins on that day.
    pub(super) fn bucket(&self, grain: Grain, first: NaiveDate) -> String {
        let (year, week) = (first.year(), first.iso_week());
        match (self.language, grain) {
            (_, Grain::Day) => self.date(first),
            (Language::En, grain) => grain.name_of(first),
            (Language::Vi, Grain::Week) => format!("{:02}/{:04}", week.week(), week.year()),
            (Language::Vi, Grain::Month) => format!("{:02}/{year:04}", first.month()),
            (Language::Vi, Grain::Quarter) => format!("{}/{year:04}", first.month0() / 3 + 1),
            (Language::Vi, Grain::HalfYear) => {
                let half = if first.month() < 7 { "đầu năm" } else { "cuối năm" };
                format!("{half} {year:04}")
            }
            (Language::Vi, Grain::Year) => format!("{year:04}"),
        }
    }

    /// A number written with a decimal point, as the language writes it.
    pub(super) fn number(&self, number: &str) -> String {
        number_in(self.language, number)
    }

    pub(super) fn count(&self, count: impl Display + Copy) -> String {
        self.number(&count.to_string())
    }

    /// The number in full, or rounded and marked so where no number of decimals writes it out: the
    /// sum of durations in hours, say.
    pub(super) fn exact(&self, number: &Exact) -> String {
        match number.decimal_places() {
            Some(_) => self.number(&number.canonical()),
            None => format!("≈ {}", self.number(&number.to_decimal(2))),
        }
    }

    /// A measure's value as it is shown, in its units.
    pub(super) fn value(&self, measure: &str, value: &ValueResult) -> Option<String> {
        let measure = self.plan().measure(measure)?;
        let is_whole = matches!(measure.kind, MeasureKind::Count(_) | MeasureKind::Stock(_));
        let shown = match (&value.exact, &value.shown) {
            // Nobody writes a number of cases with decimals.
            (Some(exact), _) if is_whole => exact.canonical(),
            (_, shown) => shown.clone()?,
        };
        if measure.scale == Scale::Date {
            // A day is shown as the date that it is.
            return Some(iso_date(&shown).map_or(shown, |date| self.date(date)));
        }
        let figure = match shown.strip_prefix("1:") {
            Some(many) => format!("1:{}", self.number(many)),
            None => self.number(&shown),
        };
        if let Some((change, own)) = self.change(&measure.name) {
            let sign = if value.exact.as_ref()?.signum() > 0 { "+" } else { "" };
            return Some(match change.measured {
                ChangeIn::Percent => format!("{sign}{figure}%"),
                ChangeIn::Times => fill(self.phrases.times, &[("count", &figure)]),
                ChangeIn::Points if own.scale == Scale::Percent => {
                    let points = format!("{sign}{figure}");
                    fill(self.phrases.percentage_points, &[("count", &points)])
                }
                ChangeIn::Points => {
                    format!("{sign}{figure}{}", measure.scale.suffix(self.language))
                }
            });
        }
        Some(figure + &measure.scale.suffix(self.language))
    }

    /// The condition in words.
    pub(super) fn condition(&self, result: &MeasureResult) -> String {
        let words = match self.change(&result.measure) {
            Some((change, own)) => self.change_in_words(change, own, result),
            None => result.bound.words(&result.scale, self.language),
        };
        // A rounded figure stays beside its mark.
        visible(&words).replace("≈ ", "≈\u{a0}")
    }

    pub(super) fn status(&self, status: Status, outlook: Outlook) -> &'static str {
        match (status, outlook) {
            (Status::Met, _) => self.phrases.met,
            (Status::NotMet, Outlook::Lost) => self.phrases.not_met,
            (Status::NotMet, _) => self.phrases.not_yet_met,
            (Status::NoData, _) => self.phrases.no_data,
        }
    }

    /// How an objective stands.
    pub(super) fn status_of(&self, objective: &ObjectiveResult) -> &'static str {
        let is_over = |own: &PeriodResult| own.phase == Phase::Closed;
        let periods = objective.target.as_ref().map_or(&[][..], TargetResult::periods);
        let begun = objective.phase == Phase::InProgress && !periods.is_empty();
        if objective.status == Status::NoData && begun && !periods.iter().any(is_over) {
            return self.phrases.no_period_over;
        }
        self.status(objective.status, objective.outlook)
    }

    pub(super) fn outlook(&self, outlook: Outlook) -> &'static str {
        match outlook {
            Outlook::Secured => self.phrases.secured,
            Outlook::Open => self.phrases.open,
            Outlook::Lost => self.phrases.lost,
        }
    }

    pub(super) fn outlook_in_words(&self, target: &TargetResult, phase: Phase) -> &'static str {
        if phase == Phase::Closed && target.status == Status::NoData {
            let arose = |own: &MeasureResult| {
                own.room.reason != Some(Reason::NoCases)
                    || own.value.not_handed_in
                    || self.lacks_base(own)
            };
            return match target.measure() {
                Some(own) if !arose(own) => self.phrases.nothing_arose,
                _ => self.phrases.closed_without_data,
            };
        }
        match (target.outlook, phase) {
            (Outlook::Secured, _) => self.phrases.secured_in_words,
            (Outlook::Open, _) => self.phrases.open_in_words,
            (Outlook::Lost, Phase::Closed) => self.phrases.lost_with_period,
            (Outlook::Lost, _) => self.phrases.lost_in_words,
        }
    }

    pub(super) fn phase(&self, phase: Phase) -> &'static str {
        match phase {
            Phase::NotStarted => self.phrases.not_started,
            Phase::InProgress => self.phrases.in_progress,
            Phase::Closed => self.phrases.closed,
        }
    }

    pub(super) fn phase_in_words(&self, objective: &ObjectiveResult) -> String {
        let left = objective.span.last().signed_duration_since(self.evaluation.as_of()).num_days();
        match objective.phase {
            Phase::NotStarted => fill(
                self.phrases.not_started_in_words,
                &[("date", &self.date(objective.span.first()))],
            ),
            Phase::InProgress => {
                fill(self.phrases.in_progress_in_words, &[("count", &self.count(left))])
            }
            Phase::Closed => self.phrases.closed_in_words.to_owned(),
        }
    }

    /// What people call a measure.
    pub(super) fn measure(&self, name: &str) -> String {
        let title = self.plan().measure(name).and_then(|measure| measure.title.as_deref());
        match (title, self.change(name)) {
            // The condition says with what it is compared.
            (None, Some((change, _))) if name.contains(": ") => self.measure(&change.measure),
            (title, _) => prose(title.unwrap_or(name)),
        }
    }

    /// The change that a measure is, and the measure whose value changes.
    pub(super) fn change(&self, name: &str) -> Option<(&'e Change, &'e Measure)> {
        match &self.plan().measure(name)?.kind {
            MeasureKind::Change(change) => Some((change, self.plan().measure(&change.measure)?)),
            _ => None,
        }
    }

    fn change_in_words(&self, change: &Change, own: &Measure, result: &MeasureResult) -> String {
        let base = match &change.than {
            Base::Period(period) | Base::Tally { period, .. } => BasePhrase::Period(*period),
            Base::Previous(grain) => BasePhrase::Previous(*grain),
            Base::Figure(value) => {
                BasePhrase::Figure { value: value.clone(), scale: own.scale.clone() }
            }
            Base::Measure(name) => BasePhrase::Named(self.measure(name)),
        };
        let asked = Asked::Change {
            bound: result.bound.clone(),
            measured: change.measured,
            scale: result.scale.clone(),
            base: Some(base),
            compounded: false,
            explicit: own.scale.is_share(),
        };
        Phrase { asked, every: None, during: None }.words(self.language)
    }

    /// Points of a score, without their unit.
    pub(super) fn points(&self, measure: &str, points: &Exact) -> String {
        let places = self.plan().measure(measure).map_or(2, |measure| measure.shown_places);
        let canonical = points.canonical();
        let is_short = canonical
            .split_once('.')
            .is_none_or(|(_, places_of)| places_of.len() <= usize::from(places));
        if is_short && !canonical.contains('/') {
            return self.number(&canonical);
        }
        self.number(&points.to_decimal(places))
    }

    /// A number on the scale of a measure.
    pub(super) fn on_scale(&self, measure: &Measure, value: &Exact) -> String {
        let shown = shown(value, &measure.scale, measure.shown_places, None);
        self.number(&shown) + &measure.scale.suffix(self.language)
    }

    /// What people call a source.
    pub(super) fn source(&self, name: &str) -> String {
        let title = self.plan().source(name).and_then(|source| source.title.as_deref());
        prose(title.unwrap_or(name))
    }

    /// What people call a column of a source of the measure.
    pub(super) fn column(&self, measure: &str, column: &str) -> String {
        let sources = self.plan().measure(measure).map(|measure| self.plan().sources_of(measure));
        let titles = sources.unwrap_or_default().into_iter().filter_map(|source| {
            self.plan().source(source)?.column(column)?.title.as_deref().map(prose)
        });
        titles.into_iter().next().unwrap_or_else(|| visible(column).into_owned())
    }

    pub(super) fn member(&self, member: &Member) -> String {
        match member {
            Member::Named(name) => visible(name).into_owned(),
            Member::Empty => self.phrases.empty_member.to_owned(),
            Member::Undeclared => self.phrases.undeclared_member.to_owned(),
        }
    }

    /// What bad and good cases of a measure under a condition are called.
    pub(super) fn terms(&self, result: &MeasureResult) -> Terms {
        let side = side_of(result);
        let measure = self.plan().measure(&result.measure);
        let by_due_day = measure.and_then(|measure| self.late_or_on_time(measure));
        let is_by_due_day = matches!((side, by_due_day), (Side::Upper, Some(true)))
            || matches!((side, by_due_day), (Side::Lower, Some(false)));
        let (bad, good) = if is_by_due_day {
            (self.phrases.late, self.phrases.on_time)
        } else {
            (self.phrases.bad, self.phrases.good)
        };
        Terms { side, bad, good }
    }

    /// Whether the numerator compares the day of an event with another day, and so has the late
    /// cases (true) or those on time (false).
    fn late_or_on_time(&self, measure: &Measure) -> Option<bool> {
        let MeasureKind::Proportion(rule) = &measure.kind else { return None };
        let words: Vec<&str> = rule.numerator.text.split_whitespace().collect();
        let [event, comparator, due] = words.as_slice() else { return None };
        let source = self.plan().source(&rule.source)?;
        let (event, due) = (source.column(event)?, source.column(due)?);
        if !event.event || due.event {
            return None;
        }
        match *comparator {
            ">" => Some(true),
            "<=" => Some(false),
            _ => None,
        }
    }
}

/// From which side the result's condition limits its value.
pub(super) fn side_of(result: &MeasureResult) -> Side {
    match result.bound.as_limit().as_comparison() {
        Some((Comparator::Less | Comparator::AtMost, _)) => Side::Upper,
        Some((Comparator::AtLeast | Comparator::More, _)) => Side::Lower,
        _ => Side::Neither,
    }
}

/// The mark of a status in lists.
pub(super) fn mark(status: Status, outlook: Outlook) -> &'static str {
    match (status, outlook) {
        (Status::Met, _) => "✓",
        (Status::NotMet, Outlook::Lost) => "✗",
        (Status::NotMet, _) => "○",
        (Status::NoData, _) => "?",
    }
}

/// A number written with a decimal point, as a language writes it.
pub(super) fn number_in(language: Language, number: &str) -> String {
    let (group, mark) = match language {
        Language::Vi => ('.', ','),
        Language::En => (',', '.'),
    };
    let (sign, digits) = match number.strip_prefix('-') {
        Some(digits) => ("−", digits),
        None => ("", number),
    };
    let end = digits.bytes().take_while(u8::is_ascii_digit).count();
    let (whole, rest) = digits.split_at(end);
    let mut written = String::from(sign);
    for (position, digit) in whole.chars().enumerate() {
        if position > 0 && (whole.len() - position).is_multiple_of(3) {
            written.push(group);
        }
        written.push(digit);
    }
    match rest.strip_prefix('.') {
        Some(decimals) => {
            written.push(mark);
            written.push_str(decimals);
        }
        None => written.push_str(rest),
    }
    written
}
