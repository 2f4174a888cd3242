"""`goldthread spc`: control charts of a file of series, no workspace needed."""

from pathlib import Path
from typing import Annotated

import typer

from goldthread.cli.printing import note


def spc(
    source: Annotated[Path, typer.Argument(metavar="IN.jsonl", help="A line a series: {id, dates, values, options}.")],
    out: Annotated[Path, typer.Option("--out", help="The file to write: a line a chart.", metavar="OUT.jsonl")],
) -> None:
    """Control charts of many series, as NHSRplotthedots computes them."""
    from goldthread.workspace import charts_of_file

    done = charts_of_file(source, out)
    note(f"{done.charted:,} series charted.")
    if done.refused:
        note(f"{done.refused:,} lines are not charted: their `error` says why, and what to do.")
