//! The JSON Schema of a document, from the same definitions as its reader.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::read::Read;

/// The named parts of a schema.
#[derive(Debug, Default)]
pub(crate) struct Definitions {
    parts: BTreeMap<&'static str, Value>,
}

/// A key of a document structure.
pub(crate) struct Property {
    pub(crate) key: &'static str,
    pub(crate) required: bool,
    pub(crate) lines: &'static [&'static str],
    pub(crate) schema: Value,
}

impl Definitions {
    /// A reference to the structure of this name, which is defined when it is met first.
    pub(crate) fn structure(
        &mut self,
        name: &'static str,
        lines: &[&str],
        properties: impl FnOnce(&mut Self) -> Vec<Property>,
    ) -> Value {
        if !self.parts.contains_key(name) {
            // Structures may contain themselves: a name that is being defined is defined.
            self.parts.insert(name, Value::Null);
            let properties = properties(self);
            self.parts.insert(name, object(lines, properties));
        }
        json!({"$ref": format!("#/$defs/{name}")})
    }

    /// The whole schema of a document. Of each structure in `alternatives`, exactly one of the
    /// groups of keys has to be written.
    pub(crate) fn document<T: Read>(
        title: &str,
        alternatives: &[(&'static str, &[&[&str]])],
    ) -> Value {
        let mut definitions = Self::default();
        let root = T::schema(&mut definitions);
        for (name, groups) in alternatives {
            let groups: Vec<Value> =
                groups.iter().map(|keys| json!({ "required": keys })).collect();
            if let Some(Value::Object(part)) = definitions.parts.get_mut(name) {
                part.insert("oneOf".into(), Value::Array(groups));
            }
        }
        let mut schema = Map::new();
        schema.insert("$schema".into(), json!("https://json-schema.org/draft/2020-12/schema"));
        schema.insert("title".into(), json!(title));
        if let Value::Object(root) = root {
            schema.extend(root);
        }
        let parts = definitions.parts.into_iter().map(|(name, part)| (name.to_owned(), part));
        schema.insert("$defs".into(), Value::Object(parts.collect()));
        sorted(Value::Object(schema))
    }
}

/// The same value with its keys in order, whatever the features that `serde_json` is built with.
fn sorted(value: Value) -> Value {
    match value {
        Value::Array(items) => Value::Array(items.into_iter().map(sorted).collect()),
        Value::Object(map) => {
            let map: BTreeMap<String, Value> = map.into_iter().collect();
            Value::Object(map.into_iter().map(|(key, value)| (key, sorted(value))).collect())
        }
        other => other,
    }
}

fn object(lines: &[&str], properties: Vec<Property>) -> Value {
    let required: Vec<&str> =
        properties.iter().filter(|property| property.required).map(|p| p.key).collect();
    let mut object = json!({
        "type": "object",
        "description": description(lines),
        "additionalProperties": false,
    });
    let mut map = Map::new();
    for property in properties {
        let mut schema = property.schema;
        if let Value::Object(schema) = &mut schema {
            schema.insert("description".into(), json!(description(property.lines)));
        }
        map.insert(property.key.into(), schema);
    }
    if let Value::Object(object) = &mut object {
        object.insert("properties".into(), Value::Object(map));
        if !required.is_empty() {
            object.insert("required".into(), json!(required));
        }
    }
    object
}

fn description(lines: &[&str]) -> String {
    lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ").trim().to_owned()
}

/// A text: plain YAML numbers, dates and booleans are taken as they are written.
pub(crate) fn text() -> Value {
    json!({"type": ["string", "number", "boolean"]})
}
