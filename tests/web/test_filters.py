"""Forms, addresses and the words for a cut are made from the declarations of filters."""

import re
from datetime import date

import pytest
from django.http import QueryDict

from goldthread.vocabulary import Cut, NotFound, Scope, Terms, WrongUsage
from goldthread.vocabulary import filters as every_filter
from goldthread.web.opened import workspace
from goldthread.web.understand import controls, filters
from tests.builders.wider import ByWay
from tests.web.conftest import WARD, said


SCOPE = Scope(
    person="cath",
    audience="commissioner",
    organisations=frozenset({"XWR", "XTC"}),
    words_from=frozenset({"XWR", "XTC"}),
)
SHARED = Scope(person="asha", audience="partner", organisations=frozenset({"XWR", "XTC"}), words_from=frozenset())
NAMES = {"XWR": "Wenbrook", "XTC": "Nursing at home"}


def read(address: str) -> filters.PageFilters:
    return filters.read(QueryDict(address))


def offered(form: str, address: str = "", scope: Scope = SCOPE, **how) -> dict[str, controls.Control]:
    return {one.name: one for one in controls.controls(read(address), form, scope, NAMES, **how)}


def test_an_address_makes_the_cut():
    asked = read("organisation=XWR&service=A&service=B&sentiment=negative&role=carer&since=2026-02&until=2026-02")
    assert asked.cut == Cut(
        organisations=("XWR",),
        services=("A", "B"),
        sentiments=("4", "5"),
        roles=("carer",),
        since=date(2026, 2, 1),
        until=date(2026, 2, 28),
    )


@pytest.mark.parametrize(
    "address",
    [
        "role=doctor",
        "sentiment=6",
        "theme=Parkng",
        "feeling=x",
        "touchpoint=nonsense",
        "point=nonsense",
        "role=staff&role=x",
    ],
)
def test_a_value_that_no_list_holds_is_refused_by_its_name(site, address):
    with pytest.raises(NotFound, match=re.escape(f"“{address.rpartition('=')[2]}”")):
        read(address)


@pytest.mark.parametrize("address", ["point=ward-to-home", "team=Night", "batch=b1", "kind=survey"])
def test_what_an_address_cannot_name_is_left_out(site, address):
    assert read(address).cut == Cut() and read(address).query == {}


DAYS = ("2026-13", "x", "2026-1", "２０２６-05", "-" * 7, "2026-02-30")


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("name", ["since", "until", "when"])
def test_what_is_no_day_is_refused(day, name):
    with pytest.raises(WrongUsage, match="is not a day or a month"):
        read(f"{name}={day}")


@pytest.mark.parametrize("day", ["9999-12", "0001-01", "2028-02", "2026-05\x00"])
def test_a_strange_day_is_a_day(day):
    cut = read(f"since={day}&until={day}").cut
    assert cut.since <= cut.until


@pytest.mark.parametrize("handle", ["cath", "asha", "ben"])
@pytest.mark.parametrize("page", ["themes", "journey", "known", "search", "words"])
@pytest.mark.parametrize(
    "name", ["organisation", "service", "pathway", "touchpoint", "theme", "feeling", "role", "point"]
)
def test_every_page_refuses_an_unknown_value_in_a_sentence(come_in, handle, page, name):
    if handle == "asha" and page in ("search", "words"):
        pytest.skip("not hers to open")
    answer = come_in(handle).get(f"/understand/{page}/", {name: "nonsense"})
    assert answer.status_code == 404
    assert "nonsense" in said(answer)


def test_documents_refuse_an_unknown_value_too(come_in):
    cath = come_in("cath")
    for page in ("journey/poster.pdf", "known/brief.pdf", "known/brief.docx", "known/brief.json", "themes/months.xlsx"):
        assert cath.get(f"/understand/{page}?service=nonsense").status_code == 404


def test_a_ward_without_answers_is_known_to_its_team(come_in):
    assert come_in("ben").get("/understand/words/", {"service": WARD}).status_code == 200


NOT_SO = {"since": 400, "until": 400}


@pytest.mark.parametrize("name", [one.parameter for one in filters.declared().values()])
@pytest.mark.parametrize("value", ["\x00", "'; drop table x --", "x" * 10_000, "💥", "<script>", "."])
def test_a_hostile_value_never_breaks_a_page(come_in, name, value):
    answer = come_in("cath").get("/understand/words/", {name: [value] * 3})
    assert answer.status_code == (200 if value == "\x00" else NOT_SO.get(name, 404))


def test_a_journey_and_its_moment_are_one_choice():
    asked = read("step=home/leaving")
    assert (asked.cut.pathway, asked.cut.touchpoint, asked.step) == ("home", "leaving", "home/leaving")


def test_the_words_for_a_cut(site):
    said_of = read(
        "service=lounge&sentiment=negative&role=carer&feeling=listened_to&since=2026-02&until=2026-03-04"
    ).said()
    assert said_of == ["lounge", "Listened to", "Negative", "Carers", "from February 2026", "to 4 March 2026"]


def declared_for(form: str) -> list[str]:
    """The controls that a form must have: as declared, in that order, but for a column of which the site holds nothing.

    A search chooses the journey and its moment at once, as a step.
    """
    return [
        "step" if (form, one.test) == ("search", "pathway") else one.parameter
        for one in filters.declared().values()
        if form in one.forms and (one.choices or one.offered != "held" or is_held(one.column))
    ]


