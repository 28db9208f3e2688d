//! The scales in which values are written.

use std::fmt;

use serde::{Serialize, Serializer};

use super::Bound;
use crate::ground::language::Language;
use crate::ground::text;

/// The scale in which people write a value: 0.015 is 1.5 in percent.
///
/// ```
/// use quality_objectives::Scale;
///
/// assert_eq!(Scale::parse("per 1000"), Some(Scale::Per(1000)));
/// assert_eq!(Scale::parse("ngày làm việc"), Scale::parse("working days"));
/// assert_eq!(Scale::Percent.factor(), 100);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Scale {
    /// A plain number.
    Number,
    /// Hundredths.
    Percent,
    /// Thousandths.
    PerMille,
    /// Millionths.
    PerMillion,
    /// So many per this number; above zero.
    Per(u64),
    /// Points of a score.
    Points,
    /// A unit: of time, of money, or of things. Those known in several languages have their
    /// English plural (`working days`).
    Unit(String),
}

/// The units known in several languages: the name kept, its other English forms, and the
/// Vietnamese ones, of which the first is shown. Those of more words come first.
const UNITS: [(&str, &[&str], &[&str]); 10] = [
    ("working days", &["working day", "business days", "business day"], &["ngày làm việc"]),
    ("working hours", &["working hour"], &["giờ làm việc"]),
    ("seconds", &["second"], &["giây"]),
    ("minutes", &["minute"], &["phút"]),
    ("hours", &["hour"], &["giờ"]),
    ("days", &["day"], &["ngày"]),
    ("weeks", &["week"], &["tuần"]),
    ("months", &["month"], &["tháng"]),
    ("years", &["year"], &["năm"]),
    ("VND", &["vnd"], &["đồng", "vnđ", "đ"]),
];

/// Words that end a unit: what follows them narrows or repeats the target.
const ENDS_UNIT: [&str; 33] = [
    "đến", "tới", "to", "and", "or", "và", "hoặc", "trở", "so", "than", "hơn", "kể", "từ", "from",
    "since", "after", "của", "of", "trong", "in", "on", "mỗi", "hằng", "hàng", "every", "each",
    "per", "phần", "trước", "sau", "for", "dưới", "trên",
];

