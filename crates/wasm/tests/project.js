// An empty project into which the packed file is installed, as whoever uses it would.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { ROOT } from "./repository.js";

const PROGRAMS = fileURLToPath(new URL("../node_modules", import.meta.url));

export function emptyProject() {
  const packed = fileURLToPath(new URL("target/npm", ROOT));
  const [name] = readdirSync(packed).filter((file) => file.endsWith(".tgz"));
  const folder = mkdtempSync(join(tmpdir(), "project-"));
  const write = (file, text) => writeFileSync(join(folder, file), text);
  write("package.json", '{"name": "project", "private": true, "type": "module"}');
  const install = ["install", "--silent", "--offline", "--no-audit", "--no-fund", join(packed, name)];
  execFileSync("npm", install, { cwd: folder });
  /** Runs a program of the development dependencies; what it printed. */
  const run = (program, ...words) => {
    try {
      return execFileSync(join(PROGRAMS, ".bin", program), words, { cwd: folder, encoding: "utf8", stdio: "pipe" });
    } catch (error) {
      throw new Error(`${program}: ${error.stdout}${error.stderr}`);
    }
  };
  return { folder, write, run, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
