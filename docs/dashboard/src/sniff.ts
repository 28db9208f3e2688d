// What a dropped file is: a plan, a tally, or records, and then of which source.
import type { ColumnOutline, Plan, SourceOutline } from "quality-objectives";

import { fieldsOf } from "./csv.js";
import type { Sniffed } from "./protocol.js";

const DELIMITERS = [",", ";", "\t", "|"];
/** How much of a file its header may take. */
const HEAD = 64 * 1024;

export async function sniff(file: File, plan: Plan | undefined): Promise<Sniffed> {
  const name = file.name.toLowerCase();
  if (/\.ya?ml$/.test(name)) return { kind: "plan", text: await file.text() };
  if (name.endsWith(".json")) {
    const text = await file.text();
    // A plan has objectives; what a tally has is the library's own business.
    return { kind: /"objectives"\s*:/.test(text) && !/"rules"\s*:/.test(text) ? "plan" : "tally", text };
  }
  const head = (await file.slice(0, HEAD).text()).replace(/^\uFEFF/, "");
  const sources = plan?.outline().sources ?? [];
  let best: { source: string | null; delimiter: string; headers: string[]; share: number } = {
    source: null, delimiter: ",", headers: [], share: 0,
  };
  for (const delimiter of DELIMITERS) {
    const headers = fieldsOf(head, delimiter).map((field) => field.trim());
    if (headers.length > best.headers.length && best.share === 0) best = { ...best, delimiter, headers };
    for (const source of sources) {
      const share = likeness(source, headers);
      if (share > best.share) best = { source: source.name, delimiter, headers, share };
    }
  }
  const { source, delimiter, headers } = best;
  return { kind: "records", source, delimiter, headers };
}

/** How much of what the source declares the file has, less what it has besides. */
function likeness(source: SourceOutline, headers: readonly string[]): number {
  const known = source.columns.filter((column: ColumnOutline) => headers.includes(column.header)).length;
  const strange = headers.length - known;
  return known === 0 ? 0 : (known - strange / 4) / source.columns.length;
}
