import pytest
from django.core import mail as django_mail

from recommendations.access import reader
from recommendations.choices import Role
from recommendations.delivery import outbox
from recommendations.errors import AlreadyDone, Archived, Invalid, NotPermitted
from recommendations.models import Comment, Entry, Membership, OutboxMessage, User
from recommendations.queries.colleagues import called
from recommendations.queries.comments import conversations
from recommendations.tests import make
from recommendations.tests.make import by
from recommendations.workflow import catalogue, comments, memberships

WORDS = "The note is in the registry."


def write(cast, assignment, text=WORDS, *, author=None, **more):
    return comments.write(assignment, by=by(author or cast.desk), text=text, **{"once": "form-1", **more})


def told(comment):
    return {each.username for each in comment.mentions.all()}


def test_colleagues_of_the_answering_family_read_it_and_nobody_else(cast, ours):
    write(cast, ours)
    for who in ("desk", "desk_two", "clearing", "clearing_above", "reviewer", "manager", "auditor"):
        [found] = conversations([ours], reader(getattr(cast, who)))
        assert [each.text for each in found.said] == [WORDS], who
    for who in ("other_desk", "other_clearing", "other_manager", "steward", "administrator", "reader"):
        assert conversations([ours], reader(getattr(cast, who))) == [], who


def test_it_is_apart_from_the_journal(cast, ours):
    before = Entry.objects.count()
    write(cast, ours)
    assert Entry.objects.count() == before


@pytest.mark.parametrize("who", ["other_desk", "auditor", "steward", "administrator", "reader"])
def test_only_colleagues_write(cast, ours, who):
    with pytest.raises(NotPermitted):
        write(cast, ours, author=getattr(cast, who))
    assert not Comment.objects.exists()


def test_the_same_form_sent_twice_is_one_comment_and_one_letter(cast, ours):
    first = write(cast, ours, "@clearing look", tell=[cast.manager])
    assert write(cast, ours, "@clearing look", tell=[cast.manager]) == first
    assert OutboxMessage.objects.count() == 2
    assert write(cast, ours, "Other words from the same form.") != first, "no words are dropped"
    assert Comment.objects.count() == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@clearing, is this right?", {"clearing"}),
        ("Ask @Clara Clearing.", {"clearing"}),
        ("(@DESK-TWO)", {"desk-two"}),
        ("@desk-two and @maya manager", {"desk-two", "manager"}),
        ("@desk", set()),
        ("write to clearing@example.org", set()),
        ("@clearings", set()),
        ("@other-desk and @Amina Desk", set()),
        ("@clearing-above", {"clearing-above"}),
        ("@Otto Auditor", set()),
    ],
)
def test_at_names_a_colleague_by_user_name_or_full_name(cast, ours, text, expected):
    assert told(write(cast, ours, text)) == expected


def test_who_went_to_another_family_is_known_by_function_and_stays_unnamed(cast, ours):
    write(cast, ours, tell=[cast.clearing_above])
    [found] = conversations([ours], reader(cast.desk))
    assert found.said[0].told == ["Claire Above"]
    Membership.objects.filter(user=cast.clearing_above).update(organization=cast.auc)
    assert called([cast.clearing_above], reader(cast.desk))[cast.clearing_above.pk] == (
        "Clearing officer, African Union Commission"
    )
    [found] = conversations([ours], reader(cast.desk))
    assert "Claire" not in str(found)


def test_an_auditor_is_known_by_function_to_those_in_the_mandate(cast):
    assert called([cast.auditor], reader(cast.clearing_above))[cast.auditor.pk] == "Auditor, Oversight Body"
    assert called([cast.auditor], reader(cast.auditor))[cast.auditor.pk] == "Otto Auditor", "oneself"


def test_nobody_outside_can_be_told(cast, ours):
    for person in (cast.other_desk, cast.reader, cast.administrator):
        with pytest.raises(Invalid) as refusal:
            write(cast, ours, tell=[person])
        assert "tell" in refusal.value.errors
    assert not OutboxMessage.objects.exists()


@pytest.mark.parametrize("text", ["", " \n ", "x" * (comments.LONGEST + 1)])
def test_no_words_or_too_many_are_refused(cast, ours, text):
    with pytest.raises(Invalid) as refusal:
        write(cast, ours, text)
    assert "text" in refusal.value.errors


def test_its_author_takes_it_back_and_that_it_was_there_stays(cast, ours):
    comment = write(cast, ours)
    with pytest.raises(NotPermitted):
        comments.take_back(comment, by=by(cast.clearing))
    comments.take_back(comment, by=by(cast.desk))
    [found] = conversations([ours], reader(cast.clearing))
    assert (found.said[0].text, found.said[0].taken_back) == ("", True)
    with pytest.raises(AlreadyDone):
        comments.take_back(comment, by=by(cast.desk))
    with pytest.raises(AlreadyDone):
        write(cast, ours)


def test_nothing_is_written_on_what_is_archived_and_what_was_stays_readable(cast, ours):
    write(cast, ours)
    row = ours.recommendation
    row.refresh_from_db()
    catalogue.archive(row, by=by(cast.steward), version=row.version, why="A double.")
    with pytest.raises(Archived):
        write(cast, ours, "More.", once="form-2")
    [found] = conversations([ours], reader(cast.desk))
    assert found.said[0].text == WORDS


def test_who_left_is_still_named_to_the_family_and_reads_nothing(cast, ours):
    write(cast, ours)
    Membership.objects.filter(user=cast.desk).update(until=make.today())
    [found] = conversations([ours], reader(cast.clearing))
    assert found.said[0].author == "Dora Desk"
    assert cast.desk not in [each.user for each in found.people]
    assert conversations([ours], reader(cast.desk)) == []


# The letter


@pytest.fixture
def posted(cast, ours):
    return write(cast, ours, f"@clearing {WORDS}")


def not_sent_because(reason):
    outbox.sweep()
    return django_mail.outbox == [] and reason in OutboxMessage.objects.get().error


def test_the_letter_says_who_and_where_and_never_what(cast, ours, posted):
    outbox.sweep()
    [letter] = django_mail.outbox
    assert letter.to == ["clearing@example.org"]
    for body in (letter.body, letter.alternatives[0][0]):
        assert "Dora Desk mentions you" in body
        assert ours.recommendation.reference in body
        assert f"/recommendations/{ours.recommendation.public_id}/#comment-{posted.public_id}" in body
        assert "registry" not in body


def test_the_letter_does_not_name_whom_its_reader_does_not_know(cast, ours):
    comments.write(ours, by=by(cast.clearing_above), text="Look.", once="f", tell=[cast.clearing])
    Membership.objects.filter(user=cast.clearing_above).update(organization=cast.auc)
    outbox.sweep()
    assert "mentions you" in django_mail.outbox[-1].body
    assert "Claire" not in django_mail.outbox[-1].body


def test_no_letter_to_who_wants_none(cast, posted):
    User.objects.filter(pk=cast.clearing.pk).update(mail_when_mentioned=False)
    assert not_sent_because("wants no mail")


def test_no_letter_about_what_was_taken_back(cast, posted):
    comments.take_back(posted, by=by(cast.desk))
    assert not_sent_because("taken back")


def test_no_letter_to_who_has_left_meanwhile(cast, posted):
    Membership.objects.filter(user=cast.clearing).update(until=make.today())
    memberships.grant(cast.clearing, Role.DESK_OFFICER, by=make.REGISTER, organization=cast.auc)
    assert not_sent_because("no longer acts")
