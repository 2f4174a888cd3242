"""The journey as a drawing for the wall: one SVG, with nothing fetched, no script and no inline style.

Every mood has a shape and words as well as a colour. The same drawing stands in the page, on paper, and in a file.
"""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape as as_markup

from goldthread.insight.journey import JourneyPoint
from goldthread.insight.layers import Layer, Layered
from goldthread.vocabulary.only_text import on_page


INK, MUTED, LINE, GOLD, SAND, DEEP, PAPER = "#212b32", "#4c6272", "#d8dde0", "#b8860b", "#fbf7ee", "#003087", "#ffffff"
FONT = "Arial, 'Liberation Sans', sans-serif"
LOOKS = {"patient": ("#005eb8", ""), "carer": ("#8a2b6b", "9 5"), "staff": ("#00594f", "2 5")}
NAMES = {"patient": "Patients", "carer": "Carers", "staff": "Staff"}
MOODS = {
    "high": ("#e3effa", "▲ positive"),
    "low": ("#fbe6e2", "▼ negative"),
    "mixed": ("#eef1f2", "◆ mixed"),
}
COLUMN, GUTTER, RIGHT = 102, 104, 10
"""Eleven moments fit a desk at full size, so that nothing is smaller than `SMALL`."""
SMALL = 12.5
"""The smallest letters, in pixels of a page or points of a poster's drawing."""
BEAD, WAVE, SWING, CELLS, CELL, POSTER = 132, 312, 82, 428, 104, 64
MOST = 3

AT_LEAST = "Each number adds up what every service shows, rounded to 5: there are about so many answers, or more."
Opens = Callable[[str, str, str], str]
"""Where a feeling of a group at a moment is read: (touchpoint, who, feeling) to an address, "" for nowhere."""


def escape(text: str) -> str:
    """Text as it stands in a drawing, without marks that would turn it round or hide it."""
    return as_markup(on_page(text))


@dataclass(frozen=True)
class DrawingSheet:
    """What a drawing is of, where its cells lead, and what stands at its foot."""

    journey: Layered
    opens: Opens
    names: dict[str, str]
    foot: tuple[str, ...]

    @property
    def at_least(self) -> bool:
        """Whether its counts are sums of what several places show."""
        return bool(self.journey.source.asked.get("at_least"))

    @property
    def width(self) -> int:
        """As wide as the moments need."""
        return GUTTER + COLUMN * len(self.journey.whole.steps) + RIGHT

    @property
    def height(self) -> int:
        """As high as the groups and the foot need."""
        return CELLS + CELL * len(self.journey.layers) + 92 + 24 * len(self.foot)


def draw(
    journey: Layered,
    *,
    opens: Opens = lambda *_: "",
    names: dict[str, str] | None = None,
    foot: tuple[str, ...] = (),
    poster: bool = False,
) -> str:
    """A layered journey as SVG.

    Takes: where cells lead, names of organisations by code, and sentences for its foot; a poster has its title in it.
    Source: Experience-Based Co-Design's emotion map: touchpoints in order, feelings of each group kept apart.
    """
    foot = (AT_LEAST, *foot) if journey.source.asked.get("at_least") else foot
    sheet = DrawingSheet(journey, opens, names or {}, foot)
    top = POSTER if poster else 0
    high, (width, height) = sheet.height + top, _size(sheet.width, sheet.height + top, poster)
    size = f'viewBox="0 0 {sheet.width} {high}" width="{width}" height="{height}"'
    said = f'role="group" aria-label="{escape(journey.whole.title)}: a map of feelings"'
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" {size} class="gt-map" font-family="{FONT}" fill="{INK}" {said}>'
    paper = f'<rect width="{sheet.width}" height="{high}" fill="{PAPER}"/>'
    heading = _text(14, 44, journey.whole.title, font_size=34, font_weight="bold") if poster else ""
    drawn = (_bands, _heads, _scale, _waves, _apart, _ends, _cells)
    parts = "".join(piece for draws in drawn for piece in draws(sheet))
    parts += "".join(_foot(sheet, opens_words="<a " in parts))
    return f'{opening}{paper}{heading}<g transform="translate(0 {top})">{parts}</g></svg>'


def _size(width: int, height: int, poster: bool) -> tuple[str, str]:
    """How large it is drawn: in a page by the size of its letters, so that large print enlarges it too."""
    return (str(width), str(height)) if poster else (f"{width / 16:g}rem", f"{height / 16:g}rem")


def _x(place: int) -> float:
    return GUTTER + COLUMN * (place + 0.5)


def _y(balance: float) -> float:
    return WAVE - balance * SWING


def _text(x: float, y: float, words: str, **look: object) -> str:
    given = {"font-size": 14} | {name.replace("_", "-"): value for name, value in look.items()}
    said = "".join(f' {name}="{escape(str(value))}"' for name, value in given.items())
    return f'<text x="{x:.1f}" y="{y:.1f}"{said}>{escape(words)}</text>'


