// What the page and its worker say to each other. The worker alone uses the package; the page gets
// plain objects to show.
import type {
  Breakdown, BreakdownWords, Cases, CasesRequest, EvaluateOptions, Grain, Intake, Language, Overview,
  PlanOutline, Problem, ReviewWords, SourceAccount,
} from "quality-objectives";

/** A file of records, the source that it is for, and how it is written. */
export interface Input {
  file: File;
  source: string;
  delimiter: string;
  dates: string;
}

/** A plan that is open. */
export interface OpenPlan {
  number: string | null;
  organisation: string;
  title: string;
  from: string;
  to: string;
  language: Language;
  outline: PlanOutline;
  advice: Problem[];
}

/** What a file turned out to be. */
export type Sniffed =
  | { kind: "plan"; text: string }
  | { kind: "tally"; text: string }
  | { kind: "records"; source: string | null; delimiter: string; headers: string[] };

/** How far counting has come. */
export interface Reached {
  bytes: number;
  total: number;
}

/** What a counting or a tally that was read left. */
export interface Counted {
  days: string[];
  intake: Intake | null;
  cells: number;
}

/** A value in a month, for drawing. */
export interface TrendPoint {
  bucket: string;
  value: number | null;
  shown: string | null;
  running: boolean;
}

/** The values of one part of a target, month by month, and where its limits lie. */
export interface Trend {
  measure: string;
  member: string | null;
  title: string;
  low: number | null;
  high: number | null;
  suffix: string;
  points: TrendPoint[];
}

/** How things stand as of a day. */
export interface Standing {
  asOf: string;
  overview: Overview;
  sources: SourceAccount[];
  /** By position of the objective; none where the plan does not count months. */
  trends: (Trend | null)[];
}

/** How the objectives stood as of each of some days. */
export interface History {
  days: string[];
  /** By day and position of the objective. */
  marks: { status: string; mark: string; words: string }[][];
}

export interface Table {
  numbers: Breakdown;
  words: BreakdownWords;
  /** The exact values as near as a drawing needs them, row by row, in the units shown. */
  drawn: (number | null)[];
}

/** The cases behind a number, with what their rows say. */
export interface Found extends Cases {
  headers: string[];
  /** The fields of each case, where its row could be read again. */
  fields: (string[] | null)[];
}

export type Assumed = Pick<EvaluateOptions, "expected" | "further">;
export type Exported = "evaluation" | "tally" | "report";

/** What the page asks for, and what it gets. */
export interface Requests {
  sniff: { ask: { file: File }; get: Sniffed };
  openPlan: { ask: { text: string }; get: OpenPlan };
  check: { ask: { text: string }; get: Problem[] };
  openTally: { ask: { text: string }; get: Counted };
  /** `more` days of the files that are counted already, or a new counting. */
  count: { ask: { days: string[]; inputs: Input[]; more: boolean }; get: Counted };
  history: { ask: { days: string[]; inputs: Input[]; language: Language }; get: History };
  stand: { ask: { asOf: string; language: Language }; get: Standing };
  suppose: { ask: { asOf: string; language: Language; assumed: Assumed }; get: Overview };
  table: {
    ask: { asOf: string; language: Language; measure: string; by: string[]; grain?: Grain };
    get: Table;
  };
  review: { ask: { asOf: string; language: Language; objective: string }; get: ReviewWords | null };
  cases: { ask: { request: CasesRequest; inputs: Input[] }; get: Found };
  write: { ask: { asOf: string; language: Language; what: Exported }; get: string };
}

export type Kind = keyof Requests;

export type ToWorker =
  | { [K in Kind]: { id: number; kind: K; ask: Requests[K]["ask"] } }[Kind]
  | { abort: number };

export type FromWorker =
  | { id: number; get: unknown }
  | { id: number; reached: Reached }
  | { id: number; fault: { name: string; message: string; problems: readonly Problem[] } };
