// How large the module's memory is: what the bindings give to those who ask for them.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const entry = createRequire(import.meta.url).resolve("quality-objectives/package.json");
const bindings = await import(
  new URL("dist/bindings/quality_objectives.js", pathToFileURL(entry)).href
);

export function memory() {
  return bindings.initSync({ module: new Uint8Array() }).memory.buffer.byteLength;
}
