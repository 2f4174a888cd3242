"""A measure's control chart as a plain SVG drawing, without style or script: for pages, print and files.

What a point means is told by its shape, never by colour alone; the table next to it says the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from goldthread.vocabulary.measure_charts import ChartedPoint, ChartIcon, Meaning, MeasureChart
from goldthread.vocabulary.only_text import on_page


FONT = "Frutiger W01, Arial, sans-serif"
INK, MUTED, GRID, PAPER, LINE = "#212b32", "#4c6272", "#d8dde0", "#ffffff", "#425563"
LOOKS: dict[Meaning, tuple[str, str]] = {
    "common": ("#768692", "As usual"),
    "improvement": ("#005eb8", "Better"),
    "concern": ("#b04a00", "Worse"),
    "neutral": ("#490092", "Changed"),
}
"""For each meaning its colour and name; the shape is drawn by `_marker`."""
TARGET = "#b3261e"
WIDTH, LEFT, RIGHT, TOP, PLOT = 520, 52, 14, 26, 230
SMALL, USUAL, LEADING = 13, 15, 20
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True)
class _Sheet:
    """A chart with the range that its values are drawn in."""

    chart: MeasureChart
    lowest: float
    highest: float

    def x(self, place: float) -> float:
        steps = max(1, len(self.chart.points) - 1)
        return LEFT + 12 + place * (WIDTH - LEFT - RIGHT - 24) / steps

    def y(self, value: float) -> float:
        return TOP + PLOT * (self.highest - value) / (self.highest - self.lowest)


def draw_chart(chart: MeasureChart, *, caveats: bool = False, mark: str = "") -> str:
    """Return the drawing as SVG.

    Takes: whether caveats, and the title, are printed in it, for files that are passed on; on a page they stand next
    to it; in `mark` whom alone such a file is for, "" for everybody.
    """
    sheet = _Sheet(chart, *_range(chart))
    parts = [part for draws in (_grid, _limits, _target, _events, _values, _axis) for part in draws(sheet)]
    foot, height = _foot(chart, TOP + PLOT + 48, caveats=caveats)
    head, top = _head(chart, mark) if caveats else ([], 0)
    size = f'viewBox="0 0 {WIDTH} {height + top}" width="{WIDTH}" height="{height + top}"'
    said = f'role="img" aria-label="{escape(on_page(in_words(chart)))}"'
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} class="gt-chart" font-family="{FONT}" fill="{INK}" {said}>'
    )
    paper = f'<rect width="{WIDTH}" height="{height + top}" fill="{PAPER}"/>'
    body = "".join((*parts, *foot))
    return f'{opening}{paper}{"".join(head)}<g transform="translate(0 {top})">{body}</g></svg>'


def in_words(chart: MeasureChart) -> str:
    """The chart in a few sentences, for who cannot see it."""
    known = [one for one in chart.points if one.value is not None]
    if not known:
        return f"{chart.title}: no figures yet."
    last, special = known[-1], sum(1 for one in known if one.cause)
    when = "month" if chart.period == "month" else "quarter"
    said = [f"{chart.title}: {len(known)} {when}s, the last {named(last.month)} with {percent(last.value, chart)}"]
    said += [one.text for one in (chart.variation, chart.assurance) if one]
    said += [f"{special} of them are more than chance explains" if special else f"None of the {when}s stands out"]
    return f"{'. '.join(said)}. The table has every figure."


def percent(value: float | None, chart: MeasureChart) -> str:
    """A value as people read it: 85%, of a gap 12 points."""
    if value is None:
        return "–"
    return f"{100 * value:+.0f} points" if chart.is_gap else f"{100 * value:.0f}%"


def named(month: str) -> str:
    """A month as axes have it: Jul 2025."""
    return f"{MONTHS[int(month[5:]) - 1]} {month[:4]}"


def _range(chart: MeasureChart) -> tuple[float, float]:
    """The lowest and highest tenths that hold everything that is drawn."""
    found = [n for one in chart.points for n in (one.value, one.lower, one.upper) if n is not None]
    if not found:
        return 0.0, 1.0
    found += [chart.threshold.share] if chart.threshold else []
    low, high = min(found), max(found)
    lowest, highest = int(10 * low - 1e-9) / 10 if low >= 0 else -_up(-low), _up(high)
    return (lowest, highest) if highest - lowest >= 0.2 else (max(-1.0, lowest - 0.1), min(1.0, lowest + 0.2))


def _up(value: float) -> float:
    return min(1.0, (int(10 * value + 1e-9) + 1) / 10) if value > 0 else 0.1


def _text(x: float, y: float, words: str, size: int = SMALL, **look: str) -> str:
    given = "".join(f' {name.replace("_", "-")}="{escape(value)}"' for name, value in look.items())
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}"{given}>{escape(on_page(words))}</text>'


def _grid(sheet: _Sheet) -> Iterator[str]:
    step = 0.1 if sheet.highest - sheet.lowest <= 0.6 else 0.2
    value = sheet.lowest
    while value <= sheet.highest + 1e-9:
        y = sheet.y(value)
        yield f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="{GRID}"/>'
        said = f"{100 * value:+.0f}" if sheet.chart.is_gap and round(value, 6) else f"{100 * value:.0f}"
        yield _text(LEFT - 6, y + 5, said + ("" if sheet.chart.is_gap else "%"), text_anchor="end", fill=MUTED)
        value += step


def _segments(sheet: _Sheet) -> Iterator[list[tuple[int, ChartedPoint]]]:
    for number in sorted({one.segment for one in sheet.chart.points}):
        yield [(place, one) for place, one in enumerate(sheet.chart.points) if one.segment == number]


def _limits(sheet: _Sheet) -> Iterator[str]:
    """Mean and limits of each segment, as steps: a p-chart's differ from period to period."""
    half = 0.5
    for segment in _segments(sheet):
        for name, dashes, width in (("centre", "", 1.5), ("lower", "5 4", 1.5), ("upper", "5 4", 1.5)):
            path = ""
            for place, one in segment:
                if (value := getattr(one, name)) is None:
                    continue
                left, right = (min(max(at, 0), len(sheet.chart.points) - 1) for at in (place - half, place + half))
                begins = "M" if not path else "L"
                path += f"{begins}{sheet.x(left):.1f} {sheet.y(value):.1f}L{sheet.x(right):.1f} {sheet.y(value):.1f}"
            if path:
                yield (
                    f'<path d="{path}" fill="none" stroke="{LINE}" stroke-width="{width}" stroke-dasharray="{dashes}"/>'
                )


