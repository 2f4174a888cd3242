"""The thread app."""

from django.apps import AppConfig


PLACEHOLDERS = (
    ("need", "Need", 30),
    ("decision", "Decision", 40),
    ("measure", "Measure", 60),
    ("clause", "Clause", 70),
    ("result", "Monthly result", 80),
)
"""Kinds that this app kept before they had rooms, with their places on the thread."""


class ThreadConfig(AppConfig):
    """Passages, links between references, and links to check again."""

    name = "goldthread.thread"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register references, pages, panels of home pages, and how words leave it when somebody withdraws."""
        from goldthread.accounts import registry
        from goldthread.accounts.rules import Role
        from goldthread.thread import panels, showing, urls
        from goldthread.thread.erasing import erase, respondents

        words = "People's own words"
        registry.references.register(
            kind="passage",
            label=words,
            stage=10,
            shown=showing.passages,
            held=showing.held_passages,
            versions=showing.passage_versions,
        )
        registry.references.register(kind="feedback", label=words, shown=showing.answers)
        for kind, label, stage in PLACEHOLDERS:
            registry.references.stand_in(
                kind=kind,
                label=label,
                stage=stage,
                shown=showing.placeholders(kind),
                held=showing.held_placeholders(kind),
            )
        registry.erasers.register("thread", erase, knows=respondents)
        registry.pages.register("thread", urls.PAGES)
        registry.menu.register(
            area="Understand",
            title="The thread",
            name="threads",
            needs=urls.SEE,
            also=("thread", "thread_checks", "thread_missing"),
            order=70,
        )
        for order, key, roles, fill in (
            (10, "own", (Role.PARTNER,), panels.own),
            (25, "to_check", (Role.COMMISSIONER, Role.PARTNER, Role.QUALITY), panels.to_check),
        ):
            template = f"thread/panels/{key}.html"
            registry.panels.register(key=key, roles=roles, order=order, template=template, fill=fill)
