"""The addresses of examples."""

from goldthread.accounts.registry.pages import READ, WRITE, Page
from goldthread.example_room import views


PAGES = (
    Page("", views.every, "examples", needs="keep examples", methods=READ + WRITE),
    Page("<slug:key>/", views.one, "example", needs="keep examples"),
)
