// The sample: what the page shows of it, and that it is what the library says.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { opened, openSample, read, SAMPLE, settled, started } from "./page.js";

let site;
before(async () => { site = await started(); });
after(async () => { await site.close(); });

/** A page with the sample; in the end, it has reported nothing and asked no other server. */
async function withSample(options, check) {
  const { page, faults, close } = await opened(site, options);
  await openSample(page);
  await check(page);
  assert.deepEqual(faults, []);
  await close();
}

const statuses = (page) => page.locator(".card .chip").allInnerTexts();
const trimmed = (texts) => texts.map((text) => text.replace(/\s+/g, " ").trim());

test("nothing leaves the browser, and the page says so", async () => {
  const { page, faults, close } = await opened(site);
  await page.getByText("Nothing leaves this browser").waitFor();
  // What the policy of the page forbids, no code of it can do.
  const refused = await page.evaluate(async () => {
    try { await fetch("https://example.com/"); return "sent"; } catch { return "refused"; }
  });
  assert.equal(refused, "refused");
  assert.ok(faults.every((fault) => /Content Security Policy|example\.com/.test(fault)), String(faults));
  await close();
});

test("the five objectives at a glance", async () => {
  await withSample({}, async (page) => {
    assert.deepEqual(trimmed(await statuses(page)), ["✗ not met", "✗ not met", "✓ met", "○ not yet met", "✓ met"]);
    assert.deepEqual(trimmed(await page.locator(".card-value").allInnerTexts()), [
      "99.87% (part 2)", "2.72% (Xây dựng)", "48.04% (part 2)", "98.54%", "85.27%",
    ]);
    const second = page.locator(".card").nth(1);
    const text = await second.innerText();
    for (const wanted of ["at most 2%", "7 too many", "lost"]) assert.ok(text.includes(wanted), wanted);
    // The trend is a drawing; what it shows is said as well.
    assert.match(await second.locator(".chart").getAttribute("aria-label"), /2022-11 4\.\d\d%/);
    assert.equal(await page.locator(".card .chart svg").count(), 5);
  });
});

test("the target's tree names the branch that decided", async () => {
  await withSample({}, async (page) => {
    await page.locator(".card > button").nth(1).click();
    const deciding = page.locator(".objective-body .tree li.decides > details > summary .part-label");
    const texts = trimmed(await deciding.allInnerTexts());
    assert.equal(texts.length, 2);
    assert.match(texts[0], /Từng lĩnh vực nêu tên/);
    assert.match(texts[1], /Xây dựng ◄ decides/);
    await page.locator(".card > button").nth(2).click();
    assert.match((await deciding.allInnerTexts()).join(), /TTHC được công bố/);
    await deciding.click();
    await page.locator(".objective-body").getByText("48.04% (2,600/5,412)").waitFor();
  });
});

test("a breakdown by unit and by field, sorted, with bars and a heat map", async () => {
  await withSample({}, async (page) => {
    await page.locator(".card > button").nth(1).click();
    const names = page.locator(".bars tbody th");
    await page.getByRole("radio", { name: "Lĩnh vực" }).check();
    await page.locator(".bars caption", { hasText: "Tỷ lệ hồ sơ trễ hạn" }).waitFor();
    assert.deepEqual((await names.allInnerTexts()).slice(0, 3), ["Xây dựng", "Y tế", "Môi trường"]);
    assert.equal((await page.locator(".bars tbody tr").first().innerText()).replace(/\s+/g, " "), "Xây dựng 2.72% 24 / 882");
    const bars = await page.locator(".bars .bar span").evaluateAll((all) => all.map((own) => own.clientWidth));
    assert.ok(bars[0] > bars[1] && bars[1] > bars[5], String(bars));
    await page.locator(".bars").getByRole("button", { name: "cases" }).click();
    assert.equal(await names.first().innerText(), "Hộ tịch");
    assert.equal(await page.locator(".bars th[aria-sort]").getAttribute("aria-sort"), "descending");
    await page.getByRole("radio", { name: "Đơn vị giải quyết" }).check();
    await page.getByRole("rowheader", { name: "UBND phường 04" }).waitFor();
    await page.waitForFunction(() => document.querySelectorAll(".heat [aria-label=cell] rect").length > 250);
    await page.getByLabel("Measure").selectOption("satisfaction");
    await page.getByRole("radio", { name: "Đơn vị được đánh giá" }).check();
    await page.locator(".bars caption", { hasText: "Mức độ hài lòng" }).waitFor();
  });
});

test("the heat map tells shares near 100 % apart", async () => {
  await withSample({}, async (page) => {
    await page.locator(".card > button").first().click();
    await page.locator(".bars caption", { hasText: "đúng quy định" }).waitFor();
    const cells = page.locator(".heat [aria-label=cell] rect");
    await cells.first().waitFor();
    const strengths = await cells.evaluateAll((all) => all.map((own) => Number(own.getAttribute("fill-opacity"))));
    assert.ok(Math.max(...strengths) - Math.min(...strengths) > 0.9, String(strengths));
  });
});

test("the weekly review: who has late dossiers, and what changed", async () => {
  await withSample({}, async (page) => {
    await page.locator(".card > button").nth(1).click();
    await page.getByRole("tab", { name: "Review" }).click();
    await page.getByText("week 2022-W52").first().waitFor();
    await page.getByText("3 of 27 rows have any").waitFor();
    assert.ok((await page.locator(".review tbody tr").count()) < 27);
    const first = (await page.locator(".review tbody tr").first().innerText()).replace(/\s+/g, " ");
    assert.match(first, /^Phòng Tài nguyên và Môi trường 29 ?[+−=]\d* ?1/);
    await page.getByLabel("only those with bad cases").uncheck();
    assert.equal(await page.locator(".review tbody tr").count(), 27);
    assert.match(await page.locator(".review tfoot").innerText(), /314[\s\S]*3[\s\S]*344[\s\S]*19/);
  });
});

