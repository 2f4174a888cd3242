"""How this app's own references are shown to a reader: passages, and stops until their rooms take them over."""

from collections.abc import Callable, Collection

from goldthread.accounts.registry.references import Reader, Show, Shown
from goldthread.thread import rules
from goldthread.thread.models import Passage, Stop
from goldthread.vocabulary import PlainError


def passages(tokens: Collection[str], reader: Reader) -> dict[str, Shown]:
    """Words that the thread rests on; whether they may be read is decided for each."""
    return {one.token: _passage(one, reader) for one in Passage.objects.filter(token__in=tokens)}


def _passage(passage: Passage, reader: Reader) -> Shown:
    if passage.withdrawn:
        return Shown(withdrawn=True)
    own = passage.respondent in reader.own
    words, changed = _read(passage, reader)
    if words is None and own and not changed:
        words = passage.words
    return Shown(
        words=words, changed=changed, own=own, on=passage.told_on, role=passage.role,
        organisations=(passage.organisation,), feedback=passage.feedback if words is not None else "",
    )  # fmt: skip


def _read(passage: Passage, reader: Reader) -> tuple[str | None, bool]:
    """The words as they stand now, where this scope may read them, and whether they are no longer as quoted."""
    if reader.workspace is None:
        return None, False
    try:
        now = reader.workspace.cite(passage.feedback, passage.start, passage.end, scope=reader.scope)
    except PlainError:
        return None, False
    return now.passage, now.hash != passage.hash


def held_passages(tokens: Collection[str]) -> Collection[str]:
    """Which passages there are."""
    return set(Passage.objects.filter(token__in=tokens).values_list("token", flat=True))


def answers(ids: Collection[str], reader: Reader) -> dict[str, Shown]:
    """Answers that nothing rests on yet, where they may be read."""
    found: dict[str, Shown] = {}
    if reader.workspace is None:
        return found
    for one in ids:
        try:
            told = reader.workspace.feedback(one, scope=reader.scope)
        except PlainError:
            continue
        found[one] = Shown(
            words=told.text, on=told.date, role=told.role, organisations=(told.organisation,), feedback=told.id
        )
    return found


def stops(kind: str) -> Show:
    """What shows the stops of one kind to those whom they concern."""

    def shown(keys: Collection[str], reader: Reader) -> dict[str, Shown]:
        held = Stop.objects.filter(kind=kind, key__in=keys)
        return {
            one.key: Shown(wording=one.wording, on=one.on, by=one.by, organisations=tuple(one.organisations))
            for one in held if rules.concerns(reader.scope, one.organisations)
        }  # fmt: skip

    return shown


def held_stops(kind: str) -> Callable[[Collection[str]], Collection[str]]:
    """What tells which stops of one kind there are."""
    return lambda keys: set(Stop.objects.filter(kind=kind, key__in=keys).values_list("key", flat=True))
