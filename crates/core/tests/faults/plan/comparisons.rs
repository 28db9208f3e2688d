//! Faults of targets that are declared, compared, classed or asked by deadlines, and of their members.

use super::{Case, cases};

cases! {
    ["Targets"]
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
}
