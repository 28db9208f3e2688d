//! How files and tables are written.

use super::bind::Binder;
use crate::plan::CsvFormat;
use crate::rules::{Rules, SourceRules};

/// How the files and tables of a source are written: as the plan states, or as the call says.
#[derive(Debug, Clone, Default)]
pub(crate) struct Form {
    /// By position of the column: its name in files and tables.
    pub(crate) headers: Vec<String>,
    pub(crate) csv: CsvFormat,
}

impl Form {
    pub(crate) fn binder<'s>(&'s self, rules: &Rules, own: &'s SourceRules) -> Binder<'s> {
        Binder { source: &own.source, form: self, utc_offset: rules.inner.utc_offset }
    }
}
