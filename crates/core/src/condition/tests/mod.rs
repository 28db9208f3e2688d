mod canonical;
mod durations;
mod faults;
mod hostile;
mod settling;

use super::*;

/// The columns of a source of dossiers that the tests read.
pub(super) fn fields() -> Lookup<FieldKind> {
    let members = |names: &[&str]| Some(names.iter().map(|name| (*name).to_owned()).collect());
    [
        ("code", FieldKind::Text),
        (
            "field",
            FieldKind::Category {
                members: members(&["Đất đai", "Môi trường", "Tư pháp"]),
                order: None,
            },
        ),
        ("unit", FieldKind::Category { members: None, order: None }),
        (
            "outcome",
            FieldKind::Category {
                members: members(&["resolved", "returned", "refused"]),
                order: None,
            },
        ),
        ("published_online", FieldKind::Boolean),
        ("received_on", FieldKind::Date),
        ("due_on", FieldKind::Date),
        ("resolved_on", FieldKind::Date),
        ("entered_at", FieldKind::Timestamp),
        ("pages", FieldKind::Integer),
        ("copies", FieldKind::Integer),
        ("fee", FieldKind::Decimal { scale: 2 }),
        ("số trang", FieldKind::Integer),
        ("case", FieldKind::Boolean),
        ("prize", prizes(&["Giải ba", "Giải nhì", "Giải nhất"])),
        ("best_prize", prizes(&["Giải ba", "Giải nhì", "Giải nhất"])),
        ("grade", prizes(&["weak", "fair", "good"])),
        ("left_at", FieldKind::Timestamp),
    ]
    .into_iter()
    .map(|(name, kind)| (name.to_owned(), kind))
    .collect()
}

/// A category whose members have an order; the plan lists them the other way round.
fn prizes(lowest_first: &[&str]) -> FieldKind {
    let names = || lowest_first.iter().map(|name| (*name).to_owned());
    FieldKind::Category { members: Some(names().rev().collect()), order: Some(names().collect()) }
}

pub(super) fn parse_as(text: &str, wanted: Wanted) -> Result<Expression, Vec<Fault>> {
    let parameters =
        [("limit".to_owned(), Fixed::new(5, 0)), ("rate".to_owned(), Fixed::new(15, 1))]
            .into_iter()
            .collect();
    let schema = Schema { fields: &fields(), parameters: &parameters, office_hours: true };
    Expression::parse(text, &schema, wanted)
}

pub(super) fn parse(text: &str) -> Result<Expression, Vec<Fault>> {
    parse_as(text, Wanted::Value)
}
