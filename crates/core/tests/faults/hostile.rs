//! Documents made to break a reader end in a clear error, in bounded time.

use std::fmt::Write;
use std::time::{Duration, Instant};

use quality_objectives::Plan;

use crate::faults;

/// Far more than any of them takes, far less than what a blow-up would.
const PATIENCE: Duration = Duration::from_secs(120);

/// The codes of the problems, in the order of the text.
fn codes(text: &str) -> Vec<&'static str> {
    let begun = Instant::now();
    let error = faults(text);
    assert!(begun.elapsed() < PATIENCE, "{:?}", begun.elapsed());
    assert!(error.problems().len() <= 501);
    for problem in error.problems() {
        assert!(problem.message.len() < 1000, "{problem}");
    }
    error.problems().iter().map(|problem| problem.code).collect()
}

#[test]
fn deep_nesting() {
    assert_eq!(codes(&"[".repeat(4_000_000)), ["too-deep"]);
    assert_eq!(codes(&"{a: ".repeat(1_000_000)), ["too-deep"]);
    assert_eq!(codes(&"- ".repeat(2_000_000)), ["too-deep"]);
    let mut block = String::new();
    for level in 0..1000 {
        writeln!(block, "{}a:", " ".repeat(level)).unwrap();
    }
    assert_eq!(codes(&block), ["too-deep"]);
}

#[test]
fn a_billion_laughs() {
    let mut text = "a0: &a0 [ha, ha]\n".to_owned();
    for level in 1..40 {
        let below = level - 1;
        writeln!(text, "a{level}: &a{level} [*a{below}, *a{below}, *a{below}]").unwrap();
    }
    let codes = codes(&text);
    assert!(codes.contains(&"alias") && codes.contains(&"anchor"));
}

#[test]
fn size() {
    assert_eq!(codes(&"#".repeat((4 << 20) + 1)), ["document-too-large"]);
    let mut keys = String::new();
    for index in 0..300_000 {
        writeln!(keys, "k{index}: 1").unwrap();
    }
    assert_eq!(codes(&keys), ["too-many-values"]);
    assert!(codes(&format!("title: {}", "x".repeat(1_000_000))).contains(&"text-too-long"));
    assert!(codes(&format!("title: \"{}\"", "x".repeat(1_000_000))).contains(&"text-too-long"));
    assert!(codes(&format!("{}: 1", "x".repeat(70_000))).contains(&"text-too-long"));
}

#[test]
fn many_faults_are_cut_off() {
    let codes = codes(&"a: 1\n".repeat(100_000));
    assert_eq!(codes.len(), 501);
    assert_eq!(codes[500], "too-many-faults");
}

#[test]
fn huge_numbers() {
    let nines = "9".repeat(60_000);
    assert!(codes(&format!("shown_places: {nines}")).contains(&"not-a-whole-number"));
    assert!(codes(&format!("parameters: {{a: {nines}}}")).contains(&"number-too-long"));
    assert!(codes("schema: 18446744073709551617").contains(&"not-a-whole-number"));
    assert!(codes("period: 99999").contains(&"not-a-period"));
    assert!(codes("{issued: 9999-12-31, period: 9999-12-31}").contains(&"not-a-period"));
}

#[test]
fn control_characters() {
    for letter in ['\0', '\u{1b}', '\u{7f}', '\u{85}', '\u{202e}', '\u{2066}', '\u{feff}'] {
        assert_eq!(codes(&format!("title: a{letter}b")), ["control-character"]);
    }
}

#[test]
fn conditions_and_targets() {
    let with = |condition: &str, target: &str| {
        format!(
            "schema: 1\norganisation: a\ntitle: b\nperiod: 2022\n\
             sources: {{s: {{columns: {{d: {{type: date}}}}}}}}\n\
             measures: {{m: {{count: {{source: s, dated_by: d, where: \"{condition}\"}}}}}}\n\
             objectives: [{{number: 1, statement: c, target: {{measure: m, is: \"{target}\"}}}}]\n"
        )
    };
    assert!(Plan::from_yaml(&with("d IS NULL", "> 1")).is_ok());
    codes(&with(&"(".repeat(60_000), ">= 1"));
    codes(&with(&"NOT ".repeat(16_000), ">= 1"));
    codes(&with("d IS NULL", &">".repeat(60_000)));
    codes(&with("d IS NULL", &format!(">= {}", "9".repeat(60_000))));
    codes(&with("d IS NULL", &format!(">= 1 per {}", "9".repeat(60))));
}

