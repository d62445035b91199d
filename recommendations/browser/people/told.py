"""What an entry on an account says, in words: codes and free words are the administrators' to read."""

from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recommendations.choices import Role
from recommendations.models import Entry

LABELS: Final = {
    "username": gettext_lazy("User name"),
    "full_name": gettext_lazy("Name"),
    "email": gettext_lazy("E-mail"),
    "language": gettext_lazy("Language"),
    "is_staff": gettext_lazy("Enters the administration"),
    "is_active": gettext_lazy("Active"),
    "password": gettext_lazy("Password"),
    "second_factor": gettext_lazy("Second factor"),
}
# What facts say in place of a value.
VALUES: Final = {
    "True": gettext_lazy("yes"),
    "False": gettext_lazy("no"),
    "set": gettext_lazy("set by an administrator"),
    "chosen by the person": gettext_lazy("chosen by the person"),
    "all removed": gettext_lazy("all removed"),
    "totp added": gettext_lazy("codes from an app, added"),
    "totp removed": gettext_lazy("codes from an app, removed"),
    "webauthn added": gettext_lazy("passkey, added"),
    "webauthn removed": gettext_lazy("passkey, removed"),
    "recovery_codes added": gettext_lazy("recovery codes, made"),
    "recovery_codes removed": gettext_lazy("recovery codes, removed"),
}


def words_of(entry: Entry) -> list[str]:
    """What changed, or what it was about."""
    facts, content = entry.facts, entry.content
    found = [_pair(name, value) for name, value in _after(facts, content).items() if value not in ("", None)]
    if "role" in facts:
        found.append(_function(facts))
    if "token" in facts and content.get("name"):
        found.append(_("“%(name)s”") % {"name": content["name"]})
    if content.get("email") and "after" not in facts:
        found.append(str(content["email"]))
    return found


def _after(facts: dict[str, Any], content: dict[str, Any]) -> dict[str, Any]:
    return {**content.get("after", {}), **facts.get("after", {})}


def _pair(name: str, value: Any) -> str:
    return _("%(what)s: %(value)s") % {"what": LABELS.get(name, name), "value": VALUES.get(str(value), value)}


def _function(facts: dict[str, Any]) -> str:
    role = str(Role(facts["role"]).label) if facts["role"] in Role.values else facts["role"]
    return f"{role}, {facts['organization']}" if facts.get("organization") else role
