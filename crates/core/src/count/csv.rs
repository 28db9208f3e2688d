//! CSV text, pushed in chunks.

use std::io::{ErrorKind, Read};

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::bind::{ColumnFaults, missing};
use super::form::Form;
use super::intake::Origin;
use super::sink::Sink;
use crate::ground::error::Error;
use crate::ground::problem::Problem;
use crate::ground::text::normal;
use crate::records::batch::Batch;
use crate::records::rows::TextBuilder;
use crate::rules::Rules;

/// How many records make a batch: enough for several threads.
const BATCH: usize = 16_384;
/// How long a record may be in bytes: longer ones come from a quote that is not closed.
const LONGEST: usize = 1 << 20;

/// Takes the CSV text of one source in chunks of any size; the first record is the header. It
/// has to be ended with [`CsvFeed::finish`].
///
/// Columns are found by the header's names, in any order; those that the plan does not declare
/// are passed over. A byte-order mark is skipped. Rows that cannot be read are rejected, counted
/// and listed in the intake report.
#[derive(Debug)]
#[must_use = "the last records are counted when the text is ended"]
pub struct CsvFeed<'c> {
    sink: &'c mut dyn Sink,
    text: CsvText,
}

impl<'c> CsvFeed<'c> {
    pub(crate) fn new(sink: &'c mut dyn Sink, text: CsvText) -> Self {
        Self { sink, text }
    }

    /// Counts the records that end in this chunk; the rest waits for the next one.
    ///
    /// # Errors
    ///
    /// `column-missing` and `column-repeated` when the header does not fit the plan,
    /// `record-too-long` past 1 MiB, and those of
    /// [`Counter::batch`](crate::Counter::batch).
    pub fn push(&mut self, chunk: &[u8]) -> Result<(), Error> {
        self.text.push(self.sink, chunk)
    }

    /// How many records have been read so far, rejected ones among them.
    ///
    /// ```
    /// # use quality_objectives::Plan;
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let text = "
    /// # schema: 1
    /// # organisation: A city
    /// # title: Objectives
    /// # period: 2022
    /// # sources: {dossiers: {columns: {received_on: {type: date}}}}
    /// # measures: {received: {count: {source: dossiers, dated_by: received_on}}}
    /// # objectives: [{number: 1, statement: Many, target: {measure: received, is: '>= 1'}}]
    /// # ";
    /// let plan = Plan::from_yaml(text)?;
    /// let mut counter = plan.rules("2022-12-31".parse()?).counter();
    /// let mut feed = counter.csv_feed("dossiers")?;
    /// feed.push(b"received_on\n2022-03-31\n2022-04-01\n2022-0")?;
    /// assert_eq!(feed.records(), 2);
    /// feed.push(b"4-02\n")?;
    /// assert_eq!(feed.records(), 3);
    /// feed.finish()?;
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn records(&self) -> u64 {
        self.text.row
    }

    /// Ends the text and counts what is left of it.
    ///
    /// # Errors
    ///
    /// `csv-empty` when there was no header, and those of [`CsvFeed::push`].
    pub fn finish(self) -> Result<(), Error> {
        self.text.finish(self.sink)
    }

    /// Counts all records that a reader gives.
    pub(crate) fn read_all(mut self, mut reader: impl Read) -> Result<(), Error> {
        let mut buffer = vec![0_u8; 1 << 16];
        loop {
            match reader.read(&mut buffer) {
                Ok(0) => return self.finish(),
                Ok(length) => self.push(buffer.get(..length).unwrap_or_default())?,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => {
                    let message = format!("the CSV text cannot be read: {error}");
                    let problem = Problem::new("csv-unreadable", self.text.source_name(), message);
                    return self.sink.course().settle(Err(Error::data(problem)));
                }
            }
        }
    }
}

/// As [`CsvFeed::push`], of the text that the sink keeps.
pub(crate) fn push_kept(sink: &mut dyn Sink, chunk: &[u8]) -> Result<(), Error> {
    let mut text = sink.course().kept()?;
    let result = text.push(sink, chunk);
    sink.course().keep(text);
    result
}

/// As [`CsvFeed::finish`], of the text that the sink keeps.
pub(crate) fn end_kept(sink: &mut dyn Sink) -> Result<(), Error> {
    sink.course().kept()?.finish(sink)
}

