"""From what a form holds to a measure's definition, in the form of a measure's file; and back."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from goldthread.accounts.workspaces import AskedLike
from goldthread.commitments import rules
from goldthread.vocabulary import WrongUsage
from goldthread.vocabulary.measures import Measure


Body = dict[str, object]
LINE = re.compile(r"\s*(\d{4}-\d{2}|\d{1,2}/\d{4}|[A-Za-z]{3,9} \d{4})\s*[,;\t ]\s*(\d{1,9})\s*[,;\t ]\s*(\d{1,9})\s*")


@dataclass(frozen=True)
class MeasureTarget:
    """What a measure must reach: a way and a percentage. *Baseline* is worked out where it is known."""

    way: str
    percent: int | None = None

    def held(self, baseline: float | None) -> Body:
        """The threshold as a measure's file has it; nothing for no threshold.

        Raises: WrongUsage where the baseline is wanted and there is none.
        """
        if self.way == "none":
            return {}
        if self.way == "baseline":
            if baseline is None:
                raise WrongUsage("There is no baseline yet.", "Enter a percentage, or choose “No threshold yet”.")
            return {"threshold": {"at least": f"{max(1, round(100 * baseline))} %"}}
        return {"threshold": {self.way: f"{self.percent} %"}}


def target_of(measure: Measure) -> MeasureTarget:
    """What a measure must reach, as a form shows it."""
    if measure.threshold is None:
        return MeasureTarget("none")
    way = "at most" if measure.threshold.at_most else "at least"
    return MeasureTarget(way, round(100 * measure.threshold.share))


def value_of(asked: AskedLike) -> str:
    """A question, or a column of events, as one value of a form."""
    return f"{asked.kind}|{asked.question}"


def find(asked: Sequence[AskedLike], value: str) -> AskedLike | None:
    """The question that a value of a form means."""
    return next((one for one in asked if value_of(one) == value), None)


def definition(given: Mapping[str, Mapping[str, object]]) -> Body:
    """One of the three definitions, from the steps of the form."""
    how = given["how"]["how"]
    if how == "reported":
        words = given["reported"]
        return {
            "reported by the provider": {
                "numerator": words["numerator"],
                "denominator": words["denominator"],
                "months": months(words["months"]),
            }
        }
    picked, values = given["question" if how == "question" else "events"], given[_answers(str(how))]
    kind, _, question = str(picked["question"]).partition("|")
    yes, no = _texts(values["yes"]), _texts(values["no"])
    if how == "question":
        return {"share answering yes": {"question": question, "yes": yes, "no": no}}
    return {"share of events": {"kind": kind, "field": question, "good": yes, "other": no}}


def _answers(how: str) -> str:
    return "answers" if how == "question" else "values"


def _texts(values: object) -> list[str]:
    return [str(one) for one in values] if isinstance(values, list | tuple) else []


def months(lines: object) -> list[Body]:
    """Months that a provider has, from lines such as “2026-05, 41, 52”. Raises WrongUsage for a line that is none."""
    made: list[Body] = []
    for number, line in enumerate(_texts(lines), 1):
        found = LINE.fullmatch(line)
        month = _month(found[1]) if found else ""
        if found is None or not month:
            raise WrongUsage(f"Line {number} is not a month with two figures.", "Write it as May 2026, 41, 52.")
        rules.check_counts(int(found[2]), int(found[3]))
        made.append({"month": month, "numerator": int(found[2]), "denominator": int(found[3])})
    return made


def _month(typed: str) -> str:
    """A month as it is kept, "2026-05", from May 2026, 05/2026 or 2026-05; "" for what is none."""
    for form in ("%Y-%m", "%B %Y", "%b %Y", "%m/%Y"):
        try:
            found = f"{datetime.strptime(typed.strip(), form):%Y-%m}"  # noqa: DTZ007  # a month has no hour
        except ValueError:
            continue
        return found if rules.MONTH.fullmatch(found) else ""
    return ""


def cut(whom: Mapping[str, object]) -> Body:
    """For whom and where, as a measure's file has it."""
    made: Body = {}
    if roles := _texts(whom.get("roles")):
        made["role"] = roles
    for field in ("organisation", "pathway"):
        if whom.get(field):
            made[field] = whom[field]
    return {"cut": made} if made else {}
