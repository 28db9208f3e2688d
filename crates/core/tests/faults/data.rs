//! Faulty records and what is said of them: a table that the documentation shows too.
//!
//! Each case has the smallest CSV text that is faulty in this way. The plan is [`PLAN`], or what
//! a case makes of it.

use chrono::NaiveDate;
use quality_objectives::{Error, Intake, Plan, Tally};

/// A faulty text of records.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Case {
    /// What is wrong, in one name.
    pub(crate) name: &'static str,
    /// What the plan says otherwise: a text of [`PLAN`] and what stands in its place.
    pub(crate) plan: (&'static str, &'static str),
    /// The records of `cases`.
    pub(crate) input: &'static [u8],
    /// Whether counting goes on, and how.
    pub(crate) end: End,
    /// The kind of fault.
    pub(crate) code: &'static str,
    /// What is said of it.
    pub(crate) message: &'static str,
    /// What to do about it.
    pub(crate) help: &'static str,
}

/// What becomes of the records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// Counting stops.
    Refused,
    /// The record is not counted.
    Rejected,
    /// The record is counted, and flagged.
    Flagged,
    /// The record is counted, and its key is reported.
    Reported,
}

/// The plan of the cases.
pub(crate) const PLAN: &str = "
schema: 1
organisation: An office
title: Faulty records
period: 2022
sources:
  cases:
    keys: report
    checks: {resolved_before_received: {when: resolved_on < received_on}}
    breakdowns: [{by: [field], grain: month}]
    csv: {date_format: dd/MM/yyyy}
    columns:
      code: {type: text, key: true}
      received_on: {type: date}
      resolved_on: {type: date, optional: true}
      at: {type: timestamp, optional: true}
      field: {type: category, members: [Land, Trade], optional: true}
      online: {type: boolean, optional: true}
      fee: {type: decimal, optional: true}
      score: {type: integer, optional: true}
measures:
  received: {count: {source: cases, dated_by: received_on}}
  fees: {total: {source: cases, dated_by: received_on, of: fee}}
objectives:
  - {number: 1, statement: Many are received, target: {measure: received, is: '>= 100'}}
";

const AS_IT_IS: (&str, &str) = ("", "");

/// Lays out the table, and one test for each of its cases.
macro_rules! cases {
    ($( $name:ident: $end:ident $plan:expr, $input:expr => $code:literal $message:literal $help:literal, )+) => {
        /// Every case.
        pub(crate) const CASES: &[Case] = &[$(
            Case {
                name: stringify!($name),
                plan: $plan,
                input: $input,
                end: End::$end,
                code: $code,
                message: $message,
                help: $help,
            },
        )+];

        mod each {
            $(
                #[test]
                fn $name() {
                    super::check(stringify!($name));
                }
            )+
        }
    };
}

