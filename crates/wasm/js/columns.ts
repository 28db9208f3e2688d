import type { Columns as Inner } from "./bindings/quality_objectives.js";
import { entries, flag, isWellFormed, optional, text, wrongType } from "./check.js";
import { call, dataError } from "./errors.js";
import { wasm } from "./module.js";

/** Which rows of a column have a value: one entry a row, 0 or `false` where there is none. */
export type Validity = Uint8Array | readonly boolean[];

/** Civil dates in days since 1970-01-01. */
export interface DayColumn { days: Int32Array; valid?: Validity }
/** Whole numbers. */
export interface IntegerColumn { integers: Int32Array | BigInt64Array; valid?: Validity }
/** Binary floating point; taken where every value is exact at the scale that the plan declares. */
export interface FloatColumn { floats: Float64Array | Float32Array; valid?: Validity }
/** True or false: one byte a row, or booleans. */
export interface BooleanColumn { booleans: Uint8Array | readonly boolean[]; valid?: Validity }
/** Points in time since 1970-01-01 00:00, of UTC unless `utc` is false: then of the plan's civil time. */
export interface InstantColumn {
  instants: BigInt64Array | Float64Array;
  unit: "second" | "millisecond" | "microsecond" | "nanosecond";
  utc?: boolean;
  valid?: Validity;
}
/** Texts, read as in a CSV file. */
export interface TextColumn { texts: readonly (string | null)[]; valid?: Validity }
/** Texts by dictionary: for each row a position among the members. */
export interface CodeColumn {
  codes: Uint8Array | Uint16Array | Uint32Array;
  members: readonly string[];
  valid?: Validity;
}

/** A column of a source; `Int32Array` alone is days, and an array of strings texts. */
export type Column =
  | Int32Array
  | BigInt64Array
  | Float64Array
  | Float32Array
  | readonly (string | null)[]
  | DayColumn
  | IntegerColumn
  | FloatColumn
  | BooleanColumn
  | InstantColumn
  | TextColumn
  | CodeColumn;

/** The columns of a source by the names that the records have for them, all of one length. */
export interface Columns {
  readonly [header: string]: Column;
}

/** A column by whose array its type is told. */
function plain(column: unknown): unknown {
  if (column instanceof Int32Array) return { days: column };
  if (column instanceof BigInt64Array) return { integers: column };
  if (column instanceof Float64Array || column instanceof Float32Array) return { floats: column };
  if (Array.isArray(column)) return { texts: column as unknown };
  return column;
}

const WANTED =
  "a typed array or one of {days}, {integers}, {floats}, {booleans}, {instants, unit}, {texts}, {codes, members}";

/** Whether something has columns in it, and is not a row. */
export function isColumns(value: object): boolean {
  const own = Object.values(value) as unknown[];
  return own.length > 0 && own.every((item) => typeof item === "object" && item !== null);
}

/** The columns in the module's memory; `rows` is how many there are. */
export function columnsOf(source: string, columns: unknown): { inner: Inner; rows: number } {
  const inner = new (wasm().Columns)();
  let rows = 0;
  try {
    for (const [name, column] of entries(columns, source)) {
      rows = add(inner, name, `${source}.${name}`, plain(column));
    }
  } catch (error) {
    inner.free();
    throw error;
  }
  return { inner, rows };
}

function validity(value: unknown, path: string): Uint8Array {
  if (value instanceof Uint8Array) return value;
  if (Array.isArray(value)) return Uint8Array.from(value, (own) => Number(flag(own, path)));
  throw wrongType(value, path, "a Uint8Array or an array of booleans, one a row");
}

