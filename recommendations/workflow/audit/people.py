"""Who may sign in, act and call: memberships, accounts, tokens."""

from collections.abc import Iterator
from typing import Any, Final

from recommendations.choices import ChainKind, EntryKind
from recommendations.models import ApiToken, Entry, Membership, User
from recommendations.workflow import memberships
from recommendations.workflow.audit.attributes import folded, without_rows
from recommendations.workflow.audit.difference import Difference, differ
from recommendations.workflow.batches import in_batches
from recommendations.workflow.journal import plain


def the_memberships() -> Iterator[Difference]:
    recorded: dict[str, dict[str, Any]] = {}
    kinds = (EntryKind.GRANTED, EntryKind.WITHDRAWN)
    for entry in Entry.objects.filter(kind__in=kinds).order_by("chain_id", "seq"):
        row = recorded.setdefault(entry.facts["membership"], {"until": None, "user": entry.chain_id})
        row.update(entry.facts)
    for membership in Membership.objects.select_related("organization", "own_body", "user"):
        facts = recorded.pop(membership.public_id, None)
        if facts is None:
            yield Difference(str(membership), "was never granted")
            continue
        now = {**memberships.facts_of(membership), "until": membership.until, "user": str(membership.user_id)}
        yield from differ(membership, facts, plain(now))
    for key in recorded:
        yield Difference(f"membership {key}", "is in the journal, and not in the register")


def the_accounts() -> Iterator[Difference]:
    """Who may sign in, and who enters the administration. An account that was made without a verb may sign in, and
    no more; those of the demonstration are what the demonstration made them."""
    seen: set[str] = set()
    for some in in_batches(User.objects.all()):
        recorded = folded(ChainKind.USER, some)
        seen |= recorded.keys()
        for user in some:
            facts, _words = recorded.get(str(user.pk), ({}, {}))
            facts = {"is_active": True, **({} if user.is_demonstration else {"is_staff": False}), **facts}
            yield from differ(
                user.username,
                {name: value for name, value in facts.items() if name in OF_AN_ACCOUNT},
                {name: getattr(user, name) for name in OF_AN_ACCOUNT},
            )
    yield from without_rows(ChainKind.USER, seen)


OF_AN_ACCOUNT: Final = ("is_active", "is_staff")


def the_tokens() -> Iterator[Difference]:
    kinds = (EntryKind.TOKEN_ISSUED, EntryKind.TOKEN_REVOKED)
    said = {(each.facts["token"], each.kind): each for each in Entry.objects.filter(kind__in=kinds)}
    for token in ApiToken.objects.all():
        where = f"API token {token.public_id}"
        issued = said.pop((token.public_id, EntryKind.TOKEN_ISSUED), None)
        if issued is None:
            yield Difference(where, "was never issued")
            continue
        recorded = {name: issued.facts[name] for name in ("scopes", "expires_at")}
        recorded |= {"user": issued.chain_id, "revoked": (token.public_id, EntryKind.TOKEN_REVOKED) in said}
        now = {"scopes": token.scopes, "expires_at": token.expires_at, "user": str(token.user_id)}
        yield from differ(where, recorded, {**plain(now), "revoked": token.revoked_at is not None})
    for public_id, kind in said:
        if kind == EntryKind.TOKEN_ISSUED:
            yield Difference(f"API token {public_id}", "is in the journal, and not in the register")
