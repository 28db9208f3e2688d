//! Faulty plans and what is said of them: a table that the documentation shows too.
//!
//! Each case has the smallest text that is faulty in this way. Where it is no `whole` document,
//! the sections (top-level keys) that it does not write are those of [`SMALLEST_PLAN`].

/// A faulty plan.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Case {
    /// The part of a plan that it is about, as a heading.
    pub(crate) group: &'static str,
    /// What is wrong, in one name.
    pub(crate) name: &'static str,
    /// Whether the text is the whole document.
    pub(crate) whole: bool,
    /// The text, without the sections that are as in [`SMALLEST_PLAN`].
    pub(crate) yaml: &'static str,
    /// Every problem as it is shown: place, path, message, code and help.
    pub(crate) problems: &'static str,
}

/// The smallest plan that is worth writing, section by section.
pub(crate) const SMALLEST_PLAN: &[(&str, &str)] = &[
    (
        "schema",
        r"schema: 1
",
    ),
    (
        "organisation",
        r"organisation: A city
",
    ),
    (
        "title",
        r"title: Quality objectives
",
    ),
    (
        "period",
        r"period: 2022
",
    ),
    (
        "sources",
        r"sources:
  dossiers:
    columns:
      received_on: {type: date}
",
    ),
    (
        "measures",
        r"measures:
  received:
    count: {source: dossiers, dated_by: received_on}
",
    ),
    (
        "objectives",
        r#"objectives:
  - number: 1
    statement: Many dossiers are received
    target: {measure: received, is: ">= 100"}
"#,
    ),
];

impl Case {
    /// The whole document.
    #[must_use]
    pub(crate) fn document(&self) -> String {
        let mut document = self.yaml.to_owned();
        if self.whole {
            return document;
        }
        for (key, section) in SMALLEST_PLAN {
            let start = format!("{key}:");
            if !self.yaml.lines().any(|line| line.starts_with(&start)) {
                document.push_str(section);
            }
        }
        document
    }
}

/// Lays out the table, and one test for each of its cases.
macro_rules! cases {
    ($( [$group:literal] $( $name:ident: $extent:ident $yaml:literal => $problems:literal, )+ )+) => {
        /// Every case.
        pub(crate) const CASES: &[Case] = &[$($(
            Case {
                group: $group,
                name: stringify!($name),
                whole: cases!(@whole $extent),
                yaml: $yaml,
                problems: $problems,
            },
        )+)+];

        #[cfg(test)]
        mod each {
            $($(
                #[test]
                fn $name() {
                    crate::check(stringify!($name));
                }
            )+)+
        }
    };
    (@whole whole) => { true };
    (@whole sections) => { false };
}

