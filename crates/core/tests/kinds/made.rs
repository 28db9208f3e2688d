//! Changes against a base, and shares of members.

use quality_objectives::{Assumptions, Grain, Outlook, Status};

use crate::{code, evaluated, exact, leaf, objectives, period, plan, tally, value};

const SOURCES: &str = "  customers:
    columns:
      since: {type: date}
      unit: {type: category, members: [North, South, West]}
      happy: {type: boolean}
    breakdowns: [{by: [unit], grain: month}]";
const CUSTOMERS: &str = "since,unit,happy
2021-03-01,North,true
2021-08-01,South,false
2022-01-10,North,true
2022-02-10,North,false
2022-05-10,South,true
";
const MEASURES: &str = "  customers: {count: {source: customers, dated_by: since}}
  goal: {ratio: {numerator: {source: customers, dated_by: since}, denominator: {figure: 4}}}
  happy: {proportion: {source: customers, dated_by: since, numerator: happy}}
";

#[test]
fn a_value_against_every_base() {
    let measures = format!(
        "{MEASURES}  growth: {{change: {{measure: customers, than: previous year}}}}
  on_2021: {{change: {{measure: customers, than: 2021, as: times}}}}
  on_nothing: {{change: {{measure: customers, than: 2020}}}}
  on_figure: {{change: {{measure: customers, than: {{figure: 2}}, as: points}}}}
  points: {{change: {{measure: happy, than: previous year, as: points}}}}
  on_happy: {{change: {{measure: happy, than: {{measure: goal}}, as: times}}}}"
    );
    let targets = [
        "{measure: growth, is: '>= 5%'}",
        "{measure: growth, is: '>= 5%', each: unit, no_cases: no_data}",
        "{measure: on_figure, is: '>= 2'}",
    ];
    let plan = plan(SOURCES, &measures, &objectives(&targets));
    let evaluation = evaluated(&plan, "2022-06-30", &[("customers", CUSTOMERS)]);
    let of = |measure: &str| {
        let found = value(&evaluation, measure, "2022");
        (exact(&found), found.base.map_or("none".to_owned(), |base| base.canonical()))
    };
    let wanted = |value: &str, base: &str| (value.to_owned(), base.to_owned());
    // Three in 2022, two in 2021, none in 2020.
    assert_eq!(of("growth"), wanted("0.5", "2"));
    assert_eq!(of("on_2021"), wanted("1.5", "2"));
    assert_eq!(of("on_nothing"), wanted("none", "0"));
    assert_eq!(of("on_figure"), wanted("1", "2"));
    // Two of three against one of two.
    assert_eq!(of("points"), wanted("1/6", "0.5"));
    assert_eq!(of("on_happy"), wanted("8/9", "0.75"));
    // A count only grows, so that what it has reached it keeps.
    let (status, outlook, growth) = leaf(&evaluation, 1);
    assert_eq!((status, outlook), (Status::Met, Outlook::Secured));
    assert_eq!(growth.value.numerator.unwrap().canonical(), "3");
    let (status, outlook, _) = leaf(&evaluation, 3);
    assert_eq!((status, outlook), (Status::NotMet, Outlook::Open));
    // North from one to two, South from one to one, West has no base.
    let each = &evaluation.objectives()[1];
    assert_eq!((each.status, each.outlook), (Status::NotMet, Outlook::Open));
    // The year before is counted for it, and is no part of the plan's time.
    assert_eq!(exact(&value(&evaluation, "customers", "2021")), "2");
    let years = evaluation.breakdown("customers", &[], Some(Grain::Year)).unwrap().rows;
    assert_eq!(years.len(), 1);
    let quarter = evaluation.value("growth", period("2022-Q1")).unwrap();
    assert_eq!(exact(&quarter), "1");
    assert_eq!(code(evaluation.value("growth", period("2020"))).0, "period-not-counted");
}

#[test]
fn a_quota_grows_only() {
    let plan = plan(
        SOURCES,
        MEASURES,
        &objectives(&[
            "{measure: goal, is: '>= 75%'}",
            "{measure: goal, is: '<= 50%'}",
            "{measure: goal, is: '>= 100%'}",
        ]),
    );
    let evaluation = evaluated(&plan, "2022-06-30", &[("customers", CUSTOMERS)]);
    assert_eq!(leaf(&evaluation, 1).1, Outlook::Secured);
    assert_eq!(leaf(&evaluation, 2).1, Outlook::Lost);
    assert_eq!(leaf(&evaluation, 3).1, Outlook::Open);
}

#[test]
fn members_that_meet_a_condition() {
    let measures = format!(
        "{MEASURES}  units: {{share_of_members: {{measure: customers, each: unit, is: '>= 1'}}}}
  happy_units: {{share_of_members: {{measure: happy, each: unit, is: '> 50%', no_cases: skip}}}}
  named: {{share_of_members: {{measure: customers, each: unit, members: [North, West], is: '>= 2'}}}}"
    );
    let plan = plan(
        SOURCES,
        &measures,
        &objectives(&["{measure: units, is: '= 100%'}", "{measure: units, is: '>= 60%'}"]),
    );
    let evaluation = evaluated(&plan, "2022-06-30", &[("customers", CUSTOMERS)]);
    // West has none.
    let (status, outlook, units) = leaf(&evaluation, 1);
    assert_eq!(exact(&units.value), "2/3");
    assert_eq!((status, outlook), (Status::NotMet, Outlook::Open));
    // Those two cannot be lost again.
    let (status, outlook, _) = leaf(&evaluation, 2);
    assert_eq!((status, outlook), (Status::Met, Outlook::Secured));
    assert_eq!(exact(&value(&evaluation, "happy_units", "2022")), "0.5");
    assert_eq!(exact(&value(&evaluation, "named", "2022")), "0.5");
    let months = evaluation.breakdown("units", &[], Some(Grain::Month)).unwrap().rows;
    let found: Vec<_> = months.iter().map(|row| exact(&row.value)).collect();
    assert_eq!(found, ["1/3", "1/3", "1/3"]);
}

