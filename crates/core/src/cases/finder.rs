//! Finding the records behind a number.

use std::io::Read;

use serde::Serialize;

use super::resolve::{self, Pick};
use super::selection::{Part, Selection};
use crate::count::CsvFeed;
use crate::count::cells::MOST_MEMBERS;
use crate::count::csv::{self, CsvText};
use crate::count::intake::Origin;
use crate::count::marks::{Dates, Marks};
use crate::count::reader::{LookedUp, SourceReader, View};
use crate::count::sink::{Course, Sink};
use crate::count::versions::{Versions, end_of};
use crate::ground::error::Error;
use crate::ground::problem::Problem;
use crate::plan::CsvFormat;
use crate::records::batch::Batch;
use crate::records::bits::rows;
use crate::rules::blueprint::ItemAt;
use crate::rules::{Rules, SourceRules};

/// Finds the records behind a number: it is fed as a [`Counter`](crate::Counter) is, with the
/// records of the one source that the number comes from.
///
/// It sees records exactly as counting does, so that there are as many cases as the number says.
/// Memory grows with the cases that are listed (but for a source with `latest_by`, whose records
/// are kept until the end).
#[derive(Debug)]
pub struct CaseFinder {
    rules: Rules,
    reader: SourceReader,
    pick: Pick,
    as_of: i32,
    span: (i32, i32),
    undated: bool,
    members: Vec<(usize, u32)>,
    limit: usize,
    input: u64,
    versions: Option<Versions>,
    found: Cases,
    course: Course,
}

/// The records behind a number, in the order in which they were handed in.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Cases {
    /// The first ones, as many as the selection's limit.
    pub cases: Vec<Case>,
    /// How many more there are.
    pub more: u64,
}

/// One record, and where it was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Case {
    /// Which of the files or batches that were handed in, counted from 1.
    pub input: u64,
    /// The record in that input, counted from 1; the header of a CSV text is not counted.
    pub row: u64,
    /// The line of a CSV text on which the record begins, counted from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// The record's key, where the source has one.
    pub key: Option<String>,
}

impl Cases {
    /// How many cases there are, listed or not.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.cases.len() as u64 + self.more
    }
}

impl Rules {
    /// A finder for the records behind a number, to be fed with the records.
    ///
    /// The dossiers of one unit that were resolved late in one week, in the sample of the plan
    /// of Nha Trang:
    ///
    /// ```
    /// # use std::{fs, fs::File};
    /// use chrono::NaiveDate;
    /// use quality_objectives::{Grain, Part, Period, Plan, Selection};
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/plans/nha-trang-727-2022");
    /// let plan = Plan::from_yaml(&fs::read_to_string(format!("{folder}/plan.yaml"))?)?;
    /// let as_of = NaiveDate::from_ymd_opt(2022, 12, 31).ok_or("no such day")?;
    /// let week = Period::parse("2022-W28").ok_or("no such week")?;
    ///
    /// let selection = Selection::new("late_rate", Part::Numerator)
    ///     .member("unit", "Phòng Quản lý đô thị")
    ///     .period(week);
    /// let mut finder = plan.rules(as_of).cases(&selection)?;
    /// finder.csv("dossiers", File::open(format!("{folder}/dossiers.csv"))?)?;
    /// let late = finder.finish()?;
    ///
    /// for case in &late.cases {
    ///     println!("row {}: {:?}", case.row, case.key);
    /// }
    /// assert_eq!(late.total(), 3);
    /// assert_eq!(late.cases[0].row, 4282);
    /// assert_eq!(late.cases[0].key.as_deref(), Some("000.03.21.H32-220524-0031"));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// `measure-unknown`; `part-unsuitable` when the value of such a measure has no such part;
    /// `column-unknown`, `column-without-members` and `member-unknown` (of a closed list);
    /// `as-of-not-counted` when the day is not one of the rules'; `period-not-counted` when the
    /// period lies outside the plan's counted span.
    pub fn cases(&self, selection: &Selection) -> Result<CaseFinder, Error> {
        let pick = Pick::of(self, selection)?;
        let mut reader = SourceReader::new(self, pick.source());
        let members = resolve::members(self, &mut reader, selection)?;
        let source = self.inner.sources.get(pick.source()).map(|own| &own.source);
        // What is coming has no date yet; what has no date has not moved into or out of a stock.
        let undated = match pick {
            Pick::Moved { .. } => false,
            Pick::Counted { .. } => {
                let is_whole = selection.period.is_none();
                selection.undated || is_whole && selection.part == Part::Coming
            }
        };
        Ok(CaseFinder {
            rules: self.clone(),
            pick,
            as_of: resolve::as_of(self, selection)?,
            span: resolve::span(self, selection)?,
            undated,
            members,
            limit: selection.limit,
            input: 0,
            versions: source.and_then(|own| own.latest_by.as_ref()).map(|_| Versions::default()),
            found: Cases::default(),
            course: Course::default(),
            reader,
        })
    }
}

