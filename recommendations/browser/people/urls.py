"""The addresses of the people, for administrators."""

from django.urls import path

from recommendations.browser.people import inviting, listing, one

urlpatterns = [
    path("people/", listing.people, name="people"),
    path("people/access.csv", listing.as_file, name="people-file"),
    path("people/invite/", inviting.invite, name="invite"),
    path("people/<int:pk>/", one.one, name="person"),
    path("people/<int:pk>/deactivate/", one.deactivate, name="deactivate"),
]
