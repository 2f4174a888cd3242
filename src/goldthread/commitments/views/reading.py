"""Whoever looks, as the thread knows them, and the words that they may read."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from goldthread.accounts.acting import Request
from goldthread.accounts.registry import references
from goldthread.accounts.registry.references import ShownReference
from goldthread.thread.reading import reader_of
from goldthread.thread.rules import sources_said


@dataclass(frozen=True)
class WordsShown:
    """The words that something rests on, as one reader sees them: those to read, and how many are not theirs."""

    read: tuple[tuple[str, ShownReference], ...]
    hidden: int
    withdrawn: int

    @property
    def left(self) -> str:
        """How many sources were withdrawn, and how many remain; "" where none was withdrawn."""
        return sources_said(self.withdrawn, len(self.read) + self.hidden)


def words_of(request: Request, tokens: Sequence[str]) -> WordsShown:
    """Quoted passages, as whoever looks may read them."""
    found = references.show("passage", tokens, reader_of(request))
    held = [(token, found[token]) for token in tokens if token in found]
    read = tuple((token, one) for token, one in held if one.words is not None and not one.withdrawn)
    gone = sum(one.withdrawn for _, one in held)
    return WordsShown(read, len(held) - len(read) - gone, gone)


def answers_of(request: Request, names: Collection[str]) -> list[ShownReference]:
    """Answers, such as feedback:…, that whoever looks may read."""
    ids = [one.removeprefix("feedback:") for one in names]
    found = references.show("feedback", ids, reader_of(request))
    return [found[one] for one in ids if one in found]
