// Optional: the review of candidates without a reload, by single keys, and by words that are marked in the report.
// Every act is a plain post of the page's own forms; of the answer only the parts that differ are put in place.
const page = document.getElementById("review");
const EVERY = 20000; // ms between two words that the page is open
const LONGEST = 120;
let busy = false;

const now = () => document.getElementById("now");
const panel = (name) => page.querySelector(`details[data-panel="${name}"]`);
const typing = (target) => target.closest("input, textarea, select, [contenteditable]");

// Acts and ways, in place

async function fetched(address, options, into) {
  if (busy) return;
  busy = true;
  page.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(address, options);
    const there = new DOMParser().parseFromString(await response.text(), "text/html");
    if (!there.getElementById("review")) {
      if (response.ok) return location.assign(response.redirected ? response.url : location.href);
      const heading = there.querySelector("main h1")?.textContent.trim();
      return problem(`${page.dataset.refused} ${heading || `${response.status} ${response.statusText}`}`);
    }
    if (into && response.redirected) into();
    put(there);
    if (response.redirected || !options.method) history.pushState({}, "", response.url);
    settle(there);
  } catch {
    problem(page.dataset.unreachable);
  } finally {
    busy = false;
    page.removeAttribute("aria-busy");
  }
}

function put(there) {
  for (const fresh of there.querySelectorAll("[data-part], .para")) {
    const { part, label } = fresh.dataset;
    const old = document.querySelector(part ? `[data-part="${part}"]` : `.para[data-label="${CSS.escape(label)}"]`);
    if (old && old.outerHTML !== fresh.outerHTML) old.replaceWith(document.adoptNode(fresh));
  }
  page.dataset.last = there.getElementById("review").dataset.last;
  document.dispatchEvent(new CustomEvent("htmx:load", { bubbles: true, detail: { elt: page } }));
}

function settle() {
  const list = page.querySelector("[data-part=list]");
  const wanted = list.querySelector("[data-focus]") ?? now() ?? document.getElementById("cd");
  wanted.focus({ preventScroll: true });
  show(wanted);
  say([...list.querySelectorAll("[data-said] .note:not([hidden]), [role=alert]")].map((each) => each.textContent.trim()).join(" "));
}

// The open card in its list; and, where both stand side by side, its words in the report.
function show(card) {
  card.scrollIntoView({ block: "nearest" });
  const mark = now() && page.querySelector(`.para a.tick[href*="c=${now().dataset.open}#"]`);
  if (!mark || !matchMedia("(min-width: 62rem)").matches) return;
  const at = mark.getBoundingClientRect();
  if (at.top < 80 || at.bottom > innerHeight - 120) mark.scrollIntoView({ block: "center" });
}

function say(words) {
  document.querySelector("[data-live]").textContent = words ?? "";
}

// Nothing else of the page moves: what was typed stands where it was typed.
function problem(words) {
  const note = document.createElement("p");
  note.className = "note bad";
  note.textContent = words;
  page.querySelector("[data-said]").replaceChildren(note);
  note.scrollIntoView({ block: "nearest" });
  say(words);
}

// What is typed in the card that is left is kept for its writer.
function leave() {
  document.getElementById("current")?.dispatchEvent(new Event("focusout"));
}

addEventListener("submit", (event) => {
  const form = event.target;
  const button = event.submitter;
  if (event.defaultPrevented || button?.hasAttribute("formaction") || button?.hasAttribute("data-whole-page")) return;
  if (form.hasAttribute("data-follow")) {
    event.preventDefault();
    const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    leave();
    fetched(`${location.pathname}?${query}`, {});
  } else if (form.hasAttribute("data-part-of-page")) {
    event.preventDefault();
    const done = () => form.dispatchEvent(new CustomEvent("htmx:afterRequest", { detail: { elt: form, successful: true } }));
    if (form.id !== "current") leave();
    fetched(form.getAttribute("action"), { method: "POST", body: new FormData(form, button) }, done);
    delete form.dataset.sent;
  }
});

addEventListener("click", (event) => {
  const link = event.target.closest("#review a[data-follow], #review a.tick");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  follow(link);
});

addEventListener("popstate", () => { if (!location.hash || location.hash === "#now") fetched(location.href, { cache: "no-store", method: "GET" }); });

function follow(link) {
  leave();
  fetched(link.href.split("#")[0], {});
}

// Single keys

function move(step) {
  const cards = [...page.querySelectorAll(".rvlist > ol > .card")];
  const at = cards.indexOf(now());
  const link = cards[at < 0 ? 0 : at + step]?.querySelector("a.pick");
  if (link) follow(link);
  else now()?.focus();
}

function open(details) {
  if (!details) return;
  if (details.dataset.panel) for (const other of page.querySelectorAll("details[data-panel][open]")) other.open = false;
  details.open = true;
  const field = details.querySelector("select, textarea, input:not([type=hidden])") ?? details.querySelector("summary");
  field.focus();
  details.scrollIntoView({ block: "nearest" });
}

const keyList = () => page.querySelector("[data-keylist]");

