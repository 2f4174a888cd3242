"""Answers as files: CSV, JSON, a workbook, or one page of HTML that needs nothing else."""

import csv
import json
import os
from collections.abc import Callable, Mapping, Sequence
from html import escape
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from goldthread.vocabulary import PlainError, WrongUsage, marking
from goldthread.vocabulary.only_text import in_cell, on_page


if TYPE_CHECKING:
    from goldthread.vocabulary import Table
    from goldthread.vocabulary.measure_charts import MeasureChart

LATER = {".docx", ".pptx", ".pdf"}
FORMS = (".csv", ".json", ".xlsx", ".html")
HERE = "Use .csv, .json, .xlsx or .html."
SUGGESTED = "Suggested by software."
STYLE = (
    "body{font:18px/1.5 Arial,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#212b32}"
    "table{border-collapse:collapse;width:100%}th,td{padding:.4rem .6rem;border-bottom:1px solid #d8dde0;"
    "text-align:left}svg{max-width:100%;height:auto}"
)


def save(
    path: Path,
    held: Mapping[str, object],
    rows: Sequence[Mapping[str, object]],
    *,
    title: str,
    chart: Callable[[], object] | None = None,
    about: str = SUGGESTED,
    notes: Sequence[str] = (),
    only_for: str = "",
) -> None:
    """Write an answer in the form that the file's ending names.

    Takes: in `only_for` who alone the file is for, which stands on its page, on each sheet, beside each row, and in a
    field of `held` that its maker set; "" where it may be passed on. Raises: WrongUsage for an ending we do not write.
    """
    ending = path.suffix.lower()
    if ending in LATER:
        raise WrongUsage(f"Goldthread does not write {ending} yet.", HERE)
    if ending not in FORMS:
        raise WrongUsage(f"“{path.name}” does not say which form you want.", HERE)
    try:
        if only_for:
            close_to_others(path)
        if ending == ".json":
            path.write_text(json.dumps(held, ensure_ascii=False, indent=1, default=str) + "\n", encoding="utf-8")
        elif ending == ".csv":
            _csv(path, _marked(rows, only_for), _columns(held))
        elif ending == ".xlsx":
            from goldthread.documents import write_workbook

            mark, told = marking.said(only_for), [about, *notes]
            write_workbook(path, title=title.capitalize(), about=told, rows=_marked(rows, only_for), mark=mark)
        else:
            lines = [*filter(None, [marking.said(only_for)]), about, *notes]
            path.write_text(_page(rows, title, lines, _drawn(chart)), encoding="utf-8")
    except OSError as error:
        raise PlainError(f"{path} cannot be written: {error.strerror}.", "Name another place.") from None


def save_chart(path: Path, chart: "MeasureChart | Table", *, title: str = "", only_for: str = "") -> None:
    """Write a chart as a presentation, a workbook, or an image, with its caveats in it. Raises PlainError."""
    from goldthread.documents import chart_file
    from goldthread.documents.charts import CHART_FORMS

    form = next((one for one in CHART_FORMS if path.suffix.lower() == f".{one}"), None)
    if form is None:
        raise WrongUsage(f"“{path.name}” does not say which form you want.", f"Use .{', .'.join(CHART_FORMS)}.")
    made = chart_file(chart, form, title=title, only_for=only_for)
    try:
        if only_for:
            close_to_others(path)
        path.write_bytes(made)
    except OSError as error:
        raise PlainError(f"{path} cannot be written: {error.strerror}.", "Name another place.") from None


def close_to_others(path: Path) -> None:
    """Let nobody but its owner read a file that is not for everybody; it is made where it is not there."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))
    path.chmod(0o600)


def _marked(rows: Sequence[Mapping[str, object]], only_for: str) -> Sequence[Mapping[str, object]]:
    """Rows that each say whom alone they are for, so that the mark goes where the rows go."""
    return [{**row, "for": marking.field(only_for)} for row in rows] if only_for else rows


def _columns(held: Mapping[str, object]) -> list[str]:
    """The columns of an answer, where it says them: a file without a row still says what would be in it."""
    named = held.get("columns")
    return [str(name) for name in named] if isinstance(named, list) else []


def _csv(path: Path, rows: Sequence[Mapping[str, object]], columns: Sequence[str]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([in_cell(name) for name in (rows[0] if rows else columns)])
        writer.writerows([_safe(value) for value in row.values()] for row in rows)


def _safe(value: object) -> object:
    """A cell that no spreadsheet runs as a formula; a hidden figure is a star."""
    if value is None:
        return "*"
    return in_cell(value) if isinstance(value, str) else value


def _drawn(chart: Callable[[], Any] | None) -> str:
    """The chart as a drawing in the page, where the part that draws is installed; the table says the same."""
    if chart is None or not find_spec("vl_convert"):
        return ""
    import vl_convert

    return str(vl_convert.vegalite_to_svg(chart().to_dict()))


def _page(rows: Sequence[Mapping[str, object]], title: str, lines: Sequence[str], drawing: str = "") -> str:
    heading = "".join(f'<th scope="col">{_said(name.replace("_", " "))}</th>' for name in (rows[0] if rows else {}))
    body = "".join(
        "<tr>" + "".join(f"<td>{_said('hidden' if v is None else str(v))}</td>" for v in row.values()) + "</tr>"
        for row in rows
    )
    said, told = _said(title.capitalize()), "".join(f"<p>{_said(line)}</p>" for line in lines)
    return (
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{said}</title><style>{STYLE}</style>'
        f"</head><body><h1>{said}</h1>{told}"
        f"{drawing}<table><thead><tr>{heading}</tr></thead><tbody>{body}</tbody></table></body></html>\n"
    )


def _said(text: str) -> str:
    return escape(on_page(text))
