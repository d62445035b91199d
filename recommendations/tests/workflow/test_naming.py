"""What is entered as named in the text stands in the text; the rest has a person's reason."""

import pytest

from recommendations.choices import AssignmentRole, EntryKind
from recommendations.errors import Invalid
from recommendations.models import Addressee, Entry, OrganizationName
from recommendations.tests import make
from recommendations.tests.workflow.candidates_stage import ask, proposed
from recommendations.workflow import assigning, candidates_deciding, candidates_shaping
from recommendations.workflow.naming import Said


def give(row, organization, *, answering=None, **more):
    given = {"role": AssignmentRole.OWNER, "answering": answering or organization, **more}
    return assigning.assign(row, by=make.REGISTER, organization=organization, **given)


def typed(code: str, **more):
    return {"organization": code, "role": "owner", "answering": "", "named": "", "judgement": "", **more}


def words(*found: str, meant=()) -> Said:
    return Said(found, tuple(meant))


@pytest.mark.parametrize("named", [True, None])
def test_an_organization_that_stands_nowhere_is_not_named_in_the_text(cast, named):
    row = make.recommendation()
    with pytest.raises(Invalid) as refused:
        give(row, cast.auc, named_in_text=named)
    assert "“African Union Commission” stands neither" in refused.value.errors["judgement"]
    assert not Entry.objects.filter(kind=EntryKind.ASSIGNED).exists()


def test_what_is_not_chosen_is_looked_up_and_a_reason_makes_it_a_judgement(cast):
    row = make.recommendation()
    assert give(row, cast.un, named_in_text=None).named_in_text
    judged = give(row, cast.auc, named_in_text=None, judgement="It trains.")
    assert (judged.named_in_text, judged.judgement) == (False, "It trains.")


def test_words_that_were_said_to_mean_it_name_it_where_the_text_has_them(cast):
    row = make.recommendation()
    Addressee.objects.create(recommendation=row, ord=0, words="do thing 1", organization=cast.auc)
    Addressee.objects.create(recommendation=row, ord=1, words="Oversight Body", organization=cast.oversight)
    assert give(row, cast.auc, named_in_text=True).named_in_text
    with pytest.raises(Invalid):
        give(row, cast.oversight, named_in_text=True)


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("We call on the african\n union’s partners.", True),
        ("The AU should act.", True),
        ("L’Union Africaine soutient cela.", True),
        ("Il appartient au Conseil de le faire.", False),
        ("The African Unionists should act.", False),
        ("The Union should act.", False),
    ],
)
def test_names_stand_as_whole_words_and_acronyms_letter_for_letter(cast, text, stands):
    OrganizationName.objects.create(organization=cast.au, language="fr", name="Union africaine")
    assert words(text).names(cast.au) == stands


def test_an_office_of_another_family_is_asked_about_once(cast):
    row = make.recommendation()
    with pytest.raises(Invalid) as refused:
        give(row, cast.un, answering=cast.auc, named_in_text=True)
    assert "African Union Commission answers for United Nations?" in refused.value.errors["answering_organization"]
    assert give(row, cast.un, answering=cast.auc, named_in_text=True, office_agreed=True)
    assert give(make.recommendation("2"), cast.un, answering=cast.auc, named_in_text=True)


def test_an_office_of_the_family_or_of_one_that_does_not_report_is_no_question(cast):
    assert give(make.recommendation(), cast.un, answering=cast.dppa, named_in_text=True)
    assert give(make.recommendation("2"), cast.council, answering=cast.auc, judgement="It has the record.")


# Candidates


def test_what_was_typed_over_is_held_against_the_words_and_what_was_read_stays(cast):
    (row,) = proposed(ask("1", addressee="it", actors=["AU"]))
    row.more["parts"][0] |= {"named": "text", "judgement": ""}
    row.save()
    by = make.by(cast.steward)
    (held,) = row.more["parts"]
    for over in (typed("OVERSIGHT"), typed("OVERSIGHT", named="text")):
        with pytest.raises(Invalid) as refused:
            candidates_shaping.change(row, by=by, version=row.version, given={"parts": [held, over]})
        assert list(refused.value.errors) == ["parts-1"]
    given = {"parts": [held, typed("UN"), typed("OVERSIGHT", judgement="It looks.")], "note": "Mine."}
    candidates_deciding.accept(row, by=by, version=row.version, given=given)
    row.refresh_from_db()
    made = {each.organization.code: each.named_in_text for each in row.recommendation.assignments.all()}
    assert made == {"AU": True, "UN": True, "OVERSIGHT": False}


def test_an_office_that_was_left_over_from_another_organization_is_a_question(cast):
    (row,) = proposed(ask("1"))
    by = make.by(cast.steward)
    part = typed("UN", answering="AUC")
    with pytest.raises(Invalid) as refused:
        candidates_shaping.change(row, by=by, version=row.version, given={"parts": [part]})
    assert "answers for" in str(refused.value.errors["parts-0"])
    given = {"parts": [{**part, "office_agreed": "on"}]}
    assert candidates_shaping.change(row, by=by, version=row.version, given=given)
