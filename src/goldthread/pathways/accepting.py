"""How transitions stand: what is told there counts for everyone who takes part once each of them has accepted it.

A pathway gives nobody any scope: whoever draws one decides nothing for the organisations in it.
"""

from dataclasses import dataclass

from goldthread.accounts.acting import Acting
from goldthread.pathways import models
from goldthread.vocabulary import Acceptance, PathwayMap, accepted_by


PERMISSION = "accept transitions"


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How a transition stands: who has accepted it as it is, and who not yet; and whether whoever asks could."""

    accepted: tuple[str, ...]
    waiting: tuple[str, ...]
    mine: str = ""

    @property
    def counts(self) -> bool:
        """Whether what is told there counts for everyone who takes part."""
        return not self.waiting


def standing(drawn: PathwayMap, by: Acting | None = None) -> dict[str, Standing]:
    """How every transition of a pathway stands, by the key of the moment."""
    newest = {(row.touchpoint, row.organisation): row for row in models.Accepted.objects.filter(pathway__key=drawn.key)}
    held = [_noun(drawn.key, row) for row in newest.values()]
    mine = by.right.organisation if by and by.right and by.may(PERMISSION) else ""
    found = {}
    for point in drawn.touchpoints:
        if point.transition:
            yes = accepted_by(drawn, point, held)
            found[point.key] = Standing(
                accepted=tuple(one for one in point.organisations if one in yes),
                waiting=tuple(one for one in point.organisations if one not in yes),
                mine=mine if mine in point.organisations else "",
            )
    return found


def was_decided(pathway: str, touchpoint: str, organisation: str) -> bool:
    """Whether an organisation has ever accepted a transition, or taken that back."""
    held = models.Accepted.objects.filter(pathway__key=pathway, touchpoint=touchpoint, organisation=organisation)
    return held.exists()


def _noun(pathway: str, row: models.Accepted) -> Acceptance:
    services = tuple((organisation, service) for organisation, service in row.services)
    return Acceptance(
        pathway=pathway,
        touchpoint=row.touchpoint,
        organisation=row.organisation,
        services=services,
        kinds=tuple(row.kinds),
        holds=row.holds,
    )
