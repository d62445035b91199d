"""What was typed when the session had ended: carried through the sign-in page, signed, and given back to its writer."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.contrib.auth.forms import AuthenticationForm
from django.core import signing
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict

FIELD: Final = "carried"
IN_SESSION: Final = "typed_before_sign_in"
SALT: Final = "typed-before-sign-in"
LARGEST: Final = 200_000
DROPPED: Final = ("csrfmiddlewaretoken", "password")

View = Callable[..., HttpResponse]


def signed_in_or_kept(view: View) -> View:
    """For forms people write in: without a session, the sign-in page carries what was posted."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if request.POST.get("action") == "autosave":
            return JsonResponse({"signed_out": True}, status=401)
        from recommendations.browser import accounts

        typed = {name: values for name, values in request.POST.lists() if name not in DROPPED}
        carried = signing.dumps({"path": request.path, "typed": typed}, salt=SALT, compress=True)
        back = accounts.safe(request, request.POST.get("back", ""))
        form = AuthenticationForm(request)
        return accounts.sign_in_page(
            request, form, back, status=403, carried=carried if "writer" in typed and len(carried) < LARGEST else ""
        )

    return guarded


def put_into_session(request: HttpRequest) -> None:
    """After the sign-in. Only for whoever typed it: the form says whose it was."""
    try:
        found = signing.loads(request.POST.get(FIELD, ""), salt=SALT, max_age=12 * 60 * 60)
    except signing.BadSignature:
        return
    if found["typed"].get("writer") == [str(request.user.pk)]:
        request.session[IN_SESSION] = found


def take(request: HttpRequest, path: str) -> QueryDict | None:
    """What was typed into the form at this address, once."""
    found = request.session.get(IN_SESSION)
    if not found or found["path"] != path:
        return None
    del request.session[IN_SESSION]
    typed = QueryDict(mutable=True)
    for name, values in found["typed"].items():
        typed.setlist(name, values)
    return typed
