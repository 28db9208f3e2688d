//! Faults of measures, also of those made from others.

use super::{Case, cases};

cases! {
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
}
