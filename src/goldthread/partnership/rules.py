"""Who counts, when a quorum is there, what may be said of a split: plain functions of facts."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from goldthread.vocabulary import WrongUsage
from goldthread.vocabulary.only_text import says_anything


VOICES = (
    ("patient", "Patient"),
    ("carer", "Carer"),
    ("clinician", "Clinician"),
    ("provider", "Provider"),
    ("commissioner", "Commissioner"),
    ("community", "Voluntary or community group"),
)
OWN_VOICES = frozenset({"patient", "carer"})
"""Those whose care it is: a quorum states their share, and their view comes first."""
METHODS = (("ballot", "Secret ballot"), ("hands", "Show of hands"))
STANCES = (("support", "I support this"), ("disagree", "I disagree"), ("unsure", "I am not sure"))
USES = (
    ("panel", "Members of a panel"),
    ("agenda", "A contract meeting"),
    ("annex", "A contract's annex"),
    ("public", "A public page"),
)
MINUTES_FOR_A_NEED, MINUTES_FOR_A_VOTE = 2, 5
"""About how long an answer takes, so that members can plan it."""
VOICES_SHOWN = 3
"""A split by voice is shown only where each voice in it has so many people."""
LONGEST_WORDING, LONGEST_REASON, LONGEST_TITLE = 600, 400, 200


@dataclass(frozen=True)
class Quorum:
    """A panel's quorum: so many members, of whom so many in a hundred patients or carers."""

    members: int
    share: int

    def missing(self, voices: Collection[str]) -> tuple[int, int]:
        """How many members, and how many patients or carers, still lack for these voices to be a quorum."""
        there, own = len(voices), sum(voice in OWN_VOICES for voice in voices)
        wanted = max(-(-self.members * self.share // 100) - own, self._own_beside(there, own))
        return max(0, self.members - there), max(0, wanted)

    def _own_beside(self, there: int, own: int) -> int:
        """How many patients or carers more make up the share, each of whom takes part too.

        Where all must be patients or carers and others take part, no number does: then as many as the others.
        """
        if self.share >= 100:
            return there - own
        return -(-(self.share * there - 100 * own) // (100 - self.share))

    def is_there(self, voices: Collection[str]) -> bool:
        """Whether these voices are a quorum."""
        return self.missing(voices) == (0, 0)

    def said(self) -> str:
        """The quorum in a sentence."""
        return f"At least {self.members} members, and at least {self.share}% of those who answer patients or carers"


@dataclass(frozen=True)
class Answers:
    """What members answered: voices for and against, what still lacks for a quorum, and whether it is endorsed."""

    yes: tuple[str, ...]
    no: tuple[str, ...]
    members_missing: int
    own_missing: int

    @property
    def has_quorum(self) -> bool:
        """Whether enough members answered, and enough of them patients and carers."""
        return not self.members_missing and not self.own_missing

    @property
    def is_endorsed(self) -> bool:
        """A quorum answered, more said yes than no, and so did the patients and carers among them."""
        own_yes = sum(voice in OWN_VOICES for voice in self.yes)
        own_no = sum(voice in OWN_VOICES for voice in self.no)
        return self.has_quorum and len(self.yes) > len(self.no) and own_yes > own_no


@dataclass(frozen=True)
class AnswersSeen:
    """What somebody sees of members' answers: what they come to, the reasons against, how many somebody else keyed.

    `on` is the day of the newest, None without one.
    """

    answers: Answers
    against: tuple[str, ...]
    entered: int
    on: date | None


def answers(quorum: Quorum, given: Iterable[tuple[str, bool]]) -> Answers:
    """What members' answers come to. Takes: the voice and the answer of each member who answered."""
    held = list(given)
    yes = tuple(voice for voice, said in held if said)
    no = tuple(voice for voice, said in held if not said)
    return Answers(yes, no, *quorum.missing((*yes, *no)))


def split(voices: Iterable[str]) -> Mapping[str, int] | None:
    """How many of each voice; None where one of them has fewer than three, since that would say who it was."""
    counted = Counter(voices)
    return dict(counted) if counted and min(counted.values()) >= VOICES_SHOWN else None


def own_share(voices: Collection[str]) -> int | None:
    """How many of some voices are patients or carers; None where they, or the others, are one or two people."""
    own = sum(voice in OWN_VOICES for voice in voices)
    return None if any(0 < n < VOICES_SHOWN for n in (own, len(voices) - own)) else own


def chosen(counts: Mapping[int, int]) -> int | None:
    """The option with most votes; None where nobody voted or two have as many."""
    if not counts or not any(counts.values()):
        return None
    best = max(counts.values())
    first = [option for option, n in counts.items() if n == best]
    return first[0] if len(first) == 1 else None


def is_person(by: str) -> bool:
    """Whether a reference is that of somebody who signs in; what was loaded or keyed otherwise is by a word."""
    return by.startswith("person:")


def holds_on(since: date, until: date | None, on: date) -> bool:
    """Whether a seat is held on a day, its first and last day included."""
    return since <= on and (until is None or on <= until)


def checked(typed: str, what: str, longest: int, *, missing: str = "") -> str:
    """What was typed on one line, without blanks at its ends; "" where nobody could see any of it.

    Takes: what it is, for sentences; what to say where it is empty or has no letter, "" where it may be.
    Raises: WrongUsage.
    """
    typed = " ".join(typed.replace("\x00", "").split())
    typed = typed if says_anything(typed) else ""
    if missing and not any(one.isalnum() for one in typed):
        raise WrongUsage(missing)
    if len(typed) > longest:
        raise WrongUsage(f"The {what} is longer than {longest} characters.", "Make it shorter.")
    return typed


def percent(part: int, whole: int) -> int:
    """So many in a hundred, rounded half up; 0 of nobody."""
    return int(Fraction(100 * part, whole) + Fraction(1, 2)) if whole else 0
