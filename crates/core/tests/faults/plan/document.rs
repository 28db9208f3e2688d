//! Faults of the document, of its keys and values, and of the plan as a whole.

use super::{Case, cases};

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
}
