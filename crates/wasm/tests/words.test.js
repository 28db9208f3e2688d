// What a page shows: titles, words and reviews come from the core as data.
import assert from "node:assert/strict";
import { test } from "node:test";

import { Plan, RequestError } from "quality-objectives";

import { read, SAMPLE } from "./repository.js";

const plan = Plan.parse(read(`${SAMPLE}/plan.yaml`));
const dossiers = read(`${SAMPLE}/dossiers.csv`);
const tally = plan.tally({ asOf: "2022-06-30", dossiers });
const evaluation = plan.evaluate(tally);

test("the outline has titles, columns and breakdowns", () => {
  const { sources, measures, objectives } = plan.outline();
  assert.deepEqual(sources.map(({ name }) => name), plan.sources);
  const field = sources[0].columns.find(({ name }) => name === "field");
  assert.deepEqual([field.title, field.header, field.type], ["Lĩnh vực", "field", "category"]);
  assert.deepEqual(sources[0].breakdowns[0], { by: ["unit", "field"], grain: "month" });
  const late = measures.find(({ name }) => name === "late_rate");
  assert.deepEqual(late, { name: "late_rate", title: "Tỷ lệ hồ sơ trễ hạn", kind: "proportion", sources: ["dossiers"] });
  assert.deepEqual(objectives.map(({ hasReview }) => hasReview), [false, true, false, false, false]);
});

test("the overview says in two languages what the report says, and where values lie", () => {
  const [english, vietnamese] = ["en", "vi"].map((language) => evaluation.overview({ language }));
  assert.match(english.asOf, /2022-06-30/);
  assert.match(vietnamese.asOf, /30\/06\/2022/);
  const row = english.objectives[1];
  const key = row.parts.find((part) => part.key);
  assert.equal(key.scale.bad, "numerator");
  assert.equal(english.objectives[2].parts[1].scale.bad, "not_in_numerator");
  assert.ok(row.next.length > 0);
  for (const line of [...row.next, ...row.parts[0].lines, ...row.parts[1].lines]) {
    const words = (text) => text.replace(/\s+/g, " ");
    assert.ok(words(evaluation.report({ language: "en", width: 1000 })).includes(words(line)), line);
  }
});

test("a breakdown in words has a row for each of its rows", () => {
  const asked = { by: ["unit"], grain: "month" };
  const numbers = evaluation.breakdown("late_rate", asked);
  const words = evaluation.breakdownInWords("late_rate", { ...asked, language: "vi" });
  assert.equal(words.rows.length, numbers.rows.length);
  assert.equal(words.rows[0].members[0], numbers.rows[0].members[0]);
  assert.throws(() => evaluation.breakdownInWords("late_rate", { by: ["code"] }), RequestError);
});

test("a review tells this week from the one before", () => {
  const review = evaluation.reviewInWords("2", { language: "en" });
  assert.deepEqual([review.bucket, review.before], ["2022-W26", "2022-W25"]);
  assert.deepEqual(review.measures.map(({ isBad }) => isBad), [false, true, false, true]);
  const weeks = evaluation.breakdown("late", { by: ["unit"], grain: "week" }).rows;
  const of = (unit, week) =>
    Number(weeks.find(({ members, bucket }) => members[0] === unit && bucket === week)?.value.exact ?? 0);
  for (const { members: [unit], cells } of review.rows) {
    const change = of(unit, "2022-W26") - of(unit, "2022-W25");
    assert.equal(Number(cells[1].value), of(unit, "2022-W26"), unit);
    assert.equal(Number(cells[1].change.replace("−", "-")), change, unit);
    assert.equal(cells[1].direction, Math.sign(change), unit);
  }
  assert.equal(evaluation.reviewInWords("1"), undefined);
});

test("supposed cases change the value, its room and the certificate, and nothing else", () => {
  const value = (own) => own.objective("2").target.targets[0].value;
  const more = plan.evaluate(tally, { further: { late_rate: { numerator: 30, notInNumerator: 5 } } });
  const [before, after] = [value(evaluation), value(more)];
  assert.equal(Number(after.numerator) - Number(before.numerator), 30);
  assert.equal(Number(after.denominator) - Number(before.denominator), 35);
  assert.deepEqual(more.objective("2").target.targets[1].members, evaluation.objective("2").target.targets[1].members);
  assert.deepEqual(more.certificate.assumptions.further, { late_rate: { numerator: 30, notInNumerator: 5 } });
  const none = plan.evaluate(tally, { further: { late_rate: {} } });
  assert.equal(none.toJson(), evaluation.toJson());
  assert.throws(() => plan.evaluate(tally, { further: { late: { numerator: 1 } } }), /proportions only/);
});
