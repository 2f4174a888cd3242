"""The addresses of saved searches, below understand/search/saved/."""

from goldthread.accounts.registry.pages import WRITE, Page
from goldthread.accounts.rules import Permission
from goldthread.saved import views


PAGES = (
    Page("", views.keep, "search_keep", needs=Permission.SEE_WORDS, methods=WRITE),
    Page("<slug:key>/forget/", views.forget, "search_forget", needs=Permission.SEE_WORDS, methods=WRITE),
)
