//! However records are fed, the same records leave the same bytes.

use std::thread;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use quality_objectives::{Intake, Rules, Tally};

use crate::plans::{Shape, shape};
use crate::records::{csv, dictionary_batch, heap, offset_batch, rows, text_batch};
use crate::{plan, tally_of, trials};

/// The tally and the intake report of a text that is pushed in chunks of these lengths, again
/// and again.
fn pushed(rules: &Rules, text: &[u8], lengths: &[usize]) -> Result<(Tally, Intake), String> {
    let mut counter = rules.counter();
    let mut feed = counter.csv_feed("cases").unwrap();
    let (mut rest, mut lengths) = (text, lengths.iter().cycle());
    let mut result = Ok(());
    while !rest.is_empty() && result.is_ok() {
        let (chunk, more) = rest.split_at((*lengths.next().unwrap()).min(rest.len()));
        result = feed.push(chunk);
        rest = more;
    }
    let ended = result.and_then(|()| feed.finish());
    ended.and_then(|()| counter.finish()).map_err(|error| error.to_string())
}

const PIECES: &[&[u8]] = &[
    b"A,2022-01-02,Ho\xCC\x80a\n",
    b"B,2022-01-03,\"a, \"\"b\"\"\nc\"\r\n",
    b"C,,\xC4\x90\xE1\xBA\xA5t\r\n",
    b"D,2022-02-30,x\n",
    b"E,2022-03-04\n",
    b"F,2022-03-05,x,y\r",
    b"G,2022-03-06,\xFF\xFE\n",
    b"\xC3\x28,2022-03-06,x\n",
    b"H,2022-03-07,in \"quotes\" within\n",
    b"\r\n",
    b"\n\n",
    b"\xEF\xBB\xBFI,2022-04-01,x\n",
    b"J,2022-04-02,\"x\"y\n",
    b"K,2022-04-03,\"\"\n",
    b"L,2022-04-04,\"",
    b"M,2022-04-05,\0\n",
    b"N,2022-04-06,z",
    b"\"",
    b",",
];

const STARTS: &[&[u8]] = &[
    b"code,received_on,unit\n",
    b"\xEF\xBB\xBFcode,received_on,unit\r\n",
    b"\xEF\xBB\xBF\"code\",\"received_on\",unit\n",
    b"\n\r\nunit,extra,code,received_on\n",
    b"\xEF\xBBcode,received_on,unit\n",
    b"",
];

/// Pieces of CSV text, sound and not, that a cut may go through.
fn pieces() -> impl Strategy<Value = Vec<u8>> {
    (select(STARTS), vec(select(PIECES), 0..12))
        .prop_map(|(start, pieces)| [start, &pieces.concat()].concat())
}

const SMALL: &str = "
schema: 1
organisation: a
title: b
period: 2022
sources:
  cases:
    keys: report
    breakdowns: [{by: [unit], grain: month}]
    columns:
      code: {type: text, key: true}
      received_on: {type: date}
      unit: {type: category}
measures:
  number: {count: {source: cases, dated_by: received_on}}
objectives:
  - {number: 1, statement: c, target: {measure: number, is: '>= 1'}}
";

#[test]
fn a_second_byte_order_mark_is_text_however_it_comes() {
    let rules = plan(SMALL).rules(crate::date("2022-12-31"));
    for text in ["\r\n\u{feff}code,received_on,unit\n", "\u{feff}\u{feff}code,received_on,unit\n"] {
        let whole = pushed(&rules, text.as_bytes(), &[usize::MAX]);
        assert!(whole.as_ref().unwrap_err().contains("`\u{feff}code`"), "{whole:?}");
        assert_eq!(pushed(&rules, text.as_bytes(), &[1]), whole);
        assert_eq!(pushed(&rules, text.as_bytes(), &[3]), whole);
    }
    let text = "\u{feff}\r\ncode,received_on,unit\na,2022-01-02,b\n";
    for length in [1, 2, 4, usize::MAX] {
        assert!(pushed(&rules, text.as_bytes(), &[length]).is_ok());
    }
}

