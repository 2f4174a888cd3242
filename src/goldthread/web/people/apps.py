from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """People and organisations, for administrators."""

    name = "goldthread.web.people"
    label = "web_people"

    def ready(self) -> None:
        """Register the pages, their entries in the menu, and the panels of home pages."""
        from goldthread.accounts.registry import menu, pages, panels
        from goldthread.accounts.rules import Role
        from goldthread.web.people import urls
        from goldthread.web.people.panels import administrator, lately

        both = (Role.ADMINISTRATOR, Role.COMMISSIONER)
        shown = "people/panels/{}.html"
        panels.register(
            key="administrator", roles=both[:1], order=20, template=shown.format("administrator"), fill=administrator
        )
        panels.register(key="roles given", roles=both, order=95, template=shown.format("lately"), fill=lately)
        for prefix, own, title, order in (
            ("people", urls.PEOPLE, "People", 10),
            ("organisations", urls.PLACES, "Organisations", 20),
        ):
            pages.register(prefix, own)
            first, *others = (page.name for page in own)
            menu.register(area="People", title=title, name=first, needs=urls.MANAGE, also=tuple(others), order=order)
