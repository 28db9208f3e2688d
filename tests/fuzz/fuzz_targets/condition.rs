//! Any text as a condition of a measure, counted over a few records.
#![no_main]

use chrono::NaiveDate;
use libfuzzer_sys::fuzz_target;
use quality_objectives::{Assumptions, Plan};

const RECORDS: &[u8] = b"on,at,unit,good,fee,score\n\
2022-01-02,2022-01-02T23:00:00Z,north,true,1.50,3\n\
2022-03-04,,south,false,-99999999999999999999.25,-9223372036854775808\n\
9999-12-31,2022-05-06,,,0,9223372036854775807\n\
0001-01-01,,north,,,\n";

fuzz_target!(|condition: &str| {
    if condition.contains('\n') {
        return;
    }
    let quoted = condition.replace('\'', "''");
    for rule in ["count: {source: s, dated_by: on, where: ", "total: {source: s, dated_by: on, of: ", "count: {source: s, dated_by: "] {
        let text = format!(
            "schema: 1\norganisation: a\ntitle: b\nperiod: 2022\nsources:\n  s:\n    columns:\n      \
             on: {{type: date}}\n      at: {{type: timestamp, optional: true}}\n      unit: {{type: category, optional: true}}\n      \
             good: {{type: boolean, optional: true}}\n      fee: {{type: decimal, optional: true}}\n      \
             score: {{type: integer, optional: true}}\nmeasures:\n  m: {{{rule}'{quoted}'}}}}\n\
             objectives: [{{number: 1, statement: c, target: {{measure: m, is: '>= 1'}}}}]\n"
        );
        let Ok(plan) = Plan::from_yaml(&text) else { continue };
        let Some(as_of) = NaiveDate::from_ymd_opt(2022, 6, 30) else { return };
        let mut counter = plan.rules(as_of).counter();
        if counter.csv("s", RECORDS).is_err() {
            continue;
        }
        let Ok((tally, _)) = counter.finish() else { continue };
        plan.evaluate(&tally, &Assumptions::none()).expect("it was counted by this plan");
    }
});
