from django.urls import path

from goldthread.web.people import access


urlpatterns = [
    path("password/<slug:reference>/choose/", access.choose_password, name="choose_password"),
    path("password/<slug:reference>/<slug:token>/", access.follow_link, name="password_link"),
]
