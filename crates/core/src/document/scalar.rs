//! Single values: text, numbers, dates, words.

use chrono::NaiveDate;

use super::choice::Choice;
use super::faults::{Faults, listed};
use super::node::{Letters, Node, Scalar, Spot, Value};
use super::path::Path;
use super::place::Place;
use super::read::{Read, expected};
use super::text::shown;
use crate::ground::dates::Period;
use crate::ground::problem::Problem;
use crate::ground::text::normal;

/// A text as it is written, never empty, trimmed and in Unicode NFC where it is a name.
#[derive(Debug, Clone)]
#[expect(clippy::struct_field_names, reason = "the text of a text is its text")]
pub(crate) struct Text {
    pub(crate) text: String,
    pub(crate) place: Place,
    letters: Letters,
}

impl Text {
    /// A text that stands in the document at `place`.
    pub(crate) fn new(text: String, place: Place) -> Self {
        Self { text, place, letters: Letters::Elsewhere }
    }

    /// The text as names and members are compared: trimmed, in Unicode NFC.
    pub(crate) fn name(&self) -> String {
        normal(&self.text).into_owned()
    }

    /// A problem with the whole text.
    pub(crate) fn problem(&self, code: &'static str, message: impl Into<String>) -> Problem {
        self.place.problem(code, message)
    }

    /// The place of the letter at byte `offset` of the text.
    pub(crate) fn place_at(&self, offset: usize) -> Place {
        let start = Spot { line: self.place.line, column: self.place.column };
        let spot = self.letters.spot(&self.text, start, offset);
        Place { path: self.place.path.clone(), line: spot.line, column: spot.column }
    }
}

/// The scalar of a node; anything else is reported as not `wanted`.
fn scalar<'n>(
    node: &'n Node,
    at: &Path<'_>,
    wanted: &str,
    faults: &mut Faults,
) -> Option<&'n Scalar> {
    match &node.value {
        Value::Scalar(scalar) if !scalar.is_null() => Some(scalar),
        _ => {
            expected(wanted, node, at, faults);
            None
        }
    }
}

impl Read for Text {
    fn read(node: &Node, at: &Path<'_>, faults: &mut Faults) -> Option<Self> {
        let scalar = scalar(node, at, "a text", faults)?;
        let place = at.place(node.spot);
        if scalar.text.trim().is_empty() {
            faults.push(
                place
                    .problem("empty-text", "the text is empty")
                    .help("write a text, or remove the key"),
            );
            return None;
        }
        Some(Self { text: scalar.text.clone(), place, letters: scalar.letters })
    }

    #[cfg(feature = "schema")]
    fn schema(_: &mut super::schema::Definitions) -> serde_json::Value {
        super::schema::text()
    }
}

/// A single value with its place.
#[derive(Debug, Clone)]
pub(crate) struct Located<T> {
    pub(crate) value: T,
    pub(crate) place: Place,
}

impl<T> Located<T> {
    /// A problem with this value.
    pub(crate) fn problem(&self, code: &'static str, message: impl Into<String>) -> Problem {
        self.place.problem(code, message)
    }
}

/// Why a scalar is not the value wanted: code, message, help.
pub(crate) struct Misfit {
    pub(crate) code: &'static str,
    pub(crate) message: String,
    pub(crate) help: String,
}

/// A value that is written as one scalar.
pub(crate) trait Single: Sized {
    /// What is wanted, as a message names it.
    const WANTED: &'static str;

    /// Reads the scalar.
    fn single(scalar: &Scalar, faults: &Faults) -> Result<Self, Misfit>;

    /// The JSON Schema of the scalar.
    #[cfg(feature = "schema")]
    fn single_schema() -> serde_json::Value;
}

impl<T: Single> Read for Located<T> {
    fn read(node: &Node, at: &Path<'_>, faults: &mut Faults) -> Option<Self> {
        let scalar = scalar(node, at, T::WANTED, faults)?;
        let place = at.place(node.spot);
        match T::single(scalar, faults) {
            Ok(value) => Some(Self { value, place }),
            Err(misfit) => {
                faults.push(place.problem(misfit.code, misfit.message).help(misfit.help));
                None
            }
        }
    }

    #[cfg(feature = "schema")]
    fn schema(_: &mut super::schema::Definitions) -> serde_json::Value {
        T::single_schema()
    }
}

impl Single for bool {
    const WANTED: &'static str = "`true` or `false`";

    fn single(scalar: &Scalar, _: &Faults) -> Result<Self, Misfit> {
        match scalar.text.as_str() {
            "true" if scalar.plain => Ok(true),
            "false" if scalar.plain => Ok(false),
            other => Err(Misfit {
                code: "not-a-boolean",
                message: format!("`{}` is neither `true` nor `false`", shown(other)),
                help: "write `true` or `false`, in small letters and without quotation marks"
                    .into(),
            }),
        }
    }

