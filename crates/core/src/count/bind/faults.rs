//! Words for columns that do not fit the plan.

use crate::ground::error::Error;
use crate::ground::problem::Problem;
use crate::ground::text::{nearest, shortened};
use crate::plan::Column as Declared;
use crate::records::column::Values;

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
    let names: Vec<&str> = names.collect();
    let message = format!("the records of `{source}` have no column `{header}`");
    // A column that is declared itself is not meant by another name.
    let free = names.iter().copied().filter(|name| headers.iter().all(|own| own != name));
    let help = match nearest(header, free) {
        Some(near) => format!("did you mean `{near}`? say so with `header: {near}` in the plan"),
        None if matches!(names[..], [only] if only.contains([',', ';', '\t', '|'])) => {
            "the header is one column only; state the `delimiter` under `csv` in the plan"
                .to_owned()
        }
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
