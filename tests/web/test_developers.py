"""What DEVELOPERS.md says a form of several steps takes is what it takes: its lines are run as they stand there."""

import re
import sys
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest
from django.test import override_settings
from django.urls import include, path

from goldthread.accounts.registry import pages
from goldthread.forms.models import Draft
from tests.web.conftest import said


GUIDE = Path(__file__).parents[2] / "DEVELOPERS.md"
BLOCK = re.compile(r"```python\n# plans/(\w+)\.py\n(.*?)```", re.S)
MOST = 60


def written() -> dict[str, str]:
    """The three files of the example, by name."""
    return dict(BLOCK.findall(GUIDE.read_text(encoding="utf-8")))


@pytest.fixture
def added(monkeypatch):
    """The example as an app of the site; gives what its action was called with."""
    calls: list[dict[str, object]] = []
    plans, actions = ModuleType("goldthread.plans"), ModuleType("goldthread.plans.actions")
    plans.actions, actions.add = actions, lambda **given: calls.append(given)
    monkeypatch.setitem(sys.modules, plans.__name__, plans)
    monkeypatch.setitem(sys.modules, actions.__name__, actions)
    for name, text in written().items():
        module = ModuleType(f"goldthread.plans.{name}")
        monkeypatch.setitem(sys.modules, module.__name__, module)
        setattr(plans, name, module)
        exec(compile(text, f"{GUIDE.name}: {name}.py", "exec"), vars(module))  # noqa: S102  # our own guide
    site = ModuleType("tests_site_with_plans")
    own = [path(f"plans/{page.route}", pages.guarded(page), name=page.name) for page in plans.urls.PAGES]
    site.urlpatterns = [*own, path("", include("goldthread.config.urls"))]
    monkeypatch.setitem(sys.modules, site.__name__, site)
    with override_settings(ROOT_URLCONF=site.__name__):
        yield calls
    Draft.objects.all().delete()


def test_a_wizard_of_three_steps_and_five_fields_takes_three_files_and_few_lines():
    files = written()
    assert list(files) == ["forms", "views", "urls"]
    assert sum(bool(line.strip()) for text in files.values() for line in text.splitlines()) < MOST


def test_the_wizard_of_the_guide_goes_all_the_way(added, come_in):
    cath = come_in("cath")
    assert "Who is it for?" in said(cath.get("/plans/add/"))
    wrong = cath.post("/plans/add/", {"name": "", "email": "a@b.example"})
    assert wrong.status_code == 400 and "Enter a name" in wrong.content.decode()
    assert "a@b.example" in wrong.content.decode()
    what = cath.post("/plans/add/", {"name": "Cath", "email": ""}).url
    when = cath.post(what, {"title": "Ring on day two", "kind": "test"}).url
    check = cath.post(when, {"on": "2031-12-01"}).url
    assert "Ring on day two" in said(cath.get(check))
    assert cath.post(check).status_code == 302
    (given,) = added
    assert given.pop("by").right.role == "commissioner"
    assert given == {
        "name": "Cath",
        "email": "",
        "title": "Ring on day two",
        "kind": "test",
        "on": date(2031, 12, 1),
    }


def test_it_refuses_whoever_lacks_its_permission(added, come_in):
    assert come_in("fay").get("/plans/add/").status_code == 403
    assert come_in("dai").get("/plans/add/").status_code == 403
