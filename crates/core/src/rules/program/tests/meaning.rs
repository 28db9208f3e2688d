use super::*;

const THREE: [Option<bool>; 3] = [Some(true), None, Some(false)];

/// Every pair of truths of `a` and `b`.
fn truths() -> Table {
    let pairs = || THREE.iter().flat_map(|a| THREE.iter().map(move |b| (*a, *b)));
    Table::new(vec![
        ("a", FieldKind::Boolean, Values::Booleans(pairs().map(|(a, _)| a).collect())),
        ("b", FieldKind::Boolean, Values::Booleans(pairs().map(|(_, b)| b).collect())),
    ])
}

fn conditions(table: &Table, text: &str) -> String {
    let mut program = Program::new(Calendar::default());
    let node = program.add(&table.parse(text));
    let scratch = table.run(&program, 100, (50, 99)).unwrap();
    let letter = |row| match truth_at(scratch.truth(node), row) {
        Some(true) => 'T',
        Some(false) => 'F',
        None => '-',
    };
    (0..table.rows()).map(letter).collect()
}

fn values(table: &Table, text: &str) -> Vec<Option<i128>> {
    let mut program = Program::new(Calendar::default());
    let node = program.add(&table.parse(text));
    let scratch = table.run(&program, 100, (50, 99)).unwrap();
    (0..table.rows()).map(|row| scratch.values(node).get(row)).collect()
}

fn failure(table: &Table, text: &str) -> String {
    let mut program = Program::new(Calendar::default());
    program.add(&table.parse(text));
    table.run(&program, 100, (50, 99)).unwrap_err().to_string()
}

#[test]
fn logic_has_three_values() {
    for (text, truths_of_pairs) in [
        // a:    TTT---FFF
        // b:    T-FT-FT-F
        ("a", "TTT---FFF"),
        ("b", "T-FT-FT-F"),
        ("NOT a", "FFF---TTT"),
        ("a AND b", "T-F--FFFF"),
        ("a OR b", "TTTT--T-F"),
        ("a = b", "T-F---F-T"),
        ("a <> b", "F-T---T-F"),
        ("a IS NULL", "FFFTTTFFF"),
        ("a IS NOT NULL", "TTTFFFTTT"),
        ("a IS TRUE", "TTTFFFFFF"),
        ("a IS NOT TRUE", "FFFTTTTTT"),
        ("a IS FALSE", "FFFFFFTTT"),
        ("a IS NOT FALSE", "TTTTTTFFF"),
        ("COALESCE(a, b)", "TTTT-FFFF"),
        ("CASE WHEN a THEN b ELSE TRUE END", "T-FTTTTTT"),
        ("CASE WHEN a THEN b END", "T-F------"),
        ("a AND NULL", "------FFF"),
        ("a OR NULL", "TTT------"),
        ("a AND TRUE", "TTT---FFF"),
        ("a AND FALSE", "FFFFFFFFF"),
        ("NULL", "---------"),
        ("NULL OR 1 < 2", "TTTTTTTTT"),
        ("NOT NULL", "---------"),
        ("(a AND NOT a) IS NULL", "FFFTTTFFF"),
        ("as_of = DATE '1970-04-11' AND period_end < as_of", "TTTTTTTTT"),
    ] {
        assert_eq!(conditions(&truths(), text), truths_of_pairs, "{text}");
    }
}

fn numbers() -> Table {
    Table::new(vec![
        (
            "small",
            FieldKind::Integer,
            Values::Small(vec![Some(0), Some(3), None, Some(i64::MAX), Some(-3)]),
        ),
        (
            "wide",
            FieldKind::Decimal { scale: 2 },
            Values::Wide(vec![Some(150), None, Some(-150), Some(i128::MAX), Some(0)]),
        ),
        (
            "day",
            FieldKind::Date,
            Values::Days(vec![Some(0), Some(1), None, Some(2_932_896), Some(9)]),
        ),
        (
            "word",
            FieldKind::Text,
            Values::Texts(vec![Some("a"), Some("b"), None, Some("c"), Some("a")]),
        ),
        (
            "at",
            FieldKind::Timestamp,
            Values::Small(vec![
                Some(-1),
                Some(0),
                None,
                Some(86_399_999_999),
                Some(86_400_000_000),
            ]),
        ),
    ])
}

