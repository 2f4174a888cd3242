"""The journey as a poster: one A3 page with the drawing, and the whole as a table behind it."""

from html import escape

from goldthread.documents.pages import POSTER, as_pdf, in_head, page
from goldthread.documents.wording import INVENTED, SUGGESTED, cell
from goldthread.insight import Layered, drawing, said
from goldthread.vocabulary import WrongUsage, marking


NAMES = drawing.NAMES


def journey_html(
    journey: Layered,
    *,
    names: dict[str, str] | None = None,
    about: str = "",
    invented: bool = False,
    only_for: str = "",
) -> str:
    """The journey as one page that needs nothing else: the drawing, then every figure as a table.

    One that holds more than shared figures says on each page whom alone it is for.
    """
    if journey.source.disclosed_for is None or journey.whole.source.disclosed_for is None:
        raise WrongUsage("This journey has not been made safe to show.")
    few = f"Few means: {said(None, at_least=bool(journey.source.asked.get('at_least')))}."
    mark = marking.said(journey.kept_for(only_for))
    foot = (about, SUGGESTED, few, INVENTED if invented else "")
    picture = drawing.draw(journey, names=names or {}, foot=tuple(one for one in foot if one), poster=True)
    title = f"{journey.whole.title}: a map of feelings"
    style = POSTER + SHEET + in_head(mark)
    return page(title, f"<h1>{escape(title)}</h1>{picture}{_table(journey, mark)}", style=style)


SHEET = """
h1 { position: absolute; width: 1px; height: 1px; overflow: hidden; border: 0; color: #fff; font-size: 1pt }
table { break-before: page }
"""


def journey_pdf(
    journey: Layered,
    *,
    names: dict[str, str] | None = None,
    about: str = "",
    invented: bool = False,
    only_for: str = "",
) -> bytes:
    """The poster as PDF/UA, A3. Raises PlainError where that part is not installed."""
    return as_pdf(journey_html(journey, names=names, about=about, invented=invented, only_for=only_for))


def _table(journey: Layered, mark: str) -> str:
    """Moment by moment and group by group: answers, mood, and every feeling that is shown."""
    rows = []
    for step in journey.whole.steps:
        for layer in journey.layers:
            here = layer.steps[step.key]
            felt = sorted(((n, name) for name, n in here.feelings.items() if n), key=lambda pair: (-pair[0], pair[1]))
            said = ", ".join(f"{name.replace('_', ' ')} {n:,}" for n, name in felt) or "none to show"
            mood = drawing.MOODS.get(here.mood, ("", "too few to say"))[1]
            cells = "".join(f"<td>{escape(one)}</td>" for one in (NAMES[layer.who], cell(here.n), mood, said))
            rows.append(f'<tr><th scope="row">{escape(step.title)}</th>{cells}</tr>')
    answers = "Answers, at least" if journey.source.asked.get("at_least") else "Answers"
    heads = ("Moment that matters", "Who", answers, "Mood", "Feelings")
    head = "".join(f'<th scope="col">{one}</th>' for one in heads)
    caption = escape(f"{journey.whole.title}, in figures. {mark}".strip())
    return f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
