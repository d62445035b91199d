from django.urls import path
from rest_framework.routers import SimpleRouter

from recommendations.api.assignments import AssignmentViewSet
from recommendations.api.catalogue import DocumentViewSet, OrganizationViewSet, ThemeViewSet
from recommendations.api.definitions import Definitions, Problems
from recommendations.api.index import Index
from recommendations.api.missing import Missing
from recommendations.api.recommendations import RecommendationViewSet
from recommendations.api.schema import Schema
from recommendations.api.updates import UpdateViewSet

router = SimpleRouter()
router.register("recommendations", RecommendationViewSet, basename="api-recommendation")
router.register("documents", DocumentViewSet, basename="api-document")
router.register("organizations", OrganizationViewSet, basename="api-organization")
router.register("themes", ThemeViewSet, basename="api-theme")
router.register("assignments", AssignmentViewSet, basename="api-assignment")
router.register("updates", UpdateViewSet, basename="api-update")

urlpatterns = [
    path("", Index.as_view(), name="api-index"),
    *router.urls,
    path("definitions/", Definitions.as_view(), name="api-definitions"),
    path("problems/", Problems.as_view(), name="api-problems"),
    path("schema/", Schema.as_view(), name="api-schema"),
    path("<path:rest>", Missing.as_view(), name="api-missing"),
]
