//! Exact numbers, which JavaScript has as text.

use std::cmp::Ordering;

use quality_objectives::{Exact, Problem};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::error::Fault;

/// The most decimals that a number is written with: those of a hash would be no help to anybody.
const MOST_PLACES: u8 = 100;

fn exact(text: &str) -> Result<Exact, Fault> {
    text.parse().map_err(|_| {
        let problem = Problem::new("number-unreadable", "", format!("`{text}` is no exact number"));
        Fault::request(problem.help("write digits with a point, or a fraction: 0.015, 3/200"))
    })
}

/// -1, 0 or 1: how two exact numbers compare.
#[wasm_bindgen(js_name = compareExact)]
pub fn compare_exact(left: &str, right: &str) -> Result<i32, Fault> {
    Ok(match exact(left)?.cmp(&exact(right)?) {
        Ordering::Less => -1,
        Ordering::Equal => 0,
        Ordering::Greater => 1,
    })
}

/// An exact number with so many decimals, rounded half up.
#[wasm_bindgen(js_name = roundExact)]
pub fn round_exact(text: &str, places: u8) -> Result<String, Fault> {
    Ok(exact(text)?.to_decimal(places.min(MOST_PLACES)))
}
