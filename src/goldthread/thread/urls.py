"""The addresses of the thread, below thread/."""

from goldthread.accounts.registry.pages import READ, WRITE, Page
from goldthread.accounts.rules import Permission
from goldthread.thread import views, withdrawing


SEE, LINK = Permission.SEE_FINDINGS, Permission.LINK
ONE = "<slug:kind>/<slug:key>/"
PAGES = (
    Page("", views.every, "threads", needs=SEE),
    Page("quote/<slug:key>/", views.quote, "thread_quote", needs=LINK, methods=WRITE),
    Page("own/<slug:key>/withdraw/", withdrawing.withdraw_own, "thread_withdraw", needs=SEE, methods=READ + WRITE),
    Page("check-again/", views.checks, "thread_checks", needs=SEE),
    Page("check-again/holds/", views.still_holds, "thread_holds", needs=LINK, methods=WRITE),
    Page("missing/", views.missing, "thread_missing", needs=SEE),
    Page("missing/accept/", views.accept_gap, "thread_gap", needs=LINK, methods=WRITE),
    Page(f"dates/{ONE}away/", views.drop_date, "thread_date_away", needs=LINK, methods=WRITE),
    Page(f"{ONE}unlink/", views.unlink, "thread_unlink", needs=LINK, methods=WRITE),
    Page(f"{ONE}link-again/", views.link_again, "thread_link_again", needs=LINK, methods=WRITE),
    Page(ONE, views.follow, "thread", needs=SEE),
)
