import type { Feed } from "./bindings/quality_objectives.js";
import { text } from "./check.js";
import { call } from "./errors.js";
import { steps, stepsOf, type Records, type StreamedRecords, type Watch } from "./feed.js";
import { camelCased } from "./json.js";
import { inner, keep, Owned, taken } from "./owned.js";
import type { Intake } from "./results.js";
import { Tally } from "./tally.js";

/**
 * A counting that goes on piece by piece: `plan.counter` makes one, `finish` gives the tally. After an
 * error it is of no use: what was counted in part would be wrong.
 */
export class Counter extends Owned {
  #watch: Watch;

  /** @internal */
  constructor(feed: Feed, watch: Watch) {
    super();
    keep(this, feed);
    this.#watch = watch;
  }

  /** Counts records of a source that are there; further ones may follow. */
  records(source: string, records: Records): void {
    const name = text(source, "source");
    this.#watch.signal?.throwIfAborted();
    for (const progress of steps(this.#feed(), name, records)) {
      this.#watch.progress?.(progress);
      this.#watch.signal?.throwIfAborted();
    }
  }

  /** Counts records of a source that come in pieces; one stream at a time. */
  async stream(source: string, records: StreamedRecords): Promise<void> {
    const name = text(source, "source");
    this.#watch.signal?.throwIfAborted();
    for await (const progress of stepsOf(this.#feed(), name, records, this.#watch.signal)) {
      this.#watch.progress?.(progress);
      this.#watch.signal?.throwIfAborted();
    }
  }

  /**
   * The tally of what was counted, with what was noticed on the way.
   *
   * @throws DataError where counting ended in an error, or a CSV text did not end.
   */
  finish(): Tally {
    const feed = taken<Feed>(this, "counter", "a Counter");
    const counted = call(() => feed.counted());
    const intake = camelCased(counted.intake()) as Intake;
    return new Tally(counted.intoTally(), intake);
  }

  #feed(): Feed {
    return inner<Feed>(this, "counter", "a Counter");
  }
}
