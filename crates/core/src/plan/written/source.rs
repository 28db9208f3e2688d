//! Sources as they are written.

use chrono::NaiveDate;

use crate::document::choice::choice;
use crate::document::read::{List, Named};
use crate::document::scalar::{Located, Text};
use crate::document::structure::structure;
use crate::ground::dates::Grain;
use crate::plan::words::{KeyCheck, MemberOrder};

structure! {
    /// A kind of record with its columns.
    pub(crate) struct SourceDocument ("Source", "a source") {
        /// What people call it.
        optional "title" title: Text,
        /// The columns, each under its name.
        required "columns" columns: Named<ColumnDocument>,
        /// The date column before whose day a record does not exist yet.
        optional "exists_from" exists_from: Text,
        /// The dimensions and grains of time for which counts are kept.
        optional "breakdowns" breakdowns: List<BreakdownDocument>,
        /// Conditions that flag a record as faulty, each under a name.
        optional "checks" checks: Named<CheckDocument>,
        /// The date column that chooses among versions of a record: the latest counts.
        optional "latest_by" latest_by: Text,
        /// The day on which the records were exported.
        optional "exported_on" exported_on: Located<NaiveDate>,
        /// Whether flagged records are refused.
        optional "strict" strict: Located<bool>,
        /// What is done about keys that occur more than once.
        optional "keys" keys: Located<KeyCheck>,
        /// How CSV files of the source are written.
        optional "csv" csv: CsvDocument,
    }
}

structure! {
    /// A column of a source.
    pub(crate) struct ColumnDocument ("Column", "a column") {
        /// What its values are.
        required "type" type_name: Located<TypeName>,
        /// The grain of a period column: each row gives figures of such a period.
        optional "grain" grain: Located<Grain>,
        /// What people call it.
        optional "title" title: Text,
        /// Digits after the decimal mark of a decimal column; 2 unless said, at most 18.
        optional "scale" scale: Located<u32>,
        /// Whether it identifies a record.
        optional "key" key: Located<bool>,
        /// Whether it is the date of an event: later than the as-of day, it is not known yet.
        optional "event" event: Located<bool>,
        /// The event column with which it becomes known.
        optional "known_with" known_with: Text,
        /// Whether an empty value is no fault.
        optional "optional" optional: Located<bool>,
        /// Texts that mean no value, as a blank one does.
        optional "empty" empty: List<Text>,
        /// The closed list of members of a category column.
        optional "members" members: List<Text>,
        /// In which order the members stand, so that conditions may compare with `<` and `>=`.
        optional "order" order: Located<MemberOrder>,
        /// Other spellings of members, each with the member that it stands for.
        optional "aliases" aliases: Named<Text>,
        /// Its name in files.
        optional "header" header: Text,
        /// The words for true and false of a boolean column.
        optional "words" words: WordsDocument,
    }
}

choice! {
    /// The type of a column.
    pub(crate) enum TypeName ("`type`") {
        /// Free text.
        Text = "text",
        /// One of a set of members.
        Category = "category",
        /// True or false.
        Boolean = "boolean",
        /// A whole number.
        Integer = "integer",
        /// A decimal number.
        Decimal = "decimal",
        /// A civil date.
        Date = "date",
        /// A date and time of day.
        Timestamp = "timestamp",
        /// A whole period, of which a row gives figures.
        Period = "period",
    }
}

structure! {
    /// The words for true and false in files.
    pub(crate) struct WordsDocument ("Words", "the words of a boolean column") {
        /// The words for true.
        required "true" yes: List<Text>,
        /// The words for false.
        required "false" no: List<Text>,
    }
}

structure! {
    /// Dimensions and a grain of time for which counts are kept.
    pub(crate) struct BreakdownDocument ("Breakdown", "a breakdown") {
        /// The category and boolean columns.
        required "by" by: List<Text, true>,
        /// How finely time is told apart.
        required "grain" grain: Located<Grain>,
    }
}

structure! {
    /// A condition that flags the records for which it is true.
    pub(crate) struct CheckDocument ("Check", "a check") {
        /// The condition of a faulty record.
        required "when" when: Text,
        /// What people call the fault.
        optional "title" title: Text,
    }
}

structure! {
    /// How CSV files are written.
    pub(crate) struct CsvDocument ("Csv", "`csv`") {
        /// The character between fields; `,` unless said.
        optional "delimiter" delimiter: Text,
        /// How dates are written: `yyyy-MM-dd` unless said, `dd/MM/yyyy`.
        optional "date_format" date_format: Text,
    }
}
