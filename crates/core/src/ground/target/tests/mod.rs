mod phrases;

use proptest::prelude::*;

use super::figure::{Unread, read_figure};
use super::*;
use crate::ground::language::Language;

fn exact(text: &str) -> Exact {
    text.parse().unwrap()
}

fn bound(phrase: &str) -> Bound {
    Bound::parse(phrase).unwrap().0
}

/// Whether the ratio of two integers lies in the span.
fn lies_in(span: &Span, numerator: i128, denominator: u128) -> bool {
    let compared = |edge: &Edge| edge.value.compare_ratio(numerator, denominator);
    let above = span.low.as_ref().is_none_or(|low| accepts_from(low, compared(low)));
    let below = span.high.as_ref().is_none_or(|high| accepts_to(high, compared(high)));
    (above && below) != span.outside
}

#[track_caller]
fn reads(phrase: &str, canonical: &str) {
    match Bound::parse(phrase) {
        Ok((bound, scale)) => assert_eq!(bound.canonical(&scale), canonical, "{phrase}"),
        Err(problem) => panic!("{phrase}: {problem}"),
    }
}

#[test]
fn symbols() {
    for (phrase, canonical) in [
        ("< 1.5%", "< 1.5%"),
        ("<1,50 %", "< 1.5%"),
        ("<= 2%", "<= 2%"),
        ("≤2%", "<= 2%"),
        (">= 25%", ">= 25%"),
        ("≥ 25 percent", ">= 25%"),
        ("> 83%", "> 83%"),
        ("= 100%", "= 100%"),
        ("100%", "= 100%"),
        ("0", "= 0"),
        ("<> 0", "<> 0"),
        ("!= 0", "<> 0"),
        ("55%..60%", "55%..60%"),
        ("55..60%", "55%..60%"),
        ("5-7 sản phẩm", "5 sản phẩm..7 sản phẩm"),
        ("96% ÷ 99%", "96%..99%"),
        ("96% – 99%", "96%..99%"),
        ("12..<15", "12..<15"),
        (">12..<15", ">12..<15"),
        (">= 85 points", ">= 85 points"),
        ("<= 14 working days", "<= 14 working days"),
        ("<= 1 working day", "<= 1 working days"),
        ("<= 10 per 1000", "<= 10 per 1000"),
        ("< 10‰", "< 10‰"),
        ("< 3 ppm", "< 3 per million"),
        (">= -5 days", ">= -5 days"),
        ("-5..-3", "-5..-3"),
        ("<= 1.500.000 VND", "<= 1500000 VND"),
        (">= 0.125", ">= 0.1250"),
        (">= 99.9990%", ">= 99.9990%"),
    ] {
        reads(phrase, canonical);
    }
}

#[test]
fn vietnamese_words() {
    for (phrase, canonical) in [
        ("dưới 1,5%", "< 1.5%"),
        ("xuống dưới 1,5%", "< 1.5%"),
        ("giảm xuống dưới 30%", "< 30%"),
        ("từ 25% trở lên", ">= 25%"),
        ("Từ 45 % Trở Lên", ">= 45%"),
        ("đạt từ 25% trở lên", ">= 25%"),
        ("tối thiểu từ 25% trở lên", ">= 25%"),
        ("25% trở xuống", "<= 25%"),
        ("không quá 2%", "<= 2%"),
        ("không vượt quá 10%", "<= 10%"),
        ("trên 83%", "> 83%"),
        ("phấn đấu đạt trên 70%", "> 70%"),
        ("ít nhất 60%", ">= 60%"),
        ("tối thiểu 05 kịch bản", ">= 5 kịch bản"),
        ("tối đa 02 ngày làm việc", "<= 2 working days"),
        ("trong vòng 90 phút", "<= 90 minutes"),
        ("bằng 100%", "= 100%"),
        ("đạt 100%", "= 100%"),
        ("từ 55% đến 60%", "55%..60%"),
        ("từ 15% đến dưới 30%", "15%..<30%"),
        ("từ 12 đến dưới 15 ngày", "12 days..<15 days"),
        ("trên 10% đến 20%", ">10%..20%"),
        ("từ trên 10% đến dưới 20%", ">10%..<20%"),
        ("không quá 10 phần 1000", "<= 10 per 1000"),
        ("dưới 5 phần nghìn", "< 5‰"),
        ("từ 4,5 điểm trở lên", ">= 4.5 points"),
        ("không dưới 1.234.567,5 đồng", ">= 1234567.5 VND"),
    ] {
        reads(phrase, canonical);
    }
    // The same phrase in decomposed letters.
    reads("du\u{31b}o\u{31b}\u{301}i 1,5%", "< 1.5%");
}

