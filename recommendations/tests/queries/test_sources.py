import tomllib
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from recommendations.models import DocumentVersion, Recommendation
from recommendations.parsing.spans import locate
from recommendations.queries.sources import source_reports
from recommendations.tests import make
from recommendations.tests.staged import staged
from recommendations.workflow.audit.sources import the_quotes, the_sources
from recommendations.workflow.loading import load

FIXTURES = Path(settings.BASE_DIR) / "fixtures"


@staged
def register():
    """The five reports."""
    load(FIXTURES, by=make.REGISTER)


def test_each_document_says_what_was_found_in_it(register):
    reports = {each.document: each for each in source_reports()}
    assert {code: (each.paragraphs, each.sub_paragraphs, each.footnotes) for code, each in reports.items()} == {
        "A4P-partnerships-brief": (20, 0, 0),
        "S/2008/186": (100, 45, 6),
        "S/2009/398": (29, 98, 0),
        "S/2015/229": (65, 0, 2),
        "co-chairs-summary-2019": (7, 0, 0),
    }
    assert {code: each.recommendations for code, each in reports.items()} == {
        "A4P-partnerships-brief": 39,
        "S/2008/186": 65,
        "S/2009/398": 112,
        "S/2015/229": 45,
        "co-chairs-summary-2019": 9,
    }
    assert all(each.bases in ({}, {"none": each.bases.get("none")}) for each in reports.values())


def test_the_command_prints_it(register):
    out = StringIO()
    call_command("source_report", stdout=out)
    assert "S/2008/186" in out.getvalue()
    assert "removed-pieces" in out.getvalue()


def test_every_source_is_rebuilt_and_every_quote_verbatim(register):
    assert list(the_sources()) == []
    assert list(the_quotes()) == []


def test_views_observations_and_the_brief_are_for_reference(register):
    tracked = Recommendation.objects.filter(follow_up="tracked")
    assert not tracked.filter(kind__in=["view_expressed", "observation"]).exists()
    assert not tracked.filter(paragraph__document_version__document__code="A4P-partnerships-brief").exists()
    assert Recommendation.objects.get(reference="S/2009/398 para. 18").standing == "agreed"


def near_misses():
    for path in sorted((FIXTURES / "near-misses").glob("*.toml")):
        code = tomllib.loads((FIXTURES / path.name).read_text())["document"]["code"]
        for row in tomllib.loads(path.read_text())["near_miss"]:
            yield pytest.param(code, row, id=f"{code} {row['paragraph']}: {row['quote'][:30]}")


def test_there_are_near_misses_of_every_document():
    assert len({each.values[0] for each in near_misses()}) == 5


@pytest.mark.parametrize(("code", "row"), list(near_misses()))
def test_a_near_miss_stands_in_its_paragraph_and_is_no_recommendation(register, code, row):
    version = DocumentVersion.objects.get(document__code=code, is_quoted=True)
    paragraph = version.paragraphs.get(label=row["paragraph"])
    start, end = locate(paragraph.text, row["quote"], occurrence=row.get("occurrence"))
    overlapping = paragraph.recommendations.filter(start__lt=end, end__gt=start)
    assert not overlapping.exists(), row["why"]
