// Node reads the module from the disk, so that it is there as soon as it is imported.
import { readFileSync } from "node:fs";

import { initSync } from "./module.js";

initSync(readFileSync(new URL("./bindings/quality_objectives_bg.wasm", import.meta.url)));

export { default } from "./index.js";
export * from "./index.js";
