use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;

/// The codes of the faults, found in a time that nobody waits for.
fn codes(text: &str) -> Vec<&'static str> {
    let start = Instant::now();
    let faults = parse(text).map(|_| ()).unwrap_err();
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
    for fault in &faults {
        assert!(fault.message.len() < 1000, "{}", fault.message);
        assert!(text.get(fault.range.clone()).is_some());
    }
    faults.iter().map(|fault| fault.code).collect()
}

#[test]
fn depth_is_limited() {
    for (opening, inner, closing) in [
        ("(", "1", ")"),
        ("NOT ", "published_online", ""),
        ("- ", "1", ""),
        ("+", "1", ""),
        ("CASE WHEN TRUE THEN ", "1", " END"),
        ("COALESCE(1, ", "1", ")"),
        ("f(", "1", ")"),
        ("CAST(", "due_on", " AS DATE)"),
        ("pages IN (", "1", ")"),
        ("", "pages", " IS NULL"),
    ] {
        let nested =
            |depth: usize| format!("{}{inner}{}", opening.repeat(depth), closing.repeat(depth));
        assert_eq!(codes(&nested(2000)), ["condition-too-deep"], "{opening}{closing}");
    }
    let parentheses = format!("{}pages = 1{}", "(".repeat(60), ")".repeat(60));
    assert!(parse(&parentheses).is_ok());
}

#[test]
fn length_is_limited() {
    for unit in ["(", "1+", "a ", "'", "\"", "not ", "1", "é", "pages = 1 AND ", ".", "((", "x,"] {
        assert_eq!(codes(&unit.repeat(1_000_000)), ["condition-too-long"], "{unit}");
    }
}

#[test]
fn long_texts_end_quickly() {
    let list = |unit: &str| unit.repeat(60_000 / unit.len());
    assert_eq!(codes(&list("a")), ["unknown-name"]);
    assert_eq!(codes(&list("1")), ["number-too-long"]);
    assert_eq!(codes(&format!("field = '{}'", list("x"))), ["unknown-member"]);
    assert_eq!(codes(&format!("'{}", list("x"))), ["unclosed-quote"]);
    let many: Vec<String> = (0..9000).map(|index| format!("n{index}")).collect();
    assert_eq!(codes(&many.join("+")), ["unknown-name"; 50]);
    let dates = "due_on - due_on + ".repeat(3000);
    assert_eq!(codes(&format!("{dates} due_on")), ["condition-too-deep"]);
}

#[test]
fn long_but_plain_conditions_are_read() {
    for text in [
        vec!["pages = 1"; 5000].join(" OR "),
        vec!["pages"; 7000].join("+"),
        vec!["2"; 100].join("*"),
        format!("pages IN ({})", vec!["1"; 20_000].join(",")),
        format!("unit IN ({})", (0..7000).map(|n| format!("'{n}'")).collect::<Vec<_>>().join(",")),
    ] {
        let expression = parse(&text).unwrap();
        assert_eq!(parse(&expression.to_string()).unwrap(), expression);
    }
}

proptest! {
    #[test]
    fn no_text_is_too_strange(text in ".{0,80}") {
        let _ = parse(&text);
    }

    #[test]
    fn no_jumble_of_words_is_too_strange(
        words in prop::collection::vec(
            prop::sample::select(vec![
                "(", ")", ",", "+", "-", "*", "=", "<>", "<", "NOT", "AND", "OR", "IN", "BETWEEN",
                "IS", "NULL", "TRUE", "CASE", "WHEN", "THEN", "ELSE", "END", "COALESCE", "CAST",
                "AS", "DATE", "'2022-01-31'", "'resolved'", "pages", "fee", "due_on", "outcome",
                "published_online", "entered_at", "as_of", "workdays", "add_workdays", "1", "2.5",
                "left_at", "worktime", "add_worktime", "months", "add_months", "counted_from",
                "'15:00'", "hours", "days", "seconds", "INTERVAL", "MINUTE",
                "99999999999999999999999999999999999999",
            ]),
            0..25,
        )
    ) {
        let text = words.join(" ");
        if let Ok(expression) = parse(&text) {
            let canonical = expression.to_string();
            let again = parse(&canonical).unwrap();
            prop_assert_eq!(again.to_string(), &canonical[..]);
            // A NULL by itself has the kind that its place asks for; `- NULL` has one of its own.
            prop_assert!(again == expression || canonical == "NULL", "{}", canonical);
        }
    }
}
