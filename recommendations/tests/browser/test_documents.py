import re
import time
from html import unescape
from types import SimpleNamespace
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recommendations.browser.reading import Hit, runs
from recommendations.choices import AssignmentRole, Basis, FollowUp, Status
from recommendations.models import Assignment, DocumentVersion, Footnote, Paragraph, Recommendation, Section
from recommendations.queries.documents import Cited
from recommendations.tests import make
from recommendations.tests.browser.stage import owned, said, text_of

ADDRESS = "/documents/S/2000/1/"


def paragraphs(response) -> dict[str, str]:
    """Each paragraph's text as the page has it, letter for letter."""
    body = response.content.decode()
    found = re.findall(r'<div class="para" id="([^"]*)">.*?<p dir="auto"[^>]*>(.*?)</p>', body, re.DOTALL)
    bare = {unescape(label): re.sub(r"<sup>.*?</sup>", "", words) for label, words in found}
    return {label: unescape(re.sub(r"<[^>]+>", "", words)) for label, words in bare.items()}


def as_stored() -> dict[str, str]:
    return dict(Paragraph.objects.values_list("label", "text"))


# The text


def test_the_text_is_whole_and_its_asks_are_marked_and_linked(cast, client_of):
    assignment = owned("1", cast.dppa)
    response = client_of(cast.reader).get(ADDRESS)
    assert paragraphs(response) == as_stored()
    assert f'<mark class=""><a href="/recommendations/{assignment.recommendation.public_id}/">' in text_of(response)
    assert make.document().versions.get().sha256 in text_of(response)


def test_the_margin_says_follow_up_and_status_in_words_and_leads_to_the_ask(cast, client_of):
    reported = owned("1", cast.dppa)
    make.cleared(reported, cast.desk, cast.clearing, Status.IN_PROGRESS)
    kept = make.recommendation("2", follow_up=FollowUp.FOR_REFERENCE)
    open_ = make.recommendation("3", follow_up=FollowUp.TO_BE_DECIDED)
    body = text_of(client_of(cast.reader).get(ADDRESS))
    margin = dict(re.findall(r'<aside aria-label="Catalogued in (\w+)">(.*?)</aside>', body, re.DOTALL))
    assert "In progress" in margin["1"]
    assert "sprite" in margin["1"]
    assert "reported, true as at" in margin["1"]
    assert cast.dppa.name() in margin["1"]
    assert "For reference" in margin["2"]
    assert "To be decided" in margin["3"]
    for label, row in (("1", reported.recommendation), ("2", kept), ("3", open_)):
        assert f'href="/recommendations/{row.public_id}/"' in margin[label]
    assert '<mark class="fr">' in body
    assert '<mark class="tbd">' in body


def test_two_asks_in_a_paragraph_have_numbers_in_text_and_margin(cast, client_of):
    make.recommendation("1")
    make.recommendation("1", ask=2)
    body = text_of(client_of(cast.reader).get(ADDRESS))
    assert re.findall(r'<mark class="" data-n="(\d)"', body) == ["1", "2"]
    assert re.findall(r'<div class="ask " data-n="(\d)"', body) == ["1", "2"]


def test_a_recommendation_leads_to_its_paragraph_and_back(cast, client_of):
    row = owned("1", cast.dppa).recommendation
    client = client_of(cast.reader)
    there = f"{ADDRESS}?from={row.public_id}"
    assert f'href="{there}#1"' in text_of(client.get(f"/recommendations/{row.public_id}/"))
    page = client.get(there)
    assert '<mark class="now">' in text_of(page)
    assert "back to para. 1" in said(page)
    assert "you came from here" not in said(client.get(f"{ADDRESS}?from=nothing"))
    kept = make.recommendation("2", follow_up=FollowUp.FOR_REFERENCE)
    assert '<mark class="now fr">' in text_of(client.get(f"{ADDRESS}?from={kept.public_id}"))


# Sections and footnotes


def noted(cast) -> DocumentVersion:
    version = make.document().versions.get()
    first = version.paragraphs.get(label="1")
    Footnote.objects.create(document_version=version, ord=0, mark="*", text="Reissued.")
    Footnote.objects.create(
        document_version=version, ord=1, mark="1", text="See S/2000/2.", paragraph=first, at_offset=7
    )
    return version


def test_footnotes_stand_at_the_end_with_links_both_ways(cast, client_of):
    noted(cast)
    make.recommendation("1")
    make.document("S/2000/2")
    response = client_of(cast.reader).get(ADDRESS)
    body = text_of(response)
    assert re.search(r'<sup><a href="#note-1" id="mark-1"', body)
    assert re.search(r'id="note-1">\s*<a class="no" href="#mark-1"', body)
    assert 'href="#mark-0"' not in body
    assert body.index('id="note-0"') > body.index('id="60"')
    assert '<a class="cite" href="/documents/S/2000/2/">S/2000/2</a>' in body
    assert paragraphs(response)["1"] == as_stored()["1"]


