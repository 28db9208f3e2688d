//! From expressions to nodes.
//!
//! Text never becomes a value: comparisons and IS NULL are moved inwards, through `CASE` and
//! `COALESCE`, until they stand at a column.

mod text;

use std::collections::HashMap;

use super::{NodeId, Operation, Program, Store};
use crate::condition::{Comparator, Kind, Shape, Term, power_of_ten};

impl Program {
    pub(super) fn node_of(&mut self, term: &Term) -> NodeId {
        let place = std::ptr::from_ref(term).addr();
        if let Some(node) = self.compiled.get(&place) {
            return *node;
        }
        let node = self.new_node_of(term);
        self.compiled.insert(place, node);
        node
    }

    fn new_node_of(&mut self, term: &Term) -> NodeId {
        match &term.shape {
            Shape::Null => self.null_of(term.kind),
            Shape::Truth(truth) => self.truth(Some(*truth)),
            Shape::Number(number) => {
                let store =
                    if i64::try_from(number.units()).is_ok() { Store::Small } else { Store::Wide };
                self.intern(Operation::Constant(Some(number.units())), store)
            }
            Shape::Day(day) => {
                self.intern(Operation::Constant(Some(i128::from(*day))), Store::Days)
            }
            Shape::Instant(instant) => {
                self.intern(Operation::Constant(Some(i128::from(*instant))), Store::Small)
            }
            // Text stands below a comparison only, which looks through to its columns.
            Shape::Text(_) => self.truth(None),
            Shape::Field { index, .. } => {
                self.intern(Operation::Field(*index), store_of_field(term.kind))
            }
            Shape::AsOf => self.intern(Operation::AsOf, Store::Days),
            Shape::PeriodStart => self.intern(Operation::PeriodStart, Store::Days),
            Shape::PeriodEnd => self.intern(Operation::PeriodEnd, Store::Days),
            Shape::Sum(summands) => self.sum(summands, term.kind.scale()),
            Shape::Scaled(inner, factor) => {
                // A duration may need fewer digits after the point than its number and its unit.
                let digits = inner.kind.scale() + factor.scale();
                let spared = power_of_ten(digits.saturating_sub(term.kind.scale())).unwrap_or(1);
                self.scaled(inner, factor.units() / spared)
            }
            Shape::Moved(date, days) => {
                let date = self.node_of(date);
                let days = match days.as_slice() {
                    [(false, only)] => self.whole(only),
                    _ => self.sum(days, 0),
                };
                let days = self.small(days);
                self.intern(Operation::Moved(date, days), Store::Days)
            }
            Shape::DaysBetween(later, earlier) => {
                let (later, earlier) = (self.node_of(later), self.node_of(earlier));
                self.intern(Operation::DaysBetween(later, earlier), Store::Small)
            }
            Shape::Shifted(moment, times) => {
                let mut summands = vec![(false, self.node_of(moment))];
                summands.extend(times.iter().map(|(minus, time)| (*minus, self.whole(time))));
                self.intern(Operation::Sum(summands), Store::Small)
            }
            Shape::TimeBetween(later, earlier) => {
                let summands = vec![(false, self.node_of(later)), (true, self.node_of(earlier))];
                self.intern(Operation::Sum(summands), Store::Small)
            }
            Shape::DateOf(instant) => {
                let instant = self.node_of(instant);
                self.intern(Operation::DateOf(instant), Store::Days)
            }
            Shape::Workdays(..)
            | Shape::AddWorkdays(..)
            | Shape::Worktime(..)
            | Shape::AddWorktime(..)
            | Shape::Months(..)
            | Shape::AddMonths(..)
            | Shape::CountedFrom(..) => self.calendar_function(term),
            Shape::Case(arms, otherwise) => self.case(term.kind, arms, otherwise),
            Shape::Coalesce(terms) => self.coalesce(term.kind, terms),
            _ => self.condition_of(term),
        }
    }

