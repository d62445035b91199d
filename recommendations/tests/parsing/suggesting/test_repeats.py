"""One ask said in several places is offered once."""

from recommendations.parsing.suggesting.suggest import suggest
from recommendations.parsing.suggesting.values import Passage, Source

from .ask import organizations, suggested, themes

ASK = "The executive heads should, by the end of 2032, adopt terms of reference for each of their liaison offices."


def test_a_box_in_the_summary_and_in_the_body():
    (found,) = suggested(ASK, ASK, kind="oversight_report", labels=["Recommendation 1", "Recommendation 1 [2]"])
    assert [place.paragraph for place in found.also_at] == ["Recommendation 1 [2]"]


def test_the_body_is_offered_and_the_summary_named():
    passages = (
        Passage("Summary 1", "The Office should set a limit for answers to requests.", None, ("Summary",)),
        Passage(
            "4.2",
            "The Office should set a limit for answers to requests from the African Union and monitor it.",
            None,
            (),
        ),
    )
    (found,) = suggest(Source(passages, kind="oversight_report"), organizations(), themes())
    assert (found.paragraph, [place.paragraph for place in found.also_at]) == ("4.2", ["Summary 1"])


def test_a_summary_may_say_which_paragraph_it_sums_up():
    passages = (
        Passage("Summary 1", "On financing (para. 76), I propose a panel of wise persons.", None, ("Summary",)),
        Passage(
            "76", "I propose setting up, within three months, an independent group to consider resources.", None, ()
        ),
    )
    (found,) = suggest(Source(passages, kind="report_of_the_secretary_general"), organizations(), themes())
    assert found.paragraph == "76"


def test_two_asks_with_other_words_stay_two():
    assert (
        len(suggested("The Secretariat should report yearly on this.", "The Commission should publish all its rules."))
        == 2
    )