#[test]
fn numbers_are_exact() {
    let table = numbers();
    for (text, expected) in [
        ("small > 1.5", "FT-TF"),
        ("small >= 3.0", "FT-TF"),
        ("small < -2.5", "FF-FT"),
        ("1.5 > small", "TF-FT"),
        ("small = 1.5", "FF-FF"),
        ("small <> 1.5", "TT-TT"),
        ("wide = 1.5", "T-FFF"),
        ("wide > 1.499", "T-FTF"),
        ("wide > small", "T--TT"),
        ("small BETWEEN 0 AND 2.5", "TF-FF"),
        ("small IN (3, 1.5, -3)", "FT-FT"),
        ("small > 99999999999999999999", "FF-FF"),
        ("small < 99999999999999999999.5", "TT-TT"),
        ("wide IS NULL", "FTFFF"),
        ("word = 'a'", "TF-FT"),
        ("word NOT IN ('c', 'b')", "TF-FT"),
        ("CASE WHEN small > 1 THEN word ELSE 'z' END IN ('z', 'b')", "TTTFT"),
        ("COALESCE(word, 'a') = 'a'", "TFTFT"),
        ("CASE WHEN small > 1 THEN word END IS NULL", "TFTFT"),
        ("CAST(at AS DATE) = DATE '1970-01-01'", "FT-TF"),
        ("at < TIMESTAMP '1970-01-01 00:00'", "TF-FF"),
    ] {
        assert_eq!(conditions(&table, text), expected, "{text}");
    }
    assert_eq!(
        values(&table, "COALESCE(small, wide)"),
        [Some(0), Some(300), Some(-150), Some(i128::from(i64::MAX) * 100), Some(-300)]
    );
    assert_eq!(values(&table, "small"), [Some(0), Some(3), None, Some(i64::MAX.into()), Some(-3)]);
    assert_eq!(values(&table, "as_of - period_start + 2"), [Some(52); 5]);
    assert_eq!(values(&table, "COALESCE(NULL, 1.25)"), [Some(125); 5]);
}

#[test]
fn what_is_too_large_is_an_error() {
    let table = numbers();
    let overflow = |text: &str| {
        format!(
            "a number in `{text}` is too large to be counted exactly [number-overflow]\n  \
             help: look for impossible values in the columns it reads"
        )
    };
    for text in [
        "small + 1 > 0",
        "small * 2 > 0",
        "wide * 2 > 0",
        "wide + 0.01 > 0",
        "small + small",
        "wide > small * 0.001",
    ] {
        assert_eq!(failure(&table, text), overflow(text));
    }
    assert_eq!(
        failure(&table, "day + 400000 > as_of"),
        "a date in `day + 400000 > as_of` lies far outside the years 1 to 9999 [date-out-of-range]\n  \
         help: look for impossible values in the columns it reads"
    );
    assert!(failure(&table, "add_workdays(day, 400000) > as_of").contains("date-out-of-range"));
    assert!(failure(&table, "day + small > as_of").contains("date-out-of-range"));
}

#[test]
fn working_days_follow_the_calendar() {
    let calendar =
        Calendar::new([chrono::Weekday::Sun], [chrono::NaiveDate::default()], []).unwrap();
    let days = [Some(-3), Some(0), None, Some(40)];
    let table = Table::new(vec![
        ("from", FieldKind::Date, Values::Days(days.to_vec())),
        ("to", FieldKind::Date, Values::Days(vec![Some(10), Some(-10), Some(3), Some(40)])),
        ("count", FieldKind::Integer, Values::Small(vec![Some(5), Some(0), Some(1), None])),
    ]);
    let mut program = Program::new(calendar.clone());
    let between = program.add(&table.parse("workdays(\"from\", \"to\")"));
    let until = program.add(&table.parse("workdays(\"from\", as_of)"));
    let later = program.add(&table.parse("add_workdays(\"from\", \"count\")"));
    let scratch = table.run(&program, 20, (0, 0)).unwrap();
    for row in 0..4 {
        let Values::Days(to) = &table.columns[1] else { panic!() };
        let Values::Small(count) = &table.columns[2] else { panic!() };
        let (from, to, count) = (days[row], to[row], count[row]);
        let wanted = from.zip(to).map(|(from, to)| calendar.workdays(from, to).into());
        assert_eq!(scratch.values(between).get(row), wanted);
        let wanted = from.map(|from| calendar.workdays(from, 20).into());
        assert_eq!(scratch.values(until).get(row), wanted);
        let wanted =
            from.zip(count).map(|(from, n)| calendar.add_workdays(from, n).unwrap().into());
        assert_eq!(scratch.values(later).get(row), wanted);
    }
}

