"""Searches that somebody wants to repeat: people's own, what they share with colleagues, and the command line's."""
