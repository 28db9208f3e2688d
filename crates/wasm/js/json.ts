/** Fields whose keys are names of the plan's and stay as they are. */
const BY_NAME = new Set(["expected", "further", "declared", "baselines"]);

/** What a JSON text of the library says, with the names of fields in camelCase. */
export function camelCased(text: string): unknown {
  return renamed(JSON.parse(text) as unknown, false);
}

function renamed(value: unknown, keysAreNames: boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => renamed(item, false));
  if (typeof value !== "object" || value === null) return value;
  const own = Object.entries(value).map(([key, item]) => {
    const isByName = BY_NAME.has(key) && !keysAreNames && isRecord(item);
    return [keysAreNames ? key : camelCase(key), renamed(item, isByName)];
  });
  return Object.fromEntries(own) as unknown;
}

function isRecord(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function camelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
