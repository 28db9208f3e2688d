//! From the sentence of the document to the evaluated target. Takes `figures`.

use std::error::Error;

use quality_objectives::plan::Target;
use quality_objectives::{Outlook, Phase, Plan, Status, TargetKind};

use super::figures;

pub(super) fn chapter() -> Result<(), Box<dyn Error>> {
    reading()?;
    let evaluation = super::evaluation("2022-12-31")?;

    let first = evaluation.objective("1").ok_or("no objective 1")?;
    assert_eq!(first.phase, Phase::Closed);
    assert_eq!(first.status, Status::NotMet);
    assert_eq!(first.outlook, Outlook::Lost);

    let target = first.target.as_ref().ok_or("no target")?;
    let TargetKind::AllOf { targets } = &target.kind else { return Err("two halves".into()) };
    for half in targets {
        let TargetKind::Measure(result) = &half.kind else { return Err("a measure".into()) };
        println!("{}: {}", result.measure, figures(&result.value));
    }

    let second = evaluation.objective("2").ok_or("no objective 2")?;
    let target = second.target.as_ref().ok_or("no target")?;
    println!("{:?}, decided by {:?}", target.status, target.decided_by);

    let TargetKind::AllOf { targets } = &target.kind else { return Err("two parts".into()) };
    let TargetKind::Each { members, .. } = &targets[1].kind else { return Err("fields".into()) };
    for member in members {
        let (value, room) = (figures(&member.result.value), &member.result.room);
        println!("{}: {value}, headroom {:?}", member.member, room.headroom);
    }

    let third = evaluation.objective("3").ok_or("no objective 3")?;
    let target = third.target.as_ref().ok_or("no target")?;
    println!("{:?}, decided by {:?}", target.status, target.decided_by);

    let fourth = evaluation.objective("4").ok_or("no objective 4")?;
    let target = fourth.target.as_ref().ok_or("no target")?;
    let TargetKind::Measure(result) = &target.kind else { return Err("a measure".into()) };
    assert_eq!(figures(&result.value), "270 of 274: 98.54");
    assert_eq!(result.value.undecided, 4);
    assert_eq!((fourth.status, fourth.outlook), (Status::NotMet, Outlook::Open));

    let fifth = evaluation.objective("5").ok_or("no objective 5")?;
    let target = fifth.target.as_ref().ok_or("no target")?;
    let TargetKind::Measure(result) = &target.kind else { return Err("a measure".into()) };
    assert_eq!(figures(&result.value), "1661 of 1948: 85.27");
    assert_eq!(result.room.headroom, Some(44));
    Ok(())
}

fn reading() -> Result<(), Box<dyn Error>> {
    let text = std::fs::read_to_string("tests/plans/nha-trang-727-2022/plan.yaml")?;
    let plan = Plan::from_yaml(&text)?;
    assert_eq!(plan.number(), Some("727/UBND-VP"));
    assert_eq!(plan.objectives().len(), 5);

    let second = plan.objective("2").ok_or("no objective 2")?;
    let Some(Target::AllOf(parts)) = &second.target else { return Err("two parts".into()) };
    let Target::Measure(whole) = &parts.targets[0] else { return Err("a measure".into()) };
    assert_eq!(whole.is, "< 1.5%");
    assert!(whole.bound.holds_ratio(149, 10_000) == Some(true));
    assert!(whole.bound.holds_ratio(150, 10_000) == Some(false));
    Ok(())
}
