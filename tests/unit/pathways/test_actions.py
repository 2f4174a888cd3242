"""Every change of a pathway is a new version, audited, published, and refused where somebody else was quicker."""

from dataclasses import replace
from datetime import date

import pytest

from goldthread.insight import as_yaml, load_pathway, pathway_library
from goldthread.vocabulary import (
    Cut,
    Directory,
    ListedOrganisation,
    Membership,
    PathwayMap,
    PlainError,
    Touchpoint,
    WrongUsage,
)
from goldthread.workspace import Workspace
from goldthread.workspace.published import PublishedNouns
from tests.builders.site import cast


PEOPLE = cast()

from goldthread.accounts import models as accounts_models  # noqa: E402
from goldthread.accounts import outbox  # noqa: E402
from goldthread.accounts import queries as accounts  # noqa: E402
from goldthread.accounts.models import AuditEvent  # noqa: E402
from goldthread.pathways import actions, models, queries, rules  # noqa: E402


KEY = "home-after-a-fall"


@pytest.fixture
def workspace(tmp_path):
    clear()
    made = Workspace(tmp_path / "workspace")
    actions.load_definitions(by="test", workspace=made)
    yield made
    clear()


def clear():
    """Other tests' sites take the pathways over afresh."""
    models.Version.objects.all().delete()
    models.Pathway.objects.all().delete()


def change(workspace, act, **given):
    usual = {"by": PEOPLE["cath"], "workspace": workspace, "pathway": KEY, "based_on": queries.pathway(KEY).version}
    return act(**(usual | given))


def test_definitions_are_loaded_once_and_then_the_database_is_the_truth(workspace):
    assert set(queries.pathways()) == {KEY, "moving-to-adult-services"}
    change(workspace, actions.rename, title="Home again", about="After a fall.")
    assert actions.load_definitions(by="test", workspace=workspace) == []
    assert queries.pathway(KEY).title == workspace.published.pathway(KEY).title == "Home again"


def test_what_is_loaded_is_what_was_defined(workspace):
    from goldthread.insight import defined_pathways

    assert queries.pathways() == defined_pathways() == workspace.store.pathways()


def test_every_change_is_a_version_an_audit_event_and_a_publication(workspace):
    before = AuditEvent.objects.count()
    made = change(
        workspace,
        actions.add_touchpoint,
        title="The key safe",
        kinds=["aftercare"],
        after="ward-to-home",
        why="Carers asked for it.",
    )
    assert made.version == 2
    assert AuditEvent.objects.count() == before + 1
    assert workspace.store.pathways()[KEY] == made
    keys = [point.key for point in made.touchpoints]
    assert keys[keys.index("ward-to-home") + 1] == "the-key-safe"
    newest, first = queries.history(KEY)
    assert (newest.differences, newest.why, newest.by) == (
        ("“The key safe” was added.",),
        "Carers asked for it.",
        str(PEOPLE["cath"]),
    )
    assert newest.published and first.number == 1
    assert queries.pathway(KEY, 1).version == 1
    assert accounts.audit_is_whole()


def test_a_change_on_an_older_version_is_refused(workspace):
    change(workspace, actions.move_touchpoint, touchpoint="medicines", places=-1)
    with pytest.raises(actions.ChangedMeanwhile):
        change(workspace, actions.remove_touchpoint, touchpoint="medicines", based_on=1)
    assert queries.pathway(KEY).version == 2


def test_an_unsound_change_changes_nothing(workspace):
    with pytest.raises(rules.UnsoundPathway, match="XOT is no organisation"):
        change(workspace, actions.add_service, organisation="XOT", service="Ward 1")
    with pytest.raises(rules.UnsoundPathway, match="between two organisations"):
        change(
            workspace,
            actions.change_touchpoint,
            touchpoint="medicines",
            title="Medicines",
            kinds=["medicines"],
            transition=True,
        )
    assert queries.pathway(KEY).version == workspace.store.pathways()[KEY].version == 1


def test_a_change_that_changes_nothing_makes_no_version(workspace):
    now = queries.pathway(KEY)
    assert change(workspace, actions.rename, title=now.title, about=now.about) == now
    assert queries.pathway(KEY).version == 1


def test_what_could_not_be_published_is_kept_waits_with_its_reason_and_is_published_later(workspace, monkeypatch):
    monkeypatch.setattr(PublishedNouns, "publish", lambda *a, **k: (_ for _ in ()).throw(OSError(28, "No space left")))
    made = change(workspace, actions.end_service, organisation="XWR", service="Therapies", on=date(2026, 5, 1))
    monkeypatch.undo()
    assert workspace.store.pathways()[KEY].version == 1 and queries.pathway(KEY) == made
    (waits,) = outbox.waiting(f"PathwayMap:{KEY}")
    assert waits.failed == "The workspace cannot be written: No space left." and waits.tries == 1
    assert not queries.history(KEY)[0].published
    assert outbox.deliver_waiting(workspace, at_once=True) == 1
    assert workspace.store.pathways()[KEY] == queries.pathway(KEY) and queries.history(KEY)[0].published
    assert queries.pathway(KEY).version == 2 and not outbox.waiting()


