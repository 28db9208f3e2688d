// A page in Debian's Chromium that a server on this machine serves.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";

import { chromium } from "playwright-core";

const TYPES = { js: "text/javascript", wasm: "application/wasm", html: "text/html" };
const FLAGS = [
  "--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-component-update",
  "--disable-sync", "--no-first-run",
];

/**
 * The page of a folder, with the errors that it had. `start` is what is served where no file is asked for;
 * the folder's `index.html` unless given.
 */
export async function opened(folder, start) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname).slice(1);
    try {
      const body = path === "" && start !== undefined ? start : readFileSync(new URL(path || "index.html", folder));
      const type = path === "" ? "text/html" : TYPES[path.split(".").pop()] ?? "text/plain; charset=utf-8";
      response.writeHead(200, { "content-type": type }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: FLAGS });
  const page = await browser.newPage();
  const faults = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  const close = async () => {
    await browser.close();
    server.close();
  };
  return { page, faults, close };
}
