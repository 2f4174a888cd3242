from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "goldthread.web"

    def ready(self) -> None:
        """Register the pages that this face itself puts into the menu, and its panels of the home pages."""
        from goldthread.accounts.registry import menu
        from goldthread.accounts.rules import Permission
        from goldthread.web.people.pages import register_pages

        register_pages()
        menu.register(area="Listen", title="Before you ask", name="before_you_ask", needs=Permission.LINK, order=30)
        know, read = Permission.SEE_FINDINGS, Permission.SEE_WORDS
        for order, title, name, needs, also in (
            (10, "What we know", "overview", know, ()),
            (20, "Journey", "journey", know, ("pathways", "pathway", "pathway_moment")),
            (30, "Already known", "known", know, ()),
            (40, "Themes", "themes", know, ()),
            (50, "What people said", "words", read, ("comment", "cite", "like")),
            (60, "Search", "search", read, ()),
        ):
            menu.register(area="Understand", title=title, name=name, needs=needs, also=also, order=order)
        from goldthread.web import home

        home.register()
