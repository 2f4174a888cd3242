"""What a file is, and its rows: recognised from its content, never from its name."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from goldthread.sources import comment_rows, fft_figures
from goldthread.sources.formats import Sheet, open_sheets
from goldthread.sources.formats.opening import text_of
from goldthread.sources.heads import Head, head_of
from goldthread.sources.not_feedback import refuse
from goldthread.sources.profile import Profile
from goldthread.sources.suggesting import ENOUGH, suggest
from goldthread.vocabulary import BadDefinition, UnreadableFile
from goldthread.vocabulary.raw import RawRow


KINDS = {
    "friends_and_family": "Friends and Family Test comments",
    "comment_table": "A table of comments",
    "fft_figures": "Published Friends and Family Test figures",
}


@dataclass(frozen=True)
class Look:
    """What a file looks like: its kind, how sure that is (0–1), the profile, and sentences about both."""

    kind: str
    confidence: float
    profile: Profile
    notes: tuple[str, ...]
    heads: tuple[Head, ...]


@dataclass(frozen=True)
class Reading:
    """A file being read: `rows` begins anew each time it is called, and is flat in memory."""

    kind: str
    profile: Profile
    notes: tuple[str, ...]
    header: tuple[str, ...]
    _sheets: tuple = field(repr=False, default=())  # type: ignore[type-arg]

    def rows(self) -> Iterator[RawRow]:
        """Every row of every sheet that is used."""
        for rows in self._sheets:
            yield from rows()


class NotRecognised(UnreadableFile):
    """A table whose columns were not all understood; `profile` is what was, to be finished by a person."""

    def __init__(self, sentence: str, remedy: str, profile: Profile) -> None:
        super().__init__(sentence, remedy)
        self.profile = profile


def look(path: str | Path, *, kind: str | None = None, profile: str | Path | Profile | None = None) -> Look:
    """Recognise a file.

    Takes: the file; the kind or the profile where somebody knows better.
    Raises: UnreadableFile with the true reason; NotEvidence for what is not patient feedback; BadDefinition for a
    profile that does not fit.
    """
    if kind is not None and kind not in KINDS:
        raise UnreadableFile(f"There is no kind of source called {kind}.", f"Known kinds: {', '.join(KINDS)}.")
    sheets = open_sheets(Path(path))
    if profile is not None:
        given = profile if isinstance(profile, Profile) else Profile.load(Path(profile))
        return _by_profile(sheets, given)
    found = [(head_of(sheet), sheet) for sheet in sheets]
    for head, sheet in found:
        refuse(head, _first(sheet))
    heads = [head for head, _ in found if head is not None and len(head.header) > 0]
    if not heads:
        raise UnreadableFile(
            "No row of headings was found, so nothing says what the columns mean.",
            "Put a row with the columns' names above the data.",
        )
    return _best(heads, kind)


def _first(sheet: Sheet) -> list[list[str]]:
    rows = ([text_of(cell) for cell in cells] for _, cells in islice(sheet.rows(), 40))
    return [row for row in rows if any(text.strip() for text in row)]


def _by_profile(sheets: list[Sheet], profile: Profile) -> Look:
    used = [sheet for sheet in sheets if not profile.sheets or sheet.name in profile.sheets]
    if not used:
        raise BadDefinition(f"The file has no sheet called {profile.sheets[0]}.")
    found = [head_of(sheet, profile.header_rows) for sheet in used]
    heads = tuple(head for head in found if head is not None)
    if not heads:
        raise BadDefinition("No row of headings stands where the profile says.", "Mend header_rows in the profile.")
    return Look(profile.kind, 1.0, profile, (), heads)


def _best(heads: list[Head], kind: str | None) -> Look:
    figures = [(head, fft_figures.suggest(head)) for head in heads] if kind in (None, fft_figures.KIND) else []
    tables = [(head, made) for head, made in figures if made is not None]
    if tables:
        used = tuple(head for head, _ in tables if head.below)
        if not used:
            raise UnreadableFile("This is the layout of a published FFT table without any figures in it.")
        return Look(fft_figures.KIND, tables[0][1].confidence, tables[0][1], (), used)
    suggested = [(suggest(head), head) for head in heads]
    profile, head = max(suggested, key=lambda pair: pair[0].confidence)
    if kind is not None:
        profile.kind = kind
    same = tuple(other for _, other in suggested if other.header == head.header)
    if len(same) > 1:
        profile.sheets = [other.sheet.name for other in same]
        profile.header_rows = []
    return Look(profile.kind, profile.confidence, profile, tuple(profile.reasons), same)


def read(path: str | Path, *, kind: str | None = None, profile: str | Path | Profile | None = None) -> Reading:
    """Read a file's rows.

    Takes: as `look`.
    Gives: a Reading whose notes say what was found: the kind, the order of dates and its proofs, sheets passed over.
    Raises: as `look`, and NotRecognised below 0.9 confidence, with the suggested profile.
    """
    seen = look(path, kind=kind, profile=profile)
    if seen.confidence < ENOUGH:
        raise _not_recognised(seen)
    notes = [f"{KINDS.get(seen.kind, seen.kind)}, {seen.confidence:.0%} sure."] if profile is None else []
    reader = fft_figures.read if seen.profile.figures and not seen.profile.words else comment_rows.read
    sheets = []
    for head in seen.heads:
        said, rows = reader(head, seen.profile)
        where = f"{head.sheet.name}: " if len(seen.heads) > 1 else ""
        notes += [where + one for one in said]
        sheets.append(rows)
    return Reading(seen.kind, seen.profile, tuple(notes), seen.heads[0].header, tuple(sheets))


def _not_recognised(seen: Look) -> NotRecognised:
    missing = [reason for reason in seen.profile.reasons if reason.startswith(("No ", "Nothing "))]
    why = " ".join(missing) or "Its columns were not understood well enough."
    return NotRecognised(
        f"This table was not recognised as patient feedback ({seen.confidence:.0%} sure, {ENOUGH:.0%} is needed). {why}",
        "If it is feedback, say what its columns mean in a profile.",
        seen.profile,
    )
