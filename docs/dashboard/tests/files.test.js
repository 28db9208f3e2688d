// Files that people have: faulty rows, broken plans, a tally alone, a million rows; and what is saved.
import assert from "node:assert/strict";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { Plan } from "quality-objectives";

import { drop, opened, openSample, read, SAMPLE, settled, started } from "./page.js";

let site;
before(async () => { site = await started(); });
after(async () => { await site.close(); });

const PLAN = read(`${SAMPLE}/plan.yaml`);

async function onPage(options, check) {
  const { page, faults, close } = await opened(site, options);
  await check(page);
  assert.deepEqual(faults, []);
  await close();
}

test("a dropped CSV with faulty rows: what each is for is guessed, faults have their rows", async () => {
  await onPage({}, async (page) => {
    const csv = [
      "code;unit;subject;within_competence;received_on;answered_on",
      "A;Phòng Y tế;conduct;true;04/01/2022;10/01/2022",
      "B;Phòng Y tế;conduct;perhaps;05/01/2022;10/01/2022",
      "C;Phòng Y tế;conduct;true;32/01/2022;",
      "D;Phòng Y tế;conduct",
      "E;Phòng Y tế;weather;true;06/01/2022;07/01/2022",
    ].join("\n");
    // The records come before the plan that says what they are.
    await drop(page, [["so-theo-doi.csv", csv]]);
    await page.getByText("Open the plan first").waitFor();
    await drop(page, [["plan.yaml", PLAN]]);
    await page.locator(".card").nth(4).waitFor();
    await page.locator(".files summary").click();
    assert.equal(await page.getByLabel("Records of").inputValue(), "petitions");
    assert.equal(await page.getByLabel("Between fields").inputValue(), ";");
    await page.getByLabel("Dates").selectOption("dd/MM/yyyy");
    await page.getByRole("button", { name: "Count", exact: true }).click();
    await settled(page);
    await page.getByRole("tab", { name: "Data" }).click();
    await page.locator(".faults tbody tr").nth(2).waitFor();
    const rows = await page.locator(".faults tbody tr").allInnerTexts();
    const flat = rows.map((row) => row.replace(/\s+/g, " "));
    assert.equal(flat.length, 3);
    assert.match(flat[0], /^so-theo-doi\.csv 3 within_competence B `perhaps` is not one of true/);
    assert.match(flat[1], /^so-theo-doi\.csv 4 received_on C/);
    assert.match(flat[2], /^so-theo-doi\.csv 5 .*3 fields where the header has 6/);
    await page.getByText("weather").waitFor();
    await page.getByText("not handed in").first().waitFor();
    assert.match(await page.locator(".card").nth(3).innerText(), /100\.00%/);
  });
});

test("several files of one source, and a source chosen by hand", async () => {
  await onPage({}, async (page) => {
    const [head, ...rows] = read(`${SAMPLE}/petitions.csv`).trim().split(/\r?\n/);
    const part = (from, to) => [head, ...rows.slice(from, to)].join("\n");
    await drop(page, [["plan.yaml", PLAN], ["a.csv", part(0, 100)], ["b.csv", part(100)], ["c.csv", "x,y\n1,2\n"]]);
    // One file is none of the plan's: it is counted when a person has said what it is.
    await page.getByRole("button", { name: "Remove c.csv" }).click();
    await page.getByRole("button", { name: "Count", exact: true }).click();
    await page.locator(".card").nth(4).waitFor();
    assert.match(await page.locator(".card").nth(3).innerText(), /98\.54%/);
  });
});

test("records that lack a column are refused with what to do", async () => {
  await onPage({}, async (page) => {
    await drop(page, [["plan.yaml", PLAN], ["p.csv", "code,units,subject,within_competence,received_on,answered_on\n"]]);
    await page.getByText("have no column `unit`").waitFor();
    await page.getByText("did you mean `units`?").waitFor();
  });
});

test("a broken plan shows its problems at their lines, and is mended", async () => {
  await onPage({}, async (page) => {
    const broken = PLAN.replace('is: "< 1.5%"', 'is: "about 1.5%"').replace("measure: satisfaction, is", "measure: satisfacton, is");
    const problems = Plan.check(broken);
    assert.ok(problems.length >= 2);
    await drop(page, [["plan.yaml", broken]]);
    await page.getByRole("heading", { name: `This plan has ${problems.length} faults` }).waitFor();
    for (const { line, message } of problems) {
      const place = page.locator(`#line-${line}`);
      assert.ok((await place.innerText()).includes(message), message);
      assert.match(await place.getAttribute("class"), /faulty/);
      assert.equal(await place.locator(".plan-number").innerText(), String(line));
    }
    await page.locator(".mending textarea").fill(PLAN);
    await page.getByRole("button", { name: "Check again" }).click();
    await page.getByText("The plan is open.").waitFor();
  });
});

