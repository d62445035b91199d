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
