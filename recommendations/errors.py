"""What the register refuses, each by its own name. Doors translate them; rules never speak HTTP."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words: TypeAlias = str | Promise


class Refused(Exception):  # noqa: N818 - a refusal is not an error
    """A rule said no. `code` is stable and promised to API consumers; `str()` is for people."""

    code = "refused"
    words: Words = _("This cannot be done.")

    def __init__(self, words: Words = "", **facts: Any) -> None:
        super().__init__(words)
        self.words = words or type(self).words
        self.facts = facts

    def __str__(self) -> str:
        return str(self.words)


class NotPermitted(Refused):
    code = "not_permitted"
    words = _("Your roles do not allow this.")


class OwnWork(NotPermitted):
    code = "own_work"
    words = _("Nobody clears or reviews what they wrote or cleared themselves.")


class ScopeMissing(NotPermitted):
    code = "scope_missing"
    words = _("The token does not carry the scope that this needs.")


class Stale(Refused):
    """The row moved on since it was read; `current` is the row as it is now, so that both texts can be shown."""

    code = "stale"
    words = _("Somebody changed this while you were writing.")

    def __init__(self, current: Any, *, seen: int) -> None:
        super().__init__()
        self.current = current
        self.seen = seen


class Invalid(Refused):
    """What was given does not hold; `errors` names each field and says what to do."""

    code = "invalid"
    words = _("Some of what was given needs another look.")

    def __init__(self, errors: Mapping[str, Words]) -> None:
        super().__init__()
        self.errors = dict(errors)

    def __str__(self) -> str:
        return " ".join(f"{field}: {words}" for field, words in self.errors.items())


class NotTracked(Refused):
    code = "not_tracked"
    words = _("Only tracked recommendations are asked, updated and reviewed.")


class Archived(Refused):
    code = "archived"
    words = _("This is archived; bring it back first.")


class TakesNoUpdates(Refused):
    code = "takes_no_updates"
    words = _("A whole takes no updates: its status is that of its parts.")


class NotCounting(Refused):
    code = "assignment_not_open"
    words = _("This assignment was declined or has ended.")


class NobodyAnswers(Refused):
    code = "nobody_answers"
    words = _("No answering organization is named, so nothing can be entered.")


class AlreadyOpen(Refused):
    code = "already_open"
    words = _("An update of this assignment is open already.")


class WrongState(Refused):
    code = "wrong_state"
    words = _("The update is no longer in the state that this needs.")


class NothingToReview(Refused):
    code = "nothing_to_review"
    words = _("A finding is made on the current cleared update, and there is none, or a newer one.")


class EvidenceNeeded(Refused):
    code = "evidence_needed"
    words = _("“Implemented” and “implemented by other means” can be found only with evidence.")


class RecordNeeded(Refused):
    code = "record_needed"
    words = _("What an organ or a State did is entered from the official record: add evidence with a symbol.")


class ClassifiedMaterial(Refused):
    code = "classified_material"
    words = _("Anything marked confidential or higher is recorded as sighted, not uploaded.")


class ReasonNeeded(Refused):
    code = "reason_needed"
    words = _("Say why, so that the history can be understood.")


class AlreadyAssigned(Refused):
    code = "already_assigned"
    words = _("This organization is assigned already.")


class AlreadyDone(Refused):
    code = "already_done"
    words = _("This has been done already.")


class NotAll(Refused):
    """Some of many could not be done, so none was; `stopped` says which, each with its own refusal."""

    code = "not_all"
    words = _("Nothing was done, because not all of it could be.")

    def __init__(self, stopped: Sequence[tuple[Any, Refused]]) -> None:
        super().__init__()
        self.stopped = list(stopped)


class Followed(Refused):
    """A decision that cannot be undone yet, because somebody has gone on from it."""

    code = "followed"
    words = _("Another decision on the same words followed. Undo that one first.")


class NotAsPreviewed(Refused):
    code = "not_as_previewed"
    words = _("What would move has changed since you looked at it. Look at it again.")


class StillInUse(Refused):
    """Others rely on the row; `uses` says in words what does."""

    code = "in_use"
    words = _("It is in use.")


class AlreadyCatalogued(Refused):
    """These very words are a recommendation already: `recommendation`."""

    code = "already_catalogued"
    words = _("These words are in the register already.")


class NotVerbatim(Refused):
    """A quote that is not, letter for letter, in its paragraph."""

    code = "not_verbatim"
    words = _("The words are not in the paragraph as given.")


class AccountClosed(Refused):
    code = "account_closed"
    words = _("This account is closed; open it again first.")


class RolesDoNotMix(Refused):
    code = "roles_do_not_mix"
    words = _("An administrator holds no other role at the same time.")


class TwoPeopleNeeded(Refused):
    code = "two_people_needed"
    words = _("A redaction takes a data steward and an administrator, two different people.")


class CatalogueRefused(Refused):
    """A file that was not loaded; `row` says where it stopped. Nothing of it was kept."""

    code = "catalogue_refused"


class FileRefused(Refused):
    """Nothing can come of the file; `facts["problem"]` is the reader's code, the words say what to do."""

    code = "file_refused"
