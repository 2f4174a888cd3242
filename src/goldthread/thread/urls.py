"""The addresses of the thread, below thread/."""

from goldthread.accounts.registry.pages import WRITE, Page
from goldthread.accounts.rules import Permission
from goldthread.thread import views


SEE, LINK = Permission.SEE_FINDINGS, Permission.LINK
ONE = "<slug:kind>/<slug:key>/"
PAGES = (
    Page("", views.every, "threads", needs=SEE),
    Page("quote/<slug:key>/", views.quote, "thread_quote", needs=LINK, methods=WRITE),
    Page("dates/", views.put_date, "thread_date", needs=LINK, methods=WRITE),
    Page(f"dates/{ONE}away/", views.drop_date, "thread_date_away", needs=LINK, methods=WRITE),
    Page(f"{ONE}unlink/", views.unlink, "thread_unlink", needs=LINK, methods=WRITE),
    Page(f"{ONE}link-again/", views.link_again, "thread_link_again", needs=LINK, methods=WRITE),
    Page(ONE, views.follow, "thread", needs=SEE),
    Page(f"{ONE}stop/", views.put_placeholder, "thread_placeholder", needs=LINK, methods=WRITE),
)
