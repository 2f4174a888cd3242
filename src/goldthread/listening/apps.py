"""The listening app."""

from django.apps import AppConfig


class ListeningConfig(AppConfig):
    """Files on their way in."""

    name = "goldthread.listening"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register this app's panel and mails, and what it asks of the workspace."""
        from datetime import timedelta

        from goldthread.accounts.registry import deliveries, erasers, mails, nouns, panels, routines
        from goldthread.accounts.rules import Role
        from goldthread.listening import erasing, letters, queries
        from goldthread.listening import routines as by_the_clock
        from goldthread.listening.actions import arrivals, closings, concerns, imports
        from goldthread.vocabulary import SupplierProfile

        deliveries.register(kind=imports.IMPORT, deliver=imports.deliver_import, done=imports.imported)
        deliveries.register(kind=imports.UNDO, deliver=imports.deliver_undo, done=imports.undone)
        deliveries.register(kind=concerns.DECISION, deliver=concerns.deliver_decision)
        deliveries.register(kind=closings.CLOSED, deliver=closings.deliver_closed)
        erasers.register("listening", erasing.erase, knows=erasing.respondents)
        routines.register("urgent concerns", every=timedelta(minutes=5), run=by_the_clock.alert_on_call)

        nouns.register(kind="SupplierProfile", noun=SupplierProfile, key=lambda one: one.key, emptied=("profile",))

        mails.register(kind=arrivals.FILE_LOOKED, title="File checked", compose=letters.looked_over)
        mails.register(kind=arrivals.FILE_IN, title="File imported", compose=letters.brought_in)
        mails.register(kind=arrivals.FILE_REFUSED, title="File not imported", compose=letters.not_taken)
        mails.register(
            kind=by_the_clock.URGENT_MAIL, title="Urgent concern", compose=letters.urgent_concern, urgent=True
        )
        panels.register(
            key="lapsed", roles=tuple(Role), order=6, template="listening/lapsed.html", fill=queries.lapsed_panel
        )
