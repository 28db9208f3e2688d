//! Reading target phrases: symbols, Vietnamese and English, or a mixture of them.

mod amount;
mod bases;
mod change;
mod cursor;
mod dates;
mod faults;
mod level;
mod moments;
mod numbers;
mod recurrence;
mod scaled;
mod tokens;
mod value;
mod vocabulary;
mod words;

use super::{Bound, Comparator, Scale};
use crate::ground::dates::{Grain, Period};
use crate::ground::exact::Exact;
use crate::ground::problem::Problem;
use dates::Days;
use faults::Refusal;
use level::level;
use recurrence::{Recurrence, without_recurrence};
use tokens::{Token, tokens};

/// A target phrase, read: what is asked, how often, and by when.
///
/// ```
/// use quality_objectives::{Asked, BasePhrase, ChangeIn, Grain, Language, Phrase};
///
/// // A level, asked of each quarter.
/// let phrase = Phrase::parse("tối thiểu 04 tin bài/quý").unwrap();
/// let Asked::Level { bound, scale } = &phrase.asked else { unreachable!() };
/// assert_eq!(bound.canonical(scale), ">= 4 tin bài");
/// assert_eq!(phrase.every, Some(Grain::Quarter));
/// assert_eq!(phrase.words(Language::En), "at least 4 tin bài each quarter");
///
/// // A change against a base: down a fifth is a relative change of −0.2 at most.
/// let phrase = Phrase::parse("at least 20% less than last year").unwrap();
/// let Asked::Change { bound, measured, base, .. } = &phrase.asked else { unreachable!() };
/// assert!(bound.holds(&"-0.2".parse().unwrap()));
/// assert_eq!(*measured, ChangeIn::Percent);
/// assert_eq!(*base, Some(BasePhrase::Previous(Grain::Year)));
/// assert_eq!(phrase.words(Language::Vi), "giảm ít nhất 20% so với năm trước");
///
/// // Days of every year.
/// let phrase = Phrase::parse("trước ngày 01/6 và 15/11 hằng năm").unwrap();
/// assert_eq!(phrase.canonical(), "before 06-01 and 11-15 each year");
/// ```
///
/// What each of many phrases means is shown in `docs/wording.md` of the repository.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Phrase {
    /// What is asked.
    pub asked: Asked,
    /// How often it is asked, where the phrase says so: `<= 2 per quarter`, `mỗi tháng`.
    pub every: Option<Grain>,
    /// The period of which, or by whose end, it is asked, where the phrase names it: `>= 95% by
    /// the end of 2030`. It repeats what the objective's `due` says, and has to agree with it.
    pub during: Option<Period>,
}

/// What a target phrase asks.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Asked {
    /// A level of the value itself: `< 1.5%`, `<= 14 working days`. A day is a level too, on the
    /// scale [`Scale::Date`]: `by 2025-12-31`.
    Level {
        /// Which values meet it.
        bound: Bound,
        /// The scale it is written in.
        scale: Scale,
    },
    /// A change against a base: `up 5% on 2017`, `giảm ít nhất 20% so với năm trước`.
    Change {
        /// Which changes meet it, as pure numbers: `up 5%` is `>= 0.05`, `down 20%` is `<= -0.2`,
        /// and `higher` is `> 0`.
        bound: Bound,
        /// What of the value and its base the bound is asked of.
        measured: ChangeIn,
        /// The scale of a difference ([`ChangeIn::Points`]): percent for percentage points. Percent
        /// for a relative change, and a number for a multiple.
        scale: Scale,
        /// What the value is compared with, where the phrase says so.
        base: Option<BasePhrase>,
        /// Whether the bound is a rate a year that compounds from the base to the period asked
        /// (`tăng 10 - 13%/năm`).
        compounded: bool,
        /// Whether the phrase itself says that the change is relative or one of points. Of a
        /// share, `down 10%` can mean either, and is then refused.
        explicit: bool,
    },
    /// By, or before, these days of every year: `trước ngày 01/6 và 15/11 hằng năm`.
    Yearly {
        /// [`Comparator::Less`] for before, [`Comparator::AtMost`] for by.
        comparator: Comparator,
        /// Month and day of each deadline, in the order of the calendar; each is a day of every
        /// year.
        days: Vec<(u32, u32)>,
    },
}

/// What of a value v and its base b a change is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum ChangeIn {
    /// The relative change, (v − b) / b.
    #[default]
    Percent,
    /// The difference v − b, in the measure's own scale: percentage points of a share.
    Points,
    /// The multiple, v / b.
    Times,
}

impl ChangeIn {
    /// Each of them.
    pub(crate) const ALL: [Self; 3] = [Self::Percent, Self::Points, Self::Times];

    /// The word by which a plan writes it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Percent => "percent",
            Self::Points => "points",
            Self::Times => "times",
        }
    }
}

/// What a phrase compares a value with.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum BasePhrase {
    /// A named period: `so với năm 2017`.
    Period(Period),
    /// The period asked, moved back by one of this grain: `than last year`.
    Previous(Grain),
    /// A given figure: `so với mức 1200 khách hàng`.
    Figure {
        /// The pure number.
        value: Exact,
        /// The scale it is written in.
        scale: Scale,
    },
    /// Something that has a value of its own, by the name that the phrase gives it: `gấp 30 lần
    /// GRDP`.
    Named(String),
}

/// Longer phrases are no targets.
const LONGEST_PHRASE: usize = 400;

