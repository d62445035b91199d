from django.urls import include, path

handler400 = "recommendations.browser.lost.bad_request"
handler403 = "recommendations.browser.lost.refused"
handler404 = "recommendations.browser.lost.not_found"
handler500 = "recommendations.browser.lost.server_error"

urlpatterns = [path("", include("recommendations.urls"))]