    /// A function that reckons with dates, times of day and the calendar.
    fn calendar_function(&mut self, term: &Term) -> NodeId {
        match &term.shape {
            Shape::Workdays(from, to, pauses) => {
                let (from, to) = (self.node_of(from), self.node_of(to));
                let pauses = pauses.iter().map(|end| self.node_of(end)).collect();
                self.intern(Operation::Workdays(from, to, pauses), Store::Small)
            }
            Shape::Worktime(from, to, pauses) => {
                let (from, to) = (self.node_of(from), self.node_of(to));
                let pauses = pauses.iter().map(|end| self.node_of(end)).collect();
                self.intern(Operation::Worktime(from, to, pauses), Store::Small)
            }
            Shape::AddWorkdays(from, count) => {
                let (from, count) = (self.node_of(from), self.whole(count));
                self.intern(Operation::AddWorkdays(from, count), Store::Days)
            }
            Shape::AddWorktime(from, time) => {
                let (from, time) = (self.node_of(from), self.whole(time));
                self.intern(Operation::AddWorktime(from, time), Store::Small)
            }
            Shape::Months(from, to) => {
                let (from, to) = (self.node_of(from), self.node_of(to));
                self.intern(Operation::Months(from, to), Store::Small)
            }
            Shape::AddMonths(from, count) => {
                let (from, count) = (self.node_of(from), self.whole(count));
                self.intern(Operation::AddMonths(from, count), Store::Days)
            }
            Shape::CountedFrom(moment, time) => {
                let moment = self.node_of(moment);
                self.intern(Operation::CountedFrom(moment, *time), Store::Days)
            }
            _ => self.truth(None),
        }
    }

    fn condition_of(&mut self, term: &Term) -> NodeId {
        match &term.shape {
            Shape::Compare(comparator, left, right) => self.compare(*comparator, left, right),
            Shape::OneOf(value, texts) => self.one_of(value, texts, &mut HashMap::new()),
            Shape::Ranked(ranked) => {
                let declared = self.one_of(&ranked.value, &ranked.declared(), &mut HashMap::new());
                let meant = self.one_of(&ranked.value, &ranked.meant(), &mut HashMap::new());
                let rest = self.truth(None);
                self.intern(Operation::Case(vec![(declared, meant)], rest), Store::Truth)
            }
            Shape::In(value, list) => {
                let nodes =
                    list.iter().map(|item| self.compare(Comparator::Equal, value, item)).collect();
                self.joined(nodes, Operation::Any)
            }
            Shape::Between(value, low, high) => {
                let least = self.compare(Comparator::AtLeast, value, low);
                let most = self.compare(Comparator::AtMost, value, high);
                self.joined(vec![least, most], Operation::All)
            }
            Shape::IsNull(value) => {
                let known = self.known(value);
                self.not(known)
            }
            Shape::IsTruth(value, truth) => {
                let value = self.node_of(value);
                self.intern(Operation::IsTruth(value, *truth), Store::Truth)
            }
            Shape::Not(inner) => {
                let inner = self.node_of(inner);
                self.not(inner)
            }
            Shape::All(terms) => {
                let nodes = terms.iter().map(|term| self.node_of(term)).collect();
                self.joined(nodes, Operation::All)
            }
            Shape::Any(terms) => {
                let nodes = terms.iter().map(|term| self.node_of(term)).collect();
                self.joined(nodes, Operation::Any)
            }
            _ => self.truth(None),
        }
    }

    fn truth(&mut self, truth: Option<bool>) -> NodeId {
        self.intern(Operation::Truth(truth), Store::Truth)
    }

    fn null_of(&mut self, kind: Kind) -> NodeId {
        match store_of_field(kind) {
            Store::Truth => self.truth(None),
            store => self.intern(Operation::Constant(None), store),
        }
    }

    fn not(&mut self, inner: NodeId) -> NodeId {
        self.intern(Operation::Not(inner), Store::Truth)
    }

    /// AND and OR of nodes, which do not heed order or repetition.
    fn joined(
        &mut self,
        mut nodes: Vec<NodeId>,
        operation: fn(Vec<NodeId>) -> Operation,
    ) -> NodeId {
        nodes.sort_unstable();
        nodes.dedup();
        match nodes.as_slice() {
            [only] => *only,
            _ => self.intern(operation(nodes), Store::Truth),
        }
    }

