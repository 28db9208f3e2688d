use super::*;

/// The names of the places of a phrase, sorted.
fn places(phrase: &str) -> Vec<&str> {
    let mut names: Vec<&str> = phrase
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}')?.0.split('|').next())
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

#[test]
fn every_phrase_exists_in_both_languages_with_the_same_places() {
    let (vi, en) = (Phrases::of(Language::Vi), Phrases::of(Language::En));
    for ((name, vi), (_, en)) in vi.all().into_iter().zip(en.all()) {
        assert!(!vi.is_empty() && !en.is_empty(), "{name}");
        assert_eq!(places(vi), places(en), "{name}");
        assert_eq!(vi.trim(), vi, "{name}");
        assert_eq!(en.trim(), en, "{name}");
    }
}

#[test]
fn every_fault_has_words_in_both_languages() {
    let codes = |language| Phrases::of(language).faults.iter().map(|(code, _)| *code);
    assert!(codes(Language::Vi).eq(codes(Language::En)));
    for code in ["field-count", "date-unreadable", "value-missing", "member-empty"] {
        assert!(Phrases::of(Language::En).fault(code).is_some(), "{code}");
    }
    assert_eq!(Phrases::of(Language::En).fault("no-such-code"), None);
}

#[test]
fn vietnamese_is_composed() {
    use unicode_normalization::is_nfc;
    for (name, phrase) in Phrases::of(Language::Vi).all() {
        assert!(is_nfc(phrase), "{name}");
    }
}

#[test]
fn places_are_taken() {
    assert_eq!(fill("{count} {count|case|cases}", &[("count", "1")]), "1 case");
    assert_eq!(fill("{count} {count|case|cases}", &[("count", "1,234")]), "1,234 cases");
    assert_eq!(fill("a {b} {", &[("b", "{count}")]), "a {count} {");
    assert_eq!(fill("plain", &[]), "plain");
}

#[test]
fn one_undecided_case_is_it() {
    let say = |count| {
        let phrase = Phrases::of(Language::En).undecided_all;
        fill(phrase, &[("part", "A"), ("undecided", count), ("good", "good")])
    };
    assert_eq!(say("1"), "A: settle the 1 undecided case; it must turn out good");
    assert_eq!(say("2"), "A: settle the 2 undecided cases; all of them must turn out good");
}
