//! Canonical JSON out and in.

mod read;
mod write;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{SourceTally, Tally};
use crate::ground::error::Error;
use crate::ground::problem::Problem;

const SCHEMA: u32 = 1;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    schema: u32,
    rules: String,
    counted: WrittenSpan,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[serde(default)]
    suppress_below: Option<u32>,
    snapshots: Vec<WrittenSnapshot>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenSpan {
    from: String,
    to: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenSnapshot {
    as_of: String,
    sources: Vec<WrittenSource>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenSource {
    source: String,
    handed_in: bool,
    read: u64,
    not_yet_known: u64,
    superseded: u64,
    rejected: Vec<WrittenFault>,
    flagged: Vec<WrittenFault>,
    keys: Option<WrittenKeys>,
    axes: Vec<WrittenAxis>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenFault {
    code: String,
    column: String,
    count: u64,
    examples: BTreeSet<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenKeys {
    repeated: u64,
    /// Hashes of 128 bits in hexadecimal.
    seen: Vec<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenAxis {
    dated_by: String,
    undated: u64,
    counted: u64,
    items: Vec<WrittenItem>,
    tables: Vec<WrittenTable>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenItem {
    name: String,
    kind: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[serde(default)]
    scale: Option<u8>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenTable {
    by: Vec<String>,
    grain: String,
    /// Members, bucket, and the counters in the order of the items.
    cells: Vec<(Vec<WrittenMember>, String, Vec<WrittenNumber>)>,
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum WrittenMember {
    Named(String),
    Group { group: Group },
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Group {
    Empty,
    Undeclared,
}

/// Counts as integers; sums and extremes as text, for they may be wide.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum WrittenNumber {
    Count(u64),
    Digits(String),
    None,
}

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
        let own = &*self.inner;
        let snapshots = own.snapshots.iter().map(|(as_of, snapshot)| WrittenSnapshot {
            as_of: as_of.to_string(),
            sources: snapshot
                .sources
                .iter()
                .zip(&own.layout.sources)
                .map(|(source, layout)| {
                    let empty = SourceTally::empty(layout);
                    let tally = source.as_ref().unwrap_or(&empty);
                    write::write_source(tally, layout, source.is_some(), own.layout.counted)
                })
                .collect(),
        });
        let written = Written {
            schema: SCHEMA,
            rules: own.rules.clone(),
            counted: WrittenSpan {
                from: own.layout.counted.first().to_string(),
                to: own.layout.counted.last().to_string(),
            },
            suppress_below: own.layout.suppress_below,
            snapshots: snapshots.collect(),
        };
        serde_json::to_string(&written).unwrap_or_default()
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
