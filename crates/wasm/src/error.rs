//! Errors on their way to JavaScript.

use chrono::NaiveDate;
use quality_objectives::{Error, Problem};
use serde::Serialize;

/// What a call ended in, as JSON text: which class of error it becomes, and what was found.
#[derive(Serialize)]
struct Thrown<'p> {
    kind: &'static str,
    problems: &'p [Problem],
}

/// A text that JavaScript throws on as one of its own errors.
pub struct Fault(String);

impl Fault {
    fn new(kind: &'static str, problems: &[Problem]) -> Self {
        Self(json(&Thrown { kind, problems }))
    }

    /// A request that cannot be answered as it stands.
    pub(crate) fn request(problem: Problem) -> Self {
        Self::new("request", &[problem])
    }

    /// Records that are not what they should be.
    pub(crate) fn data(problem: Problem) -> Self {
        Self::new("data", &[problem])
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        let kind = if error.is_plan() {
            "plan"
        } else if error.is_data() {
            "data"
        } else if error.is_tally() {
            "tally"
        } else {
            "request"
        };
        Self::new(kind, error.problems())
    }
}

impl From<Fault> for wasm_bindgen::JsValue {
    fn from(fault: Fault) -> Self {
        Self::from_str(&fault.0)
    }
}

/// A value as JSON text.
pub(crate) fn json(value: &(impl Serialize + ?Sized)) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// A day of a text.
pub(crate) fn day(text: &str, path: &str) -> Result<NaiveDate, Fault> {
    parsed_day(text).ok_or_else(|| {
        let message = format!("`{text}` is no day");
        let problem = Problem::new("day-unreadable", path, message);
        Fault::request(problem.help("write the day as 2022-12-31"))
    })
}

fn parsed_day(text: &str) -> Option<NaiveDate> {
    let mut parts = text.splitn(3, '-');
    let year = parts.next()?.parse().ok()?;
    let (month, day) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    NaiveDate::from_ymd_opt(year, month, day)
}

/// What a name stands for, or which names there are.
pub(crate) fn named<T>(
    found: Option<T>,
    name: &str,
    code: &'static str,
    path: &str,
    names: &str,
) -> Result<T, Fault> {
    found.ok_or_else(|| {
        let problem = Problem::new(code, path, format!("`{name}` is no {path}"));
        Fault::request(problem.help(format!("it is one of: {names}")))
    })
}
