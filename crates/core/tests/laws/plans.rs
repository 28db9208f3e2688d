//! Made-up plans over the records of `cases` and `forms`.

use std::fmt::Write as _;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

/// What a made-up plan says.
#[derive(Debug, Clone)]
pub(crate) struct Shape {
    strict: bool,
    checks: bool,
    keys: &'static str,
    latest_by: bool,
    exists_from: bool,
    period: &'static str,
    breakdowns: Vec<(Vec<&'static str>, &'static str)>,
    leave_out: bool,
    when_empty: &'static str,
    rounded: bool,
    conditions: Vec<&'static str>,
    numbers: Vec<&'static str>,
    dates: Vec<&'static str>,
    bounds: Vec<&'static str>,
    each: &'static str,
    spans: Vec<&'static str>,
}

/// Conditions on `cases`.
const CONDITIONS: [&str; 13] = [
    "resolved_on > due_on",
    "resolved_on IS NOT NULL",
    "online",
    "field = 'land'",
    "field IN ('trade', 'Đất đai') OR unit = 'Hòa'",
    "NOT proper",
    "score > 3 AND fee < 10.5",
    "CASE WHEN online THEN proper ELSE resolved_on <= due_on END",
    "COALESCE(proper, FALSE)",
    "resolved_on IS NULL AND due_on < as_of",
    "workdays(received_on, resolved_on) <= 10",
    "closed_at IS NULL OR CAST(closed_at AS DATE) > period_start",
    "code = 'H-07'",
];

const NUMBERS: [&str; 7] = [
    "score",
    "fee",
    "fee * 2 - 1",
    "resolved_on - received_on",
    "workdays(received_on, due_on)",
    "COALESCE(score, 0) + fee",
    "CASE WHEN online THEN score END",
];

const DATES: [&str; 5] = [
    "received_on",
    "resolved_on",
    "due_on + 1",
    "CAST(closed_at AS DATE)",
    "COALESCE(resolved_on, due_on)",
];

const SHARES: [&str; 8] =
    ["< 30%", "<= 50%", ">= 40%", "> 99.5%", "= 100%", "= 0%", "25%..60%", "<> 50%"];

/// The measures by name, in the order of the plan.
pub(crate) const MEASURES: [&str; 11] = [
    "share",
    "share_left_out",
    "ratio",
    "quota",
    "number",
    "sum",
    "average",
    "least",
    "greatest",
    "standing",
    "happy",
];

/// Measures of the plan whose parts do not simply add up.
pub(crate) const OTHERS: [&str; 8] =
    ["net", "done", "figures", "figure", "growth", "than_goal", "fields", "points"];

pub(crate) fn shape() -> impl Strategy<Value = Shape> {
    let source = (
        any::<bool>(),
        any::<bool>(),
        select(&["unchecked", "report"][..]),
        any::<bool>(),
        select(&["2022", "2022-Q1", "{from: 2022-01-05, to: 2022-11-20}"][..]),
        vec(
            (
                subsequence(vec!["unit", "field", "online"], 0..=3),
                select(&["day", "week", "month", "quarter", "half_year", "year"][..]),
            ),
            0..3,
        ),
    );
    let measures = (
        any::<bool>(),
        select(&["no_data", "met", "not_met"][..]),
        any::<bool>(),
        vec(select(&CONDITIONS[..]), 9),
        vec(select(&NUMBERS[..]), 5),
        vec(select(&DATES[..]), 9),
        vec(select(&SHARES[..]), 4),
        select(&["unit", "field", "online"][..]),
        vec(
            select(
                &[
                    "{start: 2022, due: 2022}",
                    "{start: 2022-Q2, due: 2022-Q3}",
                    "{start: 2022-03, due: 2022-03-15}",
                ][..],
            ),
            3,
        ),
    );
    (source, measures).prop_map(|(source, measures)| {
        let (strict, checks, keys, exists_from, period, mut breakdowns) = source;
        let (leave_out, when_empty, rounded, conditions, numbers, dates, bounds, each, spans) =
            measures;
        breakdowns.dedup();
        Shape {
            strict,
            checks,
            keys,
            latest_by: false,
            exists_from,
            period,
            breakdowns,
            leave_out,
            when_empty,
            rounded,
            conditions,
            numbers,
            dates,
            bounds,
            each,
            spans,
        }
    })
}

