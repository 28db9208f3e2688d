import type { Problem } from "./results.js";
import { camelCased } from "./json.js";

/** What all errors of this package are: `problems` has everything that was found. */
export class QualityObjectivesError extends Error {
  /** Everything that was found: code, place, message and help of each. */
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[], options?: ErrorOptions) {
    super(problems.map(shown).join("\n"), options);
    this.name = new.target.name;
    this.problems = problems;
  }
}

/** A plan document is not right: every fault of it, each with line and column. */
export class PlanError extends QualityObjectivesError {
  override name = "PlanError";
}

/** Records do not have what the plan declares, or cannot be read. */
export class DataError extends QualityObjectivesError {
  override name = "DataError";
}

/** A tally is none, does not fit, or may not be handed on. */
export class TallyError extends QualityObjectivesError {
  override name = "TallyError";
}

/** What was asked for cannot be answered: a name that the plan does not have, a wrong argument. */
export class RequestError extends QualityObjectivesError {
  override name = "RequestError";
}

function shown(problem: Problem): string {
  const place = problem.line === undefined ? "" : `${problem.line}:${problem.column}: `;
  const path = problem.path === "" ? "" : `${problem.path}: `;
  const help = problem.help === undefined ? "" : `\n  help: ${problem.help}`;
  return `${place}${path}${problem.message} [${problem.code}]${help}`;
}

/** A request with one fault. */
export function requestError(
  code: string,
  path: string,
  message: string,
  help: string,
): RequestError {
  return new RequestError([{ path, code, message, help }]);
}

/** Records with one fault. */
export function dataError(code: string, path: string, message: string, help: string): DataError {
  return new DataError([{ path, code, message, help }]);
}

const CLASSES = { plan: PlanError, data: DataError, tally: TallyError, request: RequestError };

/** Calls into the module; what it throws as text becomes an error of one of the classes. */
export function call<T>(into: () => T): T {
  try {
    return into();
  } catch (thrown) {
    if (typeof thrown !== "string") throw thrown;
    const fault = camelCased(thrown) as { kind: keyof typeof CLASSES; problems: Problem[] };
    throw new CLASSES[fault.kind](fault.problems);
  }
}
