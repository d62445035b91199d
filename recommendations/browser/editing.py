"""Said by the open update form every few seconds: somebody writes here. The answer says who else does."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from recommendations.access import Verb
from recommendations.browser.kept import signed_in_or_kept
from recommendations.browser.presence import in_words
from recommendations.browser.shared import assignment_for, by, reader_of
from recommendations.queries.editing import others_at
from recommendations.workflow import editing


@require_POST
@signed_in_or_kept
def here(request: HttpRequest, public_id: str) -> HttpResponse:
    assignment = assignment_for(request, public_id, Verb.DRAFT)
    if request.POST.get("gone"):
        editing.is_gone(assignment, by=by(request))
        return JsonResponse({"words": ""})
    editing.is_here(assignment, by=by(request))
    return JsonResponse({"words": in_words(others_at(assignment, reader_of(request)))})
