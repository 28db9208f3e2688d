//! What a CSV feed hands its records to.

use std::fmt::Debug;

use super::intake::Origin;
use crate::ground::error::Error;
use crate::records::batch::Batch;

/// Takes the records of a CSV text, batch by batch.
pub(crate) trait Sink: Debug + Send {
    /// The error that it ended in, if it did.
    fn usable(&self) -> Result<(), Error>;

    /// Remembers an error, so that what failed cannot be used as if it had not.
    fn settle(&mut self, result: Result<(), Error>) -> Result<(), Error>;

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
