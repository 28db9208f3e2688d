use super::*;

/// As it is written, and its canonical text.
const TEXTS: [(&str, &str); 63] = [
    ("resolved_on>due_on", "resolved_on > due_on"),
    ("((resolved_on))   >\n due_on", "resolved_on > due_on"),
    ("resolved_on is not null", "resolved_on IS NOT NULL"),
    ("NOT resolved_on IS NULL", "resolved_on IS NOT NULL"),
    ("pages != 3", "pages <> 3"),
    ("pages = 003.00", "pages = 3"),
    ("fee >= 1.50", "fee >= 1.5"),
    ("fee = .5", "fee = 0.5"),
    ("outcome = 'resolved'", "outcome = 'resolved'"),
    ("'resolved' <> outcome", "outcome <> 'resolved'"),
    ("not outcome = ' resolved '", "outcome <> 'resolved'"),
    ("outcome in ('returned','refused')", "outcome IN ('refused', 'returned')"),
    ("outcome not in ('returned')", "outcome <> 'returned'"),
    ("NOT outcome IN ('returned', 'refused')", "outcome NOT IN ('refused', 'returned')"),
    ("field = 'Đất đai'", "field = 'Đất đai'"),
    ("prize >= 'Giải nhì'", "prize >= 'Giải nhì'"),
    ("'Giải nhì' <= prize", "prize >= 'Giải nhì'"),
    ("not prize<'Giải ba'", "NOT prize < 'Giải ba'"),
    ("prize not between 'Giải ba' and 'Giải nhì'", "prize NOT BETWEEN 'Giải ba' AND 'Giải nhì'"),
    ("coalesce(prize, best_prize) > 'Giải ba'", "COALESCE(prize, best_prize) > 'Giải ba'"),
    ("grade = 'good' or grade > 'weak'", "grade = 'good' OR grade > 'weak'"),
    ("code = 'it''s'", "code = 'it''s'"),
    ("pages in (1, 2,3)", "pages IN (1, 2, 3)"),
    ("pages not between 1 and 5 and case", "!"),
    ("pages not between 1 and 5 and \"case\"", "pages NOT BETWEEN 1 AND 5 AND \"case\""),
    ("\"số trang\" > 1", "\"số trang\" > 1"),
    ("\"pages\" > 1", "pages > 1"),
    ("published_online", "published_online"),
    ("published_online = true", "published_online = TRUE"),
    ("published_online is not true", "published_online IS NOT TRUE"),
    ("published_online and (case_ or true)", "!"),
    (
        "published_online and (\"case\" or pages > 1) and (pages < 9 and true)",
        "published_online AND (\"case\" OR pages > 1) AND pages < 9 AND TRUE",
    ),
    ("published_online or \"case\" and pages > 1", "published_online OR \"case\" AND pages > 1"),
    ("(published_online or \"case\") or true", "published_online OR \"case\" OR TRUE"),
    ("not (published_online or \"case\")", "NOT (published_online OR \"case\")"),
    ("not not published_online", "NOT NOT published_online"),
    ("(pages = 1) is null", "(pages = 1) IS NULL"),
    ("pages = 1 is null", "(pages = 1) IS NULL"),
    ("pages is null is not null", "(pages IS NULL) IS NOT NULL"),
    ("pages > limit", "pages > 5"),
    ("pages * rate", "pages * 1.5"),
    ("-2 * pages * 3", "pages * -6"),
    ("-(pages)", "-pages"),
    ("pages - 5", "pages - 5"),
    ("pages + -5", "pages - 5"),
    ("pages - 2 * copies", "pages - copies * 2"),
    ("pages - (copies - 1)", "pages - copies + 1"),
    ("2 - (1.5 + pages) + 0.5 - 0.5", "0.5 - pages + 0"),
    ("-(1 + pages)", "-1 - pages"),
    ("(pages + copies) * 2", "(pages + copies) * 2"),
    ("2 + 3 * -4 < pages", "-10 < pages"),
    ("due_on + 1 - 2", "due_on - 1"),
    ("3 + due_on", "due_on + 3"),
    ("resolved_on - due_on + 1", "(resolved_on - due_on) + 1"),
    ("due_on + (resolved_on - received_on)", "due_on + (resolved_on - received_on)"),
    ("cast( entered_at as date )", "CAST(entered_at AS DATE)"),
    ("cast(due_on as date)", "due_on"),
    ("entered_at < timestamp '2022-01-31 16:30'", "entered_at < TIMESTAMP '2022-01-31 16:30:00'"),
    ("due_on < date '2022-01-31'", "due_on < DATE '2022-01-31'"),
    ("due_on between Period_Start and AS_OF", "due_on BETWEEN period_start AND as_of"),
    ("WORKDAYS(received_on, resolved_on) <= 14", "workdays(received_on, resolved_on) <= 14"),
    ("case when pages>1 then 'a' else null end = 'a'", "CASE WHEN pages > 1 THEN 'a' END = 'a'"),
    ("coalesce(resolved_on,as_of) > due_on", "COALESCE(resolved_on, as_of) > due_on"),
];