proptest! {
    #![proptest_config(trials(256))]

    #[test]
    fn a_text_cut_anywhere(text in pieces(), lengths in vec(1_usize..9, 1..5)) {
        let rules = plan(SMALL).rules(crate::date("2022-12-31"));
        let whole = pushed(&rules, &text, &[usize::MAX]);
        prop_assert_eq!(pushed(&rules, &text, &[1]), whole.clone());
        prop_assert_eq!(pushed(&rules, &text, &lengths), whole);
    }

    #[test]
    fn a_last_line_break_changes_nothing(text in pieces()) {
        let rules = plan(SMALL).rules(crate::date("2022-12-31"));
        let open = pushed(&rules, &text, &[usize::MAX]);
        let closed = pushed(&rules, &[&text[..], b"\n"].concat(), &[usize::MAX]);
        prop_assert_eq!(open.map(|(tally, _)| tally), closed.map(|(tally, _)| tally));
    }
}

proptest! {
    #![proptest_config(trials(32))]

    #[test]
    fn text_rows_and_batches(shape in shape(), latest_by in any::<bool>(), days in Shape::days(), heap in heap(40), length in 1_usize..50) {
        let plan = plan(&shape.with_latest_by(latest_by).yaml());
        let rules = plan.rules_as_of(days).unwrap();
        let text = csv(&heap);
        let expected = tally_of(&rules, |counter| counter.csv("cases", text.as_bytes())).to_json_for_merging();
        prop_assert_eq!(pushed(&rules, text.as_bytes(), &[length]).unwrap().0.to_json_for_merging(), &*expected);
        let rows = rows(&heap);
        let by_row = tally_of(&rules, |counter| counter.batch("cases", &rows.batch()?));
        prop_assert_eq!(by_row.to_json_for_merging(), &*expected);
        let by_text = tally_of(&rules, |counter| counter.batch("cases", &text_batch(&heap)));
        prop_assert_eq!(by_text.to_json_for_merging(), &*expected);
        let by_offset = tally_of(&rules, |counter| counter.batch("cases", &offset_batch(&heap)));
        prop_assert_eq!(by_offset.to_json_for_merging(), &*expected);
        let by_dictionary = tally_of(&rules, |counter| counter.batch("cases", &dictionary_batch(&heap)));
        prop_assert_eq!(by_dictionary.to_json_for_merging(), &*expected);
        let in_batches = tally_of(&rules, |counter| {
            // No records at all are handed in as one empty batch.
            counter.batch("cases", &text_batch(&[]))?;
            heap.chunks(length).try_for_each(|part| counter.batch("cases", &dictionary_batch(part)))
        });
        prop_assert_eq!(in_batches.to_json_for_merging(), &*expected);
    }

    #[test]
    fn any_number_of_threads(shape in shape(), days in Shape::days(), heap in heap(60), threads in 1_usize..6) {
        let plan = plan(&shape.yaml());
        let rules = plan.rules_as_of(days).unwrap();
        let expected = tally_of(&rules, |counter| counter.csv("cases", csv(&heap).as_bytes()));
        let parts: Vec<_> = (0..threads).map(|own| heap.iter().skip(own).step_by(threads).cloned().collect::<Vec<_>>()).collect();
        let tallies: Vec<Tally> = thread::scope(|scope| {
            let started: Vec<_> = parts
                .iter()
                .map(|part| scope.spawn(|| tally_of(&rules, |counter| counter.batch("cases", &text_batch(part)))))
                .collect();
            started.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        let sum = tallies.into_iter().reduce(|sum, more| sum.merge(&more).unwrap()).unwrap();
        prop_assert_eq!(sum.to_json_for_merging(), expected.to_json_for_merging());
    }
}
