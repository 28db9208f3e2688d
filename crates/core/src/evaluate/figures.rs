//! Reading sums out of a tally.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::Station;
use crate::ground::dates::{Grain, Period};
use crate::ground::exact::Exact;
use crate::rules::blueprint::{ItemAt, MeasureItems, SideAt};
use crate::tally::{AxisLayout, Buckets, Cell, ItemKind, ItemLayout, Member, Table, TableLayout};

/// The sums of one item over some cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ItemSum {
    pub(super) counts: [u64; 4],
    /// In units of the item's scale: each cell has 128 bits, many of them may need more.
    pub(super) sum: Exact,
    pub(super) extreme: Option<i128>,
}

/// Sums of one item by group: the members of the dimensions, and the bucket where time is told
/// apart.
pub(super) type Groups = BTreeMap<(Vec<Member>, u32), ItemSum>;

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
    /// A source was not handed in.
    NotHandedIn,
}

impl Default for ItemSum {
    fn default() -> Self {
        Self { counts: [0; 4], sum: Exact::ZERO, extreme: None }
    }
}

impl ItemSum {
    pub(super) fn add_cell(&mut self, item: &ItemLayout, cell: &Cell) {
        let width = item.kind.widths().0;
        let counts = cell.counts.get(item.counts..item.counts + width).unwrap_or_default();
        for (own, more) in self.counts.iter_mut().zip(counts) {
            *own = own.saturating_add(*more);
        }
        match item.kind {
            ItemKind::Amount { .. } => {
                let more = cell.sums.get(item.sums).copied().unwrap_or_default();
                self.sum = &self.sum + &Exact::from(more);
            }
            ItemKind::Minimum { .. } => {
                self.extreme = least(self.extreme, extreme(item, cell), |own, more| more < own);
            }
            ItemKind::Maximum { .. } => {
                self.extreme = least(self.extreme, extreme(item, cell), |own, more| more > own);
            }
            ItemKind::Proportion | ItemKind::Count | ItemKind::NetScore => {}
        }
    }
}

fn extreme(item: &ItemLayout, cell: &Cell) -> Option<i128> {
    cell.extremes.get(item.extremes).copied().flatten()
}

fn least(
    own: Option<i128>,
    more: Option<i128>,
    is_better: impl Fn(i128, i128) -> bool,
) -> Option<i128> {
    match (own, more) {
        (Some(own), Some(more)) => Some(if is_better(own, more) { more } else { own }),
        (own, more) => own.or(more),
    }
}

