from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from recommendations import tasks
from recommendations.errors import Invalid, NotPermitted, Stale
from recommendations.models import Editing, Entry, KeptText
from recommendations.queries.kept import kept_by
from recommendations.tests import make
from recommendations.workflow import editing, kept

FORM = "return-x"


@pytest.fixture
def me(cast):
    return make.by(cast.desk)


def test_it_is_kept_for_one_person_and_form_and_the_journal_does_not_know(cast, me):
    before = Entry.objects.count()
    kept.keep(FORM, {"feedback": ["One."]}, by=me)
    kept.keep(FORM, {"feedback": ["Mine."]}, by=make.by(cast.clearing))
    assert kept_by(cast.desk)[FORM].typed == {"feedback": ["One."]}
    assert kept_by(cast.clearing)[FORM].typed == {"feedback": ["Mine."]}
    assert kept_by(cast.reader) == {}
    assert Entry.objects.count() == before


def test_the_same_again_is_nothing_new_and_more_needs_what_was_seen(me):
    first = kept.keep(FORM, {"feedback": ["One."]}, by=me)
    assert kept.keep(FORM, {"feedback": ["One."]}, by=me).kept_at == first.kept_at
    with pytest.raises(Stale) as refusal:
        kept.keep(FORM, {"feedback": ["Two."]}, by=me)
    assert refusal.value.current.typed == {"feedback": ["One."]}
    second = kept.keep(FORM, {"feedback": ["Two."]}, by=me, seen=first.kept_at)
    with pytest.raises(Stale):
        kept.keep(FORM, {"feedback": ["Three."]}, by=me, seen=first.kept_at)
    kept.keep(FORM, {"feedback": ["Three."]}, by=me, seen=second.kept_at)
    kept.keep(FORM, {"feedback": ["Four."]}, by=me, instead_at=timezone.now())
    assert KeptText.objects.get().typed == {"feedback": ["Four."]}


def test_what_only_goes_on_from_what_was_kept_is_kept(me):
    kept.keep(FORM, {"feedback": ["Name "], "way": ["a"], "page": ["/x/"]}, by=me)
    kept.keep(FORM, {"feedback": ["Name the record."], "way": ["a"], "page": ["/x/?a"]}, by=me)
    older = kept.keep(FORM, {"feedback": ["Name the"], "way": ["a"]}, by=me)
    assert older.typed["feedback"] == ["Name the record."]
    for other in ({"feedback": ["Name them."], "way": ["a"]}, {"feedback": ["Name the record. And"], "way": ["b"]}):
        with pytest.raises(Stale):
            kept.keep(FORM, other, by=me)


def test_what_a_closed_page_left_over_does_not_bring_back_what_was_deleted(me):
    """A browser that is killed comes back with an older copy of its own."""
    old = {"feedback": ["Name the record."], "version": ["1"]}
    first = kept.keep(FORM, old, by=me)
    kept.keep(FORM, {"feedback": [""], "version": ["1"]}, by=me, seen=first.kept_at)
    with pytest.raises(Stale):
        kept.keep(FORM, old, by=me, seen=first.kept_at, left_over=True)
    assert KeptText.objects.get().typed["feedback"] == [""]
    assert kept.keep(FORM, old, by=me, seen=first.kept_at).typed == old


def test_what_a_closed_page_left_over_is_no_match_for_the_draft_saved_since(cast, me):
    """What the draft holds already is forgotten; other words are kept beside it, and the form shows the draft."""
    draft = make.draft(make.assignment(make.recommendation(), cast.dppa), cast.desk, done="Talks were held in May.")
    form = f"update-{draft.assignment.public_id}"
    older = {"update": [draft.public_id], "version": [str(draft.version - 1)], "done": ["Talks were"], "changed": [""]}
    kept.keep(form, older, by=me, left_over=True)
    assert not KeptText.objects.exists()
    with pytest.raises(Stale):
        kept.keep(form, {**older, "done": ["Deleted since."]}, by=me, left_over=True)
    kept.keep(f"{form}~tab", {**older, "done": ["Deleted since."]}, by=me, left_over=True)
    kept.keep(form, {**older, "version": [str(draft.version)], "done": ["Not saved yet."]}, by=me, left_over=True)
    assert KeptText.objects.count() == 2


def test_passwords_and_keys_never(me):
    given = {"password": ["p"], "new_password1": ["p"], "csrfmiddlewaretoken": ["k"], "writer": ["w"], "why": ["Why."]}
    assert kept.keep(FORM, given, by=me).typed == {"why": ["Why."]}


def test_too_much_is_refused_and_says_what(me):
    with pytest.raises(Invalid) as refusal:
        kept.keep(FORM, {"why": ["x" * kept.LONGEST]}, by=me)
    assert "typed" in refusal.value.errors
    for name in ("", "x" * 201):
        with pytest.raises(Invalid) as refusal:
            kept.keep(name, {"why": ["x"]}, by=me)
        assert "form" in refusal.value.errors


def test_no_more_forms_than_that_for_one_person(cast, me):
    KeptText.objects.bulk_create([KeptText(user=cast.desk, form=f"form-{each}") for each in range(kept.MOST)])
    with pytest.raises(Invalid):
        kept.keep(FORM, {"why": ["x"]}, by=me)
    kept.keep("form-1", {"why": ["x"]}, by=me, instead_at=timezone.now())
    kept.throw_away("form-2", by=me)
    kept.keep(FORM, {"why": ["x"]}, by=me)


def test_thrown_away_by_its_writer_only(cast, me):
    kept.keep(FORM, {"why": ["x"]}, by=me)
    assert not kept.throw_away(FORM, by=make.by(cast.clearing))
    assert kept.throw_away(FORM, by=me)
    assert not kept.throw_away(FORM, by=me)


def test_the_register_itself_writes_nothing(db):
    with pytest.raises(NotPermitted):
        kept.keep(FORM, {"why": ["x"]}, by=make.REGISTER)


def test_what_nobody_went_on_with_is_forgotten_after_the_days_of_the_installation(cast, me, settings):
    settings.KEPT_TEXT_DAYS = 30
    kept.keep(FORM, {"feedback": ["Old."]}, by=me)
    with time_machine.travel(timezone.now() + timedelta(days=20)):
        kept.keep("return-y", {"feedback": ["Newer."]}, by=me)
        tasks.sweep_kept()
        assert set(kept_by(cast.desk)) == {FORM, "return-y"}
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        tasks.sweep_kept()
        assert set(kept_by(cast.desk)) == {"return-y"}


def test_who_had_a_form_open_is_forgotten_after_a_day(cast):
    part = make.assignment(make.recommendation(), cast.dppa)
    editing.is_here(part, by=make.by(cast.desk))
    with time_machine.travel(timezone.now() + timedelta(hours=23)):
        tasks.sweep_kept()
        assert Editing.objects.exists()
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        tasks.sweep_kept()
        assert not Editing.objects.exists()