impl Scale {
    /// The scale of a name as a plan writes it: `percent`, `per_mille`, `per_million`,
    /// `per 1000`, `points`, `number`, or a unit such as `working days`. `None` where it is none.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        let name = text::normal(name);
        Some(match name.as_ref() {
            "" => return None,
            "number" => Self::Number,
            "percent" | "%" => Self::Percent,
            "per_mille" | "‰" => Self::PerMille,
            "per_million" | "ppm" => Self::PerMillion,
            "points" | "điểm" => Self::Points,
            other => match other.strip_prefix("per ") {
                Some(number) => Self::per(number)?,
                None => Self::unit(other)?,
            },
        })
    }

    /// So many per a whole number above zero.
    pub(super) fn per(number: &str) -> Option<Self> {
        let is_digits = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        let number: u64 = if is_digits { number.parse().ok()? } else { return None };
        (number > 0).then_some(Self::Per(number))
    }

    /// A unit of letters and spaces, which a target phrase can name.
    pub(super) fn unit(name: &str) -> Option<Self> {
        let words: Vec<&str> = name.split_whitespace().collect();
        let is_unit = !words.is_empty()
            && !words.iter().any(|word| ends_unit(&word.to_lowercase()) || *word == "number")
            && name.chars().count() <= 60
            && name.chars().all(|character| character.is_alphabetic() || character == ' ');
        let name = words.join(" ");
        is_unit.then(|| Self::Unit(known_unit(&name).map_or(name, str::to_owned)))
    }

    /// How many of its units make one: 100 for percent, 1 for points and for plain numbers.
    #[must_use]
    pub fn factor(&self) -> u64 {
        match self {
            Self::Percent => 100,
            Self::PerMille => 1000,
            Self::PerMillion => 1_000_000,
            Self::Per(number) => *number,
            Self::Number | Self::Points | Self::Unit(_) => 1,
        }
    }

    /// Whether it is one of a share of a whole: percent, per mille, per million, per N.
    #[must_use]
    pub fn is_share(&self) -> bool {
        matches!(self, Self::Percent | Self::PerMille | Self::PerMillion | Self::Per(_))
    }

    /// Whether a measure on this scale can be asked for a bound written in `written`.
    ///
    /// Shares are exact whichever way they are written, and zero needs no scale; everything else
    /// has to be the same.
    ///
    /// ```
    /// use quality_objectives::{Bound, Scale};
    ///
    /// let (bound, written) = Bound::parse("< 15‰").unwrap();
    /// assert!(Scale::Percent.takes(&written, &bound));
    /// assert!(!Scale::Points.takes(&written, &bound));
    /// ```
    #[must_use]
    pub fn takes(&self, written: &Self, bound: &Bound) -> bool {
        let is_zero = bound.as_comparison().is_some_and(|(_, limit)| limit.is_zero());
        self == written
            || self.is_share() && written.is_share()
            || *written == Self::Number && is_zero
    }

    /// What follows a figure, a space included where one is due: `%`, ` working days`.
    ///
    /// ```
    /// use quality_objectives::{Language, Scale};
    ///
    /// assert_eq!(Scale::Percent.suffix(Language::Vi), "%");
    /// assert_eq!(Scale::Per(1000).suffix(Language::Vi), " phần 1000");
    /// assert_eq!(Scale::Points.suffix(Language::En), " points");
    /// ```
    #[must_use]
    pub fn suffix(&self, language: Language) -> String {
        let is_english = language == Language::En;
        match self {
            Self::Number => String::new(),
            Self::Percent => "%".to_owned(),
            Self::PerMille => "‰".to_owned(),
            Self::PerMillion if is_english => " per million".to_owned(),
            Self::PerMillion => " phần triệu".to_owned(),
            Self::Per(number) if is_english => format!(" per {number}"),
            Self::Per(number) => format!(" phần {number}"),
            Self::Points if is_english => " points".to_owned(),
            Self::Points => " điểm".to_owned(),
            Self::Unit(name) if is_english => format!(" {name}"),
            Self::Unit(name) => {
                let known = UNITS.iter().find(|(unit, ..)| unit == name);
                let vietnamese = known.and_then(|(_, _, vietnamese)| vietnamese.first());
                format!(" {}", vietnamese.copied().unwrap_or(name))
            }
        }
    }

    /// The English suffix after the figure 1.
    pub(super) fn singular_suffix(&self) -> String {
        match self {
            Self::Points => " point".to_owned(),
            Self::Unit(name) => {
                let known = UNITS.iter().find(|(unit, ..)| unit == name);
                let singular = known
                    .and_then(|(_, english, _)| english.first())
                    .filter(|singular| name.strip_suffix('s') == Some(**singular));
                format!(" {}", singular.copied().unwrap_or(name))
            }
            _ => self.suffix(Language::En),
        }
    }
}

/// Whether the word, in lower case, cannot be part of a unit.
pub(super) fn ends_unit(word: &str) -> bool {
    ENDS_UNIT.contains(&word)
}

/// The name kept for a unit, if it is one of those known in several languages.
pub(super) fn known_unit(name: &str) -> Option<&'static str> {
    let name = name.to_lowercase();
    UNITS
        .iter()
        .find(|(unit, english, vietnamese)| {
            *unit == name || english.contains(&name.as_str()) || vietnamese.contains(&name.as_str())
        })
        .map(|(unit, ..)| *unit)
}

/// Its name as a plan writes it.
impl fmt::Display for Scale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number => f.write_str("number"),
            Self::Percent => f.write_str("percent"),
            Self::PerMille => f.write_str("per_mille"),
            Self::PerMillion => f.write_str("per_million"),
            Self::Per(number) => write!(f, "per {number}"),
            Self::Points => f.write_str("points"),
            Self::Unit(name) => f.write_str(name),
        }
    }
}

/// As its name in a plan.
impl Serialize for Scale {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
