// For everybody: axe finds nothing serious, the keyboard reaches everything, narrow screens fit.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";

import { drop, opened, openSample, read, SAMPLE, started } from "./page.js";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TABS = ["breakdown", "review", "list", "whatIf", "data"];

let site;
before(async () => { site = await started(); });
after(async () => { await site.close(); });

async function axe(page, view) {
  await page.evaluate(AXE);
  const found = await page.evaluate(async () => {
    const { violations } = await window.axe.run(document, { resultTypes: ["violations"] });
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).slice(0, 3).join(" | ")}`);
  });
  assert.deepEqual(found, [], view);
}

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing serious or critical on any view, ${colorScheme}`, async () => {
    const { page, close } = await opened(site, { colorScheme });
    await axe(page, "start");
    await openSample(page);
    await page.locator(".past").waitFor();
    await page.locator(".files summary").click();
    await page.locator(".card > button").nth(1).click();
    await page.locator(".objective-body details summary").first().click();
    for (const tab of TABS) {
      await page.locator(`#tab-${tab}`).click();
      if (tab === "list") {
        await page.getByRole("button", { name: "List them" }).click();
        await page.locator(".cases").waitFor();
      }
      await axe(page, tab);
    }
    await drop(page, [["plan.yaml", read(`${SAMPLE}/plan.yaml`).replace('is: "< 1.5%"', 'is: "about 1.5%"')]]);
    await page.locator(".broken").waitFor();
    await axe(page, "broken");
    await close();
  });
}

test("the tabs and the objectives by keyboard", async () => {
  const { page, close } = await opened(site);
  await page.getByRole("button", { name: "Open the sample" }).focus();
  await page.keyboard.press("Enter");
  await page.locator(".card").nth(4).waitFor();
  await page.locator(".card > button").nth(3).focus();
  await page.keyboard.press("Space");
  assert.match(await page.locator("#objective").innerText(), /phản ánh, kiến nghị/);
  await page.locator("[role=tab][aria-selected=true]").focus();
  await page.keyboard.press("ArrowRight");
  assert.equal(await page.locator("[role=tab]:focus").getAttribute("id"), "tab-review");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  assert.equal(await page.locator("[role=tab][aria-selected=true]").getAttribute("id"), "tab-data");
  await close();
});

for (const width of [360, 1600]) {
  test(`nothing sticks out at ${width} px`, async () => {
    const { page, close } = await opened(site, { viewport: { width, height: 740 }, locale: "vi-VN" });
    const fits = async (view) => {
      const sizes = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      assert.ok(sizes[0] <= sizes[1], `${view}: ${sizes.join(" > ")}`);
    };
    await fits("start");
    await openSample(page);
    await page.locator(".past").waitFor();
    await page.locator(".files summary").click();
    for (let at = 0; at < 5; at += 1) {
      await page.locator(".card > button").nth(at).click();
      for (const tab of TABS) {
        await page.locator(`#tab-${tab}`).click();
        await fits(`objective ${at + 1}, ${tab}`);
      }
    }
    await drop(page, [["plan.yaml", "schema: 1\ntitle: T\n"]]);
    await page.locator(".broken").waitFor();
    await fits("broken");
    await close();
  });
}