function add(inner: Inner, name: string, path: string, column: unknown): number {
  if (typeof column !== "object" || column === null) throw wrongType(column, path, WANTED);
  const own = Object.fromEntries(entries(column, path)) as Record<string, unknown>;
  const valid = optional(own["valid"], `${path}.valid`, validity);
  const { days, integers, floats, booleans, instants, texts, codes } = own;
  if (days instanceof Int32Array) {
    inner.days(name, days, valid);
    return days.length;
  }
  if (integers instanceof BigInt64Array) {
    inner.integers(name, integers, valid);
    return integers.length;
  }
  if (integers instanceof Int32Array) {
    inner.integers(name, BigInt64Array.from(integers, BigInt), valid);
    return integers.length;
  }
  if (floats instanceof Float64Array) {
    inner.floats(name, floats, valid);
    return floats.length;
  }
  if (floats instanceof Float32Array) {
    inner.singles(name, floats, valid);
    return floats.length;
  }
  if (booleans !== undefined) {
    const bytes = validity(booleans, `${path}.booleans`);
    inner.booleans(name, bytes, valid);
    return bytes.length;
  }
  if (instants instanceof BigInt64Array || instants instanceof Float64Array) {
    const unit = text(own["unit"], `${path}.unit`, "second, millisecond, microsecond or nanosecond");
    const utc = optional(own["utc"], `${path}.utc`, flag) ?? true;
    const ticks = instants instanceof BigInt64Array ? instants : whole(instants, path);
    call(() => inner.instants(name, ticks, unit, utc, valid));
    return instants.length;
  }
  if (Array.isArray(texts)) {
    addTexts(inner, name, path, texts, valid);
    return texts.length;
  }
  if (codes instanceof Uint8Array || codes instanceof Uint16Array || codes instanceof Uint32Array) {
    if (!Array.isArray(own["members"])) {
      throw wrongType(own["members"], `${path}.members`, "an array of strings");
    }
    const members = encoded(own["members"], `${path}.members`);
    call(() => inner.codes(name, Uint32Array.from(codes), members.offsets, members.data, valid));
    return codes.length;
  }
  throw wrongType(column, path, WANTED);
}

function whole(values: Float64Array, path: string): BigInt64Array {
  return BigInt64Array.from(values, (value) => {
    if (Number.isSafeInteger(value)) return BigInt(value);
    throw dataError("column-type", path, `\`${value}\` is no whole number of ticks`, "give a BigInt64Array");
  });
}

/** Adds texts; `null` is no value. */
export function addTexts(
  inner: Inner,
  name: string,
  path: string,
  texts: readonly unknown[],
  valid?: Uint8Array,
): void {
  const present = valid ?? (texts.includes(null) || texts.includes(undefined)
    ? Uint8Array.from(texts, (own) => Number(own !== null && own !== undefined))
    : undefined);
  const { offsets, data } = encoded(texts, path, present);
  call(() => inner.texts(name, offsets, data, present));
}

const encoder = new TextEncoder();

/** Texts in UTF-8, one after the other, and where each begins. */
function encoded(
  texts: readonly unknown[],
  path: string,
  present?: Uint8Array,
): { offsets: Int32Array; data: Uint8Array } {
  const offsets = new Int32Array(texts.length + 1);
  let data = new Uint8Array(Math.max(64, texts.length * 8));
  let end = 0;
  for (let at = 0; at < texts.length; at += 1) {
    const value = texts[at];
    if (typeof value === "string") {
      if (!isWellFormed(value)) {
        const message = `column \`${path}\` has half a character (a lone surrogate) in row ${at + 1}`;
        throw dataError("text-not-unicode", path, message, "look at where the text was cut");
      }
      // A unit of UTF-16 takes at most three bytes.
      if (data.length - end < value.length * 3) {
        const wider = new Uint8Array(data.length * 2 + value.length * 3);
        wider.set(data);
        data = wider;
      }
      end += encoder.encodeInto(value, data.subarray(end)).written;
    } else if (present === undefined || present[at] !== 0) {
      throw wrongType(value, `${path}[${at}]`, "a string");
    }
    offsets[at + 1] = end;
  }
  return { offsets, data: data.subarray(0, end) };
}
