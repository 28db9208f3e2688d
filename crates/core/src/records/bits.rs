//! Bitmaps, least significant bit first.

use std::ops::Range;

/// One bit for each row of a batch.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bits {
    words: Vec<u64>,
    len: usize,
}

/// How many bits a word has.
pub(crate) const WORD: usize = u64::BITS as usize;

impl Bits {
    /// No bits, with room for `rows` of them.
    #[must_use]
    pub fn with_capacity(rows: usize) -> Self {
        Self { words: Vec::with_capacity(rows.div_ceil(WORD)), len: 0 }
    }

    /// `len` bits, all alike.
    #[must_use]
    pub fn filled(value: bool, len: usize) -> Self {
        let mut words = vec![if value { u64::MAX } else { 0 }; len.div_ceil(WORD)];
        trim(&mut words, len);
        Self { words, len }
    }

    /// Bits packed in bytes, least significant first, `len` of them from bit `offset` on.
    ///
    /// `None` when the bytes do not hold that many.
    #[must_use]
    pub fn from_bytes(bytes: &[u8], offset: usize, len: usize) -> Option<Self> {
        let end = offset.checked_add(len)?;
        if bytes.len().checked_mul(8)? < end {
            return None;
        }
        let shift = offset % 8;
        let bytes = bytes.get(offset / 8..end.div_ceil(8))?;
        let mut words = Vec::with_capacity(len.div_ceil(WORD));
        for index in 0..len.div_ceil(WORD) {
            let mut word = 0_u128;
            for (place, byte) in bytes.iter().skip(index * 8).take(9).enumerate() {
                word |= u128::from(*byte) << (place * 8);
            }
            words.push(u64::try_from(word >> shift & u128::from(u64::MAX)).unwrap_or_default());
        }
        trim(&mut words, len);
        Some(Self { words, len })
    }

    /// The bits of these rows; those past the end are left out.
    pub(crate) fn slice(&self, rows: &Range<usize>) -> Self {
        let end = rows.end.min(self.len);
        let start = rows.start.min(end);
        let (len, shift) = (end - start, start % WORD);
        let words = self.words.get(start / WORD..).unwrap_or_default();
        let needed = len.div_ceil(WORD);
        let mut own: Vec<u64> = words.iter().take(needed).copied().collect();
        if shift > 0 {
            let next = words.iter().skip(1).chain([&0]);
            for (own, next) in own.iter_mut().zip(next) {
                *own = *own >> shift | next << (WORD - shift);
            }
        }
        trim(&mut own, len);
        Self { words: own, len }
    }

    /// Adds one bit at the end.
    pub fn push(&mut self, value: bool) {
        if self.len.is_multiple_of(WORD) {
            self.words.push(0);
        }
        if let (true, Some(word)) = (value, self.words.last_mut()) {
            *word |= 1 << (self.len % WORD);
        }
        self.len += 1;
    }

    /// How many bits there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The bit of a row; false past the end.
    #[must_use]
    pub fn get(&self, row: usize) -> bool {
        row < self.len && bit(&self.words, row)
    }

    /// Clears the bit of a row.
    pub(crate) fn clear(&mut self, row: usize) {
        if let Some(word) = self.words.get_mut(row / WORD) {
            *word &= !(1 << (row % WORD));
        }
    }

    /// The words; bits past the end are zero.
    pub(crate) fn words(&self) -> &[u64] {
        &self.words
    }

    /// The words, to be changed; bits past the end must stay zero.
    pub(crate) fn words_mut(&mut self) -> &mut [u64] {
        &mut self.words
    }
}

impl FromIterator<bool> for Bits {
    fn from_iter<I: IntoIterator<Item = bool>>(values: I) -> Self {
        let values = values.into_iter();
        let mut bits = Self::with_capacity(values.size_hint().0);
        values.for_each(|value| bits.push(value));
        bits
    }
}

/// The bit of a row; false past the end.
pub(crate) fn bit(words: &[u64], row: usize) -> bool {
    words.get(row / WORD).is_some_and(|word| word >> (row % WORD) & 1 == 1)
}

/// How many bits are set.
pub(crate) fn count(words: &[u64]) -> u64 {
    words.iter().map(|word| u64::from(word.count_ones())).sum()
}

/// The rows whose bits are set, in order.
pub(crate) fn rows(words: &[u64]) -> impl Iterator<Item = usize> + '_ {
    words.iter().enumerate().flat_map(|(index, word)| {
        let mut rest = *word;
        std::iter::from_fn(move || {
            (rest != 0).then(|| {
                let row = index * WORD + rest.trailing_zeros() as usize;
                rest &= rest - 1;
                row
            })
        })
    })
}

/// Turns 64 words of 64 bits: bit `c` of word `r` becomes bit `r` of word `c`.
pub(crate) fn transposed(square: &mut [u64; WORD]) {
    let mut width = WORD / 2;
    let mut low = u64::from(u32::MAX);
    while width > 0 {
        for pair in square.chunks_exact_mut(2 * width) {
            let (upper, lower) = pair.split_at_mut(width);
            for (upper, lower) in upper.iter_mut().zip(lower) {
                let swapped = (*upper >> width ^ *lower) & low;
                *lower ^= swapped;
                *upper ^= swapped << width;
            }
        }
        width /= 2;
        low ^= low << width;
    }
}

/// Clears the bits from `len` on.
pub(crate) fn trim(words: &mut [u64], len: usize) {
    if let (tail @ 1.., Some(last)) = (len % WORD, words.get_mut(len / WORD)) {
        *last &= (1 << tail) - 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_square_is_turned() {
        let word = |row: usize| 0x9e37_79b9_7f4a_7c15_u64.wrapping_mul(row as u64 * row as u64 + 7);
        let square: [u64; WORD] = std::array::from_fn(word);
        let mut turned = square;
        transposed(&mut turned);
        for (row, word) in square.iter().enumerate() {
            for (column, turned) in turned.iter().enumerate() {
                assert_eq!(turned >> row & 1, word >> column & 1);
            }
        }
    }

    #[test]
    fn a_slice_has_the_bits_of_its_rows() {
        let bits: Bits = (0..300).map(|row| row % 3 == 0 || row % 7 == 1).collect();
        for rows in [0..0, 0..300, 64..128, 1..299, 63..65, 128..130, 250..400, 300..300, 400..500]
        {
            let expected: Bits =
                rows.clone().filter(|row| *row < 300).map(|row| bits.get(row)).collect();
            assert_eq!(bits.slice(&rows), expected, "{rows:?}");
        }
    }
}
