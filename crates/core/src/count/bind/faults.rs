//! Words for columns that do not fit the plan.

use crate::ground::error::Error;
use crate::ground::problem::Problem;
use crate::ground::text::{nearest, shortened};
use crate::plan::Column as Declared;
use crate::records::column::Values;

const ONE_COLUMN: &str =
    "the header is one column only; state the `delimiter` under `csv` in the plan";

/// The columns of some records that do not fit the plan, all of which are told at once.
#[derive(Debug, Default)]
pub(crate) struct ColumnFaults(Vec<Problem>);

impl ColumnFaults {
    /// One more. What has the same cause as one before it (a delimiter that is not stated) is left out.
    pub(crate) fn add(&mut self, error: &Error) {
        for problem in error.problems() {
            let is_same = problem.help.as_deref() == Some(ONE_COLUMN)
                && self.0.iter().any(|own| own.help == problem.help);
            if !is_same {
                self.0.push(problem.clone());
            }
        }
    }

    /// # Errors
    ///
    /// All of them, if there are any.
    pub(crate) fn into_result(self) -> Result<(), Error> {
        if self.0.is_empty() { Ok(()) } else { Err(Error::data_faults(self.0)) }
    }
}

/// The error for a column that could not be taken over, for this reason.
pub(super) fn refused(source: &str, declared: &Declared, header: &str, reason: &Problem) -> Error {
    let mut problem = reason.clone();
    problem.path = format!("{source}.{header}");
    let declared = declared.column_type.name();
    problem.message = format!("{}; the plan declares it as {declared}", problem.message);
    Error::data(problem)
}

/// The error for a column of another type than the declared one.
pub(super) fn mistyped(source: &str, declared: &Declared, values: &Values<'_>) -> Error {
    let message = format!(
        "column `{}` of `{source}` is declared as {} and holds {}",
        declared.name,
        declared.column_type.name(),
        values.kind()
    );
    Error::data(
        Problem::new("column-type", format!("{source}.{}", declared.name), message)
            .help("convert the column, or declare the type that it has in the plan"),
    )
}

/// The error for a column that is not there; `headers` are those of all declared columns.
pub(crate) fn missing(
    source: &str,
    header: &str,
    headers: &[String],
    names: &mut dyn Iterator<Item = &str>,
) -> Error {
    // Rows without a single key have a column without a name, which says how many they are.
    let names: Vec<&str> = names.filter(|name| !name.is_empty()).collect();
    let message = format!("the records of `{source}` have no column `{header}`");
    // A column that is declared itself is not meant by another name.
    let free = names.iter().copied().filter(|name| headers.iter().all(|own| own != name));
    let help = match nearest(header, free) {
        Some(near) => format!("did you mean `{near}`? say so with `header: {near}` in the plan"),
        None if matches!(names[..], [only] if only.contains([',', ';', '\t', '|'])) => {
            ONE_COLUMN.to_owned()
        }
        None if names.is_empty() => "the records have no columns at all: hand in some".to_owned(),
        None => {
            const LISTED: usize = 20;
            let mut listed: Vec<_> =
                names.iter().take(LISTED).map(|name| format!("`{}`", shortened(name))).collect();
            if names.len() > LISTED {
                listed.push("…".to_owned());
            }
            format!("the columns are {}; name it with `header` in the plan", listed.join(", "))
        }
    };
    Error::data(Problem::new("column-missing", format!("{source}.{header}"), message).help(help))
}
