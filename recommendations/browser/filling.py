"""A form of a page filled in again with what was typed into it before: HTML in, HTML out."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape, unescape
from html.parser import HTMLParser
from typing import Final, TypeAlias

Attributes: TypeAlias = list[tuple[str, str | None]]

# Hidden inputs that say onto what the words were typed are put back too; these belong to the page as it is now.
OF_THE_PAGE: Final = ("csrfmiddlewaretoken", "writer", "keeps", "back", "page", "next", "once", "sent-once")
# What is no word of anybody's is not worth telling when the form has no field for it any more.
NO_WORDS: Final = ("action", "act", "version", "update", "basis", "settle", "seen")
NEVER: Final = ("password", "file", "submit", "button", "image", "reset")


class Filler(HTMLParser):
    """Everything passes as it stands, but for what fields hold."""

    def __init__(self, typed: Mapping[str, Sequence[str]]) -> None:
        super().__init__(convert_charrefs=False)
        self.left = {name: list(values) for name, values in typed.items() if name not in OF_THE_PAGE}
        self.placed: set[str] = set()
        self.out: list[str] = []
        self.was: dict[str, str] = {}
        self.textarea = ""
        self.held: list[str] = []
        self.select = ""

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        given = dict(attrs)
        name = given.get("name") or ""
        match tag:
            case "input" if name in self.left and (given.get("type") or "text") not in NEVER:
                return self._input(name, attrs)
            case "textarea" if name in self.left:
                self.textarea, self.held = name, []
                self.out.append(f"{self.get_starttag_text()}\n{escape(self._next(name))}")
                return None
            case "select":
                self.select = name if name in self.left else ""
                self.placed.update([name] if self.select else [])
            case "option" if self.select:
                chosen = given.get("value") in self.left[self.select]
                self.out.append(_tag(tag, _with(attrs, "selected", chosen)))
                return None
        self.out.append(self.get_starttag_text() or "")
        return None

    def _input(self, name: str, attrs: Attributes) -> None:
        given = dict(attrs)
        if given.get("type") in ("radio", "checkbox"):
            self.placed.add(name)
            self.out.append(_tag("input", _with(attrs, "checked", (given.get("value") or "on") in self.left[name])))
            return
        self.was.setdefault(name, given.get("value") or "")
        value = self._next(name)
        kept = [(key, words) for key, words in attrs if key != "value"]
        self.out.append(_tag("input", [*kept, ("value", value)]))

    def _next(self, name: str) -> str:
        """Of several fields of one name, each takes its own."""
        values = self.left[name]
        first = name not in self.placed
        self.placed.add(name)
        if not first and len(values) > 1:
            values.pop(0)
        return values[0] if values else ""

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        if tag == "input":
            self.handle_starttag(tag, attrs)
        else:
            self.out.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            if self.textarea:
                self.was.setdefault(self.textarea, unescape("".join(self.held)))
            self.textarea = ""
        elif tag == "select":
            self.select = ""
        self.out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        (self.held if self.textarea else self.out).append(data)

    def handle_entityref(self, name: str) -> None:
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.handle_data(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        self.out.append(f"<!--{data}-->")


@dataclass(frozen=True, slots=True)
class Filled:
    """The form with what was typed; those words for which it has no field any more; and whether the form as it was had
    moved on, and already held all these words and more."""

    html: str
    left: dict[str, list[str]]
    outgrown: bool


def filled(html: str, typed: Mapping[str, Sequence[str]]) -> Filled:
    """An unticked box is not sent: boxes and choices that were not sent are cleared."""
    filler = Filler({**_unticked(html, typed), **typed})
    filler.feed(html)
    filler.close()
    unplaced = {name: values for name, values in filler.left.items() if name not in filler.placed}
    left = {name: values for name, values in unplaced.items() if name not in NO_WORDS and any(values)}
    return Filled("".join(filler.out), left, not left and _outgrown(filler.was, typed))


def _outgrown(was: Mapping[str, str], typed: Mapping[str, Sequence[str]]) -> bool:
    """What a browser kept before it was killed may be older than what it had sent."""
    if was.get("version", "") in typed.get("version", [""]):
        return False
    words = {name: value for name, value in was.items() if name not in NO_WORDS and typed.get(name)}
    return all(_plain(value).startswith(_plain(typed[name][0])) for name, value in words.items())


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _unticked(html: str, typed: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    boxes = re.findall(r"<input\b[^>]*type=[\"']?(?:checkbox|radio)[^>]*>", html)
    names = {found[1] for each in boxes if (found := re.search(r"\bname=[\"']([^\"']+)", each))}
    return {name: [] for name in names if name not in typed}


def _with(attrs: Attributes, flag: str, on: bool) -> Attributes:
    kept = [each for each in attrs if each[0] != flag]
    return [*kept, (flag, None)] if on else kept


def _tag(tag: str, attrs: Attributes) -> str:
    words = [name if value is None else f'{name}="{escape(value)}"' for name, value in attrs]
    return f"<{' '.join([tag, *words])}>"
