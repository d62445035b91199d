from django.conf import settings
from django.http import HttpRequest


def installation(request: HttpRequest) -> dict[str, object]:
    """What every page says about the place it is served from: `demo` asks for the banner; `open_to_all`, whether
    whoever has not signed in reads what is public."""
    return {
        "demo": settings.DEMO,
        "installation_time_zone": settings.TIME_ZONE,
        "open_to_all": settings.ANONYMOUS_READING,
    }