#[test]
fn english_words() {
    for (phrase, canonical) in [
        ("under 1.5%", "< 1.5%"),
        ("at least 25%", ">= 25%"),
        ("at most 2 per cent", "<= 2%"),
        ("not more than 14 working days", "<= 14 working days"),
        ("no less than 85 points", ">= 85 points"),
        ("more than 83%", "> 83%"),
        ("less than 3 hours", "< 3 hours"),
        ("over 1,234,567", "> 1234567"),
        ("90% or more", ">= 90%"),
        ("from 55% to 60%", "55%..60%"),
        ("between 55 and 60 days", "55 days..60 days"),
        ("from 12 to under 15", "12..<15"),
        ("from over 12 to 15", ">12..15"),
        ("exactly 5 petitions", "= 5 petitions"),
    ] {
        reads(phrase, canonical);
    }
}

#[test]
fn what_is_not_plain_is_refused() {
    for (phrase, code, help) in [
        ("", "target-unreadable", "write a level"),
        ("hoạt động hiệu quả", "target-qualitative", "write a level"),
        ("< 1.5.5%", "target-unreadable", "write digits"),
        ("< 1.500", "target-ambiguous", "write `1.5000` or `1500`, whichever is meant"),
        ("tối thiểu 3,000 lượt", "target-ambiguous", "write `3.0000` or `3000`"),
        ("tối thiểu 3.000 điểm", "target-ambiguous", "write `3.0000` or `3000`"),
        ("đạt 80%", "target-ambiguous", "write `>= 80%` or `= 80%`, whichever"),
        ("80%", "target-ambiguous", "write `>= 80%`"),
        ("từ 25%", "target-ambiguous", "write `>= 25%`, whichever"),
        ("trên 25% trở lên", "target-ambiguous", "write `> 25%` or `>= 25%`"),
        ("tăng 5% so với năm 2021", "target-relative", "write the level"),
        ("tăng trên 03%", "target-relative", "write the level"),
        ("giảm 10%", "target-relative", "write the level"),
        ("reduce by 10%", "target-relative", "write the level"),
        ("tối thiểu 3 điểm phần trăm", "target-relative", "write the change and its base"),
        (">= 3 percentage points", "target-relative", "write the change and its base"),
        ("gấp 30 lần GRDP", "target-relative", "write the level"),
        ("by 2022-12-32", "target-date", "a level is"),
        ("trước ngày 15/11 hằng năm", "target-date", "a level is"),
        (">= 30% by the end of 2030", "target-date", "a level is"),
        ("< 5 per year", "target-recurring", "write the level alone, and `every: year`"),
        ("by 01/06/2025", "target-ambiguous", "write `by 2025-06-01` or `by 2025-01-06`"),
        ("31/12/2025", "target-ambiguous", "write `by 2025-12-31`"),
        ("từ 25% trở lên hoặc từ 45% trở lên", "target-several", "write each"),
        (">= 60% and <= 70%", "target-several", "write each"),
        ("60%..55%", "target-range-empty", "write the lower end first"),
        ("5..<5", "target-range-empty", "write the lower end first"),
        ("55%..60 days", "target-unreadable", "write the unit"),
        ("55%..60", "target-unreadable", "write the unit"),
        ("tối thiểu 30% thời gian", "target-scope", "write `>= 30%` here"),
        ("từ 15 tuổi trở lên", "target-scope", "write it as a condition"),
        ("giải nhì trở lên", "target-ordinal", "write `class"),
        ("80% ± 5%", "target-ambiguous", "write `75%..85%` or `76%..84%`"),
        ("five (6) working days", "target-ambiguous", "write the number"),
        (">= 6/5", "target-unreadable", "write the points first"),
        ("10 - 13%/năm", "target-ambiguous", "write `10%..13% each year` or"),
        ("< 10 per 0", "target-unreadable", "write a level"),
        ("<", "target-unreadable", "write a level"),
        ("< 5 < 6", "target-unreadable", "write a level"),
    ] {
        let problem = Bound::parse(phrase).expect_err(phrase);
        assert_eq!(problem.code, code, "{phrase}: {problem}");
        let given = problem.help.unwrap();
        assert!(given.starts_with(help), "{phrase}: {given}");
    }
    assert!(Bound::parse(&"<".repeat(100_000)).is_err());
    let problem = Bound::parse("tăng 5% so với năm 2021").unwrap_err();
    assert_eq!(
        problem.message,
        "`tăng 5% so với năm 2021` compares with another value and is not a plain level"
    );
}

