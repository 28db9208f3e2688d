//! From what a selection says to what the rules know it by.

use super::selection::{Part, Selection};
use crate::count::reader::{SourceReader, position};
use crate::ground::dates::{Period, day_number};
use crate::ground::error::Error;
use crate::ground::problem::Problem;
use crate::ground::text::nearest;
use crate::rules::blueprint::{ItemAt, MeasureItems, SideAt};
use crate::rules::{MeasureRules, Rules};

/// Which records are taken.
#[derive(Debug, Clone, Copy)]
pub(super) enum Pick {
    /// Those that add to one of an item's counts and to none of `without`.
    Counted { at: ItemAt, slot: usize, without: &'static [usize] },
    /// Those that moved along one item by the end of the period and not along the other.
    Moved { along: ItemAt, not_along: ItemAt },
}

impl Pick {
    pub(super) fn source(self) -> usize {
        match self {
            Self::Counted { at, .. } | Self::Moved { along: at, .. } => at.source,
        }
    }

    pub(super) fn of(rules: &Rules, selection: &Selection) -> Result<Self, Error> {
        let measure = measure(rules, &selection.measure)?;
        let unsuitable = || unsuitable(measure, selection.part);
        let counted = |at: &ItemAt, slot| Self::Counted { at: *at, slot, without: &[] };
        let side = |side: &SideAt| match side {
            SideAt::Counted(at) => Ok(counted(at, 0)),
            SideAt::Summed(at) => Ok(counted(at, 1)),
            SideAt::Figure(_) => Err(unsuitable()),
        };
        if let Some(at) = valued(&measure.items) {
            return match selection.part {
                Part::Counted => Ok(counted(at, 1)),
                Part::Undecided => Ok(Self::Counted { at: *at, slot: 0, without: &[1] }),
                _ => Err(unsuitable()),
            };
        }
        match (&measure.items, selection.part) {
            (MeasureItems::Proportion(at), part) => Ok(match part {
                Part::Denominator if measure.leaves_undecided_out => {
                    Self::Counted { at: *at, slot: 0, without: &[2] }
                }
                Part::Denominator => counted(at, 0),
                Part::Numerator => counted(at, 1),
                Part::NotInNumerator => Self::Counted { at: *at, slot: 0, without: &[1, 2] },
                Part::Undecided => counted(at, 2),
                Part::Coming => counted(at, 3),
                _ => return Err(unsuitable()),
            }),
            (MeasureItems::Ratio { numerator, .. }, Part::Numerator) => side(numerator),
            (MeasureItems::Ratio { denominator, .. }, Part::Denominator) => side(denominator),
            (MeasureItems::Count(at), Part::Counted) => Ok(counted(at, 0)),
            (MeasureItems::Count(at), Part::Undecided) => Ok(counted(at, 1)),
            (MeasureItems::NetScore(at), part) => Ok(match part {
                Part::Denominator if measure.leaves_undecided_out => {
                    Self::Counted { at: *at, slot: 0, without: &[3] }
                }
                Part::Denominator => counted(at, 0),
                Part::Promoters => counted(at, 1),
                Part::Detractors => counted(at, 2),
                Part::Undecided => counted(at, 3),
                _ => return Err(unsuitable()),
            }),
            (MeasureItems::Stock { entered, left }, Part::Standing) => {
                Ok(Self::Moved { along: *entered, not_along: *left })
            }
            (MeasureItems::Stock { entered, left }, Part::LeftOnly) => {
                Ok(Self::Moved { along: *left, not_along: *entered })
            }
            _ => Err(unsuitable()),
        }
    }
}

/// The item of a kind that has records, and among them those with a value.
fn valued(items: &MeasureItems) -> Option<&ItemAt> {
    match items {
        MeasureItems::Total(at)
        | MeasureItems::Mean(at)
        | MeasureItems::Extreme(at)
        | MeasureItems::Milestone(at)
        | MeasureItems::Figure(at)
        | MeasureItems::Figures { numerator: at, .. } => Some(at),
        _ => None,
    }
}

fn measure<'r>(rules: &'r Rules, name: &str) -> Result<&'r MeasureRules, Error> {
    let measures = &rules.inner.measures;
    measures.iter().find(|measure| measure.name == name).ok_or_else(|| {
        crate::plan::unknown_measure(name, measures.iter().map(|measure| measure.name.as_str()))
    })
}

