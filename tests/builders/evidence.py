"""A store with invented feedback in it: a test names only what matters to it, the rest is filled in."""

from datetime import date
from pathlib import Path
from typing import Any

from goldthread.evidence import Key, Store, feedback_rows
from goldthread.vocabulary import FEELINGS, SENTIMENT, THEMES, TOUCHPOINTS, Code, Feedback, Identity


KEY = Key(bytes(range(32)))


def store(folder: Path) -> Store:
    return Store(folder / "evidence", KEY)


def feedback(**given: Any) -> Feedback:
    n = given.pop("n", 0)
    identity = Identity(
        id=given.pop("id", KEY.identify("id", str(n))),
        respondent=given.pop("respondent", KEY.identify("person", str(n))),
        fingerprint=given.pop("fingerprint", KEY.fingerprint(str(n))),
        batch=given.pop("batch", ""),
        row=given.pop("row", n),
        kind=given.pop("kind", "friends_and_family"),
        issuer=given.pop("issuer", ""),
    )
    usual: dict[str, Any] = {
        "text": "The staff were kind to me.",
        "answered": "words",
        "question": "Why?",
        "question_type": "nonspecific",
        "date": date(2026, 5, 4),
        "date_precision": "day",
        "organisation": "XWR",
        "organisation_name": "Wenbrook",
        "site": "",
        "service": "Therapies",
        "team": "",
        "score": "1",
        "scale": "fft_2020",
        "role": "patient",
        "channel": "",
        "about": (),
        "extra": (),
        "language": "en",
        "unsure": False,
        "removed": (),
        "redactor": "r/1",
    }
    return Feedback(identity=identity, **(usual | given))


def codes(*, themes=(), sentiment="", feelings=(), touchpoints=()) -> tuple[Code, ...]:
    made = [Code(THEMES, label, "fast/1", 0.9) for label in themes]
    made += [Code(SENTIMENT, sentiment, "fast/1", 0.9)] if sentiment else []
    made += [Code(FEELINGS, label, "fast/1", 0.9, "suggested", 0, 3) for label in feelings]
    made += [Code(TOUCHPOINTS, label, "fast/1", 0.9) for label in touchpoints]
    return tuple(made)


def keep(
    into: Store,
    pieces: list[dict[str, Any]],
    *,
    file: str = "made.csv",
    supersede: list[tuple[str, str]] | None = None,
    organisations: tuple[str, ...] = (),
) -> str:
    """Keep pieces given as dicts; themes, sentiment, feelings and touchpoints become codes. Gives the batch."""
    with into.importing():
        writing = into.writing()
        made, marks = [], []
        for place, piece in enumerate(pieces):
            told = {k: piece[k] for k in ("themes", "sentiment", "feelings", "touchpoints") if k in piece}
            rest = {k: v for k, v in piece.items() if k not in told}
            made.append(feedback(**({"n": place} | rest | {"batch": writing.batch})))
            marks.append(codes(**told))
        writing.add("feedback", feedback_rows(made, marks, "fast/1"))
        writing.add_references([(piece.identity.id, KEY.seal(f"ref {piece.identity.row}")) for piece in made])
        if supersede:
            writing.supersede(supersede)
        account = {"rows_read": len(made), "kept": len(made), "duplicates": 0, "set_aside": 0, "reasons": {}}
        account |= {"organisations": list(organisations)} if organisations else {}
        writing.finish(by="test", file=file, kind="friends_and_family", account=account)
    return writing.batch
