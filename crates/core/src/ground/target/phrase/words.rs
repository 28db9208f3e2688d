//! Phrases as text: the canonical one, and words for people.

use super::super::words::in_vietnamese as period_in_vietnamese;
use super::super::{Bound, Comparator, Edge, Scale};
use super::{Asked, BasePhrase, ChangeIn, Phrase};
use crate::ground::dates::{Grain, Period};
use crate::ground::exact::Exact;
use crate::ground::language::Language;

impl Phrase {
    /// The canonical text, which reads back as the same phrase.
    ///
    /// ```
    /// use quality_objectives::Phrase;
    ///
    /// let phrase = Phrase::parse("hằng năm tăng trên 03%").unwrap();
    /// assert_eq!(phrase.canonical(), "change > 3% on previous year each year");
    /// let phrase = Phrase::parse("tối thiểu 04 tin bài/quý").unwrap();
    /// assert_eq!(phrase.canonical(), ">= 4 tin bài each quarter");
    /// ```
    #[must_use]
    pub fn canonical(&self) -> String {
        let asked = match &self.asked {
            Asked::Level { bound, scale } => bound.canonical(scale),
            Asked::Change { bound, measured, scale, explicit, .. } => {
                let is_said = *explicit && *measured == ChangeIn::Percent;
                let relative = if is_said { "relative " } else { "" };
                format!("{relative}{}", change(bound, *measured, scale))
            }
            Asked::Yearly { comparator, days } => yearly(*comparator, days, Language::En),
        };
        let during = self.during.map_or_else(String::new, in_or_by);
        let base = match &self.asked {
            Asked::Change { base, measured, compounded, .. } => {
                let on = if *measured == ChangeIn::Times { "" } else { "on " };
                let unnamed = if on.is_empty() { " the base" } else { "" };
                let base = match base {
                    Some(base) => format!(" {on}{}", base.canonical()),
                    None => unnamed.to_owned(),
                };
                let rate = if *compounded { " a year, compounded" } else { "" };
                base + rate
            }
            _ => String::new(),
        };
        asked + &during + &base + &self.every.map_or_else(String::new, each)
    }

    /// The phrase in words.
    ///
    /// ```
    /// use quality_objectives::{Language, Phrase};
    ///
    /// let phrase = Phrase::parse("at least 20% less than last year").unwrap();
    /// assert_eq!(phrase.words(Language::Vi), "giảm ít nhất 20% so với năm trước");
    /// assert_eq!(phrase.words(Language::En), "down at least 20% on the previous year");
    /// ```
    #[must_use]
    pub fn words(&self, language: Language) -> String {
        let asked = match &self.asked {
            Asked::Level { bound, scale } => bound.words(scale, language),
            Asked::Change { bound, measured, scale, explicit, .. } => {
                let is_said = *explicit && *measured == ChangeIn::Percent;
                let relative = match language {
                    _ if !is_said => "",
                    Language::Vi => " tương đối",
                    Language::En => " in relative terms",
                };
                change_in_words(bound, *measured, scale, language) + relative
            }
            Asked::Yearly { comparator, days } => yearly(*comparator, days, language),
        };
        let during = self.during.map_or_else(String::new, |during| {
            let is_day = during.first() == during.last();
            match language {
                Language::Vi if is_day => format!(" đến {}", period_in_vietnamese(during)),
                Language::Vi if during.name().is_none() => {
                    let date =
                        |day| period_in_vietnamese(Period::through(day, day).unwrap_or(during));
                    format!(" từ {} đến {}", date(during.first()), date(during.last()))
                }
                Language::Vi => format!(" trong {}", period_in_vietnamese(during)),
                Language::En => in_or_by(during),
            }
        });
        let every = self.every.map_or_else(String::new, |grain| match language {
            Language::Vi => format!(", mỗi {}", grain_in_vietnamese(grain)),
            Language::En => each(grain),
        });
        asked + &during + &self.base_in_words(language) + &every
    }

