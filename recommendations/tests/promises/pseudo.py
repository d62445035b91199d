"""A language in which every translated string stands in brackets: what stands outside was not marked."""

import gettext
import re
from collections.abc import Iterator
from html.parser import HTMLParser

from django.apps import apps
from django.db.models import CharField, TextField
from django.utils.translation import trans_real

OPEN, CLOSE = "⟦", "⟧"
CONTEXT = "\x04"
SAID_TO_PEOPLE = ("title", "alt", "aria-label", "placeholder", "aria-description")
NO_WORDS = {"script", "style", "svg", "template", "code", "kbd"}


class Pseudo(gettext.NullTranslations):
    """Stands in for a catalogue; remembers what it was asked for."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language
        self.asked: set[str] = set()

    def language(self) -> str:
        return self._language

    to_language = language

    def gettext(self, message: str) -> str:
        _context, _, words = message.rpartition(CONTEXT)
        self.asked.add(words)
        return f"{OPEN}{words}{CLOSE}" if words.strip() else words

    def ngettext(self, one: str, many: str, n: int) -> str:
        return self.gettext(one if n == 1 else many)


def speak(monkeypatch, language: str) -> Pseudo:
    """Every page from now on is in the pseudo-language, under this code."""
    spoken = Pseudo(language)
    monkeypatch.setitem(trans_real._translations, language, spoken)
    monkeypatch.setattr(trans_real, "get_language_from_request", lambda request, check_path=False: language)
    monkeypatch.setattr(trans_real, "get_supported_language_variant", lambda code, strict=False: code)
    return spoken


class Words(HTMLParser):
    """What a page says: its texts, and the attributes that are read out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self.read_out: list[str] = []
        self.inside: list[str] = []

    def handle_starttag(self, tag, attributes):
        if tag in NO_WORDS:
            self.inside.append(tag)
        self.read_out += [value for name, value in attributes if name in SAID_TO_PEOPLE and value]

    def handle_endtag(self, tag):
        if tag in self.inside:
            self.inside.remove(tag)

    def handle_data(self, words):
        if not self.inside and words.strip():
            self.said.append(" ".join(words.split()))


def what_people_wrote() -> list[str]:
    """Every text in the register: shown as it is, in whatever language it was written. Longest first."""
    found: set[str] = set()
    for model in apps.get_app_config("recommendations").get_models():
        names = [each.attname for each in model._meta.concrete_fields if isinstance(each, CharField | TextField)]
        for values in model._base_manager.values_list(*names) if names else ():
            found |= {" ".join(str(each).split()) for each in values if each}
    found |= {part for each in found for part in re.split(r"[\s,]+", each) if len(each) < 200}
    return sorted((each for each in found if re.search(r"[^\W\d_]{2}", each)), key=len, reverse=True)


def untranslated(body: str, wrote: list[str], known: frozenset[str]) -> Iterator[str]:
    """The words of the page that stand outside every bracket and that nobody wrote into the register."""
    words = Words()
    words.feed(body)
    # A translated sentence may have tags in it: its bracket closes in another piece of text.
    left_over = [*outside("\n".join(words.said)).split("\n"), *map(outside, words.read_out)]
    for each in left_over:
        left = " ".join(each.split())
        if not re.search(r"[^\W\d_]{2}", left):
            continue
        for value in wrote:
            if value in left:
                left = re.sub(rf"(?<!\w){re.escape(value)}(?!\w)", " ", left)
        said = [word for word in re.findall(r"[^\W\d_]{2,}", left) if word not in known]
        if said:
            yield f"{' '.join(said)!r} in {each!r}"


def outside(words: str) -> str:
    """What is left when all brackets, with those inside them, are taken out."""
    depth, left = 0, []
    for character in words:
        if character == OPEN:
            depth += 1
        elif character == CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0:
            left.append(character)
    return "".join(left)
