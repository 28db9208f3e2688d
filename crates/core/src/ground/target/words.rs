//! Bounds as text: the canonical one, and words for people.

use super::{Bound, Comparator, Edge, Form, Scale, in_style};
use crate::ground::dates::{Grain, Period, date_of};
use crate::ground::exact::Exact;
use crate::ground::language::Language;
use chrono::{Datelike, NaiveDate};

/// Whether its decimals could be taken for thousands.
fn has_three_decimals(figure: &str) -> bool {
    figure.split_once('.').is_some_and(|(_, decimals)| decimals.len() == 3)
}

impl Scale {
    /// A limit as the canonical text writes it: `1.5%`, `1:20`, `2025-12-31`.
    pub(crate) fn canonical(&self, value: &Exact) -> String {
        let mut figure = match self.whole_figure(value, Language::En) {
            Some(figure) => return figure,
            None => self.in_units(value).canonical(),
        };
        if has_three_decimals(&figure) {
            figure.push('0');
        }
        if *self == Self::OneTo && !value.is_zero() {
            figure.insert_str(0, "1:");
        }
        figure.push_str(&self.suffix(Language::En));
        figure
    }

    /// A limit as people write it: `1,5%`, `1:20`, `31/12/2025`.
    pub(crate) fn in_words(&self, value: &Exact, language: Language) -> String {
        if let Some(figure) = self.whole_figure(value, language) {
            return figure;
        }
        let units = self.in_units(value);
        let suffix = if language == Language::En && units == Exact::ONE {
            self.singular_suffix()
        } else {
            self.suffix(language)
        };
        let prefix = if *self == Self::OneTo && !value.is_zero() { "1:" } else { "" };
        let (about, mut figure) = match units.decimal_places() {
            Some(_) => ("", units.canonical()),
            None => ("≈ ", about(&units)),
        };
        if has_three_decimals(&figure) {
            figure.push('0');
        }
        format!("{about}{prefix}{}{suffix}", in_style(&figure, language))
    }

    /// A limit that has a writing of its own, without a number in the scale's units.
    fn whole_figure(&self, value: &Exact, language: Language) -> Option<String> {
        let date = self.date(value)?;
        Some(match language {
            Language::Vi => {
                format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year())
            }
            Language::En => date.to_string(),
        })
    }

    /// The day that a value on the scale of dates is.
    pub(crate) fn date(&self, value: &Exact) -> Option<NaiveDate> {
        if *self != Self::Date {
            return None;
        }
        date_of(i32::try_from(value.to_integer()?).ok()?)
    }

    /// The number in the scale's units: 1.5 for 0.015 in percent, 20 for 0.05 as one to so many.
    pub(super) fn in_units(&self, value: &Exact) -> Exact {
        match self {
            Self::OneTo => Exact::ONE.checked_div(value).unwrap_or(Exact::ZERO),
            _ => value * &Exact::from(self.factor()),
        }
    }
}

impl Bound {
    /// The canonical text, which reads back as the same bound and is the same for the same
    /// bound: `< 1.5%`, `55%..60%`, `12..<15`, `outside 5..10`, `<= 14 working days`,
    /// `>= 1:20`, `by 2025-12-31`, `in 2025-Q4`.
    ///
    /// ```
    /// use quality_objectives::Bound;
    ///
    /// let (bound, scale) = Bound::parse("từ 12 đến dưới 15").unwrap();
    /// assert_eq!(bound.canonical(&scale), "12..<15");
    /// let (bound, scale) = Bound::parse("vào Quý 4/2020").unwrap();
    /// assert_eq!(bound.canonical(&scale), "in 2020-Q4");
    /// ```
    #[must_use]
    pub fn canonical(&self, scale: &Scale) -> String {
        if *scale == Scale::Date {
            return self.in_days(Language::En);
        }
        let range = |low: &Edge, high: &Edge| {
            format!(
                "{}{}..{}{}",
                if low.inclusive { "" } else { ">" },
                scale.canonical(&low.value),
                if high.inclusive { "" } else { "<" },
                scale.canonical(&high.value)
            )
        };
        match &self.0 {
            Form::Limit(comparator, limit) => {
                format!("{} {}", comparator.symbol(), scale.canonical(limit))
            }
            Form::Range(low, high) => range(low, high),
            Form::Outside(low, high) => format!("outside {}", range(low, high)),
        }
    }

