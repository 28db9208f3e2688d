// Everything that counts or evaluates runs here, so that the page stays smooth.
import init, { Plan, QualityObjectivesError, Tally, approximate } from "quality-objectives";
import type { Evaluation, Language, OverviewPart } from "quality-objectives";

import { readCases } from "./records.js";
import { sniff } from "./sniff.js";
import type {
  Assumed, Counted, FromWorker, History, Input, Kind, OpenPlan, Reached, Requests, Standing, Table,
  ToWorker, Trend,
} from "./protocol.js";

interface Care {
  signal: AbortSignal;
  reached: (reached: Reached) => void;
}

type Answers = { [K in Kind]: (ask: Requests[K]["ask"], care: Care) => Promise<Requests[K]["get"]> };

let plan: Plan | undefined;
/** The tallies that stand for days; one may stand for several. */
const tallies = new Map<string, Tally>();
/** Evaluations without anything assumed, by day. */
const evaluations = new Map<string, Evaluation>();
/** Which plan and files the tallies are of: what was begun for others is of no use when it ends. */
let era = 0;

function forget(): void {
  era += 1;
  for (const own of new Set(tallies.values())) own.free();
  for (const own of evaluations.values()) own.free();
  tallies.clear();
  evaluations.clear();
}

function open(): Plan {
  if (plan === undefined) throw new Error("no plan is open");
  return plan;
}

function tallyOf(asOf: string): Tally {
  const tally = tallies.get(asOf);
  if (tally === undefined) throw new Error(`nothing is counted as of ${asOf}`);
  return tally;
}

function evaluated(asOf: string): Evaluation {
  let own = evaluations.get(asOf);
  if (own === undefined) {
    own = open().evaluate(tallyOf(asOf), { asOf });
    evaluations.set(asOf, own);
  }
  return own;
}

async function counted(days: string[], inputs: Input[], care: Care): Promise<Tally> {
  const records: Record<string, File[]> = {};
  const csv: Record<string, { delimiter: string; dates: string }> = {};
  let total = 0;
  for (const { file, source, delimiter, dates } of inputs) {
    (records[source] ??= []).push(file);
    csv[source] = { delimiter, dates };
    total += file.size;
  }
  const before = new Map<string, number>();
  let told = 0;
  const begun = era;
  const tally = await open().tallyStream({ ...records, asOf: days }, {
    csv,
    signal: care.signal,
    progress: ({ source, bytes }) => {
      before.set(source, bytes);
      const now = performance.now();
      if (now - told < 40) return;
      told = now;
      care.reached({ bytes: [...before.values()].reduce((sum, own) => sum + own, 0), total });
    },
  });
  if (begun === era) return tally;
  tally.free();
  throw new DOMException("other files were opened meanwhile", "AbortError");
}

function keep(tally: Tally): Counted {
  const days = tally.asOfDays;
  for (const day of days) tallies.set(day, tally);
  return { days, intake: tally.intake ?? null, cells: tally.cells };
}

/** The values of a part month by month; none where the plan does not count them. */
function trend(evaluation: Evaluation, part: OverviewPart | undefined, language: Language): Trend | null {
  const scale = part?.scale;
  if (part === undefined || scale === undefined || scale === null || scale.isDay) return null;
  const by = part.column === null ? [] : [part.column];
  const asked = { by, grain: "month" } as const;
  try {
    const numbers = evaluation.breakdown(scale.measure, asked);
    const words = evaluation.breakdownInWords(scale.measure, { ...asked, language });
    const draw = (exact: string | null): number | null =>
      exact === null ? null : approximate(exact) * scale.factor;
    const points = numbers.rows.flatMap((row, at) => {
      if (part.member !== null && row.members[0] !== part.member) return [];
      const said = words.rows[at];
      if (row.bucket === null || row.bucket > evaluation.asOf.slice(0, 7)) return [];
      return [{
        bucket: row.bucket,
        value: draw(row.value.exact),
        shown: said?.value ?? null,
        running: said?.running ?? false,
      }];
    });
    return {
      measure: scale.measure,
      member: part.member,
      title: scale.title,
      low: draw(scale.low),
      high: draw(scale.high),
      suffix: scale.suffix,
      points,
    };
  } catch (error) {
    if (error instanceof QualityObjectivesError) return null;
    throw error;
  }
}

