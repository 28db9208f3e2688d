//! What became of the records: nothing is lost.

use std::borrow::Cow;

use serde::Serialize;

use super::Station;
use crate::tally::{FaultGroup, FaultKey, SourceTally};

/// What became of the records of one source.
///
/// For each date, `read = rejected + superseded + not yet known + undated + counted`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct SourceAccount {
    /// The source's name.
    pub source: String,
    /// Whether it was handed in at all; if not, everything that needs it has no data.
    pub handed_in: bool,
    /// Records read.
    pub read: u64,
    /// Records that could not be read or were refused.
    pub rejected: u64,
    /// Older versions of records, where the plan lets the latest one count (`latest_by`).
    pub superseded: u64,
    /// Records that did not exist yet as of the day.
    pub not_yet_known: u64,
    /// By the date that places records in time.
    pub dates: Vec<AxisAccount>,
    /// Why records were rejected.
    pub rejected_for: Vec<FaultCount>,
    /// Faults of records that were counted all the same.
    pub flagged_for: Vec<FaultCount>,
    /// How many records repeated a key; `None` where keys were not checked.
    pub repeated_keys: Option<u64>,
    /// Whether the records were exported before the as-of day: later events are missing.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub exported_before_as_of: bool,
}

/// The records of a source along one date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct AxisAccount {
    /// The expression that gives the date.
    pub dated_by: String,
    /// Records without that date.
    pub undated: u64,
    /// Records with it, in the counted span or outside.
    pub counted: u64,
}

/// How many records have a fault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct FaultCount {
    /// The kind of fault.
    pub code: String,
    /// The column it is in; empty where it concerns the whole record.
    pub column: String,
    /// How many records.
    pub count: u64,
    /// The first keys of such records in byte order, at most 5.
    pub examples: Vec<String>,
}

impl FaultCount {
    /// What is wrong, for people. A check of the plan is named by its code; the plan may have a
    /// title for it.
    #[must_use]
    pub fn message(&self) -> String {
        let Self { code, column, count, .. } = self;
        let one = *count == 1;
        let records = if one { "1 record".to_owned() } else { format!("{count} records") };
        let has = if one { "has" } else { "have" };
        match code.as_str() {
            "value-missing" => format!("{records} {has} no value in `{column}`"),
            "member-empty" => format!("{records} {has} no member in `{column}`"),
            "member-undeclared" => {
                format!("{records} {has} a member in `{column}` that the plan does not declare")
            }
            _ if column.is_empty() => format!("{records} {has} the fault `{code}`"),
            _ => format!("{records} {has} the fault `{code}` in `{column}`"),
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn help(&self) -> &'static str {
        match self.code.as_str() {
            "value-missing" | "member-empty" => {
                "fill it in, or declare the column `optional: true` in the plan"
            }
            "member-undeclared" => {
                "add it to the `members` or the `aliases` of the column, or mend the records"
            }
            code => crate::count::help(code)
                .unwrap_or("mend the records that the check of this name in the plan finds"),
        }
    }

    fn of((key, group): (&FaultKey, &FaultGroup)) -> Self {
        Self {
            code: key.code.clone(),
            column: key.column.clone(),
            count: group.count,
            examples: group.examples.iter().cloned().collect(),
        }
    }
}

impl Station<'_> {
    pub(super) fn accounts(&self) -> Vec<SourceAccount> {
        let sources = self.context.plan.sources().iter();
        let layouts = self.context.layout.sources.iter().zip(&self.snapshot.sources);
        sources
            .zip(layouts)
            .map(|(source, (layout, tally))| {
                let own = match tally {
                    Some(own) => Cow::Borrowed(own),
                    None => Cow::Owned(SourceTally::empty(layout)),
                };
                SourceAccount {
                    source: source.name.clone(),
                    handed_in: tally.is_some(),
                    read: own.read,
                    rejected: own.rejected_total(),
                    superseded: own.superseded,
                    not_yet_known: own.not_yet_known,
                    dates: own
                        .axes
                        .iter()
                        .zip(&layout.axes)
                        .map(|(axis, layout)| AxisAccount {
                            dated_by: layout.dated_by.clone(),
                            undated: axis.undated,
                            counted: axis.counted,
                        })
                        .collect(),
                    rejected_for: own.rejected.iter().map(FaultCount::of).collect(),
                    flagged_for: own.flagged.iter().map(FaultCount::of).collect(),
                    repeated_keys: own.keys.as_ref().map(|keys| keys.repeated),
                    exported_before_as_of: source
                        .exported_on
                        .is_some_and(|exported| exported < self.as_of),
                }
            })
            .collect()
    }
}
