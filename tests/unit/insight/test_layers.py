"""The journey in layers: each group apart, disagreement marked, and nothing hidden that the rest gives away."""

from collections import Counter
from datetime import date

import pytest

from goldthread.insight import layered
from goldthread.vocabulary import Cut, Membership, PathwayMap, Scope, Touchpoint
from tests.builders.evidence import keep, store


OWNER = Scope.owner()
ASHA = Scope(person="asha", audience="partner", organisations=frozenset({"XWR", "XWC"}), words_from=frozenset())
HOME = PathwayMap(
    key="home",
    version=1,
    title="Home",
    about="",
    members=(Membership(organisation="XWR", service="Ward"), Membership(organisation="XWC", service="Care")),
    touchpoints=(
        Touchpoint(key="stay", title="On the ward", about="", kinds=("stay",)),
        Touchpoint(
            key="out",
            title="Ward → home",
            about="",
            kinds=("discharge",),
            transition=True,
            services=(("XWR", "Ward"), ("XWC", "Care")),
        ),
    ),
)


def told(*groups):
    """Pieces from (how many people, role, touchpoints, feelings)."""
    made, n = [], 0
    for many, role, touchpoints, feelings in groups:
        for _ in range(many):
            n += 1
            made.append(
                {
                    "n": n,
                    "role": role,
                    "service": "Ward",
                    "date": date(2026, 5, 1),
                    "text": f"Said {n}.",
                    "touchpoints": touchpoints,
                    "feelings": feelings,
                }
            )
    return made


def held(tmp_path, pieces):
    into = store(tmp_path)
    keep(into, pieces)
    into.publish(HOME)
    return into


PIECES = told(
    (20, "patient", ("discharge",), ("relieved",)),
    (15, "carer", ("discharge",), ("alone",)),
    (12, "carer", ("discharge", "stay"), ("alone", "confused")),
    (14, "patient", ("stay",), ("happy",)),
    (9, "unknown", ("discharge",), ("alone",)),
    (7, "patient", (), ()),
)


def test_layers_count_what_a_plain_loop_counts(tmp_path):
    found = layered(held(tmp_path, PIECES), OWNER, HOME)
    slow = Counter(
        (piece["role"], "out" if kind == "discharge" else "stay", feeling)
        for piece in PIECES
        for kind in piece["touchpoints"]
        for feeling in piece["feelings"]
    )
    for layer in found.layers:
        for key, step in layer.steps.items():
            shown = {name: n for name, n in step.feelings.items() if n}
            assert shown == {f: n for (who, k, f), n in slow.items() if (who, k) == (layer.who, key)}
    assert {layer.who: (layer.told, layer.placed) for layer in found.layers} == {
        "patient": (41, 34),
        "carer": (27, 27),
        "staff": (0, 0),
    }


def test_where_groups_disagree_it_is_marked_and_the_silent_are_named(tmp_path):
    found = layered(held(tmp_path, PIECES), OWNER, HOME)
    assert found.apart == {"out": ("patient", "carer"), "stay": ("patient", "carer")}
    assert found.silent == ("staff",)
    assert found.between == {"out": ("XWR", "XWC")}
    assert (found.highest, found.lowest) == ("stay", "out")


def test_small_layers_show_nothing_to_a_partner_and_everything_to_a_reader(tmp_path):
    into = held(
        tmp_path,
        told(
            (30, "patient", ("stay",), ("happy",)),
            (2, "carer", ("stay",), ("alone",)),
            (3, "staff", ("stay",), ("happy",)),
            (8, "unknown", ("stay",), ("happy",)),
        ),
    )
    found = layered(into, ASHA, HOME)
    steps = {layer.who: layer.steps["stay"] for layer in found.layers}
    assert (steps["carer"].n, steps["staff"].n, steps["patient"].n) == (None, None, 30)
    assert all(n is None for n in steps["carer"].feelings.values())
    assert found.whole.steps[0].n in (40, 45)
    assert found.source.disclosed_for == "partner"
    exact = {layer.who: layer.steps["stay"] for layer in layered(into, OWNER, HOME).layers}
    assert (exact["carer"].n, exact["staff"].n, exact["carer"].feelings["alone"]) == (2, 3, 2)


def test_a_layer_of_five_is_shown_whatever_the_others_are(tmp_path):
    """Nothing else is covered: rounding by cell key keeps differences from telling."""
    pieces = told((30, "patient", ("stay",), ()), (10, "carer", ("stay",), ()), (2, "staff", ("stay",), ()))
    found = layered(held(tmp_path, pieces), ASHA, HOME)
    steps = {layer.who: layer.steps["stay"].n for layer in found.layers}
    assert steps == {"patient": 30, "carer": 10, "staff": None}


def test_what_the_whole_hides_every_layer_hides(tmp_path):
    pieces = told((3, "patient", ("stay",), ("happy",)), (1, "carer", ("stay",), ("happy",)))
    found = layered(held(tmp_path, pieces), ASHA, HOME)
    assert found.whole.steps[0].n is None
    assert [layer.steps["stay"].n for layer in found.layers] == [None, None, None]


def test_a_mood_is_made_of_shown_figures_alone(tmp_path):
    """Four good feelings of four people each beside one hard one of sixty: a partner sees mostly hard."""
    good = ("happy", "relieved", "grateful", "reassured")
    pieces = told(*[(4, "patient", ("stay",), (feeling,)) for feeling in good], (60, "patient", ("stay",), ("alone",)))
    into = held(tmp_path, pieces)
    step = layered(into, ASHA, HOME).layers[0].steps["stay"]
    assert {step.feelings[feeling] for feeling in good} == {None}
    assert (step.mood, step.balance) == ("low", -1.0)
    exact = layered(into, OWNER, HOME).layers[0].steps["stay"]
    assert exact.balance == pytest.approx((16 - 60) / 76, abs=0.11)
    few = told(*[(4, "patient", ("stay",), (feeling,)) for feeling in good], (20, "patient", ("stay",), ("alone",)))
    assert layered(held(tmp_path / "few", few), ASHA, HOME).layers[0].steps["stay"].mood == ""


def test_one_group_alone_may_be_asked_for(tmp_path):
    found = layered(held(tmp_path, PIECES), OWNER, HOME, Cut(roles=("carer",)))
    assert [layer.who for layer in found.layers] == ["carer"]
    assert found.apart == {}


def test_another_trust_sees_nothing(tmp_path):
    dai = Scope(person="dai", audience="provider", organisations=frozenset({"XOT"}), words_from=frozenset({"XOT"}))
    found = layered(held(tmp_path, PIECES), dai, HOME)
    assert all(not layer.told for layer in found.layers)
    assert all(not step.n for step in found.whole.steps)
