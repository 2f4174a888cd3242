"""The web face: pages that show what the workspace answers; no idea of its own."""
