"""The addresses of the intake, all under /intake/: for stewards alone."""

from django.urls import path

from recommendations.browser.intake import facts, registers_urls, reviewing_acts, uploading, versions_urls

urlpatterns = [
    path("intake/", uploading.intake, name="intake"),
    *versions_urls.urlpatterns,
    *registers_urls.urlpatterns,
    # Addresses of one word stand above this line: the next pattern would take them for the name of an upload.
    path("intake/<slug:public_id>/", facts.upload, name="upload"),
    path("intake/<slug:public_id>/file/", facts.file, name="upload-file"),
    path("intake/<slug:document>/<int:number>/review/", reviewing_acts.review, name="review-candidates"),
    path("intake/<slug:document>/<int:number>/here/", reviewing_acts.here, name="review-here"),
]
