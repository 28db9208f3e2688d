//! What JavaScript knows about letters, so that the module carries no tables of its own.

use quality_objectives::Unicode;
use wasm_bindgen::prelude::{JsCast, JsValue, wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    /// A text of JavaScript.
    #[wasm_bindgen(js_name = String)]
    type Text;

    #[wasm_bindgen(method)]
    fn normalize(this: &Text) -> String;

    #[wasm_bindgen(method, js_name = toLowerCase)]
    fn to_lower_case(this: &Text) -> String;

    #[wasm_bindgen(method, js_name = toUpperCase)]
    fn to_upper_case(this: &Text) -> String;

    /// A regular expression.
    #[wasm_bindgen(js_name = RegExp)]
    type Pattern;

    #[wasm_bindgen(constructor, js_class = "RegExp")]
    fn new(pattern: &str, flags: &str) -> Pattern;

    #[wasm_bindgen(method)]
    fn test(this: &Pattern, text: &str) -> bool;
}

/// Runs when the module is loaded, before anything else can be called.
#[wasm_bindgen(start)]
fn ask_the_host() {
    let own = Unicode {
        composed: |own| text(own).normalize(),
        lower_case: |own| text(own).to_lower_case(),
        upper_case: |own| text(own).to_upper_case(),
        is_mark: |own| Pattern::new("\\p{M}", "u").test(own.encode_utf8(&mut [0; 4])),
    };
    own.take_from_host();
}

fn text(own: &str) -> Text {
    JsValue::from_str(own).unchecked_into()
}
