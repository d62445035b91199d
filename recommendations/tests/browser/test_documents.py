import re

from recommendations.browser.documents import cut
from recommendations.models import Paragraph
from recommendations.tests import make
from recommendations.tests.browser.stage import owned, said, text_of


def test_the_text_is_whole_and_its_asks_are_marked_and_linked(cast, client_of):
    assignment = owned("1", cast.dppa)
    response = client_of(cast.reader).get("/documents/S/2000/1/")
    body = text_of(response)
    for paragraph in Paragraph.objects.all():
        assert f'id="{paragraph.label}"' in body
        assert re.sub(r"\s+", " ", paragraph.text) in said(response).replace("  ", " ")
    assert f'<mark class=""><a href="/recommendations/{assignment.recommendation.public_id}/">' in body
    assert make.document().versions.get().sha256 in body


def test_the_file_comes_byte_for_byte(cast, client_of):
    version = make.document().versions.get()
    response = client_of(cast.reader).get(f"/files/{version.sha256}/")
    assert response.content == bytes(version.content)
    assert response["Content-Disposition"] == 'attachment; filename="report.txt"'


def test_cutting_loses_nothing():
    class Ask:
        def __init__(self, start, end):
            self.start, self.end = start, end

    class Note:
        def __init__(self, at_offset):
            self.at_offset = at_offset

    text = "One two three four."
    asks, notes = [Ask(4, 7), Ask(8, 13)], [Note(7), Note(7), Note(19), Note(None)]
    pieces = cut(text, asks, notes)
    assert "".join(each.text for each in pieces) == text
    assert [each.text for each in pieces if each.ask] == ["two", "three"]
    assert len([each for each in pieces if each.note]) == 3
