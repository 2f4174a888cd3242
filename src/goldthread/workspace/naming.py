"""Naming the person who withdraws, where a supplier's reference is not enough."""

from collections.abc import Mapping

from goldthread.vocabulary import WrongUsage


MOST_SHOWN = 20


class SeveralMeant(WrongUsage):
    """A supplier's reference that several people have: each organisation numbers its rows by itself."""

    def __init__(self, found: Mapping[str, str]) -> None:
        """Takes: whom it may stand for, each with who issued it."""
        issuers = list(found.values())
        choices = [
            f"--issuer {issuer}" if issuer and issuers.count(issuer) == 1 else f"--respondent respondent:{respondent}"
            for respondent, issuer in sorted(found.items(), key=lambda one: (one[1], one[0]))
        ]
        more = f" (and {len(choices) - MOST_SHOWN} more)" if len(choices) > MOST_SHOWN else ""
        super().__init__(
            f"{len(choices)} people have that reference. Nothing was erased.",
            f"Say whom you mean with one of: {', '.join(choices[:MOST_SHOWN])}{more}.",
        )
        self.choices = tuple(choices)
