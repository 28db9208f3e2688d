//! Why a target phrase is refused, and what to write instead.

use super::super::{Bound, Comparator, Scale};
use super::cursor::Cursor;
use super::recurrence::Recurrence;
use super::tokens::Token;
use super::value::pure;
use super::vocabulary::{DATED, JOINING, ORDINAL, RELATIVE};
use crate::ground::dates::Grain;
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
    /// More points than there are.
    AboveMost { most: u64 },
    /// A number in words and another one in figures.
    TwoNumbers,
    /// Words behind the level that say of what.
    Beyond { level: String },
    /// A base that nobody can find: `kỳ trước`.
    VagueBase,
    /// Whom something is about, by their age.
    Population,
    /// A change, where a level is wanted.
    Relative,
    /// A day, or when something is asked, where a plain level is wanted.
    Dated,
    /// How often, where a plain level is wanted.
    Recurring(Grain),
}

impl Refusal {
    /// Refused for the readings that the limit has under these comparators.
    pub(super) fn readings(figure: &Exact, scale: &Scale, comparators: &[Comparator]) -> Self {
        let readings = comparators
            .iter()
            .map(|comparator| Bound::limit(*comparator, pure(figure, scale)).canonical(scale));
        Self::Readings(readings.collect())
    }

    /// The same refusal, its readings asked as often as the phrase says.
    pub(super) fn each(self, recurrence: Option<Recurrence>) -> Self {
        match (self, recurrence) {
            (Self::Readings(readings), Some(Recurrence { grain, .. })) => {
                let each = super::words::each(grain);
                let is_said =
                    |reading: &str| reading.contains(&each) || reading.contains(" a year");
                let with_each = |reading: String| {
                    if is_said(&reading) { reading } else { reading + &each }
                };
                Self::Readings(readings.into_iter().map(with_each).collect())
            }
            (refusal, _) => refusal,
        }
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
            Self::AboveMost { most } => problem(
                "target-unreadable",
                format!("`{written}` asks for more points than the {most} that there are"),
            )
            .help("write the points first and their most behind the stroke, such as `>= 4/5`"),
            Self::TwoNumbers => problem(
                "target-ambiguous",
                format!("`{written}` says one number in words and another in figures"),
            )
            .help("write the number that is meant, in figures"),
            Self::Beyond { level } => problem(
                "target-scope",
                format!("`{written}` says of what as well, which is the measure's to say"),
            )
            .help(format!(
                "write `{level}` here, and the rest as the measure's condition or title"
            )),
            Self::VagueBase => problem(
                "target-ambiguous",
                format!("`{written}` does not say how long the period before is"),
            )
            .help("write `năm trước`, `quý trước`, `tháng trước`, or the period itself, such as `2021-Q3`"),
            Self::Population => problem(
                "target-scope",
                format!("`{written}` says whom it is about, not which value is to be reached"),
            )
            .help("write it as a condition of the measure, such as `denominator: age >= 15`"),
            Self::Relative => relative(&written),
            Self::Dated => dated(&written),
            Self::Recurring(grain) => problem(
                "target-recurring",
                format!("`{written}` is asked again and again, and here it is asked once"),
            )
            .help(format!("write the level alone, and `every: {}` beside it", grain.name())),
        }
    }
}

fn relative(written: &str) -> Problem {
    Problem::new(
        "target-relative",
        "",
        format!("`{written}` compares with another value and is not a plain level"),
    )
    .help("write the level to be reached, such as `>= 25%`")
}

fn dated(written: &str) -> Problem {
    Problem::new("target-date", "", format!("`{written}` names a day and is not a plain level"))
        .help("a level is a value such as `>= 25%`; the day by which it is due is the objective's `due`")
}

/// Whether it speaks of the age of persons.
pub(super) fn is_of_age(tokens: &[Token]) -> bool {
    has(tokens, &["tuổi", "years old", "years of age"])
}

fn has(tokens: &[Token], entries: &[&str]) -> bool {
    (0..tokens.len()).any(|start| {
        let rest = Cursor::new(tokens.get(start..).unwrap_or_default());
        entries.iter().any(|entry| rest.begins_with(entry))
    })
}

/// A phrase that has none of the forms read: what it seems to be instead.
fn unreadable(written: &str, tokens: &[Token]) -> Problem {
    let problem = |code, message: String| Problem::new(code, "", message);
    if written.is_empty() {
        return problem("target-unreadable", "the target is empty".to_owned()).help(FORMS);
    }
    let has = |entries: &[&str]| has(tokens, entries);
    if has(&RELATIVE) {
        return problem(
            "target-relative",
            format!("`{written}` compares with another value in a way that cannot be read"),
        )
        .help(
            "write the change and its base, such as `up 5% on 2017` or `giảm ít nhất 20% so với năm \
             trước`; a level is written as `>= 25%`",
        );
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
    let has_figure = tokens.iter().any(|token| matches!(token, Token::Figure(_)));
    if is_date || has_figure && has(&DATED) {
        return dated(written);
    }
    if has(&JOINING) && has_figure {
        return problem("target-several", format!("`{written}` joins several conditions"))
            .help("write each as a target of its own under `all_of` or `any_of`");
    }
    if has(&ORDINAL) {
        return problem(
            "target-ordinal",
            format!("`{written}` names a rank or a class, not a value"),
        )
        .help(
            "write `class: …` for a class of the measure, or compare the ordered category in the \
                 measure's condition, such as `prize >= 'Second'`",
        );
    }
    let has_letters = tokens.iter().any(|token| matches!(token, Token::Word { .. }));
    if !has_figure && has_letters && !has(&["nửa", "half"]) {
        return problem(
            "target-qualitative",
            format!("`{written}` names nothing that can be counted"),
        )
        .help(
            "write a level such as `>= 25%`, or let a person declare it: `declared: …` in the place \
             of `measure` and `is`",
        );
    }
    problem("target-unreadable", format!("`{written}` is not a target that can be read"))
        .help(FORMS)
}

/// The phrase as a message quotes it.
fn shortened(phrase: &str) -> String {
    let phrase = phrase.trim();
    match phrase.char_indices().nth(120) {
        Some((end, _)) => format!("{}…", phrase.get(..end).unwrap_or_default()),
        None => phrase.to_owned(),
    }
}
