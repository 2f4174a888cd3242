"""Numbers, addresses and marks that say who somebody is, found by their form and their neighbours."""

from collections.abc import Iterator

from goldthread.deidentify.forms import FORMS, Form, Hit
from goldthread.deidentify.sieve import hints


def found(plain: str, low: str) -> Iterator[Hit]:
    """Every stretch of an ASCII text that a form takes for an identifier: start, end, type."""
    seen = hints(low)
    if seen:
        for name in seen:
            for form in _BY_HINT[name]:
                yield from form.found(plain, low)


def found_plainly(plain: str, low: str) -> Iterator[Hit]:
    """The same without hints: every form over every text, the slow twin."""
    for form in FORMS:
        yield from form.found(plain, low)


_BY_HINT: dict[str, tuple[Form, ...]] = {
    name: tuple(form for form in FORMS if form.hint == name) for name in {form.hint for form in FORMS}
}
