//! The scales in which values are written.

use std::fmt;

use serde::{Serialize, Serializer};

use super::Bound;
use super::units::{ends_unit, in_vietnamese, known_unit, seconds, singular};
use crate::ground::exact::Exact;
use crate::ground::language::Language;
use crate::ground::unicode::lower_case;
use crate::ground::{text, time};

/// The scale in which people write a value: 0.015 is 1.5 in percent.
///
/// ```
/// use quality_objectives::Scale;
///
/// assert_eq!(Scale::parse("per 1000"), Some(Scale::Per(1000)));
/// assert_eq!(Scale::parse("points out of 5"), Some(Scale::PointsOutOf(5)));
/// assert_eq!(Scale::parse("1:n"), Some(Scale::OneTo));
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
    /// One to so many: 0.05 is written `1:20`.
    OneTo,
    /// Points of a score.
    Points,
    /// Points of a score whose most is this number; above zero. The number itself is that of the
    /// points: `4.0/5.0` is 4.
    PointsOutOf(u64),
    /// A day of the calendar: its number counted from 1970-01-01, written as the date.
    Date,
    /// A unit: of time, of money, or of things. Those known in several languages have their
    /// English plural (`working days`), money has its code of ISO 4217 (`VND`).
    Unit(String),
}

impl Scale {
    /// The scale of a name as a plan writes it: `percent`, `per_mille`, `per_million`,
    /// `per 1000`, `1:n`, `points`, `points out of 5`, `date`, `number`, or a unit such as
    /// `working days`. `None` where it is none.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        let name = text::normal(name);
        Some(match name.as_ref() {
            "" => return None,
            "number" => Self::Number,
            "percent" | "%" => Self::Percent,
            "per_mille" | "‰" => Self::PerMille,
            "per_million" | "ppm" => Self::PerMillion,
            "1:n" => Self::OneTo,
            "points" | "điểm" => Self::Points,
            "date" => Self::Date,
            other => {
                if let Some(number) = other.strip_prefix("per ") {
                    Self::per(number)?
                } else if let Some(most) = other.strip_prefix("points out of ") {
                    Self::out_of(most)?
                } else {
                    Self::unit(other)?
                }
            }
        })
    }

    /// So many per a whole number above zero.
    pub(super) fn per(number: &str) -> Option<Self> {
        whole_above_zero(number).map(Self::Per)
    }

    /// Points out of a whole number above zero.
    pub(super) fn out_of(most: &str) -> Option<Self> {
        whole_above_zero(most).map(Self::PointsOutOf)
    }

    /// A unit of letters and spaces, which a target phrase can name.
    pub(super) fn unit(name: &str) -> Option<Self> {
        let words: Vec<&str> = name.split_whitespace().collect();
        let is_unit = !words.is_empty()
            && !words.iter().any(|word| {
                ends_unit(&lower_case(word))
                    || ["number", "date"].contains(word)
                    || word.starts_with('-')
                    || word.ends_with('-')
            })
            && name.chars().count() <= 60
            && name
                .chars()
                .all(|character| character.is_alphabetic() || character == ' ' || character == '-');
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
            Self::Number
            | Self::OneTo
            | Self::Points
            | Self::PointsOutOf(_)
            | Self::Date
            | Self::Unit(_) => 1,
        }
    }

    /// The microseconds of its unit, if that is a unit of time of fixed length. Working hours are
    /// hours, spent within office hours.
    pub(crate) fn microseconds(&self) -> Option<i64> {
        match self {
            Self::Unit(name) if name == "working hours" => Some(time::HOUR),
            Self::Unit(name) => time::microseconds_of(name),
            _ => None,
        }
    }

    /// Whether it is one of a share of a whole: percent, per mille, per million, per N, or one to
    /// so many.
    #[must_use]
    pub fn is_share(&self) -> bool {
        matches!(
            self,
            Self::Percent | Self::PerMille | Self::PerMillion | Self::Per(_) | Self::OneTo
        )
    }

    /// Whether a measure on this scale can be asked for a bound written in `written`.
    ///
    /// Shares are exact whichever way they are written, and so are seconds, minutes, hours, days
    /// and weeks; zero needs no scale, and none of a thing is none. Everything else has to be the
    /// same.
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
        self.convert(written, bound).is_some()
    }

    /// The bound that a measure on this scale is asked for, and the scale it is written in, where
    /// the phrase wrote it in `written`; `None` where it is written in something else.
    ///
    /// ```
    /// use quality_objectives::{Bound, Scale};
    ///
    /// let (bound, written) = Bound::parse("<= 1.5 hours").unwrap();
    /// let minutes = Scale::parse("minutes").unwrap();
    /// let (bound, scale) = minutes.convert(&written, &bound).unwrap();
    /// assert_eq!(bound.canonical(&scale), "<= 90 minutes");
    /// // A working day has no fixed number of hours.
    /// assert_eq!(Scale::parse("working days").unwrap().convert(&written, &bound), None);
    /// ```
    #[must_use]
    pub fn convert(&self, written: &Self, bound: &Bound) -> Option<(Bound, Self)> {
        let is_zero = bound.as_comparison().is_some_and(|(_, limit)| limit.is_zero());
        let as_it_is = || Some((bound.clone(), written.clone()));
        match (self, written) {
            _ if self == written => as_it_is(),
            _ if self.is_share() && written.is_share() => as_it_is(),
            (Self::Date, _) | (_, Self::Date) => None,
            (_, Self::Number) if is_zero => as_it_is(),
            (Self::PointsOutOf(_), Self::Points) => Some((bound.clone(), self.clone())),
            (Self::Unit(measured), Self::Unit(unit)) => match (seconds(unit), seconds(measured)) {
                (Some(from), Some(to)) => {
                    let ratio = Exact::ratio(from.into(), to.into())?;
                    Some((bound.each_limit(|limit| limit * &ratio), self.clone()))
                }
                _ => (is_zero && known_unit(unit).is_none()).then(as_it_is)?,
            },
            (_, Self::Unit(unit)) if is_zero && known_unit(unit).is_none() => as_it_is(),
            _ => None,
        }
    }

    /// What follows a figure, a space included where one is due: `%`, ` working days`.
    ///
    /// ```
    /// use quality_objectives::{Language, Scale};
    ///
    /// assert_eq!(Scale::Percent.suffix(Language::Vi), "%");
    /// assert_eq!(Scale::Per(1000).suffix(Language::Vi), " phần 1000");
    /// assert_eq!(Scale::Points.suffix(Language::En), " points");
    /// assert_eq!(Scale::PointsOutOf(5).suffix(Language::Vi), "/5 điểm");
    /// ```
    #[must_use]
    pub fn suffix(&self, language: Language) -> String {
        let is_english = language == Language::En;
        match self {
            Self::Number | Self::OneTo | Self::Date => String::new(),
            Self::Percent => "%".to_owned(),
            Self::PerMille => "‰".to_owned(),
            Self::PerMillion if is_english => " per million".to_owned(),
            Self::PerMillion => " phần triệu".to_owned(),
            Self::Per(number) if is_english => format!(" per {number}"),
            Self::Per(number) => format!(" phần {number}"),
            Self::Points if is_english => " points".to_owned(),
            Self::Points => " điểm".to_owned(),
            Self::PointsOutOf(most) if is_english => format!(" points out of {most}"),
            Self::PointsOutOf(most) => format!("/{most} điểm"),
            Self::Unit(name) if is_english => format!(" {name}"),
            Self::Unit(name) => format!(" {}", in_vietnamese(name).unwrap_or(name)),
        }
    }

    /// The English suffix after the figure 1.
    pub(super) fn singular_suffix(&self) -> String {
        match self {
            Self::Points => " point".to_owned(),
            Self::PointsOutOf(most) => format!(" point out of {most}"),
            Self::Unit(name) => format!(" {}", singular(name).unwrap_or(name)),
            _ => self.suffix(Language::En),
        }
    }
}

/// A whole number above zero, in digits alone.
fn whole_above_zero(digits: &str) -> Option<u64> {
    let is_digits = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let number: u64 = if is_digits { digits.parse().ok()? } else { return None };
    (number > 0).then_some(number)
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
            Self::OneTo => f.write_str("1:n"),
            Self::Points => f.write_str("points"),
            Self::PointsOutOf(most) => write!(f, "points out of {most}"),
            Self::Date => f.write_str("date"),
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