/// A CSV text that is being read: what has come of it, apart from what takes its records.
#[derive(Debug)]
pub(crate) struct CsvText {
    rules: Rules,
    source: usize,
    form: Form,
    reader: Reader,
    /// Bytes of the fields of the record being read, and where they end.
    output: Vec<u8>,
    output_len: usize,
    ends: Vec<usize>,
    ends_len: usize,
    /// By position of the declared column: the field it is in.
    fields: Option<Vec<Option<usize>>>,
    width: usize,
    columns: Vec<TextBuilder>,
    origins: Vec<Origin>,
    row: u64,
    /// Line breaks met so far.
    breaks: u64,
    /// Whether the next byte begins a record.
    at_start: bool,
    /// The line on which the record begins that is being read.
    record_line: u64,
    marker: Vec<u8>,
    marker_passed: bool,
}

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

impl CsvText {
    pub(crate) fn new(rules: Rules, source: usize, form: Form) -> Self {
        let own = rules.inner.sources.get(source);
        let delimiter = u8::try_from(form.csv.delimiter).unwrap_or(b',');
        let width = own.map_or(0, |own| own.source.columns.len());
        Self {
            rules,
            source,
            form,
            reader: ReaderBuilder::new().delimiter(delimiter).build(),
            output: vec![0; 1024],
            output_len: 0,
            ends: vec![0; 64],
            ends_len: 0,
            fields: None,
            width: 0,
            columns: vec![TextBuilder::default(); width],
            origins: Vec::new(),
            row: 0,
            breaks: 0,
            at_start: true,
            record_line: 1,
            marker: Vec::new(),
            marker_passed: false,
        }
    }

    /// As [`CsvFeed::push`].
    pub(crate) fn push(&mut self, sink: &mut dyn Sink, chunk: &[u8]) -> Result<(), Error> {
        sink.course().usable()?;
        let result = self.take(sink, chunk);
        sink.course().settle(result)
    }

    /// As [`CsvFeed::finish`].
    pub(crate) fn finish(mut self, sink: &mut dyn Sink) -> Result<(), Error> {
        sink.course().usable()?;
        let result = self.end(sink);
        sink.course().close();
        sink.course().settle(result)
    }

    fn take(&mut self, sink: &mut dyn Sink, chunk: &[u8]) -> Result<(), Error> {
        if self.marker_passed {
            return self.read(sink, chunk);
        }
        self.marker.extend_from_slice(chunk);
        if self.marker.len() < BYTE_ORDER_MARK.len() && BYTE_ORDER_MARK.starts_with(&self.marker) {
            return Ok(());
        }
        self.pass_marker(sink)
    }

