"""Why something was found, in words that a person can check; and the reasons that are given most for rejecting."""

from collections.abc import Iterable, Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

REASONS: Final = (
    _("Not an ask: it describes or explains."),
    _("Asked by others, or in the past: only reported here."),
    _("The same ask is in the register already."),
    _("Only announces or repeats asks made elsewhere in the document."),
    _("Too general to be followed up."),
)

FOR: Final[dict[str, Promise]] = {
    "first": _("“%(words)s”, said by the author"),
    "author": _("“%(words)s”, said of the body that the document speaks for"),
    "bare": _("begins with the operative verb “%(words)s”"),
    "joined": _("“%(words)s” goes on with what the sentence asks"),
    "infinitive": _("“%(words)s” says what is decided"),
    "passive": _("“%(words)s” asks without naming who asks"),
    "reiterated": _("“%(words)s” asks again"),
    "accepted": _("“%(words)s”: the author’s own recommendation, in the words of who accepted it"),
    "perfect": _("“%(words)s”: asked before by the author, and still asked"),
    "stressed": _("“%(words)s”: the author stresses it"),
    "modal": _("“%(words)s” says what is to be done"),
    "need": _("“%(words)s” states a need"),
    "will": _("“%(words)s” says what the author will do"),
    "reported_view": _("“%(words)s”: a view of participants, in a record of views"),
    "wanted": _("“%(words)s”: something is wanted"),
    "list_of_views": _("stands in the list of views “%(words)s”"),
    "lead_in": _("hangs on “%(words)s”"),
    "imperative": _("“%(words)s” tells somebody to act"),
    "under_heading": _("stands under “%(words)s”"),
    "box": _("is the box “%(words)s”"),
    "asks_in_prose": _("this document asks in prose"),
    "addressed": _("addressed to “%(words)s”"),
}
AGAINST: Final[dict[str, Promise]] = {
    "reported": _("“%(words)s” reports what others said"),
    "noting": _("“%(words)s” takes note, and asks for nothing"),
    "no_action": _("“%(words)s” asks for no action"),
    "embedded": _("“%(words)s” makes it part of another statement"),
    "negated": _("“%(words)s” says that it need not be done"),
    "relative_clause": _("“%(words)s” only describes"),
    "rule_described": _("“%(words)s” describes a rule in force"),
    "example": _("“%(words)s” gives an example"),
    "hypothetical": _("“%(words)s” supposes"),
    "description": _("“%(words)s” describes what many need"),
    "expected_effect": _("“%(words)s” expects an effect"),
    "summary": _("stands in the summary “%(words)s”"),
    "speaks_of_itself": _("“%(words)s” speaks of the document itself"),
    "question": _("is a question"),
    "quoted": _("“%(words)s” is quoted"),
    "ritual": _("“%(words)s” is a form of politeness"),
    "announcement": _("“%(words)s” announces what follows"),
}


def why(reasons: Iterable[Mapping[str, str]]) -> str:
    """One sentence: what speaks for it, then what speaks against it."""
    given = list(reasons)
    pro = _listed(FOR, given)
    con = _listed(AGAINST, given)
    if pro and con:
        return gettext("%(for)s. Against it: %(against)s.") % {"for": pro, "against": con}
    if con:
        return gettext("Against it: %(against)s.") % {"against": con}
    return f"{pro}." if pro else ""


def _listed(known: Mapping[str, Promise], given: Iterable[Mapping[str, str]]) -> str:
    found = [str(known[each["code"]]) % {"words": each.get("words", "")} for each in given if each["code"] in known]
    return "; ".join(dict.fromkeys(found))
