// Optional. Every page works without it.
const openMenu = () => document.querySelector("details.menu[open]");

addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  document.body.classList.add("no-tips");
  const open = openMenu();
  if (open) {
    open.open = false;
    open.querySelector("summary").focus();
  }
});
addEventListener("focusin", () => document.body.classList.remove("no-tips"));
addEventListener("mouseover", (event) => {
  if (event.target.closest("a.status")) document.body.classList.remove("no-tips");
});
addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

// What the register has got, this browser forgets; what it could not send before, it sends now.
const keeper = document.getElementById("keeper")?.dataset;
if (keeper) {
  try {
    for (const form of keeper.sent.split(" ").filter(Boolean)) forget(`kept:${keeper.person}:${form.split("~")[0]}`);
    const waiting = Object.keys(localStorage).some((key) => key.startsWith(`kept:${keeper.person}:`));
    if (waiting && !document.getElementById("keeping")) import(keeper.keepsBy);
  } catch {
    // Without storage nothing is kept here.
  }
}

function forget(key) {
  const found = JSON.parse(localStorage.getItem(key) ?? "{}");
  delete found[sessionStorage.tab];
  if (Object.keys(found).length) localStorage.setItem(key, JSON.stringify(found));
  else localStorage.removeItem(key);
}

// A second click while the first is on its way does nothing. (Forms that are kept look after themselves: keep.js.)
addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || "keeps" in form.dataset) return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "yes";
  setTimeout(() => { delete form.dataset.sent; }, 4000);
});

// A part of a page could not be fetched because the session has ended: the whole page asks to sign in.
addEventListener("htmx:responseError", (event) => {
  if (event.detail.xhr.status === 401 && !document.getElementById("again")) location.reload();
});

// After an act or a refused form, its sentence is what comes next.
document.querySelector("[data-focus]")?.focus();

// What stood open only for an earlier mistake closes when another answer is chosen, unless something is typed there.
addEventListener("change", (event) => {
  if (!event.target.matches("[name=answer], [name=status], [name=position], [name=finding]")) return;
  for (const part of event.target.form.querySelectorAll(".when.shown")) {
    const fields = [...part.querySelectorAll("input, select, textarea")];
    if (fields.some((each) => (each.type === "radio" ? each.checked : each.value.trim()))) continue;
    part.classList.remove("shown");
  }
});
