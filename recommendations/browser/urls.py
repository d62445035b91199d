"""The addresses of the pages."""

from django.urls import path

from recommendations.browser import (
    accounts,
    clearing,
    counts,
    desk,
    documents,
    files,
    help,
    listing,
    one,
    reviewing,
    writing,
)

urlpatterns = [
    path("", desk.desk, name="desk"),
    path("sign-in/", accounts.sign_in, name="sign-in"),
    path("sign-out/", accounts.sign_out, name="sign-out"),
    path("form-key/", accounts.form_key, name="form-key"),
    path("recommendations/", listing.recommendations, name="recommendations"),
    path("recommendations/<slug:public_id>/", one.recommendation, name="recommendation"),
    path("assignments/<slug:public_id>/update/", writing.update, name="update"),
    path("assignments/<slug:public_id>/confirm/", clearing.confirm, name="confirm"),
    path("assignments/<slug:public_id>/ask/", clearing.ask, name="ask"),
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
    path("definitions/", help.definitions, name="definitions"),
    path("help/", help.help_page, name="help"),
]
