"""The forms of a page as a browser would send them: every field as it stands, hidden ones too."""

from html.parser import HTMLParser
from typing import Any


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, Any]] = []
        self.textarea = self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self.forms.append({"attrs": given, "fields": {}})
        if not self.forms:
            return
        fields, name = self.forms[-1]["fields"], given.get("name") or ""
        if tag == "input" and name:
            kind = given.get("type") or "text"
            if kind in ("submit", "button", "file") or (kind in ("radio", "checkbox") and "checked" not in given):
                return
            fields.setdefault(name, []).append(given.get("value") or ("on" if kind == "checkbox" else ""))
        elif tag == "textarea" and name:
            self.textarea = name
            fields.setdefault(name, []).append("")
        elif tag == "select" and name:
            self.select = name
        elif tag == "option" and self.select and (self.select not in fields or "selected" in given):
            fields[self.select] = [given.get("value") or ""]

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.textarea = ""
        if tag == "select":
            self.select = ""

    def handle_data(self, data: str) -> None:
        if self.textarea:
            held = self.forms[-1]["fields"][self.textarea]
            held[-1] += data.removeprefix("\n") if not held[-1] else data


def forms_of(response: Any) -> list[dict[str, Any]]:
    parser = _Forms()
    parser.feed(response.content.decode())
    return parser.forms


def kept_form(response: Any, name: str) -> dict[str, Any]:
    """What a browser would send of the form that says `data-keeps=name`."""
    return next(each["fields"] for each in forms_of(response) if each["attrs"].get("data-keeps") == name)
