// The packed file, installed into an empty project: its types hold, wrong uses fail, it runs in Node,
// and it builds with Vite.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, before, test } from "node:test";

import { emptyProject } from "./project.js";

let project;

before(() => { project = emptyProject(); });
after(() => project?.remove());

function typecheck(text) {
  project.write("use.ts", text);
  const target = ["--target", "es2022", "--module", "esnext", "--moduleResolution", "bundler"];
  return project.run("tsc", "--noEmit", "--strict", ...target, "--lib", "es2022,dom", "--types", "", "use.ts");
}

const PLAN = "schema: 1\norganisation: A city\ntitle: Objectives\nperiod: 2022\n"
  + "sources: {cases: {columns: {day: {type: date}, late: {type: boolean}}}}\n"
  + "measures: {late_rate: {proportion: {source: cases, dated_by: day, numerator: late}}}\n"
  + 'objectives: [{number: 1, statement: Few are late, target: {measure: late_rate, is: "<= 20%"}}]\n';
const RIGHT = `
import init, { Plan, Tally, compareExact, type EvaluationData, type Row } from "quality-objectives";

await init();
const plan: Plan = Plan.parse(${JSON.stringify(PLAN)});
const rows: Row[] = [{ day: "2022-01-03", late: true }, { day: "2022-01-04", late: null }];
const tally: Tally = plan.tally({ asOf: "2022-12-31", cases: rows });
await plan.tallyStream({ asOf: ["2022-06-30", "2022-12-31"], cases: new Blob(["day,late\\n"]) });
plan.tally({ asOf: "2022-12-31", cases: { day: Int32Array.of(18995), late: { booleans: [true] } } });
const data: EvaluationData = plan.evaluate(tally, { expected: { late_rate: 600 } }).data;
for (const objective of data.objectives) {
  const target = objective.target;
  if (target?.kind === "measure") {
    const headroom: string | undefined = target.room.headroom;
    const isOver: boolean = headroom !== undefined && compareExact(headroom, "0") < 0;
    console.log(objective.number, objective.status, target.value.shown, headroom, isOver);
  } else if (target?.kind === "each") {
    console.log(target.members.map((own) => own.value.exact));
  }
}
`;

test("right uses typecheck", () => typecheck(RIGHT));

test("wrong uses do not", () => {
  typecheck(`${RIGHT}
// @ts-expect-error no such option
plan.evaluate(tally, { expect: {} });
// @ts-expect-error a day is text
plan.tally({ asOf: new Date() });
// @ts-expect-error a number is no source's records
plan.tally({ asOf: "2022-12-31", cases: 7 });
// @ts-expect-error a stream needs \`tallyStream\`
plan.tally({ asOf: "2022-12-31", cases: new Blob([]) });
// @ts-expect-error a tally is no evaluation
tally.report();
// @ts-expect-error exact numbers are text
const headroom: number = data.objectives[0]!.target!.room!;
// @ts-expect-error statuses are a few words
const isMet = data.objectives[0]!.status === "fulfilled";
// @ts-expect-error a target need not have a value
const value = data.objectives[0]!.target!.value;
// @ts-expect-error no such grain
plan.evaluate(tally).breakdown("late_rate", { grain: "weekly" });
// @ts-expect-error plans are parsed
new Plan();
`);
});

test("it runs in Node", () => {
  project.write("run.mjs", RIGHT.replace(/: (Plan|Row\[\]|Tally|EvaluationData|string \| undefined|boolean)(?= =)/g, "")
    .replace(", type EvaluationData, type Row", ""));
  const printed = execFileSync("node", ["run.mjs"], { cwd: project.folder, encoding: "utf8" });
  assert.equal(printed, "1 not_met 50.00 -1 true\n");
});

test("it builds with Vite", () => {
  project.write("index.html", '<!doctype html><script type="module" src="./main.js"></script>');
  project.write("main.js", 'import init, { Plan } from "quality-objectives";\ninit().then(() => Plan.check(""));\n');
  const printed = project.run("vite", "build");
  assert.match(printed, /quality_objectives_bg-[\w-]+\.wasm/);
});