impl<'s> Station<'s> {
    pub(super) fn axis_layout(&self, at: ItemAt) -> Option<&'s AxisLayout> {
        self.context.layout.sources.get(at.source)?.axes.get(at.axis)
    }

    pub(super) fn item_layout(&self, at: ItemAt) -> Option<&'s ItemLayout> {
        self.axis_layout(at)?.items.get(at.item)
    }

    /// The table of an axis that has exactly these dimensions and can tell the span apart,
    /// coarsest first; `None` where the source was not handed in.
    fn table(&self, at: ItemAt, by: &[&str], grain: Grain) -> Option<(&'s Table, &'s TableLayout)> {
        let tally = self.snapshot.sources.get(at.source)?.as_ref()?;
        let layout = self.axis_layout(at)?;
        let position =
            layout.tables.iter().position(|own| own.grain == grain && own.by.iter().eq(by))?;
        Some((tally.axes.get(at.axis)?.tables.get(position)?, layout.tables.get(position)?))
    }

    /// The coarsest grain of the table with these dimensions whose buckets make up the span.
    pub(super) fn grain_for(&self, at: ItemAt, by: &[&str], span: Period) -> Option<Grain> {
        self.axis_layout(at)?
            .tables
            .iter()
            .filter(|own| own.by.iter().eq(by))
            .map(|own| own.grain)
            .filter(|grain| self.context.buckets(*grain).within(span).is_some())
            .max()
    }

    /// The sum of an item over a span; `None` where the source was not handed in.
    fn total(&self, at: ItemAt, wanted: &Wanted) -> Option<ItemSum> {
        let grain = self.grain_for(at, &[], wanted.span)?;
        let (table, _) = self.table(at, &[], grain)?;
        let item = self.item_layout(at)?;
        let chosen = wanted.chosen(self.context.buckets(grain))?;
        let mut sum = ItemSum::default();
        for (key, cell) in table.keys.iter().zip(&table.cells) {
            if key.last().is_some_and(|bucket| chosen.takes(*bucket)) {
                sum.add_cell(item, cell);
            }
        }
        Some(sum)
    }

    /// The sums of an item over a span by the members of one column.
    fn by_member(
        &self,
        at: ItemAt,
        column: &str,
        wanted: &Wanted,
    ) -> Option<Vec<(&'s Member, ItemSum)>> {
        let grain = self.grain_for(at, &[column], wanted.span)?;
        let (table, _) = self.table(at, &[column], grain)?;
        let item = self.item_layout(at)?;
        let chosen = wanted.chosen(self.context.buckets(grain))?;
        let members = table.members.first()?;
        let mut sums = vec![ItemSum::default(); members.len()];
        for (key, cell) in table.keys.iter().zip(&table.cells) {
            if let [code, bucket] = key.as_slice()
                && chosen.takes(*bucket)
                && let Some(sum) = usize::try_from(*code).ok().and_then(|code| sums.get_mut(code))
            {
                sum.add_cell(item, cell);
            }
        }
        Some(members.iter().zip(sums).collect())
    }

    /// A measure's figures over a span.
    pub(super) fn figures(&self, items: &MeasureItems, span: Period) -> Figures {
        self.assemble(items, |at, reach| self.total(at, &Wanted { span, reach }))
    }

    /// A measure's figures over a span for one member of a column. Without cells, they are zero.
    pub(super) fn figures_by_member(
        &self,
        items: &MeasureItems,
        column: &str,
        span: Period,
    ) -> MemberFigures<'s> {
        let sums = |at, reach| self.by_member(at, column, &Wanted { span, reach });
        let read = |at: ItemAt, reach| (at, reach, sums(at, reach));
        let parts = match items {
            MeasureItems::Proportion(at) => {
                vec![read(*at, Reach::Span), read(*at, Reach::Undated)]
            }
            MeasureItems::Stock { entered, left } => {
                vec![read(*entered, Reach::Until), read(*left, Reach::Until)]
            }
            other => other.all().into_iter().map(|at| read(at, Reach::Span)).collect(),
        };
        MemberFigures { parts }
    }

    /// The member's figures, from what was read for all members.
    pub(super) fn figures_of(
        &self,
        items: &MeasureItems,
        read: &MemberFigures<'s>,
        member: &Member,
    ) -> Figures {
        self.assemble(items, |at, reach| {
            let part = read.parts.iter().find(|part| part.0 == at && part.1 == reach)?;
            let sums = part.2.as_ref()?;
            let found = sums.iter().find(|(own, _)| *own == member);
            Some(found.map(|(_, sum)| sum.clone()).unwrap_or_default())
        })
    }

    /// Puts a measure's figures together; `sum` gives an item's sum, or `None` where its source
    /// was not handed in.
    pub(super) fn assemble(
        &self,
        items: &MeasureItems,
        sum: impl Fn(ItemAt, Reach) -> Option<ItemSum>,
    ) -> Figures {
        self.assembled(items, sum).unwrap_or(Figures::NotHandedIn)
    }

    fn assembled(
        &self,
        items: &MeasureItems,
        sum: impl Fn(ItemAt, Reach) -> Option<ItemSum>,
    ) -> Option<Figures> {
        let amount = |at: ItemAt, sum: &ItemSum| {
            let unit = scaled(1, self.item_layout(at).and_then(|item| item.kind.scale()));
            &sum.sum * &unit
        };
        Some(match items {
            MeasureItems::Proportion(at) => {
                let own = sum(*at, Reach::Span)?;
                let [cases, inside, undecided, coming] = own.counts;
                // Open records have no date yet: those that are coming are among the undated.
                let undated = sum(*at, Reach::Undated)?.counts[3];
                Figures::Proportion {
                    cases,
                    inside,
                    undecided,
                    coming: coming.saturating_add(undated),
                }
            }
            MeasureItems::Count(at) => {
                let [value, unknown, ..] = sum(*at, Reach::Span)?.counts;
                Figures::Count { value, unknown }
            }
            MeasureItems::Total(at) => {
                let own = sum(*at, Reach::Span)?;
                let [records, valued, ..] = own.counts;
                Figures::Total { sum: amount(*at, &own), records, valued }
            }
            MeasureItems::Mean(at) => {
                let own = sum(*at, Reach::Span)?;
                let [records, valued, ..] = own.counts;
                Figures::Mean { sum: amount(*at, &own), records, valued }
            }
            MeasureItems::Extreme(at) => {
                let own = sum(*at, Reach::Span)?;
                let [records, valued, ..] = own.counts;
                let kind = self.item_layout(*at).map(|item| item.kind);
                Figures::Extreme {
                    value: own.extreme.map(|value| scaled(value, kind.and_then(ItemKind::scale))),
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
                let mut undecided = 0_u64;
                let mut side = |side: &SideAt| -> Option<Exact> {
                    Some(match side {
                        SideAt::Figure(figure) => figure.clone(),
                        SideAt::Counted(at) => {
                            let [value, unknown, ..] = sum(*at, Reach::Span)?.counts;
                            undecided = undecided.saturating_add(unknown);
                            Exact::from(value)
                        }
                        SideAt::Summed(at) => {
                            let own = sum(*at, Reach::Span)?;
                            let [records, valued, ..] = own.counts;
                            undecided = undecided.saturating_add(records.saturating_sub(valued));
                            amount(*at, &own)
                        }
                    })
                };
                let (numerator, denominator) = (side(numerator)?, side(denominator)?);
                Figures::Ratio {
                    numerator: Some(numerator),
                    denominator: Some(denominator),
                    undecided,
                }
            }
            _ => return None,
        })
    }
}

