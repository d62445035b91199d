"""manage.py parse_document"""

import json
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from recommendations.models import Organization
from recommendations.models.organizations import OrganizationName

REPORT = settings.BASE_DIR / "fixtures" / "development" / "develop" / "sg-report.pdf"


def printed(path, *options):
    out = StringIO()
    call_command("parse_document", str(path), *options, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_one_object_with_what_the_report_holds_and_asks():
    said = json.loads(printed(REPORT, "--format", "json"))
    assert set(said) == {"document", "sections", "paragraphs", "footnotes", "candidates", "warnings"}
    assert set(said["document"]) == {"symbol", "title", "date", "issuing_body", "kind", "language"}
    assert said["document"]["symbol"] == "S/DEV/2031/1"
    assert set(said["paragraphs"][0]) == {"label", "text", "page", "section"}
    assert set(said["candidates"][0]) == {
        "paragraph", "quote", "lead_in", "kind", "addressee", "actors", "themes", "score", "suggested", "why",
    }  # fmt: skip
    texts = {each["label"]: each["text"] for each in said["paragraphs"]}
    assert all(each["quote"] in texts[each["paragraph"]] for each in said["candidates"])
    assert any(each["actors"] == ["UN-SC", "AU-PSC"] for each in said["candidates"])


@pytest.mark.django_db
def test_organizations_are_the_registers_where_it_has_any():
    only = Organization.objects.create(code="XYZ", kind="other", reports_for_itself=True)
    OrganizationName.objects.create(organization=only, name="European Union", acronym="EU")
    said = json.loads(printed(REPORT, "--format", "json"))
    assert {code for each in said["candidates"] for code in each["actors"]} == {"XYZ"}


@pytest.mark.django_db
def test_for_people_it_prints_each_ask_with_its_reasons():
    said = printed(REPORT)
    assert "S/DEV/2031/1" in said
    assert "* 13" in said
    assert "first “I encourage”" in said


@pytest.mark.django_db
@pytest.mark.parametrize(("content", "code"), [(b"", "empty"), (b"PK\x03\x04 no archive", "damaged")])
def test_what_cannot_be_read_says_so(tmp_path, content, code):
    path = tmp_path / "report.docx"
    path.write_bytes(content)
    with pytest.raises(CommandError, match=code):
        printed(path)


def test_a_file_that_is_not_there_says_so(tmp_path):
    with pytest.raises(CommandError, match="cannot be opened"):
        printed(tmp_path / "nothing.pdf")