impl CaseFinder {
    /// The source that the number comes from.
    #[must_use]
    pub fn source(&self) -> &str {
        self.own().map_or("", |own| &own.source.name)
    }

    /// As [`Counter::rename`](crate::Counter::rename).
    ///
    /// # Errors
    ///
    /// `source-unknown`, `source-unasked`, `column-unknown`.
    pub fn rename(&mut self, source: &str, column: &str, header: &str) -> Result<(), Error> {
        self.check_source(source)?;
        let (_, rules) = self.rules.source(source)?;
        self.reader.rename(&rules.source, column, header)
    }

    /// As [`Counter::csv_format`](crate::Counter::csv_format).
    ///
    /// # Errors
    ///
    /// `source-unknown`, `source-unasked`.
    pub fn csv_format(&mut self, source: &str, format: CsvFormat) -> Result<(), Error> {
        self.check_source(source)?;
        self.reader.form.csv = format;
        Ok(())
    }

    /// Looks through a batch of records.
    ///
    /// # Errors
    ///
    /// `source-unasked` when the number comes from another source; `too-many-members`; those of
    /// [`Counter::batch`](crate::Counter::batch).
    pub fn batch(&mut self, source: &str, batch: &Batch<'_>) -> Result<(), Error> {
        self.begin(source)?;
        let result = self.take(self.reader.index, batch, &[]);
        self.course.settle(result)
    }

    /// Looks through all records of a CSV text.
    ///
    /// # Errors
    ///
    /// `source-unasked`; those of [`Counter::csv`](crate::Counter::csv).
    pub fn csv(&mut self, source: &str, reader: impl Read) -> Result<(), Error> {
        self.csv_feed(source)?.read_all(reader)
    }

    /// A feed that takes CSV text in chunks of any size.
    ///
    /// # Errors
    ///
    /// `source-unknown`, `source-unasked`.
    pub fn csv_feed(&mut self, source: &str) -> Result<CsvFeed<'_>, Error> {
        let text = self.csv_text(source)?;
        Ok(CsvFeed::new(self, text))
    }

    /// As [`Counter::begin_csv`](crate::Counter::begin_csv).
    ///
    /// # Errors
    ///
    /// `source-unknown`, `source-unasked`; `csv-not-ended` while another text has not been ended.
    pub fn begin_csv(&mut self, source: &str) -> Result<(), Error> {
        let text = self.csv_text(source)?;
        self.course.keep(text);
        Ok(())
    }

    /// As [`CsvFeed::push`], of the text that was begun.
    ///
    /// # Errors
    ///
    /// As [`CsvFeed::push`]; `csv-not-begun` where no text was begun.
    pub fn push_csv(&mut self, chunk: &[u8]) -> Result<(), Error> {
        csv::push_kept(self, chunk)
    }

    /// As [`CsvFeed::finish`], of the text that was begun.
    ///
    /// # Errors
    ///
    /// As [`CsvFeed::finish`]; `csv-not-begun` where no text was begun.
    pub fn end_csv(&mut self) -> Result<(), Error> {
        csv::end_kept(self)
    }

    /// The cases found.
    ///
    /// # Errors
    ///
    /// The error that the search ended in, if it did; `csv-not-ended` when a [`CsvFeed`] was
    /// dropped before its end.
    pub fn finish(mut self) -> Result<Cases, Error> {
        self.course.ready()?;
        self.look_through_versions()?;
        Ok(self.found)
    }

    fn own(&self) -> Option<&SourceRules> {
        self.rules.inner.sources.get(self.reader.index)
    }

    fn check_source(&self, source: &str) -> Result<(), Error> {
        let (index, _) = self.rules.source(source)?;
        if index == self.reader.index {
            return Ok(());
        }
        let message = format!("the number does not come from `{source}`");
        let help = format!("hand in the records of `{}` only", self.source());
        Err(Error::request(Problem::new("source-unasked", source, message).help(help)))
    }

    fn csv_text(&mut self, source: &str) -> Result<CsvText, Error> {
        self.begin(source)?;
        self.course.open(source);
        Ok(CsvText::new(self.rules.clone(), self.reader.index, self.reader.form.clone()))
    }

    fn begin(&mut self, source: &str) -> Result<(), Error> {
        self.course.ready()?;
        self.check_source(source)?;
        self.input += 1;
        Ok(())
    }

    fn look_through(
        &mut self,
        batch: &Batch<'_>,
        origins: impl Fn(usize) -> (u64, Origin),
    ) -> Result<(), Error> {
        let rules = self.rules.clone();
        let Some(own) = rules.inner.sources.get(self.reader.index) else { return Ok(()) };
        let bound =
            self.reader.bind(&rules, own, batch, 0..batch.rows(), &mut LookedUp::default())?;
        if self.reader.most_members() >= MOST_MEMBERS {
            return Err(too_many_members(&own.source.name));
        }
        let live = bound.live(|_, _| {});
        let view = self.reader.view(&rules, own, &bound, &live, self.as_of)?;
        let search =
            Search { own, view: &view, span: self.span, undated: self.undated, as_of: self.as_of };
        let taken = search.taken(self.pick);
        for row in rows(&taken) {
            let is_member = |(at, code): &(usize, u32)| view.code(&bound, *at, row) == *code;
            if !self.members.iter().all(is_member) {
                continue;
            }
            if self.found.cases.len() < self.limit {
                let (input, Origin { row: place, line }) = origins(row);
                let key = bound.key(&own.source, row);
                self.found.cases.push(Case { input, row: place, line, key });
            } else {
                self.found.more += 1;
            }
        }
        Ok(())
    }

    /// Looks through what waited for all records to be there.
    fn look_through_versions(&mut self) -> Result<(), Error> {
        let Some(mut versions) = self.versions.take() else { return Ok(()) };
        versions.sort();
        let chosen = versions.as_of(end_of(self.as_of));
        let Some(batch) = chosen.batch(&self.reader.form.headers) else { return Ok(()) };
        let places: Vec<(u64, Origin)> = chosen.origins().collect();
        let limit = std::mem::replace(&mut self.limit, usize::MAX);
        let first = (0, Origin { row: 0, line: None });
        self.look_through(&batch, |row| places.get(row).copied().unwrap_or(first))?;
        self.found.cases.sort_by_key(|case| (case.input, case.row));
        self.found.more = self.found.cases.len().saturating_sub(limit) as u64;
        self.found.cases.truncate(limit);
        Ok(())
    }
}