impl<'s> MemberFigures<'s> {
    /// The members that have records.
    pub(super) fn members(&self) -> impl Iterator<Item = &'s Member> + '_ {
        let sums = self.parts.iter().filter_map(|(_, _, sums)| sums.as_ref());
        sums.flatten().map(|(member, _)| *member)
    }
}

/// What was read of a measure's items for all members of a column.
pub(super) struct MemberFigures<'s> {
    #[expect(clippy::type_complexity, reason = "read and looked up in one place")]
    parts: Vec<(ItemAt, Reach, Option<Vec<(&'s Member, ItemSum)>>)>,
}

/// Which buckets a sum is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// Those of the span.
    Span,
    /// All until the end of the span.
    Until,
    /// The records without a date.
    Undated,
}

pub(super) struct Wanted {
    pub(super) span: Period,
    pub(super) reach: Reach,
}

/// Bucket numbers that are taken.
pub(super) struct Chosen(RangeInclusive<u32>);

impl Chosen {
    pub(super) fn takes(&self, bucket: u32) -> bool {
        self.0.contains(&bucket)
    }
}

impl Wanted {
    pub(super) fn chosen(&self, buckets: &Buckets) -> Option<Chosen> {
        let within = buckets.within(self.span)?;
        Some(Chosen(match self.reach {
            Reach::Span => within,
            Reach::Until => Buckets::before()..=*within.end(),
            Reach::Undated => buckets.undated()..=buckets.undated(),
        }))
    }
}

/// Digits at a scale as a number.
pub(super) fn scaled(digits: i128, scale: Option<u8>) -> Exact {
    let power = 10_i128.checked_pow(u32::from(scale.unwrap_or_default())).unwrap_or(1);
    Exact::ratio(digits, power).unwrap_or(Exact::ZERO)
}
