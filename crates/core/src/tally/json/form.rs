//! What a text of a tally has to have, before it is asked whether that fits together.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written<'t> {
    pub(super) schema: u32,
    pub(super) rules: String,
    pub(super) counted: WrittenSpan,
    #[serde(default)]
    pub(super) suppress_below: Option<u32>,
    #[serde(borrow)]
    pub(super) snapshots: Vec<WrittenSnapshot<'t>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenSpan {
    pub(super) from: String,
    pub(super) to: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenSnapshot<'t> {
    pub(super) as_of: String,
    #[serde(borrow)]
    pub(super) sources: Vec<WrittenSource<'t>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenSource<'t> {
    pub(super) source: String,
    pub(super) handed_in: bool,
    pub(super) read: u64,
    pub(super) not_yet_known: u64,
    pub(super) superseded: u64,
    pub(super) rejected: Vec<WrittenFault>,
    pub(super) flagged: Vec<WrittenFault>,
    #[serde(borrow)]
    pub(super) keys: Option<WrittenKeys<'t>>,
    #[serde(borrow)]
    pub(super) axes: Vec<WrittenAxis<'t>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenFault {
    pub(super) code: String,
    pub(super) column: String,
    pub(super) count: u64,
    pub(super) examples: BTreeSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenKeys<'t> {
    pub(super) repeated: u64,
    /// Hashes of 128 bits in hexadecimal.
    #[serde(borrow)]
    pub(super) seen: Vec<Words<'t>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenAxis<'t> {
    pub(super) dated_by: String,
    pub(super) undated: u64,
    pub(super) counted: u64,
    pub(super) items: Vec<WrittenItem>,
    #[serde(borrow)]
    pub(super) tables: Vec<WrittenTable<'t>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenItem {
    pub(super) name: String,
    pub(super) kind: String,
    #[serde(default)]
    pub(super) scale: Option<u8>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenTable<'t> {
    pub(super) by: Vec<String>,
    pub(super) grain: String,
    #[serde(borrow)]
    pub(super) cells: Vec<WrittenCell<'t>>,
}

/// Members, bucket, and the counters in the order of the items.
pub(super) type WrittenCell<'t> = (Vec<WrittenMember<'t>>, Words<'t>, Vec<WrittenNumber<'t>>);

/// A text, not copied where it stands in the JSON as it is.
pub(super) struct Words<'t>(pub(super) Cow<'t, str>);

pub(super) enum WrittenMember<'t> {
    Named(Cow<'t, str>),
    Group(Group),
}

#[derive(Deserialize)]
struct Grouped {
    group: Group,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Group {
    Empty,
    Undeclared,
}

/// Counts as integers; sums and extremes as text, for they may be wide.
pub(super) enum WrittenNumber<'t> {
    Count(u64),
    Digits(Cow<'t, str>),
    None,
}

impl<'de: 't, 't> Deserialize<'de> for Words<'t> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match WrittenNumber::deserialize(deserializer)? {
            WrittenNumber::Digits(words) => Ok(Self(words)),
            WrittenNumber::Count(_) | WrittenNumber::None => Err(D::Error::custom("no text")),
        }
    }
}

// Told apart by what comes: trying one form after the other would keep each of the many values in
// another form first.
impl<'de: 't, 't> Deserialize<'de> for WrittenNumber<'t> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Of;
        impl<'de> Visitor<'de> for Of {
            type Value = WrittenNumber<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number, a text or null")
            }

            fn visit_u64<E: Error>(self, value: u64) -> Result<Self::Value, E> {
                Ok(WrittenNumber::Count(value))
            }

            fn visit_borrowed_str<E: Error>(self, value: &'de str) -> Result<Self::Value, E> {
                Ok(WrittenNumber::Digits(Cow::Borrowed(value)))
            }

            fn visit_str<E: Error>(self, value: &str) -> Result<Self::Value, E> {
                Ok(WrittenNumber::Digits(Cow::Owned(value.to_owned())))
            }

            fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
                Ok(WrittenNumber::None)
            }
        }
        deserializer.deserialize_any(Of)
    }
}

impl<'de: 't, 't> Deserialize<'de> for WrittenMember<'t> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Of;
        impl<'de> Visitor<'de> for Of {
            type Value = WrittenMember<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a name or a group")
            }

            fn visit_borrowed_str<E: Error>(self, value: &'de str) -> Result<Self::Value, E> {
                Ok(WrittenMember::Named(Cow::Borrowed(value)))
            }

            fn visit_str<E: Error>(self, value: &str) -> Result<Self::Value, E> {
                Ok(WrittenMember::Named(Cow::Owned(value.to_owned())))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                let grouped = Grouped::deserialize(MapAccessDeserializer::new(map))?;
                Ok(WrittenMember::Group(grouped.group))
            }
        }
        deserializer.deserialize_any(Of)
    }
}
