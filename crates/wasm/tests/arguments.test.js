// A throw in every exported function for every wrong kind of argument; what works before works after.
import assert from "node:assert/strict";
import { test } from "node:test";

import * as library from "quality-objectives";

import { read, SAMPLE } from "./repository.js";

const { Plan, Tally, QualityObjectivesError } = library;
const document = read(`${SAMPLE}/plan.yaml`);
const plan = Plan.parse(document);
const petitions = read(`${SAMPLE}/petitions.csv`);
const asOf = "2022-12-31";
const tally = plan.tally({ asOf, petitions });
const evaluation = plan.evaluate(tally);
const kept = evaluation.toJson();
const request = { measure: "late_rate", part: "numerator", asOf };

const KINDS = {
  undefined: undefined,
  null: null,
  boolean: true,
  number: 7,
  NaN: NaN,
  bigint: 7n,
  "an empty text": "",
  text: "no such thing",
  "a lone surrogate": "\ud800",
  symbol: Symbol("wrong"),
  function: () => 7,
  object: { wrong: 1 },
  array: [{}],
  "an array of arrays": [[[]]],
  Date: new Date(0),
  Map: new Map(),
  Promise: Promise.resolve(1),
  "a plan": plan,
  "a tally": tally,
  "typed days": new Int32Array(3),
  "an object with a throwing getter": { get wrong() { throw new RangeError("own"); } },
};

const ANY = Object.keys(KINDS);
const but = (...names) => ANY.filter((name) => !names.includes(name));
const TEXTS = ["an empty text", "text"];

/** Each call with one argument left open, and the kinds that are wrong there. */
const CALLS = {
  "Plan.parse": [(it) => Plan.parse(it), ANY],
  "Plan.check": [(it) => Plan.check(it), but(...TEXTS)],
  "Tally.fromJson": [(it) => Tally.fromJson(it), ANY],
  "plan.readTally": [(it) => plan.readTally(it), ANY],
  "plan.tally": [(it) => plan.tally(it), ANY],
  "plan.tally asOf": [(it) => plan.tally({ asOf: it, petitions }), ANY],
  "plan.tally source": [(it) => plan.tally({ asOf, petitions: it }), but("undefined")],
  "plan.tally unknown source": [(it) => plan.tally({ asOf, wrong: it }), but("undefined")],
  "plan.tally options": [(it) => plan.tally({ asOf }, it), but("undefined")],
  "plan.tally cellLimit": [(it) => plan.tally({ asOf }, { cellLimit: it }), but("undefined", "number")],
  "plan.tally rename": [(it) => plan.tally({ asOf }, { rename: it }), but("undefined")],
  "plan.tally rename of a source": [(it) => plan.tally({ asOf }, { rename: { petitions: it } }), ANY],
  "plan.tally csv": [(it) => plan.tally({ asOf }, { csv: it }), but("undefined")],
  "plan.tally delimiter": [
    (it) => plan.tally({ asOf }, { csv: { petitions: { delimiter: it } } }), but("undefined")],
  "plan.tally dates": [
    (it) => plan.tally({ asOf }, { csv: { petitions: { dates: it } } }), but("undefined")],
  "plan.tally signal": [(it) => plan.tally({ asOf }, { signal: it }), but("undefined")],
  "plan.tally progress": [(it) => plan.tally({ asOf }, { progress: it }), but("undefined", "function")],
  "plan.tallyStream": [(it) => plan.tallyStream(it), ANY],
  "plan.tallyStream source": [(it) => plan.tallyStream({ asOf, petitions: it }), but("undefined")],
  "plan.counter": [(it) => plan.counter(it), ANY],
  "counter.records source": [(it) => plan.counter(asOf).records(it, petitions), ANY],
  "counter.records": [(it) => plan.counter(asOf).records("petitions", it), ANY],
  "counter.stream": [(it) => plan.counter(asOf).stream("petitions", it), ANY],
  "plan.evaluate": [(it) => plan.evaluate(it), but("a tally")],
  "plan.evaluate options": [(it) => plan.evaluate(tally, it), but("undefined")],
  "plan.evaluate asOf": [(it) => plan.evaluate(tally, { asOf: it }), but("undefined")],
  "plan.evaluate expected": [(it) => plan.evaluate(tally, { expected: it }), but("undefined")],
  "plan.evaluate expected cases": [
    (it) => plan.evaluate(tally, { expected: { late_rate: it } }), but("number")],
  "plan.evaluate further": [(it) => plan.evaluate(tally, { further: it }), but("undefined")],
  "plan.evaluate further measure": [
    (it) => plan.evaluate(tally, { further: { late_rate: it } }), ANY],
  "plan.evaluate further cases": [
    (it) => plan.evaluate(tally, { further: { late_rate: { numerator: it } } }), but("undefined", "number")],
  "plan.evaluate declared": [(it) => plan.evaluate(tally, { declared: it }), but("undefined")],
  "plan.evaluate declared day": [
    (it) => plan.evaluate(tally, { declared: { wrong: { on: it, holds: true } } }), ANY],
  "plan.evaluate baselines": [(it) => plan.evaluate(tally, { baselines: it }), but("undefined")],
  "plan.evaluate baseline": [(it) => plan.evaluate(tally, { baselines: { wrong: it } }), ANY],
  "plan.cases": [(it) => plan.cases(it, petitions), ANY],
  "plan.cases measure": [(it) => plan.cases({ ...request, measure: it }, ""), ANY],
  "plan.cases part": [(it) => plan.cases({ ...request, part: it }, ""), ANY],
  "plan.cases asOf": [(it) => plan.cases({ ...request, asOf: it }, ""), ANY],
  "plan.cases members": [(it) => plan.cases({ ...request, members: it }, ""), ANY],
  "plan.cases period": [(it) => plan.cases({ ...request, period: it }, ""), ANY],
  "plan.cases limit": [(it) => plan.cases({ ...request, limit: it }, ""), ANY],
  "plan.cases records": [(it) => plan.cases(request, it), ANY],
  "plan.casesStream records": [(it) => plan.casesStream(request, it), ANY],
  "tally.merge": [(it) => tally.merge(it), but("a tally")],
  "tally.toJson": [(it) => tally.toJson(it), but("undefined")],
  "tally.toJson forMerging": [(it) => tally.toJson({ forMerging: it }), but("undefined", "boolean")],
  "evaluation.objective": [(it) => evaluation.objective(it), but(...TEXTS)],
  "evaluation.breakdown": [(it) => evaluation.breakdown(it), ANY],
  "evaluation.breakdown by": [(it) => evaluation.breakdown("late_rate", { by: it }), but("undefined")],
  "evaluation.breakdown grain": [
    (it) => evaluation.breakdown("late_rate", { grain: it }), but("undefined")],
  "evaluation.breakdownInWords": [(it) => evaluation.breakdownInWords(it), ANY],
  "evaluation.breakdownInWords language": [
    (it) => evaluation.breakdownInWords("late_rate", { language: it }), but("undefined")],
  "evaluation.overview": [(it) => evaluation.overview(it), but("undefined")],
  "evaluation.overview language": [(it) => evaluation.overview({ language: it }), but("undefined")],
  "evaluation.reviewInWords": [(it) => evaluation.reviewInWords(it), but(...TEXTS)],
  "evaluation.reviewInWords language": [
    (it) => evaluation.reviewInWords("2", { language: it }), but("undefined")],
  "evaluation.value": [(it) => evaluation.value(it, "2022"), ANY],
  "evaluation.value period": [(it) => evaluation.value("late_rate", it), ANY],
  "evaluation.report": [(it) => evaluation.report(it), but("undefined")],
  "evaluation.report language": [(it) => evaluation.report({ language: it }), but("undefined")],
  "evaluation.report format": [(it) => evaluation.report({ format: it }), but("undefined")],
  "evaluation.report width": [(it) => evaluation.report({ width: it }), but("undefined", "number")],
  readEvaluation: [(it) => library.readEvaluation(it), ANY],
  compareExact: [(it) => library.compareExact(it, "1"), ANY],
  "compareExact right": [(it) => library.compareExact("1", it), ANY],
  roundExact: [(it) => library.roundExact(it, 2), ANY],
  "roundExact places": [(it) => library.roundExact("1/3", it), but("number")],
  approximate: [(it) => library.approximate(it), ANY],
};

