import type { Feed } from "./bindings/quality_objectives.js";
import { isWellFormed, optional, wrongType } from "./check.js";
import { columnsOf, isColumns, type Columns } from "./columns.js";
import { call, dataError, requestError } from "./errors.js";
import { rowsOf, type Row } from "./rows.js";

/** The text of a CSV file, or its bytes in UTF-8. */
export type Csv = string | ArrayBufferView | ArrayBuffer;

/** Records of a source that are there: CSV, rows, typed columns, or several of these one after the other. */
export type Records = Csv | readonly Row[] | Columns | readonly (Csv | Columns | readonly Row[])[];

/** Records that come in pieces: chunks of one CSV text, or arrays of rows, or tables of columns. */
export type Stream =
  | Blob
  | Response
  | ReadableStream<string | ArrayBufferView | ArrayBuffer | readonly Row[] | Columns>
  | AsyncIterable<string | ArrayBufferView | ArrayBuffer | readonly Row[] | Columns>;

/** Records of a source that are there or come in pieces, or several of these. */
export type StreamedRecords = Records | Stream | readonly (Records | Stream)[];

/** How far reading has come in one source. */
export interface Progress {
  /** The source that is being read. */
  readonly source: string;
  /** Bytes of its CSV texts read so far. */
  readonly bytes: number;
  /** Rows read so far that came as rows or columns. */
  readonly rows: number;
}

/** What looks after a call that takes long. */
export interface Watch {
  /** Ends the call between two chunks; it then throws the signal's reason. */
  signal?: AbortSignal;
  /** Is told after each chunk. */
  progress?: (progress: Progress) => void;
}

export function watchOf(signal: unknown, progress: unknown): Watch {
  const watch: Watch = {};
  const own = optional(signal, "signal", (value) => {
    if (value instanceof AbortSignal) return value;
    throw wrongType(value, "signal", "an AbortSignal");
  });
  const told = optional(progress, "progress", (value) => {
    if (typeof value === "function") return value as (progress: Progress) => void;
    throw wrongType(value, "progress", "a function");
  });
  if (own !== undefined) watch.signal = own;
  if (told !== undefined) watch.progress = told;
  return watch;
}

/** How much of a CSV text is handed over at once: what an abort waits for at most. */
const CHUNK = 1 << 20;

const encoder = new TextEncoder();

/** Hands CSV text over in chunks; what is cut inside a character waits for the rest of it. */
class CsvText {
  #feed: Feed;
  #source: string;
  #waiting = "";

  constructor(feed: Feed, source: string) {
    this.#feed = feed;
    this.#source = source;
    call(() => feed.beginCsv(source));
  }

