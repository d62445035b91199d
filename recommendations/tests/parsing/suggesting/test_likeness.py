"""Close matches in the register."""

from recommendations.parsing.suggesting.likeness import Register

KNOWN = [
    (
        "S/2008/186 para. 73(b)",
        (
            "Formalize the holding on an annual basis of joint meetings between the Security "
            "Council and the Peace and Security Council"
        ),
    ),
    (
        "S/2008/186 para. 76",
        ("I propose setting up a panel of distinguished persons to consider modalities of financing"),
    ),
    (
        "S/2015/229 para. 54",
        ("The United Nations will seek to strengthen its training support capacity for the African Union"),
    ),
]


def test_the_same_ask_in_other_words_is_found_with_the_words_both_have():
    (found,) = Register.of(KNOWN).like(
        "Hold joint meetings of the Security Council and the Peace and Security Council annually"
    )
    assert found.key == "S/2008/186 para. 73(b)"
    assert "joint" in found.shared


def test_nothing_like_it_gives_nothing():
    assert Register.of(KNOWN).like("Clear the mines along the northern road") == ()
    assert Register.of([]).like("anything at all") == ()


def test_the_nearest_stands_first_and_equals_by_their_keys():
    register = Register.of(
        [("B", "Report once a year on results"), ("A", "Report once a year on results"), ("C", "Report on results")]
    )
    assert [each.key for each in register.like("Report once a year on results")] == ["A", "B", "C"]


def test_at_most_so_many():
    register = Register.of([(str(n), "Report once a year on results") for n in range(30)])
    assert len(register.like("Report once a year on results", most=4)) == 4


def test_words_that_everybody_uses_make_no_two_asks_alike():
    common = [
        (f"S/2008/186 para. {n}", f"The United Nations will continue to support the African Union in {what}")
        for n, what in enumerate(["mediation", "elections", "planning", "logistics", "policing"])
    ]
    register = Register.of(
        [*common, ("S/2015/229 para. 63", "a goal that will continue to be supported by the United Nations")]
    )
    assert register.like("The United Nations should continue to support joint risk assessments") == ()
    assert [each.key for each in register.like("Support the African Union in its mediation")] == ["S/2008/186 para. 0"]
