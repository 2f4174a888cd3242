"""What a file is, and its rows: recognised from its content, never from its name."""

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from types import ModuleType

from goldthread import sources
from goldthread.sources import comment_rows, figure_rows, not_feedback
from goldthread.sources.fates import fates
from goldthread.sources.formats import Sheet, open_sheets
from goldthread.sources.formats.sheet import text_of
from goldthread.sources.headings import meaning
from goldthread.sources.heads import Head, first_rows, head_of
from goldthread.sources.profile import Profile
from goldthread.sources.scores import settled_scale
from goldthread.sources.shapes import reshaped
from goldthread.sources.sheet_names import is_ward, place_of
from goldthread.sources.sheets_together import ProfiledSheet, of_sheets
from goldthread.sources.suggesting import ENOUGH, suggest
from goldthread.sources.table_findings import PLACES, TableFindings, quoted
from goldthread.vocabulary import BadDefinition, UnreadableFile
from goldthread.vocabulary.raw import RawRow


Reader = Callable[[Head, Profile], tuple[list[str], Callable[[], Iterator[RawRow]]]]

FIRST = 40
WIDEST = 2_000
SAID = 0.3
PROSE = ("This is running text, not a table.", "Export the data as CSV or Excel, one answer a row.")
HIDDEN = "Hidden sheets were not read: {}. If they have answers, show them in the workbook and import it again."
OF_SHEETS = "Each sheet is named after a ward or team, so its answers are of it."
TO_FINISH = "If it is feedback, say what its columns mean in a profile."
LAYOUT = "This is the layout of a published Friends and Family Test table; no figures stand in it."


