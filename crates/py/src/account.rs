//! What became of the records: the intake of one counting, and the account of an evaluation.

use chrono::NaiveDate;
use pyo3::prelude::*;
use quality_objectives as core;

use crate::convert::{Parsed, Tuple, from_json, frozen};

frozen! {
    /// What one counting noticed, with row numbers; a tally keeps the counts without them.
    ///
    ///     >>> tally.intake.sources[0].read
    ///     5
    Intake(core::Intake), own, shows("sources") {
        /// By source, in the order of the plan; only those that were handed in.
        sources: Tuple<SourceIntake> = own.sources.iter().cloned().map(SourceIntake).collect();
    }
    methods {
        /// What was noticed in the records of a source; None if it was not handed in.
        ///
        ///     >>> tally.intake.source("cases").rejected
        ///     0
        ///     >>> tally.intake.source("forms") is None
        ///     True
        fn source(&self, name: &str) -> Option<SourceIntake> {
            self.0.source(name).cloned().map(SourceIntake)
        }

        /// The intake as dicts and lists.
        ///
        ///     >>> tally.intake.to_dict()["sources"][0]["read"]
        ///     5
        fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Parsed<'py>> {
            from_json(py, &serde_json::to_string(&self.0).unwrap_or_default())
        }
    }
}

frozen! {
    /// What was noticed in the records of one source.
    ///
    ///     >>> twice = plan.tally(as_of=date(2022, 9, 30), cases=[*records, records[0]])
    ///     >>> noticed = twice.intake.source("cases")
    ///     >>> noticed.read, noticed.rejected, noticed.repeated_keys
    ///     (6, 0, 1)
    SourceIntake(core::SourceIntake), own,
    shows("source", "read", "rejected", "rows", "unknown_members", "repeated_keys") {
        /// The source's name.
        source: &str = &own.source;
        /// How many records were read.
        read: u64 = own.read;
        /// How many of them could not be read and were rejected.
        rejected: u64 = own.rejected;
        /// The first rejected rows with their reasons, at most 100, in the order of the inputs.
        rows: Tuple<RejectedRow> = own.rows.iter().cloned().map(RejectedRow).collect();
        /// Members that the plan does not declare, at most 100 by column and name.
        unknown_members: Tuple<UnknownMember> =
            own.unknown_members.iter().cloned().map(UnknownMember).collect();
        /// How many records repeated the key of an earlier one; None where keys were not checked.
        repeated_keys: Option<u64> = own.repeated_keys;
        /// The first rows that repeated a key, at most 100.
        repeated_rows: Tuple<RejectedRow> =
            own.repeated_rows.iter().cloned().map(RejectedRow).collect();
    }
}

frozen! {
    /// A row that was rejected, and why.
    ///
    ///     >>> broken = [records[0] | {"closed": "2022-13-01", "due": "2022-02-01"}]
    ///     >>> counted = plan.tally(as_of=date(2022, 9, 30), cases=broken)
    ///     >>> row = counted.intake.source("cases").rows[0]
    ///     >>> row.row, row.key, row.code
    ///     (1, 'A1', 'date-unreadable')
    ///     >>> row.message
    ///     '`2022-13-01` is not a date written as yyyy-MM-dd'
    RejectedRow(core::RejectedRow), own,
    shows("input", "row", "line", "code", "column", "key", "message") {
        /// Which of the source's files or tables, counted from 1.
        input: u64 = own.input;
        /// The record in that input, counted from 1; the header of a CSV file is not counted.
        row: u64 = own.row;
        /// The line of a CSV file on which the record begins, counted from 1.
        line: Option<u64> = own.line;
        /// The kind of fault.
        code: &str = own.code;
        /// The column it is in; empty where it concerns the whole record.
        column: &str = &own.column;
        /// The record's key, where it could be read.
        key: Option<&str> = own.key.as_deref();
        /// What is wrong, for people.
        message: &str = &own.message;
        /// What to do about it.
        help: &str = own.help;
    }
}

frozen! {
    /// A member that the plan does not declare.
    ///
    ///     >>> misspelt = [records[0] | {"unit": "Nort"}]
    ///     >>> counted = plan.tally(as_of=date(2022, 9, 30), cases=misspelt)
    ///     >>> member = counted.intake.source("cases").unknown_members[0]
    ///     >>> member.value, member.count, member.nearest
    ///     ('Nort', 1, 'North')
    UnknownMember(core::UnknownMember), own, shows("column", "value", "count", "nearest") {
        /// The column it was found in.
        column: &str = &own.column;
        /// The value as compared: trimmed, in Unicode NFC.
        value: &str = &own.value;
        /// How many records have it.
        count: u64 = own.count;
        /// The declared member most like it, if one is near.
        nearest: Option<&str> = own.nearest.as_deref();
        /// What is wrong, for people.
        message: String = own.message();
        /// What to do about it.
        help: String = own.help();
    }
}

