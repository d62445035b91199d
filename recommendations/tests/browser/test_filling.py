import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommendations.browser.filling import filled
from recommendations.tests.browser.forms import forms_of

FORM = """<form method="post"><input type="hidden" name="version" value="2"><input name="line" value="old">
<input type="password" name="password" value=""><input type="file" name="paper">
<label><input type="radio" name="way" value="a" checked>A</label>
<label><input type="radio" name="way" value="b">B</label>
<input type="checkbox" name="box" checked>
<input type="checkbox" name="many" value="1"><input type="checkbox" name="many" value="2">
<select name="one"><option value="x" selected>X</option><option value="y">Y &amp; Z</option></select>
<textarea name="text" rows="2">old &lt;words&gt;</textarea>
<svg viewBox="0 0 1 1"><path d="M0 0" /></svg><!-- a remark --><button name="action" value="go">Go</button></form>"""


class Page:
    def __init__(self, html: str) -> None:
        self.content = html.encode()


def fields(html: str) -> dict:
    return forms_of(Page(html))[0]["fields"]


def test_everything_takes_what_was_typed_and_the_rest_passes():
    typed = {
        "version": ["1"],
        "line": ['"new" & <old>'],
        "way": ["b"],
        "many": ["2"],
        "one": ["y"],
        "text": ["\nTwo\nlines"],
    }
    again = filled(FORM, {**typed, "password": ["secret"]})
    html, left = again.html, again.left
    found = fields(html)
    assert {name: found[name] for name in typed} == typed
    assert "box" not in found, "an unticked box is not sent"
    assert "secret" not in html
    assert '<path d="M0 0" />' in html
    assert "<!-- a remark -->" in html
    assert "Y &amp; Z" in html
    assert left == {"password": ["secret"]} or not left


def test_what_has_no_field_any_more_is_handed_back():
    assert filled(FORM, {"gone": ["Words."], "action": ["save"], "empty": [""]}).left == {"gone": ["Words."]}


def test_several_fields_of_one_name_take_each_their_own():
    html = filled('<form><input name="a" value=""><input name="a"></form>', {"a": ["1", "2"]}).html
    assert fields(html)["a"] == ["1", "2"]


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc")) | st.just("\n"), max_size=60))
def test_whatever_was_typed_comes_back_letter_for_letter(words):
    html = filled(FORM, {"text": [words], "line": [words.replace("\n", " ")]}).html
    assert fields(html)["text"] == [words]
    assert fields(html)["line"] == [words.replace("\n", " ")]


@pytest.mark.parametrize("words", ["</textarea><script>alert(1)</script>", '" onfocus="alert(1)', "&lt;b&gt;"])
def test_words_never_become_markup(words):
    html = filled(FORM, {"text": [words], "line": [words]}).html
    assert "<script>" not in html
    assert fields(html)["text"] == [words]
    assert fields(html)["line"] == [words]


@pytest.mark.parametrize(("line", "version", "outgrown"), [("ol", "1", True), ("ol", "2", False), ("new", "1", False)])
def test_words_that_the_form_holds_already_and_more_are_outgrown(line, version, outgrown):
    again = filled(FORM, {"line": [line], "text": ["old <w"], "version": [version]})
    assert again.outgrown == outgrown
