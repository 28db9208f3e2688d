//! However many threads count, the same records leave the same bytes, the same report and the
//! same error.

use std::num::NonZeroUsize;

use proptest::collection::vec;
use proptest::prelude::*;
use quality_objectives::{Batch, Column, Counter, Error, Intake, Rules, Strings, Values};

use crate::plans::{Shape, shape};
use crate::records::{Record, csv, dictionary_batch, heap, offset_batch, text_batch};
use crate::{date, plan, trials};

/// What comes of counting on so many threads.
fn outcome(
    rules: &Rules,
    threads: usize,
    hand_in: impl FnOnce(&mut Counter) -> Result<(), Error>,
) -> Result<(String, Intake), String> {
    limited(rules, threads, 2_000_000, hand_in)
}

fn limited(
    rules: &Rules,
    threads: usize,
    cells: usize,
    hand_in: impl FnOnce(&mut Counter) -> Result<(), Error>,
) -> Result<(String, Intake), String> {
    let threads = NonZeroUsize::new(threads).unwrap();
    let mut counter = rules.counter().with_threads(threads).with_cell_limit(cells);
    let finished = hand_in(&mut counter).and_then(|()| counter.finish());
    finished
        .map(|(tally, intake)| (tally.to_json_for_merging(), intake))
        .map_err(|error| error.to_string())
}

/// A long heap made of a short one: most records have a key of their own, some repeat one.
fn long(short: &[Record], records: usize) -> Vec<Record> {
    let cycled = short.iter().cycle().take(records).enumerate();
    let keyed = |(row, record): (usize, &Record)| {
        let mut record = record.clone();
        if row % 5 > 0 && record[0].is_some() {
            record[0] = Some(format!("H-{}", row * 7919 % 6007));
        }
        if row % 997 == 3 {
            record[5] = Some(format!("unit {row}"));
            record[6] = Some(format!("field {row}"));
        }
        record
    };
    cycled.map(keyed).collect()
}

/// The records cut into batches of these lengths, in every form in turn.
fn handed_in(counter: &mut Counter, records: &[Record], lengths: &[usize]) -> Result<(), Error> {
    // No records at all are handed in as one empty batch.
    counter.batch("cases", &text_batch(&[]))?;
    let (mut rest, mut lengths) = (records, lengths.iter().cycle());
    let mut form = 0;
    while !rest.is_empty() {
        let (part, more) = rest.split_at((*lengths.next().unwrap()).min(rest.len()));
        match form % 4 {
            0 => counter.batch("cases", &offset_batch(part))?,
            1 => counter.batch("cases", &dictionary_batch(part))?,
            2 => counter.csv("cases", csv(part).as_bytes())?,
            _ => counter.batch("cases", &text_batch(part))?,
        }
        (rest, form) = (more, form + 1);
    }
    Ok(())
}

proptest! {
    #![proptest_config(trials(8))]

    #[test]
    fn any_number_of_threads_in_one_counter(
        shape in shape(),
        latest_by in any::<bool>(),
        days in Shape::days(),
        heap in heap(60),
        records in 0_usize..6000,
        lengths in vec(1_usize..6000, 1..4),
        cells in prop_oneof![3 => Just(2_000_000_usize), 1 => 1_usize..2000],
        threads in 2_usize..=8,
    ) {
        let plan = plan(&shape.with_latest_by(latest_by).yaml());
        let rules = plan.rules_as_of(days).unwrap();
        let records = long(&heap, records);
        let counted = |threads| {
            limited(&rules, threads, cells, |counter| handed_in(counter, &records, &lengths))
        };
        prop_assert_eq!(counted(threads), counted(1));
    }
}

const YAML: &str = "
schema: 1
organisation: a
title: b
period: 2022
sources:
  cases:
    keys: report
    breakdowns: [{by: [unit, field], grain: day}]
    columns:
      code: {type: text, key: true}
      received_on: {type: date}
      unit: {type: category}
      field: {type: category, members: [land, trade]}
      fee: {type: decimal, scale: 18, optional: true}
measures:
  sum: {total: {source: cases, dated_by: received_on, of: fee}}
objectives:
  - {number: 1, statement: c, target: {measure: sum, is: '>= 1'}}
";

const THREADS: [usize; 7] = [2, 3, 4, 5, 6, 7, 8];

/// Records of one day, with sums.
fn sums(values: Vec<i128>) -> Vec<(String, Column<'static>)> {
    let rows = values.len();
    let text = |text| Column::new(Values::Text(Strings::Separate(vec![text; rows])));
    vec![
        ("code".to_owned(), text("")),
        ("received_on".to_owned(), Column::new(Values::Days(vec![18_993; rows].into()))),
        ("unit".to_owned(), text("north")),
        ("field".to_owned(), text("land")),
        ("fee".to_owned(), Column::new(Values::Decimals { values: values.into(), scale: 18 })),
    ]
}

