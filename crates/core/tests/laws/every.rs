//! A target that is asked of each of several periods comes to what plain loops over the days and
//! the records come to.

use chrono::{Datelike, Days};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use quality_objectives::{NaiveDate, Outlook, PeriodResult, Status, TargetKind, TargetResult};

use crate::{date, evaluated, plan, trials};

/// A case: its day, its field, whether it is late.
type Case = (NaiveDate, &'static str, bool);

const FIELDS: [&str; 3] = ["land", "trade", "water"];

/// What is asked, in words and by hand.
#[derive(Debug, Clone, Copy)]
enum Asked {
    /// At most so many per cent are late.
    Share(u32),
    /// The same in each field.
    ShareOfEach(u32),
    /// At most so many cases.
    AtMost(usize),
    /// At least so many cases, and at most so many per cent late.
    Both(usize, u32),
}

impl Asked {
    fn yaml(self) -> String {
        match self {
            Self::Share(most) => format!("measure: late, is: '<= {most}%'"),
            Self::ShareOfEach(most) => format!("measure: late, is: '<= {most}%', each: field"),
            Self::AtMost(most) => format!("measure: cases, is: '<= {most}'"),
            Self::Both(least, most) => format!(
                "all_of: [{{measure: cases, is: '>= {least}'}}, {{measure: late, is: '<= {most}%'}}]"
            ),
        }
    }

    /// Whether the cases meet it; `None` where there is nothing to measure.
    fn met(self, cases: &[Case]) -> Option<bool> {
        let share = |cases: &[Case], most: u32| {
            let late = cases.iter().filter(|(.., late)| *late).count();
            (!cases.is_empty()).then(|| late * 100 <= cases.len() * most as usize)
        };
        match self {
            Self::Share(most) => share(cases, most),
            Self::AtMost(most) => Some(cases.len() <= most),
            Self::ShareOfEach(most) => {
                let mut met = None;
                for field in FIELDS {
                    let own: Vec<Case> =
                        cases.iter().filter(|own| own.1 == field).copied().collect();
                    if let Some(own) = share(&own, most) {
                        met = Some(met.unwrap_or(true) && own);
                    }
                }
                met
            }
            Self::Both(least, most) => {
                let share = share(cases, most);
                if cases.len() < least { Some(false) } else { share }
            }
        }
    }

    /// Whether it cannot be met any more while its period goes on: cases only join.
    fn is_lost(self, cases: &[Case]) -> bool {
        matches!(self, Self::AtMost(most) if cases.len() > most)
    }

    /// A part that has a value leaves the whole without data, not without a case.
    fn is_empty(self, cases: &[Case]) -> bool {
        !matches!(self, Self::AtMost(_) | Self::Both(..)) && self.met(cases).is_none()
    }
}

/// What tells the periods of a grain apart.
fn key(grain: &str, day: NaiveDate) -> (i32, u32) {
    let week = day.iso_week();
    match grain {
        "day" => (day.year(), day.ordinal()),
        "week" => (week.year(), week.week()),
        "month" => (day.year(), day.month()),
        "quarter" => (day.year(), day.month0() / 3),
        "half_year" => (day.year(), day.month0() / 6),
        _ => (day.year(), 0),
    }
}

/// First and last day of each window, by looking at each day.
fn windows(
    grain: &str,
    over: usize,
    first: NaiveDate,
    last: NaiveDate,
) -> Vec<(NaiveDate, NaiveDate)> {
    let mut periods: Vec<(NaiveDate, NaiveDate)> = Vec::new();
    for day in first.iter_days().take_while(|day| *day <= last) {
        match periods.last_mut() {
            Some(own) if key(grain, own.0) == key(grain, day) => own.1 = day,
            _ => periods.push((day, day)),
        }
    }
    let is_clipped = key(grain, first) == key(grain, first.checked_sub_days(Days::new(1)).unwrap());
    (0..periods.len())
        .filter(|at| over <= 1 || at + 1 >= over + usize::from(is_clipped))
        .map(|at| (periods[at + 1 - over].0, periods[at].1))
        .collect()
}

fn agrees(
    target: &TargetResult,
    asked: Asked,
    windows: &[(NaiveDate, NaiveDate)],
    cases: &[Case],
    as_of: NaiveDate,
) -> Result<(), TestCaseError> {
    let TargetKind::Every { periods, .. } = &target.kind else { panic!("of every period") };
    prop_assert_eq!(periods.len(), windows.len());
    let (mut statuses, mut is_lost, mut is_open) = (Vec::new(), false, false);
    for (PeriodResult { span, joins, skipped, target, period, .. }, window) in
        periods.iter().zip(windows)
    {
        prop_assert_eq!((span.first(), span.last()), *window);
        let known = |own: &&Case| (window.0..=window.1).contains(&own.0) && own.0 <= as_of;
        let own: Vec<Case> = cases.iter().filter(known).copied().collect();
        let met = asked.met(&own);
        let status = match met {
            Some(true) => Status::Met,
            Some(false) => Status::NotMet,
            None => Status::NoData,
        };
        prop_assert_eq!(target.status, status, "{}", period);
        let is_over = as_of >= window.1;
        let is_skipped = is_over && asked.is_empty(&own);
        prop_assert_eq!(skipped.is_some(), is_skipped, "{}", period);
        let own_joins = !is_skipped && (is_over || asked.is_lost(&own));
        prop_assert_eq!(*joins, own_joins, "{}", period);
        if own_joins {
            statuses.push(status);
        }
        is_lost |= !is_skipped && (is_over && met != Some(true) || asked.is_lost(&own));
        is_open |= !is_over;
    }
    let status = if statuses.contains(&Status::NotMet) {
        Status::NotMet
    } else if statuses.is_empty() || statuses.contains(&Status::NoData) {
        Status::NoData
    } else {
        Status::Met
    };
    prop_assert_eq!(target.status, status);
    let outlook = if is_lost || statuses.is_empty() && !is_open {
        Outlook::Lost
    } else if is_open {
        Outlook::Open
    } else {
        Outlook::Secured
    };
    prop_assert_eq!(target.outlook, outlook);
    let joint = periods.iter().filter(|own| own.joins && own.target.status == target.status);
    prop_assert_eq!(target.decided_by.len(), joint.count());
    Ok(())
}

proptest! {
    #![proptest_config(trials(60))]

    #[test]
    fn periods_come_to_what_plain_loops_come_to(
        grain in select(&["day", "week", "month", "quarter", "half_year", "year"][..]),
        over in prop_oneof![Just(1_usize), 2..5_usize],
        span in select(&[("2022-01-01", "2022-12-31"), ("2022-02-01", "2022-06-30"), ("2022-03-07", "2022-05-22")][..]),
        asked in prop_oneof![
            (10..70_u32).prop_map(Asked::Share),
            (10..70_u32).prop_map(Asked::ShareOfEach),
            (0..9_usize).prop_map(Asked::AtMost),
            (0..5_usize, 10..70_u32).prop_map(|(least, most)| Asked::Both(least, most)),
        ],
        as_of in 0..400_u64,
        cases in vec((0..400_u64, select(&FIELDS[..]), any::<bool>()), 0..60),
    ) {
        let start = date("2021-12-20");
        let (first, last) = (date(span.0), date(span.1));
        let windows = windows(grain, over, first, last);
        prop_assume!(!windows.is_empty());
        let as_of = start + Days::new(as_of);
        let cases: Vec<Case> =
            cases.into_iter().map(|(day, field, late)| (start + Days::new(day), field, late)).collect();
        let over = if over > 1 { format!(", over: {over} {grain}s") } else { String::new() };
        let plan = plan(&format!(
            "schema: 1\norganisation: made up\ntitle: made up\nperiod: 2022\nsources:\n  cases:\n    columns:\n      \
             on: {{type: date, event: true, optional: true}}\n      field: {{type: category}}\n      late: {{type: boolean}}\n\
             measures:\n  late: {{proportion: {{source: cases, dated_by: on, numerator: late}}}}\n  \
             cases: {{count: {{source: cases, dated_by: on}}}}\nobjectives:\n  - number: 1\n    statement: made up\n    \
             start: {first}\n    due: {last}\n    target: {{{}, every: {grain}{over}}}\n",
            asked.yaml()
        ));
        let mut records = String::from("on,field,late\n");
        for (day, field, late) in &cases {
            records.push_str(&format!("{day},{field},{late}\n"));
        }
        let evaluation = evaluated(&plan, as_of, &[("cases", records.as_bytes())]);
        agrees(evaluation.objectives()[0].target.as_ref().unwrap(), asked, &windows, &cases, as_of)?;
    }
}
