//! The functions of dates, times of day and the calendar, node by node.
//!
//! Where the holidays of a day are not known, what depends on them is NULL.

use super::kernels::tail;
use super::lanes::{Number, Operand, Slot};
use super::numbers::checked_day;
use super::run::{Done, Failure, Frame};
use super::{NodeId, Operation};
use crate::ground::calendar::{Calendar, outside_pauses};
use crate::ground::dates::{add_months, months_between};
use crate::ground::time::DAY;

impl Frame<'_> {
    pub(super) fn calendar(&self, operation: &Operation, slot: &mut Slot) -> Done {
        let calendar = &self.program.calendar;
        match operation {
            Operation::Workdays(from, to, pauses) => {
                let ends = (self.operand(*from)?, self.operand(*to)?);
                if pauses.is_empty() && !calendar.has_unknown_days() {
                    return self.binary(slot, Failure::Date, ends, |from, to| {
                        (calendar.workdays(from, to), false)
                    });
                }
                let measure = |from, to| Some(calendar.workdays(from, to));
                self.span(slot, ends, pauses, |day| calendar.knows(day), measure)
            }
            Operation::Worktime(from, to, pauses) => {
                let ends = (self.operand(*from)?, self.operand(*to)?);
                let measure = |from, to| calendar.worktime(from, to);
                if pauses.is_empty() && !calendar.has_unknown_days() {
                    return self.binary(slot, Failure::Overflow, ends, |from, to| {
                        measure(from, to).map_or((0, true), |time| (time, false))
                    });
                }
                self.span(slot, ends, pauses, |moment| knows(calendar, moment), measure)
            }
            Operation::AddWorkdays(from, count) => {
                let operands = (self.operand(*from)?, self.operand(*count)?);
                self.moved(
                    slot,
                    operands,
                    |day: i32| calendar.knows(day),
                    |from, count| calendar.add_workdays(from, count),
                )
            }
            Operation::AddWorktime(from, time) => {
                let operands = (self.operand(*from)?, self.operand(*time)?);
                self.moved(
                    slot,
                    operands,
                    |moment| knows(calendar, moment),
                    |from, time| calendar.add_worktime(from, time),
                )
            }
            Operation::CountedFrom(moment, time) => {
                let operands = (self.operand(*moment)?, Operand::Uniform(*time));
                self.rows(slot, operands, |moment: i64, time| {
                    let day = i32::try_from(moment.div_euclid(DAY)).ok().ok_or(Failure::Date)?;
                    if moment.rem_euclid(DAY) < time {
                        return in_range(day).map(Some);
                    }
                    let next = calendar.add_workdays(day, 1).filter(|next| calendar.knows(*next));
                    match next.filter(|_| calendar.knows(day)) {
                        Some(next) => in_range(next).map(Some),
                        None if calendar.has_unknown_days() => Ok(None),
                        None => Err(Failure::Date),
                    }
                })
            }
            Operation::Months(from, to) => self.binary(
                slot,
                Failure::Date,
                (self.operand(*from)?, self.operand(*to)?),
                |from, to| months_between(from, to).map_or((0, true), |months| (months, false)),
            ),
            Operation::AddMonths(from, count) => self.binary(
                slot,
                Failure::Date,
                (self.operand(*from)?, self.operand(*count)?),
                |from, count| match add_months(from, count) {
                    Some(day) => checked_day(day.into()),
                    None => (0, true),
                },
            ),
            _ => Err(Failure::Lane),
        }
    }

    /// Puts what `measure` gives of every span less its pauses; NULL where an end is.
    ///
    /// A pause whose begin is NULL is none; one whose end is NULL lasts to the end of the span.
    fn span<T: Number>(
        &self,
        slot: &mut Slot,
        (from, to): (Operand<'_, T>, Operand<'_, T>),
        pauses: &[NodeId],
        knows: impl Fn(T) -> bool,
        measure: impl Fn(T, T) -> Option<i64>,
    ) -> Done {
        let mut ends = Vec::with_capacity(pauses.len() / 2);
        for pair in pauses.chunks(2) {
            let [begin, end] = pair else { return Err(Failure::Lane) };
            ends.push((self.operand::<T>(*begin)?, self.operand::<T>(*end)?));
        }
        let operands = || {
            let pauses = ends.iter().flat_map(|(begin, end)| [begin, end]);
            [&from, &to].into_iter().chain(pauses)
        };
        let mut taken_out = Vec::with_capacity(ends.len());
        self.each_row(slot, operands().any(Operand::varies), |row| {
            let (Some(from), Some(to)) = (from.at(row), to.at(row)) else { return Ok(None) };
            if !knows(from) || !knows(to) {
                return Ok(None);
            }
            let open = from.max(to);
            taken_out.clear();
            taken_out.extend(ends.iter().filter_map(|(begin, end)| {
                begin.at(row).map(|begin| (begin, end.at(row).unwrap_or(open)))
            }));
            outside_pauses(from, to, &mut taken_out, &measure).map(Some).ok_or(Failure::Overflow)
        })
    }

    /// Puts where every day or moment has moved to by the calendar.
    fn moved<T: Number + OfDay>(
        &self,
        slot: &mut Slot,
        operands: (Operand<'_, T>, Operand<'_, i64>),
        knows: impl Fn(T) -> bool,
        step: impl Fn(T, i64) -> Option<T>,
    ) -> Done {
        let is_known_everywhere = !self.program.calendar.has_unknown_days();
        self.rows(slot, operands, |from: T, by| match step(from, by) {
            Some(to) if knows(from) && knows(to) => in_range(to).map(Some),
            _ if is_known_everywhere => Err(Failure::Date),
            _ => Ok(None),
        })
    }

    /// Puts `step` of every pair of values, which may give NULL; NULL if one is NULL.
    fn rows<A: Number, B: Number, C: Number>(
        &self,
        slot: &mut Slot,
        (left, right): (Operand<'_, A>, Operand<'_, B>),
        step: impl Fn(A, B) -> Result<Option<C>, Failure>,
    ) -> Done {
        self.each_row(slot, left.varies() || right.varies(), |row| {
            match (left.at(row), right.at(row)) {
                (Some(left), Some(right)) => step(left, right),
                _ => Ok(None),
            }
        })
    }

    /// Puts `step` of every row; of the first one for all where nothing varies.
    fn each_row<C: Number>(
        &self,
        slot: &mut Slot,
        varies: bool,
        mut step: impl FnMut(usize) -> Result<Option<C>, Failure>,
    ) -> Done {
        if !varies {
            slot.uniform = Some(step(0)?.map(Into::into));
            return Ok(());
        }
        let mut results = std::mem::take(C::buffer(slot));
        for word in 0..self.words() {
            let first = word * 64;
            let mut valid = 0;
            for position in 0..tail(word, self.rows).count_ones() as usize {
                let value = step(first + position)?;
                valid |= u64::from(value.is_some()) << position;
                results.push(value.unwrap_or_default());
            }
            slot.yes.push(valid);
        }
        *C::buffer(slot) = results;
        Ok(())
    }
}

/// Whether the holidays of the moment's day are known.
fn knows(calendar: &Calendar, moment: i64) -> bool {
    i32::try_from(moment.div_euclid(DAY)).is_ok_and(|day| calendar.knows(day))
}

/// A day, or a moment of one.
trait OfDay: Copy {
    fn day(self) -> i64;
}

impl OfDay for i32 {
    fn day(self) -> i64 {
        self.into()
    }
}

impl OfDay for i64 {
    fn day(self) -> i64 {
        self.div_euclid(DAY)
    }
}

/// The value, unless it lies too far from the years 1 to 9999.
fn in_range<T: OfDay>(value: T) -> Result<T, Failure> {
    if checked_day(value.day()).1 { Err(Failure::Date) } else { Ok(value) }
}