fn unsuitable(measure: &MeasureRules, part: Part) -> Error {
    let MeasureRules { name, kind, items, made_from, .. } = measure;
    let kind = kind.replace('_', " ");
    let message = format!("`{name}` is a {kind}: no records are its `{}`", part.name());
    let help = match items {
        MeasureItems::Proportion(_) => {
            "ask for its `numerator`, `denominator`, `not_in_numerator`, `undecided` or `coming`"
        }
        MeasureItems::Ratio { .. } => {
            "ask for its `numerator` or `denominator`, where that is counted and not a figure"
        }
        MeasureItems::Stock { .. } => "ask for `standing`, or for `left_only`",
        MeasureItems::NetScore(_) => {
            "ask for its `promoters`, `detractors`, `denominator` or `undecided`"
        }
        MeasureItems::Derived => {
            let names: Vec<String> = made_from.iter().map(|name| format!("`{name}`")).collect();
            let help = format!("ask for the cases of what it is made from: {}", names.join(", "));
            return Error::request(Problem::new("part-unsuitable", name, message).help(help));
        }
        _ => "ask for `counted`, or for `undecided`",
    };
    Error::request(Problem::new("part-unsuitable", name, message).help(help))
}

/// The day as of which records are looked at.
pub(super) fn as_of(rules: &Rules, selection: &Selection) -> Result<i32, Error> {
    let days = rules.as_of_days();
    match selection.as_of.or_else(|| days.last().copied()) {
        Some(day) if days.contains(&day) => Ok(day_number(day)),
        day => {
            let day = day.map(|day| day.to_string()).unwrap_or_default();
            let own: Vec<String> = days.iter().map(ToString::to_string).collect();
            let message = format!("the rules do not stand for {day}");
            let problem = Problem::new("as-of-not-counted", "as_of", message);
            Err(Error::request(problem.help(format!("they stand for {}", own.join(", ")))))
        }
    }
}

/// Day numbers of the first and last day taken: those of the period that are counted.
pub(super) fn span(rules: &Rules, selection: &Selection) -> Result<(i32, i32), Error> {
    let counted = rules.inner.layout.counted;
    let period = selection.period.unwrap_or(rules.inner.evaluated);
    period.overlap(&counted).map(Period::days).ok_or_else(|| {
        let message = format!("nothing of `{period}` is counted");
        let help = format!("the plan counts {counted}");
        Error::request(Problem::new("period-not-counted", "period", message).help(help))
    })
}

/// Positions of columns and the codes of the members that records must have there.
pub(super) fn members(
    rules: &Rules,
    reader: &mut SourceReader,
    selection: &Selection,
) -> Result<Vec<(usize, u32)>, Error> {
    let Some(own) = rules.inner.sources.get(reader.index) else { return Ok(Vec::new()) };
    let mut codes = Vec::new();
    for (column, member) in &selection.members {
        let at = position(&own.source, column)?;
        let path = format!("{}.{column}", own.source.name);
        let Some(dictionary) = reader.dictionaries.get_mut(at).and_then(Option::as_mut) else {
            let message = format!("column `{column}` has no members");
            let problem = Problem::new("column-without-members", path, message);
            return Err(Error::request(problem.help("name a category or a boolean column")));
        };
        let code = dictionary.code_of_member(member).ok_or_else(|| {
            let message = format!("column `{column}` has no member `{member}`");
            let names = dictionary.members().iter().map(AsRef::as_ref);
            let near = nearest(member.name().unwrap_or_default(), names);
            let mut problem = Problem::new("member-unknown", path, message);
            problem.help = near.map(|near| format!("did you mean `{near}`?"));
            Error::request(problem)
        })?;
        codes.push((at, code));
    }
    Ok(codes)
}
