//! Which answers stay as more becomes known.

use super::super::settling::Keeps;
use super::super::{Expression, FieldKind, Fixed, Lookup, Schema, Wanted};

/// What a condition keeps; `answered` and `resolved` are events, and `outcome` is known with one.
fn keeps(text: &str) -> (bool, bool) {
    let fields: Lookup<FieldKind> = [
        ("received", FieldKind::Date),
        ("due", FieldKind::Date),
        ("answered", FieldKind::Date),
        ("resolved", FieldKind::Date),
        ("outcome", FieldKind::Text),
    ]
    .into_iter()
    .map(|(name, kind)| (name.to_owned(), kind))
    .collect();
    let parameters: Lookup<Fixed> = Lookup::default();
    let schema = Schema { fields: &fields, parameters: &parameters, office_hours: false };
    let expression = Expression::parse(text, &schema, Wanted::Condition).unwrap();
    let Keeps { yes, no } = expression.term().keeps(&|index| index >= 2);
    (yes, no)
}

#[test]
fn comparisons_keep_both_answers() {
    for text in [
        "answered <= due",
        "NOT answered <= due AND outcome = 'refused'",
        "workdays(received, answered) <= 10",
        "received IS NULL",
        "answered <= due OR resolved <= due",
    ] {
        assert_eq!(keeps(text), (true, true), "{text}");
    }
}

#[test]
fn what_asks_whether_something_is_known_turns_around() {
    assert_eq!(keeps("resolved IS NOT NULL"), (true, false));
    assert_eq!(keeps("resolved IS NULL"), (false, true));
    assert_eq!(keeps("(answered <= due) IS TRUE"), (true, false));
    assert_eq!(keeps("COALESCE(answered, resolved) <= due"), (false, false));
    assert_eq!(keeps("CASE WHEN resolved IS NOT NULL THEN TRUE ELSE FALSE END"), (true, false));
}

#[test]
fn the_day_moves_one_way() {
    assert_eq!(keeps("due < as_of"), (true, false));
    assert_eq!(keeps("as_of <= due"), (false, true));
    assert_eq!(keeps("workdays(received, as_of) > 10"), (true, false));
    assert_eq!(keeps("as_of = due"), (false, false));
    assert_eq!(keeps("resolved IS NULL AND due < as_of"), (false, false));
    assert_eq!(keeps("COALESCE(resolved, as_of) > due"), (true, false));
}

#[test]
fn an_answer_after_its_day_is_late_for_good() {
    assert_eq!(keeps("answered <= due AND (answered IS NOT NULL OR as_of <= due)"), (true, true));
    assert_eq!(keeps("due >= answered AND (due >= as_of OR answered IS NOT NULL)"), (true, true));
    assert_eq!(
        keeps(
            "workdays(received, answered) <= 10 \
             AND (answered IS NOT NULL OR workdays(received, as_of) <= 10)"
        ),
        (true, true)
    );
    assert_eq!(
        keeps(
            "CASE WHEN answered IS NOT NULL THEN workdays(received, answered) <= 10 \
             WHEN workdays(received, as_of) > 10 THEN FALSE END"
        ),
        (true, true)
    );
    // Another limit, another event, or no such condition beside it: it may yet become TRUE.
    assert!(!keeps("answered <= due AND (answered IS NOT NULL OR as_of <= received)").1);
    assert!(!keeps("answered <= due AND (resolved IS NOT NULL OR as_of <= due)").1);
    assert!(!keeps("answered IS NOT NULL OR as_of <= due").1);
}
