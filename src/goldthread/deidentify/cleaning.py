"""RawFeedback in, Feedback out: every text column passes the redactor. Only here is Feedback made."""

from collections.abc import Callable, Sequence
from typing import Any

from goldthread.deidentify.language import language
from goldthread.deidentify.redactor import Redaction, Redactor
from goldthread.vocabulary import Feedback, Identity
from goldthread.vocabulary.columns import columns_of
from goldthread.vocabulary.feedback import Told
from goldthread.vocabulary.raw import RawFeedback


KEPT = 50_000
Held = dict[tuple[str, str], str]
_short: Held = {}
_labels: Held = {}
HANDLED = {"text", "answered"}
"""What the language of an answer decides: see below."""
LABELS, VALUES, AS_TOLD = (
    tuple(name for name, column in columns_of(Told).items() if column.redacted == how and name not in HANDLED)
    for how in ("label", "values", "never")
)
if [name for name, column in columns_of(Told).items() if column.redacted == "words"] != ["text"]:
    raise TypeError("Only `text` may be redacted as words: the language of any other column is not looked at.")


def deidentify(raws: Sequence[RawFeedback], identities: Sequence[Identity], redactor: Redactor) -> list[Feedback]:
    """Take identities out of pieces; a language that cannot be redacted is withheld, counted without its words."""
    tongues = [language(raw.text) if raw.answered == "words" else None for raw in raws]
    foreign = [tongue is not None and tongue.code != "en" for tongue in tongues]
    texts = ["" if away else raw.text for raw, away in zip(raws, foreign, strict=True)]
    cleaned = redactor.redact(texts)
    made = []
    for raw, identity, tongue, away, clean in zip(raws, identities, tongues, foreign, cleaned, strict=True):
        made.append(
            Feedback(
                identity=identity,
                text=clean.text,
                answered="withheld" if away else raw.answered,
                language=tongue.code if tongue else "",
                unsure=bool(tongue and tongue.unsure),
                removed=clean.removed,
                redactor=redactor.version,
                **other_columns(raw, redactor),
            )
        )
    return made


def other_columns(told: Told, redactor: Redactor) -> dict[str, Any]:
    """Every column but the words and whether there are any, redacted as it is declared."""
    made: dict[str, Any] = {name: getattr(told, name) for name in AS_TOLD}
    for name in LABELS:
        made[name] = _clean_label(getattr(told, name), redactor)
    for name in VALUES:
        made[name] = tuple((about, _clean(value, redactor)) for about, value in getattr(told, name))
    return made


def _clean(value: str, redactor: Redactor) -> str:
    """A short value, redacted; the same few recur, so they are remembered."""
    return _remembered((redactor.version, value), _short, redactor.redact)


def _clean_label(value: str, redactor: Redactor) -> str:
    """The name of a team, site or service, redacted as a label."""
    return _remembered((redactor.version, value), _labels, redactor.redact_labels)


def _remembered(key: tuple[str, str], held: Held, redact: Callable[[Sequence[str]], list[Redaction]]) -> str:
    value = key[1]
    if not value:
        return value
    clean = held.get(key)
    if clean is None:
        if len(held) > KEPT:
            held.clear()
        clean = held[key] = redact([value])[0].text
    return clean
