from recommendations.models import Entry, Membership, ProgressUpdate, RedactionRequest, User
from recommendations.tests import make
from recommendations.tests.admin.stage import act, address, assert_kept, client_of, errors_of, filled, save
from recommendations.workflow import audit, comments, redaction

STRONG = "correct horse battery"


def add(administrator, **given):
    path = address("user", "add")
    return save(administrator, path, username="new.person", full_name="New Person", why="A new colleague.", **given)


def test_an_account_without_a_password_opens_nothing(cast):
    assert add(cast.administrator, email="new@example.org").status_code == 302
    made = User.objects.get(username="new.person")
    assert not made.has_usable_password()
    assert (made.is_staff, made.is_superuser) == (False, False)
    assert_kept("added", "A new colleague.", by=cast.administrator)


def test_a_first_password_is_a_strong_one_and_nowhere_in_the_journal(cast):
    assert "password" in errors_of(add(cast.administrator, password="short"))
    assert add(cast.administrator, password=STRONG).status_code == 302
    assert User.objects.get(username="new.person").check_password(STRONG)
    assert all(STRONG not in str([each.facts, each.content]) for each in Entry.objects.all())


def test_names_that_are_taken_are_refused(cast):
    assert "username" in errors_of(save(cast.administrator, address("user", "add"), username="desk", why="Try."))


def test_raw_rights_are_not_taken(cast):
    path = address("user", "change", cast.desk.pk)
    raw = {"is_superuser": "on", "is_active": "", "password": "x", "groups": "1", "is_demonstration": "on"}
    assert save(cast.administrator, path, full_name="Dora D.", why="Name.", **raw).status_code == 302
    before, cast.desk = cast.desk, User.objects.get(pk=cast.desk.pk)
    assert (cast.desk.full_name, cast.desk.is_superuser, cast.desk.is_active) == ("Dora D.", False, True)
    assert cast.desk.password == before.password
    assert_kept("changed", "Name.", by=cast.administrator)
    add(cast.administrator, is_superuser="on")
    assert not User.objects.filter(is_superuser=True).exists()


def test_accounts_are_versioned_by_their_journal(cast):
    path = address("user", "change", cast.desk.pk)
    mine = filled(cast.administrator, path, full_name="Mine", why="Mine.")
    save(cast.administrator, path, full_name="Theirs", why="Theirs.")
    answer = client_of(cast.administrator).post(path, mine)
    assert answer.status_code == 409
    assert "Theirs" in str(errors_of(answer)["full_name"])


def test_deactivated_accounts_are_out_at_once(cast):
    client = client_of(cast.desk)
    assert client.get("/admin/").status_code == 200
    assert act(cast.administrator, "user", "deactivate", cast.desk, why="Left.").status_code == 302
    assert_kept("changed", "Left.", by=cast.administrator)
    assert client.get("/admin/").status_code == 302
    assert act(cast.administrator, "user", "activate", cast.desk, why="Is back.").status_code == 302
    assert client_of(cast.desk).get("/admin/").status_code == 200


def test_nobody_closes_their_own_account(cast):
    answer = act(cast.administrator, "user", "deactivate", cast.administrator, why="Oops.")
    assert answer.status_code == 403
    path = address("user", "change", cast.administrator.pk)
    assert save(cast.administrator, path, is_staff=None, why="Oops.").status_code == 403
    assert User.objects.filter(pk=cast.administrator.pk, is_active=True, is_staff=True).exists()


def test_a_new_password_ends_the_sessions(cast):
    client = client_of(cast.desk)
    assert act(cast.administrator, "user", "set_password", cast.desk, why="Lost.", password="short").status_code == 200
    assert act(cast.administrator, "user", "set_password", cast.desk, why="Lost.", password=STRONG).status_code == 302
    assert client.get("/admin/").status_code == 302
    assert User.objects.get(pk=cast.desk.pk).check_password(STRONG)
    assert_kept("changed", "Lost.", by=cast.administrator)


def test_memberships_are_granted_and_withdrawn(cast):
    given = {"user": cast.reader.pk, "role": "desk_officer", "organization": cast.auc.pk, "why": "Joins the desk."}
    assert save(cast.administrator, address("membership", "add"), **given).status_code == 302
    assert_kept("granted", "Joins the desk.", by=cast.administrator)
    again = save(cast.administrator, address("membership", "add"), **given)
    assert "done already" in str(errors_of(again))
    row = Membership.objects.get(user=cast.reader)
    assert act(cast.administrator, "membership", "withdraw", row, why="Leaves.").status_code == 302
    assert_kept("withdrawn", "Leaves.", by=cast.administrator)
    assert client_of(cast.reader).get("/admin/").status_code == 403


def test_what_does_not_go_together_is_refused_on_the_form(cast):
    path = address("membership", "add")
    given = {"user": cast.reader.pk, "role": "desk_officer", "why": "Try."}
    assert "organization" in errors_of(save(cast.administrator, path, **given))
    mixed = {"user": cast.desk.pk, "role": "administrator", "why": "Try."}
    assert "no other role" in str(errors_of(save(cast.administrator, path, **mixed)))


def test_a_membership_is_never_rewritten(cast, register):
    path = address("membership", "change", register.membership.pk)
    given = {"role": "administrator", "since": "2000-01-01", "why": "Try.", "version": register.membership.version}
    assert client_of(cast.administrator).post(path, given).status_code == 403


def test_a_redaction_takes_two_in_different_roles(cast, register):
    assert act(cast.steward, "redactionrequest", "agree", register.redaction).status_code == 200
    entry = register.redaction.entry
    assert Entry.objects.get(pk=entry.pk).content
    assert act(cast.administrator, "redactionrequest", "agree", register.redaction).status_code == 302
    assert not Entry.objects.get(pk=entry.pk).content
    assert ProgressUpdate.objects.get(pk=register.released.pk).done == "[redacted]"
    assert audit.differences() == []


def test_a_redaction_is_asked_from_the_history(cast, register):
    entry = Entry.objects.get(update=register.held, kind="cleared")
    page = client_of(cast.steward).get(address("assignment", "history", register.held.assignment_id))
    link = f"{address('redactionrequest', 'add')}?entry={entry.pk}"
    assert link in page.content.decode()
    assert save(cast.steward, link, why="It names a person.").status_code == 302
    assert_kept("redaction_asked", "It names a person.", by=cast.steward)
    assert errors_of(save(cast.steward, link, why="Again."))
    assert "entry" in errors_of(save(cast.steward, address("redactionrequest", "add"), entry="x", why="Try."))


def test_a_comment_between_colleagues_is_redacted_by_its_id_and_shown_to_neither(cast, register):
    said = comments.write(register.released.assignment, by=make.by(cast.desk), text="A leaked name.", once="form")
    add = address("redactionrequest", "add")
    assert save(cast.steward, add, comment=said.public_id, why="A name stands in it.").status_code == 302
    request = RedactionRequest.objects.get(comment=said)
    for person in (cast.steward, cast.administrator):
        page = client_of(person).get(address("redactionrequest")).content.decode()
        assert said.public_id in page
        assert said.text not in page
    assert act(cast.administrator, "redactionrequest", "agree", request).status_code == 302
    said.refresh_from_db()
    assert said.text == redaction.NOTICE


def test_a_redaction_is_asked_of_one_thing(cast, register):
    add = address("redactionrequest", "add")
    assert "Name one" in save(cast.steward, add, why="Try.").content.decode()
