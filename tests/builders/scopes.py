"""Scopes of invented people, for tests that ask a workspace without a site."""

from goldthread.vocabulary import Scope


def reviewing(*organisations: str) -> Scope:
    """Hana's, who reviews concerns of these organisations."""
    own = frozenset(organisations)
    return Scope(person="hana", audience="provider", organisations=own, words_from=own, use="safeguarding")
