//! One condition on one value, in lines.

use super::document::NOTHING;
use super::escape::prose;
use super::phrases::fill;
use super::wording::{Side, Terms, Wording};
use crate::evaluate::{Arrivals, MeasureResult, Outlook, PartResult, Reason, Status};
use crate::ground::dates::Period;
use crate::ground::target::Scale;
use crate::plan::{Base, MeasureKind};

/// A condition on a value, where it stands in a target.
#[derive(Clone)]
pub(super) struct Leaf<'e> {
    /// What people call it.
    pub(super) label: String,
    /// The same where there is little room.
    pub(super) brief: String,
    pub(super) status: Status,
    pub(super) outlook: Outlook,
    pub(super) outlook_expected: Option<Outlook>,
    pub(super) result: &'e MeasureResult,
}

/// How its cases are spoken of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cases {
    /// A share of cases, which are good or bad.
    Share,
    /// A number of cases.
    Count,
    /// Something else: amounts, or two numbers divided.
    Other,
}

impl Wording<'_> {
    fn cases(&self, result: &MeasureResult) -> Cases {
        match self.plan().measure(&result.measure).map(|measure| &measure.kind) {
            Some(MeasureKind::Proportion(_)) => Cases::Share,
            Some(MeasureKind::Count(_)) => Cases::Count,
            _ => Cases::Other,
        }
    }

    /// Whether the value is a number of cases.
    pub(super) fn is_count(&self, result: &MeasureResult) -> bool {
        self.cases(result) == Cases::Count
    }

    /// Whether the value is a stock, which also falls.
    fn is_stock(&self, result: &MeasureResult) -> bool {
        let measure = self.plan().measure(&result.measure);
        measure.is_some_and(|own| matches!(own.kind, MeasureKind::Stock(_)))
    }

    /// All that is known of the value, in a few lines.
    pub(super) fn lines(&self, leaf: &Leaf<'_>, span: Period) -> Vec<String> {
        let result = leaf.result;
        let terms = self.terms(result);
        let joined = |parts: Vec<String>| parts.join("; ");
        let mut first = vec![self.value_line(result, span)];
        if let Some(class) = &result.value.class {
            first.push(fill(self.phrases.class, &[("class", &prose(class))]));
        }
        first.extend(self.undecided_parts(result, terms));
        let mut lines = vec![joined(first)];
        if result.decided_by_when_empty {
            let status = self.status(leaf.status, leaf.outlook);
            lines.push(fill(self.phrases.by_when_empty, &[("status", status)]));
        }
        lines.extend(self.score_parts(result));
        lines.push(joined(self.room_parts(result, terms)));
        lines.push(joined(self.expected_parts(leaf, terms)));
        lines.retain(|line| !line.is_empty());
        lines
    }

    fn value_line(&self, result: &MeasureResult, span: Period) -> String {
        let condition = self.condition(result);
        let value = &result.value;
        if value.not_handed_in {
            let source = self.missing_sources(result).join(", ");
            let places = [("source", source.as_str()), ("condition", &condition)];
            return fill(self.phrases.source_not_handed_in, &places);
        }
        if let Some(name) = &value.baseline_not_given {
            let places = [("name", prose(name)), ("condition", condition)];
            let places = places.each_ref().map(|(name, text)| (*name, text.as_str()));
            return fill(self.phrases.baseline_not_given, &places);
        }
        let Some(shown) = self.value(&result.measure, value) else {
            return match (self.change(&result.measure), &value.base) {
                (Some(_), None) => fill(self.phrases.no_base, &[("condition", &condition)]),
                (Some(_), Some(base)) if base.signum() <= 0 => {
                    fill(self.phrases.base_not_positive, &[("condition", &condition)])
                }
                _ => self.without_value_yet(result, &condition),
            };
        };
        if let (Some((_, own)), Some(now), Some(base)) =
            (self.change(&result.measure), &value.numerator, &value.base)
        {
            let (now, base) = (self.on_scale(own, now), self.on_scale(own, base));
            let whole = self.whole_base(result, span);
            let places = [
                ("value", shown.as_str()),
                ("now", &now),
                ("base", &base),
                ("period", whole.as_deref().unwrap_or_default()),
                ("condition", &condition),
            ];
            let phrase = match whole {
                Some(_) => self.phrases.value_of_change_so_far,
                None => self.phrases.value_of_change,
            };
            return fill(phrase, &places);
        }
        match (&value.numerator, &value.denominator) {
            (Some(numerator), Some(denominator)) => fill(
                self.phrases.value_of_cases,
                &[
                    ("value", &shown),
                    ("numerator", &self.exact(numerator)),
                    ("denominator", &self.exact(denominator)),
                    ("condition", &condition),
                ],
            ),
            _ => fill(self.phrases.value_of, &[("value", &shown), ("condition", &condition)]),
        }
    }

    /// The whole period with which a change compares what there is so far: where the days asked
    /// are not over and those of its base are.
    pub(super) fn whole_base(&self, result: &MeasureResult, span: Period) -> Option<String> {
        let (change, own) = self.change(&result.measure)?;
        let as_of = self.evaluation.as_of();
        if matches!(own.kind, MeasureKind::Stock(_)) || as_of >= span.last() {
            // A stock is what there is at the end of a day.
            return None;
        }
        let base = match &change.than {
            Base::Period(period) | Base::Tally { period, .. } => *period,
            Base::Previous(grain) => span.moved_back(*grain)?,
            Base::Figure(_) | Base::Measure(_) => return None,
        };
        (base.last() <= as_of).then(|| self.whole_period(base))
    }

    /// Whether a change has no value because of what it is compared with.
    pub(super) fn lacks_base(&self, result: &MeasureResult) -> bool {
        let value = &result.value;
        value.exact.is_none()
            && self.change(&result.measure).is_some()
            && match &value.base {
                Some(base) => base.signum() <= 0,
                None => value.numerator.is_some(),
            }
    }

    /// Where there is nothing to measure; of a milestone, that it is not done.
    pub(super) fn without_value_yet(&self, result: &MeasureResult, condition: &str) -> String {
        let phrase = if result.scale == Scale::Date {
            self.phrases.not_done
        } else if self.has_cases(result) {
            self.phrases.no_value
        } else {
            self.phrases.nothing_measured
        };
        fill(phrase, &[("condition", condition)])
    }

    /// Whether there are cases, although there is no value.
    pub(super) fn has_cases(&self, result: &MeasureResult) -> bool {
        let measure = self.plan().measure(&result.measure);
        let is_told = measure.is_some_and(|own| {
            own.kind.is_derived() || matches!(own.kind, MeasureKind::Reported(_))
        });
        is_told && result.room.reason == Some(Reason::NotInCases)
    }

    /// The points of which a score is made.
    fn score_parts(&self, result: &MeasureResult) -> Option<String> {
        let name = |part: &PartResult| match (&part.title, &part.measure) {
            (Some(title), _) => prose(title),
            (None, Some(measure)) => self.measure(measure),
            (None, None) => String::new(),
        };
        let of_part = |(at, part): (usize, &PartResult)| {
            let mut name = name(part);
            if name.is_empty() {
                name = fill(self.phrases.part, &[("number", &self.count(at + 1))]);
            }
            let points = match &part.points {
                Some(points) => self.points(&result.measure, points),
                None if part.left_out => self.phrases.left_out.to_owned(),
                None => self.phrases.no_data.to_owned(),
            };
            format!("{name}: {points}")
        };
        let parts: Vec<String> = result.value.parts.iter().enumerate().map(of_part).collect();
        let line = fill(self.phrases.score_parts, &[("parts", &parts.join("; "))]);
        (!parts.is_empty()).then_some(line)
    }

    /// What the sources that were not handed in are called.
    pub(super) fn missing_sources(&self, result: &MeasureResult) -> Vec<String> {
        let measure = self.plan().measure(&result.measure);
        let names = measure.map(|measure| self.plan().sources_of(measure)).unwrap_or_default();
        let is_missing = |name: &str| {
            self.evaluation.sources().iter().any(|own| own.source == name && !own.handed_in)
        };
        names.into_iter().filter(|name| is_missing(name)).map(|name| self.source(name)).collect()
    }

    fn undecided_parts(&self, result: &MeasureResult, terms: Terms) -> Vec<String> {
        let value = &result.value;
        if value.not_handed_in {
            return Vec::new();
        }
        let cases = self.cases(result);
        let phrase = match cases {
            Cases::Other if value.undecided == 0 => None,
            Cases::Other => Some(self.phrases.without_value),
            _ if value.undecided_left_out => Some(self.phrases.undecided_left_out),
            Cases::Share if value.undecided > 0 => Some(self.phrases.undecided_not_in),
            _ => Some(self.phrases.undecided),
        };
        let count = self.count(value.undecided);
        let mut parts: Vec<String> =
            phrase.iter().map(|phrase| fill(phrase, &[("count", &count)])).collect();
        if let Some(coming) = value.coming {
            let count = self.count(coming);
            parts.push(fill(self.phrases.coming, &[("count", &count), ("bad", terms.bad)]));
        }
        parts
    }

    fn room_parts(&self, result: &MeasureResult, terms: Terms) -> Vec<String> {
        let (room, cases) = (&result.room, self.cases(result));
        let say = |phrase: &str, count: i128| {
            let count = self.count(count.unsigned_abs());
            fill(phrase, &[("count", &count), ("bad", terms.bad), ("good", terms.good)])
        };
        let mut parts = Vec::new();
        if let Some(headroom) = room.headroom {
            let phrase = match (cases, headroom) {
                (Cases::Count, i128::MIN..0) if terms.side == Side::Lower => {
                    self.phrases.shortage_count_line
                }
                (Cases::Count, i128::MIN..0) => self.phrases.excess_count_line,
                (Cases::Count, _) => self.phrases.headroom_count_line,
                (_, i128::MIN..0) if terms.side == Side::Lower => self.phrases.shortage_line,
                (_, i128::MIN..0) => self.phrases.excess_line,
                (_, 0) => self.phrases.headroom_none,
                _ => self.phrases.headroom_line,
            };
            parts.push(say(phrase, headroom));
        }
        if let (Some(down), Some(up)) = (room.down, room.up) {
            let (down, up) = (self.count(down), self.count(up));
            parts.push(fill(self.phrases.range_line, &[("down", &down), ("up", &up)]));
        }
        if let Some(slack) = &room.slack {
            parts.push(fill(self.phrases.slack_line, &[("slack", &self.exact(slack))]));
        }
        match room.arrivals {
            Arrivals::Count(0) if cases == Cases::Share => {
                parts.push(say(self.phrases.arrivals_none_line, 0));
            }
            Arrivals::Count(count) if cases == Cases::Share => {
                parts.push(say(self.phrases.arrivals_line, count));
            }
            Arrivals::Unlimited if cases == Cases::Share => {
                parts.push(say(self.phrases.arrivals_unlimited_line, 0));
            }
            _ => {}
        }
        match room.recovery {
            Some(count) if count > 0 && cases == Cases::Count => {
                parts.push(say(self.phrases.recovery_count_line, count));
            }
            Some(count) if count > 0 => parts.push(say(self.phrases.recovery_line, count)),
            // Undecided cases may bring it back yet: what they have to do is said by the next steps.
            None if room.headroom.is_some_and(|own| own < 0)
                && result.value.undecided == 0
                && !self.is_stock(result) =>
            {
                parts.push(say(self.phrases.recovery_none_line, 0));
            }
            _ => {}
        }
        if let Some(after) = room.after_coming {
            let phrase = if after < 0 {
                self.phrases.after_coming_over_line
            } else {
                self.phrases.after_coming_line
            };
            parts.push(say(phrase, after));
        }
        let reason = match room.reason {
            Some(Reason::NoCases) if !result.value.not_handed_in && !self.lacks_base(result) => {
                Some(self.phrases.no_cases)
            }
            Some(Reason::OutOfReach) => Some(self.phrases.out_of_reach),
            Some(Reason::NoDirection) => Some(self.phrases.no_direction),
            Some(Reason::ExpectedBelowPresent) => Some(self.phrases.expected_below_present),
            _ => None,
        };
        parts.extend(reason.map(str::to_owned));
        parts
    }

    fn expected_parts(&self, leaf: &Leaf<'_>, terms: Terms) -> Vec<String> {
        let mut parts = Vec::new();
        let expected = self.evaluation.assumptions().expected(&leaf.result.measure);
        if let (Some(left), Some(expected)) = (leaf.result.room.left_at_expected, expected) {
            let phrase = if left < 0 {
                self.phrases.over_at_expected_line
            } else {
                self.phrases.left_at_expected_line
            };
            let (count, expected) = (self.count(left.unsigned_abs()), self.count(expected));
            let places = [("count", count.as_str()), ("expected", &expected), ("bad", terms.bad)];
            parts.push(fill(phrase, &places));
        }
        if let Some(outlook) = leaf.outlook_expected {
            let outlook = self.outlook(outlook);
            parts.push(fill(self.phrases.outlook_expected_line, &[("outlook", outlook)]));
        }
        parts
    }

    /// The room in a few words: what is left, or how far it is.
    pub(super) fn room_in_short(&self, result: &MeasureResult) -> String {
        let room = &result.room;
        if let Some(headroom) = room.headroom {
            let (undecided, side) = (result.value.undecided, self.terms(result).side);
            // What is short may only be undecided yet.
            if headroom < 0 && side == Side::Lower && headroom.unsigned_abs() <= undecided.into() {
                return fill(self.phrases.room_undecided, &[("count", &self.count(undecided))]);
            }
            return self.headroom_in_short(headroom, self.terms(result).side);
        }
        match (room.down, room.up, &room.slack) {
            (Some(down), Some(up), _) => format!("↓{} ↑{}", self.count(down), self.count(up)),
            (_, _, Some(slack)) => fill(self.phrases.room_slack, &[("count", &self.exact(slack))]),
            _ => NOTHING.to_owned(),
        }
    }

    fn headroom_in_short(&self, headroom: i128, side: Side) -> String {
        let phrase = match (headroom, side) {
            (0.., _) => self.phrases.room_left,
            (_, Side::Lower) => self.phrases.room_short,
            _ => self.phrases.room_too_many,
        };
        fill(phrase, &[("count", &self.count(headroom.unsigned_abs()))])
    }

    /// How far a target that is not met is from being met, if that is a number of cases.
    pub(super) fn distance(&self, result: &MeasureResult, terms: Terms) -> Option<String> {
        let headroom = result.room.headroom.filter(|headroom| *headroom < 0)?;
        if self.cases(result) == Cases::Count {
            return Some(self.headroom_in_short(headroom, terms.side));
        }
        let phrase = match terms.side {
            Side::Lower => self.phrases.distance_short,
            _ => self.phrases.distance_over,
        };
        let count = self.count(headroom.unsigned_abs());
        Some(fill(phrase, &[("count", &count), ("bad", terms.bad), ("good", terms.good)]))
    }
}