function listed(there) {
  keyList().open = there;
  if (!there) return (now() ?? document.getElementById("cd")).focus();
  keyList().querySelector("summary").focus();
  keyList().scrollIntoView({ block: "nearest" });
}

const press = (name) => document.querySelector(`[data-key="${name}"]`)?.click();
const marking = () => document.querySelector("[data-marking]");

const KEYS = {
  j: () => move(1),
  k: () => move(-1),
  a: () => press("a"),
  u: () => press("u"),
  r: () => open(panel("r")),
  e: () => open(panel("e")),
  s: () => open(panel("s")),
  m: () => open(panel("m")),
  n: () => (marking().hidden ? open(page.querySelector("[data-by-hand]")) : press("n")),
  "/": () => open(page.querySelector("[data-filters]")),
  "?": () => listed(!keyList().open),
};

addEventListener("keydown", (event) => {
  const field = typing(event.target);
  if (event.key === "Escape" && field && page.contains(field)) return (now() ?? document.getElementById("cd")).focus();
  if (event.key === "Escape" && keyList().open && event.target.closest("[data-keylist]")) return listed(false);
  if (event.key === "Enter" && event.target.matches("details[data-panel] :is(input, select)")) {
    event.preventDefault();
    return event.target.closest("details").querySelector("button[name=act]").click();
  }
  if (!page.hasAttribute("data-keys") || field || event.ctrlKey || event.metaKey || event.altKey || busy) return;
  if (event.target !== document.body && !page.contains(event.target) && event.target.id !== "main") return;
  const act = KEYS[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

// Words that are marked in the report: the text as the register has it, without numbers and footnote marks.

const paragraphOf = (node) => (node.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest(".para > p");

function letters(paragraph, node, offset) {
  const range = document.createRange();
  range.selectNodeContents(paragraph);
  if (node) range.setEnd(node, offset);
  const part = range.cloneContents();
  for (const mark of part.querySelectorAll("sup, .tick")) mark.remove();
  return [...part.textContent];
}

function look() {
  const bar = marking();
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed || !page.contains(selection.anchorNode) || typing(document.activeElement)) {
    if (!bar.contains(document.activeElement)) bar.hidden = true;
    return;
  }
  const range = selection.getRangeAt(0);
  const first = paragraphOf(range.startContainer);
  const last = paragraphOf(range.endContainer);
  if (!first && !last) return void (bar.hidden = true);
  // A triple click ends at the very beginning of what comes next.
  const whole = first && first !== last && range.endOffset === 0;
  const one = Boolean(first && (first === last || whole));
  bar.hidden = false;
  bar.querySelector("[data-two-paragraphs]").hidden = one;
  bar.querySelector("form").hidden = bar.querySelector("[data-marked-words]").hidden = !one;
  const label = first?.closest(".para").dataset.label;
  bar.querySelector("[data-take-words]").hidden = !one || now()?.dataset.label !== label || !document.getElementById("current");
  if (one) fill(bar, first, label, letters(first, range.startContainer, range.startOffset).length, whole ? null : range);
}

function fill(bar, paragraph, label, from, range) {
  const all = letters(paragraph);
  const to = range ? letters(paragraph, range.endContainer, range.endOffset).length : all.length;
  const words = all.slice(from, to).join("");
  const quote = words.trim();
  if (!quote) return void (bar.hidden = true);
  const start = from + [...words].length - [...words.trimStart()].length;
  const fields = bar.querySelector("form").elements;
  fields.paragraph.value = label;
  fields.quote.value = quote;
  fields.start.value = start;
  bar.querySelector("[data-marked-words]").textContent = quote.length > LONGEST ? `${quote.slice(0, LONGEST)}…` : quote;
}

addEventListener("click", (event) => {
  if (!event.target.closest("[data-take-words]")) return;
  const fields = marking().querySelector("form").elements;
  const field = document.getElementById("id_quote");
  document.getElementById("id_start").value = fields.start.value;
  field.value = fields.quote.value;
  getSelection().removeAllRanges();
  marking().hidden = true;
  open(panel("e"));
  field.dispatchEvent(new Event("input", { bubbles: true }));
});

let waiting = 0;
document.addEventListener("selectionchange", () => {
  clearTimeout(waiting);
  waiting = setTimeout(look, 150);
});

// Who else is here, and what they did since.

async function present(more = {}) {
  const others = page.ownerDocument.querySelector("[data-others]");
  const key = document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";
  const body = new URLSearchParams({ csrfmiddlewaretoken: key, ...more });
  try {
    const response = await fetch(others.dataset.here, { method: "POST", body, headers: { "X-Keeps": "presence" }, keepalive: true, redirect: "error" });
    if (!response.ok || more.gone) return;
    const answer = await response.json();
    if (answer.words !== others.textContent) others.textContent = answer.words;
    const note = page.querySelector("[data-changed]");
    if (note && !busy) note.hidden = answer.last === Number(page.dataset.last);
  } catch {
    // The register does not answer: what is typed says so.
  }
}

present();
setInterval(present, EVERY);
addEventListener("pagehide", () => present({ gone: "1" }));
addEventListener("pageshow", (event) => { if (event.persisted) present(); });
