//! A tally as canonical JSON, written piece by piece: there is no other form of it in between.

use std::collections::BTreeMap;
use std::fmt::Display;

use serde::Serialize;

use super::SCHEMA;
use crate::tally::layout::{AxisLayout, Grains, ItemLayout, SourceLayout, TableLayout};
use crate::tally::table::Table;
use crate::tally::{AxisTally, FaultGroup, FaultKey, Inner, Keys, SourceTally};

/// The text of a tally.
pub(super) fn written(tally: &Inner) -> String {
    let counted = tally.layout.counted;
    let mut out = Text::default();
    out.put("{\"schema\":").value(&SCHEMA).put(",\"rules\":").value(&tally.rules);
    out.put(",\"counted\":{\"from\":").shown(counted.first());
    out.put(",\"to\":").shown(counted.last()).put("}");
    if let Some(least) = tally.layout.suppress_below {
        out.put(",\"suppress_below\":").value(&least);
    }
    let grains = Grains::new(counted);
    out.put(",\"snapshots\":").list(&tally.snapshots, |out, (as_of, snapshot)| {
        out.put("{\"as_of\":").shown(as_of);
        let sources = snapshot.sources.iter().zip(&tally.layout.sources);
        out.put(",\"sources\":").list(sources, |out, (own, layout)| match own {
            Some(own) => out.source(own, layout, true, &grains),
            None => out.source(&SourceTally::empty(layout), layout, false, &grains),
        });
        out.put("}");
    });
    out.put("}");
    String::from_utf8(out.0).unwrap_or_default()
}

/// JSON that grows.
#[derive(Default)]
struct Text(Vec<u8>);

impl Text {
    fn put(&mut self, text: &str) -> &mut Self {
        self.0.extend_from_slice(text.as_bytes());
        self
    }

    /// A value as JSON: text with its quotes, a number, a truth.
    fn value(&mut self, value: &(impl Serialize + ?Sized)) -> &mut Self {
        // Writing into memory does not fail, nor do the values that there are here.
        let _ = serde_json::to_writer(&mut self.0, value);
        self
    }

    /// A text of nothing that JSON would write in another way.
    fn shown(&mut self, value: impl Display) -> &mut Self {
        self.put("\"").put(&value.to_string()).put("\"")
    }

    fn list<T>(
        &mut self,
        values: impl IntoIterator<Item = T>,
        write: impl Fn(&mut Self, T),
    ) -> &mut Self {
        self.put("[");
        for (at, value) in values.into_iter().enumerate() {
            if at > 0 {
                self.put(",");
            }
            write(self, value);
        }
        self.put("]")
    }

    fn source(
        &mut self,
        own: &SourceTally,
        layout: &SourceLayout,
        handed_in: bool,
        grains: &Grains,
    ) {
        self.put("{\"source\":").value(&layout.name).put(",\"handed_in\":").value(&handed_in);
        self.put(",\"read\":").value(&own.read);
        self.put(",\"not_yet_known\":").value(&own.not_yet_known);
        self.put(",\"superseded\":").value(&own.superseded);
        self.put(",\"rejected\":").faults(&own.rejected);
        self.put(",\"flagged\":").faults(&own.flagged);
        match &own.keys {
            Some(keys) => self.put(",\"keys\":").keys(keys),
            None => self.put(",\"keys\":null"),
        };
        let axes = own.axes.iter().zip(&layout.axes);
        self.put(",\"axes\":").list(axes, |out, (axis, layout)| out.axis(axis, layout, grains));
        self.put("}");
    }

    fn faults(&mut self, faults: &BTreeMap<FaultKey, FaultGroup>) {
        self.list(faults, |out, (key, group)| {
            out.put("{\"code\":").value(&key.code).put(",\"column\":").value(&key.column);
            out.put(",\"count\":").value(&group.count);
            out.put(",\"examples\":").value(&group.examples).put("}");
        });
    }

    /// Hashes of 128 bits in hexadecimal.
    fn keys(&mut self, keys: &Keys) -> &mut Self {
        self.put("{\"repeated\":").value(&keys.repeated);
        self.put(",\"seen\":").list(&keys.seen, |out, key| {
            out.put("\"");
            for at in (0..32).rev() {
                let digit = u8::try_from(key >> (4 * at) & 15).unwrap_or_default();
                out.0.push(if digit < 10 { b'0' + digit } else { b'a' + digit - 10 });
            }
            out.put("\"");
        });
        self.put("}")
    }

    fn axis(&mut self, own: &AxisTally, layout: &AxisLayout, grains: &Grains) {
        self.put("{\"dated_by\":").value(&layout.dated_by);
        self.put(",\"undated\":").value(&own.undated).put(",\"counted\":").value(&own.counted);
        self.put(",\"items\":").list(&layout.items, Self::item);
        let tables = own.tables.iter().zip(&layout.tables);
        self.put(",\"tables\":").list(tables, |out, (own, layout)| out.table(own, layout, grains));
        self.put("}");
    }

    fn item(&mut self, item: &ItemLayout) {
        self.put("{\"name\":").value(&item.name).put(",\"kind\":").value(item.kind.name());
        if let Some(scale) = item.kind.scale() {
            self.put(",\"scale\":").value(&scale);
        }
        self.put("}");
    }

    /// Members, bucket, and the counters in the order of the items.
    fn table(&mut self, table: &Table, layout: &TableLayout, grains: &Grains) {
        self.put("{\"by\":").value(&layout.by).put(",\"grain\":").value(layout.grain.name());
        let buckets = grains.buckets(layout.grain);
        let mut last: Option<(u32, String)> = None;
        self.put(",\"cells\":[");
        for (at, (key, cell)) in table.keys().zip(table.cells()).enumerate() {
            let (members, bucket) = table.named(key);
            self.put(if at > 0 { ",[" } else { "[" }).list(members, |out, member| {
                out.value(member);
            });
            // Where all are of one time, its name is written once.
            let name = match last.take() {
                Some((own, name)) if own == bucket => name,
                _ => buckets.name(bucket),
            };
            self.put(",\"").put(&name).put("\",[");
            last = Some((bucket, name));
            let mut separator = "";
            for count in cell.counts {
                self.put(separator);
                separator = ",";
                // Most are zero.
                if *count == 0 {
                    self.put("0")
                } else {
                    self.value(count)
                };
            }
            for sum in cell.sums {
                self.put(separator).shown(sum);
                separator = ",";
            }
            for extreme in cell.extremes {
                self.put(separator);
                separator = ",";
                match extreme {
                    Some(value) => self.shown(value),
                    None => self.put("null"),
                };
            }
            self.put("]]");
        }
        self.put("]}");
    }
}
