//! The account of the records: nothing is lost.

use std::error::Error;

pub(super) fn chapter() -> Result<(), Box<dyn Error>> {
    let evaluation = super::evaluation("2022-12-31")?;

    let dossiers = &evaluation.sources()[0];
    for date in &dossiers.dates {
        let rest = dossiers.rejected + dossiers.superseded + dossiers.not_yet_known;
        assert_eq!(dossiers.read, rest + date.undated + date.counted);
    }
    println!("{} read", dossiers.read);
    println!("{} rejected", dossiers.rejected);
    println!("{} not yet known", dossiers.not_yet_known);
    for date in &dossiers.dates {
        println!("by {}: {} without it, {} counted", date.dated_by, date.undated, date.counted);
    }
    for fault in dossiers.rejected_for.iter().chain(&dossiers.flagged_for) {
        println!("{}: {} {} {:?}", fault.count, fault.code, fault.column, fault.examples.first());
    }
    println!("{:?} repeated keys", dossiers.repeated_keys);
    Ok(())
}
