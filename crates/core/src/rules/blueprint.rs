//! What is counted for a plan, and where each measure finds it in a tally.

use std::collections::BTreeSet;

use crate::ground::dates::{Grain, Period};
use crate::ground::exact::Exact;
use crate::plan::asked::{asked, needs};
use crate::plan::{
    Aggregate, CountedSide, Formula, MeasureKind, Objective, Plan, RatioSide, Reported,
    ReportedFigures, Source, Which, counted_span, evaluated_span,
};
use crate::tally::{
    AxisLayout, Buckets, ItemKind, ItemLayout, Layout, RECORDS, SourceLayout, TableLayout,
};

/// The layout of a plan's tallies, the formulas behind each item, and the items of each measure.
#[derive(Debug, Clone)]
pub(crate) struct Blueprint<'p> {
    pub(crate) layout: Layout,
    /// By position in the layout: sources, axes, items.
    pub(crate) axes: Vec<Vec<AxisFormulas<'p>>>,
    /// By position of the measure in the plan.
    pub(crate) measures: Vec<MeasureItems>,
}

/// The formulas of one axis.
#[derive(Debug, Clone)]
pub(crate) struct AxisFormulas<'p> {
    pub(crate) dated_by: &'p Formula,
    pub(crate) items: Vec<ItemFormulas<'p>>,
}

/// The formulas of one item.
#[derive(Debug, Clone, Copy)]
pub(crate) enum ItemFormulas<'p> {
    Proportion {
        denominator: Option<&'p Formula>,
        numerator: &'p Formula,
        coming: Option<&'p Formula>,
    },
    Count {
        condition: Option<&'p Formula>,
    },
    /// As a count, of records dated no later than the as-of day.
    Flow {
        condition: Option<&'p Formula>,
    },
    Value {
        condition: Option<&'p Formula>,
        of: &'p Formula,
        /// Of records that have a value of this as well.
        with: Option<&'p Formula>,
    },
    NetScore {
        denominator: Option<&'p Formula>,
        promoters: &'p Formula,
        detractors: &'p Formula,
    },
    /// The day itself, of records dated no later than the as-of day.
    Done {
        condition: Option<&'p Formula>,
        day: &'p Formula,
    },
}

/// Where an item stands: positions of source, axis and item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ItemAt {
    pub(crate) source: usize,
    pub(crate) axis: usize,
    pub(crate) item: usize,
}

/// The items that a measure's value is made of.
#[derive(Debug, Clone)]
pub(crate) enum MeasureItems {
    Proportion(ItemAt),
    Ratio {
        numerator: SideAt,
        denominator: SideAt,
    },
    Count(ItemAt),
    Total(ItemAt),
    Mean(ItemAt),
    Extreme(ItemAt),
    Stock {
        entered: ItemAt,
        left: ItemAt,
    },
    NetScore(ItemAt),
    Milestone(ItemAt),
    /// Sums of figures of the same rows.
    Figures {
        numerator: ItemAt,
        denominator: ItemAt,
    },
    /// One figure.
    Figure(ItemAt),
    /// Made from other measures.
    Derived,
}

/// One side of a ratio.
#[derive(Debug, Clone)]
pub(crate) enum SideAt {
    Counted(ItemAt),
    Summed(ItemAt),
    Figure(Exact),
}

impl MeasureItems {
    /// The items, in order.
    pub(crate) fn all(&self) -> Vec<ItemAt> {
        match self {
            Self::Proportion(at)
            | Self::Count(at)
            | Self::Total(at)
            | Self::Mean(at)
            | Self::Extreme(at)
            | Self::NetScore(at)
            | Self::Milestone(at)
            | Self::Figure(at) => vec![*at],
            Self::Figures { numerator, denominator } => vec![*numerator, *denominator],
            Self::Derived => Vec::new(),
            Self::Stock { entered, left } => vec![*entered, *left],
            Self::Ratio { numerator, denominator } => [numerator, denominator]
                .into_iter()
                .filter_map(|side| match side {
                    SideAt::Counted(at) | SideAt::Summed(at) => Some(*at),
                    SideAt::Figure(_) => None,
                })
                .collect(),
        }
    }
}