function supposed(asOf: string, language: Language, assumed: Assumed): Requests["suppose"]["get"] {
  const own = open().evaluate(tallyOf(asOf), { asOf, ...assumed });
  try {
    return own.overview({ language });
  } finally {
    own.free();
  }
}

const answers: Answers = {
  sniff: async ({ file }) => sniff(file, plan),

  async openPlan({ text }): Promise<OpenPlan> {
    const parsed = Plan.parse(text);
    forget();
    plan?.free();
    plan = parsed;
    const { number, organisation, title, from, to, language } = plan;
    return {
      number, organisation, title, from, to, language, outline: plan.outline(), advice: plan.advice(),
    };
  },

  check: async ({ text }) => Plan.check(text),

  async openTally({ text }) {
    const tally = open().readTally(text);
    // A tally of other rules is refused here, and the one that is open stays.
    for (const asOf of tally.asOfDays) open().evaluate(tally, { asOf }).free();
    forget();
    return keep(tally);
  },

  async count({ days, inputs, more }, care) {
    const tally = await counted(days, inputs, care);
    if (!more) forget();
    return keep(tally);
  },

  async history({ days, inputs, language }, care): Promise<History> {
    const missing = days.filter((day) => !tallies.has(day));
    if (missing.length > 0) keep(await counted(missing, inputs, care));
    const marks = days.map((day) => evaluated(day).overview({ language }).objectives.map(
      ({ status, cells }) => ({ status, mark: cells.mark, words: cells.status }),
    ));
    return { days, marks };
  },

  async stand({ asOf, language }): Promise<Standing> {
    const own = evaluated(asOf);
    const overview = own.overview({ language });
    const keyOf = ({ parts }: (typeof overview.objectives)[number]): OverviewPart | undefined =>
      parts.find((part) => part.key);
    return {
      asOf,
      overview,
      sources: own.sources,
      trends: overview.objectives.map((objective) => trend(own, keyOf(objective), language)),
    };
  },

  suppose: async ({ asOf, language, assumed }) => supposed(asOf, language, assumed),

  async table({ asOf, language, measure, by, grain }): Promise<Table> {
    const own = evaluated(asOf);
    const asked = grain === undefined ? { by } : { by, grain };
    const numbers = own.breakdown(measure, asked);
    const words = own.breakdownInWords(measure, { ...asked, language });
    const drawn = numbers.rows.map(({ value }) =>
      value.exact === null || words.isDay ? null : approximate(value.exact) * words.factor);
    return { numbers, words, drawn };
  },

  review: async ({ asOf, language, objective }) =>
    evaluated(asOf).reviewInWords(objective, { language }) ?? null,

  async cases({ request, inputs }, care) {
    const names = open().outline().measures.find(({ name }) => name === request.measure)?.sources ?? [];
    const own = inputs.filter(({ source }) => names.includes(source));
    const first = own[0];
    if (first === undefined) return { cases: [], more: 0, headers: [], fields: [] };
    const { source, delimiter, dates } = first;
    const found = await open().casesStream(request, own.map(({ file }) => file), {
      csv: { [source]: { delimiter, dates } },
      signal: care.signal,
    });
    return readCases(found, own, care.signal);
  },

  async write({ asOf, language, what }) {
    const own = evaluated(asOf);
    if (what === "tally") return tallyOf(asOf).toJson();
    return what === "report" ? own.report({ language, format: "markdown" }) : own.toJson();
  },
};

const running = new Map<number, AbortController>();
const post = (message: FromWorker): void => {
  postMessage(message);
};

async function answer(message: Exclude<ToWorker, { abort: number }>): Promise<void> {
  const { id, kind, ask } = message;
  const control = new AbortController();
  running.set(id, control);
  try {
    await init();
    control.signal.throwIfAborted();
    const own = answers[kind] as (ask: unknown, care: Care) => Promise<unknown>;
    const reached = (now: Reached): void => {
      post({ id, reached: now });
    };
    post({ id, get: await own(ask, { signal: control.signal, reached }) });
  } catch (error) {
    const { name, message: text } = error instanceof Error ? error : new Error(String(error));
    const problems = error instanceof QualityObjectivesError ? error.problems : [];
    post({ id, fault: { name, message: text, problems } });
  } finally {
    running.delete(id);
  }
}

onmessage = ({ data }: MessageEvent<ToWorker>) => {
  if ("abort" in data) running.get(data.abort)?.abort();
  else void answer(data);
};
