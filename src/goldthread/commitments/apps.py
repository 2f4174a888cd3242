"""The commitments app."""

from datetime import timedelta

from django.apps import AppConfig


class CommitmentsConfig(AppConfig):
    """Measures, contracts, clauses, results, meetings, actions."""

    name = "goldthread.commitments"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register what this app brings."""
        from goldthread.accounts import registry
        from goldthread.accounts.rules import Role
        from goldthread.commitments import erasing, letters, offering, panels, routines, showing, unanswered, urls
        from goldthread.partnership import destinations, ending

        registry.permissions.register(urls.SEE, roles=(Role.COMMISSIONER, Role.PARTNER, Role.QUALITY))
        registry.permissions.register(urls.KEEP, roles=(Role.COMMISSIONER,))
        registry.permissions.register(urls.WORD, roles=(Role.COMMISSIONER, Role.QUALITY))
        registry.permissions.register(urls.REPORT, roles=(Role.QUALITY,))
        for kind in showing.KINDS:
            registry.references.register(**kind)
        for use, places in showing.PLACES.items():
            destinations.register(use, places, showing.PAGES_OF_PLACES[use])
        ending.register("clauses", unanswered.waiting_for)
        registry.erasers.register("commitments", erasing.erase)
        registry.mails.register(
            kind="clause to check", title="Clauses that your panel is asked about", compose=letters.to_check
        )
        registry.mails.register(kind="result late", title="Results that are late", compose=letters.late)
        registry.routines.register("results", every=timedelta(hours=1), run=routines.results_of_today)
        registry.slots.register(
            slot="came of it",
            key="make a measure",
            template="commitments/make_measure.html",
            fill=offering.next_measure,
        )
        registry.slots.register(
            slot="thread", key="make a measure", template="commitments/make_measure.html", fill=offering.a_measure
        )
        registry.pages.register("contracts", urls.PAGES)
        for key, role, fill in (
            ("contract dates", Role.COMMISSIONER, panels.commissioner),
            ("results due", Role.QUALITY, panels.quality),
            ("clauses asked", Role.PARTNER, panels.partner),
        ):
            template = f"commitments/panels/{fill.__name__}.html"
            registry.panels.register(key=key, roles=(role,), order=15, template=template, fill=fill)
        for order, title, name, needs, also in urls.MENU:
            registry.menu.register(area="Contracts", title=title, name=name, needs=needs, also=also, order=order)
