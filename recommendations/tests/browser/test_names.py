"""Names in the order of a dictionary."""

from recommendations.queries.names import alphabetical
from recommendations.tests import make
from recommendations.tests.browser.stage import said


def test_accents_and_capitals_do_not_move_a_name():
    given = ["Zambie", "union africaine", "États Membres", "Espagne", "Érythrée", "Union européenne"]
    found = ["Érythrée", "Espagne", "États Membres", "union africaine", "Union européenne", "Zambie"]
    assert sorted(given, key=alphabetical) == found


def test_organizations_stand_in_alphabetical_order_and_are_found_without_accents(cast, client):
    make.organization("ZAMBIA", name="Zambie")
    make.organization("STATES", name="États Membres")
    client.force_login(cast.reader)
    page = said(client.get("/organizations/?show=all"))
    assert page.index("États Membres") < page.index("Oversight Body") < page.index("Zambie")
    found = said(client.get("/organizations/?q=etats"))
    assert "États Membres" in found
    assert "Zambie" not in found


def test_documents_stand_in_alphabetical_order_whatever_their_letters(cast, client):
    for code in ("S/2008/1", "co-chairs", "A4P"):
        make.document(code)
    client.force_login(cast.reader)
    page = said(client.get("/documents/"))
    assert page.index("A4P") < page.index("co-chairs") < page.index("S/2008/1")
