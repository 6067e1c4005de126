// The search: what is typed, what narrows it, when it appeared.
import assert from "node:assert/strict";
import { PHONE, api, flow, leads, number, total, until } from "./harness.mjs";

const QUERY = "bằng khen";

async function search(page, query) {
  await page.goto(`/?q=${encodeURIComponent(query)}`);
}

flow("search: what is typed is found, and its words are marked", {}, async (page) => {
  await page.goto("/");
  await page.locator("#q").fill(QUERY);
  await leads(page, () => page.keyboard.press("Enter"));
  const found = await api(`/search?limit=10&q=${encodeURIComponent(QUERY)}`);
  assert.equal(await total(page), found.total);
  const titles = await page.locator(".hit h2 a").allInnerTexts();
  assert.deepEqual(titles, found.hits.map((hit) => hit.title));
  const marked = await page.locator(".hit mark").allInnerTexts();
  assert.ok(marked.length >= titles.length && marked.every((it) => /bằng|khen/i.test(it)), marked.join(", "));
  assert.equal(await page.locator("#q").inputValue(), QUERY);
});

flow("search: what is not there leads to what is near", {}, async (page) => {
  await search(page, "Trân Quấc Khải");
  await leads(page, () => page.locator("main li a", { hasText: "Trần Quốc Khải" }).click());
  assert.match(await page.locator("h1").innerText(), /Trần Quốc Khải/);
});

flow("search: a locality without a report leads to what is reported around it", {}, async (page) => {
  await page.goto(`/units?name=${encodeURIComponent("tỉnh Nam Định")}`);
  await leads(page, () => page.locator("main a", { hasText: "Độ phủ: Nam Định" }).click());
  assert.match(await page.locator("h1").innerText(), /Độ phủ: Nam Định/);
  assert.ok((await page.locator("table.heat tbody tr").count()) > 5);
});

flow("suggestions: names while typing, chosen by keyboard", {}, async (page) => {
  await page.goto("/");
  const box = page.locator("#q");
  const names = page.getByRole("option");
  const { names: expected } = await api(`/suggestions?q=${encodeURIComponent("bằng kh")}`);
  await box.pressSequentially("bằng kh");
  // The names of what was typed last, not those of a part of it.
  await until(async () => (await names.locator("bdi").allInnerTexts()).join(), expected.map((it) => it.name).join());
  assert.equal(await box.getAttribute("aria-expanded"), "true");
  const all = await names.locator("bdi").allInnerTexts();
  const wanted = all.indexOf("Bằng khen");
  assert.ok(wanted >= 0, all.join(", "));
  for (let n = 0; n <= wanted; n++) await page.keyboard.press("ArrowDown");
  const active = await box.getAttribute("aria-activedescendant");
  assert.equal(await page.locator(`#${active} bdi`).innerText(), "Bằng khen");
  assert.equal(await page.locator(`#${active}`).getAttribute("aria-selected"), "true");
  await page.keyboard.press("Enter");
  const taken = await box.inputValue();
  assert.match(taken, /^award:"Bằng khen" $/);
  assert.ok(await page.locator("#names").isHidden());
  // Escape leaves what is typed; what is chosen is searched for by a second Enter.
  await box.pressSequentially("nam đ");
  await names.first().waitFor();
  await page.keyboard.press("Escape");
  assert.ok(await page.locator("#names").isHidden());
  assert.equal(await box.inputValue(), `${taken}nam đ`);
  await box.fill(taken);
  await leads(page, () => page.keyboard.press("Enter"));
  assert.equal(await total(page), (await api(`/search?q=${encodeURIComponent(taken.trim())}`)).total);
});

flow("facets: a click narrows to as many as it said, and is taken back", {}, async (page) => {
  await search(page, QUERY);
  const before = await total(page);
  const facets = await page.locator(".facet").count();
  assert.ok(facets > 5, String(facets));
  for (let n = 0; n < facets; n++) {
    const line = page.locator(".facet").nth(n).locator("li").first();
    const said = number(await line.locator(".count").innerText());
    await leads(page, () => line.locator("a").click());
    assert.equal(await total(page), said, page.url());
    await leads(page, () => page.locator(".set a").last().click());
    assert.equal(await total(page), before, page.url());
  }
});

flow("facets: on a small screen one key away", { viewport: PHONE }, async (page) => {
  await search(page, QUERY);
  assert.ok(await page.locator(".facet a").first().isHidden());
  await page.locator(".to-facets a").press("Enter");
  await page.locator(".facet a").first().waitFor();
  const said = number(await page.locator(".facet .count").first().innerText());
  await leads(page, () => page.locator(".facet a").first().click());
  assert.equal(await total(page), said);
});

/** The bars that lead somewhere: their months and numbers of articles. */
function bars(page) {
  return page.locator(".histogram svg a").evaluateAll((all) => all.map((it) => ({
    value: it.dataset.v, count: Number(/: (\d+)/.exec(it.querySelector("title").textContent)[1]),
  })));
}

const sum = (all) => all.reduce((whole, it) => whole + it.count, 0);

flow("histogram: a bar by keyboard, a range with Shift", {}, async (page) => {
  await search(page, QUERY);
  const all = await bars(page);
  assert.ok(all.length > 4, JSON.stringify(all));
  await page.locator(".histogram svg a").nth(1).focus();
  await leads(page, () => page.keyboard.press("Enter"));
  assert.equal(await total(page), all[1].count);
  await leads(page, () => page.goBack());
  await page.locator(".histogram svg a").first().focus();
  await page.keyboard.press("ArrowRight");
  for (let n = 0; n < 2; n++) await page.keyboard.press("Shift+ArrowRight");
  const told = await page.locator(".histogram output").innerText();
  await leads(page, () => page.keyboard.press("Enter"));
  assert.equal(await total(page), sum(all.slice(1, 4)), told);
  assert.equal(await page.locator(".set a").count(), 1);
});

flow("histogram: a range by dragging", {}, async (page) => {
  await search(page, QUERY);
  const all = await bars(page);
  const middle = async (n) => {
    const box = await page.locator(".histogram svg a .slot").nth(n).boundingBox();
    return [box.x + box.width / 2, box.y + box.height / 2];
  };
  await page.locator(".histogram").scrollIntoViewIfNeeded();
  const [from, to] = [await middle(3), await middle(1)];
  await page.mouse.move(...from);
  await page.mouse.down();
  await page.mouse.move(...to, { steps: 8 });
  assert.equal(await page.locator(".histogram a.picked").count(), 3);
  await leads(page, () => page.mouse.up());
  assert.equal(await total(page), sum(all.slice(1, 4)));
  // A bar that is clicked is not dragged.
  await leads(page, () => page.goBack());
  await leads(page, () => page.locator(".histogram svg a").nth(2).click());
  assert.equal(await total(page), all[2].count);
});

flow("histogram: its form of months says the same", {}, async (page) => {
  await search(page, QUERY);
  const all = (await bars(page)).slice(3, 6);
  await page.locator(".histogram input[name=from]").fill(`${all[0].value}-01`);
  await page.locator(".histogram input[name=to]").fill(`${all[2].value}-12`);
  await leads(page, () => page.locator(".histogram button").click());
  assert.equal(await total(page), sum(all));
  // A few months have a bar each.
  const months = await bars(page);
  assert.ok(months.length > 0 && months.every((it) => /^\d{4}-\d{2}$/.test(it.value)), JSON.stringify(months));
});
