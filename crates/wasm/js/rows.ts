import type { Columns as Inner } from "./bindings/quality_objectives.js";
import { text, wrongType } from "./check.js";
import { addTexts } from "./columns.js";
import { dataError } from "./errors.js";
import { wasm } from "./module.js";

/**
 * A value of a row. Dates are text (`2022-01-31`), and so are points in time
 * (`2022-01-31T13:45:00+07:00`); `null` and `undefined` are no value.
 */
export type Cell = string | number | bigint | boolean | null | undefined;

/** A record: a value for each column, by the name that the records have for it. */
export interface Row {
  readonly [header: string]: Cell;
}

type Kind = "string" | "number" | "bigint" | "boolean";

/** The rows as columns in the module's memory. */
export function rowsOf(source: string, rows: readonly unknown[]): Inner {
  const columns = collected(source, rows);
  const inner = new (wasm().Columns)();
  try {
    for (const [name, values] of columns) column(inner, source, name, values);
  } catch (error) {
    inner.free();
    throw error;
  }
  return inner;
}

/** The values of each column; a row that lacks a key has no value there. */
function collected(source: string, rows: readonly unknown[]): Map<string, unknown[]> {
  const columns = new Map<string, unknown[]>();
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at];
    if (typeof row !== "object" || row === null || Array.isArray(row)) {
      throw wrongType(row, `${source}[${at}]`, "an object with a value for each column");
    }
    for (const name of Object.keys(row)) {
      let values = columns.get(name);
      if (values === undefined) {
        values = new Array<unknown>(rows.length).fill(null);
        columns.set(text(name, source), values);
      }
      values[at] = (row as Record<string, unknown>)[name] ?? null;
    }
  }
  return columns;
}

const HELP = "give a column values of one type: string, number, bigint or boolean, and null where there is none";

function kindOf(source: string, name: string, values: readonly unknown[]): Kind | undefined {
  let kind: Kind | undefined;
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at];
    if (value === null) continue;
    const own = typeof value;
    const path = `${source}.${name}`;
    if (own !== "string" && own !== "number" && own !== "bigint" && own !== "boolean") {
      const what = value instanceof Date ? "a Date" : own === "object" ? "an object" : `a ${own}`;
      const help = value instanceof Date
        ? "write a day as text, 2022-01-31, and a point in time as `date.toISOString()`"
        : HELP;
      throw dataError("column-type", path, `column \`${name}\` has ${what} in row ${at + 1}`, help);
    }
    if (kind === undefined || kind === own) {
      kind = own;
    } else if ((kind === "number" || kind === "bigint") && (own === "number" || own === "bigint")) {
      kind = "bigint";
    } else {
      const message = `column \`${name}\` has a ${own} after values of ${kind} in row ${at + 1}`;
      throw dataError("column-type", path, message, HELP);
    }
  }
  return kind;
}

function column(inner: Inner, source: string, name: string, values: readonly unknown[]): void {
  const path = `${source}.${name}`;
  const kind = kindOf(source, name, values);
  const valid = Uint8Array.from(values, (value) => Number(value !== null));
  if (kind === undefined || kind === "string") {
    addTexts(inner, name, path, values, valid);
  } else if (kind === "boolean") {
    inner.booleans(name, Uint8Array.from(values, Number), valid);
  } else if (values.every(isWhole)) {
    inner.integers(name, BigInt64Array.from(values, (value) => (value === null ? 0n : BigInt(value))), valid);
  } else if (kind === "number") {
    inner.floats(name, Float64Array.from(values, (value) => (value === null ? 0 : Number(value))), valid);
  } else {
    // Whole numbers beyond 64 bits, or beside fractions: digits in text are read exactly.
    addTexts(inner, name, path, values.map((value) => (value === null ? null : String(value))), valid);
  }
}

/** Whether a value is a whole number that 64 bits hold exactly, or none. */
function isWhole(value: unknown): value is number | bigint | null {
  if (value === null) return true;
  return typeof value === "bigint" ? BigInt.asIntN(64, value) === value : Number.isSafeInteger(value);
}
