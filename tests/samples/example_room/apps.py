"""The examples app: what it brings is registered here, and nowhere else."""

from django.apps import AppConfig


class ExampleRoomConfig(AppConfig):
    """Examples, published, on the thread, on a home page, in the menu."""

    name = "goldthread.example_room"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register what this app brings."""
        from goldthread.accounts import registry
        from goldthread.accounts.rules import Role
        from goldthread.example_room import erasing, panels, queries, urls
        from goldthread.example_room.nouns import Example

        team = (Role.COMMISSIONER,)
        registry.permissions.register("keep examples", roles=team)
        registry.nouns.register(kind="Example", noun=Example, key=lambda example: example.key)
        registry.references.register(kind="example", label="Example", stage=45, shown=queries.shown)
        registry.erasers.register("example_room", erasing.erase)
        registry.panels.register(
            key="examples", roles=team, order=60, template="example_room/panel.html", fill=panels.examples
        )
        registry.pages.register("example_room", urls.PAGES)
        registry.menu.register(
            area="Improve", title="Examples", name="examples", needs="keep examples", also=("example",)
        )