def is_held(column: str) -> bool:
    by = "month" if column == "date" else column
    return any(row[by] for row in workspace().findings.volumes(scope=SCOPE, by=(by,)).rows)


def test_each_form_offers_what_is_declared_for_it(site):
    assert list(offered("narrow")) == declared_for("narrow") and list(offered("search")) == declared_for("search")
    assert {"organisation", "service", "sentiment", "role", "since", "until"} <= set(offered("narrow"))
    assert {"theme", "feeling", "touchpoint", "step"} <= set(offered("search")) - set(offered("narrow"))
    on_none = {one.parameter for one in every_filter(Cut).values() if not one.forms}
    assert "team" in on_none and not on_none & {*offered("narrow"), *offered("search"), *offered("known")}
    assert set(offered("narrow", leave=["role"])) == set(offered("narrow")) - {"role"}
    assert "point" not in offered("known")
    assert offered("known", "pathway=home-after-a-fall")["point"].chosen == ("",)


def test_whoever_gets_shared_figures_chooses_from_the_closed_list(site):
    controls = offered("narrow", scope=SHARED)
    assert list(controls) == ["organisation", "service", "sentiment", "role", "when"]
    years, months = controls["when"].groups
    assert years[0].startswith("Financial years") and ("2031/32", "2031/32") in years[1]
    assert ("2031-10", "October 2031") in months[1]
    assert [value for value, _ in months[1]] == sorted((value for value, _ in months[1]), reverse=True)
    declared = {
        m.service for p in workspace().published.pathways().values() for m in p.members if m.organisation in NAMES
    }
    assert declared <= {value for _, choices in controls["service"].groups for value, _ in choices}
    assert list(offered("known", scope=SHARED))[-1] == "when"


@pytest.mark.parametrize(
    ("chosen", "since", "until"),
    [
        ("2031-10", date(2031, 10, 1), date(2031, 10, 31)),
        ("2031/32", date(2031, 4, 1), date(2032, 3, 31)),
        ("", None, None),
    ],
)
def test_a_chosen_period_is_two_days_and_stays_chosen(site, chosen, since, until):
    asked = read(f"when={chosen}&since=2030-01&until=2030-02")
    assert (asked.cut.since, asked.cut.until) == (since, until)
    if since and until:
        assert offered("narrow", f"when={chosen}", SHARED)["when"].chosen == (chosen,)
        assert asked.query == {"since": f"{since:%Y-%m}", "until": f"{until:%Y-%m}"}
        assert asked.without("when") == {}


def test_a_new_filter_is_offered_to_readers_alone(site, monkeypatch):
    monkeypatch.setattr(filters, "Cut", ByWay)
    assert "way" in offered("narrow") and "way" not in offered("narrow", scope=SHARED)


def test_a_new_filter_is_on_every_form_in_addresses_and_in_words(site, monkeypatch):
    monkeypatch.setattr(filters, "Cut", ByWay)
    asked = read("way=SMS")
    assert asked.cut == ByWay(ways=("SMS",))
    assert asked.said() == ["By text message"]
    assert asked.query == {"way": ["SMS"]}
    for form in ("narrow", "search", "known"):
        control = offered(form, "way=SMS")["way"]
        assert (control.title, control.chosen) == ("How it was told", ("SMS",))
        assert control.groups == [("", [("SMS", "By text message"), ("Card", "On a card")])]


def test_a_new_filter_narrows_a_page(come_in, monkeypatch):
    cath = come_in("cath")
    whole = said(cath.get("/understand/themes/"))
    monkeypatch.setattr(filters, "Cut", ByWay)
    narrowed = cath.get("/understand/themes/?way=Card")
    assert narrowed.status_code == 200
    assert 'id="way"' in narrowed.content.decode()
    assert said(narrowed) != whole


def test_a_field_that_a_promise_hides_is_not_offered(site, monkeypatch):
    from goldthread.evidence.published import Published

    monkeypatch.setattr(Published, "terms", lambda _: Terms(hidden_fields=frozenset({"service"}), made_by="panel:1"))
    monkeypatch.setattr(Published, "version", 10_000)
    held = offered("narrow")
    assert "service" not in held and "organisation" in held


@pytest.mark.parametrize("days", [("", ""), ("-01", "-28"), ("-03", "-27")], ids=["months", "whole months", "days"])
def test_a_form_keeps_the_days_of_its_address(site, days):
    month = next(value for _, some in offered("narrow")["since"].groups for value, _ in some if value[5:] == "02")
    since, until = (month + day for day in days)
    made = offered("narrow", f"since={since}&until={until}")
    whole = days != ("-03", "-27") and date.fromisoformat(f"{month}-28").year % 4
    for name, kept in (("since", since), ("until", until)):
        control = made[name]
        assert control.chosen == ((month if whole else kept),)
        assert control.chosen[0] in {value for _, some in control.groups for value, _ in some}, "or it would be let go"


def test_a_month_of_which_nothing_is_held_stays_chosen(site):
    control = offered("narrow", "since=1999-02&until=1999-02")["since"]
    assert control.chosen == ("1999-02",) and ("1999-02", "February 1999") in control.groups[0][1]
