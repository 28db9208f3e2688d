//! What a measure's value is computed from.

mod derived;
mod point;

use super::Station;
use super::assumptions::FurtherCases;
use super::ledger::{ItemSum, Reach};
use crate::ground::exact::Exact;
use crate::plan::{Measure, MeasureKind, Which};
use crate::rules::blueprint::{ItemAt, MeasureItems, SideAt};
use crate::tally::ItemKind;
pub(super) use derived::{ChangeFigures, ScoreFigures, ShareFigures, quota};
pub(super) use point::Point;

/// What a measure's value is computed from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Figures {
    Proportion {
        cases: u64,
        inside: u64,
        undecided: u64,
        coming: u64,
    },
    Ratio {
        numerator: Option<Exact>,
        denominator: Option<Exact>,
        undecided: u64,
    },
    Count {
        value: u64,
        unknown: u64,
    },
    Total {
        sum: Exact,
        records: u64,
        valued: u64,
    },
    Mean {
        sum: Exact,
        records: u64,
        valued: u64,
    },
    Extreme {
        value: Option<Exact>,
        is_maximum: bool,
        records: u64,
        valued: u64,
    },
    Stock {
        value: i128,
    },
    NetScore {
        cases: u64,
        promoters: u64,
        detractors: u64,
        undecided: u64,
    },
    Milestone {
        day: Option<i128>,
        is_last: bool,
        undecided: u64,
    },
    /// Sums of figures, and how many rows have both and how many have not.
    Reported {
        numerator: Exact,
        denominator: Exact,
        rows: u64,
        missing: u64,
    },
    /// A figure, if there is exactly one.
    ReportedValue {
        value: Option<Exact>,
        rows: u64,
        missing: u64,
    },
    Change(Box<ChangeFigures>),
    ShareOfMembers(ShareFigures),
    Score(ScoreFigures),
    /// A source was not handed in.
    NotHandedIn,
}

impl Station<'_> {
    /// A measure's figures at a point. Where there are no cells, they are zero.
    pub(super) fn figures(
        &self,
        measure: &Measure,
        items: &MeasureItems,
        point: &Point<'_>,
    ) -> Figures {
        let found = match &measure.kind {
            MeasureKind::Change(rule) => self.change(rule, point),
            MeasureKind::ShareOfMembers(rule) => self.share_of_members(rule, point),
            MeasureKind::Score(rule) => self.score(rule, point),
            _ => self.counted(measure, items, point),
        };
        found.unwrap_or(Figures::NotHandedIn)
    }

    /// The figures of a measure that is counted from records; `None` where a source was not
    /// handed in.
    fn counted(
        &self,
        measure: &Measure,
        items: &MeasureItems,
        point: &Point<'_>,
    ) -> Option<Figures> {
        let sum = |at: ItemAt, reach: Reach| self.sum(at, reach, point);
        Some(match items {
            MeasureItems::Proportion(at) => {
                let own = sum(*at, Reach::Span)?;
                let [cases, inside, undecided, coming] = own.counts;
                // Open records have no date yet: those that are coming are among the undated.
                let undated = match &measure.kind {
                    MeasureKind::Proportion(rule) if rule.coming.is_some() => {
                        sum(*at, Reach::Undated)?.counts[3]
                    }
                    _ => 0,
                };
                let coming = coming.saturating_add(undated);
                Figures::Proportion { cases, inside, undecided, coming }
            }
            MeasureItems::Count(at) => {
                let [value, unknown, ..] = sum(*at, Reach::Span)?.counts;
                Figures::Count { value, unknown }
            }
            MeasureItems::Total(at) => {
                let own = sum(*at, Reach::Span)?;
                let [records, valued, ..] = own.counts;
                let sum = in_unit(measure, self.amount(*at, &own));
                Figures::Total { sum, records, valued }
            }
            MeasureItems::Mean(at) => {
                let own = sum(*at, Reach::Span)?;
                let [records, valued, ..] = own.counts;
                let sum = in_unit(measure, self.amount(*at, &own));
                Figures::Mean { sum, records, valued }
            }
            MeasureItems::Extreme(at) => {
                let own = sum(*at, Reach::Span)?;
                let [records, valued, ..] = own.counts;
                let kind = self.books.own.item(*at).map(|item| item.kind);
                let value = own.extreme.map(|value| scaled(value, kind.and_then(ItemKind::scale)));
                Figures::Extreme {
                    value: value.map(|value| in_unit(measure, value)),
                    is_maximum: matches!(kind, Some(ItemKind::Maximum { .. })),
                    records,
                    valued,
                }
            }
            MeasureItems::Stock { entered, left } => {
                let [entered, ..] = sum(*entered, Reach::Until)?.counts;
                let [left, ..] = sum(*left, Reach::Until)?.counts;
                Figures::Stock { value: i128::from(entered) - i128::from(left) }
            }
            MeasureItems::Ratio { numerator, denominator } => {
                let (over, one) = self.side(numerator, point)?;
                let (under, other) = self.side(denominator, point)?;
                Figures::Ratio {
                    numerator: Some(over),
                    denominator: Some(under),
                    undecided: one.saturating_add(other),
                }
            }
            MeasureItems::NetScore(at) => {
                let [cases, promoters, detractors, undecided] = sum(*at, Reach::Span)?.counts;
                Figures::NetScore { cases, promoters, detractors, undecided }
            }
            MeasureItems::Milestone(at) => {
                let own = sum(*at, Reach::Span)?;
                let [records, done, ..] = own.counts;
                let is_last = matches!(
                    &measure.kind,
                    MeasureKind::Milestone(rule) if rule.which == Which::Last
                );
                let undecided = records.saturating_sub(done);
                Figures::Milestone { day: own.extreme, is_last, undecided }
            }
            MeasureItems::Figures { numerator, denominator } => {
                let over = sum(*numerator, Reach::Span)?;
                let under = sum(*denominator, Reach::Span)?;
                let [records, rows, ..] = over.counts;
                Figures::Reported {
                    numerator: self.amount(*numerator, &over),
                    denominator: self.amount(*denominator, &under),
                    rows,
                    missing: records.saturating_sub(rows),
                }
            }
            MeasureItems::Figure(at) => {
                let own = sum(*at, Reach::Span)?;
                let [records, rows, ..] = own.counts;
                // One value belongs to one period: of several periods there is none.
                let grain = self.figures_grain(*at);
                let is_one = grain.is_none_or(|grain| point.span.is_one(grain));
                Figures::ReportedValue {
                    value: (rows == 1 && is_one).then(|| self.amount(*at, &own)),
                    rows,
                    missing: records.saturating_sub(rows),
                }
            }
            MeasureItems::Derived => return None,
        })
    }

    /// One side of a ratio, and how many of its records are not known yet.
    fn side(&self, side: &SideAt, point: &Point<'_>) -> Option<(Exact, u64)> {
        Some(match side {
            SideAt::Figure(figure) => (figure.clone(), 0),
            SideAt::Counted(at) => {
                let [value, unknown, ..] = self.sum(*at, Reach::Span, point)?.counts;
                (Exact::from(value), unknown)
            }
            SideAt::Summed(at) => {
                let own = self.sum(*at, Reach::Span, point)?;
                let [records, valued, ..] = own.counts;
                (self.amount(*at, &own), records.saturating_sub(valued))
            }
        })
    }

    /// A sum as a number.
    fn amount(&self, at: ItemAt, sum: &ItemSum) -> Exact {
        let unit = scaled(1, self.books.own.item(at).and_then(|item| item.kind.scale()));
        &sum.sum * &unit
    }
}

