//! Working days asked from standard input, one question a line:
//!
//! ```text
//! calendar vietnam                                     the calendar that the questions below are about
//! calendar saturday,sunday 2022-01-03 2022-01-08       or one of weekend, holidays, make-up days; `-` for none
//! days                                                 prints its holidays and make-up days
//! between 2022-01-28 2022-02-07                        prints the working days between
//! add 2022-01-28 3                                     prints the working day so many days later
//! ```
//!
//! `cargo run -p quality-objectives --example working_days < questions.txt`. The Python check
//! `tests/check/working_days.py` asks it by the thousand and compares with numpy.

use std::error::Error;
use std::io::{BufWriter, Write, stdin, stdout};

use chrono::Weekday;
use quality_objectives::{Calendar, NaiveDate};

fn main() -> Result<(), Box<dyn Error>> {
    let mut answers = BufWriter::new(stdout().lock());
    let mut calendar = Calendar::default();
    for line in stdin().lines() {
        let line = line?;
        let words: Vec<&str> = line.split_whitespace().collect();
        match words.as_slice() {
            [] => {}
            ["calendar", "vietnam"] => calendar = Calendar::vietnam(),
            ["calendar", weekend, holidays, make_up] => {
                let weekend = listed(weekend).map(str::parse::<Weekday>);
                let weekend = weekend.collect::<Result<Vec<_>, _>>().map_err(|_| line.clone())?;
                calendar = Calendar::new(weekend, dates(holidays)?, dates(make_up)?)?;
            }
            ["days"] => {
                for day in calendar.holidays() {
                    writeln!(answers, "holiday {day}")?;
                }
                for day in calendar.make_up_days() {
                    writeln!(answers, "worked {day}")?;
                }
            }
            ["between", from, to] => {
                let days = calendar.working_days_between(from.parse()?, to.parse()?);
                writeln!(answers, "{days}")?;
            }
            ["add", from, count] => {
                match calendar.add_working_days(from.parse()?, count.parse()?) {
                    Some(day) => writeln!(answers, "{day}")?,
                    None => writeln!(answers, "none")?,
                }
            }
            _ => return Err(format!("`{line}` is no question").into()),
        }
    }
    Ok(())
}

/// The parts of a list with commas; none for `-`.
fn listed(list: &str) -> impl Iterator<Item = &str> {
    list.split(',').filter(|part| *part != "-")
}

fn dates(list: &str) -> Result<Vec<NaiveDate>, chrono::ParseError> {
    listed(list).map(str::parse).collect()
}
