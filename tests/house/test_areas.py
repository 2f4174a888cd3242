"""Every area of the site is laid out alike: addresses in `urls.py`, registered; views that check no right; presenters
that ask nothing."""

import ast
from pathlib import Path

import django
import pytest


django.setup()

from django.conf import settings  # noqa: E402

from goldthread.accounts.registry.pages import PAGES  # noqa: E402
from goldthread.rooms import ROOMS  # noqa: E402
from goldthread.web import AREAS  # noqa: E402


SOURCE = Path(__file__).parents[2] / "src" / "goldthread"
HERE = [SOURCE / "web" / path.name for path in (SOURCE / "web").iterdir() if (path / "__init__.py").is_file()]
WITH_PAGES = [path.parent for room in (*(SOURCE / room for room in ROOMS), *HERE) for path in room.glob("urls.py")]
OPEN = {"front", "signing", "home"}
"""Areas without a permission: their views say whom they let in."""
GUARDED = [area for area in WITH_PAGES if area.name not in OPEN]
ASKING = {"opened", "queries", "models", "actions", "django.http", "django.shortcuts", "acting"}
"""Modules by which a presenter would ask for something, or write or answer a request."""


ALONE = frozenset({"saved"})
"""Rooms that a site can be without: their folders, those of tests too, go with their line of `rooms.py`."""


def by_name(area: Path) -> str:
    return str(area.relative_to(SOURCE))


def imported(path: Path) -> set[str]:
    """The modules that a file imports from, those for types of others among them."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{name.name}" for name in node.names} | {node.module or ""}
        elif isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
    return found


def modules(area: Path, name: str) -> list[Path]:
    return [*area.glob(f"{name}.py"), *sorted((area / name).glob("*.py"))]


def test_there_are_the_areas_that_we_know_of():
    names = {by_name(area) for area in GUARDED}
    assert {"thread", "pathways", "web/listen", "web/understand", "web/people"} <= names
    assert {f"goldthread.web.{area}" for area in AREAS} <= set(settings.INSTALLED_APPS)


def made_in(view) -> str:
    """The module of a view; of a wizard's page, the module of the wizard."""
    return getattr(view, "__self__", view).__module__


@pytest.mark.parametrize("area", GUARDED, ids=by_name)
def test_every_address_of_an_area_is_registered(area):
    module = f"goldthread.{by_name(area).replace('/', '.')}.views"
    here = [page for _, page in PAGES.all().values() if made_in(page.view).startswith(module)]
    listed = (area / "urls.py").read_text(encoding="utf-8")
    assert here and "urlpatterns" not in listed


@pytest.mark.parametrize("path", [one for area in GUARDED for one in modules(area, "views")], ids=by_name)
def test_a_view_says_nothing_of_who_may_open_it_or_by_which_method(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        names = {ast.unparse(one).partition("(")[0] for one in function.decorator_list}
        assert not {one for one in names if one.startswith(("needs", "require_", "login_"))}, function.name


@pytest.mark.parametrize("path", [one for area in WITH_PAGES for one in modules(area, "presenters")], ids=by_name)
def test_a_presenter_asks_for_nothing(path):
    asked = {one for one in imported(path) if one in ASKING or one.rpartition(".")[2] in ASKING}
    assert asked - {"goldthread.thread.queries"} == set(), "give it what it presents"  # only nouns are taken from there


@pytest.mark.parametrize("room", sorted(ALONE))
def test_tests_of_a_room_that_a_site_can_be_without_lie_in_folders_of_its_name(room):
    name, tests = f"goldthread.{room}", Path(__file__).parents[1]
    using = {
        path for path in tests.rglob("*.py") if name in path.read_text(encoding="utf-8") and path != Path(__file__)
    }
    assert {path for path in using if room not in path.relative_to(tests).parts} == set()
    assert {path.relative_to(tests).parts[0] for path in using} >= {"unit", "web", "flow"}
    assert room in ROOMS
