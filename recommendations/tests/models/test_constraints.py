"""What can never be true is refused by the database itself, whoever writes. Every constraint has its case."""

import uuid
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.db.models import CheckConstraint, F, UniqueConstraint
from django.utils import timezone

from recommendations.choices import NEEDS
from recommendations.models import (
    Assignment,
    Candidate,
    Comment,
    DocumentVersion,
    Editing,
    Footnote,
    KeptText,
    OrganizationName,
    ProgressUpdate,
    RedactionRequest,
    SavedView,
    Succession,
    User,
)
from recommendations.models.fields import new_public_id
from recommendations.models.updates import WORDS_OF_AN_UPDATE
from recommendations.tests import make
from recommendations.tests.staged import staged

CONSTRAINTS = {
    constraint.name: (model, constraint)
    for model in apps.get_app_config("recommendations").get_models()
    for constraint in model._meta.constraints
}
CHECKS = [name for name, (_, each) in CONSTRAINTS.items() if isinstance(each, CheckConstraint)]
UNIQUE = [name for name, (_, each) in CONSTRAINTS.items() if isinstance(each, UniqueConstraint)]
DAY = date(2026, 1, 1)
NO_WORDS = {**dict.fromkeys(WORDS_OF_AN_UPDATE, ""), "review_on": None, "deferred_until": None}
SAID = {"state": "cleared", "answer": "new_information", "effective_on": DAY}

# Each rule that is not a word list or the table of needs, broken once: values that no row may ever have.
BROKEN = {
    "a_counterpart_has_no_status": {"role": "counterpart", "headline": "in_progress"},
    "derived_positions_are_not_kept": {"position": "no_response"},
    "an_alternate_is_somebody_else": {"focal_point_id": 1, "alternate_id": 1},
    "a_proposed_date_has_a_precision": {"due_on": DAY, "due_precision": ""},
    "a_document_date_has_a_precision": {"dated": None, "date_precision": "day"},
    "a_chain_begins_at_one": {"seq": 0},
    "no_organization_is_its_own_parent": {"id": 10_000, "parent_id": 10_000},
    "a_name_begins_before_it_ends": {"valid_from": DAY, "valid_to": DAY - timedelta(days=1)},
    "only_roles_of_the_register_name_no_organization": {"role": "desk_officer", "organization_id": None},
    "a_span_has_a_length": {"start": 5, "end": 5, "text": ""},
    "the_text_is_as_long_as_its_span": {"text": "Shorter."},
    "no_recommendation_is_its_own_whole": {"id": 10_000, "whole_id": 10_000},
    "no_whole_is_a_part": {"is_whole": True, "whole_id": 1},
    "a_target_date_has_a_precision": {"due_on": DAY, "due_precision": "week"},
    "an_endorsement_has_a_symbol": {"standing": "endorsed", "standing_symbol": ""},
    "an_aim_is_never_rated": {"nature": "aim", "status": "in_progress", "basis": "reported"},
    "a_lead_in_has_a_length": {"start": 5, "end": 4},
    "a_finding_has_a_basis": {"basis": "reported"},
    "only_an_independent_finding_is_not_verified": {
        "finding": "could_not_be_verified",
        "basis": "own_side",
        "status": "not_verified",
    },
    "not_verified_is_that_finding_only": {"finding": "agrees", "basis": "independent", "status": "not_verified"},
    "finds_otherwise_says_what_and_why": {"finding": "finds_otherwise", "status": "not_started", "note": ""},
    "no_finding_yet_is_a_joint_one": {"finding": "no_finding_yet_agreed", "basis": "own_side", "status": ""},
    "derived_statuses_are_not_reported": {"status": "no_information"},
    "what_is_said_is_true_as_at_a_day": {"state": "cleared", "effective_on": None},
    "a_correction_names_what_it_corrects": {"state": "cleared", "answer": "correction", "corrects_id": None},
    "a_status_or_a_receipt_not_both": {"status": "in_progress", "receipt": "arrived"},
    "evidence_has_one_parent": {"review_id": None, "update_id": None},
    "evidence_is_held_somehow": {"held_as": "sighted", "sighted_by": "Somebody", "filed_at": ""},
    "a_candidate_has_a_length": {"start": 5, "end": 5, "text": ""},
    "its_text_is_as_long_as_its_span": {"text": "Shorter."},
    "what_is_accepted_is_in_the_register": {"state": "accepted", "recommendation_id": None},
    "a_rejection_has_a_reason": {"state": "rejected", "reason": ""},
    "a_redaction_is_of_one_thing": {"entry_id": None, "comment_id": None, "candidate_id": None},
    "an_undoing_says_what_it_undoes": {"act": "undone", "undoes_id": None},
    "a_rendering_has_a_length": {"start": 5, "end": 4},
    "a_stated_date_has_a_precision": {"stated_on": DAY, "stated_precision": ""},
    **{f"needs_of_{status.value}": {**SAID, **NO_WORDS, "status": status} for status in NEEDS},
}
# A code that no list has, where another rule speaks of the same column.
KNOWN = {
    "membership_role_is_known": {"role": "nonsense", "organization_id": 1},
    "progressupdate_receipt_is_known": {"receipt": "nonsense", "status": ""},
}
SAID_BY_ANOTHER = {
    "evidence_held_as_is_known": "evidence_is_held_somehow",
    "review_basis_is_known": "a_finding_has_a_basis",
}
# Where a copied row would break another rule of uniqueness first: the values that keep it from doing so.
APART = {
    "one_quoted_version_per_document": {"number": 99},
    "one_version_per_number": {"is_quoted": False},
    "one_paragraph_per_label": {"ord": 9_999},
    "one_paragraph_per_place": {"label": "99"},
}


