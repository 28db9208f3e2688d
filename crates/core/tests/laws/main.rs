//! Laws that hold for every plan and every heap of records, tried through the public interface.
//!
//! Each file is one law. `PROPTEST_CASES` asks for more trials than the few that an ordinary run
//! has time for.
#![allow(
    clippy::indexing_slicing,
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may stop with a panic"
)]
#![allow(
    clippy::items_after_statements,
    clippy::format_push_string,
    clippy::struct_excessive_bools,
    clippy::too_many_lines,
    reason = "generated texts are put together where they are used"
)]

mod accounts;
mod advice;
mod as_of;
mod every;
mod feeding;
mod forms;
mod hostile;
mod merging;
mod outlook;
mod overflow;
mod paths;
mod plans;
mod records;
mod room;
mod sums;
mod threads;
mod trees;
mod written;

use chrono::NaiveDate;
use proptest::test_runner::Config;
use quality_objectives::{Assumptions, Counter, Error, Evaluation, Plan, Rules, Tally};

/// So many trials, or as many as `PROPTEST_CASES` says.
pub(crate) fn trials(cases: u32) -> Config {
    let cases =
        if std::env::var_os("PROPTEST_CASES").is_some() { Config::default().cases } else { cases };
    Config { cases, failure_persistence: None, max_shrink_iters: 2000, ..Config::default() }
}

pub(crate) fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(crate) fn plan(yaml: &str) -> Plan {
    Plan::from_yaml(yaml).unwrap_or_else(|error| panic!("{error}\n{yaml}"))
}

/// The tally of what is handed in.
pub(crate) fn tally_of(
    rules: &Rules,
    hand_in: impl FnOnce(&mut Counter) -> Result<(), Error>,
) -> Tally {
    let mut counter = rules.counter();
    hand_in(&mut counter).unwrap_or_else(|error| panic!("{error}"));
    counter.finish().unwrap_or_else(|error| panic!("{error}")).0
}

/// The evaluation of CSV texts as of a day, without assumptions.
pub(crate) fn evaluated(plan: &Plan, as_of: NaiveDate, inputs: &[(&str, &[u8])]) -> Evaluation {
    let tally = tally_of(&plan.rules(as_of), |counter| {
        inputs.iter().try_for_each(|(source, text)| counter.csv(source, *text))
    });
    plan.evaluate(&tally, &Assumptions::none()).unwrap_or_else(|error| panic!("{error}"))
}
