"""What a person wrote and has not sent. Nobody else's."""

from recommendations.models import KeptText, User


def kept_by(user: User) -> dict[str, KeptText]:
    """By form, the latest first."""
    return {each.form: each for each in KeptText.objects.filter(user=user)}