    /// The bound in words.
    ///
    /// ```
    /// use quality_objectives::{Bound, Language};
    ///
    /// let (bound, scale) = Bound::parse("<= 14 working days").unwrap();
    /// assert_eq!(bound.words(&scale, Language::Vi), "không quá 14 ngày làm việc");
    /// assert_eq!(bound.words(&scale, Language::En), "at most 14 working days");
    /// let (bound, scale) = Bound::parse("before 2025-11-15").unwrap();
    /// assert_eq!(bound.words(&scale, Language::Vi), "trước ngày 15/11/2025");
    /// ```
    #[must_use]
    pub fn words(&self, scale: &Scale, language: Language) -> String {
        if *scale == Scale::Date {
            return self.in_days(language);
        }
        let written = |value: &Exact| scale.in_words(value, language);
        match &self.0 {
            Form::Limit(comparator, limit) => {
                let limit = written(limit);
                match (language, comparator) {
                    (Language::Vi, Comparator::Less) => format!("dưới {limit}"),
                    (Language::Vi, Comparator::AtMost) => format!("không quá {limit}"),
                    (Language::Vi, Comparator::AtLeast) => format!("từ {limit} trở lên"),
                    (Language::Vi, Comparator::More) => format!("trên {limit}"),
                    (Language::Vi, Comparator::Equal) => format!("bằng {limit}"),
                    (Language::Vi, Comparator::NotEqual) => format!("khác {limit}"),
                    (Language::En, Comparator::Less) => format!("under {limit}"),
                    (Language::En, Comparator::AtMost) => format!("at most {limit}"),
                    (Language::En, Comparator::AtLeast) => format!("at least {limit}"),
                    (Language::En, Comparator::More) => format!("over {limit}"),
                    (Language::En, Comparator::Equal) => format!("equal to {limit}"),
                    (Language::En, Comparator::NotEqual) => format!("not equal to {limit}"),
                }
            }
            Form::Range(low, high) => match (language, tolerance(low, high)) {
                (Language::Vi, Some(width)) => format!("trong khoảng ±{}", written(width)),
                (Language::En, Some(width)) => format!("within ±{}", written(width)),
                (_, None) => range_in_words(low, high, language, written),
            },
            Form::Outside(low, high) => {
                let outside = match language {
                    Language::Vi => "ngoài khoảng",
                    Language::En => "outside",
                };
                format!("{outside} {}", range_in_words(low, high, language, written))
            }
        }
    }

    /// A bound on a day, in words that are also the canonical text in English.
    fn in_days(&self, language: Language) -> String {
        let written = |value: &Exact| {
            let day = Scale::Date.in_words(value, language);
            if language == Language::Vi { format!("ngày {day}") } else { day }
        };
        match &self.0 {
            Form::Limit(comparator, limit) => {
                let day = written(limit);
                match (language, comparator) {
                    (Language::Vi, Comparator::Less) => format!("trước {day}"),
                    (Language::Vi, Comparator::AtMost) => format!("chậm nhất {day}"),
                    (Language::Vi, Comparator::AtLeast) => format!("từ {day} trở đi"),
                    (Language::Vi, Comparator::More) => format!("sau {day}"),
                    (Language::Vi, Comparator::Equal) => format!("đúng {day}"),
                    (Language::Vi, Comparator::NotEqual) => format!("khác {day}"),
                    (Language::En, Comparator::Less) => format!("before {day}"),
                    (Language::En, Comparator::AtMost) => format!("by {day}"),
                    (Language::En, Comparator::AtLeast) => format!("from {day} on"),
                    (Language::En, Comparator::More) => format!("after {day}"),
                    (Language::En, Comparator::Equal) => format!("on {day}"),
                    (Language::En, Comparator::NotEqual) => format!("not on {day}"),
                }
            }
            Form::Range(low, high) => match (whole_period(low, high), language) {
                (Some(period), Language::Vi) => format!("trong {}", in_vietnamese(period)),
                (Some(period), Language::En) => format!("in {period}"),
                (None, _) => days_in_words(low, high, language, written),
            },
            Form::Outside(low, high) => {
                let outside = match language {
                    Language::Vi => "ngoài khoảng",
                    Language::En => "outside",
                };
                format!("{outside} {}", days_in_words(low, high, language, written))
            }
        }
    }
}