cases! {
    ["The document"]
    empty_document: whole r"" =>
        r"the document is empty [empty-document]
  help: a plan begins with `schema: 1`",
    only_comments: whole r"# a plan will stand here
" =>
        r"the document is empty [empty-document]
  help: a plan begins with `schema: 1`",
    not_yaml: whole r"schema: 1
title: Plan: objectives of 2022
" =>
        r"2:12: this is not YAML: mapping values are not allowed in this context [yaml-syntax]
  help: a text with `: `, ` #` or a special character in front needs quotation marks; keys of one group begin in the same column",
    unclosed_bracket: whole r"schema: 1
notes: [one, two
" =>
        r"3:1: this is not YAML: while parsing a flow sequence, expected ',' or ']' [yaml-syntax]
  help: a text with `: `, ` #` or a special character in front needs quotation marks; keys of one group begin in the same column",
    tab_indentation: whole r"schema: 1
signatory:
	name: A person
" =>
        r"3:2: a line is indented with a tab [tab-indentation]
  help: YAML is indented with spaces only",
    several_documents: whole r"schema: 1
---
schema: 1
" =>
        r"1:1: a plan needs the key `organisation` [key-missing]
  help: add `organisation: …` here
1:1: a plan needs the key `title` [key-missing]
  help: add `title: …` here
1:1: a plan needs the key `period` [key-missing]
  help: add `period: …` here
1:1: a plan needs the key `sources` [key-missing]
  help: add `sources: …` here
1:1: a plan needs the key `measures` [key-missing]
  help: add `measures: …` here
1:1: a plan needs the key `objectives` [key-missing]
  help: add `objectives: …` here
2:1: a second document begins here [several-documents]
  help: keep one plan in a file, and remove the line `---` between",
    control_character: whole "schema: 1\ntitle: Quality\u{7}objectives\n" =>
        r"2:15: the character U+0007 does not belong into a plan [control-character]
  help: it is invisible; delete it, or save the file again as UTF-8",
    text_shown_backwards: whole "schema: 1\ntitle: Quality \u{202e}sevitcejbo\n" =>
        r"2:16: the character U+202E does not belong into a plan [control-character]
  help: it is invisible; delete it, or save the file again as UTF-8",
    not_a_group_of_keys: whole r"- schema: 1
" =>
        r"1:1: expected a group of keys, found a list [wrong-shape]
  help: write lines of `key: value`, indented below the key",
    alias: sections r"title: &title Quality objectives
place: *title
" =>
        r"1:8: title: an anchor (`&name`) is not read [anchor]
  help: write the value out
2:8: place: an alias (`*name`) is not read [alias]
  help: write the value out",
    tag: sections r"title: !!str 2022
" =>
        r"1:8: title: a tag (`!name`) is not read [tag]
  help: write the value out",
    duplicate_key: sections r"title: Quality objectives
title: Objectives
" =>
        r"2:1: `title` is written twice [duplicate-key]
  help: keep one of the two; the first is on line 1",
    key_is_a_list: sections r"[a, b]: c
" =>
        r"1:1: a key must be a single word or text [key-not-text]
  help: write `key: value`; a text in braces needs quotation marks",
    escaped_control_character: sections r#"title: "Quality\0objectives"
"# =>
        r"1:8: title: the character U+0000 does not belong into a plan [control-character]
  help: remove the escape that stands for it",

    ["Keys and values"]
    missing_key: sections r"signatory: {position: Chairman}
" =>
        r"1:12: signatory: a signatory needs the key `name` [key-missing]
  help: add `name: …` here",
    missing_keys: whole r"schema: 1
" =>
        r"1:1: a plan needs the key `organisation` [key-missing]
  help: add `organisation: …` here
1:1: a plan needs the key `title` [key-missing]
  help: add `title: …` here
1:1: a plan needs the key `period` [key-missing]
  help: add `period: …` here
1:1: a plan needs the key `sources` [key-missing]
  help: add `sources: …` here
1:1: a plan needs the key `measures` [key-missing]
  help: add `measures: …` here
1:1: a plan needs the key `objectives` [key-missing]
  help: add `objectives: …` here",
    unknown_key: sections r"recipient: The office
" =>
        r"1:1: recipient: `recipient` is not a key of a plan [unknown-key]
  help: did you mean `recipients`?",
    unknown_key_far: sections r"budget: 100
" =>
        r"1:1: budget: `budget` is not a key of a plan [unknown-key]
  help: its keys are `schema`, `number`, `organisation`, `title`, `place`, `issued`, `letterhead`, `period`, `signatory`, `recipients`, `legal_references`, `utc_offset`, `language`, `shown_places`, `suppress_below`, `calendar`, `parameters`, `sources`, `measures`, `declarations`, `objectives`, `notes`",
    value_missing: sections r"title:
" =>
        r"1:1: title: a text is missing here [value-missing]
  help: write a value, or remove the key; the word `null` needs quotation marks",
    null_word: sections r"title: null
" =>
        r"1:8: title: a text is missing here [value-missing]
  help: write a value, or remove the key; the word `null` needs quotation marks",
    empty_text: sections r#"title: ""
"# =>
        r"1:8: title: the text is empty [empty-text]
  help: write a text, or remove the key",
    list_for_text: sections r"title: [Quality, objectives]
" =>
        r"1:8: title: expected a text, found a list [wrong-shape]
  help: write one value after the key; a text in brackets needs quotation marks",
    text_for_group: sections r"signatory: A person
" =>
        r"1:12: signatory: expected a group of keys, found a single value [wrong-shape]
  help: write lines of `key: value`, indented below the key",
    text_for_list: sections r"sources:
  dossiers:
    columns:
      received_on: {type: date}
      field: {type: category, members: Land}
" =>
        r"5:40: sources.dossiers.columns.field.members: expected a list, found a single value [wrong-shape]
  help: write `[first, second]`, or one line with `- ` for each",
    empty_list: sections r"objectives: []
" =>
        r"1:13: objectives: the list is empty [empty-list]
  help: write at least one entry, or remove the key",
    empty_group: sections r"measures: {}
objectives: [{number: 1, statement: No target yet}]
" =>
        r"1:11: measures: nothing is listed here [empty-list]
  help: write at least one entry, or remove the key",
    not_a_boolean: sections r"sources:
  dossiers:
    strict: yes
    columns:
      received_on: {type: date}
" =>
        r"3:13: sources.dossiers.strict: `yes` is neither `true` nor `false` [not-a-boolean]
  help: write `true` or `false`, in small letters and without quotation marks",
    not_a_whole_number: sections r"shown_places: two
" =>
        r"1:15: shown_places: `two` is not a whole number that fits here [not-a-whole-number]
  help: write it in digits only, without quotation marks: `2`",
    not_a_number: sections r"parameters: {quota: 1e3}
" =>
        r"1:21: parameters.quota: `1e3` is not a number [not-a-number]
  help: write digits with a point as decimal mark, without quotation marks and without marks between thousands: `1234.5`",
    number_in_quotes: sections r#"parameters: {quota: "12"}
"# =>
        r"1:21: parameters.quota: `12` is not a number [not-a-number]
  help: write digits with a point as decimal mark, without quotation marks and without marks between thousands: `1234.5`",
    number_too_long: sections r"parameters: {quota: 10000000000000000000000000000000}
" =>
        r"1:21: parameters.quota: `10000000000000000000000000000000` has too many digits [number-too-long]
  help: at most 28 digits are read",
    not_a_date: sections r"issued: 2022-02-30
" =>
        r"1:9: issued: `2022-02-30` is not a date [not-a-date]
  help: write year, month and day of a day that exists: `2022-01-31`",
    date_in_another_order: sections r"issued: 28/01/2022
" =>
        r"1:9: issued: `28/01/2022` is not a date [not-a-date]
  help: write year, month and day of a day that exists: `2022-01-31`",
    not_a_period: sections r"period: 2022-Q5
" =>
        r"1:9: period: `2022-Q5` is not a period [not-a-period]
  help: write a year, half year, quarter, month, ISO week or day: `2022`, `2022-H2`, `2022-Q3`, `2022-03`, `2022-W05`, `2022-03-31`",
    unknown_word: sections r"language: de
" =>
        r"1:11: language: `de` is not a value of `language` [unknown-word]
  help: it is one of `vi`, `en`",
    unknown_word_near: sections r"sources:
  dossiers:
    columns:
      received_on: {type: dates}
" =>
        r"4:27: sources.dossiers.columns.received_on.type: `dates` is not a value of `type` [unknown-word]
  help: did you mean `date`? it is one of `text`, `category`, `boolean`, `integer`, `decimal`, `date`, `timestamp`, `period`",

    ["The plan as a whole"]
    suppress_below_nothing: sections r"suppress_below: 1
" =>
        r"1:17: suppress_below: 1 suppresses no cell [suppress-below-range]
  help: write at least 2, often 5; without the key every cell may be handed on",
    schema_version: sections r"schema: 2
" =>
        r"1:9: schema: version 2 of the format is not known [schema-version]
  help: this library reads `schema: 1`",
    period_order: sections r"period: {from: 2022-12-31, to: 2022-01-01}
" =>
        r"1:32: period.to: the period ends on 2022-01-01, before it begins [period-order]
  help: `to` is the last day that belongs to it",
    utc_offset: sections r#"utc_offset: "+7"
"# =>
        r#"1:13: utc_offset: `+7` is not an offset from UTC [utc-offset]
  help: write a sign, hours and minutes in quotation marks, up to 14 hours: `"+07:00"`"#,
    places_range: sections r"shown_places: 40
" =>
        r"1:15: shown_places: 40 places are too many [places-range]
  help: at most 18 are possible",
    name_form: sections r"parameters: {response time: 5}
" =>
        r#"1:14: parameters["response time"]: `response time` cannot be the name of a parameter [name-form]
  help: a name has letters, digits and `_` only, begins with a letter, and has at most 100 characters; put the wording into `title`"#,
    reserved_name: sections r"parameters: {case: 5}
" =>
        r"1:14: parameters.case: `case` has a meaning of its own in conditions [reserved-name]
  help: give the parameter another name",
    name_clash: sections r"parameters: {received_on: 5}
" =>
        r"9:7: sources.dossiers.columns.received_on: `received_on` is the name of a parameter too [name-clash]
  help: give the parameter another name; conditions could not tell them apart",
    duplicate_day: sections r"calendar: {holidays: [2022-09-02, {date: 2022-09-02, title: National day}]}
" =>
        r"1:42: calendar.holidays[1].date: `2022-09-02` is listed twice [duplicate-day]
  help: keep it once",
    calendar_day_twice: sections r"calendar: {holidays: [2022-09-02], working_days: [2022-09-02]}
" =>
        r"1:51: calendar.working_days[0]: `2022-09-02` is both a holiday and a make-up working day [calendar-day-twice]
  help: keep the date in one of the two lists",
    calendar_without_work: sections r"calendar: {weekend: [monday, tuesday, wednesday, thursday, friday, saturday, sunday]}
" =>
        r"1:21: calendar.weekend: the weekend covers the whole week [calendar-without-work]
  help: leave at least one weekday that is worked",
    unknown_calendar: sections r"calendar: {base: vietnm}
" =>
        r"1:18: calendar.base: there is no calendar `vietnm` [unknown-calendar]
  help: did you mean `vietnam`?",
    not_office_hours: sections r#"calendar: {office_hours: ["7:30-11:30"]}
"# =>
        r"1:27: calendar.office_hours[0]: `7:30-11:30` is not a span of office hours [not-office-hours]
  help: write two times of day on the 24-hour clock: `07:30-11:30`",
    office_hours_order: sections r#"calendar: {office_hours: ["22:00-06:00"]}
"# =>
        r"1:27: calendar.office_hours[0]: the office hours `22:00-06:00` end before they begin [office-hours-order]
  help: write the earlier time first; hours over midnight are two spans: `22:00-24:00` and `00:00-06:00`",
    office_hours_overlap: sections r#"calendar: {office_hours: ["07:30-11:30", "11:00-17:00"]}
"# =>
        r"1:42: calendar.office_hours[1]: the office hours `11:00-17:00` begin before `07:30-11:30` ends [office-hours-overlap]
  help: list the office hours of a day in order and without overlap",
    calendar_years: sections r"calendar: {base: vietnam}
period: 2020
" =>
        r"2:9: period: with this the plan spans from 2020-01-01 to 2020-12-31, beyond the years 2021 to 2027 of the calendar `vietnam` [calendar-years]
  help: leave `base` out and list the holidays and make-up working days of these years",
    calendar_years_of_an_objective: sections r"calendar: {base: vietnam}
objectives: [{number: 1, statement: By 2030, due: 2030}]
" =>
        r"2:14: objectives[0]: with this the plan spans from 2022-01-01 to 2030-12-31, beyond the years 2021 to 2027 of the calendar `vietnam` [calendar-years]
  help: leave `base` out and list the holidays and make-up working days of these years",

    ["Columns"]
    option_not_for_type: sections r"sources:
  dossiers:
    columns:
      received_on: {type: date}
      field: {type: text, members: [Land, Housing]}
" =>
        r"5:36: sources.dossiers.columns.field.members: `members` means nothing for a text column [option-not-for-type]
  help: remove `members`, or make the column `type: category`",
    event_without_date: sections r"sources:
  dossiers:
    columns:
      received_on: {type: date}
      outcome: {type: text, event: true}
" =>
        r"5:36: sources.dossiers.columns.outcome.event: `event` means nothing for a text column [option-not-for-type]
  help: remove `event`, or make the column `type: date`",
    scale_range: sections r"sources:
  dossiers:
    columns:
      received_on: {type: date}
      fee: {type: decimal, scale: 19}
" =>
        r"5:35: sources.dossiers.columns.fee.scale: 19 digits after the decimal mark are too many [scale-range]
  help: at most 18 are possible",
    order_of_no_category: sections r"sources:
  dossiers:
    columns:
      received_on: {type: date}
      pages: {type: integer, order: lowest_first}
" =>
        r"5:37: sources.dossiers.columns.pages.order: `order` means nothing for an integer column [option-not-for-type]
  help: remove `order`, or make the column `type: category`",
    order_without_members: sections r"sources:
  dossiers:
    columns:
      received_on: {type: date}
      grade: {type: category, order: lowest_first}
" =>
        r"5:38: sources.dossiers.columns.grade.order: an order needs the members that have it [order-without-members]
  help: list them with `members` in their order, or remove `order`",
    empty_means_value: sections r#"sources:
  dossiers:
    columns:
      received_on: {type: date, empty: [Tiada Data]}
      field: {type: category, members: [Land, "-"], empty: ["-", TB]}
      online: {type: boolean, empty: [false]}
"# =>
        r"5:61: sources.dossiers.columns.field.empty[0]: `-` cannot mean a value and none [empty-means-value]
  help: remove it from `empty`, or from what the column can be
6:39: sources.dossiers.columns.online.empty[0]: `false` cannot mean a value and none [empty-means-value]
  help: remove it from `empty`, or from what the column can be",
    optional_key: sections r"sources:
  dossiers:
    columns:
      received_on: {type: date}
      code: {type: text, key: true, optional: true}
" =>
        r"5:7: sources.dossiers.columns.code: a key cannot be optional [optional-key]
  help: a record is identified by its key; remove `optional` or `key`",
    several_keys: sections r"sources:
  dossiers:
    columns:
      received_on: {type: date}
      code: {type: text, key: true}
      number: {type: text, key: true}
" =>
        r"6:7: sources.dossiers.columns.number: `code` is a key already [several-keys]
  help: a record is identified by one column",
    known_with_unknown_column: sections r"sources:
  dossiers:
    columns:
      received_on: {type: date}
      due_on: {type: date, known_with: recieved_on}
" =>
        r"5:40: sources.dossiers.columns.due_on.known_with: there is no column `recieved_on` [unknown-column]
  help: did you mean `received_on`?",
    known_with_no_event: sections r"sources:
  dossiers:
    columns:
      received_on: {type: date}
      due_on: {type: date, known_with: received_on}
" =>
        r"5:40: sources.dossiers.columns.due_on.known_with: `received_on` is not an event [known-with-no-event]
  help: a column becomes known with a date column that has `event: true`",
    event_known_with: sections r"sources:
  dossiers:
    columns:
      received_on: {type: date}
      opened_on: {type: date, event: true}
      resolved_on: {type: date, event: true, known_with: opened_on}
" =>
        r"6:58: sources.dossiers.columns.resolved_on.known_with: an event cannot become known with another column [event-known-with]
  help: an event is known from its own day on; remove `known_with` or `event`",
    duplicate_header: sections r"sources:
  dossiers:
    columns:
      received_on: {type: date}
      due_on: {type: date, header: received_on}
" =>
        r"5:36: sources.dossiers.columns.due_on.header: `received_on` is the name in files of the column `received_on` too [duplicate-header]
  help: give each column a `header` of its own",
    duplicate_member: sections r"sources:
  dossiers:
    columns:
      received_on: {type: date}
      field: {type: category, members: [Land, Housing, Land]}
" =>
        r"5:56: sources.dossiers.columns.field.members[2]: `Land` is listed twice [duplicate-member]
  help: keep it once",
    alias_of_unknown_member: sections r"sources:
  dossiers:
    columns:
      received_on: {type: date}
      field: {type: category, members: [Land, Housing], aliases: {Flats: Housng}}
" =>
        r"5:74: sources.dossiers.columns.field.aliases.Flats: there is no member `Housng` [unknown-member]
  help: did you mean `Housing`?",
    alias_is_member: sections r"sources:
  dossiers:
    columns:
      received_on: {type: date}
      field: {type: category, members: [Land, Housing], aliases: {Land: Housing}}
" =>
        r"5:67: sources.dossiers.columns.field.aliases.Land: `Land` is a member itself [alias-is-member]
  help: an alias is a spelling that is not a member; remove one of the two",
    alias_of_alias: sections r"sources:
  dossiers:
    columns:
      received_on: {type: date}
      field: {type: category, aliases: {Flats: Homes, Homes: Housing}}
" =>
        r"5:48: sources.dossiers.columns.field.aliases.Flats: `Homes` is an alias itself [alias-of-alias]
  help: let the alias stand for the member directly",
    words_clash: sections r#"sources:
  dossiers:
    columns:
      received_on: {type: date}
      on_time: {type: boolean, words: {true: [x], false: ["-", x]}}
"# =>
        r"5:64: sources.dossiers.columns.on_time.words.false[1]: `x` cannot mean both true and false [words-clash]
  help: keep it in one of the lists",

    period_without_grain: sections r"sources:
  dossiers:
    columns:
      received_on: {type: date}
      month: {type: period}
" =>
        r"5:7: sources.dossiers.columns.month: the period column `month` does not say its `grain` [grain-missing]
  help: write `grain: month`, `quarter`, `year`, `week` or `day`",
    grain_of_no_period: sections r"sources:
  dossiers:
    columns:
      received_on: {type: date, grain: month}
" =>
        r"4:40: sources.dossiers.columns.received_on.grain: `grain` means nothing for a date column [option-not-for-type]
  help: remove `grain`, or make the column `type: period`",
    several_periods: sections r"sources:
  dossiers:
    columns:
      received_on: {type: date}
      month: {type: period, grain: month}
      quarter: {type: period, grain: quarter}
" =>
        r"6:7: sources.dossiers.columns.quarter: `month` is a period column already [several-periods]
  help: a row gives figures of one period; make the other a `date`",
    breakdown_finer_than_figures: sections r"sources:
  dossiers:
    columns:
      received_on: {type: date}
      quarter: {type: period, grain: quarter}
    breakdowns: [{by: [], grain: month}]
" =>
        r"6:18: sources.dossiers.breakdowns[0]: the figures of `quarter` are of a quarter, not of a month [figures-too-coarse]
  help: break down by quarter or by what is made of whole quarters",
    one_value_of_each_month: sections r"sources:
  scores:
    columns:
      month: {type: period, grain: month}
      score: {type: integer}
measures:
  score: {reported: {source: scores, value: score}}
objectives:
  - {number: 1, statement: A good score, target: {measure: score, is: '>= 5'}}
" =>
        r"9:50: objectives[0].target: `score` is one value for each month, which cannot be added up to that of 2022 [figures-not-added]
  help: ask `every: month`, or hand in the value of 2022 itself",
    ["Sources"]
    exists_from_no_date: sections r"sources:
  dossiers:
    columns:
      received_on: {type: date}
      code: {type: text}
    exists_from: code
" =>
        r"6:18: sources.dossiers.exists_from: `code` is a text column, and `exists_from` needs a date [wrong-column-type]
  help: name a column with `type: date` or `type: timestamp`",
    no_key_column: sections r"sources:
  dossiers:
    columns:
      received_on: {type: date}
    keys: report
" =>
        r"5:11: sources.dossiers.keys: `keys` needs a column that identifies a record [no-key-column]
  help: mark it with `key: true`",
    breakdown_too_wide: sections r"sources:
  dossiers:
    columns:
      received_on: {type: date}
      a: {type: boolean}
      b: {type: boolean}
      c: {type: boolean}
      d: {type: boolean}
      e: {type: boolean}
      f: {type: boolean}
    breakdowns: [{by: [a, b, c, d, e, f], grain: month}]
" =>
        r"11:23: sources.dossiers.breakdowns[0].by: 6 columns at once are too many [breakdown-too-wide]
  help: name at most 5; one category column can hold several joined, and several breakdowns can stand side by side",
    breakdown_by_text: sections r"sources:
  dossiers:
    columns:
      received_on: {type: date}
      code: {type: text}
    breakdowns: [{by: [code], grain: month}]
" =>
        r"6:24: sources.dossiers.breakdowns[0].by[0]: `code` is a text column and has no members to tell apart [no-dimension]
  help: name a column with `type: category` or `type: boolean`",
    breakdown_unknown_column: sections r"sources:
  dossiers:
    columns:
      received_on: {type: date}
      field: {type: category}
    breakdowns: [{by: [feild], grain: month}]
" =>
        r"6:24: sources.dossiers.breakdowns[0].by[0]: there is no column `feild` [unknown-column]
  help: did you mean `field`?",
    duplicate_dimension: sections r"sources:
  dossiers:
    columns:
      received_on: {type: date}
      field: {type: category}
    breakdowns: [{by: [field, field], grain: month}]
" =>
        r"6:31: sources.dossiers.breakdowns[0].by[1]: `field` is named twice [duplicate-dimension]
  help: keep it once",
    duplicate_breakdown: sections r"sources:
  dossiers:
    columns:
      received_on: {type: date}
      field: {type: category}
    breakdowns: [{by: [field], grain: week}, {by: [field], grain: week}]
" =>
        r"6:46: sources.dossiers.breakdowns[1]: this breakdown is declared already [duplicate-breakdown]
  help: keep one of them; the order of the columns does not count",
    csv_delimiter: sections r#"sources:
  dossiers:
    columns:
      received_on: {type: date}
    csv: {delimiter: "::"}
"# =>
        r#"5:22: sources.dossiers.csv.delimiter: `::` cannot be a delimiter [csv-delimiter]
  help: write one character: `","`, `";"`, `"|"`, or the word `tab`"#,
    csv_date_format: sections r"sources:
  dossiers:
    columns:
      received_on: {type: date}
    csv: {date_format: dd/mm/yy}
" =>
        r"5:24: sources.dossiers.csv.date_format: `dd/mm/yy` is not a format of dates [csv-date-format]
  help: write one such as `yyyy-MM-dd`, `dd/MM/yyyy`, `d/M/yyyy`, `dd-MM-yyyy`, `dd.MM.yyyy`, `MM/dd/yyyy`, …",

    ["Measures"]
    measure_without_kind: sections r"measures:
  received:
    title: Dossiers received
" =>
        r"2:3: measures.received: the measure does not say how its value is made [measure-kind]
  help: write one of `proportion`, `ratio`, `count`, `total`, `mean`, `minimum`, `maximum`, `stock`, `net_score`, `milestone`, `reported`, `change`, `share_of_members`, `score`",
    measure_of_two_kinds: sections r"measures:
  received:
    count: {source: dossiers, dated_by: received_on}
    mean: {source: dossiers, dated_by: received_on, of: 1}
" =>
        r"2:3: measures.received: the measure says in several ways how its value is made: `count`, `mean` [measure-kind]
  help: write one of `proportion`, `ratio`, `count`, `total`, `mean`, `minimum`, `maximum`, `stock`, `net_score`, `milestone`, `reported`, `change`, `share_of_members`, `score`",
    unknown_source: sections r"measures:
  received:
    count: {source: dossier, dated_by: received_on}
" =>
        r"3:21: measures.received.count.source: there is no source `dossier` [unknown-source]
  help: did you mean `dossiers`?",
    unknown_scale: sections r"measures:
  received:
    count: {source: dossiers, dated_by: received_on}
    scale: 100
" =>
        r"4:12: measures.received.scale: `100` is not a scale [unknown-scale]
  help: write `percent`, `per_mille`, `per_million`, `per 1000`, `1:n`, `points`, `points out of 5`, `date`, `number`, or a unit in letters such as `working days`",
    scale_of_kind: sections r#"measures:
  received:
    count: {source: dossiers, dated_by: received_on}
    scale: percent
objectives: [{number: 1, statement: Many, target: {measure: received, is: ">= 10%"}}]
"# =>
        r"4:12: measures.received.scale: the value of a count is not written in percent [scale-of-kind]
  help: write `number`, or a unit such as `dossiers`",
    option_not_for_kind: sections r"measures:
  received:
    count: {source: dossiers, dated_by: received_on}
    undecided: leave_out
" =>
        r"4:16: measures.received.undecided: `undecided` means nothing for a count: only the cases of a proportion or a net score can be undecided [option-not-for-kind]
  help: remove `undecided`",
    ratio_side_of_both: sections r"measures:
  received:
    ratio:
      numerator: {source: dossiers, dated_by: received_on, figure: 7}
      denominator: {figure: 12}
" =>
        r"4:18: measures.received.ratio.numerator: a given figure cannot have `source`, `dated_by` [ratio-side]
  help: write `source` and `dated_by`, or `figure` alone",
    ratio_side_without_date: sections r"measures:
  received:
    ratio:
      numerator: {source: dossiers}
      denominator: {figure: 12}
    scale: number
" =>
        r"4:18: measures.received.ratio.numerator: a counted side of a ratio needs the key `dated_by` [key-missing]
  help: add `dated_by: …` here",
    zero_denominator: sections r"measures:
  received:
    ratio: {numerator: {source: dossiers, dated_by: received_on}, denominator: {figure: 0}}
    scale: number
" =>
        r"3:80: measures.received.ratio.denominator: the denominator is zero [zero-denominator]
  help: nothing can be divided by zero; write the figure that is meant",
    duration_without_scale: sections r"sources:
  calls:
    columns:
      came_at: {type: timestamp}
      left_at: {type: timestamp}
measures:
  taken:
    mean: {source: calls, dated_by: CAST(came_at AS DATE), of: left_at - came_at}
objectives: [{number: 1, statement: Quick}]
" =>
        r"7:3: measures.taken: `left_at - came_at` is a duration, and the measure has no unit of time [time-scale]
  help: write `scale: seconds`, `minutes`, `hours`, `days` or `weeks`; `working hours` for what `worktime` gives",
    duration_in_points: sections r"sources:
  calls:
    columns:
      came_at: {type: timestamp}
      left_at: {type: timestamp}
measures:
  taken:
    mean: {source: calls, dated_by: CAST(came_at AS DATE), of: left_at - came_at}
    scale: points
objectives: [{number: 1, statement: Quick}]
" =>
        r"9:12: measures.taken.scale: `left_at - came_at` is a duration; `points` is no unit of time of fixed length [time-scale]
  help: write `scale: seconds`, `minutes`, `hours`, `days` or `weeks`; `working hours` for what `worktime` gives",
    duration_in_months: sections r"sources:
  calls:
    columns:
      came_at: {type: timestamp}
      left_at: {type: timestamp}
measures:
  taken:
    mean: {source: calls, dated_by: CAST(came_at AS DATE), of: left_at - came_at}
    scale: months
objectives: [{number: 1, statement: Quick}]
" =>
        r"9:12: measures.taken.scale: `left_at - came_at` is a duration; `months` is no unit of time of fixed length [time-scale]
  help: write `scale: seconds`, `minutes`, `hours`, `days` or `weeks`; `working hours` for what `worktime` gives",
    elapsed_time_in_working_hours: sections r"sources:
  calls:
    columns:
      came_at: {type: timestamp}
      left_at: {type: timestamp}
measures:
  taken:
    mean: {source: calls, dated_by: CAST(came_at AS DATE), of: left_at - came_at}
    scale: working hours
objectives: [{number: 1, statement: Quick}]
" =>
        r"9:12: measures.taken.scale: `left_at - came_at` is no working time [time-scale]
  help: write `scale: seconds`, `minutes`, `hours`, `days` or `weeks`; `working hours` for what `worktime` gives",

    reported_without_a_period_column: sections r"measures:
  received: {count: {source: dossiers, dated_by: received_on}}
  late: {reported: {source: dossiers, value: 1}}
" =>
        r"3:20: measures.late.reported: source `dossiers` has no period column [period-column-missing]
  help: give a column of the source `type: period` and its `grain`, or write `dated_by`",
    reported_figures: sections r"sources:
  dossiers:
    columns:
      received_on: {type: date}
      month: {type: period, grain: month}
      late: {type: integer}
measures:
  received: {count: {source: dossiers, dated_by: received_on}}
  late: {reported: {source: dossiers, numerator: late}}
" =>
        r"9:20: measures.late.reported: no value is made from `numerator` [reported-figures]
  help: write `numerator` and `denominator`, or `value` alone",
    scale_of_a_net_score: sections r"measures:
  received: {count: {source: dossiers, dated_by: received_on}}
  liked:
    net_score: {source: dossiers, dated_by: received_on, promoters: TRUE, detractors: FALSE}
    scale: working days
" =>
        r"5:12: measures.liked.scale: the value of a net score is not written in working days [scale-of-kind]
  help: write `points`, `number` or `percent`, or remove `scale`",
    when_empty_of_a_milestone: sections r"measures:
  received: {count: {source: dossiers, dated_by: received_on}}
  done:
    milestone: {source: dossiers, dated_by: received_on}
    when_empty: met
" =>
        r"5:17: measures.done.when_empty: `when_empty` means nothing for a milestone: without records it is not done [option-not-for-kind]
  help: remove `when_empty`",
    classes_named_twice: sections r#"measures:
  received:
    count: {source: dossiers, dated_by: received_on}
    classes: [{name: Many, is: ">= 100"}, {name: Many, is: "< 100 %"}]
"# =>
        r"4:50: measures.received.classes[1].name: `Many` is a class already [duplicate-class]
  help: name each class once
4:60: measures.received.classes[1].is: `< 100 %` is written in percent, and `received` is a plain number [target-scale]
  help: write the figure alone, or give the measure a `scale`",

    ["Measures made from others"]
    change_of_an_unknown_measure: sections r"measures:
  received: {count: {source: dossiers, dated_by: received_on}}
  growth: {change: {measure: recieved, than: previous year}}
" =>
        r"3:30: measures.growth.change.measure: there is no measure `recieved` [unknown-measure]
  help: did you mean `received`?",
    nothing_to_compare_with: sections r"measures:
  received: {count: {source: dossiers, dated_by: received_on}}
  growth: {change: {measure: received, than: last year}}
  other: {change: {measure: received, than: {tally: before}}}
" =>
        r"3:46: measures.growth.change.than: `last year` is nothing to compare with [change-base]
  help: write a period such as `2017`, `previous year` (or `half year`, `quarter`, `month`, `week`), `{figure: …}`, `{measure: …}` or `{tally: …, period: …}`
4:45: measures.other.change.than: it is not said what the value is compared with [change-base]
  help: write a period such as `2017`, `previous year` (or `half year`, `quarter`, `month`, `week`), `{figure: …}`, `{measure: …}` or `{tally: …, period: …}`",
    change_of_a_milestone: sections r"measures:
  received: {count: {source: dossiers, dated_by: received_on}}
  done: {milestone: {source: dossiers, dated_by: received_on}}
  growth: {change: {measure: done, than: previous year}}
" =>
        r"4:30: measures.growth.change.measure: the value of `done` is a date [measure-unsuitable]
  help: name a measure whose value is a number; in the `steps` of a score a date can be asked",
    difference_of_scales: sections r"measures:
  received: {count: {source: dossiers, dated_by: received_on}}
  late: {proportion: {source: dossiers, dated_by: received_on, numerator: FALSE}}
  growth: {change: {measure: received, than: {measure: late}, as: points}}
" =>
        r"4:20: measures.growth.change: `received` is measured in number and `late` in percent: they have no difference [measure-unsuitable]
  help: write `as: times` or `as: percent`, or compare with a measure of the same scale",
    measure_made_from_itself: sections r"measures:
  received: {count: {source: dossiers, dated_by: received_on}}
  one: {change: {measure: two, than: 2021}}
  two: {score: {parts: [{measure: received}, {measure: one}]}}
" =>
        r"3:3: measures.one: the measure is made from itself: `one` from `two` from `one` [measure-circle]
  help: let one of them be counted from records, or be reported",
    part_of_a_score: sections r"measures:
  received: {count: {source: dossiers, dated_by: received_on}}
  points: {score: {parts: [{measure: received, points: 2}, {title: Nothing}]}}
" =>
        r"3:28: measures.points.score.parts[0]: `measure`, `points` do not say how the points of the part come about [score-part]
  help: write `measure`, `measure` with `full_at` and `points`, or `steps`
3:60: measures.points.score.parts[1]: the part does not say how its points come about [score-part]
  help: write `measure`, `measure` with `full_at` and `points`, or `steps`",
    full_at_nothing: sections r"measures:
  received: {count: {source: dossiers, dated_by: received_on}}
  points: {score: {parts: [{measure: received, full_at: 0, points: 2}]}}
" =>
        r"3:57: measures.points.score.parts[0].full_at: `0` is no value from which on there are full points [score-part]
  help: write one value above zero: `full_at: 80%`",
    steps_of_a_score: sections r#"measures:
  received: {count: {source: dossiers, dated_by: received_on}}
  points:
    score:
      parts:
        - {steps: [{is: ">= 1", points: 2}, {points: 0}]}
        - {measure: received, steps: [{points: 0}, {is: ">= 1", points: 2}]}
        - {steps: [{points: 1, target: {measure: received}}]}
"# =>
        r"6:20: measures.points.score.parts[0].steps[0]: the step has `is`, and the part has no `measure` [score-step]
  help: write `points` with `is`, where the part has a `measure`, or with `target`, or alone at the end
7:39: measures.points.score.parts[1].steps[0]: only the last step holds otherwise [score-step]
  help: write `points` with `is`, where the part has a `measure`, or with `target`, or alone at the end
8:40: measures.points.score.parts[2].steps[0].target: the target of a step is one condition, or several joined [target-shape]
  help: write `measure` with `is`, or `all_of`, or `any_of`",
    members_of_no_column: sections r#"measures:
  received: {count: {source: dossiers, dated_by: received_on}}
  zones: {share_of_members: {measure: received, each: received_on, is: ">= 1"}}
"# =>
        r"3:55: measures.zones.share_of_members.each: `received_on` is a date column and has no members to tell apart [no-dimension]
  help: name a column with `type: category` or `type: boolean`",
    share_of_a_change_on_a_figure: sections r#"measures:
  received: {count: {source: dossiers, dated_by: received_on}}
  growth: {change: {measure: received, than: {figure: 100}}}
  zones: {share_of_members: {measure: growth, each: received_on, is: ">= 1%"}}
"# =>
        r"4:53: measures.zones.share_of_members.each: `growth` rests on a figure that no member has for itself [each-of-figure]
  help: ask the measure as a whole, or count both sides of its ratio
4:53: measures.zones.share_of_members.each: `received_on` is a date column and has no members to tell apart [no-dimension]
  help: name a column with `type: category` or `type: boolean`",

    ["Conditions"]
    condition_unknown_column: sections r"sources:
  dossiers:
    columns:
      received_on: {type: date}
measures:
  received:
    count: {source: dossiers, dated_by: received_on, where: recieved_on IS NULL}
" =>
        r"7:61: measures.received.count.where: `recieved_on` is neither a column of the source nor a parameter [unknown-name]
  help: did you mean `received_on`?",
    condition_of_wrong_kind: sections r"sources:
  dossiers:
    columns:
      received_on: {type: date}
measures:
  received:
    count: {source: dossiers, dated_by: received_on, where: received_on}
" =>
        r"7:61: measures.received.count.where: `received_on` is a date where a condition is expected [not-a-condition]
  help: compare it, as in `received_on IS NOT NULL`",
    condition_of_wrong_types: sections r"sources:
  dossiers:
    columns:
      received_on: {type: date}
measures:
  received:
    count: {source: dossiers, dated_by: received_on, where: received_on > 5}
" =>
        r"7:61: measures.received.count.where: `received_on` is a date and `5` is a whole number; they cannot be compared [kinds-differ]
  help: conditions are written as in SQL: `resolved_on > due_on AND outcome = 'resolved'`",
    condition_syntax: sections r"sources:
  dossiers:
    columns:
      received_on: {type: date}
measures:
  received:
    count: {source: dossiers, dated_by: received_on, where: received_on IS}
" =>
        r"7:75: measures.received.count.where: the condition ends where `NULL`, `TRUE` or `FALSE` was expected [syntax]
  help: conditions are written as in SQL: `resolved_on > due_on AND outcome = 'resolved'`",
    condition_undeclared_member: sections r#"sources:
  dossiers:
    columns:
      received_on: {type: date}
      field: {type: category, members: [Land, Housing]}
measures:
  received:
    count: {source: dossiers, dated_by: received_on, where: "field = 'Lond'"}
"# =>
        r"8:70: measures.received.count.where: `Lond` is not a declared member of `field` [unknown-member]
  help: did you mean `'Land'`?",
    condition_date_and_timestamp: sections r"sources:
  dossiers:
    columns:
      received_on: {type: date}
      resolved_at: {type: timestamp}
measures:
  received:
    count: {source: dossiers, dated_by: received_on, where: received_on < resolved_at}
" =>
        r"8:61: measures.received.count.where: `received_on` is a date and `resolved_at` is a timestamp; they cannot be compared [kinds-differ]
  help: write `CAST(resolved_at AS DATE)`",
    dated_by_number: sections r"measures:
  received:
    count: {source: dossiers, dated_by: 5}
" =>
        r"3:41: measures.received.count.dated_by: `5` is a whole number where a date is expected [wrong-kind]
  help: name a date column, or compute a date: `due_on + 1`",
    dated_by_constant: sections r"measures:
  received:
    count: {source: dossiers, dated_by: as_of}
" =>
        r"3:41: measures.received.count.dated_by: `as_of` is the same day for every record [dated-by-constant]
  help: name a date column, or compute a date from one: `due_on + 1`",
    total_of_date: sections r"measures:
  received:
    total: {source: dossiers, dated_by: received_on, of: received_on}
" =>
        r"3:58: measures.received.total.of: `received_on` is a date where a number is expected [wrong-kind]
  help: name a number column, or compute a number or a duration: `paid - refunded`, `done_at - received_at`",
    check_of_wrong_kind: sections r"sources:
  dossiers:
    columns:
      received_on: {type: date}
    checks: {odd: {when: received_on + 1}}
" =>
        r"5:26: sources.dossiers.checks.odd.when: `received_on + 1` is a date where a condition is expected [not-a-condition]
  help: compare it, as in `received_on + 1 IS NOT NULL`",
    place_in_single_quotes: sections r"sources:
  dossiers:
    columns:
      received_on: {type: date}
      note: {type: text}
measures:
  received:
    count: {source: dossiers, dated_by: received_on, where: 'note = ''x'' AND oops = 1'}
" =>
        r"8:79: measures.received.count.where: `oops` is neither a column of the source nor a parameter [unknown-name]
  help: the columns are `received_on`, `note`",
    duration_with_number: sections r#"sources:
  calls:
    columns:
      came_at: {type: timestamp}
      left_at: {type: timestamp}
measures:
  quick:
    count: {source: calls, dated_by: CAST(came_at AS DATE), where: "left_at - came_at <= 90"}
objectives: [{number: 1, statement: Quick}]
"# =>
        r"8:69: measures.quick.count.where: `left_at - came_at` is a duration and `90` is a whole number; they cannot be compared [kinds-differ]
  help: write it with its unit: `90 minutes`, `90 hours`",
    months_as_duration: sections r#"sources:
  calls:
    columns:
      came_at: {type: timestamp}
      left_at: {type: timestamp}
measures:
  quick:
    count: {source: calls, dated_by: CAST(came_at AS DATE), where: "left_at <= came_at + 3 months"}
objectives: [{number: 1, statement: Quick}]
"# =>
        r"8:90: measures.quick.count.where: `3 months` has no fixed length [no-fixed-length]
  help: months are counted by `months(from, to) <= 3` and added by `add_months(date, 3)`",
    date_with_hours: sections r#"sources:
  calls:
    columns:
      came_at: {type: timestamp}
      left_at: {type: timestamp}
measures:
  quick:
    count: {source: calls, dated_by: CAST(came_at AS DATE), where: "CAST(left_at AS DATE) + 36 hours > as_of"}
objectives: [{number: 1, statement: Quick}]
"# =>
        r"8:69: measures.quick.count.where: a duration cannot be added to a date [wrong-kind]
  help: a date moves by whole days: `due_on + 2`; hours and minutes move a timestamp",
    office_hours_missing: sections r#"sources:
  calls:
    columns:
      came_at: {type: timestamp}
      left_at: {type: timestamp}
measures:
  quick:
    count: {source: calls, dated_by: CAST(came_at AS DATE), where: "worktime(came_at, left_at) <= 4 hours"}
objectives: [{number: 1, statement: Quick}]
"# =>
        r#"8:69: measures.quick.count.where: working time is asked for, and the calendar has no office hours [office-hours-missing]
  help: add them to the plan: `calendar: {office_hours: ["07:30-11:30", "13:30-17:00"]}`"#,
    half_a_pause: sections r#"sources:
  calls:
    columns:
      came_at: {type: timestamp}
      left_at: {type: timestamp}
measures:
  quick:
    count: {source: calls, dated_by: CAST(came_at AS DATE), where: "worktime(came_at, left_at, came_at) <= 4 hours"}
objectives: [{number: 1, statement: Quick}]
"# =>
        r"8:69: measures.quick.count.where: `worktime` takes 2 values, and 2 more for each pause, not 3 [wrong-number-of-values]
  help: write `worktime(from, to)`, or `worktime(from, to, pause_from, pause_to)`",
    worktime_of_dates: sections r#"sources:
  calls:
    columns:
      came_at: {type: timestamp}
      left_at: {type: timestamp}
measures:
  quick:
    count: {source: calls, dated_by: CAST(came_at AS DATE), where: "worktime(as_of, left_at) <= 4 hours"}
objectives: [{number: 1, statement: Quick}]
"# =>
        r#"8:69: measures.quick.count.where: working time is asked for, and the calendar has no office hours [office-hours-missing]
  help: add them to the plan: `calendar: {office_hours: ["07:30-11:30", "13:30-17:00"]}`
8:78: measures.quick.count.where: `as_of` is a date where a timestamp is expected [wrong-kind]
  help: ask whether the day of a limit has passed, as in `CAST(add_worktime(came_at, 4 hours) AS DATE) <= as_of`"#,
    not_a_time_of_day: sections r#"sources:
  calls:
    columns:
      came_at: {type: timestamp}
      left_at: {type: timestamp}
measures:
  quick:
    count: {source: calls, dated_by: CAST(came_at AS DATE), where: "counted_from(came_at, '3pm') = as_of"}
objectives: [{number: 1, statement: Quick}]
"# =>
        r"8:91: measures.quick.count.where: `'3pm'` is not a time of day [not-a-time-of-day]
  help: write hours and minutes in single quotes: `'15:00'`",

    ["Targets"]
    target_empty: sections r"objectives:
  - number: 1
    statement: Many dossiers are received
    target: {title: Later}
" =>
        r"4:13: objectives[0].target: the target says nothing [target-shape]
  help: write `measure` with `is`, or `declared`, or `all_of`, or `any_of`",
    target_of_two_shapes: sections r#"objectives:
  - number: 1
    statement: Many dossiers are received
    target: {measure: received, is: ">= 1", all_of: [{measure: received, is: "> 1"}]}
"# =>
        r"4:13: objectives[0].target: the target has `measure`, `is`, `all_of` at once [target-shape]
  help: write `measure` with `is`, or `declared`, or `all_of`, or `any_of`",
    target_without_measure: sections r#"objectives:
  - number: 1
    statement: Many dossiers are received
    target: {is: ">= 100"}
"# =>
        r"4:13: objectives[0].target: the target has no `measure` [target-shape]
  help: write `measure` with `is`, or `declared`, or `all_of`, or `any_of`",
    target_without_condition: sections r"objectives:
  - number: 1
    statement: Many dossiers are received
    target: {measure: received}
" =>
        r"4:13: objectives[0].target: the target has no `is` [target-shape]
  help: write `measure` with `is`, or `declared`, or `all_of`, or `any_of`",
    members_without_each: sections r#"objectives:
  - number: 1
    statement: Many dossiers are received
    target: {measure: received, is: ">= 1", members: [Land]}
"# =>
        r"4:13: objectives[0].target: `members` means nothing without `each` [target-shape]
  help: name the column whose members are asked: `each: …`",
    unknown_measure: sections r#"objectives:
  - number: 1
    statement: Many dossiers are received
    target: {measure: recieved, is: ">= 100"}
"# =>
        r"4:23: objectives[0].target.measure: there is no measure `recieved` [unknown-measure]
  help: did you mean `received`?",
    round_of_scale: sections r#"measures:
  received:
    ratio:
      numerator: {source: dossiers, dated_by: received_on}
      denominator: {source: dossiers, dated_by: received_on}
    scale: 1:n
    round: {places: 1}
objectives:
  - number: 1
    statement: Many dossiers are received
    target: {measure: received, is: ">= 1:20"}
"# =>
        r"7:12: measures.received.round: a value on the scale `1:n` has no places to round to [round-of-scale]
  help: remove `round`, or write the measure in another `scale`",
    scale_of_a_day: sections r#"measures:
  received:
    count: {source: dossiers, dated_by: received_on}
    scale: date
objectives:
  - number: 1
    statement: Many dossiers are received
    target: {measure: received, is: "by 2022-12-31"}
"# =>
        r"4:12: measures.received.scale: the value of a count is not written in date [scale-of-kind]
  help: write `number`, or a unit such as `dossiers`",
    target_unreadable: sections r#"objectives:
  - number: 1
    statement: Many dossiers are received
    target: {measure: received, is: ">"}
"# =>
        r"4:37: objectives[0].target.is: `>` is not a target that can be read [target-unreadable]
  help: write a level such as `< 1.5%`, `>= 85 points`, `55%..60%`, `từ 25% trở lên`",
    target_qualitative: sections r#"objectives:
  - number: 1
    statement: Many dossiers are received
    target: {measure: received, is: "plenty"}
"# =>
        r"4:37: objectives[0].target.is: `plenty` names nothing that can be counted [target-qualitative]
  help: write a level such as `>= 25%`, or let a person declare it: `declared: …` in the place of `measure` and `is`",
    target_ordinal: sections r#"objectives:
  - number: 1
    statement: Many dossiers are received
    target: {measure: received, is: "giải nhì trở lên"}
"# =>
        r"4:37: objectives[0].target.is: `giải nhì trở lên` names a rank or a class, not a value [target-ordinal]
  help: write `class: …` for a class of the measure, or compare the ordered category in the measure's condition, such as `prize >= 'Second'`",
    target_scope: sections r#"objectives:
  - number: 1
    statement: Many dossiers are received
    target: {measure: received, is: "trên 90% chỉ tiêu"}
"# =>
        r"4:37: objectives[0].target.is: `trên 90% chỉ tiêu` says of what as well, which is the measure's to say [target-scope]
  help: write `> 90%` here, and the rest as the measure's condition or title",
    target_of_persons: sections r#"objectives:
  - number: 1
    statement: Many dossiers are received
    target: {measure: received, is: "từ 15 tuổi trở lên"}
"# =>
        r"4:37: objectives[0].target.is: `từ 15 tuổi trở lên` says whom it is about, not which value is to be reached [target-scope]
  help: write it as a condition of the measure, such as `denominator: age >= 15`",
    target_recurring: sections r#"objectives:
  - number: 1
    statement: Many dossiers are received
    target: {measure: received, is: "<= 5 per year", every: quarter}
"# =>
        r"4:61: objectives[0].target.every: `<= 5 per year` is asked every year, and `every` says otherwise [every-differs]
  help: say it once: with `every`, or in the words of `is`",
    target_dated: sections r#"objectives:
  - number: 1
    statement: Many dossiers are received
    target: {measure: received, is: ">= 5 by the end of 2030"}
"# =>
        r"4:37: objectives[0].target.is: `>= 5 by the end of 2030` ends on 2030-12-31, and what it is asked of ends on 2022-12-31 [during-differs]
  help: let the objective be due then, or leave the period out of the phrase",
    target_ambiguous: sections r#"objectives:
  - number: 1
    statement: Many dossiers are received
    target: {measure: received, is: ">= 3.000"}
"# =>
        r"4:37: objectives[0].target.is: `3.000` can be read with decimals or with thousands [target-ambiguous]
  help: write `3.0000` or `3000`, whichever is meant",
    target_range_empty: sections r#"objectives:
  - number: 1
    statement: Many dossiers are received
    target: {measure: received, is: "60..50"}
"# =>
        r"4:37: objectives[0].target.is: no value lies in `60..50` [target-range-empty]
  help: write the lower end first",
    target_relative: sections r#"objectives:
  - number: 1
    statement: Many dossiers are received
    target: {measure: received, is: "tăng 10%"}
"# =>
        r"4:37: objectives[0].target.is: `tăng 10%` does not say with what it compares [than-missing]
  help: write it beside: `than: 2017`, `than: previous year`, `than: {figure: …}`, `than: {measure: …}`",
    target_scale: sections r#"objectives:
  - number: 1
    statement: Many dossiers are received
    target: {measure: received, is: ">= 25%"}
"# =>
        r"4:37: objectives[0].target.is: `>= 25%` is written in percent, and `received` is a plain number [target-scale]
  help: write the figure alone, or give the measure a `scale`",
    over_without_every: sections r#"objectives:
  - number: 1
    statement: Many dossiers are received
    target: {measure: received, is: ">= 1", over: 3 months}
"# =>
        r"4:51: objectives[0].target.over: `over` means nothing without `every` [target-shape]
  help: name the periods of which it is asked: `every: month`",
    over_unreadable: sections r#"objectives:
  - number: 1
    statement: Many dossiers are received
    target: {measure: received, is: ">= 1", every: month, over: some months}
"# =>
        r"4:65: objectives[0].target.over: `some months` is not a number of periods [over-unreadable]
  help: write how many periods are taken together, at most 1000: `3 months`",
    over_of_another_grain: sections r#"objectives:
  - number: 1
    statement: Many dossiers are received
    target: {measure: received, is: ">= 1", every: quarter, over: 3 months}
"# =>
        r"4:67: objectives[0].target.over: `over` is in months, and the target is asked every quarter [over-grain]
  help: write it in quarters, or change `every`",
    over_more_than_there_is: sections r#"objectives:
  - number: 1
    statement: Many dossiers are received
    target: {measure: received, is: ">= 1", every: quarter, over: 5 quarters}
"# =>
        r"4:52: objectives[0].target.every: no 5 quarters lie within the objective's time [every-without-period]
  help: take fewer together with `over`, or let the objective start earlier",
    every_in_every: sections r#"objectives:
  - number: 1
    statement: Many dossiers are received
    target: {every: quarter, all_of: [{measure: received, is: ">= 1", every: month}]}
"# =>
        r"4:78: objectives[0].target.all_of[0].every: a part of a target that is asked of each period has periods of its own [every-in-every]
  help: write `every` once, at the outermost target that is asked so",
    too_many_periods: sections r#"objectives:
  - number: 1
    statement: Many dossiers are received
    due: 2025
    target: {measure: received, is: ">= 1", every: day}
"# =>
        r"5:52: objectives[0].target.every: the target is asked of more than 1000 periods [too-many-periods]
  help: ask it of longer periods, or let the objective be due earlier",
    no_cases_without_members: sections r#"objectives:
  - number: 1
    statement: Many dossiers are received
    target: {measure: received, is: ">= 1", no_cases: skip}
"# =>
        r"4:13: objectives[0].target: `no_cases` means nothing without `each` or `every` [target-shape]
  help: name the column whose members are asked, or the periods: `each: …`, `every: …`",
    no_cases_of_joined_targets: sections r#"objectives:
  - number: 1
    statement: Many dossiers are received
    target: {all_of: [{measure: received, is: ">= 1"}], no_cases: skip}
"# =>
        r"4:13: objectives[0].target: `no_cases` means nothing without `each` or `every` [target-shape]
  help: name the column whose members are asked, or the periods: `each: …`, `every: …`",
    two_conditions: sections r#"objectives:
  - number: 1
    statement: Many dossiers are received
    target: {measure: received, is: ">= 1", path: {2022: ">= 1"}}
"# =>
        r"4:13: objectives[0].target: the target has `is`, `path` at once [target-shape]
  help: keep the one that is meant",
    by_member_without_each: sections r#"sources:
  dossiers:
    columns:
      received_on: {type: date}
      field: {type: category, members: [Land, Housing]}
objectives:
  - number: 1
    statement: Many dossiers are received
    target: {measure: received, by_member: {Land: ">= 1"}}
"# =>
        r"9:13: objectives[0].target: `by_member` means nothing without `each` [target-shape]
  help: name the column whose members are asked: `each: …`",
    by_member_and_members: sections r#"sources:
  dossiers:
    columns:
      received_on: {type: date}
      field: {type: category, members: [Land, Housing]}
objectives:
  - number: 1
    statement: Many dossiers are received
    target: {measure: received, each: field, by_member: {Land: ">= 1"}, members: [Land]}
"# =>
        r"9:13: objectives[0].target: `by_member` names the members, and so does `members` [target-shape]
  help: remove `members`",
    by_member_of_an_undeclared_one: sections r#"sources:
  dossiers:
    columns:
      received_on: {type: date}
      field: {type: category, members: [Land, Housing]}
objectives:
  - number: 1
    statement: Many dossiers are received
    target: {measure: received, each: field, by_member: {Lnad: ">= 1"}}
"# =>
        r"9:58: objectives[0].target.by_member.Lnad: there is no member `Lnad` [unknown-member]
  help: did you mean `Land`?",
    by_member_unreadable: sections r#"sources:
  dossiers:
    columns:
      received_on: {type: date}
      field: {type: category, members: [Land, Housing]}
objectives:
  - number: 1
    statement: Many dossiers are received
    target: {measure: received, each: field, by_member: {Land: "<= 5 per year", Housing: ">= 25%"}}
"# =>
        r"9:64: objectives[0].target.by_member.Land: `<= 5 per year` is asked every year, which does not belong here [every-misplaced]
  help: write the threshold alone, and `every: year` beside `measure`
9:90: objectives[0].target.by_member.Housing: `>= 25%` is written in percent, and `received` is a plain number [target-scale]
  help: write the figure alone, or give the measure a `scale`",
    between_without_path: sections r#"objectives:
  - number: 1
    statement: Many dossiers are received
    target: {measure: received, is: ">= 1", between: previous}
"# =>
        r"4:13: objectives[0].target: `between` means nothing without `path` [target-shape]
  help: write the thresholds by period: `path: {2025: …, 2030: …}`",
    path_and_every: sections r#"objectives:
  - number: 1
    statement: Many dossiers are received
    target: {measure: received, path: {2022: ">= 1"}, every: year}
"# =>
        r"4:13: objectives[0].target: the periods of a `path` are those that it names [target-shape]
  help: remove `every` and `over`, or write `is` instead of `path`",
    path_with_gaps: sections r#"objectives:
  - number: 1
    statement: Many dossiers are received
    target: {measure: received, path: {2022-Q1: ">= 10", 2022-Q3: ">= 20"}}
"# =>
        r"4:39: objectives[0].target.path: the path does not say what is asked of `2022-Q2`, `2022-Q4` [between-missing]
  help: write `between: previous`, `next`, `linear` or `nothing`",
    path_of_no_period: sections r#"objectives:
  - number: 1
    statement: Many dossiers are received
    target: {measure: received, path: {spring: ">= 10"}, between: next}
"# =>
        r"4:40: objectives[0].target.path.spring: `spring` is not a period [path-period]
  help: write a year, half year, quarter, month, ISO week or day: `2025`, `2025-H1`, `2025-Q3`, `2025-03`, `2025-W05`, `2025-03-31`",
    path_of_two_kinds: sections r#"objectives:
  - number: 1
    statement: Many dossiers are received
    target: {measure: received, path: {2022-Q1: ">= 10", 2022-12: ">= 20"}, between: next}
"# =>
        r#"4:58: objectives[0].target.path["2022-12"]: `2022-12` is a month, and the path began with a quarter [path-grain]
  help: name periods of one kind, such as years"#,
    path_outside_the_plan: sections r#"objectives:
  - number: 1
    statement: Many dossiers are received
    target: {measure: received, path: {2023: ">= 10"}, between: previous}
"# =>
        r"4:39: objectives[0].target.path: the path asks nothing of the objective's time [path-without-period]
  help: name a period in which the objective is evaluated, or write `between: previous` or `next`",
    by_member_recurring: sections r#"sources:
  dossiers:
    columns:
      received_on: {type: date}
      field: {type: category, members: [Land, Housing]}
objectives:
  - number: 1
    statement: Many dossiers are received
    target: {measure: received, each: field, by_member: {Land: ">= 5 per month"}}
"# =>
        r"9:64: objectives[0].target.by_member.Land: `>= 5 per month` is asked every month, which does not belong here [every-misplaced]
  help: write the threshold alone, and `every: month` beside `measure`",
    path_without_a_line: sections r#"objectives:
  - number: 1
    statement: Many dossiers are received
    target: {measure: received, path: {2022-Q1: ">= 10", 2022-Q4: "> 20"}, between: linear}
"# =>
        r#"4:58: objectives[0].target.path["2022-Q4"]: there is no straight line from `>= 10` to `> 20` [path-not-linear]
  help: compare in the same way at both ends, or write `between: previous` or `next`"#,
    declared_and_measured: sections r#"objectives:
  - number: 1
    statement: Many dossiers are received
    target: {declared: archive, measure: received, is: ">= 1"}
"# =>
        r"4:13: objectives[0].target: the target has `measure`, `is`, `declared` at once [target-shape]
  help: write `measure` with `is`, or `declared`, or `all_of`, or `any_of`",
    declared_but_not_a_day: sections r#"objectives:
  - number: 1
    statement: Many dossiers are received
    target: {declared: archive, is: ">= 1"}
"# =>
        r"4:37: objectives[0].target.is: `>= 1` is not a day, and a declaration has no other value [declared-not-a-day]
  help: write by when it has to be declared: `by 2025-12-31`",
    declared_has_no_cases: sections r"objectives:
  - number: 1
    statement: Many dossiers are received
    target: {declared: archive, every: quarter, no_cases: no_data}
" =>
        r"4:13: objectives[0].target: a declaration has no cases: where there is none, there is no data [target-shape]
  help: remove `no_cases`",
    declaration_that_no_target_asks: sections r"declarations: [{name: archives, on: 2022-06-30, holds: true}]
objectives:
  - number: 1
    statement: Many dossiers are received
    target: {declared: archive}
" =>
        r"1:23: declarations[0].name: no target asks whether `archives` is declared [declaration-unasked]
  help: did you mean `archive`?",
    declared_twice_on_a_day: sections r"declarations:
  - {name: archive, on: 2022-06-30, holds: true}
  - {name: archive, on: 2022-06-30, holds: false}
objectives:
  - number: 1
    statement: Many dossiers are received
    target: {declared: archive}
" =>
        r"3:25: declarations[1].on: `archive` is declared twice on 2022-06-30 [duplicate-declaration]
  help: keep the one that counts; the first is on line 2",
    than_missing: sections r"objectives:
  - number: 1
    statement: Many dossiers are received
    target: {measure: received, is: up 5%}
" =>
        r"4:37: objectives[0].target.is: `up 5%` does not say with what it compares [than-missing]
  help: write it beside: `than: 2017`, `than: previous year`, `than: {figure: …}`, `than: {measure: …}`",
    than_with_a_level: sections r#"objectives:
  - number: 1
    statement: Many dossiers are received
    target: {measure: received, is: ">= 5", than: 2021}
"# =>
        r"4:37: objectives[0].target.is: `>= 5` is a level and does not compare with anything [than-without-change]
  help: write a change, such as `up 5%` or `giảm ít nhất 20%`, or remove `than`",
    than_and_another_base: sections r"objectives:
  - number: 1
    statement: Many dossiers are received
    target: {measure: received, is: up 5% on 2020, than: 2021}
" =>
        r"4:37: objectives[0].target.is: `up 5% on 2020` and `than` name different bases [than-differs]
  help: say it once: with `than`, or in the words of `is`",
    than_nothing_known: sections r"objectives:
  - number: 1
    statement: Many dossiers are received
    target: {measure: received, is: up 5%, than: last spring}
" =>
        r"4:50: objectives[0].target.than: `last spring` is nothing to compare with [change-base]
  help: write a period such as `2017`, `previous year` (or `half year`, `quarter`, `month`, `week`), `{figure: …}`, `{measure: …}` or `{tally: …, period: …}`",
    than_no_measure: sections r"objectives:
  - number: 1
    statement: Many dossiers are received
    target: {measure: received, is: gấp 30 lần GRDP}
" =>
        r"4:37: objectives[0].target.is: there is no measure `GRDP` to compare with [change-base]
  help: say which one is meant: `than: {measure: …}`",
    change_of_a_share: sections r#"sources:
  dossiers:
    columns:
      received_on: {type: date}
      field: {type: category, members: [Land, Housing]}
      late: {type: boolean}
measures:
  received:
    count: {source: dossiers, dated_by: received_on}
  late:
    proportion: {source: dossiers, dated_by: received_on, numerator: late}
    classes: [{name: Good, is: "<= 5%"}, {name: Fair, is: "> 10%..20%"}, {name: Poor, is: "> 20%"}]
objectives:
  - number: 1
    statement: Many dossiers are received
    target: {measure: late, is: giảm 10%, than: previous year}
"# =>
        r"16:33: objectives[0].target.is: `giảm 10%` of a share can be a part of what it was, or percentage points [target-ambiguous]
  help: write `relative change <= -10%` or `change <= -10 percentage points`, whichever is meant",
    change_of_members_on_a_figure: sections r#"sources:
  dossiers:
    columns:
      received_on: {type: date}
      field: {type: category, members: [Land, Housing]}
      late: {type: boolean}
measures:
  received:
    count: {source: dossiers, dated_by: received_on}
  late:
    proportion: {source: dossiers, dated_by: received_on, numerator: late}
    classes: [{name: Good, is: "<= 5%"}, {name: Fair, is: "> 10%..20%"}, {name: Poor, is: "> 20%"}]
objectives:
  - number: 1
    statement: Many dossiers are received
    target: {measure: received, is: up 5%, each: field, than: {figure: 12}}
"# =>
        r"16:37: objectives[0].target.is: the base is a figure that no member has for itself [each-of-figure]
  help: compare with a period, or ask the measure as a whole",
    change_of_a_share_without_a_base: sections r"sources:
  dossiers:
    columns:
      received_on: {type: date}
      late: {type: boolean}
measures:
  late:
    proportion: {source: dossiers, dated_by: received_on, numerator: late}
objectives:
  - number: 1
    statement: Fewer dossiers are late
    target: {measure: late, is: giảm 10%}
" =>
        r"12:33: objectives[0].target.is: `giảm 10%` of a share can be a part of what it was, or percentage points [target-ambiguous]
  help: write `relative change <= -10%` or `change <= -10 percentage points`, whichever is meant
12:33: objectives[0].target.is: `giảm 10%` does not say with what it compares [than-missing]
  help: write it beside: `than: 2017`, `than: previous year`, `than: {figure: …}`, `than: {measure: …}`",
    rate_a_year_of_a_quarter: sections r#"objectives:
  - number: 1
    statement: Many dossiers are received
    start: 2022-Q1
    due: 2022-Q1
    target: {measure: received, is: "tăng 10%/năm", than: previous quarter}
"# =>
        r"6:37: objectives[0].target.is: `tăng 10%/năm` is a rate a year, and there are no whole years between its base and what is asked [rate-without-years]
  help: compare with a period of an earlier year: `than: 2020`",
    rate_a_year_of_unequal_times: sections r#"objectives:
  - number: 1
    statement: Many dossiers are received
    target: {measure: received, is: "tăng 10%/năm", than: 2020-H2}
"# =>
        r"4:37: objectives[0].target.is: `tăng 10%/năm` is a rate a year, and `received` of 2020-H2 is not of a time as long as 2022 [rate-of-unequal]
  help: ask it of each year: `every: year`, or compare with a period that is as long",
    rate_a_year_that_leaves_nothing: sections r#"objectives:
  - number: 1
    statement: Many dossiers are received
    target: {measure: received, is: "giảm 100%/năm", than: 2020}
"# =>
        r"4:37: objectives[0].target.is: `giảm 100%/năm` leaves nothing after a year, or less than nothing [rate-of-nothing]
  help: write a rate a year that is above -100%, or the level to be reached: `<= 0`",
    base_of_zero: sections r"objectives:
  - number: 1
    statement: Many dossiers are received
    target: {measure: received, is: up 5%, than: {figure: 0}}
" =>
        r"4:37: objectives[0].target.is: `up 5%` divides by its base, and the base is 0 [base-zero]
  help: write the difference, such as `change >= 5` in the unit of the measure, or a level: `>= 5`",
    base_that_is_asked_itself: sections r"objectives:
  - number: 1
    statement: Many dossiers are received
    target: {measure: received, is: up 5%, than: 2022}
" =>
        r"4:37: objectives[0].target.is: `up 5%` compares 2022 with 2022, which is not over before it begins [base-overlaps]
  help: name an earlier period: `than: …`, or ask it of each: `every: year` beside `than: previous year`",
    base_that_overlaps_what_is_asked: sections r"objectives:
  - number: 1
    statement: Many dossiers are received
    target: {measure: received, is: up 5%, than: previous quarter}
" =>
        r"4:37: objectives[0].target.is: `up 5%` compares 2022 with 2021-10-01..2022-09-30, which is not over before it begins [base-overlaps]
  help: ask it of each: `every: quarter`, or name a period that is over by then: `than: …`",
    rate_a_year_without_years: sections r#"objectives:
  - number: 1
    statement: Many dossiers are received
    target: {measure: received, is: "tăng 10 - 13%/năm", than: {figure: 12}}
"# =>
        r"4:37: objectives[0].target.is: `tăng 10 - 13%/năm` is a rate a year, and there are no whole years between its base and what is asked [rate-without-years]
  help: compare with a period of an earlier year: `than: 2020`",
    class_unknown: sections r#"sources:
  dossiers:
    columns:
      received_on: {type: date}
      field: {type: category, members: [Land, Housing]}
      late: {type: boolean}
measures:
  received:
    count: {source: dossiers, dated_by: received_on}
  late:
    proportion: {source: dossiers, dated_by: received_on, numerator: late}
    classes: [{name: Good, is: "<= 5%"}, {name: Fair, is: "> 10%..20%"}, {name: Poor, is: "> 20%"}]
objectives:
  - number: 1
    statement: Many dossiers are received
    target: {measure: late, class: Goood}
"# =>
        r"16:36: objectives[0].target.class: `late` has no class `Goood` [unknown-class]
  help: did you mean `Good`?",
    class_of_a_measure_without: sections r"objectives:
  - number: 1
    statement: Many dossiers are received
    target: {measure: received, class: Good}
" =>
        r"4:40: objectives[0].target.class: `received` has no class `Good` [unknown-class]
  help: add `classes` to the measure: a name and a condition for each, the best first",
    class_with_gaps: sections r#"sources:
  dossiers:
    columns:
      received_on: {type: date}
      field: {type: category, members: [Land, Housing]}
      late: {type: boolean}
measures:
  received:
    count: {source: dossiers, dated_by: received_on}
  late:
    proportion: {source: dossiers, dated_by: received_on, numerator: late}
    classes: [{name: Good, is: "<= 5%"}, {name: Fair, is: "> 10%..20%"}, {name: Poor, is: "> 20%"}]
objectives:
  - number: 1
    statement: Many dossiers are received
    target: {measure: late, class: Fair}
"# =>
        r"16:36: objectives[0].target.class: the classes from the best down to `Fair` are not values side by side [class-with-gaps]
  help: let the classes of the measure follow one on the other, the best first",
    deadlines_of_a_number: sections r"objectives:
  - number: 1
    statement: Many dossiers are received
    target: {measure: received, is: trước ngày 01/6 và 15/11 hằng năm}
" =>
        r"4:37: objectives[0].target.is: `trước ngày 01/6 và 15/11 hằng năm` names days, and `received` is measured in number [target-scale]
  help: ask a measure of the kind `milestone`",
    deadlines_and_periods: sections r"objectives:
  - number: 1
    statement: Many dossiers are received
    target: {declared: report, is: trước ngày 01/6 hằng năm, every: quarter}
" =>
        r"4:36: objectives[0].target.is: `trước ngày 01/6 hằng năm` names its own periods, and `every` does too [every-differs]
  help: remove `every` and `over`",
    by_member_of_deadlines: sections r#"sources:
  dossiers:
    columns:
      received_on: {type: date}
      field: {type: category, members: [Land, Housing]}
      late: {type: boolean}
measures:
  received:
    count: {source: dossiers, dated_by: received_on}
  late:
    proportion: {source: dossiers, dated_by: received_on, numerator: late}
    classes: [{name: Good, is: "<= 5%"}, {name: Fair, is: "> 10%..20%"}, {name: Poor, is: "> 20%"}]
objectives:
  - number: 1
    statement: Many dossiers are received
    target: {measure: received, each: field, by_member: {Land: trước ngày 01/6 hằng năm}}
"# =>
        r"16:64: objectives[0].target.by_member.Land: `trước ngày 01/6 hằng năm` names days of each year, which do not belong here [every-misplaced]
  help: write it as the `is` of a target of its own, without `by_member` and `path`",
    each_unknown_column: sections r#"objectives:
  - number: 1
    statement: Many dossiers are received
    target: {measure: received, is: ">= 1", each: field}
"# =>
        r"4:51: objectives[0].target.each: there is no column `field` [unknown-column]
  help: declared are `received_on`",
    each_of_text: sections r#"sources:
  dossiers:
    columns:
      received_on: {type: date}
      code: {type: text}
objectives:
  - number: 1
    statement: Many dossiers are received
    target: {measure: received, is: ">= 1", each: code}
"# =>
        r"9:51: objectives[0].target.each: `code` is a text column and has no members to tell apart [no-dimension]
  help: name a column with `type: category` or `type: boolean`",
    each_undeclared_member: sections r#"sources:
  dossiers:
    columns:
      received_on: {type: date}
      field: {type: category, members: [Land, Housing]}
objectives:
  - number: 1
    statement: Many dossiers are received
    target: {measure: received, is: ">= 1", each: field, members: [Lands]}
"# =>
        r"9:68: objectives[0].target.members[0]: there is no member `Lands` [unknown-member]
  help: did you mean `Land`?",
    each_alias: sections r#"sources:
  dossiers:
    columns:
      received_on: {type: date}
      field: {type: category, members: [Land, Housing], aliases: {Flats: Housing}}
objectives:
  - number: 1
    statement: Many dossiers are received
    target: {measure: received, is: ">= 1", each: field, members: [Flats]}
"# =>
        r"9:68: objectives[0].target.members[0]: `Flats` is an alias, not a member [unknown-member]
  help: write `Housing`",
    each_of_figure: sections r#"sources:
  dossiers:
    columns:
      received_on: {type: date}
      field: {type: category}
measures:
  received:
    ratio: {numerator: {source: dossiers, dated_by: received_on}, denominator: {figure: 12}}
    scale: number
objectives:
  - number: 1
    statement: Many dossiers are received
    target: {measure: received, is: ">= 1", each: field}
"# =>
        r"13:51: objectives[0].target.each: `received` rests on a figure that no member has for itself [each-of-figure]
  help: ask the measure as a whole, or count both sides of its ratio",
    nested_target: sections r#"objectives:
  - number: 1
    statement: Many dossiers are received
    target: {all_of: [{measure: received, is: ">= 1"}, {any_of: [{measure: late, is: ">= 1"}]}]}
"# =>
        r"4:76: objectives[0].target.all_of[1].any_of[0].measure: there is no measure `late` [unknown-measure]
  help: declared are `received`",

    ["Objectives"]
    duplicate_number: sections r"objectives:
  - {number: 1, statement: Many dossiers are received}
  - {number: 1, statement: Few dossiers are late}
" =>
        r"3:14: objectives[1].number: the number `1` is taken [duplicate-number]
  help: number each objective once; the first is on line 2",
    start_after_due: sections r"objectives:
  - {number: 1, statement: Many, start: 2022-07, due: 2022-06}
" =>
        r"2:55: objectives[0].due: the objective starts on 2022-07-01, after it is due on 2022-06-30 [start-after-due]
  help: let it start before it is due",
    due_before_the_plan: sections r"objectives:
  - {number: 1, statement: Many, due: 2021}
" =>
        r"2:39: objectives[0].due: the objective starts on 2022-01-01, after it is due on 2021-12-31 [start-after-due]
  help: write `start`; without it the objective starts with the plan's period",
    unknown_legal_reference: sections r"legal_references: {decree-61: {title: Decree 61/2018}}
objectives:
  - {number: 1, statement: Many, legal_references: [decree-16]}
" =>
        r"3:53: objectives[0].legal_references[0]: there is no legal reference `decree-16` [unknown-legal-reference]
  help: did you mean `decree-61`?",
    review_too_wide: sections r"sources:
  dossiers:
    columns:
      received_on: {type: date}
      a: {type: boolean}
      b: {type: boolean}
      c: {type: boolean}
      d: {type: boolean}
      e: {type: boolean}
      f: {type: boolean}
objectives:
  - number: 1
    statement: Many dossiers are received
    review: {every: week, by: [a, b, c, d, e, f], measures: [received]}
" =>
        r"14:31: objectives[0].review.by: 6 columns at once are too many [breakdown-too-wide]
  help: name at most 5; one category column can hold several joined, and several breakdowns can stand side by side",
    span_of_the_plan: sections r"period: {from: 2022-01-01, to: 2222-01-01}
" =>
        r"1:9: period: with this the plan spans from 2022-01-01 to 2222-01-01, more than 200 years [span-too-long]
  help: look for a slip in a year; a plan is for one period, such as a year",
    span_of_an_objective: sections r"objectives:
  - number: 1
    statement: Many dossiers are received
    start: 1022
" =>
        r"2:5: objectives[0]: with this the plan spans from 1022-01-01 to 2022-12-31, more than 200 years [span-too-long]
  help: look for a slip in a year; a plan is for one period, such as a year",
    review_of_unknown_measure: sections r"objectives:
  - number: 1
    statement: Many
    review: {every: week, measures: [recieved]}
" =>
        r"4:38: objectives[0].review.measures[0]: there is no measure `recieved` [unknown-measure]
  help: did you mean `received`?",
    action_status: sections r"objectives:
  - number: 1
    statement: Many
    actions: [{text: Count them, status: finished}]
" =>
        r"4:42: objectives[0].actions[0].status: `finished` is not a value of `status` of an action [unknown-word]
  help: it is one of `planned`, `under_way`, `done`, `dropped`",

    ["Several at once"]
    several_at_once: sections r#"langauge: en
sources:
  dossiers:
    columns:
      received_on: {type: dat}
      field: {type: category, members: []}
    exists_from: recieved_on
measures:
  received:
    count: {source: dossiers, dated_by: received_on}
objectives:
  - number: 1
    target: {measure: recieved, is: ">= 100"}
"# =>
        r"1:1: langauge: `langauge` is not a key of a plan [unknown-key]
  help: did you mean `language`?
5:27: sources.dossiers.columns.received_on.type: `dat` is not a value of `type` [unknown-word]
  help: did you mean `date`? it is one of `text`, `category`, `boolean`, `integer`, `decimal`, `date`, `timestamp`, `period`
6:40: sources.dossiers.columns.field.members: the list is empty [empty-list]
  help: write at least one entry, or remove the key
7:18: sources.dossiers.exists_from: there is no column `recieved_on` [unknown-column]
  help: declared are `field`
12:5: objectives[0]: an objective needs the key `statement` [key-missing]
  help: add `statement: …` here
13:23: objectives[0].target.measure: there is no measure `recieved` [unknown-measure]
  help: did you mean `received`?",
}
