//! Which records add to an item.

use crate::records::bits::rows;
use crate::rules::ItemRules;
use crate::rules::program::{Lane, Scratch, Truth, Values};

/// The dates of records along one axis.
#[derive(Clone, Copy)]
pub(crate) struct Dates<'s> {
    days: &'s [i32],
    /// A set bit where there is a date.
    pub(crate) dated: &'s [u64],
}

impl<'s> Dates<'s> {
    pub(crate) fn of(values: Values<'s>) -> Self {
        match values.lane {
            Lane::Days(days) => Self { days, dated: values.valid },
            _ => Self { days: &[], dated: &[] },
        }
    }

    /// The day of a row, if it has one.
    pub(crate) fn day(&self, row: usize) -> Option<i32> {
        self.days.get(row).copied().filter(|_| crate::records::bits::bit(self.dated, row))
    }

    /// Those of the records that are dated no later than the day: the others have not entered or
    /// left a stock yet.
    fn until(&self, as_of: i32, records: &[u64]) -> Vec<u64> {
        let mut past = vec![0; records.len()];
        for row in rows(records) {
            if self.day(row).is_some_and(|day| day <= as_of)
                && let Some(word) = past.get_mut(row / 64)
            {
                *word |= 1 << (row % 64);
            }
        }
        past
    }
}

/// For one item, which rows add what.
pub(crate) struct Marks<'s> {
    /// One bitmap for each count of the item.
    pub(crate) counts: Vec<Vec<u64>>,
    pub(crate) values: Option<Values<'s>>,
}

impl<'s> Marks<'s> {
    pub(crate) fn of(
        item: ItemRules,
        scratch: &'s Scratch,
        records: &[u64],
        dates: Dates<'_>,
        as_of: i32,
    ) -> Self {
        let past;
        let records = match item {
            ItemRules::Flow { .. } | ItemRules::Done { .. } => {
                past = dates.until(as_of, records);
                past.as_slice()
            }
            _ => records,
        };
        let holds = |node| -> Vec<u64> {
            let Truth { yes, .. } = scratch.truth(node);
            records.iter().zip(yes).map(|(record, yes)| record & yes).collect()
        };
        let unknown_among = |node, cases: &[u64]| -> Vec<u64> {
            let Truth { yes, no } = scratch.truth(node);
            cases
                .iter()
                .zip(yes.iter().zip(no))
                .map(|(case, (yes, no))| case & !(yes | no))
                .collect()
        };
        let (counts, values) = match item {
            ItemRules::Proportion { denominator, numerator, coming } => {
                let cases = denominator.map_or_else(|| records.to_vec(), holds);
                let good = cases.iter().zip(holds(numerator)).map(|(case, good)| case & good);
                let good = good.collect();
                let undecided = unknown_among(numerator, &cases);
                // What is a case already does not join them any more.
                let coming = coming.map_or_else(|| vec![0; records.len()], holds);
                let already = cases.iter().zip(dates.dated).map(|(case, dated)| case & dated);
                let coming = coming.iter().zip(already).map(|(coming, case)| coming & !case);
                let coming = coming.collect();
                (vec![cases, good, undecided, coming], None)
            }
            ItemRules::Count { condition: None } | ItemRules::Flow { condition: None } => {
                (vec![records.to_vec(), vec![0; records.len()]], None)
            }
            ItemRules::Count { condition: Some(node) }
            | ItemRules::Flow { condition: Some(node) } => {
                (vec![holds(node), unknown_among(node, records)], None)
            }
            ItemRules::Value { condition, of, with } => {
                let cases = condition.map_or_else(|| records.to_vec(), holds);
                let values = scratch.values(of);
                let both = cases.iter().zip(values.valid).map(|(case, known)| case & known);
                let mut both: Vec<u64> = both.collect();
                if let Some(with) = with {
                    for (both, known) in both.iter_mut().zip(scratch.values(with).valid) {
                        *both &= known;
                    }
                }
                (vec![cases, both], Some(values))
            }
            ItemRules::NetScore { denominator, promoters, detractors } => {
                let cases = denominator.map_or_else(|| records.to_vec(), holds);
                let among = |own: Vec<u64>| -> Vec<u64> {
                    cases.iter().zip(own).map(|(case, own)| case & own).collect()
                };
                let (for_it, against) = (among(holds(promoters)), among(holds(detractors)));
                // Where one of the two holds the case is decided.
                let open = unknown_among(promoters, &cases)
                    .into_iter()
                    .zip(unknown_among(detractors, &cases))
                    .zip(for_it.iter().zip(&against));
                let undecided = open.map(|((one, other), (yes, no))| (one | other) & !(yes | no));
                let undecided = undecided.collect();
                (vec![cases, for_it, against, undecided], None)
            }
            ItemRules::Done { condition, day } => {
                let done = condition.map_or_else(|| records.to_vec(), holds);
                // What may yet turn out to be done stands among the records without a value.
                let unknown = condition.map_or_else(Vec::new, |node| unknown_among(node, records));
                let mut cases = done.clone();
                for (case, unknown) in cases.iter_mut().zip(unknown) {
                    *case |= unknown;
                }
                (vec![cases, done], Some(scratch.values(day)))
            }
        };
        Self { counts, values }
    }
}
