"""`goldthread show …`: the same answers as the pages, exact, since whoever holds the folder may read every word.

A file may be passed on: it holds shared figures, unless --exact-for says whom alone it is for.
"""

from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from goldthread.cli.options import HERE, ExactFor, Folder, Json, in_a_file, narrowed, opened, scope_of, words_for
from goldthread.cli.printing import UNSAID, answering, as_json, columns, kept_for, note, table_as_dict
from goldthread.cli.saving import close_to_others, save, save_chart
from goldthread.cli.searching import search
from goldthread.vocabulary import Cut, Scope, Table, marking


if TYPE_CHECKING:
    from goldthread.workspace import Workspace


show = typer.Typer(help="Show what the evidence says.", no_args_is_help=True)
SURE = (
    "Themes are suggested by software. right: of such suggestions, how many people agree with; found: of what people "
    "marked, how many it finds (cross-validated on NHS England's coded comments; – where too few are known)."
)
Out = Annotated[
    Path | None,
    typer.Option("--out", help="Write to this file instead (.csv, .json, .xlsx, .html; a journey also .pdf, .svg)."),
]
CHARTS = (".pptx", ".xlsx", ".png", ".svg")
"""What a trend is written as with its chart."""
ChartOut = Annotated[
    Path | None,
    typer.Option(
        "--out", help="Write to this file instead (.pptx, .xlsx, .png, .svg with the chart; .csv, .json, .html)."
    ),
]


class Target(NamedTuple):
    """The file that an answer is written to, None for the screen, and whom alone it is for, "" for everybody."""

    path: Path | None
    who: str


By = Annotated[list[str], typer.Option("--by", help="Split by month, organisation or service (may be repeated).")]


@show.command()
def counts(workspace: Folder = HERE, out: Out = None, json: Json = False) -> None:
    """What the store holds: an account, never suppressed, never words."""
    held = opened(workspace).imports.counts()
    if out:
        save(out, held, _counted(held), title="counts", about="An account of everything that is held.")
        return
    if json:
        as_json(held)
        return
    sources = held.pop("sources")
    print(columns(("what", "how many"), [(k.replace("_", " "), v) for k, v in held.items()]))
    print()
    print(columns(("source", "answers and figures"), sources.items()))


def _counted(held: dict[str, Any]) -> list[dict[str, Any]]:
    plain = [{"what": name.replace("_", " "), "how_many": n} for name, n in held.items() if name != "sources"]
    return plain + [{"what": f"source {name}", "how_many": n} for name, n in held["sources"].items()]


@show.command()
@narrowed()
def themes(
    asked: Cut,
    by: By = [],  # noqa: B006  # Typer reads it once
    workspace: Folder = HERE,
    out: Out = None,
    exact_for: ExactFor = "",
    json: Json = False,
) -> None:
    """Which themes people speak of, and how they feel about them."""
    scope = scope_of(out, exact_for)
    with in_a_file(out):
        table = opened(workspace).findings.themes(scope=scope, cut=asked, by=by)
    heading = (*by, "theme", "answers", "share %", "good", "mixed", "hard", "right", "found")
    names = (*by, "theme", "n", "share", "positive", "neutral", "negative", "right", "found")
    _give(table, heading, names, Target(out, exact_for), json)
    if not out and not json:
        note(SURE)


@show.command()
@narrowed(leaving=("themes",))
def trend(
    asked: Cut,
    theme: Annotated[str, typer.Option(help="Only answers with this theme.")] = "",
    workspace: Folder = HERE,
    out: ChartOut = None,
    exact_for: ExactFor = "",
    json: Json = False,
) -> None:
    """How much was said, month by month."""
    scope = scope_of(out, exact_for)
    with in_a_file(out):
        table = opened(workspace).findings.trend(scope=scope, cut=asked, theme=theme)
    if out and out.suffix.lower() in CHARTS:
        title = f"{theme}, month by month" if theme else "All answers with words, month by month"
        save_chart(out, table, title=title, only_for=kept_for(table, exact_for))
        return
    names = ("month", "n", "out_of", "share")
    _give(table, ("month", "answers", "out of", "share %"), names, Target(out, exact_for), json)