#[test]
fn what_expressions_share_is_computed_once() {
    let table = numbers();
    let mut program = Program::new(Calendar::default());
    let late = program.add(&table.parse("day > as_of"));
    let nodes = program.nodes.len();
    assert_eq!(program.add(&table.parse("as_of < day")), late);
    assert_eq!(program.nodes.len(), nodes);
    program.add(&table.parse("day > as_of AND word = 'b'"));
    program.add(&table.parse("word IN ('c', 'b') AND (as_of < day)"));
    assert_eq!(program.nodes.len(), nodes + 4);
    assert_eq!(program.literals(3), ["b", "c"]);
    assert!(program.literals(0).is_empty() && program.literals(99).is_empty());
}

#[test]
fn lanes_may_be_held_in_other_ways() {
    let table = numbers();
    let mut program = Program::new(Calendar::default());
    let small = program.add(&table.parse("small + 1"));
    let wide = program.add(&table.parse("wide > 1"));
    let bare = program.add(&table.parse("wide"));
    let missing = program.add(&table.parse("day IS NULL"));
    let (wides, smalls) = ([1_i128, 2], [100_i64, 101]);
    let lanes = [
        Some((Lane::Wide(&wides), None)),
        Some((Lane::Small(&smalls), Some(&[0b10_u64][..]))),
        None,
        None,
    ];
    let mut scratch = Scratch::default();
    let mut input = Input { lanes: &lanes, rows: 2, as_of: 0, period: (0, 0) };
    // Twice: nothing is left over from the first run.
    for _ in 0..2 {
        program.run(&input, &mut scratch).unwrap();
        assert_eq!([0, 1, 2].map(|row| scratch.values(small).get(row)), [Some(2), Some(3), None]);
        assert_eq!(scratch.truth(wide), Truth { yes: &[0b10], no: &[0] });
        assert_eq!([0, 1].map(|row| scratch.values(bare).get(row)), [None, Some(101)]);
        assert_eq!(scratch.truth(missing), Truth { yes: &[0b11], no: &[0] });
    }
    input.rows = 3;
    let problem = program.run(&input, &mut scratch).unwrap_err();
    assert_eq!(problem.code, "column-of-another-type");
    input.rows = 0;
    program.run(&input, &mut scratch).unwrap();
    assert_eq!(scratch.truth(wide), Truth { yes: &[], no: &[] });
}

#[test]
fn deep_nesting_does_not_multiply() {
    let table = numbers();
    let mut between = "small".to_owned();
    let mut texts = "word".to_owned();
    for _ in 0..25 {
        between = format!("CASE WHEN {between} BETWEEN 1 AND 2 THEN 1 ELSE 0 END");
        texts = format!("COALESCE(CASE WHEN {texts} = 'a' THEN word END, 'b')");
    }
    let mut program = Program::new(Calendar::default());
    program.add(&table.parse(&between));
    program.add(&table.parse(&format!("{texts} = 'a'")));
    assert!(program.nodes.len() < 1000, "{}", program.nodes.len());
}

#[test]
fn members_are_compared_by_their_place_in_the_order() {
    let names = || ["third", "second", "first"].into_iter().map(str::to_owned);
    let prizes = Values::Texts(vec![
        Some("third"),
        Some("second"),
        Some("first"),
        Some("fourth"),
        None,
        Some("first"),
    ]);
    let order = Some(names().collect());
    let table = Table::new(vec![(
        "prize",
        FieldKind::Category { members: Some(names().rev().collect()), order },
        prizes,
    )]);
    // The fourth is no declared member and has no place: unknown, as NULL is.
    for (text, expected) in [
        ("prize >= 'second'", "FTT--T"),
        ("prize > 'second'", "FFT--T"),
        ("prize <= 'second'", "TTF--F"),
        ("prize < 'third'", "FFF--F"),
        ("'first' = prize", "FFTF-T"),
        ("'first' > prize", "TTF--F"),
        ("NOT prize >= 'second'", "TFF--F"),
        ("prize BETWEEN 'third' AND 'second'", "TTF--F"),
        ("prize NOT BETWEEN 'second' AND 'second'", "TFT--T"),
        ("(prize >= 'third') IS NULL", "FFFTTF"),
        ("COALESCE(prize, 'second') >= 'second'", "FTT-TT"),
        ("CASE WHEN prize = 'first' THEN 'third' ELSE prize END >= 'second'", "FTF--F"),
    ] {
        assert_eq!(conditions(&table, text), expected, "{text}");
    }
}
