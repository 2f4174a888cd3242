"""Every address of the site."""

from django.urls import include, path


urlpatterns = [path("", include("goldthread.web.urls"))]
handler400 = "goldthread.web.errors.misread"
handler403 = "goldthread.web.errors.forbidden"
handler404 = "goldthread.web.errors.missing"
handler429 = "goldthread.web.signing.views.too_many"
handler500 = "goldthread.web.errors.broken"