@show.command()
@narrowed()
def journey(
    asked: Cut,
    workspace: Folder = HERE,
    out: Out = None,
    exact_for: ExactFor = "",
    json: Json = False,
) -> None:
    """What people feel at each point of the journey; without --pathway, the 14 kinds in order."""
    pathway, scope = asked.pathway, scope_of(out, exact_for)
    if out and out.suffix.lower() in (".pdf", ".svg"):
        with in_a_file(out):
            _poster(opened(workspace), scope, asked, Target(out, exact_for))
        return
    with in_a_file(out):
        found = opened(workspace).findings.journey(scope=scope, pathway=pathway, cut=asked)
    held = found.as_dict(exact_for)
    if out:
        save(
            out,
            held,
            [_step(step) for step in held["steps"]],
            title=found.title,
            chart=found.chart,
            notes=(found.coverage, *found.source.notes),
            only_for=found.kept_for(exact_for),
        )
    elif json:
        as_json(held)
    else:
        print(f"{found.title}. {found.coverage}")
        print("Feelings and moments are suggested by software; nobody has checked them yet.\n")
        heading = ("moment that matters", "answers", "mood", "feelings most often")
        print(columns(heading, [(s.title, s.n, s.mood or "–", _most(s.feelings)) for s in found.steps]))
        print(f"\n{_sureness(held['how_sure'])}")


def _sureness(held: dict[str, Any]) -> str:
    """How often feelings and moments are right, in one table with the sentence that belongs to it."""
    rows = [
        (f"{kind}: {label.replace('_', ' ')}", _ten(sure and sure["right"]), _ten(sure and sure["found"]))
        for kind, name in (("feeling", "feelings"), ("moment", "touchpoints"))
        for label, sure in held[name].items()
    ]
    told = fill(f"How reliable these suggestions are, measured on {held['measured_on']}:", 80)
    return f"{told}\n{columns(('suggestion', 'right', 'found'), rows)}"


def _ten(share: float | None) -> str:
    from goldthread.coding import in_ten

    return "–" if share is None else in_ten(share)


def _poster(held: "Workspace", scope: Scope, asked: Cut, file: Target) -> None:
    """The journey for the wall: as PDF of A3, or its drawing alone."""
    from goldthread import documents
    from goldthread.workspace import drawing

    found, out = held.findings.layers(scope=scope, pathway=asked.pathway, cut=asked), file.path
    assert out is not None
    if file.who:
        close_to_others(out)
    if out.suffix.lower() == ".svg":
        mark = marking.said(found.kept_for(file.who))
        out.write_text(drawing.draw(found, poster=True, foot=(mark,) if mark else ()), encoding="utf-8")
    else:
        invented = held.is_invented
        out.write_bytes(documents.journey_pdf(found, invented=invented, only_for=file.who))


def _most(felt: dict[str, int | None]) -> str:
    shown = sorted(((n, name) for name, n in felt.items() if n), key=lambda pair: (-pair[0], pair[1]))
    return ", ".join(f"{name.replace('_', ' ')} {n}" for n, name in shown[:3]) or "–"


def _step(step: dict[str, Any]) -> dict[str, Any]:
    return {key: step[key] for key in ("touchpoint", "title", "transition", "n", "mood")} | dict(step["feelings"])


@show.command()
@narrowed()
def words(
    asked: Cut,
    limit: Annotated[int, typer.Option(help="How many.", min=1)] = 20,
    workspace: Folder = HERE,
    out: Out = None,
    exact_for: ExactFor = "",
    json: Json = False,
) -> None:
    """What people said, newest first, identities taken out. A file of it is never to be passed on, and says so."""
    only_for = words_for(out, exact_for)
    found = opened(workspace).words.passages(cut=asked, limit=limit)
    items = [
        {
            "id": f"feedback:{one.id}",
            "date": one.date or "",
            "service": one.service,
            "question": one.question,
            "text": one.text,
        }
        for one in found.items
    ]
    held: dict[str, object] = {"total": found.total, "store_version": found.store_version, "notes": list(found.notes)}
    held |= {"for": marking.field(only_for), "words": items}
    if out:
        about = "What people said, with names removed."
        save(out, held, items, title="words", about=about, notes=found.notes, only_for=only_for)
        return
    if json:
        as_json(held)
        return
    for item in found.items:
        print(f"feedback:{item.id}  {item.date or 'undated'}  {item.service or item.team or item.organisation}")
        print(f"  {answering(item.question)}{item.text}\n")
    for sentence in found.notes:
        note(sentence)


show.command()(narrowed()(search))


def _shown(name: str, value: Any, *, exact: bool) -> Any:
    if name in ("right", "found"):
        return _ten(value)
    return UNSAID if value is None and (exact or name == "share") else value


def _give(table: Table, heading: tuple[str, ...], names: tuple[str, ...], file: Target, json: bool) -> None:
    """One table to a file, as JSON, or for reading."""
    held = table_as_dict(table, file.who)
    if file.path:
        save(
            file.path,
            held,
            [{name: row[name] for name in names} for row in table.rows],
            title=table.question,
            notes=table.notes,
            only_for=kept_for(table, file.who),
        )
    elif json:
        as_json(held)
    else:
        print(
            columns(
                heading,
                [
                    [_shown(name, row[name], exact=bool(table.asked.get("exact"))) for name in names]
                    for row in table.rows
                ],
            )
        )
        for sentence in table.notes:
            note(sentence)
