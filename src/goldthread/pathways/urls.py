"""The addresses of journeys: those of Understand, and the one where an organisation accepts a step."""

from goldthread.accounts.registry.pages import READ, WRITE, Page
from goldthread.accounts.rules import Permission
from goldthread.pathways.accepting import PERMISSION
from goldthread.pathways.views import accepting, pathways, starting
from goldthread.pathways.views.starting import Start


EDIT, SEE = Permission.EDIT_PATHWAYS, Permission.SEE_FINDINGS
ONE, POINT = "<slug:key>/", "<slug:key>/moments/<slug:point>/"
PAGES = (
    Page("", pathways.every, "pathways", needs=SEE),
    Page(ONE, pathways.one, "pathway", needs=SEE),
    Page(f"{ONE}rename/", pathways.rename, "pathway_rename", needs=EDIT, methods=WRITE),
    Page(f"{ONE}services/", pathways.services, "pathway_services", needs=EDIT, methods=WRITE),
    Page(f"{ONE}services/end/", pathways.end_service, "pathway_end_service", needs=EDIT, methods=WRITE),
    Page(f"{ONE}moments/", pathways.moments, "pathway_moments", needs=EDIT, methods=WRITE),
    Page(POINT, pathways.moment, "pathway_moment", needs=EDIT, methods=READ + WRITE),
    Page(f"{POINT}move/", pathways.move, "pathway_move", needs=EDIT, methods=WRITE),
    Page(f"{POINT}remove/", pathways.remove, "pathway_remove", needs=EDIT, methods=WRITE),
)
START = Start.pages("", needs=EDIT)
LIBRARY = (
    Page("", starting.library, "pathway_library", needs=EDIT),
    Page(ONE, starting.start_from, "pathway_start_from", needs=EDIT, methods=READ + WRITE),
)
ACCEPT = (Page(f"{POINT}accept/", accepting.accept, "transition_accept", needs=PERMISSION, methods=WRITE),)