impl Shape {
    /// The same plan with or without versions of records.
    pub(crate) fn with_latest_by(self, latest_by: bool) -> Self {
        Self { latest_by, ..self }
    }

    /// The breakdowns of the source `cases`.
    pub(crate) fn breakdowns(&self) -> &[(Vec<&'static str>, &'static str)] {
        &self.breakdowns
    }

    pub(crate) fn yaml(&self) -> String {
        let Self { conditions: c, numbers: n, dates: d, bounds: b, .. } = self;
        let mut text = format!(
            "schema: 1\norganisation: made up\ntitle: made up\nperiod: {}\nutc_offset: \"+07:00\"\n\
             calendar: {{holidays: [2022-05-02, 2022-09-02], working_days: [2022-05-07]}}\nsources:\n  cases:\n",
            self.period
        );
        let mut line = |text_of_line: String| {
            text.push_str(&text_of_line);
            text.push('\n');
        };
        if self.exists_from {
            line("    exists_from: received_on".into());
        }
        if self.latest_by {
            line("    latest_by: closed_at".into());
        }
        if self.strict {
            line("    strict: true".into());
        }
        line(format!("    keys: {}", self.keys));
        if self.checks {
            line("    checks: {backwards: {when: resolved_on < received_on}, below_zero: {when: score < 0}}".into());
        }
        if !self.breakdowns.is_empty() {
            line("    breakdowns:".into());
            for (by, grain) in &self.breakdowns {
                line(format!("      - {{by: [{}], grain: {grain}}}", by.join(", ")));
            }
        }
        line(
            "    columns:
      code: {type: text, key: true}
      received_on: {type: date, event: true}
      due_on: {type: date, known_with: received_on}
      resolved_on: {type: date, event: true, optional: true}
      closed_at: {type: timestamp, event: true, optional: true}
      unit: {type: category}
      field: {type: category, members: [land, Đất đai, trade, water], aliases: {commerce: trade}}
      online: {type: boolean}
      proper: {type: boolean, known_with: resolved_on, optional: true}
      fee: {type: decimal, optional: true}
      score: {type: integer}
  forms:
    breakdowns: [{by: [happy], grain: week}]
    columns:
      given_on: {type: date}
      happy: {type: boolean}
measures:"
                .into(),
        );
        let options = if self.leave_out { ", undecided: leave_out" } else { "" };
        let rounding = if self.rounded { ", round: {places: 1}" } else { "" };
        let empty = self.when_empty;
        line(format!(
            "  share: {{proportion: {{source: cases, dated_by: \"{}\", denominator: \"{}\", numerator: \"{}\", coming: \"{}\"}}, when_empty: {empty}{options}{rounding}}}",
            d[0], c[0], c[1], c[2]
        ));
        line(format!(
            "  share_left_out: {{proportion: {{source: cases, dated_by: \"{}\", numerator: \"{}\"}}, undecided: leave_out, when_empty: {empty}}}",
            d[1], c[3]
        ));
        line(format!(
            "  ratio: {{ratio: {{numerator: {{source: cases, dated_by: \"{}\", where: \"{}\"}}, denominator: {{source: cases, dated_by: \"{}\", total: \"{}\", where: \"{}\"}}}}, when_empty: {empty}}}",
            d[2], c[4], d[3], n[0], c[5]
        ));
        line(format!(
            "  quota: {{ratio: {{numerator: {{source: cases, dated_by: \"{}\"}}, denominator: {{figure: 12}}}}{rounding}}}",
            d[2]
        ));
        line(format!(
            "  number: {{count: {{source: cases, dated_by: \"{}\", where: \"{}\"}}}}",
            d[4], c[6]
        ));
        line(format!(
            "  sum: {{total: {{source: cases, dated_by: \"{}\", of: \"{}\", where: \"{}\"}}}}",
            d[5], n[1], c[7]
        ));
        line(format!(
            "  average: {{mean: {{source: cases, dated_by: \"{}\", of: \"{}\"}}, when_empty: {empty}{rounding}}}",
            d[6], n[2]
        ));
        line(format!(
            "  least: {{minimum: {{source: cases, dated_by: \"{}\", of: \"{}\"}}}}",
            d[7], n[3]
        ));
        line(format!(
            "  greatest: {{maximum: {{source: cases, dated_by: \"{}\", of: \"{}\", where: \"{}\"}}}}",
            d[7], n[4], c[8]
        ));
        line(format!(
            "  standing: {{stock: {{source: cases, entered: {{dated_by: received_on}}, left: {{dated_by: \"{}\", where: \"{}\"}}}}}}",
            d[8], c[0]
        ));
        line("  happy: {proportion: {source: forms, dated_by: given_on, numerator: happy}}".into());
        line(format!(
            "  net: {{net_score: {{source: cases, dated_by: \"{}\", denominator: \"{}\", promoters: \"{}\", detractors: \"{}\"}}{options}, when_empty: {empty}{rounding}}}",
            d[0], c[2], c[3], c[4]
        ));
        line(format!(
            "  done: {{milestone: {{source: cases, dated_by: \"{}\", where: \"{}\", which: last}}}}",
            d[1], c[5]
        ));
        line(format!(
            "  figures: {{reported: {{source: cases, dated_by: \"{}\", where: \"{}\", numerator: \"{}\", denominator: \"{}\"}}, when_empty: {empty}{rounding}}}",
            d[2], c[6], n[0], n[1]
        ));
        line(format!(
            "  figure: {{reported: {{source: cases, dated_by: \"{}\", value: \"{}\"}}}}",
            d[3], n[2]
        ));
        line("  growth: {change: {measure: share, than: previous quarter, as: points}}".into());
        line("  than_goal: {change: {measure: number, than: {figure: 4}, as: times}}".into());
        line(format!(
            "  fields: {{share_of_members: {{measure: share_left_out, each: field, is: \"{}\"}}}}",
            b[3]
        ));
        line(format!(
            "  points: {{score: {{without_data: leave_out, parts: [{{measure: average}}, {{measure: figures, full_at: 80%, points: 5}}, {{measure: net, weight: 0.5}}, {{steps: [{{points: 3, target: {{any_of: [{{measure: fields, is: \"> 50%\"}}, {{measure: growth, is: \"> 0%\"}}]}}}}, {{points: 1}}]}}]}}, classes: [{{name: good, is: \">= 8 points\"}}, {{name: fair, is: \">= 4 points\"}}]{rounding}}}"
        ));
        line(format!(
            "objectives:
  - number: 1
    statement: all of them
    start: 2022-01
    due: 2022-12
    target:
      all_of:
        - {{measure: share, is: \"{}\"}}
        - {{measure: share, is: \"{}\", each: {each}}}
        - any_of:
            - {{measure: share_left_out, is: \"{}\", title: \"one of two\"}}
            - {{measure: number, is: \">= 3\"}}
            - all_of:
                - {{measure: sum, is: \"<= 12.5\"}}
                - {{measure: average, is: \"2..7\"}}
                - {{measure: least, is: \">= 0\"}}
                - {{measure: net, is: \">= 20 points\", each: {each}}}
                - {{measure: figures, is: \">= 40%\"}}
                - {{measure: growth, is: \">= 0%\", each: {each}}}
                - {{measure: than_goal, is: \">= 1\"}}
                - {{measure: fields, is: \">= 50%\"}}
                - {{measure: points, is: \">= 5 points\"}}
        - {{measure: happy, is: \"> 50%\"}}",
            b[0],
            b[1],
            b[2],
            each = self.each
        ));
        for (at, (target, span)) in [
            "{measure: ratio, is: \"<= 200%\"}".to_owned(),
            format!("{{any_of: [{{measure: greatest, is: \"< 5\"}}, {{measure: standing, is: \"<= 4\", each: {each}, no_cases: no_data}}, {{measure: quota, is: \">= 80%\"}}]}}", each = self.each),
            format!("{{measure: share_left_out, is: \"{}\", each: field, members: [land, trade, water]}}", b[3]),
        ]
        .iter()
        .zip(&self.spans)
        .enumerate()
        {
            let span = span.trim_matches(['{', '}']).replace(", ", "\n    ");
            line(format!("  - number: {}\n    statement: another\n    {span}\n    target: {target}\n    review: {{every: week, by: [{}], measures: [share, number, standing]}}", at + 2, self.each));
        }
        let _ = writeln!(text, "notes: [made up]");
        text
    }

    /// The days as of which it is counted.
    pub(crate) fn days() -> impl Strategy<Value = Vec<chrono::NaiveDate>> {
        let days =
            ["2021-12-31", "2022-01-31", "2022-03-15", "2022-06-30", "2022-12-31", "2023-06-01"];
        subsequence(days.map(crate::date).to_vec(), 1..=3)
    }
}
