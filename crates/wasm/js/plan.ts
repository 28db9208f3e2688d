import type { Feed, Plan as Inner } from "./bindings/quality_objectives.js";
import { entries, fields, flag, list, optional, text, whole, wrongType } from "./check.js";
import { Counter } from "./counter.js";
import { call, requestError } from "./errors.js";
import { Evaluation, type Language } from "./evaluation.js";
import { steps, stepsOf, watchOf, type Records, type StreamedRecords, type Watch } from "./feed.js";
import { camelCased } from "./json.js";
import { wasm } from "./module.js";
import { inner, keep, Owned } from "./owned.js";
import type { Advice, Cases, PlanOutline, Problem } from "./results.js";
import { Tally, tallyOf } from "./tally.js";

/** How the CSV texts of a source are written, where that is not as the plan says. */
export interface CsvFormat {
  /** One character; a comma unless given. */
  delimiter?: string;
  /** How dates are written: `dd/MM/yyyy`; `yyyy-MM-dd` unless given. */
  dates?: string;
}

/** How records are read. */
export interface ReadOptions extends Watch {
  /** Under which names records have columns: `{ dossiers: { unit: "Phòng ban" } }`. */
  rename?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** How CSV texts are written, by source. */
  csv?: Readonly<Record<string, CsvFormat>>;
}

/** How records are counted. */
export interface CountOptions extends ReadOptions {
  /** How many cells the tally may have, 2 000 000 unless given. */
  cellLimit?: number;
}

/** The day, or the days, at whose end one looks at the records, and the records of each source. */
export type Counting<R> = { readonly asOf: string | readonly string[] } & {
  readonly [source: string]: R | string | readonly string[];
};

/** What a person declares of a qualitative target. */
export interface Declared {
  /** The day on which it was declared. */
  on: string;
  /** Whether the target holds. */
  holds: boolean;
  /** Who declared it. */
  by?: string;
  /** What shows it: documents, records. */
  evidence?: readonly string[];
}

/** Cases that are supposed besides those that were counted; they belong to no member. */
export interface Further {
  /** Cases in the numerator. */
  numerator?: number;
  /** Cases not in the numerator. */
  notInNumerator?: number;
}

/** What is assumed and not counted. */
export interface EvaluateOptions {
  /** One of the tally's days, the last unless given. */
  asOf?: string;
  /** The cases that a proportion will have in the end, by measure. */
  expected?: Readonly<Record<string, number>>;
  /** Cases that a proportion is supposed to have besides those that were counted, by measure. */
  further?: Readonly<Record<string, Further>>;
  /** Declarations of qualitative targets, by name. */
  declared?: Readonly<Record<string, Declared | readonly Declared[]>>;
  /** Earlier tallies that measures compare with, by name. */
  baselines?: Readonly<Record<string, Tally>>;
}

/** A part of a measure's value, behind which there are records. */
export type Part =
  | "numerator" | "denominator" | "not_in_numerator" | "undecided" | "coming" | "counted" | "promoters"
  | "detractors" | "standing" | "left_only";

/** The cases behind which number. */
export interface CasesRequest {
  /** The measure. */
  measure: string;
  /** The part of its value. */
  part: Part;
  /** The day at whose end one looks at the records. */
  asOf: string;
  /** Only those of members of columns; `null` for the records without one. */
  members?: Readonly<Record<string, string | null>>;
  /** Only those of a period: `2022`, `2022-Q1`, `2022-03`, `2022-W05` or a day. */
  period?: string;
  /** Those without a date as well. */
  withUndated?: boolean;
  /** How many are listed at most. */
  limit?: number;
}

interface Head {
  number: string | null;
  organisation: string;
  title: string;
  from: string;
  to: string;
  language: Language;
  suppressBelow: number | null;
  digest: string;
  sources: string[];
  measures: string[];
}

/** A plan of quality objectives. It does not change, and what it holds fits together. */
export class Plan extends Owned {
  /** The document's text. */
  readonly text: string;
  #head: Head;

  private constructor(own: Inner, document: string) {
    super();
    keep(this, own);
    this.text = document;
    this.#head = camelCased(own.head()) as Head;
  }

  /**
   * Reads and checks a plan document: YAML, or JSON.
   *
   * @throws PlanError with every fault of the document, each with its place.
   */
  static parse(document: string): Plan {
    const own = text(document, "text", "the text of a plan");
    const { Plan: From } = wasm();
    return new Plan(call(() => From.parse(own)), own);
  }

  /** Every fault of a plan document, each with its place; none of one that is right. */
  static check(document: string): Problem[] {
    const own = text(document, "text", "the text of a plan");
    return camelCased(wasm().Plan.check(own)) as Problem[];
  }

