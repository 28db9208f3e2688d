//! The ground that every station may use: exact numbers, dates and periods, the working
//! calendar, text, problems, the target with its wording and languages.

pub(crate) mod calendar;
pub(crate) mod dates;
#[cfg(feature = "schema")]
pub(crate) mod described;
pub(crate) mod error;
pub(crate) mod exact;
pub(crate) mod language;
pub(crate) mod problem;
pub(crate) mod target;
pub(crate) mod text;
pub(crate) mod time;
pub(crate) mod unicode;
