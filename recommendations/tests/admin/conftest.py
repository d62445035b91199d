from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from recommendations.choices import AssignmentRole, Release
from recommendations.tests import make
from recommendations.workflow import organizations, redaction

UNRELEASED = "Zyzzyva"  # a marker word that stands in unreleased texts only
STAFF = (
    "desk",
    "desk_two",
    "clearing",
    "clearing_above",
    "other_desk",
    "other_clearing",
    "manager",
    "reviewer",
    "auditor",
    "steward",
    "administrator",
    "reader",
)


@pytest.fixture
def cast(db):
    people = make.cast()
    for name in STAFF:
        person = getattr(people, name)
        person.is_staff = True
        person.save()
    return people


@pytest.fixture
def client_of():
    def make_client(person):
        client = Client()
        if person is not None:
            client.force_login(person, backend="recommendations.sign_in.Backend")
        return client

    return make_client


def address(model: str, what: str = "changelist", *args) -> str:
    return reverse(f"admin:recommendations_{model}_{what}", args=args)


@pytest.fixture
def register(cast):
    """Something of everything, with unreleased words wherever there can be some."""
    owned = [make.assignment(make.recommendation(str(place)), cast.dppa) for place in (1, 2, 3, 4)]
    other = make.assignment(make.recommendation("5"), cast.auc, role=AssignmentRole.OWNER)
    theme = organizations.add_theme("training", "Training", by=make.REGISTER)
    words = {"done": f"{UNRELEASED} done", "next_steps": f"{UNRELEASED} next"}
    draft = make.draft(owned[0], cast.desk, **words)
    make.symbol(draft, cast.desk, f"{UNRELEASED}-symbol")
    submitted = make.submitted(owned[1], cast.desk, **words)
    held = make.cleared(owned[2], cast.desk, cast.clearing, cleared_release=Release.OWN_ORGANIZATION, **words)
    released = make.cleared(owned[3], cast.desk, cast.clearing, done="Released words.")
    others = make.draft(other, cast.other_desk, **words)
    entry = released.entries.get(kind="cleared")
    request = redaction.ask(entry, by=make.by(cast.steward), why="A name stands in it.")
    return SimpleNamespace(
        owned=owned,
        other=other,
        theme=theme,
        draft=draft,
        submitted=submitted,
        held=held,
        released=released,
        others=others,
        redaction=request,
        membership=cast.desk.memberships.get(),
        document=owned[0].recommendation.paragraph.document_version.document,
    )


@pytest.fixture
def posted(client_of):
    """Opens a form as somebody would, changes what is given, and sends everything back."""

    def post(person, path, data=None, **given):
        client = client_of(person)
        if data is None:
            data = form_data(client.get(path))
        data.update(given)
        return client.post(path, {name: value for name, value in data.items() if value is not None})

    return post


def form_data(page) -> dict:
    """What a browser would send of the form on the page, untouched."""
    data: dict = {}
    forms = [page.context["adminform"].form]
    for each in page.context["inline_admin_formsets"]:
        forms += [each.formset.management_form, *each.formset.forms]
    for form in forms:
        for bound in form:
            value = bound.value()
            if value is None or value is False:
                continue
            prepared = bound.field.prepare_value(value)
            data[bound.html_name] = prepared if isinstance(prepared, list) else str(prepared)
    return data