#[test]
fn many_names() {
    let mut text = "schema: 1\norganisation: a\ntitle: b\nperiod: 2022\nsources:\n".to_owned();
    for index in 0..6_000 {
        writeln!(text, "  source_{index}: {{columns: {{d: {{type: date}}}}}}").unwrap();
    }
    text.push_str("measures:\n");
    for index in 0..6_000 {
        writeln!(text, "  m{index}: {{count: {{source: sauce_{index}, dated_by: d}}}}").unwrap();
    }
    text.push_str("objectives: [{number: 1, statement: c}]\n");
    assert!(codes(&text).contains(&"unknown-source"));
}

#[test]
fn byte_order_marks_and_line_ends_are_read() {
    let text: String = crate::plan::SMALLEST_PLAN.iter().map(|(_, section)| *section).collect();
    assert!(Plan::from_yaml(&format!("\u{feff}{text}")).is_ok());
    assert!(Plan::from_yaml(&text.replace('\n', "\r\n")).is_ok());
    let faulty = text.replace("title:", "titel:");
    let places = |text: &str| -> Vec<_> {
        faults(text).problems().iter().map(|p| (p.line, p.column, p.code)).collect()
    };
    assert_eq!(places(&faulty), places(&faulty.replace('\n', "\r\n")));
}

#[test]
fn many_conditions_over_many_columns() {
    let mut text = "schema: 1\norganisation: a\ntitle: b\nperiod: 2022\nsources:\n".to_owned();
    text.push_str("  s:\n    columns:\n      d: {type: date}\n");
    for index in 0..999 {
        writeln!(text, "      c{index}: {{type: integer}}").unwrap();
    }
    text.push_str("measures:\n");
    for index in 0..15_000 {
        let column = index % 999;
        writeln!(
            text,
            "  m{index}: {{count: {{source: s, dated_by: d, where: c{column} > {index}}}}}"
        )
        .unwrap();
    }
    text.push_str("objectives: [{number: 1, statement: c}]\n");
    let begun = Instant::now();
    assert_eq!(Plan::from_yaml(&text).unwrap().measures().len(), 15_000);
    assert!(begun.elapsed() < PATIENCE / 2, "{:?}", begun.elapsed());
}

/// A plan of objectives over a span, each with this target.
fn plan_of(span: &str, target: &str, count: usize) -> String {
    let mut text = String::from(
        "schema: 1\norganisation: A\ntitle: T\nperiod: 2022\nsources: {s: {columns: {d: {type: date}}}}\n\
         measures: {m: {count: {source: s, dated_by: d}}, first: {milestone: {source: s, dated_by: d}}}\nobjectives:\n",
    );
    for number in 0..count {
        writeln!(text, "  - {{number: {number}, statement: S, {span}, target: {target}}}").unwrap();
    }
    text
}

#[test]
fn periods_without_end() {
    let ages = "start: 0001, due: 9998";
    let of_each = "{measure: m, is: '>= 1', every: day}";
    assert!(codes(&plan_of(ages, of_each, 2)).contains(&"too-many-periods"));
    let deadlines = "{measure: first, is: by 06-01 and 11-15 each year}";
    assert!(codes(&plan_of(ages, deadlines, 2)).contains(&"too-many-periods"));
    let line = "{measure: m, path: {0001-01-01: '>= 1', 9998-12-31: '>= 2'}, between: linear}";
    assert!(codes(&plan_of(ages, line, 2)).contains(&"too-many-periods"));
    let together = "{measure: m, is: '>= 1', every: day, over: 4000000000 days}";
    assert_eq!(codes(&plan_of("due: 2022", together, 1)), ["over-unreadable"]);
    // Each of them alone may be asked; together they come to more than can be evaluated.
    let many = codes(&plan_of("due: 2022", of_each, 4000));
    assert!(many.contains(&"too-many-periods"), "{many:?}");
}
