from django.apps import AppConfig


class WebConfig(AppConfig):
    """The face in a browser: templates, what every page carries, and its areas (`AREAS`), each an app of its own."""

    name = "goldthread.web"
