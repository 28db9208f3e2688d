//! The records behind a number are as many as the number says.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may panic")]

use std::collections::BTreeMap;
use std::fs;

use chrono::NaiveDate;
use quality_objectives::plan::MeasureKind;
use quality_objectives::{
    Assumptions, BreakdownRow, Cases, Evaluation, Exact, Grain, Member, Part, Period, Plan, Rules,
    Selection,
};

fn sample(file: &str) -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/plans/nha-trang-727-2022");
    fs::read_to_string(format!("{folder}/{file}")).unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The header and every `step`th record of a sample file.
fn some(file: &str, step: usize) -> String {
    let text = sample(file);
    let mut lines = text.lines();
    let mut kept = format!("{}\n", lines.next().unwrap());
    for line in lines.step_by(step) {
        kept.push_str(line);
        kept.push('\n');
    }
    kept
}

/// The fields of a line of CSV.
fn fields(line: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut quoted = false;
    for character in line.chars() {
        match character {
            '"' => quoted = !quoted,
            ',' if !quoted => fields.push(String::new()),
            other => fields.last_mut().unwrap().push(other),
        }
    }
    fields
}

/// A plan, its records, and what they come to.
struct Counted {
    plan: Plan,
    rules: Rules,
    texts: BTreeMap<String, String>,
    evaluation: Evaluation,
}

impl Counted {
    fn new(as_of: NaiveDate, step: usize) -> Self {
        let plan = Plan::from_yaml(&sample("plan.yaml")).unwrap();
        let rules = plan.rules(as_of);
        let texts = ["dossiers", "petitions", "forms"]
            .map(|source| (source.to_owned(), some(&format!("{source}.csv"), step)));
        let mut counter = rules.counter();
        for (source, text) in &texts {
            counter.csv(source, text.as_bytes()).unwrap();
        }
        let (tally, _) = counter.finish().unwrap();
        let evaluation = plan.evaluate(&tally, &Assumptions::none()).unwrap();
        Self { plan, rules, texts: texts.into(), evaluation }
    }

    fn find(&self, selection: &Selection) -> Cases {
        let mut finder = self.rules.cases(selection).unwrap();
        let source = finder.source().to_owned();
        finder.csv(&source, self.texts[&source].as_bytes()).unwrap();
        finder.finish().unwrap()
    }

    /// How many cases there are, by unit.
    fn by_unit(&self, measure: &str, part: Part, period: Option<Period>) -> BTreeMap<Member, u64> {
        let mut selection = Selection::new(measure, part).limit(usize::MAX);
        if let Some(period) = period {
            selection = selection.period(period);
        }
        let source = self.plan.measure(measure).unwrap().kind.sources()[0].to_owned();
        let lines: Vec<&str> = self.texts[&source].lines().collect();
        let at = fields(lines[0]).iter().position(|name| name == "unit").unwrap();
        let mut units = BTreeMap::new();
        for case in self.find(&selection).cases {
            let line = lines[usize::try_from(case.row).unwrap()];
            assert_eq!(case.line, Some(case.row + 1));
            assert_eq!(case.key.as_deref(), Some(fields(line)[0].as_str()));
            let unit = Member::from(fields(line)[at].as_str());
            *units.entry(unit).or_default() += 1;
        }
        units
    }
}

/// What each part has to come to, from a row of a breakdown.
fn expected(kind: &MeasureKind, row: &BreakdownRow) -> Vec<(Part, Exact)> {
    let value = &row.value;
    let undecided = Exact::from(value.undecided);
    match kind {
        MeasureKind::Proportion(_) => {
            let (numerator, denominator) =
                (value.numerator.clone().unwrap(), value.denominator.clone().unwrap());
            let rest = denominator.clone() - numerator.clone() - undecided.clone();
            let mut parts = vec![
                (Part::Numerator, numerator),
                (Part::Denominator, denominator),
                (Part::NotInNumerator, rest),
                (Part::Undecided, undecided),
            ];
            parts.extend(value.coming.map(|coming| (Part::Coming, Exact::from(coming))));
            parts
        }
        MeasureKind::Count(_) => {
            vec![(Part::Counted, value.numerator.clone().unwrap()), (Part::Undecided, undecided)]
        }
        MeasureKind::Mean(_) => {
            vec![(Part::Counted, value.denominator.clone().unwrap()), (Part::Undecided, undecided)]
        }
        MeasureKind::Stock(_) => vec![(Part::Standing, value.numerator.clone().unwrap())],
        _ => panic!("the plan has no other kinds"),
    }
}

