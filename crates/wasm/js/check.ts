import { requestError } from "./errors.js";

/** What an argument is, for messages. */
function described(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  if (typeof value !== "object") return typeof value;
  const name = (Object.getPrototypeOf(value) as { constructor?: { name?: string } } | null)
    ?.constructor?.name;
  return name === undefined || name === "Object" ? "an object" : `a ${name}`;
}

/** The fault of an argument that is of another type. */
export function wrongType(value: unknown, path: string, wanted: string): Error {
  const message = `\`${path}\` is ${described(value)}`;
  return requestError("argument-type", path, message, `give ${wanted}`);
}

/** A text without lone surrogates, which no encoding of a file can have. */
export function text(value: unknown, path: string, wanted = "a string"): string {
  if (typeof value !== "string") throw wrongType(value, path, wanted);
  if (!isWellFormed(value)) {
    const message = `\`${path}\` has a lone surrogate, which is half a character`;
    throw requestError("text-not-unicode", path, message, "look at where the text was cut");
  }
  return value;
}

const LONE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

export function isWellFormed(value: string): boolean {
  const own = value as string & { isWellFormed?: () => boolean };
  return own.isWellFormed === undefined ? !LONE.test(value) : own.isWellFormed();
}

export function optional<T>(
  value: unknown,
  path: string,
  read: (value: unknown, path: string) => T,
): T | undefined {
  return value === undefined ? undefined : read(value, path);
}

/** A whole number from `least` on. */
export function whole(value: unknown, path: string, least = 0, most = 2 ** 53 - 1): number {
  if (typeof value !== "number") throw wrongType(value, path, "a whole number");
  if (!Number.isInteger(value) || value < least || value > most) {
    const message = `\`${path}\` is ${value}`;
    throw requestError("argument-range", path, message, `give a whole number from ${least} to ${most}`);
  }
  return value;
}

export function flag(value: unknown, path: string): boolean {
  if (typeof value !== "boolean") throw wrongType(value, path, "true or false");
  return value;
}

export function list<T>(
  value: unknown,
  path: string,
  read: (value: unknown, path: string) => T,
): T[] {
  if (!Array.isArray(value)) throw wrongType(value, path, "an array");
  return Array.from(value, (item, at) => read(item, `${path}[${at}]`));
}

/** The names and values of a plain object. */
export function entries(value: unknown, path: string): [string, unknown][] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw wrongType(value, path, "an object");
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw wrongType(value, path, "a plain object");
  }
  return Object.entries(value).map(([name, item]) => [text(name, path), item]);
}

/** The fields of an object of options; a name that is none of them is a fault. */
export function fields<Name extends string>(
  value: unknown,
  path: string,
  names: readonly Name[],
): Partial<Record<Name, unknown>> {
  const found: Partial<Record<Name, unknown>> = {};
  for (const [name, item] of value === undefined ? [] : entries(value, path)) {
    const known = names.find((own) => own === name);
    if (known === undefined) {
      const message = `\`${path}\` has \`${name}\``;
      throw requestError("argument-unknown", `${path}.${name}`, message, `it takes ${names.join(", ")}`);
    }
    found[known] = item;
  }
  return found;
}
