"""Writes the demo's files into a folder, in the shapes that suppliers send."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path
from random import Random

from goldthread.demo import first_told, places
from goldthread.demo.calendar import Calendar
from goldthread.demo.calling import called
from goldthread.demo.choosing import Dealer
from goldthread.demo.shapes import calls, comments, complaints_log, figures, home_care, survey, two_texts, ward_export
from goldthread.demo.tellings import Telling, complaint, one, tell


SEED = 2107
PIECES = 20_000
TWO_WAYS = 23
BENS_TWO_WAYS = 41
ROYAL_TEXTED = ("emergency", "ward7", "children", "clinics", "maternity")
CARDS = ("ward7", "lounge", "therapies")
COMPLAINED = ("ward7", "ward7", "ward7", "lounge", "emergency", "clinics")


def generate(folder: Path, *, today: date | None = None, seed: int = SEED, pieces: int = PIECES) -> list[Path]:
    """Writes all files of the fictional care system, the same for the same arguments.

    Takes: `today`, by default this machine's; `pieces`, about how many answers there are in all.
    Gives: the files, in the order in which they are to be imported.
    """
    folder.mkdir(parents=True, exist_ok=True)
    calendar = Calendar(today or date.today())
    told = {key: list(those) for key, those in groupby(tell(calendar, seed, pieces), lambda each: each.service.key)}
    first_told.place(told, calendar)
    return [
        *_royal(folder, told, calendar),
        *_ambulance(folder, told),
        *_community(folder, told, calendar),
        *_council(folder, told, calendar),
        _complaints(folder, calendar, seed, pieces),
        *_calls(folder, calendar, seed, pieces),
        figures.write(folder / "published-fft-figures.csv", _of(told, *ROYAL_TEXTED, "lounge")),
    ]


def bens_export(path: Path, *, today: date | None = None, seed: int = SEED, rows: int = 320) -> Path:
    """The ward export that Ben is about to load: last month's cards, of which 41 dates can be read two ways."""
    calendar = Calendar(today or date.today())
    chance = Random(f"{seed}/ben")
    until = calendar.months[-1]
    since = calendar.months[-2]
    span = (until - since).days
    wards = [places.service(key) for key in ("ward7", "ward7", "ward7", "lounge", "therapies")]
    days = sorted(since + timedelta(days=chance.randrange(span)) for _ in range(rows))
    dealer = Dealer(f"{seed}/ben")
    told = [one(chance.choice(wards), day, 50_000 + at, chance, calendar, dealer) for at, day in enumerate(days)]
    return ward_export.write(path, told, until, BENS_TWO_WAYS)


def comments_only(path: Path, *, rows: int, seed: int = SEED, today: date | None = None) -> tuple[Path, float]:
    """One FFT comments file in which every row has words, for measuring.

    Gives: the file, and the mean number of characters in its comments.
    """
    calendar = Calendar(today or date.today())
    lengths = [0, 0]

    def worded() -> Iterator[tuple[str, ...]]:
        for row in comments.rows(tell(calendar, seed, rows * 2)):
            if lengths[0] < rows and row[comments.TEXT] not in comments.WITHOUT_WORDS:
                lengths[0] += 1
                lengths[1] += len(row[comments.TEXT])
                yield row

    comments.write_rows(path, worded())
    return path, lengths[1] / lengths[0]


def _royal(folder: Path, told: dict[str, list[Telling]], calendar: Calendar) -> Iterator[Path]:
    carded = {id(each) for each in _of(told, *CARDS) if each.channel == "Card"}
    supplied = [each for each in _of(told, *ROYAL_TEXTED) if id(each) not in carded]
    for name, part in _halves(supplied, calendar):
        yield comments.write(folder / f"royal-fft-comments-{name}.csv", part)
    cards = sorted((each for each in _of(told, *CARDS) if id(each) in carded), key=lambda each: each.date)
    yield ward_export.write(folder / "royal-comment-cards.xlsx", cards, calendar.months[-1], TWO_WAYS)


def _ambulance(folder: Path, told: dict[str, list[Telling]]) -> Iterator[Path]:
    yield comments.write(folder / "ambulance-fft-comments.csv", _of(told, "ambulance", "transport"))


def _community(folder: Path, told: dict[str, list[Telling]], calendar: Calendar) -> Iterator[Path]:
    yield two_texts.write(folder / "community-nursing-fft.csv", told["nursing"], "cp1252")
    yield two_texts.write(folder / "childrens-services-fft.csv", told["minds"], "utf-16", "\t")
    yield survey.write(folder / "reablement-48-hour-survey.csv", told["reablement"])


def _council(folder: Path, told: dict[str, list[Telling]], calendar: Calendar) -> Iterator[Path]:
    for (name, part), delimiter in zip(_halves(told["homecare"], calendar), ";\t", strict=True):
        yield home_care.write(
            folder / f"home-care-survey-{name}.{'csv' if delimiter == ';' else 'txt'}", part, delimiter
        )


def _complaints(folder: Path, calendar: Calendar, seed: int, pieces: int) -> Path:
    """One complaint for each 200 pieces: people for whom something went wrong, most of them on Ward 7."""
    chance = Random(f"{seed}/complaints")
    wards = [places.service(key) for key in COMPLAINED]
    span = (calendar.months[-1] - calendar.months[0]).days
    days = sorted(calendar.months[0] + timedelta(days=chance.randrange(span)) for _ in range(max(4, pieces // 200)))
    dealer = Dealer(f"{seed}/complaints")
    told = [complaint(chance.choice(wards), day, 70_000 + at, chance, calendar, dealer) for at, day in enumerate(days)]
    return complaints_log.write(folder / "royal-complaints-log.csv", told, chance)


def _calls(folder: Path, calendar: Calendar, seed: int, pieces: int) -> Iterator[Path]:
    """The hospital's and the council's call at 48 hours."""
    for key, name in (("ward7", "royal"), ("homecare", "council")):
        told = list(called(key, calendar, seed, pieces))
        yield calls.write(folder / f"{name}-48-hour-calls.csv", told)


def _halves(tellings: Iterable[Telling], calendar: Calendar) -> Iterator[tuple[str, list[Telling]]]:
    """The first and the second year of these tellings, with the name of each."""
    tellings = list(tellings)
    turn = calendar.months[12]
    first = [each for each in tellings if each.date < turn]
    second = [each for each in tellings if each.date >= turn]
    yield f"{calendar.months[0]:%Y-%m}-to-{calendar.months[11]:%Y-%m}", first
    yield f"{turn:%Y-%m}-to-{calendar.months[-1]:%Y-%m}", second


def _of(told: dict[str, list[Telling]], *keys: str) -> list[Telling]:
    return [each for key in keys for each in told[key]]