/// Compares every group of a breakdown by unit with the cases found.
fn agrees(counted: &Counted, measure: &str, grain: Option<Grain>) -> usize {
    let kind = &counted.plan.measure(measure).unwrap().kind;
    let breakdown = counted.evaluation.breakdown(measure, &["unit"], grain).unwrap();
    let mut buckets: BTreeMap<Option<String>, Vec<&BreakdownRow>> = BTreeMap::new();
    for row in &breakdown.rows {
        buckets.entry(row.bucket.clone()).or_default().push(row);
    }
    for (bucket, rows) in &buckets {
        let period = bucket.as_ref().map(|name| Period::parse(name).unwrap());
        let mut found: BTreeMap<Part, BTreeMap<Member, u64>> = BTreeMap::new();
        let mut of = |part: Part, unit: &Member| {
            let units = found.entry(part).or_insert_with(|| counted.by_unit(measure, part, period));
            Exact::from(units.get(unit).copied().unwrap_or_default())
        };
        for row in rows {
            let unit = &row.members[0];
            for (part, number) in expected(kind, row) {
                let mut cases = of(part, unit);
                if part == Part::Standing {
                    cases = cases - of(Part::LeftOnly, unit);
                }
                assert_eq!(cases, number, "{measure} {bucket:?} {unit} {part:?}");
            }
        }
    }
    breakdown.rows.len()
}

#[test]
fn every_measure_by_unit_and_week() {
    let counted = Counted::new(day("2022-12-31"), 60);
    let mut groups = 0;
    for measure in counted.plan.measures() {
        let is_weekly = measure.kind.sources() == ["dossiers"];
        groups += agrees(
            &counted,
            &measure.name,
            Some(if is_weekly { Grain::Week } else { Grain::Month }),
        );
    }
    assert!(groups > 1000, "{groups}");
}

#[test]
fn every_measure_by_unit_over_all_records() {
    let counted = Counted::new(day("2022-12-31"), 1);
    for measure in counted.plan.measures() {
        agrees(&counted, &measure.name, None);
    }
}

#[test]
fn as_of_a_day_in_the_past() {
    let counted = Counted::new(day("2022-06-15"), 25);
    for measure in counted.plan.measures() {
        agrees(&counted, &measure.name, None);
        agrees(&counted, &measure.name, Some(Grain::Month));
    }
    assert!(counted.find(&Selection::new("late_rate", Part::Coming)).total() > 0);
}

#[test]
fn empty_and_undeclared_members_are_groups() {
    let counted = Counted::new(day("2022-12-31"), 1);
    let breakdown = counted.evaluation.breakdown("online_share", &["field"], None).unwrap();
    let members: Vec<&Member> = breakdown.rows.iter().map(|row| &row.members[0]).collect();
    assert!(members.contains(&&Member::Empty) && members.contains(&&Member::Undeclared));
    for row in &breakdown.rows {
        let selection = Selection::new("online_share", Part::Denominator)
            .member("field", row.members[0].clone());
        let cases = counted.find(&selection);
        assert_eq!(Some(Exact::from(cases.total())), row.value.denominator);
        assert!(cases.cases.len() <= 1000);
    }
    // An alias and a decomposed spelling are the member.
    let of = |name: &str| {
        counted.find(&Selection::new("late_rate", Part::Denominator).member("field", name))
    };
    assert_eq!(of("LĐTBXH"), of("Lao động - thương binh và xã hội"));
    assert_eq!(of(" Đất đai "), of("Đa\u{302}\u{301}t đai"));
}

