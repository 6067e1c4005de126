// What the pages do better with a script: names while one types, a range of months by dragging, facts by
// keyboard, corrections. Every page reads and searches without it. Nothing here writes HTML.
"use strict";

const english = document.documentElement.lang === "en";
for (const part of document.querySelectorAll(".scripted")) part.hidden = false;

// On a small screen what narrows the search stands folded below it.
const facets = document.querySelector("details.facets");
if (facets && matchMedia("(max-width: 59.99rem)").matches && location.hash !== "#facets") facets.open = false;
for (const link of document.querySelectorAll('a[href="#facets"]')) link.addEventListener("click", () => { facets.open = true; });

suggest(document.getElementById("q"), document.getElementById("names"));
for (const histogram of document.querySelectorAll(".histogram[data-field]")) range(histogram);
const article = document.getElementById("article");
if (article) facts(article, document.getElementById("correct"));

/** Names that go on from what is typed, as a combobox of the ARIA practices. */
function suggest(input, list) {
  if (!input || !list) return;
  let names = [];
  let typed = "";
  let at = -1;
  let asked = 0;
  let timer;

  // What is still on its way is no longer wanted.
  const close = () => {
    asked++;
    clearTimeout(timer);
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const choose = (to) => {
    at = to;
    [...list.children].forEach((option, n) => option.setAttribute("aria-selected", String(n === at)));
    if (at < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", list.children[at].id);
    list.children[at].scrollIntoView({ block: "nearest" });
  };
  const take = (name) => {
    const end = input.value.toLowerCase().lastIndexOf(typed.toLowerCase());
    const before = end < 0 ? "" : input.value.slice(0, end).replace(/[\w-]+:"?$|["“]$/, "");
    input.value = before + name.query + " ";
    close();
    input.focus();
  };
  const show = (answer) => {
    names = answer.names;
    typed = answer.typed;
    list.replaceChildren(...names.map((name, n) => {
      const option = document.createElement("li");
      option.id = "name-" + n;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      const text = document.createElement("bdi");
      text.textContent = name.name;
      const kind = document.createElement("span");
      kind.className = "of";
      kind.textContent = list.getAttribute("data-" + name.kind) || name.kind;
      option.append(text, kind);
      // Before the box loses the focus.
      option.addEventListener("pointerdown", (event) => { event.preventDefault(); take(name); });
      return option;
    }));
    at = -1;
    list.hidden = names.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    input.removeAttribute("aria-activedescendant");
  };
  const ask = async () => {
    const mine = ++asked;
    const query = input.value;
    if (query.trim().length < 2 || query.length > 300) return close();
    try {
      const response = await fetch("/api/v1/suggestions?q=" + encodeURIComponent(query));
      if (response.ok && mine === asked && document.activeElement === input) show(await response.json());
    } catch { if (mine === asked) close(); }
  };
  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 120); });
  input.addEventListener("blur", close);
  input.form.addEventListener("submit", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const open = !list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) return ask();
      const step = event.key === "ArrowDown" ? 1 : -1;
      choose((at + 1 + step + names.length + 1) % (names.length + 1) - 1);
    } else if (event.key === "Enter" && open && at >= 0) {
      event.preventDefault();
      take(names[at]);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      close();
    }
  });
}

/** A range of bars: by dragging over them, or with Shift and the arrow keys. */
function range(histogram) {
  const bars = [...histogram.querySelectorAll("svg a")];
  const told = histogram.querySelector("output");
  let first = -1;
  let last = -1;
  let moved = false;
  const show = () => {
    const [from, to] = [Math.min(first, last), Math.max(first, last)];
    bars.forEach((bar, n) => bar.classList.toggle("picked", first >= 0 && n >= from && n <= to));
    told.textContent = first < 0 || from === to ? "" : bars[from].dataset.v + " – " + bars[to].dataset.v;
  };
  const go = () => {
    const [from, to] = [bars[Math.min(first, last)], bars[Math.max(first, last)]].map((bar) => bar.dataset.v);
    const field = histogram.dataset.field + ":" + (from === to ? from : from + ".." + to);
    const address = new URL(histogram.dataset.href, location.href);
    address.searchParams.set("q", (histogram.dataset.query + " " + field).trim());
    location.assign(address);
  };
  const under = (event) => {
    // The bar nearest to the pointer: months without an article have none.
    let best = -1;
    let far = Infinity;
    bars.forEach((bar, n) => {
      const box = bar.getBoundingClientRect();
      const away = Math.abs((box.left + box.right) / 2 - event.clientX);
      if (away < far) [best, far] = [n, away];
    });
    return best;
  };
  const svg = histogram.querySelector("svg");
  svg.addEventListener("dragstart", (event) => event.preventDefault());
  svg.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    first = last = under(event);
    moved = false;
  });
  addEventListener("pointermove", (event) => {
    if (first < 0 || event.buttons === 0) return;
    const now = under(event);
    if (now === last) return;
    last = now;
    moved = true;
    show();
  });
  addEventListener("pointerup", () => {
    if (first >= 0 && moved && first !== last) return go();
    if (moved || !svg.contains(document.activeElement)) { first = last = -1; show(); }
  });
  addEventListener("pointercancel", () => { first = last = -1; show(); });
  svg.addEventListener("click", (event) => { if (moved) event.preventDefault(); moved = false; }, true);
  svg.addEventListener("keydown", (event) => {
    const here = bars.indexOf(event.target.closest("a"));
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (here < 0) return;
    if (step) {
      const next = Math.min(Math.max(here + step, 0), bars.length - 1);
      event.preventDefault();
      if (event.shiftKey) { if (first < 0) first = here; last = next; } else first = last = -1;
      bars[next].focus();
      show();
    } else if (event.key === "Enter" && first >= 0 && first !== last) {
      event.preventDefault();
      go();
    } else if (event.key === "Escape") {
      first = last = -1;
      show();
    }
  });
}

