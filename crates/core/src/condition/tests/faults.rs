use std::fmt::Write;

use super::*;

/// The faults as lines: what is marked, the code, the message, the help.
pub(super) fn told(text: &str, wanted: Wanted) -> String {
    let faults = parse_as(text, wanted).map(|found| found.to_string()).unwrap_err();
    let mut lines = String::new();
    for fault in faults {
        let help = fault.help.map_or(String::new(), |help| format!(" / {help}"));
        writeln!(lines, "[{}] {}: {}{help}", &text[fault.range], fault.code, fault.message)
            .unwrap();
    }
    lines
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of texts and what is told of them")]
fn faults_say_what_to_do() {
    for (text, expected) in [
        (
            "",
            "[] condition-empty: the condition is empty / write a comparison such as `resolved_on > due_on`, or leave the key out",
        ),
        ("resolved_on > ", "[] syntax: the condition ends where a column or a value was expected"),
        (
            "resolved_on > due_on pages",
            "[pages] syntax: `pages` stands where the end, or `AND` or `OR` was expected",
        ),
        (
            "resolved_on > due_on)",
            "[)] syntax: there is a `)` without its `(` / remove it, or open it before",
        ),
        ("(pages = 1", "[] syntax: the condition ends where `)` was expected"),
        (
            "case = TRUE",
            "[=] syntax: `=` stands where `WHEN` was expected / write every arm as a condition: `CASE WHEN a = 1 THEN … END`",
        ),
        (
            "end = 1",
            "[end] syntax: `end` stands where a column or a value was expected / `end` is a word of the language; a column of that name is written \"end\"",
        ),
        (
            "1 < pages < 5",
            "[<] comparison-chain: a second comparison follows at `<` / join two comparisons with `AND`",
        ),
        (
            "published_online = NOT \"case\"",
            "[NOT] syntax: `NOT` stands where a column or a value was expected / put the negated condition in parentheses: `(NOT …)`",
        ),
        (
            "pages == 1",
            "[==] unexpected-character: `==` has no meaning in a condition / write `=` for equal",
        ),
        ("pages ≤ 1", "[≤] unexpected-character: `≤` has no meaning in a condition / write `<=`"),
        (
            "pages / copies > 2",
            "[/] unexpected-character: `/` has no meaning in a condition / multiply the other side instead: `a / b > 2` is `a > b * 2`",
        ),
        (
            "outcome = ‘resolved’",
            "[‘] unexpected-character: `‘` has no meaning in a condition / put text in straight single quotes, as in `'resolved'`",
        ),
        (
            "outcome = 'resolved",
            "['resolved] unclosed-quote: the text `'resolved` is not closed / add a `'` where it ends; within it, a `'` is written twice",
        ),
        (
            "pages = 12abc",
            "[12abc] not-a-number: `12abc` is not a number / write digits and at most one point: `12`, `1.5`; names begin with a letter",
        ),
        (
            "due_on = DATE '2022-02-30'",
            "['2022-02-30'] not-a-date: `2022-02-30` is not a date / write year, month and day: `DATE '2022-01-31'`",
        ),
        (
            "due_on = DATE '31/01/2022'",
            "['31/01/2022'] not-a-date: `31/01/2022` is not a date / write year, month and day: `DATE '2022-01-31'`",
        ),
        (
            "entered_at = TIMESTAMP '2022-01-31'",
            "['2022-01-31'] not-a-timestamp: `2022-01-31` is not a timestamp / write date and time of day: `TIMESTAMP '2022-01-31 16:30:00'`",
        ),
        (
            "recieved_on IS NULL",
            "[recieved_on] unknown-name: `recieved_on` is neither a column of the source nor a parameter / did you mean `received_on`?",
        ),
        (
            "outcome = resolved",
            "[resolved] unknown-name: `resolved` is neither a column of the source nor a parameter / text is written in single quotes: `'resolved'`",
        ),
        (
            "zzzzzzzz > 1 AND zzzzzzzz < 2 AND paegs = 1",
            "[zzzzzzzz] unknown-name: `zzzzzzzz` is neither a column of the source nor a parameter / the columns are `code`, `field`, `unit`, `outcome`, `published_online`, `received_on`, `due_on`, `resolved_on`, `entered_at`, `pages`, `copies`, `fee`, …\n[paegs] unknown-name: `paegs` is neither a column of the source nor a parameter / did you mean `pages`?",
        ),
        (
            "outcome = 'resloved'",
            "['resloved'] unknown-member: `resloved` is not a declared member of `outcome` / did you mean `'resolved'`?",
        ),
        (
            "outcome IN ('resolved', 'gone', 'Returned')",
            "['gone'] unknown-member: `gone` is not a declared member of `outcome` / compare with a member as the column declares it, or declare it\n['Returned'] unknown-member: `Returned` is not a declared member of `outcome` / did you mean `'returned'`?",
        ),
        (
            "CASE WHEN pages > 1 THEN outcome ELSE 'none' END = 'noen'",
            "['noen'] unknown-member: `noen` is not among the texts this can be / did you mean `'none'`?",
        ),
        (
            "due_on > '2022-01-31'",
            "[due_on > '2022-01-31'] kinds-differ: `due_on` is a date and `'2022-01-31'` is text; they cannot be compared / write `DATE '2022-01-31'`",
        ),
        (
            "due_on > entered_at",
            "[due_on > entered_at] kinds-differ: `due_on` is a date and `entered_at` is a timestamp; they cannot be compared / write `CAST(entered_at AS DATE)`",
        ),
        (
            "pages = '5'",
            "[pages = '5'] kinds-differ: `pages` is a whole number and `'5'` is text; they cannot be compared / write the number without quotes: `5`",
        ),
        (
            "unit = 5",
            "[unit = 5] kinds-differ: `unit` is text and `5` is a whole number; they cannot be compared / write the text in single quotes: `'5'`",
        ),
        (
            "published_online = 1",
            "[published_online = 1] kinds-differ: `published_online` is a condition and `1` is a whole number; they cannot be compared",
        ),
        (
            "resolved_on = NULL",
            "[resolved_on = NULL] null-comparison: a comparison with `NULL` is never true / write `resolved_on IS NULL` or `resolved_on IS NOT NULL`",
        ),
        (
            "pages NOT IN (1, NULL)",
            "[pages NOT IN (1, NULL] null-comparison: a comparison with `NULL` is never true / write `pages IS NULL` or `pages IS NOT NULL`",
        ),
        (
            "unit = outcome",
            "[unit = outcome] text-with-text: `unit` and `outcome` are both text that varies by record / text is compared with text in single quotes; compare the columns before counting and hand in a boolean column",
        ),
        (
            "code = ''",
            "[''] text-empty: a text without characters equals nothing / empty cells are NULL: write `IS NULL` or `IS NOT NULL`",
        ),
        (
            "code < 'b'",
            "[code] without-order: `code` is text, which has no order / use `=`, `<>` or `IN`; dates and numbers are columns of those types",
        ),
        (
            "outcome >= 'resolved'",
            "[outcome] without-order: `outcome` is text, which has no order / use `=`, `<>` or `IN`; or list the `members` of the column in their order and say `order: lowest_first` or `order: highest_first`",
        ),
        (
            "prize >= 'Giai nhi'",
            "['Giai nhi'] unknown-member: `Giai nhi` is not a declared member of `prize` / did you mean `'Giải nhì'`?",
        ),
        (
            "prize >= best_prize",
            "[prize >= best_prize] text-with-text: `prize` and `best_prize` are both text that varies by record / text is compared with text in single quotes; compare the columns before counting and hand in a boolean column",
        ),
        (
            "prize BETWEEN 'Giải nhất' AND 'Giải ba'",
            "['Giải nhất' AND 'Giải ba'] between-reversed: 'Giải nhất' is higher than 'Giải ba': nothing lies between them / write the lower one first: `prize BETWEEN 'Giải ba' AND 'Giải nhất'`",
        ),
        (
            "COALESCE(prize, grade) > 'good'",
            "[COALESCE(prize, grade)] without-order: `COALESCE(prize, grade)` is text, which has no order / use `=`, `<>` or `IN`; dates and numbers are columns of those types",
        ),
        (
            "prize > 3",
            "[prize > 3] kinds-differ: `prize` is text and `3` is a whole number; they cannot be compared / write the text in single quotes: `'3'`",
        ),
        (
            "pages AND unit",
            "[pages] not-a-condition: `pages` is a whole number where a condition is expected / compare it, as in `pages > 0`\n[unit] not-a-condition: `unit` is text where a condition is expected / compare it, as in `unit = 'text'`",
        ),
        (
            "pages * copies",
            "[pages * copies] not-constant: `pages * copies` multiplies two values that vary / multiply by a number or a parameter; compute products of columns before counting",
        ),
        (
            "due_on + 1.5",
            "[1.5] not-whole: `1.5` is not a whole number; dates move by whole days or months",
        ),
        (
            "due_on + received_on",
            "[due_on + received_on] wrong-kind: a date cannot be added to a date / two dates are subtracted, which gives days",
        ),
        (
            "entered_at - 1",
            "[entered_at - 1] wrong-kind: a whole number cannot be subtracted from a timestamp / write the number with its unit: `90 minutes`, `pages * 1 hour`",
        ),
        (
            "COALESCE(due_on, pages)",
            "[pages] mixed-kinds: `due_on` is a date and `pages` is a whole number; one expression gives one kind of value",
        ),
        (
            "count(pages)",
            "[count(pages)] unknown-function: there is no function `count` / there are `COALESCE(a, b)`, `CAST(a AS DATE)`, `workdays(from, to)`, `add_workdays(date, count)`, `worktime(from, to)`, `add_worktime(timestamp, duration)`, `months(from, to)`, `add_months(date, count)`, `counted_from(timestamp, '15:00')`",
        ),
        (
            "workdays(due_on)",
            "[workdays(due_on)] wrong-number-of-values: `workdays` takes 2 values, and 2 more for each pause, not 1 / write `workdays(from, to)`, or `workdays(from, to, pause_from, pause_to)`",
        ),
        (
            "workdays(entered_at, due_on)",
            "[entered_at] wrong-kind: `entered_at` is a timestamp where a date is expected / write `CAST(entered_at AS DATE)`",
        ),
        (
            "99999999999999999999 * 99999999999999999999",
            "[99999999999999999999 * 99999999999999999999] number-too-long: a constant here has too many digits to be exact / use at most 38 digits, of them at most 28 after the point",
        ),
    ] {
        assert_eq!(told(text, Wanted::Value).trim_end(), expected, "{text}");
    }
}

#[test]
fn a_wrong_kind_for_the_place_is_told() {
    for (text, wanted, expected) in [
        (
            "entered_at",
            Wanted::Date,
            "[entered_at] wrong-kind: `entered_at` is a timestamp where a date is expected / write `CAST(entered_at AS DATE)`",
        ),
        (
            "published_online",
            Wanted::Number,
            "[published_online] wrong-kind: `published_online` is a condition where a number is expected / write `CASE WHEN published_online THEN 1 ELSE 0 END`",
        ),
        (
            "due_on",
            Wanted::Condition,
            "[due_on] not-a-condition: `due_on` is a date where a condition is expected / compare it, as in `due_on IS NOT NULL`",
        ),
    ] {
        assert_eq!(told(text, wanted).trim_end(), expected, "{text}");
    }
}

#[test]
fn names_with_a_meaning_are_reserved() {
    assert!(is_reserved("As_Of") && is_reserved("case") && is_reserved("period_end"));
    assert!(!is_reserved("date") && !is_reserved("received_on") && !is_reserved("as"));
}
