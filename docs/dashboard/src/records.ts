// The rows of cases, read again from their files so that people see what they say.
import type { Cases } from "quality-objectives";

import { fieldsOf } from "./csv.js";
import type { Found, Input } from "./protocol.js";

/** How much of a file is looked at for the record that begins on a line. */
const RECORD = 64 * 1024;
const LINE_FEED = 10;

/** Adds what the rows say. `inputs` are those of the cases, in the order in which they were read. */
export async function readCases(cases: Cases, inputs: Input[], signal: AbortSignal): Promise<Found> {
  const fields: (string[] | null)[] = cases.cases.map(() => null);
  let headers: string[] = [];
  for (const [at, { file, delimiter }] of inputs.entries()) {
    const wanted = new Map<number, number>();
    cases.cases.forEach(({ input, line }, index) => {
      if (input === at + 1 && line !== undefined) wanted.set(line, index);
    });
    if (wanted.size === 0) continue;
    const head = (await file.slice(0, RECORD).text()).replace(/^\uFEFF/, "");
    if (headers.length === 0) headers = fieldsOf(head, delimiter);
    for (const [line, offset] of await offsets(file, new Set(wanted.keys()), signal)) {
      const index = wanted.get(line);
      if (index === undefined) continue;
      fields[index] = fieldsOf(await file.slice(offset, offset + RECORD).text(), delimiter);
    }
  }
  return { ...cases, headers, fields };
}

/** At which byte each of some lines begins, counted from 1. */
async function offsets(file: File, lines: Set<number>, signal: AbortSignal): Promise<Map<number, number>> {
  const found = new Map<number, number>();
  let [line, position] = [1, 0];
  const reader = file.stream().getReader();
  try {
    while (found.size < lines.size) {
      signal.throwIfAborted();
      const { done, value } = await reader.read();
      if (done) break;
      for (let at = value.indexOf(LINE_FEED); at >= 0; at = value.indexOf(LINE_FEED, at + 1)) {
        line += 1;
        if (lines.has(line)) found.set(line, position + at + 1);
      }
      position += value.length;
    }
  } finally {
    void reader.cancel();
  }
  return found;
}
