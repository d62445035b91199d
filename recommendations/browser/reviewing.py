"""What reviewers and auditors find, and what the subject says to it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from recommendations.access import Verb
from recommendations.browser import typed
from recommendations.browser.clearing import release_of
from recommendations.browser.kept import signed_in_or_kept
from recommendations.browser.onward import onward
from recommendations.browser.refusing import refused
from recommendations.browser.shared import by, row_for, version_seen
from recommendations.choices import Basis, Finding, Status
from recommendations.errors import ClassifiedMaterial, Invalid, Refused
from recommendations.models import Evidence, ProgressUpdate, Review
from recommendations.workflow import evidence, reviews


@require_POST
@signed_in_or_kept
def review(request: HttpRequest, public_id: str) -> HttpResponse:
    basis = request.POST.get("basis", "")
    verb = Verb.FIND_INDEPENDENTLY if basis == Basis.INDEPENDENT else Verb.REVIEW_OWN_SIDE
    update = row_for(request, ProgressUpdate.objects, public_id, verb)
    try:
        made = _make(request, update, Basis(basis) if basis in Basis.values else Basis.OWN_SIDE)
    except Refused as refusal:
        return refused(request, update.assignment.recommendation, refusal, panel="review", row=update.public_id)
    messages.success(
        request,
        _("The finding is made and in effect.")
        if made.basis == Basis.OWN_SIDE
        else _("The finding is made. It takes effect with the subject’s comment, or after 14 days."),
    )
    return onward(request, update.assignment.recommendation)


def _make(request: HttpRequest, update: ProgressUpdate, basis: Basis) -> Review:
    finding = request.POST.get("finding", "")
    if finding not in Finding.values:
        raise Invalid({"finding": _("Say what you find.")})
    status = request.POST.get("status", "")
    return reviews.review(
        update,
        by=by(request),
        version=version_seen(request),
        basis=basis,
        finding=Finding(finding),
        status=Status(status) if status in Status.values and finding == Finding.FINDS_OTHERWISE else None,
        note=typed.text(request.POST.get("note", "")),
        release=release_of(request),
        evidence=_evidence(request),
    )


def _evidence(request: HttpRequest) -> list[Evidence]:
    found = []
    for slot in typed.SLOTS:
        if not typed.evidence_given(request, slot):
            continue
        given, errors = typed.read_evidence(request, slot)
        try:
            if errors:
                raise Invalid(errors)
            found.append(evidence.build(by=by(request), **given))
        except ClassifiedMaterial as refusal:
            raise Invalid({f"{slot}unclassified": str(refusal)}) from refusal
        except Invalid as invalid:
            raise Invalid({f"{slot}{name}": words for name, words in invalid.errors.items()}) from invalid
    return found


@require_POST
@signed_in_or_kept
def comment(request: HttpRequest, public_id: str) -> HttpResponse:
    made = row_for(request, Review.objects, public_id, Verb.COMMENT)
    try:
        reviews.comment(
            made, by=by(request), text=typed.text(request.POST.get("text", "")), release=release_of(request)
        )
    except Refused as refusal:
        recommendation = made.assignment.recommendation
        return refused(request, recommendation, refusal, panel="comment", row=made.public_id, reason="text")
    messages.success(request, _("Your comment stands beside the finding, which is in effect now."))
    return onward(request, made.assignment.recommendation)
