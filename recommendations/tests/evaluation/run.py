"""`make eval`: how well reading and suggesting do, as a table. `--details` lists misses, `--write` keeps the table."""

import json
import sys
import time
import tomllib
from pathlib import Path

from recommendations.parsing.read import read
from recommendations.parsing.suggesting.reading import source_of
from recommendations.parsing.suggesting.suggest import suggest
from recommendations.parsing.suggesting.values import Organization, Theme
from recommendations.tests.evaluation.left_out import others, without
from recommendations.tests.evaluation.score import SAME, Score, f1, renamed, score_asks, score_paragraphs

ROOT = Path(__file__).resolve().parents[3]
FIXTURES = ROOT / "fixtures"
PAGE = ROOT / "docs" / "evaluation.md"
FIVE = ("S-2008-186", "S-2009-398", "S-2015-229", "A4P-partnerships-brief", "co-chairs-summary-2019")
WORDS_A_PAGE = 500
COLUMNS = ("paragraphs", "recall", "recall of all candidates", "precision", "kind", "actor", "pages a second")


def register():
    organizations = tomllib.loads((FIXTURES / "organizations.toml").read_text())["organization"]
    themes = tomllib.loads((FIXTURES / "themes.toml").read_text())["theme"]
    return (
        [
            Organization(o["code"], tuple(w for n in o["names"] for w in (n["name"], n["acronym"]) if w))
            for o in organizations
        ],
        [Theme(each["code"], each["name"]) for each in themes],
    )


def row(candidate):
    also = [{"paragraph": each.paragraph, "quote": each.quote} for each in candidate.also_at]
    return {
        "paragraph": candidate.paragraph,
        "quote": candidate.quote,
        "kind": str(candidate.kind),
        "actors": candidate.actors,
        "also_at": also,
        "suggested": candidate.suggested,
    }


def parsed(path, known):
    """The document, its candidates as rows, and pages a second of words as a page usually has them."""
    since = time.process_time()
    found = read(path.read_bytes(), path.name)
    rows = [row(each) for each in suggest(source_of(found), *known)]
    took = time.process_time() - since
    pages = max(1.0, sum(len(each.text.split()) for each in found.paragraphs) / WORDS_A_PAGE)
    return found, rows, pages / took


def of_development(folder, known):
    for labels in sorted((FIXTURES / "development" / folder).glob("*.labels.json")):
        wanted = json.loads(labels.read_text())
        name = labels.name.removesuffix(".labels.json")
        path = next(p for s in (".pdf", ".docx", ".txt") if (p := labels.with_name(name + s)).exists())
        found, rows, speed = parsed(path, known)
        paragraphs, names = score_paragraphs(
            wanted["paragraphs"], [{"label": p.label, "text": p.text} for p in found.paragraphs]
        )
        rows = renamed(rows, names)
        yield (
            f"{folder}/{path.name}",
            paragraphs + score_asks(wanted["asks"], [r for r in rows if r["suggested"]]),
            loose(wanted["asks"], rows),
            speed,
        )


def loose(asks, rows):
    """How many clear asks any candidate meets, suggested or not."""
    return score_asks(asks, rows).found


def left_out(known):
    """The five, each without the words that only it shows."""
    texts = others()
    for name in FIVE:
        with without(FIXTURES / "sources" / f"{name}.txt", texts):
            for found, *rest in of_five(known, [name]):
                yield (found.replace("the five", "left out"), *rest)


def of_five(known, names=FIVE):
    """Their catalogue; near misses count against precision, and so does what meets neither."""
    for name in names:
        catalogue = tomllib.loads((FIXTURES / f"{name}.toml").read_text())["recommendation"]
        asks = [
            {
                "paragraph": each["paragraph"],
                "quote": each["quote"],
                "kind": each["kind"],
                "actors": [to["organization"] for to in each["addressee"] if to.get("organization")],
            }
            for each in catalogue
        ]
        path = FIXTURES / "sources" / f"{name}.txt"
        found, rows, speed = parsed(path, known)
        score = score_asks(asks, [r for r in rows if r["suggested"]])
        labels = {each.label for each in found.paragraphs}
        known_labels = {each["paragraph"] for each in catalogue}
        score += Score(paragraphs=len(known_labels), paragraphs_right=len(known_labels & labels))
        score.details += near_misses_offered(name, rows)
        yield f"the five/{path.name}", score, loose(asks, rows), speed


def near_misses_offered(name, rows):
    wrong = tomllib.loads((FIXTURES / "near-misses" / f"{name}.toml").read_text())["near_miss"]
    return [
        ("near miss", each["paragraph"], "", each["quote"])
        for each in wrong
        if any(
            r["suggested"] and r["paragraph"] == each["paragraph"] and f1(r["quote"], each["quote"]) >= SAME
            for r in rows
        )
    ]


def line(name, score, loosely, speed):
    rates = score.rates()
    cells = [rates["paragraphs"], rates["recall"], loosely / score.asks if score.asks else None]
    cells += [rates["precision"], rates["kind"], rates["actor"]]
    return [name, *("–" if cell is None else f"{cell:.2f}" for cell in cells), f"{speed:.0f}"]


def table(results):
    rows = [["document", *COLUMNS], ["---", *("---:" for _ in COLUMNS)]]
    groups = {}
    for name, *rest in results:
        groups.setdefault(name.partition("/")[0], []).append((name, *rest))
    for group, members in groups.items():
        rows += [line(*each) for each in members]
        total = sum((each[1] for each in members), Score())
        speed = sum(each[3] for each in members) / len(members)
        rows.append([f"**{cell}**" for cell in line(f"{group}, all", total, sum(each[2] for each in members), speed)])
    widths = [max(len(r[i]) for r in rows) for i in range(len(rows[0]))]
    return "\n".join("| " + " | ".join(c.ljust(w) for c, w in zip(r, widths, strict=True)) + " |" for r in rows)


def main(arguments):
    known = register()
    results = [*of_five(known), *left_out(known)]
    results += [*of_development("develop", known), *of_development("report-only", known)]
    shown = table(results)
    print(shown)
    if "--details" in arguments:
        for name, score, *_ in results:
            if not name.startswith(("report-only", "left out")):
                print(f"\n{name}")
                for detail in score.details:
                    print("  ", *detail, sep=" | ")
    if "--write" in arguments:
        before, _, after = PAGE.read_text().partition("<!-- table -->")
        _, _, rest = after.partition("<!-- end of table -->")
        PAGE.write_text(f"{before}<!-- table -->\n\n{shown}\n\n<!-- end of table -->{rest}")


if __name__ == "__main__":
    main(sys.argv[1:])