/** The facts of an article by keyboard, and what is wrong with them. */
function facts(article, dialog) {
  const items = [...document.querySelectorAll(".facts li[data-fact]")];
  let at = -1;
  const marks = (item) => document.querySelectorAll('[data-of="' + item.id + '"]');
  const go = (to) => {
    if (!items.length) return;
    at = (to + items.length) % items.length;
    const item = items[at];
    item.focus();
    for (const mark of document.querySelectorAll(".m.here")) mark.classList.remove("here");
    marks(item).forEach((mark) => mark.classList.add("here"));
    const [first] = marks(item);
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (first) first.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
  };
  for (const [n, item] of items.entries()) item.addEventListener("focusin", () => { at = n; });
  const current = () => document.activeElement.closest("li[data-correct]");
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest("input, select, textarea, dialog, [contenteditable]")) return;
    const item = current();
    if (event.key === "j") go(at + 1);
    else if (event.key === "k") go(at < 0 ? -1 : at - 1);
    else if (dialog && event.key === "w" && item) open("wrong", item);
    else if (dialog && event.key === "d" && item) open("different", item);
    else if (dialog && event.key === "m") open("missing");
    else return;
    event.preventDefault();
  });
  if (!dialog) return;

  const form = dialog.querySelector("form");
  const sheet = {
    keys: JSON.parse(dialog.dataset.keys),
    names: JSON.parse(dialog.dataset.names),
    choices: JSON.parse(dialog.dataset.choices),
    verdicts: JSON.parse(dialog.dataset.verdicts),
  };
  const said = document.getElementById("said");
  const lists = ["recipients", "years", "positions", "variants", "inferred"];
  let selected = null;
  let asked = null;

  // What is selected when the button takes the focus is gone with it.
  document.addEventListener("selectionchange", select);
  function select() {
    const chosen = getSelection();
    if (!chosen.rangeCount || chosen.isCollapsed) return;
    const range = chosen.getRangeAt(0);
    const parent = range.startContainer.parentElement;
    const part = parent && parent.closest("[data-part]");
    if (!part || !article.contains(part) || !part.contains(range.endContainer)) { selected = null; return; }
    const before = document.createRange();
    before.selectNodeContents(part);
    before.setEnd(range.startContainer, range.startOffset);
    const behind = document.createRange();
    behind.selectNodeContents(part);
    behind.setStart(range.endContainer, range.endOffset);
    const exact = range.toString();
    const quote = exact.trim();
    if (!quote) { selected = null; return; }
    const lead = exact.length - exact.trimStart().length;
    const tail = exact.length - exact.trimEnd().length;
    selected = {
      quote,
      prefix: [...(before.toString() + exact.slice(0, lead))].slice(-32).join(""),
      suffix: [...(exact.slice(exact.length - tail) + behind.toString())].slice(0, 32).join(""),
    };
  }
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.verdict) open(button.dataset.verdict, button.closest("li[data-correct]"));
    else if (button.dataset.withdraw) withdraw(button);
    else if (button.classList.contains("send")) send();
  });
  form.elements.field.addEventListener("change", () => fields({}));
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.tagName === "INPUT") { event.preventDefault(); send(); }
  });

  function open(verdict, item) {
    // A key may come sooner than the word of what was selected.
    select();
    if (verdict === "missing" && !selected) {
      said.textContent = dialog.dataset.select;
      return;
    }
    const handle = item ? JSON.parse(item.dataset.correct) : { ...selected, was: {} };
    asked = { verdict, handle, field: item ? item.dataset.fact : null };
    form.querySelector(".verdict").textContent = sheet.verdicts[verdict];
    form.querySelector(".sure").textContent = verdict === "wrong" ? dialog.dataset.sure : "";
    form.querySelector(".field").hidden = Boolean(item);
    form.querySelector(".quoted").hidden = !handle.quote;
    form.querySelector(".quote").textContent = handle.quote || "";
    form.querySelector(".message").hidden = true;
    form.elements.token.value = sessionStorage.getItem("token") || "";
    form.elements.token.closest("p").hidden = Boolean(form.elements.token.value);
    form.elements.by.value = sessionStorage.getItem("by") || "";
    form.elements.note.value = "";
    fields(handle.was);
    dialog.showModal();
  }
  function fields(was) {
    const field = asked.field || form.elements.field.value;
    const keys = asked.verdict === "wrong" ? [] : asked.field ? Object.keys(was) : sheet.keys[field];
    form.querySelector(".keys").replaceChildren(...keys.map((key) => {
      const label = document.createElement("label");
      const name = document.createElement("span");
      name.textContent = sheet.names[key] || key;
      const choices = field === "units" && key === "level" ? null : sheet.choices[field === "events" && key === "kind" ? "event" : key];
      const text = Array.isArray(was[key]) ? was[key].join("; ") : String(was[key] ?? "");
      const input = choices ? choice(choices, text) : document.createElement("input");
      input.dataset.key = key;
      input.value = text;
      label.append(name, input);
      return label;
    }));
  }
  function choice(choices, text) {
    const all = [["", "—"], ...choices];
    if (!all.some(([known]) => known === text)) all.push([text, text]);
    const list = document.createElement("select");
    list.append(...all.map(([known, shown]) => new Option(shown, known)));
    return list;
  }
  function value(field, key, text) {
    const parts = () => text.split(";").map((part) => part.trim()).filter(Boolean);
    if (key === "years") return parts().map(Number);
    if (lists.includes(key)) return parts();
    if (text.trim() === "") return null;
    if (key === "count" || (field === "units" && key === "level")) return Number(text);
    return text.trim();
  }
  async function request(path, method, body) {
    const token = form.elements.token.value || sessionStorage.getItem("token") || "";
    const response = await fetch(dialog.dataset.api + path, {
      method,
      headers: { "Authorization": "Bearer " + token, "Content-Type": "application/json", "Accept-Language": english ? "en" : "vi" },
      body: body && JSON.stringify(body),
    });
    if (response.ok) {
      sessionStorage.setItem("token", token);
      return null;
    }
    if (response.status === 401) sessionStorage.removeItem("token");
    const problem = await response.json().catch(() => ({}));
    return { status: response.status, text: [dialog.dataset.failed, problem.detail, problem.hint].filter(Boolean).join(" ") };
  }
  async function send() {
    const field = asked.field || form.elements.field.value;
    const { quote, prefix, suffix, was } = asked.handle;
    const single = quote === undefined || quote === null;
    const draft = { verdict: asked.verdict, field, set: {} };
    if (!single) Object.assign(draft, { quote, prefix, suffix, was });
    for (const input of form.querySelectorAll("[data-key]")) {
      const now = value(field, input.dataset.key, input.value);
      const before = asked.verdict === "missing" ? (Array.isArray(now) ? [] : null) : was[input.dataset.key];
      if (JSON.stringify(now) !== JSON.stringify(before)) draft.set[input.dataset.key] = now;
    }
    for (const key of ["by", "note"]) if (form.elements[key].value.trim()) draft[key] = form.elements[key].value.trim();
    if (draft.by) sessionStorage.setItem("by", draft.by);
    const message = form.querySelector(".message");
    const failed = await request("/articles/" + article.dataset.id + "/corrections", "POST", draft)
      .catch(() => ({ text: dialog.dataset.failed }));
    if (!failed) return done();
    message.textContent = failed.text;
    message.hidden = false;
    if (failed.status === 401) form.elements.token.closest("p").hidden = false;
  }
  async function withdraw(button) {
    if (!sessionStorage.getItem("token") && !form.elements.token.value) {
      const token = prompt(form.elements.token.closest("label").textContent.trim());
      if (!token) return;
      form.elements.token.value = token;
    }
    const failed = await request("/corrections/" + button.dataset.withdraw, "DELETE").catch(() => ({ text: dialog.dataset.failed }));
    form.elements.token.value = "";
    if (!failed) return done();
    said.textContent = failed.text;
  }
  function done() {
    dialog.close();
    sessionStorage.setItem("done", dialog.dataset.done);
    location.reload();
  }
  if (sessionStorage.getItem("done")) {
    said.textContent = sessionStorage.getItem("done");
    sessionStorage.removeItem("done");
  }
}