def _target(sheet: _Sheet) -> Iterator[str]:
    if sheet.chart.threshold is not None:
        y = sheet.y(sheet.chart.threshold.share)
        yield f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="{TARGET}" stroke-width="2" stroke-dasharray="9 4"/>'


def _events(sheet: _Sheet) -> Iterator[str]:
    """A dotted line at each dated event and each rebase, with the number or letter that the foot explains."""
    months = [one.month for one in sheet.chart.points]
    for number, event in enumerate(sheet.chart.events, 1):
        place = sum(month <= f"{event.on:%Y-%m}" for month in months) - 1
        if place >= 0:
            yield from _mark(sheet.x(place), str(number), "2 3")
    for rebase in sheet.chart.rebases:
        if rebase.month in months:
            yield from _mark(sheet.x(max(0.0, months.index(rebase.month) - 0.5)), "R", "7 3")


def _mark(x: float, letter: str, dashes: str) -> Iterator[str]:
    yield f'<path d="M{x:.1f} {TOP}V{TOP + PLOT}" stroke="{INK}" stroke-dasharray="{dashes}"/>'
    yield _text(x, TOP - 8, letter, text_anchor="middle", font_weight="bold")


def _values(sheet: _Sheet) -> Iterator[str]:
    points = list(enumerate(sheet.chart.points))
    for (place, one), (following, other) in pairwise(points):
        if one.value is not None and other.value is not None:
            ends = (sheet.x(place), sheet.y(one.value), sheet.x(following), sheet.y(other.value))
            yield '<path d="M{:.1f} {:.1f}L{:.1f} {:.1f}" stroke="#768692" stroke-width="2"/>'.format(*ends)
    for place, one in points:
        if one.value is not None:
            yield _marker(one.meaning, sheet.x(place), sheet.y(one.value))


def _marker(meaning: Meaning, x: float, y: float) -> str:
    """A circle as usual, a triangle for better, a square for worse, a diamond for changed."""
    look = f'fill="{LOOKS[meaning][0]}" stroke="{PAPER}" stroke-width="1"'
    if meaning == "common":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" {look}/>'
    if meaning == "concern":
        return f'<rect x="{x - 6:.1f}" y="{y - 6:.1f}" width="12" height="12" {look}/>'
    shape = ((0, -8), (7, 6), (-7, 6)) if meaning == "improvement" else ((0, -8), (8, 0), (0, 8), (-8, 0))
    return f'<polygon points="{" ".join(f"{x + dx:.1f},{y + dy:.1f}" for dx, dy in shape)}" {look}/>'