  /** Takes a chunk; how many bytes it was. */
  push(chunk: unknown): number {
    const bytes = typeof chunk === "string" ? this.#encoded(chunk) : bytesOf(chunk);
    if (bytes === undefined) throw wrongType(chunk, this.#source, "CSV text or its bytes");
    call(() => this.#feed.pushCsv(bytes));
    return bytes.length;
  }

  end(): void {
    if (this.#waiting !== "") throw this.#cut();
    call(() => this.#feed.endCsv());
  }

  #encoded(chunk: string): Uint8Array {
    let text = this.#waiting + chunk;
    this.#waiting = "";
    if (/[\uD800-\uDBFF]$/.test(text.slice(-1))) {
      this.#waiting = text.slice(-1);
      text = text.slice(0, -1);
    }
    if (!isWellFormed(text)) throw this.#cut();
    return encoder.encode(text);
  }

  #cut(): Error {
    const message = `the CSV text of \`${this.#source}\` has half a character (a lone surrogate)`;
    return dataError("text-not-unicode", this.#source, message, "look at where the text was cut");
  }
}

function bytesOf(value: unknown): Uint8Array | undefined {
  if (value instanceof Uint8Array) return value;
  if (ArrayBuffer.isView(value)) {
    return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  }
  return value instanceof ArrayBuffer ? new Uint8Array(value) : undefined;
}

const WANTED = "CSV text or bytes, an array of rows, or an object of typed columns";

/** Where several inputs are handed over, each of them; `undefined` of what is one input. */
function several(records: unknown): readonly unknown[] | undefined {
  if (!Array.isArray(records) || records.length === 0) return undefined;
  const first: unknown = records[0];
  const isRow = typeof first === "object" && first !== null && !Array.isArray(first)
    && isPlain(first) && !isColumns(first);
  return isRow ? undefined : records;
}

/** Feeds records that are there, stopping after each chunk. */
export function* steps(feed: Feed, source: string, records: unknown): Generator<Progress> {
  const state = { source, bytes: 0, rows: 0 };
  for (const input of several(records) ?? [records]) yield* step(feed, source, input, state);
}

type State = { -readonly [Key in keyof Progress]: Progress[Key] };

function* step(feed: Feed, source: string, input: unknown, state: State): Generator<Progress> {
  if (typeof input === "string" || bytesOf(input) !== undefined) {
    const whole = typeof input === "string" ? input : (bytesOf(input) ?? new Uint8Array());
    const text = new CsvText(feed, source);
    for (let from = 0; from < whole.length; from += CHUNK) {
      state.bytes += text.push(
        typeof whole === "string" ? whole.slice(from, from + CHUNK) : whole.subarray(from, from + CHUNK),
      );
      yield { ...state };
    }
    text.end();
    return;
  }
  state.rows += batch(feed, source, input);
  yield { ...state };
}

/** Feeds an array of rows or an object of columns; how many rows it was. */
function batch(feed: Feed, source: string, input: unknown): number {
  if (Array.isArray(input)) {
    if (input.length === 0) call(() => feed.nothing(source));
    else {
      const rows = rowsOf(source, input);
      call(() => feed.batch(source, rows));
    }
    return input.length;
  }
  if (typeof input !== "object" || input === null || !isPlain(input)) {
    throw wrongType(input, source, WANTED);
  }
  const { inner, rows } = columnsOf(source, input);
  call(() => feed.batch(source, inner));
  return rows;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Feeds records that are there or come in pieces; between pieces, other things of the page run. */
export async function* stepsOf(
  feed: Feed,
  source: string,
  records: unknown,
  signal: AbortSignal | undefined,
): AsyncGenerator<Progress> {
  const state = { source, bytes: 0, rows: 0 };
  for (const input of several(records) ?? [records]) {
    const pieces = piecesOf(input, source);
    if (pieces === undefined) {
      for (const progress of step(feed, source, input, state)) {
        yield progress;
        await new Promise((resolve) => setTimeout(resolve));
      }
      continue;
    }
    let text: CsvText | undefined;
    let isBatches = false;
    try {
      for (;;) {
        const next = await abortable(pieces.next(), signal);
        if (next.done === true) break;
        const isText = typeof next.value === "string" || bytesOf(next.value) !== undefined;
        if (isText && !isBatches) {
          text ??= new CsvText(feed, source);
          state.bytes += text.push(next.value);
        } else if (!isText && text === undefined) {
          isBatches = true;
          state.rows += batch(feed, source, next.value);
        } else {
          const message = `the stream of \`${source}\` has CSV text beside rows or columns`;
          throw requestError("argument-type", source, message, "give one or the other");
        }
        yield { ...state };
      }
    } finally {
      // Whatever ended it, the stream is not read on; it may not answer at once.
      void pieces.stop();
    }
    if (!isBatches) (text ?? new CsvText(feed, source)).end();
  }
}

interface Pieces {
  next(): Promise<IteratorResult<unknown, unknown>>;
  stop(): Promise<unknown>;
}

/** The pieces of what comes in pieces; `undefined` of anything else. */
function piecesOf(input: unknown, source: string): Pieces | undefined {
  if (input instanceof Blob) return piecesOf(input.stream(), source);
  if (input instanceof Response) {
    if (input.ok && input.body !== null) return piecesOf(input.body, source);
    const what = input.ok ? "no body" : `the status ${input.status}`;
    const message = `the response with the records of \`${source}\` has ${what}`;
    throw dataError("response-unsuitable", source, message, "look at what the server answers");
  }
  if (input instanceof ReadableStream) {
    const reader = input.getReader() as ReadableStreamDefaultReader<unknown>;
    return {
      next: () => reader.read() as Promise<IteratorResult<unknown, unknown>>,
      stop: () => reader.cancel().catch(() => undefined),
    };
  }
  if (typeof input === "object" && input !== null && Symbol.asyncIterator in input) {
    const iterator = (input as AsyncIterable<unknown>)[Symbol.asyncIterator]();
    return {
      next: () => iterator.next(),
      stop: async () => iterator.return?.().catch(() => undefined),
    };
  }
  return undefined;
}

/** The promise, or the signal's reason, whichever is there first. */
function abortable<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const aborted = (): void => {
      reject(signal.reason as Error);
    };
    if (signal.aborted) aborted();
    signal.addEventListener("abort", aborted, { once: true });
    promise.then(resolve, reject).finally(() => {
      signal.removeEventListener("abort", aborted);
    });
  });
}
