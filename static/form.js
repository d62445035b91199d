// The update form says what the chosen status needs, counts words, and says who else is writing here.
const form = document.getElementById("update");
const EVERY = 20000; // ms between two words that the form is open
const PAUSE = 700; // ms after the last key, so that a reader of the screen is not interrupted by each

for (const counter of form.querySelectorAll("[data-words-of]")) countWords(counter);
markNeeds();
form.addEventListener("change", markNeeds);
form.addEventListener("input", markNeeds);
stayPresent(form.querySelector("[data-presence]"));

function countWords(counter) {
  const area = document.getElementById(counter.dataset.wordsOf);
  let timer = 0;
  area?.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const words = area.value.trim().split(/\s+/).filter(Boolean).length;
      counter.textContent = words ? counter.dataset.pattern.replace("{n}", words) : "";
    }, PAUSE);
  });
}

// Each choice names the fields it needs; of fields that stand together ("a|b") any one is enough. Marked is what the
// answer and the status ask for and is still empty or not.
function markNeeds() {
  const answer = form.elements.answer?.value;
  const status = form.querySelector("[name=status]:checked")?.dataset.needs ?? "";
  const asked = answer === "not_ours" || answer === "no_change" ? "" : status;
  const owed = new Set(asked.split(" ").filter(Boolean).flatMap((each) => alternatives(each.split("|"))));
  for (const field of form.querySelectorAll("[data-may-be-needed]")) {
    const needed = owed.has(field.name);
    if (needed) field.setAttribute("aria-required", "true");
    else field.removeAttribute("aria-required");
    form.querySelector(`label[for="${field.id}"]`)?.classList.toggle("needed", needed);
  }
}

function alternatives(names) {
  const filled = names.filter((name) => form.elements[name]?.value.trim());
  return filled.length ? filled : names;
}

function stayPresent(note) {
  if (!note) return;
  const words = note.querySelector("[data-presence-words]");
  const say = async (more = {}) => {
    const body = new URLSearchParams({ csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value, ...more });
    const headers = { "X-Keeps": "presence" };
    try {
      const response = await fetch(note.dataset.presence, { method: "POST", body, headers, keepalive: true, redirect: "error" });
      if (!response.ok || more.gone) return;
      const answer = await response.json();
      if (document.querySelector("button:active")) return; // it would move away under the pointer
      if (answer.words !== words.textContent) words.textContent = answer.words;
      note.hidden = !answer.words;
    } catch {
      // The register does not answer: the drafts say so.
    }
  };
  say();
  setInterval(say, EVERY);
  addEventListener("pagehide", () => say({ gone: "1" }));
  addEventListener("pageshow", (event) => { if (event.persisted) say(); });
}