#[test]
fn several_columns_and_a_limit() {
    let counted = Counted::new(day("2022-12-31"), 1);
    let selection = Selection::new("online_share_of_published", Part::Numerator)
        .member("published_online", "true")
        .member("channel", "online")
        .period(Period::parse("2022-Q2").unwrap());
    let all = counted.find(&selection.clone().limit(usize::MAX));
    let few = counted.find(&selection.clone().limit(3));
    assert_eq!(all.more, 0);
    assert_eq!(few.cases, all.cases[..3]);
    assert_eq!(few.total(), all.total());
    assert_eq!(counted.find(&selection.member("channel", "postal")).total(), 0);
}

#[test]
fn chunks_make_no_difference() {
    let counted = Counted::new(day("2022-12-31"), 16);
    let selection = Selection::new("late_rate", Part::Denominator);
    let whole = counted.find(&selection);
    let mut finder = counted.rules.cases(&selection).unwrap();
    let mut feed = finder.csv_feed("dossiers").unwrap();
    for chunk in counted.texts["dossiers"].as_bytes().chunks(7) {
        feed.push(chunk).unwrap();
    }
    feed.finish().unwrap();
    assert_eq!(finder.finish().unwrap(), whole);
}

const VERSIONS: &str = "
schema: 1
organisation: An agency
title: Versions
period: 2022
sources:
  cases:
    columns:
      code: {type: text, key: true}
      changed_on: {type: date}
      closed_on: {type: date, optional: true}
      unit: {type: category, members: [A, B]}
      fee: {type: integer, optional: true}
    latest_by: changed_on
    strict: true
    checks: {negative: {when: fee < 0}}
measures:
  closed: {count: {source: cases, dated_by: closed_on}}
  fees: {total: {source: cases, dated_by: closed_on, of: fee}}
  fees_a_case:
    ratio:
      numerator: {source: cases, dated_by: closed_on, total: fee}
      denominator: {figure: 3}
objectives:
  - {number: 1, statement: Close, target: {measure: closed, is: '>= 1'}}
";

#[test]
fn the_latest_version_is_the_case() {
    let plan = Plan::from_yaml(VERSIONS).unwrap();
    let rules = plan.rules_as_of([day("2022-03-31"), day("2022-12-31")]).unwrap();
    let first = "code,changed_on,closed_on,unit,fee\n\
        K-1,2022-03-01,2022-03-01,A,5\nK-2,2022-03-01,,A,\nK-3,2022-02-01,2022-02-02,B,\n";
    let second = "code,changed_on,closed_on,unit,fee\n\
        K-2,2022-05-01,2022-05-01,B,7\nK-4,2022-01-01,2022-01-01,A,-1\n";
    let find = |selection: Selection| {
        let mut finder = rules.cases(&selection).unwrap();
        finder.csv("cases", first.as_bytes()).unwrap();
        finder.csv("cases", second.as_bytes()).unwrap();
        let cases = finder.finish().unwrap();
        let places = cases.cases.iter().map(|case| (case.input, case.row));
        (places.collect::<Vec<_>>(), cases.more)
    };
    let closed = || Selection::new("closed", Part::Counted);
    assert_eq!(find(closed()), (vec![(1, 1), (1, 3), (2, 1)], 0));
    assert_eq!(find(closed().limit(1)), (vec![(1, 1)], 2));
    assert_eq!(find(closed().as_of(day("2022-03-31"))), (vec![(1, 1), (1, 3)], 0));
    assert_eq!(find(closed().member("unit", "B")), (vec![(1, 3), (2, 1)], 0));
    assert_eq!(find(closed().member("unit", "B").with_undated()), (vec![(1, 3), (2, 1)], 0));
    assert_eq!(find(Selection::new("fees", Part::Counted)), (vec![(1, 1), (2, 1)], 0));
    assert_eq!(find(Selection::new("fees", Part::Undecided)), (vec![(1, 3)], 0));
    assert_eq!(find(Selection::new("fees_a_case", Part::Numerator)), (vec![(1, 1), (2, 1)], 0));
}