@staged
def rows(told):
    """The story's rows, and the few that it has none of."""
    name = OrganizationName.objects.first()
    copy(name, valid_from=DAY).save()
    Succession.objects.create(kind="renamed", on=DAY)
    Footnote.objects.create(document_version=DocumentVersion.objects.get(), ord=0, mark="1", text="See elsewhere.")
    open_request = RedactionRequest.objects.first()
    copy(open_request, done_at=None).save()
    somebody, assignment = User.objects.earliest("pk"), Assignment.objects.earliest("pk")
    KeptText.objects.create(user=somebody, form="feedback")
    Editing.objects.create(user=somebody, assignment=assignment, seen_at=timezone.now())
    SavedView.objects.create(owner=somebody, name="Mine")
    make.incoming()
    comment = Comment.objects.create(assignment=assignment, author=somebody, text="A name.", once="form")
    for of in ({"comment_id": comment.pk}, {"candidate_id": Candidate.objects.earliest("pk").pk}):
        copy(open_request, done_at=None, entry_id=None, **of).save()


def broken(name):
    field = name.removesuffix("_is_known").removeprefix(f"{CONSTRAINTS[name][0]._meta.model_name}_")
    return KNOWN.get(name, {field: "nonsense"}) if name.endswith("_is_known") else BROKEN[name]


def copy(row, **values):
    """A new row, not saved, equal but for its keys and these values."""
    given = {each.attname: getattr(row, each.attname) for each in row._meta.concrete_fields}
    for field in row._meta.concrete_fields:
        if field.primary_key:
            given[field.attname] = uuid.uuid4() if isinstance(field, models.UUIDField) else None
        elif field.unique and not field.is_relation and isinstance(field, models.CharField):
            given[field.attname] = new_public_id()
    return type(row)(**{**given, **values})


def first(model, constraint):
    held = model._base_manager.filter(constraint.condition) if constraint.condition else model._base_manager.all()
    # Nothing is equal to NULL: a row that has a value in every column.
    given = {f"{name}__isnull": False for name in constraint.fields}
    return held.filter(**given).first()


def refusal(row) -> str:
    with pytest.raises(IntegrityError) as problem, transaction.atomic():
        row.save(force_insert=True)
    return str(problem.value)


def test_every_constraint_has_a_case():
    named = {name for name in CHECKS if not name.endswith("_is_known")}
    unneeded = {f"needs_of_{status.value}" for status, needs in NEEDS.items() if not needs}
    assert named == set(BROKEN) - unneeded
    assert set(APART) <= set(UNIQUE)
    assert len(CONSTRAINTS) == len(CHECKS) + len(UNIQUE)


@pytest.mark.parametrize("name", CHECKS)
def test_what_can_never_be_true_is_refused(rows, name):
    model, _ = CONSTRAINTS[name]
    row = model._base_manager.first()
    assert row is not None, f"the story leaves no {model.__name__}"
    said = refusal(copy(row, **broken(name)))
    assert name in said or SAID_BY_ANOTHER.get(name, name) in said


@pytest.mark.parametrize("name", UNIQUE)
def test_what_there_can_be_one_of_is_refused_twice(rows, name):
    model, constraint = CONSTRAINTS[name]
    row = first(model, constraint)
    assert row is not None, f"the story leaves no {model.__name__} for {name}"
    said = refusal(copy(row, **APART.get(name, {})))
    columns = {model._meta.get_field(each).column for each in constraint.fields}
    if connection.vendor == "postgresql":
        assert f'"{name}"' in said
    else:
        assert {each.rsplit(".", 1)[1] for each in said.split(": ", 1)[1].split(", ")} == columns


def test_no_change_needs_no_words_in_the_database_either(rows):
    update = ProgressUpdate.objects.filter(status="in_progress", state="cleared").first()
    before = ProgressUpdate.objects.count()
    copy(update, **{**SAID, **NO_WORDS, "answer": "no_change"}).save(force_insert=True)
    assert ProgressUpdate.objects.count() == before + 1


def test_a_draft_may_be_as_empty_as_it_likes(rows):
    update = ProgressUpdate.objects.filter(state="cleared").first()
    empty = {**NO_WORDS, "state": "draft", "status": "deferred", "effective_on": None}
    ProgressUpdate.objects.filter(assignment=update.assignment, state="draft").update(state="discarded")
    copy(update, **empty).save(force_insert=True)
    assert ProgressUpdate.objects.get(assignment=update.assignment, state="draft").status == "deferred"


def test_a_constraint_counts_for_changes_too(rows):
    with pytest.raises(IntegrityError, match="no_organization_is_its_own_parent"), transaction.atomic():
        apps.get_model("recommendations", "Organization").objects.update(parent_id=F("id"))