def test_every_heading_is_there_also_one_with_nothing_under_it(cast, client_of):
    version = make.document().versions.get()
    top = version.sections.get()
    child = Section.objects.create(document_version=version, parent=top, ord=5, heading="A child", level=7)
    Section.objects.create(document_version=version, parent=child, ord=6, heading="Its child", level=9)
    body = text_of(client_of(cast.reader).get(ADDRESS))
    assert '<h3 id="section-5"' in body
    assert '<h4 id="section-6"' in body
    assert body.count('href="#section-6"') == 2


# To a paragraph


def labelled(label: str) -> None:
    version = make.document().versions.get()
    Paragraph.objects.create(document_version=version, ord=100, label=label, text="It all goes well.")


@pytest.mark.parametrize("label", ["79(d)(iii)", "App. 1(b) 4", "5(a) [2]", "Improving the UN’s Partnerships 3"])
def test_to_a_paragraph_by_its_label(cast, client_of, label):
    labelled(label)
    client = client_of(cast.reader)
    there = client.get(ADDRESS, {"to": label, "q": "well"})
    assert there.status_code == 302
    address, _, fragment = there["Location"].partition("#")
    assert address == f"{ADDRESS}?q=well"
    assert unquote(fragment) == label
    assert not re.search(r"[^!-~]|[\[\]]", there["Location"])
    body = client.get(ADDRESS).content.decode()
    assert f'href="#{fragment}"' in body
    assert f'id="{label}"' in unescape(body)


def test_a_paragraph_that_is_not_there_is_said_with_what_is_near(cast, client_of):
    make.document()
    page = client_of(cast.reader).get(ADDRESS, {"to": "7(z) <b>"})
    assert page.status_code == 200
    assert "No paragraph 7(z) <b> is in this document" in unescape(page.content.decode())
    assert b"<b> is" not in page.content
    assert 'href="#7"' in text_of(page)


# Search inside


def test_hits_are_counted_marked_and_linked_and_asks_stay_marked(cast, client_of):
    ask = make.recommendation("2")
    page = client_of(cast.reader).get(ADDRESS, {"q": "THING 2"})
    body = text_of(page)
    # Paragraphs 2 and 20 to 29, twice each.
    assert "22 hits for “THING 2”" in body
    assert "in 11 places" in said(page)
    assert re.findall(r'id="hit-(\d+)"', body) == [str(each) for each in range(1, 23)]
    assert re.search(
        rf'<a href="/recommendations/{ask.public_id}/">[^<]*<mark class="hit" id="hit-1">thing 2</mark>', body
    )
    assert 'href="#hit-3"' in body
    assert 'href="#hit-23"' not in body
    assert 'href="#hit-0"' not in body
    assert paragraphs(page) == as_stored()


def test_a_search_without_hits_and_one_too_short(cast, client_of):
    make.document()
    client = client_of(cast.reader)
    assert "“nowhere” is not in this document." in said(client.get(ADDRESS, {"q": "nowhere"}))
    assert "Type at least two letters." in said(client.get(ADDRESS, {"q": "a"}))
    assert "not in this document" not in said(client.get(ADDRESS))


# Citations


def test_a_cited_document_is_linked_only_where_it_is_held(cast, client_of):
    first = "As S/2000/2 and S/2000/3 say, S/2000/1 is new."
    content = f"I. One \n\n1. {first} \n\n2. The United Nations should read S/2000/2. \n\n".encode()
    make.document(content=content)
    make.document("S/2000/2")
    make.recommendation("2")
    body = text_of(client_of(cast.reader).get(ADDRESS))
    assert 'As <a class="cite" href="/documents/S/2000/2/">S/2000/2</a> and S/2000/3 say, S/2000/1 is new.' in body
    assert re.search(r'<mark class=""><a class="cite" href="/documents/S/2000/2/">S/2000/2</a></mark>', body)
    assert body.count('class="cite"') == 2


# The file


def test_the_file_comes_byte_for_byte_to_be_kept_and_not_opened(cast, client_of):
    version = make.document().versions.get()
    response = client_of(cast.reader).get(f"/files/{version.sha256}/")
    assert response.content == bytes(version.content)
    assert response["Content-Disposition"] == 'attachment; filename="report.txt"'
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_file_keeps_a_name_that_is_not_ascii(cast, client_of):
    version = make.document().versions.get()
    version = DocumentVersion.objects.create(
        document=version.document,
        number=2,
        language="fr",
        file_name='Résumé "1".txt',
        content=b"\xef\xbb\xbfOui.",
        sha256="b" * 64,
        encoding="utf-8-sig",
        is_quoted=False,
    )
    response = client_of(cast.reader).get(f"/files/{version.sha256}/")
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''R%C3%A9sum%C3%A9%20%221%22.txt"
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.startswith(b"\xef\xbb\xbf")


# The list


def test_the_list_counts_each_document_in_the_same_number_of_queries(cast, client_of):
    make.recommendation("1")
    make.recommendation("2", follow_up=FollowUp.FOR_REFERENCE)
    client = client_of(cast.reader)

    def queries() -> int:
        with CaptureQueriesContext(connection) as made:
            assert client.get("/documents/").status_code == 200
        return len(made)

    one = queries()
    for number in range(2, 6):
        make.recommendation("1", code=f"S/2000/{number}")
    make.document("S/2000/9")
    assert queries() == one
    page = client.get("/documents/")
    rows = re.findall(r"<tr>(.*?)</tr>", page.content.decode(), re.DOTALL)[1:]
    counts = [re.findall(r">(\d+)<", each) for each in rows]
    assert counts == [["2", "1", "1", "0"], *[["1", "1", "0", "0"]] * 4, ["0", "0", "0", "0"]]


