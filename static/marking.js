// Optional, for data stewards in the reader: words that are marked in one paragraph lead to the form of a new ask.
const bar = document.querySelector("[data-marking]");
const words = bar?.querySelector("[data-marked-words]");
const link = bar?.querySelector("a");
const wrong = bar?.querySelector("[data-two-paragraphs]");
const LONGEST = 120;

// The text as the register has it: footnote marks are no part of it, and letters are counted as it counts them.
function place(paragraph, node, offset) {
  const range = document.createRange();
  range.selectNodeContents(paragraph);
  range.setEnd(node, offset);
  const part = range.cloneContents();
  for (const mark of part.querySelectorAll("sup")) mark.remove();
  return [...part.textContent].length;
}

const paragraphOf = (node) => (node.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest(".para:not(.footnote) > p, .both > p:not(.rendered)");

function look() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed || bar.contains(selection.anchorNode)) return hide();
  const range = selection.getRangeAt(0);
  const first = paragraphOf(range.startContainer);
  const last = paragraphOf(range.endContainer);
  if (!first && !last) return hide();
  bar.hidden = false;
  // A triple click ends at the very beginning of what comes next.
  const whole = first && first !== last && range.endOffset === 0;
  link.hidden = words.hidden = !(first && (first === last || whole));
  wrong.hidden = !link.hidden;
  if (link.hidden) return;
  const end = whole ? [first, first.childNodes.length] : [range.endContainer, range.endOffset];
  const from = place(first, range.startContainer, range.startOffset);
  const to = place(first, ...end);
  if (from >= to) return hide();
  const label = first.closest(".para").id;
  const query = new URLSearchParams({ document: bar.dataset.marking, paragraph: label, start: from, end: to });
  link.href = `${bar.dataset.at}?${query}`;
  const marked = selection.toString().replace(/\s+/g, " ").trim();
  words.textContent = marked.length > LONGEST ? `${marked.slice(0, LONGEST)}…` : marked;
}

function hide() {
  bar.hidden = true;
}

if (bar) {
  let waiting = 0;
  document.addEventListener("selectionchange", () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, 150);
  });
}
