//! Petitions, and the forms on which people say how they were served.

use super::dossiers::{DEPARTMENTS, EXPORTED, ward};
use super::faults;
use super::random::Random;
use super::table::Table;
use super::working_days::WorkingDay;

const PETITION_COLUMNS: [&str; 6] =
    ["code", "unit", "subject", "within_competence", "received_on", "answered_on"];

const FORM_COLUMNS: [&str; 7] =
    ["code", "unit", "given_on", "overall", "time_score", "conduct_score", "guidance_score"];

/// The working days on which petitions may be answered, from receipt; the plan's limit is ten.
const ANSWER_LIMIT: usize = 10;

fn in_the_year(day: &WorkingDay) -> bool {
    ("2022-01-01"..=EXPORTED).contains(&day.text.as_str())
}

/// About three hundred petitions. None is answered late: what is missing from 100 % at the end
/// of the year is open and not yet due.
pub(crate) fn petitions(seed: u64, days: &[WorkingDay]) -> Option<Table> {
    let mut random = Random::new(seed);
    let mut table = Table::new(&PETITION_COLUMNS);
    let subjects = [("procedure", 46), ("regulation", 24), ("conduct", 18), ("other", 12)];
    for (received, day) in days.iter().enumerate().filter(|(_, day)| in_the_year(day)) {
        for _ in 0..[0, 1, 1, 1, 2, 2].get(random.below(6)).copied().unwrap_or(0) {
            let (subject, _) = random.weighted(&subjects, |(_, weight)| *weight)?;
            let unit = DEPARTMENTS.get(random.below(DEPARTMENTS.len()))?;
            let within = !random.chance(800);
            let span = if random.chance(600) { ANSWER_LIMIT } else { random.between(2, 9) };
            let answered = days
                .get(received + span)
                .map(|day| day.text.as_str())
                .filter(|date| *date <= EXPORTED);
            table.push(vec![
                format!("PAKN-2022-{:04}", table.len() + 1),
                (*unit).to_owned(),
                (*subject).to_owned(),
                within.to_string(),
                day.text.clone(),
                answered.unwrap_or_default().to_owned(),
            ]);
        }
    }
    faults::of_petitions(&mut table, &mut random)?;
    Some(table)
}

/// The overall answer and how many in a thousand give it.
const ANSWERS: [(&str, usize, usize); 6] = [
    ("Rất hài lòng", 372, 5),
    ("Hài lòng", 470, 4),
    ("Bình thường", 86, 3),
    ("Không hài lòng", 38, 2),
    ("Rất không hài lòng", 16, 1),
    ("", 18, 4),
];

/// About two thousand forms.
pub(crate) fn forms(seed: u64, days: &[WorkingDay]) -> Option<Table> {
    let mut random = Random::new(seed);
    let mut table = Table::new(&FORM_COLUMNS);
    for day in days.iter().filter(|day| in_the_year(day)) {
        for _ in 0..random.between(5, 11) {
            let unit = random.below(DEPARTMENTS.len() + 17);
            let unit = DEPARTMENTS
                .get(unit)
                .map_or_else(|| ward(unit - DEPARTMENTS.len()), |name| (*name).to_owned());
            let (overall, _, score) = random.weighted(&ANSWERS, |(_, weight, _)| *weight)?;
            // Single answers lie near the overall one; some are left out.
            let mut item = || {
                if random.chance(250) {
                    return String::new();
                }
                let moved = (score + random.between(0, 2)).saturating_sub(1);
                moved.clamp(1, 5).to_string()
            };
            let items = [item(), item(), item()];
            let mut row = vec![
                format!("PDG-2022-{:05}", table.len() + 1),
                unit,
                day.text.clone(),
                (*overall).to_owned(),
            ];
            row.extend(items);
            table.push(row);
        }
    }
    faults::of_forms(&mut table, &mut random)?;
    Some(table)
}
