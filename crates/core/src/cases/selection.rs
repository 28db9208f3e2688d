//! Which number is meant, and which of its records.

use chrono::NaiveDate;

use crate::ground::dates::Period;
use crate::ground::error::Error;
use crate::ground::problem::Problem;
use crate::ground::text::nearest;
use crate::tally::Member;

/// How many cases are listed unless the selection says otherwise.
const LIMIT: usize = 1000;

/// Which records of a measure are meant: the part of its value, the group, the span of time.
///
/// Without more it means all groups and the whole time of the plan and its objectives as of the last day of the rules.
///
/// ```
/// use quality_objectives::{Member, Part, Period, Selection};
///
/// let late_in_a_week = Selection::new("late_rate", Part::Numerator)
///     .member("unit", "Phòng Quản lý đô thị")
///     .period(Period::parse("2022-W23").ok_or("no such week")?);
/// let without_a_unit = Selection::new("late_rate", Part::Denominator)
///     .member("unit", Member::Empty)
///     .limit(20);
/// # Ok::<(), &str>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    pub(super) measure: String,
    pub(super) part: Part,
    pub(super) members: Vec<(String, Member)>,
    pub(super) period: Option<Period>,
    pub(super) undated: bool,
    pub(super) as_of: Option<NaiveDate>,
    pub(super) limit: usize,
}

/// A part of a measure's value, made of records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Part {
    /// Of a proportion, its cases in the numerator; of a ratio, the records on its upper side.
    Numerator,
    /// Of a proportion or a net score, the cases that it divides by (undecided ones among them, unless the plan
    /// leaves them out); of a ratio, the records on its lower side.
    Denominator,
    /// Cases of a proportion for which the numerator's condition is FALSE.
    NotInNumerator,
    /// Of a proportion, count, net score or milestone, the records of which it is not known whether
    /// they count; of a total, mean, minimum or maximum, and of reported figures, those without a
    /// value.
    Undecided,
    /// Open records of a proportion that are sure to become cases of its numerator. Without a
    /// period, those without a date are among them.
    Coming,
    /// The records of a count; those with a value of a total, mean, minimum or maximum; those done of
    /// a milestone; the rows of reported figures.
    Counted,
    /// Of a net score, the cases that speak for it.
    Promoters,
    /// Of a net score, the cases that speak against it.
    Detractors,
    /// The records of a stock that stand at the end of the period: entered and not left.
    Standing,
    /// Records of a stock that left by the end of the period without having entered by then. The
    /// stock subtracts them: it is the number of those standing less these, and there should be
    /// none.
    LeftOnly,
}

impl Part {
    /// Every part.
    pub const ALL: [Self; 10] = [
        Self::Numerator,
        Self::Denominator,
        Self::NotInNumerator,
        Self::Undecided,
        Self::Coming,
        Self::Counted,
        Self::Promoters,
        Self::Detractors,
        Self::Standing,
        Self::LeftOnly,
    ];

    /// Its name in lower case: `numerator`, `not_in_numerator` …
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Numerator => "numerator",
            Self::Denominator => "denominator",
            Self::NotInNumerator => "not_in_numerator",
            Self::Undecided => "undecided",
            Self::Coming => "coming",
            Self::Counted => "counted",
            Self::Promoters => "promoters",
            Self::Detractors => "detractors",
            Self::Standing => "standing",
            Self::LeftOnly => "left_only",
        }
    }

    /// The part of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.name() == name)
    }

    /// The part of that name, as [`Part::from_name`], with words where there is none.
    ///
    /// ```
    /// use quality_objectives::Part;
    ///
    /// assert_eq!(Part::named("coming")?, Part::Coming);
    /// assert_eq!(Part::named("comming").unwrap_err().problems()[0].code, "part-unknown");
    /// # Ok::<(), quality_objectives::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// `part-unknown`, a request.
    pub fn named(name: &str) -> Result<Self, Error> {
        Self::from_name(name).ok_or_else(|| {
            let names = Self::ALL.map(Self::name);
            let message = format!("a value has no part `{name}`");
            let problem = Problem::new("part-unknown", "part", message);
            Error::request(problem.help(match nearest(name, names) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("it is one of: {}", names.join(", ")),
            }))
        })
    }
}

impl Selection {
    /// The records of a part of a measure's value.
    pub fn new(measure: impl Into<String>, part: Part) -> Self {
        Self {
            measure: measure.into(),
            part,
            members: Vec::new(),
            period: None,
            undated: false,
            as_of: None,
            limit: LIMIT,
        }
    }

    /// Only records with that member in a category or boolean column, whether the plan declares
    /// a breakdown by it or not. [`Member::Empty`] and [`Member::Undeclared`] are groups too.
    #[must_use]
    pub fn member(mut self, column: impl Into<String>, member: impl Into<Member>) -> Self {
        self.members.push((column.into(), member.into()));
        self
    }

    /// Only records dated in that period; of a stock, what stands at its end. Days outside the
    /// plan's counted span are left out, as in the buckets of a breakdown.
    #[must_use]
    pub fn period(mut self, period: Period) -> Self {
        self.period = Some(period);
        self
    }

    /// Records without a date besides those dated in the period.
    #[must_use]
    pub fn with_undated(mut self) -> Self {
        self.undated = true;
        self
    }

    /// What was known at the end of that day, which must be one of the rules'.
    #[must_use]
    pub fn as_of(mut self, day: NaiveDate) -> Self {
        self.as_of = Some(day);
        self
    }

    /// How many cases are listed at most (1000 at first); the others are counted.
    #[must_use]
    pub fn limit(mut self, cases: usize) -> Self {
        self.limit = cases;
        self
    }
}
