"""How this app's own references are shown to a reader: passages, and placeholders until their rooms take them over."""

from collections.abc import Callable, Collection, Mapping

from goldthread.accounts.registry.references import Reader, Show, ShownReference
from goldthread.accounts.workspaces import WorkspaceLike
from goldthread.thread import rules
from goldthread.thread.models import Placeholder, QuotedPassage
from goldthread.thread.walking import parts
from goldthread.vocabulary import Citation, Passage, PlainError, Scope


Read = tuple[Citation, Passage] | None


def passages(tokens: Collection[str], reader: Reader) -> dict[str, ShownReference]:
    """Words that the thread rests on; whether they may be read is decided for each, and asked of all together."""
    held = _held(tokens)
    places = [_place(one) for one in held if not one.withdrawn]
    found = reader.workspace.words.cited(places, scope=reader.scope) if reader.workspace and places else {}
    own = [one for one in held if one.respondent in reader.own and _place(one) not in found]
    stands = _as_quoted(own, reader.workspace)
    return {one.token: _passage(one, reader, found.get(_place(one)), stands) for one in held}


def as_quoted(tokens: Collection[str], workspace: WorkspaceLike | None) -> dict[str, str]:
    """Copies of words by token, of those passages whose answers still hold these very words.

    Whoever may not read an answer is shown a copy. It must not show what was corrected, or removed from the answer.
    """
    return _as_quoted(_held(tokens), workspace)


def _as_quoted(held: Collection[QuotedPassage], workspace: WorkspaceLike | None) -> dict[str, str]:
    now = _as_they_are(held, workspace)
    return {one.token: one.words for one in held if one.token in now and now[one.token] == one.hash}


def changed_copies(workspace: WorkspaceLike) -> list[QuotedPassage]:
    """Passages with a copy of words, in whose place their answer holds others by now."""
    held = list(QuotedPassage.objects.filter(withdrawn=False).exclude(words="").order_by("id"))
    now = _as_they_are(held, workspace)
    return [one for one in held if now.get(one.token, one.hash) != one.hash]


def _as_they_are(held: Collection[QuotedPassage], workspace: WorkspaceLike | None) -> dict[str, str]:
    """The hash of the words that are in the place of each passage by now, by token, whoever may read them."""
    some = [one for one in held if not one.withdrawn]
    if workspace is None or not some:
        return {}
    now = workspace.words.cited([_place(one) for one in some], scope=Scope.owner())
    return {one.token: now[_place(one)][0].hash for one in some if _place(one) in now}


def _held(tokens: Collection[str]) -> list[QuotedPassage]:
    """Passages by token, in a few queries however many there are."""
    return [one for some in parts(tokens) for one in QuotedPassage.objects.filter(token__in=some)]


def _place(passage: QuotedPassage) -> tuple[str, int, int]:
    return passage.feedback, passage.start, passage.end


def _passage(passage: QuotedPassage, reader: Reader, read: Read, stands: Mapping[str, str]) -> ShownReference:
    """Day and role come with the words, as the promises in force leave them: whoever may not read these words is told
    whose they are and no more, since one person's day and role may say who it was."""
    if passage.withdrawn:
        return ShownReference(withdrawn=True, version=passage.version)
    own, places = passage.respondent in reader.own, (passage.organisation,)
    if read is not None:
        now, told = read
        return ShownReference(
            words=now.passage,
            version=passage.version,
            changed=now.hash != passage.hash,
            own=own,
            on=told.date if told.date_precision == "day" else None,
            role=told.role,
            question=told.question,
            organisations=places,
            feedback=passage.feedback,
        )
    if own:
        return ShownReference(
            words=stands.get(passage.token),
            changed=passage.token not in stands,
            own=True,
            on=passage.told_on,
            role=passage.role,
            organisations=places,
            version=passage.version,
        )
    return ShownReference(organisations=places, version=passage.version)


def passage_versions(tokens: Collection[str]) -> dict[str, str]:
    """How some passages stand: withdrawn, or so often corrected."""
    return {one.token: one.version for one in _held(tokens)}


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
            question=told.question,
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
