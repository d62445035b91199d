// Nothing typed is lost. Every form that says `data-keeps` is saved while it is written: to the register, and to this
// browser while the register cannot be reached or the session has ended. With `data-autosave` the form's own address
// takes it (a draft); all others are kept for their writer alone, at /kept/.
const SOON = 1000; // ms after the last key
const LATEST = 3000; // ms after the first
const AGAIN = 5000; // ms between attempts while the register does not answer
const NEVER = new Set(["csrfmiddlewaretoken", "writer", "keeps", "sent-once"]);
const UNTYPED = new Set(["hidden", "password", "file", "submit", "button"]);

const words = document.getElementById("keeping")?.dataset ?? {};
const keeper = document.getElementById("keeper")?.dataset ?? {};
const person = keeper.person ?? "";
const tab = tabId();
let signedOut = false;
let released = null; // resolves when the pointer is up again; null while it is up

for (const form of document.querySelectorAll("form[data-keeps]")) keepSafe(form);
addEventListener("htmx:load", (event) => {
  for (const form of event.detail.elt.querySelectorAll("form[data-keeps]")) keepSafe(form);
});
addEventListener("signed-in", () => { signedOut = false; });
holdStill();
sendLeftOvers();

// A line that appears between the press and the release would move the button away, and the click would be lost.
function holdStill() {
  let release = () => {};
  addEventListener("pointerdown", () => { released ??= new Promise((resolve) => { release = resolve; }); }, true);
  const up = () => setTimeout(() => { released = null; release(); });
  addEventListener("pointerup", up, true);
  addEventListener("pointercancel", up, true);
  addEventListener("blur", up);
}

// This browser's own copies: per person and form, one for each window in which it is written.

function tabId() {
  try {
    sessionStorage.tab ??= crypto.getRandomValues(new Uint32Array(1))[0].toString(36);
    return sessionStorage.tab;
  } catch {
    return "tab";
  }
}

function copies(form) {
  try {
    return JSON.parse(localStorage.getItem(`kept:${person}:${form}`)) ?? {};
  } catch {
    return {};
  }
}

function store(form, found) {
  try {
    if (Object.keys(found).length) localStorage.setItem(`kept:${person}:${form}`, JSON.stringify(found));
    else localStorage.removeItem(`kept:${person}:${form}`);
  } catch {
    // Without storage the register's copy is the only one.
  }
}

function remember(form, copy) {
  store(form, { ...copies(form), [tab]: copy });
}

function forget(form, of = tab) {
  const found = copies(form);
  delete found[of];
  store(form, found);
}

// What stands in a form

function everything(form) {
  const found = new FormData(form);
  for (const field of form.elements) if (field.type === "password" && field.name) found.delete(field.name);
  const chosen = [...found.values()].filter((value) => value instanceof File && value.name).map((file) => file.name);
  const pairs = [...found].filter(([name, value]) => !NEVER.has(name) && typeof value === "string");
  return [...pairs, ...chosen.map((name) => ["files-not-kept", name])];
}

function state(form, asItCame = false) {
  const typed = [];
  for (const field of form.elements) {
    if (!field.name || UNTYPED.has(field.type)) continue;
    if (field.type === "radio" || field.type === "checkbox") {
      typed.push([field.name, field.value, asItCame ? field.defaultChecked : field.checked]);
    } else {
      typed.push([field.name, (asItCame ? field.defaultValue ?? field.value : field.value).trim()]);
    }
  }
  return JSON.stringify(typed);
}

// What stands in a page that was gone to is what it came with, and what was typed before this script was there. After
// a step back, or a reload, the browser itself puts back what stood there: that is not typed.
function wasGoneTo() {
  return performance.getEntriesByType("navigation")[0]?.type === "navigate";
}

