//! What values that write themselves as text are in a JSON Schema.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::dates::Grain;
use super::exact::Exact;
use super::language::Language;
use super::target::Scale;

/// The first and the last day of a span, as the results write them beside their other fields.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "its fields are described, and written by `serialize_span`")]
pub(crate) struct DaySpan {
    /// The first day: `2022-01-01`.
    from: String,
    /// The last day: `2022-12-31`.
    to: String,
}

/// A type that is text in JSON; its description becomes that of the type in other languages.
macro_rules! text {
    ($($type:ty, $name:literal, $description:literal;)+) => {$(
        impl JsonSchema for $type {
            fn schema_name() -> Cow<'static, str> {
                $name.into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", "description": $description })
            }
        }
    )+};
}

text! {
    Exact, "Exact", "An exact number as text: `1479`, `0.015`, `4/147`.";
    Scale, "Scale", "The units in which a value is shown: `percent`, `points`, `working days` …";
}

impl JsonSchema for Language {
    fn schema_name() -> Cow<'static, str> {
        "LanguageCode".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A language for people, by its code of ISO 639-1.",
            "enum": Self::ALL.map(Self::code),
        })
    }
}

impl JsonSchema for Grain {
    fn schema_name() -> Cow<'static, str> {
        "Grain".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "How finely time is told apart.",
            "enum": Self::ALL.map(Self::name),
        })
    }
}
