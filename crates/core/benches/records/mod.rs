//! Synthetic dossiers of the plan of Nha Trang, the same at every run.
#![allow(dead_code, reason = "each benchmark uses a part of it")]

use std::borrow::Cow;
use std::fmt::Write as _;
use std::fs;

use chrono::{Days, NaiveDate};
use quality_objectives::{Batch, Bits, Column, Plan, Rows, Rules, Strings, Tally, Value, Values};

/// How many records a benchmark counts.
pub(crate) const RECORDS: usize = 100_000;

const NAMES: [&str; 14] = [
    "code",
    "procedure",
    "field",
    "unit",
    "channel",
    "published_online",
    "received_on",
    "first_due_on",
    "new_due_on",
    "due_on",
    "resolved_on",
    "outcome",
    "received_properly",
    "resolved_properly",
];

const FIELDS: [&str; 12] = [
    "Đất đai",
    "Môi trường",
    "Đăng ký kinh doanh",
    "Xây dựng",
    "Hộ tịch",
    "Lao động - thương binh và xã hội",
    "Chứng thực",
    "Quy hoạch",
    "Giáo dục và đào tạo",
    "Văn hóa và thông tin",
    "Y tế",
    "Thi đua - khen thưởng",
];
const CHANNELS: [&str; 3] = ["online", "counter", "postal"];
const OUTCOMES: [&str; 4] = ["resolved", "returned", "withdrawn", "refused"];
const FIRST_DAY: usize = 18_950;

/// The plan of Nha Trang.
pub(crate) fn plan() -> Plan {
    let path =
        concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/plans/nha-trang-727-2022/plan.yaml");
    Plan::from_yaml(&fs::read_to_string(path).unwrap()).unwrap()
}

/// Its rules as of the last day of its period.
pub(crate) fn rules(plan: &Plan) -> Rules {
    plan.rules(NaiveDate::from_ymd_opt(2022, 12, 31).unwrap())
}

/// Splitmix64.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % bound as u64).unwrap()
    }
}

/// The values of one column.
pub(crate) enum Cells {
    /// Texts, each by itself.
    Texts(Vec<Option<String>>),
    /// Positions in a list of texts.
    Members(Vec<String>, Vec<Option<u32>>),
    /// Truths.
    Truths(Vec<Option<bool>>),
    /// Days since 1970-01-01.
    Days(Vec<Option<i32>>),
}

/// Dossiers, column by column.
pub(crate) struct Dossiers {
    /// Names and values.
    pub(crate) columns: Vec<(&'static str, Cells)>,
}

impl Dossiers {
    /// As many dossiers, made from that seed.
    pub(crate) fn new(records: usize, seed: u64) -> Self {
        let mut random = Random(seed);
        let units: Vec<String> = (1..=37).map(|unit| format!("Phòng, ban số {unit:02}")).collect();
        let procedures: Vec<String> =
            (1..=60).map(|number| format!("Thủ tục hành chính số {number}")).collect();
        let mut codes = Vec::new();
        let mut members = [(); 5].map(|()| Vec::new());
        let mut truths = [(); 3].map(|()| Vec::new());
        let mut days = [(); 5].map(|()| Vec::new());
        for record in 0..records {
            let received = FIRST_DAY + random.below(405);
            let first_due = received + 1 + random.below(30);
            let new_due = (random.below(40) == 0).then(|| first_due + 1 + random.below(10));
            let due = new_due.unwrap_or(first_due);
            let taken = if random.below(60) == 0 { 33 } else { random.below(due - received + 1) };
            let resolved = (random.below(25) > 0).then_some(received + taken);
            codes.push(Some(format!("000.{seed:02}.21.H32-{received}-{record:07}")));
            let chosen = [
                Some(random.below(procedures.len())),
                (random.below(3000) > 0).then(|| random.below(FIELDS.len())),
                Some(random.below(units.len())),
                Some(random.below(CHANNELS.len())),
                resolved.map(|_| random.below(40).saturating_sub(36)),
            ];
            for (column, chosen) in members.iter_mut().zip(chosen) {
                column.push(chosen.map(|at| u32::try_from(at).unwrap()));
            }
            truths[0].push(Some(random.below(2) == 0));
            truths[1].push(Some(random.below(500) > 0));
            truths[2].push(resolved.map(|_| random.below(500) > 0));
            let chosen = [Some(received), Some(first_due), new_due, Some(due), resolved];
            for (column, day) in days.iter_mut().zip(chosen) {
                column.push(day.map(|day| i32::try_from(day).unwrap()));
            }
        }
        let [procedure, field, unit, channel, outcome] = members;
        let [published, received_properly, resolved_properly] = truths;
        let [received, first_due, new_due, due, resolved] = days;
        let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        let cells = [
            Cells::Texts(codes),
            Cells::Members(procedures, procedure),
            Cells::Members(owned(&FIELDS), field),
            Cells::Members(units, unit),
            Cells::Members(owned(&CHANNELS), channel),
            Cells::Truths(published),
            Cells::Days(received),
            Cells::Days(first_due),
            Cells::Days(new_due),
            Cells::Days(due),
            Cells::Days(resolved),
            Cells::Members(owned(&OUTCOMES), outcome),
            Cells::Truths(received_properly),
            Cells::Truths(resolved_properly),
        ];
        Self { columns: NAMES.into_iter().zip(cells).collect() }
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.columns[0].1.len()
    }

