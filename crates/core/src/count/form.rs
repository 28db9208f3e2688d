//! How files and tables are written.

use super::bind::Binder;
use crate::ground::error::Error;
use crate::ground::problem::Problem;
use crate::plan::{CsvFormat, Source};
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

    /// Refuses names of which two columns have the same: one of them would silently be the other.
    ///
    /// It is asked when records come and not when a name is said, so that two columns may change
    /// their names with each other.
    pub(crate) fn check(&self, source: &Source) -> Result<(), Error> {
        let columns = || source.columns.iter().zip(&self.headers);
        for (at, (column, header)) in columns().enumerate() {
            if let Some((other, _)) = columns().take(at).find(|(_, own)| *own == header) {
                let path = format!("{}.{}", source.name, column.name);
                let message =
                    format!("`{header}` is the name in the records of `{}` too", other.name);
                let help = "name another column of the records";
                return Err(Error::request(
                    Problem::new("duplicate-header", path, message).help(help),
                ));
            }
        }
        Ok(())
    }
}