    fn store(&self, node: NodeId) -> Store {
        self.nodes.get(node.0).map_or(Store::Truth, |node| node.store)
    }

    #[expect(clippy::option_option, reason = "whether it is a constant, and whether that is NULL")]
    fn constant(&self, node: NodeId) -> Option<Option<i128>> {
        match self.nodes.get(node.0).map(|node| &node.operation) {
            Some(Operation::Constant(value)) => Some(*value),
            _ => None,
        }
    }

    /// The number as a wide one in units of a finer scale.
    fn wide(&mut self, node: NodeId, factor: i128) -> NodeId {
        if let Some(value) = self.constant(node) {
            let value = value.map(|value| value.checked_mul(factor));
            match value {
                None => return self.intern(Operation::Constant(None), Store::Wide),
                Some(Some(value)) => {
                    return self.intern(Operation::Constant(Some(value)), Store::Wide);
                }
                // Too large: an error when it runs.
                Some(None) => {}
            }
        }
        if factor == 1 && self.store(node) == Store::Wide {
            return node;
        }
        self.intern(Operation::Widened(node, factor), Store::Wide)
    }

    /// The number in units of `scale`, which is as fine as its own or finer.
    fn at_scale(&mut self, term: &Term, scale: u8) -> NodeId {
        let node = self.node_of(term);
        let finer = scale.saturating_sub(term.kind.scale());
        if finer == 0 { node } else { self.wide(node, power_of_ten(finer).unwrap_or(i128::MAX)) }
    }

    /// Numbers that are to be reckoned with together, held in the same way.
    fn alike(&mut self, nodes: Vec<NodeId>) -> (Vec<NodeId>, Store) {
        let narrow = nodes.first().map_or(Store::Truth, |node| self.store(*node));
        if nodes.iter().all(|node| self.store(*node) == narrow) {
            return (nodes, narrow);
        }
        (nodes.into_iter().map(|node| self.wide(node, 1)).collect(), Store::Wide)
    }

    fn whole(&mut self, term: &Term) -> NodeId {
        let node = self.node_of(term);
        self.small(node)
    }

    /// A whole number held as a small one; an error when it runs if it does not fit.
    fn small(&mut self, node: NodeId) -> NodeId {
        if self.store(node) == Store::Small {
            return node;
        }
        self.intern(Operation::Narrowed(node), Store::Small)
    }

    fn sum(&mut self, summands: &[(bool, Term)], scale: u8) -> NodeId {
        let nodes = summands.iter().map(|(_, term)| self.at_scale(term, scale)).collect();
        let (nodes, store) = self.alike(nodes);
        let signs = summands.iter().map(|(subtracted, _)| *subtracted);
        self.intern(Operation::Sum(signs.zip(nodes).collect()), store)
    }

    fn scaled(&mut self, inner: &Term, factor: i128) -> NodeId {
        let node = self.node_of(inner);
        let fits = i64::try_from(factor).is_ok() && self.store(node) == Store::Small;
        if fits {
            return self.intern(Operation::Scaled(node, factor), Store::Small);
        }
        let node = self.wide(node, 1);
        self.intern(Operation::Scaled(node, factor), Store::Wide)
    }

    fn compare(&mut self, comparator: Comparator, left: &Term, right: &Term) -> NodeId {
        if left.kind == Kind::Boolean {
            let (mut left, mut right) = (self.node_of(left), self.node_of(right));
            if left > right {
                (left, right) = (right, left);
            }
            let same = self.intern(Operation::Same(left, right), Store::Truth);
            return if comparator == Comparator::NotEqual { self.not(same) } else { same };
        }
        let nodes = match left.kind {
            Kind::Number { .. } | Kind::Duration { .. } => {
                if let Some(node) = self.compare_with_finer(comparator, left, right) {
                    return node;
                }
                if let Some(node) = self.compare_with_finer(comparator.turned(), right, left) {
                    return node;
                }
                let scale = left.kind.scale().max(right.kind.scale());
                vec![self.at_scale(left, scale), self.at_scale(right, scale)]
            }
            _ => vec![self.node_of(left), self.node_of(right)],
        };
        let (nodes, _) = self.alike(nodes);
        match nodes.as_slice() {
            // One order of the sides, so that `a < b` and `b > a` are one node.
            [left, right] if left <= right => {
                self.intern(Operation::Compare(comparator, *left, *right), Store::Truth)
            }
            [left, right] => {
                self.intern(Operation::Compare(comparator.turned(), *right, *left), Store::Truth)
            }
            _ => self.truth(None),
        }
    }