impl Sink for CaseFinder {
    fn course(&mut self) -> &mut Course {
        &mut self.course
    }

    fn take(&mut self, _source: usize, batch: &Batch<'_>, origins: &[Origin]) -> Result<(), Error> {
        let input = self.input;
        let Some(mut versions) = self.versions.take() else {
            return self.look_through(batch, |row| (input, Origin::of(origins, row)));
        };
        let rules = self.rules.clone();
        if let Some(own) = rules.inner.sources.get(self.reader.index) {
            let bound =
                self.reader.bind(&rules, own, batch, 0..batch.rows(), &mut LookedUp::default())?;
            let live = bound.live(|_, _| {});
            versions.keep(&own.source, &self.reader, &bound, &live, origins, input);
        }
        self.versions = Some(versions);
        Ok(())
    }

    // A row that cannot be read is behind no number.
    fn reject(&mut self, _: usize, _: Origin, _: &'static str, _: &str, _: String) {}
}

fn too_many_members(source: &str) -> Error {
    let message = format!("a category column of `{source}` has {MOST_MEMBERS} members or more");
    let problem = Problem::new("too-many-members", source, message);
    Error::data(problem.help("declare its `members`, or make it a text column"))
}

/// What a batch is looked through with.
struct Search<'s> {
    own: &'s SourceRules,
    view: &'s View<'s>,
    span: (i32, i32),
    undated: bool,
    as_of: i32,
}

impl<'s> Search<'s> {
    /// The records that are taken, whatever their members.
    fn taken(&self, pick: Pick) -> Vec<u64> {
        match pick {
            Pick::Counted { at, slot, without } => {
                let Some((marks, dates)) = self.marks(at) else { return Vec::new() };
                let mut taken = marks.counts.get(slot).cloned().unwrap_or_default();
                for other in without.iter().filter_map(|slot| marks.counts.get(*slot)) {
                    subtract(&mut taken, other);
                }
                let (first, last) = self.span;
                self.dated(&mut taken, dates, |day| (first..=last).contains(&day));
                taken
            }
            Pick::Moved { along, not_along } => {
                let mut taken = self.moved(along);
                subtract(&mut taken, &self.moved(not_along));
                taken
            }
        }
    }

    /// The records that entered, or that left, by the end of the period.
    fn moved(&self, at: ItemAt) -> Vec<u64> {
        let Some((marks, dates)) = self.marks(at) else { return Vec::new() };
        let mut moved = marks.counts.first().cloned().unwrap_or_default();
        self.dated(&mut moved, dates, |day| day <= self.span.1);
        moved
    }

    fn marks(&self, at: ItemAt) -> Option<(Marks<'s>, Dates<'s>)> {
        let axis = self.own.axes.get(at.axis)?;
        let item = axis.items.get(at.item)?;
        let (scratch, counted) = (self.view.scratch, self.view.counted.words());
        let dates = Dates::of(scratch.values(axis.date));
        Some((Marks::of(*item, scratch, counted, dates, self.as_of), dates))
    }

    /// Keeps the records whose day is wanted, and those without one where they are.
    fn dated(&self, taken: &mut [u64], dates: Dates<'_>, wanted: impl Fn(i32) -> bool) {
        let unwanted: Vec<usize> =
            rows(taken).filter(|row| !dates.day(*row).map_or(self.undated, &wanted)).collect();
        for row in unwanted {
            if let Some(word) = taken.get_mut(row / 64) {
                *word &= !(1 << (row % 64));
            }
        }
    }
}

fn subtract(own: &mut [u64], other: &[u64]) {
    for (own, other) in own.iter_mut().zip(other) {
        *own &= !other;
    }
}
