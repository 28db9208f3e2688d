//! The ground that every station may use: exact numbers, dates and periods, the working
//! calendar, text, problems, the target with its wording and languages.

pub mod error;
pub mod problem;
