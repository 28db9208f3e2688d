//! What records are fed to, in whatever way they come.

use std::fmt::Debug;

use super::csv::CsvText;
use super::intake::Origin;
use crate::ground::error::Error;
use crate::ground::problem::Problem;
use crate::records::batch::Batch;

/// Takes the records of a CSV text, batch by batch.
pub(crate) trait Sink: Debug + Send {
    /// How far it has come.
    fn course(&mut self) -> &mut Course;

    /// Takes a batch; `origins` says where its rows come from.
    fn take(&mut self, source: usize, batch: &Batch<'_>, origins: &[Origin]) -> Result<(), Error>;

    /// Is told of a row that did not come to be part of a batch.
    fn reject(
        &mut self,
        source: usize,
        origin: Origin,
        code: &'static str,
        column: &str,
        message: String,
    );
}

/// Whether what is fed with records can go on.
#[derive(Debug, Default)]
pub(crate) struct Course {
    /// The error that it ended in, if it did.
    failed: Option<Error>,
    /// The source of a CSV text that has not been ended.
    open_feed: Option<String>,
    /// That text, where the sink itself keeps it between chunks.
    text: Option<CsvText>,
}

impl Course {
    /// The error that it ended in, if it did.
    pub(crate) fn usable(&self) -> Result<(), Error> {
        self.failed.clone().map_or(Ok(()), Err)
    }

    /// Whether it can take more, or be ended. What is left of a CSV text is counted when that is
    /// ended: one that was not would lose rows.
    pub(crate) fn ready(&self) -> Result<(), Error> {
        self.usable()?;
        let Some(source) = &self.open_feed else { return Ok(()) };
        let message = format!("the CSV text of `{source}` was not ended");
        let problem = Problem::new("csv-not-ended", source, message);
        Err(Error::data(problem.help("call `finish` on the feed after the last chunk")))
    }

    /// Remembers an error, so that what failed cannot be used as if it had not.
    pub(crate) fn settle(&mut self, result: Result<(), Error>) -> Result<(), Error> {
        if let Err(error) = &result {
            self.failed = Some(error.clone());
        }
        result
    }

    /// A CSV text begins.
    pub(crate) fn open(&mut self, source: &str) {
        self.open_feed = Some(source.to_owned());
    }

    /// The CSV text that begins is kept here between chunks.
    pub(crate) fn keep(&mut self, text: CsvText) {
        self.text = Some(text);
    }

    /// The CSV text that was kept; none was begun, or it was ended.
    pub(crate) fn kept(&mut self) -> Result<CsvText, Error> {
        self.usable()?;
        self.text.take().ok_or_else(|| {
            let problem = Problem::new("csv-not-begun", "", "no CSV text was begun");
            Error::request(problem.help("say first of which source it is, with `begin_csv`"))
        })
    }

    /// The CSV text is ended.
    pub(crate) fn close(&mut self) {
        self.open_feed = None;
    }
}