    /// What it compares with, and whether it compounds.
    fn base_in_words(&self, language: Language) -> String {
        let Asked::Change { base, measured, bound, compounded, .. } = &self.asked else {
            return String::new();
        };
        // `higher` and `cao hơn` have their base without more.
        let is_plain = bound.as_comparison().is_some_and(|(comparator, limit)| {
            limit.is_zero()
                && *measured == ChangeIn::Percent
                && !matches!(comparator, Comparator::Equal | Comparator::NotEqual)
        });
        let is_multiple = *measured == ChangeIn::Times;
        let mark = match language {
            _ if is_multiple => "",
            Language::Vi if is_plain => "",
            Language::Vi => "so với ",
            Language::En if is_plain => "than ",
            Language::En => "on ",
        };
        let is_period = matches!(base, Some(BasePhrase::Period(_)));
        let mark = if mark == "than " && is_period { "than in " } else { mark };
        let unnamed = if is_multiple && language == Language::En { " the base" } else { "" };
        let base = match base {
            Some(base) => format!(" {mark}{}", base.words(language)),
            None => unnamed.to_owned(),
        };
        let rate = match language {
            _ if !compounded => "",
            Language::Vi => " bình quân mỗi năm",
            Language::En => " a year, compounded",
        };
        base + rate
    }
}

impl BasePhrase {
    fn canonical(&self) -> String {
        match self {
            Self::Period(period) => period.to_string(),
            Self::Previous(grain) => format!("previous {}", spaced(*grain)),
            Self::Figure { value, scale } => scale.canonical(value),
            Self::Named(name) => name.clone(),
        }
    }

    fn words(&self, language: Language) -> String {
        match (self, language) {
            (Self::Period(period), Language::Vi) => period_in_vietnamese(*period),
            (Self::Period(period), Language::En) => period.to_string(),
            (Self::Previous(grain), Language::Vi) => {
                format!("{} trước", grain_in_vietnamese(*grain))
            }
            (Self::Previous(grain), Language::En) => format!("the previous {}", spaced(*grain)),
            (Self::Figure { value, scale }, Language::Vi) => {
                format!("mức {}", scale.in_words(value, language))
            }
            (Self::Figure { value, scale }, Language::En) => scale.in_words(value, language),
            (Self::Named(name), _) => name.clone(),
        }
    }
}

/// ` each quarter`.
pub(super) fn each(grain: Grain) -> String {
    format!(" each {}", spaced(grain))
}

/// ` by 2025-12-31`, ` in 2025-Q4`, ` from 2025-10-01 to 2025-12-15`.
fn in_or_by(during: Period) -> String {
    match during.name() {
        _ if during.first() == during.last() => format!(" by {during}"),
        Some(name) => format!(" in {name}"),
        None => format!(" from {} to {}", during.first(), during.last()),
    }
}

fn spaced(grain: Grain) -> &'static str {
    if grain == Grain::HalfYear { "half year" } else { grain.name() }
}

fn grain_in_vietnamese(grain: Grain) -> &'static str {
    match grain {
        Grain::Day => "ngày",
        Grain::Week => "tuần",
        Grain::Month => "tháng",
        Grain::Quarter => "quý",
        Grain::HalfYear => "6 tháng",
        Grain::Year => "năm",
    }
}

/// A change with its base, as the canonical text has it.
pub(super) fn on_base(change: String, base: Option<&BasePhrase>) -> String {
    match base {
        Some(base) => format!("{change} on {}", base.canonical()),
        None => change,
    }
}

/// A change as the canonical text has it: `change >= 5%`, `change <= -3 percentage points`,
/// `>= 30 times`.
pub(super) fn change(bound: &Bound, measured: ChangeIn, scale: &Scale) -> String {
    match measured {
        ChangeIn::Times => format!("{} times", bound.canonical(scale)),
        ChangeIn::Points if *scale == Scale::Percent => {
            format!("change {}", bound.canonical(scale).replace('%', " percentage points"))
        }
        ChangeIn::Percent | ChangeIn::Points => format!("change {}", bound.canonical(scale)),
    }
}

