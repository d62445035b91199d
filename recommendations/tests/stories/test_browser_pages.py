"""Every page that has an address, seen by the role that works there: no accessibility violation, nothing too wide."""

import pytest

from recommendations.tests import make
from recommendations.tests.batteries.test_pages import FILES, OF_ONES_OWN, ONLY_FOR, OPEN, WRITES, addresses
from recommendations.tests.browser.people import signed_in
from recommendations.tests.browser.stage import everything
from recommendations.tests.stories.looking import WIDTHS, look
from recommendations.workflow import successions

pytestmark = pytest.mark.chromium

# Where a role sees something of its own.
THEIR_OWN = {
    "desk": ("desk", "recommendation", "recommendations"),
    "clearing": ("desk", "recommendation"),
    "reviewer": ("desk", "recommendation"),
    "manager": ("desk", "recommendation", "organization", "family", "hand-over"),
    "steward": ("recommendation", "document", "organization", "theme"),
    "administrator": ("desk", "recommendations"),
}


def pages_of(who: str) -> dict[str, str]:
    """The richest address of each name that this role is the one to look at."""
    found = {}
    for name, each in addresses().items():
        if name in WRITES or name in OPEN or name in OF_ONES_OWN | FILES or not each:
            continue
        who_works_there = ONLY_FOR.get(name, {"reader"})
        if who in who_works_there or name in THEIR_OWN.get(who, ()):
            found[name] = each[0]
    return found


@pytest.fixture
def register(committed_db):
    cast = make.cast()
    rows = everything(cast)
    successions.add("split", by=make.REGISTER, on=make.today(), predecessors=[cast.dppa], successors=[cast.auc])
    return rows


def looked_at(page, who: str, rows, widths: tuple[int, ...] = WIDTHS) -> list[str]:
    own = {"clearing": rows["submitted"], "reviewer": rows["open"], "desk": rows["draft"]}
    found = []
    for name, address in pages_of(who).items():
        if name == "recommendation" and who in own:
            address = f"/recommendations/{own[who].assignment.recommendation.public_id}/"
        answer = page.goto(address)
        assert answer.status == 200, address
        page.evaluate("for (const one of document.querySelectorAll('main details:not(.menu)')) one.open = true")
        found += look(page, f"{who}: {name}", widths)
    return found


@pytest.mark.parametrize("who", ["reader", "desk", "clearing", "reviewer", "manager"])
def test_every_page(browser, register, who):
    page = signed_in(browser, who)
    found = looked_at(page, who, register)
    assert not found, "\n".join(found)


# Their pages are looked at in every state, at each width, by test_browser_steward.py and test_browser_accounts.py.
@pytest.mark.parametrize("who", ["steward", "administrator"])
def test_every_page_of_those_who_look_after_the_register(browser, register, who):
    page = signed_in(browser, who)
    found = looked_at(page, who, register, WIDTHS[1:])
    assert not found, "\n".join(found)