@dataclass(frozen=True)
class Look:
    """What a file looks like: its kind, how sure that is (0–1), the profile, and sentences about both."""

    kind: str
    confidence: float
    profile: Profile
    notes: tuple[str, ...]
    parts: tuple[ProfiledSheet, ...]
    passed: tuple[ProfiledSheet, ...] = ()

    @property
    def sheet(self) -> str:
        """The first sheet that is used; "" where the format has none."""
        return self.parts[0].head.sheet.name

    @property
    def header(self) -> tuple[str, ...]:
        """The headings of the first sheet that is used."""
        return self.parts[0].head.header

    @property
    def headers(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The headings of every table by its sheet's name, those of sheets that are passed over last."""
        return tuple((part.head.sheet.name, part.head.header) for part in (*self.parts, *self.passed))


@dataclass(frozen=True)
class Reading:
    """A file being read: `rows` begins anew each time it is called, and is flat in memory.

    `header` is of the first sheet that is used; `headers` are those of every table in the file by its sheet's name.
    """

    kind: str
    profile: Profile
    notes: tuple[str, ...]
    header: tuple[str, ...]
    headers: tuple[tuple[str, tuple[str, ...]], ...] = ()
    _sheets: tuple[Callable[[], Iterator[RawRow]], ...] = field(repr=False, default=())

    def rows(self) -> Iterator[RawRow]:
        """Every row of every sheet that is used."""
        for rows in self._sheets:
            yield from rows()


class NotRecognised(UnreadableFile):
    """A table whose columns were not all understood; `profile` is what was, to be finished by a person."""

    def __init__(self, sentence: str, remedy: str, profile: Profile) -> None:
        super().__init__(sentence, remedy)
        self.profile = profile


@cache
def kinds() -> dict[str, ModuleType]:
    """Every kind that is read: the modules of this room that have a KIND and know how to recognise and read it."""
    found = [
        importlib.import_module(f"{sources.__name__}.{one.name}") for one in pkgutil.iter_modules(sources.__path__)
    ]
    return {
        module.KIND: module for module in found if all(hasattr(module, name) for name in ("KIND", "recognise", "read"))
    }


def look(path: str | Path, *, kind: str | None = None, profile: str | Path | Profile | None = None) -> Look:
    """Recognise a file.

    Takes: the file; the kind or the profile where somebody knows better.
    Raises: UnreadableFile with the true reason; NotEvidence for what is not patient feedback; BadDefinition for a
    profile that does not fit.
    """
    if kind is not None and kind not in kinds():
        raise UnreadableFile(f"There is no kind of source called {kind}.", f"Known kinds: {', '.join(kinds())}.")
    every = open_sheets(Path(path))
    sheets = [sheet for sheet in every if not sheet.hidden]
    _refuse_too_wide(sheets)
    hidden = quoted(sheet.name for sheet in every if sheet.hidden)
    unseen = (HIDDEN.format(hidden),) if hidden else ()
    if profile is not None:
        given = profile if isinstance(profile, Profile) else Profile.load(Path(profile))
        seen = _by_profile(sheets, given if kind is None else replace(given, kind=kind))
        return replace(seen, notes=(*seen.notes, *unseen))
    refused: list[UnreadableFile] = []
    found: list[ProfiledSheet] = []
    for sheet in sheets:
        part = _part(sheet, kind, refused)
        if part:
            found.append(part)
    usable = [part for part in found if part.profile.confidence >= ENOUGH]
    if not usable and refused:
        raise refused[0]
    if not usable and _is_prose(sheets, found):
        raise UnreadableFile(*PROSE)
    if not found:
        raise _no_table(sheets)
    seen = _chosen(usable or found, found, sheets, kind)
    return replace(seen, notes=(*seen.notes, *unseen))


def _refuse_too_wide(sheets: Sequence[Sheet]) -> None:
    """Raises UnreadableFile for a table that is wider than any survey: each column would be asked what it means."""
    widest = max((len(cells) for sheet in sheets for _, cells in first_rows(sheet, FIRST)), default=0)
    if widest > WIDEST:
        raise UnreadableFile(
            f"The table has {widest:,} columns, and {WIDEST:,} are read at most.",
            "Save the columns that hold answers by themselves.",
        )


def _part(sheet: Sheet, kind: str | None, refused: list[UnreadableFile]) -> ProfiledSheet | None:
    """What one sheet is; a reason why it is not read goes to `refused`."""
    first = [[text_of(cell) for cell in cells] for _, cells in first_rows(sheet, FIRST)]
    head = head_of(sheet) if first else None
    if reason := not_feedback.recognise(first, head.header if head else ()):
        refused.append(reason)
        return None
    if head is None:
        return None
    head = reshaped(head)
    asked = [kinds()[kind]] if kind else list(kinds().values())
    profiles = [made for module in asked if (made := module.recognise(head)) is not None]
    if kind and not profiles and _speaks(kind):
        profiles = [replace(suggest(head), kind=kind)]
    if not profiles:
        return None
    profile = max(profiles, key=lambda one: one.confidence)
    if kind and (profile.words or profile.figures):
        profile.confidence = min(0.99, profile.confidence + SAID)
    if profile.figures and not figure_rows.has_figures(head, profile):
        refused.append(UnreadableFile(LAYOUT, "Import the published file that has them."))
        return None
    return ProfiledSheet(head, profile)


def _speaks(kind: str) -> bool:
    """Whether a kind holds people's words, not figures alone."""
    return kinds()[kind].read is not figure_rows.read


def _is_prose(sheets: Sequence[Sheet], found: Sequence[ProfiledSheet]) -> bool:
    """Whether the rows are lines of writing: most have one cell, or each another number of cells."""
    if any(meaning(one.column) for part in found for one in part.profile.words):
        return False
    widths = [
        sum(1 for cell in cells if text_of(cell).strip()) for sheet in sheets for _, cells in first_rows(sheet, FIRST)
    ]
    return bool(widths) and max(widths.count(width) for width in {*widths, 2} - {0, 1}) < 0.5 * len(widths)


def _no_table(sheets: Sequence[Sheet]) -> UnreadableFile:
    if not any(first_rows(sheet, FIRST) for sheet in sheets):
        return UnreadableFile("The file is empty.", "Export it again and check that it has rows.")
    return UnreadableFile(
        "No row of headings was found, so nothing says what the columns mean.",
        "Put a row with the columns' names above the data.",
    )


def _by_profile(sheets: list[Sheet], profile: Profile) -> Look:
    every = [profile, *(_like(one, profile) for one in profile.others)]
    used = [sheet for sheet in sheets if any(not one.sheets or sheet.name in one.sheets for one in every)]
    if not used:
        raise BadDefinition(f"The file has no sheet called “{profile.sheets[0]}”.", "Mend sheets in the profile.")
    parts: list[ProfiledSheet] = []
    passed: list[ProfiledSheet] = []
    first: ProfiledSheet | None = None
    for sheet in used:
        found = [made for one in every if (made := _headed(sheet, one)) is not None]
        fitting = next(
            (one for one in found if _wanted(one.profile) and _wanted(one.profile) <= {*one.head.header}), None
        )
        if fitting:
            parts.append(ProfiledSheet(fitting.head, _found(fitting.head, fitting.profile)))
        elif found:
            first = first or next((one for one in found if one.profile is profile), None)
            passed.append(found[0])
    if not parts and first:
        parts = [ProfiledSheet(first.head, _found(first.head, first.profile))]  # reading it says which column it lacks
    if not parts:
        raise BadDefinition("No row of headings stands where the profile says.", "Mend header_rows in the profile.")
    names = {part.head.sheet.name for part in parts}
    left = [one for one in passed if one.head.sheet.name not in names]
    whole = of_sheets(parts[0], parts, left) if len(parts) + len(left) > 1 else profile
    return Look(profile.kind, 1.0, whole, _passed_over(sheets, names), tuple(parts), tuple(left))


def _like(one: Profile, profile: Profile) -> Profile:
    """The profile of a further sheet, with what a person says of the whole file."""
    return replace(one, kind=profile.kind, issuer=profile.issuer, date_order=profile.date_order)


def _wanted(profile: Profile) -> set[str]:
    """The columns that a sheet must have to be read by a profile; none for a profile by which nothing is read."""
    return {one.column for one in profile.words} | {one.column for one in profile.figures}


def _headed(sheet: Sheet, profile: Profile) -> ProfiledSheet | None:
    """A sheet with its headings where a profile says that they are; None where it is of other sheets, or has none."""
    if profile.sheets and sheet.name not in profile.sheets:
        return None
    head = head_of(sheet, profile.header_rows)
    return ProfiledSheet(_shaped(head, profile), profile) if head is not None else None


def _passed_over(sheets: Sequence[Sheet], used: set[str]) -> tuple[str, ...]:
    """A sentence that names the sheets that are not read, where there are any."""
    passed = quoted(sheet.name for sheet in sheets if sheet.name not in used)
    return (f"Sheets passed over: {passed}.",) if passed else ()


def _found(head: Head, profile: Profile) -> Profile:
    """A given profile for one sheet, with what is to be found out of it: what became of each column, its scale."""
    if not profile.words or not {*profile.columns.values()} <= set(head.header):
        return profile
    named = {*(one.column for one in profile.words), *profile.columns.values(), *profile.about.values(), *profile.extra}
    found = TableFindings(head, replace(profile, ignore=[one for one in head.header if one not in named]))
    score = profile.columns.get("score", "")
    scale = profile.scale or (settled_scale(score, found.values(score), head.title) if score else "")
    return replace(profile, scale=scale, notes=fates(found))


def _shaped(head: Head, profile: Profile) -> Head:
    """A table in the shape that a profile speaks of: as it is, or brought into another."""
    named = {one.column for one in profile.words} | {one.column for one in profile.figures}
    named |= {*profile.columns.values(), *profile.about.values(), *profile.extra}
    return head if named <= set(head.header) else reshaped(head)


def _chosen(found: list[ProfiledSheet], tables: list[ProfiledSheet], sheets: Sequence[Sheet], kind: str | None) -> Look:
    """The sheets that are read together: those of the best one's kind. Takes: the usable ones, and every table."""
    best = max(found, key=lambda part: (bool(part.profile.words), part.profile.confidence))
    words = bool(best.profile.words)
    parts = [part for part in found if bool(part.profile.words) == words and part.profile.confidence >= ENOUGH] or [
        best
    ]
    if any(part.profile.kind == "friends_and_family" for part in parts) and words:
        best.profile.kind = "friends_and_family"
    profile = best.profile
    if kind is not None:
        profile.kind = kind
    team = _sheets_are_teams(parts)
    for part in parts if team else ():
        part.profile.sheet_is = "team"
        part.profile.notes = (*(note for note in part.profile.notes if "where care was given" not in note), OF_SHEETS)
    passed = [part for part in tables if part not in parts] if words else []
    profile = of_sheets(best, parts, passed)
    notes = _passed_over(sheets, {part.head.sheet.name for part in parts})
    return Look(profile.kind, best.profile.confidence, profile, notes, tuple(parts), tuple(passed))


def _sheets_are_teams(parts: Sequence[ProfiledSheet]) -> bool:
    """Whether the names of sheets say where care was given, where no column does: a sheet for each ward."""
    names = [part.head.sheet.name for part in parts]
    if any(PLACES & part.profile.columns.keys() for part in parts) or not all(map(place_of, names)):
        return False
    return len(parts) > 1 or is_ward(names[0])


def read(path: str | Path, *, kind: str | None = None, profile: str | Path | Profile | None = None) -> Reading:
    """Read a file's rows.

    Takes: as `look`.
    Gives: a Reading whose notes say what was found: the kind, the order of dates and its proofs, sheets passed over.
    Raises: as `look`, and NotRecognised below 0.9 confidence, with the suggested profile.
    """
    seen = look(path, kind=kind, profile=profile)
    if seen.confidence < ENOUGH:
        raise _not_recognised(seen)
    if not any(part.head.below for part in seen.parts):
        raise UnreadableFile("The table has headings but no rows.", "Export it again and check that it has rows.")
    title = kinds()[seen.kind].TITLE if seen.kind in kinds() else f"A table of {seen.kind}"
    notes = [f"{title}, {seen.confidence:.0%} sure."] if profile is None else []
    notes += seen.notes
    made = []
    for part in seen.parts:
        said, rows = _reader(seen.kind, part.profile)(part.head, part.profile)
        where = f"{part.head.sheet.name}: " if len(seen.parts) > 1 else ""
        notes += [where + one for one in (*part.head.notes, *said, *part.profile.notes)]
        made.append(rows)
    notes = _once(notes, [part.head.sheet.name for part in seen.parts])
    return Reading(seen.kind, seen.profile, tuple(notes), seen.header, seen.headers, tuple(made))


def _once(notes: Sequence[str], names: Sequence[str]) -> list[str]:
    """What is said of every sheet in the same words is said once, of none by name."""
    if len(names) < 2:
        return list(notes)
    made: dict[str, None] = {}
    for note in notes:
        name = next((one for one in names if note.startswith(f"{one}: ")), "")
        plain_note = note.removeprefix(f"{name}: ") if name else note
        everywhere = name and all(f"{one}: {plain_note}" in notes for one in names)
        made.setdefault(plain_note if everywhere else note)
    return list(made)


def _reader(kind: str, profile: Profile) -> Reader:
    """What reads a sheet: its kind's own reader, or that of tables of comments for a kind that only a profile names."""
    if not profile.words:
        return figure_rows.read
    found: Reader = kinds()[kind].read if kind in kinds() and _speaks(kind) else comment_rows.read
    return found


def _not_recognised(seen: Look) -> NotRecognised:
    of_cases = any("--source complaints" in note for note in seen.profile.notes[-1:])
    why = " ".join(seen.profile.missing) or "Its columns were not understood well enough."
    sure = f"{seen.confidence:.0%} sure, {ENOUGH:.0%} is needed"
    said = "was not recognised as" if seen.profile.words else "does not look like"
    return NotRecognised(
        f"This table {said} patient feedback ({sure}). {why}",
        " ".join(
            ["If it is feedback, say what its columns are with --column, or in a profile.", *seen.profile.notes[-1:]][
                : 1 + of_cases
            ]
        ),
        seen.profile,
    )
