"""What home pages show of panels: what a member is asked, and what a host has to look after."""

from goldthread.accounts.acting import Acting
from goldthread.accounts.opened import workspace
from goldthread.accounts.registry.references import Reader
from goldthread.partnership import destinations, queries, waiting, wanting
from goldthread.partnership.presenters import hosting as presented


Shown = dict[str, object]


def asked(acting: Acting) -> Shown | None:
    """What a member is asked, with minutes, and the next meeting; None for somebody without a seat."""
    seats = waiting.speaking(acting)
    if not seats:
        return None
    coming = destinations.places("agenda", acting.scope())
    meeting = (coming[0][1], destinations.address("agenda", coming[0][0])) if coming else None
    return {"waits": waiting.asked(seats), "meeting": meeting}


def hosting(acting: Acting) -> Shown | None:
    """Decisions without patients, releases that wait, needs without words; None where there is nothing of these."""
    without = [presented.without(one, missing) for one, missing in waiting.without_patients(acting)]
    releases = wanted = 0
    if acting.may("release words"):
        releases = len(waiting.releases_for(acting))
        wanted = len(wanting.waiting_for(Reader(scope=acting.scope(), workspace=workspace())))
    wordless = len(queries.without_words(acting.scope()))
    if not (without or releases or wanted or wordless):
        return None
    return {"without": without, "releases": releases, "wanted": wanted, "wordless": wordless}
