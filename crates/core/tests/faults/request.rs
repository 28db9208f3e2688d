//! What is said of calls that ask for what is not there, and of batches and tallies that do not
//! fit: a table that the documentation shows too.

use std::sync::LazyLock;

use chrono::NaiveDate;
use quality_objectives::plan::Declaration;
use quality_objectives::{
    Assumptions, Batch, Bits, Column, Error, Grain, Part, Period, Plan, Rows, Selection, Strings,
    Tally, Value, Values,
};

use crate::data::PLAN;

/// A call that fails.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Case {
    /// What is wrong, in one name.
    pub(crate) name: &'static str,
    /// The call; it gives back the error.
    pub(crate) call: fn() -> Result<(), Error>,
    /// The call as it is written.
    pub(crate) input: &'static str,
    /// What kind of error it is.
    pub(crate) kind: Kind,
    /// The code of the problem.
    pub(crate) code: &'static str,
    /// What is said of it.
    pub(crate) message: &'static str,
    /// What to do about it.
    pub(crate) help: &'static str,
}

/// Whose fault it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The records'.
    Data,
    /// The tally's.
    Tally,
    /// The caller's.
    Request,
}

static FAULTY: LazyLock<Plan> = LazyLock::new(|| Plan::from_yaml(PLAN).unwrap());

/// The same plan that counts something else.
static OTHER: LazyLock<Plan> =
    LazyLock::new(|| Plan::from_yaml(&PLAN.replace("of: fee", "of: fee + 1")).unwrap());

/// The same plan with a measure that is compared with an earlier tally.
static COMPARED: LazyLock<Plan> = LazyLock::new(|| {
    let growth = "  growth: {change: {measure: received, than: {tally: before, period: 2021}}}\n";
    Plan::from_yaml(&PLAN.replace("objectives:", &format!("{growth}objectives:"))).unwrap()
});

/// The same plan with figures of whole months.
static FIGURES: LazyLock<Plan> = LazyLock::new(|| {
    let month = "received_on: {type: period, grain: month}";
    Plan::from_yaml(&PLAN.replace("received_on: {type: date}", month)).unwrap()
});