    /// As a CSV text.
    pub(crate) fn csv(&self) -> String {
        let mut text = NAMES.join(",");
        for row in 0..self.len() {
            for (at, (_, cells)) in self.columns.iter().enumerate() {
                text.push(if at == 0 { '\n' } else { ',' });
                match cells.text(row) {
                    Some(cell) if cell.contains(',') => write!(text, "\"{cell}\"").unwrap(),
                    cell => text.push_str(&cell.unwrap_or_default()),
                }
            }
        }
        text.push('\n');
        text
    }

    /// As one batch of text.
    pub(crate) fn texts(&self) -> Batch<'static> {
        batch(self.columns.iter().map(|(name, cells)| (*name, cells.as_text())))
    }

    /// As one batch of typed values; members by dictionary.
    pub(crate) fn typed(&self) -> Batch<'_> {
        batch(self.columns.iter().map(|(name, cells)| (*name, cells.as_typed())))
    }

    /// As records collected one by one.
    pub(crate) fn rows(&self) -> Rows {
        let mut rows = Rows::new(NAMES);
        let mut record = Vec::new();
        for row in 0..self.len() {
            record.clear();
            record.extend(self.columns.iter().map(|(_, cells)| cells.value(row)));
            rows.push(&record).unwrap();
        }
        rows
    }
}

fn batch<'a>(columns: impl Iterator<Item = (&'static str, Column<'a>)>) -> Batch<'a> {
    Batch::new(columns.map(|(name, column)| (name.to_owned(), column)).collect()).unwrap()
}

fn date(day: i32) -> NaiveDate {
    NaiveDate::from_ymd_opt(1970, 1, 1).unwrap() + Days::new(u64::try_from(day).unwrap())
}

fn sparse<T: Clone + Default>(values: &[Option<T>]) -> (Vec<T>, Bits) {
    let valid = values.iter().map(Option::is_some).collect();
    (values.iter().map(|value| value.clone().unwrap_or_default()).collect(), valid)
}

impl Cells {
    fn len(&self) -> usize {
        match self {
            Self::Texts(texts) => texts.len(),
            Self::Members(_, codes) => codes.len(),
            Self::Truths(truths) => truths.len(),
            Self::Days(days) => days.len(),
        }
    }

    fn text(&self, row: usize) -> Option<Cow<'_, str>> {
        match self {
            Self::Texts(texts) => texts[row].as_deref().map(Cow::Borrowed),
            Self::Members(members, codes) => {
                codes[row].map(|at| members[at as usize].as_str().into())
            }
            Self::Truths(truths) => truths[row].map(|truth| truth.to_string().into()),
            Self::Days(days) => days[row].map(|day| date(day).to_string().into()),
        }
    }

    fn value(&self, row: usize) -> Value<'_> {
        let value = match self {
            Self::Texts(texts) => texts[row].as_deref().map(Value::Text),
            Self::Members(members, codes) => {
                codes[row].map(|at| Value::Text(&members[at as usize]))
            }
            Self::Truths(truths) => truths[row].map(Value::Boolean),
            Self::Days(days) => days[row].map(|day| Value::Date(date(day))),
        };
        value.unwrap_or(Value::Null)
    }

    fn as_text(&self) -> Column<'static> {
        let mut data = String::new();
        let mut offsets = vec![0];
        let mut valid = Bits::default();
        for row in 0..self.len() {
            let text = self.text(row);
            data.push_str(text.as_deref().unwrap_or_default());
            offsets.push(i32::try_from(data.len()).unwrap());
            valid.push(text.is_some());
        }
        let texts = Strings::Offsets { offsets: offsets.into(), data: data.into() };
        Column::with_validity(Values::Text(texts), valid)
    }

    fn as_typed(&self) -> Column<'_> {
        let (values, valid) = match self {
            Self::Texts(_) => return self.as_text(),
            Self::Members(members, codes) => {
                let (codes, valid) = sparse(codes);
                let members = members.iter().map(String::as_str).collect();
                (Values::Codes { codes: codes.into(), members: Strings::Separate(members) }, valid)
            }
            Self::Truths(truths) => {
                let (truths, valid) = sparse(truths);
                (Values::Booleans(truths.into_iter().collect()), valid)
            }
            Self::Days(days) => {
                let (days, valid) = sparse(days);
                (Values::Days(days.into()), valid)
            }
        };
        Column::with_validity(values, valid)
    }
}

/// The tally of dossiers made from a seed.
pub(crate) fn tally(rules: &Rules, records: usize, seed: u64) -> Tally {
    let mut counter = rules.counter();
    counter.batch("dossiers", &Dossiers::new(records, seed).typed()).unwrap();
    counter.finish().unwrap().0
}
