//! Figures: reading them in either number style, and showing values.

use super::{Bound, Comparator, Form, Scale};
use crate::ground::exact::Exact;
use crate::ground::language::Language;

/// Why a figure cannot be read.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Unread {
    /// It is no number in either style.
    Malformed,
    /// Both styles read it, differently: how to write either meaning so that it has one reading.
    Ambiguous(String, String),
}

/// Reads digits with points or commas among them, in the English or in the Vietnamese style.
///
/// `1.5` and `1,5` have one reading, `1.500` has two; where the words of a phrase tell which is
/// meant, its tokens have thousands without a mark already.
pub(super) fn read_figure(text: &str) -> Result<Exact, Unread> {
    let parts: Vec<&str> = text.split(['.', ',']).collect();
    let is_digits = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !parts.iter().all(is_digits) {
        return Err(Unread::Malformed);
    }
    let (points, commas) = (text.matches('.').count(), text.matches(',').count());
    let decimal = |whole: &str, decimals: &str| {
        Exact::from_decimal_text(&format!("{whole}.{decimals}")).ok_or(Unread::Malformed)
    };
    match (points, commas) {
        (0, 0) => Exact::from_decimal_text(text).ok_or(Unread::Malformed),
        (1, 0) | (0, 1) => {
            let (whole, rest) = text.split_once(['.', ',']).ok_or(Unread::Malformed)?;
            if rest.len() == 3 && whole.len() <= 3 && !whole.starts_with('0') {
                return Err(Unread::Ambiguous(format!("{whole}.{rest}0"), [whole, rest].concat()));
            }
            decimal(whole, rest)
        }
        (_, 0) | (0, _) => whole_of_groups(&parts).ok_or(Unread::Malformed),
        (1, _) | (_, 1) => {
            let mark = if points == 1 && !text.rsplit('.').next().is_some_and(|s| s.contains(',')) {
                '.'
            } else {
                ','
            };
            let (whole, decimals) = text.rsplit_once(mark).ok_or(Unread::Malformed)?;
            if whole.contains(mark) || !is_digits(&decimals) {
                return Err(Unread::Malformed);
            }
            let groups: Vec<&str> = whole.split(['.', ',']).collect();
            let whole = whole_of_groups(&groups).ok_or(Unread::Malformed)?;
            decimal(&whole.to_string(), decimals)
        }
        _ => Err(Unread::Malformed),
    }
}

/// A whole number written in groups of three digits.
fn whole_of_groups(groups: &[&str]) -> Option<Exact> {
    let (first, rest) = groups.split_first()?;
    let is_grouped = (1..=3).contains(&first.len())
        && !first.starts_with('0')
        && rest.iter().all(|group| group.len() == 3);
    if is_grouped { Exact::from_decimal_text(&groups.concat()) } else { None }
}

/// A figure with the decimal mark of a language: the comma in Vietnamese.
fn with_decimal_mark(figure: &str, language: Language) -> String {
    match language {
        Language::Vi => figure.replace('.', ","),
        Language::En => figure.to_owned(),
    }
}

/// A figure as people write it: with the decimal mark of the language, and the thousands of long
/// numbers marked, `20.000` in Vietnamese and `20,000` in English.
pub(super) fn in_style(figure: &str, language: Language) -> String {
    let (sign, digits) = match figure.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", figure),
    };
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    // Four digits stand alone in running text, and a fraction is left as it is.
    if whole.len() < 5 || !whole.bytes().all(|byte| byte.is_ascii_digit()) {
        return with_decimal_mark(figure, language);
    }
    let (thousands, decimal) = match language {
        Language::Vi => ('.', ','),
        Language::En => (',', '.'),
    };
    let mut grouped = sign.to_owned();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            grouped.push(thousands);
        }
        grouped.push(digit);
    }
    if !decimals.is_empty() {
        grouped.push(decimal);
        grouped.push_str(decimals);
    }
    grouped
}

/// The value as it is where a regulation prescribes rounding: half up, to `places` in the
/// scale's units.
pub(crate) fn rounded(value: &Exact, scale: &Scale, places: u8) -> Exact {
    let factor = Exact::from(scale.factor());
    let rounded = (value * &factor).round(places);
    rounded.checked_div(&factor).unwrap_or(rounded)
}

/// The figure to show for a value, without the scale's suffix and with a decimal point: rounded
/// half up to `places` in the scale's units, but to as many more as it takes not to contradict
/// what the bound says of the value itself.
///
/// The figure meets the bound exactly if the value does, and where the limit itself is left out
/// (`<`, `>`, `<>`, an end of a range), only the limit is shown as the limit.
pub(crate) fn shown(value: &Exact, scale: &Scale, places: u8, bound: Option<&Bound>) -> String {
    if let Some(date) = scale.date(value) {
        return date.to_string();
    }
    let written = |places| {
        if *scale != Scale::OneTo {
            return value.to_decimal_in(scale.factor(), places);
        }
        // Nobody writes 1:20.00.
        let figure = scale.in_units(value).to_decimal(places);
        let figure = if figure.contains('.') {
            figure.trim_end_matches('0').trim_end_matches('.')
        } else {
            &figure
        };
        if value.is_zero() { figure.to_owned() } else { format!("1:{figure}") }
    };
    let Some(bound) = bound else { return written(places) };
    let holds = bound.holds(value);
    (places..=u8::MAX)
        .find(|places| tells(value, scale, *places, bound, holds))
        // Only a limit without a finite expansion gets here.
        .map_or_else(|| scale.in_units(value).canonical(), written)
}

/// Whether readers of the figure with so many places are told what holds of the value.
fn tells(value: &Exact, scale: &Scale, places: u8, bound: &Bound, holds: bool) -> bool {
    let power = 10_i128.checked_pow(u32::from(places));
    let per_one = power.and_then(|power| power.checked_mul(scale.factor().into()));
    let units = per_one.and_then(|per_one| Some((value.to_units(per_one)?, per_one)));
    // Multiplied out, which takes less time than a fraction in lowest terms.
    if let Some((units, per_one)) = units.filter(|_| *scale != Scale::OneTo) {
        let is_shown = |own: &Exact| own.compare_ratio(units, per_one.unsigned_abs()).is_eq();
        return is_shown(value)
            || bound.holds_ratio(units, per_one) == Some(holds)
                && !bound.excluded_limits().any(is_shown);
    }
    let Some(shown) = value_of_shown(value, scale, places) else { return false };
    shown == *value
        || bound.holds(&shown) == holds && !bound.excluded_limits().any(|limit| *limit == shown)
}

/// The value that readers take the figure for, if they can.
fn value_of_shown(value: &Exact, scale: &Scale, places: u8) -> Option<Exact> {
    match scale {
        Scale::OneTo if value.is_zero() => Some(Exact::ZERO),
        Scale::OneTo => Exact::ONE.checked_div(&scale.in_units(value).round(places)),
        _ => Some(rounded(value, scale, places)),
    }
}

impl Bound {
    /// The limits that do not meet the bound themselves though values beside them do.
    fn excluded_limits(&self) -> impl Iterator<Item = &Exact> {
        let ends = match &self.0 {
            Form::Limit(Comparator::Less | Comparator::More | Comparator::NotEqual, limit) => {
                [Some(limit), None]
            }
            Form::Limit(..) => [None, None],
            Form::Range(low, high) | Form::Outside(low, high) => {
                let is_range = matches!(self.0, Form::Range(..));
                [low, high].map(|edge| (edge.inclusive != is_range).then_some(&edge.value))
            }
        };
        ends.into_iter().flatten()
    }
}
