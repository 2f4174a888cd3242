"""A decision on its way, and what came of it, as pages show them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from goldthread.partnership.rules import VOICES, percent, split


@dataclass(frozen=True)
class DecisionStage:
    """One step of a decision, and whether it is done, now, or later."""

    title: str
    state: str


@dataclass(frozen=True)
class OptionRow:
    """One option with its votes."""

    wording: str
    n: int
    percent: int
    chosen: bool
    width: float


def stages(*, viewed: bool, opened: bool, closed: bool) -> list[DecisionStage]:
    """The steps of a decision."""
    done = [True, viewed, opened, closed]
    titles = ("Proposed", "Patients and carers speak", "Vote opens", "Decided")
    now = done.index(False) if False in done else len(done)
    states = ["Done" if at < now else "Next" if at == now else "Later" for at in range(len(done))]
    return [DecisionStage(title, state) for title, state in zip(titles, states, strict=True)]


def option_rows(options: Sequence[tuple[int, str]], counts: Mapping[int, int], chosen: int | None) -> list[OptionRow]:
    """Options with their votes, in the order in which they were proposed."""
    whole = sum(counts.values())
    return [
        OptionRow(
            wording=wording,
            n=counts.get(place, 0),
            percent=percent(counts.get(place, 0), whole),
            chosen=place == chosen,
            width=100 * counts.get(place, 0) / whole if whole else 0,
        )
        for place, wording in options
    ]


def by_voice(voices: Collection[str]) -> str:
    """How many people there were, by voice where each voice has three, in words; "" for nobody."""
    if not voices:
        return ""
    counts = split(voices)
    if counts is None:
        return f"{len(voices)} {'person' if len(voices) == 1 else 'people'}"
    return ", ".join(f"{called[:1].lower()}{called[1:]} {counts[voice]}" for voice, called in VOICES if voice in counts)


def in_room(counts: Mapping[str, int]) -> str:
    """The same of those who were in the room. Takes: how many of each voice."""
    return by_voice([voice for voice, n in counts.items() for _ in range(n)])


def hands_table(
    options: Sequence[tuple[str, Mapping[str, int]]], voices: Collection[str]
) -> tuple[list[str], list[tuple[str, list[int]]]]:
    """Hands by option and voice: column headings and rows; empty where a voice has fewer than three hands."""
    shown = split(voices)
    if not shown:
        return [], []
    held = [(voice, called) for voice, called in VOICES if voice in shown]
    return [called for _, called in held], [
        (wording, [of.get(voice, 0) for voice, _ in held]) for wording, of in options
    ]
