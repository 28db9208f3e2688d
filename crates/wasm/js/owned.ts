/// <reference lib="esnext.disposable" preserve="true" />
import { requestError } from "./errors.js";
import { wrongType } from "./check.js";

interface Freeable {
  free(): void;
}

/** What lives in the module's memory, by the object that callers hold. */
const kept = new WeakMap<Owned, Freeable>();

/**
 * Something whose memory lies in the WebAssembly module. It is given back when the object is
 * collected; `free`, or `using`, gives it back at once.
 */
export abstract class Owned {
  /** Gives its memory back. Nothing else can be asked of it afterwards. */
  free(): void {
    kept.get(this)?.free();
    kept.delete(this);
  }

  /** As `free`: `using plan = Plan.parse(text)`. */
  [Symbol.dispose](): void {
    this.free();
  }
}

export function keep(owner: Owned, inner: Freeable): void {
  kept.set(owner, inner);
}

/** What a method works on: that of an object of this class that has not been freed. */
export function inner<T extends Freeable>(owner: unknown, path: string, wanted: string): T {
  if (!(owner instanceof Owned)) throw wrongType(owner, path, wanted);
  const found = kept.get(owner);
  if (found === undefined) {
    const message = `\`${path}\` was freed or finished`;
    throw requestError("argument-freed", path, message, "make it anew");
  }
  return found as T;
}

/** As `inner`, for what is used up by the call. */
export function taken<T extends Freeable>(owner: Owned, path: string, wanted: string): T {
  const found = inner<T>(owner, path, wanted);
  kept.delete(owner);
  return found;
}
