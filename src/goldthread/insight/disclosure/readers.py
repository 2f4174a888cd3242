"""Who gets exact figures: whoever may read all the words behind them (CONTRACTS §5)."""

from goldthread.vocabulary import Scope


NOBODY, TOO_FEW, NOT_YOURS = "nobody", "too few to say", "not yours to read"


def reads_all(scope: Scope, organisation: str, service: str | None = None) -> bool:
    """Whether a scope may read every word of one unit: a service of an organisation, or the whole of it for None.

    An own team reads its own services and nothing else; the owner of the folder reads everything.
    """
    if scope.words_from is None:
        return True
    if organisation not in scope.words_from:
        return False
    if scope.audience == "own team":
        return service is not None and (organisation, service) in scope.services
    return True


def sees(scope: Scope, organisation: str) -> bool:
    """Whether figures of an organisation are in a scope at all."""
    return scope.organisations is None or organisation in scope.organisations


def silence(scope: Scope, organisation: str, service: str | None, n: int | None) -> str:
    """What a missing figure means, for somebody who gets exact ones: three different things; "" where there is one."""
    if not sees(scope, organisation):
        return NOT_YOURS
    if not reads_all(scope, organisation, service):
        return TOO_FEW if n is None else ""
    return NOBODY if n == 0 else ""