cases! {
    empty_text: Refused AS_IT_IS, b"" =>
        "csv-empty" "the CSV text has no header" "its first line names the columns",
    blank_lines_only: Refused AS_IT_IS, b"\n\r\n\n" =>
        "csv-empty" "the CSV text has no header" "its first line names the columns",
    column_missing: Refused AS_IT_IS, b"code,resolved_on\nA,\n" =>
        "column-missing"
        "the records of `cases` have no column `received_on`"
        "the columns are `code`, `resolved_on`; name it with `header` in the plan",
    column_nearly_named: Refused AS_IT_IS, b"code,recieved_on\nA,01/01/2022\n" =>
        "column-missing"
        "the records of `cases` have no column `received_on`"
        "did you mean `recieved_on`? say so with `header: recieved_on` in the plan",
    column_named_twice: Refused AS_IT_IS, b"code,received_on,code\nA,01/01/2022,B\n" =>
        "column-repeated"
        "the header of `cases` has `code` twice"
        "rename or leave out one of them",
    header_not_utf_8: Refused AS_IT_IS, b"m\xE3,ng\xE0y\nA,01/01/2022\n" =>
        "text-not-utf-8"
        "the header of `cases` is not UTF-8"
        "save the file as UTF-8",
    another_delimiter: Refused AS_IT_IS, b"code;received_on\nA;01/01/2022\n" =>
        "column-missing"
        "the records of `cases` have no column `code`"
        "the header is one column only; state the `delimiter` under `csv` in the plan",
    too_many_fields: Rejected AS_IT_IS, b"code,received_on\nA,01/01/2022,x\n" =>
        "field-count"
        "the record has 3 fields where the header has 2"
        "put fields with a delimiter or a line break in quotation marks, or state the `delimiter` in the plan",
    too_few_fields: Rejected AS_IT_IS, b"code,received_on\nA\n" =>
        "field-count"
        "the record has 1 field where the header has 2"
        "put fields with a delimiter or a line break in quotation marks, or state the `delimiter` in the plan",
    not_utf_8: Rejected AS_IT_IS, b"code,received_on,field\nA,01/01/2022,\xD0\xE2t\n" =>
        "text-not-utf-8"
        "the field has bytes that are not UTF-8"
        "save the file as UTF-8",
    quote_unclosed: Rejected AS_IT_IS, b"code,received_on\n\"A,01/01/2022\n" =>
        "quote-unclosed"
        "a quotation mark is not closed"
        "close it, or write it twice where it is part of a quoted text",
    not_a_date: Rejected AS_IT_IS, b"code,received_on\nA,soon\n" =>
        "date-unreadable"
        "`soon` is not a date written as dd/MM/yyyy"
        "state how the files write dates with `date_format` in the plan",
    no_such_day: Rejected AS_IT_IS, b"code,received_on\nA,29/02/2022\n" =>
        "date-unreadable"
        "`29/02/2022` is not a date written as dd/MM/yyyy"
        "state how the files write dates with `date_format` in the plan",
    date_of_another_format: Rejected AS_IT_IS, b"code,received_on\nA,1.2.2022\n" =>
        "date-unreadable"
        "`1.2.2022` is not a date written as dd/MM/yyyy"
        "state how the files write dates with `date_format` in the plan",
    date_without_leading_zeros: Rejected AS_IT_IS, b"code,received_on\nA,1/2/2022\n" =>
        "date-unreadable"
        "`1/2/2022` is not a date written as dd/MM/yyyy"
        "state how the files write dates with `date_format` in the plan",
    year_zero: Rejected AS_IT_IS, b"code,received_on\nA,0000-01-01\n" =>
        "date-unreadable"
        "`0000-01-01` is not a date written as dd/MM/yyyy"
        "state how the files write dates with `date_format` in the plan",
    period_unreadable: Rejected ("received_on: {type: date}", "received_on: {type: period, grain: month}"), b"code,received_on\nA,2022-01-05\n" =>
        "period-unreadable"
        "`2022-01-05` is not a month such as `2022-07`"
        "write whole periods of the `grain` that the plan gives the column, or change the `grain`",
    not_a_timestamp: Rejected AS_IT_IS, b"code,received_on,at\nA,01/01/2022,2022-01-01 25:00\n" =>
        "timestamp-unreadable"
        "`2022-01-01 25:00` is not a timestamp"
        "write timestamps as 2022-01-31T13:45:00+07:00, or as 2022-01-31 13:45:00 without a zone",
    zone_unknown: Rejected AS_IT_IS, b"code,received_on,at\nA,01/01/2022,2022-01-01 20:00 ICT\n" =>
        "timestamp-unreadable"
        "`2022-01-01 20:00 ICT` is not a timestamp"
        "write timestamps as 2022-01-31T13:45:00+07:00, or as 2022-01-31 13:45:00 without a zone",
    not_a_whole_number: Rejected AS_IT_IS, b"code,received_on,score\nA,01/01/2022,4.5\n" =>
        "integer-unreadable"
        "`4.5` is not a whole number"
        "write digits only, without separators, or declare `type: decimal` in the plan",
    whole_number_too_great: Rejected AS_IT_IS, b"code,received_on,score\nA,01/01/2022,9223372036854775808\n" =>
        "integer-unreadable"
        "`9223372036854775808` is not a whole number"
        "write digits only, without separators, or declare `type: decimal` in the plan",
    separators_of_thousands: Rejected AS_IT_IS, b"code,received_on,score\nA,01/01/2022,\"1,000\"\n" =>
        "integer-unreadable"
        "`1,000` is not a whole number"
        "write digits only, without separators, or declare `type: decimal` in the plan",
    too_many_digits: Rejected AS_IT_IS, b"code,received_on,fee\nA,01/01/2022,1.505\n" =>
        "decimal-unreadable"
        "`1.505` is not a number with at most 2 digits after the point"
        "write a decimal point and no other separators, or declare more digits with `scale`",
    decimal_comma: Rejected AS_IT_IS, b"code,received_on,fee\nA,01/01/2022,\"1,50\"\n" =>
        "decimal-unreadable"
        "`1,50` is not a number with at most 2 digits after the point"
        "write a decimal point and no other separators, or declare more digits with `scale`",
    decimal_with_an_exponent: Rejected AS_IT_IS, b"code,received_on,fee\nA,01/01/2022,1e3\n" =>
        "decimal-unreadable"
        "`1e3` is not a number with at most 2 digits after the point"
        "write a decimal point and no other separators, or declare more digits with `scale`",
    decimal_too_great: Rejected AS_IT_IS, b"code,received_on,fee\nA,01/01/2022,1701411834604692317316873037158841057.28\n" =>
        "decimal-unreadable"
        "`1701411834604692317316873037158841057.28` is not a number with at most 2 digits after the point"
        "write a decimal point and no other separators, or declare more digits with `scale`",
    not_a_boolean: Rejected AS_IT_IS, b"code,received_on,online\nA,01/01/2022,maybe\n" =>
        "boolean-unreadable"
        "`maybe` is not one of true, 1, false, 0"
        "name the words that the files use with `words` in the plan",
    boolean_of_other_words: Rejected ("online: {type: boolean,", "online: {type: boolean, words: {true: [yes], false: [no]},"), b"code,received_on,online\nA,01/01/2022,1\n" =>
        "boolean-unreadable"
        "`1` is not one of yes, no"
        "name the words that the files use with `words` in the plan",
    long_value: Rejected AS_IT_IS, b"code,received_on\nA,a text that is much longer than any date has ever been\n" =>
        "date-unreadable"
        "`a text that is much longer than any date…` is not a date written as dd/MM/yyyy"
        "state how the files write dates with `date_format` in the plan",
    value_missing: Flagged AS_IT_IS, b"code,received_on\nA,\n" =>
        "value-missing"
        "1 record has no value in `received_on`"
        "fill it in, or declare the column `optional: true` in the plan",
    member_missing: Flagged ("[Land, Trade], optional: true", "[Land, Trade]"), b"code,received_on,field\nA,01/01/2022,\n" =>
        "member-empty"
        "1 record has no member in `field`"
        "fill it in, or declare the column `optional: true` in the plan",
    member_undeclared: Flagged AS_IT_IS, b"code,received_on,field\nA,01/01/2022,Water\n" =>
        "member-undeclared"
        "1 record has `Water` in `field`, which the plan does not declare"
        "add it to the `members` of `field`, or mend the records",
    member_nearly_declared: Flagged AS_IT_IS, b"code,received_on,field\nA,01/01/2022,Lend\n" =>
        "member-undeclared"
        "1 record has `Lend` in `field`, which the plan does not declare"
        "if `Land` is meant, add `Lend: Land` to the `aliases` of `field`",
    check_fired: Flagged AS_IT_IS, b"code,received_on,resolved_on\nA,02/01/2022,01/01/2022\n" =>
        "resolved_before_received"
        "1 record has the fault `resolved_before_received`"
        "mend the records that the check of this name in the plan finds",
    check_fired_where_strict: Rejected ("    keys: report", "    strict: true"), b"code,received_on,resolved_on\nA,02/01/2022,01/01/2022\n" =>
        "resolved_before_received"
        "1 record has the fault `resolved_before_received`"
        "mend the records that the check of this name in the plan finds",
    key_repeated: Reported AS_IT_IS, b"code,received_on\nA,01/01/2022\n A ,02/01/2022\n" =>
        "key-repeated"
        "the key `A` has occurred before"
        "hand in each record once, or let `latest_by` choose among its versions",
    key_repeated_where_refused: Refused ("keys: report", "keys: refuse"), b"code,received_on\nA,01/01/2022\nA,02/01/2022\n" =>
        "keys-repeated"
        "a record of `cases` repeats the key `A`"
        "hand in each record once, or let `keys: report` count them and say so",
    sum_too_great: Refused AS_IT_IS, b"code,received_on,fee\nA,01/01/2022,1701411834604692317316873037158841057.27\nB,01/01/2022,1\n" =>
        "number-overflow"
        "a sum of `fees` leaves the range of 128-bit integers"
        "declare a smaller scale, or leave out the records with such values",
    rule_too_great: Refused ("of: fee", "of: fee * 1000"), b"code,received_on,fee\nA,01/01/2022,1701411834604692317316873037158841057.27\n" =>
        "number-overflow"
        "a number in `fee * 1000` is too large to be counted exactly"
        "look for impossible values in the columns it reads",
}

