"""What is too large in one go is refused with words, and none of it is kept."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.wsgi import get_wsgi_application
from django.test import RequestFactory

from recommendations.browser.too_much import MEGABYTE, PIECE, STILL_HEARD
from recommendations.models import Upload
from recommendations.tests.browser.stage import said
from recommendations.tests.workflow.test_uploads import TEXT


@pytest.fixture
def steward(cast, client_of):
    return client_of(cast.steward)


def files(*sizes):
    return {"files": [SimpleUploadedFile(f"{place}.txt", TEXT + b" " * size) for place, size in enumerate(sizes)]}


def test_more_than_the_limit_in_one_go_is_refused_and_nothing_taken(steward, settings):
    settings.REQUEST_MAX_MB = 2
    answer = steward.post("/intake/", files(MEGABYTE, MEGABYTE))
    assert answer.status_code == 413
    assert "This is 3 MB in one go, and 2 MB are the most." in said(answer)
    assert not Upload.objects.exists()
    assert steward.post("/intake/", files(100, 100)).status_code == 302


class Endless:
    """A body that is made while it is read."""

    def __init__(self) -> None:
        self.pieces: list[int] = []

    def read(self, size: int = -1) -> bytes:
        self.pieces.append(size)
        return b"x" * max(size, 0)

    readline = read


def test_it_is_heard_out_in_small_pieces_and_not_for_ever(db, settings):
    settings.REQUEST_MAX_MB = 1
    body, answered = Endless(), []
    environ = RequestFactory().post("/intake/", content_type="multipart/form-data; boundary=x").environ
    environ |= {"CONTENT_LENGTH": str(10_000 * MEGABYTE), "wsgi.input": body}
    get_wsgi_application()(environ, lambda status, headers: answered.append(status))
    assert answered == ["413 Request Entity Too Large"]
    assert {*body.pieces} == {PIECE}
    assert sum(body.pieces) == STILL_HEARD * MEGABYTE


def test_whoever_is_not_signed_in_is_refused_as_well(client, db, settings):
    settings.REQUEST_MAX_MB = 1
    assert client.post("/sign-in/", files(2 * MEGABYTE)).status_code == 413
    assert client.post("/sign-in/", {"a": "b"}, headers={"content-length": "nonsense"}).status_code != 500
