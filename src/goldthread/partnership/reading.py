"""Reads: the words that something rests on, each as one reader may see it."""

from collections.abc import Collection
from dataclasses import dataclass

from goldthread.accounts.registry import references
from goldthread.accounts.registry.references import Reader, ShownReference
from goldthread.partnership import queries
from goldthread.partnership.models import PatientPanel
from goldthread.thread.models import Link, QuotedPassage
from goldthread.thread.showing import as_quoted


@dataclass(frozen=True, kw_only=True)
class ReadWords:
    """Words that a reader may see. `shared`: they are not theirs to read, but were released to this place."""

    token: str
    words: str
    shown: ShownReference
    shared: bool = False


@dataclass(frozen=True, kw_only=True)
class WordsUnder:
    """The words that something rests on: those a reader may see, and how many are closed to them or withdrawn."""

    read: tuple[ReadWords, ...]
    closed: int
    withdrawn: int

    @property
    def remain(self) -> int:
        """How many passages are left."""
        return len(self.read) + self.closed


def tokens_under(*names: str) -> list[str]:
    """Tokens of every passage that some things rest on, withdrawn ones too, in the order of links."""
    held = Link.objects.filter(lower__in=names, upper__startswith="passage:").order_by("id")
    return list(dict.fromkeys(upper.removeprefix("passage:") for upper in held.values_list("upper", flat=True)))


def words_under(name: str, reader: Reader, released: Collection[str] = ()) -> WordsUnder:
    """The words under one thing. Takes: tokens of passages that are released to where they are shown."""
    tokens = tokens_under(name)
    shown = references.show("passage", tokens, reader)
    stored = as_quoted(released, reader.workspace)
    read, closed, withdrawn = [], 0, 0
    for token in tokens:
        one = shown.get(token)
        if one is None or one.withdrawn:
            withdrawn += one is not None
        elif one.words is not None:
            read.append(ReadWords(token=token, words=one.words, shown=one))
        elif stored.get(token):
            read.append(ReadWords(token=token, words=stored[token], shown=one, shared=True))
        else:
            closed += 1
    return WordsUnder(read=tuple(read), closed=closed, withdrawn=withdrawn)


def released_to(panel: PatientPanel, tokens: Collection[str], *, member: bool) -> set[str]:
    """Tokens of passages that were released to the public, or to a panel of which the reader is a member."""
    found = set(queries.released(tokens, "public", str(panel)))
    return found | set(queries.released(tokens, "panel", str(panel))) if member else found


def loose(organisations: Collection[str] | None) -> list[QuotedPassage]:
    """Passages on the thread that no need rests on, of some organisations or all, the newest first."""
    used = Link.objects.filter(upper__startswith="passage:", lower__startswith="need:").values_list("upper", flat=True)
    tokens = {upper.removeprefix("passage:") for upper in used}
    held = QuotedPassage.objects.filter(withdrawn=False).order_by("-id")
    held = held if organisations is None else held.filter(organisation__in=list(organisations))
    return [one for one in held if one.token not in tokens]
