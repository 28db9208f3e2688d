//! Evaluating: what an evaluation says.

use std::error::Error;

use quality_objectives::{Arrivals, Assumptions, Exact, Language, Outlook, Status, TargetKind};

pub(super) fn chapter() -> Result<(), Box<dyn Error>> {
    let plan = super::plan()?;
    let tally = super::tally(&plan, "2022-06-30")?;

    let evaluation = plan.evaluate(&tally, &Assumptions::none())?;
    let second = evaluation.objective("2").ok_or("no objective 2")?;
    let target = second.target.as_ref().ok_or("no target")?;
    let TargetKind::AllOf { targets } = &target.kind else { return Err("two parts".into()) };
    let TargetKind::Measure(late) = &targets[0].kind else { return Err("a measure".into()) };

    assert_eq!((targets[0].status, targets[0].outlook), (Status::Met, Outlook::Open));
    assert_eq!(late.value.exact, Exact::ratio(80, 5390));
    assert_eq!(late.value.shown.as_deref(), Some("1.48"));
    assert_eq!(late.room.headroom, Some(0));
    assert_eq!(late.room.arrivals, Arrivals::Count(0));
    assert_eq!((late.value.coming, late.room.after_coming), (Some(10), Some(-10)));

    println!("{}", serde_json::to_string_pretty(&targets[0])?);

    let report = evaluation.report(Language::En);
    println!("{}", report.text());
    assert!(evaluation.report(Language::Vi).markdown().starts_with('#'));

    let certificate = evaluation.certificate();
    assert_eq!(certificate.plan, plan.digest());
    assert_eq!(certificate.rules, tally.rules_digest());
    assert_eq!(certificate.tally, tally.digest());
    Ok(())
}