    #[cfg(feature = "schema")]
    fn single_schema() -> serde_json::Value {
        serde_json::json!({"type": "boolean"})
    }
}

impl Single for u32 {
    const WANTED: &'static str = "a whole number";

    fn single(scalar: &Scalar, _: &Faults) -> Result<Self, Misfit> {
        let digits = !scalar.text.is_empty() && scalar.text.bytes().all(|b| b.is_ascii_digit());
        let value = if digits && scalar.plain { scalar.text.parse().ok() } else { None };
        value.ok_or_else(|| Misfit {
            code: "not-a-whole-number",
            message: format!("`{}` is not a whole number that fits here", shown(&scalar.text)),
            help: "write it in digits only, without quotation marks: `2`".into(),
        })
    }

    #[cfg(feature = "schema")]
    fn single_schema() -> serde_json::Value {
        serde_json::json!({"type": "integer", "minimum": 0})
    }
}

/// The source text of an exact number: an optional minus, digits, and a point with digits.
#[derive(Debug, Clone)]
pub(crate) struct Figure(pub(crate) String);

/// Most digits of a number in a plan.
const MOST_DIGITS: usize = 28;

impl Single for Figure {
    const WANTED: &'static str = "a number";

    fn single(scalar: &Scalar, _: &Faults) -> Result<Self, Misfit> {
        let text = &scalar.text;
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !(scalar.plain && digits(whole) && digits(fraction)) {
            return Err(Misfit {
                code: "not-a-number",
                message: format!("`{}` is not a number", shown(text)),
                help: "write digits with a point as decimal mark, without quotation marks and \
                       without marks between thousands: `1234.5`"
                    .into(),
            });
        }
        if whole.len() + fraction.len() > MOST_DIGITS {
            return Err(Misfit {
                code: "number-too-long",
                message: format!("`{}` has too many digits", shown(text)),
                help: format!("at most {MOST_DIGITS} digits are read"),
            });
        }
        Ok(Self(text.clone()))
    }

    #[cfg(feature = "schema")]
    fn single_schema() -> serde_json::Value {
        serde_json::json!({"type": "number"})
    }
}

impl Single for NaiveDate {
    const WANTED: &'static str = "a date";

    fn single(scalar: &Scalar, _: &Faults) -> Result<Self, Misfit> {
        let text = scalar.text.trim();
        let period = (text.len() == "2022-01-31".len()).then(|| Period::parse(text)).flatten();
        // Among the standard names only a day's is as long as this and has two hyphens.
        period.filter(|_| text.matches('-').count() == 2).map(|period| period.first()).ok_or_else(
            || Misfit {
                code: "not-a-date",
                message: format!("`{}` is not a date", shown(text)),
                help: "write year, month and day of a day that exists: `2022-01-31`".into(),
            },
        )
    }

    #[cfg(feature = "schema")]
    fn single_schema() -> serde_json::Value {
        serde_json::json!({"type": "string", "pattern": "^\\d{4}-\\d{2}-\\d{2}$"})
    }
}

impl Single for Period {
    const WANTED: &'static str = "a period";

    fn single(scalar: &Scalar, _: &Faults) -> Result<Self, Misfit> {
        Period::parse(scalar.text.trim()).ok_or_else(|| Misfit {
            code: "not-a-period",
            message: format!("`{}` is not a period", shown(&scalar.text)),
            help: "write a year, half year, quarter, month, ISO week or day: `2022`, `2022-H2`, \
                   `2022-Q3`, `2022-03`, `2022-W05`, `2022-03-31`"
                .into(),
        })
    }

    #[cfg(feature = "schema")]
    fn single_schema() -> serde_json::Value {
        serde_json::json!({
            "type": ["string", "integer"],
            "pattern": "^\\d{4}(-(H[12]|Q[1-4]|W\\d{2}|\\d{2}(-\\d{2})?))?$",
        })
    }
}

impl<C: Choice> Single for C {
    const WANTED: &'static str = "a word";

    fn single(scalar: &Scalar, faults: &Faults) -> Result<Self, Misfit> {
        let text = scalar.text.trim();
        if let Some(value) = C::ALL.iter().find(|value| value.word() == text) {
            return Ok(*value);
        }
        let words = || C::ALL.iter().map(|value| value.word());
        let help = match faults.suggest(text, words()) {
            Some(word) => format!("did you mean `{word}`? it is one of {}", listed(words())),
            None => format!("it is one of {}", listed(words())),
        };
        let message = format!("`{}` is not a value of {}", shown(text), C::WHAT);
        Err(Misfit { code: "unknown-word", message, help })
    }

    #[cfg(feature = "schema")]
    fn single_schema() -> serde_json::Value {
        let words: Vec<&str> = C::ALL.iter().map(|value| value.word()).collect();
        serde_json::json!({"type": "string", "enum": words})
    }
}
