"""The demo's own faces: pages over HTTP as its patient partner, and what commands print as JSON for the same reader."""

import http.client
import json
import re
import sys
import urllib.parse
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date
from html import unescape
from itertools import product

import numpy as np

from adversary.attacking import Learned
from adversary.people import Family
from adversary.program import Program
from adversary.simulated import FEW, Told


COLUMNS = {"Answers": "n", "Positive": "positive", "Mixed": "neutral", "Negative": "negative"}
LABELS = ("every", "n", "positive", "neutral", "negative", "unrated")
ROLES = ("patient", "carer", "staff", "unknown")
FAMILY = Family("theme", LABELS, ((1, 0),), ((1, (2, 3, 4, 5)),))
Figures = dict[str, int | None]
"""What a page shows of one theme; None for few or none."""


@dataclass
class Visitor:
    """A browser of the demo's patient partner."""

    base: str
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(self, method: str, path: str, body: str = "") -> str:
        """What is at an address. Raises AssertionError for anything but a page or a redirect."""
        parts = urllib.parse.urlsplit(self.base)
        door = http.client.HTTPConnection(parts.hostname or "", parts.port or 80, timeout=120)
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())} if self.cookies else {}
        headers |= {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        door.request(method, path, body or None, headers)
        got = door.getresponse()
        text = got.read().decode()
        for line in got.headers.get_all("Set-Cookie") or []:
            name, _, rest = line.partition("=")
            self.cookies[name] = rest.partition(";")[0]
        assert got.status in (200, 302), (got.status, path)
        return text

    @classmethod
    def partner(cls, base: str) -> "Visitor":
        """Asha, signed in."""
        made = cls(base)
        made.ask("GET", "/")
        made.ask("GET", "/sign-in/")
        token = urllib.parse.urlencode({"csrfmiddlewaretoken": made.cookies["csrftoken"]})
        made.ask("POST", "/who/asha/", token)
        return made

    def choices(self, name: str) -> list[str]:
        """The values that the form of themes offers."""
        form = self.ask("GET", "/understand/themes/").partition(f'name="{name}"')[2].partition("</select>")[0]
        return [unescape(one) for one in re.findall(r'<option value="([^"]+)"', form)]

    def themes(self, **cut: str) -> tuple[int | None, dict[str, Figures]]:
        """The page of themes: what it is out of, and every theme with its figures."""
        page = self.ask("GET", "/understand/themes/?" + urllib.parse.urlencode({k: v for k, v in cut.items() if v}))
        out_of = re.search(r"Out of (?:at least )?([\d,]+) answers with words", page)
        rows: dict[str, Figures] = {}
        table = page.partition('class="nhsuk-table gt-themes"')[2].partition("</table>")[0]
        for row in re.findall(r"(?s)<tr.*?</tr>", table):
            named = re.search(r"<a [^>]*>(.*?)</a>", row)
            cells = dict(re.findall(r'data-label="(\w+)">([^<]*)<', row))
            if named:
                rows[unescape(named[1])] = {key: _number(cells[title]) for title, key in COLUMNS.items()}
        few = page.partition('<ul class="gt-few">')[2].partition("</ul>")[0]
        rows |= {unescape(one): dict.fromkeys(COLUMNS.values()) for one in re.findall(r"<li>(.*?)</li>", few)}
        return (int(out_of[1].replace(",", "")) if out_of else None), rows


def _number(said: str) -> int | None:
    text = said.strip().replace(",", "")
    return int(text) if text.isdigit() else None


@dataclass
class Truth:
    """What the workspace really holds, and what its commands print for the same reader."""

    folder: str
    organisation: str

    def __post_init__(self) -> None:
        import goldthread
        from goldthread.vocabulary import Scope

        self.workspace = goldthread.open(self.folder)
        seen = frozenset(one.code for one in self.workspace.published.directory().organisations) or frozenset(
            ORGANISATIONS
        )
        self.partner = Scope(person="asha", audience="partner", organisations=seen, words_from=frozenset())

    def cut(self, service: str, role: str, when: str) -> object:
        from goldthread.vocabulary import Cut

        since, until = _days(when)
        return Cut(
            organisations=(self.organisation,),
            services=(service,) if service else (),
            roles=(role,) if role else (),
            since=since,
            until=until,
        )

    def held(self, cut: object) -> tuple[dict[str, dict[str, int]], int, int]:
        """Themes with answers and people in all and by mood; answers with words and their people."""
        from goldthread.vocabulary import Scope

        found = self.workspace.store.ask(Scope.owner(), "themes", cut)
        every = self.workspace.store.ask(Scope.owner(), "volumes", cut, words_only=True)
        return {row["theme"]: row for row in found.rows}, every.denominator, every.people

    def printed(self, cut: object) -> tuple[int | None, dict[str, Figures]]:
        """What `goldthread show themes --json` prints of a table that this reader may see."""
        from goldthread.cli.printing import table_as_dict

        made = json.loads(
            json.dumps(table_as_dict(self.workspace.findings.themes(scope=self.partner, cut=cut)), default=str)
        )
        return made["out_of"], {row["theme"]: {key: row[key] for key in COLUMNS.values()} for row in made["rows"]}


ORGANISATIONS = ("XWR", "XTC", "XWC", "XAM")


def _days(when: str) -> tuple[date | None, date | None]:
    """The days of a month, as 2026-05, or of a financial year, as 2026/27; none for all time."""
    if not when:
        return None, None
    year = int(when[:4])
    if "/" in when:
        return date(year, 4, 1), date(year + 1, 3, 31)
    month = int(when[5:])
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def faces(base: str, folder: str, organisation: str, targets: int, seed: int) -> dict[str, dict[str, float]]:
    """Attack one organisation of a served demo. Gives what is learned, how much was asked, and what faces differ in."""
    asha, truth = Visitor.partner(base), Truth(folder, organisation)
    services, whens = _services(truth), ["", *asha.choices("when")]
    months = [when for when in whens if len(when) == len("2026-05") and "/" not in when]
    sizes = (len(services), len(ROLES), len(months))
    grid, shown, differ = np.arange(int(np.prod(sizes))).reshape(sizes), [], 0
    for service, role, when in product(["", *services], ["", *ROLES[:3]], whens):
        cut = truth.cut(service, role, when)
        page = asha.themes(organisation=organisation, service=service, role=role, when=when)
        differ += page != truth.printed(cut)
        atoms = grid[np.ix_(*_places(service, role, when, services, months))].ravel().tolist()
        shown.append((tuple(atoms), page, truth.held(cut)))
    print(f"{organisation}: {len(services)} services, {len(months)} months, {len(shown)} pages", file=sys.stderr)
    learned = _attack(shown, int(np.prod(sizes)), targets, seed)
    return {"the demo's pages": learned.shares() | {"pages asked": len(shown), "pages that differ from JSON": differ}}


def _services(truth: Truth) -> list[str]:
    from goldthread.vocabulary import Cut, Scope

    cut = Cut(organisations=(truth.organisation,))
    rows = truth.workspace.store.ask(Scope.owner(), "volumes", cut, by=("service",)).rows
    return sorted(row["service"] for row in rows if row["service"])


def _places(service: str, role: str, when: str, services: list[str], months: list[str]) -> list[list[int]]:
    since, until = _days(when)
    inside = [at for at, one in enumerate(months) if since is None or since <= _days(one)[0] <= until]
    return [
        [services.index(service)] if service else list(range(len(services))),
        [ROLES.index(role)] if role else list(range(len(ROLES))),
        inside,
    ]


def _attack(shown: list, size: int, targets: int, seed: int) -> Learned:
    """Bound small cells of the themes with the most of them."""
    rng, learned = np.random.default_rng(seed), Learned()
    names = sorted({theme for _, (_, rows), _ in shown for theme in rows})
    small = {theme: _small(theme, shown) for theme in names}
    chosen = sorted(names, key=lambda theme: -len(small[theme]))[: max(1, targets // 20)]
    for theme in chosen:
        program = Program([told for one in shown for told in _told(theme, *one)], FAMILY, size)
        for at in rng.permutation(len(small[theme]))[: max(1, targets // len(chosen))]:
            label, atoms, n = small[theme][at]
            learned.add(*program.bounds(label, 1, atoms), n)
    return learned


def _told(theme: str, atoms: tuple, page: tuple, held: tuple) -> list[Told]:
    """What one page tells of one theme. Few people may have given more answers than people: that much is known."""
    rows, every, people = held
    figures = {"every": page[0], **page[1].get(theme, {})}
    row = rows.get(theme, {})
    true = {"every": (every, people), "n": (row.get("n", 0), row.get("people", 0))}
    true |= {key: (row.get(key, 0), row.get(f"{key}_people", 0)) for key in LABELS[2:5]}
    made = []
    for label, key in enumerate(LABELS[:5]):
        n, told = true[key][0], figures.get(key)
        few = max(FEW - 1, n) if true[key][1] < FEW else FEW - 1
        low, high = (0, few) if told is None else (max(FEW, told - 4), told + 4)
        if told is None and true[key][1] >= FEW:  # hidden because the theme itself is: nothing is told of its parts
            continue
        made.append(Told(atoms, label, 1, low, high))
    return made


def _small(theme: str, shown: list) -> list[tuple[int, tuple[int, ...], int]]:
    """Cells of one to four people: the label, the atoms, and how many answers they gave."""
    found = []
    for atoms, _, (rows, _, _) in shown:
        row = rows.get(theme, {})
        for label, key in enumerate(LABELS[1:5], 1):
            people = row.get("people" if key == "n" else f"{key}_people", 0)
            if 0 < people < FEW:
                found.append((label, atoms, row[key]))
    return found
