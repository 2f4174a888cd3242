"""The parts of a brief, each a function of what lies on the desk; every table that it gives is disclosed."""

from dataclasses import replace
from typing import get_args

from goldthread import coding
from goldthread.coding.evaluation.sureness import THREE_POINTS
from goldthread.insight import asking, contradictions, disclosure, silences
from goldthread.insight.brief_desk import Desk
from goldthread.insight.brief_words import (
    AS_OF_CLOSE,
    BIAS,
    KINDS,
    KINDS_APART,
    NEVER_RANKED,
    NO_ANSWERS,
    NOBODY,
    OF_PLACES,
    PASSED_ON,
    PEOPLE_AS_OF,
    SCALES,
    UNREAD,
    WITHHELD,
)
from goldthread.insight.disclosure import FEW_PEOPLE
from goldthread.insight.layers import WHO
from goldthread.insight.replies import asked_said
from goldthread.insight.sections import NAMES, Section, amount, few_said, lower, number
from goldthread.insight.themes import sentiment
from goldthread.insight.trend import percent_positive, scores
from goldthread.insight.words import words
from goldthread.vocabulary import (
    FEELINGS,
    SENTIMENT,
    THEMES,
    TOUCHPOINTS,
    Cut,
    NoRight,
    NotShared,
    Passage,
    Table,
)
from goldthread.vocabulary.feedback import QuestionType
from goldthread.vocabulary.listing import listed


MOST_THEMES, MOST_WORDS, MOST_FEELINGS = 10, 6, 6


def held_said(desk: Desk) -> str:
    """What is held already, kind by kind, in a sentence; in all, where kinds are not shared for such a cut."""
    by_kind = desk.counted("kind")
    if not by_kind.rows and not desk.is_exact:
        return f"You have {amount(desk.sentiment, 'answer with words', 'answers with words')}."
    kinds, none = {row["kind"]: row["n"] for row in by_kind.rows}, 0 if desk.is_exact else None
    wanted = ["friends_and_family", "complaints", *(kind for kind in sorted(kinds) if kind not in KINDS)]
    parts = [number(kinds.get(kind, none), *KINDS.get(kind, (lower(kind) + " answer", ""))) for kind in wanted]
    surveys = desk.surveys
    is_told = surveys or desk.asked and desk.asked.asked["exact"]
    parts += [number(surveys, "survey", "surveys")] if is_told else []
    least = "at least " if by_kind.asked["at_least"] else ""
    return f"You already have {least}{listed(parts)} on this."


def _answers(table: Table) -> str:
    """The heading of a column of answers."""
    return "Answers, at least" if table.asked.get("at_least") else "Answers"


def said(desk: Desk) -> Section:
    """Themes with their sentiment."""
    shown = [row for row in desk.themes.rows if row["n"]]
    top, least = tuple(shown[:MOST_THEMES]), "at least " if desk.themes.asked["at_least"] else ""
    sentences = []
    if top:
        most = [f"{row['theme']} ({least}{row['n']:,})" for row in top[:3]]
        sentences.append(f"Most are about {listed(most)}.")
    if hidden := any(row["hidden"] for row in desk.themes.rows):
        sentences.append(few_said(desk.themes, "mentioned any other theme" if top else "mentioned any one theme"))
    if not top and not hidden:
        sentences.append("There are no comments on this.")
    if ideas := desk.suggestions:
        how = "1 answer is a suggestion. It is" if ideas == 1 else f"{ideas:,} answers are suggestions. They are"
        sentences.append(f"{how} not counted in how people felt.")
    columns = (
        ("theme", "Theme"),
        ("n", _answers(desk.themes)),
        ("share", "Share %"),
        ("positive", "Positive"),
        ("neutral", "Mixed"),
        ("negative", "Negative"),
    )
    return Section(
        key="said",
        title="What people talk about",
        sentences=tuple(sentences),
        table=desk.themes.with_rows(top),
        columns=columns,
    )


