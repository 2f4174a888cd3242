"""Charts as SVG, drawn on the server: no script, nothing fetched."""

from functools import lru_cache

import vl_convert
from markupsafe import Markup

from goldthread.vocabulary import Table
from goldthread.vocabulary.only_text import on_page
from goldthread.workspace import charts


@lru_cache(maxsize=256)
def _svg(specification: str) -> str:
    drawn: str = vl_convert.vegalite_to_svg(specification, vl_version="6.1")
    return drawn[drawn.index("<svg") :]


def trend(table: Table, *, title: str) -> Markup | None:
    """A trend as a picture; None where there is too little to draw. Its table stands beside it."""
    shown = [row for row in table.rows if row["n"] is not None]
    if len(shown) < 2:
        return None
    svg = _svg(charts.trend(table, title=on_page(title)).to_json())
    return Markup(svg.replace("<svg", '<svg focusable="false" aria-hidden="true"', 1))  # noqa: S704  # our own drawing
