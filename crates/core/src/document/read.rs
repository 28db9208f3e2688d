//! Reading values from the tree, collecting faults on the way.

use super::faults::Faults;
use super::node::{Node, Value};
use super::path::Path;
use super::place::Place;
use super::scalar::Text;

/// A value that can be read from a node.
///
/// Reading never stops at a fault: what cannot be read is reported and left out, and the rest of
/// the document is read on.
pub(crate) trait Read: Sized {
    /// Reads the node at a path; `None` where a fault was reported.
    fn read(node: &Node, at: &Path<'_>, faults: &mut Faults) -> Option<Self>;

    /// The JSON Schema of what is read.
    #[cfg(feature = "schema")]
    fn schema(definitions: &mut super::schema::Definitions) -> serde_json::Value;
}

/// Reports that a node is not what is `wanted`.
pub(crate) fn expected(wanted: &str, node: &Node, at: &Path<'_>, faults: &mut Faults) {
    let place = at.place(node.spot);
    let problem = match &node.value {
        // Was reported when it was refused.
        Value::Refused => return,
        Value::Scalar(scalar) if scalar.is_null() => place
            .problem("value-missing", format!("{wanted} is missing here"))
            .help("write a value, or remove the key; the word `null` needs quotation marks"),
        _ => place
            .problem("wrong-shape", format!("expected {wanted}, found {}", node.kind()))
            .help(match wanted {
                "a list" => "write `[first, second]`, or one line with `- ` for each",
                "a group of keys" => "write lines of `key: value`, indented below the key",
                _ => "write one value after the key; a text in brackets needs quotation marks",
            }),
    };
    faults.push(problem);
}

/// A list with its place; only where it says so may it be empty.
#[derive(Debug, Clone)]
pub(crate) struct List<T, const MAY_BE_EMPTY: bool = false> {
    pub(crate) items: Vec<T>,
    pub(crate) place: Place,
}

impl<T: Read, const MAY_BE_EMPTY: bool> Read for List<T, MAY_BE_EMPTY> {
    fn read(node: &Node, at: &Path<'_>, faults: &mut Faults) -> Option<Self> {
        let Value::List(nodes) = &node.value else {
            expected("a list", node, at, faults);
            return None;
        };
        let items = nodes
            .iter()
            .enumerate()
            .filter_map(|(index, node)| T::read(node, &at.index(index), faults))
            .collect();
        let place = at.place(node.spot);
        if nodes.is_empty() && !MAY_BE_EMPTY {
            faults.push(
                place
                    .problem("empty-list", "the list is empty")
                    .help("write at least one entry, or remove the key"),
            );
        }
        Some(Self { items, place })
    }

    #[cfg(feature = "schema")]
    fn schema(definitions: &mut super::schema::Definitions) -> serde_json::Value {
        let items = T::schema(definitions);
        serde_json::json!({"type": "array", "items": items, "minItems": u8::from(!MAY_BE_EMPTY)})
    }
}

/// A list that is written as one value where it has one only.
#[derive(Debug, Clone)]
pub(crate) struct OneOrMany<T>(pub(crate) Vec<T>);

impl<T: Read> Read for OneOrMany<T> {
    fn read(node: &Node, at: &Path<'_>, faults: &mut Faults) -> Option<Self> {
        if matches!(node.value, Value::List(_)) {
            List::<T>::read(node, at, faults).map(|list| Self(list.items))
        } else {
            T::read(node, at, faults).map(|item| Self(vec![item]))
        }
    }

    #[cfg(feature = "schema")]
    fn schema(definitions: &mut super::schema::Definitions) -> serde_json::Value {
        let (one, many) = (T::schema(definitions), List::<T>::schema(definitions));
        serde_json::json!({"anyOf": [one, many]})
    }
}

/// Named values in the order of the text.
#[derive(Debug, Clone)]
pub(crate) struct Named<T> {
    /// Each name with its value; a value that could not be read is left out, its name stays.
    pub(crate) entries: Vec<(Text, Option<T>)>,
    pub(crate) place: Place,
}

impl<T: Read> Read for Named<T> {
    fn read(node: &Node, at: &Path<'_>, faults: &mut Faults) -> Option<Self> {
        let Value::Map(entries) = &node.value else {
            expected("a group of keys", node, at, faults);
            return None;
        };
        let place = at.place(node.spot);
        if entries.is_empty() {
            faults.push(
                place
                    .problem("empty-list", "nothing is listed here")
                    .help("write at least one entry, or remove the key"),
            );
        }
        let entries = entries
            .iter()
            .map(|entry| {
                let at = at.key(&entry.key);
                let name = Text::new(entry.key.clone(), at.place(entry.spot));
                (name, T::read(&entry.value, &at, faults))
            })
            .collect();
        Some(Self { entries, place })
    }

    #[cfg(feature = "schema")]
    fn schema(definitions: &mut super::schema::Definitions) -> serde_json::Value {
        let values = T::schema(definitions);
        serde_json::json!({"type": "object", "additionalProperties": values, "minProperties": 1})
    }
}

/// A value with a short form, one scalar, and a long form, a group of keys.
#[derive(Debug, Clone)]
pub(crate) enum Short<S, L> {
    Short(S),
    Long(L),
}

impl<S: Read, L: Read> Read for Short<S, L> {
    fn read(node: &Node, at: &Path<'_>, faults: &mut Faults) -> Option<Self> {
        if matches!(node.value, Value::Map(_)) {
            L::read(node, at, faults).map(Self::Long)
        } else {
            S::read(node, at, faults).map(Self::Short)
        }
    }

    #[cfg(feature = "schema")]
    fn schema(definitions: &mut super::schema::Definitions) -> serde_json::Value {
        let (short, long) = (S::schema(definitions), L::schema(definitions));
        serde_json::json!({"anyOf": [short, long]})
    }
}
