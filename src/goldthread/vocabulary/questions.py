"""What a question is asked about: one cut of the evidence, in plain terms. Each filter is declared here, once."""

from dataclasses import dataclass, fields
from datetime import date

from goldthread.vocabulary.filters import FilterValue, filtered


FEELS = (
    FilterValue("positive", "Positive", ("1", "2")),
    FilterValue("neutral", "Neutral or mixed", ("3",)),
    FilterValue("negative", "Negative", ("4", "5")),
    FilterValue("1", "Very positive", offered=False),
    FilterValue("2", "Positive", offered=False),
    FilterValue("3", "Neutral or mixed", offered=False),
    FilterValue("4", "Negative", offered=False),
    FilterValue("5", "Very negative", offered=False),
)
TELLERS = (FilterValue("patient", "Patients"), FilterValue("carer", "Carers"), FilterValue("staff", "Staff"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """Which feedback a question is about. Empty means any; several values of one field mean any of them.

    `since` and `until` are inclusive. `labels` are theme labels, `touchpoints` kinds of touchpoint, `sentiments`
    "1" to "5"; `pathway` is a pathway's key and `touchpoint` the key of one of its named points. Forms show the
    filters in this order.
    """

    organisations: tuple[str, ...] = filtered(
        column="organisation",
        test="one of",
        parameter="organisation",
        label="Organisation",
        forms=("narrow", "search"),
        option="Of this organisation (may be repeated).",
    )
    services: tuple[str, ...] = filtered(
        column="service",
        test="one of",
        parameter="service",
        label="Service",
        forms=("narrow", "search"),
        option="Of this service (may be repeated).",
    )
    teams: tuple[str, ...] = filtered(
        column="team",
        test="one of",
        parameter="team",
        label="Team",
        forms=(),
        addressed=False,
        option="Of this team (may be repeated).",
    )
    kinds: tuple[str, ...] = filtered(
        column="kind",
        test="one of",
        parameter="kind",
        label="Kind of source",
        forms=(),
        addressed=False,
        option="From this kind of source (may be repeated).",
    )
    question_types: tuple[str, ...] = filtered(
        column="question_type",
        test="one of",
        parameter="question-type",
        label="Kind of question",
        forms=(),
        addressed=False,
        choices=(
            FilterValue("what_good", "What was good"),
            FilterValue("could_improve", "What could be better"),
            FilterValue("suggestion", "Suggestions"),
            FilterValue("nonspecific", "Any other question"),
        ),
        option="In reply to such a question: what_good, could_improve, suggestion or nonspecific (may be repeated).",
    )
    pathway: str = filtered(
        column="service",
        test="pathway",
        parameter="pathway",
        label="Journey",
        offered="pathways",
        forms=("known", "search"),
        option="On this pathway.",
    )
    touchpoint: str = filtered(
        column="touchpoints",
        test="point",
        parameter="point",
        label="Moment that matters",
        offered="points",
        everything="The whole journey",
        forms=("known",),
        option="",  # --touchpoint names it, once a --pathway is named
    )
    touchpoints: tuple[str, ...] = filtered(
        column="touchpoints",
        test="has any",
        parameter="touchpoint",
        label="Kind of moment",
        offered="touchpoints",
        everything="Any",
        forms=("search",),
        option="At this kind of moment, or this moment of the --pathway.",
    )
    themes: tuple[str, ...] = filtered(
        column="themes",
        test="has any",
        parameter="theme",
        label="Theme",
        offered="themes",
        everything="Any",
        forms=("search",),
        option="With this theme (may be repeated).",
    )
    feelings: tuple[str, ...] = filtered(
        column="feelings",
        test="has any",
        parameter="feeling",
        label="Feeling",
        offered="feelings",
        everything="Any",
        forms=("search",),
        option="With this feeling (may be repeated).",
    )
    sentiments: tuple[str, ...] = filtered(
        column="sentiment",
        test="one of",
        parameter="sentiment",
        label="How it felt",
        choices=FEELS,
        everything="Any",
        forms=("narrow", "search"),
        option="That felt so: positive, neutral or negative (may be repeated).",
    )
    roles: tuple[str, ...] = filtered(
        column="role",
        test="one of",
        parameter="role",
        label="Who told us",
        choices=TELLERS,
        everything="Anyone",
        option="Told by a patient, carer or staff (may be repeated).",
    )
    since: date | None = filtered(
        column="date",
        test="since",
        parameter="since",
        label="From",
        everything="The beginning",
        option="From this day on (YYYY-MM-DD).",
    )
    until: date | None = filtered(
        column="date",
        test="until",
        parameter="until",
        label="To",
        everything="Now",
        option="Up to this day (YYYY-MM-DD).",
    )
    batch: str = filtered(
        column="batch",
        test="is",
        parameter="batch",
        label="Import",
        forms=(),
        addressed=False,
        option="",  # for code that asks what one import brought; nobody narrows an answer to it
    )

    @property
    def is_everything(self) -> bool:
        """True where nothing was narrowed."""
        return all(getattr(self, f.name) == f.default for f in fields(self))


EVERYTHING = Cut()