function putBack(form, pairs, ofThePage) {
  const values = new Map();
  for (const [name, value] of pairs) values.set(name, [...(values.get(name) ?? []), value]);
  for (const field of form.elements) {
    if (!field.name || NEVER.has(field.name) || field.type === "file" || field.type === "password") continue;
    const given = values.get(field.name) ?? [];
    if (field.type === "radio" || field.type === "checkbox") field.checked = given.includes(field.value);
    else if (field.type === "select-multiple") for (const each of field.options) each.selected = given.includes(each.value);
    else if (given.length && !ofThePage.includes(field.name)) field.value = given.length > 1 ? given.shift() : given[0];
  }
}

// Talking to the register

async function post(address, pairs, form) {
  const body = new FormData();
  for (const [name, value] of pairs) body.append(name, value);
  for (const name of NEVER) if (form.elements[name]) body.set(name, form.elements[name].value);
  return fetch(address, {
    method: "POST",
    body,
    headers: { "X-Keeps": "1" },
    keepalive: JSON.stringify(pairs).length < 30000,
    redirect: "manual",
  });
}

// The key of the forms changes with every sign-in. Whether it is still the same person who is signed in.
async function renew() {
  const response = await fetch("/form-key/", { cache: "no-store" });
  const { key, person: now } = await response.json();
  if (now === null) return "signed-out";
  if (String(now) !== person) return "somebody-else";
  for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = key;
  return "renewed";
}

// Words that an earlier page left in this browser, of forms that do not stand on this one.
async function sendLeftOvers() {
  if (!person || !Object.keys(localStorage).some((key) => key.startsWith(`kept:${person}:`))) return;
  const here = new Set([...document.querySelectorAll("form[data-keeps]")].map((form) => form.dataset.keeps));
  const { key, person: now } = await fetch("/form-key/", { cache: "no-store" }).then((answer) => answer.json()).catch(() => ({}));
  if (String(now) !== person) return;
  for (const name of Object.keys(localStorage)) {
    const form = name.startsWith(`kept:${person}:`) ? name.slice(`kept:${person}:`.length) : "";
    if (!form || here.has(form)) continue;
    for (const [of, copy] of Object.entries(copies(form))) {
      const body = new FormData();
      for (const [field, value] of copy.pairs) body.append(field, value);
      body.set("csrfmiddlewaretoken", key);
      const send = (to) => fetch(`/kept/?form=${encodeURIComponent(to)}&seen=${encodeURIComponent(copy.seen)}&left-over=1`, { method: "POST", body, headers: { "X-Keeps": "1" } });
      let answer = await send(copy.under ?? form).catch(() => null);
      if (answer?.status === 409) answer = await send(`${form}~${of}`).catch(() => null);
      if (answer?.ok) forget(form, of);
    }
  }
}

