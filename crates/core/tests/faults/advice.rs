//! Weak plans and what is advised: a table that the documentation shows too.
//!
//! Each case has what it says otherwise than [`GOOD_PLAN`], section by section.

use quality_objectives::{Advice, Assumptions, Evaluation, Plan};

/// A weak plan.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Case {
    /// What is weak, as a heading.
    pub(crate) group: &'static str,
    /// What is weak, in one name.
    pub(crate) name: &'static str,
    /// The sections that are not as in [`GOOD_PLAN`].
    pub(crate) yaml: &'static str,
    /// The records of `dossiers` where the records show it.
    pub(crate) records: Option<&'static str>,
    /// Every finding as it is shown.
    pub(crate) findings: &'static str,
}

/// A plan without findings, section by section.
pub(crate) const GOOD_PLAN: &[(&str, &str)] = &[
    (
        "head",
        r"schema: 1
organisation: A city
title: Quality objectives
",
    ),
    ("period", "period: 2022\n"),
    (
        "sources",
        r"sources:
  dossiers:
    columns:
      field: {type: category, optional: true}
      resolved_on: {type: date}
      days: {type: integer}
      late: {type: boolean}
",
    ),
    (
        "measures",
        r"measures:
  late_rate:
    proportion: {source: dossiers, dated_by: resolved_on, numerator: late}
    when_empty: no_data
  resolved: {count: {source: dossiers, dated_by: resolved_on}}
",
    ),
    (
        "objectives",
        r#"objectives:
  - number: 1
    statement: Few dossiers are late
    target: {measure: late_rate, is: "<= 2%"}
    actions: [Remind the units each week]
    responsible: [The one-stop shop]
    start: 2022-01
    due: 2022-12
"#,
    ),
];

/// An objective that asks this and says the rest.
fn asking(target: &str) -> String {
    format!(
        "objectives:\n  - number: 1\n    statement: Few dossiers are late\n    target: {target}\n    \
         actions: [Remind the units each week]\n    responsible: [The one-stop shop]\n    \
         start: 2022-01\n    due: 2022-12\n"
    )
}

impl Case {
    /// The text that the documentation shows: sections, or targets of an objective.
    pub(crate) fn plan(&self) -> Plan {
        let mut own = self.yaml.to_owned();
        if let Some((before, target)) = self.yaml.split_once("target: ")
            && !self.yaml.contains("objectives:")
        {
            own = format!("{before}{}", asking(target.trim_end()));
        }
        let mut document = String::new();
        for (key, section) in GOOD_PLAN {
            let start = format!("{key}:");
            if !own.lines().any(|line| line.starts_with(&start)) {
                document.push_str(section);
            }
        }
        document.push_str(&own);
        Plan::from_yaml(&document)
            .unwrap_or_else(|error| panic!("{}: {error}\n{document}", self.name))
    }

    /// What is advised.
    pub(crate) fn advice(&self) -> Advice {
        let plan = self.plan();
        let Some(records) = self.records else { return plan.advice() };
        evaluation(&plan, records).advice()
    }

    /// The findings without their places, which belong to the whole document.
    pub(crate) fn said(&self) -> String {
        let advice = self.advice();
        let without = advice.findings().iter().map(|finding| {
            let mut finding = finding.clone();
            (finding.line, finding.column) = (None, None);
            finding.to_string()
        });
        without.collect::<Vec<_>>().join("\n")
    }
}

/// The evaluation of records of `dossiers`; none are handed in where there is no text.
fn evaluation(plan: &Plan, records: &str) -> Evaluation {
    let mut counter = plan.rules("2022-12-31".parse().unwrap()).counter();
    if !records.is_empty() {
        counter.csv("dossiers", records.as_bytes()).unwrap();
    }
    let (tally, _) = counter.finish().unwrap();
    plan.evaluate(&tally, &Assumptions::none()).unwrap()
}

