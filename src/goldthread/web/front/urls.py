"""The front door and the pages that anyone may read: each view says whom it lets in."""

from django.urls import path

from goldthread.web.front import views


urlpatterns = [
    path("", views.front, name="front"),
    path("who/<slug:handle>/", views.be, name="be"),
    path("large-print/", views.large_print, name="large_print"),
    path("public/", views.public, name="public"),
    path("about/", views.about, name="about"),
    path("about/next/", views.coming, name="coming"),
    path("about/reading/", views.reading, name="reading"),
    path("about/figures/", views.figures, name="figures"),
    path("accessibility/", views.accessibility, name="accessibility"),
]
