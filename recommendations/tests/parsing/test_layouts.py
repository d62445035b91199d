"""The same report in another layout or format has the same paragraphs."""

import pytest

from recommendations.parsing.read import read
from recommendations.parsing.read_text import rebuild

from .relaid import LAYOUTS, as_docx, as_text, right

NAMES = ("S-2008-186.txt", "S-2015-229.txt")
AIM = 0.98
# Without a number, an indent or a blank line, nothing shows where one paragraph of the summary ends.
HIDDEN = {("S-2008-186.txt", "tight"): 0.87}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", NAMES)
def test_in_another_layout_the_paragraphs_are_the_same(name, layout):
    data = as_text(name, layout)
    found = read(data, name)
    assert right(found, name) >= HIDDEN.get((name, layout), AIM)
    assert rebuild(found) == data


@pytest.mark.parametrize("name", NAMES)
def test_as_docx_the_paragraphs_are_the_same(name):
    assert right(read(as_docx(name), "report.docx"), name) == 1


def test_pages_are_counted_by_form_feeds():
    found = read(as_text("S-2015-229.txt", "columns of letters"), "report.txt")
    assert found.paragraphs[0].page == 1
    assert found.paragraphs[-1].page > 10
