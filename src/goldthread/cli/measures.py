"""`goldthread measure`: what a measure would have said, before anybody agrees it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from goldthread.cli.options import HERE, Folder, Json
from goldthread.cli.printing import as_json, columns
from goldthread.vocabulary import marking


if TYPE_CHECKING:
    from goldthread.insight.measures import CheckedMeasure


measure = typer.Typer(help="Measures: what patients want, counted.", no_args_is_help=True)
SAID = {"met": "met", "not met": "not met", "too few": "too few to say", "": ""}


@measure.callback()
def _measure() -> None:
    """Measures: what patients want, counted."""


@measure.command()
def check(
    source: Annotated[Path, typer.Argument(metavar="MEASURE.yaml", help="See docs/guides/measures.md.")],
    json: Json = False,
    workspace: Folder = HERE,
) -> None:
    """Rehearse a measure over the last 24 months, and say what stands in the way of agreeing it."""
    from goldthread.workspace import load_measure
    from goldthread.workspace import open as open_workspace

    found = open_workspace(workspace, make=False).measures.check(load_measure(source))
    if json:
        as_json(found.as_dict())
    else:
        print(said(found))


@measure.command()
def chart(
    source: Annotated[Path, typer.Argument(metavar="MEASURE.yaml", help="See docs/guides/measures.md.")],
    out: Annotated[Path, typer.Option("--out", help="The file to write: .pptx, .xlsx, .png or .svg.", metavar="FILE")],
    workspace: Folder = HERE,
) -> None:
    """Draw a measure's control chart of the last 24 months, exact, with its caveats printed in it."""
    from goldthread.cli.saving import save_chart
    from goldthread.workspace import load_measure
    from goldthread.workspace import open as open_workspace

    made = open_workspace(workspace, make=False).measures.chart(load_measure(source))
    save_chart(out, made, only_for=marking.READERS["owner"])


def said(found: "CheckedMeasure") -> str:
    """A rehearsed measure as people read it."""
    told, tested = found.as_dict(), found.rehearsed
    lines = [str(told["sentence"]), ""]
    if found.counted.months:
        from goldthread.insight.measures import status

        rows = [
            (one.month, one.numerator, one.denominator, _percent(one.value), SAID[status(found.measure, one)])
            for one in tested.periods
        ]
        lines += [
            columns(
                (found.measure.period if found.measure.period == "month" else "from", "yes", "of", "share", ""), rows
            ),
            "",
        ]
    lines += [*_figures(found), *_left_out(found)]
    if found.refused:
        lines += ["", "Before it can be agreed:", *(f"- {one.sentence}" for one in found.refused)]
    return "\n".join(lines)


def _figures(found: "CheckedMeasure") -> list[str]:
    from goldthread.insight.measures import chance_in_words, change_in_words

    tested, period = found.rehearsed, found.measure.period
    made = [] if tested.baseline is None else [f"Baseline, the first 12 months: {_percent(tested.baseline)}"]
    if tested.failed is not None:
        made.append(f"Not met in {tested.failed} of {tested.judged} {period}s with enough replies")
    return [*made, *chance_in_words(tested, period), change_in_words(tested, period)]


def _left_out(found: "CheckedMeasure") -> list[str]:
    counted = found.counted
    made = [f"Left out: {counted.undated:,} without a date"] if counted.undated else []
    return made + ([f"Left out: {counted.neither:,} with another answer"] if counted.neither else [])


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.1f}%"
