"""The directory: which organisations there are, and what files call them."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property


def calling(said: str) -> str:
    """What is compared of a name: letters and digits alone, without case, accents, spaces or punctuation.

    "&" counts as "and". Empty where nothing is left: that names nobody.
    """
    plain = unicodedata.normalize("NFKD", said.replace("&", " and ")).casefold()
    return "".join(letter for letter in plain if letter.isalnum())


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedOrganisation:
    """An organisation as the stream knows it; `aliases` are further names that files call it by."""

    code: str
    name: str
    aliases: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, kw_only=True)
class Directory:
    """Every organisation of the site, in one version, published whole.

    Feedback keeps what its file says; the directory says whose that is, whenever a question is asked. So an alias
    that is added later holds for what came in before, and one that was wrong leaves nothing behind.
    """

    organisations: tuple[ListedOrganisation, ...] = ()

    def code_of(self, said: str) -> str:
        """The code of the organisation that is called so: by its code, an alias or its name; else what was said."""
        return self._codes.get(calling(said), said) if said else said

    def codes_of(self, said: Iterable[str]) -> frozenset[str]:
        """The codes of several."""
        return frozenset(self.code_of(one) for one in said)

    @cached_property
    def _codes(self) -> dict[str, str]:
        """Codes by what is compared; a code speaks before an alias, an alias before a name."""
        found: dict[str, str] = {}
        for names in (lambda one: (one.code,), lambda one: one.aliases, lambda one: (one.name,)):
            for listed in self.organisations:
                for name in names(listed):
                    found.setdefault(calling(name), listed.code)
        found.pop("", None)
        return found
