"""The addresses of earlier registers. They stand before those of uploads, which take any one word."""

from django.urls import path

from recommendations.browser.intake import registers

urlpatterns = [
    path("intake/registers/", registers.listed, name="registers"),
    path("intake/registers/<slug:public_id>/", registers.one, name="register-file"),
]
