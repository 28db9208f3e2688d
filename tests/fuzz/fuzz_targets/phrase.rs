//! Any text as a target phrase: what is read reads back from its canonical text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use quality_objectives::{Language, Phrase, Scale};

fuzz_target!(|text: &str| {
    let Ok(phrase) = Phrase::parse(text) else { return };
    let canonical = phrase.canonical();
    assert_eq!(Phrase::parse(&canonical).as_ref(), Ok(&phrase), "{canonical}");
    for language in Language::ALL {
        let _ = phrase.words(language);
    }
    let _ = phrase.for_scale(&Scale::Percent);
});
