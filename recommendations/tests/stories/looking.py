"""What axe and the ruler say of a page as it stands."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
WIDTHS = (1280, 360)
NARROWEST = 320
SCRIPT = Axe().axe_script


def look(page: Any, name: str, widths: tuple[int, ...] = WIDTHS, but: tuple[str, ...] = ()) -> list[str]:
    """Violations at each width, but of these rules; and whether something is wider than the narrowest window."""
    found = []
    page.wait_for_load_state()
    rules = {**RULES, "rules": {each: {"enabled": False} for each in but}}
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        if not page.evaluate("'axe' in window"):
            page.evaluate(SCRIPT)
        for each in page.evaluate("rules => axe.run(rules)", rules)["violations"]:
            nodes = "; ".join(node["html"][:120] for node in each["nodes"][:3])
            found.append(f"{name} at {width}: {each['id']}: {nodes}")
    page.set_viewport_size({"width": NARROWEST, "height": 900})
    wide = page.evaluate("document.documentElement.scrollWidth")
    if wide > NARROWEST:
        found.append(f"{name}: {wide} px wide in a window of {NARROWEST}: {page.evaluate(STICKS_OUT)}")
    page.set_viewport_size({"width": 1280, "height": 900})
    return found


def targets(page: Any, name: str, within: str, widths: tuple[int, ...] = WIDTHS) -> list[str]:
    """What is too small to be hit inside an open menu. What the menu covers in part is not to be hit while it is open,
    so it is not asked."""
    found = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        if not page.evaluate("'axe' in window"):
            page.evaluate(SCRIPT)
        asked = {"include": [[within]]}
        for each in page.evaluate("asked => axe.run(asked, {runOnly: ['target-size']})", asked)["violations"]:
            found += [f"{name} at {width}: {node['html'][:160]} {node['failureSummary']}" for node in each["nodes"][:3]]
    page.set_viewport_size({"width": 1280, "height": 900})
    return found


# What reaches over the edge, and is not in something that scrolls.
STICKS_OUT = """() => {
  const scrolls = one => one && one !== document.body
    && (/auto|scroll|hidden/.test(getComputedStyle(one).overflowX) || scrolls(one.parentElement));
  return [...document.querySelectorAll("body *")]
    .map(one => [one, one.getBoundingClientRect()])
    .filter(([, at]) => at.width && (at.right > innerWidth + 1 || at.left < -1)).map(([one]) => one)
    .filter(one => !scrolls(one) && !one.closest(".vh, .skip, .sprite"))
    .slice(0, 3).map(one => one.outerHTML.slice(0, 100)).join("; ");
}"""
