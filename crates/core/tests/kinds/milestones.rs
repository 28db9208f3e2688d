//! The day on which something was done.

use quality_objectives::{Outlook, Part, Selection, Status};

use crate::{day, evaluated, exact, leaf, objectives, plan};

const SOURCES: &str = "  reports:
    columns:
      code: {type: text, key: true}
      sent_on: {type: date, optional: true}
      unit: {type: category, members: [North, South], optional: true}
      approved: {type: boolean, optional: true}
    breakdowns: [{by: [unit], grain: month}]";

#[test]
fn a_deadline_is_kept_open_until_it_has_passed() {
    let plan = plan(
        SOURCES,
        "  sent: {milestone: {source: reports, dated_by: sent_on, where: approved}}",
        &objectives(&["{measure: sent, is: by 2022-06-15}", "{measure: sent, is: in 2022-Q3}"]),
    );
    let none = "code,sent_on,unit,approved\n";
    let late = "code,sent_on,unit,approved\n1,2022-07-01,North,true\n";
    let early = "code,sent_on,unit,approved\n1,2022-05-31,North,true\n2,2022-07-01,South,true\n";
    for (records, as_of, by, within) in [
        (none, "2022-03-01", (Status::NotMet, Outlook::Open), (Status::NotMet, Outlook::Open)),
        (none, "2022-06-14", (Status::NotMet, Outlook::Open), (Status::NotMet, Outlook::Open)),
        (none, "2022-06-15", (Status::NotMet, Outlook::Lost), (Status::NotMet, Outlook::Open)),
        (none, "2022-12-31", (Status::NotMet, Outlook::Lost), (Status::NotMet, Outlook::Lost)),
        // What is dated later than the as-of day is not done.
        (late, "2022-06-14", (Status::NotMet, Outlook::Open), (Status::NotMet, Outlook::Open)),
        (late, "2022-07-01", (Status::NotMet, Outlook::Lost), (Status::Met, Outlook::Secured)),
        // The first day stays; a later one does not count.
        (early, "2022-08-01", (Status::Met, Outlook::Secured), (Status::NotMet, Outlook::Lost)),
    ] {
        let evaluation = evaluated(&plan, as_of, &[("reports", records)]);
        let (status, outlook, _) = leaf(&evaluation, 1);
        assert_eq!((status, outlook), by, "{as_of} {records}");
        let (status, outlook, _) = leaf(&evaluation, 2);
        assert_eq!((status, outlook), within, "{as_of} {records}");
    }
    let evaluation = evaluated(&plan, "2022-08-01", &[("reports", early)]);
    let (_, _, found) = leaf(&evaluation, 1);
    assert_eq!(found.value.shown.as_deref(), Some("2022-05-31"));
    assert_eq!(exact(&found.value), "19143");
}

#[test]
fn the_last_day_moves_and_the_unknown_stays_open() {
    let plan = plan(
        SOURCES,
        "  last: {milestone: {source: reports, dated_by: sent_on, which: last}}
  approved: {milestone: {source: reports, dated_by: sent_on, where: approved}}",
        &objectives(&[
            "{measure: last, is: by 2022-06-15}",
            "{measure: approved, is: by 2022-06-15}",
            "{measure: last, is: by 2022-06-15, each: unit}",
        ]),
    );
    let records = "code,sent_on,unit,approved\n1,2022-05-01,North,\n2,2022-06-01,North,false\n";
    let evaluation = evaluated(&plan, "2022-06-20", &[("reports", records)]);
    // One may still be sent after the deadline.
    let (status, outlook, _) = leaf(&evaluation, 1);
    assert_eq!((status, outlook), (Status::Met, Outlook::Open));
    // Whether the first one was approved is not known.
    let (status, outlook, found) = leaf(&evaluation, 2);
    assert_eq!((status, outlook, found.value.undecided), (Status::NotMet, Outlook::Open, 1));
    // A member that has done nothing has not kept the deadline.
    let each = &evaluation.objectives()[2];
    assert_eq!((each.status, each.outlook), (Status::NotMet, Outlook::Lost));

    let selection = Selection::new("approved", Part::Undecided);
    let mut finder = plan.rules(day("2022-06-20")).cases(&selection).unwrap();
    finder.csv("reports", records.as_bytes()).unwrap();
    assert_eq!(finder.finish().unwrap().cases[0].key.as_deref(), Some("1"));
}