impl Case {
    /// The case's plan.
    pub(crate) fn plan(&self) -> Plan {
        let (of, by) = self.plan;
        assert!(PLAN.contains(of), "{}", self.name);
        Plan::from_yaml(&PLAN.replace(of, by)).unwrap_or_else(|error| panic!("{error}"))
    }

    fn counted(&self) -> Result<(Tally, Intake), Error> {
        let as_of = NaiveDate::from_ymd_opt(2022, 12, 31).unwrap();
        let mut counter = self.plan().rules(as_of).counter();
        counter.csv("cases", self.input)?;
        counter.finish()
    }
}

fn found(case: &Case) -> (End, String, String, String) {
    let (tally, intake) = match case.counted() {
        Ok(counted) => counted,
        Err(error) => {
            assert!(error.is_data());
            let problem = &error.problems()[0];
            let help = problem.help.clone().unwrap_or_default();
            return (End::Refused, problem.code.to_owned(), problem.message.clone(), help);
        }
    };
    let cases = &intake.sources[0];
    let rejected = cases.rows.first().map(|row| (End::Rejected, row));
    let repeated = || cases.repeated_rows.first().map(|row| (End::Reported, row));
    if let Some((end, row)) = rejected.or_else(repeated) {
        return (end, row.code.to_owned(), row.message.clone(), row.help.to_owned());
    }
    let evaluation =
        case.plan().evaluate(&tally, &quality_objectives::Assumptions::none()).unwrap();
    let account = &evaluation.sources()[0];
    let (end, fault) = match (account.flagged_for.first(), account.rejected_for.first()) {
        (Some(fault), _) => (End::Flagged, fault),
        (None, Some(fault)) => (End::Rejected, fault),
        (None, None) => panic!("{}: no fault", case.name),
    };
    let (message, help) = match cases.unknown_members.first() {
        Some(unknown) => (unknown.message(), unknown.help()),
        None => (fault.message(), fault.help().to_owned()),
    };
    (end, fault.code.clone(), message, help)
}

fn check(name: &str) {
    let case = CASES.iter().find(|case| case.name == name).unwrap();
    let (end, code, message, help) = found(case);
    let expected = (case.end, case.code.to_owned(), case.message.to_owned(), case.help.to_owned());
    assert_eq!((end, code, message, help), expected);
}