#[test]
fn figures_in_both_styles() {
    for (text, value) in [
        ("1,5", "1.5"),
        ("05", "5"),
        ("0,125", "0.125"),
        ("1234,567", "1234.567"),
        ("1.234.567", "1234567"),
        ("1,234.5", "1234.5"),
        ("1.234,567", "1234.567"),
        ("1,234,567.891", "1234567.891"),
    ] {
        assert_eq!(read_figure(text), Ok(exact(value)), "{text}");
    }
    for text in
        ["1.2.3", "1,23.4", "1.234,5,6", "1,2345,678", "1234.567.890", "0.123.456", "1.2,3.4"]
    {
        assert_eq!(read_figure(text), Err(Unread::Malformed), "{text}");
    }
    assert_eq!(read_figure("12,345"), Err(Unread::Ambiguous("12.3450".into(), "12345".into())));
}

#[test]
fn words_in_both_languages() {
    for (phrase, vietnamese, english) in [
        ("< 1.5%", "dưới 1,5%", "under 1.5%"),
        ("<= 1 working days", "không quá 1 ngày làm việc", "at most 1 working day"),
        (">= 25%", "từ 25% trở lên", "at least 25%"),
        ("= 100%", "bằng 100%", "equal to 100%"),
        ("<> 0", "khác 0", "not equal to 0"),
        ("> 4.5 points", "trên 4,5 điểm", "over 4.5 points"),
        ("55%..60%", "từ 55% đến 60%", "from 55% to 60%"),
        (">12..<15", "trên 12 đến dưới 15", "from over 12 to under 15"),
        ("<= 10 per 1000", "không quá 10 phần 1000", "at most 10 per 1000"),
        ("<= 3 kịch bản", "không quá 3 kịch bản", "at most 3 kịch bản"),
    ] {
        let (bound, scale) = Bound::parse(phrase).unwrap();
        assert_eq!(bound.words(&scale, Language::Vi), vietnamese);
        assert_eq!(bound.words(&scale, Language::En), english);
    }
}

#[test]
fn scales() {
    for name in ["number", "percent", "per_mille", "per_million", "per 1000", "points", "hours"] {
        assert_eq!(Scale::parse(name).unwrap().to_string(), name);
    }
    assert_eq!(Scale::parse("giờ").unwrap().to_string(), "hours");
    assert_eq!(Scale::parse("vnđ").unwrap().to_string(), "VND");
    for name in ["", "per 0", "per", "per -1", "a/b", "per 99999999999999999999", "days of work"] {
        assert_eq!(Scale::parse(name), None, "{name}");
    }
    assert!(Scale::Percent.takes(&Scale::Number, &bound("<> 0")));
    assert!(!Scale::Percent.takes(&Scale::Number, &bound("> 1")));
}

