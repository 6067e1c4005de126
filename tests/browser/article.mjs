// An article: from a fact to its sentence and back, and what is said against it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { api, flow, given, leads, until } from "./harness.mjs";

const seen = (page, place) => page.locator(place).first().evaluate((it) => {
  const box = it.getBoundingClientRect();
  return box.top >= 0 && box.bottom <= innerHeight;
});

/** An article with many facts. */
async function one(root) {
  const { hits } = await api(`/search?q=${encodeURIComponent("award:bang-khen -\"hiểm họa\"")}&limit=20`, root);
  const all = await Promise.all(hits.map(async (hit) => api(`/articles/${hit.id}`, root)));
  all.sort((a, b) => b.awards.length - a.awards.length || a.id.localeCompare(b.id));
  assert.ok(all[0].awards.length > 3, "an article with awards");
  return all[0];
}

flow("article: from a fact to its sentence and back", {}, async (page) => {
  const record = await one();
  await page.goto(`/articles/${record.id}`);
  const last = record.awards.length - 1;
  await page.locator(`#l-awards-${last} a[href="#f-awards-${last}"]`).click();
  await until(() => new URL(page.url()).hash, `#f-awards-${last}`);
  const mark = `#f-awards-${last}`;
  await until(() => seen(page, mark), true);
  const { start, end } = record.awards[last];
  const said = [...record.text].slice(start, end).join("");
  assert.equal(await page.locator(`[data-of=l-awards-${last}]`).allInnerTexts().then((all) => all.join("")), said);
  // A mark leads back to the innermost fact that stands there.
  const link = page.locator(`${mark} a`).first();
  const there = await link.getAttribute("href");
  await link.click();
  await until(() => new URL(page.url()).hash, there);
  await until(() => seen(page, there), true);
  await page.goBack();
  await until(() => new URL(page.url()).hash, `#f-awards-${last}`);
});

flow("article: facts by keyboard", {}, async (page) => {
  const record = await one();
  await page.goto(`/articles/${record.id}`);
  for (const [key, at] of [["j", 0], ["j", 1], ["j", 2], ["k", 1]]) {
    await page.keyboard.press(key);
    const now = await page.evaluate(() => document.activeElement.id);
    assert.equal(now, await page.locator(".facts li").nth(at).getAttribute("id"));
    await page.locator(`.m.here[data-of=${now}]`).first().waitFor();
  }
});

/** The lines of the file of corrections. */
function written() {
  const lines = readFileSync(given.corrections, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
  return lines.filter((line) => line.verdict);
}

flow("correction: what is different, what is wrong, what is missing, by keyboard", { root: given.desk, expected: /status of 401/ }, async (page) => {
  const record = await one(given.desk);
  await page.goto(`/articles/${record.id}`);
  const dialog = page.locator("dialog#correct");
  // Different: another count.
  await page.keyboard.press("j");
  await page.keyboard.press("d");
  await dialog.waitFor();
  assert.match(await dialog.locator("h2").innerText(), /: Khác$/);
  // Values have names, not the words of the data.
  assert.equal(await dialog.locator("[data-key=status] option:checked").innerText(), "Đã trao");
  await dialog.locator("[data-key=count]").focus();
  await page.keyboard.press("Control+A");
  await page.keyboard.type("777");
  await dialog.locator("[name=by]").focus();
  await page.keyboard.type("Biên tập viên");
  // A wrong token is told, and the right one asked for again.
  await dialog.locator("[name=token]").focus();
  await page.keyboard.type("not the secret");
  await page.keyboard.press("Enter");
  await dialog.locator(".message:not([hidden])").waitFor();
  await dialog.locator("[name=token]").fill(given.token);
  await leads(page, () => page.keyboard.press("Enter"));
  await page.locator(".made li").waitFor();
  assert.match(await page.locator("#said").innerText(), /\S/);
  assert.match(await page.locator(".made").innerText(), /777[^]*đã áp dụng[^]*Biên tập viên/);
  const [first] = written();
  assert.deepEqual([first.article, first.verdict, first.field, first.set.count, first.by], [record.id, "different", "awards", 777, "Biên tập viên"]);
  const now = await api(`/articles/${record.id}`, given.desk);
  assert.ok(now.awards.some((award) => award.count === 777));

  // Wrong: the token is known from now on.
  const officials = page.locator("#l-officials-0, #l-units-0").first();
  await officials.focus();
  await page.keyboard.press("w");
  await dialog.waitFor();
  await dialog.locator("[name=note]").focus();
  await leads(page, () => page.keyboard.press("Enter"));
  await until(() => page.locator(".made li").count(), 2);
  assert.equal(written()[1].verdict, "wrong");

  // Missing: without a selection the page says what to do.
  await page.keyboard.press("m");
  await until(async () => (await page.locator("#said").innerText()).length > 0, true);
  assert.ok(await dialog.isHidden());
  const quote = await page.evaluate(() => {
    const part = [...document.querySelectorAll(".text p[data-part]")].find((it) => it.textContent.length > 60);
    const text = document.createTreeWalker(part, NodeFilter.SHOW_TEXT).nextNode();
    getSelection().setBaseAndExtent(text, 0, text, Math.min(text.length, 12));
    return getSelection().toString();
  });
  await page.keyboard.press("m");
  await dialog.waitFor();
  assert.equal(await dialog.locator(".quote").innerText(), quote.trim());
  await dialog.locator("[name=field]").selectOption("officials");
  await dialog.locator("[data-key=name]").fill("Nguyễn Văn Thử");
  await leads(page, () => page.keyboard.press("Enter"));
  await until(() => page.locator(".made li").count(), 3);
  assert.equal(written()[2].verdict, "missing");
  assert.match(await page.locator(".facts").allInnerTexts().then((all) => all.join()), /Nguyễn Văn Thử/);

  // Taken back.
  await leads(page, () => page.locator(".made [data-withdraw]").first().press("Enter"));
  await until(() => page.locator(".made li").count(), 2);
  const after = await api(`/articles/${record.id}`, given.desk);
  assert.deepEqual(after.awards.map((award) => award.count), record.awards.map((award) => award.count));

  // Escape leaves the dialog without a word.
  await page.locator("#l-awards-0").focus();
  await page.keyboard.press("w");
  await dialog.waitFor();
  await page.keyboard.press("Escape");
  await until(() => dialog.isHidden(), true);
  assert.equal((await api("/corrections", given.desk)).corrections.length, 2);
});
