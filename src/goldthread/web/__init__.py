"""The web face: pages that show what the workspace answers; no idea of its own."""

AREAS = ("home", "listen", "understand", "people")
"""Areas of the site that register pages or panels: the Django apps in this folder."""
