// What holds of every page: its language, its way back, its looks at night, no script, no harm.
import assert from "node:assert/strict";
import { PHONE, api, fits, flow, given, leads, total } from "./harness.mjs";
import { views } from "./views.mjs";

flow("language: the switch shows the same view in English, and back", {}, async (page) => {
  for (const [name, address] of await views()) {
    await page.goto(address);
    const here = page.url();
    assert.equal(await page.locator("html").getAttribute("lang"), "vi", name);
    const before = await page.locator("h1").innerText();
    await leads(page, () => page.locator("a.language").click());
    const there = new URL(page.url());
    assert.equal(await page.locator("html").getAttribute("lang"), "en", name);
    assert.match(await page.locator("nav").first().innerText(), /Search[^]*Statistics[^]*Coverage/);
    assert.equal(there.searchParams.get("lang"), "en");
    there.searchParams.delete("lang");
    const bare = new URL(here);
    assert.deepEqual([there.pathname, [...there.searchParams]], [bare.pathname, [...bare.searchParams]], name);
    await leads(page, () => page.locator("a.language").click());
    assert.equal(await page.locator("h1").innerText(), before, name);
  }
});

flow("language: a search stays in its language", {}, async (page) => {
  await page.goto("/?lang=en");
  await page.locator("#q").fill("bằng khen");
  await leads(page, () => page.keyboard.press("Enter"));
  await leads(page, () => page.locator(".facet a").first().click());
  await leads(page, () => page.locator(".hit h2 a").first().click());
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
});

flow("dark: pages are dark where the reader's are", { colorScheme: "dark" }, async (page) => {
  const light = (colour) => colour.match(/\d+/g).slice(0, 3).reduce((whole, part) => whole + Number(part), 0);
  for (const [, address] of await views()) {
    await page.goto(address);
    const [paper, ink] = await page.evaluate(() => {
      const style = getComputedStyle(document.body);
      return [style.backgroundColor, style.color];
    });
    assert.ok(light(paper) < 150 && light(ink) > 550, `${paper} ${ink}`);
  }
});

flow("back and forward: every view is an address", {}, async (page) => {
  const steps = [];
  const step = async (act) => {
    if (act) await leads(page, act);
    steps.push([page.url(), await page.locator("h1").innerText()]);
  };
  await page.goto("/");
  await step();
  await step(async () => { await page.locator("#q").fill("bằng khen"); await page.keyboard.press("Enter"); });
  await step(() => page.locator(".facet a").first().click());
  await step(() => page.locator(".hit h2 a").first().click());
  await step(() => page.locator("nav a[href^='/stats']").click());
  await step(() => page.locator("table.counts tbody td.number a").first().click());
  for (const [address, title] of steps.slice(0, -1).reverse()) {
    await leads(page, () => page.goBack());
    assert.deepEqual([page.url(), await page.locator("h1").innerText()], [address, title]);
  }
  for (const [address, title] of steps.slice(1)) {
    await leads(page, () => page.goForward());
    assert.deepEqual([page.url(), await page.locator("h1").innerText()], [address, title]);
  }
  // The box shows what was asked, also on the way back.
  await leads(page, () => page.goBack());
  await leads(page, () => page.locator(".brand").click());
  await leads(page, () => page.goBack());
  await leads(page, () => page.goBack());
  await leads(page, () => page.goBack());
  assert.match(await page.locator("#q").inputValue(), /bằng khen/);
});

flow("keyboard: the first key leads past the head of the page", {}, async (page) => {
  for (const [name, address] of await views()) {
    await page.goto(address);
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.className), "skip", name);
    assert.ok(await page.locator(".skip").evaluate((it) => it.getBoundingClientRect().left >= 0), name);
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "content", name);
  }
});

flow("hostile articles: nothing runs, and the page keeps its form", { root: given.desk, viewport: PHONE }, async (page) => {
  const asked = (query) => `/search?limit=20&q=${encodeURIComponent(query)}`;
  const found = await Promise.all(["title:\"hiểm họa\"", "site:dai.example.vn"].map((query) => api(asked(query), given.desk)));
  const ids = found.flatMap((answer) => answer.hits.map((hit) => hit.id));
  assert.ok(ids.length >= 3, ids.join());
  const addresses = ids.map((id) => `/articles/${id}`);
  for (const query of ["title:\"hiểm họa\"", "tập thể OR cá nhân", "<script>alert(3)</script>"]) addresses.push(`/?q=${encodeURIComponent(query)}`);
  addresses.push("/stats?by=authority&status=all", "/coverage", `/officials?name=${encodeURIComponent("<img src=x onerror=alert(4)>")}`);
  for (const address of addresses) {
    await page.goto(address);
    assert.equal(await page.locator("img, iframe, script:not([src*='/assets/'])").count(), 0, address);
    await fits(page);
    await page.setViewportSize({ width: 1280, height: 900 });
    await fits(page);
    await page.setViewportSize(PHONE);
  }
  await page.goto(addresses[0]);
  assert.match(await page.locator("#article").innerText(), /Hiểm họa/i);
});

flow("without a script: search, article, statistics, coverage are read and asked", { javaScriptEnabled: false }, async (page) => {
  await page.goto("/");
  await page.locator("#q").fill("bằng khen");
  await leads(page, () => page.keyboard.press("Enter"));
  const found = await total(page);
  assert.ok(found > 10);
  // Nothing is offered that needs one.
  assert.equal(await page.locator(".scripted:visible").count(), 0);
  assert.ok(await page.locator(".facet").first().isVisible());
  await page.locator(".histogram input[name=from]").fill("2023-01");
  await page.locator(".histogram input[name=to]").fill("2023-12");
  await leads(page, () => page.locator(".histogram button").click());
  const narrowed = await total(page);
  assert.ok(narrowed > 0 && narrowed < found, `${narrowed} of ${found}`);
  await leads(page, () => page.locator(".histogram svg a").first().click());
  assert.ok((await total(page)) <= narrowed);
  await leads(page, () => page.locator(".hit h2 a").first().click());
  assert.ok((await page.locator("#article .m").count()) > 0);
  await page.locator(".facts .jump").first().click();
  assert.match(new URL(page.url()).hash, /^#f-/);

  await leads(page, () => page.locator("nav a[href='/stats']").click());
  await page.locator("[name=by]").selectOption("year");
  await leads(page, () => page.locator("form.asking button").click());
  assert.ok((await page.locator("table.counts tbody tr").count()) > 1);
  assert.ok(await page.locator(".chart svg").isVisible());

  await leads(page, () => page.locator("nav a[href='/coverage']").click());
  await leads(page, () => page.locator(".tile").first().click());
  await page.locator("[name=gaps]").check();
  await leads(page, () => page.locator("form.asking button").click());
  assert.ok((await page.locator("table.heat tbody tr").count()) > 0);
});
