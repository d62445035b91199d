import pytest

from recommendations.parsing.citations import citations, key


def found(text: str) -> list[tuple[str, str]]:
    return [(text[each.start : each.end], each.symbol) for each in citations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("as in its statement (S/PRST/2007/7), the Council", [("S/PRST/2007/7", "S/PRST/2007/7")]),
        ("my report (S/2008/18).", [("S/2008/18", "S/2008/18")]),
        ("Department (A/62/521), including", [("A/62/521", "A/62/521")]),
        (
            "see A/61/204-S/2006/590).",
            [("A/61/204", "A/61/204"), ("S/2006/590", "S/2006/590")],
        ),
        ("(A/47/277-S/24111).", [("A/47/277", "A/47/277"), ("S/24111", "S/24111")]),
        ("the meeting (S/PV.5649)", [("S/PV.5649", "S/PV.5649")]),
        ("Add. (A/60/891/Add.1),", [("A/60/891/Add.1", "A/60/891/ADD.1")]),
        ("In its resolution 1631 (2005), the", [("resolution 1631 (2005)", "S/RES/1631")]),
        ("Resolution 770 (1992) regarding", [("Resolution 770 (1992)", "S/RES/770")]),
        (
            "resolutions 1540 (2004) and 1673 (2006), with",
            [("resolutions 1540 (2004)", "S/RES/1540"), ("1673 (2006)", "S/RES/1673")],
        ),
        (
            "resolutions 1 (1946), 2 (1946) and 3 (1946)",
            [("resolutions 1 (1946)", "S/RES/1"), ("2 (1946)", "S/RES/2"), ("3 (1946)", "S/RES/3")],
        ),
        ("S/RES/2719 (2023) says", [("S/RES/2719 (2023)", "S/RES/2719")]),
        ("General Assembly, resolution 60/180 and", [("resolution 60/180", "A/RES/60/180")]),
        ("A/RES/60/1 says", [("A/RES/60/1", "A/RES/60/1")]),
        ("the Human Rights Council resolution 48/8", []),
        ("resolution 4/8, in which the Council", []),
        ("PSC/PR/2(XCVIII), 98th meeting", []),
        ("decision S-4/101 of 13 December 2006", []),
        ("and/or A/B S/ USA/2008", []),
        ("", []),
    ],
)
def test_what_is_cited(text, expected):
    assert found(text) == expected


def test_one_key_for_each_way_to_write_a_symbol():
    assert key("S/RES/1631 (2005)") == key("S/RES/1631(2005)") == key("s/res/1631") == "S/RES/1631"
    assert key("S/2015/229*") == "S/2015/229"
