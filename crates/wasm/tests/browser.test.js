// The corpus in a real Chromium, on the page and in a worker: the bytes that Rust gives.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { opened } from "./chromium.js";
import { cases, read, ROOT } from "./repository.js";

const PAGE = '<!doctype html><meta charset="utf-8"><title>Tests</title>';
let chromium;
let page;

before(async () => {
  chromium = await opened(ROOT, PAGE);
  page = chromium.page;
});

after(() => chromium?.close());

/** Runs in the page or in a worker: evaluates all cases and gives back the texts. */
async function evaluateAll(all) {
  const library = await import(`${location.origin}/crates/wasm/dist/index.js`);
  const { evaluated } = await import(`${location.origin}/crates/wasm/tests/corpus.js`);
  await library.default();
  const fetched = async (path) => (await fetch(`${location.origin}/${path}`)).text();
  const texts = [];
  for (const { folder, document } of all) {
    texts.push(await evaluated(library, folder, document, fetched, (text) => new Blob([text])));
  }
  return texts;
}

test("nothing works before the module is loaded, and it says so", async () => {
  const message = await page.evaluate(async () => {
    const { Plan } = await import("/crates/wasm/dist/index.js");
    try { Plan.parse("schema: 1"); return "no error"; } catch (error) { return error.message; }
  });
  assert.match(message, /not loaded yet[\s\S]*await init\(\)/);
});

test("the corpus on the page", async () => {
  const all = cases();
  const texts = await page.evaluate(evaluateAll, all);
  all.forEach(({ folder }, at) => assert.equal(texts[at], read(`${folder}/evaluation.json`), folder));
});

test("the corpus in a worker", async () => {
  const all = cases();
  const texts = await page.evaluate(async ([own, given]) => {
    const code = `onmessage = async ({ data }) => postMessage(await (${own})(data));`;
    // A module of this origin, so that it may import the package.
    const url = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
    const worker = new Worker(url, { type: "module" });
    return new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = (event) => reject(new Error(event.message));
      worker.postMessage(given);
    });
  }, [evaluateAll.toString(), all]);
  all.forEach(({ folder }, at) => assert.equal(texts[at], read(`${folder}/evaluation.json`), folder));
});
