//! The types of results for TypeScript, from their JSON Schema.

use std::fmt::Write;

use serde_json::Value;

/// What stands at the head of the file.
const HEAD: &str = "\
// Made from docs/results.schema.json by `cargo xtask bless`, which is made from the types of the core.
";

/// The file: a type for each definition of the schema, with names of fields in camelCase.
pub(crate) fn typescript(schema: &Value) -> Option<String> {
    let mut file = HEAD.to_owned();
    for (name, own) in schema.get("$defs")?.as_object()? {
        file.push('\n');
        document(&mut file, own, "");
        let name = renamed(name);
        // A type of objects alone is an interface, which editors show by its name.
        if is_object(own) && own.get("oneOf").is_none() {
            let _ = writeln!(file, "export interface {name} {}", object(own, ""));
        } else {
            let _ = writeln!(file, "export type {name} = {};", type_of(own, ""));
        }
    }
    Some(file)
}

/// The class `Evaluation` has this as its data.
fn renamed(name: &str) -> &str {
    if name == "Evaluation" { "EvaluationData" } else { name }
}

fn document(file: &mut String, schema: &Value, indent: &str) {
    let Some(text) = schema.get("description").and_then(Value::as_str) else { return };
    let text = text.replace("*/", "* /").replace("`None`", "`null`");
    let lines: Vec<&str> = text.split('\n').collect();
    match lines.as_slice() {
        [line] => {
            let _ = writeln!(file, "{indent}/** {line} */");
        }
        lines => {
            let _ = writeln!(file, "{indent}/**");
            for line in lines {
                let _ = writeln!(file, "{}", format!("{indent} * {line}").trim_end());
            }
            let _ = writeln!(file, "{indent} */");
        }
    }
}

fn is_object(schema: &Value) -> bool {
    schema.get("properties").is_some()
}

/// A schema as a type.
fn type_of(schema: &Value, indent: &str) -> String {
    let mut parts = Vec::new();
    if let Some(name) = schema.get("$ref").and_then(Value::as_str) {
        parts.push(renamed(name.rsplit('/').next().unwrap_or(name)).to_owned());
    }
    if is_object(schema) {
        parts.push(object(schema, indent));
    }
    for key in ["oneOf", "anyOf"] {
        if let Some(choices) = schema.get(key).and_then(Value::as_array) {
            let mut types: Vec<String> = Vec::new();
            for choice in choices.iter().map(|choice| type_of(choice, indent)) {
                // A member and a period are both text.
                if !types.contains(&choice) {
                    types.push(choice);
                }
            }
            let is_one_of_several = !parts.is_empty() && types.len() > 1;
            let types = types.join(" | ");
            parts.push(if is_one_of_several { format!("({types})") } else { types });
        }
    }
    if !parts.is_empty() {
        return parts.join(" & ");
    }
    if let Some(constant) = schema.get("const") {
        return constant.to_string();
    }
    if let Some(choices) = schema.get("enum").and_then(Value::as_array) {
        return choices.iter().map(Value::to_string).collect::<Vec<_>>().join(" | ");
    }
    match schema.get("type") {
        Some(Value::Array(names)) => {
            let names = names.iter().filter_map(Value::as_str);
            names.map(|name| simple(name, schema, indent)).collect::<Vec<_>>().join(" | ")
        }
        Some(Value::String(name)) => simple(name, schema, indent),
        _ => "unknown".to_owned(),
    }
}

fn simple(name: &str, schema: &Value, indent: &str) -> String {
    let items =
        |key: &str| schema.get(key).map_or("unknown".to_owned(), |own| type_of(own, indent));
    match name {
        "integer" | "number" => "number".to_owned(),
        "array" => {
            let item = items("items");
            if item.contains(' ') { format!("({item})[]") } else { format!("{item}[]") }
        }
        "object" => format!("{{ [name: string]: {} }}", items("additionalProperties")),
        other => other.to_owned(),
    }
}

/// The fields of an object; one that is not always written is never `null` either.
fn object(schema: &Value, indent: &str) -> String {
    let inner = format!("{indent}  ");
    let required: Vec<&str> = schema
        .get("required")
        .and_then(Value::as_array)
        .map(|names| names.iter().filter_map(Value::as_str).collect())
        .unwrap_or_default();
    let mut text = "{\n".to_owned();
    for (name, own) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
        document(&mut text, own, &inner);
        let described = type_of(own, &inner);
        let (mark, described) = if required.contains(&name.as_str()) {
            ("", described.as_str())
        } else {
            ("?", described.strip_suffix(" | null").unwrap_or(&described))
        };
        let _ = writeln!(text, "{inner}{}{mark}: {described};", camel_case(name));
    }
    let _ = write!(text, "{indent}}}");
    text
}

fn camel_case(name: &str) -> String {
    let mut parts = name.split('_');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let mut letters = part.chars();
        text.extend(letters.next().map(|letter| letter.to_ascii_uppercase()));
        text.push_str(letters.as_str());
    }
    text
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::repository;

    #[test]
    fn the_types_in_the_repository_are_what_the_schema_gives() {
        let schema = fs::read_to_string(repository().join("docs/results.schema.json")).unwrap();
        let types = typescript(&serde_json::from_str(&schema).unwrap()).unwrap();
        let path = repository().join("crates/wasm/js/results.ts");
        if std::env::var_os("BLESS").is_some() {
            fs::write(&path, types).unwrap();
        } else {
            let kept = fs::read_to_string(&path).unwrap_or_default();
            assert!(kept == types, "crates/wasm/js/results.ts differs: run `cargo xtask bless`");
        }
    }
}
