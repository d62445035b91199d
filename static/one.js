// The page of one recommendation: a button for the printer, and names while a comment is written.
const printing = document.querySelector("[data-print]");
if (printing) {
  printing.hidden = false;
  printing.addEventListener("click", () => print());
}
for (const field of document.querySelectorAll("[data-names]")) offerNames(field);

// After "@", the colleagues whose names begin so stand below as buttons; without script their boxes are ticked.
function offerNames(field) {
  const area = field.querySelector("textarea");
  const names = [...area.form.querySelectorAll("[name=tell][data-name]")].map((box) => box.dataset.name);
  if (!names.length) return;
  const list = document.createElement("p");
  list.className = "row names";
  list.setAttribute("aria-live", "polite");
  area.after(list);
  area.addEventListener("input", show);
  area.addEventListener("keydown", (event) => { if (event.key === "Escape") list.replaceChildren(); });

  function show() {
    const begun = /(?:^|\s)@([^@\n]{0,40})$/.exec(area.value.slice(0, area.selectionStart))?.[1];
    const fitting = begun === undefined ? [] : names.filter((name) => fits(name, begun)).slice(0, 5);
    list.replaceChildren(...fitting.map((name) => button(name, begun)));
  }

  function fits(name, begun) {
    const wanted = begun.toLowerCase();
    return [name, ...name.split(" ").slice(1)].some((each) => each.toLowerCase().startsWith(wanted)) && name !== begun;
  }

  function button(name, begun) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "btn tiny";
    made.textContent = `@${name}`;
    made.addEventListener("click", () => {
      const at = area.selectionStart;
      area.setRangeText(`${name} `, at - begun.length, at, "end");
      list.replaceChildren();
      area.focus();
      area.dispatchEvent(new Event("input", { bubbles: true }));
    });
    return made;
  }
}