def _axis(sheet: _Sheet) -> Iterator[str]:
    points = sheet.chart.points
    last, step = len(points) - 1, max(1, round((len(points) - 1) / 3))
    for place in sorted({*range(0, max(0, last - step // 2), step), *([last] if points else [])}):
        anchor = "end" if place == last and last else "start" if not place else "middle"
        yield _text(sheet.x(place), TOP + PLOT + 20, named(points[place].month), text_anchor=anchor, fill=MUTED)
    if not points:
        yield _text(WIDTH / 2, TOP + PLOT / 2, "No figures yet", USUAL, text_anchor="middle", fill=MUTED)


def _foot(chart: MeasureChart, top: float, *, caveats: bool) -> tuple[list[str], float]:
    """What the shapes and lines are, the icons with their text, and what happened when; and where it all ends."""
    made, y = [*_shapes(chart, top), *_lines(chart, top + 24)], top + 24
    for icon in filter(None, (chart.variation, chart.assurance)):
        y += 36
        lines = _wrapped(icon.text, 58)
        made += [*_icon(icon, LEFT + 2, y - 5), *_written(lines, LEFT + 24, y)]
        y += LEADING * (len(lines) - 1)
    said = [f"{number}: {one.on.day} {one.on:%B %Y}, {one.what}" for number, one in enumerate(chart.events, 1)]
    said += ["R: new limits, since something changed"] if chart.rebases else []
    said += chart.notes if caveats else ()
    y += 34 if said else 14
    for sentence in said:
        lines = _wrapped(sentence, 68)
        made += _written(lines, 14, y, fill=MUTED)
        y += LEADING * len(lines) + 2
    return made, y


def _shapes(chart: MeasureChart, y: float) -> Iterator[str]:
    for place, meaning in enumerate(dict.fromkeys(("common", *(one.meaning for one in chart.points)))):
        x = LEFT + 4 + 96 * place
        yield from (_marker(meaning, x, y - 5), _text(x + 12, y, LOOKS[meaning][1]))


def _lines(chart: MeasureChart, y: float) -> Iterator[str]:
    lines = [("Mean", LINE, ""), ("Limits", LINE, "5 4")]
    if chart.threshold:
        way, share = "at most" if chart.threshold.at_most else "at least", f"{100 * chart.threshold.share:.1f}"
        lines.append((f"Threshold: {way} {share.removesuffix('.0')}%", TARGET, "9 4"))
    for place, (name, colour, dashes) in enumerate(lines):
        x = LEFT - 4 + 96 * place
        yield f'<path d="M{x} {y - 5}h26" stroke="{colour}" stroke-width="2" stroke-dasharray="{dashes}"/>'
        yield _text(x + 32, y, name)


def _written(lines: list[str], x: float, y: float, fill: str = INK) -> list[str]:
    return [_text(x, y + LEADING * at, line, fill=fill) for at, line in enumerate(lines)]


def _head(chart: MeasureChart, mark: str) -> tuple[list[str], float]:
    marked, lines = _wrapped(mark, 68) if mark else [], _wrapped(chart.title, 54)
    first = 26 + LEADING * len(marked)
    made = [_text(14, 22 + LEADING * at, line, font_weight="bold") for at, line in enumerate(marked)]
    made += [_text(14, first + LEADING * at, line, 17, font_weight="bold") for at, line in enumerate(lines)]
    under, top = _wrapped(chart.sentence, 68), first + LEADING * len(lines)
    made += [_text(14, top + 18 * at, line, fill=MUTED) for at, line in enumerate(under)]
    return made, top + 18 * len(under) + 8


def _icon(icon: ChartIcon, x: float, y: float) -> Iterator[str]:
    meaning = icon.name.partition("_")[0]
    colour = {
        "improvement": "#005eb8",
        "pass": "#005eb8",
        "concern": "#b04a00",
        "fail": "#b04a00",
        "neutral": "#490092",
    }
    yield f'<circle cx="{x}" cy="{y}" r="13" fill="{PAPER}" stroke="{colour.get(meaning, LINE)}" stroke-width="3"/>'
    yield _text(x, y + 5, icon.letter, USUAL, text_anchor="middle", font_weight="bold")


def _wrapped(words: str, most: int) -> list[str]:
    """Words in lines of so many letters; a longer word is broken."""
    lines = [""]
    for word in words.split():
        for piece in (word[at : at + most] for at in range(0, len(word), most)):
            if lines[-1] and len(lines[-1]) + 1 + len(piece) > most:
                lines.append("")
            lines[-1] = f"{lines[-1]} {piece}".strip()
    return lines