/// A number that no decimals write out, in two, or as many more as it takes to be within one in a
/// hundred of it.
fn about(number: &Exact) -> String {
    let hundred = Exact::from(100_i128);
    let is_near = |places: &u8| &(number - &number.round(*places)).abs() * &hundred <= number.abs();
    number.to_decimal((2..=u8::MAX).find(is_near).unwrap_or(u8::MAX))
}

/// The width of a range that has zero in its middle.
fn tolerance<'e>(low: &Edge, high: &'e Edge) -> Option<&'e Exact> {
    let is_even = low.inclusive && high.inclusive && -&low.value == high.value;
    (is_even && !high.value.is_zero()).then_some(&high.value)
}

fn range_in_words(
    low: &Edge,
    high: &Edge,
    language: Language,
    written: impl Fn(&Exact) -> String,
) -> String {
    let (from, to, under) = match language {
        Language::Vi => (if low.inclusive { "từ" } else { "trên" }, "đến", "dưới "),
        Language::En => (if low.inclusive { "from" } else { "from over" }, "to", "under "),
    };
    let under = if high.inclusive { "" } else { under };
    format!("{from} {} {to} {under}{}", written(&low.value), written(&high.value))
}

fn days_in_words(
    low: &Edge,
    high: &Edge,
    language: Language,
    written: impl Fn(&Exact) -> String,
) -> String {
    let (from, to, before) = match language {
        Language::Vi => (if low.inclusive { "từ" } else { "sau" }, "đến", "trước "),
        Language::En => (if low.inclusive { "from" } else { "from after" }, "to", "before "),
    };
    let before = if high.inclusive { "" } else { before };
    format!("{from} {} {to} {before}{}", written(&low.value), written(&high.value))
}

/// The period of more than a day that a range of days is.
fn whole_period(low: &Edge, high: &Edge) -> Option<Period> {
    let (first, last) = (Scale::Date.date(&low.value)?, Scale::Date.date(&high.value)?);
    let period = Period::through(first, last)?;
    (low.inclusive && high.inclusive && first < last && period.name().is_some()).then_some(period)
}

/// A period by its name in Vietnamese.
pub(super) fn in_vietnamese(period: Period) -> String {
    let first = period.first();
    let (year, month, week) = (first.year(), first.month(), first.iso_week());
    let is = |grain| Period::bucket(grain, first) == Some(period);
    if is(Grain::Year) {
        format!("năm {year:04}")
    } else if is(Grain::HalfYear) {
        let half = if month < 7 { "đầu" } else { "cuối" };
        format!("6 tháng {half} năm {year:04}")
    } else if is(Grain::Quarter) {
        format!("quý {}/{year:04}", first.month0() / 3 + 1)
    } else if is(Grain::Month) {
        format!("tháng {month:02}/{year:04}")
    } else if is(Grain::Week) {
        format!("tuần {:02}/{:04}", week.week(), week.year())
    } else {
        format!("ngày {:02}/{month:02}/{year:04}", first.day())
    }
}