/// A change for people: `tăng ít nhất 5%`, `down at least 20%`.
fn change_in_words(bound: &Bound, measured: ChangeIn, scale: &Scale, language: Language) -> String {
    use Comparator::{AtLeast, AtMost, Equal, Less, More, NotEqual};
    let written = |value: &Exact| {
        let text = scale.in_words(&value.abs(), language);
        let points = match (measured, language) {
            (ChangeIn::Points, Language::Vi) => " điểm phần trăm",
            (ChangeIn::Points, Language::En) if text == "1%" => " percentage point",
            (ChangeIn::Points, Language::En) => " percentage points",
            _ => return text,
        };
        text.replace('%', points)
    };
    if measured == ChangeIn::Times {
        let words = bound.words(&Scale::Number, language);
        return match (bound.as_comparison(), language) {
            (Some((AtLeast, limit)), Language::Vi) => format!("ít nhất gấp {} lần", written(limit)),
            (_, Language::Vi) => format!("gấp {words} lần"),
            (_, Language::En) => format!("{words} times"),
        };
    }
    let is_english = language == Language::En;
    let pick = |vietnamese: &str, english: &str| {
        if is_english { english.to_owned() } else { vietnamese.to_owned() }
    };
    let Some((comparator, limit)) = bound.as_comparison() else {
        return range_of_change(bound, language, written);
    };
    let figure = written(limit);
    let (up, down) = (pick("tăng", "up"), pick("giảm", "down"));
    // `higher` says it of the relative change; of a difference the zero is written.
    let sign = match (limit.signum(), measured, comparator) {
        (0, ChangeIn::Points, AtLeast | More) => 1,
        (0, ChangeIn::Points, AtMost | Less) => -1,
        (0, ChangeIn::Points, Equal | NotEqual) => {
            return format!(
                "{} {}",
                pick("thay đổi", "change"),
                bound
                    .words(scale, language)
                    .replace('%', pick(" điểm phần trăm", " percentage points").as_str())
            );
        }
        (sign, ..) => sign,
    };
    match (comparator, sign) {
        (More, 0) => pick("cao hơn", "higher"),
        (Less, 0) => pick("thấp hơn", "lower"),
        (AtLeast, 0) => pick("không thấp hơn", "not lower"),
        (AtMost, 0) => pick("không cao hơn", "not higher"),
        (Equal, 0) => pick("thay đổi bằng 0%", "change equal to 0%"),
        (NotEqual, 0) => pick("thay đổi khác 0%", "change not equal to 0%"),
        (AtLeast, 1) => format!("{up} {} {figure}", pick("ít nhất", "at least")),
        (More, 1) => format!("{up} {} {figure}", pick("trên", "more than")),
        (AtMost, 1) => format!("{up} {} {figure}", pick("không quá", "at most")),
        (Less, 1) => format!("{up} {} {figure}", pick("dưới", "less than")),
        (AtMost, _) => format!("{down} {} {figure}", pick("ít nhất", "at least")),
        (Less, _) => format!("{down} {} {figure}", pick("trên", "more than")),
        (AtLeast, _) => format!("{down} {} {figure}", pick("thêm không quá", "by at most")),
        (More, _) => format!("{down} {} {figure}", pick("thêm dưới", "by less than")),
        (Equal, sign) => {
            let direction = if sign > 0 { up } else { down };
            format!("{direction} {} {figure}", pick("bằng", "exactly"))
        }
        (NotEqual, _) => format!("{} {}", pick("thay đổi", "change"), bound.words(scale, language)),
    }
}

fn range_of_change(
    bound: &Bound,
    language: Language,
    written: impl Fn(&Exact) -> String,
) -> String {
    let Some((low, high)) = bound.as_range() else { return bound.canonical(&Scale::Percent) };
    let between = |from: &Edge, to: &Edge| {
        let (between, over, and, under) = match language {
            Language::Vi => ("trong khoảng từ", "trên ", "đến", "dưới "),
            Language::En => ("between", "over ", "and", "under "),
        };
        let over = if from.inclusive { "" } else { over };
        let under = if to.inclusive { "" } else { under };
        format!("{between} {over}{} {and} {under}{}", written(&from.value), written(&to.value))
    };
    let is_english = language == Language::En;
    if low.value.signum() >= 0 {
        format!("{} {}", if is_english { "up" } else { "tăng" }, between(low, high))
    } else if high.value.signum() <= 0 {
        format!("{} {}", if is_english { "down" } else { "giảm" }, between(high, low))
    } else {
        bound.words(&Scale::Percent, language)
    }
}

/// Days of every year: `before 06-01 and 11-15 each year`, `trước ngày 01/6 và 15/11 hằng năm`.
pub(super) fn yearly(comparator: Comparator, days: &[(u32, u32)], language: Language) -> String {
    let is_before = comparator == Comparator::Less;
    let (before, and, each_year) = match language {
        Language::Vi => (if is_before { "trước ngày" } else { "chậm nhất ngày" }, "và", "hằng năm"),
        Language::En => (if is_before { "before" } else { "by" }, "and", "each year"),
    };
    let days: Vec<String> = days
        .iter()
        .map(|(month, day)| match language {
            Language::Vi => format!("{day:02}/{month:02}"),
            Language::En => format!("{month:02}-{day:02}"),
        })
        .collect();
    let days = match days.split_last() {
        Some((last, others)) if !others.is_empty() => format!("{} {and} {last}", others.join(", ")),
        _ => days.concat(),
    };
    format!("{before} {days} {each_year}")
}
