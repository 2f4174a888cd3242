"""The addresses of people and organisations, all behind one permission."""

from goldthread.accounts.registry.pages import READ, WRITE, Page
from goldthread.accounts.rules import Permission
from goldthread.web.people.views import lists, organisations, people, roles


MANAGE = Permission.MANAGE_PEOPLE
ONE, ROLE = "<slug:reference>/", "<slug:reference>/roles/<int:key>/"
BOTH = READ + WRITE
PEOPLE = (
    Page("", people.every, "people", needs=MANAGE),
    Page("add/", people.add, "person_add", needs=MANAGE, methods=BOTH),
    Page("list/", lists.upload, "people_list", needs=MANAGE, methods=BOTH, file=True),
    Page("list/<slug:token>/", lists.preview, "people_list_preview", needs=MANAGE),
    Page("list/<slug:token>/keep/", lists.keep, "people_list_keep", needs=MANAGE, methods=WRITE),
    Page("list/<slug:token>/leave/", lists.leave, "people_list_leave", needs=MANAGE, methods=WRITE),
    Page(ONE, people.one, "person", needs=MANAGE),
    Page(f"{ONE}change/", people.change, "person_change", needs=MANAGE, methods=BOTH),
    Page(f"{ONE}end/", people.end, "person_end", needs=MANAGE, methods=BOTH),
    Page(f"{ONE}reset/", people.reset, "person_reset", needs=MANAGE, methods=BOTH),
    Page(f"{ONE}link/", people.link_shown, "person_link", needs=MANAGE, methods=WRITE),
    Page(f"{ONE}link/send/", people.link_mailed, "person_link_send", needs=MANAGE, methods=WRITE),
    Page(f"{ONE}roles/add/", roles.add, "role_add", needs=MANAGE, methods=BOTH),
    Page(ROLE, roles.change, "role_change", needs=MANAGE, methods=BOTH),
    Page(f"{ROLE}end/", roles.end, "role_end", needs=MANAGE, methods=BOTH),
)
PLACES = (
    Page("", organisations.every, "organisations", needs=MANAGE),
    Page("add/", organisations.add, "organisation_add", needs=MANAGE, methods=BOTH),
    Page("<slug:code>/", organisations.change, "organisation_change", needs=MANAGE, methods=BOTH),
)
