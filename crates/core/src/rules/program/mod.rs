//! Many conditions compiled into one program over columns.
//!
//! Expressions become nodes, each node once: what two measures share is computed once for both.
//! A program runs over blocks of rows that fit a processor's cache; what does not vary by record
//! is computed once a block and never spread out. Truth is two bitmaps, TRUE and FALSE, and
//! neither where it is unknown, so that AND, OR and NOT are a few machine words for 64 records.

mod compile;
mod kernels;
mod lanes;
mod numbers;
mod run;
mod times;
mod truths;

#[cfg(test)]
mod tests;

use std::collections::HashMap;

pub(crate) use lanes::{Input, Lane, Scratch, Truth, Values};

use crate::condition::{Comparator, Expression};
use crate::ground::calendar::Calendar;

/// Names an expression of a program: what [`Program::add`] gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct NodeId(usize);

/// Expressions over the columns of one source, compiled.
///
/// ```text
/// let mut program = Program::new(calendar);
/// let late = program.add(&Expression::parse("resolved_on > due_on", &schema, Wanted::Condition)?);
/// let mut scratch = Scratch::default();
/// program.run(&input, &mut scratch)?;
/// let Truth { yes, no } = scratch.truth(late);
/// ```
#[derive(Debug, Clone)]
pub(crate) struct Program {
    calendar: Calendar,
    /// Each after those it reads.
    nodes: Vec<Node>,
    known: HashMap<(Operation, Store), NodeId>,
    /// The text literals of each column, in the order in which they were first named.
    literals: Vec<Literals>,
    /// The canonical texts of the expressions, for messages.
    texts: Vec<String>,
    /// The nodes of the expression being added, by the place of its terms in memory: a term that
    /// is compared twice is compiled once.
    compiled: HashMap<usize, NodeId>,
}

#[derive(Debug, Clone, Default)]
struct Literals {
    texts: Vec<String>,
    symbols: HashMap<String, u32>,
}

#[derive(Debug, Clone)]
struct Node {
    operation: Operation,
    store: Store,
    /// The expression that brought it in.
    origin: usize,
    /// Whether its values are kept for the whole batch.
    kept: bool,
}

/// How the values of a node are held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Store {
    /// Two bitmaps.
    Truth,
    /// Days since 1970-01-01.
    Days,
    /// Whole numbers, microseconds of a duration, and civil microseconds since 1970-01-01.
    Small,
    /// Whole numbers in units of the kind's scale.
    Wide,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Operation {
    /// A column other than text.
    Field(usize),
    /// Whether a text column is there.
    TextKnown(usize),
    /// Whether a text column is one of the symbols whose bits are set.
    TextOneOf(usize, Vec<u64>),
    Truth(Option<bool>),
    Constant(Option<i128>),
    AsOf,
    PeriodStart,
    PeriodEnd,
    /// Held as wide numbers and multiplied, by 1 too.
    Widened(NodeId, i128),
    /// A wide whole number held as a small one.
    Narrowed(NodeId),
    /// Added, or subtracted where the flag is set.
    Sum(Vec<(bool, NodeId)>),
    Scaled(NodeId, i128),
    Moved(NodeId, NodeId),
    DaysBetween(NodeId, NodeId),
    DateOf(NodeId),
    /// With the two ends of each pause.
    Workdays(NodeId, NodeId, Vec<NodeId>),
    AddWorkdays(NodeId, NodeId),
    Worktime(NodeId, NodeId, Vec<NodeId>),
    AddWorktime(NodeId, NodeId),
    Months(NodeId, NodeId),
    AddMonths(NodeId, NodeId),
    /// From which microsecond of a day on the next working day is taken.
    CountedFrom(NodeId, i64),
    Compare(Comparator, NodeId, NodeId),
    /// Whether two conditions are equal.
    Same(NodeId, NodeId),
    Known(NodeId),
    IsTruth(NodeId, bool),
    Not(NodeId),
    All(Vec<NodeId>),
    Any(Vec<NodeId>),
    Case(Vec<(NodeId, NodeId)>, NodeId),
    Coalesce(Vec<NodeId>),
}

impl Program {
    /// A program without expressions; working days are counted by the calendar.
    pub(crate) fn new(calendar: Calendar) -> Self {
        Self {
            calendar,
            nodes: Vec::new(),
            known: HashMap::new(),
            literals: Vec::new(),
            texts: Vec::new(),
            compiled: HashMap::new(),
        }
    }

    /// Adds an expression, and says under which name its values will be found. The same
    /// expression has the same name.
    ///
    /// All expressions of a program are checked against the same columns.
    pub(crate) fn add(&mut self, expression: &Expression) -> NodeId {
        self.texts.push(expression.to_string());
        let id = self.node_of(expression.term());
        self.compiled.clear();
        if let Some(node) = self.nodes.get_mut(id.0) {
            node.kept = true;
        }
        id
    }

    /// The texts that the expressions compare the column with, each once. In the column's lane of
    /// symbols the first stands as 1, the second as 2, and 0 is any other text.
    pub(crate) fn literals(&self, field: usize) -> &[String] {
        self.literals.get(field).map_or(&[], |literals| &literals.texts)
    }

    /// The node of that operation; there is one only.
    fn intern(&mut self, operation: Operation, store: Store) -> NodeId {
        let next = NodeId(self.nodes.len());
        let origin = self.texts.len().saturating_sub(1);
        *self.known.entry((operation, store)).or_insert_with_key(|(operation, store)| {
            let operation = operation.clone();
            self.nodes.push(Node { operation, store: *store, origin, kept: false });
            next
        })
    }

    fn symbol(&mut self, field: usize, text: &str) -> u32 {
        if self.literals.len() <= field {
            self.literals.resize_with(field + 1, Literals::default);
        }
        let Some(literals) = self.literals.get_mut(field) else { return 0 };
        if let Some(symbol) = literals.symbols.get(text) {
            return *symbol;
        }
        literals.texts.push(text.to_owned());
        let symbol = u32::try_from(literals.texts.len()).unwrap_or(0);
        literals.symbols.insert(text.to_owned(), symbol);
        symbol
    }
}