test("the list of late cases, with the rows of the file", async () => {
  await withSample({}, async (page) => {
    await page.locator(".card > button").nth(1).click();
    await page.getByRole("tab", { name: "Cases" }).click();
    await page.getByLabel("bad cases of").selectOption({ label: "Xây dựng" });
    await page.getByRole("button", { name: "List them" }).click();
    await page.locator(".cases caption", { hasText: "24 cases" }).waitFor();
    const lines = read(`${SAMPLE}/dossiers.csv`).split(/\r?\n/);
    const rows = await page.locator(".cases tbody tr").evaluateAll((all) =>
      all.map((row) => [...row.cells].map((cell) => cell.textContent)));
    for (const [line, ...fields] of rows) {
      assert.equal(fields.join(","), lines[Number(line.replace(",", "")) - 1]);
      assert.equal(fields[2], "Xây dựng");
      assert.ok(fields[10] > fields[9], fields.join());
    }
  });
});

test("the slider counts as of another day, and statuses change", async () => {
  await withSample({}, async (page) => {
    await page.locator(".past").waitFor();
    const before = await statuses(page);
    const slider = page.locator("#day");
    // Thursday, 31 March: the 89th day after the first of January.
    await slider.fill(String(Date.UTC(2022, 2, 31) / 86_400_000));
    await settled(page);
    await page.locator("output.day", { hasText: "2022-03-31" }).waitFor();
    const march = trimmed(await statuses(page));
    assert.equal(march[1], "✓ met");
    assert.notDeepEqual(march, trimmed(before));
    // A day that no list of days had: the records are counted for it.
    await slider.focus();
    await page.keyboard.press("ArrowRight");
    await page.locator("output.day", { hasText: "2022-04-01" }).waitFor();
    await settled(page);
    assert.match(await page.locator(".objective-head .eyebrow").innerText(), /in progress, 274 days left/);
    // The history is what the slider gives at the ends of the months.
    const shown = await page.locator(".past tbody tr").nth(1).locator("td").allInnerTexts();
    assert.equal(shown.length, 12);
    assert.match(shown[2], /✓/);
    assert.match(shown[11], /✗/);
    await page.locator(".past button").nth(0).click();
    await page.locator("output.day", { hasText: "2022-01-31" }).waitFor();
    await settled(page);
  });
});

test("moved quickly, the last position of the slider wins", async () => {
  await withSample({}, async (page) => {
    await page.locator(".past").waitFor();
    await page.evaluate(() => {
      const slider = document.querySelector("#day");
      for (let day = Number(slider.max) - 1; day > Number(slider.max) - 60; day -= 1) {
        slider.value = String(day);
        slider.dispatchEvent(new Event("input", { bubbles: true }));
      }
    });
    await page.locator("output.day", { hasText: "2022-11-02" }).waitFor();
    await settled(page);
    assert.match(await page.locator(".objective-head .eyebrow").innerText(), /59 days left/);
  });
});

test("what if more were late: answered from the tally at once", async () => {
  await withSample({}, async (page) => {
    await page.locator(".past").waitFor();
    await page.locator(".past button").nth(2).click();
    await page.locator("output.day", { hasText: "2022-03-31" }).waitFor();
    await settled(page);
    await page.locator(".card > button").nth(1).click();
    await page.getByRole("tab", { name: "What if" }).click();
    const then = page.locator(".compared tbody tr").nth(1);
    assert.match(await then.innerText(), /✓ met/);
    await page.getByLabel("further bad cases").fill("200");
    await then.getByText("not yet met").waitFor();
    const started = Date.now();
    await page.getByLabel("further bad cases").fill("1");
    await then.getByText("✓").waitFor();
    assert.ok(Date.now() - started < 1000);
    await page.getByLabel("Cases by the end of the period").fill("12000");
    await page.getByText(/more may be bad|of the 12,000|12,000/).first().waitFor();
  });
});

test("Vietnamese and English, numbers and days as the reports have them", async () => {
  await withSample({ locale: "vi-VN" }, async (page) => {
    assert.equal(await page.locator("html").getAttribute("lang"), "vi");
    assert.deepEqual(trimmed(await statuses(page))[0], "✗ không đạt");
    assert.equal(await page.locator(".card-value").nth(1).innerText(), "2,72% (Xây dựng)");
    await page.locator("output.day", { hasText: "31/12/2022" }).waitFor();
    await page.getByRole("button", { name: "English" }).click();
    await page.locator(".card .chip", { hasText: "not met" }).first().waitFor();
    assert.equal(await page.locator("html").getAttribute("lang"), "en");
    assert.equal(await page.locator(".card-value").nth(1).innerText(), "2.72% (Xây dựng)");
    await page.locator("output.day", { hasText: "2022-12-31" }).waitFor();
  });
});

test("on paper: all objectives, each with its target", async () => {
  await withSample({}, async (page) => {
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.locator(".paper > section").count(), 5);
    assert.ok(await page.locator(".paper").isVisible());
    assert.ok(!(await page.locator("main").isVisible()));
    assert.ok((await page.pdf({ format: "A4" })).length > 20_000);
  });
});