#[test]
fn a_good_plan_gets_no_advice() {
    let text: String = GOOD_PLAN.iter().map(|(_, section)| *section).collect();
    let plan = Plan::from_yaml(&text).unwrap();
    assert_eq!(plan.advice().to_string(), "");
    let good = evaluation(&plan, "field,resolved_on,days,late\nLand,2022-01-03,4,false\n");
    assert!(good.advice().is_empty());
    assert_eq!(good.advice().into_result(), Ok(()));
}

#[test]
fn in_strict_mode_findings_are_an_error() {
    let plan = CASES[0].plan();
    let advice = plan.advice();
    assert!(!advice.is_empty());
    let error = advice.clone().into_result().unwrap_err();
    assert!(error.is_advice() && !error.is_plan());
    assert_eq!(error.problems(), advice.findings());
    assert_eq!(error.to_string(), advice.to_string());
    let json = serde_json::to_value(&advice).unwrap();
    assert_eq!(json[0]["code"], error.problems()[0].code);
    assert_eq!(json[0]["line"], error.problems()[0].line.unwrap());
}

#[test]
fn what_is_said_of_several_places_is_said_once() {
    let objective = |number| {
        format!(
            "  - {{number: {number}, statement: Some, actions: [Some], start: 2022, due: 2022,\n     target: {{measure: resolved, is: '> 5'}}}}\n"
        )
    };
    let sections = GOOD_PLAN.iter().filter(|(key, _)| *key != "objectives").map(|(_, own)| *own);
    let text = sections.collect::<String>()
        + "objectives:\n"
        + &objective(1)
        + &objective(2)
        + &objective(3);
    let advice = Plan::from_yaml(&text).unwrap().advice();
    assert_eq!(advice.findings().len(), 3);
    assert_eq!(
        advice.to_string(),
        "18:5: objectives[0]: the objective names nobody who is responsible: nobody has to see to it (ISO 9001:2015, 6.2.2 c) [objective-without-responsible]\n  \
         also: 20:5: objectives[1], 22:5: objectives[2]\n  \
         help: name the units or offices under `responsible`"
    );
}

/// Lays out the table, and one test for each of its cases.
macro_rules! cases {
    ($( [$group:literal] $( $name:ident: $yaml:literal $( with $records:literal )? => $findings:literal, )+ )+) => {
        /// Every case.
        pub(crate) const CASES: &[Case] = &[$($(
            Case {
                group: $group,
                name: stringify!($name),
                yaml: $yaml,
                records: cases!(@records $( $records )?),
                findings: $findings,
            },
        )+)+];

        mod each {
            $($(
                #[test]
                fn $name() {
                    let case = super::CASES.iter().find(|case| case.name == stringify!($name)).unwrap();
                    assert_eq!(case.said(), case.findings, "\n{}", case.yaml);
                }
            )+)+
        }
    };
    (@records) => { None };
    (@records $records:literal) => { Some($records) };
}

