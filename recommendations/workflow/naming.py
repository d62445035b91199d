"""Whether the words of an ask name an organization, and which office may answer for it without a question."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from recommendations import access
from recommendations.errors import Invalid, ReasonNeeded
from recommendations.models import Assignment, Organization, Paragraph, Recommendation
from recommendations.workflow.catalogue import Ask

Meant = tuple[str, Organization | None]


@dataclass(frozen=True, slots=True)
class Said:
    """The words of an ask with its lead-in, and the words that say who is asked, where the text has them."""

    words: tuple[str, ...]
    meant: tuple[Meant, ...]

    @classmethod
    def by(cls, paragraph: Paragraph, quote: str, lead_in: Sequence[str], meant: Sequence[Meant]) -> "Said":
        text = (paragraph.text, *lead_in)
        there = [(words, body) for words, body in meant if any(_stands(words, each) for each in text)]
        return cls((quote, *lead_in, *(words for words, _body in there)), tuple(there))

    @classmethod
    def by_ask(cls, paragraph: Paragraph, ask: Ask) -> "Said":
        return cls.by(paragraph, ask.quote, [words for _above, words in ask.lead_in], ask.addressees)

    @classmethod
    def by_row(cls, row: Recommendation) -> "Said":
        lead_in = [each.text for each in row.lead_in_spans.all()]
        meant = [(each.words, each.organization) for each in row.addressees.select_related("organization")]
        return cls.by(row.paragraph, row.text, lead_in, meant)

    def names(self, organization: Organization) -> bool:
        """By one of its names, in whichever language, or words that were said to mean it."""
        if any(body == organization for _words, body in self.meant):
            return True
        for known in organization.names.all():
            for each in self.words:
                if _stands(known.name, each) or _stands(known.acronym, each, letters=True):
                    return True
        return False


def _stands(words: str, text: str, *, letters: bool = False) -> bool:
    """As whole words. An acronym letter for letter: French has “au” and “un” everywhere."""
    wanted = r"\s+".join(re.escape(each) for each in _plain(words).split())
    flags = re.NOFLAG if letters else re.IGNORECASE
    return bool(wanted) and re.search(rf"(?<!\w){wanted}(?!\w)", _plain(text), flags) is not None


def _plain(words: str) -> str:
    return words.replace("’", "'")


def is_named(organization: Organization, said: Said, *, named: bool | None, judgement: str) -> bool:
    """True for named in the text, False for an editorial judgement, which has its reason. None is as the text has it.
    Raises Invalid, ReasonNeeded."""
    if named is None and judgement.strip():
        return False
    if named is False:
        if not judgement.strip():
            raise ReasonNeeded()
        return False
    if said.names(organization):
        return True
    words = _(
        "“%(organization)s” stands neither in the exact words nor in the lead-in nor in the words that say who is "
        "asked. Choose “editorial judgement” and say why; or, where other words of the text mean it, give them as "
        "addressee."
    )
    raise Invalid({"judgement": words % {"organization": organization.name()}})


def require_office(organization: Organization, answering: Organization | None, *, agreed: bool) -> None:
    """An office of another family is a question, unless it answers for the organization already. For those that do not
    report for themselves it is whoever has the record. Raises Invalid."""
    if agreed or answering is None or answering == organization or not organization.reports_for_itself:
        return
    tree = access.parents()
    if access.with_all_above(organization.pk, tree)[-1] == access.with_all_above(answering.pk, tree)[-1]:
        return
    if Assignment.objects.filter(organization=organization, answering_organization=answering).exists():
        return
    words = _("%(office)s answers for %(organization)s? It is of another family: confirm it, or name another office.")
    names = {"office": answering.name(), "organization": organization.name()}
    raise Invalid({"answering_organization": words % names})
