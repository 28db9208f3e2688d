//! Breakdowns: by unit, field and time. Takes `figures`.

use std::error::Error;

use quality_objectives::Grain;

use super::figures;

pub(super) fn chapter() -> Result<(), Box<dyn Error>> {
    let evaluation = super::evaluation("2022-12-31")?;

    let by_field = evaluation.breakdown("late_rate", &["field"], None)?;
    let mut rows: Vec<_> = by_field.rows.iter().collect();
    rows.sort_by(|a, b| b.value.exact.cmp(&a.value.exact));
    for row in &rows[..3] {
        println!("{}: {}", row.texts[0], figures(&row.value));
    }

    let plan = evaluation.plan();
    let review = plan.objective("2").and_then(|own| own.review.as_ref()).ok_or("no review")?;
    let by: Vec<&str> = review.by.iter().map(String::as_str).collect();
    for measure in &review.measures {
        let weeks = evaluation.breakdown(measure, &by, Some(review.every))?;
        let mut of_the_unit = weeks.rows.iter().filter(|row| row.texts == ["Phòng Quản lý đô thị"]);
        let last = of_the_unit.next_back().ok_or("no records of the unit")?;
        let week = last.bucket.as_deref().ok_or("no week")?;
        println!("{week} {measure}: {}", figures(&last.value));
    }

    let error = evaluation.breakdown("late_rate", &["channel"], Some(Grain::Day)).unwrap_err();
    println!("{error}");
    Ok(())
}
