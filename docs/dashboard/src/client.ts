// The page's side of the worker: a request is a promise, which a signal ends.
import type { Problem } from "quality-objectives";

import type { FromWorker, Kind, Reached, Requests } from "./protocol.js";

/** An error of the worker's, with everything that was found. */
export class Fault extends Error {
  readonly problems: readonly Problem[];

  constructor(name: string, message: string, problems: readonly Problem[]) {
    super(message);
    this.name = name;
    this.problems = problems;
  }
}

interface Waiting {
  resolve: (value: unknown) => void;
  reject: (reason: Error) => void;
  reached?: ((reached: Reached) => void) | undefined;
}

export interface Care {
  signal?: AbortSignal;
  reached?: (reached: Reached) => void;
}

const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
const waiting = new Map<number, Waiting>();
let last = 0;

worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
  const own = waiting.get(data.id);
  if (own === undefined) return;
  if ("reached" in data) {
    own.reached?.(data.reached);
    return;
  }
  waiting.delete(data.id);
  if ("fault" in data) own.reject(new Fault(data.fault.name, data.fault.message, data.fault.problems));
  else own.resolve(data.get);
};

worker.onerror = (event) => {
  // Nothing is answered any more: whoever waits is told, instead of waiting for ever.
  for (const own of waiting.values()) own.reject(new Error(event.message || "the worker has stopped"));
  waiting.clear();
};

/** Asks the worker; after an abort the promise is rejected with the signal's reason. */
export function request<K extends Kind>(
  kind: K,
  ask: Requests[K]["ask"],
  care: Care = {},
): Promise<Requests[K]["get"]> {
  last += 1;
  const id = last;
  return new Promise((resolve, reject) => {
    care.signal?.throwIfAborted();
    const aborted = (): void => {
      worker.postMessage({ abort: id });
      waiting.delete(id);
      reject(care.signal?.reason as Error);
    };
    const done = (): void => care.signal?.removeEventListener("abort", aborted);
    care.signal?.addEventListener("abort", aborted, { once: true });
    waiting.set(id, {
      resolve: (value) => {
        done();
        resolve(value as Requests[K]["get"]);
      },
      reject: (reason) => {
        done();
        reject(reason);
      },
      reached: care.reached,
    });
    worker.postMessage({ id, kind, ask });
  });
}
