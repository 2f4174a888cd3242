"""How this app's own references are shown to a reader: passages, and placeholders until their rooms take them over."""

from collections.abc import Callable, Collection

from goldthread.accounts.registry.references import Reader, Show, ShownReference
from goldthread.thread import rules
from goldthread.thread.models import Placeholder, QuotedPassage
from goldthread.vocabulary import Citation, Passage, PlainError


def passages(tokens: Collection[str], reader: Reader) -> dict[str, ShownReference]:
    """Words that the thread rests on; whether they may be read is decided for each."""
    return {one.token: _passage(one, reader) for one in QuotedPassage.objects.filter(token__in=tokens)}


def _passage(passage: QuotedPassage, reader: Reader) -> ShownReference:
    """Day and role come with the words, as the promises in force leave them: whoever may not read these words is told
    whose they are and no more, since one person's day and role may say who it was."""
    if passage.withdrawn:
        return ShownReference(withdrawn=True)
    own, places = passage.respondent in reader.own, (passage.organisation,)
    read = _read(passage, reader)
    if read is not None:
        now, told = read
        return ShownReference(
            words=now.passage,
            changed=now.hash != passage.hash,
            own=own,
            on=told.date if told.date_precision == "day" else None,
            role=told.role,
            organisations=places,
            feedback=passage.feedback,
        )
    if own:
        return ShownReference(
            words=passage.words, own=True, on=passage.told_on, role=passage.role, organisations=places
        )
    return ShownReference(organisations=places)


def _read(passage: QuotedPassage, reader: Reader) -> tuple[Citation, Passage] | None:
    """The words as they stand now and the answer that they are of; None where this scope may not read them."""
    if reader.workspace is None:
        return None
    try:
        now = reader.workspace.words.cite(passage.feedback, passage.start, passage.end, scope=reader.scope)
        return now, reader.workspace.words.passage(passage.feedback, scope=reader.scope)
    except PlainError:
        return None


def held_passages(tokens: Collection[str]) -> Collection[str]:
    """Which passages there are."""
    return set(QuotedPassage.objects.filter(token__in=tokens).values_list("token", flat=True))


def answers(ids: Collection[str], reader: Reader) -> dict[str, ShownReference]:
    """Answers that nothing rests on yet, where they may be read."""
    found: dict[str, ShownReference] = {}
    if reader.workspace is None:
        return found
    for one in ids:
        try:
            told = reader.workspace.words.passage(one, scope=reader.scope)
        except PlainError:
            continue
        found[one] = ShownReference(
            words=told.text,
            on=told.date if told.date_precision == "day" else None,
            role=told.role,
            organisations=(told.organisation,),
            feedback=told.id,
        )
    return found


def placeholders(kind: str) -> Show:
    """What shows the placeholders of one kind to those whom they concern."""

    def shown(keys: Collection[str], reader: Reader) -> dict[str, ShownReference]:
        held = Placeholder.objects.filter(kind=kind, key__in=keys)
        return {
            one.key: ShownReference(wording=one.wording, on=one.on, by=one.by, organisations=tuple(one.organisations))
            for one in held
            if rules.concerns(reader.scope, one.organisations)
        }

    return shown


def held_placeholders(kind: str) -> Callable[[Collection[str]], Collection[str]]:
    """What tells which placeholders of one kind there are."""
    return lambda keys: set(Placeholder.objects.filter(kind=kind, key__in=keys).values_list("key", flat=True))
