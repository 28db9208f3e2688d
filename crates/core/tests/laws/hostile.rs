//! Input made to break a reader ends in an error or in a counted rejection, in bounded time and
//! memory.

use std::io::{self, Read};
use std::time::{Duration, Instant};

use proptest::collection::vec;
use proptest::prelude::*;
use quality_objectives::{Counter, Error, Plan, Tally};

use crate::{date, plan, trials};

const YAML: &str = "
schema: 1
organisation: a
title: b
period: 2022
sources:
  cases:
    breakdowns: [{by: [unit, field], grain: month}]
    columns:
      code: {type: text, key: true}
      received_on: {type: date}
      unit: {type: category}
      field: {type: category, members: [land, trade], optional: true}
measures:
  number: {count: {source: cases, dated_by: received_on}}
objectives:
  - {number: 1, statement: c, target: {measure: number, is: '>= 1'}}
";

const HEADER: &[u8] = b"code,received_on,unit,field\n";

/// Far more than any of them takes, far less than what a blow-up would.
const PATIENCE: Duration = Duration::from_secs(120);

fn counter() -> Counter {
    plan(YAML).rules(date("2022-12-31")).counter()
}

fn code(error: &Error) -> &'static str {
    assert!(error.problems().iter().all(|problem| problem.message.len() < 1000));
    assert!(error.problems()[0].help.as_ref().is_none_or(|help| help.len() < 2000));
    error.problems()[0].code
}

/// The header, a beginning and then one text over and over, so many bytes in all.
fn endless(start: &'static [u8], piece: &'static [u8], bytes: u64) -> impl Read {
    let repeated = std::iter::repeat(piece).flatten().copied();
    struct Bytes<I>(I);
    impl<I: Iterator<Item = u8>> Read for Bytes<I> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            buffer.iter_mut().zip(&mut self.0).for_each(|(to, byte)| *to = byte);
            Ok(buffer.len())
        }
    }
    HEADER.chain(start).chain(Bytes(repeated).take(bytes))
}

#[test]
fn a_quotation_mark_that_is_not_closed_stops_after_a_mebibyte() {
    for (start, piece) in [
        (&b"\""[..], &b"a line\n"[..]),
        (b"\"", b"\"\""),
        (b"A,", b"x"),
        (b"", b"\0"),
        (b"", b","),
        (b"\"\xFF", b"\r\n"),
    ] {
        let begun = Instant::now();
        let error = counter().csv("cases", endless(start, piece, 1 << 30)).unwrap_err();
        assert_eq!(code(&error), "record-too-long");
        assert!(begun.elapsed() < PATIENCE);
    }
}

#[test]
fn long_fields_are_counted_or_rejected() {
    let long = "x".repeat(1_000_000);
    for (record, rejected) in [
        (format!("A,2022-01-01,{long},land\n"), 0),
        (format!("A,{long},north,land\n"), 1),
        (format!("A,2022-01-01,north,{long}\n"), 0),
        (format!("{long},2022-01-01,north,\n"), 0),
        (format!("A,2022-01-01,north,land{}\n", ",".repeat(500_000)), 1),
    ] {
        let begun = Instant::now();
        let mut counter = counter();
        counter.csv("cases", [HEADER, record.as_bytes()].concat().as_slice()).unwrap();
        let (tally, intake) = counter.finish().unwrap();
        let cases = &intake.sources[0];
        assert_eq!((cases.read, cases.rejected), (1, rejected));
        for row in &cases.rows {
            assert!(row.message.len() < 1000);
        }
        assert_eq!(Tally::from_json(&tally.to_json_for_merging()).unwrap(), tally);
        assert!(begun.elapsed() < PATIENCE);
    }
}

#[test]
fn a_header_of_many_or_long_names() {
    for header in ["x,".repeat(200_000), "y".repeat(1_000_000), "code,".repeat(1000)] {
        let error = counter().csv("cases", header.as_bytes()).unwrap_err();
        assert!(["column-missing", "column-repeated", "record-too-long"].contains(&code(&error)));
    }
}