test("only a tally: everything but its records, and the slider says why it is off", async () => {
  await onPage({}, async (page) => {
    const plan = Plan.parse(PLAN);
    const tally = plan.tally({ asOf: "2022-06-30", dossiers: read(`${SAMPLE}/dossiers.csv`) });
    await drop(page, [["plan.yaml", PLAN], ["tally.json", tally.toJson()]]);
    await page.locator(".card").nth(4).waitFor();
    assert.ok(await page.locator("#day").isDisabled());
    await page.getByText("Only a tally was given, without its records: it stands for 2022-06-30").waitFor();
    const wanted = plan.evaluate(tally).overview({ language: "en" }).objectives.map(({ cells }) => cells.value);
    assert.deepEqual(await page.locator(".card-value").allInnerTexts(), wanted);
    await page.getByRole("rowheader", { name: "UBND phường 04" }).or(page.locator(".bars tbody th").first()).first().waitFor();
    await page.getByRole("tab", { name: "Cases" }).click();
    await page.getByText("the records behind its numbers are not here").waitFor();
    // The tally of another plan's rules is refused, and what is open stays.
    const other = PLAN.replace("numerator: resolved_on > due_on", "numerator: resolved_on > first_due_on");
    const strange = Plan.parse(other).tally({ asOf: "2022-06-30", petitions: [] });
    await drop(page, [["strange.json", strange.toJson()]]);
    await page.getByText("counted by other rules than this plan's").waitFor();
    assert.deepEqual(await page.locator(".card-value").allInnerTexts(), wanted);
  });
});

async function saved(page, name) {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name, exact: true }).click(),
  ]);
  return readFileSync(await download.path(), "utf8");
}

test("what is saved is the library's, to the byte", async () => {
  await onPage({}, async (page) => {
    await openSample(page);
    const plan = Plan.parse(PLAN);
    const sources = Object.fromEntries(plan.sources.map((name) => [name, read(`${SAMPLE}/${name}.csv`)]));
    const tally = plan.tally({ asOf: "2022-12-31", ...sources });
    const evaluation = plan.evaluate(tally);
    assert.equal(await saved(page, "Evaluation (JSON)"), evaluation.toJson());
    assert.equal(await saved(page, "Tally (JSON)"), tally.toJson());
    assert.equal(await saved(page, "Report (Markdown)"), evaluation.report({ language: "en", format: "markdown" }));
  });
});

/** A file of dossiers with so many rows, made from those of the sample. */
function large(folder, rows) {
  const [head, ...lines] = read(`${SAMPLE}/dossiers.csv`).trimEnd().split(/\r?\n/);
  const good = lines.filter((line) => line.split(",").length === 14);
  const block = good.map((line) => `${line}\n`).join("");
  const path = join(folder, "dossiers.csv");
  const file = openSync(path, "w");
  writeSync(file, `${head}\n`);
  let written = 0;
  for (; written + good.length <= rows; written += good.length) writeSync(file, block);
  writeSync(file, good.slice(0, rows - written).map((line) => `${line}\n`).join(""));
  closeSync(file);
  return path;
}

test("a million rows: the page stays smooth while they are counted, and counting can be ended", async (context) => {
  const folder = mkdtempSync(join(tmpdir(), "dashboard-"));
  try {
    const path = large(folder, 1_000_000);
    await onPage({}, async (page) => {
      await drop(page, [["plan.yaml", PLAN]]);
      await page.getByText("The plan is open.").waitFor();
      await page.evaluate(() => {
        const seen = { frames: 0, progress: [], longest: 0 };
        window.seen = seen;
        new PerformanceObserver((list) => {
          for (const { duration } of list.getEntries()) seen.longest = Math.max(seen.longest, duration);
        }).observe({ entryTypes: ["longtask"] });
        const frame = () => {
          const progress = document.querySelector("progress");
          if (progress !== null) {
            seen.frames += 1;
            if (seen.progress.at(-1) !== progress.value) seen.progress.push(progress.value);
          }
          requestAnimationFrame(frame);
        };
        requestAnimationFrame(frame);
      });
      await page.locator(".files input[type=file]").setInputFiles(path);
      await page.waitForFunction(() => window.seen.progress.length >= 5, undefined, { timeout: 60_000 });
      await page.getByRole("button", { name: "Cancel" }).click();
      await page.getByText("Counting was ended.").waitFor();
      assert.equal(await page.locator(".card").count(), 0);
      const ended = await page.evaluate(() => window.seen.progress.at(-1));
      assert.ok(ended < 1, String(ended));

      await page.evaluate(() => Object.assign(window.seen, { frames: 0, progress: [], longest: 0 }));
      const from = Date.now();
      await page.getByRole("button", { name: "Count", exact: true }).click();
      await page.locator(".card").nth(4).waitFor({ timeout: 120_000 });
      const seconds = (Date.now() - from) / 1000;
      const { frames, progress, longest } = await page.evaluate(() => window.seen);
      context.diagnostic(`${seconds.toFixed(1)} s, ${frames} frames, ${progress.length} steps, longest task ${longest.toFixed(0)} ms`);
      assert.ok(progress.length >= 10, `${progress.length} steps of progress`);
      assert.ok(progress.every((own, at) => at === 0 || own > progress[at - 1]), String(progress));
      // A page that is held up has no frames: between two steps of progress there is always one.
      assert.ok(frames >= 2 * progress.length, `${frames} frames, ${progress.length} steps`);
      assert.ok(longest < 500, `a task of ${longest} ms`);
      await page.getByRole("tab", { name: "Data" }).click();
      await page.getByText("read: 1,000,000").waitFor();
      // Not counted unasked: that would be the file twelve times over.
      await page.getByRole("button", { name: "Count the ends of the months" }).waitFor();
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