#[test]
fn what_cannot_be_asked() {
    let plan = Plan::from_yaml(VERSIONS).unwrap();
    let rules = plan.rules(day("2022-12-31"));
    let told = |selection: Selection| rules.cases(&selection).unwrap_err().to_string();
    let closed = || Selection::new("closed", Part::Counted);
    assert_eq!(
        told(Selection::new("close", Part::Counted)),
        "close: the plan has no measure `close` [measure-unknown]\n  help: did you mean `closed`?"
    );
    assert_eq!(
        told(Selection::new("closed", Part::Numerator)),
        "closed: `closed` is a count: no records are its `numerator` [part-unsuitable]\n  \
         help: ask for `counted`, or for `undecided`"
    );
    assert_eq!(
        told(Selection::new("fees_a_case", Part::Denominator)),
        "fees_a_case: `fees_a_case` is a ratio: no records are its `denominator` \
         [part-unsuitable]\n  help: ask for its `numerator` or `denominator`, where that is \
         counted and not a figure"
    );
    assert_eq!(
        told(closed().member("unti", "A")),
        "cases.unti: source `cases` has no column `unti` [column-unknown]\n  help: did you mean \
         `unit`?"
    );
    assert_eq!(
        told(closed().member("fee", "5")),
        "cases.fee: column `fee` has no members [column-without-members]\n  help: name a \
         category or a boolean column"
    );
    assert_eq!(
        told(closed().member("unit", "b")),
        "cases.unit: column `unit` has no member `b` [member-unknown]\n  help: did you mean `B`?"
    );
    assert_eq!(
        told(closed().as_of(day("2022-06-30"))),
        "as_of: the rules do not stand for 2022-06-30 [as-of-not-counted]\n  help: they stand \
         for 2022-12-31"
    );
    assert_eq!(
        told(closed().period(Period::parse("2023-W05").unwrap())),
        "period: nothing of `2023-W05` is counted [period-not-counted]\n  help: the plan counts \
         2022"
    );
    let plan = Plan::from_yaml(&sample("plan.yaml")).unwrap();
    let mut finder = plan.rules(day("2022-12-31")).cases(&Selection::new("late", Part::Counted));
    let told = finder.as_mut().unwrap().csv("forms", &b"code\n"[..]).unwrap_err().to_string();
    assert_eq!(
        told,
        "forms: the number does not come from `forms` [source-unasked]\n  help: hand in the \
         records of `dossiers` only"
    );
}

#[test]
fn a_text_that_was_not_ended() {
    let plan = Plan::from_yaml(VERSIONS).unwrap();
    let rules = plan.rules(day("2022-12-31"));
    let mut finder = rules.cases(&Selection::new("closed", Part::Counted)).unwrap();
    finder.csv_feed("cases").unwrap().push(b"code,changed_on").unwrap();
    assert_eq!(
        finder.finish().unwrap_err().to_string(),
        "cases: the CSV text of `cases` was not ended [csv-not-ended]\n  help: call `finish` on \
         the feed after the last chunk"
    );
    let mut finder = rules.cases(&Selection::new("closed", Part::Counted)).unwrap();
    let told = finder.csv("cases", &b"code,changed\n"[..]).unwrap_err();
    assert_eq!(told.problems()[0].code, "column-missing");
    assert_eq!(finder.finish().unwrap_err(), told);
}

#[test]
fn parts_have_names() {
    assert_eq!(Part::from_name("not_in_numerator"), Some(Part::NotInNumerator));
    assert_eq!(Part::from_name(Part::LeftOnly.name()), Some(Part::LeftOnly));
    assert_eq!(Part::from_name("all"), None);
}
