// How every page looks: nothing cut at the side, nothing that axe finds, a picture of each.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { PHONE, WIDE, api, fits, flow, given } from "./harness.mjs";
import { views } from "./views.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds: all of its rules. */
async function violations(page) {
  await page.evaluate(AXE);
  const { violations, passes } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  assert.ok(passes.length > 10, "axe ran");
  return violations.map((it) => `${it.id}: ${it.help}: ${it.nodes.slice(0, 3).map((node) => `${node.html.slice(0, 200)} ${node.any.map((any) => any.message).join()}`).join(" | ")}`);
}

const COMBINATIONS = [
  [WIDE, "light", "vi"], [WIDE, "dark", "en"], [PHONE, "light", "en"], [PHONE, "dark", "vi"],
];

for (const [viewport, colorScheme, lang] of COMBINATIONS) {
  flow(`looks: every page at ${viewport.width}, ${colorScheme}, ${lang}`, { viewport, colorScheme }, async (page) => {
    const found = [];
    for (const [name, address] of await views()) {
      const there = new URL(address, given.root);
      if (lang === "en") there.searchParams.set("lang", "en");
      await page.goto(there.href);
      await page.screenshot({ path: join(given.shots, `${name}-${viewport.width}-${colorScheme}.png`), fullPage: true });
      await fits(page).catch((error) => found.push(`${name}: ${error.message}`));
      found.push(...(await violations(page)).map((it) => `${name}: ${it}`));
    }
    assert.deepEqual(found, []);
  });
}

flow("looks: axe sees what is wrong", {}, async (page) => {
  await page.goto("/");
  assert.deepEqual(await violations(page), []);
  await page.evaluate(() => {
    document.querySelector(".lead").style.color = "#ccc";
    document.querySelector("main").append(document.createElement("button"));
  });
  const found = await violations(page);
  assert.deepEqual(found.map((it) => it.split(":")[0]).sort(), ["button-name", "color-contrast"]);
});

flow("looks: the dialog of a correction and the list of names", { root: given.desk }, async (page) => {
  const { hits } = await api(`/search?q=${encodeURIComponent("award:giay-khen -\"hiểm họa\"")}&limit=1`, given.desk);
  for (const viewport of [WIDE, PHONE]) {
    for (const colorScheme of ["light", "dark"]) {
      const picture = (name) => page.screenshot({ path: join(given.shots, `${name}-${viewport.width}-${colorScheme}.png`) });
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme });
      await page.goto(`/articles/${hits[0].id}`);
      await page.keyboard.press("j");
      await picture("article-correcting");
      assert.deepEqual(await violations(page), []);
      await page.keyboard.press("d");
      await page.locator("dialog[open]").waitFor();
      await fits(page);
      await picture("correction");
      assert.deepEqual(await violations(page), []);
      await page.goto("/");
      await page.locator("#q").pressSequentially("nam");
      await page.getByRole("option").first().waitFor();
      await page.keyboard.press("ArrowDown");
      await fits(page);
      await picture("suggestions");
      assert.deepEqual(await violations(page), []);
    }
  }
});

flow("looks: in print", {}, async (page) => {
  await page.emulateMedia({ media: "print", colorScheme: "light" });
  await page.setViewportSize({ width: 718, height: 1000 });
  for (const [name, address] of await views()) {
    await page.goto(address);
    assert.ok(await page.locator(".search button").isHidden() && await page.locator(".bar nav").isHidden(), name);
    // What was asked for stands on the paper.
    assert.equal(await page.locator("#q").isVisible(), (await page.locator("#q").inputValue()) !== "", name);
    assert.ok(await page.locator("h1").isVisible(), name);
    await page.screenshot({ path: join(given.shots, `${name}-print.png`), fullPage: true });
    const pdf = await page.pdf({ format: "A4", margin: { top: "1cm", bottom: "1cm", left: "1cm", right: "1cm" }, path: join(given.shots, `${name}.pdf`) });
    assert.ok(pdf.length > 5_000, name);
  }
});
