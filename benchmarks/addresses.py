"""Walks every address as every visitor with every method: what opens for strangers and Dai, and what breaks.

    python benchmarks/addresses.py DEMO [--most N] [--json]

DEMO is a workspace that `goldthread demo` made; a copy of it is walked. Addresses are those of the house test, found by
walking the site's patterns however deep they are included: each with parts that nothing is called, with parts that
hostile people choose, and with every real part that the pages of the demo's people link to. So a page that is added is
walked without a line here. What may open for a stranger or Dai is what the house test says. Ends with 1 where anything
else does, or where an answer is 500 or more.
"""

import argparse
import html
import json
import os
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any


ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
METHODS = ("get", "head", "post", "put", "patch", "delete", "options", "trace")
HOSTILE = ("%00", "..%2f..%2fetc", "%F0%9F%98%80", "a" * 300, "%E2%80%AE", "'%20or%201=1--")
MEMBERS = ("cath", "fay", "asha", "ben", "hana")
OUTSIDE = ("", "dai")
LINK = re.compile(r'(?:href|action)="(/[^"#]*)"')


def main() -> None:
    """Walk, count and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("demo", type=Path)
    asked.add_argument("--most", type=int, default=40, help="Real addresses of one pattern that are walked.")
    asked.add_argument("--json", action="store_true")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="goldthread-walk-") as folder:
        copy = Path(folder) / "ws"
        shutil.copytree(given.demo, copy)
        os.environ |= {"GOLDTHREAD_WORKSPACE": str(copy), "GOLDTHREAD_DEMO": "1"}
        os.environ["DJANGO_SETTINGS_MODULE"] = "goldthread.config.settings"
        tally = Walk(given.most).run()
    print(json.dumps(tally) if given.json else said(tally))
    raise SystemExit(int(bool(tally["opened"] or tally["broken"])))


class Walk:
    """One walk over a whole site. Takes: how many real addresses of one pattern are walked at most."""

    def __init__(self, most: int) -> None:
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0, interactive=False)
        from tests.house import test_addresses as house

        self.house, self._most = house, most
        self._clients: dict[str, Any] = {}
        self._found: Counter[str] = Counter()
        self.opened: list[str] = []
        self.broken: list[str] = []

    def run(self) -> dict[str, Any]:
        """Every address, as everybody, by every method."""
        asked = 0
        addresses = sorted(set(self._addresses()))
        for name, path in addresses:
            for who in (*OUTSIDE, *MEMBERS):
                for method in METHODS:
                    asked += 1
                    self._ask(name, path, who, method)
        figures = {"patterns": len(self.house.ADDRESSES), "addresses": len(addresses), "asked": asked}
        return figures | {"opened": self.opened, "broken": self.broken, "statuses": dict(sorted(self._found.items()))}

    def _addresses(self) -> Iterator[tuple[str, str]]:
        for one in self.house.ADDRESSES:
            yield one.name, one.path
            for part in (self.house.KEY, "nothing", *self.house.FILLERS.values()):
                if f"/{part}/" in one.path:
                    yield from ((one.name, one.path.replace(f"/{part}/", f"/{odd}/")) for odd in HOSTILE)
        real: Counter[str] = Counter()
        for path in sorted(self._linked()):
            name = self._name_of(path)
            real[name] += 1
            if name and real[name] <= self._most:
                yield name, path

    def _linked(self) -> set[str]:
        """Every address that a page links to, or a form on it is sent to, for anybody."""
        found: set[str] = set()
        for who in MEMBERS:
            waiting, seen = ["/home/"], set[str]()
            while waiting and len(seen) < 10 * self._most:
                path = waiting.pop(0)
                if path in seen or self._name_of(path) in self.house.ENDS_SESSION:
                    continue
                seen.add(path)
                answer = self._client(who).get(path)
                if answer.status_code != 200 or "html" not in answer.headers.get("Content-Type", ""):
                    continue
                links = {html.unescape(one) for one in LINK.findall(answer.content.decode("utf-8", "replace"))}
                waiting += sorted(links - seen)
                found |= links
        return found

    def _name_of(self, path: str) -> str:
        from django.urls import Resolver404, resolve

        try:
            return resolve(path.partition("?")[0]).view_name or path
        except Resolver404:
            return ""

    def _client(self, who: str) -> Any:
        from django.test import Client

        if who not in self._clients:
            self._clients[who] = Client(raise_request_exception=False)
            if who:
                assert self._clients[who].post(f"/who/{who}/").status_code == 302
        return self._clients[who]

    def _ask(self, name: str, path: str, who: str, method: str) -> None:
        answer = getattr(self._client(who), method)(path)
        status = answer.status_code
        self._found[str(status)] += 1
        if status >= 500:
            self.broken.append(f"{method} {path} as {who or 'a stranger'}: {status}")
        if who in OUTSIDE and method != "options" and self._is_open(name, who, status, answer):
            self.opened.append(f"{method} {path} as {who or 'a stranger'}: {status}")
        if name in self.house.ENDS_SESSION:
            self._clients.clear()

    def _is_open(self, name: str, who: str, status: int, answer: Any) -> bool:
        """Whether it opened what the house test says is closed for this visitor."""
        if name in self.house.OPEN or (who and name in self.house.DAI):
            return False
        if status in (301, 302):
            return not str(answer.url).startswith("/sign-in/")
        return bool(status < 400)


def said(tally: dict[str, Any]) -> str:
    """The figures, as they are printed."""
    first = (
        f"{tally['asked']:,} asked: {tally['addresses']:,} addresses of {tally['patterns']} patterns × "
        f"{len(OUTSIDE) + len(MEMBERS)} visitors × {len(METHODS)} methods: {len(tally['opened'])} opened for strangers "
        f"or Dai, {len(tally['broken'])} of 500 or more. By status: {tally['statuses']}."
    )
    return "\n".join([first, *tally["opened"][:20], *tally["broken"][:20]])


if __name__ == "__main__":
    main()
