"""The plans app: what it brings is registered here, and nowhere else."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Plans, published, on the thread, on a home page, in the menu."""

    name = "goldthread.plans"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register what this app brings."""
        from goldthread.plans import erasing, queries, views
        from goldthread.plans.nouns import Plan

        from goldthread.accounts import registry
        from goldthread.accounts.registry.pages import READ, WRITE, Page
        from goldthread.accounts.rules import Role

        team = (Role.COMMISSIONER,)
        registry.permissions.register("keep plans", roles=team)
        registry.nouns.register(kind="Plan", noun=Plan, key=lambda plan: plan.key)
        registry.references.register(kind="plan", label="Plan", stage=45, shown=queries.shown)
        registry.erasers.register("plans", erasing.erase)
        registry.panels.register(key="plans", roles=team, order=60, template="plans/panel.html", fill=queries.panel)
        registry.pages.register("plans", [
            Page(route="", view=views.every, name="plans", needs="keep plans", methods=READ + WRITE),
            Page(route="<slug:key>/", view=views.one, name="plan", needs="keep plans"),
        ])  # fmt: skip
        registry.menu.register(area="Improve", title="Plans", name="plans", needs="keep plans", also=("plan",))