def _wrapped(words: str, width: float, size: float, most: int) -> list[str]:
    """Words in lines that fit; Arial's letters are about half as wide as they are high."""
    fits, lines = int(width / (size * 0.53)), [""]
    for word in words.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > fits:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    cut = lines[:most]
    return cut if len(lines) <= most else [*cut[:-1], cut[-1][: fits - 1].rstrip() + "…"]


def _bands(sheet: DrawingSheet) -> list[str]:
    """A band behind every transition, and who hands over to whom."""
    made = []
    bottom = CELLS + CELL * len(sheet.journey.layers)
    for place, step in enumerate(sheet.journey.whole.steps):
        if step.transition:
            left = _x(place) - COLUMN / 2 + 3
            made.append(
                f'<rect x="{left:.1f}" y="10" width="{COLUMN - 6}" height="{bottom - 10}" rx="8" fill="{SAND}" '
                f'stroke="{GOLD}" stroke-width="2" stroke-dasharray="7 5"/>'
            )
            codes = sheet.journey.between.get(step.key, ())
            said = " and ".join(sheet.names.get(code, code) for code in codes)
            lines = ["Between", "organisations", *_wrapped(said, COLUMN - 10, SMALL, 4)]
            for at, line in enumerate(lines):
                bold = {"font_weight": "bold"} if at < 2 else {}
                made.append(
                    _text(_x(place), 27 + 14 * at, line, font_size=SMALL, text_anchor="middle", fill="#6b4e00", **bold)
                )
    return made


def _heads(sheet: DrawingSheet) -> list[str]:
    """The thread through all moments, each a bead with its number and name."""
    steps = sheet.journey.whole.steps
    made = [
        (
            f'<path d="M{_x(0)} {BEAD} H{_x(len(steps) - 1)}" stroke="#ffb81c" stroke-width="5" fill="none" '
            'stroke-linecap="round"/>'
        )
    ]
    for place, step in enumerate(steps):
        look = f'fill="{DEEP if step.transition else PAPER}" stroke="{DEEP}" stroke-width="3"'
        bead = (
            f'<rect x="{_x(place) - 14}" y="{BEAD - 14}" width="28" height="28" rx="4" {look}/>'
            if step.transition
            else f'<circle cx="{_x(place)}" cy="{BEAD}" r="15" {look}/>'
        )
        number = _text(
            _x(place),
            BEAD + 5,
            str(place + 1),
            font_size=14,
            font_weight="bold",
            text_anchor="middle",
            fill=PAPER if step.transition else DEEP,
        )
        made += [bead, number]
        for at, line in enumerate(_wrapped(step.title, COLUMN - 4, 13, 3)):
            made.append(
                _text(_x(place), BEAD + 34 + 15 * at, line, font_size=13, font_weight="bold", text_anchor="middle")
            )
    return made


def _scale(sheet: DrawingSheet) -> list[str]:
    right = sheet.width - RIGHT
    made = []
    for words, balance in (("Positive", 1.0), ("Mixed", 0.0), ("Negative", -1.0)):
        y = _y(balance)
        made.append(f'<path d="M{GUTTER} {y} H{right}" stroke="{LINE}" stroke-width="1.5"/>')
        made.append(_text(GUTTER - 10, y + 5, words, font_size=SMALL, text_anchor="end", fill=MUTED))
    return made


def _waves(sheet: DrawingSheet) -> list[str]:
    """How each group feels along the way: a line, broken where too few have spoken."""
    made = []
    for layer in sheet.journey.layers:
        colour, dashes = LOOKS[layer.who]
        path, last = "", -2
        for place, step in enumerate(sheet.journey.whole.steps):
            balance = layer.steps[step.key].balance
            if balance is None:
                continue
            path += f"{'L' if last == place - 1 else 'M'}{_x(place):.1f} {_y(balance):.1f}"
            last = place
            made.append(_marker(layer.who, _x(place), _y(balance)))
        made.insert(
            0,
            f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="3" stroke-dasharray="{dashes}"/>'
            if path
            else "",
        )
    return made


def _marker(who: str, x: float, y: float, size: float = 7) -> str:
    colour = LOOKS[who][0]
    edge = f'fill="{colour}" stroke="{PAPER}" stroke-width="1.5"'
    if who == "patient":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size}" {edge}/>'
    if who == "carer":
        return f'<rect x="{x - size:.1f}" y="{y - size:.1f}" width="{2 * size}" height="{2 * size}" {edge}/>'
    up = f"{x:.1f},{y - size - 1:.1f} {x - size - 1:.1f},{y + size:.1f} {x + size + 1:.1f},{y + size:.1f}"
    return f'<polygon points="{up}" {edge}/>'


