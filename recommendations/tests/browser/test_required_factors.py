"""With REQUIRE_TWO_FACTORS, those it names first add a second factor."""

import pytest
from django.http import HttpResponse

from recommendations.browser.accounts import middleware
from recommendations.tests.browser.codes import has_an_app


@pytest.fixture
def answer(rf, settings):
    def of(person, path="/", *, required):
        settings.REQUIRE_TWO_FACTORS = required
        handle = middleware.second_factor(lambda request: HttpResponse("welcome"))
        request = rf.get(path)
        request.user = person
        request._messages = type("Said", (), {"add": lambda *anything: None})()
        return handle(request)

    return of


def test_everyone_is_led_to_it_and_may_do_nothing_else_before(cast, answer):
    assert answer(cast.reader, "/progress/", required="everyone")["Location"] == "/account/second-factor/"
    assert answer(cast.reader, "/api/v1/recommendations/", required="everyone").status_code == 403
    assert answer(cast.reader, "/account/second-factor/app/", required="everyone").status_code == 200
    assert answer(cast.reader, "/sign-out/", required="everyone").status_code == 200
    has_an_app(cast.reader)
    assert answer(cast.reader, "/progress/", required="everyone").status_code == 200


def test_or_only_those_who_look_after_the_register(cast, answer):
    for who in (cast.administrator, cast.steward):
        assert answer(who, required="administrators").status_code == 302
    assert answer(cast.desk, required="administrators").status_code == 200
