//! Several readings of one rule. Takes `figures`.

use std::error::Error;

use super::figures;

pub(super) fn chapter() -> Result<(), Box<dyn Error>> {
    let evaluation = super::evaluation("2022-12-31")?;

    let value = |measure: &str| -> Result<String, Box<dyn Error>> {
        Ok(figures(&evaluation.breakdown(measure, &[], None)?.rows[0].value))
    };

    assert_eq!(value("late_rate_by_first_due_day")?, "221 of 11994: 1.84");
    assert_eq!(value("late_rate_by_reappointed_day")?, "157 of 11994: 1.31");
    assert_eq!(value("late_rate")?, "157 of 11994: 1.31");

    assert_eq!(value("late_rate_of_results")?, "154 of 11547: 1.33");
    assert_eq!(value("late_rate_without_returned")?, "155 of 11780: 1.32");
    assert_eq!(value("late_rate_without_withdrawn")?, "157 of 11859: 1.32");
    assert_eq!(value("late_rate_of_form_06a")?, "155 of 11994: 1.29");

    let half = super::evaluation("2022-06-30")?;
    let late = half.breakdown("late_rate_of_results", &[], None)?;
    assert_eq!(figures(&late.rows[0].value), "79 of 5191: 1.52");

    assert_eq!(value("on_time_rate_of_resolved")?, "11837 of 11994: 98.69");
    assert_eq!(value("on_time_rate_with_pending")?, "12162 of 12338: 98.57");

    assert_eq!(value("satisfaction")?, "1661 of 1948: 85.27");
    assert_eq!(value("not_dissatisfied")?, "1860 of 1985: 93.70");
    assert_eq!(value("satisfaction_points")?, "152925 of 1948: 78.50");
    Ok(())
}
