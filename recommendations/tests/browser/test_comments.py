"""Comments between colleagues on the page: inside the family, once, told by letter, taken back."""

import pytest

from recommendations.models import Comment, OutboxMessage
from recommendations.tests import make
from recommendations.tests.browser.stage import owned, said, text_of
from recommendations.tests.staged import staged
from recommendations.workflow import comments

WORDS = "MARKER-OF-A-COMMENT"


@staged
def assignment(cast):
    return owned("1", cast.dppa)


def page_of(assignment) -> str:
    return f"/recommendations/{assignment.recommendation.public_id}/"


def address(assignment) -> str:
    return f"/assignments/{assignment.public_id}/comments/"


def written(cast, assignment, text=WORDS, **more):
    return comments.write(assignment, by=make.by(cast.desk), text=text, once="form", **more)


def test_a_comment_is_written_told_and_shown_with_its_writer(cast, client_of, assignment):
    form = {"text": f"{WORDS} @Clara Clearing", "once": "a", "tell": [str(cast.manager.pk)]}
    response = client_of(cast.desk).post(address(assignment), form, follow=True)
    assert "Told by mail, as far as they want it: Clara Clearing; Maya Manager." in said(response)
    assert "Dora Desk" in said(response)
    assert WORDS in said(client_of(cast.reviewer).get(page_of(assignment)))
    assert {each.kind for each in OutboxMessage.objects.all()} == {"mentioned"}
    assert OutboxMessage.objects.count() == 2


def test_a_double_click_is_one_comment(cast, client_of, assignment):
    client = client_of(cast.desk)
    for _ in range(2):
        assert client.post(address(assignment), {"text": WORDS, "once": "a"}).status_code == 302
    assert Comment.objects.count() == 1


def test_nobody_outside_sees_a_comment_its_number_or_a_name(cast, client_of, assignment):
    page = page_of(assignment)
    outside = (cast.other_desk, cast.other_manager, cast.steward, cast.administrator, cast.reader)
    before = [text_of(client_of(each).get(page)) for each in outside]
    written(cast, assignment, tell=[cast.manager])
    for each, was in zip(outside, before, strict=True):
        now = text_of(client_of(each).get(page))
        for inside in (WORDS, "Comments", "Dora Desk", "Maya Manager", "comment-"):
            assert inside not in now, each
        assert len(now) == pytest.approx(len(was), abs=40), "nothing about it is on the page"


def test_what_is_missing_is_said_and_the_ticked_boxes_stay(cast, client_of, assignment):
    form = {"text": " ", "once": "a", "tell": [str(cast.manager.pk)]}
    response = client_of(cast.desk).post(address(assignment), form)
    assert response.status_code == 422
    assert "Write your comment." in said(response)
    assert f'value="{cast.manager.pk}" data-name="Maya Manager" checked' in text_of(response)


def test_what_was_said_of_it_stands_where_the_answer_leads(cast, client_of, assignment):
    """At the page's beginning, with the focus: an address that names the comment would scroll past it."""
    response = client_of(cast.desk).post(address(assignment), {"text": WORDS, "once": "a"})
    assert response.url == page_of(assignment)
    taken = client_of(cast.desk).post(f"/comments/{Comment.objects.get().public_id}/take-back/")
    assert taken.url == page_of(assignment)


def test_an_unknown_name_after_at_is_worth_a_word(cast, client_of, assignment):
    response = client_of(cast.desk).post(address(assignment), {"text": "@nobody look", "once": "a"}, follow=True)
    assert "Nobody was told: no colleague has the name that follows @." in said(response)


def test_only_its_writer_takes_it_back(cast, client_of, assignment):
    comment = written(cast, assignment)
    at = f"/comments/{comment.public_id}/take-back/"
    assert "Take back" not in said(client_of(cast.clearing).get(page_of(assignment)))
    assert client_of(cast.clearing).post(at).status_code == 403
    for outside in (cast.other_desk, cast.reader, cast.steward):
        assert client_of(outside).post(at).status_code == 404, "it is not there for them"
    client = client_of(cast.desk)
    for _ in range(2):
        response = client.post(at, follow=True)
        assert WORDS not in text_of(response)
        assert "A comment that its author took back." in said(response)


def test_an_auditor_reads_and_does_not_write(cast, client_of, assignment):
    written(cast, assignment)
    page = client_of(cast.auditor).get(page_of(assignment))
    assert WORDS in said(page)
    assert address(assignment) not in text_of(page)
    assert client_of(cast.auditor).post(address(assignment), {"text": "x", "once": "b"}).status_code == 403


def test_the_page_of_a_person_with_two_offices_has_no_id_twice(cast, client_of, assignment):
    make.assignment(assignment.recommendation, cast.council, answering=cast.secretariat)
    page = text_of(client_of(cast.clearing_above).get(page_of(assignment)))
    ids = [part.split('"')[0] for part in page.split(' id="')[1:]]
    assert sorted(ids) == sorted(set(ids))
    assert page.count('name="once"') == 2
