import pytest

from recommendations.parsing.clean import clean


@pytest.mark.parametrize(
    ("raws", "text"),
    [
        (["Capacity-\nBuilding"], "Capacity-Building"),
        (["Capacity- \r\n  Building"], "Capacity-Building"),
        (["as an \n", "as-needed"], "as an as-needed"),
        (["Nations-\n", " tailored"], "Nations-tailored"),
        (["one — \ntwo —\nthree"], "one — two — three"),
        (["one -\ntwo"], "one - two"),
        (["troop-\nand police-contributing"], "troop- and police-contributing"),
        (["and-\nand-again"], "and-and-again"),
        (["  4/8,", " in\u00a0which\t it "], "4/8, in which it"),
        (["cafe\u0301"], "café"),
        ([], ""),
    ],
)
def test_white_space_is_one_space_and_hyphens_stay(raws, text):
    assert clean(raws) == text
