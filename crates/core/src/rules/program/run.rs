//! Running a program: every node, block by block.

use super::kernels::{compare, fold, map, members, tail, take};
use super::lanes::{Input, Lane, Number, Operand, Scratch, Slot};
use super::{NodeId, Operation, Program, Store};
use crate::condition::Comparator;
use crate::ground::dates::date_of;
use crate::ground::problem::Problem;

/// Rows computed at a time; a multiple of 64. The values of a few dozen nodes fit a cache.
const BLOCK: usize = 2048;

/// Why a run stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Failure {
    Overflow,
    Date,
    /// A lane is of another type than its column, or shorter than the batch.
    Lane,
}

impl Program {
    /// Computes all expressions for all rows of the input. What they give is then in `scratch`,
    /// whose memory is used again by the next run.
    ///
    /// # Errors
    ///
    /// If a number of a row goes beyond 64 bits (whole numbers) or 128 bits (decimals), or a date
    /// beyond the years 1 to 9999: in any part of an expression, in a branch of a `CASE` that
    /// is not taken too. Nothing wraps.
    pub(crate) fn run(&self, input: &Input<'_>, scratch: &mut Scratch) -> Result<(), Problem> {
        scratch.blocks.resize_with(self.nodes.len(), Slot::default);
        scratch.batch.resize_with(self.nodes.len(), Slot::default);
        for (slot, node) in scratch.batch.iter_mut().zip(&self.nodes) {
            slot.clear();
            slot.store = Some(node.store);
        }
        let mut first = 0;
        while first < input.rows {
            let rows = BLOCK.min(input.rows - first);
            for (index, node) in self.nodes.iter().enumerate() {
                let (done, rest) = scratch.blocks.split_at_mut(index);
                let Some(slot) = rest.first_mut() else { break };
                slot.clear();
                let frame = Frame { program: self, input, first, rows, done };
                let kept =
                    frame.step(node.store, &node.operation, slot).and_then(|()| {
                        match scratch.batch.get_mut(index) {
                            Some(batch) if node.kept => frame.keep(&node.operation, slot, batch),
                            _ => Ok(()),
                        }
                    });
                kept.map_err(|failure| self.problem(node.origin, failure))?;
            }
            first += rows;
        }
        Ok(())
    }

    fn problem(&self, origin: usize, failure: Failure) -> Problem {
        const MOST: usize = 200;
        let text = self.texts.get(origin).map_or("", String::as_str);
        let text: String = match text.char_indices().nth(MOST) {
            Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
            None => text.to_owned(),
        };
        match failure {
            Failure::Overflow => Problem::new(
                "number-overflow",
                "",
                format!("a number in `{text}` is too large to be counted exactly"),
            )
            .help("look for impossible values in the columns it reads"),
            Failure::Date => Problem::new(
                "date-out-of-range",
                "",
                format!("a date in `{text}` lies outside the years 1 to 9999"),
            )
            .help("look for impossible values in the columns it reads"),
            Failure::Lane => Problem::new(
                "column-of-another-type",
                "",
                format!("a column that `{text}` reads was handed in with another type or length"),
            )
            .help("hand in every column with the type that the plan declares"),
        }
    }
}

/// One block of one run, with the nodes computed so far.
struct Frame<'a> {
    program: &'a Program,
    input: &'a Input<'a>,
    first: usize,
    rows: usize,
    done: &'a [Slot],
}

type Done = Result<(), Failure>;

impl<'a> Frame<'a> {
    fn words(&self) -> usize {
        self.rows.div_ceil(64)
    }

