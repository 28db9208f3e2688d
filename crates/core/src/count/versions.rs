//! Choosing among versions of a record within one counting.

use chrono::DateTime;

use super::bind::{BoundColumn, BoundValues, Window};
use super::dictionary::Dictionary;
use super::intake::Origin;
use super::reader::{Bound, SourceReader};
use crate::ground::dates::date_of;
use crate::plan::Source;
use crate::records::batch::Batch;
use crate::records::bits::{Bits, rows};
use crate::records::column::{Column, Strings, TimeUnit, Values};
use crate::records::read::DAY;
use crate::tally::Member;

/// Records kept until all are there: texts by column, in the order of the plan's columns.
#[derive(Debug, Default)]
pub(crate) struct Versions {
    records: Vec<Version>,
}

/// One version of a record. Versions sort by key, then by their time, then by all their texts, so
/// that which one is the latest does not hang on the order in which they came.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Version {
    key: Option<String>,
    /// Civil microseconds, or the day.
    time: Option<i64>,
    texts: Vec<Option<Box<str>>>,
    /// Where it came from: its input, and the row in it. Last, for it must not decide.
    input: u64,
    origin: Origin,
}

/// The versions to count as of a day.
#[derive(Debug, Default)]
pub(crate) struct Chosen<'v> {
    latest: Vec<&'v Version>,
    pub(crate) superseded: u64,
    pub(crate) not_yet_known: u64,
}

impl Versions {
    /// Adds what was kept elsewhere.
    pub(crate) fn absorb(&mut self, mut other: Self) {
        self.records.append(&mut other.records);
    }

    /// Keeps the live records of a batch of input number `input`.
    pub(crate) fn keep(
        &mut self,
        source: &Source,
        reader: &SourceReader,
        bound: &Bound<'_>,
        live: &Bits,
        origins: &[Origin],
        input: u64,
    ) {
        let by = source.latest_by.as_ref().and_then(|name| source.column_position(name));
        for row in rows(live.words()) {
            let time = by.and_then(|at| bound.columns.get(at)).filter(|own| own.valid.get(row));
            let time = time.and_then(|column| match &column.values {
                BoundValues::Days(days) => days.get(row).map(|day| i64::from(*day) * DAY),
                BoundValues::Small(micros) => micros.get(row).copied(),
                _ => None,
            });
            let texts = reader.dictionaries.iter().enumerate().map(|(at, dictionary)| {
                bound.kept(at, dictionary.as_ref(), row).map(String::into_boxed_str)
            });
            let texts = texts.collect();
            let origin = Origin::of(origins, bound.first + row);
            let key = bound.key(source, row);
            self.records.push(Version { key, time, texts, input, origin });
        }
    }

    pub(crate) fn sort(&mut self) {
        self.records.sort_unstable();
    }

    /// The keys, each once, when the versions are sorted.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &str> {
        let keys = self.records.iter().map(|version| version.key.as_deref());
        let mut before = None;
        keys.flatten().filter(move |key| before.replace(*key) != Some(*key))
    }

    /// For each key the latest version no later than `until` (in the unit of the versions' time).
    pub(crate) fn as_of(&self, until: i64) -> Chosen<'_> {
        let mut chosen = Chosen::default();
        let known = self.records.iter().filter(|version| {
            let later = version.time.is_some_and(|time| time > until);
            chosen.not_yet_known += u64::from(later);
            !later
        });
        let mut known = known.collect::<Vec<_>>().into_iter().peekable();
        while let Some(version) = known.next() {
            let same = |next: &&&Version| next.key.is_some() && next.key == version.key;
            if known.peek().is_some_and(|next| same(&next)) {
                chosen.superseded += 1;
            } else {
                chosen.latest.push(version);
            }
        }
        chosen
    }
}

impl Chosen<'_> {
    /// Where the chosen versions came from: the input and the row in it.
    pub(crate) fn origins(&self) -> impl Iterator<Item = (u64, Origin)> {
        self.latest.iter().map(|version| (version.input, version.origin))
    }

    /// The chosen versions as a batch with columns of these names.
    pub(crate) fn batch(&self, headers: &[String]) -> Option<Batch<'_>> {
        let column = |position: usize| {
            let text = |version: &&'_ Version| version.texts.get(position).cloned().flatten();
            let valid: Bits = self.latest.iter().map(|own| text(own).is_some()).collect();
            let texts = self.latest.iter().map(|version| {
                version.texts.get(position).and_then(Option::as_deref).unwrap_or_default()
            });
            Column::with_validity(Values::Text(Strings::Separate(texts.collect())), valid)
        };
        let columns = headers.iter().enumerate();
        Batch::of_texts(columns.map(|(at, header)| (header.clone(), column(at))).collect()).ok()
    }
}

