"""Home, and what a session acts as: open to whoever is signed in, with no permission asked."""

from django.urls import path

from goldthread.web.home import views


urlpatterns = [
    path("home/", views.home, name="home"),
    path("acting/", views.choose, name="acting"),
]
