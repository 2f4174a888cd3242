from django.apps import AppConfig


class HomeConfig(AppConfig):
    """How the home page of each role begins; what stands on it is registered by the apps."""

    name = "goldthread.web.home"
    label = "web_home"

    def ready(self) -> None:
        """Register the heading of each role's home page."""
        from goldthread.accounts.registry import panels
        from goldthread.accounts.rules import Role
        from goldthread.web.home.panels import organisation, person, team

        others = set(Role) - {Role.WARD, Role.PARTNER}
        for key, roles, fill in (
            ("team", {Role.WARD}, team),
            ("person", {Role.PARTNER}, person),
            ("organisation", others, organisation),
        ):
            panels.register(key=key, roles=roles, order=0, template="home/heading.html", fill=fill)
