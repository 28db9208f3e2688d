import { text, whole } from "./check.js";
import { call } from "./errors.js";
import { wasm } from "./module.js";

/**
 * How two exact numbers compare: below zero, zero, or above it, so that `sort` takes it. Numbers are
 * text as results have them: `"1479"`, `"0.015"`, `"4/147"`, `"-7"`.
 */
export function compareExact(left: string, right: string): number {
  const [one, other] = [text(left, "left"), text(right, "right")];
  const { compareExact: compare } = wasm();
  return call(() => compare(one, other));
}

/** An exact number with so many decimals, rounded half up: `roundExact("4/147", 4)` is `"0.0272"`. */
export function roundExact(number: string, places: number): string {
  const [own, digits] = [text(number, "number"), whole(places, "places", 0, 100)];
  const { roundExact: round } = wasm();
  return call(() => round(own, digits));
}

/**
 * An exact number as JavaScript has numbers: near it, and not it. For drawing, never for deciding;
 * `compareExact` decides.
 */
export function approximate(number: string): number {
  return Number(roundExact(number, 100));
}
