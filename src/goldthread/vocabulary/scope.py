"""Who is asking, for which use, before which audience; and what the data promises allow."""

from dataclasses import dataclass, replace
from typing import Literal


Audience = Literal["own team", "provider", "commissioner", "partner", "owner", "public"]
"""Before whom figures are shown; whether they are exact depends on which words may be read (CONTRACTS §5)."""

Withholding = Literal["role", "team", "day"]
"""A label that a sharing agreement may withhold: who told, in which team, on which day of the month."""

Use = Literal["improve care", "report to commissioners", "share publicly", "safeguarding"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What this person may see.

    `organisations`: codes whose findings may be asked for; `words_from`: codes whose words may be read; `services`:
    (organisation, service) pairs that are the person's own team; `withheld`: (organisation, label) pairs that an
    agreement keeps from them, which are neither shown nor filtered by. None means all, and only the owner of the
    workspace folder has it; an empty set means nothing at all. Stated codes never widen to others.
    """

    person: str
    audience: Audience
    organisations: frozenset[str] | None
    words_from: frozenset[str] | None
    services: frozenset[tuple[str, str]] = frozenset()
    use: Use = "improve care"
    withheld: frozenset[tuple[str, Withholding]] = frozenset()

    def withheld_of(self, label: Withholding) -> frozenset[str]:
        """The organisations that withhold a label from this scope."""
        return frozenset(code for code, kept in self.withheld if kept == label)

    def is_withheld(self, label: Withholding) -> bool:
        """Whether every organisation that this scope sees withholds a label: then nothing can be asked by it."""
        return bool(self.organisations) and self.withheld_of(label) >= (self.organisations or frozenset())

    @property
    def reads_words(self) -> bool:
        """Whether any words may be read; who reads none gets shared figures alone, which may be passed on."""
        return self.words_from != frozenset()

    def for_everybody(self) -> "Scope":
        """The scope of what anybody may be given: the same places and withheld labels, and none of the words."""
        return replace(self, audience="public", words_from=frozenset(), services=frozenset())

    @classmethod
    def owner(cls) -> "Scope":
        """The scope of whoever holds the workspace folder and its key: everything, and exact."""
        return cls(person="owner", audience="owner", organisations=None, words_from=None)

    @classmethod
    def nobody(cls) -> "Scope":
        """The scope of a stranger: nothing."""
        return cls(person="nobody", audience="public", organisations=frozenset(), words_from=frozenset())


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownPromise:
    """A promise of a kind that this version does not know: its `fields` and `uses` are closed.

    Where it names neither, everything is closed.
    """

    name: str
    fields: frozenset[str] = frozenset()
    uses: frozenset[str] = frozenset()

    @property
    def closes_everything(self) -> bool:
        """Whether nothing may be asked while it holds."""
        return not self.fields and not self.uses


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The data promises in force. None means that no panel has limited it yet.

    `sources` are source kinds that may be used, `hidden_fields` columns that may not be read or split by, `uses`
    what evidence may be used for. `made_by` is the panel's reference, empty while the terms are open. `unknown` are
    promises that a newer version published: never made here, only read.
    """

    sources: frozenset[str] | None = None
    hidden_fields: frozenset[str] = frozenset()
    uses: frozenset[str] | None = None
    made_by: str = ""
    made_on: str = ""
    unknown: tuple[UnknownPromise, ...] = ()

    @property
    def is_open(self) -> bool:
        """True until a panel has made promises; shown amber."""
        return not self.made_by


OPEN_TERMS = Terms()


@dataclass(frozen=True, slots=True, kw_only=True)
class SharingAgreement:
    """Words of `provider` may be read by `reader`, held with the source: who controls, under what, until when.

    `withholds` are labels that the reader never learns: neither shown nor filtered by, on any page or in any file.
    """

    provider: str
    reader: str
    controller: str
    agreement: str
    dpia: str
    since: str
    until: str = ""
    withholds: frozenset[Withholding] = frozenset()
