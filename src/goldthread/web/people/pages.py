"""The addresses of people and organisations, all behind one permission, which the registry checks."""

from goldthread.accounts.registry import menu, panels
from goldthread.accounts.registry.pages import READ, WRITE, Page, register
from goldthread.accounts.rules import Permission, Role
from goldthread.web.people import organisations, roles, staffing, views
from goldthread.web.people.home import administrator, lately


PERSON = "<slug:reference>/"
ROLE = f"{PERSON}roles/<int:key>/"
BOTH = READ + WRITE
PEOPLE = (
    ("", views.every, "people", READ),
    ("add/", views.add, "person_add", BOTH),
    ("list/", staffing.upload, "people_list", BOTH),
    ("list/<slug:token>/", staffing.preview, "people_list_preview", READ),
    ("list/<slug:token>/keep/", staffing.keep, "people_list_keep", WRITE),
    ("list/<slug:token>/leave/", staffing.leave, "people_list_leave", WRITE),
    (PERSON, views.one, "person", READ),
    (f"{PERSON}change/", views.change, "person_change", BOTH),
    (f"{PERSON}end/", views.end, "person_end", BOTH),
    (f"{PERSON}reset/", views.reset, "person_reset", BOTH),
    (f"{PERSON}link/", views.link_shown, "person_link", WRITE),
    (f"{PERSON}link/send/", views.link_mailed, "person_link_send", WRITE),
    (f"{PERSON}roles/add/", roles.add, "role_add", BOTH),
    (ROLE, roles.change, "role_change", BOTH),
    (f"{ROLE}end/", roles.end, "role_end", BOTH),
)
PLACES = (
    ("", organisations.every, "organisations", READ),
    ("add/", organisations.add, "organisation_add", BOTH),
    ("<slug:code>/", organisations.change, "organisation_change", BOTH),
)


def register_pages() -> None:
    """Register the pages, their entries in the menu, and an administrator's home panel."""
    template = "home/administrator.html"
    panels.register(key="administrator", roles=(Role.ADMINISTRATOR,), order=20, template=template, fill=administrator)
    both, seen = (Role.ADMINISTRATOR, Role.COMMISSIONER), "home/lately.html"
    panels.register(key="roles given", roles=both, order=95, template=seen, fill=lately)
    for prefix, pages, title, order in (
        ("people", PEOPLE, "People", 10),
        ("organisations", PLACES, "Organisations", 20),
    ):
        needs = Permission.MANAGE_PEOPLE
        register(
            prefix,
            [Page(route=route, view=view, name=name, needs=needs, methods=how) for route, view, name, how in pages],
        )
        names = tuple(name for _, _, name, _ in pages)
        menu.register(area="People", title=title, name=names[0], needs=needs, also=names[1:], order=order)