#[test]
fn shown_figures_do_not_contradict() {
    for (value, phrase, figure) in [
        ("0.014996", "< 1.5%", "1.4996"),
        ("0.014999999993", "< 1.5%", "1.499999999"),
        ("0.015", "< 1.5%", "1.50"),
        ("0.01500001", "< 1.5%", "1.500001"),
        ("0.0125", "< 1.5%", "1.25"),
        ("0.02000001", "<= 2%", "2.000001"),
        ("0.01999999", "<= 2%", "2.00"),
        ("0.999984", "= 100%", "99.998"),
        ("0.999984", ">= 99%", "100.00"),
        ("0.8299999", ">= 83%", "82.99999"),
        ("0.83000001", "> 83%", "83.000001"),
        ("0.00000001", "<> 0%", "0.000001"),
        ("0.2999999", "15%..<30%", "29.99999"),
        ("2/3", ">= 66.67%", "66.667"),
    ] {
        let (bound, scale) = Bound::parse(phrase).unwrap();
        assert_eq!(shown(&exact(value), &scale, 2, Some(&bound)), figure, "{value} {phrase}");
    }
    assert_eq!(shown(&exact("0.014996"), &Scale::Percent, 2, None), "1.50");
    for (value, phrase, figure) in [
        ("0.05", ">= 1:20", "1:20"),
        ("0.04", ">= 1:20", "1:25"),
        ("3/61", ">= 1:20", "1:20.33"),
        ("0.0499999", ">= 1:20", "1:20.00004"),
        ("0.0500001", ">= 1:20", "1:20"),
        ("0.0500001", "> 1:20", "1:19.99996"),
        ("0", ">= 1:20", "0"),
        ("20453", "by 2025-12-31", "2025-12-31"),
    ] {
        let (bound, scale) = Bound::parse(phrase).unwrap();
        assert_eq!(shown(&exact(value), &scale, 2, Some(&bound)), figure, "{value} {phrase}");
    }
    let third = Bound::limit(Comparator::AtLeast, exact("1/3"));
    assert_eq!(shown(&exact("1/3"), &Scale::Number, 2, Some(&third)), "1/3");
    assert_eq!(rounded(&exact("0.8765"), &Scale::Percent, 1), exact("0.877"));
}

fn any_bound() -> impl Strategy<Value = Bound> {
    let number = || {
        (-3000_i128..3000, 1_i128..=1000)
            .prop_map(|(top, bottom)| Exact::ratio(top, bottom).unwrap().round(4))
    };
    let comparator = prop::sample::select(vec![
        Comparator::Less,
        Comparator::AtMost,
        Comparator::AtLeast,
        Comparator::More,
        Comparator::Equal,
        Comparator::NotEqual,
    ]);
    let edge =
        move || (number(), any::<bool>()).prop_map(|(value, inclusive)| Edge { value, inclusive });
    prop_oneof![
        (comparator, number()).prop_map(|(comparator, limit)| Bound::limit(comparator, limit)),
        (edge(), edge()).prop_filter_map("empty", |(low, high)| Bound::range(low, high)),
        (edge(), edge()).prop_filter_map("empty", |(low, high)| Bound::outside(low, high)),
    ]
}

/// Bounds with limits that are one to so many.
fn any_one_to() -> impl Strategy<Value = Bound> {
    let many = |value: &Exact| Exact::ONE.checked_div(&(value.abs() + Exact::ONE)).unwrap();
    any_bound().prop_filter_map("turned", move |bound| {
        let edge = |edge: &Edge| Edge { value: many(&edge.value), ..edge.clone() };
        match (bound.as_comparison(), bound.as_range(), bound.as_outside()) {
            (Some((comparator, limit)), ..) => Some(Bound::limit(comparator, many(limit))),
            (_, Some((low, high)), _) => Bound::range(edge(high), edge(low)),
            (.., Some((low, high))) => Bound::outside(edge(high), edge(low)),
            _ => None,
        }
    })
}

/// Bounds on days.
fn any_days() -> impl Strategy<Value = Bound> {
    any_bound()
        .prop_map(|bound| bound.each_limit(|limit| (limit * &Exact::from(9)).floor()))
        .prop_filter("a range has values", |bound| {
            let ends = bound.as_range().or(bound.as_outside());
            ends.is_none_or(|(low, high)| has_values(low, high))
        })
}

fn any_scale() -> impl Strategy<Value = Scale> {
    prop_oneof![
        Just(Scale::Number),
        Just(Scale::Percent),
        Just(Scale::PerMille),
        Just(Scale::PerMillion),
        Just(Scale::Points),
        Just(Scale::PointsOutOf(100_000_000_000)),
        (0_u32..40).prop_map(|power| Scale::Per(1 << power)),
        Just(Scale::Unit("working days".into())),
        Just(Scale::Unit("hồ sơ".into())),
    ]
}

