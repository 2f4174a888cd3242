"""Who gets exact figures: whoever may read all the words behind them (CONTRACTS §5)."""

from goldthread.vocabulary import Scope


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
