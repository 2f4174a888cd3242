"""Keys of what a room keeps: made of nothing that anybody typed, since addresses and the audit keep them for good."""

import secrets

from django.db import models


LETTERS = "bcdfghjkmnpqrstvwxz"
"""No vowels, so that no key is a word or one of our own addresses; no digits, so that no spreadsheet reads a number."""
LENGTH = 12


def key_for(model: type[models.Model]) -> str:
    """A key that nothing else of the model has."""
    made = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    return key_for(model) if model._base_manager.filter(key=made).exists() else made