  /** The document's number: `727/UBND-VP`. */
  get number(): string | null { return this.#head.number; }
  /** The organisation whose plan it is. */
  get organisation(): string { return this.#head.organisation; }
  /** The plan's title. */
  get title(): string { return this.#head.title; }
  /** The first day of its period. */
  get from(): string { return this.#head.from; }
  /** The last day of its period. */
  get to(): string { return this.#head.to; }
  /** The language that reports are written in unless the caller asks for another. */
  get language(): Language { return this.#head.language; }
  /** How many records a cell of a tally has at least, for the tally to be handed on. */
  get suppressBelow(): number | null { return this.#head.suppressBelow; }
  /** The SHA-256 digest of the document's text, in hexadecimal digits. */
  get digest(): string { return this.#head.digest; }
  /** The names of the sources, in the order of the plan. */
  get sources(): readonly string[] { return this.#head.sources; }
  /** The names of the measures, in the order of the plan. */
  get measures(): readonly string[] { return this.#head.measures; }

  /** The sources, measures and objectives with their titles: what a page needs to offer choices. */
  outline(): PlanOutline {
    return camelCased(this.#inner().outline()) as PlanOutline;
  }

  /** What weakens the plan although it is valid, as far as the document shows. */
  advice(): Advice {
    return camelCased(this.#inner().advice()) as Advice;
  }

  /**
   * Counts records that are there. `records` has `asOf` and, by name, the records of sources: CSV text
   * or bytes, an array of rows, or typed columns. A source that is not handed in has no data; an empty
   * array is one without records. Several days are counted in one pass.
   *
   * @throws DataError when records do not have what the plan declares; RequestError when the plan has
   * no such source.
   */
  tally(records: Counting<Records>, options?: CountOptions): Tally {
    const { asOf, sources } = counting(records);
    const counter = this.counter(asOf, options);
    try {
      for (const [source, own] of sources) counter.records(source, own as Records);
      return counter.finish();
    } finally {
      counter.free();
    }
  }

  /**
   * As `tally`, of records that come in pieces as well: a `File`, the response of `fetch`, a stream, an
   * async iterable of chunks. Between chunks, other things of the page run, and `signal` ends it.
   */
  async tallyStream(records: Counting<StreamedRecords>, options?: CountOptions): Promise<Tally> {
    const { asOf, sources } = counting(records);
    const counter = this.counter(asOf, options);
    try {
      for (const [source, own] of sources) await counter.stream(source, own as StreamedRecords);
      return counter.finish();
    } finally {
      counter.free();
    }
  }

  /** A counting that has counted nothing yet, for records that come piece by piece. */
  counter(asOf: string | readonly string[], options?: CountOptions): Counter {
    const given = fields(options, "options", [...READ, "cellLimit"]);
    const days = typeof asOf === "string" ? [text(asOf, "asOf")] : list(asOf, "asOf", text);
    const limit = optional(given.cellLimit, "cellLimit", (value, path) => whole(value, path, 1, 2 ** 32 - 1));
    const watch = watchOf(given.signal, given.progress);
    const own = this.#inner();
    const feed = call(() => own.counting(days, limit));
    readAs(feed, given);
    return new Counter(feed, watch);
  }

  /** What `Tally.fromJson` gives: a tally that a server counted. */
  readTally(json: string): Tally {
    this.#inner();
    return Tally.fromJson(json);
  }

  /**
   * Evaluates every objective from a tally that was counted with the rules of this plan. It takes the
   * tally only and no records, some thousandth of a second: assume something else and ask again.
   *
   * @throws TallyError when the tally was counted with other rules; RequestError when what is assumed
   * does not fit the plan.
   */
  evaluate(tally: Tally, options?: EvaluateOptions): Evaluation {
    const given = fields(options, "options", ["asOf", "expected", "further", "declared", "baselines"]);
    const [own, counted] = [this.#inner(), tallyOf(tally)];
    const asOf = optional(given.asOf, "asOf", text);
    const assumed = new (wasm().Assumed)();
    try {
      for (const [measure, cases] of optional(given.expected, "expected", entries) ?? []) {
        assumed.expecting(measure, BigInt(whole(cases, `expected.${measure}`)));
      }
      for (const [measure, value] of optional(given.further, "further", entries) ?? []) {
        const path = `further.${measure}`;
        const { numerator, notInNumerator } = fields(value ?? null, path, ["numerator", "notInNumerator"]);
        const count = (own: unknown, name: string): bigint =>
          BigInt(optional(own, `${path}.${name}`, whole) ?? 0);
        assumed.supposing(measure, count(numerator, "numerator"), count(notInNumerator, "notInNumerator"));
      }
      for (const [name, value] of optional(given.declared, "declared", entries) ?? []) {
        const path = `declared.${name}`;
        for (const one of Array.isArray(value) ? (value as unknown[]) : [value]) {
          const { on, holds, by, evidence } = fields(one, path, ["on", "holds", "by", "evidence"]);
          const day = text(on, `${path}.on`);
          const isSo = flag(holds, `${path}.holds`);
          const person = optional(by, `${path}.by`, text);
          const shown = optional(evidence, `${path}.evidence`, (all, at) => list(all, at, text)) ?? [];
          call(() => assumed.declaring(name, day, isSo, person, shown));
        }
      }
      for (const [name, earlier] of optional(given.baselines, "baselines", entries) ?? []) {
        assumed.withBaseline(name, tallyOf(earlier, `baselines.${name}`));
      }
      return new Evaluation(call(() => own.evaluate(counted, asOf, assumed)), this);
    } finally {
      assumed.free();
    }
  }

  /**
   * The records behind a number: those of a part of a measure's value. `records` are those of the one
   * source that the measure rests on. `row` of a case is counted from 1 in its `input`.
   */
  cases(request: CasesRequest, records: Records, options?: ReadOptions): Cases {
    const { feed, source, watch } = this.#search(request, options);
    return finished(feed, () => {
      for (const progress of steps(feed, source, records)) {
        watch.signal?.throwIfAborted();
        watch.progress?.(progress);
      }
    });
  }

  /** As `cases`, of records that come in pieces as well. */
  async casesStream(
    request: CasesRequest,
    records: StreamedRecords,
    options?: ReadOptions,
  ): Promise<Cases> {
    const { feed, source, watch } = this.#search(request, options);
    let isRead = false;
    try {
      for await (const progress of stepsOf(feed, source, records, watch.signal)) {
        watch.signal?.throwIfAborted();
        watch.progress?.(progress);
      }
      isRead = true;
    } finally {
      if (!isRead) feed.free();
    }
    return finished(feed, () => undefined);
  }

  #search(request: unknown, options: unknown): { feed: Feed; source: string; watch: Watch } {
    const names = ["measure", "part", "asOf", "members", "period", "withUndated", "limit"] as const;
    const wanted = fields(request ?? null, "request", names);
    const given = fields(options, "options", READ);
    const watch = watchOf(given.signal, given.progress);
    const measure = text(wanted.measure, "request.measure");
    const part = text(wanted.part, "request.part");
    const asOf = text(wanted.asOf, "request.asOf");
    const [columns, members]: [string[], string[]] = [[], []];
    for (const [column, member] of optional(wanted.members, "request.members", entries) ?? []) {
      columns.push(column);
      members.push(member === null ? "" : text(member, `request.members.${column}`, "a string or null"));
    }
    const period = optional(wanted.period, "request.period", text);
    const undated = optional(wanted.withUndated, "request.withUndated", flag) ?? false;
    const limit = optional(wanted.limit, "request.limit", (value, path) => whole(value, path, 0, 2 ** 32 - 1));
    const own = this.#inner();
    const feed = call(() => own.finding(measure, part, asOf, columns, members, period, undated, limit));
    readAs(feed, given);
    return { feed, source: feed.source() ?? "", watch };
  }

  #inner(): Inner {
    return inner<Inner>(this, "plan", "a Plan");
  }
}

const READ = ["rename", "csv", "signal", "progress"] as const;

/** Reads and closes the search, whatever comes of it. */
function finished(feed: Feed, read: () => void): Cases {
  let isRead = false;
  try {
    read();
    isRead = true;
  } finally {
    if (!isRead) feed.free();
  }
  return camelCased(call(() => feed.found())) as Cases;
}

/** Says how the records are written; a fault gives the feed back. */
function readAs(feed: Feed, given: { rename?: unknown; csv?: unknown }): void {
  let isSaid = false;
  try {
    for (const [source, columns] of optional(given.rename, "rename", entries) ?? []) {
      for (const [column, header] of entries(columns, `rename.${source}`)) {
        const name = text(header, `rename.${source}.${column}`);
        call(() => feed.rename(source, column, name));
      }
    }
    for (const [source, format] of optional(given.csv, "csv", entries) ?? []) {
      const { delimiter, dates } = fields(format, `csv.${source}`, ["delimiter", "dates"]);
      const character = optional(delimiter, `csv.${source}.delimiter`, text) ?? ",";
      if ([...character].length !== 1) {
        const message = `the delimiter of \`${source}\` is \`${character}\``;
        throw requestError("argument-range", `csv.${source}.delimiter`, message, "give one character");
      }
      const pattern = optional(dates, `csv.${source}.dates`, text);
      call(() => feed.csvFormat(source, character, pattern));
    }
    isSaid = true;
  } finally {
    if (!isSaid) feed.free();
  }
}

function counting(records: unknown): { asOf: string | string[]; sources: [string, unknown][] } {
  const own = entries(records, "records");
  const asOf = own.find(([name]) => name === "asOf")?.[1];
  if (typeof asOf !== "string" && !Array.isArray(asOf)) {
    throw wrongType(asOf, "asOf", "a day, or an array of days, as text: 2022-12-31");
  }
  const isGiven = ([name, value]: [string, unknown]): boolean => name !== "asOf" && value !== undefined;
  return { asOf: asOf as string | string[], sources: own.filter(isGiven) };
}