proptest! {
    #[test]
    fn canonical_text_reads_back(bound in any_bound(), scale in any_scale()) {
        let text = bound.canonical(&scale);
        prop_assert_eq!(Bound::parse(&text), Ok((bound, scale)), "{}", text);
    }

    #[test]
    fn days_read_back(bound in any_days()) {
        let canonical = bound.canonical(&Scale::Date);
        let (vi, en) = (bound.words(&Scale::Date, Language::Vi), bound.words(&Scale::Date, Language::En));
        for text in [canonical, vi, en] {
            prop_assert_eq!(Bound::parse(&text), Ok((bound.clone(), Scale::Date)), "{}", text);
        }
    }

    #[test]
    fn one_to_so_many_reads_back(bound in any_one_to()) {
        let text = bound.canonical(&Scale::OneTo);
        prop_assert_eq!(Bound::parse(&text), Ok((bound.clone(), Scale::OneTo)), "{}", text);
        for language in Language::ALL {
            match Bound::parse(&bound.words(&Scale::OneTo, language)) {
                Ok(read) => prop_assert_eq!(&read, &(bound.clone(), Scale::OneTo)),
                Err(problem) => prop_assert_eq!(problem.code, "target-ambiguous"),
            }
        }
    }

    #[test]
    fn one_to_so_many_does_not_contradict(
        bound in any_one_to(), top in -300_i128..300, bottom in 1_i128..100_000, places in 0_u8..4,
    ) {
        let value = Exact::ratio(top, bottom).unwrap();
        let figure = shown(&value, &Scale::OneTo, places, Some(&bound));
        let read = match figure.strip_prefix("1:") {
            Some(many) => Exact::ONE.checked_div(&exact(many)).unwrap(),
            None => exact(&figure),
        };
        prop_assert_eq!(bound.holds(&read), bound.holds(&value), "{}", figure);
    }

    #[test]
    fn words_read_back(bound in any_bound(), scale in any_scale()) {
        for language in [Language::Vi, Language::En] {
            let words = bound.words(&scale, language);
            match Bound::parse(&words) {
                Ok(read) => prop_assert_eq!(&read, &(bound.clone(), scale.clone()), "{}", words),
                // Three decimals: clear to a reader who knows the language, not to a program.
                Err(problem) => prop_assert_eq!(problem.code, "target-ambiguous", "{}", words),
            }
        }
    }

    #[test]
    fn ratios_are_judged_as_their_values(bound in any_bound(), top in -5000_i128..5000, bottom in -50_i128..50) {
        let value = Exact::ratio(top, bottom);
        prop_assert_eq!(bound.holds_ratio(top, bottom), value.as_ref().map(|value| bound.holds(value)));
        if let Some(value) = value {
            let positive = u128::try_from(bottom.abs()).unwrap();
            prop_assert_eq!(lies_in(&bound.span(), top * bottom.signum(), positive), bound.holds(&value));
        }
    }

    #[test]
    fn rounding_moves_into_the_bound(
        bound in any_bound(), scale in any_scale(), places in 0_u8..4,
        top in -300_i128..300, bottom in 1_u64..80,
    ) {
        let value = Exact::ratio(top, bottom.into()).unwrap();
        let span = bound.span().before_rounding(&scale, places);
        prop_assert_eq!(
            lies_in(&span, top, bottom.into()),
            bound.holds(&rounded(&value, &scale, places))
        );
    }

    #[test]
    fn shown_figures_agree_with_the_bound(
        bound in any_bound(), top in -300_000_i128..300_000, bottom in 1_i128..100_000, places in 0_u8..4,
    ) {
        let value = Exact::ratio(top, bottom).unwrap();
        let figure = exact(&shown(&value, &Scale::Percent, places, Some(&bound)));
        let figure = figure.checked_div(&Exact::from(100)).unwrap();
        prop_assert_eq!(bound.holds(&figure), bound.holds(&value));
        if let Some((comparator, limit)) = bound.as_comparison()
            && !matches!(comparator, Comparator::AtMost | Comparator::AtLeast)
        {
            prop_assert_eq!(figure == *limit, value == *limit);
        }
    }
}

#[test]
fn what_no_decimals_write_is_rounded_in_words() {
    let words = |top, bottom, scale: Scale, language| {
        let limit = Exact::ratio(top, bottom).unwrap();
        Bound::limit(Comparator::AtMost, limit).words(&scale, language)
    };
    assert_eq!(words(1, 6, Scale::Percent, Language::En), "at most ≈ 16.67%");
    assert_eq!(words(1, 6, Scale::Percent, Language::Vi), "không quá ≈ 16,67%");
    assert_eq!(words(4, 3, Scale::Number, Language::En), "at most ≈ 1.33");
    assert_eq!(words(1, 3000, Scale::Number, Language::En), "at most ≈ 0.00033");
    assert_eq!(words(3, 400, Scale::Percent, Language::En), "at most 0.75%");
}
