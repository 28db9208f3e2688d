//! A tally from what was written, by whomever: nothing of it is believed unseen.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use chrono::NaiveDate;

use super::SCHEMA;
use super::form::{
    Group, Written, WrittenAxis, WrittenCell, WrittenFault, WrittenItem, WrittenKeys,
    WrittenMember, WrittenNumber, WrittenSource,
};
use crate::ground::dates::{Grain, Period, date_of, written_date};
use crate::tally::layout::{
    AxisLayout, Buckets, Grains, ItemKind, ItemLayout, Layout, RECORDS, SourceLayout, TableLayout,
};
use crate::tally::table::{Counters, Member, Table, at};
use crate::tally::{AxisTally, EXAMPLES, FaultGroup, FaultKey, Keys, Snapshot, SourceTally, Tally};

pub(super) fn read(text: &str) -> Result<Tally, String> {
    let written: Written = serde_json::from_str(text).map_err(|error| misread(&error))?;
    if written.schema != SCHEMA {
        return Err(format!("its schema is {}, and {SCHEMA} is understood", written.schema));
    }
    let counted = Period::through(date(&written.counted.from)?, date(&written.counted.to)?)
        .ok_or("the counted span ends before it begins")?;
    let grains = spans(counted)?;
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
    written_date(text).ok_or_else(|| format!("`{text}` is not a date"))
}

fn read_source(
    source: WrittenSource<'_>,
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

fn read_keys(keys: &WrittenKeys<'_>) -> Result<Keys, String> {
    let seen = keys.seen.iter().map(|key| {
        u128::from_str_radix(&key.0, 16).map_err(|_| format!("`{}` is not a hashed key", key.0))
    });
    Ok(Keys::of(seen.collect::<Result<_, _>>()?, keys.repeated))
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

fn read_axis(axis: WrittenAxis<'_>, grains: &Grains) -> Result<(AxisLayout, AxisTally), String> {
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
        ("net_score", None) => ItemKind::NetScore,
        ("amount", Some(scale)) => ItemKind::Amount { scale },
        ("minimum", Some(scale)) => ItemKind::Minimum { scale },
        ("maximum", Some(scale)) => ItemKind::Maximum { scale },
        _ => return Err(format!("item `{}` is of no known kind", item.name)),
    };
    Ok(ItemLayout::new(&item.name, kind))
}

fn read_table(
    written: Vec<WrittenCell<'_>>,
    dimensions: usize,
    buckets: &Buckets,
    layout: &AxisLayout,
) -> Result<Table, String> {
    let mut counters = Counters::new(layout.widths());
    let mut members: Vec<Members> = (0..dimensions).map(|_| Members::default()).collect();
    let mut numbers_of: HashMap<Cow<'_, str>, u32> = HashMap::new();
    let mut keys = Vec::with_capacity(written.len() * (dimensions + 1));
    let given = written.len();
    for (place, (own, bucket, numbers)) in written.into_iter().enumerate() {
        if own.len() != dimensions {
            return Err(format!("a cell has {} members for {dimensions}", own.len()));
        }
        for (member, members) in own.into_iter().zip(&mut members) {
            keys.push(members.code(member).ok_or("it has too many members")?);
        }
        let number = if let Some(number) = numbers_of.get(&bucket.0) {
            *number
        } else {
            let number = buckets.number(&bucket.0);
            let number = number.ok_or_else(|| format!("`{}` is no bucket of time", bucket.0))?;
            numbers_of.insert(bucket.0, number);
            number
        };
        keys.push(number);
        read_cell(numbers, &mut counters)
            .filter(|()| layout.fits(counters.cell(place)))
            .ok_or("a cell's counters do not fit the items")?;
    }
    let members = members.into_iter().map(|own| own.all).collect();
    let table = Table::of(members, &keys, &counters);
    let repeats = table.keys().zip(table.keys().skip(1)).any(|(a, b)| a == b);
    if table.len() < given || repeats {
        return Err("a cell is empty or occurs twice".to_owned());
    }
    Ok(table)
}

/// The members of a dimension in the order in which they come.
#[derive(Default)]
struct Members {
    all: Vec<Member>,
    codes: HashMap<Member, u32>,
    /// The code of the last one, which is often the next one as well.
    last: u32,
}

impl Members {
    fn code(&mut self, written: WrittenMember<'_>) -> Option<u32> {
        let last = at(&self.all, self.last);
        let is_last = match &written {
            WrittenMember::Named(name) => last.and_then(Member::name) == Some(name),
            WrittenMember::Group(Group::Empty) => last == Some(&Member::Empty),
            WrittenMember::Group(Group::Undeclared) => last == Some(&Member::Undeclared),
        };
        if !is_last {
            let member = match written {
                WrittenMember::Named(name) => Member::Named(name.into()),
                WrittenMember::Group(Group::Empty) => Member::Empty,
                WrittenMember::Group(Group::Undeclared) => Member::Undeclared,
            };
            let next = u32::try_from(self.all.len()).ok()?;
            self.last = *self.codes.entry(member).or_insert_with_key(|member| {
                self.all.push(member.clone());
                next
            });
        }
        Some(self.last)
    }
}

/// One more cell; `None` where its numbers are not those of a cell.
fn read_cell(numbers: Vec<WrittenNumber<'_>>, counters: &mut Counters) -> Option<()> {
    let (counts, sums, extremes) = counters.widths();
    if numbers.len() != counts.checked_add(sums)?.checked_add(extremes)? {
        return None;
    }
    for (index, number) in numbers.into_iter().enumerate() {
        match number {
            WrittenNumber::Count(count) if index < counts => counters.counts.push(count),
            WrittenNumber::Digits(digits) if index >= counts && index < counts + sums => {
                counters.sums.push(digits.parse().ok()?);
            }
            WrittenNumber::Digits(digits) if index >= counts + sums => {
                counters.extremes.push(Some(digits.parse().ok()?));
            }
            WrittenNumber::None if index >= counts + sums => counters.extremes.push(None),
            _ => return None,
        }
    }
    Some(())
}

/// The buckets of the counted span, which has to lie in the years that dates have.
fn spans(counted: Period) -> Result<Grains, String> {
    let (first, last) = counted.days();
    if date_of(first).is_none() || date_of(last).is_none() {
        return Err("the counted span leaves the years 1 to 9999".to_owned());
    }
    Ok(Grains::new(counted))
}
