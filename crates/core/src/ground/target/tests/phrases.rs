use std::time::{Duration, Instant};

use super::*;
use crate::ground::dates::{Grain, Period};

/// Words of all kinds of phrases.
const WORDS: [&str; 64] = [
    "từ",
    "25%",
    "1,5",
    "trở",
    "lên",
    "đến",
    "dưới",
    "<",
    "<=",
    "..",
    "-",
    "%",
    "per",
    "1000",
    "ngày",
    "làm",
    "việc",
    "không",
    "quá",
    "tăng",
    "so",
    "với",
    "by",
    "or",
    "more",
    "năm",
    "2025",
    "trước",
    "/",
    "quý",
    "mỗi",
    "hằng",
    "giảm",
    "thêm",
    "điểm",
    "phần",
    "trăm",
    "gấp",
    "lần",
    "±",
    "outside",
    "in",
    "Q4",
    "12",
    "31",
    ":",
    "1",
    "(",
    ")",
    "five",
    "hai",
    "mươi",
    "each",
    "than",
    "last",
    "year",
    "change",
    "points",
    "out",
    "of",
    "a",
    ",",
    "compounded",
    "triệu",
];

/// A phrase that reads back from its canonical text and from its words.
fn reads_back(phrase: &Phrase) {
    for text in [phrase.canonical(), phrase.words(Language::Vi), phrase.words(Language::En)] {
        match Phrase::parse(&text) {
            Ok(read) => assert_eq!(&read, phrase, "{text}"),
            // Three decimals: clear to a reader who knows the language, not to a program.
            Err(problem) => {
                let is_of_figure = problem.message.contains("decimals or with thousands");
                assert!(is_of_figure, "{text}: {problem}");
            }
        }
    }
}

fn any_base() -> impl Strategy<Value = Option<BasePhrase>> {
    let day = |day: u32| chrono::NaiveDate::from_yo_opt(2017, day).unwrap();
    let grain = || prop::sample::select(Grain::ALL.to_vec());
    prop_oneof![
        Just(None),
        grain().prop_map(|grain| Some(BasePhrase::Previous(grain))),
        (grain(), 1_u32..360).prop_map(move |(grain, number)| {
            Period::bucket(grain, day(number)).map(BasePhrase::Period)
        }),
        Just(Some(BasePhrase::Named("GRDP".into()))),
        Just(Some(BasePhrase::Figure {
            value: Exact::from(1200),
            scale: Scale::Unit("khách hàng".into()),
        })),
    ]
}

/// Bounds on a change that a phrase can express: comparisons and ranges.
fn any_bound_of_change() -> impl Strategy<Value = Bound> {
    any_bound().prop_filter("no words for it", |bound| {
        let is_even = bound.as_comparison().is_some_and(|(comparator, limit)| {
            matches!(comparator, Comparator::Equal | Comparator::NotEqual) || limit.is_zero()
        });
        let is_point = bound.as_range().is_some_and(|(low, high)| {
            low.value == high.value || low.value.signum() * high.value.signum() <= 0
        });
        bound.as_outside().is_none() && !is_even && !is_point
    })
}

proptest! {
    #[test]
    fn changes_read_back(
        bound in any_bound_of_change(), base in any_base(), points in any::<bool>(),
        (relative, compounded) in any::<(bool, bool)>(),
        every in prop::option::of(prop::sample::select(Grain::ALL.to_vec())),
    ) {
        let measured = if points { ChangeIn::Points } else { ChangeIn::Percent };
        let compounded = compounded && !points;
        let every = every.filter(|_| !compounded);
        // Asked again and again, it compares with the period before, unless it says with what.
        let base = base.or(every.map(BasePhrase::Previous));
        let asked = Asked::Change {
            bound, measured, scale: Scale::Percent, base, compounded,
            explicit: points || relative,
        };
        reads_back(&Phrase { asked, every, during: None });
    }

    #[test]
    fn multiples_read_back(limit in 1_i32..5000, base in any_base()) {
        let base = base.filter(|base| !matches!(base, BasePhrase::Figure { .. }));
        let limit = Exact::ratio(limit.into(), 10).unwrap();
        let asked = Asked::Change {
            bound: Bound::limit(Comparator::AtLeast, limit),
            measured: ChangeIn::Times,
            scale: Scale::Number,
            base,
            compounded: false,
            explicit: true,
        };
        reads_back(&Phrase { asked, every: None, during: None });
    }

    #[test]
    fn days_of_every_year_read_back(
        days in prop::collection::btree_set((1_u32..=12, 1_u32..=28), 1..5), is_before in any::<bool>(),
    ) {
        let comparator = if is_before { Comparator::Less } else { Comparator::AtMost };
        let asked = Asked::Yearly { comparator, days: days.into_iter().collect() };
        reads_back(&Phrase { asked, every: None, during: None });
    }

    #[test]
    fn levels_asked_again_read_back(
        bound in any_bound(), grain in prop::sample::select(Grain::ALL.to_vec()),
    ) {
        let asked = Asked::Level { bound, scale: Scale::Unit("hồ sơ".into()) };
        reads_back(&Phrase { asked, every: Some(grain), during: None });
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,40}") {
        let _ = Phrase::parse(&text);
    }

    #[test]
    fn any_words_are_read_or_refused(
        words in prop::collection::vec(prop::sample::select(WORDS.to_vec()), 0..10),
    ) {
        if let Ok(read) = Phrase::parse(&words.join(" ")) {
            prop_assert_eq!(Phrase::parse(&read.canonical()), Ok(read));
        }
    }
}

/// Hostile text takes no longer than other text: phrases have an end, and what is read of one is
/// read once from each place.
#[test]
fn hostile_text_is_refused_quickly() {
    let started = Instant::now();
    for piece in
        WORDS.iter().chain(&["trước ngày 01/6 và ", "tăng 5% - ", "1,", "((", "±±", "năm "])
    {
        for length in [390, 400, 1_000_000] {
            let mut text = piece.repeat(length / piece.len());
            assert!(text.len() <= length);
            let _ = Phrase::parse(&text);
            text.insert_str(0, "<= 5 ");
            let _ = Phrase::parse(&text);
        }
    }
    assert!(started.elapsed() < Duration::from_secs(60), "{:?}", started.elapsed());
}
