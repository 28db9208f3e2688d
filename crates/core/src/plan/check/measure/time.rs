//! Measures of durations.

use super::super::Checker;
use crate::document::scalar::Text;
use crate::document::text::shown;
use crate::ground::target::Scale;
use crate::plan::formula::Formula;

impl Checker<'_> {
    /// Refuses a measure of durations whose scale does not say in which unit of time its value is
    /// written.
    pub(super) fn time_scale(
        &mut self,
        name: &Text,
        written: Option<&Text>,
        scale: &Scale,
        of: &Formula,
    ) {
        if !of.expression.kind().is_duration() {
            return;
        }
        let is_working_time = of.expression.asks_for_working_time();
        let is_working_scale = *scale == Scale::Unit("working hours".to_owned());
        let of = shown(&of.text);
        let (place, message) = match written {
            None => (name, format!("`{of}` is a duration, and the measure has no unit of time")),
            Some(written) if is_working_scale && !is_working_time => {
                (written, format!("`{of}` is no working time"))
            }
            Some(written) if scale.microseconds().is_none() => (
                written,
                format!("`{of}` is a duration; `{scale}` is no unit of time of fixed length"),
            ),
            Some(_) => return,
        };
        self.push(place.problem("time-scale", message).help(
            "write `scale: seconds`, `minutes`, `hours`, `days` or `weeks`; `working hours` for \
             what `worktime` gives",
        ));
    }
}
