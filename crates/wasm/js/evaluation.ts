import type { Evaluation as Inner } from "./bindings/quality_objectives.js";
import { fields, list, optional, text, whole } from "./check.js";
import { call, requestError } from "./errors.js";
import { camelCased } from "./json.js";
import { inner, keep, Owned } from "./owned.js";
import type { Plan } from "./plan.js";
import type {
  Advice, Breakdown, BreakdownWords, Certificate, EvaluationData, Grain, ObjectiveResult, Overview,
  ReviewWords, SourceAccount, ValueResult,
} from "./results.js";
import { Tally } from "./tally.js";

/** The languages that reports are written in. */
export type Language = "vi" | "en";

/** How `report` writes. */
export interface ReportOptions {
  /** The language; the plan's own unless given. */
  language?: Language;
  /** Aligned text for a terminal, or Markdown: `text` unless given. */
  format?: "text" | "markdown";
  /** The columns of the text, 100 unless given. */
  width?: number;
}

/** The whole result: every objective, target and number, and what it rests on. */
export class Evaluation extends Owned {
  /** The plan that was evaluated. */
  readonly plan: Plan;
  #data: EvaluationData | undefined;

  /** @internal */
  constructor(own: Inner, plan: Plan) {
    super();
    keep(this, own);
    this.plan = plan;
  }

  /** All of it as a plain object, which a worker can post and a store can keep. */
  get data(): EvaluationData {
    this.#data ??= readEvaluation(evaluationOf(this).toJson());
    return this.#data;
  }

  /** The day as of which it stands. */
  get asOf(): string {
    return this.data.asOf;
  }

  /** The objectives, in the order of the plan. */
  get objectives(): ObjectiveResult[] {
    return this.data.objectives;
  }

  /** What became of the records of each source. */
  get sources(): SourceAccount[] {
    return this.data.sources;
  }

  /** What it rests on: enough to compute it again and get the same bytes. */
  get certificate(): Certificate {
    return this.data.certificate;
  }

  /** The objective of this number, as the plan writes it; `undefined` if there is none. */
  objective(number: string): ObjectiveResult | undefined {
    const wanted = text(number, "number");
    return this.objectives.find((own) => own.number === wanted);
  }

  /**
   * A measure's values by the members of columns and by buckets of time.
   *
   * @throws RequestError when the plan declares no breakdown from which it follows; its help names the
   * declaration to add.
   */
  breakdown(measure: string, options?: { by?: readonly string[]; grain?: Grain }): Breakdown {
    const given = fields(options, "options", ["by", "grain"]);
    const { name, by, grain } = asked(measure, given);
    const own = evaluationOf(this);
    return camelCased(call(() => own.breakdown(name, by, grain))) as Breakdown;
  }

  /**
   * The same in words of a language, row for row: what a table or a drawing shows of it.
   *
   * @throws RequestError as `breakdown` does.
   */
  breakdownInWords(
    measure: string,
    options?: { by?: readonly string[]; grain?: Grain; language?: Language },
  ): BreakdownWords {
    const given = fields(options, "options", ["by", "grain", "language"]);
    const { name, by, grain } = asked(measure, given);
    const language = optional(given.language, "language", text);
    const own = evaluationOf(this);
    return camelCased(call(() => own.breakdownInWords(name, by, grain, language))) as BreakdownWords;
  }

  /**
   * The evaluation in words of a language, as data: what a page shows of it, with the exact numbers
   * that say where a value and its limits lie. The plan's language unless given.
   */
  overview(options?: { language?: Language }): Overview {
    const given = fields(options, "options", ["language"]);
    const language = optional(given.language, "language", text);
    const own = evaluationOf(this);
    return camelCased(call(() => own.overview(language))) as Overview;
  }

  /**
   * The review that an objective asks for, in words: the week, month … that the day lies in beside the
   * one before it. `undefined` where the plan asks for none, or the objective has not begun.
   */
  reviewInWords(objective: string, options?: { language?: Language }): ReviewWords | undefined {
    const given = fields(options, "options", ["language"]);
    const number = text(objective, "objective");
    const language = optional(given.language, "language", text);
    const own = evaluationOf(this);
    return (camelCased(call(() => own.reviewInWords(number, language))) as ReviewWords | null) ?? undefined;
  }

  /**
   * A measure's value over a period: `2022`, `2022-Q1`, `2022-03`, `2022-W05` or a day.
   *
   * @throws RequestError when the plan has no such measure, or does not count such a period.
   */
  value(measure: string, period: string): ValueResult {
    const [name, span] = [text(measure, "measure"), text(period, "period")];
    const own = evaluationOf(this);
    return camelCased(call(() => own.value(name, span))) as ValueResult;
  }

  /** The evaluation in words. */
  report(options?: ReportOptions): string {
    const given = fields(options, "options", ["language", "format", "width"]);
    const language = optional(given.language, "language", text);
    const format = optional(given.format, "format", text) ?? "text";
    const width = optional(given.width, "width", (value, path) => whole(value, path, 1, 100_000)) ?? 100;
    const own = evaluationOf(this);
    return call(() => own.report(language, format, width));
  }

  /** What weakens the plan, with what only the records show besides. */
  advice(): Advice {
    return camelCased(evaluationOf(this).advice()) as Advice;
  }

  /** The tally that was evaluated. */
  tally(): Tally {
    return new Tally(evaluationOf(this).tally());
  }

  /**
   * The evaluation as canonical JSON text: the same bytes for the same plan, records and assumptions, in
   * every language and on every machine. Its fields are in snake_case; `readEvaluation` reads it.
   */
  toJson(): string {
    return evaluationOf(this).toJson();
  }
}

function asked(
  measure: unknown,
  given: { by?: unknown; grain?: unknown },
): { name: string; by: string[]; grain: string | undefined } {
  return {
    name: text(measure, "measure"),
    by: optional(given.by, "by", (value) => list(value, "by", text)) ?? [],
    grain: optional(given.grain, "grain", text),
  };
}

function evaluationOf(evaluation: Evaluation): Inner {
  return inner<Inner>(evaluation, "evaluation", "an Evaluation");
}

/**
 * What the canonical JSON text of an evaluation says, whoever wrote it: a server in Rust or Python.
 * The module need not be loaded for it.
 */
export function readEvaluation(json: string): EvaluationData {
  const own = text(json, "json", "the JSON text of an evaluation");
  try {
    const data = camelCased(own);
    if (typeof data === "object" && data !== null && "objectives" in data) return data as EvaluationData;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  const help = "hand in what `toJson` of an evaluation gave";
  throw requestError("evaluation-unreadable", "json", "the text is no evaluation", help);
}
