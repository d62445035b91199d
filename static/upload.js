// Optional: files can be dropped, and what is being read is looked at again by itself. Without it both take a click.
const EVERY = 2000; // ms between two looks
const MEGABYTE = 1024 * 1024;
const ROOM = 64 * 1024; // for what a form sends around its files

const form = document.querySelector("[data-upload]");
if (form) takeDropped(form);
if (document.querySelector("[data-refresh]")) setTimeout(lookAgain, EVERY);

function takeDropped(form) {
  const files = form.elements.files;
  const place = form.querySelector("[data-drop]");
  form.querySelector("[data-drop-words]").hidden = false;
  // Anywhere on the page: beside the box, the browser would leave the page and show the file.
  for (const name of ["dragenter", "dragover"]) {
    document.addEventListener(name, (event) => {
      if (!bringsFiles(event)) return;
      event.preventDefault();
      place.classList.add("over");
    });
  }
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) place.classList.remove("over");
  });
  document.addEventListener("drop", (event) => {
    if (!bringsFiles(event)) return;
    event.preventDefault();
    place.classList.remove("over");
    files.files = event.dataTransfer.files;
    if (fits()) form.requestSubmit();
  });
  files.addEventListener("change", fits);
  form.addEventListener("submit", (event) => {
    if (!fits()) return event.preventDefault();
    const button = form.querySelector("[data-sending]");
    if (files.files.length) button.textContent = button.dataset.sending;
  });

  // A file that is too large alone is refused by the register, and the others go on; what is too much together would
  // be sent for nothing.
  function fits() {
    const said = form.querySelector("[data-too-much]");
    const given = [...files.files];
    const large = given.filter((each) => each.size > Number(form.dataset.largest) * MEGABYTE);
    const together = given.reduce((sum, each) => sum + each.size, 0);
    const much = together + ROOM > Number(form.dataset.together) * MEGABYTE;
    const names = large.map((each) => each.name).join(", ");
    said.textContent = [names && said.dataset.tooLarge.replace("%s", names), much && said.dataset.tooMuch].filter(Boolean).join(" ");
    said.hidden = !said.textContent;
    return !much;
  }
}

function bringsFiles(event) {
  return [...event.dataTransfer.types].includes("Files");
}

// The same page is asked for again, and its part put in place of this one; when nothing is on the way any more, a page
// of one file is opened anew, because other forms stand in it then.
async function lookAgain() {
  const here = document.querySelector("[data-refresh]");
  if (!here) return;
  try {
    if (!document.hidden) {
      const response = await fetch(location.href, { headers: { "X-Looks-Again": "yes" }, redirect: "error" });
      if (response.ok) {
        const page = new DOMParser().parseFromString(await response.text(), "text/html");
        const there = page.getElementById(here.id);
        if (!there || (here.dataset.refresh === "state" && !there.dataset.refresh)) return location.reload();
        if (there.innerHTML !== here.innerHTML) replace(here, there);
      }
    }
  } catch {
    // The register does not answer; perhaps the next time.
  }
  setTimeout(lookAgain, EVERY);
}

function replace(here, there) {
  const at = document.activeElement?.getAttribute?.("href");
  const held = here.contains(document.activeElement);
  here.replaceWith(document.importNode(there, true));
  if (held && at) document.querySelector(`#${there.id} a[href="${at.replaceAll("\"", "")}"]`)?.focus();
}
