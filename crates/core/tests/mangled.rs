//! Mangled plans: whatever is done to the text of a plan, reading it ends in a plan or in faults.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may panic")]

use proptest::prelude::*;
use quality_objectives::Plan;

const PLAN: &str = r#"schema: 1
organisation: "An agency"
title: 'Objectives'
period: {from: 2022-01-01, to: 2022-06-30}
utc_offset: "+07:00"
calendar: {weekend: [friday], holidays: [2022-05-02, {date: 2022-05-03, title: Swapped}]}
parameters: {quota: 12.50, limit: {value: -3}}
sources:
  cases:
    columns:
      code: {type: text, key: true}
      fee: {type: decimal, scale: 3}
      unit: {type: category, members: [NO, "Đất đai"], aliases: {SE: NO}}
      closed_on: {type: date, event: true, optional: true}
      outcome: {type: category, known_with: closed_on}
    breakdowns: [{by: [unit], grain: quarter}]
    checks:
      odd: {when: closed_on > as_of}
measures:
  share:
    proportion:
      source: cases
      dated_by: closed_on
      numerator: >-
        unit IN ('NO', 'Đất đai')
        AND fee > limit
  cost: {ratio: {numerator: {source: cases, dated_by: closed_on + 1, total: fee}, denominator: {figure: 12}}, scale: VND}
objectives:
  - number: 1
    statement: |
      Everything
      there is
    target:
      all_of:
        - {measure: share, is: "từ 25% trở lên", each: unit, members: [NO]}
        - any_of: [{measure: cost, is: "<= 14 VND"}]
    review: {every: month, by: [unit], measures: [share]}
"#;

/// Letters that mean something to YAML, to conditions or to targets, and some that do not.
const LETTERS: &str = "\n\t :-?[]{}#&*!|>'\"%@`,.0123456789aeE<=~\\\u{0}\u{feff}đ😀()+";

#[test]
fn the_plan_itself_is_read() {
    Plan::from_yaml(PLAN).unwrap();
}

/// Reads a text, and looks at the faults.
fn read(text: &str) {
    if let Err(error) = Plan::from_yaml(text) {
        assert!(error.is_plan() && !error.problems().is_empty());
        let lines = text.lines().count() + 1;
        for problem in error.problems() {
            assert!(problem.help.is_some(), "{problem}");
            assert!(problem.line.is_none_or(|line| (1..=lines).contains(&line)), "{problem}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn letters_are_changed(
        changes in prop::collection::vec((0..PLAN.len(), 0..3_u8, 0..64_usize), 1..6)
    ) {
        let mut text: Vec<char> = PLAN.chars().collect();
        let letters: Vec<char> = LETTERS.chars().collect();
        for (at, kind, letter) in changes {
            let at = at % text.len();
            let letter = letters[letter % letters.len()];
            match kind {
                0 => text[at] = letter,
                1 => text.insert(at, letter),
                _ => { text.remove(at); }
            }
        }
        read(&text.into_iter().collect::<String>());
    }

    #[test]
    fn lines_are_moved(from in 0..40_usize, to in 0..40_usize, indent in 0..6_usize) {
        let mut lines: Vec<String> = PLAN.lines().map(str::to_owned).collect();
        let from = from % lines.len();
        let line = lines.remove(from);
        let to = to % lines.len();
        lines.insert(to, format!("{}{}", " ".repeat(indent), line.trim_start()));
        read(&lines.join("\n"));
    }

    #[test]
    fn it_ends_early(at in 0..PLAN.len()) {
        let end = (0..=at).rev().find(|end| PLAN.is_char_boundary(*end)).unwrap();
        read(&PLAN[..end]);
    }

    #[test]
    fn any_text(text in "(\\PC|[\n\t:\\-?\\[\\]{}#&*!|>'\"%@`, ]){0,80}") {
        read(&text);
    }
}
