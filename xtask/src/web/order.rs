//! The order of functions: those that are alike stand together, for what compresses a module looks
//! back over a few of them only.

use std::error::Error;

use super::weight::{CODE, IMPORT, Reader, imported_functions, sections, stripped};

/// How many consecutive bytes make one feature of a function.
const WINDOW: usize = 5;
/// How many features stand for a function (MinHash): the share that two of them have in common is
/// near the share of all features that they have in common.
const FEATURES: usize = 96;

type Signature = [u32; FEATURES];

/// The module with names for its functions by which `wasm-opt --reorder-functions-by-name` puts them
/// in an order in which like follows like.
pub(crate) fn named(module: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut imported = 0;
    let mut signatures = Vec::new();
    for section in sections(module)? {
        let mut reader = Reader { bytes: section.content };
        match section.kind {
            IMPORT => imported = imported_functions(&mut reader)?,
            CODE => {
                for _ in 0..reader.number()? {
                    let length = reader.number()?;
                    signatures.push(signature(reader.take(length)?));
                }
            }
            _ => {}
        }
    }
    let mut places: Vec<(usize, usize)> =
        order(&signatures).into_iter().enumerate().map(|(place, own)| (own, place)).collect();
    places.sort_unstable();
    let names = (0..imported).map(|place| format!("a{place:06}"));
    let names = names.chain(places.iter().map(|(_, place)| format!("b{place:06}")));
    let mut map = Vec::new();
    write(&mut map, imported + places.len());
    for (index, name) in names.enumerate() {
        write(&mut map, index);
        write(&mut map, name.len());
        map.extend_from_slice(name.as_bytes());
    }
    // The custom section `name` with its part 1: the names of functions.
    let mut content = vec![4, b'n', b'a', b'm', b'e', 1];
    write(&mut content, map.len());
    content.append(&mut map);
    let mut whole = stripped(module)?;
    whole.push(0);
    write(&mut whole, content.len());
    whole.append(&mut content);
    Ok(whole)
}

fn signature(body: &[u8]) -> Signature {
    let mut least = [u32::MAX; FEATURES];
    for window in body.windows(WINDOW.min(body.len())) {
        let bytes = window.iter().fold(0_u64, |bytes, byte| (bytes << 8) | u64::from(*byte));
        // One multiplication mixes; each feature looks at the result in another way.
        let mut mixed = (bytes + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        for own in &mut least {
            mixed = (mixed ^ (mixed >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            *own = (*own).min((mixed >> 32) as u32);
        }
    }
    least
}

/// Each function after those that it is most like, the nearer ones counting for more.
fn order(signatures: &[Signature]) -> Vec<usize> {
    let mut rest: Vec<(usize, &Signature, usize)> =
        signatures.iter().enumerate().map(|(index, own)| (index, own, 0)).collect();
    let mut order = Vec::with_capacity(rest.len());
    let mut next = if rest.is_empty() { None } else { Some(0) };
    while let Some(place) = next {
        let (index, last, _) = rest.swap_remove(place);
        order.push(index);
        for (_, own, likeness) in &mut rest {
            let alike = own.iter().zip(last).filter(|(own, last)| own == last).count();
            *likeness = (*likeness * 31 / 32).max(alike * 1000);
        }
        let nearest = rest.iter().enumerate().max_by_key(|(_, (index, _, likeness))| {
            // Of equals the first, so that the order is always the same.
            (*likeness, std::cmp::Reverse(*index))
        });
        next = nearest.map(|(place, _)| place);
    }
    order
}

/// A number in seven bits a byte (LEB128).
fn write(bytes: &mut Vec<u8>, mut number: usize) {
    loop {
        let [lowest, ..] = number.to_le_bytes();
        number >>= 7;
        if number == 0 {
            bytes.push(lowest);
            return;
        }
        bytes.push(lowest | 0x80);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn like_follows_like() {
        let (one, other) = (*b"what counts dossiers", *b"0123456789abcdefghij");
        let (nearly, odd) = (*b"that counts dossiers", *b"0123456789abcdefghiJ");
        let signatures: Vec<_> =
            [one, other, nearly, odd].iter().map(|body| signature(body)).collect();
        assert_eq!(order(&signatures), [0, 2, 1, 3]);
    }

    #[test]
    fn numbers_in_seven_bits() {
        for number in [0, 1, 127, 128, 300, 1_000_000] {
            let mut bytes = Vec::new();
            write(&mut bytes, number);
            assert_eq!(Reader { bytes: &bytes }.number().unwrap(), number);
        }
    }
}
