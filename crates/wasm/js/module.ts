import start, * as bindings from "./bindings/quality_objectives.js";
import { requestError } from "./errors.js";

let isReady = false;
let loading: Promise<void> | undefined;

/** Where the module comes from, where it is not the file beside this one. */
export type ModuleSource = string | URL | Request | Response | BufferSource | WebAssembly.Module;

/**
 * Loads the WebAssembly module. In Node it is there from the start, and this returns at once.
 *
 * Once is enough; further calls wait for the first. `source` says where the `.wasm` file lies, where
 * a page serves it from elsewhere.
 */
export default async function init(
  source?: ModuleSource | Promise<ModuleSource>,
): Promise<void> {
  if (isReady) return;
  loading ??= (source === undefined ? start() : start({ module_or_path: source })).then(
    () => {
      isReady = true;
    },
    (error: unknown) => {
      loading = undefined;
      throw error;
    },
  );
  await loading;
}

/** Loads the module from bytes that are there. */
export function initSync(bytes: BufferSource): void {
  bindings.initSync({ module: bytes });
  isReady = true;
}

/** The module's functions, once it is there. */
export function wasm(): typeof bindings {
  if (!isReady) {
    const help = "call `await init()` first: import init from \"quality-objectives\"";
    throw requestError("module-not-ready", "", "the WebAssembly module is not loaded yet", help);
  }
  return bindings;
}