def test_a_pathway_may_be_started(workspace):
    from goldthread.vocabulary import Membership, Touchpoint

    made = actions.start(
        by=PEOPLE["cath"],
        workspace=workspace,
        title="Having a baby",
        about="",
        members=[Membership(organisation="XWR", service="Maternity")],
        touchpoints=[Touchpoint(key="birth", title="The birth", about="", kinds=("treatment",))],
    )
    assert made.key == "having-a-baby"
    assert workspace.findings.journey(pathway="having-a-baby").steps[0].title == "The birth"


def test_hostile_wordings_are_kept_as_they_are_and_run_nothing(workspace):
    hostile = "<script>alert(1)</script>'); drop table x;-- {{7*7}} \u202e"
    made = change(workspace, actions.rename, title=hostile, about=hostile)
    assert workspace.published.pathway(KEY).title == made.title == hostile.strip()
    assert workspace.words.passages(cut=Cut(pathway=KEY)).items == ()


def test_a_journey_that_names_organisations_the_site_does_not_have_can_be_changed(workspace, monkeypatch):
    nobody = accounts_models.Organisation.objects.none()
    monkeypatch.setattr(accounts_models.Organisation.objects, "filter", lambda **_: nobody)
    change(workspace, actions.rename, title="Home again", about="After a fall.")
    change(workspace, actions.move_touchpoint, touchpoint="the-ward", places=-1)
    assert queries.pathway(KEY).title == "Home again"
    with pytest.raises(rules.UnsoundPathway, match="XNEW is no organisation"):
        change(workspace, actions.add_service, organisation="XNEW", service="Therapies")


# -- from a file, and from the library


def own(**changed):
    points = tuple(Touchpoint(key=key, title=key, about="", kinds=("access",)) for key in ("door", "desk"))
    drawn = PathwayMap(
        key="our-way",
        version=7,
        title="Our way",
        about="",
        members=(Membership(organisation="XWR", service="Ward 7"),),
        touchpoints=points,
    )
    return replace(drawn, **changed)


def test_a_pathway_of_ones_own_is_added_and_replaced_only_where_asked(workspace):
    made = actions.add(by="owner", workspace=workspace, drawn=own())
    assert made == workspace.published.pathway("our-way") and made.version == 1
    with pytest.raises(WrongUsage, match="already"):
        actions.add(by="owner", workspace=workspace, drawn=own(title="Other"))
    again = actions.add(by="owner", workspace=workspace, drawn=own(title="Other"), replace_it=True)
    assert (again.title, again.version) == ("Other", 2)
    assert AuditEvent.objects.order_by("-id").first().what == "pathway replaced"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"key": "Our Way"}, "cannot be the key"),
        ({"members": ()}, "No service belongs"),
        ({"members": (Membership(organisation="ZZZ", service="Ward"),)}, "no organisation of this care system"),
        ({"touchpoints": ()}, "no moment"),
    ],
)
def test_a_pathway_that_does_not_hang_together_is_not_added(workspace, changed, said):
    with pytest.raises(PlainError, match=said):
        actions.add(by="owner", workspace=workspace, drawn=own(**changed))
    assert "our-way" not in queries.pathways()


@pytest.mark.parametrize("key", list(pathway_library()))
def test_every_pathway_of_the_library_can_be_started_from(workspace, key):
    drawn = pathway_library()[key]
    made = actions.start_from(
        by=PEOPLE["cath"],
        workspace=workspace,
        moments=drawn.touchpoints,
        title=drawn.title,
        organisation="XWR",
        service=" Clinic ",
    )
    assert made.touchpoints == drawn.touchpoints and made.members[0].service == "Clinic"
    assert workspace.published.pathway(made.key) == made


def test_what_is_shown_as_yaml_is_read_back_the_same(workspace, tmp_path):
    for key, drawn in queries.pathways().items():
        path = tmp_path / f"{key}.yaml"
        path.write_text(as_yaml(drawn), encoding="utf-8")
        assert load_pathway(path) == drawn


def test_pathways_of_organisations_that_are_not_here_are_not_taken_over(tmp_path, monkeypatch):
    clear()
    other = Workspace(tmp_path / "other")
    monkeypatch.setattr(accounts_models.Organisation.objects, "values_list", lambda *names, **how: ["R0A"])
    assert actions.load_definitions(by="test", workspace=other) == []


def test_a_folder_whose_site_names_its_organisations_has_no_pathway_of_others(tmp_path):
    made = Workspace(tmp_path / "named")
    assert set(made.published.pathways()) == {KEY, "moving-to-adult-services"}
    made.published.publish(Directory(organisations=(ListedOrganisation(code="R0A", name="Ours"),)))
    assert made.published.pathways() == {}