# Large documents


def large(cast: make.Cast, number: int, asks: int, code: str) -> str:
    """Rows without the work of the verbs: a thousand paragraphs, three asks in each ten, each with two owners."""
    version = make.document(code, content=f"I. One \n\n1. First of {code}. \n\n".encode()).versions.get()
    words = "The United Nations should do this well, as S/1999/1 and resolution 1631 (2005) say. " * 6
    section = Section.objects.create(document_version=version, ord=1, heading="More", level=1)
    rows = [
        Paragraph(document_version=version, section=section, ord=each, label=str(each), text=words)
        for each in range(2, number + 1)
    ]
    made = Paragraph.objects.bulk_create(rows)
    catalogued = Recommendation.objects.bulk_create(
        Recommendation(
            reference=f"{code} para. {each.label}",
            paragraph=each,
            start=0,
            end=40,
            text=words[:40],
            kind="recommendation",
            follow_up=FollowUp.TRACKED,
            standing="recommended",
            nature="single_action",
            status=Status.IN_PROGRESS,
            basis=Basis.REPORTED,
        )
        for each in made[:asks]
    )
    Assignment.objects.bulk_create(
        Assignment(recommendation=each, organization=owner, answering_organization=owner, role=AssignmentRole.OWNER)
        for each in catalogued
        for owner in (cast.dppa, cast.auc)
    )
    return f"/documents/{code}/?q=united"


def test_a_large_document_takes_as_many_queries_and_linear_time(cast, client_of):
    small, big = large(cast, 250, 75, "S/2001/250"), large(cast, 1000, 300, "S/2001/1000")
    client = client_of(cast.reader)

    def measured(address: str) -> tuple[int, float]:
        taken = []
        for _ in range(2):
            with CaptureQueriesContext(connection) as made:
                begun = time.process_time()
                page = client.get(address)
                taken.append(time.process_time() - begun)
            assert page.status_code == 200
        return len(made), min(taken)

    queries, seconds = measured(small)
    more_queries, more_seconds = measured(big)
    assert more_queries == queries
    assert queries < 30
    assert more_seconds < 1.5 * 4 * seconds, (seconds, more_seconds)


# Cutting


def an_ask(start, end, follow_up=FollowUp.TRACKED):
    return SimpleNamespace(start=start, end=end, follow_up=follow_up)


def a_note(at_offset):
    return SimpleNamespace(at_offset=at_offset)


def test_cutting_loses_nothing():
    text = "One two three four."
    asks, notes = [an_ask(4, 7), an_ask(8, 13)], [a_note(7), a_note(7), a_note(19), a_note(None)]
    found = runs(text, asks, notes)
    assert "".join(each.text for each in found) == text
    assert [each.text for each in found if each.ask] == ["two", "three"]
    assert len([each for each in found if each.note]) == 3


def test_overlapping_asks_are_each_marked_from_end_to_end():
    text = "abcdefghij"
    whole, part, other = an_ask(0, 8), an_ask(2, 5, FollowUp.FOR_REFERENCE), an_ask(4, 10)
    found = runs(text, [whole, part, other])
    assert "".join(each.text for each in found) == text
    for ask in (whole, part, other):
        assert "".join(each.text for each in found if ask in each.asks) == text[ask.start : ask.end]
        assert [each.text for each in found if ask in each.begin] != []
    assert found[1].ask is part
    # Marked as the tracked ask that covers the same words, not more quietly.
    assert found[1].follow_up == FollowUp.TRACKED


def test_asks_side_by_side_stay_apart():
    found = runs("abcd", [an_ask(0, 2), an_ask(2, 4)])
    assert [each.text for each in found] == ["ab", "cd"]


def test_hits_over_the_edges_of_asks_and_citations_keep_their_number():
    text = "abcdefghij"
    ask = an_ask(2, 6)
    found = runs(text, [ask], [a_note(3)], [Cited(5, 8, "S/1")], [Hit(1, 4, 1), Hit(5, 9, 2)])
    assert "".join(each.text for each in found) == text
    parts = [part for each in found for part in each.parts]
    assert "".join(each.text for each in parts if each.hit == 1) == "bcd"
    assert "".join(each.text for each in parts if each.hit == 2) == "fghi"
    assert [each.hit for each in parts if each.begins] == [1, 2]
    assert "".join(each.text for each in found if each.cites) == "fgh"
    assert "".join(each.text for each in found if each.asks) == "cdef"


def test_an_ask_with_a_hit_in_it_stays_one_link():
    found = runs("abcdefghij", [an_ask(0, 10)], (), (), [Hit(2, 4, 1), Hit(6, 8, 2)])
    assert len(found) == 1
    assert [part.hit for part in found[0].parts] == [0, 1, 0, 2, 0]