def _apart(sheet: DrawingSheet) -> list[str]:
    """A bracket where two groups feel it differently."""
    made = []
    layers = {layer.who: layer for layer in sheet.journey.layers}
    for place, step in enumerate(sheet.journey.whole.steps):
        if step.key not in sheet.journey.apart:
            continue
        ends = [_y(layers[who].steps[step.key].balance or 0.0) for who in sheet.journey.apart[step.key]]
        x = _x(place) + 17
        made.append(
            f'<path d="M{x - 8} {ends[0]:.1f} H{x} V{ends[1]:.1f} H{x - 8}" fill="none" stroke="{INK}" '
            'stroke-width="2"/>'
        )
        middle = sum(ends) / 2
        made.append(f'<rect x="{x + 1}" y="{middle - 17}" width="44" height="33" rx="4" fill="{INK}"/>')
        made.append(_text(x + 23, middle - 3, "They", font_size=SMALL, text_anchor="middle", fill=PAPER))
        made.append(_text(x + 23, middle + 11, "differ", font_size=SMALL, text_anchor="middle", fill=PAPER))
    return made


def _ends(sheet: DrawingSheet) -> list[str]:
    """The highest and the lowest moment of the whole."""
    made = []
    for key, words, balance in ((sheet.journey.highest, "▲ Highest", 1.0), (sheet.journey.lowest, "▼ Lowest", -1.0)):
        for place, step in enumerate(sheet.journey.whole.steps):
            if step.key == key:
                y = _y(balance) + (-10 if balance > 0 else 20)
                made.append(_text(_x(place), y, words, font_size=14, font_weight="bold", text_anchor="middle"))
    return made


def _cells(sheet: DrawingSheet) -> list[str]:
    made = []
    for row, layer in enumerate(sheet.journey.layers):
        top = CELLS + CELL * row
        made.append(_marker(layer.who, 20, top + 30, 8))
        made.append(_text(34, top + 35, NAMES[layer.who], font_size=14, font_weight="bold", fill=LOOKS[layer.who][0]))
        made.append(_text(10, top + 58, _heard(layer, at_least=sheet.at_least), font_size=SMALL, fill=MUTED))
        for place, step in enumerate(sheet.journey.whole.steps):
            made += _cell(sheet, layer.who, layer.steps[step.key], _x(place) - COLUMN / 2, top)
    return made


def _heard(layer: Layer, *, at_least: bool) -> str:
    if layer.told is None:
        return "few answers"
    return _answers(layer.told, at_least=at_least) if layer.told else "not heard"


def _answers(n: int, *, at_least: bool) -> str:
    """So many answers, in few letters: the foot says of what shared numbers are sums."""
    return f"{n:,} or more" if at_least else f"{n:,} {'answer' if n == 1 else 'answers'}"


def _cell(sheet: DrawingSheet, who: str, step: JourneyPoint, left: float, top: float) -> list[str]:
    """One group at one moment: its mood in words, and its commonest feelings, each opening the words."""
    fill, mood = MOODS.get(step.mood, (PAPER, "few comments" if step.hidden or step.n else "no comments"))
    if not step.mood and step.n:
        mood = _answers(step.n, at_least=sheet.at_least)
    made = [
        (
            f'<rect x="{left + 2}" y="{top + 6}" width="{COLUMN - 4}" height="{CELL - 12}" rx="6" fill="{fill}" '
            f'stroke="{LINE}"/>'
        ),
        _text(
            left + 8,
            top + 25,
            mood,
            font_size=SMALL,
            font_weight="bold" if step.mood else "normal",
            fill=INK if step.mood else MUTED,
        ),
    ]
    shown = sorted(((n, name) for name, n in step.feelings.items() if n), key=lambda pair: (-pair[0], pair[1]))
    for at, (n, feeling) in enumerate(shown[:MOST]):
        made.append(_feeling(sheet, (step.key, who, feeling), step.title, n, left + 8, top + 46 + 22 * at))
    return made


def _feeling(sheet: DrawingSheet, at: tuple[str, str, str], title: str, n: int, x: float, y: float) -> str:
    words = at[2].replace("_", " ")
    address = sheet.opens(*at)
    said = _text(
        x,
        y,
        f"{words} {n:,}",
        font_size=SMALL,
        fill="#005eb8" if address else INK,
        **({"text_decoration": "underline"} if address else {}),
    )
    if not address:
        return said
    label = f"{NAMES[at[1]]}, {words}, {n:,} answers at {title}: read them"
    return f'<a href="{escape(address)}" aria-label="{escape(label)}">{said}</a>'


def _foot(sheet: DrawingSheet, *, opens_words: bool) -> list[str]:
    top = CELLS + CELL * len(sheet.journey.layers) + 40
    made, x = [], 14.0
    for layer in sheet.journey.layers:
        colour, dashes = LOOKS[layer.who]
        made.append(f'<path d="M{x} {top - 5} h44" stroke="{colour}" stroke-width="3" stroke-dasharray="{dashes}"/>')
        made.append(_marker(layer.who, x + 22, top - 5))
        made.append(_text(x + 54, top, NAMES[layer.who], font_size=14))
        x += 150
    made.append(
        _text(
            x + 10,
            top,
            "A dashed gold frame is a step between two organisations. A gap in a line: too few comments."
            + (" A number opens the words." if opens_words else ""),
            font_size=13,
            fill=MUTED,
        )
    )
    lines = (sheet.journey.whole.coverage, *sheet.foot)
    return [*made, *(_text(14, top + 32 + 22 * at, line, font_size=14, fill=MUTED) for at, line in enumerate(lines))]