/// The last moment of a day, in the unit of the versions' time.
pub(crate) fn end_of(day: i32) -> i64 {
    (i64::from(day) + 1) * DAY - 1
}

/// A bound value as text that reads back as the same value; `None` where there is none.
///
/// `raw` is the column as it came, for text that was not kept; `dictionary` that of a category.
pub(crate) fn text_of(
    bound: &BoundColumn<'_>,
    raw: Option<&Window<'_>>,
    dictionary: Option<&Dictionary>,
    row: usize,
) -> Option<String> {
    if !bound.valid.get(row) {
        return None;
    }
    match &bound.values {
        BoundValues::Booleans(bits) => Some(bits.get(row).to_string()),
        BoundValues::Days(days) => date_of(*days.get(row)?).map(|date| match bound.periods {
            Some(grain) => grain.name_of(date),
            None => date.to_string(),
        }),
        BoundValues::Small(values) => {
            let value = *values.get(row)?;
            Some(if bound.is_timestamp { instant(value)? } else { value.to_string() })
        }
        BoundValues::Wide { values, scale } => {
            let value = *values.get(row)?;
            decimal_text(value, *scale)
        }
        BoundValues::Codes(codes) => match dictionary?.member(*codes.get(row)?) {
            Member::Named(name) => Some(name.into()),
            Member::Undeclared => raw.and_then(|raw| raw.text(row)),
            Member::Empty => None,
        },
        BoundValues::Symbols(_) => raw.and_then(|raw| raw.text(row)),
        BoundValues::Absent => None,
    }
}

impl Window<'_> {
    /// The text of a row as it came.
    pub(crate) fn text(&self, row: usize) -> Option<String> {
        raw_text(self.column, self.rows.start + row)
    }
}

fn raw_text(column: &Column<'_>, row: usize) -> Option<String> {
    if !column.is_valid(row) {
        return None;
    }
    match &column.values {
        Values::Text(texts) => texts.get(row).map(str::to_owned),
        Values::Codes { codes, members } => {
            members.get(usize::try_from(*codes.get(row)?).ok()?).map(str::to_owned)
        }
        Values::Integers(values) => values.get(row).map(ToString::to_string),
        Values::Instants { values, unit, utc } => {
            let ticks = *values.get(row)?;
            Some(moment(ticks, *unit, *utc).unwrap_or_else(|| format!("tick {ticks} from 1970")))
        }
        Values::Floats(values) => values.get(row).map(ToString::to_string),
        Values::Floats32(values) => values.get(row).map(ToString::to_string),
        Values::Decimals { values, scale } => {
            let digits = *values.get(row)?;
            match u8::try_from(*scale) {
                Ok(scale) => decimal_text(digits, scale),
                Err(_) => Some(format!("{digits}{:0<1$}", "", usize::from(scale.unsigned_abs()))),
            }
        }
        Values::Booleans(bits) => Some(bits.get(row).to_string()),
        Values::Days(days) => {
            let day = *days.get(row)?;
            Some(date_of(day).map_or(format!("day {day} from 1970"), |date| date.to_string()))
        }
    }
}

/// Digits at a scale as text.
fn decimal_text(digits: i128, scale: u8) -> Option<String> {
    let power = 10_u128.checked_pow(u32::from(scale))?;
    let (whole, rest) = (digits.unsigned_abs() / power, digits.unsigned_abs() % power);
    let sign = if digits < 0 { "-" } else { "" };
    Some(match scale {
        0 => format!("{sign}{whole}"),
        scale => format!("{sign}{whole}.{rest:0width$}", width = usize::from(scale)),
    })
}

/// A moment as it came, of any year that the calendar has.
fn moment(ticks: i64, unit: TimeUnit, utc: bool) -> Option<String> {
    let moment = match unit {
        TimeUnit::Second => DateTime::from_timestamp(ticks, 0),
        TimeUnit::Millisecond => DateTime::from_timestamp_millis(ticks),
        TimeUnit::Microsecond => DateTime::from_timestamp_micros(ticks),
        TimeUnit::Nanosecond => Some(DateTime::from_timestamp_nanos(ticks)),
    }?;
    let zone = if utc { "Z" } else { "" };
    Some(format!("{}T{}{zone}", moment.date_naive(), moment.time()))
}

/// Civil microseconds as text.
fn instant(micros: i64) -> Option<String> {
    let day = date_of(i32::try_from(micros.div_euclid(DAY)).ok()?)?;
    let rest = micros.rem_euclid(DAY);
    let (seconds, micros) = (rest / 1_000_000, rest % 1_000_000);
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    Some(format!("{day} {hours:02}:{minutes:02}:{seconds:02}.{micros:06}"))
}
