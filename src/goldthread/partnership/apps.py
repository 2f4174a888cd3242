"""The partnership app."""

from django.apps import AppConfig


class PartnershipConfig(AppConfig):
    """Panels, needs, released words, decisions, endorsements."""

    name = "goldthread.partnership"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register what this app brings."""
        from goldthread.accounts import registry
        from goldthread.accounts.rules import Role
        from goldthread.partnership import destinations, erasing, letters, panels, showing, ticking, urls

        everybody = (Role.COMMISSIONER, Role.PARTNER, Role.QUALITY, Role.ANALYST, Role.WARD)
        registry.permissions.register(urls.SEE, roles=everybody)
        registry.permissions.register(urls.RUN, roles=(Role.COMMISSIONER, Role.QUALITY))
        registry.permissions.register(urls.RELEASE, roles=(Role.COMMISSIONER, Role.QUALITY, Role.GOVERNANCE))
        for kind in showing.KINDS:
            registry.references.register(**kind)
        for use in ("panel", "public"):
            destinations.register(use, destinations.panels)
        registry.erasers.register("partnership", erasing.erase)
        registry.mails.register(kind="need to answer", title="Needs for you to answer", compose=letters.need_waits)
        registry.mails.register(kind="view to state", title="Your view, before a vote", compose=letters.view_waits)
        registry.mails.register(kind="vote to cast", title="Votes of your panel", compose=letters.vote_waits)
        registry.mails.register(
            kind="departure", title="Organisations that do not follow your panel", compose=letters.departed
        )
        registry.pages.register("together", urls.PAGES)
        for slot, template, fill in (
            ("words looked for", "for_need", ticking.for_need),
            ("words to tick", "ticked", ticking.fill),
            ("thread", "from_thread", ticking.from_thread),
        ):
            registry.slots.register(slot=slot, key="write a need", template=f"partnership/{template}.html", fill=fill)
        for key, roles, order in (("asked", everybody, 15), ("hosting", (Role.COMMISSIONER, Role.QUALITY), 25)):
            template = f"partnership/home/{key}.html"
            registry.panels.register(
                key=f"together {key}", roles=roles, order=order, template=template, fill=getattr(panels, key)
            )
        for order, title, name, needs, also in urls.MENU:
            registry.menu.register(area="Decide together", title=title, name=name, needs=needs, also=also, order=order)