impl<'p> Blueprint<'p> {
    pub(crate) fn of(plan: &'p Plan) -> Self {
        let counted = counted_span(plan.period(), plan.measures(), plan.objectives());
        let sources = plan.sources().iter().map(|source| SourceLayout {
            name: source.name.clone(),
            keys_checked: source.keys != crate::plan::KeyCheck::Unchecked,
            axes: Vec::new(),
        });
        let mut own = Self {
            layout: Layout {
                counted,
                suppress_below: plan.suppress_below(),
                sources: sources.collect(),
            },
            axes: vec![Vec::new(); plan.sources().len()],
            measures: Vec::new(),
        };
        for measure in plan.measures() {
            let items = own.measure(&measure.name, &measure.kind);
            own.measures.push(items);
        }
        for axes in own.layout.sources.iter_mut().flat_map(|source| &mut source.axes) {
            AxisLayout::place(&mut axes.items);
        }
        own.add_tables(plan);
        own
    }

    fn measure(&mut self, name: &str, kind: &'p MeasureKind) -> MeasureItems {
        match kind {
            MeasureKind::Proportion(rule) => {
                let formulas = ItemFormulas::Proportion {
                    denominator: rule.denominator.as_ref(),
                    numerator: &rule.numerator,
                    coming: rule.coming.as_ref(),
                };
                let kind = ItemKind::Proportion;
                MeasureItems::Proportion(self.item(
                    name,
                    &rule.source,
                    &rule.dated_by,
                    kind,
                    formulas,
                ))
            }
            MeasureKind::Ratio(rule) => MeasureItems::Ratio {
                numerator: self.side(&format!("{name}.numerator"), &rule.numerator),
                denominator: self.side(&format!("{name}.denominator"), &rule.denominator),
            },
            MeasureKind::Count(rule) => {
                let formulas = ItemFormulas::Count { condition: rule.condition.as_ref() };
                let kind = ItemKind::Count;
                MeasureItems::Count(self.item(name, &rule.source, &rule.dated_by, kind, formulas))
            }
            MeasureKind::Total(rule) => MeasureItems::Total(self.amount(name, rule)),
            MeasureKind::Mean(rule) => MeasureItems::Mean(self.amount(name, rule)),
            MeasureKind::Minimum(rule) => {
                let kind = ItemKind::Minimum { scale: scale_of(&rule.of) };
                MeasureItems::Extreme(self.value(name, rule, kind))
            }
            MeasureKind::Maximum(rule) => {
                let kind = ItemKind::Maximum { scale: scale_of(&rule.of) };
                MeasureItems::Extreme(self.value(name, rule, kind))
            }
            MeasureKind::Stock(rule) => {
                let mut flow = |part: &str, flow: &'p crate::plan::Flow| {
                    let formulas = ItemFormulas::Flow { condition: flow.condition.as_ref() };
                    let name = format!("{name}.{part}");
                    self.item(&name, &rule.source, &flow.dated_by, ItemKind::Count, formulas)
                };
                MeasureItems::Stock {
                    entered: flow("entered", &rule.entered),
                    left: flow("left", &rule.left),
                }
            }
            MeasureKind::NetScore(rule) => {
                let formulas = ItemFormulas::NetScore {
                    denominator: rule.denominator.as_ref(),
                    promoters: &rule.promoters,
                    detractors: &rule.detractors,
                };
                let kind = ItemKind::NetScore;
                MeasureItems::NetScore(self.item(
                    name,
                    &rule.source,
                    &rule.dated_by,
                    kind,
                    formulas,
                ))
            }
            MeasureKind::Milestone(rule) => {
                let kind = match rule.which {
                    Which::Last => ItemKind::Maximum { scale: 0 },
                    _ => ItemKind::Minimum { scale: 0 },
                };
                let day = &rule.dated_by;
                let formulas = ItemFormulas::Done { condition: rule.condition.as_ref(), day };
                MeasureItems::Milestone(self.item(name, &rule.source, day, kind, formulas))
            }
            MeasureKind::Reported(rule) => self.reported(name, rule),
            MeasureKind::Change(_) | MeasureKind::ShareOfMembers(_) | MeasureKind::Score(_) => {
                MeasureItems::Derived
            }
        }
    }

    fn reported(&mut self, name: &str, rule: &'p Reported) -> MeasureItems {
        let condition = rule.condition.as_ref();
        let mut sum = |name: &str, of: &'p Formula, with: Option<&'p Formula>| {
            let formulas = ItemFormulas::Value { condition, of, with };
            let kind = ItemKind::Amount { scale: scale_of(of) };
            self.item(name, &rule.source, &rule.dated_by, kind, formulas)
        };
        match &rule.figures {
            ReportedFigures::Value(value) => MeasureItems::Figure(sum(name, value, None)),
            ReportedFigures::Shares { numerator, denominator } => MeasureItems::Figures {
                numerator: sum(&format!("{name}.numerator"), numerator, Some(denominator)),
                denominator: sum(&format!("{name}.denominator"), denominator, Some(numerator)),
            },
        }
    }

    fn amount(&mut self, name: &str, rule: &'p Aggregate) -> ItemAt {
        self.value(name, rule, ItemKind::Amount { scale: scale_of(&rule.of) })
    }

    fn value(&mut self, name: &str, rule: &'p Aggregate, kind: ItemKind) -> ItemAt {
        let formulas =
            ItemFormulas::Value { condition: rule.condition.as_ref(), of: &rule.of, with: None };
        self.item(name, &rule.source, &rule.dated_by, kind, formulas)
    }

    fn side(&mut self, name: &str, side: &'p RatioSide) -> SideAt {
        match side {
            RatioSide::Figure(figure) => SideAt::Figure(figure.clone()),
            RatioSide::Counted(side) => self.counted_side(name, side),
        }
    }

    fn counted_side(&mut self, name: &str, side: &'p CountedSide) -> SideAt {
        let condition = side.condition.as_ref();
        if let Some(of) = &side.total {
            let kind = ItemKind::Amount { scale: scale_of(of) };
            let formulas = ItemFormulas::Value { condition, of, with: None };
            SideAt::Summed(self.item(name, &side.source, &side.dated_by, kind, formulas))
        } else {
            let formulas = ItemFormulas::Count { condition };
            let kind = ItemKind::Count;
            SideAt::Counted(self.item(name, &side.source, &side.dated_by, kind, formulas))
        }
    }

    /// Adds an item to the axis of its date, which is made if it is new.
    fn item(
        &mut self,
        name: &str,
        source: &str,
        dated_by: &'p Formula,
        kind: ItemKind,
        formulas: ItemFormulas<'p>,
    ) -> ItemAt {
        let found = self.layout.sources.iter().position(|layout| layout.name == source);
        let source = found.unwrap_or_default();
        let canonical = dated_by.expression.to_string();
        let (Some(layout), Some(formulas_by_axis)) =
            (self.layout.sources.get_mut(source), self.axes.get_mut(source))
        else {
            return ItemAt { source, axis: 0, item: 0 };
        };
        let found = layout.axes.iter().position(|own| own.dated_by == canonical);
        let axis = found.unwrap_or_else(|| {
            // How many records there are tells a member without records from one without cases.
            let records = ItemLayout::new(RECORDS, ItemKind::Count);
            let every_record = ItemFormulas::Count { condition: None };
            layout.axes.push(AxisLayout {
                dated_by: canonical,
                items: vec![records],
                tables: vec![],
            });
            formulas_by_axis.push(AxisFormulas { dated_by, items: vec![every_record] });
            layout.axes.len() - 1
        });
        let mut item = 0;
        if let (Some(layout), Some(own)) =
            (layout.axes.get_mut(axis), formulas_by_axis.get_mut(axis))
        {
            item = layout.items.len();
            layout.items.push(ItemLayout::new(name, kind));
            own.items.push(formulas);
        }
        ItemAt { source, axis, item }
    }

    /// One table for each declared breakdown, and totals for every target and review.
    fn add_tables(&mut self, plan: &Plan) {
        let counted = self.layout.counted;
        let evaluated = evaluated_span(plan.period(), plan.objectives());
        for (index, source) in plan.sources().iter().enumerate() {
            for axis in 0..self.axes.get(index).map_or(0, Vec::len) {
                let mut wanted = BTreeSet::new();
                let mut spans: Vec<Period> =
                    plan.objectives().iter().map(|own| own.period).collect();
                if counted != evaluated {
                    // What lies in a base only has to be told apart from the rest.
                    spans.push(evaluated);
                }
                let coarsest = self.figures_grain(source, index, axis);
                let grain = not_finer(grain_for(&spans, counted), coarsest);
                wanted.insert(TableLayout { by: vec![], grain });
                for breakdown in &source.breakdowns {
                    let by = breakdown.by.clone();
                    // Where a base lies outside, weeks do not tell the plan's own time apart.
                    if Buckets::new(breakdown.grain, counted).within(evaluated).is_none() {
                        let grain = not_finer(grain_for(&[evaluated], counted), coarsest);
                        wanted.insert(TableLayout { by: by.clone(), grain });
                    }
                    wanted.insert(TableLayout { by, grain: breakdown.grain });
                }
                for objective in plan.objectives() {
                    self.tables_of(plan, objective, (index, axis), coarsest, &mut wanted);
                }
                let layouts = self.layout.sources.get_mut(index).map(|source| &mut source.axes);
                if let Some(layout) = layouts.and_then(|axes| axes.get_mut(axis)) {
                    layout.tables = wanted.into_iter().collect();
                }
            }
        }
    }

    fn tables_of(
        &self,
        plan: &Plan,
        objective: &Objective,
        (source, axis): (usize, usize),
        coarsest: Option<Grain>,
        wanted: &mut BTreeSet<TableLayout>,
    ) {
        let concerns = |measure: &str| {
            plan.measures()
                .iter()
                .zip(&self.measures)
                .filter(|(own, _)| own.name == measure)
                .flat_map(|(_, items)| items.all())
                .any(|at| at.source == source && at.axis == axis)
        };
        let measures = plan.measures();
        let names = |by: &[&str]| by.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        for asked in asked(objective) {
            let by: Vec<&str> = asked.by.into_iter().collect();
            let needs = needs(measures, asked.measure, &by, &asked.windows);
            for need in needs.iter().filter(|own| own.earlier.is_none() && concerns(own.measure)) {
                let grain = grain_for_windows(&need.windows, self.layout.counted);
                let grain = not_finer(grain, coarsest);
                // The total over all objectives may be fine enough.
                let is_counted = need.by.is_empty()
                    && wanted.iter().any(|own| own.by.is_empty() && own.grain.refines(grain));
                if !is_counted {
                    wanted.insert(TableLayout { by: names(&need.by), grain });
                }
            }
        }
        let Some(review) = &objective.review else { return };
        let by: Vec<&str> = review.by.iter().map(String::as_str).collect();
        for measure in &review.measures {
            let needs = needs(measures, measure, &by, &[objective.period]);
            for need in needs.iter().filter(|own| own.earlier.is_none() && concerns(own.measure)) {
                let grain = not_finer(review.every, coarsest);
                wanted.insert(TableLayout { by: names(&need.by), grain });
            }
        }
    }

    /// The grain of an axis that places figures of whole periods in time.
    fn figures_grain(&self, source: &Source, index: usize, axis: usize) -> Option<Grain> {
        let dated_by = self.axes.get(index)?.get(axis)?.dated_by;
        source.grain_of(dated_by)
    }
}

/// The grain, or the one of the figures where these do not tell time apart so finely.
fn not_finer(grain: Grain, figures: Option<Grain>) -> Grain {
    figures.filter(|own| !own.refines(grain)).unwrap_or(grain)
}

/// Digits after the point of a number's or duration's expression.
fn scale_of(formula: &Formula) -> u8 {
    formula.expression.kind().scale()
}

/// The coarsest of month, week (of several windows) and day whose buckets make up every window.
fn grain_for_windows(windows: &[Period], counted: Period) -> Grain {
    if let [span] = windows {
        return grain_for(&[*span], counted);
    }
    let makes_up = |grain: &Grain| {
        let buckets = Buckets::new(*grain, counted);
        windows.iter().all(|window| buckets.within(*window).is_some())
    };
    [Grain::Month, Grain::Week].into_iter().find(makes_up).unwrap_or(Grain::Day)
}

/// The coarsest of month and day whose buckets make up every span.
fn grain_for(spans: &[Period], counted: Period) -> Grain {
    let months = Buckets::new(Grain::Month, counted);
    if spans.iter().all(|span| months.within(*span).is_some()) { Grain::Month } else { Grain::Day }
}
