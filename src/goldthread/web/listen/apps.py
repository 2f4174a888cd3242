from django.apps import AppConfig


class ListenConfig(AppConfig):
    """Listen: how feedback comes in, and its account."""

    name = "goldthread.web.listen"
    label = "web_listen"

    def ready(self) -> None:
        """Register the pages, their entries in the menu, and the panels of home pages."""
        from goldthread.accounts.registry import menu, pages
        from goldthread.accounts.registry import panels as home
        from goldthread.accounts.rules import Permission, Role
        from goldthread.web.listen import panels, urls

        pages.register("listen", urls.PAGES)
        for order, title, name, needs, also in (
            (10, "Imported files", "imports", Permission.SEE_IMPORTS, ("account", "preview", "upload")),
            (
                20,
                "Needs review",
                "concerns",
                Permission.SAFEGUARD,
                ("looked", "queue_settings", "close_many", "second_look"),
            ),
            (30, "Before you ask", "before_you_ask", Permission.LINK, ()),
        ):
            menu.register(area="Listen", title=title, name=name, needs=needs, also=also, order=order)
        roles = (Role.ANALYST, Role.GOVERNANCE)
        for order, key, fill in (
            (10, "concerns", panels.concerns),
            (20, "mend", panels.to_mend),
            (30, "files", panels.files_in),
        ):
            home.register(key=key, roles=roles, order=order, template=f"listen/panels/{key}.html", fill=fill)
