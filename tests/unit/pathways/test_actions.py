"""Every change of a pathway is a new version, audited, published, and refused where somebody else was quicker."""

from datetime import date

import pytest

from goldthread.vocabulary import Cut
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
