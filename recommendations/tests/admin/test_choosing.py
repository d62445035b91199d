"""Rows are chosen by their names, files go through the verb, and what is put away goes with a reason."""

from django.core.files.uploadedfile import SimpleUploadedFile

from recommendations.models import Evidence, Organization, Succession
from recommendations.tests import make
from recommendations.tests.admin.stage import act, address, assert_kept, client_of, errors_of, filled, save
from recommendations.workflow import audit

CHOICES = "/admin/autocomplete/"


def offered(person, model, field, term):
    given = {"app_label": "recommendations", "model_name": model, "field_name": field, "term": term}
    answer = client_of(person).get(CHOICES, given)
    return [each["text"] for each in answer.json()["results"]] if answer.status_code == 200 else answer.status_code


def test_a_paragraph_is_found_by_document_and_label_and_an_ask_by_its_reference(cast):
    make.recommendation("8")
    assert offered(cast.steward, "recommendation", "paragraph", "S/2000/1 17") == ["S/2000/1 para. 17"]
    assert offered(cast.steward, "assignment", "recommendation", "para. 8") == ["S/2000/1 para. 8"]
    assert offered(cast.administrator, "membership", "user", "dora") == ["Dora Desk"]


def test_the_choices_of_one_role_are_not_offered_to_another(cast):
    make.recommendation("8")
    assert offered(cast.administrator, "recommendation", "paragraph", "S/2000/1") == 403
    assert offered(cast.steward, "membership", "user", "dora") == 403
    assert offered(cast.desk, "assignment", "recommendation", "para") == 403


def with_file(cast, path, **given):
    evidence = {
        "evidence-2-0-held_as": "file",
        "evidence-2-0-kind": "assessment",
        "evidence-2-0-dated": str(make.today()),
        "evidence-2-0-title": "The assessment",
        "evidence-2-0-upload": SimpleUploadedFile("paper.txt", b"The words."),
        "evidence-2-0-release": "partners",
    }
    return client_of(cast.desk).post(path, filled(cast.desk, path, _do="save", **evidence, **given))


def test_a_file_is_kept_through_the_verb_when_it_bears_no_marking(cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    row = make.draft(make.assignment(make.recommendation("1"), cast.dppa), cast.desk)
    path = address("progressupdate", "change", row.pk)
    page = client_of(cast.desk).get(path)
    assert 'enctype="multipart/form-data"' in page.content.decode()
    refused = with_file(cast, path)
    assert "confidential" in refused.content.decode()
    assert not Evidence.objects.exists()
    assert with_file(cast, path, **{"evidence-2-0-unclassified": "on"}).status_code == 302
    held = Evidence.objects.get()
    assert (held.file_name, held.file.read(), held.held_as) == ("paper.txt", b"The words.", "file")
    held.file.close()
    assert audit.differences() == []


def test_a_succession_is_recorded_with_its_reason_and_never_changed(cast):
    given = {"kind": "split", "on": "2019-01-01", "predecessors": [cast.au.pk], "successors": [cast.auc.pk]}
    assert save(cast.steward, address("succession", "add"), why="Resolution.", **given).status_code == 302
    row = Succession.objects.get()
    assert_kept("added", "Resolution.", by=cast.steward)
    later = {**given, "on": "2999-01-01"}
    assert "on" in errors_of(save(cast.steward, address("succession", "add"), why="Try.", **later))
    answer = client_of(cast.steward).post(address("succession", "change", row.pk), {"note": "X", "why": "Try."})
    assert answer.status_code == 403


def test_an_organization_is_put_away_and_brought_back(cast):
    body = make.organization("OLD")
    assert act(cast.steward, "organization", "archive", body, why="Gone.").status_code == 302
    assert_kept("archived", "Gone.", by=cast.steward)
    assert act(cast.steward, "organization", "archive", cast.dppa, why="Gone.").status_code == 200
    assert Organization.objects.get(code="DPPA").archived_at is None, "people belong to it"
    body.refresh_from_db()
    client = client_of(cast.steward)
    listed = client.get(address("organization"), {"archived": "yes"}).context["cl"].result_list
    assert [each.code for each in listed] == ["OLD"]