#[test]
fn what_means_the_same_is_written_the_same() {
    for (written, canonical) in TEXTS {
        same(written, canonical);
    }
}

/// Checks the canonical text, `!` for what is refused, and that it reads as the same expression.
pub(super) fn same(written: &str, canonical: &str) {
    match parse(written) {
        Ok(expression) => {
            assert_eq!(expression.to_string(), canonical, "{written}");
            assert_eq!(parse(canonical).as_ref(), Ok(&expression), "{canonical}");
        }
        Err(faults) => assert_eq!(canonical, "!", "{written}: {faults:?}"),
    }
}

#[test]
fn kinds_and_fields_are_known() {
    let number = |scale| Kind::Number { scale };
    for (text, kind, fields) in [
        ("resolved_on > due_on", Kind::Boolean, vec![6, 7]),
        ("pages + copies * 1.5", number(1), vec![9, 10]),
        ("fee - pages", number(2), vec![9, 11]),
        ("resolved_on - due_on", number(0), vec![6, 7]),
        ("COALESCE(resolved_on, as_of)", Kind::Date, vec![7]),
        ("CASE WHEN pages > 1 THEN fee ELSE 0.125 END", number(3), vec![9, 11]),
        ("entered_at", Kind::Timestamp, vec![8]),
        ("NULL", Kind::Boolean, vec![]),
        ("COALESCE(NULL, pages, NULL)", number(0), vec![9]),
    ] {
        let expression = parse(text).unwrap();
        assert_eq!((expression.kind(), expression.fields()), (kind, &fields[..]), "{text}");
    }
}

#[test]
fn a_place_may_ask_for_a_kind() {
    assert_eq!(parse_as("due_on + 1", Wanted::Date).unwrap().kind(), Kind::Date);
    assert_eq!(parse_as("NULL", Wanted::Date).unwrap().kind(), Kind::Date);
    assert_eq!(parse_as("fee", Wanted::Number).unwrap().kind(), Kind::Number { scale: 2 });
    assert!(parse_as("fee", Wanted::Condition).is_err());
}

#[test]
fn numbers_are_read_exactly() {
    for (text, units, scale) in [
        ("12", 12, 0),
        ("-1.50", -15, 1),
        (".5", 5, 1),
        ("0.00", 0, 0),
        ("100", 100, 0),
        ("170141183460469231731687303715884105727", i128::MAX, 0),
    ] {
        assert_eq!(Fixed::parse(text), Some(Fixed::new(units, scale)), "{text}");
    }
    for text in
        ["", "-", ".", "1e3", "1,5", "+1", "1.2.3", "٣", "170141183460469231731687303715884105728"]
    {
        assert_eq!(Fixed::parse(text), None, "{text}");
    }
    for text in ["0", "-0.05", "1.5", "-12"] {
        assert_eq!(Fixed::parse(text).unwrap().to_string(), text);
    }
}
