"""The organizations of a candidate as a person typed them: held against its words as they come, so that what the
suggester read stays as it read it."""

from collections.abc import Mapping, Sequence
from typing import Any

from recommendations.errors import Invalid, Refused, Words
from recommendations.workflow.entering import Part
from recommendations.workflow.naming import Said, is_named, require_office

Typed = Mapping[str, Any]


def settled(typed: Sequence[Typed], parts: Sequence[Part], held: Sequence[Typed], said: Said) -> list[dict[str, Any]]:
    """With what is not chosen looked up. What was `held` before is held so again. Raises Invalid."""
    read = {each["organization"] for each in held if each["named"] == "text"}
    offices = {(each["organization"], each["answering"]) for each in held}
    found: list[dict[str, Any]] = []
    errors: dict[str, Words] = {}
    for place, (each, part) in enumerate(zip(typed, parts, strict=True)):
        named = {"text": True, "judgement": False}.get(each["named"])
        try:
            if named is not True or each["organization"] not in read:
                named = is_named(part.organization, said, named=named, judgement=each.get("judgement", ""))
            if (each["organization"], each["answering"]) not in offices:
                agreed = bool(each.get("office_agreed"))
                require_office(part.organization, part.answering, agreed=agreed)
        except Refused as refusal:
            words = refusal.errors.values() if isinstance(refusal, Invalid) else [refusal]
            errors[f"parts-{place}"] = " ".join(str(word) for word in words)
        else:
            how = {"named": "text", "judgement": ""} if named else {"named": "judgement"}
            found.append({**each, **how})
    if errors:
        raise Invalid(errors)
    return found
