from django.urls import path

from goldthread.web.people import access


urlpatterns = [
    path("password/<slug:reference>/<slug:token>/", access.choose_password, name="choose_password"),
]
