//! Numbers and dates, node by node.

use super::kernels::{fold, map, tail, take};
use super::lanes::{Lane, Number, Operand, Slot};
use super::run::{Done, Failure, Frame};
use super::{NodeId, Operation, Store};
use crate::ground::time::DAY;

impl Frame<'_> {
    pub(super) fn number<T: Number>(&self, operation: &Operation, slot: &mut Slot) -> Done {
        match operation {
            Operation::Field(index) => self.field::<T>(*index, slot),
            Operation::Constant(value) => set(slot, *value),
            Operation::AsOf => set(slot, Some(self.input.as_of.into())),
            Operation::PeriodStart => set(slot, Some(self.input.period.0.into())),
            Operation::PeriodEnd => set(slot, Some(self.input.period.1.into())),
            Operation::Sum(summands) => self.sum::<T>(summands, slot),
            Operation::Widened(node, factor) => self.widened(*node, *factor, slot),
            Operation::Narrowed(node) => {
                self.unary(slot, Failure::Overflow, self.operand(*node)?, |value: i128| {
                    i64::try_from(value).map_or((0, true), |value| (value, false))
                })
            }
            Operation::Scaled(node, factor) => {
                let factor = T::try_from(*factor).map_err(|_| Failure::Overflow)?;
                let operand = self.operand::<T>(*node)?;
                self.unary(slot, Failure::Overflow, operand, |value| value.times(factor))
            }
            Operation::DateOf(node) => {
                self.unary(slot, Failure::Date, self.operand(*node)?, |instant: i64| {
                    checked_day(instant.div_euclid(DAY))
                })
            }
            Operation::Moved(date, days) => self.binary(
                slot,
                Failure::Date,
                (self.operand(*date)?, self.operand(*days)?),
                |date: i32, days: i64| checked_day(i64::from(date).saturating_add(days)),
            ),
            Operation::DaysBetween(later, earlier) => self.binary(
                slot,
                Failure::Date,
                (self.operand(*later)?, self.operand(*earlier)?),
                |later: i32, earlier: i32| (i64::from(later) - i64::from(earlier), false),
            ),
            Operation::Workdays(..)
            | Operation::AddWorkdays(..)
            | Operation::Worktime(..)
            | Operation::AddWorktime(..)
            | Operation::Months(..)
            | Operation::AddMonths(..)
            | Operation::CountedFrom(..) => self.calendar(operation, slot),
            Operation::Case(arms, otherwise) => self.case::<T>(arms, *otherwise, slot),
            Operation::Coalesce(nodes) => self.coalesce::<T>(nodes, slot),
            _ => Err(Failure::Lane),
        }
    }

    /// A column that has to be held in another way than it was handed in.
    fn field<T: Number>(&self, index: usize, slot: &mut Slot) -> Done {
        let Some((lane, valid)) = self.column(index)? else {
            slot.uniform = Some(None);
            return Ok(());
        };
        if T::of_lane(lane).is_some() {
            return Ok(());
        }
        let narrowed =
            |value: i128| T::try_from(value).map_or((T::default(), true), |value| (value, false));
        match lane {
            Lane::Days(values) => {
                let operand = Operand::Varying(values, valid);
                self.unary(slot, Failure::Overflow, operand, |value| narrowed(value.into()))
            }
            Lane::Small(values) => {
                let operand = Operand::Varying(values, valid);
                self.unary(slot, Failure::Overflow, operand, |value| narrowed(value.into()))
            }
            Lane::Wide(values) => {
                let operand = Operand::Varying(values, valid);
                self.unary(slot, Failure::Overflow, operand, narrowed)
            }
            Lane::Bits(_) | Lane::Symbols(_) => Err(Failure::Lane),
        }
    }

    fn widened(&self, node: NodeId, factor: i128, slot: &mut Slot) -> Done {
        let store = self.program.nodes.get(node.0).map(|node| node.store);
        if store == Some(Store::Wide) {
            return self.unary(slot, Failure::Overflow, self.operand(node)?, |value: i128| {
                value.overflowing_mul(factor)
            });
        }
        self.unary(slot, Failure::Overflow, self.operand(node)?, |value: i64| {
            i128::from(value).overflowing_mul(factor)
        })
    }

    /// Puts `step` of every value; NULL of NULL.
    pub(super) fn unary<A: Number, B: Number>(
        &self,
        slot: &mut Slot,
        failure: Failure,
        operand: Operand<'_, A>,
        step: impl Fn(A) -> (B, bool),
    ) -> Done {
        match operand {
            Operand::Null => slot.uniform = Some(None),
            Operand::Uniform(value) => match step(value) {
                (_, true) => return Err(failure),
                (value, false) => slot.uniform = Some(Some(value.into())),
            },
            Operand::Varying(values, _) => {
                self.put_valid(slot, |word| operand.valid(word));
                let mut results = std::mem::take(B::buffer(slot));
                let failed = map(values, &slot.yes, &mut results, step);
                *B::buffer(slot) = results;
                if failed {
                    return Err(failure);
                }
            }
        }
        Ok(())
    }

    /// Puts `step` of every pair of values; NULL if one is NULL.
    pub(super) fn binary<A: Number, B: Number, C: Number>(
        &self,
        slot: &mut Slot,
        failure: Failure,
        (left, right): (Operand<'_, A>, Operand<'_, B>),
        step: impl Fn(A, B) -> (C, bool),
    ) -> Done {
        match (left, right) {
            (Operand::Null, _) | (_, Operand::Null) => slot.uniform = Some(None),
            (left, Operand::Uniform(constant)) => {
                return self.unary(slot, failure, left, |value| step(value, constant));
            }
            (Operand::Uniform(constant), right) => {
                return self.unary(slot, failure, right, |value| step(constant, value));
            }
            (Operand::Varying(first, _), Operand::Varying(second, _)) => {
                self.put_valid(slot, |word| left.valid(word) & right.valid(word));
                let mut results = std::mem::take(C::buffer(slot));
                let mut failed = 0;
                let pairs = first.chunks(64).zip(second.chunks(64)).zip(&slot.yes);
                for ((first, second), valid) in pairs {
                    let mut word = 0;
                    let pairs = first.iter().zip(second).enumerate();
                    results.extend(pairs.map(|(position, (first, second))| {
                        let (result, fails) = step(*first, *second);
                        word |= u64::from(fails) << position;
                        result
                    }));
                    failed |= word & valid;
                }
                *C::buffer(slot) = results;
                if failed != 0 {
                    return Err(failure);
                }
            }
        }
        Ok(())
    }

    fn sum<T: Number>(&self, summands: &[(bool, NodeId)], slot: &mut Slot) -> Done {
        let mut constant: i128 = 0;
        let mut varying = Vec::with_capacity(summands.len());
        for (subtracted, node) in summands {
            match self.operand::<T>(*node)? {
                Operand::Null => {
                    slot.uniform = Some(None);
                    return Ok(());
                }
                Operand::Uniform(value) => {
                    let value: i128 = value.into();
                    let total = if *subtracted {
                        constant.checked_sub(value)
                    } else {
                        constant.checked_add(value)
                    };
                    constant = total.ok_or(Failure::Overflow)?;
                }
                Operand::Varying(values, valid) => varying.push((*subtracted, values, valid)),
            }
        }
        let start = T::try_from(constant).map_err(|_| Failure::Overflow)?;
        if varying.is_empty() {
            slot.uniform = Some(Some(constant));
            return Ok(());
        }
        self.put_valid(slot, |word| {
            varying.iter().fold(u64::MAX, |all, (_, values, valid)| {
                all & Operand::Varying(values, *valid).valid(word)
            })
        });
        let mut results = std::mem::take(T::buffer(slot));
        results.resize(self.rows, start);
        let mut overflowed = false;
        for (subtracted, values, _) in varying {
            overflowed |= if subtracted {
                fold(&mut results, values, &slot.yes, T::minus)
            } else {
                fold(&mut results, values, &slot.yes, T::plus)
            };
        }
        *T::buffer(slot) = results;
        if overflowed { Err(Failure::Overflow) } else { Ok(()) }
    }

    /// The value of every row's first source whose bit is set; `chosen` gives a source's bits.
    fn first_of<T: Number>(
        &self,
        sources: &[Operand<'_, T>],
        chosen: impl Fn(usize, usize) -> Result<u64, Failure>,
        slot: &mut Slot,
    ) -> Done {
        let mut results = std::mem::take(T::buffer(slot));
        results.resize(self.rows, T::default());
        for word in 0..self.words() {
            let mut left = tail(word, self.rows);
            let mut valid = 0;
            for (index, source) in sources.iter().enumerate() {
                let taken = chosen(index, word)? & left;
                left &= !taken;
                valid |= taken & source.valid(word);
                if taken != 0 {
                    take(&mut results, *source, word, taken);
                }
            }
            slot.yes.push(valid);
        }
        *T::buffer(slot) = results;
        Ok(())
    }

    fn case<T: Number>(
        &self,
        arms: &[(NodeId, NodeId)],
        otherwise: NodeId,
        slot: &mut Slot,
    ) -> Done {
        let values = arms.iter().map(|(_, value)| *value).chain(std::iter::once(otherwise));
        let sources = values.map(|node| self.operand::<T>(node)).collect::<Result<Vec<_>, _>>()?;
        self.first_of(
            &sources,
            |index, word| match arms.get(index) {
                Some((condition, _)) => Ok(self.truth(*condition, word)?.0),
                None => Ok(u64::MAX),
            },
            slot,
        )
    }

    fn coalesce<T: Number>(&self, nodes: &[NodeId], slot: &mut Slot) -> Done {
        let sources: Vec<Operand<'_, T>> =
            nodes.iter().map(|node| self.operand(*node)).collect::<Result<_, _>>()?;
        self.first_of(
            &sources,
            |index, word| Ok(sources.get(index).map_or(0, |source| source.valid(word))),
            slot,
        )
    }
}

#[expect(clippy::unnecessary_wraps, reason = "an arm among arms that can fail")]
fn set(slot: &mut Slot, value: Option<i128>) -> Done {
    slot.uniform = Some(value);
    Ok(())
}

/// The day, and whether it is too far from the years 1 to 9999. A thousand years more to either
/// side are room for a term that is added to the first or last of days, as some systems write
/// "never".
pub(super) fn checked_day(day: i64) -> (i32, bool) {
    const THOUSAND_YEARS: i64 = 365_243;
    const FIRST: i64 = -719_162 - THOUSAND_YEARS;
    const LAST: i64 = 2_932_896 + THOUSAND_YEARS;
    match i32::try_from(day) {
        Ok(narrow) if (FIRST..=LAST).contains(&day) => (narrow, false),
        _ => (0, true),
    }
}
