//! The digest of everything that counting depends on.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::blueprint::{Blueprint, ItemFormulas};
use crate::plan::{ColumnType, Formula, Plan, Source};
use crate::tally::ItemLayout;

/// SHA-256 of what the counts depend on, in hexadecimal: columns, conditions, calendar,
/// breakdowns, the counted span and which cells are too small to be handed on; not titles, thresholds, or how files are written.
pub(crate) fn rules_digest(plan: &Plan, blueprint: &Blueprint<'_>) -> String {
    let sources: Vec<Value> = plan
        .sources()
        .iter()
        .enumerate()
        .map(|(index, source)| source_value(source, index, blueprint))
        .collect();
    let days = |days: &mut dyn Iterator<Item = chrono::NaiveDate>| -> Vec<String> {
        days.map(|day| day.to_string()).collect()
    };
    let calendar = plan.calendar();
    let mut rules = json!({
        "rules": 1,
        "counted": [blueprint.layout.counted.first().to_string(), blueprint.layout.counted.last().to_string()],
        "period": [plan.period().first().to_string(), plan.period().last().to_string()],
        "utc_offset_minutes": plan.utc_offset_minutes(),
        "weekend": calendar.weekend().map(|day| day.to_string()).collect::<Vec<_>>(),
        "holidays": days(&mut calendar.holidays()),
        "make_up_days": days(&mut calendar.make_up_days()),
        "sources": sources,
    });
    // Where a plan does not state it, its rules are what they were before there was the key.
    if let Some(rules) = rules.as_object_mut() {
        if let Some(least) = plan.suppress_below() {
            rules.insert("suppress_below".into(), json!(least));
        }
        let office_hours: Vec<String> = calendar.office_hours().collect();
        if !office_hours.is_empty() {
            rules.insert("office_hours".into(), json!(office_hours));
        }
        if let Some((first, last)) = calendar.known_days() {
            rules.insert("calendar_known".into(), json!([first.to_string(), last.to_string()]));
        }
    }
    crate::ground::text::hexadecimal(&Sha256::digest(rules.to_string()))
}

fn source_value(source: &Source, index: usize, blueprint: &Blueprint<'_>) -> Value {
    let columns: Vec<Value> = source
        .columns
        .iter()
        .map(|column| {
            let members = match &column.column_type {
                ColumnType::Category(category) => json!(category),
                _ => Value::Null,
            };
            let scale = match column.column_type {
                ColumnType::Decimal { scale } => Some(scale),
                _ => None,
            };
            let mut value = json!({
                "name": column.name,
                "type": column.column_type.name(),
                "category": members,
                "scale": scale,
                "key": column.key,
                "event": column.event,
                "known_with": column.known_with,
                "optional": column.optional,
            });
            if let (false, Some(value)) = (column.empty.is_empty(), value.as_object_mut()) {
                value.insert("empty".into(), json!(column.empty));
            }
            if let (ColumnType::Period { grain }, Some(value)) =
                (&column.column_type, value.as_object_mut())
            {
                value.insert("grain".into(), json!(grain));
            }
            value
        })
        .collect();
    let layouts = blueprint.layout.sources.get(index).map(|layout| layout.axes.as_slice());
    let formulas = blueprint.axes.get(index).map(Vec::as_slice);
    let axes: Vec<Value> = layouts
        .unwrap_or_default()
        .iter()
        .zip(formulas.unwrap_or_default())
        .map(|(layout, formulas)| {
            let items: Vec<Value> = layout
                .items
                .iter()
                .zip(&formulas.items)
                .map(|(item, formulas)| item_value(item, formulas))
                .collect();
            let tables: Vec<Value> = layout
                .tables
                .iter()
                .map(|table| json!({"by": table.by, "grain": table.grain.name()}))
                .collect();
            json!({"dated_by": layout.dated_by, "items": items, "tables": tables})
        })
        .collect();
    let checks: Vec<Value> = source
        .checks
        .iter()
        .map(|check| json!({"code": check.code, "when": canonical(&check.when)}))
        .collect();
    json!({
        "source": source.name,
        "columns": columns,
        "exists_from": source.exists_from,
        "latest_by": source.latest_by,
        "strict": source.strict,
        "keys": source.keys,
        "checks": checks,
        "axes": axes,
    })
}

fn item_value(item: &ItemLayout, formulas: &ItemFormulas<'_>) -> Value {
    let formulas = match formulas {
        ItemFormulas::Proportion { denominator, numerator, coming } => json!({
            "denominator": denominator.map(canonical),
            "numerator": canonical(numerator),
            "coming": coming.map(canonical),
        }),
        ItemFormulas::Count { condition } => json!({"where": condition.map(canonical)}),
        ItemFormulas::Flow { condition } => {
            json!({"where": condition.map(canonical), "until": "as_of"})
        }
        ItemFormulas::Value { condition, of, with: None } => {
            json!({"where": condition.map(canonical), "of": canonical(of)})
        }
        ItemFormulas::Value { condition, of, with: Some(with) } => json!({
            "where": condition.map(canonical),
            "of": canonical(of),
            "with": canonical(with),
        }),
        ItemFormulas::NetScore { denominator, promoters, detractors } => json!({
            "denominator": denominator.map(canonical),
            "promoters": canonical(promoters),
            "detractors": canonical(detractors),
        }),
        ItemFormulas::Done { condition, day } => json!({
            "where": condition.map(canonical),
            "of": canonical(day),
            "until": "as_of",
        }),
    };
    json!({"name": item.name, "kind": item.kind.name(), "scale": item.kind.scale(), "formulas": formulas})
}

fn canonical(formula: &Formula) -> String {
    formula.expression.to_string()
}
