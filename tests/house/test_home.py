"""A home page is the panels that apps registered for a role, in their order; neither its view nor a template asks which
role it is."""

import ast
import re
from pathlib import Path

import django
import pytest


django.setup()

from django.core.management import call_command  # noqa: E402
from django.template.loader import get_template  # noqa: E402
from django.test import Client  # noqa: E402

from goldthread.accounts import cast  # noqa: E402
from goldthread.accounts.registry import panels  # noqa: E402
from goldthread.accounts.rules import GRANTS, Permission, Role  # noqa: E402


SOURCE = Path(__file__).parents[2] / "src" / "goldthread"
HEADING, LAST = 0, 100
ASKS = re.compile(r"\brole\s*(?:==|!=|\bin\b|\bis\b)|\b(?:if|elif)\s+[\w.]*role\b")
TEMPLATES = sorted((SOURCE / "web" / "templates" / "home").glob("*.html"))
PANELS = sorted({panel.template for panel in panels.PANELS.all().values()})


@pytest.fixture(scope="module", autouse=True)
def people():
    call_command("migrate", verbosity=0, interactive=False)
    cast.load_cast()


def page_of(handle: str) -> str:
    browser = Client()
    assert browser.post(f"/who/{handle}/").status_code == 302
    answer = browser.get("/home/")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("role", Role)
def test_every_role_has_one_heading_and_it_comes_first(role):
    orders = [panel.order for panel in panels.of(role)]
    assert orders[0] == HEADING and orders.count(HEADING) == 1 and orders[-1] < LAST


@pytest.mark.parametrize("role", [role for role in Role if Permission.SEE_FINDINGS in GRANTS[role]])
def test_whoever_may_see_findings_finds_some_on_their_first_page(role):
    assert {panel.key for panel in panels.of(role)} & {"week", "look", "said", "felt"}


@pytest.mark.parametrize("name", PANELS)
def test_every_panel_has_its_template(name):
    get_template(name)


@pytest.mark.parametrize("name", [*PANELS, *(f"home/{path.name}" for path in TEMPLATES)])
def test_no_template_of_home_asks_which_role_it_is(name):
    source = Path(get_template(name).template.filename).read_text(encoding="utf-8")
    assert ASKS.search(source) is None


@pytest.mark.parametrize(
    "line", ["{% if role == 'x' %}", "{% if right.role %}", "{% elif acting.right.role in both %}", "{{ role != 1 }}"]
)
def test_each_way_to_ask_in_a_template_is_noticed(line):
    assert ASKS.search(line)


def test_the_view_of_home_names_no_role_and_compares_none():
    tree = ast.parse((SOURCE / "web" / "home" / "views.py").read_text(encoding="utf-8"))
    named = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    compared = [one for node in ast.walk(tree) if isinstance(node, ast.Compare) for one in ast.walk(node)]
    assert "Role" not in named
    assert not [one for one in compared if isinstance(one, ast.Attribute) and one.attr == "role"]


@pytest.fixture
def planted():
    """A panel that an app registers for one role, between the heading and everything else."""
    template = "home/heading.html"
    panels.register(
        key="planted",
        roles=(Role.PARTNER,),
        order=1,
        template=template,
        fill=lambda acting: {"heading": "Planted <here>", "organisation": "", "title": "Also the title"},
    )
    yield
    panels.PANELS.drop("planted")


def test_a_panel_that_an_app_registers_shows_for_its_role_alone_in_its_place(planted):
    asha, cath = page_of("asha"), page_of("cath")
    assert asha.index("Hello Asha") < asha.index("Planted &lt;here&gt;") and "<title>Also the title" in asha
    assert "Planted" not in cath


def test_a_home_page_without_panels_is_empty(monkeypatch):
    monkeypatch.setattr(panels, "of", lambda role: [])
    main = page_of("cath").partition('id="main')[2].partition("</main>")[0]
    assert main and not re.sub(r"<[^>]*>|\s", "", main.partition(">")[2])
