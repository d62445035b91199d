// The session has ended while somebody writes: signing in again in a dialog, as the same person, and going on.
const dialog = document.getElementById("again");
const form = dialog.querySelector("form");
const problem = dialog.querySelector("[data-problem]");
const CHECK = 3000; // ms between looks whether it was done in another tab
let watching = 0;

addEventListener("signed-out", open);
addEventListener("htmx:responseError", (event) => { if (event.detail.xhr.status === 401) open(); });
addEventListener("focus", () => { if (dialog.open) look(); });
form.addEventListener("submit", (event) => {
  event.preventDefault();
  signIn();
});
for (const each of dialog.querySelectorAll("[data-later]")) each.addEventListener("click", () => dialog.close());
dialog.addEventListener("close", () => {
  clearInterval(watching);
  form.querySelector("[type=password]").value = "";
});

function open() {
  if (dialog.open) return;
  show(false);
  say("");
  dialog.showModal();
  clearInterval(watching);
  watching = setInterval(look, CHECK);
}

function show(elsewhere) {
  dialog.querySelector("[data-here]").hidden = elsewhere;
  dialog.querySelector("[data-elsewhere]").hidden = !elsewhere;
}

function say(which) {
  problem.textContent = which ? problem.dataset[which] : "";
  problem.hidden = !which;
}

async function who() {
  const answer = await fetch("/form-key/", { cache: "no-store" });
  return answer.json();
}

// Whether it is done: with the new key in every form, what was typed goes on being saved.
async function look() {
  const { key, person } = await who().catch(() => ({}));
  if (!person) return false;
  if (String(person) !== dialog.dataset.person) {
    say("somebodyElse");
    return true;
  }
  for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = key;
  if (dialog.open) dialog.close();
  dispatchEvent(new Event("signed-in"));
  return true;
}

// The sign-in page's own form, filled in: whatever its fields are called.
async function signIn() {
  const password = form.querySelector("[type=password]");
  try {
    const page = await fetch(dialog.dataset.signInAt, { cache: "no-store" });
    const there = new DOMParser().parseFromString(await page.text(), "text/html");
    const theirs = there.querySelector("form input[type=password]")?.form;
    if (!theirs) return void (await look());
    const body = new FormData(theirs);
    body.set(theirs.querySelector("input[autocomplete~=username]").name, dialog.dataset.username);
    body.set(theirs.querySelector("input[type=password]").name, password.value);
    const address = new URL(theirs.getAttribute("action") || dialog.dataset.signInAt, page.url);
    const answer = await fetch(address, { method: "POST", body });
    if (await look()) return;
    if (answer.ok) {
      show(true);
      dialog.querySelector("[data-elsewhere] a").focus();
    } else {
      say("wrong");
      password.select();
    }
  } catch {
    say("unreachable");
  }
}
