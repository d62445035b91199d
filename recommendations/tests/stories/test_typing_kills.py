"""Somebody types; again and again the browser, the tab or the server dies with -9. What was typed is there again."""

import random
import time

import pytest

from recommendations.models import KeptText, ProgressUpdate
from recommendations.tests import make
from recommendations.tests.stories.browsers import enter

pytestmark = [pytest.mark.chromium, pytest.mark.proof]

ROUNDS = 24
# What may be lost when the browser itself is killed: what was typed after the last save. A tab or a server loses none.
UNSAVED = 4.5
LANDMARKS = {"draft": "What was done", "kept": "Feedback to its author"}


def words(chance: random.Random) -> str:
    return "".join(chance.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(chance.randint(2, 9))) + " "


def typed_for(page, area, chance: random.Random, seconds: float) -> list[tuple[float, str]]:
    """What stood in the field, and when."""
    area.focus()
    page.keyboard.press("Control+End")
    found, until = [(time.monotonic(), area.input_value())], time.monotonic() + seconds
    while time.monotonic() < until:
        page.keyboard.type(words(chance))
        found.append((time.monotonic(), area.input_value()))
        time.sleep(chance.uniform(0.02, 0.6))
    return found


def on_the_register(form: str) -> str:
    if form == "draft":
        found = ProgressUpdate.objects.filter(state="draft").first()
        return found.done if found else ""
    kept = KeptText.objects.exclude(form__contains="~").first()
    return kept.typed.get("feedback", [""])[0] if kept else ""


def wait_for(holds, seconds: float = 40) -> None:
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.1)


@pytest.mark.parametrize("form", ["draft", "kept"])
def test_killed_again_and_again_while_typing(web, browser_in, tmp_path, form):
    cast = make.cast()
    chance = random.Random(20)
    if form == "draft":
        recommendation, who = make.assignment(make.recommendation("1"), cast.dppa).recommendation, "desk"
    else:
        update = make.submitted(make.assignment(make.recommendation("1"), cast.dppa), cast.desk)
        recommendation, who = update.assignment.recommendation, "clearing"
    address = f"/recommendations/{recommendation.public_id}/"

    context, kill = browser_in(tmp_path, web.address)
    page = context.pages[0]
    enter(page, who)
    lost = {"browser": 0, "tab": 0, "server": 0}
    for _round in range(ROUNDS):
        page.goto(address)
        area = page.get_by_label(LANDMARKS[form])
        history = typed_for(page, area, chance, chance.uniform(1, 9))
        died, last = time.monotonic(), history[-1][1]
        what = chance.choice(list(lost))
        if what == "browser":
            kill()
            context, kill = browser_in(tmp_path, web.address)
            page = context.pages[0]
            enter(page, who)
        elif what == "tab":
            page.close()
            page = context.new_page()
        else:
            web.stop(kill=True)
            page.keyboard.type("while it was away ")
            last = area.input_value()
            web.start()
            wait_for(lambda last=last: on_the_register(form).strip() == last.strip())
        page.goto(address)
        area = page.get_by_label(LANDMARKS[form])
        safe = (
            last
            if what != "browser"
            else [text for at, text in history if at < died - UNSAVED or text == history[0][1]][-1]
        )
        wait_for(lambda area=area, safe=safe: area.input_value().startswith(safe.strip()), 10)
        assert last.startswith(area.input_value().strip()), "nothing but what was typed"
        lost[what] = max(lost[what], len(last.strip()) - len(area.input_value().strip()))
        wait_for(lambda area=area: on_the_register(form).strip() == area.input_value().strip(), 15)
        if len(last) > 900:
            area.fill("")
            wait_for(lambda: not on_the_register(form).strip(), 15)
    print(f"{ROUNDS} deaths of a {form} form; most characters lost by one: {lost}")
    assert lost["tab"] == lost["server"] == 0
    kill()