def felt(desk: Desk) -> Section:
    """Feelings by group: at the moment that is asked for, or at every moment of the journey."""
    steps = [step for step in desk.journey.whole.steps if not desk.cut.touchpoint or step.key == desk.cut.touchpoint]
    layers = [layer for layer in desk.journey.layers if not desk.cut.roles or layer.who in desk.cut.roles]
    rows = []
    for step in steps:
        groups = [(NAMES[layer.who], layer.steps[step.key]) for layer in layers]
        for who, here in groups if desk.cut.roles else [("Everyone", step), *groups]:
            shown = sorted(((n, name) for name, n in here.feelings.items() if n), key=lambda p: (-p[0], p[1]))
            most = ", ".join(f"{lower(name)} {n:,}" for n, name in shown[:MOST_FEELINGS])
            mood = contradictions.MOOD.get(here.mood, "")
            rows.append(
                {
                    "moment": step.title,
                    "who": who,
                    "n": here.n,
                    "mood": mood,
                    "most": most,
                    "hidden": here.hidden,
                }
            )
    heading = _answers(desk.journey.source)
    columns = (
        ("moment", "Moment that matters"),
        ("who", "Who"),
        ("n", heading),
        ("mood", "Mood"),
        ("most", "Feelings most often"),
    )
    table = replace(desk.journey.source, keys=("moment", "who"), figures=("n", "mood", "most"), rows=tuple(rows))
    return Section(key="felt", title="How people feel", sentences=_felt_said(desk), table=table, columns=columns)


def _felt_said(desk: Desk) -> tuple[str, ...]:
    titles = {step.key: step.title for step in desk.journey.whole.steps}
    sentences = [desk.journey.whole.coverage]
    if not desk.cut.touchpoint and desk.journey.lowest:
        sentences.append(
            f"The lowest moment is {titles[desk.journey.lowest]}, the highest {titles[desk.journey.highest]}."
        )
    return tuple(sentences)


