use super::*;

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn periods_are_read_and_named() {
    for (text, first, last) in [
        ("2016", "2016-01-01", "2016-12-31"),
        ("2016-H1", "2016-01-01", "2016-06-30"),
        ("2016-H2", "2016-07-01", "2016-12-31"),
        ("2016-Q3", "2016-07-01", "2016-09-30"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2016-W05", "2016-02-01", "2016-02-07"),
        ("2016-02-29", "2016-02-29", "2016-02-29"),
    ] {
        let period = Period::parse(text).unwrap();
        assert_eq!((period.first(), period.last()), (date(first), date(last)), "{text}");
        assert_eq!(period.to_string(), text);
    }
    for text in ["2016-H0", "2016-H3", "2016-H", "2016-H01", "2016-Q5", "2016-W54", "16-H1"] {
        assert_eq!(Period::parse(text), None, "{text}");
    }
}

#[test]
fn half_years_are_made_of_quarters_and_make_years() {
    for grain in Grain::ALL {
        assert_eq!(Grain::from_name(grain.name()), Some(grain));
        let makes_half_years = !matches!(grain, Grain::Week | Grain::Year);
        assert_eq!(grain.refines(Grain::HalfYear), makes_half_years, "{grain:?}");
    }
    assert!(Grain::HalfYear.refines(Grain::Year));
    assert!(!Grain::HalfYear.refines(Grain::Quarter));
    let half = Period::bucket(Grain::HalfYear, date("2016-07-01")).unwrap();
    assert_eq!(half.name().as_deref(), Some("2016-H2"));
}
