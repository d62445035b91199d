"""May this person read this evidence? One answer, for one row and for all at once, at every door."""

from django.contrib.admin import site

from recommendations import access
from recommendations.admin.evidence import Held
from recommendations.api.shapes.updates import EvidenceShape
from recommendations.choices import EvidenceKind, HeldAs, Release
from recommendations.models import Evidence
from recommendations.queries.timeline import timeline
from recommendations.tests import make
from recommendations.tests.make import by
from recommendations.tests.staged import staged
from recommendations.workflow import clearing, evidence, updates

INSIDE = ("desk", "clearing", "clearing_above", "auditor")
WHO = (*INSIDE, "other_desk", "other_reviewer", "steward", "reader")


@staged
def ours(cast):
    return make.assignment(make.recommendation(), cast.dppa)


def sighted(update, cast, release, title):
    """Added by the desk to a draft; the update as it is then."""
    given = {"kind": EvidenceKind.MEETING_RECORD, "held_as": HeldAs.SIGHTED, "dated": make.today(), "filed_at": "Here"}
    evidence.add(
        update, by=by(cast.desk), version=update.version, sighted_by="Dora", release=release, title=title, **given
    )
    update.refresh_from_db()


def everything(cast, ours):
    """Evidence of each release, on what is cleared for partners, kept inside, not cleared yet, taken back, found."""
    for place, release in enumerate((Release.PARTNERS, Release.OWN_ORGANIZATION)):
        part = ours if place == 0 else make.assignment(make.recommendation("2"), cast.dppa)
        update = make.draft(part, cast.desk, release=release)
        for each in (Release.PARTNERS, Release.OWN_ORGANIZATION, Release.PARTNERS):
            sighted(update, cast, each, f"{release} {each}")
        evidence.remove(update.evidence.first(), by=by(cast.desk), version=update.version)
        update.refresh_from_db()
        updates.submit(update, by=by(cast.desk), version=update.version)
        update.refresh_from_db()
        if place == 0:
            clearing.clear(update, by=by(cast.clearing), version=update.version)
            update.refresh_from_db()
            held = make.held_as_symbol(cast.reviewer)
            held.release = Release.OWN_ORGANIZATION
            make.reviewed(update, cast.auditor, basis="independent", evidence=[held])
    assert Evidence.objects.filter(removed_at__isnull=False).exists()
    assert Evidence.objects.filter(review__isnull=False).exists()


def test_one_row_and_all_at_once_say_the_same(cast, ours):
    everything(cast, ours)
    rows = list(Evidence.objects.select_related("update__assignment", "review__assignment"))
    found = {}
    for who in WHO:
        reader = access.reader(getattr(cast, who))
        one_by_one = {each.pk for each in rows if reader.reads_evidence(each)}
        assert set(Evidence.objects.filter(access.readable_evidence(reader)).values_list("pk", flat=True)) == one_by_one
        found[who] = len(one_by_one)
    assert found["desk"] == found["clearing_above"] == len(rows)
    assert 0 < found["reader"] == found["other_desk"] < len(rows)


def test_history_and_api_show_the_same_evidence(cast, ours, rf):
    everything(cast, ours)
    for who in WHO:
        reader = access.reader(getattr(cast, who))
        read = {each.public_id for each in Evidence.objects.all() if reader.reads_evidence(each)}
        lines = [fact for line in timeline(ours.recommendation, reader) for fact in line.evidence]
        assert {fact["id"] for fact in lines if fact["readable"]} == {fact["id"] for fact in lines} & read
        assert all(("sighted_by" in fact) <= (who in INSIDE) for fact in lines)
        around = type("Around", (), {"reader": reader})()
        for row in Evidence.objects.all():
            shown = EvidenceShape(row, context={"around": around}).data
            assert bool(shown["title"] or shown["symbol"]) == (row.public_id in read)
        request = rf.get("/")
        request.user = getattr(cast, who)
        held = Held(Evidence, site)
        assert {each.public_id for each in held.get_queryset(request)} == {
            each.public_id for each in Evidence.objects.filter(removed_at=None) if each.public_id in read
        }