#[test]
fn an_earlier_tally_is_a_base() {
    let measures = format!(
        "{MEASURES}  growth: {{change: {{measure: customers, than: {{tally: before, period: 2021}}}}}}"
    );
    let target = "{measure: growth, is: '>= 40%'}";
    let plan = plan(SOURCES, &measures, &objectives(&[target]));
    let records = [("customers", CUSTOMERS)];
    let own = tally(&plan, "2022-12-31", &records);

    let evaluation = plan.evaluate(&own, &Assumptions::none()).unwrap();
    let (status, outlook, growth) = leaf(&evaluation, 1);
    assert_eq!((status, outlook), (Status::NoData, Outlook::Open));
    assert_eq!(growth.value.baseline_not_given.as_deref(), Some("before"));

    let text = format!(
        "schema: 1\norganisation: A city\ntitle: Before\nperiod: 2021\nsources:\n{SOURCES}\n\
         measures:\n{MEASURES}\nobjectives:\n{}",
        objectives(&["{measure: customers, is: '>= 1'}"])
    );
    let before = quality_objectives::Plan::from_yaml(&text).unwrap();
    let earlier = tally(&before, "2021-12-31", &records);
    let assumptions = Assumptions::none().with_baseline("before", earlier.clone());
    let evaluation = plan.evaluate(&own, &assumptions).unwrap();
    let (status, _, growth) = leaf(&evaluation, 1);
    assert_eq!((status, exact(&growth.value).as_str()), (Status::Met, "0.5"));
    let json = evaluation.to_json();
    assert!(json.contains(&format!("\"baselines\":{{\"before\":\"{}\"}}", earlier.digest())));
    let report = evaluation.report(quality_objectives::Language::En).to_string();
    assert!(report.contains("an earlier tally, counted as of 2021-12-31: “before”"), "{report}");

    // Counted when the year was not over yet: half a year is no year.
    let half = tally(&before, "2021-06-30", &records);
    let half = Assumptions::none().with_baseline("before", half);
    assert_eq!(
        code(plan.evaluate(&own, &half)),
        ("baseline-unfit", "count it again as of 2021-12-31 or later".to_owned())
    );

    // Another name, and a tally that counts something else.
    let misnamed = Assumptions::none().with_baseline("after", earlier);
    assert_eq!(
        code(plan.evaluate(&own, &misnamed)),
        ("baseline-unknown", "the plan names before".to_owned())
    );
    let later = Assumptions::none().with_baseline("before", own.clone());
    assert_eq!(code(plan.evaluate(&own, &later)).0, "baseline-unfit");
    let other = text.replace("dated_by: since", "dated_by: since + 1");
    let other = quality_objectives::Plan::from_yaml(&other).unwrap();
    let other = tally(&other, "2021-12-31", &records);
    let unfit = Assumptions::none().with_baseline("before", other);
    assert_eq!(code(plan.evaluate(&own, &unfit)).0, "baseline-unfit");
}

/// A base may lie outside the time of the plan; its records belong to no value of that time.
#[test]
fn a_base_outside_the_plan_changes_no_breakdown() {
    let targets = ["{measure: customers, is: '>= 1'}"];
    let alone = plan(SOURCES, MEASURES, &objectives(&targets));
    let measures = format!(
        "{MEASURES}  growth: {{change: {{measure: customers, than: 2021}}}}
  first: {{milestone: {{source: customers, dated_by: since}}}}"
    );
    let targets = ["{measure: customers, is: '>= 1'}", "{measure: growth, is: '>= 5%'}"];
    let with_base = plan(SOURCES, &measures, &objectives(&targets));
    let day = "2022-12-31";
    let alone = evaluated(&alone, day, &[("customers", CUSTOMERS)]);
    let with_base = evaluated(&with_base, day, &[("customers", CUSTOMERS)]);
    for grain in [None, Some(Grain::Month), Some(Grain::Year)] {
        let rows = |evaluation: &quality_objectives::Evaluation| {
            evaluation.breakdown("customers", &["unit"], grain).unwrap().rows
        };
        assert_eq!(rows(&alone), rows(&with_base), "{grain:?}");
    }
    let of = |measure: &str| {
        let rows = with_base.breakdown(measure, &["unit"], None).unwrap().rows;
        rows.into_iter().map(|row| (row.texts.concat(), row.value.shown)).collect::<Vec<_>>()
    };
    let found = |unit: &str, shown: &str| (unit.to_owned(), Some(shown.to_owned()));
    // North: two in 2022 against one in 2021; South: one against one.
    assert_eq!(of("growth"), [found("North", "100.00"), found("South", "0.00")]);
    assert_eq!(of("first"), [found("North", "2022-01-10"), found("South", "2022-05-10")]);
}