impl Phrase {
    /// Reads a target phrase, in symbols or in Vietnamese or English words; of Malay the common
    /// ones.
    ///
    /// # Errors
    ///
    /// A phrase with more than one reading is refused, and the help offers the readings
    /// (`target-ambiguous`). So are several conditions in one phrase (`target-several`), words that
    /// say of whom or of what (`target-scope`), and what only a person can judge
    /// (`target-qualitative`).
    ///
    /// ```
    /// use quality_objectives::Phrase;
    ///
    /// let problem = Phrase::parse("giảm dưới 5%").unwrap_err();
    /// assert_eq!(problem.code, "target-ambiguous");
    /// assert_eq!(
    ///     problem.help.as_deref(),
    ///     Some("write `< 5%` or `change > -5%`, whichever is meant")
    /// );
    /// ```
    pub fn parse(phrase: &str) -> Result<Self, Problem> {
        let found = if phrase.len() > LONGEST_PHRASE { Vec::new() } else { tokens(phrase) };
        read(&found).map_err(|refusal| refusal.into_problem(phrase, &found))
    }
}

impl Bound {
    /// Reads a phrase that names a level or days, in symbols or in Vietnamese or English words,
    /// and the scale it is written in.
    ///
    /// ```
    /// use quality_objectives::{Bound, Scale};
    ///
    /// for (phrase, canonical) in [
    ///     ("< 1,5%", "< 1.5%"),
    ///     ("từ 25% trở lên", ">= 25%"),
    ///     ("55% ÷ 60%", "55%..60%"),
    ///     ("not more than 14 working days", "<= 14 working days"),
    ///     ("<= 10 per 1000", "<= 10 per 1000"),
    ///     ("within ±10%", "-10%..10%"),
    ///     ("ngoài khoảng 5 - 10", "outside 5..10"),
    ///     (">= 4.0/5.0", ">= 4 points out of 5"),
    ///     ("trước ngày 31/12/2025", "before 2025-12-31"),
    /// ] {
    ///     let (bound, scale) = Bound::parse(phrase).unwrap();
    ///     assert_eq!(bound.canonical(&scale), canonical);
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`Phrase::parse`]; and what a phrase says beyond a level is refused too: changes
    /// against a base, and how often it is asked.
    ///
    /// ```
    /// use quality_objectives::Bound;
    ///
    /// let problem = Bound::parse(">= 3.000").unwrap_err();
    /// assert_eq!(problem.code, "target-ambiguous");
    /// assert_eq!(problem.help.as_deref(), Some("write `3.0000` or `3000`, whichever is meant"));
    /// ```
    pub fn parse(phrase: &str) -> Result<(Self, Scale), Problem> {
        let found = if phrase.len() > LONGEST_PHRASE { Vec::new() } else { tokens(phrase) };
        let read = read(&found).and_then(|phrase| match phrase {
            Phrase { asked: Asked::Level { bound, scale }, every: None, during: None } => {
                Ok((bound, scale))
            }
            Phrase { every: Some(grain), .. } => Err(Refusal::Recurring(grain)),
            Phrase { during: Some(_), .. } | Phrase { asked: Asked::Yearly { .. }, .. } => {
                Err(Refusal::Dated)
            }
            Phrase { .. } => Err(Refusal::Relative),
        });
        read.map_err(|refusal| refusal.into_problem(phrase, &found))
    }
}

/// What the tokens of a phrase ask.
fn read(tokens: &[Token]) -> Result<Phrase, Refusal> {
    let of = |asked, every| Phrase { asked, every, during: None };
    match dates::days(tokens) {
        Some(Ok(Days::Once(bound))) => {
            return Ok(of(Asked::Level { bound, scale: Scale::Date }, None));
        }
        Some(Ok(Days::Yearly { comparator, days })) => {
            return Ok(of(Asked::Yearly { comparator, days }, None));
        }
        Some(Err(refusal)) => return Err(refusal),
        None => {}
    }
    if faults::is_of_age(tokens) {
        return Err(Refusal::Population);
    }
    let (tokens, recurrence) = without_recurrence(tokens).ok_or(Refusal::Unreadable)?;
    let read = |tokens: &[Token]| level_or_change(tokens, recurrence);
    match read(tokens).map_err(|refusal| refusal.each(recurrence)) {
        Err(refusal @ (Refusal::Unreadable | Refusal::Beyond { .. })) => {
            match dates::without_period(tokens) {
                Some((rest, during)) => {
                    let phrase = read(rest)?;
                    Ok(Phrase { during: phrase.during.or(Some(during)), ..phrase })
                }
                None => Err(refusal),
            }
        }
        read => read,
    }
}

fn level_or_change(tokens: &[Token], recurrence: Option<Recurrence>) -> Result<Phrase, Refusal> {
    if let Some(refusal) = change::than_a_year(tokens) {
        return Err(refusal);
    }
    let (bound, scale) = match level(tokens) {
        Ok(level) => level,
        Err(refusal) => {
            return match change::change(tokens, recurrence) {
                Some(read) => read,
                None => Err(refusal),
            };
        }
    };
    let every = recurrence.map(|recurrence| recurrence.grain);
    if recurrence.is_some_and(|recurrence| recurrence.is_stroke && recurrence.grain == Grain::Year)
        && scale.is_share()
    {
        let level = bound.canonical(&scale);
        return Err(Refusal::Readings(vec![
            format!("{level} each year"),
            format!("change {level} a year, compounded"),
        ]));
    }
    Ok(Phrase { asked: Asked::Level { bound, scale }, every, during: None })
}
