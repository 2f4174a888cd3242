"""The addresses of Listen, below listen/."""

from goldthread.accounts.registry.pages import READ, WRITE, Page
from goldthread.accounts.rules import Permission
from goldthread.web.listen.views import before_you_ask, closing, concerns, imports, queue_settings, uploads


SEE, BRING, LOOK = Permission.SEE_IMPORTS, Permission.IMPORT, Permission.SAFEGUARD
PAGES = (
    Page("before-you-ask/", before_you_ask.before, "before_you_ask", needs=Permission.SEE_FINDINGS),
    Page("concerns/", concerns.concerns, "concerns", needs=LOOK),
    Page("concerns/settings/", queue_settings.queue_settings, "queue_settings", needs=LOOK, methods=READ + WRITE),
    Page("concerns/close-many/", closing.close_many, "close_many", needs=LOOK, methods=READ + WRITE),
    Page("concerns/close-many/<slug:token>/", closing.second_look, "second_look", needs=LOOK, methods=READ + WRITE),
    Page("concerns/<slug:key>/", concerns.looked, "looked", needs=LOOK, methods=READ + WRITE),
    Page("concerns/<slug:key>/note/", concerns.note, "concern_note", needs=LOOK, methods=WRITE),
    Page("concerns/<slug:key>/owner/", concerns.owner, "concern_owner", needs=LOOK, methods=WRITE),
    Page("imports/", imports.imports, "imports", needs=SEE),
    Page("imports/upload/", uploads.upload, "upload", needs=BRING, methods=WRITE, file=True),
    Page("imports/waiting/<slug:token>/", uploads.preview, "preview", needs=BRING),
    Page("imports/waiting/<slug:token>/columns/", uploads.columns, "columns", needs=BRING, methods=WRITE),
    Page("imports/waiting/<slug:token>/keep/", uploads.keep, "keep", needs=BRING, methods=WRITE),
    Page("imports/waiting/<slug:token>/leave/", uploads.leave, "leave", needs=BRING, methods=WRITE),
    Page("imports/<slug:batch>/", imports.account, "account", needs=SEE),
    Page("imports/<slug:batch>/undo/", imports.undo, "undo", needs=Permission.UNDO, methods=WRITE),
    Page("imports/<slug:batch>/rows-to-mend/", imports.mend, "mend", needs=BRING),
)
