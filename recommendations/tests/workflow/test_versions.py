"""A corrected file never overwrites: what stands unchanged moves, everything else waits for a person."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recommendations.choices import EntryKind
from recommendations.errors import AlreadyCatalogued, AlreadyDone, Archived, Invalid, NotVerbatim, ReasonNeeded
from recommendations.models import DocumentVersion, Entry, Recommendation
from recommendations.parsing.read_text import read_text
from recommendations.queries import versions as versions_of
from recommendations.tests import make
from recommendations.tests.properties.tampering import undone
from recommendations.workflow import anchors, archiving, audit, catalogue, versions

WHY = "The secretariat sent a corrected file."
ASK = "The United Nations should do thing 1 well."


def another(text=make.TEXT, *, language="en", document=None, **more):
    """The next version of the document, with this text."""
    content = f"{text}\n{more.pop('end', 'Corrected.')}\n".encode()
    given = {"language": language, "file_name": "corrected.txt", "content": content, "why": WHY, **more}
    return versions.add(document or make.document(), read_text(content), by=make.REGISTER, **given)


def again(row):
    row.refresh_from_db()
    return Recommendation.objects.select_related("paragraph__document_version").get(pk=row.pk)


def sound(*rows):
    for each in Recommendation.objects.select_related("paragraph").prefetch_related("lead_in_spans__paragraph"):
        assert each.paragraph.text[each.start : each.end] == each.text
    assert audit.differences() == []


@pytest.fixture
def ask(db):
    return make.recommendation("1")


@pytest.fixture
def changed(ask):
    """The same document with other words where the ask stood."""
    return another(make.TEXT.replace(ASK, "The United Nations will have done thing 1."))


def test_the_older_version_stays_as_it_came_and_the_new_one_is_quoted(ask):
    document = make.document()
    first = document.versions.get()
    made = another()
    first.refresh_from_db()
    assert (made.number, made.is_quoted, first.is_quoted) == (2, True, False)
    assert made.added_at
    assert bytes(DocumentVersion.objects.get(pk=first.pk).content).startswith(b"I. Asks")
    entry = Entry.objects.get(kind=EntryKind.VERSION_ADDED)
    assert entry.facts["after"]["versions"][1] == [2, "en", made.sha256, True]
    assert entry.content["why"] == WHY
    sound()


def test_unchanged_words_move_with_an_entry_and_keep_their_reference(ask):
    assert ask.start == 0
    made = another(make.TEXT.replace("I. Asks", "I. What is asked").replace("1. The United", "1. Today: The United"))
    moved = again(ask)
    assert moved.paragraph.document_version == made
    assert (moved.text, moved.reference) == (ask.text, "S/2000/1 para. 1")
    assert moved.start == len("Today: ")
    entry = Entry.objects.get(recommendation=ask, kind=EntryKind.MOVED)
    assert entry.facts["after"]["source"][1] == made.sha256
    assert not versions_of.to_place().exists()
    sound()


def test_changed_words_stay_readable_where_they_are_and_wait_for_a_decision(ask, changed):
    assert again(ask).paragraph.document_version.number == 1
    assert list(versions_of.to_place(make.document())) == [ask]
    sound()


def test_a_label_that_changed_is_for_a_person_to_decide(ask):
    another(
        "I. Asks \n\n1. Something new stands first, of which nobody thought. \n\n"
        + make.TEXT[10:]
        .replace("1. The", "2. The", 1)
        .replace("\n\n2. The United Nations should do thing 2", "\n\n3. The United Nations should do thing 2")
    )
    assert list(versions_of.to_place()) == [ask]


def test_what_is_brought_back_never_has_the_words_of_another(ask):
    catalogue.archive(ask, by=make.REGISTER, version=ask.version, why="By mistake.")
    given = {"kind": "recommendation", "nature": "single_action", "standing": "recommended", "number": None}
    there = catalogue.add(ask.paragraph, catalogue.Ask(quote=ASK, **given), by=make.REGISTER)
    with pytest.raises(AlreadyCatalogued) as refused:
        catalogue.restore(ask, by=make.REGISTER, version=again(ask).version, why="It was right.")
    assert refused.value.facts["recommendation"] == there
    assert again(ask).archived_at


def test_words_that_another_has_already_wait_for_a_person(db):
    above = make.document().versions.get().paragraphs.get(label="2")
    led = make.recommendation("1", lead_in=[(above, "The United Nations should do thing 2 well.")])
    second = another(make.TEXT.replace("thing 2 well", "thing 2 better"), end="One.")
    given = {"kind": "recommendation", "nature": "single_action", "standing": "recommended", "number": None}
    there = catalogue.add(second.paragraphs.get(label="1"), catalogue.Ask(quote=ASK, **given), by=make.REGISTER)
    third = another(make.TEXT, end="Two.")
    live = Recommendation.objects.filter(paragraph__document_version=third, archived_at__isnull=True)
    assert live.count() == 1
    assert list(versions_of.to_place()) == [each for each in (led, there) if each not in live]
    sound()


def test_the_lead_in_has_to_be_unchanged_too(db):
    above = make.document().versions.get().paragraphs.get(label="2")
    led = make.recommendation("1", lead_in=[(above, "The United Nations should do thing 2 well.")])
    another(make.TEXT.replace("thing 2 well", "thing 2 better"), end="One.")
    assert list(versions_of.to_place()) == [led]
    another(make.TEXT, end="Two.")
    assert not versions_of.to_place().exists()
    assert {each.paragraph.document_version.number for each in led.lead_in_spans.all()} == {3}
    sound()


def test_words_that_a_person_chooses_are_taken_letter_for_letter(ask, changed):
    place = changed.paragraphs.get(label="1")
    words = "The United Nations will have done thing 1."
    with pytest.raises(NotVerbatim):
        anchors.move(ask, place, "The United Nations has done it.", by=make.REGISTER, version=ask.version, why=WHY)
    with pytest.raises(ReasonNeeded):
        anchors.move(ask, place, words, by=make.REGISTER, version=ask.version, why=" ")
    anchors.move(ask, place, words, by=make.REGISTER, version=ask.version, why=WHY)
    assert again(ask).text == words
    assert not versions_of.to_place().exists()
    with pytest.raises(Invalid):
        anchors.move(
            ask,
            make.document().versions.get(number=1).paragraphs.get(label="1"),
            ASK,
            by=make.REGISTER,
            version=again(ask).version,
            why=WHY,
        )
    sound()


def test_two_recommendations_never_come_to_stand_on_the_same_words(ask, changed):
    place = changed.paragraphs.get(label="1")
    second = catalogue.add(
        place,
        catalogue.Ask(
            "The United Nations will have done thing 1.", "recommendation", "single_action", "recommended", number=2
        ),
        by=make.REGISTER,
    )
    with pytest.raises(AlreadyCatalogued):
        anchors.move(ask, place, second.text, by=make.REGISTER, version=ask.version, why=WHY)


def test_words_that_are_kept_in_the_older_version_wait_no_more_until_the_next_one(ask, changed):
    anchors.keep(ask, by=make.REGISTER, version=ask.version, why="They were left out by mistake.")
    assert not versions_of.to_place().exists()
    sound()
    with pytest.raises(AlreadyDone):
        anchors.keep(ask, by=make.REGISTER, version=again(ask).version, why=WHY)
    another(make.TEXT.replace(ASK, "Nothing is asked."), end="Third.")
    assert list(versions_of.to_place()) == [ask]
    another(make.TEXT, end="Fourth.")
    assert again(ask).paragraph.document_version.number == 4
    sound()


def test_what_is_archived_is_no_open_decision_and_becomes_one_when_it_is_brought_back(ask, changed):
    catalogue.archive(ask, by=make.REGISTER, version=ask.version, why="Taken out.")
    assert not versions_of.to_place().exists()
    catalogue.restore(ask, by=make.REGISTER, version=again(ask).version, why="A mistake.")
    assert list(versions_of.to_place()) == [ask]
    sound()


def test_the_same_file_and_an_archived_document_take_no_version(ask):
    with pytest.raises(AlreadyDone):
        versions.add(
            make.document(),
            read_text(b"x"),
            by=make.REGISTER,
            language="en",
            content=bytes(make.document().versions.get().content),
            why=WHY,
        )


# Another language

FRENCH = "I. Demandes \n\n" + "".join(
    f"{n}. L’Organisation devrait bien faire la chose {n}. Et encore. \n\n" for n in range(1, 60)
)


def test_another_language_stands_beside_and_moves_nothing(ask):
    made = another(FRENCH, language="fr", is_official=False)
    assert (made.is_quoted, made.is_official) == (False, False)
    assert again(ask).paragraph.document_version.number == 1
    found = versions_of.beside(versions_of.quoted_of(make.document()), made)
    assert "60" in found.only_quoted
    assert found.together == 59
    sound()


def test_words_marked_in_another_language_are_verbatim_there_and_never_the_quote(ask):
    place = another(FRENCH, language="fr").paragraphs.get(label="1")
    words = "L’Organisation devrait bien faire la chose 1."
    with pytest.raises(NotVerbatim):
        anchors.render(ask, place, "L’Organisation devrait tout faire.", by=make.REGISTER, version=ask.version)
    with pytest.raises(Invalid):
        anchors.render(ask, ask.paragraph, ASK, by=make.REGISTER, version=ask.version)
    anchors.render(ask, place, words, by=make.REGISTER, version=ask.version)
    anchors.render(ask, place, "Et encore.", by=make.REGISTER, version=again(ask).version)
    assert [each.text for each in ask.renderings.all()] == ["Et encore."]
    assert again(ask).text == ASK
    assert Entry.objects.filter(kind=EntryKind.RENDERED).count() == 2
    another(FRENCH.replace("bien faire la chose 1.", "faire la chose 1."), language="fr", end="Corrigé.")
    assert ask.renderings.count() == 2
    sound()


# Nothing is lost, whatever a correction does

EDITS = st.lists(
    st.tuples(
        st.sampled_from(["drop", "double", "reword", "put before", "put after", "renumber", "swap"]),
        st.integers(1, 6),
        st.sampled_from(["Now, ", "in part ", "The United Nations should do thing 1 well. ", "Ask. "]),
    ),
    max_size=5,
)


def edited(edits):
    paragraphs = {
        n: f"The United Nations should do thing {n} well. The African Union should support thing {n}."
        for n in range(1, 7)
    }
    for what, n, words in edits:
        text = paragraphs.get(n, "")
        match what:
            case "drop":
                paragraphs.pop(n, None)
            case "double":
                paragraphs[n] = f"{text} {text}"
            case "reword":
                paragraphs[n] = text.replace("should ", f"should {words}", 1)
            case "put before":
                paragraphs[n] = f"{words}{text}"
            case "put after":
                paragraphs[n] = f"{text} {words}"
            case "renumber":
                paragraphs = {key + (key >= n): each for key, each in paragraphs.items()}
            case "swap" if n in paragraphs and n + 1 in paragraphs:
                paragraphs[n], paragraphs[n + 1] = paragraphs[n + 1], paragraphs[n]
    return "I. Asks \n\n" + "".join(
        f"{n}. {text.strip() or 'Left out.'} \n\n" for n, text in sorted(paragraphs.items())
    )


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(first=EDITS, second=EDITS)
def of_any_two_corrections(document, rows, first, second):
    with undone():
        for number, edits in enumerate((first, second), start=2):
            another(edited(edits), document=document, end=f"End {number}.")
            listed = set(versions_of.to_place(document).values_list("pk", flat=True))
            for row in Recommendation.objects.select_related("paragraph__document_version"):
                assert row.text == rows[row.pk].text == row.paragraph.text[row.start : row.end]
                assert row.paragraph.label == rows[row.pk].paragraph.label
                assert (row.pk in listed) != row.paragraph.document_version.is_quoted
        assert Recommendation.objects.count() == len(rows)
        assert audit.differences() == []


def test_every_recommendation_is_moved_with_the_same_words_or_listed(db):
    document = make.document("S/2000/9", content=edited([]).encode())
    rows = [make.recommendation(str(n), ask=ask, code="S/2000/9") for n in range(1, 7) for ask in (1, 2)]
    of_any_two_corrections(document, {row.pk: row for row in rows})


def test_an_archived_document_takes_no_version(db):
    document = make.document()
    archiving.archive(document, by=make.REGISTER, version=document.version, why="Twice.")
    with pytest.raises(Archived):
        another()


def test_a_courtesy_translation_in_the_language_of_the_quotes_stands_beside(ask):
    first = make.document().versions.get()
    made = another(is_official=False)
    first.refresh_from_db()
    assert (made.is_quoted, first.is_quoted) == (False, True)
    assert again(ask).paragraph.document_version == first
    assert not versions_of.to_place().exists()
    sound()


def test_a_courtesy_translation_is_quoted_where_the_steward_says_so_and_an_official_file_always(ask):
    courtesy = another(is_official=False, is_quoted=True)
    assert courtesy.is_quoted
    assert again(ask).paragraph.document_version == courtesy
    official = another(end="The official file.")
    assert official.is_quoted
    assert again(ask).paragraph.document_version == official
    sound()


def test_another_language_is_never_quoted_whatever_is_said(ask):
    assert not another(language="fr", is_quoted=True).is_quoted
    sound()