def voices(desk: Desk) -> Section:
    """Words, where this scope may read them: the most telling of each group, then of the rest."""
    items: list[Passage] = []
    groups = desk.cut.roles or WHO
    for who in groups:
        items += _telling(desk, who, MOST_WORDS // len(groups))
    if not desk.cut.roles and len(items) < MOST_WORDS:
        items += _telling(desk, "unknown", MOST_WORDS - len(items))
    none = () if items else (_no_words(desk),)
    return Section(key="words", title="In people's own words", sentences=none, passages=tuple(items))


def _telling(desk: Desk, who: str, limit: int) -> tuple[Passage, ...]:
    return words(desk.store, desk.scope, replace(desk.cut, roles=(who,)), limit=limit, order="telling").items


def _no_words(desk: Desk) -> str:
    """Why there are no words: nobody said any, or they are not this reader's to read."""
    if desk.scope.audience == "public":
        return PASSED_ON
    return NOBODY if desk.is_exact else UNREAD


def numbers(desk: Desk) -> Section:
    """Scores beside the words, each on its own scale."""
    table = scores(desk.store, desk.scope, desk.cut)
    good = percent_positive(table)
    sentences = [
        f"{SCALES.get(scale[0], lower(scale[0]))}: {share:.0f}% good or very good."
        for scale, share in sorted(good.items())
        if share is not None
    ]
    sentences += [*_asked(desk), NEVER_RANKED]
    named = tuple(row | {"scale": SCALES.get(row["scale"], lower(row["scale"]))} for row in table.rows)
    return Section(
        key="numbers",
        title="Scores and survey answers",
        sentences=tuple(sentences),
        table=table.with_rows(named),
        columns=(("scale", "Scale"), ("score", "Score"), ("n", _answers(table))),
    )


def _asked(desk: Desk) -> list[str]:
    """What people answered to closed questions, and of which day that is where other figures are of today."""
    try:
        answers = desk.replied
    except NotShared as error:
        return [f"{NO_ANSWERS} {error.remedy}"]
    said = asked_said(desk.asked, answers, of_places=disclosure.is_of_places(desk.cut)) if desk.asked else []
    is_older = said and desk.is_exact and desk.scope.words_from is not None
    return [*said, *([f"{AS_OF_CLOSE} {asking.closed_on(desk.store)}."] if is_older else [])]


def sure(desk: Desk) -> Section:
    """How many people stand behind it, and how often the software is right."""
    sentences = [_behind(desk)]
    agreed = sum(row["agreed"] or 0 for row in desk.themes.rows)
    sentences.append(
        f"People have checked {number(agreed, 'of these themes', 'of these themes')}."
        if agreed
        else "Software suggested every theme and feeling here. Nobody has checked them."
    )
    marks = [(THEMES, row["theme"]) for row in desk.themes.rows[:3]]
    marks += [(FEELINGS, name) for name in _commonest(desk)] + [(SENTIMENT, THREE_POINTS)]
    marks += [(TOUCHPOINTS, kind) for kind in _kinds(desk)]
    coder = coding.kind_of(desk.store.coders())
    for framework, label in marks:
        if (figure := coding.how_sure(framework, label, coder)) is not None:
            sentences.append(
                f"{'How it felt overall' if label == THREE_POINTS else lower(label).capitalize()}: {figure.sentence}"
            )
    return Section(key="sure", title="How reliable this is", sentences=tuple(sentences))


def _behind(desk: Desk) -> str:
    """How many people or answers stand behind the brief, in words."""
    if not desk.is_exact:
        n, least = desk.answers, "At least " if desk.sentiment.asked["at_least"] else "About "
        return f"{least}{n:,} answers in words are behind this." if n else few_said(desk.sentiment, "told us in words")
    people = asking.table(desk.store, desk.scope, "volumes", desk.cut, words_only=True).people or 0
    if not people:
        return "There are no answers behind this yet."
    if people < FEW_PEOPLE:
        return "Fewer than five people told us in words."
    return f"{number(desk.answers, 'answer')} in words, from {people:,} people, are behind this."


def _commonest(desk: Desk) -> list[str]:
    steps = [s for s in desk.journey.whole.steps if not desk.cut.touchpoint or s.key == desk.cut.touchpoint]
    total: dict[str, int] = {}
    for step in steps:
        for name, n in step.feelings.items():
            total[name] = total.get(name, 0) + (n or 0)
    return sorted((name for name in total if total[name]), key=lambda name: (-total[name], name))[:3]


def _kinds(desk: Desk) -> tuple[str, ...]:
    point = next((p for p in desk.pathway.touchpoints if p.key == desk.cut.touchpoint), None) if desk.pathway else None
    return point.kinds if point else ()


def against(desk: Desk) -> Section:
    """What contradicts what."""
    good = {
        SCALES.get(scale[0], scale[0]): share
        for scale, share in percent_positive(scores(desk.store, desk.scope, desk.cut)).items()
    }
    positive = _unprompted(desk, "positive", "what_good")
    negative = _unprompted(desk, "negative", "could_improve", "suggestion")
    found = contradictions.of_groups(desk.journey, desk.cut.touchpoint)
    found += contradictions.of_scores(good, positive, negative, unprompted=desk.is_exact)
    return Section(
        key="against",
        title="Where sources disagree",
        sentences=tuple(found) or ("No sources disagree.",),
    )


def _unprompted(desk: Desk, mood: str, *prompts: str) -> float | None:
    """The share of a mood in answers to questions that do not ask for it: what could be better is no bad experience.

    Source: shared figures know no kind of question, so that they are of all answers.
    """
    others = tuple(kind for kind in get_args(QuestionType) if kind not in prompts)
    table = (
        sentiment(desk.store, desk.scope, replace(desk.cut, question_types=others)) if desk.is_exact else desk.sentiment
    )
    none = asking.share(0, table.denominator, table) if desk.is_exact else None
    return next((row["share"] for row in table.rows if row["sentiment"] == mood), none)


def unheard(desk: Desk) -> Section:
    """Who was not heard."""
    groups = [who for who in WHO if not desk.cut.roles or who in desk.cut.roles]
    found = [WITHHELD] if desk.scope.withheld_of("role") else silences.of_roles(desk.heard("role", *groups))
    if desk.pathway:
        point = next((p for p in desk.pathway.touchpoints if p.key == desk.cut.touchpoint), None)
        pairs = (
            point.services if point and point.services else [(m.organisation, m.service) for m in desk.pathway.members]
        )
        mine = desk.scope.organisations
        expected = [service for organisation, service in pairs if service and (mine is None or organisation in mine)]
        found += silences.of_services(desk.heard("service", *dict.fromkeys(expected)))
    found += silences.of_months(desk.heard("month"))
    return Section(key="unheard", title="Who we have not heard from", sentences=(*found, *_missing_people(desk)))


def _missing_people(desk: Desk) -> list[str]:
    """By each personal characteristic, who is missing; one that the data promises hide is said to be hidden.

    They are of the whole services or organisations that the brief is about, whatever else it is narrowed to.
    """
    places, found, never = replace(desk, cut=_places(desk), pathway=None), [], []
    whole = [] if disclosure.is_of_places(desk.cut) else [f"{disclosure.PLACES_ONLY} {OF_PLACES}"]
    for name in silences.PERSONAL:
        try:
            heard = places.heard(f"about:{name}")
        except NoRight as error:
            found.append(error.sentence)
            continue
        if heard.answers is None:
            return [*whole, *found, disclosure.FEWER_OF_PLACE]
        said = silences.of_people(heard)
        never += [name] if not said and not any(value for value, _ in heard.rows) else []
        found += said
    of_close = [f"{PEOPLE_AS_OF} {asking.closed_on(desk.store)}."] if desk.is_exact else []
    return [*whole, *found, *silences.never_asked(never), *of_close]


def _places(desk: Desk) -> Cut:
    """The whole services or organisations that a brief is about: of a journey, its organisations."""
    on_journey = {member.organisation for member in desk.pathway.members} if desk.pathway else set()
    mine = on_journey & desk.scope.organisations if desk.scope.organisations else on_journey
    return Cut(organisations=desk.cut.organisations or tuple(sorted(mine)), services=desk.cut.services)


def touching(desk: Desk) -> Section:
    """Initiatives that touch it; their room does not exist yet."""
    said = "No work on this is registered here yet. Ask before you start."
    return Section(key="initiatives", title="Work already under way", sentences=(said,))


def sources(desk: Desk) -> Section:
    """Where it comes from, and which way that leans."""
    table = desk.counted("kind", "organisation", *(("channel",) if desk.is_exact else ()))
    rows = tuple(
        row
        | {
            "kind": KINDS.get(row["kind"], ("", lower(row["kind"])))[1],
            "organisation": desk.name(row["organisation"]),
            "channel": row.get("channel", "") or "not given",
        }
        for row in table.rows
    )
    channels = dict.fromkeys(row["channel"] for row in table.rows if "channel" in row)
    leaning = [BIAS[channel] for channel in channels if channel in BIAS]
    leaning += [] if table.rows or desk.is_exact else [KINDS_APART]
    leaning.append("People who answer are not all people: counts say what was said, not how common it is.")
    columns = tuple(
        (name, title)
        for name, title in (("kind", "What"), ("organisation", "Told to"), ("channel", "How"), ("n", _answers(table)))
        if name != "channel" or desk.is_exact
    )
    return Section(
        key="sources",
        title="Sources and bias",
        sentences=tuple(leaning),
        table=table.with_rows(rows),
        columns=columns,
    )


PARTS = (said, felt, voices, numbers, sure, against, unheard, touching, sources)
