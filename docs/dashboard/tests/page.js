// What the tests share: the built page served on this machine, a Chromium, and files to drop.
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";

import { chromium } from "playwright-core";

const DIST = new URL("../dist/", import.meta.url);
export const ROOT = new URL("../../../", import.meta.url);
export const SAMPLE = "tests/plans/nha-trang-727-2022";

const TYPES = {
  html: "text/html; charset=utf-8", js: "text/javascript", css: "text/css", wasm: "application/wasm",
};
const FLAGS = [
  "--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-component-update",
  "--disable-sync", "--no-first-run",
];

export function read(path) {
  return readFileSync(new URL(path, ROOT), "utf8");
}

/** A server of the built page, a browser, and how to close both. */
export async function started() {
  if (!existsSync(new URL("index.html", DIST))) throw new Error("build the page first: `npm run build`");
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname).slice(1);
    try {
      const body = readFileSync(new URL(path === "" ? "index.html" : path, DIST));
      const type = TYPES[path === "" ? "html" : path.split(".").pop()] ?? "application/octet-stream";
      response.writeHead(200, { "content-type": type }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: FLAGS });
  const address = `http://127.0.0.1:${server.address().port}/`;
  const close = async () => {
    await browser.close();
    server.close();
  };
  return { browser, address, close };
}

/**
 * A new page in a language. What it reports as an error, and every request to anywhere else, is kept in
 * `faults`.
 */
export async function opened({ browser, address }, options = {}) {
  const { locale = "en-GB", ...rest } = options;
  const context = await browser.newContext({ locale, viewport: { width: 1280, height: 900 }, ...rest });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const faults = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(message.text());
  });
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(address) && !/^(data|blob):/.test(url)) faults.push(`a request to ${url}`);
  });
  await page.goto(address);
  return { page, faults, close: () => context.close() };
}

/** Drops files on the page, as a person does: `[name, text]`. */
export async function drop(page, files) {
  const transfer = await page.evaluateHandle((all) => {
    const data = new DataTransfer();
    for (const [name, text] of all) data.items.add(new File([text], name));
    return data;
  }, files);
  await page.dispatchEvent("body", "drop", { dataTransfer: transfer });
}

/** Opens the sample and waits until it is evaluated. */
export async function openSample(page) {
  await page.getByRole("button", { name: /Open the sample|Mở ví dụ/ }).click();
  await page.locator(".card").nth(4).waitFor();
}

/** Waits until nothing is being counted and the day shown is the one that is evaluated. */
export async function settled(page) {
  await page.waitForFunction(() =>
    document.querySelector(".counting") === null && document.querySelector(".day.waiting") === null);
}
