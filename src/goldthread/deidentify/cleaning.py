"""RawFeedback in, Feedback out: every text column passes the redactor. Only here is Feedback made."""

from collections.abc import Callable, Sequence

from goldthread.deidentify.language import language
from goldthread.deidentify.redactor import Redaction, Redactor
from goldthread.vocabulary import Feedback, Identity
from goldthread.vocabulary.raw import RawFeedback


KEPT = 50_000
_short: dict[str, str] = {}
_labels: dict[str, str] = {}


def deidentify(raws: Sequence[RawFeedback], identities: Sequence[Identity], redactor: Redactor) -> list[Feedback]:
    """Take identities out of pieces; a language that cannot be redacted is withheld, counted without its words."""
    tongues = [language(raw.text) if raw.answered == "words" else None for raw in raws]
    foreign = [tongue is not None and tongue.code != "en" for tongue in tongues]
    texts = ["" if away else raw.text for raw, away in zip(raws, foreign, strict=True)]
    cleaned = redactor.redact(texts)
    made = []
    for raw, identity, tongue, away, clean in zip(raws, identities, tongues, foreign, cleaned, strict=True):
        short = {name: _clean_label(getattr(raw, name), redactor) for name in SHORT}
        made.append(
            Feedback(
                identity=identity, text=clean.text, answered="withheld" if away else raw.answered,
                question_type=raw.question_type, date=raw.date, date_precision=raw.date_precision,
                organisation=raw.organisation, score=raw.score, scale=raw.scale, role=raw.role,
                about=tuple((name, _clean(value, redactor)) for name, value in raw.about),
                extra=tuple((name, _clean(value, redactor)) for name, value in raw.extra),
                language=tongue.code if tongue else "", unsure=bool(tongue and tongue.unsure),
                removed=clean.removed, redactor=redactor.version, **short,
            )
        )  # fmt: skip
    return made


SHORT = ("question", "organisation_name", "site", "service", "team", "channel")


def _clean(value: str, redactor: Redactor) -> str:
    """A short value, redacted; the same few recur, so they are remembered."""
    return _remembered(value, _short, redactor.redact)


def _clean_label(value: str, redactor: Redactor) -> str:
    """The name of a team, site or service, redacted as a label."""
    return _remembered(value, _labels, redactor.redact_labels)


def _remembered(value: str, held: dict[str, str], redact: Callable[[Sequence[str]], list[Redaction]]) -> str:
    if not value:
        return value
    clean = held.get(value)
    if clean is None:
        if len(held) > KEPT:
            held.clear()
        clean = held[value] = redact([value])[0].text
    return clean
