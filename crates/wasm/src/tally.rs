//! Tallies: merging and JSON.

use quality_objectives as core;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::error::{Fault, json};

/// What counting leaves behind.
#[wasm_bindgen]
pub struct Tally {
    pub(crate) inner: core::Tally,
}

#[wasm_bindgen]
impl Tally {
    /// The tally that a canonical JSON text holds.
    #[wasm_bindgen(js_name = fromJson)]
    pub fn from_json(text: &str) -> Result<Self, Fault> {
        Ok(Self { inner: core::Tally::from_json(text)? })
    }

    /// The tally as canonical JSON; refused where a cell is smaller than the plan allows.
    #[wasm_bindgen(js_name = toJson)]
    pub fn to_json(&self) -> Result<String, Fault> {
        Ok(self.inner.to_json()?)
    }

    /// The tally as canonical JSON, small cells included.
    #[wasm_bindgen(js_name = toJsonForMerging)]
    #[must_use]
    pub fn to_json_for_merging(&self) -> String {
        self.inner.to_json_for_merging()
    }

    /// Both together.
    pub fn merge(&self, other: &Self) -> Result<Self, Fault> {
        Ok(Self { inner: self.inner.merge(&other.inner)? })
    }

    /// The days as of which records were counted: a JSON list.
    #[wasm_bindgen(js_name = asOfDays)]
    #[must_use]
    pub fn as_of_days(&self) -> String {
        let days: Vec<String> = self.inner.as_of_days().map(|day| day.to_string()).collect();
        json(&days)
    }

    /// The digest of the rules that counted.
    #[wasm_bindgen(js_name = rulesDigest)]
    #[must_use]
    pub fn rules_digest(&self) -> String {
        self.inner.rules_digest().to_owned()
    }

    /// SHA-256 of the canonical JSON.
    #[must_use]
    pub fn digest(&self) -> String {
        self.inner.digest().to_owned()
    }

    /// How many cells it keeps.
    #[must_use]
    pub fn cells(&self) -> usize {
        self.inner.cells()
    }
}
