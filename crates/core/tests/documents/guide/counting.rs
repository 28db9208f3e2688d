//! Counting: CSV text, rows, batches, several files, threads, several days. Takes `plan`, `figures`.

use std::error::Error;
use std::fs::File;
use std::{num, thread};

use quality_objectives::{Assumptions, Batch, Column, Plan, Rows, Strings, Value, Values};

use super::figures;

pub(super) fn chapter() -> Result<(), Box<dyn Error>> {
    let plan = super::plan()?;
    csv(&plan)?;
    chunks(&plan)?;
    rows(&plan)?;
    batches(&plan)?;
    threads(&plan)?;
    several_counters(&plan)?;
    days(&plan)
}

fn csv(plan: &Plan) -> Result<(), Box<dyn Error>> {
    let rules = plan.rules("2022-12-31".parse()?);
    let mut counter = rules.counter();
    counter.csv("dossiers", File::open("tests/plans/nha-trang-727-2022/dossiers.csv")?)?;
    counter.csv("petitions", File::open("tests/plans/nha-trang-727-2022/petitions.csv")?)?;
    let (tally, intake) = counter.finish()?;

    println!("{} cells", tally.cells());
    let dossiers = &intake.sources[0];
    println!("{} read, {} rejected", dossiers.read, dossiers.rejected);
    for row in dossiers.rows.iter().take(3) {
        println!("line {}: {}: {}", row.line.unwrap_or_default(), row.column, row.message);
    }
    for member in dossiers.unknown_members.iter().take(3) {
        let near = member.nearest.as_deref().unwrap_or("nothing like it");
        println!("{}: `{}` ({}), near: {near}", member.column, member.value, member.count);
    }
    Ok(())
}

fn chunks(plan: &Plan) -> Result<(), Box<dyn Error>> {
    let bytes = std::fs::read("tests/plans/nha-trang-727-2022/petitions.csv")?;

    let rules = plan.rules("2022-12-31".parse()?);
    let mut counter = rules.counter();
    let mut feed = counter.csv_feed("petitions")?;
    for chunk in bytes.chunks(1000) {
        feed.push(chunk)?;
    }
    feed.finish()?;
    let (tally, _) = counter.finish()?;

    let mut whole = rules.counter();
    whole.csv("petitions", bytes.as_slice())?;
    assert_eq!(tally.to_json()?, whole.finish()?.0.to_json()?);
    Ok(())
}

fn rows(plan: &Plan) -> Result<(), Box<dyn Error>> {
    let mut rows = Rows::new(["code", "unit", "subject", "within_competence", "received_on"]);
    rows.push(&[
        Value::Text("PAKN-1"),
        Value::Text("Phòng Y tế"),
        Value::Text("conduct"),
        Value::Boolean(true),
        Value::Date("2022-12-20".parse()?),
    ])?;
    let mut counter = plan.rules("2022-12-31".parse()?).counter();
    counter.batch("petitions", &rows.batch()?)?;
    let (tally, intake) = counter.finish()?;
    assert_eq!(intake.sources[0].read, 1);

    let evaluation = plan.evaluate(&tally, &Assumptions::none())?;
    let row = &evaluation.breakdown("petitions_on_time", &[], None)?.rows[0];
    assert_eq!(row.value.undecided, 1);
    Ok(())
}

fn batches(plan: &Plan) -> Result<(), Box<dyn Error>> {
    let units = Strings::Separate(vec!["Phòng Y tế", "Phòng Nội vụ"]);
    let batch = Batch::new(vec![
        ("code".to_owned(), Column::new(Values::Text(Strings::Separate(vec!["1", "2"])))),
        (
            "unit".to_owned(),
            Column::new(Values::Codes { codes: vec![0, 1].into(), members: units }),
        ),
        ("given_on".to_owned(), Column::new(Values::Days(vec![18_996, 18_997].into()))),
    ])?;
    let mut counter = plan.rules("2022-12-31".parse()?).counter();
    counter.batch("forms", &batch)?;
    assert_eq!(counter.finish()?.1.sources[0].read, 2);
    Ok(())
}

fn threads(plan: &Plan) -> Result<(), Box<dyn Error>> {
    let threads = thread::available_parallelism().unwrap_or(num::NonZeroUsize::MIN);
    let mut counter = plan.rules("2022-12-31".parse()?).counter().with_threads(threads);
    counter.csv("dossiers", File::open("tests/plans/nha-trang-727-2022/dossiers.csv")?)?;
    let (tally, intake) = counter.finish()?;
    assert_eq!(intake.sources[0].read, read_by_one(plan)?);
    assert_eq!(tally.as_of_days().count(), 1);
    Ok(())
}

/// How many dossiers one thread reads.
fn read_by_one(plan: &Plan) -> Result<u64, Box<dyn Error>> {
    let mut counter = plan.rules("2022-12-31".parse()?).counter();
    counter.csv("dossiers", File::open("tests/plans/nha-trang-727-2022/dossiers.csv")?)?;
    Ok(counter.finish()?.1.sources[0].read)
}

fn several_counters(plan: &Plan) -> Result<(), Box<dyn Error>> {
    let text = std::fs::read_to_string("tests/plans/nha-trang-727-2022/dossiers.csv")?;
    let (header, records) = text.split_once('\n').ok_or("no header")?;
    let middle = records.len() / 2;
    let cut = middle + records[middle..].find('\n').ok_or("one line")? + 1;
    let parts = [&records[..cut], &records[cut..]].map(|part| format!("{header}\n{part}"));

    let rules = plan.rules("2022-12-31".parse()?);
    let tallies = thread::scope(|scope| {
        let workers = parts.each_ref().map(|part| {
            scope.spawn(|| {
                let mut counter = rules.counter();
                counter.csv("dossiers", part.as_bytes())?;
                Ok::<_, quality_objectives::Error>(counter.finish()?.0)
            })
        });
        workers.map(|worker| worker.join().unwrap())
    });
    let [first, second] = tallies;
    let merged = first?.merge(&second?)?;

    let mut alone = rules.counter();
    alone.csv("dossiers", text.as_bytes())?;
    assert_eq!(merged.to_json()?, alone.finish()?.0.to_json()?);
    Ok(())
}

fn days(plan: &Plan) -> Result<(), Box<dyn Error>> {
    let quarters = ["2022-03-31", "2022-06-30", "2022-09-30", "2022-12-31"];
    let days = quarters.into_iter().map(str::parse).collect::<Result<Vec<_>, _>>()?;
    let mut counter = plan.rules_as_of(days)?.counter();
    counter.csv("dossiers", File::open("tests/plans/nha-trang-727-2022/dossiers.csv")?)?;
    let (tally, _) = counter.finish()?;

    for day in tally.as_of_days() {
        let evaluation = plan.evaluate_as_of(&tally, day, &Assumptions::none())?;
        let late = evaluation.breakdown("late_rate", &[], None)?;
        println!("as of {day}: {}", figures(&late.rows[0].value));
    }
    Ok(())
}
