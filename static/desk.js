// Optional. From item to item by keyboard, and all ticked at once; every page works without it.
const items = [...document.querySelectorAll("[data-item]")];
const next = document.querySelector("[data-next]")?.dataset.next;
let at = -1;

const typing = (target) => target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");

function move(step) {
  const here = items.indexOf(document.activeElement);
  if (here >= 0) at = here;
  else if (at < 0 && next) at = items.findIndex((each) => each.dataset.item === next) - step;
  at = Math.max(0, Math.min(items.length - 1, at + step));
  items[at].focus();
  items[at].closest("tr").scrollIntoView({ block: "nearest" });
}

function tick() {
  const box = document.activeElement.closest("tr")?.querySelector("[name=chosen]");
  if (!box) return;
  box.checked = !box.checked;
}

if (document.querySelector("[data-keys]") && items.length) {
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key === "j") move(1);
    else if (event.key === "k") move(-1);
    else if (event.key === "x") tick();
    else return;
    event.preventDefault();
  });
}

for (const button of document.querySelectorAll("[data-all]")) {
  const boxes = [...button.form.querySelectorAll("[name=chosen]")];
  button.hidden = boxes.length < 2;
  button.addEventListener("click", () => {
    const on = boxes.some((each) => !each.checked);
    for (const each of boxes) each.checked = on;
  });
}
