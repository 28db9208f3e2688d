// The guide (docs/javascript.md) and the README: their code is type-checked and run, and its output is what it
// prints. Files that the guide names (`file=worker.ts`) are built with Vite and opened in Chromium.
//
// `BLESS=1 node --test tests/documents.test.js` writes the output into the guide.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { after, before, test } from "node:test";

import { opened } from "./chromium.js";
import { emptyProject } from "./project.js";
import { read, ROOT, SAMPLE } from "./repository.js";

const GUIDE = "docs/javascript.md";
const MARK = "\u241e";
let project;

before(() => { project = emptyProject(); });
after(() => project?.remove());

/** The fenced blocks of the guide: language, file that it names, text, and where it stands. */
function blocks(guide) {
  return [...guide.matchAll(/^```(\w+)(?: file=(\S+))?\n([\s\S]*?)^```\n/gm)]
    .map(({ 0: all, 1: language, 2: file, 3: text, index }) => ({ language, file, text, at: index, end: index + all.length }));
}

/** Checks TypeScript, and writes JavaScript beside it. */
function compile(...names) {
  const options = ["--strict", "--noUncheckedIndexedAccess", "--target", "es2022", "--module", "esnext",
    "--moduleResolution", "bundler", "--rewriteRelativeImportExtensions", "--skipLibCheck", "false"];
  return project.run("tsc", ...options, ...names);
}

for (const [name, least] of [[GUIDE, 12], ["README.md", 1]]) test(`the code of ${name} prints what it says`, () => {
  const guide = read(name);
  const code = blocks(guide).filter(({ language, file }) => language === "ts" && file === undefined);
  assert.ok(code.length >= least);
  const imports = [];
  const parts = code.map(({ text }) => {
    const own = text.replace(/^import .*\n/gm, (line) => { imports.push(line); return ""; });
    return `${own}console.log("${MARK}");\n`;
  });
  project.write("guide.ts", imports.join("") + parts.join(""));
  const types = fileURLToPath(new URL("../node_modules/@types", import.meta.url));
  compile("--lib", "esnext,dom,dom.asynciterable", "--typeRoots", types, "--types", "node", "guide.ts");
  const printed = execFileSync("node", [join(project.folder, "guide.js")], { cwd: fileURLToPath(ROOT), encoding: "utf8" });
  const outputs = printed.split(`${MARK}\n`);
  outputs.pop();
  let told = guide;
  for (const [at, { end }] of [...code.entries()].reverse()) {
    const rest = told.slice(end).replace(/^\n```out\n[\s\S]*?^```\n/m, (block, from) => (from === 0 ? "" : block));
    told = told.slice(0, end) + (outputs[at] === "" ? "" : `\n\`\`\`out\n${outputs[at]}\`\`\`\n`) + rest;
  }
  if (process.env.BLESS === "1") writeFileSync(new URL(name, ROOT), told);
  else assert.equal(guide, told);
});

test("the page of the guide works in a browser", async () => {
  for (const { file, text } of blocks(read(GUIDE))) if (file !== undefined) project.write(file, text);
  compile("--noEmit", "--allowImportingTsExtensions", "--rewriteRelativeImportExtensions", "false",
    "--lib", "esnext,dom", "--types", "", "page.ts", "counting.ts");
  compile("--noEmit", "--lib", "esnext,webworker", "--types", "", "worker.ts");
  mkdirSync(join(project.folder, "public"), { recursive: true });
  cpSync(new URL(`${SAMPLE}/plan.yaml`, ROOT), join(project.folder, "public/plan.yaml"));
  const { Plan } = await import("quality-objectives");
  const plan = Plan.parse(read(`${SAMPLE}/plan.yaml`));
  const petitions = read(`${SAMPLE}/petitions.csv`);
  project.write("public/tally.json", plan.tally({ asOf: "2022-12-31", petitions }).toJson());
  project.run("vite", "build", "--target", "es2022");

  const { page, faults, close } = await opened(pathToFileURL(join(project.folder, "dist/")));
  try {
    await page.waitForSelector("#objectives li:nth-child(5)");
    const all = "1 no_data, 2 no_data, 3 no_data, 4 not_met, 5 no_data";
    const shown = await page.locator("#objectives li").allTextContents();
    assert.equal(shown.map((own) => own.replace(":", "")).join(", "), all);
    await page.setInputFiles("#file", fileURLToPath(new URL(`${SAMPLE}/petitions.csv`, ROOT)));
    await page.waitForFunction(() => document.querySelector("#result")?.textContent?.includes("4 not_met"));
    assert.equal(await page.textContent("#result"), all);
    await page.setInputFiles("#file", { name: "wrong.csv", mimeType: "text/csv", buffer: Buffer.from("a\n1\n") });
    await page.waitForFunction(() => document.querySelector("#result")?.textContent?.includes("column"));
    assert.deepEqual(faults, []);
  } finally {
    await close();
  }
});
