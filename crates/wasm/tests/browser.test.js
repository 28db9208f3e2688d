// The corpus in a real Chromium, on the page and in a worker: the bytes that Rust gives.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { after, before, test } from "node:test";

import { chromium } from "playwright-core";

import { cases, read, ROOT } from "./repository.js";

const TYPES = { js: "text/javascript", wasm: "application/wasm", html: "text/html" };
const PAGE = '<!doctype html><meta charset="utf-8"><title>Tests</title>';
const FLAGS = [
  "--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-component-update",
  "--disable-sync", "--no-first-run",
];

let server;
let browser;
let page;

before(async () => {
  server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname).slice(1);
    try {
      const body = path === "" ? PAGE : readFileSync(new URL(path, ROOT));
      const type = path === "" ? "text/html" : TYPES[path.split(".").pop()] ?? "text/plain; charset=utf-8";
      response.writeHead(200, { "content-type": type }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: FLAGS });
  page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
});

after(async () => {
  await browser?.close();
  server?.close();
});

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