#[test]
fn a_sum_that_leaves_its_range_and_comes_back() {
    let rules = plan(YAML).rules(date("2022-12-31"));
    let with = |changes: &[(usize, i128)]| {
        let mut values = vec![0; 20_000];
        for (row, value) in changes {
            values[*row] = *value;
        }
        Batch::new(sums(values)).unwrap()
    };
    let (most, least) = (i128::MAX, i128::MIN);
    for (changes, fits) in [
        (vec![(0, most), (1, most), (9000, least), (19_999, least)], true),
        (vec![(0, least), (5000, least), (9000, most), (19_999, most)], true),
        (vec![(0, most), (19_999, 1)], false),
        (vec![(5, least), (6, -1)], false),
        (vec![(5, least), (9000, -3), (15_000, least), (19_000, most)], false),
    ] {
        let batch = with(&changes);
        let alone = outcome(&rules, 1, |counter| counter.batch("cases", &batch));
        assert_eq!(alone.is_ok(), fits, "{changes:?}");
        assert!(fits || alone.as_ref().unwrap_err().contains("`sum`"), "{alone:?}");
        for threads in THREADS {
            let counted = outcome(&rules, threads, |counter| counter.batch("cases", &batch));
            assert_eq!(counted, alone, "{threads} threads");
        }
    }
}

#[test]
fn the_first_hundred_of_each_list() {
    let rules = plan(YAML).rules(date("2022-12-31"));
    let mut text = "code,received_on,unit,field,fee\n".to_owned();
    for row in 0..20_000 {
        // Keys come again after 7000 records, days are unreadable at both ends, and many members
        // are undeclared.
        let day = if row % 9000 < 60 { "soon" } else { "2022-03-01" };
        let field = if row % 3 == 0 { format!("f{}", row * 7 % 400) } else { "land".to_owned() };
        text += &format!("{},{day},unit {},{field},\n", row % 7000, row % 50);
    }
    let counted = |threads| outcome(&rules, threads, |own| own.csv("cases", text.as_bytes()));
    let alone = counted(1);
    let (_, intake) = alone.as_ref().unwrap();
    let own = &intake.sources[0];
    assert_eq!((own.read, own.rejected, own.repeated_keys), (20_000, 180, Some(12_820)));
    assert_eq!((own.rows[59].row, own.rows[60].row, own.rows.len()), (60, 9001, 100));
    assert_eq!((own.repeated_rows[0].row, own.repeated_rows.len()), (7061, 100));
    assert_eq!(own.repeated_rows[0].key.as_deref(), Some("60"));
    // The first undeclared members by their bytes, each with all its records.
    let members: Vec<&str> = own.unknown_members.iter().map(|own| own.value.as_str()).collect();
    assert_eq!((members[0], members[1], members.len()), ("f0", "f1", 100));
    for threads in THREADS {
        assert_eq!(counted(threads), alone, "{threads} threads");
    }
}

#[test]
fn the_limit_of_cells_is_that_of_one_thread() {
    let rules = plan(YAML).rules(date("2022-12-31"));
    let text = |units: usize| {
        let mut text = "code,received_on,unit,field\n".to_owned();
        for row in 0..40_000 {
            text += &format!("{row},2022-03-01,unit {},land\n", row * 31 % units);
        }
        text
    };
    // Two cells for the totals, one for each unit: all threads meet the same units, and one cell
    // of several threads is one.
    for (units, limit, fits) in [(900, 902, true), (900, 900, false), (9000, 5000, false)] {
        let text = text(units);
        let counted =
            |threads| limited(&rules, threads, limit, |own| own.csv("cases", text.as_bytes()));
        let alone = counted(1);
        assert_eq!(alone.is_ok(), fits, "{alone:?}");
        for threads in THREADS {
            assert_eq!(counted(threads), alone, "{units} units on {threads} threads");
        }
    }
}

#[test]
fn the_first_error_is_that_of_one_thread() {
    let yaml = YAML.replace("of: fee", "of: fee * 3");
    let rules = plan(&yaml).rules_as_of(["2022-01-31", "2022-12-31"].map(date)).unwrap();
    for rows in [vec![19_999], vec![2047, 2048], vec![9000, 15_000], vec![0]] {
        let mut values = vec![1; 20_000];
        for row in rows {
            values[row] = i128::MAX / 2;
        }
        let batch = Batch::new(sums(values)).unwrap();
        let alone = outcome(&rules, 1, |counter| counter.batch("cases", &batch));
        assert!(alone.as_ref().unwrap_err().contains("too large"), "{alone:?}");
        for threads in THREADS {
            assert_eq!(outcome(&rules, threads, |own| own.batch("cases", &batch)), alone);
        }
    }
}
