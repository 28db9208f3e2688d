//! Why a target phrase is refused, and what to write instead.

use super::super::{Bound, Comparator, Scale};
use super::level::over_factor;
use super::tokens::Token;
use super::vocabulary::{DATED, JOINING, RELATIVE};
use crate::ground::exact::Exact;
use crate::ground::problem::Problem;

const FORMS: &str = "write a level such as `< 1.5%`, `>= 85 points`, `55%..60%`, `từ 25% trở lên`";

/// Why a phrase is refused.
#[derive(Debug)]
pub(super) enum Refusal {
    /// Nothing better is known than that it has none of the forms that are read.
    Unreadable,
    /// A figure is no number in either style.
    Malformed(String),
    /// A figure has two readings.
    AmbiguousFigure { written: String, decimal: String, whole: String },
    /// The phrase has several readings, or one that it does not spell out.
    Readings(Vec<String>),
    /// The ends of a range have different scales.
    MixedScales,
    /// No value lies in the range.
    EmptyRange,
}

impl Refusal {
    /// Refused for the readings that the limit has under these comparators.
    pub(super) fn readings(figure: &Exact, scale: &Scale, comparators: &[Comparator]) -> Self {
        let readings = comparators.iter().map(|comparator| {
            Bound::limit(*comparator, over_factor(figure, scale)).canonical(scale)
        });
        Self::Readings(readings.collect())
    }

    pub(super) fn into_problem(self, phrase: &str, tokens: &[Token]) -> Problem {
        let written = shortened(phrase);
        let problem = |code, message: String| Problem::new(code, "", message);
        match self {
            Self::Unreadable => unreadable(&written, tokens),
            Self::Malformed(figure) => {
                problem("target-unreadable", format!("`{figure}` is not a number"))
                    .help("write digits with one decimal mark, such as `1.5` or `1,5`")
            }
            Self::AmbiguousFigure { written, decimal, whole } => problem(
                "target-ambiguous",
                format!("`{written}` can be read with decimals or with thousands"),
            )
            .help(format!("write `{decimal}` or `{whole}`, whichever is meant")),
            Self::Readings(readings) => {
                let readings: Vec<String> =
                    readings.iter().map(|reading| format!("`{reading}`")).collect();
                problem(
                    "target-ambiguous",
                    format!("`{written}` does not say clearly which values meet the target"),
                )
                .help(format!("write {}, whichever is meant", readings.join(" or ")))
            }
            Self::MixedScales => problem(
                "target-unreadable",
                format!("the two ends of `{written}` are not written in one unit"),
            )
            .help("write the unit behind both ends, such as `55%..60%`"),
            Self::EmptyRange => {
                problem("target-range-empty", format!("no value lies in `{written}`"))
                    .help("write the lower end first")
            }
        }
    }
}

/// A phrase that has none of the forms read: what it seems to be instead.
fn unreadable(written: &str, tokens: &[Token]) -> Problem {
    let has = |entries: &[&str]| {
        (0..tokens.len()).any(|start| {
            let rest = tokens.get(start..).unwrap_or_default();
            entries.iter().any(|entry| begins_with(rest, entry))
        })
    };
    if written.trim().is_empty() {
        return Problem::new("target-unreadable", "", "the target is empty").help(FORMS);
    }
    if has(&RELATIVE) {
        return Problem::new(
            "target-relative",
            "",
            format!("`{written}` compares with another value and is not a plain level"),
        )
        .help("write the level to be reached, such as `>= 25%`");
    }
    let is_date = tokens.windows(5).any(|five| {
        matches!(
            five,
            [
                Token::Figure(_),
                Token::Symbol("-") | Token::Other('/'),
                Token::Figure(_),
                Token::Symbol("-") | Token::Other('/'),
                Token::Figure(_)
            ]
        )
    });
    if is_date || has(&DATED) {
        return Problem::new(
            "target-date",
            "",
            format!("`{written}` names a day and is not a plain level"),
        )
        .help("a level is a value such as `>= 25%`; the day by which it is due is the objective's `due`");
    }
    if has(&JOINING) {
        return Problem::new("target-several", "", format!("`{written}` joins several conditions"))
            .help("write each as a target of its own under `all_of` or `any_of`");
    }
    Problem::new("target-unreadable", "", format!("`{written}` is not a target that can be read"))
        .help(FORMS)
}

/// Whether the tokens begin with these words.
pub(super) fn begins_with(tokens: &[Token], entry: &str) -> bool {
    let mut tokens = tokens.iter();
    entry
        .split(' ')
        .all(|wanted| matches!(tokens.next(), Some(Token::Word { lower, .. }) if lower == wanted))
}

/// The phrase as a message quotes it.
fn shortened(phrase: &str) -> String {
    let phrase = phrase.trim();
    match phrase.char_indices().nth(120) {
        Some((end, _)) => format!("{}…", phrase.get(..end).unwrap_or_default()),
        None => phrase.to_owned(),
    }
}
