"""The thread as a picture: stages from top to bottom, gold links between; the list beside it says the same."""

from html import escape

from markupsafe import Markup

from goldthread.accounts.registry import references
from goldthread.thread.queries import Node, Thread
from goldthread.vocabulary.only_text import on_page


WIDTH, BOX, GAP, LEFT, MOST, WIDEST = 960, 106, 44, 150, 4, 480
ROOMY, TIGHT = 18, 15
INK, MUTED, GOLD, DEEP, SAND = "#212b32", "#4c6272", "#d29a00", "#003087", "#fbf7ee"


def draw(found: Thread) -> Markup:
    """A drawing without links or script; whoever cannot see it reads the list."""
    rows = [(kind, [node for node in found.nodes if node.kind == kind]) for kind in ("feedback", *references.stages())]
    rows = [(kind, nodes) for kind, nodes in rows if nodes]
    at: dict[str, tuple[float, float, float]] = {}
    boxes = []
    for row, (kind, nodes) in enumerate(rows):
        boxes += _row(kind, nodes, 16 + row * (BOX + GAP), at)
    height = 16 + len(rows) * (BOX + GAP) - GAP + 16
    lines = [_link(at[edge.upper], at[edge.lower]) for edge in found.edges if edge.upper in at and edge.lower in at]
    look = 'class="gt-thread-map" aria-hidden="true" focusable="false" font-family="Arial, sans-serif"'
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" {look}>'
    return Markup(f"{opening}{''.join(lines)}{''.join(boxes)}</svg>")  # noqa: S704  # every word in it is escaped


def _row(kind: str, nodes: list[Node], top: float, at: dict[str, tuple[float, float, float]]) -> list[str]:
    shown, more = nodes[:MOST], len(nodes) - MOST
    wide = min(WIDEST, (WIDTH - LEFT - 12 * (len(shown) - 1) - (70 if more > 0 else 0) - 4) / len(shown))
    first = LEFT if more > 0 else LEFT + (WIDTH - LEFT - wide * len(shown) - 12 * (len(shown) - 1)) / 2
    made = (
        [_text(0, top + 30, references.label(kind), 15, MUTED, "bold")]
        if kind != "passage"
        else [_text(0, top + 30, "People's", 15, MUTED, "bold"), _text(0, top + 49, "own words", 15, MUTED, "bold")]
    )
    for place, node in enumerate(shown):
        left = first + place * (wide + 12)
        at[node.reference] = (left + wide / 2, top, top + BOX)
        made.append(_box(node, left, top, wide))
    if more > 0:
        made.append(_text(WIDTH - 66, top + 50, f"+{more} more", 14, MUTED))
    return made


def _box(node: Node, left: float, top: float, wide: float) -> str:
    here = node.steps == 0
    told = node.kind in ("passage", "feedback")
    look = (
        f'fill="{SAND if told else "#fff"}" stroke="{DEEP if here else "#aab4ba"}" stroke-width="{4 if here else 1.5}"'
    )
    dashed = ' stroke-dasharray="5 4"' if node.withdrawn or (told and node.words is None) else ""
    made = [
        f'<rect x="{left:.1f}" y="{top}" width="{wide:.1f}" height="{BOX}" rx="{14 if told else 3}" {look}{dashed}/>'
    ]
    words = _said(node)
    size = ROOMY if wide > 300 else TIGHT
    fits = int((wide - 20) / (size * (0.73 if words.isupper() else 0.52)))
    for line, said in enumerate(_lines(words, fits, 4)):
        made.append(_text(left + 10, top + 9 + size + (size + 4) * line, said, size, INK))
    return "".join(made)


def _said(node: Node) -> str:
    if node.withdrawn:
        return "Withdrawn by the person who said it."
    if node.wording:
        return node.wording
    return f"“{node.words}”" if node.words is not None else "Words that you do not have access to."


def _lines(words: str, fits: int, most: int) -> list[str]:
    lines = [""]
    for word in words.split():
        word = word[:fits]
        if lines[-1] and len(lines[-1]) + 1 + len(word) > fits:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines if len(lines) <= most else [*lines[: most - 1], lines[most - 1][: fits - 1] + "…"]


def _link(upper: tuple[float, float, float], lower: tuple[float, float, float]) -> str:
    x, y, to_x, to_y = upper[0], upper[2], lower[0], lower[1]
    bend = (to_y - y) / 2
    path = f"M{x:.1f} {y:.1f} C{x:.1f} {y + bend:.1f} {to_x:.1f} {to_y - bend:.1f} {to_x:.1f} {to_y:.1f}"
    return f'<path d="{path}" fill="none" stroke="{GOLD}" stroke-width="3" stroke-linecap="round"/>'


def _text(x: float, y: float, words: str, size: int, colour: str, weight: str = "normal") -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" font-weight="{weight}" fill="{colour}">'
        f"{escape(on_page(words))}</text>"
    )
