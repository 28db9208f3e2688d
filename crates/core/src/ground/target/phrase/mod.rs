//! Reading target phrases: symbols, Vietnamese and English, or a mixture of them.

mod faults;
mod level;
mod tokens;
mod vocabulary;

use super::{Bound, Comparator, Scale};
use crate::ground::dates::{Grain, Period};
use crate::ground::exact::Exact;
use crate::ground::problem::Problem;

/// A target phrase, read: what is asked, and how often.
///
/// ```
/// use quality_objectives::{Asked, Phrase};
///
/// let phrase = Phrase::parse("từ 25% trở lên").unwrap();
/// let Asked::Level { bound, scale } = phrase.asked else { unreachable!() };
/// assert_eq!(bound.canonical(&scale), ">= 25%");
/// assert_eq!(phrase.every, None);
/// ```
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ChangeIn {
    /// The relative change, (v − b) / b.
    Percent,
    /// The difference v − b, in the measure's own scale: percentage points of a share.
    Points,
    /// The multiple, v / b.
    Times,
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

impl Phrase {
    /// Reads a target phrase, in symbols or in Vietnamese or English words.
    ///
    /// # Errors
    ///
    /// A phrase with more than one reading is refused, and the help offers the readings.
    pub fn parse(phrase: &str) -> Result<Self, Problem> {
        let (bound, scale) = Bound::parse(phrase)?;
        Ok(Self { asked: Asked::Level { bound, scale }, every: None, during: None })
    }
}
