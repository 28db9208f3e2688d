//! How files and tables are written.

use crate::plan::CsvFormat;

/// How the files and tables of a source are written: as the plan states, or as the call says.
#[derive(Debug, Clone, Default)]
pub(crate) struct Form {
    /// By position of the column: its name in files and tables.
    pub(crate) headers: Vec<String>,
    pub(crate) csv: CsvFormat,
}
