"""The addresses of the desk."""

from django.urls import path

from recommendations.browser.desk import family, hand_over, many, pages

urlpatterns = [
    path("", pages.desk, name="desk"),
    path("desk/family/", family.family, name="family"),
    path("desk/hand-over/", hand_over.hand_over, name="hand-over"),
    path("desk/confirm/", many.confirm, name="confirm-many"),
    path("desk/ask/", many.ask, name="ask-many"),
    path("desk/name/", many.name, name="name-many"),
    path("desk/<slug:kind>/", pages.kind, name="desk-kind"),
]
