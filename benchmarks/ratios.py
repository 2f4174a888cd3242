"""What an alternating comparison found: medians per page and role, their ratios, and what cannot be compared."""

import statistics
from typing import Any

from pages_asked import Answer


KINDS = ("ms", "cpu")
Pairs = dict[tuple[str, str], list[tuple[Answer, Answer]]]
FOUND, ERROR = 200, 500


def comparable(pairs: list[tuple[Answer, Answer]]) -> bool:
    """Whether every answer so far was the page itself: a refusal or a fault is fast, and says nothing."""
    return all(answer.status == FOUND for pair in pairs for answer in pair)


def compared(pairs: Pairs) -> dict[str, Any]:
    """Per role: each page's medians, and the median of the pages' ratios; and what cannot be compared."""
    roles: dict[str, Any] = {}
    for role in dict.fromkeys(role for role, _ in pairs):
        pages = {page: one_page(each[1:]) for (who, page), each in pairs.items() if who == role and comparable(each)}
        roles[role] = {"pages": pages} | {kind: middle(pages, kind) for kind in KINDS if pages}
    return {"roles": roles, "otherwise": otherwise(pairs), "smaller": smaller(pairs)}


def one_page(pairs: list[tuple[Answer, Answer]]) -> dict[str, Any]:
    """Medians of both sides in milliseconds, passed and of processor; their ratio; quartiles of the pairs' ratios."""
    found = {}
    for kind in KINDS:
        old, new = ([getattr(pair[side], kind) for pair in pairs] for side in (0, 1))
        each = [after / before for before, after in zip(old, new, strict=True)]
        low, _, high = statistics.quantiles(each, n=4) if len(each) > 1 else each * 3
        before, after = statistics.median(old), statistics.median(new)
        found[kind] = {"before": before, "after": after, "ratio": after / before, "low": low, "high": high}
    return found


def middle(pages: dict[str, Any], kind: str) -> dict[str, float]:
    """The medians over a role's pages; the ratio is the median of the pages' ratios."""
    return {
        name: statistics.median(page[kind][name] for page in pages.values()) for name in ("before", "after", "ratio")
    }


def otherwise(pairs: Pairs) -> list[dict[str, Any]]:
    """Pages whose two sides do not answer with the same status every time, or that answer with a fault."""
    found = []
    for (role, page), each in pairs.items():
        statuses = [sorted({pair[side].status for pair in each}) for side in (0, 1)]
        if statuses[0] != statuses[1] or len(statuses[0]) > 1 or statuses[0][0] >= ERROR:
            found.append({"role": role, "page": page, "before": statuses[0], "after": statuses[1]})
    return found


def smaller(pairs: Pairs) -> list[dict[str, Any]]:
    """Pages of which less than half is left: a page that says less is not a faster page."""
    return [
        {"role": role, "page": page, "before": each[0][0].size, "after": each[0][1].size}
        for (role, page), each in pairs.items()
        if comparable(each) and each[0][1].size < each[0][0].size / 2
    ]


def verdict(found: dict[str, Any], limit: float) -> dict[str, Any]:
    """The same with whether it holds: by time passed, or by processor time where others were at work on the machine."""
    busy = found["load"]["at first"] > found["cores"] / 4 or found["load"]["worst"] > found["cores"] + 1
    judged_by = "cpu" if busy else "ms"
    same = found["before"]["rows"] == found["after"]["rows"] and not found["otherwise"]
    within = [bool(role["pages"]) and role[judged_by]["ratio"] <= limit for role in found["roles"].values()]
    return found | {"limit": limit, "judged_by": judged_by, "holds": bool(within) and same and all(within)}


def said(found: dict[str, Any]) -> str:
    """The figures in words."""
    before, after, load = found["before"], found["after"], found["load"]
    lines = [
        f"{before['code']} against {after['code']}: {before['rows']:,} answers, {found['runs']} rounds",
        f"  {found['cores']} cores, load {load['at first']:.1f} at first, {load['worst']:.1f} at worst",
        f"  made ready in {before['prepared_s']:.1f} s, with migration {after['prepared_s']:.1f} s",
        "  milliseconds before, after, ratio (quartiles of the rounds); the same of processor time",
    ]
    for role, each in found["roles"].items():
        lines += [
            f"  {role}",
            *(f"    {shown(page['ms'])}   {shown(page['cpu'])}  {name}" for name, page in each["pages"].items()),
        ]
        if each["pages"]:
            lines.append(f"    {shown(each['ms'])}   {shown(each['cpu'])}  median of the pages")
    return "\n".join([*lines, *doubts(found), _judged(found)])


def shown(times: dict[str, float]) -> str:
    """Before, after, their ratio, and its quartiles where they are known."""
    spread = f"({times['low']:.2f}-{times['high']:.2f})" if "low" in times else ""
    return f"{times['before']:>9,.1f} {times['after']:>9,.1f} {times['ratio']:>6.2f} {spread:<11}"


def doubts(found: dict[str, Any]) -> list[str]:
    """What a reader must know before believing the ratios."""
    lines = []
    if found["before"]["rows"] != found["after"]["rows"]:
        lines.append(
            f"  The migrated workspace holds {found['after']['rows']:,} answers: some are missing, or too many."
        )
    lines += [
        f"  {one['role']}, {one['page']}: answered {one['before']} before, {one['after']} after; not compared."
        for one in found["otherwise"]
    ]
    lines += [
        f"  {one['role']}, {one['page']}: {one['before']:,} bytes before, {one['after']:,} after; is all of it there?"
        for one in found["smaller"]
    ]
    lines += [
        f"  {one['role']}, {one['page']}: one side refuses it; both were asked for {one['asked']} instead."
        for one in found["instead"]
    ]
    lines += [f"  Only one side has the page {page}." for page in found["absent"]]
    lines += [
        f"  No page of the {role} could be compared." for role, each in found["roles"].items() if not each["pages"]
    ]
    if found["judged_by"] == "cpu":
        lines.append("  The machine was busy: judged by processor time; ask again when it is quiet.")
    return lines


def _judged(found: dict[str, Any]) -> str:
    measure = {"ms": "time", "cpu": "processor time"}[found["judged_by"]]
    holds = "Holds" if found["holds"] else "Does not hold"
    return f"  {holds}: every role's median ratio of {measure} at most {found['limit']:g}, every page answered alike."
