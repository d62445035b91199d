"""The addresses of the pages."""

from django.urls import path

from recommendations.browser import (
    clearing,
    comments,
    counts,
    digests,
    documents,
    editing,
    exports,
    files,
    help,
    kept,
    listing,
    one,
    organizations,
    reviewing,
    saved_views,
    target_dates,
    writing,
)
from recommendations.browser.accounts import urls as accounts
from recommendations.browser.desk import urls as desk
from recommendations.browser.intake import urls as intake
from recommendations.browser.people import urls as people
from recommendations.browser.stewarding import urls as stewarding

urlpatterns = [
    *desk.urlpatterns,
    path("form-key/", kept.form_key, name="form-key"),
    path("kept/", kept.keep, name="keep"),
    path("kept/throw-away/", kept.throw_away, name="throw-away"),
    path("not-sent/", kept.not_sent, name="not-sent"),
    *accounts.urlpatterns,
    *people.urlpatterns,
    path("recommendations/", listing.recommendations, name="recommendations"),
    path("recommendations.csv", exports.as_comma_separated, name="recommendations-csv"),
    path("recommendations.xlsx", exports.as_workbook, name="recommendations-xlsx"),
    path("saved-views/", saved_views.saved, name="saved-views"),
    path("saved-views/save/", saved_views.save, name="save-view"),
    path("saved-views/<slug:public_id>/", saved_views.change, name="change-view"),
    *stewarding.urlpatterns,
    *intake.urlpatterns,
    path("recommendations/<slug:public_id>/", one.recommendation, name="recommendation"),
    path("assignments/<slug:public_id>/update/", writing.update, name="update"),
    path("assignments/<slug:public_id>/confirm/", clearing.confirm, name="confirm"),
    path("assignments/<slug:public_id>/ask/", clearing.ask, name="ask"),
    path("assignments/<slug:public_id>/editing/", editing.here, name="editing"),
    path("assignments/<slug:public_id>/comments/", comments.write, name="discuss"),
    path("assignments/<slug:public_id>/target-date/", target_dates.propose, name="propose-date"),
    path("assignments/<slug:public_id>/target-date/decide/", target_dates.decide, name="decide-date"),
    path("comments/<slug:public_id>/take-back/", comments.take_back, name="take-back"),
    path("updates/<slug:public_id>/clear/", clearing.clear, name="clear"),
    path("updates/<slug:public_id>/return/", clearing.give_back, name="return"),
    path("updates/<slug:public_id>/release/", clearing.release, name="release"),
    path("updates/<slug:public_id>/review/", reviewing.review, name="review"),
    path("reviews/<slug:public_id>/comment/", reviewing.comment, name="comment"),
    path("evidence/<slug:public_id>/", files.evidence, name="evidence"),
    path("files/<slug:sha256>/", files.source, name="source-file"),
    path("documents/", documents.documents, name="documents"),
    path("documents/<path:code>/", documents.document, name="document"),
    path("progress/", counts.progress, name="progress"),
    path("organizations/", organizations.organizations, name="organizations"),
    path("organizations/<str:code>/", organizations.organization, name="organization"),
    path("themes/", organizations.themes, name="themes"),
    path("themes/<str:code>/", organizations.theme, name="theme"),
    path("digest/", digests.next_digest, name="digest"),
    path("unsubscribe/<str:token>/", digests.unsubscribe, name="unsubscribe"),
    path("definitions/", help.definitions, name="definitions"),
    path("help/", help.help_page, name="help"),
    path("help/<slug:role>/", help.first_hour, name="first-hour"),
]
