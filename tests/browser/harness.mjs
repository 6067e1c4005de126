// One browser for all flows; each flow has a context of its own that is watched while it lasts.
import { chromium } from "playwright-core";
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { after, test } from "node:test";

/** What `tests/browser.rs` hands over. */
export const given = {
  chromium: need("VINHDANH_CHROMIUM"),
  /** Service over the gold articles. */
  root: need("VINHDANH_ROOT"),
  /** Service over those and hostile ones; it takes corrections. */
  desk: need("VINHDANH_DESK"),
  token: need("VINHDANH_DESK_TOKEN"),
  /** Its file of corrections. */
  corrections: need("VINHDANH_DESK_CORRECTIONS"),
  /** Folder of the screenshots. */
  shots: need("VINHDANH_SHOTS"),
};
mkdirSync(given.shots, { recursive: true });

/** Milliseconds that a condition may take: a machine under load is slow, and nothing waits longer than it must. */
export const PATIENCE = Number(process.env.VINHDANH_PATIENCE ?? 60_000);

function need(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run cargo test --test browser`);
  return value;
}

const browser = await chromium.launch({
  executablePath: given.chromium,
  headless: true,
  timeout: PATIENCE,
  args: [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
  ],
});
after(() => browser.close());

export const WIDE = { width: 1280, height: 900 };
export const PHONE = { width: 390, height: 844 };

/**
 * A flow: `run` gets a page whose addresses begin at `root`. Whatever runs in the page that should not, fails it: a dialog,
 * an error or a report of the policy in the console, a request to anybody else. `expected`: what may be said there.
 */
export function flow(name, options, run) {
  test(name, { timeout: 10 * PATIENCE }, async () => {
    const { root = given.root, expected, ...context } = options;
    const own = await browser.newContext({
      baseURL: root, viewport: WIDE, locale: "vi-VN", colorScheme: "light", reducedMotion: "reduce", ...context,
    });
    own.setDefaultTimeout(PATIENCE);
    const seen = watch(own, root, expected);
    try {
      await run(await own.newPage(), own);
      assert.deepEqual(seen, []);
    } catch (error) {
      if (seen.length && error instanceof Error) error.message += `\nseen meanwhile: ${seen.join("\n")}`;
      throw error;
    } finally {
      await own.close();
    }
  });
}

/** What must not be seen, as it is seen. */
function watch(context, root, expected) {
  const seen = [];
  context.on("request", (request) => {
    const address = new URL(request.url());
    if (!["data:", "about:"].includes(address.protocol) && address.origin !== root) seen.push(`request to ${address}`);
  });
  context.on("dialog", (dialog) => {
    seen.push(`${dialog.type()}: ${dialog.message()}`);
    dialog.dismiss().catch(() => {});
  });
  context.on("weberror", (error) => seen.push(`error: ${error.error()}`));
  context.on("console", (message) => {
    const { url } = message.location();
    // Chromium says so of every page that is not found, which some of these are on purpose; nothing else may be missing.
    const ownPage = url === message.page()?.url() && /status of 40[04]/.test(message.text());
    if (["error", "warning"].includes(message.type()) && !ownPage && !expected?.test(message.text())) seen.push(`console at ${url}: ${message.text()}`);
  });
  return seen;
}

/** Asks a service. */
export async function api(path, root = given.root) {
  const response = await fetch(`${root}/api/v1${path}`);
  assert.equal(response.status, 200, path);
  return response.json();
}

/** A number as a page in Vietnamese writes it. */
export function number(text) {
  const found = /\d[\d.]*/.exec(text);
  assert.ok(found, `no number: ${text}`);
  return Number(found[0].replaceAll(".", ""));
}

/** How many articles a search says it found. */
export async function total(page) {
  const told = await page.locator("h1.total").innerText();
  return number(told.split("bài")[0]);
}

/** Waits until `ask`, which may fail meanwhile, is what is expected. */
export async function until(ask, expected) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const now = await ask();
    if (Object.is(now, expected)) return;
    if (Date.now() > end) assert.equal(now, expected);
    await new Promise((go) => setTimeout(go, 20));
  }
}

/** Does something that leads to another page, and waits for that. */
export async function leads(page, act) {
  const there = page.waitForEvent("load");
  await act();
  await there;
}

/** Nothing is wider than the window. */
export async function fits(page) {
  const { inner, whole, widest } = await page.evaluate(() => {
    const inner = document.documentElement.clientWidth;
    // What scrolls within itself may be wider.
    const held = (it) => it.closest(".wide, select, .unseen, .skip");
    const out = [...document.body.querySelectorAll("*")].filter((it) => !held(it) && it.getBoundingClientRect().right > inner + 1);
    return { inner, whole: document.documentElement.scrollWidth, widest: out.slice(0, 5).map((it) => `${it.tagName}.${it.className}`) };
  });
  assert.ok(whole <= inner && widest.length === 0, `${page.url()}: ${whole} > ${inner} ${widest}`);
}
