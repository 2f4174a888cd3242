"""Published nouns: kinds are registered, and what is not understood is refused or closed, never dropped."""

import json
from dataclasses import dataclass, fields, replace
from datetime import date

import pyarrow as pa
import pytest

from goldthread.evidence import NOUNS
from goldthread.evidence.batches import write_entry
from goldthread.evidence.frozen import NotUnderstood, as_body, of_body
from goldthread.evidence.shapes import PUBLISHED
from goldthread.evidence.tables import Tables
from goldthread.vocabulary import (
    ClosedByPromise,
    Membership,
    NewerNoun,
    PathwayMap,
    Scope,
    SharingAgreement,
    Terms,
    Touchpoint,
    UnknownPromise,
    WrongUsage,
)
from goldthread.workspace import Workspace
from tests.builders.evidence import keep, store


OWNER = Scope.owner()
AGREED = SharingAgreement(provider="XWR", reader="XWC", controller="XWR", agreement="a", dpia="d", since="2024-01-01")
HOME = PathwayMap(
    key="home",
    version=3,
    title="Home",
    about="",
    members=(Membership(organisation="XWR", service="Therapies", since=date(2026, 1, 1)),),
    touchpoints=(
        Touchpoint(key="t", title="T", about="", kinds=("discharge",), services=(("XWR", "A"),), transition=True),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meal:
    """A noun that an app invents."""

    key: str
    courses: tuple[str, ...] = ()
    on: date | None = None


@pytest.fixture
def meals():
    NOUNS.register(kind="Meal", noun=Meal, key=lambda meal: meal.key)
    yield
    NOUNS.forget("Meal")


@pytest.fixture
def held(tmp_path):
    made = store(tmp_path)
    keep(made, [{"n": 1, "role": "carer"}, {"n": 2, "role": "patient"}])
    return made


def put(held, kind, key, body):
    """A row as another version, or a damaged disk, might have left it."""
    version = write_entry(Tables(held.folder), what="publication", kind=kind, file=key)
    row = {"kind": kind, "key": key, "version": version, "body": body if isinstance(body, str) else json.dumps(body)}
    Tables(held.folder).append("published", pa.Table.from_pylist([row], schema=PUBLISHED))


@pytest.mark.parametrize(
    "noun", [HOME, AGREED, Terms(), Terms(sources=frozenset(), hidden_fields=frozenset({"b", "a"}), made_by="panel:1")]
)
def test_a_noun_comes_back_as_it_was_published(held, noun):
    held.publish(noun)
    assert list(held.published(type(noun).__name__).values()) == [noun]


def test_a_kind_that_is_not_registered_is_refused_and_its_rows_stay(held, meals):
    held.publish(Meal(key="lunch", courses=("soup",), on=date(2026, 5, 1)))
    assert held.published("Meal") == {"lunch": Meal(key="lunch", courses=("soup",), on=date(2026, 5, 1))}
    NOUNS.forget("Meal")
    with pytest.raises(WrongUsage, match="not registered"):
        held.publish(Meal(key="tea"))
    with pytest.raises(WrongUsage, match="Meal"):
        held.published("Meal")
    held.publish(HOME)
    assert held.pathways() == {"home": HOME}
    NOUNS.register(kind="Meal", noun=Meal, key=lambda meal: meal.key)
    assert set(held.published("Meal")) == {"lunch"}


def test_registering_again_is_harmless_and_names_are_not_shared(meals):
    NOUNS.register(kind="Meal", noun=Meal, key=lambda meal: meal.key)
    with pytest.raises(ValueError, match="Meal"):
        NOUNS.register(kind="Meal", noun=Terms, key=str)
    with pytest.raises(ValueError, match="Terms"):
        NOUNS.register(kind="Promises", noun=Terms, key=str)


def test_only_what_can_be_read_back_is_registered():
    @dataclass
    class Loose:
        key: str

    @dataclass(frozen=True)
    class Odd:
        key: str
        when: complex

    for noun in (Loose, Odd, dict):
        with pytest.raises(TypeError):
            NOUNS.register(kind="Odd", noun=noun, key=str)


def test_what_has_its_default_is_left_out_so_that_older_versions_read_the_rest():
    assert as_body(Terms(made_by="panel:1")) == {"made_by": "panel:1"}
    assert as_body(Terms(uses=frozenset())) == {"uses": []}
    assert all(name in {f.name for f in fields(Terms)} for name in as_body(Terms(hidden_fields=frozenset({"role"}))))


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ({"provider": "XWR"}, "reader"),
        ([], "SharingAgreement"),
        (None, "SharingAgreement"),
        (as_body(AGREED) | {"until": None}, "until"),
        (as_body(AGREED) | {"until": 2027}, "until"),
        (as_body(AGREED) | {"only_themes": ["Parking"]}, "only_themes"),
    ],
)
def test_what_is_not_understood_is_named(body, what):
    with pytest.raises(NotUnderstood) as caught:
        of_body(SharingAgreement, body)
    assert caught.value.what == what


