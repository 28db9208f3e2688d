//! Bounds as text: the canonical one, and words for people.

use super::{Bound, Comparator, Form, Scale, with_decimal_mark};
use crate::ground::exact::Exact;
use crate::ground::language::Language;

impl Bound {
    /// The canonical text, which reads back as the same bound and is the same for the same
    /// bound: `< 1.5%`, `55%..60%`, `12..<15`, `<= 14 working days`.
    ///
    /// ```
    /// use quality_objectives::Bound;
    ///
    /// let (bound, scale) = Bound::parse("từ 12 đến dưới 15").unwrap();
    /// assert_eq!(bound.canonical(&scale), "12..<15");
    /// ```
    #[must_use]
    pub fn canonical(&self, scale: &Scale) -> String {
        let written = |value: &Exact| {
            let mut figure = (value * &Exact::from(scale.factor())).canonical();
            // Three decimals could be read as thousands.
            if figure.split_once('.').is_some_and(|(_, decimals)| decimals.len() == 3) {
                figure.push('0');
            }
            figure + &scale.suffix(Language::En)
        };
        match &self.0 {
            Form::Limit(comparator, limit) => {
                format!("{} {}", comparator.symbol(), written(limit))
            }
            Form::Range(low, high) => format!(
                "{}{}..{}{}",
                if low.inclusive { "" } else { ">" },
                written(&low.value),
                if high.inclusive { "" } else { "<" },
                written(&high.value)
            ),
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
    /// ```
    #[must_use]
    pub fn words(&self, scale: &Scale, language: Language) -> String {
        let written = |value: &Exact| {
            let value = value * &Exact::from(scale.factor());
            let suffix = if language == Language::En && value == Exact::ONE {
                scale.singular_suffix()
            } else {
                scale.suffix(language)
            };
            with_decimal_mark(&value.canonical(), language) + &suffix
        };
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
            Form::Range(low, high) => {
                let (from, to, under) = match language {
                    Language::Vi => (if low.inclusive { "từ" } else { "trên" }, "đến", "dưới "),
                    Language::En => {
                        (if low.inclusive { "from" } else { "from over" }, "to", "under ")
                    }
                };
                let under = if high.inclusive { "" } else { under };
                format!("{from} {} {to} {under}{}", written(&low.value), written(&high.value))
            }
        }
    }
}
