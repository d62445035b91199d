"""The cast as staff, something of everything in the register, and forms filled in as a browser would."""

from types import SimpleNamespace

from django.forms import Select, SelectMultiple
from django.test import Client
from django.urls import reverse

from recommendations.choices import Release
from recommendations.models import DigestRun, Entry, Letter
from recommendations.tests import make
from recommendations.workflow import accounts, audit, outbox, redaction, successions, themes

OURS = "Zyzzyva"  # stands in unreleased texts of the one family only
THEIRS = "Quokkas"  # and this one of the other's
STAFF = (
    "desk",
    "desk_two",
    "clearing",
    "clearing_above",
    "reviewer",
    "manager",
    "other_desk",
    "other_clearing",
    "other_reviewer",
    "other_manager",
    "steward",
    "auditor",
    "administrator",
    "reader",
)


def staff() -> make.Cast:
    people = make.cast()
    for name in STAFF:
        person = getattr(people, name)
        accounts.change(
            person, by=make.REGISTER, version=accounts.version_of(person), why="They keep the register.", is_staff=True
        )
        person.refresh_from_db()
    return people


def something_of_everything(cast: make.Cast) -> SimpleNamespace:
    owned = [make.assignment(make.recommendation(str(place)), cast.dppa) for place in (1, 2, 3, 4)]
    other = make.assignment(make.recommendation("5"), cast.auc)
    draft = make.draft(owned[0], cast.desk, **words(OURS))
    make.symbol(draft, cast.desk, f"{OURS}-symbol")
    submitted = make.submitted(owned[1], cast.desk, **words(OURS))
    held = make.cleared(owned[2], cast.desk, cast.clearing, cleared_release=Release.OWN_ORGANIZATION, **words(OURS))
    released = make.cleared(owned[3], cast.desk, cast.clearing, done="Released words.")
    theirs = make.draft(other, cast.other_desk, **words(THEIRS))
    request = redaction.ask(released.entries.get(kind="cleared"), by=make.by(cast.steward), why="A name stands in it.")
    return SimpleNamespace(
        owned=owned,
        other=other,
        theme=themes.add("training", "Training", by=make.REGISTER),
        draft=draft,
        submitted=submitted,
        held=held,
        released=released,
        theirs=theirs,
        redaction=request,
        succession=successions.add(
            "split", by=make.REGISTER, on=make.today(), predecessors=[cast.au], successors=[cast.auc]
        ).succession,
        letter=letter_about(released.entries.get(kind="cleared"), cast.desk),
        digest_run=DigestRun.objects.create(day=make.today(), letters=3, left_out=1),
        membership=cast.desk.memberships.get(),
        recommendation=owned[0].recommendation,
        paragraph=owned[0].recommendation.paragraph,
        document=owned[0].recommendation.paragraph.document_version.document,
    )


def letter_about(entry: Entry, person) -> Letter:
    message = outbox.post("returned", entry=entry, to=person)
    return Letter.objects.create(
        outbox_message=message,
        person=person,
        kind="returned",
        mail_id=f"<{message.pk}@example.org>",
        subject="Returned",
    )


def words(marker: str) -> dict[str, str]:
    return {"done": f"{marker} was done", "next_steps": f"{marker} comes next", "changed": f"{marker} changed"}


def client_of(person) -> Client:
    client = Client()
    if person is not None:
        client.force_login(person, backend="recommendations.sign_in.Backend")
    return client


def address(model: str, what: str = "changelist", *args) -> str:
    return reverse(f"admin:recommendations_{model}_{what}", args=args)


def form_data(page) -> dict:
    """What a browser would send of the form on the page, untouched."""
    forms = [page.context["adminform"].form]
    for each in page.context["inline_admin_formsets"]:
        forms += [each.formset.management_form, *each.formset.forms]
    data = {}
    for bound in (bound for form in forms for bound in form):
        value = bound.value()
        if isinstance(bound.field.widget, Select) and not isinstance(bound.field.widget, SelectMultiple):
            value = value or next((code for code, _words in bound.field.choices), "")
        if value is None or value is False:
            continue
        prepared = bound.field.prepare_value(value)
        data[bound.html_name] = prepared if isinstance(prepared, list) else str(prepared)
    return data


def filled(person, path: str, **given) -> dict:
    """The form at the address as the person sees it, with some of it filled in; None leaves a box unticked."""
    data = {**form_data(client_of(person).get(path)), **given}
    return {name: value for name, value in data.items() if value is not None}


def save(person, path: str, **given):
    """Open, fill in, send."""
    return client_of(person).post(path, filled(person, path, **given))


def act(person, model: str, action: str, *rows, **given):
    """Choose rows in a list and an action, then answer the page that asks why."""
    client = client_of(person)
    chosen = {"action": action, "_selected_action": [each.pk for each in rows]}
    asking = client.post(address(model), chosen)
    if asking.status_code != 200 or "rows" not in asking.context:
        return asking
    versions = {f"version-{row.pk}": version for row, version in asking.context["rows"]}
    return client.post(address(model), {**chosen, **versions, "confirmed": "yes", **given})


def last_entry() -> Entry:
    return Entry.objects.order_by("-recorded_at", "-seq")[0]


def errors_of(response) -> dict:
    assert response.status_code != 302, "It was saved."
    return response.context["adminform"].form.errors


def assert_kept(kind: str, why: str, *, by) -> Entry:
    """The last fact in the journal is this one, and everything still adds up."""
    entry = last_entry()
    assert (entry.kind, entry.actor, entry.channel) == (kind, by, "admin")
    assert entry.content["why"] == why
    assert audit.differences() == []
    return entry