/// Many long members that the plan does not declare: near ones are not sought letter by letter.
#[test]
fn many_undeclared_members() {
    let members: Vec<String> = (0..500).map(|number| format!("member {number:04}")).collect();
    let yaml = YAML.replace("[land, trade]", &format!("[{}]", members.join(", ")));
    let mut counter = plan(&yaml).rules(date("2022-12-31")).counter();
    let mut text = HEADER.to_vec();
    for number in 0..200 {
        let long = if number % 2 == 0 { "m".repeat(50_000) } else { String::new() };
        text.extend(format!("{number},2022-01-01,u,member {number}{long}\n").bytes());
    }
    let begun = Instant::now();
    counter.csv("cases", text.as_slice()).unwrap();
    let (_, intake) = counter.finish().unwrap();
    assert_eq!(intake.sources[0].unknown_members.len(), 100);
    assert!(begun.elapsed() < PATIENCE);
}

#[test]
fn members_without_end_stop_at_the_limit() {
    let mut counter = counter().with_cell_limit(5000);
    let mut feed = counter.csv_feed("cases").unwrap();
    feed.push(HEADER).unwrap();
    let stopped = (0..100_000).find_map(|number| {
        feed.push(format!("{number},2022-01-01,unit {number},\n").as_bytes()).err()
    });
    assert_eq!(code(&stopped.unwrap()), "too-many-cells");
}

#[test]
fn a_reader_that_fails() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("the cable is out"))
        }
    }
    let error = counter().csv("cases", HEADER.chain(Broken)).unwrap_err();
    assert_eq!(code(&error), "csv-unreadable");
}

/// Tables of a long span in a short text.
#[test]
fn a_tally_of_many_tables() {
    let table = "{\"by\":[],\"grain\":\"day\",\"cells\":[]}";
    let tables = vec![table; 20_000].join(",");
    let text = format!(
        "{{\"schema\":1,\"rules\":\"\",\"counted\":{{\"from\":\"0001-01-01\",\"to\":\"9998-12-31\"}},\"snapshots\":[{{\"as_of\":\
         \"2022-01-01\",\"sources\":[{{\"source\":\"s\",\"handed_in\":true,\"read\":0,\"not_yet_known\":0,\"superseded\":0,\"rejected\":[],\
         \"flagged\":[],\"keys\":null,\"axes\":[{{\"dated_by\":\"d\",\"undated\":0,\"counted\":0,\"items\":[{{\"name\":\"records\",\"kind\":\"count\"}}],\"tables\":[{tables}]}}]}}]}}]}}"
    );
    let begun = Instant::now();
    assert!(Tally::from_json(&text).is_ok());
    assert!(begun.elapsed() < PATIENCE);
    for days in ["\"from\":\"0000-01-01\"", "\"from\":\"-262143-01-01\""] {
        let text = text.replace("\"from\":\"0001-01-01\"", days);
        assert_eq!(code(&Tally::from_json(&text).unwrap_err()), "tally-unreadable");
    }
    assert!(Tally::from_json(&"[".repeat(1_000_000)).is_err());
}

proptest! {
    #![proptest_config(trials(128))]

    #[test]
    fn noise(bytes in vec(any::<u8>(), 0..400), text in "\\PC{0,200}") {
        let mut counter = counter();
        let _ = counter.csv("cases", bytes.as_slice());
        let mut counter = self::counter();
        counter.csv("cases", [HEADER, &bytes].concat().as_slice()).unwrap();
        let (tally, intake) = counter.finish().unwrap();
        prop_assert!(intake.sources[0].rejected <= intake.sources[0].read);
        prop_assert_eq!(Tally::from_json(&tally.to_json_for_merging()).unwrap(), tally);
        let text = text + &String::from_utf8_lossy(&bytes);
        prop_assert!(Tally::from_json(&text).is_err());
        drop(Plan::from_yaml(&text));
        drop(Plan::from_yaml(&YAML.replace("received_on}}", &text)));
    }
}