frozen! {
    /// What became of the records of one source.
    ///
    /// For each date, read = rejected + superseded + not yet known + undated + counted.
    ///
    ///     >>> evaluation.sources[0]
    ///     SourceAccount(source='cases', handed_in=True, read=5, rejected=0, superseded=0, not_yet_known=0)
    SourceAccount(core::SourceAccount), own,
    shows("source", "handed_in", "read", "rejected", "superseded", "not_yet_known") {
        /// The source's name.
        source: &str = &own.source;
        /// Whether it was handed in at all; if not, everything that needs it has no data.
        handed_in: bool = own.handed_in;
        /// Records read.
        read: u64 = own.read;
        /// Records that could not be read or were refused.
        rejected: u64 = own.rejected;
        /// Older versions of records, where the plan lets the latest one count.
        superseded: u64 = own.superseded;
        /// Records that did not exist yet as of the day.
        not_yet_known: u64 = own.not_yet_known;
        /// By the date that places records in time.
        dates: Tuple<DateAccount> = own.dates.iter().cloned().map(DateAccount).collect();
        /// Why records were rejected.
        rejected_for: Tuple<FaultCount> = own.rejected_for.iter().cloned().map(FaultCount).collect();
        /// Faults of records that were counted all the same.
        flagged_for: Tuple<FaultCount> = own.flagged_for.iter().cloned().map(FaultCount).collect();
        /// How many records repeated a key; None where keys were not checked.
        repeated_keys: Option<u64> = own.repeated_keys;
        /// Whether the records were exported before the as-of day: later events are missing.
        exported_before_as_of: bool = own.exported_before_as_of;
    }
}

frozen! {
    /// The records of a source along one date.
    ///
    ///     >>> evaluation.sources[0].dates[0]
    ///     DateAccount(dated_by='closed', undated=0, counted=5)
    DateAccount(core::AxisAccount), own, shows("dated_by", "undated", "counted") {
        /// The expression that gives the date.
        dated_by: &str = &own.dated_by;
        /// Records without that date.
        undated: u64 = own.undated;
        /// Records with it, in the counted span or outside.
        counted: u64 = own.counted;
    }
}

frozen! {
    /// How many records have a fault.
    ///
    ///     >>> misspelt = [records[0] | {"unit": "Nort"}]
    ///     >>> counted = plan.tally(as_of=date(2022, 9, 30), cases=misspelt)
    ///     >>> plan.evaluate(counted).sources[0].flagged_for[0]
    ///     FaultCount(code='member-undeclared', column='unit', count=1, examples=('A1',))
    FaultCount(core::FaultCount), own, shows("code", "column", "count", "examples") {
        /// The kind of fault.
        code: &str = &own.code;
        /// The column it is in; empty where it concerns the whole record.
        column: &str = &own.column;
        /// How many records.
        count: u64 = own.count;
        /// The first keys of such records in byte order, at most 5.
        examples: Tuple<String> = Tuple(own.examples.clone());
        /// What is wrong, for people.
        message: String = own.message();
    }
}

frozen! {
    /// What an evaluation rests on: enough to compute it again and get the same bytes.
    ///
    ///     >>> certificate = evaluation.certificate
    ///     >>> certificate.tally == tally.digest, certificate.plan == plan.digest
    ///     (True, True)
    ///     >>> certificate.as_of
    ///     datetime.date(2022, 9, 30)
    Certificate(core::Certificate), own, shows("plan", "rules", "tally", "as_of", "version") {
        /// SHA-256 of the plan document's text.
        plan: &str = &own.plan;
        /// SHA-256 of what counting depends on.
        rules: &str = &own.rules;
        /// SHA-256 of the tally's canonical JSON.
        tally: &str = &own.tally;
        /// The day as of which it stands.
        as_of: NaiveDate = own.as_of;
        /// The shipped calendar that the plan takes, and where its working days come from.
        calendar: Option<&str> = own.calendar.as_deref();
        /// The version of the core.
        version: &str = own.version;
    }
}
