//! Canonical JSON out and in.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::layout::{
    AxisLayout, Buckets, ItemKind, ItemLayout, Layout, RECORDS, SourceLayout, TableLayout,
};
use super::table::{Cell, Member, Table};
use super::{AxisTally, EXAMPLES, FaultGroup, FaultKey, Keys, Snapshot, SourceTally, Tally};
use crate::ground::dates::{Grain, Period, date_of};
use crate::ground::error::Error;
use crate::ground::problem::Problem;

const SCHEMA: u32 = 1;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    schema: u32,
    rules: String,
    counted: WrittenSpan,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[serde(default)]
    suppress_below: Option<u32>,
    snapshots: Vec<WrittenSnapshot>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenSpan {
    from: String,
    to: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenSnapshot {
    as_of: String,
    sources: Vec<WrittenSource>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenSource {
    source: String,
    handed_in: bool,
    read: u64,
    not_yet_known: u64,
    superseded: u64,
    rejected: Vec<WrittenFault>,
    flagged: Vec<WrittenFault>,
    keys: Option<WrittenKeys>,
    axes: Vec<WrittenAxis>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenFault {
    code: String,
    column: String,
    count: u64,
    examples: BTreeSet<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenKeys {
    repeated: u64,
    /// Hashes of 128 bits in hexadecimal.
    seen: Vec<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenAxis {
    dated_by: String,
    undated: u64,
    counted: u64,
    items: Vec<WrittenItem>,
    tables: Vec<WrittenTable>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenItem {
    name: String,
    kind: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[serde(default)]
    scale: Option<u8>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenTable {
    by: Vec<String>,
    grain: String,
    /// Members, bucket, and the counters in the order of the items.
    cells: Vec<(Vec<WrittenMember>, String, Vec<WrittenNumber>)>,
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum WrittenMember {
    Named(String),
    Group { group: Group },
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Group {
    Empty,
    Undeclared,
}

/// Counts as integers; sums and extremes as text, for they may be wide.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum WrittenNumber {
    Count(u64),
    Digits(String),
    None,
}

impl Tally {
    /// The tally as canonical JSON: the same bytes for the same sums, however they were counted.
    ///
    /// Fields stand in a fixed order, cells are sorted, empty ones are left out; there are no
    /// floats. Sums and extremes are digits in text at the scale that the item names.
    ///
    /// Where the plan says `suppress_below: n`, a tally in which a cell has fewer than `n` records
    /// is not written: few records can tell of one person.
    ///
    /// # Errors
    ///
    /// `cells-too-small`, for each source and breakdown that has such cells.
    pub fn to_json(&self) -> Result<String, Error> {
        self.check_sizes()?;
        Ok(self.to_json_for_merging())
    }

    /// The tally as canonical JSON, also where a cell has fewer records than the plan's
    /// `suppress_below`: for machines inside the organisation, whose tallies are merged before
    /// any number leaves it.
    ///
    /// The text keeps the plan's `suppress_below`, so that a tally read from it is checked when
    /// it is handed on.
    #[must_use]
    pub fn to_json_for_merging(&self) -> String {
        let own = &*self.inner;
        let snapshots = own.snapshots.iter().map(|(as_of, snapshot)| WrittenSnapshot {
            as_of: as_of.to_string(),
            sources: snapshot
                .sources
                .iter()
                .zip(&own.layout.sources)
                .map(|(source, layout)| {
                    let empty = SourceTally::empty(layout);
                    let tally = source.as_ref().unwrap_or(&empty);
                    write_source(tally, layout, source.is_some(), own.layout.counted)
                })
                .collect(),
        });
        let written = Written {
            schema: SCHEMA,
            rules: own.rules.clone(),
            counted: WrittenSpan {
                from: own.layout.counted.first().to_string(),
                to: own.layout.counted.last().to_string(),
            },
            suppress_below: own.layout.suppress_below,
            snapshots: snapshots.collect(),
        };
        serde_json::to_string(&written).unwrap_or_default()
    }

    /// SHA-256 of the canonical JSON as [`Tally::to_json_for_merging`] writes it, in hexadecimal.
    #[must_use]
    pub fn digest(&self) -> &str {
        let digest = || Sha256::digest(self.to_json_for_merging());
        self.inner.digest.get_or_init(|| crate::ground::text::hexadecimal(&digest()))
    }

    /// Reads a tally that [`Tally::to_json`] or [`Tally::to_json_for_merging`] wrote, here or on
    /// any machine.
    ///
    /// # Errors
    ///
    /// `tally-unreadable` when the text is not such a tally: broken JSON, another schema,
    /// counters that do not fit the items, cells that repeat, sums that do not add up.
    pub fn from_json(text: &str) -> Result<Self, Error> {
        read(text).map_err(|message| {
            Error::tally(
                Problem::new("tally-unreadable", "", format!("this is not a tally: {message}"))
                    .help("hand in the whole text that a tally was written to, and nothing else"),
            )
        })
    }
}

fn write_source(
    tally: &SourceTally,
    layout: &SourceLayout,
    handed_in: bool,
    counted: Period,
) -> WrittenSource {
    WrittenSource {
        source: layout.name.clone(),
        handed_in,
        read: tally.read,
        not_yet_known: tally.not_yet_known,
        superseded: tally.superseded,
        rejected: write_faults(&tally.rejected),
        flagged: write_faults(&tally.flagged),
        keys: tally.keys.as_ref().map(|keys| WrittenKeys {
            repeated: keys.repeated,
            seen: keys.seen.iter().map(|key| format!("{key:032x}")).collect(),
        }),
        axes: tally
            .axes
            .iter()
            .zip(&layout.axes)
            .map(|(axis, layout)| write_axis(axis, layout, counted))
            .collect(),
    }
}

fn write_faults(faults: &BTreeMap<FaultKey, FaultGroup>) -> Vec<WrittenFault> {
    let write = |(key, group): (&FaultKey, &FaultGroup)| WrittenFault {
        code: key.code.clone(),
        column: key.column.clone(),
        count: group.count,
        examples: group.examples.clone(),
    };
    faults.iter().map(write).collect()
}

fn write_axis(axis: &AxisTally, layout: &AxisLayout, counted: Period) -> WrittenAxis {
    WrittenAxis {
        dated_by: layout.dated_by.clone(),
        undated: axis.undated,
        counted: axis.counted,
        items: layout
            .items
            .iter()
            .map(|item| WrittenItem {
                name: item.name.clone(),
                kind: item.kind.name().to_owned(),
                scale: item.kind.scale(),
            })
            .collect(),
        tables: axis
            .tables
            .iter()
            .zip(&layout.tables)
            .map(|(table, layout)| write_table(table, layout, counted))
            .collect(),
    }
}

fn write_table(table: &Table, layout: &TableLayout, counted: Period) -> WrittenTable {
    let buckets = Buckets::new(layout.grain, counted);
    let cells = table.iter().map(|(members, bucket, cell)| {
        let counts = cell.counts.iter().map(|count| WrittenNumber::Count(*count));
        let sums = cell.sums.iter().map(|sum| WrittenNumber::Digits(sum.to_string()));
        let extremes = cell.extremes.iter().map(|value| match value {
            Some(value) => WrittenNumber::Digits(value.to_string()),
            None => WrittenNumber::None,
        });
        (
            members.into_iter().map(write_member).collect(),
            buckets.name(bucket),
            counts.chain(sums).chain(extremes).collect(),
        )
    });
    WrittenTable {
        by: layout.by.clone(),
        grain: layout.grain.name().to_owned(),
        cells: cells.collect(),
    }
}

fn write_member(member: &Member) -> WrittenMember {
    match member {
        Member::Named(name) => WrittenMember::Named(name.to_string()),
        Member::Empty => WrittenMember::Group { group: Group::Empty },
        Member::Undeclared => WrittenMember::Group { group: Group::Undeclared },
    }
}

fn read(text: &str) -> Result<Tally, String> {
    let written: Written = serde_json::from_str(text).map_err(|error| misread(&error))?;
    if written.schema != SCHEMA {
        return Err(format!("its schema is {}, and {SCHEMA} is understood", written.schema));
    }
    let counted = Period::through(date(&written.counted.from)?, date(&written.counted.to)?)
        .ok_or("the counted span ends before it begins")?;
    let grains = Grains::of(counted)?;
    let mut layout: Option<Layout> = None;
    let mut snapshots = BTreeMap::new();
    for snapshot in written.snapshots {
        let as_of = date(&snapshot.as_of)?;
        let suppress_below = written.suppress_below;
        let mut own = Layout { counted, suppress_below, sources: Vec::new() };
        let mut sources = Vec::new();
        for source in snapshot.sources {
            let handed_in = source.handed_in;
            let (source_layout, tally) = read_source(source, &grains)?;
            if !handed_in && tally != SourceTally::empty(&source_layout) {
                return Err(format!("source `{}` has counts without records", source_layout.name));
            }
            own.sources.push(source_layout);
            sources.push(handed_in.then_some(tally));
        }
        if layout.get_or_insert_with(|| own.clone()) != &own {
            return Err(format!("what was counted as of {as_of} is not what was before"));
        }
        if snapshots.insert(as_of, Snapshot { sources }).is_some() {
            return Err(format!("the day {as_of} occurs twice"));
        }
    }
    let layout = Arc::new(layout.ok_or("it stands for no day")?);
    Ok(Tally::new(written.rules, layout, snapshots))
}

/// What is wrong with a JSON text, in words that are not those of the reader's types.
fn misread(error: &serde_json::Error) -> String {
    let place = format!("line {} column {}", error.line(), error.column());
    if error.is_eof() {
        return format!("the text ends too early, at {place}");
    }
    if !error.is_data() {
        return format!("this is no JSON at {place}");
    }
    let text = error.to_string();
    match text.split_once('`').and_then(|(before, rest)| Some((before, rest.split_once('`')?.0))) {
        Some(("missing field ", name)) => format!("`{name}` is missing at {place}"),
        Some(("unknown field ", name)) => format!("`{name}` at {place} is no part of one"),
        _ => format!("the value at {place} cannot stand there"),
    }
}

fn date(text: &str) -> Result<NaiveDate, String> {
    text.parse().map_err(|_| format!("`{text}` is not a date"))
}

fn read_source(
    source: WrittenSource,
    grains: &Grains,
) -> Result<(SourceLayout, SourceTally), String> {
    let mut layout =
        SourceLayout { name: source.source, keys_checked: source.keys.is_some(), axes: Vec::new() };
    let mut axes = Vec::new();
    for axis in source.axes {
        let (axis_layout, tally) = read_axis(axis, grains)?;
        layout.axes.push(axis_layout);
        axes.push(tally);
    }
    let keys = source.keys.as_ref().map(read_keys).transpose()?;
    let tally = SourceTally {
        read: source.read,
        not_yet_known: source.not_yet_known,
        superseded: source.superseded,
        rejected: read_faults(source.rejected)?,
        flagged: read_faults(source.flagged)?,
        keys,
        axes,
    };
    if !tally.adds_up() {
        return Err(format!("the records of `{}` do not add up", layout.name));
    }
    Ok((layout, tally))
}

/// The buckets of each grain over one span, made once for all tables.
struct Grains([Buckets; 5]);

impl Grains {
    fn of(counted: Period) -> Result<Self, String> {
        let (first, last) = counted.days();
        if date_of(first).is_none() || date_of(last).is_none() {
            return Err("the counted span leaves the years 1 to 9999".to_owned());
        }
        let grains = [Grain::Day, Grain::Week, Grain::Month, Grain::Quarter, Grain::Year];
        Ok(Self(grains.map(|grain| Buckets::new(grain, counted))))
    }

    fn buckets(&self, grain: Grain) -> &Buckets {
        let [day, week, month, quarter, year] = &self.0;
        match grain {
            Grain::Day => day,
            Grain::Week => week,
            Grain::Month => month,
            Grain::Quarter => quarter,
            Grain::Year => year,
        }
    }
}

fn read_keys(keys: &WrittenKeys) -> Result<Keys, String> {
    let seen = keys.seen.iter().map(|key| {
        u128::from_str_radix(key, 16).map_err(|_| format!("`{key}` is not a hashed key"))
    });
    Ok(Keys { repeated: keys.repeated, seen: seen.collect::<Result<_, _>>()? })
}

fn read_faults(faults: Vec<WrittenFault>) -> Result<BTreeMap<FaultKey, FaultGroup>, String> {
    let mut read = BTreeMap::new();
    for fault in faults {
        if fault.examples.len() > EXAMPLES {
            return Err(format!("fault `{}` has more than {EXAMPLES} examples", fault.code));
        }
        let group = FaultGroup { count: fault.count, examples: fault.examples };
        let key = FaultKey { code: fault.code, column: fault.column };
        if read.insert(key.clone(), group).is_some() {
            return Err(format!("fault `{}` of `{}` occurs twice", key.code, key.column));
        }
    }
    Ok(read)
}

fn read_axis(axis: WrittenAxis, grains: &Grains) -> Result<(AxisLayout, AxisTally), String> {
    let mut items = axis.items.iter().map(read_item).collect::<Result<Vec<_>, _>>()?;
    let first = items.first().map(|item| (item.name.as_str(), item.kind));
    if first != Some((RECORDS, ItemKind::Count)) {
        return Err(format!("the first item of a date is not `{RECORDS}`"));
    }
    AxisLayout::place(&mut items);
    let mut layout = AxisLayout { dated_by: axis.dated_by, items, tables: Vec::new() };
    let mut tables = Vec::new();
    for table in axis.tables {
        let grain = Grain::from_name(&table.grain)
            .ok_or_else(|| format!("`{}` is no grain of time", table.grain))?;
        let own = read_table(table.cells, table.by.len(), grains.buckets(grain), &layout)?;
        if !layout.adds_up(&own, axis.counted, axis.undated) {
            return Err(format!(
                "the cells by {} and {} do not add up to the records of `{}`",
                if table.by.is_empty() { "the whole".to_owned() } else { table.by.join(", ") },
                table.grain,
                layout.dated_by
            ));
        }
        tables.push(own);
        layout.tables.push(TableLayout { by: table.by, grain });
    }
    Ok((layout, AxisTally { undated: axis.undated, counted: axis.counted, tables }))
}

fn read_item(item: &WrittenItem) -> Result<ItemLayout, String> {
    let kind = match (item.kind.as_str(), item.scale) {
        ("proportion", None) => ItemKind::Proportion,
        ("count", None) => ItemKind::Count,
        ("amount", Some(scale)) => ItemKind::Amount { scale },
        ("minimum", Some(scale)) => ItemKind::Minimum { scale },
        ("maximum", Some(scale)) => ItemKind::Maximum { scale },
        _ => return Err(format!("item `{}` is of no known kind", item.name)),
    };
    Ok(ItemLayout::new(&item.name, kind))
}

fn read_table(
    written: Vec<(Vec<WrittenMember>, String, Vec<WrittenNumber>)>,
    dimensions: usize,
    buckets: &Buckets,
    layout: &AxisLayout,
) -> Result<Table, String> {
    let widths = layout.widths();
    let mut cells = Vec::with_capacity(written.len());
    for (members, bucket, numbers) in written {
        if members.len() != dimensions {
            return Err(format!("a cell has {} members for {dimensions}", members.len()));
        }
        let number =
            buckets.number(&bucket).ok_or_else(|| format!("`{bucket}` is no bucket of time"))?;
        let cell = read_cell(numbers, widths)
            .filter(|cell| layout.fits(cell))
            .ok_or("a cell's counters do not fit the items")?;
        cells.push((members.into_iter().map(read_member).collect(), number, cell));
    }
    let given = cells.len();
    let table = Table::from_cells(dimensions, cells);
    let repeats = table.keys.windows(2).any(|pair| matches!(pair, [a, b] if a == b));
    if table.len() < given || repeats {
        return Err("a cell is empty or occurs twice".to_owned());
    }
    Ok(table)
}

fn read_member(member: WrittenMember) -> Member {
    match member {
        WrittenMember::Named(name) => Member::Named(name.into()),
        WrittenMember::Group { group: Group::Empty } => Member::Empty,
        WrittenMember::Group { group: Group::Undeclared } => Member::Undeclared,
    }
}

fn read_cell(numbers: Vec<WrittenNumber>, widths: (usize, usize, usize)) -> Option<Cell> {
    let (counts, sums, extremes) = widths;
    if numbers.len() != counts.checked_add(sums)?.checked_add(extremes)? {
        return None;
    }
    let mut cell = Cell::default();
    for (index, number) in numbers.into_iter().enumerate() {
        match number {
            WrittenNumber::Count(count) if index < counts => cell.counts.push(count),
            WrittenNumber::Digits(digits) if index >= counts && index < counts + sums => {
                cell.sums.push(digits.parse().ok()?);
            }
            WrittenNumber::Digits(digits) if index >= counts + sums => {
                cell.extremes.push(Some(digits.parse().ok()?));
            }
            WrittenNumber::None if index >= counts + sums => cell.extremes.push(None),
            _ => return None,
        }
    }
    Some(cell)
}
