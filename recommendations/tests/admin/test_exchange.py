"""Organizations and themes as files: out, in again, shown before they are taken, all of it or nothing."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from recommendations.models import Entry, Organization, Theme
from recommendations.tests import make
from recommendations.tests.admin.stage import client_of
from recommendations.workflow import archiving, organizations, themes
from recommendations.workflow.audit import differences

ORGANIZATIONS = "/admin/recommendations/organization/"
THEMES = "/admin/recommendations/theme/"


@pytest.fixture
def steward(cast):
    return client_of(cast.steward)


def exported(client, at=ORGANIZATIONS, query=""):
    answer = client.get(f"{at}export/csv/{query}")
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def written(rows):
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def shown(client, rows, at=ORGANIZATIONS, name="file.csv", **given):
    content = rows if isinstance(rows, bytes) else written(rows).encode()
    form = {"file": SimpleUploadedFile(name, content), "why": "From our list.", **given}
    return client.post(f"{at}import/", form)


def confirmed(client, page, at=ORGANIZATIONS):
    return client.post(f"{at}import/", {"carried": page.context["carried"]})


def mistakes(page):
    return {(each.code, column): words for each in page.context["shown"] for column, words in each.mistakes}


def entries():
    return Entry.objects.count()


def test_what_is_exported_comes_back_without_a_change(cast, steward):
    organizations.change(
        cast.dppa, by=make.by(cast.steward), version=1, why="Try.", note='=SUM(1)\nsecond line, "quoted"'
    )
    before = entries()
    rows = exported(steward)
    assert next(each for each in rows if each["code"] == "DPPA")["note"].startswith("'=SUM"), "never a formula"
    page = shown(steward, rows)
    assert (page.status_code, page.context["shown"], page.context["same"]) == (200, [], len(rows))
    assert entries() == before


def test_the_export_has_the_rows_of_the_list(cast, steward):
    assert [each["code"] for each in exported(steward, query="?q=political")] == ["DPPA"]
    assert len(exported(steward, query="?kind__exact=un_organ")) == 1


def test_a_change_is_shown_then_taken_in_through_the_verb(cast, steward):
    rows = exported(steward)
    row = next(each for each in rows if each["code"] == "DPPA")
    row["note"], row["names"] = "Since 2019.", f"{row['names']}\nfr | Département des affaires politiques | DAPCP"
    before = entries()
    page = shown(steward, rows)
    assert [(each.code, [column for column, _was, _now in each.changes]) for each in page.context["shown"]] == [
        ("DPPA", ["names", "note"])
    ]
    assert entries() == before, "only shown"
    assert confirmed(steward, page)["Location"] == ORGANIZATIONS
    cast.dppa.refresh_from_db()
    assert cast.dppa.note == "Since 2019."
    assert cast.dppa.name("fr") == "Département des affaires politiques"
    entry = Entry.objects.order_by("-recorded_at", "-seq").first()
    assert (entry.kind, entry.channel, entry.content["why"]) == ("changed", "spreadsheet", "From our list.")
    assert entries() == before + 1
    assert differences() == []


def test_a_row_that_is_not_there_is_added_only_when_that_was_asked_for(cast, steward):
    new = {"code": "ECOWAS", "version": "", "kind": "regional_economic_community", "reports_for_itself": "yes"}
    new["names"] = "en | Economic Community of West African States | ECOWAS | 1975-05-28"
    page = shown(steward, [new])
    assert page.status_code == 422
    assert "not in the register" in mistakes(page)["ECOWAS", "code"]
    page = shown(steward, [new], adds="on")
    assert page.context["shown"][0].new
    assert not Organization.objects.filter(code="ECOWAS").exists()
    confirmed(steward, page)
    made = Organization.objects.get(code="ECOWAS")
    assert (made.acronym(), str(made.names.get().valid_from)) == ("ECOWAS", "1975-05-28")
    assert differences() == []


def test_every_mistake_of_every_cell_is_said_at_once_and_nothing_is_kept(cast, steward):
    rows = exported(steward)
    by_code = {each["code"]: each for each in rows}
    by_code["DPPA"].update(kind="ministry", parent="NOWHERE", ends_on="soon", names="DPPA")
    by_code["AU"].update(reports_for_itself="perhaps", note="Good.")
    by_code["UN"].update(parent="DPPA")
    by_code["AUC"].update(note="Also good.")
    before = entries()
    page = shown(steward, rows)
    assert page.status_code == 422
    assert set(mistakes(page)) == {
        ("DPPA", "kind"),
        ("DPPA", "parent"),
        ("DPPA", "ends_on"),
        ("DPPA", "names"),
        ("AU", "reports_for_itself"),
        ("UN", "parent"),
    }
    assert "carried" not in page.context or not page.context["carried"]
    assert entries() == before
    assert Organization.objects.get(code="AUC").note == ""


def test_a_row_that_changed_meanwhile_stops_all_before_and_after_it_was_shown(cast, steward):
    rows = exported(steward)
    for each in rows:
        each["note"] = "From the file."
    page = shown(steward, rows)
    organizations.change(cast.auc, by=make.by(cast.steward), version=1, why="Meanwhile.", note="By hand.")
    answer = confirmed(steward, page)
    assert answer.status_code == 409
    assert set(mistakes(answer)) == {("AUC", "version")}
    assert set(mistakes(shown(steward, rows))) == {("AUC", "version")}
    notes = dict(Organization.objects.values_list("code", "note"))
    assert notes.pop("AUC") == "By hand."
    assert set(notes.values()) == {""}
    assert differences() == []


def test_a_second_confirmation_does_nothing_more(cast, steward):
    rows = exported(steward)
    rows[0]["note"] = "Once."
    page = shown(steward, rows)
    confirmed(steward, page)
    before = entries()
    assert confirmed(steward, page).status_code == 409
    assert entries() == before


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "file.csv", "empty"),
        (b"code,colour\nDPPA,blue\n", "file.csv", "There is no column"),
        (b"kind\nother\n", "file.csv", "no column “code”"),
        (b"code,code\nDPPA,DPPA\n", "file.csv", "a name of its own"),
        ("code\nDéPPA\n".encode("latin-1"), "file.csv", "UTF-8"),
        (b"code\nDPPA\n", "file.ods", "ends in"),
        (b"no workbook", "file.xlsx", "no Excel workbook"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(cast, steward, content, name, said):
    answer = shown(steward, content, name=name)
    assert answer.status_code in (200, 422)
    assert said in str(answer.context["form"].errors)


def test_the_same_code_twice_and_a_missing_version_are_mistakes(cast, steward):
    row = next(each for each in exported(steward) if each["code"] == "AU")
    page = shown(steward, [{**row, "note": "One."}, {**row, "note": "Two."}])
    assert ("AU", "code") in mistakes(page)
    assert ("AU", "version") in mistakes(shown(steward, [{**row, "version": "", "note": "One."}]))


def test_a_parent_may_be_added_by_an_earlier_row(cast, steward):
    given = {"version": "", "kind": "other", "reports_for_itself": "yes"}
    above = {"code": "ABOVE", "parent": "", "names": "en | Above", **given}
    below = {"code": "BELOW", "parent": "ABOVE", "names": "en | Below", **given}
    confirmed(steward, shown(steward, [above, below], adds="on"))
    assert Organization.objects.get(code="BELOW").parent.code == "ABOVE"


def test_an_excel_file_goes_out_and_comes_back(cast, steward):
    pytest.importorskip("openpyxl")
    answer = steward.get(f"{ORGANIZATIONS}export/xlsx/")
    page = shown(steward, answer.content, name="organizations.xlsx")
    assert (page.status_code, page.context["shown"]) == (200, [])


def test_themes_go_out_and_come_back(cast, steward):
    theme = themes.add("training", "Training", by=make.REGISTER)
    gone = themes.add("old", "Old", by=make.REGISTER)
    archiving.archive(gone, by=make.by(cast.steward), version=1, why="Out.")
    rows = exported(steward, THEMES)
    assert rows == [{"code": "training", "version": "1", "name": "Training"}], "archived ones are not in the list"
    rows = [{**rows[0], "name": "Exercises"}, {"code": "police", "version": "", "name": "Police"}]
    confirmed(steward, shown(steward, rows, THEMES, adds="on"), THEMES)
    theme.refresh_from_db()
    assert theme.name == "Exercises"
    assert Theme.objects.get(code="police").name == "Police"
    assert differences() == []


def test_what_was_shown_to_one_is_not_confirmed_by_another(cast, steward):
    rows = exported(steward)
    rows[0]["note"] = "Mine."
    page = shown(steward, rows)
    other = make.user("another-steward", "steward")
    other.is_staff = True
    other.save()
    before = entries()
    answer = client_of(other).post(f"{ORGANIZATIONS}import/", {"carried": page.context["carried"]})
    assert answer.status_code == 302
    assert steward.post(f"{THEMES}import/", {"carried": page.context["carried"]}).status_code == 302
    assert steward.post(f"{ORGANIZATIONS}import/", {"carried": "x"}).status_code == 302
    assert entries() == before


@pytest.mark.parametrize("who", ["desk", "administrator", "manager", "reader"])
def test_only_a_steward_takes_files_in(cast, who):
    client = client_of(getattr(cast, who))
    before = entries()
    for at in (ORGANIZATIONS, THEMES):
        assert client.get(f"{at}import/").status_code == 403
        assert shown(client, b"code,note\nDPPA,X\n", at).status_code == 403
    exports = {"administrator": 200}.get(who, 403)
    assert client.get(f"{ORGANIZATIONS}export/csv/").status_code == exports
    assert client.get(f"{THEMES}export/csv/").status_code == 403
    assert entries() == before
