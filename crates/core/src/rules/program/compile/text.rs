//! Conditions on text, which never becomes a value: they stand at its columns.

use std::collections::{BTreeSet, HashMap};

use super::super::{NodeId, Operation, Program, Store};
use crate::condition::{Kind, Shape, Term};

impl Program {
    /// Whether the value is not NULL.
    pub(super) fn known(&mut self, term: &Term) -> NodeId {
        if term.kind != Kind::Text {
            let node = self.node_of(term);
            return self.intern(Operation::Known(node), Store::Truth);
        }
        match &term.shape {
            Shape::Text(_) => self.truth(Some(true)),
            Shape::Field { index, .. } => self.intern(Operation::TextKnown(*index), Store::Truth),
            Shape::Case(arms, otherwise) => {
                let arms = arms
                    .iter()
                    .map(|(condition, value)| (self.node_of(condition), self.known(value)))
                    .collect();
                let rest = self.known(otherwise);
                self.intern(Operation::Case(arms, rest), Store::Truth)
            }
            Shape::Coalesce(terms) => {
                let nodes = terms.iter().map(|term| self.known(term)).collect();
                self.joined(nodes, Operation::Any)
            }
            _ => self.truth(Some(false)),
        }
    }

    /// Whether the text is one of these; `columns` holds what was found for columns before.
    pub(super) fn one_of(
        &mut self,
        term: &Term,
        texts: &BTreeSet<String>,
        columns: &mut HashMap<usize, NodeId>,
    ) -> NodeId {
        match &term.shape {
            Shape::Text(text) => self.truth(Some(texts.contains(text))),
            Shape::Field { index, .. } => {
                if let Some(node) = columns.get(index) {
                    return *node;
                }
                let symbols: Vec<u32> =
                    texts.iter().map(|text| self.symbol(*index, text)).collect();
                let node = self.intern(Operation::TextOneOf(*index, bits(&symbols)), Store::Truth);
                columns.insert(*index, node);
                node
            }
            Shape::Case(arms, otherwise) => {
                let arms = arms
                    .iter()
                    .map(|(condition, value)| {
                        (self.node_of(condition), self.one_of(value, texts, columns))
                    })
                    .collect();
                let rest = self.one_of(otherwise, texts, columns);
                self.intern(Operation::Case(arms, rest), Store::Truth)
            }
            Shape::Coalesce(terms) => {
                let arms = terms
                    .iter()
                    .map(|term| (self.known(term), self.one_of(term, texts, columns)))
                    .collect();
                let rest = self.truth(None);
                self.intern(Operation::Case(arms, rest), Store::Truth)
            }
            _ => self.truth(None),
        }
    }
}

/// A table with the bits of the symbols set.
fn bits(symbols: &[u32]) -> Vec<u64> {
    let largest = symbols.iter().max().copied().unwrap_or(0);
    let mut table = vec![0_u64; (largest / 64 + 1) as usize];
    for symbol in symbols {
        if let Some(word) = table.get_mut((symbol / 64) as usize) {
            *word |= 1 << (symbol % 64);
        }
    }
    table
}
