//! Faults of objectives, and several faults at once.

use super::{Case, cases};

cases! {
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
