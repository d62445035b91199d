"""The addresses of versions and of the words in them. They stand before those of uploads, which take any one word."""

from django.urls import path

from recommendations.browser.intake import versions, versions_words

urlpatterns = [
    path("intake/versions/<slug:sha256>/", versions.version, name="version"),
    path("intake/words/", versions_words.to_place, name="words-to-place"),
    path("intake/words/<slug:public_id>/", versions_words.words, name="place-words"),
]
