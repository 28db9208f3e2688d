//! Net scores, and scores by parts.

use quality_objectives::{Exact, Grain, Outlook, Part, Selection, Status};

use crate::{code, day, evaluated, exact, leaf, objectives, plan, value};

const SOURCES: &str = "  forms:
    columns:
      code: {type: text, key: true}
      given_on: {type: date}
      unit: {type: category, members: [North, South], optional: true}
      score: {type: integer, optional: true}
    breakdowns: [{by: [unit], grain: month}]";
const FORMS: &str = "code,given_on,unit,score
1,2022-01-10,North,10
2,2022-01-20,North,9
3,2022-02-10,South,7
4,2022-02-20,South,3
5,2022-03-20,South,
";

#[test]
fn promoters_less_detractors() {
    let plan = plan(
        SOURCES,
        "  net: {net_score: {source: forms, dated_by: given_on, promoters: score >= 9, detractors: score <= 6}}
  answered:
    net_score: {source: forms, dated_by: given_on, promoters: score >= 9, detractors: score <= 6}
    undecided: leave_out
    scale: percent",
        &objectives(&["{measure: net, is: '>= 20 points'}", "{measure: answered, is: '>= 25%'}"]),
    );
    let evaluation = evaluated(&plan, "2022-12-31", &[("forms", FORMS)]);
    // Two for it, one against, of five; one of the five says nothing yet.
    let (status, outlook, net) = leaf(&evaluation, 1);
    assert_eq!((exact(&net.value).as_str(), net.value.undecided), ("20", 1));
    assert_eq!((status, outlook), (Status::Met, Outlook::Open));
    assert_eq!(net.room.slack.map(|slack| slack.canonical()).as_deref(), Some("0"));
    let (_, _, answered) = leaf(&evaluation, 2);
    assert_eq!(exact(&answered.value), "0.25");
    assert_eq!(answered.value.shown.as_deref(), Some("25.00"));
    let rows = evaluation.breakdown("net", &["unit"], Some(Grain::Year)).unwrap().rows;
    let found: Vec<_> = rows.iter().map(|row| exact(&row.value)).collect();
    assert_eq!(found, ["100", "-100/3"]);

    for (part, keys) in [
        (Part::Promoters, vec!["1", "2"]),
        (Part::Detractors, vec!["4"]),
        (Part::Undecided, vec!["5"]),
        (Part::Denominator, vec!["1", "2", "3", "4", "5"]),
    ] {
        let mut finder = plan.rules(day("2022-12-31")).cases(&Selection::new("net", part)).unwrap();
        finder.csv("forms", FORMS.as_bytes()).unwrap();
        let found = finder.finish().unwrap();
        let found: Vec<_> = found.cases.iter().filter_map(|case| case.key.as_deref()).collect();
        assert_eq!(found, keys, "{part:?}");
    }
}

const PARTS: &str = "  mean: {mean: {source: forms, dated_by: given_on, of: score}, scale: points, round: {places: 1}}
  high: {proportion: {source: forms, dated_by: given_on, numerator: score >= 7}}
  none: {proportion: {source: forms, dated_by: given_on, denominator: score > 100, numerator: score > 1}}
";

#[test]
fn parts_steps_and_classes() {
    let measures = format!(
        "{PARTS}  rating:
    score:
      without_data: leave_out
      parts:
        - {{measure: mean}}
        - {{title: Weighted, measure: mean, weight: 0.5}}
        - {{measure: high, full_at: 80%, points: 6}}
        - {{measure: high, steps: [{{is: '= 100%', points: 2}}, {{is: '>= 60%', points: 1}}, {{points: 0}}]}}
        - {{measure: none, steps: [{{is: '= 100%', points: 2}}, {{points: 0}}]}}
        - steps:
            - {{points: 9, target: {{all_of: [{{measure: high, is: '> 99%'}}, {{measure: none, is: '>= 0%'}}]}}}}
            - {{points: 2, target: {{any_of: [{{measure: none, is: '>= 0%'}}, {{measure: mean, is: '>= 7 points'}}]}}}}
    classes: [{{name: Good, is: '>= 18 points'}}, {{name: Fair, is: '12..<18 points'}}]
  strict: {{score: {{parts: [{{measure: mean}}, {{measure: none, full_at: 50%, points: 5}}]}}}}
  lenient: {{score: {{without_data: zero, parts: [{{measure: mean}}, {{measure: none, full_at: 50%, points: 5}}]}}}}"
    );
    let plan = plan(SOURCES, &measures, &objectives(&["{measure: rating, is: '>= 18 points'}"]));
    let evaluation = evaluated(&plan, "2022-12-31", &[("forms", FORMS)]);
    let (status, _, rating) = leaf(&evaluation, 1);
    // The mean of 10, 9, 7 and 3 is 7.25, and 7.3 by the rounding that its measure prescribes;
    // half of it 3.65; 3 of 5 high ones are 60 %: 6 × 0.6 / 0.8 = 4.5, and 1 by the steps.
    let parts: Vec<_> = rating
        .value
        .parts
        .iter()
        .map(|part| (part.points.as_ref().map(Exact::canonical), part.left_out))
        .collect();
    let points = |text: &str| (Some(text.to_owned()), false);
    assert_eq!(
        parts,
        [points("7.3"), points("3.65"), points("4.5"), points("1"), (None, true), points("2")]
    );
    assert_eq!((exact(&rating.value).as_str(), status), ("18.45", Status::Met));
    assert_eq!(rating.value.class.as_deref(), Some("Good"));
    assert_eq!(rating.value.parts[1].title.as_deref(), Some("Weighted"));
    assert_eq!(rating.value.parts[1].measure.as_deref(), Some("mean"));
    assert_eq!(exact(&value(&evaluation, "strict", "2022")), "none");
    assert_eq!(exact(&value(&evaluation, "lenient", "2022")), "7.3");
    // Each member has points of its own, and so has each month.
    let rows = evaluation.breakdown("lenient", &["unit"], Some(Grain::Month)).unwrap().rows;
    let found: Vec<_> = rows.iter().map(|row| exact(&row.value)).collect();
    // Where no part has data, each counts as nothing.
    assert_eq!(found, ["9.5", "5", "0"]);

    let selection = Selection::new("rating", Part::Counted);
    let (found, help) = code(plan.rules(day("2022-12-31")).cases(&selection));
    assert_eq!(found, "part-unsuitable");
    assert_eq!(help, "ask for the cases of what it is made from: `mean`, `high`, `none`");
}
