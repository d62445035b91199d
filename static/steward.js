// Optional: the words that are marked in the paragraph go into the field below it. Without it they are pasted.
const paragraph = document.getElementById("paragraph-text");
const words = document.getElementById("id_quote");
const taken = document.querySelector("[data-taken]");
const LONGEST = 80;

function take(text) {
  const marked = text.trim();
  if (!marked) return paragraph.focus();
  words.value = marked;
  words.dispatchEvent(new Event("input", { bubbles: true }));
  taken.textContent = `${taken.dataset.words} “${marked.length > LONGEST ? `${marked.slice(0, LONGEST)}…` : marked}”`;
}

if (paragraph && words) {
  for (const [name, text] of [
    ["[data-take-marked]", () => paragraph.value.slice(paragraph.selectionStart, paragraph.selectionEnd)],
    ["[data-take-all]", () => paragraph.value],
  ]) {
    const button = document.querySelector(name);
    button.hidden = false;
    button.addEventListener("click", () => take(text()));
  }
}
