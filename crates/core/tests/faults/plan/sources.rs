//! Faults of columns and sources.

use super::{Case, cases};

cases! {
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
}
