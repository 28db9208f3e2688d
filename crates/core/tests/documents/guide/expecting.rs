//! What if: an expected final volume.

use std::error::Error;

use quality_objectives::{Assumptions, TargetKind};

pub(super) fn chapter() -> Result<(), Box<dyn Error>> {
    let plan = super::plan()?;
    let tally = super::tally(&plan, "2022-06-30")?;

    for volume in [12_000, 5_500] {
        let assumptions = Assumptions::none().expecting("late_rate", volume);
        let evaluation = plan.evaluate(&tally, &assumptions)?;
        let second = evaluation.objective("2").ok_or("no objective 2")?;
        let target = second.target.as_ref().ok_or("no target")?;
        let TargetKind::AllOf { targets } = &target.kind else { return Err("two parts".into()) };
        let TargetKind::Measure(late) = &targets[0].kind else { return Err("a measure".into()) };
        let left = late.room.left_at_expected.ok_or("no volume")?;
        println!("of {volume}: {left} more may be late, {:?}", targets[0].outlook_expected);
    }
    Ok(())
}
