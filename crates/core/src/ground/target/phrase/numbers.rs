//! Numbers in words, which legal texts write beside the figures: `five (5) working days`.

use super::cursor::Cursor;
use super::tokens::Token;

/// What a word adds to a number.
#[derive(Debug, Clone, Copy)]
enum Step {
    /// One to nine.
    Unit(u32),
    /// Ten and more, as one word.
    Whole(u32),
    /// Ten more, after a unit.
    Teen,
    /// So many times the unit before it.
    Times(u32),
}

use Step::{Teen, Times, Unit, Whole};

/// English, Vietnamese and Malay.
const NUMBERS: [(&str, Step); 64] = [
    ("one", Unit(1)),
    ("two", Unit(2)),
    ("three", Unit(3)),
    ("four", Unit(4)),
    ("five", Unit(5)),
    ("six", Unit(6)),
    ("seven", Unit(7)),
    ("eight", Unit(8)),
    ("nine", Unit(9)),
    ("ten", Whole(10)),
    ("eleven", Whole(11)),
    ("twelve", Whole(12)),
    ("thirteen", Whole(13)),
    ("fourteen", Whole(14)),
    ("fifteen", Whole(15)),
    ("sixteen", Whole(16)),
    ("seventeen", Whole(17)),
    ("eighteen", Whole(18)),
    ("nineteen", Whole(19)),
    ("twenty", Whole(20)),
    ("thirty", Whole(30)),
    ("forty", Whole(40)),
    ("fifty", Whole(50)),
    ("sixty", Whole(60)),
    ("seventy", Whole(70)),
    ("eighty", Whole(80)),
    ("ninety", Whole(90)),
    ("hundred", Times(100)),
    ("một", Unit(1)),
    ("mốt", Unit(1)),
    ("hai", Unit(2)),
    ("ba", Unit(3)),
    ("bốn", Unit(4)),
    ("tư", Unit(4)),
    ("năm", Unit(5)),
    ("lăm", Unit(5)),
    ("sáu", Unit(6)),
    ("bảy", Unit(7)),
    ("bẩy", Unit(7)),
    ("tám", Unit(8)),
    ("chín", Unit(9)),
    ("mười", Whole(10)),
    ("mươi", Times(10)),
    ("trăm", Times(100)),
    ("satu", Unit(1)),
    ("dua", Unit(2)),
    ("tiga", Unit(3)),
    ("empat", Unit(4)),
    ("lima", Unit(5)),
    ("enam", Unit(6)),
    ("tujuh", Unit(7)),
    ("lapan", Unit(8)),
    ("delapan", Unit(8)),
    ("sembilan", Unit(9)),
    ("sepuluh", Whole(10)),
    ("sebelas", Whole(11)),
    ("belas", Teen),
    ("puluh", Times(10)),
    ("seratus", Whole(100)),
    ("ratus", Times(100)),
    ("zero", Whole(0)),
    ("sifar", Whole(0)),
    ("nil", Whole(0)),
    ("none", Whole(0)),
];

/// The number in words that comes next; it is taken.
pub(super) fn number_in_words(cursor: &mut Cursor<'_>) -> Option<u32> {
    if is_year(cursor) {
        return None;
    }
    let (mut hundreds, mut rest) = (0_u32, None::<u32>);
    while let Some(Token::Word { lower, .. }) = cursor.tokens.first() {
        let mut own = (hundreds, rest);
        let is_read = lower.split('-').all(|word| {
            let step = NUMBERS.iter().find(|(known, _)| *known == word).map(|(_, step)| *step);
            match step.and_then(|step| after(own, step)) {
                Some(next) => {
                    own = next;
                    true
                }
                None => false,
            }
        });
        if !is_read {
            break;
        }
        (hundreds, rest) = own;
        cursor.skip(1);
    }
    (hundreds > 0 || rest.is_some()).then_some(hundreds + rest.unwrap_or(0))
}

/// Whether `năm` comes next and is no five but a year: `năm 2017`, `năm trước`.
fn is_year(cursor: &Cursor<'_>) -> bool {
    let [first, second, ..] = cursor.tokens else { return false };
    let is_of_year = matches!(second, Token::Figure(_))
        || ["trước", "ngoái", "liền", "nay", "sau", "học"].iter().any(|word| second.is_word(word));
    first.is_word("năm") && is_of_year
}

/// The hundreds and the rest after one more word, if the words so make a number.
fn after((hundreds, rest): (u32, Option<u32>), step: Step) -> Option<(u32, Option<u32>)> {
    Some(match (step, rest) {
        (Unit(unit), None) => (hundreds, Some(unit)),
        (Unit(unit), Some(tens @ (10 | 20..=90))) if tens % 10 == 0 => {
            (hundreds, Some(tens + unit))
        }
        (Whole(100), None) if hundreds == 0 => (100, None),
        (Whole(number), None) => (hundreds, Some(number)),
        (Teen, Some(unit @ 1..=9)) => (hundreds, Some(unit + 10)),
        (Times(10), Some(unit @ 1..=9)) => (hundreds, Some(unit * 10)),
        (Times(100), Some(unit @ 1..=9)) if hundreds == 0 => (unit * 100, None),
        _ => return None,
    })
}
