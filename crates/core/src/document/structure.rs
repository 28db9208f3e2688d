//! Groups of known keys, defined once: the structure, its reader and its JSON Schema.

use super::faults::{Faults, listed};
use super::node::{Entry, Node, Value};
use super::path::Path;
use super::read::{Read, expected};
use super::text::shown;

/// The entries of a group of known keys while it is read.
pub(crate) struct Entries<'n, 'p> {
    written: &'n [Entry],
    node: &'n Node,
    at: &'p Path<'p>,
    what: &'static str,
}

impl<'n, 'p> Entries<'n, 'p> {
    /// The entries of a node, after reporting the keys that are not `known`.
    pub(crate) fn of(
        node: &'n Node,
        at: &'p Path<'p>,
        what: &'static str,
        known: &[&'static str],
        faults: &mut Faults,
    ) -> Option<Self> {
        let Value::Map(entries) = &node.value else {
            expected("a group of keys", node, at, faults);
            return None;
        };
        let unknown = entries.iter().filter(|entry| !known.contains(&entry.key.as_str()));
        for entry in unknown {
            let key = shown(&entry.key);
            let free = known.iter().copied().filter(|key| entries.iter().all(|e| e.key != *key));
            let help = match faults.suggest(&entry.key, free) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("its keys are {}", listed(known.iter().copied())),
            };
            let place = at.key(&entry.key).place(entry.spot);
            let message = format!("`{key}` is not a key of {what}");
            faults.push(place.problem("unknown-key", message).help(help));
        }
        Some(Self { written: entries, node, at, what })
    }

    /// The known keys that are written.
    pub(crate) fn keys(&self, known: &[&'static str]) -> Vec<&'static str> {
        let written = |key: &&str| self.written.iter().any(|entry| entry.key == **key);
        known.iter().copied().filter(|key| written(key)).collect()
    }

    /// The value of a key, where it is written.
    pub(crate) fn optional<T: Read>(&self, key: &'static str, faults: &mut Faults) -> Option<T> {
        let entry = self.written.iter().find(|entry| entry.key == key)?;
        T::read(&entry.value, &self.at.key(key), faults)
    }

    /// The value of a key that must be written.
    pub(crate) fn required<T: Read>(&self, key: &'static str, faults: &mut Faults) -> Option<T> {
        if self.written.iter().any(|entry| entry.key == key) {
            return self.optional(key, faults);
        }
        let message = format!("{} needs the key `{key}`", self.what);
        let place = self.at.place(self.node.spot);
        faults.push(place.problem("key-missing", message).help(format!("add `{key}: …` here")));
        None
    }
}

/// Defines a structure that a document writes as a group of known keys, together with its reader
/// and its JSON Schema.
macro_rules! structure {
    (
        $(#[doc = $what_doc:literal])*
        pub(crate) struct $name:ident ($schema_name:literal, $what:literal) {
            $(
                $(#[doc = $doc:literal])*
                $need:ident $key:literal $field:ident: $kind:ty,
            )+
        }
    ) => {
        $(#[doc = $what_doc])*
        #[derive(Debug, Clone)]
        pub(crate) struct $name {
            /// Where it is written.
            #[allow(dead_code, reason = "not every structure is asked for it")]
            pub(crate) place: $crate::document::place::Place,
            #[allow(dead_code, reason = "not every structure is asked for it")]
            /// The known keys that are written, also where their value is at fault.
            pub(crate) written: Vec<&'static str>,
            $( $(#[doc = $doc])* pub(crate) $field: Option<$kind>, )+
        }

        impl $crate::document::read::Read for $name {
            fn read(
                node: &$crate::document::node::Node,
                at: &$crate::document::path::Path<'_>,
                faults: &mut $crate::document::faults::Faults,
            ) -> Option<Self> {
                let entries = $crate::document::structure::Entries::of(
                    node, at, $what, &[$($key),+], faults,
                )?;
                Some(Self {
                    place: at.place(node.spot),
                    written: entries.keys(&[$($key),+]),
                    $( $field: entries.$need($key, faults), )+
                })
            }

            #[cfg(feature = "schema")]
            fn schema(
                definitions: &mut $crate::document::schema::Definitions,
            ) -> serde_json::Value {
                definitions.structure($schema_name, &[$($what_doc),*], |definitions| vec![$(
                    $crate::document::schema::Property {
                        key: $key,
                        required: stringify!($need) == "required",
                        lines: &[$($doc),*],
                        schema: <$kind as $crate::document::read::Read>::schema(definitions),
                    },
                )+])
            }
        }
    };
}

pub(crate) use structure;
