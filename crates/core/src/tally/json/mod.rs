//! Canonical JSON out and in.

mod form;
mod read;
mod write;

use sha2::{Digest, Sha256};

use super::Tally;
use crate::ground::error::Error;
use crate::ground::problem::Problem;

const SCHEMA: u32 = 1;

impl Tally {
    /// The tally as canonical JSON: the same bytes for the same sums, however they were counted.
    ///
    /// Fields stand in a fixed order, cells are sorted, empty ones are left out; there are no
    /// floats. Sums and extremes are digits in text at the scale that the item names.
    ///
    /// Where the plan says `suppress_below: n`, a tally in which a cell has fewer than `n` records
    /// is not written: few records can tell of one person.
    ///
    /// # Errors
    ///
    /// `cells-too-small`, for each source and breakdown that has such cells.
    pub fn to_json(&self) -> Result<String, Error> {
        self.check_sizes()?;
        Ok(self.to_json_for_merging())
    }

    /// The tally as canonical JSON, also where a cell has fewer records than the plan's
    /// `suppress_below`: for machines inside the organisation, whose tallies are merged before
    /// any number leaves it.
    ///
    /// The text keeps the plan's `suppress_below`, so that a tally read from it is checked when
    /// it is handed on.
    #[must_use]
    pub fn to_json_for_merging(&self) -> String {
        write::written(&self.inner)
    }

    /// SHA-256 of the canonical JSON as [`Tally::to_json_for_merging`] writes it, in hexadecimal.
    #[must_use]
    pub fn digest(&self) -> &str {
        let digest = || Sha256::digest(self.to_json_for_merging());
        self.inner.digest.get_or_init(|| crate::ground::text::hexadecimal(&digest()))
    }

    /// Reads a tally that [`Tally::to_json`] or [`Tally::to_json_for_merging`] wrote, here or on
    /// any machine.
    ///
    /// # Errors
    ///
    /// `tally-unreadable` when the text is not such a tally: broken JSON, another schema,
    /// counters that do not fit the items, cells that repeat, sums that do not add up.
    pub fn from_json(text: &str) -> Result<Self, Error> {
        read::read(text).map_err(|message| {
            Error::tally(
                Problem::new("tally-unreadable", "", format!("this is not a tally: {message}"))
                    .help("hand in the whole text that a tally was written to, and nothing else"),
            )
        })
    }
}
