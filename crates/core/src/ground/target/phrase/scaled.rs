//! Phrases as a measure on a scale is asked them.

use super::super::{Bound, Scale};
use super::words::change;
use super::{Asked, ChangeIn, Phrase};
use crate::ground::language::Language;
use crate::ground::problem::Problem;

impl Phrase {
    /// The phrase as a measure on this scale is asked it: `<= 1.5 hours` of one in minutes is `<=
    /// 90 minutes`.
    ///
    /// ```
    /// use quality_objectives::{Phrase, Scale};
    ///
    /// let minutes = Scale::parse("minutes").unwrap();
    /// let phrase = Phrase::parse("<= 1.5 hours").unwrap().for_scale(&minutes).unwrap();
    /// assert_eq!(phrase.canonical(), "<= 90 minutes");
    /// // Of customers it is clear what 10 % fewer means, of a late rate it is not.
    /// let phrase = Phrase::parse("giảm 10% so với năm 2017").unwrap();
    /// assert!(phrase.for_scale(&Scale::Number).is_ok());
    /// assert_eq!(phrase.for_scale(&Scale::Percent).unwrap_err().code, "target-ambiguous");
    /// ```
    ///
    /// # Errors
    ///
    /// A phrase written in another scale is refused, and so is a plain percentage of change in a
    /// share, which can be relative to the base or of percentage points.
    pub fn for_scale(&self, scale: &Scale) -> Result<Self, Problem> {
        let asked = match &self.asked {
            Asked::Level { bound, scale: written } => {
                let (bound, scale) = scale
                    .convert(written, bound)
                    .ok_or_else(|| self.other_scale(written, scale))?;
                Asked::Level { bound, scale }
            }
            Asked::Yearly { .. } if *scale == Scale::Date => return Ok(self.clone()),
            Asked::Yearly { .. } => return Err(self.other_scale(&Scale::Date, scale)),
            Asked::Change {
                measured: ChangeIn::Percent | ChangeIn::Times, scale: written, ..
            } if *scale == Scale::Date => {
                return Err(self.other_scale(written, scale));
            }
            Asked::Change { bound, measured: ChangeIn::Percent, explicit, compounded, .. } => {
                if scale.is_share() && !explicit && !compounded && !is_direction(bound) {
                    return Err(self.of_a_share(bound));
                }
                return Ok(self.clone());
            }
            Asked::Change { measured: ChangeIn::Times, .. } => return Ok(self.clone()),
            Asked::Change { bound, scale: written, measured, base, compounded, explicit } => {
                let (bound, scale) = scale
                    .convert(written, bound)
                    .ok_or_else(|| self.other_scale(written, scale))?;
                Asked::Change {
                    bound,
                    measured: *measured,
                    scale,
                    base: base.clone(),
                    compounded: *compounded,
                    explicit: *explicit,
                }
            }
        };
        Ok(Self { asked, ..self.clone() })
    }

    fn other_scale(&self, written: &Scale, measured: &Scale) -> Problem {
        let named = |scale: &Scale, verb: &str| match scale {
            Scale::Number => "a plain number".to_owned(),
            scale => format!("{verb} in {scale}"),
        };
        let message = format!(
            "`{}` is {}, and its measure is {}",
            self.canonical(),
            named(written, "written"),
            named(measured, "measured")
        );
        let help = match measured {
            Scale::Number => "write the figure alone, or give the measure a `scale`".to_owned(),
            Scale::Date => "write a day, such as `by 2025-12-31`".to_owned(),
            Scale::OneTo => "write `1:20`".to_owned(),
            scale => {
                let suffix = scale.suffix(Language::En);
                format!("write `{}` behind the figure", suffix.trim())
            }
        };
        Problem::new("target-scale", "", message).help(help)
    }

    fn of_a_share(&self, bound: &Bound) -> Problem {
        let written = self.canonical();
        let relative = format!("relative {written}");
        let points = written.replacen(
            &change(bound, ChangeIn::Percent, &Scale::Percent),
            &change(bound, ChangeIn::Points, &Scale::Percent),
            1,
        );
        let message =
            format!("`{written}` of a share can be relative to the base, or of percentage points");
        let help = format!("write `{relative}` or `{points}`, whichever is meant");
        Problem::new("target-ambiguous", "", message).help(help)
    }
}

/// Whether it says only which way, as `higher` does: that is the same in percent and in points.
fn is_direction(bound: &Bound) -> bool {
    bound.as_comparison().is_some_and(|(_, limit)| limit.is_zero())
}