    fn slot(&self, node: NodeId) -> Result<&'a Slot, Failure> {
        self.done.get(node.0).ok_or(Failure::Lane)
    }

    /// The block's part of a column and of its validity; nothing if the column is not there.
    fn column(&self, index: usize) -> Result<Option<(Lane<'a>, Option<&'a [u64]>)>, Failure> {
        let Some((lane, valid)) = self.input.lanes.get(index).copied().flatten() else {
            return Ok(None);
        };
        let rows = self.first..self.first + self.rows;
        let words = self.first / 64..self.first / 64 + self.words();
        let lane = match lane {
            Lane::Bits(bits) => bits.get(words.clone()).map(Lane::Bits),
            Lane::Days(values) => values.get(rows).map(Lane::Days),
            Lane::Small(values) => values.get(rows).map(Lane::Small),
            Lane::Wide(values) => values.get(rows).map(Lane::Wide),
            Lane::Symbols(values) => values.get(rows).map(Lane::Symbols),
        };
        let valid = match valid {
            Some(valid) => Some(valid.get(words).ok_or(Failure::Lane)?),
            None => None,
        };
        Ok(Some((lane.ok_or(Failure::Lane)?, valid)))
    }

    /// The values of a node; a column is read where it lies.
    fn operand<T: Number>(&self, node: NodeId) -> Result<Operand<'a, T>, Failure> {
        let slot = self.slot(node)?;
        if let Some(value) = slot.uniform {
            let Some(value) = value else { return Ok(Operand::Null) };
            return T::try_from(value).map(Operand::Uniform).map_err(|_| Failure::Overflow);
        }
        if let Some(Operation::Field(index)) =
            self.program.nodes.get(node.0).map(|node| &node.operation)
            && let Some((lane, valid)) = self.column(*index)?
            && let Some(values) = T::of_lane(lane)
        {
            return Ok(Operand::Varying(values, valid));
        }
        Ok(Operand::Varying(T::of_slot(slot), Some(&slot.yes)))
    }

    fn step(&self, store: Store, operation: &Operation, slot: &mut Slot) -> Done {
        match store {
            Store::Truth => self.condition(operation, slot),
            Store::Days => self.number::<i32>(operation, slot),
            Store::Small => self.number::<i64>(operation, slot),
            Store::Wide => self.number::<i128>(operation, slot),
        }
    }

    fn number<T: Number>(&self, operation: &Operation, slot: &mut Slot) -> Done {
        let calendar = &self.program.calendar;
        match operation {
            Operation::Field(index) => self.field::<T>(*index, slot),
            Operation::Constant(value) => {
                slot.uniform = Some(*value);
                Ok(())
            }
            Operation::AsOf => uniform_day(slot, self.input.as_of),
            Operation::PeriodStart => uniform_day(slot, self.input.period.0),
            Operation::PeriodEnd => uniform_day(slot, self.input.period.1),
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
                    checked_day(instant.div_euclid(MICROSECONDS_OF_DAY))
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
            Operation::Workdays(from, to) => self.binary(
                slot,
                Failure::Date,
                (self.operand(*from)?, self.operand(*to)?),
                |from, to| (calendar.workdays(from, to), false),
            ),
            Operation::AddWorkdays(from, count) => self.binary(
                slot,
                Failure::Date,
                (self.operand(*from)?, self.operand(*count)?),
                |from, count| match calendar.add_workdays(from, count) {
                    Some(day) => checked_day(i64::from(day)),
                    None => (0, true),
                },
            ),
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
    fn unary<A: Number, B: Number>(
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
    fn binary<A: Number, B: Number, C: Number>(
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

    fn put_valid(&self, slot: &mut Slot, valid: impl Fn(usize) -> u64) {
        slot.yes.extend((0..self.words()).map(|word| valid(word) & tail(word, self.rows)));
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

    /// 64 rows of a condition: where it is TRUE and where FALSE. Bits beyond the last row may be
    /// set.
    fn truth(&self, node: NodeId, word: usize) -> Result<(u64, u64), Failure> {
        let slot = self.slot(node)?;
        Ok(match slot.uniform {
            Some(Some(0)) => (0, u64::MAX),
            Some(Some(_)) => (u64::MAX, 0),
            Some(None) => (0, 0),
            None => {
                (slot.yes.get(word).copied().unwrap_or(0), slot.no.get(word).copied().unwrap_or(0))
            }
        })
    }

    fn varies(&self, node: NodeId) -> bool {
        self.done.get(node.0).is_some_and(|slot| slot.uniform.is_none())
    }

    fn condition(&self, operation: &Operation, slot: &mut Slot) -> Done {
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
    fn validity<T: Number>(&self, node: NodeId) -> Result<Result<bool, &'a [u64]>, Failure> {
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

    /// Adds the block to what is kept of the batch.
    fn keep(&self, operation: &Operation, slot: &Slot, batch: &mut Slot) -> Done {
        match batch.store {
            Some(Store::Days) => self.keep_as::<i32>(operation, slot, batch),
            Some(Store::Small) => self.keep_as::<i64>(operation, slot, batch),
            Some(Store::Wide) => self.keep_as::<i128>(operation, slot, batch),
            _ => {
                if let Some(value) = slot.uniform {
                    let rows = (0..self.words()).map(|word| tail(word, self.rows));
                    batch
                        .yes
                        .extend(rows.clone().map(|word| if value == Some(1) { word } else { 0 }));
                    batch.no.extend(rows.map(|word| if value == Some(0) { word } else { 0 }));
                } else {
                    batch.yes.extend_from_slice(&slot.yes);
                    batch.no.extend_from_slice(&slot.no);
                }
                Ok(())
            }
        }
    }

    fn keep_as<T: Number>(&self, operation: &Operation, slot: &Slot, batch: &mut Slot) -> Done {
        let operand = match (slot.uniform, operation) {
            (Some(None), _) => Operand::Null,
            (Some(Some(value)), _) => {
                Operand::Uniform(T::try_from(value).map_err(|_| Failure::Overflow)?)
            }
            (None, Operation::Field(index)) => match self.column(*index)? {
                Some((lane, valid)) if T::of_lane(lane).is_some() => {
                    Operand::Varying(T::of_lane(lane).unwrap_or_default(), valid)
                }
                _ => Operand::Varying(T::of_slot(slot), Some(&slot.yes)),
            },
            _ => Operand::Varying(T::of_slot(slot), Some(&slot.yes)),
        };
        self.put_valid(batch, |word| operand.valid(word));
        let length = self.first + self.rows;
        match operand {
            Operand::Null => T::buffer(batch).resize(length, T::default()),
            Operand::Uniform(value) => T::buffer(batch).resize(length, value),
            Operand::Varying(values, _) => T::buffer(batch).extend_from_slice(values),
        }
        Ok(())
    }
}

const MICROSECONDS_OF_DAY: i64 = 86_400_000_000;

fn valid_word(valid: Option<&[u64]>, word: usize) -> u64 {
    valid.map_or(u64::MAX, |valid| valid.get(word).copied().unwrap_or(0))
}

fn uniform_day(slot: &mut Slot, day: i32) -> Done {
    slot.uniform = Some(Some(i128::from(day)));
    Ok(())
}

/// The day, and whether it is none of the years 1 to 9999.
fn checked_day(day: i64) -> (i32, bool) {
    const FIRST: i64 = -719_162;
    const LAST: i64 = 2_932_896;
    match i32::try_from(day) {
        Ok(narrow) if (FIRST..=LAST).contains(&day) => (narrow, false),
        _ => (0, true),
    }
}
