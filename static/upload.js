// Optional: files can be dropped, and what is being read is looked at again by itself. Without it both take a click.
const EVERY = 2000; // ms between two looks
const MEGABYTE = 1024 * 1024;

const form = document.querySelector("[data-upload]");
if (form) takeDropped(form);
if (document.querySelector("[data-refresh]")) setTimeout(lookAgain, EVERY);

function takeDropped(form) {
  const files = form.elements.files;
  const place = form.querySelector("[data-drop]");
  form.querySelector("[data-drop-words]").hidden = false;
  for (const name of ["dragenter", "dragover"]) {
    place.addEventListener(name, (event) => {
      event.preventDefault();
      place.classList.add("over");
    });
  }
  place.addEventListener("dragleave", (event) => {
    if (!place.contains(event.relatedTarget)) place.classList.remove("over");
  });
  place.addEventListener("drop", (event) => {
    event.preventDefault();
    place.classList.remove("over");
    if (!event.dataTransfer.files.length) return;
    files.files = event.dataTransfer.files;
    if (fits()) form.requestSubmit();
  });
  files.addEventListener("change", fits);
  form.addEventListener("submit", (event) => {
    if (!fits()) return event.preventDefault();
    const button = form.querySelector("[data-sending]");
    if (files.files.length) button.textContent = button.dataset.sending;
  });

  function fits() {
    const said = form.querySelector("[data-too-large]");
    const large = [...files.files].filter((each) => each.size > Number(form.dataset.largest) * MEGABYTE);
    said.hidden = !large.length;
    said.textContent = large.length ? said.dataset.tooLarge.replace("%s", large.map((each) => each.name).join(", ")) : "";
    return !large.length;
  }
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