def test_an_agreement_with_a_condition_that_is_not_known_opens_no_words(held):
    put(held, "SharingAgreement", "XWR>XWC", as_body(AGREED) | {"only_themes": ["Parking"]})
    assert held.agreements() == ()
    assert held.unread("SharingAgreement") == {"XWR>XWC"}
    with pytest.raises(NewerNoun, match="only_themes"):
        held.publish(AGREED)


def test_a_pathway_that_is_not_understood_is_neither_read_nor_replaced_by_its_definition(tmp_path):
    opened = Workspace(tmp_path / "ws", make=True)
    key = next(iter(opened.published.pathways()))
    put(opened.store, "PathwayMap", key, as_body(opened.published.pathway(key)) | {"members": [{"ward": 7}]})
    assert key not in opened.published.pathways()
    for ask in (lambda: opened.published.pathway(key), lambda: opened.findings.journey(pathway=key)):
        with pytest.raises(NewerNoun, match="ward"):
            ask()


@pytest.mark.parametrize("body", ["{", "[]", '"terms"', '{"sources": "stories"}', '{"made_by": 7}'])
def test_promises_that_cannot_be_read_close_everything(held, body):
    put(held, "Terms", "terms", body)
    assert held.terms().unknown[0].closes_everything
    assert not held.terms().is_open


AGE, SHARED = frozenset({"about:age"}), frozenset({"share publicly"})
CLOSES = {
    "nothing it says": ({"smallest": 3}, None),
    "a list, which may be those allowed": (["role"], None),
    "its name alone": (True, None),
    "fields": ({"concerns": {"fields": ["role"]}}, UnknownPromise(name="kind", fields=frozenset({"role"}))),
    "listed fields": ({"concerns": {"fields": ["about:age"]}}, UnknownPromise(name="kind", fields=AGE)),
    "uses": ({"concerns": {"uses": ["share publicly"]}}, UnknownPromise(name="kind", uses=SHARED)),
    "several": (
        [{"concerns": {"fields": ["role"]}, "to": 5}, {"concerns": {"uses": ["safeguarding"]}}],
        UnknownPromise(name="kind", fields=frozenset({"role"}), uses=frozenset({"safeguarding"})),
    ),
    "one of several that says nothing": ([{"concerns": {"fields": ["role"]}}, {}], None),
    "a field that is not held": ({"concerns": {"fields": ["role", "postcode"]}}, None),
    "a use that is not known": ({"concerns": {"uses": ["sell"]}}, None),
    "more than is known": ({"concerns": {"fields": ["role"], "places": ["XWR"]}}, None),
    "no names": ({"concerns": {"fields": "role"}}, None),
    "an empty list of promises": ([], None),
}


@pytest.mark.parametrize(("value", "meant"), CLOSES.values(), ids=CLOSES)
def test_a_promise_of_an_unknown_kind_says_what_it_concerns_or_concerns_everything(held, value, meant):
    put(held, "Terms", "terms", {"made_by": "panel:1", "kind": value})
    assert held.terms() == Terms(made_by="panel:1", unknown=(meant or UnknownPromise(name="kind"),))


def test_an_unknown_promise_closes_its_field_and_its_use(held):
    put(held, "Terms", "terms", {"made_by": "panel:1", "coarse": {"concerns": {"fields": ["role"]}}})
    with pytest.raises(ClosedByPromise, match="coarse"):
        held.ask(OWNER, "volumes", by=("role",))
    assert held.ask(OWNER, "words").items[0].role == "unknown"
    put(held, "Terms", "terms", {"made_by": "panel:1", "later": {"concerns": {"uses": ["improve care"]}}})
    with pytest.raises(ClosedByPromise, match="later"):
        held.ask(OWNER, "volumes")
    assert held.ask(replace(OWNER, use="share publicly"), "volumes").denominator == 2
    put(held, "Terms", "terms", {"made_by": "panel:1", "later": 1})
    with pytest.raises(ClosedByPromise, match="later"):
        held.ask(replace(OWNER, use="share publicly"), "volumes")


def test_promises_that_are_not_known_are_never_replaced_by_a_version_that_would_lose_them(held):
    put(held, "Terms", "terms", {"made_by": "panel:1", "coarse": {"concerns": {"fields": ["role"]}}})
    with pytest.raises(NewerNoun, match="coarse"):
        held.publish(Terms(made_by="panel:1"))
    with pytest.raises(NewerNoun, match="coarse"):
        held.publish(held.terms())