/// Breaks the figures of months down.
fn figures(grain: Grain) -> Result<(), Error> {
    let mut counter = FIGURES.rules(day("2022-12-31")).counter();
    counter.csv("cases", &b"code,received_on\nA,2022-01\n"[..])?;
    let evaluation = FIGURES.evaluate(&counter.finish()?.0, &Assumptions::none())?;
    evaluation.breakdown("received", &[], Some(grain)).map(drop)
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The tally of one record as of a day.
fn tally(plan: &Plan, as_of: &str) -> Tally {
    let mut counter = plan.rules(day(as_of)).counter();
    counter.csv("cases", &b"code,received_on\nA,01/01/2022\n"[..]).unwrap();
    counter.finish().unwrap().0
}

/// Counts one batch of `cases`.
fn count(columns: Vec<(&str, Column<'_>)>) -> Result<(), Error> {
    let columns = columns.into_iter().map(|(name, column)| (name.to_owned(), column));
    let batch = Batch::new(columns.collect())?;
    let mut counter = FAULTY.rules(day("2022-12-31")).counter();
    counter.batch("cases", &batch)?;
    // What cannot be read is rejected: here as an error, to stand in the same table.
    let (_, intake) = counter.finish()?;
    match intake.sources[0].rows.first() {
        None => Ok(()),
        Some(row) => panic!("{} {:?} {:?}", row.code, row.message, row.help),
    }
}

fn text(values: &[&'static str]) -> Column<'static> {
    Column::new(Values::Text(Strings::Separate(values.to_vec())))
}

fn evaluate(tally: &Tally, assumptions: &Assumptions) -> Result<(), Error> {
    FAULTY.evaluate(tally, assumptions).map(drop)
}

/// Reads a tally in which a text was replaced.
fn read(of: &str, by: &str) -> Result<(), Error> {
    let text = tally(&FAULTY, "2022-12-31").to_json_for_merging();
    assert!(text.contains(of), "{text}");
    Tally::from_json(&text.replacen(of, by, 1)).map(drop)
}

fn breakdown(measure: &str, by: &[&str], grain: Option<Grain>) -> Result<(), Error> {
    let tally = tally(&FAULTY, "2022-12-31");
    FAULTY.evaluate(&tally, &Assumptions::none())?.breakdown(measure, by, grain).map(drop)
}

/// Records of which two columns of the plan would be one.
fn one_header_for_two_columns() -> Result<(), Error> {
    let mut counter = FAULTY.rules(day("2022-12-31")).counter();
    counter.rename("cases", "online", "field")?;
    counter.csv("cases", &b"field\n"[..])
}

/// Lays out the table, and one test for each of its cases.
macro_rules! cases {
    ($( $name:ident: $kind:ident $call:expr => $code:literal $message:literal $help:literal, )+) => {
        /// Every case.
        pub(crate) const CASES: &[Case] = &[$(
            Case {
                name: stringify!($name),
                call: || $call,
                input: stringify!($call),
                kind: Kind::$kind,
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
    source_unknown: Request FAULTY.rules(day("2022-12-31")).counter().csv("case", &b""[..]) => "source-unknown"
        "the plan has no source `case`"
        "did you mean `cases`?",
    source_far_off: Request FAULTY.rules(day("2022-12-31")).counter().csv("petitions", &b""[..]) => "source-unknown"
        "the plan has no source `petitions`"
        "its sources are: cases",
    column_unknown: Request FAULTY.rules(day("2022-12-31")).counter().rename("cases", "feild", "Field") => "column-unknown"
        "source `cases` has no column `feild`"
        "did you mean `field`?",
    one_header_for_two_columns: Request one_header_for_two_columns() => "duplicate-header"
        "`field` is the name in the records of `field` too"
        "name another column of the records",
    part_of_another_kind: Request FAULTY.rules(day("2022-12-31")).cases(&Selection::new("received", Part::Numerator)).map(drop) => "part-unsuitable"
        "`received` is a count: no records are its `numerator`"
        "ask for `counted`, or for `undecided`",
    cases_of_a_member_unknown: Request FAULTY.rules(day("2022-12-31")).cases(&Selection::new("received", Part::Counted).member("field", "Lend")).map(drop) => "member-unknown"
        "column `field` has no member `Lend`"
        "did you mean `Land`?",
    cases_by_a_column_without_members: Request FAULTY.rules(day("2022-12-31")).cases(&Selection::new("received", Part::Counted).member("fee", "1")).map(drop) => "column-without-members"
        "column `fee` has no members"
        "name a category or a boolean column",
    cases_of_another_year: Request FAULTY.rules(day("2022-12-31")).cases(&Selection::new("received", Part::Counted).period(Period::parse("2021").unwrap())).map(drop) => "period-not-counted"
        "nothing of `2021` is counted"
        "the plan counts 2022",
    value_of_a_day: Request FAULTY.evaluate(&tally(&FAULTY, "2022-12-31"), &Assumptions::none())?.value("received", Period::parse("2022-05-02").unwrap()).map(drop) => "period-not-counted"
        "`received` is not counted over 2022-05-02 by itself"
        "add `- {by: [], grain: day}` to the `breakdowns` of its source and count again",
    no_as_of_day: Request FAULTY.rules_as_of([]).map(drop) => "as-of-missing"
        "no as-of day is given"
        "give at least one day, such as the last day of the plan's period",
    too_many_cells: Data {
        let mut counter = FAULTY.rules(day("2022-12-31")).counter().with_cell_limit(1);
        counter.csv("cases", &b"code,received_on\nA,01/01/2022\n"[..])
    } => "too-many-cells"
        "the breakdowns of `cases` have come to 2 cells, and the limit is 1"
        "break down by fewer or coarser columns, declare `members`, or raise the limit",
    measure_unknown: Request breakdown("recieved", &[], None) => "measure-unknown"
        "the plan has no measure `recieved`"
        "did you mean `received`?",
    measure_expected_unknown: Request evaluate(&tally(&FAULTY, "2022-12-31"), &Assumptions::none().expecting("recieved", 10)) => "measure-unknown"
        "the plan has no measure `recieved`"
        "did you mean `received`?",
    volume_of_no_proportion: Request evaluate(&tally(&FAULTY, "2022-12-31"), &Assumptions::none().expecting("received", 10)) => "expected-not-a-proportion"
        "`received` is a count, which has no volume"
        "give expected volumes for proportions only",
    declared_unknown: Request evaluate(&tally(&FAULTY, "2022-12-31"), &Assumptions::none().declaring("archive", Declaration::new(day("2022-06-30"), true))) => "declaration-unknown"
        "no target of the plan asks whether `archive` is declared"
        "targets ask for it by `declared: name`",
    baseline_unknown: Request evaluate(&tally(&FAULTY, "2022-12-31"), &Assumptions::none().with_baseline("before", tally(&FAULTY, "2022-12-31"))) => "baseline-unknown"
        "no measure of the plan is compared with a tally `before`"
        "the plan names none: `than: {tally: …, period: …}` of a change does",
    baseline_unfit: Request COMPARED.evaluate(&tally(&COMPARED, "2022-12-31"), &Assumptions::none().with_baseline("before", tally(&COMPARED, "2022-12-31"))).map(drop) => "baseline-unfit"
        "the tally `before` does not have `received` over 2021"
        "count it over that time, with a breakdown that tells it apart",
    baseline_too_early: Request COMPARED.evaluate(&tally(&COMPARED, "2022-12-31"), &Assumptions::none().with_baseline("before", tally(&COMPARED, "2021-06-30"))).map(drop) => "baseline-unfit"
        "the tally `before` was counted as of 2021-06-30, before 2021 was over"
        "count it again as of 2021-12-31 or later",
    figures_too_coarse: Request figures(Grain::Week) => "figures-too-coarse"
        "the figures of `received` are of a month each, not of a week"
        "ask for whole months",
    breakdown_undeclared: Request breakdown("received", &["online"], Some(Grain::Month)) => "breakdown-undeclared"
        "`received` is not counted by online and month"
        "add `- {by: [online], grain: month}` to `breakdowns` of source `cases` and count again",
    breakdown_too_fine: Request breakdown("received", &["field"], Some(Grain::Day)) => "breakdown-undeclared"
        "`received` is not counted by field and day"
        "add `- {by: [field], grain: day}` to `breakdowns` of source `cases` and count again",
    breakdown_by_no_column: Request breakdown("received", &["unit"], None) => "column-unknown"
        "source `cases` has no column `unit`"
        "name a column with `type: category` or `type: boolean`",
    breakdown_by_a_number: Request breakdown("received", &["fee"], None) => "no-dimension"
        "`fee` is a decimal column and has no members to tell apart"
        "name a column with `type: category` or `type: boolean`",
    as_of_not_counted: Request FAULTY.evaluate_as_of(&tally(&FAULTY, "2022-12-31"), day("2022-06-30"), &Assumptions::none()).map(drop) => "as-of-not-counted"
        "the tally was not counted as of 2022-06-30"
        "it was counted as of 2022-12-31",
    tally_of_another_plan: Tally evaluate(&tally(&OTHER, "2022-12-31"), &Assumptions::none()) => "rules-differ"
        "the tally was counted by other rules than this plan's"
        "count again with this plan; a changed title or threshold would not matter",
    rules_differ: Tally tally(&FAULTY, "2022-12-31").merge(&tally(&OTHER, "2022-12-31")).map(drop) => "rules-differ"
        "the tallies were counted by different rules: `d615b0e7e558` and `542de80554ce`"
        "count both with the same sources, measures, breakdowns and calendar; titles and thresholds may differ",
    as_of_differs: Tally tally(&FAULTY, "2022-12-31").merge(&tally(&FAULTY, "2022-06-30")).map(drop) => "as-of-differs"
        "one tally stands for 2022-12-31, the other for 2022-06-30"
        "count both as of the same days",
    tally_is_no_json: Tally Tally::from_json("tally").map(drop) => "tally-unreadable"
        "this is not a tally: this is no JSON at line 1 column 2"
        "hand in the whole text that a tally was written to, and nothing else",
    tally_is_another_document: Tally Tally::from_json("{\"schema\":1}").map(drop) => "tally-unreadable"
        "this is not a tally: `rules` is missing at line 1 column 12"
        "hand in the whole text that a tally was written to, and nothing else",
    tally_of_another_schema: Tally read("\"schema\":1", "\"schema\":2") => "tally-unreadable"
        "this is not a tally: its schema is 2, and 1 is understood"
        "hand in the whole text that a tally was written to, and nothing else",
    tally_with_a_float: Tally read("\"read\":1", "\"read\":1.0") => "tally-unreadable"
        "this is not a tally: the value at line 1 column 228 cannot stand there"
        "hand in the whole text that a tally was written to, and nothing else",
    tally_below_zero: Tally read("\"read\":1", "\"read\":-1") => "tally-unreadable"
        "this is not a tally: the value at line 1 column 227 cannot stand there"
        "hand in the whole text that a tally was written to, and nothing else",
    tally_that_does_not_add_up: Tally read("\"read\":1", "\"read\":2") => "tally-unreadable"
        "this is not a tally: the records of `cases` do not add up"
        "hand in the whole text that a tally was written to, and nothing else",
    tally_that_lost_a_cell: Tally read("[[[],\"2022-01\",[1,0,1,0,1,0,\"0\"]]]", "[]") => "tally-unreadable"
        "this is not a tally: the cells by the whole and month do not add up to the records of `received_on`"
        "hand in the whole text that a tally was written to, and nothing else",
    tally_of_no_bucket: Tally read("\"2022-01\"", "\"January\"") => "tally-unreadable"
        "this is not a tally: `January` is no bucket of time"
        "hand in the whole text that a tally was written to, and nothing else",
    tally_of_no_grain: Tally read("\"grain\":\"month\"", "\"grain\":\"moon\"") => "tally-unreadable"
        "this is not a tally: `moon` is no grain of time"
        "hand in the whole text that a tally was written to, and nothing else",
    tally_of_no_day: Tally read("\"as_of\":\"2022-12-31\"", "\"as_of\":\"2022-02-30\"") => "tally-unreadable"
        "this is not a tally: `2022-02-30` is not a date"
        "hand in the whole text that a tally was written to, and nothing else",
    tally_with_a_sum_too_great: Tally read("1,0,\"0\"]", "1,1,\"170141183460469231731687303715884105728\"]") => "tally-unreadable"
        "this is not a tally: a cell's counters do not fit the items"
        "hand in the whole text that a tally was written to, and nothing else",
    tally_of_an_unknown_item: Tally read("\"kind\":\"amount\"", "\"kind\":\"median\"") => "tally-unreadable"
        "this is not a tally: item `fees` is of no known kind"
        "hand in the whole text that a tally was written to, and nothing else",
    column_missing_in_a_batch: Data count(vec![("code", text(&["A"])), ("received", text(&["2022-01-01"]))]) => "column-missing"
        "the records of `cases` have no column `received_on`"
        "did you mean `received`? say so with `header: received` in the plan",
    column_of_another_type: Data count(vec![("code", text(&["A"])), ("received_on", Column::new(Values::Integers(vec![20_220_101].into())))]) => "column-type"
        "column `received_on` of `cases` is declared as date and holds integers"
        "convert the column, or declare the type that it has in the plan",
    numbers_for_text: Data count(vec![("code", Column::new(Values::Floats(vec![1.0].into()))), ("received_on", text(&["2022-01-01"]))]) => "column-type"
        "column `code` of `cases` is declared as text and holds floats"
        "convert the column, or declare the type that it has in the plan",
    columns_of_other_lengths: Data count(vec![("code", text(&["A", "B"])), ("received_on", text(&["2022-01-01"]))]) => "column-lengths-differ"
        "column `received_on` is of length 1, and the first column of length 2"
        "give every column a value for each record",
    column_given_twice: Data count(vec![("code", text(&["A"])), ("code", text(&["A"]))]) => "column-repeated"
        "column `code` occurs twice"
        "rename or leave out one of them",
    validity_of_another_length: Data count(vec![("code", Column::with_validity(Values::Text(Strings::Separate(vec!["A"])), Bits::filled(true, 2)))]) => "validity-length"
        "the validity of column `code` is not of length 1"
        "give one bit for each row",
    offsets_past_the_end: Data count(vec![("code", Column::new(Values::Text(Strings::Offsets { offsets: vec![0, 1, 9].into(), data: "AB".into() })))]) => "text-offsets"
        "row 2 of column `code` has offsets that do not lead to a text"
        "make the column anew from its texts",
    offsets_within_a_letter: Data count(vec![("code", Column::new(Values::Text(Strings::LargeOffsets { offsets: vec![0, 1, 2].into(), data: "Đ".into() })))]) => "text-offsets"
        "row 1 of column `code` has offsets that do not lead to a text"
        "make the column anew from its texts",
    code_without_a_member: Data count(vec![("code", Column::new(Values::Codes { codes: vec![0, 7].into(), members: Strings::Separate(vec!["A"]) }))]) => "code-unknown"
        "row 2 of column `code` has a code that the dictionary lacks"
        "make the column anew from its texts",
    row_of_another_length: Data Rows::new(["code", "received_on"]).push(&[Value::Text("A")]) => "row-length"
        "a row of length 1 where there are 2 columns"
        "give one value for each column, NULL where there is none",
}

fn check(name: &str) {
    let case = CASES.iter().find(|case| case.name == name).unwrap();
    let error = (case.call)().unwrap_err();
    let kind = if error.is_request() {
        Kind::Request
    } else if error.is_tally() {
        Kind::Tally
    } else {
        Kind::Data
    };
    let problem = &error.problems()[0];
    let help = problem.help.as_deref().unwrap_or_default();
    let found = (kind, problem.code, problem.message.as_str(), help);
    assert_eq!(found, (case.kind, case.code, case.message, case.help));
}

/// Values of typed columns that cannot be read, and what is said of the row.
#[test]
fn typed_values_that_cannot_be_read() {
    let days = |days: Vec<i32>| Values::Days(days.into());
    let cases: [(&str, Values<'_>, &str, &str); 5] = [
        (
            "fee",
            Values::Floats(vec![0.1 + 0.2].into()),
            "decimal-unreadable",
            "`0.30000000000000004` is not a number with at most 2 digits after the point",
        ),
        (
            "fee",
            Values::Decimals { values: vec![1].into(), scale: 3 },
            "decimal-unreadable",
            "`0.001` is not a number with at most 2 digits after the point",
        ),
        (
            "score",
            Values::Decimals { values: vec![15].into(), scale: 1 },
            "integer-unreadable",
            "`1.5` is not a whole number",
        ),
        (
            "score",
            Values::Floats(vec![f64::INFINITY].into()),
            "integer-unreadable",
            "`inf` is not a whole number",
        ),
        (
            "resolved_on",
            days(vec![i32::MAX]),
            "date-unreadable",
            "`day 2147483647 from 1970` is not a date written as dd/MM/yyyy",
        ),
    ];
    for (name, values, code, message) in cases {
        let columns = vec![
            ("code".to_owned(), text(&["A"])),
            ("received_on".to_owned(), text(&["2022-01-01"])),
            (name.to_owned(), Column::new(values)),
        ];
        let mut counter = FAULTY.rules(day("2022-12-31")).counter();
        counter.batch("cases", &Batch::new(columns).unwrap()).unwrap();
        let (_, intake) = counter.finish().unwrap();
        let row = &intake.sources[0].rows[0];
        assert_eq!((row.code, row.column.as_str(), row.message.as_str()), (code, name, message));
        assert!(!row.help.is_empty());
    }
}

/// NaN is NULL: no fault of an optional column.
#[test]
fn not_a_number_is_null() {
    count(vec![
        ("code", text(&["A"])),
        ("received_on", text(&["2022-01-01"])),
        ("fee", Column::new(Values::Floats(vec![f64::NAN].into()))),
    ])
    .unwrap();
}

/// After an error a counter goes on returning it: what was counted in part is of no use.
#[test]
fn a_counter_that_failed_stays_failed() {
    let mut counter = FAULTY.rules(day("2022-12-31")).counter();
    let error = counter.csv("cases", &b"code\nA\n"[..]).unwrap_err();
    assert_eq!(counter.csv("cases", &b"code,received_on\nA,01/01/2022\n"[..]).unwrap_err(), error);
    assert_eq!(counter.finish().unwrap_err(), error);
}