    fn pass_marker(&mut self, sink: &mut dyn Sink) -> Result<(), Error> {
        self.marker_passed = true;
        // The parser passes over a mark of its own accord, but only if its first chunk has all of
        // it. A line break before everything else keeps it from looking for a second one.
        let (mut output, mut ends) = ([0; 8], [0; 8]);
        self.reader.read_record(b"\n", &mut output, &mut ends);
        let start = std::mem::take(&mut self.marker);
        self.read(sink, start.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&start))
    }

    fn read(&mut self, sink: &mut dyn Sink, mut chunk: &[u8]) -> Result<(), Error> {
        while !chunk.is_empty() {
            if self.at_start {
                // The breaks of the record before and of blank lines come before the record.
                let blank = chunk.iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
                let skipped = blank.count();
                self.pass(chunk.get(..skipped).unwrap_or_default());
                chunk = chunk.get(skipped..).unwrap_or_default();
                if chunk.is_empty() {
                    break;
                }
                self.at_start = false;
                self.record_line = self.breaks + 1;
            }
            let taken = self.step(sink, chunk)?;
            chunk = chunk.get(taken..).unwrap_or_default();
        }
        Ok(())
    }

    /// Counts the line breaks of bytes that are passed.
    fn pass(&mut self, bytes: &[u8]) {
        self.breaks += memchr::memchr_iter(b'\n', bytes).count() as u64;
    }

    /// Feeds the reader once; how many bytes it took.
    fn step(&mut self, sink: &mut dyn Sink, chunk: &[u8]) -> Result<usize, Error> {
        let output = self.output.get_mut(self.output_len..).unwrap_or_default();
        let ends = self.ends.get_mut(self.ends_len..).unwrap_or_default();
        let (result, taken, written, ended) = self.reader.read_record(chunk, output, ends);
        self.pass(chunk.get(..taken).unwrap_or_default());
        self.output_len += written;
        self.ends_len += ended;
        match result {
            ReadRecordResult::InputEmpty | ReadRecordResult::End => {}
            ReadRecordResult::OutputFull => {
                if self.output.len() >= LONGEST {
                    return Err(self.too_long());
                }
                self.output.resize(self.output.len() * 2, 0);
            }
            ReadRecordResult::OutputEndsFull => {
                if self.ends.len() >= LONGEST {
                    return Err(self.too_long());
                }
                self.ends.resize(self.ends.len() * 2, 0);
            }
            ReadRecordResult::Record => self.record(sink)?,
        }
        Ok(taken)
    }

    fn too_long(&self) -> Error {
        let message =
            format!("the record that begins on line {} is longer than 1 MiB", self.record_line);
        let problem = Problem::new("record-too-long", self.source_name(), message);
        Error::data(problem.help("look for a quotation mark that is not closed"))
    }

    fn source_name(&self) -> String {
        let rules = self.rules.inner.sources.get(self.source);
        rules.map(|rules| rules.source.name.clone()).unwrap_or_default()
    }

    /// Takes the record that was just completed.
    fn record(&mut self, sink: &mut dyn Sink) -> Result<(), Error> {
        let line = self.record_line;
        self.at_start = true;
        let ends = std::mem::take(&mut self.ends);
        let output = std::mem::take(&mut self.output);
        let fields = Fields {
            output: output.get(..self.output_len).unwrap_or_default(),
            ends: ends.get(..self.ends_len).unwrap_or_default(),
        };
        let result = if self.fields.is_some() {
            self.row += 1;
            self.row(sink, &fields, line);
            Ok(())
        } else {
            self.header(&fields)
        };
        (self.output, self.ends) = (output, ends);
        (self.output_len, self.ends_len) = (0, 0);
        result?;
        if self.origins.len() >= BATCH { self.flush(sink) } else { Ok(()) }
    }

    fn header(&mut self, fields: &Fields<'_>) -> Result<(), Error> {
        let names: Vec<String> = (0..fields.ends.len())
            .map(|at| normal(&String::from_utf8_lossy(fields.get(at))).into_owned())
            .collect();
        let source = self.source_name();
        if let Some(problem) = not_text(&source, fields.get(0)) {
            return Err(Error::data(problem));
        }
        let rules = self.rules.inner.sources.get(self.source);
        let columns = rules.map(|rules| rules.source.columns.as_slice()).unwrap_or_default();
        if let Some(rules) = rules {
            self.form.check(&rules.source)?;
        }
        let (mut found, mut faults) = (Vec::new(), ColumnFaults::default());
        for (declared, header) in columns.iter().zip(&self.form.headers) {
            let header = normal(header);
            let mut places = names.iter().enumerate().filter(|(_, name)| **name == *header);
            let place = places.next().map(|(at, _)| at);
            if places.next().is_some() {
                let message = format!("the header of `{source}` has `{header}` twice");
                faults.add(&Error::data(
                    Problem::new("column-repeated", format!("{source}.{header}"), message)
                        .help("rename or leave out one of them"),
                ));
            }
            if place.is_none() && !declared.optional {
                let is_text = |at: usize| std::str::from_utf8(fields.get(at)).is_ok();
                if !(0..fields.ends.len()).all(is_text) {
                    let message = format!("the header of `{source}` is not UTF-8");
                    let problem = Problem::new("text-not-utf-8", source, message);
                    return Err(Error::data(problem.help("save the file as UTF-8")));
                }
                let mut names = names.iter().map(String::as_str);
                faults.add(&missing(&source, &header, &self.form.headers, &mut names));
            }
            found.push(place);
        }
        faults.into_result()?;
        self.width = names.len();
        self.fields = Some(found);
        Ok(())
    }

    fn row(&mut self, sink: &mut dyn Sink, fields: &Fields<'_>, line: u64) {
        let places = self.fields.as_deref().unwrap_or_default();
        if fields.ends.len() != self.width {
            let message = format!(
                "the record has {} where the header has {}",
                counted(fields.ends.len()),
                self.width
            );
            return self.reject(sink, line, "field-count", "", message);
        }
        let mut texts = Vec::with_capacity(places.len());
        for (position, place) in places.iter().enumerate() {
            match place.map(|at| std::str::from_utf8(fields.get(at))) {
                None => texts.push(None),
                Some(Ok(text)) => texts.push(Some(text)),
                Some(Err(_)) => {
                    let rules = self.rules.inner.sources.get(self.source);
                    let column = rules.and_then(|rules| rules.source.columns.get(position));
                    let column = column.map(|own| own.name.clone()).unwrap_or_default();
                    let message = "the field has bytes that are not UTF-8".to_owned();
                    return self.reject(sink, line, "text-not-utf-8", &column, message);
                }
            }
        }
        for (column, text) in self.columns.iter_mut().zip(texts) {
            column.push(text);
        }
        self.origins.push(Origin { row: self.row, line: Some(line) });
    }

    fn reject(
        &mut self,
        sink: &mut dyn Sink,
        line: u64,
        code: &'static str,
        column: &str,
        message: String,
    ) {
        let origin = Origin { row: self.row, line: Some(line) };
        sink.reject(self.source, origin, code, column, message);
    }

    fn flush(&mut self, sink: &mut dyn Sink) -> Result<(), Error> {
        if self.origins.is_empty() {
            return Ok(());
        }
        let places = self.fields.as_deref().unwrap_or_default();
        let columns = self.columns.iter().zip(&self.form.headers).zip(places);
        let columns = columns
            .filter(|(_, place)| place.is_some())
            .map(|((column, header), _)| (header.clone(), column.column()));
        let batch = Batch::of_texts(columns.collect())?;
        sink.take(self.source, &batch, &self.origins)?;
        self.columns.iter_mut().for_each(TextBuilder::clear);
        self.origins.clear();
        Ok(())
    }

    fn end(&mut self, sink: &mut dyn Sink) -> Result<(), Error> {
        if !self.marker_passed {
            self.pass_marker(sink)?;
        }
        // The last record may lack its line break. A quoted field that is still open takes the
        // one given here for its own text; everything else ends with it.
        let (written, row) = (self.output_len, self.row);
        self.read(sink, b"\n")?;
        if self.output_len > written && self.row == row {
            self.row += 1;
            let message = "a quotation mark is not closed".to_owned();
            self.reject(sink, self.record_line, "quote-unclosed", "", message);
        }
        if self.fields.is_none() {
            let problem =
                Problem::new("csv-empty", self.source_name(), "the CSV text has no header");
            return Err(Error::data(problem.help("its first line names the columns")));
        }
        self.flush(sink)
    }
}

