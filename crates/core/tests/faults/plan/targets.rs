//! Faults of targets: what is asked, of which members and periods.

use super::{Case, cases};

cases! {
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
}
