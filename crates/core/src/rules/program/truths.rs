//! Conditions, node by node: 64 rows in a few machine words.

use super::kernels::{compare, members, tail};
use super::lanes::{Lane, Number, Operand, Slot};
use super::run::{Done, Failure, Frame};
use super::{NodeId, Operation, Store};
use crate::condition::Comparator;

impl Frame<'_> {
    pub(super) fn condition(&self, operation: &Operation, slot: &mut Slot) -> Done {
        match operation {
            Operation::Field(index) => match self.column(*index)? {
                None => slot.uniform = Some(None),
                Some((Lane::Bits(bits), valid)) => {
                    let bit = |word: usize| bits.get(word).copied().unwrap_or(0);
                    let known = |word: usize| valid_word(valid, word);
                    self.put(slot, |word| Ok((bit(word) & known(word), !bit(word) & known(word))))?;
                }
                Some(_) => return Err(Failure::Lane),
            },
            Operation::TextKnown(index) => match self.column(*index)? {
                None => slot.uniform = Some(Some(0)),
                Some((_, None)) => slot.uniform = Some(Some(1)),
                Some((_, valid)) => self.put(slot, |word| {
                    let known = valid_word(valid, word);
                    Ok((known, !known))
                })?,
            },
            Operation::TextOneOf(index, table) => match self.column(*index)? {
                None => slot.uniform = Some(None),
                Some((Lane::Symbols(symbols), valid)) => {
                    let mut index = 0;
                    members(symbols, table, |word| {
                        let known = valid_word(valid, index) & tail(index, self.rows);
                        slot.yes.push(word & known);
                        slot.no.push(!word & known);
                        index += 1;
                    });
                }
                Some(_) => return Err(Failure::Lane),
            },
            Operation::Truth(truth) => slot.uniform = Some(truth.map(i128::from)),
            Operation::Compare(comparator, left, right) => {
                return self.compare(*comparator, *left, *right, slot);
            }
            Operation::Known(node) => return self.known(*node, slot),
            _ => return self.logic(operation, slot),
        }
        Ok(())
    }

    fn logic(&self, operation: &Operation, slot: &mut Slot) -> Done {
        match operation {
            Operation::Same(left, right) => self.put_logic(slot, &[*left, *right], |word| {
                let (first, second) = (self.truth(*left, word)?, self.truth(*right, word)?);
                Ok((
                    first.0 & second.0 | first.1 & second.1,
                    first.0 & second.1 | first.1 & second.0,
                ))
            }),
            Operation::IsTruth(node, truth) => self.put_logic(slot, &[*node], |word| {
                let (yes, no) = self.truth(*node, word)?;
                let is = if *truth { yes } else { no };
                Ok((is, !is))
            }),
            Operation::Not(node) => self.put_logic(slot, &[*node], |word| {
                let (yes, no) = self.truth(*node, word)?;
                Ok((no, yes))
            }),
            Operation::All(nodes) => self.put_logic(slot, nodes, |word| {
                nodes.iter().try_fold((u64::MAX, 0), |(all, any), node| {
                    let (yes, no) = self.truth(*node, word)?;
                    Ok((all & yes, any | no))
                })
            }),
            Operation::Any(nodes) => self.put_logic(slot, nodes, |word| {
                nodes.iter().try_fold((0, u64::MAX), |(any, all), node| {
                    let (yes, no) = self.truth(*node, word)?;
                    Ok((any | yes, all & no))
                })
            }),
            Operation::Case(arms, otherwise) => {
                let mut nodes = vec![*otherwise];
                nodes.extend(arms.iter().flat_map(|(condition, value)| [*condition, *value]));
                self.put_logic(slot, &nodes, |word| {
                    let (mut yes, mut no, mut left) = (0, 0, u64::MAX);
                    for (condition, value) in arms {
                        let taken = self.truth(*condition, word)?.0 & left;
                        let value = self.truth(*value, word)?;
                        (yes, no) = (yes | taken & value.0, no | taken & value.1);
                        left &= !taken;
                    }
                    let value = self.truth(*otherwise, word)?;
                    Ok((yes | left & value.0, no | left & value.1))
                })
            }
            Operation::Coalesce(nodes) => self.put_logic(slot, nodes, |word| {
                nodes.iter().try_fold((0, 0), |(yes, no), node| {
                    let left = !(yes | no);
                    let value = self.truth(*node, word)?;
                    Ok((yes | left & value.0, no | left & value.1))
                })
            }),
            _ => Err(Failure::Lane),
        }
    }

    /// Puts what `word_of` gives for each 64 rows.
    fn put(&self, slot: &mut Slot, word_of: impl Fn(usize) -> Result<(u64, u64), Failure>) -> Done {
        for word in 0..self.words() {
            let (yes, no) = word_of(word)?;
            let rows = tail(word, self.rows);
            slot.yes.push(yes & rows);
            slot.no.push(no & rows);
        }
        Ok(())
    }

    /// Puts a condition on conditions; where none of them varies, it does not either.
    fn put_logic(
        &self,
        slot: &mut Slot,
        nodes: &[NodeId],
        word_of: impl Fn(usize) -> Result<(u64, u64), Failure>,
    ) -> Done {
        if nodes.iter().any(|node| self.varies(*node)) {
            return self.put(slot, word_of);
        }
        let (yes, no) = word_of(0)?;
        slot.uniform = Some(match (yes & 1, no & 1) {
            (1, _) => Some(1),
            (_, 1) => Some(0),
            _ => None,
        });
        Ok(())
    }

    fn known(&self, node: NodeId, slot: &mut Slot) -> Done {
        let kept = self.program.nodes.get(node.0).ok_or(Failure::Lane)?;
        if kept.store == Store::Truth {
            return self.put_logic(slot, &[node], |word| {
                let (yes, no) = self.truth(node, word)?;
                Ok((yes | no, !(yes | no)))
            });
        }
        let valid = match kept.store {
            Store::Days => self.validity::<i32>(node)?,
            Store::Wide => self.validity::<i128>(node)?,
            _ => self.validity::<i64>(node)?,
        };
        match valid {
            Ok(known) => {
                slot.uniform = Some(Some(i128::from(known)));
                Ok(())
            }
            Err(valid) => self.put(slot, |word| {
                let known = valid_word(Some(valid), word);
                Ok((known, !known))
            }),
        }
    }

    /// Whether all rows are known or none, or else the bitmap.
    fn validity<T: Number>(&self, node: NodeId) -> Result<Result<bool, &[u64]>, Failure> {
        Ok(match self.operand::<T>(node)? {
            Operand::Null => Ok(false),
            Operand::Uniform(_) | Operand::Varying(_, None) => Ok(true),
            Operand::Varying(_, Some(valid)) => Err(valid),
        })
    }

    fn compare(
        &self,
        comparator: Comparator,
        left: NodeId,
        right: NodeId,
        slot: &mut Slot,
    ) -> Done {
        match self.program.nodes.get(left.0).map(|node| node.store) {
            Some(Store::Days) => self.compare_as::<i32>(comparator, left, right, slot),
            Some(Store::Wide) => self.compare_as::<i128>(comparator, left, right, slot),
            _ => self.compare_as::<i64>(comparator, left, right, slot),
        }
    }

    fn compare_as<T: Number>(
        &self,
        comparator: Comparator,
        left: NodeId,
        right: NodeId,
        slot: &mut Slot,
    ) -> Done {
        match (self.operand::<T>(left)?, self.operand::<T>(right)?) {
            (Operand::Null, _) | (_, Operand::Null) => slot.uniform = Some(None),
            (Operand::Uniform(left), Operand::Uniform(right)) => {
                let holds = comparator.holds(left.cmp(&right));
                slot.uniform = Some(Some(i128::from(holds)));
            }
            (left, right) => {
                compare(comparator, left, right, self.rows, &mut slot.yes, &mut slot.no);
            }
        }
        Ok(())
    }
}

fn valid_word(valid: Option<&[u64]>, word: usize) -> u64 {
    valid.map_or(u64::MAX, |valid| valid.get(word).copied().unwrap_or(0))
}
