from django.apps import AppConfig


class UnderstandConfig(AppConfig):
    """Understand: what people said, what it speaks of, and how it felt."""

    name = "goldthread.web.understand"
    label = "web_understand"

    def ready(self) -> None:
        """Register the pages, their entries in the menu, and the panels of home pages."""
        from goldthread.accounts.registry import menu, pages
        from goldthread.accounts.registry import panels as home
        from goldthread.accounts.rules import Role
        from goldthread.web.understand import panels, urls

        pages.register("understand", urls.PAGES)
        know, read = urls.KNOW, urls.READ_WORDS
        for order, title, name, needs, also in (
            (10, "What we know", "overview", know, ()),
            (
                20,
                "Journey",
                "journey",
                know,
                ("pathways", "pathway", "pathway_moment", "pathway_start", "pathway_start_step"),
            ),
            (30, "Already known", "known", know, ()),
            (40, "Themes", "themes", know, ()),
            (50, "What people said", "words", read, ("comment", "cite", "like")),
            (60, "Search", "search", read, ()),
        ):
            menu.register(area="Understand", title=title, name=name, needs=needs, also=also, order=order)
        for order, key, roles, fill in (
            (20, "week", (Role.WARD,), panels.week),
            (20, "look", (Role.COMMISSIONER,), panels.system),
            (20, "said", (Role.PARTNER,), panels.system),
            (40, "felt", (Role.ANALYST, Role.QUALITY, Role.GOVERNANCE), panels.felt),
            (90, "terms", (Role.COMMISSIONER, Role.PARTNER), panels.terms),
        ):
            home.register(key=key, roles=roles, order=order, template=f"understand/panels/{key}.html", fill=fill)
