// What the tests in Node share: the repository's files, and the cases of the corpus.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { parse } from "yaml";

export const ROOT = new URL("../../../", import.meta.url);
export const SAMPLE = "tests/plans/nha-trang-727-2022";

export function read(path) {
  return readFileSync(new URL(path, ROOT), "utf8");
}

/** The folders of the corpus that have a case, each with what its `case.yaml` says. */
export function cases() {
  const folders = ["tests/corpus", "tests/plans"].flatMap((kind) =>
    readdirSync(new URL(kind, ROOT)).map((name) => `${kind}/${name}`));
  return folders
    .filter((folder) => existsSync(new URL(`${folder}/case.yaml`, ROOT)))
    .sort()
    // Days stay text.
    .map((folder) => ({ folder, document: parse(read(`${folder}/case.yaml`), { schema: "core" }) }));
}
