//! The units that are known in several languages.

use crate::ground::unicode::lower_case;

/// A unit by the name that is kept, its other names, of which an English singular comes first,
/// and the Vietnamese ones, of which the first is shown.
type Unit = (&'static str, &'static [&'static str], &'static [&'static str]);

const UNITS: [Unit; 15] = [
    (
        "working days",
        &["working day", "business days", "business day", "hari bekerja", "hari waktu bekerja"],
        &["ngày làm việc"],
    ),
    ("working hours", &["working hour", "jam bekerja"], &["giờ làm việc"]),
    ("seconds", &["second", "saat"], &["giây"]),
    ("minutes", &["minute", "minit"], &["phút"]),
    ("hours", &["hour", "jam"], &["giờ"]),
    ("days", &["day", "calendar days", "calendar day", "hari"], &["ngày"]),
    ("weeks", &["week", "minggu"], &["tuần"]),
    ("months", &["month", "bulan"], &["tháng"]),
    ("years", &["year", "tahun"], &["năm"]),
    ("times", &["time"], &["lần"]),
    ("VND", &["vnd"], &["đồng", "vnđ", "đ", "việt nam đồng", "đồng việt nam"]),
    ("USD", &["usd", "us dollars", "us dollar"], &["USD", "đô la mỹ"]),
    ("EUR", &["eur", "euro", "euros"], &["EUR"]),
    ("GBP", &["gbp"], &["GBP"]),
    ("MYR", &["myr", "rm", "ringgit"], &["MYR"]),
];

/// Further currencies, by their codes of ISO 4217.
const CURRENCIES: [&str; 16] = [
    "AUD", "BRL", "CAD", "CHF", "CNY", "DKK", "HKD", "IDR", "INR", "JPY", "KRW", "NZD", "PHP",
    "SGD", "THB", "TWD",
];

/// Words that end a unit: what follows them narrows or repeats the target.
const ENDS_UNIT: [&str; 56] = [
    "đến",
    "tới",
    "to",
    "and",
    "or",
    "và",
    "hoặc",
    "trở",
    "so",
    "than",
    "hơn",
    "kể",
    "từ",
    "from",
    "since",
    "after",
    "của",
    "of",
    "trong",
    "in",
    "on",
    "mỗi",
    "hằng",
    "every",
    "each",
    "per",
    "phần",
    "trước",
    "sau",
    "for",
    "dưới",
    "trên",
    "tính",
    "dan",
    "dari",
    "selepas",
    "by",
    "before",
    "một",
    "more",
    "less",
    "fewer",
    "higher",
    "lower",
    "greater",
    "compared",
    "versus",
    "vs",
    "relative",
    "over",
    "against",
    "increase",
    "decrease",
    "reduction",
    "improvement",
    "growth",
];

/// The units of time that convert exactly, in seconds. Working time, months and years do not.
const SECONDS: [(&str, u32); 5] = [
    ("seconds", 1),
    ("minutes", 60),
    ("hours", 3600),
    ("days", 24 * 3600),
    ("weeks", 7 * 24 * 3600),
];

/// Whether the word, in lower case, cannot be part of a unit.
pub(super) fn ends_unit(word: &str) -> bool {
    ENDS_UNIT.contains(&word)
}

/// The name kept for a unit, if it is one of those known in several languages.
pub(super) fn known_unit(name: &str) -> Option<&'static str> {
    let name = lower_case(name);
    let currency = CURRENCIES.into_iter().find(|code| code.eq_ignore_ascii_case(&name));
    currency.or_else(|| {
        UNITS
            .iter()
            .find(|(unit, others, vietnamese)| {
                *unit == name
                    || others.contains(&name.as_str())
                    || vietnamese.contains(&name.as_str())
            })
            .map(|(unit, ..)| *unit)
    })
}

/// The name of a unit in Vietnamese, where it is known.
pub(super) fn in_vietnamese(unit: &str) -> Option<&'static str> {
    UNITS.iter().find(|(kept, ..)| *kept == unit)?.2.first().copied()
}

/// The English singular of a unit, where it is known.
pub(super) fn singular(unit: &str) -> Option<&'static str> {
    let first = UNITS.iter().find(|(kept, ..)| *kept == unit)?.1.first().copied()?;
    (unit.strip_suffix('s') == Some(first)).then_some(first)
}

/// Whether it is a code of a currency.
pub(super) fn is_currency(unit: &str) -> bool {
    unit.len() == 3 && unit.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// How long a unit of time is in seconds, where that is always the same.
pub(super) fn seconds(unit: &str) -> Option<u32> {
    SECONDS.iter().find(|(name, _)| *name == unit).map(|(_, seconds)| *seconds)
}

/// Whether it is a unit of time, of whatever kind.
pub(super) fn is_time(unit: &str) -> bool {
    seconds(unit).is_some() || ["working days", "working hours", "months", "years"].contains(&unit)
}
