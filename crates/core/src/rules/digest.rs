//! The digest of everything that counting depends on.

use sha2::{Digest, Sha256};

use super::blueprint::{Blueprint, ItemFormulas};
use super::canonical::Json;
use crate::plan::{Category, Column, ColumnType, Formula, Plan, Source};
use crate::tally::ItemLayout;

/// SHA-256 of what the counts depend on, in hexadecimal: columns, conditions, calendar,
/// breakdowns, the counted span and which cells are too small to be handed on; not titles, thresholds, or how files are written.
pub(crate) fn rules_digest(plan: &Plan, blueprint: &Blueprint<'_>) -> String {
    let sources = plan.sources().iter().enumerate();
    let sources = sources.map(|(index, source)| source_value(source, index, blueprint));
    let days = |days: &mut dyn Iterator<Item = chrono::NaiveDate>| {
        Json::list(days.map(|day| day.to_string()))
    };
    let span = |first: chrono::NaiveDate, last: chrono::NaiveDate| {
        Json::list([first.to_string(), last.to_string()])
    };
    let calendar = plan.calendar();
    let counted = blueprint.layout.counted;
    let mut rules = vec![
        ("rules", 1_i64.into()),
        ("counted", span(counted.first(), counted.last())),
        ("period", span(plan.period().first(), plan.period().last())),
        ("utc_offset_minutes", i64::from(plan.utc_offset_minutes()).into()),
        ("weekend", Json::list(calendar.weekend().map(|day| day.to_string()))),
        ("holidays", days(&mut calendar.holidays())),
        ("make_up_days", days(&mut calendar.make_up_days())),
        ("sources", Json::list(sources)),
    ];
    // Where a plan does not state it, its rules are what they were before there was the key.
    if let Some(least) = plan.suppress_below() {
        rules.push(("suppress_below", i64::from(least).into()));
    }
    let mut office_hours = calendar.office_hours().peekable();
    if office_hours.peek().is_some() {
        rules.push(("office_hours", Json::list(office_hours)));
    }
    if let Some((first, last)) = calendar.known_days() {
        rules.push(("calendar_known", span(first, last)));
    }
    crate::ground::text::hexadecimal(&Sha256::digest(Json::keys(rules).into_text()))
}

fn source_value(source: &Source, index: usize, blueprint: &Blueprint<'_>) -> Json {
    let layouts = blueprint.layout.sources.get(index).map(|layout| layout.axes.as_slice());
    let formulas = blueprint.axes.get(index).map(Vec::as_slice);
    let axes = layouts.unwrap_or_default().iter().zip(formulas.unwrap_or_default());
    let axes = axes.map(|(layout, formulas)| {
        let items = layout.items.iter().zip(&formulas.items);
        let tables = layout.tables.iter().map(|table| {
            Json::keys(vec![("by", Json::list(&table.by)), ("grain", table.grain.name().into())])
        });
        Json::keys(vec![
            ("dated_by", (&layout.dated_by).into()),
            ("items", Json::list(items.map(|(item, formulas)| item_value(item, formulas)))),
            ("tables", Json::list(tables)),
        ])
    });
    let checks = source.checks.iter().map(|check| {
        Json::keys(vec![("code", (&check.code).into()), ("when", canonical(&check.when))])
    });
    Json::keys(vec![
        ("source", (&source.name).into()),
        ("columns", Json::list(source.columns.iter().map(column_value))),
        ("exists_from", source.exists_from.as_ref().into()),
        ("latest_by", source.latest_by.as_ref().into()),
        ("strict", source.strict.into()),
        ("keys", source.keys.name().into()),
        ("checks", Json::list(checks)),
        ("axes", Json::list(axes)),
    ])
}

fn column_value(column: &Column) -> Json {
    let (category, scale) = match &column.column_type {
        ColumnType::Category(category) => (Some(category_value(category)), None),
        ColumnType::Decimal { scale } => (None, Some(i64::from(*scale))),
        _ => (None, None),
    };
    let mut value = vec![
        ("name", (&column.name).into()),
        ("type", column.column_type.name().into()),
        ("category", category.into()),
        ("scale", scale.into()),
        ("key", column.key.into()),
        ("event", column.event.into()),
        ("known_with", column.known_with.as_ref().into()),
        ("optional", column.optional.into()),
    ];
    if !column.empty.is_empty() {
        value.push(("empty", Json::list(&column.empty)));
    }
    if let ColumnType::Period { grain } = &column.column_type {
        value.push(("grain", grain.name().into()));
    }
    Json::keys(value)
}

fn category_value(category: &Category) -> Json {
    let aliases = category.aliases.iter().map(|alias| {
        Json::keys(vec![("spelling", (&alias.spelling).into()), ("member", (&alias.member).into())])
    });
    let mut value = vec![
        ("members", category.members.as_ref().map(Json::list).into()),
        ("aliases", Json::list(aliases)),
    ];
    if let Some(order) = category.order {
        value.push(("order", order.name().into()));
    }
    Json::keys(value)
}

fn item_value(item: &ItemLayout, formulas: &ItemFormulas<'_>) -> Json {
    let (mut of, until) = match *formulas {
        ItemFormulas::Proportion { denominator, numerator, coming } => (
            vec![
                ("denominator", denominator.map(canonical).into()),
                ("numerator", canonical(numerator)),
                ("coming", coming.map(canonical).into()),
            ],
            false,
        ),
        ItemFormulas::Count { condition } => (vec![placed(condition)], false),
        ItemFormulas::Flow { condition } => (vec![placed(condition)], true),
        ItemFormulas::Value { condition, of, with } => {
            let mut value = vec![placed(condition), ("of", canonical(of))];
            value.extend(with.map(|with| ("with", canonical(with))));
            (value, false)
        }
        ItemFormulas::NetScore { denominator, promoters, detractors } => (
            vec![
                ("denominator", denominator.map(canonical).into()),
                ("promoters", canonical(promoters)),
                ("detractors", canonical(detractors)),
            ],
            false,
        ),
        ItemFormulas::Done { condition, day } => {
            (vec![placed(condition), ("of", canonical(day))], true)
        }
    };
    if until {
        of.push(("until", "as_of".into()));
    }
    Json::keys(vec![
        ("name", item.name.as_str().into()),
        ("kind", item.kind.name().into()),
        ("scale", item.kind.scale().map(i64::from).into()),
        ("formulas", Json::keys(of)),
    ])
}

fn placed(condition: Option<&Formula>) -> (&'static str, Json) {
    ("where", condition.map(canonical).into())
}

fn canonical(formula: &Formula) -> Json {
    formula.expression.to_string().into()
}