function keepSafe(form) {
  if (form.kept) return;
  form.kept = true;
  const name = form.dataset.keeps;
  const drafts = "autosave" in form.dataset;
  const place = form.querySelector("[data-kept]");
  const saved = form.querySelector("[data-saved]");
  const trouble = form.querySelector("[data-trouble]");
  let under = form.elements.keeps?.value || name; // a second window keeps beside the first
  let seen = form.dataset.keptAt ?? form.dataset.cameBack ?? "";
  let known = drafts && (form.dataset.keptAt || "unsaved" in form.dataset) ? "" : state(form, wasGoneTo());
  let asDraft = drafts;
  let timer = 0;
  let since = 0;
  let sending = null;
  let onItsWay = ""; // what was sent and may have arrived, though no answer came

  if (form.dataset.keptAt) reveal();
  if ("cameBack" in form.dataset) forget(name); // it was sent, and stands here again
  offer();
  if (known === "") later(0);
  else if (state(form) !== known) changed();
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("focusout", () => later(0));
  form.addEventListener("submit", beforeSubmit);
  form.addEventListener("htmx:afterRequest", (event) => { if (event.detail.elt === form && event.detail.successful) sent(); });
  addEventListener("online", () => later(0));
  addEventListener("signed-in", () => later(0));
  addEventListener("focus", () => later(0));
  addEventListener("pagehide", () => later(0));
  document.addEventListener("visibilitychange", () => later(0));
  form.querySelector("[data-throw-away]")?.addEventListener("click", () => forget(name));
  form.querySelector("[data-sign-in]")?.addEventListener("click", () => dispatchEvent(new Event("signed-out")));

  // Words that stand again in a part that was folded away are shown.
  function reveal() {
    for (let part = form.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
    for (const field of form.querySelectorAll("details textarea, details input[type=text], details input:not([type])")) {
      if (field.value.trim()) field.closest("details").open = true;
    }
  }

  function changed() {
    keepHere();
    later(SOON);
  }

  function keepHere() {
    if (state(form) === known) return forget(name);
    remember(name, { pairs: everything(form), version: version(), seen, under, onItsWay, at: Date.now() });
  }

  function version() {
    return `${form.elements.update?.value ?? ""}:${form.elements.version?.value ?? ""}`;
  }

  function later(wait) {
    if (state(form) === known) return;
    since ||= Date.now();
    clearTimeout(timer);
    timer = setTimeout(save, Math.max(0, Math.min(wait, since + LATEST - Date.now())));
    if (wait === 0) save();
  }

  function save() {
    clearTimeout(timer);
    since = 0;
    sending ??= send().finally(() => { sending = null; });
    return sending;
  }

  async function send(again = false) {
    const now = state(form);
    const pairs = everything(form);
    onItsWay = now;
    keepHere();
    const to = asDraft
      ? form.getAttribute("action")
      : `/kept/?form=${encodeURIComponent(under)}&seen=${encodeURIComponent(seen)}`;
    let response;
    try {
      response = await post(to, asDraft ? [...pairs.filter(([field]) => field !== "files-not-kept"), ["action", "autosave"]] : pairs, form);
      if (response.status === 403 && !again) {
        const who = await renew();
        if (who === "renewed") return send(true);
        return unheard(who);
      }
    } catch {
      await released;
      return tryAgain(words.unreachable);
    }
    const answer = response.status === 401 ? {} : await response.json().catch(() => ({}));
    await released;
    if (response.status === 401) return unheard("signed-out");
    if (response.ok) return done(now, answer);
    if (answer.somebody_else) return unheard("somebody-else");
    if (answer.stale) return keepBeside(answer);
    if (response.status >= 500 || response.status === 429 || response.type === "opaqueredirect") return tryAgain(answer.words || words.unreachable);
    if (asDraft) keepApart();
    return say(answer.words || words.unreachable);
  }

  function done(now, answer) {
    for (const field of ["update", "version"]) if (answer[field]) form.elements[field].value = answer[field];
    if (answer.kept_at) seen = answer.kept_at;
    known = now;
    if (saved) saved.textContent = answer.words;
    if (trouble && asDraft === drafts) trouble.hidden = true;
    if (state(form) !== known) later(SOON);
    else if (!asDraft || !halfEntered()) forget(name);
  }

  // A colleague was faster: the draft takes these words no more until both were seen; they are kept apart.
  function keepBeside(answer) {
    say(answer.words, asDraft ? "[data-see-both]" : "");
    if (asDraft) return keepApart();
    under = `${name}~${tab}`;
    seen = "";
    form.elements.keeps.value = under;
    return later(SOON);
  }

  function keepApart() {
    asDraft = false;
    known = "";
    later(SOON);
  }

  function unheard(who) {
    if (who === "somebody-else") return say(words.somebodyElse);
    say(words.signedOut, "[data-sign-in]");
    timer = setTimeout(save, AGAIN);
    if (!signedOut) dispatchEvent(new Event("signed-out"));
    signedOut = true;
  }

  function tryAgain(why) {
    timer = setTimeout(save, AGAIN);
    say(why);
  }

  // A draft has its evidence only once that is added.
  function halfEntered() {
    return everything(form).some(([field, value]) => /^e\d?-(symbol|url|title|captured_text|sighted_by|filed_at)$/.test(field) && value);
  }

  function say(what, button) {
    if (!trouble || !what) return;
    trouble.querySelector("[data-trouble-words]").textContent = what;
    for (const each of trouble.querySelectorAll("[data-sign-in], [data-see-both]")) each.hidden = !button || !each.matches(button);
    trouble.hidden = false;
    if (saved) saved.textContent = "";
  }

  // What is on its way arrives first, or its own version would look like somebody else's. A form sent twice is sent once.
  function beforeSubmit(event) {
    if (event.submitter?.hasAttribute("formaction")) return;
    const button = event.submitter;
    keepHere();
    clearTimeout(timer);
    if (form.dataset.sent) return event.preventDefault();
    if (sending) {
      event.preventDefault();
      sending.then(() => form.requestSubmit(button));
    } else if (signedOut) {
      event.preventDefault();
      dispatchEvent(new Event("signed-out"));
      addEventListener("signed-in", () => form.requestSubmit(button), { once: true });
    } else if (hasFile() && !form.dataset.checked) {
      event.preventDefault();
      check(button);
    } else if (!form.hasAttribute("hx-post")) {
      form.dataset.sent = "yes";
      setTimeout(() => { delete form.dataset.sent; }, 4000);
    }
  }

  function hasFile() {
    return [...form.elements].some((field) => field.type === "file" && field.files.length);
  }

  // A file cannot be kept: ask who is signed in before it is sent on its way.
  async function check(button) {
    const who = await renew().catch(() => "renewed");
    if (who === "somebody-else") return say(words.somebodyElse);
    if (who === "signed-out") signedOut = true;
    else form.dataset.checked = "yes";
    form.requestSubmit(button);
    delete form.dataset.checked;
  }

  function sent() {
    clearTimeout(timer);
    known = state(form);
    forget(name);
  }

  // Words that this browser kept: put back when nothing moved on since, offered otherwise.
  function offer() {
    const found = Object.entries(copies(name)).sort(([, one], [, other]) => other.at - one.at);
    if (!found.length) return;
    const [of, copy] = found.find(([each]) => each === tab) ?? found[0];
    const served = state(form);
    const before = everything(form);
    const at = new Date(copy.at).toLocaleString(document.documentElement.lang);
    // Nothing moved on since, or only by what this browser itself had sent before it was closed.
    const arrived = copy.onItsWay === served;
    const untouched = copy.version === version() && copy.seen === (form.dataset.keptAt ?? "");
    const typedAlready = wasGoneTo() && state(form) !== state(form, true); // before this script was there
    const apply = () => {
      putBack(form, copy.pairs, arrived ? ["page", "back", "update", "version"] : ["page", "back"]);
      if (of !== tab) forget(name, of);
      if (state(form) === served) return forget(name);
      reveal();
      keepHere();
      later(0);
      return true;
    };
    if ((arrived || untouched) && !typedAlready && !form.querySelector("[role=alert]")) {
      if (apply()) say(`${words.back} ${at}`);
      return;
    }
    const now = new Map(before);
    // Older than what this browser had sent before it was killed: the form holds all of it, and more.
    const typed = copy.pairs.filter(([field]) => form.elements[field]?.type !== "hidden");
    if (typed.every(([field, value]) => (now.get(field) ?? "").trim().startsWith(value.trim()))) return forget(name, of);
    const differing = copy.pairs.filter(([field, value]) => value.length > 12 && now.get(field) !== value && !["page", "back"].includes(field));
    if (!differing.length) return forget(name, of);
    const note = place.querySelector("[data-offer]");
    note.querySelector("[data-offer-at]").textContent = at;
    note.querySelector("[data-offer-words]").textContent = differing.map(([, value]) => value).join(" · ").slice(0, 300);
    note.hidden = false;
    note.querySelector("[data-put-back]").addEventListener("click", () => { note.hidden = true; apply(); });
    note.querySelector("[data-forget]").addEventListener("click", () => { note.hidden = true; forget(name, of); });
  }
}