for (const [name, [call, kinds]] of Object.entries(CALLS)) {
  for (const kind of kinds) {
    test(`${name} refuses ${kind}`, async () => {
      const isOurs = (error) => {
        // What a caller's own getter throws is the caller's.
        if (error instanceof RangeError && error.message === "own") return true;
        assert.ok(error instanceof QualityObjectivesError, `${error?.stack ?? error}`);
        assert.ok(error.problems.length > 0);
        for (const problem of error.problems) assert.match(problem.code, /^[a-z-]+$/);
        return true;
      };
      await assert.rejects(async () => call(KINDS[kind]), isOurs);
      assert.equal(plan.evaluate(plan.tally({ asOf, petitions })).toJson(), kept);
    });
  }
}

test("what was freed or finished says so", () => {
  const own = Plan.parse(document);
  own.free();
  own.free();
  assert.throws(() => own.tally({ asOf }), { name: "RequestError", message: /was freed or finished/ });
  const counter = plan.counter(asOf);
  counter.finish();
  assert.throws(() => counter.finish(), { name: "RequestError" });
  assert.equal(plan.evaluate(plan.tally({ asOf, petitions })).toJson(), kept);
});

test("what is nested very deeply is a fault and no trap", () => {
  const deep = [
    () => Plan.parse("[".repeat(200_000)),
    () => Plan.parse("{a: ".repeat(50_000)),
    () => Plan.parse(document.replace("resolved_on > due_on", `${"(".repeat(50_000)}true`)),
    () => Tally.fromJson("[".repeat(200_000)),
    () => Tally.fromJson('{"schema":'.repeat(50_000)),
  ];
  for (const call of deep) assert.throws(call, QualityObjectivesError);
  assert.equal(plan.evaluate(plan.tally({ asOf, petitions })).toJson(), kept);
});
