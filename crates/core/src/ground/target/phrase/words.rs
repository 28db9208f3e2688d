//! Phrases as text: the canonical one, and words for people.

use super::super::Comparator;
use crate::ground::language::Language;

/// Days of every year: `before 06-01 and 11-15 each year`, `trước ngày 01/6 và 15/11 hằng năm`.
pub(super) fn yearly(comparator: Comparator, days: &[(u32, u32)], language: Language) -> String {
    let is_before = comparator == Comparator::Less;
    let (before, and, each_year) = match language {
        Language::Vi => (if is_before { "trước ngày" } else { "chậm nhất ngày" }, "và", "hằng năm"),
        Language::En => (if is_before { "before" } else { "by" }, "and", "each year"),
    };
    let days: Vec<String> = days
        .iter()
        .map(|(month, day)| match language {
            Language::Vi => format!("{day:02}/{month:02}"),
            Language::En => format!("{month:02}-{day:02}"),
        })
        .collect();
    let days = match days.split_last() {
        Some((last, others)) if !others.is_empty() => format!("{} {and} {last}", others.join(", ")),
        _ => days.concat(),
    };
    format!("{before} {days} {each_year}")
}