cases! {
    ["Objectives"]
    nothing_but_a_statement: r"objectives:
  - {number: 1, statement: Dossiers are resolved in time}
" =>
        r"objectives[0]: the objective has no target: nobody can tell whether it is met [objective-without-target]
  help: give it a `target`: a measure with `is`, or `declared` where a person has to judge
objectives[0]: the objective does not say what will be done: nothing is there to carry out or to follow up (ISO 9001:2015, 6.2.2 a) [objective-without-action]
  help: list what will be done under `actions`
objectives[0]: the objective names nobody who is responsible: nobody has to see to it (ISO 9001:2015, 6.2.2 c) [objective-without-responsible]
  help: name the units or offices under `responsible`
objectives[0]: the objective does not say when it starts: it is taken to start with the plan's period, and what happened before its actions began counts too [objective-without-start]
  help: write `start`, a day, a month, a quarter, a half year or a year
objectives[0]: the objective does not say when it is due, and so not when it will be completed (ISO 9001:2015, 6.2.2 d): it is taken to end with the plan's period [objective-without-due]
  help: write `due`, a day, a month, a quarter, a half year or a year",
    due_after_the_plan: r#"objectives:
  - number: 1
    statement: Few dossiers are late
    target: {measure: late_rate, is: "<= 2%"}
    actions: [Remind the units each week]
    responsible: [The one-stop shop]
    start: 2021-12
    due: 2023-06
"# =>
        r"objectives[0].start: the objective starts on 2021-12-01, before the plan's period of 2022 [outside-the-period]
  help: let `start` lie within `period`, or let the `period` cover it
objectives[0].due: the objective is due on 2023-06-30, after the plan's period of 2022 [outside-the-period]
  help: let `due` lie within `period`, or let the `period` cover it",

    declaration_that_nothing_shows: r"declarations: [{name: archive, on: 2022-11-30, holds: true}]
target: {declared: archive}
" =>
        r"declarations[0]: the declaration does not say who makes it [declaration-without-person]
  help: name the person or the office under `by`
declarations[0]: the declaration names nothing that shows it: nobody can look it up [declaration-without-evidence]
  help: list documents or records under `evidence`",

    ["Targets"]
    every_share: r#"target: {measure: late_rate, is: ">= 0%"}"# =>
        r"objectives[0].target: every value of `late_rate` meets `>= 0%`: it is always `>= 0%` and `<= 100%` [cannot-be-missed]
  help: write a limit that some values miss, or remove the target",
    above_all: r#"target: {measure: late_rate, is: "> 100%"}"# =>
        r"objectives[0].target: no value of `late_rate` meets `> 100%`: it is always `>= 0%` and `<= 100%` [cannot-be-met]
  help: write a limit that some values meet, or another measure",
    part_of_a_record: r#"target: {measure: resolved, is: "= 2.5"}"# =>
        r"objectives[0].target: no value of `resolved` meets `= 2.5`: it is always whole and `>= 0` [cannot-be-met]
  help: write a limit that some values meet, or another measure",
    between_two_roundings: r#"measures:
  mean_days: {mean: {source: dossiers, dated_by: resolved_on, of: days}, scale: days, round: {places: 0}, when_empty: no_data}
target: {measure: mean_days, is: ">2..<3 days"}
"# =>
        r"objectives[0].target: no value of `mean_days` meets `>2 days..<3 days`: it is always whole [cannot-be-met]
  help: write a limit that some values meet, or another measure",
    more_points_than_there_are: r#"measures:
  points:
    mean: {source: dossiers, dated_by: resolved_on, of: "CASE WHEN late THEN 0 WHEN days < 2 THEN 2 ELSE 1 END"}
    scale: points
    when_empty: no_data
target: {measure: points, is: ">= 3 points"}
"# =>
        r"objectives[0].target: no value of `points` meets `>= 3 points`: it is always `>= 0 points` and `<= 2 points` [cannot-be-met]
  help: write a limit that some values meet, or another measure",
    day_before_the_start: r#"measures:
  first: {milestone: {source: dossiers, dated_by: resolved_on}}
target: {measure: first, is: "by 2021-12-31"}
"# =>
        r"objectives[0].target: `by 2021-12-31` lies outside the time over which `first` is looked for, from 2022-01-01 to 2022-12-31 [cannot-be-met]
  help: mend the day, or the `start` and `due` of the objective",
    day_before_each_quarter: r#"measures:
  first: {milestone: {source: dossiers, dated_by: resolved_on}}
target: {measure: first, is: "by 2021-12-31", every: quarter}
"# =>
        r"objectives[0].target: `by 2021-12-31` lies outside the time over which `first` is looked for, from 2022-01-01 to 2022-03-31 [cannot-be-met]
  help: mend the day, or the `start` and `due` of the objective",
    more_than_the_maximum: r#"measures:
  mark: {mean: {source: dossiers, dated_by: resolved_on, of: days}, scale: points out of 5, when_empty: no_data}
target: {measure: mark, is: "> 5.0/5.0"}
"# =>
        r"objectives[0].target: no value of `mark` meets `> 5 points out of 5`: it is always `>= 0 points out of 5` and `<= 5 points out of 5` [cannot-be-met]
  help: write a limit that some values meet, or another measure",
    fewer_than_none: r#"target: {measure: resolved, than: 2021, is: "down 120%"}"# =>
        r"objectives[0].target: no value of `resolved: change on 2021` meets `<= -120%`: it is always `>= -100%` [cannot-be-met]
  help: write a limit that some values meet, or another measure",
    contradiction: r#"target: {all_of: [{measure: resolved, is: "> 5"}, {measure: resolved, is: "< 3"}, {measure: late_rate, is: "<= 2%"}]}"# =>
        r"objectives[0].target: no value of `resolved` meets `> 5` and `< 3` at once [cannot-be-met]
  help: mend one of the limits, or say `any_of` if one of them is enough",
    contradiction_of_whole_numbers: r#"target: {all_of: [{measure: resolved, is: "> 5"}, {measure: resolved, is: "< 6"}]}"# =>
        r"objectives[0].target: no value of `resolved` meets `> 5` and `< 6` at once [cannot-be-met]
  help: mend one of the limits, or say `any_of` if one of them is enough",
    contradiction_of_members: r#"target: {all_of: [{measure: late_rate, is: "< 2%", each: field}, {measure: late_rate, is: "> 5%", each: field, members: [Land]}]}"# =>
        r"objectives[0].target: no value of `late_rate` meets `< 2%` and `> 5%` at once [cannot-be-met]
  help: mend one of the limits, or say `any_of` if one of them is enough",
    everything_between_two: r#"target: {any_of: [{measure: late_rate, is: "< 5%"}, {measure: late_rate, is: ">= 5%"}]}"# =>
        r"objectives[0].target: every value of `late_rate` meets `< 5%` or `>= 5%` [cannot-be-missed]
  help: mend one of the limits, or say `all_of` if each of them has to hold",
    nested: r#"target: {all_of: [{measure: resolved, is: ">= 10"}, {any_of: [{measure: resolved, is: "< 3"}, {measure: resolved, is: "= 9"}]}]}"# =>
        r"objectives[0].target: no value of `resolved` meets `>= 10` and (`< 3` or `= 9`) at once [cannot-be-met]
  help: mend one of the limits, or say `any_of` if one of them is enough",

    path_with_years_exchanged: r#"period: {from: 2022-01-01, to: 2024-12-31}
objectives:
  - number: 1
    statement: Few dossiers are late
    target: {measure: late_rate, path: {2022: "<= 5%", 2023: "<= 2%", 2024: "<= 3%"}}
    actions: [Remind the units each week]
    responsible: [The one-stop shop]
    start: 2022
    due: 2024
"# =>
        r"objectives[0].target: 2024 asks less (`<= 3%`) than 2023 before it (`<= 2%`) [path-gets-easier]
  help: see that each threshold stands with its period; if this is meant, write an objective for each",
    each_month_something_that_none_meets: r#"target: {every: month, all_of: [{measure: resolved, is: "> 5"}, {measure: resolved, is: "< 3"}]}"# =>
        r"objectives[0].target: no value of `resolved` meets `> 5` and `< 3` at once [cannot-be-met]
  help: mend one of the limits, or say `any_of` if one of them is enough",

    ["Measures"]
    nothing_to_measure: r"measures:
  late_rate: {proportion: {source: dossiers, dated_by: resolved_on, numerator: late}}
" =>
        r"measures.late_rate: the proportion does not say what holds where there is nothing to divide by; tables print 0 of 0 as 0 %, as 100 % and as an error [when-empty-unsaid]
  help: write `when_empty: no_data`, as it is taken to be, or `met` or `not_met` if the rule says so",

    ["Classes and steps"]
    bands_that_share_their_edges: r#"measures:
  cashless:
    proportion: {source: dossiers, dated_by: resolved_on, numerator: NOT late}
    when_empty: no_data
  bonus:
    score:
      parts:
        - measure: cashless
          steps:
            - {is: "88%..90%", points: 2}
            - {is: "90%..95%", points: 3}
            - {is: "95%..<100%", points: 4}
            - {is: "= 100%", points: 5}
            - {points: 0}
target: {measure: bonus, is: ">= 3 points"}
"# =>
        r"measures.bonus.score.parts[0].steps[1]: 90% lies in `88%..90%` and in `90%..95%` [bands-overlap]
  help: the first of them counts; leave the limit out of one of them, as in `88..<90`
measures.bonus.score.parts[0].steps[2]: 95% lies in `90%..95%` and in `95%..<100%` [bands-overlap]
  help: the first of them counts; leave the limit out of one of them, as in `88..<90`",
    bands_with_a_gap: r#"measures:
  in_time:
    proportion: {source: dossiers, dated_by: resolved_on, numerator: NOT late}
    when_empty: no_data
    classes: [{name: good, is: "= 100%"}, {name: fair, is: "90%..99%"}, {name: weak, is: "< 90%"}]
target: {measure: in_time, is: ">= 90%"}
"# =>
        r"measures.in_time.classes[2]: 99.5% lies between two of them and in neither [bands-gap]
  help: let one of them begin where the other ends, as in `88..<90` and `90..<95`",
    a_class_that_nothing_comes_to: r#"measures:
  in_time:
    proportion: {source: dossiers, dated_by: resolved_on, numerator: NOT late}
    when_empty: no_data
    classes: [{name: fair, is: ">= 80%"}, {name: good, is: ">= 90%"}, {name: weak, is: "< 80%"}]
target: {measure: in_time, is: ">= 90%"}
"# =>
        r"measures.in_time.classes[1]: `good` (>= 90%) is never reached: what comes before covers it [band-never-reached]
  help: the first that holds counts: put the narrower one first, or mend its limit",
    more_than_all_points: r#"measures:
  in_time:
    proportion: {source: dossiers, dated_by: resolved_on, numerator: NOT late}
    when_empty: no_data
  resolved: {count: {source: dossiers, dated_by: resolved_on}}
  points:
    score:
      parts:
        - {measure: in_time, full_at: 80%, points: 6}
        - {measure: resolved, steps: [{is: ">= 100", points: 2}, {is: ">= 50", points: 1}, {points: 0}]}
target: {measure: points, is: "> 8 points"}
"# =>
        r"objectives[0].target: no value of `points` meets `> 8 points`: it is always `>= 0 points` and `<= 8 points` [cannot-be-met]
  help: write a limit that some values meet, or another measure",

    ["Records"]
    member_of_no_record: r#"sources:
  dossiers:
    columns:
      field: {type: category, optional: true}
      resolved_on: {type: date}
      late: {type: boolean}
target: {measure: late_rate, is: "<= 2%", each: field, members: [Land, Housing, Environment]}
"# with "field,resolved_on,late\nLand,2022-01-03,false\nEnvironmment,2022-01-04,false\n" =>
        r"objectives[0].target.members[1]: no record has the member `Housing` of `field` [member-without-records]
  help: see how the records write it, or remove it from the target
objectives[0].target.members[2]: no record has the member `Environment` of `field` [member-without-records]
  help: records have `Environmment`: write the member so, or declare the other spelling under `aliases`",
    member_with_its_own_threshold: r#"target: {measure: late_rate, each: field, by_member: {Land: "<= 2%", Housing: "<= 5%"}}"#
        with "field,resolved_on,days,late\nLand,2022-01-03,4,false\n" =>
        r"objectives[0].target.by_member.Housing: no record has the member `Housing` of `field` [member-without-records]
  help: see how the records write it, or remove it from the target",
    no_records: r#"target: {measure: late_rate, is: "<= 2%"}"#
        with "field,resolved_on,days,late\n" =>
        r"sources.dossiers: the table has no records, and objective 1 rests on it [source-without-records]
  help: see whether the export is the right one and whole",
    not_handed_in: r#"target: {measure: late_rate, is: "<= 2%"}"# with "" =>
        r"sources.dossiers: no records were handed in, and objective 1 rests on them [source-without-records]
  help: hand them in, as an empty table if there are none",
}
