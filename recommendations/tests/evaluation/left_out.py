"""Each of the five scored without the words that only it shows: what the tables owe to that one document.

The rules are written by hand, so nothing is learned that a document could be left out of. But the tables of modals and
of needs hold phrases, and a phrase that no other document of the five, none of `develop/` and no drafted sentence
holds may be there for one document's sake. It is taken out of the tables while that document is scored.
"""

import re
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from recommendations.parsing.read import read
from recommendations.parsing.suggesting import patterns

ROOT = Path(__file__).resolve().parents[3]
DRAFTED = ROOT / "recommendations" / "tests" / "parsing" / "suggesting" / "drafting"


def words_of(paths):
    return {path: " ".join(each.text for each in read(path.read_bytes(), path.name).paragraphs) for path in paths}


def others():
    """The texts that may be looked at, by their files; the drafted sentences are one."""
    folder = ROOT / "fixtures" / "development" / "develop"
    files = [path for path in sorted(folder.iterdir()) if path.suffix in (".pdf", ".docx", ".txt")]
    sources = sorted((ROOT / "fixtures" / "sources").glob("*.txt"))
    drafted = " ".join(path.read_text() for path in sorted(DRAFTED.glob("*.txt")))
    return words_of([*files, *sources]) | {DRAFTED: drafted}


def only_in(path, texts, table):
    """The entries of a table that no text but this one holds."""
    elsewhere = [text for other, text in texts.items() if other != path]
    found = {form: re.compile(rf"\b{form}", re.IGNORECASE) for form in table}
    return {form for form, pattern in found.items() if not any(pattern.search(text) for text in elsewhere)}


@contextmanager
def without(path, texts):
    """The English tables without what only this document shows."""
    english = patterns.LANGUAGES["en"]
    modals = {each: means for each, means in english.modals.items() if each not in only_in(path, texts, english.modals)}
    left_out = only_in(path, texts, english.impersonal)
    needs = {each: score for each, score in english.impersonal.items() if each not in left_out}
    patterns.LANGUAGES["en"] = replace(english, modals=modals, impersonal=needs)
    patterns.patterns_for.cache_clear()
    try:
        yield
    finally:
        patterns.LANGUAGES["en"] = english
        patterns.patterns_for.cache_clear()
