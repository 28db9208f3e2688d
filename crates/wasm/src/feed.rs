//! What is fed with records: a counting, or the search for the cases behind a number.

use std::collections::HashMap;

use quality_objectives::plan::{CsvFormat, DateFormat};
use quality_objectives::{Batch, CaseFinder, Column, Counter, Error, Problem, Strings, Values};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::columns::Columns;
use crate::error::{Fault, json, named};
use crate::tally::Tally;

/// What takes the records.
enum Taker {
    Counter(Box<Counter>),
    Finder(Box<CaseFinder>),
}

/// Takes records, source by source, and is finished once.
#[wasm_bindgen]
pub struct Feed {
    taker: Taker,
    /// By source: columns and the names under which records have them, in the order of the plan.
    headers: HashMap<String, Vec<(String, String)>>,
}

/// What a counting gave.
#[wasm_bindgen]
pub struct Counted {
    tally: Tally,
    intake: String,
}

#[wasm_bindgen]
impl Counted {
    /// What was noticed about the records, as JSON.
    #[must_use]
    pub fn intake(&self) -> String {
        self.intake.clone()
    }

    /// The tally; what was noticed is given up.
    #[wasm_bindgen(js_name = intoTally)]
    #[must_use]
    pub fn into_tally(self) -> Tally {
        self.tally
    }
}

/// Calls the same method of either taker.
macro_rules! either {
    ($feed:expr, $own:ident => $call:expr) => {
        match &mut $feed.taker {
            Taker::Counter($own) => $call,
            Taker::Finder($own) => $call,
        }
    };
}

#[wasm_bindgen]
impl Feed {
    /// Of a search, the source that the number comes from.
    #[must_use]
    pub fn source(&self) -> Option<String> {
        match &self.taker {
            Taker::Counter(_) => None,
            Taker::Finder(finder) => Some(finder.source().to_owned()),
        }
    }

    /// The name under which the records have a column.
    pub fn rename(&mut self, source: &str, column: &str, header: &str) -> Result<(), Fault> {
        either!(self, own => own.rename(source, column, header))?;
        let columns = self.headers.get_mut(source).into_iter().flatten();
        columns.filter(|(own, _)| own == column).for_each(|(_, own)| header.clone_into(own));
        Ok(())
    }

    /// How the CSV texts of a source are written that come next.
    #[wasm_bindgen(js_name = csvFormat)]
    pub fn csv_format(
        &mut self,
        source: &str,
        delimiter: char,
        dates: Option<String>,
    ) -> Result<(), Fault> {
        let pattern = dates.as_deref().unwrap_or("yyyy-MM-dd");
        let found = DateFormat::from_pattern(pattern);
        let help = "such as yyyy-MM-dd, dd/MM/yyyy, MM/dd/yyyy";
        let dates = named(found, pattern, "date-format-unknown", "pattern of dates", help)?;
        let format = CsvFormat::new(delimiter, dates)?;
        Ok(either!(self, own => own.csv_format(source, format))?)
    }

    /// A CSV text begins.
    #[wasm_bindgen(js_name = beginCsv)]
    pub fn begin_csv(&mut self, source: &str) -> Result<(), Fault> {
        Ok(either!(self, own => own.begin_csv(source))?)
    }

    /// A chunk of it.
    #[wasm_bindgen(js_name = pushCsv)]
    pub fn push_csv(&mut self, chunk: &[u8]) -> Result<(), Fault> {
        Ok(either!(self, own => own.push_csv(chunk))?)
    }

    /// It ends.
    #[wasm_bindgen(js_name = endCsv)]
    pub fn end_csv(&mut self) -> Result<(), Fault> {
        Ok(either!(self, own => own.end_csv())?)
    }

    /// A batch of records.
    pub fn batch(&mut self, source: &str, columns: Columns) -> Result<(), Fault> {
        let batch = columns.into_batch()?;
        Ok(self.take(source, &batch)?)
    }

    /// No records, of a source that was handed in all the same.
    pub fn nothing(&mut self, source: &str) -> Result<(), Fault> {
        let columns = self.headers.get(source).cloned().unwrap_or_default();
        let none = || Column::new(Values::Text(Strings::Separate(Vec::new())));
        let columns = columns.into_iter().map(|(_, header)| (header, none()));
        let batch = Batch::new(columns.collect())?;
        Ok(self.take(source, &batch)?)
    }

    /// What was counted.
    pub fn counted(self) -> Result<Counted, Fault> {
        let Taker::Counter(counter) = self.taker else { return Err(unasked()) };
        let (inner, intake) = counter.finish()?;
        Ok(Counted { tally: Tally { inner }, intake: json(&intake) })
    }

    /// The cases found, as JSON.
    pub fn found(self) -> Result<String, Fault> {
        let Taker::Finder(finder) = self.taker else { return Err(unasked()) };
        Ok(json(&finder.finish()?))
    }
}

impl Feed {
    pub(crate) fn counting(counter: Counter, plan: &quality_objectives::Plan) -> Self {
        Self { taker: Taker::Counter(Box::new(counter)), headers: headers(plan) }
    }

    pub(crate) fn finding(finder: CaseFinder, plan: &quality_objectives::Plan) -> Self {
        Self { taker: Taker::Finder(Box::new(finder)), headers: headers(plan) }
    }

    fn take(&mut self, source: &str, batch: &Batch<'_>) -> Result<(), Error> {
        either!(self, own => own.batch(source, batch))
    }
}

fn headers(plan: &quality_objectives::Plan) -> HashMap<String, Vec<(String, String)>> {
    let of = |source: &quality_objectives::plan::Source| {
        let columns = source.columns.iter();
        let columns = columns.map(|column| (column.name.clone(), column.header.clone())).collect();
        (source.name.clone(), columns)
    };
    plan.sources().iter().map(of).collect()
}

fn unasked() -> Fault {
    let problem = Problem::new("feed-unsuitable", "", "the records were fed to something else");
    Fault::request(problem.help("finish a counting with its tally, a search with its cases"))
}
