// Optional. Marks in the contents which heading the reader is under.
const links = new Map();
for (const link of document.querySelectorAll(".toc.sticky a")) {
  const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (heading) links.set(heading, link);
}
const headings = [...links.keys()];

let waiting = false;
const mark = () => {
  waiting = false;
  const top = innerHeight / 4;
  const current = headings.findLast((each) => each.getBoundingClientRect().top < top) ?? headings[0];
  for (const [heading, link] of links) {
    if (heading !== current) link.removeAttribute("aria-current");
    else if (!link.hasAttribute("aria-current")) {
      link.setAttribute("aria-current", "true");
      const list = link.closest("nav");
      const at = link.offsetTop - list.offsetTop;
      if (at < list.scrollTop || at > list.scrollTop + list.clientHeight - 48) list.scrollTop = at - list.clientHeight / 3;
    }
  }
};
const later = () => {
  if (!waiting) requestAnimationFrame(mark);
  waiting = true;
};
if (headings.length) {
  addEventListener("scroll", later, { passive: true });
  addEventListener("resize", later);
  mark();
}
