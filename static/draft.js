// Nothing typed is lost: drafts save themselves to the server, and to this browser while it cannot be reached.
const EVERY = 3000; // ms after the last key
const AGAIN = 10000; // ms between attempts while the register does not answer
const OURS = new Set(["csrfmiddlewaretoken", "writer", "back", "update", "version", "basis", "action"]);

const safe = document.querySelector("[data-draft-is-safe]")?.dataset.draftIsSafe;
if (safe) forget(safe);
for (const form of document.querySelectorAll("form[data-keep]")) keepSafe(form);
for (const counter of document.querySelectorAll("[data-words-of]")) countWords(counter);

function recall(key) {
  try {
    return JSON.parse(localStorage.getItem(`typed:${key}`));
  } catch {
    return null;
  }
}

function remember(key, kept) {
  try {
    localStorage.setItem(`typed:${key}`, JSON.stringify(kept));
  } catch {
    // Without storage the server's copy is the only one.
  }
}

function forget(key) {
  try {
    localStorage.removeItem(`typed:${key}`);
  } catch {
    // Nothing was kept either.
  }
}

function typedIn(form) {
  return [...new FormData(form)].filter(([name, value]) => !OURS.has(name) && typeof value === "string");
}

function countWords(counter) {
  const area = document.getElementById(counter.dataset.wordsOf);
  const pattern = counter.textContent;
  area?.addEventListener("input", () => {
    const words = area.value.trim().split(/\s+/).filter(Boolean).length;
    counter.textContent = pattern.replace(/\d+/, words);
  });
}

function keepSafe(form) {
  const key = form.dataset.keep;
  const autosaves = "autosave" in form.dataset;
  const saved = form.querySelector("[data-saved]");
  const trouble = form.querySelector("[data-trouble]");
  const state = () => JSON.stringify(typedIn(form));
  let known = "unsaved" in form.dataset ? "" : state();
  let timer = 0;
  let sending = null;
  let stopped = false;

  const stored = recall(key);
  if (stored) offer(stored);
  if (autosaves && known === "") later(0);

  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("focusout", () => later(0));
  addEventListener("online", () => later(0));
  addEventListener("focus", () => later(0));
  addEventListener("pagehide", () => later(0));
  form.addEventListener("submit", beforeSubmit);

  function changed() {
    keepHere();
    later(EVERY);
  }

  function keepHere() {
    if (state() === known) return forget(key);
    const version = form.elements.version?.value ?? "";
    remember(key, { typed: typedIn(form), version, update: form.elements.update?.value ?? "", at: Date.now() });
  }

  function later(wait) {
    if (!autosaves || stopped || state() === known) return;
    clearTimeout(timer);
    if (wait === 0) save();
    else timer = setTimeout(save, wait);
  }

  function save() {
    clearTimeout(timer);
    if (!sending) sending = send().finally(() => { sending = null; });
    return sending;
  }

  async function send(again = false) {
    const sent = state();
    const body = new FormData(form);
    for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
    body.set("action", "autosave");
    let response;
    try {
      response = await fetch(form.getAttribute("action"), { method: "POST", body, keepalive: true, redirect: "error" });
    } catch {
      timer = setTimeout(save, AGAIN);
      return say(trouble?.dataset.unreachable);
    }
    if (response.status === 403 && !again && (await newKey())) return send(true);
    const answer = await response.json().catch(() => ({}));
    if (response.ok) return done(sent, answer);
    if (response.status === 401) {
      timer = setTimeout(save, AGAIN);
      return say(trouble?.dataset.signedOut, "[data-sign-in]");
    }
    if (answer.stale) {
      stopped = true;
      return say(answer.words, "[data-see-both]");
    }
    if (response.status >= 500 || response.status === 429) timer = setTimeout(save, AGAIN);
    say(answer.words || trouble?.dataset.unreachable);
  }

  function done(sent, answer) {
    form.elements.update.value = answer.update;
    form.elements.version.value = answer.version;
    known = sent;
    if (saved) saved.textContent = answer.words;
    if (trouble) trouble.hidden = true;
    if (state() !== known) later(EVERY);
    else if (!halfEntered()) forget(key);
  }

  // Evidence is kept by the server only once it is added.
  function halfEntered() {
    return typedIn(form).some(([name, value]) => /^e\d?-(symbol|url|title|captured_text|sighted_by|filed_at)$/.test(name) && value);
  }

  async function newKey() {
    try {
      const response = await fetch("/form-key/", { cache: "no-store" });
      const parsed = new DOMParser().parseFromString(await response.text(), "text/html");
      const value = parsed.body.textContent.trim();
      if (!response.ok || !value) return false;
      form.elements.csrfmiddlewaretoken.value = value;
      return true;
    } catch {
      return false;
    }
  }

  function say(words, button) {
    if (!trouble || !words) return;
    trouble.querySelector("[data-trouble-words]").textContent = words;
    for (const each of trouble.querySelectorAll("[data-sign-in], [data-see-both]")) each.hidden = !button || !each.matches(button);
    trouble.hidden = false;
    if (saved) saved.textContent = "";
  }

  // A draft on its way to the server arrives first, or its own version would look like somebody else's.
  function beforeSubmit(event) {
    keepHere();
    clearTimeout(timer);
    if (!sending) return;
    event.preventDefault();
    const button = event.submitter;
    sending.then(() => form.requestSubmit(button));
  }

  function offer(kept) {
    const note = form.querySelector("[data-offer]");
    if (!note || JSON.stringify(kept.typed) === state()) return forget(key);
    const now = new Map(typedIn(form));
    const words = kept.typed.filter(([name, value]) => value && now.get(name) !== value && value.length > 12);
    note.querySelector("[data-offer-at]").textContent = new Date(kept.at).toLocaleString(document.documentElement.lang);
    note.querySelector("[data-offer-words]").textContent = words.map(([, value]) => value).join(" · ").slice(0, 300);
    note.hidden = false;
    note.querySelector("[data-put-back]").addEventListener("click", () => putBack(kept, note));
    note.querySelector("[data-throw-away]").addEventListener("click", () => {
      forget(key);
      note.hidden = true;
    });
  }

  // With the version they were typed onto: what a colleague saved since then is not written over, but shown beside.
  function putBack(kept, note) {
    const values = new Map(kept.typed);
    for (const field of form.elements) {
      if (!field.name || OURS.has(field.name) || field.type === "file") continue;
      if (field.type === "radio" || field.type === "checkbox") field.checked = values.get(field.name) === field.value;
      else if (values.has(field.name)) field.value = values.get(field.name);
    }
    if (form.elements.version && autosaves) {
      form.elements.version.value = kept.version;
      form.elements.update.value = kept.update;
    }
    note.hidden = true;
    keepHere();
    later(0);
  }
}
