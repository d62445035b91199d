import hashlib
from datetime import timedelta

import pytest

from recommendations.choices import EvidenceKind, HeldAs, Release
from recommendations.errors import ClassifiedMaterial, Invalid, WrongState
from recommendations.tests import make
from recommendations.tests.make import by
from recommendations.tests.staged import staged
from recommendations.workflow import evidence, updates
from recommendations.workflow.audit import differences

WAYS = {
    HeldAs.SYMBOL: {"symbol": "S/PRST/2021/21, third paragraph"},
    HeldAs.LINK: {"url": "https://example.org/communique", "captured_text": "The Council decides to …"},
    HeldAs.FILE: {"file": ("minutes.pdf", b"%PDF minutes"), "unclassified": True},
    HeldAs.SIGHTED: {"sighted_by": "Head of the desk", "filed_at": "Registry, box 12"},
}
PARTS = [(way, part) for way, parts in WAYS.items() for part in parts if part != "unclassified"]


@staged
def draft(cast, ours):
    return make.draft(ours, cast.desk)


def add(update, desk, held_as, **given):
    whole = {"kind": EvidenceKind.MEETING_RECORD, "dated": make.today(), **given}
    made = evidence.add(update, by=by(desk), version=update.version, held_as=held_as, **whole)
    update.refresh_from_db()
    return made


def refused(update, desk, held_as, **given):
    with pytest.raises(Invalid) as refusal:
        add(update, desk, held_as, **given)
    return set(refusal.value.errors)


@pytest.mark.parametrize("way", WAYS)
def test_evidence_is_held_in_four_ways(cast, draft, way):
    made = add(draft, cast.desk, way, **WAYS[way])
    assert (made.held_as, made.added_by, draft.evidence.get()) == (way, cast.desk, made)


@pytest.mark.parametrize(("way", "part"), PARTS)
def test_each_way_names_the_part_that_is_missing(cast, draft, way, part):
    assert refused(draft, cast.desk, way, **{**WAYS[way], part: None if part == "file" else " "}) == {part}


@pytest.mark.parametrize("way", WAYS)
def test_evidence_is_dated_and_not_in_the_future(cast, draft, way):
    assert refused(draft, cast.desk, way, **WAYS[way], dated=None) == {"dated"}
    assert refused(draft, cast.desk, way, **WAYS[way], dated=make.today() + timedelta(days=1)) == {"dated"}


def test_evidence_is_typed_by_the_word_lists(cast, draft):
    symbol = WAYS[HeldAs.SYMBOL]
    assert refused(draft, cast.desk, HeldAs.SYMBOL, **symbol, kind="rumour") == {"kind"}
    assert refused(draft, cast.desk, HeldAs.SYMBOL, **symbol, release="everybody") == {"release"}
    assert refused(draft, cast.desk, "hearsay") == {"held_as"}
    assert refused(draft, cast.desk, HeldAs.SYMBOL, **symbol, colour="red") == {"colour"}


def test_a_file_is_taken_only_with_the_word_that_it_bears_no_marking(cast, draft):
    with pytest.raises(ClassifiedMaterial):
        add(draft, cast.desk, HeldAs.FILE, file=("minutes.pdf", b"%PDF"))


def test_an_empty_or_huge_file_is_refused(cast, draft):
    assert refused(draft, cast.desk, HeldAs.FILE, file=("a.txt", b""), unclassified=True) == {"file"}
    huge = ("a.bin", bytes(evidence.LARGEST_FILE + 1))
    assert refused(draft, cast.desk, HeldAs.FILE, file=huge, unclassified=True) == {"file"}


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://example.org/x", "example.org"])
def test_a_link_leads_to_the_web(cast, draft, url):
    assert refused(draft, cast.desk, HeldAs.LINK, **{**WAYS[HeldAs.LINK], "url": url}) == {"url"}


def test_what_a_link_or_a_file_said_is_kept_with_its_hash(cast, draft):
    link = add(draft, cast.desk, HeldAs.LINK, **WAYS[HeldAs.LINK])
    assert link.sha256 == hashlib.sha256(link.captured_text.encode()).hexdigest()
    file = add(draft, cast.desk, HeldAs.FILE, **WAYS[HeldAs.FILE])
    assert file.sha256 == hashlib.sha256(b"%PDF minutes").hexdigest()
    assert "minutes" not in file.file.name
    with file.file.open("rb") as kept:
        assert kept.read() == b"%PDF minutes"


def test_evidence_is_released_to_partners_unless_said_otherwise(cast, draft):
    assert add(draft, cast.desk, HeldAs.SYMBOL, symbol="S/1").release == Release.PARTNERS
    own = add(draft, cast.desk, HeldAs.SYMBOL, symbol="S/2", release=Release.OWN_ORGANIZATION)
    assert own.release == Release.OWN_ORGANIZATION


def test_evidence_is_added_and_taken_off_only_while_the_update_is_with_its_author(cast, draft):
    held = add(draft, cast.desk, HeldAs.SYMBOL, symbol="S/1")
    updates.submit(draft, by=by(cast.desk), version=draft.version)
    draft.refresh_from_db()
    with pytest.raises(WrongState):
        add(draft, cast.desk, HeldAs.SYMBOL, symbol="S/2")
    with pytest.raises(WrongState):
        evidence.remove(held, by=by(cast.desk), version=draft.version)


def test_evidence_that_was_taken_off_leaves_the_report_and_not_the_register(cast, draft):
    kept, gone = (add(draft, cast.desk, HeldAs.SYMBOL, symbol=each) for each in ("S/1", "S/2"))
    evidence.remove(gone, by=by(cast.desk), version=draft.version)
    draft.refresh_from_db()
    entry = updates.submit(draft, by=by(cast.desk), version=draft.version)
    assert [each[0] for each in entry.facts["evidence"]] == [kept.public_id]
    assert draft.evidence.count() == 2
    assert differences() == []


def test_whoever_adds_evidence_wrote_a_version(cast, draft):
    add(draft, cast.desk_two, HeldAs.SYMBOL, symbol="S/1")
    assert cast.desk_two in draft.writers.all()
