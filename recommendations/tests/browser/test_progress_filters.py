"""Progress has the list's own bar of filters: the same menus with the same numbers; what narrows one narrows both."""

import re

from recommendations.tests import make
from recommendations.tests.browser.stage import everything, text_of
from recommendations.workflow import themes


def menus(body: str) -> list[tuple[str, str, str]]:
    return re.findall(r'<input type="checkbox" name="(\w+)" value="([^"]+)"[^>]*>.*?<span class="n[^"]*">(\d+)<', body)


def test_the_bar_offers_what_the_list_offers_with_the_same_numbers(cast, client):
    everything(cast)
    client.force_login(cast.reader)
    for query in ("", "?family=DPPA", "?status=not_asked&theme=theme"):
        of_the_list = menus(text_of(client.get(f"/recommendations/{query}")))
        of_progress = menus(text_of(client.get(f"/progress/{query}")))
        chosen_columns = [each for each in of_the_list if each[0] == "columns"]
        assert of_progress
        assert of_progress == [each for each in of_the_list if each not in chosen_columns]


def test_narrowing_keeps_the_tables_and_the_address_is_tidy(cast, client):
    make.assignment(make.recommendation("1"), cast.dppa)
    client.force_login(cast.reader)
    body = text_of(client.get("/progress/?by=theme"))
    form = re.search(r'<form class="filters.*?</form>', body, re.DOTALL)[0]
    assert 'action="/progress/"' in form
    assert '<input type="hidden" name="by" value="theme">' in form
    sent = client.get("/progress/?q=&status=not_asked&overdue=&due_from=&by=theme")
    assert sent.status_code == 302
    assert sent["Location"] == "/progress/?status=not_asked&by=theme"


def test_what_cannot_be_counted_as_asked_leaves_the_bar_to_ask_again(cast, client):
    client.force_login(cast.reader)
    answer = client.get("/progress/?status=none")
    assert answer.status_code == 400
    assert 'class="filters' in text_of(answer)


def test_where_nothing_is_tracked_a_sentence_says_so_instead_of_tables_of_noughts(cast, client):
    themes.add("unused", "Unused", by=make.REGISTER)
    make.assignment(make.recommendation("1"), cast.dppa)
    client.force_login(cast.reader)
    for page in ("/organizations/AUC/", "/themes/unused/", "/progress/?owner=AUC"):
        body = text_of(client.get(page))
        assert "Nothing is tracked here." in body, page
        assert "<table" not in body, page
        assert "Show these asks" not in body, page
    assert "Nothing is tracked here." not in text_of(client.get("/organizations/DPPA/"))
