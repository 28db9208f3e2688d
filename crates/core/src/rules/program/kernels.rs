//! The loops over rows: 64 at a time, without a branch that depends on data where it matters.

use super::lanes::{Number, Operand};
use crate::condition::Comparator;

/// The bits of the rows of one word that there are.
pub(super) fn tail(word: usize, rows: usize) -> u64 {
    match rows.saturating_sub(word * 64) {
        0 => 0,
        left @ 1..64 => (1 << left) - 1,
        _ => u64::MAX,
    }
}

/// One bit for each value that satisfies the test, in words of 64.
fn words<T>(values: &[T], test: impl Fn(&T) -> bool, mut put: impl FnMut(u64)) {
    for chunk in values.chunks(64) {
        let mut word = 0;
        for (position, value) in chunk.iter().enumerate() {
            word |= u64::from(test(value)) << position;
        }
        put(word);
    }
}

fn words_of_pairs<T>(
    left: &[T],
    right: &[T],
    test: impl Fn(&T, &T) -> bool,
    mut put: impl FnMut(u64),
) {
    for (left, right) in left.chunks(64).zip(right.chunks(64)) {
        let mut word = 0;
        for (position, (left, right)) in left.iter().zip(right).enumerate() {
            word |= u64::from(test(left, right)) << position;
        }
        put(word);
    }
}

/// Compares, and puts where it is TRUE and where FALSE. One side varies at least.
pub(super) fn compare<T: Number>(
    comparator: Comparator,
    left: Operand<'_, T>,
    right: Operand<'_, T>,
    rows: usize,
    yes: &mut Vec<u64>,
    no: &mut Vec<u64>,
) {
    let (left, right, comparator) = match left {
        Operand::Varying(..) => (left, right, comparator),
        _ => (right, left, comparator.turned()),
    };
    // Six comparisons are three and their negations.
    let (comparator, negated) = match comparator {
        Comparator::NotEqual => (Comparator::Equal, true),
        Comparator::AtLeast => (Comparator::Less, true),
        Comparator::AtMost => (Comparator::More, true),
        comparator => (comparator, false),
    };
    let flip = if negated { u64::MAX } else { 0 };
    let mut index = 0;
    let put = |word: u64| {
        let valid = left.valid(index) & right.valid(index) & tail(index, rows);
        yes.push((word ^ flip) & valid);
        no.push(!(word ^ flip) & valid);
        index += 1;
    };
    match (left, right) {
        (Operand::Varying(values, _), Operand::Uniform(constant)) => match comparator {
            Comparator::Less => words(values, |value| *value < constant, put),
            Comparator::More => words(values, |value| *value > constant, put),
            _ => words(values, |value| *value == constant, put),
        },
        (Operand::Varying(left, _), Operand::Varying(right, _)) => match comparator {
            Comparator::Less => words_of_pairs(left, right, |one, other| one < other, put),
            Comparator::More => words_of_pairs(left, right, |one, other| one > other, put),
            _ => words_of_pairs(left, right, |one, other| one == other, put),
        },
        _ => {}
    }
}

/// One bit for each symbol whose bit is set in the table.
pub(super) fn members(symbols: &[u32], table: &[u64], put: impl FnMut(u64)) {
    let mut set = table.iter().enumerate().flat_map(|(index, word)| {
        (0..64).filter(move |bit| word >> bit & 1 == 1).map(move |bit| index * 64 + bit)
    });
    if let (Some(only), None) = (set.next(), set.next())
        && let Ok(only) = u32::try_from(only)
    {
        return words(symbols, |symbol| *symbol == only, put);
    }
    if let [table] = table {
        return words(symbols, |symbol| *symbol < 64 && table >> (symbol % 64) & 1 == 1, put);
    }
    let is_member = |symbol: &u32| {
        table.get((symbol / 64) as usize).is_some_and(|word| word >> (symbol % 64) & 1 == 1)
    };
    words(symbols, is_member, put);
}

/// Puts `step(value, operand)` into every value; says whether one that is valid overflowed.
pub(super) fn fold<T: Number>(
    values: &mut [T],
    operand: &[T],
    valid: &[u64],
    step: impl Fn(T, T) -> (T, bool),
) -> bool {
    let mut overflowed = 0;
    for ((values, operand), valid) in values.chunks_mut(64).zip(operand.chunks(64)).zip(valid) {
        let mut word = 0;
        for (position, (value, operand)) in values.iter_mut().zip(operand).enumerate() {
            let (result, over) = step(*value, *operand);
            *value = result;
            word |= u64::from(over) << position;
        }
        overflowed |= word & valid;
    }
    overflowed != 0
}

/// Puts `step(value)` for every value into `results`; says whether one that is valid failed.
pub(super) fn map<T: Copy, U>(
    values: &[T],
    valid: &[u64],
    results: &mut Vec<U>,
    step: impl Fn(T) -> (U, bool),
) -> bool {
    let mut failed = 0;
    for (values, valid) in values.chunks(64).zip(valid) {
        let mut word = 0;
        results.extend(values.iter().enumerate().map(|(position, value)| {
            let (result, fails) = step(*value);
            word |= u64::from(fails) << position;
            result
        }));
        failed |= word & valid;
    }
    failed != 0
}

/// Copies the values of the rows whose bits are set in the `index`-th word.
pub(super) fn take<T: Number>(values: &mut [T], from: Operand<'_, T>, index: usize, taken: u64) {
    let first = index * 64;
    let last = values.len().min(first + 64);
    let Some(values) = values.get_mut(first..last) else { return };
    let set = |position: usize| taken >> position & 1 == 1;
    match from {
        Operand::Null => {}
        Operand::Uniform(constant) => {
            for (_, value) in values.iter_mut().enumerate().filter(|(at, _)| set(*at)) {
                *value = constant;
            }
        }
        Operand::Varying(source, _) => {
            let source = source.get(first..last).unwrap_or_default();
            if taken == u64::MAX && source.len() == values.len() {
                values.copy_from_slice(source);
                return;
            }
            let pairs = values.iter_mut().zip(source).enumerate();
            for (_, (value, from)) in pairs.filter(|(position, _)| set(*position)) {
                *value = *from;
            }
        }
    }
}
