"""Registries are closed: twice is an error, unknown is refused, and what is registered is found in order."""

import pytest

from goldthread.accounts.registry import erasers, menu, nouns, pages, panels, permissions, references, slots
from goldthread.accounts.registry.entries import Entries, NotRegistered, RegisteredTwice
from goldthread.accounts.registry.pages import READ, Page
from goldthread.accounts.registry.references import Reader, ShownReference
from goldthread.accounts.rules import Permission, Role
from goldthread.vocabulary import PathwayMap, Scope
from tests.builders.site import cast


cast()


def view(request):
    raise AssertionError("it must not be reached")


def test_twice_is_an_error_and_unknown_is_named():
    held: Entries[int] = Entries("number")
    held.add("one", 1)
    with pytest.raises(RegisteredTwice, match="“one” is registered already"):
        held.add("one", 2)
    with pytest.raises(NotRegistered, match="No number “two” is registered. Registered: one"):
        held["two"]
    assert held.get("two") is None and "two" not in held and held.all() == {"one": 1}


@pytest.mark.parametrize(
    "again",
    [
        lambda: erasers.register("thread", lambda one, told: 0),
        lambda: nouns.register(kind="PathwayMap", noun=PathwayMap, key=lambda one: one.key),
        lambda: references.register(kind="passage", label="x", shown=lambda ids, reader: {}),
        lambda: references.stand_in(kind="need", label="x", shown=lambda ids, reader: {}),
        lambda: panels.register(key="week", roles=(Role.WARD,), order=1, template="x", fill=lambda acting: {}),
        lambda: menu.register(area="Listen", title="x", name="imports", needs=Permission.SEE_IMPORTS),
        lambda: pages.register("x", [Page(route="", view=view, name="people", needs=Permission.MANAGE_PEOPLE)]),
    ],
)
def test_what_is_there_cannot_be_registered_again(again):
    with pytest.raises(RegisteredTwice):
        again()


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: menu.register(area="Nowhere", title="x", name="x", needs=Permission.SEE_FINDINGS),
        lambda: menu.register(area="Listen", title="x", name="x", needs="nobody has this"),
        lambda: pages.register("x", [Page(route="", view=view, name="x", needs="nobody has this")]),
        lambda: pages.register("x", [Page(route="", view=view, name="x", needs="")]),
        lambda: nouns.register(kind="Other", noun=PathwayMap, key=lambda one: one.key),
        lambda: permissions.register("see words", roles=(Role.PARTNER,)),
        lambda: slots.register(slot="nowhere", key="x", template="x", fill=lambda request, shown: {}),
    ],
)
def test_what_nobody_registered_cannot_be_built_on(wrong):
    with pytest.raises(NotRegistered):
        wrong()


def test_a_page_must_say_what_it_needs():
    with pytest.raises(TypeError):
        Page(route="", view=view, name="x")


def test_permissions_of_apps_are_given_to_their_roles_alone():
    permissions.register("water the plants", roles=(Role.PARTNER,))
    try:
        assert "water the plants" in permissions.granted(Role.PARTNER)
        assert "water the plants" not in permissions.granted(Role.COMMISSIONER)
        with pytest.raises(ValueError):
            permissions.register("no such role", roles=("boss",))
    finally:
        permissions.PERMISSIONS.drop("water the plants")


def test_a_mark_that_lets_strangers_in_does_not_come_through():
    from django.contrib.auth.decorators import login_not_required
    from django.contrib.auth.models import AnonymousUser
    from django.test import RequestFactory

    guarded = pages.guarded(Page(route="", view=login_not_required(view), name="x", needs="x", methods=READ))
    assert getattr(guarded, "login_required", True)
    request = RequestFactory().get("/x/")
    request.user = AnonymousUser()
    assert guarded(request).status_code == 302


def test_kinds_stand_in_the_order_of_their_stages_and_an_owner_takes_over_from_a_stand_in():
    theirs = {"kept": ShownReference(wording="Theirs.")}
    references.register(kind="test-kind", label="Between", stage=45, shown=lambda ids, reader: theirs)
    references.stand_in(
        kind="taken", label="Older", stage=5, shown=lambda ids, reader: {one: ShownReference() for one in ids}
    )
    references.register(kind="taken", label="Newer", stage=90, shown=lambda ids, reader: theirs)
    try:
        stages = references.stages()
        assert stages.index("decision") < stages.index("test-kind") < stages.index("measure")
        assert stages[0] == "passage" and stages[-1] == "taken" and references.label("taken") == "Newer"
        shown = references.show("taken", ["kept", "other"], Reader(scope=Scope.owner()))
        assert shown["kept"].wording == "Theirs." and shown["other"].wording == ""
        assert references.is_held("taken", "kept") and not references.is_held("test-kind", "other")
        assert references.show("unknown", ["x"], Reader(scope=Scope.owner())) == {}
    finally:
        for kind in ("test-kind", "taken"):
            references.KINDS.drop(kind)
        references.STAND_INS.drop("taken")


def test_a_slot_is_filled_in_order_without_those_that_have_nothing_to_show(monkeypatch):
    monkeypatch.setattr(slots, "PARTS", Entries("part of a page"))
    for key, order, words in (("late", 60, {"n": 2}), ("none", 10, None), ("early", 20, {"n": 1})):
        slots.register(
            slot="search", key=key, template=f"{key}.html", order=order, fill=lambda request, shown, words=words: words
        )
    slots.register(slot="search found", key="late", template="x", fill=lambda request, shown: dict(shown))
    assert list(slots.filled("search", None, {})) == [("early.html", {"n": 1}), ("late.html", {"n": 2})]
    assert list(slots.filled("search found", None, {"words": "tea"})) == [("x", {"words": "tea"})]
    with pytest.raises(RegisteredTwice):
        slots.register(slot="search", key="late", template="x", fill=lambda request, shown: {})
