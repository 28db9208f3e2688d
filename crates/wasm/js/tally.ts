import type { Tally as Inner } from "./bindings/quality_objectives.js";
import { text, fields, optional, flag } from "./check.js";
import { call } from "./errors.js";
import { wasm } from "./module.js";
import { inner, keep, Owned } from "./owned.js";
import type { Intake } from "./results.js";

const WANTED = "a Tally";

/**
 * What counting leaves behind: sums for the declared breakdowns, enough for every evaluation.
 *
 * Tallies of the same rules and days merge in any order, whoever counted them. As JSON text they go
 * between servers and pages.
 */
export class Tally extends Owned {
  /** What this counting noticed about the records; none of a tally that was merged or read. */
  readonly intake: Intake | undefined;

  /** @internal */
  constructor(own: Inner, intake?: Intake) {
    super();
    keep(this, own);
    this.intake = intake;
  }

  /**
   * The tally that a canonical JSON text holds.
   *
   * @throws TallyError where it holds none.
   */
  static fromJson(json: string): Tally {
    const { Tally: From } = wasm();
    return new Tally(call(() => From.fromJson(text(json, "json", "the JSON text of a tally"))));
  }

  /**
   * The tally as canonical JSON text: the same bytes for the same sums.
   *
   * @throws TallyError where the plan says `suppress_below` and a cell is smaller; `forMerging` writes
   * it all the same, for machines inside the organisation.
   */
  toJson(options?: { forMerging?: boolean }): string {
    const { forMerging } = fields(options, "options", ["forMerging"]);
    const own = tallyOf(this);
    return optional(forMerging, "forMerging", flag) === true
      ? own.toJsonForMerging()
      : call(() => own.toJson());
  }

  /**
   * Both together, as if the records of both had been counted at once.
   *
   * @throws TallyError where rules or days differ.
   */
  merge(other: Tally): Tally {
    const [own, with_] = [tallyOf(this), tallyOf(other, "other")];
    return new Tally(call(() => own.merge(with_)));
  }

  /** The days as of which records were counted, in order. */
  get asOfDays(): string[] {
    return JSON.parse(tallyOf(this).asOfDays()) as string[];
  }

  /** The digest of the rules that counted; tallies of equal digests fit together. */
  get rulesDigest(): string {
    return tallyOf(this).rulesDigest();
  }

  /** SHA-256 of the canonical JSON, in hexadecimal digits. */
  get digest(): string {
    return tallyOf(this).digest();
  }

  /** How many cells it keeps, over all tables and days: what its size grows with. */
  get cells(): number {
    return tallyOf(this).cells();
  }
}

/** The tally in the module's memory. */
export function tallyOf(tally: unknown, path = "tally"): Inner {
  const own = inner<Inner>(tally, path, WANTED);
  return tally instanceof Tally ? own : inner<Inner>(undefined, path, WANTED);
}