impl Figures {
    /// Adds cases that are supposed and were not counted.
    pub(super) fn suppose(&mut self, further: FurtherCases) {
        if let Self::Proportion { cases, inside, .. } = self {
            *inside = inside.saturating_add(further.numerator);
            *cases =
                cases.saturating_add(further.numerator).saturating_add(further.not_in_numerator);
        }
    }

    /// Whether there is nothing to measure: no case, no value. What has cases but no value, because
    /// of what it is compared with or because of figures that are still missing, is not empty.
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::Proportion { cases, .. } | Self::NetScore { cases, .. } => *cases == 0,
            Self::Ratio { denominator, .. } => denominator.as_ref().is_none_or(Exact::is_zero),
            Self::Mean { valued, .. } => *valued == 0,
            Self::Extreme { value, .. } => value.is_none(),
            Self::Reported { rows, denominator, missing, .. } => {
                *missing == 0 && (*rows == 0 || denominator.is_zero())
            }
            Self::ReportedValue { rows, missing, .. } => *rows == 0 && *missing == 0,
            Self::Change(own) => own.is_empty,
            Self::ShareOfMembers(own) => own.asked == 0,
            Self::Score(own) => own.total.is_none() && own.is_empty,
            Self::Count { .. }
            | Self::Total { .. }
            | Self::Stock { .. }
            | Self::Milestone { .. } => false,
            Self::NotHandedIn => true,
        }
    }
}

/// What is summed of a measure in the units of its value: durations are tallied in microseconds.
fn in_unit(measure: &Measure, amount: Exact) -> Exact {
    match measure.time_unit().and_then(|unit| Exact::ratio(1, unit.into())) {
        Some(microsecond) => &amount * &microsecond,
        None => amount,
    }
}

/// Digits at a scale as a number.
fn scaled(digits: i128, scale: Option<u8>) -> Exact {
    let power = 10_i128.checked_pow(u32::from(scale.unwrap_or_default())).unwrap_or(1);
    Exact::ratio(digits, power).unwrap_or(Exact::ZERO)
}
