"""What pages show of results: each period with its figures, what holds, what it corrected, and who disputes it.

`exact` is for the parties to a contract: nobody else sees a figure of which a part is small (`disclosing`).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from goldthread.commitments import disclosing, rules
from goldthread.commitments.models import ClauseResult, Dispute, ResultContext
from goldthread.commitments.outcomes import PeriodResult
from goldthread.partnership.rules import percent


COLOURS = {"met": "green", "not met": "red", "too few": "grey"}


@dataclass(frozen=True)
class FigureShown:
    """One figure of a period with the name that it stands under."""

    result: ClauseResult
    who: str
    said: str
    percent: int | None


@dataclass(frozen=True)
class PeriodShown:
    """One period of a clause: the figure that holds, those before it, and disputes with their own figures."""

    when: str
    figure: FigureShown
    status: str
    colour: str
    before: tuple[FigureShown, ...]
    context: tuple[tuple[str, ResultContext], ...]
    disputes: tuple[tuple[str, Dispute, str], ...]
    disputed: bool

    @property
    def is_too_few(self) -> bool:
        """Whether no figure is told to anybody, since it would tell of few people."""
        return self.figure.result.numerator is None


def periods(
    held: Sequence[PeriodResult], size: str, names: Mapping[str, str], *, exact: Callable[[str], bool]
) -> list[PeriodShown]:
    """A clause's periods, the newest first. Takes: whether this reader sees small figures of a period."""
    return [period(one, size, names, exact=exact(one.result.period)) for one in reversed(held)]


def period(held: PeriodResult, size: str, names: Mapping[str, str], *, exact: bool) -> PeriodShown:
    """One period as pages show it; what was added to a figure stays when that is corrected."""
    result = held.result
    return PeriodShown(
        when=rules.named(result.period, size),
        figure=figure(result, names, exact=exact),
        status=rules.STATUSES[result.status],
        colour=COLOURS[result.status],
        before=tuple(figure(one, names, exact=exact) for one in held.before),
        context=tuple(
            (names.get(one.organisation, one.organisation), one)
            for every in (*held.before, result)
            for one in every.context.all()
        ),
        disputes=tuple(
            (names.get(one.organisation, one.organisation), one, counted(one.numerator, one.denominator, exact=exact))
            for one in held.disputes
        ),
        disputed=held.disputed,
    )


def figure(result: ClauseResult, names: Mapping[str, str], *, exact: bool) -> FigureShown:
    """One figure, with whose it is."""
    reported = names.get(result.organisation, result.organisation)
    who = f"reported by {reported}" if result.source == "reported" else "counted from what people said"
    above, below = disclosing.told(result.numerator, result.denominator, exact=exact)
    share = percent(above, below) if above is not None and below else None
    return FigureShown(result, who, counted(result.numerator, result.denominator, exact=exact), share)


def counted(numerator: int | None, denominator: int | None, *, exact: bool) -> str:
    """So many of so many (and the percentage); what is said where that is too few, or left out for this reader."""
    if not disclosing.may_tell(numerator, denominator, exact=exact):
        return disclosing.LEFT_OUT
    if numerator is None or denominator is None:
        return "Too few to say"
    if not denominator:
        return "Nobody was counted"
    return f"{numerator:,} of {denominator:,} ({percent(numerator, denominator)}%)"
