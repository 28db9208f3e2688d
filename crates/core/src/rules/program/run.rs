//! Running a program: every node, block by block.

use super::kernels::tail;
use super::lanes::{Column, Input, Lane, Number, Operand, Scratch, Slot};
use super::{NodeId, Operation, Program, Store};
use crate::ground::problem::Problem;

/// Rows computed at a time; a multiple of 64. The values of a few dozen nodes fit a cache.
const BLOCK: usize = 2048;

/// Why a run stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Failure {
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
    /// far beyond the years 1 to 9999: in any part of an expression, in a branch of a `CASE` that
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
                format!("a date in `{text}` lies far outside the years 1 to 9999"),
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
pub(super) struct Frame<'a> {
    pub(super) program: &'a Program,
    pub(super) input: &'a Input<'a>,
    first: usize,
    pub(super) rows: usize,
    done: &'a [Slot],
}

pub(super) type Done = Result<(), Failure>;

impl<'a> Frame<'a> {
    pub(super) fn words(&self) -> usize {
        self.rows.div_ceil(64)
    }

    fn slot(&self, node: NodeId) -> Result<&'a Slot, Failure> {
        self.done.get(node.0).ok_or(Failure::Lane)
    }

    /// The block's part of a column and of its validity; nothing if the column is not there.
    pub(super) fn column(&self, index: usize) -> Result<Option<Column<'a>>, Failure> {
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
    pub(super) fn operand<T: Number>(&self, node: NodeId) -> Result<Operand<'a, T>, Failure> {
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

    /// 64 rows of a condition: where it is TRUE and where FALSE. Bits beyond the last row may be
    /// set.
    pub(super) fn truth(&self, node: NodeId, word: usize) -> Result<(u64, u64), Failure> {
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

    pub(super) fn varies(&self, node: NodeId) -> bool {
        self.done.get(node.0).is_some_and(|slot| slot.uniform.is_none())
    }

    pub(super) fn put_valid(&self, slot: &mut Slot, valid: impl Fn(usize) -> u64) {
        slot.yes.extend((0..self.words()).map(|word| valid(word) & tail(word, self.rows)));
    }

    fn step(&self, store: Store, operation: &Operation, slot: &mut Slot) -> Done {
        match store {
            Store::Truth => self.condition(operation, slot),
            Store::Days => self.number::<i32>(operation, slot),
            Store::Small => self.number::<i64>(operation, slot),
            Store::Wide => self.number::<i128>(operation, slot),
        }
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
