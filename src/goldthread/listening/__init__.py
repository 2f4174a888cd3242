"""Listening: what comes in through the site. For now, long files on their way in, and the worker that brings them."""