/// Why a file that begins with these bytes is no CSV text but compressed, as its name may say or not.
fn not_text(source: &str, start: &[u8]) -> Option<Problem> {
    const FORMATS: [(&[u8], &str, &str); 4] = [
        (b"\x1f\x8b", "gzip", "unpack it first, as with `gunzip`"),
        (b"\x28\xb5\x2f\xfd", "Zstandard", "unpack it first, as with `unzstd`"),
        (b"\xfd7zXZ\0", "xz", "unpack it first, as with `unxz`"),
        (
            b"PK\x03\x04",
            "ZIP, as a workbook of Excel is",
            "unpack it first, or save the sheet as CSV",
        ),
    ];
    let (_, format, help) = FORMATS.iter().find(|(magic, ..)| start.starts_with(magic))?;
    let message = format!("the file of `{source}` is compressed ({format}) and no CSV text");
    Some(Problem::new("text-not-utf-8", source, message).help(*help))
}

fn counted(fields: usize) -> String {
    if fields == 1 { "1 field".to_owned() } else { format!("{fields} fields") }
}

/// The fields of one record.
struct Fields<'r> {
    output: &'r [u8],
    ends: &'r [usize],
}

impl Fields<'_> {
    fn get(&self, at: usize) -> &[u8] {
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied();
        let end = self.ends.get(at).copied().unwrap_or_default();
        self.output.get(start.unwrap_or_default()..end).unwrap_or_default()
    }
}
