// Records in every form give the same tally; counting can be ended, tells how far it is, and gives its
// memory back.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

import { DataError, Plan } from "quality-objectives";

import { read, SAMPLE } from "./repository.js";

const PLAN = `
schema: 1
organisation: A city
title: Objectives
period: 2022
sources:
  cases:
    columns:
      code: {type: text, key: true}
      unit: {type: category}
      day: {type: date}
      late: {type: boolean, optional: true}
      seen_at: {type: timestamp, optional: true}
      size: {type: integer, optional: true}
      cost: {type: decimal, scale: 2, optional: true}
    breakdowns: [{by: [unit], grain: month}]
measures:
  late_rate: {proportion: {source: cases, dated_by: day, numerator: late}}
  cost: {total: {source: cases, dated_by: day, of: cost}}
objectives: [{number: 1, statement: Few are late, target: {measure: late_rate, is: "<= 20%"}}]
`;
const plan = Plan.parse(PLAN);
const asOf = "2022-12-31";

const CSV = `code,unit,day,late,seen_at,size,cost
A,Đất đai,2022-01-03,true,2022-01-03T00:00:00Z,3,1.25
B,Môi trường,2022-01-04,false,,,0.5
C,Đất đai,2022-02-01,,2022-02-01T10:00:00Z,-4,
`;
const ROWS = [
  { code: "A", unit: "Đất đai", day: "2022-01-03", late: true, seen_at: "2022-01-03T00:00:00Z", size: 3, cost: 1.25 },
  { code: "B", unit: "Môi trường", day: "2022-01-04", late: false, cost: 0.5 },
  { code: "C", unit: "Đất đai", day: "2022-02-01", late: null, seen_at: "2022-02-01T10:00:00Z", size: -4n, cost: undefined },
];
const COLUMNS = {
  code: ["A", "B", "C"],
  unit: { codes: Uint8Array.of(0, 1, 0), members: ["Đất đai", "Môi trường"] },
  day: Int32Array.of(18995, 18996, 19024),
  late: { booleans: Uint8Array.of(1, 0, 0), valid: Uint8Array.of(1, 1, 0) },
  seen_at: {
    instants: BigInt64Array.of(1641168000n, 0n, 1643709600n), unit: "second", valid: [true, false, true],
  },
  size: { integers: Int32Array.of(3, 0, -4), valid: Uint8Array.of(1, 0, 1) },
  cost: { floats: Float64Array.of(1.25, 0.5, NaN) },
};

test("CSV, rows and typed columns give one tally", async () => {
  const wanted = plan.tally({ asOf, cases: CSV }).toJson();
  for (const cases of [ROWS, COLUMNS, [COLUMNS], new TextEncoder().encode(CSV)]) {
    assert.equal(plan.tally({ asOf, cases }).toJson(), wanted);
    assert.equal((await plan.tallyStream({ asOf, cases })).toJson(), wanted);
  }
  async function* pieces() {
    yield ROWS.slice(0, 2);
    yield [];
    yield ROWS.slice(2);
  }
  assert.equal((await plan.tallyStream({ asOf, cases: pieces() })).toJson(), wanted);
  const halves = [ROWS.slice(0, 1), ROWS.slice(1)].map((cases) => plan.tally({ asOf, cases }));
  assert.equal(halves[0].merge(halves[1]).toJson(), wanted);
});

test("no records are not the same as none handed in", () => {
  const status = (records) => plan.evaluate(plan.tally({ asOf, ...records })).sources[0].handedIn;
  assert.deepEqual([status({ cases: [] }), status({})], [true, false]);
});

test("names of columns and the writing of CSV can be said", () => {
  const renamed = CSV.replace("unit", "Phòng ban").replaceAll(",", ";");
  const options = { rename: { cases: { unit: "Phòng ban" } }, csv: { cases: { delimiter: ";" } } };
  assert.equal(
    plan.tally({ asOf, cases: renamed }, options).toJson(),
    plan.tally({ asOf, cases: CSV }).toJson(),
  );
  assert.throws(() => plan.tally({ asOf, cases: renamed }), DataError);
});

