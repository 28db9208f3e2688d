//! What was noticed while counting: for the people who handed the records in.

use serde::Serialize;

use crate::ground::text::shortened;

/// How many rejected or flagged rows are listed for each source.
pub(crate) const LISTED: usize = 100;

/// What one counting noticed, with row numbers; a tally keeps the counts without them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Intake {
    /// By source, in the order of the plan; only those that were handed in.
    pub sources: Vec<SourceIntake>,
}

impl Intake {
    /// What was noticed in the records of a source; `None` if it was not handed in.
    #[must_use]
    pub fn source(&self, name: &str) -> Option<&SourceIntake> {
        self.sources.iter().find(|own| own.source == name)
    }
}

/// What was noticed in the records of one source.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct SourceIntake {
    /// The source's name.
    pub source: String,
    /// How many records were read.
    pub read: u64,
    /// How many of them could not be read and were rejected.
    pub rejected: u64,
    /// The first rejected rows with their reasons, at most 100, in the order of the inputs.
    pub rows: Vec<RejectedRow>,
    /// Members that the plan does not declare, at most 100 by column and name.
    pub unknown_members: Vec<UnknownMember>,
    /// How many records repeated the key of an earlier one; `None` where keys were not checked.
    pub repeated_keys: Option<u64>,
    /// The first rows that repeated a key, at most 100.
    pub repeated_rows: Vec<RejectedRow>,
}

/// A row that was rejected, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct RejectedRow {
    /// Which of the source's files or batches, counted from 1.
    pub input: u64,
    /// The record in that input, counted from 1; the header of a CSV text is not counted.
    pub row: u64,
    /// The line of a CSV text on which the record begins, counted from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// The kind of fault.
    pub code: &'static str,
    /// The column it is in; empty where it concerns the whole record.
    pub column: String,
    /// The record's key, where it could be read.
    pub key: Option<String>,
    /// What is wrong, for people.
    pub message: String,
    /// What to do about it.
    pub help: &'static str,
}

/// What to do about rows with a kind of fault; `None` for kinds that are the plan's own.
pub(crate) fn help(code: &str) -> Option<&'static str> {
    Some(match code {
        "date-unreadable" => "state how the files write dates with `date_format` in the plan",
        "timestamp-unreadable" => {
            "write timestamps as 2022-01-31T13:45:00+07:00, or as 2022-01-31 13:45:00 without a zone"
        }
        "period-unreadable" => {
            "write whole periods of the `grain` that the plan gives the column, or change the `grain`"
        }
        "integer-unreadable" => {
            "write digits only, without separators, or declare `type: decimal` in the plan"
        }
        "decimal-unreadable" => {
            "write a decimal point and no other separators, or declare more digits with `scale`"
        }
        "boolean-unreadable" => "name the words that the files use with `words` in the plan",
        "field-count" => {
            "put fields with a delimiter or a line break in quotation marks, or state the \
             `delimiter` in the plan"
        }
        "text-not-utf-8" => "save the file as UTF-8",
        "quote-unclosed" => "close it, or write it twice where it is part of a quoted text",
        "key-repeated" => "hand in each record once, or let `latest_by` choose among its versions",
        _ => return None,
    })
}

/// What to do about a row of which nothing more is known.
pub(crate) const MEND: &str = "mend the record, or leave it out";

/// A member that the plan does not declare.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct UnknownMember {
    /// The column it was found in.
    pub column: String,
    /// The value as compared: trimmed, in Unicode NFC.
    pub value: String,
    /// How many records have it.
    pub count: u64,
    /// The declared member most like it, if one is near.
    pub nearest: Option<String>,
}

impl UnknownMember {
    /// What is wrong, for people.
    #[must_use]
    pub fn message(&self) -> String {
        let records = if self.count == 1 { "record has" } else { "records have" };
        let value = shortened(&self.value);
        format!(
            "{} {records} `{value}` in `{}`, which the plan does not declare",
            self.count, self.column
        )
    }

    /// What to do about it.
    #[must_use]
    pub fn help(&self) -> String {
        let value = shortened(&self.value);
        match &self.nearest {
            Some(near) => format!(
                "if `{near}` is meant, add `{value}: {near}` to the `aliases` of `{}`",
                self.column
            ),
            None => format!("add it to the `members` of `{}`, or mend the records", self.column),
        }
    }
}

/// Where a row of a batch comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Origin {
    /// The record in its input, counted from 1.
    pub(crate) row: u64,
    /// The line of a CSV text, counted from 1.
    pub(crate) line: Option<u64>,
}

impl Origin {
    /// The origin of a batch's row; without origins, rows are in their order.
    pub(crate) fn of(origins: &[Self], row: usize) -> Self {
        let in_order = Self { row: row as u64 + 1, line: None };
        origins.get(row).copied().unwrap_or(in_order)
    }
}
