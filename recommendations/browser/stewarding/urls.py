"""The addresses of a steward's pages."""

from django.urls import path

from recommendations.browser.stewarding import asking, bodies, bulk, changing, home, papers, successions

urlpatterns = [
    path("steward/", home.home, name="steward"),
    path("recommendations/new/", asking.new, name="new-recommendation"),
    path("recommendations/change/", bulk.change_all, name="change-all"),
    path("recommendations/<slug:public_id>/change/", changing.change, name="change-recommendation"),
    path("steward/organizations/new/", bodies.new, name="new-organization"),
    path("organizations/<str:code>/change/", bodies.change, name="change-organization"),
    path("steward/successions/", successions.listed, name="successions"),
    path("steward/successions/new/", successions.new, name="new-succession"),
    path("steward/successions/<slug:public_id>/", successions.one, name="succession"),
    path("steward/themes/new/", papers.new_theme, name="new-theme"),
    path("themes/<str:code>/change/", papers.theme, name="change-theme"),
    path("steward/documents/<path:code>/", papers.document, name="change-document"),
]