test("a value of another type and half a character are told with their row", () => {
  const faults = [
    [[...ROWS, { code: 7 }], /`code` has a number after values of string in row 4/],
    [[{ ...ROWS[0], day: new Date(0) }], /`day` has a Date in row 1[\s\S]*toISOString/],
    [[ROWS[0], { ...ROWS[1], unit: "a\ud800" }], /half a character .* in row 2/],
    [{ ...COLUMNS, day: Int32Array.of(1) }, /length/],
    [{ ...COLUMNS, unit: { codes: Uint8Array.of(0, 9, 0), members: ["a"] } }, /dictionary lacks/],
    [`${CSV}D,\ud800`, /half a character/],
  ];
  for (const [cases, message] of faults) {
    assert.throws(() => plan.tally({ asOf, cases }), (error) => {
      assert.ok(error instanceof DataError, error.stack);
      assert.match(error.message, message);
      return true;
    });
  }
});

test("cases are the rows behind a number", () => {
  const wanted = { measure: "late_rate", part: "numerator", asOf };
  assert.deepEqual(plan.cases(wanted, CSV), { cases: [{ input: 1, row: 1, line: 2, key: "A" }], more: 0 });
  const members = { unit: "Môi trường" };
  assert.deepEqual(plan.cases({ ...wanted, members }, ROWS), { cases: [], more: 0 });
});

/** A stream that goes on until it is stopped. */
function endless() {
  const state = { cancelled: false };
  const row = new TextEncoder().encode(`X,U,2022-03-01,true,,,\n`.repeat(1000));
  state.stream = new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode(CSV)),
    async pull(controller) {
      await new Promise((resolve) => setTimeout(resolve));
      controller.enqueue(row);
    },
    cancel() { state.cancelled = true; },
  });
  return state;
}

test("a signal ends counting, and what is read is stopped", async () => {
  const control = new AbortController();
  const source = endless();
  const seen = [];
  const progress = (one) => {
    seen.push(one);
    if (seen.length === 5) control.abort(new Error("enough"));
  };
  const counted = plan.tallyStream({ asOf, cases: source.stream }, { signal: control.signal, progress });
  await assert.rejects(counted, /enough/);
  assert.equal(source.cancelled, true);
  assert.ok(seen.every((one, at) => at === 0 || one.bytes > seen[at - 1].bytes));
});

test("a signal ends waiting for a stream that does not answer", async () => {
  const never = new ReadableStream({ pull: () => new Promise(() => {}) });
  const control = new AbortController();
  setTimeout(() => control.abort(), 20);
  const counted = plan.tallyStream({ asOf, cases: never }, { signal: control.signal });
  await assert.rejects(counted, { name: "AbortError" });
});

test("a response that is an error is none of records", async () => {
  const response = new Response("not here", { status: 404 });
  await assert.rejects(plan.tallyStream({ asOf, cases: response }), /status 404/);
});

/** What one caller does, and what of it holds memory of the module. */
function round() {
  const own = Plan.parse(read(`${SAMPLE}/plan.yaml`));
  const tally = own.tally({ asOf, dossiers: new TextEncoder().encode(read(`${SAMPLE}/dossiers.csv`)) });
  const evaluation = own.evaluate(tally);
  evaluation.report();
  try { own.tally({ asOf, dossiers: "no such column\n1\n" }); } catch { /* what it held is given back */ }
  return [evaluation, tally, own];
}

/**
 * How much the module's memory has grown over 24 rounds, once it is as large as rounds need. The
 * allocator's gaps differ from round to round, so that a page or two may come late; a plan that is
 * kept is 100 kB a round, a tally more.
 */
async function growth(after) {
  const { memory } = await import("./memory.js");
  for (let at = 0; at < 12; at += 1) await after(round());
  const before = memory();
  for (let at = 0; at < 24; at += 1) await after(round());
  return memory() - before;
}

const FEW_PAGES = 8 * 65_536;

test("memory is given back when objects are freed", async () => {
  const grown = await growth((made) => made.forEach((one) => one.free()));
  assert.ok(grown <= FEW_PAGES, `${grown} bytes more`);
});

test("memory is given back when objects are collected", async () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc");
  const grown = await growth(async (made) => {
    made.length = 0;
    // Finalizers run as tasks of their own, after the collection.
    for (let turn = 0; turn < 3; turn += 1) {
      collect();
      await new Promise((resolve) => setTimeout(resolve));
    }
  });
  assert.ok(grown <= FEW_PAGES, `${grown} bytes more`);
});