    /// Compares with a constant that has more digits after the point than the value, by the
    /// constant's neighbours at the value's scale: `pages > 1.5` is `pages > 1`.
    fn compare_with_finer(
        &mut self,
        comparator: Comparator,
        value: &Term,
        constant: &Term,
    ) -> Option<NodeId> {
        let Shape::Number(number) = &constant.shape else { return None };
        let finer = number.scale().checked_sub(value.kind.scale()).filter(|finer| *finer > 0)?;
        let unit = power_of_ten(finer)?;
        // A constant is in lowest terms, so it lies between two values and equals none.
        let below = number.units().div_euclid(unit);
        let value = self.node_of(value);
        let comparator = match comparator {
            Comparator::Less | Comparator::AtMost => Comparator::AtMost,
            Comparator::More | Comparator::AtLeast => Comparator::More,
            // FALSE or TRUE, and unknown where the value is.
            Comparator::Equal | Comparator::NotEqual => {
                let opposite = if comparator == Comparator::Equal {
                    Comparator::NotEqual
                } else {
                    Comparator::Equal
                };
                return Some(self.intern(Operation::Compare(opposite, value, value), Store::Truth));
            }
        };
        let below = self.intern(Operation::Constant(Some(below)), Store::Wide);
        let below = if self.store(value) == Store::Small { self.narrow(below) } else { below };
        let (pair, _) = self.alike(vec![value, below]);
        let [value, below] = pair.as_slice() else { return None };
        Some(self.intern(Operation::Compare(comparator, *value, *below), Store::Truth))
    }

    /// The constant as a small one where it fits.
    fn narrow(&mut self, node: NodeId) -> NodeId {
        match self.constant(node) {
            Some(Some(value)) if i64::try_from(value).is_ok() => {
                self.intern(Operation::Constant(Some(value)), Store::Small)
            }
            _ => node,
        }
    }

    fn results(&mut self, kind: Kind, terms: &[&Term]) -> (Vec<NodeId>, Store) {
        let nodes = terms
            .iter()
            .map(|term| match kind {
                Kind::Number { scale } | Kind::Duration { scale } => self.at_scale(term, scale),
                _ => self.node_of(term),
            })
            .collect();
        self.alike(nodes)
    }

    fn case(&mut self, kind: Kind, arms: &[(Term, Term)], otherwise: &Term) -> NodeId {
        let conditions: Vec<NodeId> =
            arms.iter().map(|(condition, _)| self.node_of(condition)).collect();
        let terms: Vec<&Term> =
            arms.iter().map(|(_, value)| value).chain(std::iter::once(otherwise)).collect();
        let (mut values, store) = self.results(kind, &terms);
        let Some(rest) = values.pop() else { return self.truth(None) };
        let arms = conditions.into_iter().zip(values).collect();
        self.intern(Operation::Case(arms, rest), store)
    }

    fn coalesce(&mut self, kind: Kind, terms: &[Term]) -> NodeId {
        let terms: Vec<&Term> = terms.iter().collect();
        let (nodes, store) = self.results(kind, &terms);
        self.intern(Operation::Coalesce(nodes), store)
    }
}

fn store_of_field(kind: Kind) -> Store {
    match kind {
        Kind::Boolean | Kind::Text => Store::Truth,
        Kind::Date => Store::Days,
        Kind::Number { scale: 0 } | Kind::Duration { scale: 0 } | Kind::Timestamp => Store::Small,
        Kind::Number { .. } | Kind::Duration { .. } => Store::Wide,
    }
}
