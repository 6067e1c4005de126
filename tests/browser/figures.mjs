// Statistics and coverage: every number leads to what it counts.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { flow, leads, number, total } from "./harness.mjs";

/** The cells of a table's body, row by row. */
export function rows(page, table) {
  return page.locator(`${table} tbody tr`).evaluateAll((all) => all.map((row) => [...row.children].map((cell) => {
    const shown = cell.cloneNode(true);
    for (const unseen of shown.querySelectorAll(".unseen")) unseen.remove();
    return shown.textContent.trim();
  })));
}

/** A CSV that a link saves: its rows by the names of the columns. */
async function saved(page, link) {
  const download = page.waitForEvent("download");
  await link.click();
  const text = readFileSync(await (await download).path(), "utf8").replace(/^\ufeff/, "");
  const [head, ...lines] = text.trimEnd().split(/\r?\n/).map(cells);
  return lines.map((line) => Object.fromEntries(head.map((name, at) => [name, line[at]])));
}

function cells(line) {
  return [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)]
    .map(([, cell]) => cell.startsWith("\"") ? cell.slice(1, -1).replaceAll("\"\"", "\"") : cell)
    .slice(0, -1);
}

flow("statistics: a cell leads to as many articles as it says", {}, async (page) => {
  await page.goto("/stats");
  for (const [by, by2] of [["award", ""], ["year", ""], ["level", "recipient"]]) {
    await page.locator("[name=by]").selectOption(by);
    await page.locator("[name=by2]").selectOption(by2);
    await leads(page, () => page.locator("form.asking button").click());
    const links = page.locator("table.counts tbody td.number a");
    const count = await links.count();
    assert.ok(count > 2, `${by}: ${count}`);
    for (let n = 0; n < Math.min(count, 4); n++) {
      const said = number(await links.nth(n).innerText());
      await leads(page, () => links.nth(n).click());
      assert.equal(await total(page), said, page.url());
      await leads(page, () => page.goBack());
    }
  }
});

flow("statistics: the drawing, the table and the file say the same", {}, async (page) => {
  await page.goto("/stats?by=year&order=value");
  const table = await rows(page, "table.counts");
  assert.ok(await page.locator(".chart svg").isVisible());
  const bars = await page.locator(".chart .value").allTextContents();
  assert.deepEqual(bars.map(number).sort(), table.map((row) => number(row[1])).sort());
  const file = await saved(page, page.locator(".exports a", { hasText: "CSV" }));
  const key = (all) => all.map((row) => row.join(" ")).sort();
  const known = table.filter((row) => /^\d+$/.test(row[0])).map((row) => [row[0], number(row[1]), number(row[3])]);
  assert.deepEqual(key(file.filter((row) => row.year).map((row) => [row.year, row.count, row.articles])), key(known));
});

flow("statistics: the order and the filters stay in the address", {}, async (page) => {
  await page.goto("/stats");
  await page.locator("details.filters summary").click();
  await page.locator("form.asking [name=to]").fill("2022");
  await leads(page, () => page.keyboard.press("Enter"));
  assert.equal(new URL(page.url()).searchParams.get("to"), "2022");
  const before = await rows(page, "table.counts");
  await leads(page, () => page.locator("table.counts thead a").first().click());
  assert.equal(new URL(page.url()).searchParams.get("to"), "2022");
  const sorted = await rows(page, "table.counts");
  assert.equal(sorted.length, before.length);
  assert.ok(before.length > 2 && await page.locator("form.asking [name=to]").isVisible());
});

flow("coverage: from a province to its districts without a report, and their file", {}, async (page) => {
  await page.goto("/coverage");
  await leads(page, () => page.locator("nav.orders a", { hasText: "63 tỉnh" }).click());
  assert.equal(await page.locator(".tiles li").count(), 63);
  const tile = page.locator(".tile", { has: page.locator(".name", { hasText: /^Lâm Đồng$/ }) });
  await leads(page, () => tile.click());
  assert.match(await page.locator("h1").innerText(), /Lâm Đồng/);
  const all = await rows(page, "table.heat");
  const none = all.filter((row) => row[1] === "0");
  assert.ok(none.length > 0 && none.length < all.length, `${none.length} of ${all.length}`);
  // The empty ones come first.
  assert.deepEqual(all.slice(0, none.length), none);
  await page.locator("[name=gaps]").check();
  await leads(page, () => page.locator("form.asking button").click());
  const gaps = await rows(page, "table.heat");
  assert.deepEqual(gaps.map((row) => row[0]).sort(), none.map((row) => row[0]).sort());
  const file = await saved(page, page.locator(".exports a[href*='gaps=true']").first());
  const named = [...new Set(file.map((row) => `${row.type} ${row.name}`))];
  assert.deepEqual(named.sort(), gaps.map((row) => row[0]).sort());
  assert.ok(file.every((row) => row.province === "Lâm Đồng" && row.articles === "0"), JSON.stringify(file[0]));
});

flow("coverage: a district leads to its articles", {}, async (page) => {
  await page.goto(`/coverage?province=${encodeURIComponent("Lâm Đồng")}&as_of=2025-06-30`);
  const link = page.locator("table.heat tbody td.number a").last();
  const said = number(await link.innerText());
  await leads(page, () => link.click());
  assert.equal(await total(page), said);
});

flow("coverage: the provinces before and since July 2025", {}, async (page) => {
  await page.goto("/coverage?as_of=2025-06-30");
  for (const [link, tiles] of [["34 tỉnh", 34], ["63 tỉnh", 63]]) {
    await leads(page, () => page.locator("nav.orders a", { hasText: link }).click());
    assert.equal(await page.locator(".tiles li").count(), tiles);
    assert.match(await page.locator("nav.orders a[aria-current]").innerText(), new RegExp(link));
  }
});

flow("coverage: no report since a month", {}, async (page) => {
  await page.goto("/coverage");
  await page.locator("details.filters summary").click();
  await page.locator("[name=since]").fill("2023-01");
  await page.locator("[name=gaps]").check();
  await leads(page, () => page.locator("form.asking button").click());
  const silent = await rows(page, "table.heat");
  const day = (text) => text.split("/").reverse().join("-");
  assert.ok(silent.length > 0 && silent.every((row) => row[3] === "–" || day(row[3]) < "2023-01-01"), JSON.stringify(silent[0]));
  assert.ok(silent.some((row) => row[3] !== "–"), "one that was reported on before");
  assert.equal(await page.locator("[name=since]").inputValue(), "2023-01");
  assert.ok(await page.locator("[name=since]").isVisible());
});
