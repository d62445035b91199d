from django.urls import path
from rest_framework.routers import SimpleRouter

from recommendations.api.missing import Missing
from recommendations.api.recommendations import RecommendationViewSet

router = SimpleRouter()
router.register("recommendations", RecommendationViewSet, basename="api-recommendation")

urlpatterns = [
    *router.urls,
    path("<path:rest>", Missing.as_view(), name="api-missing"),
]
