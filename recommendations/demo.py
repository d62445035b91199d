"""The demonstration accounts: known to everyone, and good for nothing outside the demonstration."""

from dataclasses import dataclass
from typing import Final

from recommendations.choices import Role

PASSWORD: Final = "demo"


@dataclass(frozen=True, slots=True)
class Account:
    username: str
    full_name: str
    role: Role | None
    organization: str = ""

    def __str__(self) -> str:
        what = str(self.role.label) if self.role else "Reader"
        return f"{self.username:<12} {what}{f', {self.organization}' if self.organization else ''}"


def _office(suffix: str, code: str) -> tuple[Account, ...]:
    roles = (
        ("desk", Role.DESK_OFFICER),
        ("clearing", Role.CLEARING_OFFICER),
        ("reviewer", Role.REVIEWER),
        ("manager", Role.MANAGER),
    )
    return tuple(
        Account(f"{name}.{suffix}", f"Demonstration {role.label.lower()}, {code}", role, code) for name, role in roles
    )


ACCOUNTS: Final = (
    *_office("au", "AUC"),
    *_office("un", "DPPA"),
    Account("steward", "Demonstration data steward", Role.STEWARD),
    Account("auditor", "Demonstration auditor", Role.AUDITOR, "UN-SECRETARIAT"),
    Account("reader", "Demonstration reader", None),
    Account("admin", "Demonstration administrator", Role.ADMINISTRATOR),
)
