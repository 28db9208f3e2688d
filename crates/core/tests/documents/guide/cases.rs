//! The records behind a number. Takes `plan`.

use std::error::Error;
use std::fs::File;

use quality_objectives::{Part, Period, Selection};

pub(super) fn chapter() -> Result<(), Box<dyn Error>> {
    let plan = super::plan()?;

    let selection = Selection::new("late_rate", Part::Numerator)
        .member("field", "Xây dựng")
        .period(Period::parse("2022-Q4").ok_or("no such quarter")?);
    let mut finder = plan.rules("2022-12-31".parse()?).cases(&selection)?;
    finder.csv("dossiers", File::open("tests/plans/nha-trang-727-2022/dossiers.csv")?)?;
    let late = finder.finish()?;

    println!("{} late in the field in the fourth quarter", late.total());
    for case in late.cases.iter().take(3) {
        println!("row {}: {}", case.row, case.key.as_deref().unwrap_or("no key"));
    }
    Ok(())
}
