//! JSON to be digested: keys in their order, no white space, the same bytes for the same content.

/// A value, as its text.
pub(super) struct Json(String);

impl Json {
    /// Keys with their values, in whatever order they are given.
    pub(super) fn keys(mut entries: Vec<(&'static str, Json)>) -> Self {
        entries.sort_unstable_by_key(|(key, _)| *key);
        let entries = entries.into_iter().map(|(key, Self(value))| format!("\"{key}\":{value}"));
        Self(format!("{{{}}}", entries.collect::<Vec<_>>().join(",")))
    }

    /// A list.
    pub(super) fn list(items: impl IntoIterator<Item = impl Into<Json>>) -> Self {
        let items = items.into_iter().map(|item| item.into().0);
        Self(format!("[{}]", items.collect::<Vec<_>>().join(",")))
    }

    pub(super) fn into_text(self) -> String {
        self.0
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        // A text can always be written as JSON.
        Self(serde_json::to_string(text).unwrap_or_default())
    }
}

impl From<&String> for Json {
    fn from(text: &String) -> Self {
        text.as_str().into()
    }
}

impl From<String> for Json {
    fn from(text: String) -> Self {
        text.as_str().into()
    }
}

impl From<bool> for Json {
    fn from(truth: bool) -> Self {
        Self(truth.to_string())
    }
}

impl From<i64> for Json {
    fn from(number: i64) -> Self {
        Self(number.to_string())
    }
}

impl<T: Into<Json>> From<Option<T>> for Json {
    fn from(value: Option<T>) -> Self {
        value.map_or_else(|| Self("null".to_owned()), Into::into)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_stand_in_order_and_texts_are_escaped() {
        let none: Option<&str> = None;
        let json = Json::keys(vec![
            ("scale", Json::from(none)),
            ("name", "a \"b\"\n".into()),
            ("by", Json::list(["đơn vị", "x"])),
            ("key", true.into()),
            ("least", Some(-5).into()),
        ]);
        let text = r#"{"by":["đơn vị","x"],"key":true,"least":-5,"name":"a \"b\"\n","scale":null}"#;
        assert_eq!(json.into_text(), text);
    }
}
