"""The audit is green after ordinary work, and names whatever was altered behind the register's back."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import IntegrityError, connection, models
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from recommendations.models import (
    Addressee,
    Assignment,
    Chain,
    DocumentVersion,
    Entry,
    Evidence,
    Footnote,
    LeadInSpan,
    Membership,
    Organization,
    OrganizationName,
    OutboxMessage,
    Paragraph,
    ProgressUpdate,
    Recommendation,
    RecommendationPlace,
    Review,
    ReviewComment,
    Seal,
    Section,
    SourceDocument,
    SourcePiece,
    TargetDateAgreement,
    TargetDateProposal,
    Theme,
    triggers,
)
from recommendations.tests import make
from recommendations.tests.properties.tampering import alter, remove, undone, unguarded
from recommendations.workflow import audit, redaction, sealing
from recommendations.workflow.audit import differences


def named() -> str:
    return "\n".join(str(each) for each in differences())


def sound() -> bool:
    """As `differences() == []`, and quicker to say no."""
    return not any(True for check in audit.CHECKS for _ in check())


# Sound


def test_it_is_green_after_a_long_ordinary_story(told):
    assert differences() == []
    assert Seal.objects.count() >= 6
    out = StringIO()
    call_command("audit", stdout=out)
    assert "no difference" in out.getvalue()


def test_the_command_names_what_it_finds_and_exits_with_one(told):
    row = Assignment.objects.exclude(headline="").first()
    alter(row, headline="superseded")
    err = StringIO()
    with pytest.raises(CommandError) as failure:
        call_command("audit", stdout=StringIO(), stderr=err)
    assert failure.value.returncode == 1
    assert str(row) in err.getvalue()
    assert "headline" in err.getvalue()


# The journal


def last_entry():
    return Entry.objects.filter(chain_kind="assignment").order_by("-recorded_at", "-seq").first()


def test_a_deleted_last_entry_is_noticed(told):
    entry = last_entry()
    remove(Entry.objects.filter(pk=entry.pk))
    assert f"{entry.chain_kind} {entry.chain_id}: the chain was cut" in named()


def test_a_deleted_entry_in_the_middle_is_noticed(told):
    entry = Entry.objects.filter(chain_kind="assignment", seq=2).exclude(kind="submitted").first()
    after = Entry.objects.get(chain_kind=entry.chain_kind, chain_id=entry.chain_id, seq=3)
    remove(Entry.objects.filter(pk=entry.pk))
    assert f"{after}: does not follow the entry before it" in named()


@pytest.mark.parametrize("with_its_head", [False, True])
@pytest.mark.parametrize("kind", ["assignment", "recommendation", "document", "organization", "theme", "user"])
def test_a_deleted_chain_is_noticed_whether_or_not_its_head_goes_too(told, kind, with_its_head):
    pointed_at = OutboxMessage.objects.values("entry__chain_id")
    chain_id = Entry.objects.filter(chain_kind=kind).exclude(chain_id__in=pointed_at).first().chain_id
    remove(Entry.objects.filter(chain_kind=kind, chain_id=chain_id))
    if with_its_head:
        Chain.objects.filter(kind=kind, subject=chain_id)._raw_delete("default")
    else:
        assert f"{kind} {chain_id}: the whole chain is gone" in named()
    assert differences()


def test_two_entries_that_changed_places_are_noticed(told):
    first, second = Entry.objects.filter(chain_id=last_entry().chain_id).order_by("seq")[1:3]
    alter(second, seq=1000)
    alter(first, seq=F("seq") + 1)
    alter(second, seq=first.seq)
    assert "does not follow the entry before it" in named()
    assert "was altered: its hash does not hold" in named()


@pytest.mark.parametrize("column", ["length", "head"])
def test_an_altered_head_is_noticed(told, column):
    chain = Chain.objects.first()
    alter(chain, **{column: 1000 if column == "length" else "0" * 64})
    assert f"{chain.kind} {chain.subject}: the chain was cut, or entries were added past its head" in named()


def test_words_that_were_emptied_without_a_redaction_are_noticed(told):
    entry = Entry.objects.filter(kind="submitted").exclude(content={}).first()
    alter(entry, content={})
    assert f"{entry}: its words were altered" in named()


def test_words_put_back_over_a_redaction_are_noticed(told):
    gone = Entry.objects.get(id=Entry.objects.filter(kind="redacted").first().facts["entry"])
    alter(gone, content={"done": "Something harmless."})
    assert f"{gone}: its words were altered" in named()


def test_an_entry_made_up_with_the_right_hash_is_noticed_by_its_seal(told):
    """Whoever knows the code can chain a new entry to the end, and dates it back; the day was sealed without it."""
    from recommendations.workflow.journal import hash_of

    last = last_entry()
    first_day = Seal.objects.earliest("day")
    with unguarded(Entry):
        made_up = Entry(**{each.attname: getattr(last, each.attname) for each in Entry._meta.concrete_fields})
        made_up.id, made_up.seq, made_up.previous_hash = "00000000-0000-4000-8000-000000000000", last.seq + 1, last.hash
        made_up.kind, made_up.facts, made_up.recorded_at = "asked", {}, first_day.sealed_at - timedelta(days=1)
        made_up.hash = hash_of(made_up)
        made_up.save(force_insert=True)
        Chain.objects.filter(kind=last.chain_kind, subject=last.chain_id).update(length=made_up.seq, head=made_up.hash)
    assert f"seal of {first_day.day}: the journal is not what was sealed" in named()


# Seals


@pytest.mark.parametrize("column", ["day", "entries", "heads_hash", "previous_hash", "hash", "sealed_at"])
def test_an_altered_seal_is_noticed(told, column):
    seal = Seal.objects.order_by("day")[2]
    others = {"day": seal.day + timedelta(days=900), "entries": seal.entries + 1}
    others["sealed_at"] = seal.sealed_at + timedelta(seconds=1)
    alter(seal, **{column: others.get(column, "0" * 64)})
    assert "seal of" in named()


def test_a_deleted_seal_is_noticed(told):
    seal = Seal.objects.order_by("day")[2]
    remove(Seal.objects.filter(pk=seal.pk))
    assert "was altered, or a seal before it is gone" in named()


def test_a_deleted_newest_seal_is_noticed_even_when_the_day_is_sealed_again(told):
    remove(Seal.objects.filter(pk=Seal.objects.latest("day").pk))
    said = "seals: the newest is gone, or is not the one that was made last"
    assert [str(each) for each in differences()] == [said]
    sealing.seal_until_yesterday()
    assert said in named()


def test_all_seals_gone_is_noticed(told):
    remove(Seal.objects.all())
    assert "seals: the newest is gone" in named()


# Sources


@pytest.mark.parametrize(
    ("model", "values", "said"),
    [
        (
            Paragraph,
            {"text": "The United Nations should do something else."},
            "para. 1: the text is not that of the file",
        ),
        (Section, {"heading": "I. Demands"}, "heading 0: the text is not that of the file"),
        (SourcePiece, {"raw": "Something else"}, "its pieces do not give back the file"),
        (DocumentVersion, {"content": b"Something else"}, "the file is not the one whose SHA-256 was recorded"),
        (DocumentVersion, {"sha256": "0" * 64}, "the file is not the one whose SHA-256 was recorded"),
    ],
)
def test_a_source_that_changed_under_its_quotes_is_noticed(told, model, values, said):
    alter(model.objects.first(), **values)
    assert said in named()


def test_a_footnote_that_the_file_does_not_have_is_noticed(told):
    Footnote.objects.create(document_version=DocumentVersion.objects.get(), ord=0, mark="1", text="Made up.")
    assert "footnote 1: the text is not that of the file" in named()


def test_quoted_words_that_were_altered_are_noticed(told):
    row = Recommendation.objects.first()
    alter(row, text=row.text.replace("should", "shouId"))
    assert f"{row}: the words differ from the source" in named()


def test_a_file_that_was_exchanged_or_lost_is_noticed(told):
    row = Evidence.objects.get(held_as="file")
    with row.file.open("wb") as file:
        file.write(b"Other minutes.")
    assert f"evidence {row.public_id}: the file is not the one that was entered" in named()
    row.file.storage.delete(row.file.name)
    assert "no such file" in named()
    row.file.storage.save(row.file.name, ContentFile(b"Minutes."))  # files know no rollback
    assert differences() == []


# Guards


@pytest.mark.parametrize("name", sorted(triggers.expected()))
def test_a_missing_trigger_is_noticed(told, name):
    table = name.rsplit("_", 1)[0]
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}" + (f" ON {table}" if connection.vendor == "postgresql" else ""))
    assert [str(each) for each in differences()] == [f"database: the append-only trigger {name} is missing"]


@pytest.mark.postgres
def test_a_disabled_trigger_is_noticed(told):
    with unguarded(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE recommendations_entry DISABLE TRIGGER recommendations_entry_keep")
    assert "recommendations_entry_keep is missing" in named()


def test_install_triggers_makes_them_anew(told):
    with connection.cursor() as cursor:
        on = " ON recommendations_seal" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER recommendations_seal_keep{on}")
    out = StringIO()
    call_command("install_triggers", stdout=out)
    assert "recommendations_seal_keep" in out.getvalue()
    assert differences() == []


# Every column of every table that the journal speaks for

# Not facts of the register: who edits it next, when the row was touched, how lists are ordered. `writers`, `created_at`
# and a draft's words belong to the working row, before anything was said; `made_at` and `added_at` stand beside an
# entry's own time.
WORKING = {"version", "updated_at"}
OUTSIDE = {
    Recommendation: WORKING | {"ord"},
    Assignment: WORKING,
    ProgressUpdate: WORKING | {"created_at"},
    Review: {"made_at"},
    ReviewComment: {"id", "made_at"},
    Evidence: {"file_name", "added_by_id", "added_at"},
    Membership: WORKING,
    Organization: WORKING,
    OrganizationName: {"id"},
    Theme: WORKING,
    SourceDocument: WORKING,
    LeadInSpan: {"id", "ord"},
    Addressee: {"id", "ord"},
    RecommendationPlace: {"id"},
    TargetDateProposal: {"proposed_at", "set_at"},
    TargetDateAgreement: {"agreed_at"},
}
SPOKEN_OF = {
    ProgressUpdate: lambda: ProgressUpdate.objects.filter(state="cleared").exclude(done=redaction.NOTICE),
    Evidence: lambda: Evidence.objects.exclude(update=None),
    Organization: lambda: Organization.objects.exclude(parent=None),
}


@pytest.mark.parametrize("model", OUTSIDE, ids=lambda model: model.__name__)
def test_an_altered_value_in_any_column_is_noticed(told, model):
    rows = list(SPOKEN_OF.get(model, model._base_manager.all)()[:1])
    assert rows
    unnoticed = {
        field.attname
        for field in model._meta.concrete_fields
        for row in rows
        if not field.primary_key and not _noticed(row, field)
    }
    assert unnoticed == OUTSIDE[model] - {model._meta.pk.attname}


def _noticed(row, field) -> bool:
    """Whether the audit, or the database itself, says no to every other value that we try."""
    for value in _others(field, getattr(row, field.attname)):
        with undone():
            try:
                alter(row, **{field.attname: value})
            except IntegrityError:
                continue
            if sound():
                return False
    return True


def _others(field, value):
    match field:
        case models.ForeignKey():
            known = field.related_model._base_manager.exclude(pk=value).values_list("pk", flat=True)[:2]
            return [*known, *([None] if field.null and value is not None else [])]
        case models.UUIDField():
            return ["00000000-0000-4000-8000-000000000000"]
        case models.DateTimeField():
            from django.utils import timezone

            return [(value or timezone.now()) + timedelta(days=3)]
        case models.DateField():
            from django.utils import timezone

            return [(value or timezone.localdate()) + timedelta(days=3)]
        case models.BooleanField():
            return [not value]
        case models.IntegerField():
            return [value + 1]
        case models.CharField() if field.choices:
            return [code for code, _ in field.flatchoices if code != value][:2]
        case models.FileField():
            return ["evidence/another"]
    return ["another"]


def test_rows_that_nobody_recorded_are_noticed(told):
    for row in (
        Theme(code="made-up", name="Made up"),
        Organization(code="MADE-UP", kind="other"),
        SourceDocument(code="MADE/UP", title="Made up", kind="letter"),
    ):
        with undone():
            row.save()
            assert "is in the register, and not in the journal" in named()


def test_rows_that_were_deleted_are_noticed(told):
    for row in (Membership.objects.first(), OrganizationName.objects.first(), ReviewComment.objects.first()):
        with undone():
            remove(type(row).objects.filter(pk=row.pk))
            assert not sound()


def test_what_cannot_even_be_read_does_not_stop_the_audit(told):
    """An entry whose facts are gone is named, and so is everything else."""
    entry = Entry.objects.filter(kind="cleared").first()
    theme = Theme.objects.first()
    alter(entry, facts={})
    alter(theme, name="Made up")
    assert f"{entry}: was altered" in named()
    assert "could not be checked" in named()
    assert "Made up" in named()


def test_the_files_are_looked_at_one_by_one(db):
    """Their first letters besides: of a whole shelf of reports nothing else is held."""
    for number in range(3):
        make.document(f"S/2000/{number}")
    with CaptureQueriesContext(connection) as queries:
        assert audit.differences() == []
    files = [each["sql"] for each in queries if '"recommendations_documentversion"."content"' in each["sql"]]
    whole = [each for each in files if ' AS "head"' not in each]
    assert len(whole) == 3
    assert all('"recommendations_documentversion"."id" =' in each for each in whole)
