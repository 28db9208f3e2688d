use super::faults::Faults;
use super::node::{Letters, Node, Spot, Value};
use super::path::Path;
use super::read::Read;
use super::scalar::Text;
use super::{Limits, tree};

/// The tree of a text without faults.
fn sound(text: &str) -> Node {
    let mut faults = Faults::default();
    let node = tree(text, Limits::default(), &mut faults);
    assert!(faults.is_empty(), "{faults:?}");
    node.unwrap()
}

/// The only value of a one-key document, as text.
fn only(text: &str) -> Text {
    let node = sound(text);
    let Value::Map(entries) = &node.value else { panic!("{node:?}") };
    let mut faults = Faults::default();
    Text::read(&entries[0].value, &Path::root().key("k"), &mut faults).unwrap()
}

/// Where the document has the letter at which `needle` begins in the value.
fn place_of(text: &str, needle: &str) -> (usize, usize) {
    let value = only(text);
    let place = value.place_at(value.text.find(needle).unwrap());
    (place.line, place.column)
}

#[test]
fn the_place_of_a_letter_in_a_text() {
    assert_eq!(place_of("k: ngày > x", "x"), (1, 11));
    assert_eq!(place_of("\n\nk: 'ngày > x'", "x"), (3, 12));
    assert_eq!(place_of("k: \"ngày > x\"", "x"), (1, 12));
    assert_eq!(place_of("k: 'it''s x'", "x"), (1, 11));
    // Where letters stand elsewhere, the beginning of the text is given.
    assert_eq!(place_of("k: \"ng\\u00e0y > x\"", "x"), (1, 4));
    assert_eq!(place_of("k: one\n  two x", "x"), (1, 4));
    assert_eq!(place_of("k: >-\n  one\n  two x", "x"), (2, 3));
}

#[test]
fn texts_are_kept_as_they_are_written() {
    for (written, text) in
        [("1.50", "1.50"), ("NO", "NO"), ("0o17", "0o17"), ("'null'", "null"), ("2022", "2022")]
    {
        assert_eq!(only(&format!("k: {written}")).text, text);
    }
}

#[test]
fn names_are_composed_and_trimmed() {
    assert_eq!(only("k: \" Ho\\u0300a \"").name(), "Hòa");
}

#[test]
fn paths() {
    let root = Path::root();
    let (objectives, columns) = (root.key("objectives"), root.key("columns"));
    let second = objectives.index(1);
    assert_eq!(second.key("target").to_string(), "objectives[1].target");
    assert_eq!(columns.key("ngày nhận").to_string(), "columns[\"ngày nhận\"]");
    assert_eq!(columns.key("ngày").to_string(), "columns.ngày");
    assert_eq!(root.to_string(), "");
}

#[test]
fn letters_that_lie_elsewhere_have_the_place_of_their_text() {
    let start = Spot { line: 7, column: 3 };
    assert_eq!(Letters::Elsewhere.spot("abc", start, 2), start);
    assert_eq!(
        Letters::Straight { skipped: 1 }.spot("abc", start, 99),
        Spot { line: 7, column: 7 }
    );
}

#[test]
fn limits_are_kept() {
    let limits = Limits { bytes: 40, nodes: 8, depth: 3, scalar: 10 };
    let codes = |text: &str| -> Vec<&'static str> {
        let mut faults = Faults::default();
        tree(text, limits, &mut faults);
        faults.into_problems().into_iter().map(|problem| problem.code).collect()
    };
    assert_eq!(codes("a: [[1]]"), [""; 0]);
    assert_eq!(codes("a: [[[1]]]"), ["too-deep"]);
    assert_eq!(codes("a: [1, 2, 3, 4, 5, 6, 7, 8]"), ["too-many-values"]);
    assert_eq!(codes("a: 01234567890"), ["text-too-long"]);
    assert_eq!(codes(&"#".repeat(41)), ["document-too-large"]);
}
