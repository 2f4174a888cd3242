"""Every address of the site. Pages behind a permission register themselves, with their app or their area."""

from django.urls import include, path

from goldthread.accounts.registry import pages


urlpatterns = [
    path("", include("goldthread.web.front.urls")),
    path("", include("goldthread.web.signing.urls")),
    path("", include("goldthread.web.home.urls")),
    *pages.patterns(),
]
