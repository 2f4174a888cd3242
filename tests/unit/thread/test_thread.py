"""The thread goes both ways, shows each reader what is theirs, and lets go of what is withdrawn."""

from datetime import date

import pytest

from goldthread.vocabulary import Code, NotFound, Scope, SharingAgreement, WrongUsage
from goldthread.workspace import Workspace
from goldthread.workspace.repeating import repeats
from tests.builders import live, placeholders
from tests.builders.evidence import KEY, keep
from tests.builders.site import cast


PEOPLE = cast()

from goldthread.accounts import actions as accounts  # noqa: E402
from goldthread.accounts import queries as people  # noqa: E402
from goldthread.accounts import rules as rights  # noqa: E402
from goldthread.accounts.acting import acting  # noqa: E402
from goldthread.accounts.models import AuditEvent  # noqa: E402
from goldthread.thread import actions, checking, queries, references, rules, showing  # noqa: E402
from goldthread.thread.models import Link, Placeholder, QuotedPassage, Teller, Unlinked  # noqa: E402


WORDS = "Nobody said who would come, or when. I sat up all night."
COUNCIL_WORDS = "The carer came on the fourth day and nobody rang."
OWNER = Scope.owner()


def feedback_id(n: int) -> str:
    return KEY.identify("id", str(n))


def respondent(n: int) -> str:
    return KEY.identify("person", str(n))


@pytest.fixture
def workspace(tmp_path):
    clear()
    made = Workspace(tmp_path / "workspace")
    keep(
        made.store,
        [
            {"n": 1, "text": WORDS, "role": "carer", "organisation": "XWR"},
            {"n": 2, "text": COUNCIL_WORDS, "role": "carer", "organisation": "XWC", "service": "Home Care"},
            {"n": 3, "text": "Something else that nobody quoted.", "organisation": "XWR"},
        ],
    )
    yield made
    clear()


def clear():
    """Other tests' sites put their own thread."""
    for model in (Link, Placeholder, QuotedPassage, Teller, Unlinked):
        model.objects.all().delete()


@pytest.fixture
def woven(workspace):
    """Two carers' words, a need, a measure, a clause in which both organisations take part, and a result."""
    quoted = [actions.quote(by="test", workspace=workspace, scope=OWNER, feedback=feedback_id(n)) for n in (1, 2)]
    put = {
        kind: placeholders.put(
            kind=kind,
            key=f"one-{kind}",
            wording=f"The {kind}.",
            on=date(2026, 6, n),
            organisations=["XWR", "XWC"],
        )
        for n, kind in enumerate(("need", "decision", "measure", "clause", "result"), 1)
    }
    for passage in quoted:
        for kind in ("need", "measure"):
            actions.link(by="test", upper=str(passage), lower=str(put[kind]))
    for upper, lower in (("need", "decision"), ("decision", "measure"), ("measure", "clause"), ("clause", "result")):
        actions.link(by="test", upper=str(put[upper]), lower=str(put[lower]))
    return workspace


def reader(workspace, handle: str = "", agreements=()) -> queries.Reader:
    if not handle:
        return queries.Reader(workspace=workspace, scope=OWNER)
    person = PEOPLE[handle]
    scope = rights.scope(str(person), acting(person).right, agreements)
    return queries.Reader(workspace=workspace, scope=scope, own=queries.own_words(person))


def words_in(thread) -> list[str | None]:
    return [node.words for node in thread.nodes if node.kind == "passage"]


def agreed(*providers):
    return [
        SharingAgreement(provider=one, reader="XIC", controller=one, agreement="a", dpia="d", since="2024-01-01")
        for one in providers
    ]


def test_from_a_clause_the_exact_words_are_two_steps_away(woven):
    found = queries.thread("clause:one-clause", reader(woven))
    passages = [node for node in found.nodes if node.kind == "passage"]
    assert {node.words for node in passages} == {WORDS, COUNCIL_WORDS}
    assert {node.steps for node in passages} == {-2}


def test_from_the_words_everything_that_came_of_them(woven):
    found = queries.thread(f"feedback:{feedback_id(1)}", reader(woven))
    assert [node.kind for node in found.nodes] == ["passage", "need", "decision", "measure", "clause", "result"]
    assert words_in(found) == [WORDS]
    assert found.nodes[0].steps == 0 and found.nodes[-1].steps == 3


def test_both_ends_draw_the_same_links(woven):
    down = queries.thread(f"feedback:{feedback_id(1)}", reader(woven))
    up = queries.thread("result:one-result", reader(woven))
    assert set(down.edges) < set(up.edges)
    assert {edge.upper for edge in up.edges} - {edge.upper for edge in down.edges} == {
        str(QuotedPassage.objects.get(feedback=feedback_id(2)))
    }


def test_words_that_nothing_rests_on_are_alone(woven):
    found = queries.thread(f"feedback:{feedback_id(3)}", reader(woven))
    assert [(node.kind, node.words) for node in found.nodes] == [("feedback", "Something else that nobody quoted.")]


def test_another_organisations_words_are_not_shown_without_an_agreement(woven):
    assert set(words_in(queries.thread("clause:one-clause", reader(woven, "ben")))) == {WORDS, None}
    assert words_in(queries.thread("clause:one-clause", reader(woven, "cath"))) == [None, None]
    shared = reader(woven, "cath", agreed("XWC"))
    assert set(words_in(queries.thread("clause:one-clause", shared))) == {COUNCIL_WORDS, None}
    hidden = [
        node
        for node in queries.thread("clause:one-clause", shared).nodes
        if node.kind == "passage" and node.words is None
    ]
    assert [node.feedback for node in hidden] == [""]


def test_an_own_team_reads_only_what_was_told_to_it(woven):
    assert words_in(queries.thread("clause:one-clause", reader(woven, "fay"))) == [None, None]


def test_people_follow_their_own_words_though_they_read_nobody_elses(woven):
    actions.know_teller(by="test", person=PEOPLE["asha"], respondent=respondent(1))
    found = queries.thread("clause:one-clause", reader(woven, "asha"))
    assert [node.words for node in found.nodes if node.own] == [WORDS]
    assert None in words_in(found)
    assert [one.feedback for one in queries.quoted(PEOPLE["asha"])] == [feedback_id(1)]


@pytest.mark.parametrize("what", ["clause:one-clause", "need:one-need", "result:one-result", "measure:one-measure"])
def test_dai_of_another_trust_finds_nothing(woven, what):
    with pytest.raises(NotFound):
        queries.thread(what, reader(woven, "dai"))
    with pytest.raises(NotFound):
        queries.thread(f"feedback:{feedback_id(1)}", reader(woven, "dai"))
    with pytest.raises(NotFound):
        queries.thread(str(QuotedPassage.objects.first()), reader(woven, "dai"))
    assert queries.placeholders("clause", reader(woven, "dai").scope) == []


def test_a_stop_that_concerns_others_is_left_out_with_what_hangs_on_it_alone(woven):
    theirs = placeholders.put(kind="clause", wording="Theirs.", on=date(2026, 7, 1), organisations=["XTC"])
    actions.link(by="test", upper="measure:one-measure", lower=str(theirs))
    found = queries.thread("measure:one-measure", reader(woven, "ben"))
    assert str(theirs) not in {node.reference for node in found.nodes}
    assert str(theirs) not in {edge.lower for edge in found.edges}
    assert str(theirs) in {k.reference for k in queries.thread("measure:one-measure", reader(woven)).nodes}


def test_withdrawn_words_leave_an_opaque_knot_and_a_count(woven):
    actions.know_teller(by="test", person=PEOPLE["asha"], respondent=respondent(1))
    token = str(QuotedPassage.objects.get(feedback=feedback_id(1)))
    done = accounts.withdraw(by="test", workspace=woven, respondent=respondent(1))
    assert (done.answers, done.left_in) == (1, ())
    found = queries.thread("clause:one-clause", reader(woven))
    assert found.sources == "1 source withdrawn, 1 remains"
    gone = next(node for node in found.nodes if node.withdrawn)
    assert (gone.reference, gone.words, gone.on, gone.role, gone.organisations) == (token, None, None, "", ())
    assert Teller.objects.count() == 0
    with pytest.raises(NotFound):
        queries.thread(f"feedback:{feedback_id(1)}", reader(woven))
    assert accounts.withdraw(by="test", workspace=woven, respondent=respondent(1)).left_in == ()
    assert people.audit_is_whole()
    assert WORDS not in "".join(f"{e.by}{e.what}{e.about}{e.detail}" for e in AuditEvent.objects.all())


def test_a_withdrawal_leaves_no_bytes_in_the_sites_database(woven):
    from pathlib import Path

    from django.conf import settings

    accounts.withdraw(by="test", workspace=woven, respondent=respondent(2))
    held = live.read(Path(settings.WORKSPACE).glob("site.sqlite3*"))
    for needle in (COUNCIL_WORDS, feedback_id(2), respondent(2)):
        assert needle.encode() not in held


def test_words_that_are_no_longer_as_quoted_are_said_to_have_changed(woven):
    QuotedPassage.objects.filter(feedback=feedback_id(1)).update(hash="0" * 32)
    found = queries.thread("clause:one-clause", reader(woven))
    assert [node.changed for node in found.nodes if node.words == WORDS] == [True]


def test_words_of_which_more_was_removed_are_shown_as_they_are_now_or_not_at_all(woven):
    keep(woven.store, [{"n": 4, "text": "Nurse Brenda sat with me all night.", "role": "carer", "organisation": "XWR"}])
    quoted = actions.quote(by="test", workspace=woven, scope=OWNER, feedback=feedback_id(4))
    actions.link(by="test", upper=str(quoted), lower="need:one-need")
    actions.know_teller(by="test", person=PEOPLE["asha"], respondent=respondent(4))
    hers = lambda: next(k for k in queries.thread("need:one-need", reader(woven, "asha")).nodes if k.own)  # noqa: E731
    assert hers().words == quoted.words == "Nurse Brenda sat with me all night."
    assert woven.imports.renew().more_redacted == 1
    for one in (reader(woven), reader(woven, "ben")):
        (node,) = (k for k in queries.thread("need:one-need", one).nodes if k.reference == str(quoted))
        assert (node.words, node.changed) == ("Nurse [NAME] sat with me all night."[: len(quoted.words)], True)
    assert (hers().words, hers().changed) == (None, True)
    assert showing.as_quoted([quoted.token], woven) == {}
    assert actions.empty_changed_copies(by="test", workspace=woven) == 1
    assert [one.words for one in QuotedPassage.objects.order_by("id")] == [WORDS, COUNCIL_WORDS, ""]
    assert actions.empty_changed_copies(by="test", workspace=woven) == 0
    again = actions.quote_again(by="test", workspace=woven, scope=OWNER, token=quoted.token)
    assert "Brenda" not in again.words and hers().words == again.words


def test_a_part_of_an_answer_may_be_quoted_and_the_same_part_only_once(workspace):
    part = {"by": "test", "workspace": workspace, "scope": OWNER, "feedback": feedback_id(1), "start": 0, "end": 36}
    first, again = actions.quote(**part), actions.quote(**part)
    assert first.pk == again.pk and first.words == WORDS[:36]
    whole = actions.quote(by="test", workspace=workspace, scope=OWNER, feedback=feedback_id(1))
    assert whole.pk != first.pk


def test_words_that_one_may_not_read_cannot_be_quoted(workspace):
    with pytest.raises(NotFound):
        actions.quote(
            by=PEOPLE["ben"],
            workspace=workspace,
            scope=rights.scope("", acting(PEOPLE["ben"]).right),
            feedback=feedback_id(2),
        )


def test_links_lead_from_words_to_results_and_never_back(woven):
    for upper, lower in (("clause:one-clause", "need:one-need"), ("need:one-need", "need:one-need")):
        with pytest.raises(WrongUsage):
            actions.link(by="test", upper=upper, lower=lower, kind="led to")
    with pytest.raises(WrongUsage, match="cannot be linked"):
        actions.link(by="test", upper="need:one-need", lower="result:one-result", kind="asks for")
    with pytest.raises(NotFound):
        actions.link(by="test", upper="need:nobody-put-this", lower="measure:one-measure")


def test_a_link_is_made_once_and_may_be_taken_away(woven):
    before = Link.objects.count()
    actions.link(by="test", upper="measure:one-measure", lower="clause:one-clause")
    assert Link.objects.count() == before
    link = {"upper": "measure:one-measure", "lower": "clause:one-clause", "kind": "was promised in"}
    for nothing in ("", " \x00", "x" * 301):
        with pytest.raises(WrongUsage):
            actions.unlink(by="test", **link, why=nothing)
    actions.unlink(by=PEOPLE["cath"], **link, why="The wording differs from what was measured.")
    assert [k.kind for k in queries.thread("clause:one-clause", reader(woven)).nodes] == ["clause", "result"]
    with pytest.raises(NotFound):
        actions.unlink(by="test", **link, why="Again.")
    seen = reader(woven, "cath")
    (gone,) = queries.taken_away(queries.thread("clause:one-clause", seen), seen.scope)
    assert (gone.other, gone.wording) == ("measure:one-measure", "The measure.")
    assert (gone.link.by, gone.link.why) == (str(PEOPLE["cath"]), "The wording differs from what was measured.")
    Placeholder.objects.filter(key="one-measure").update(organisations=["XTC"])
    ben = reader(woven, "ben")
    assert queries.taken_away(queries.thread("clause:one-clause", ben), ben.scope) == []
    actions.link(by="test", upper=link["upper"], lower=link["lower"])
    assert queries.taken_away(queries.thread("clause:one-clause", seen), seen.scope) == []
    assert people.audit_is_whole()


def test_a_reason_that_repeats_withdrawn_words_goes_with_them(woven):
    passage = QuotedPassage.objects.get(feedback=feedback_id(1))
    kind = Link.objects.get(upper=str(passage), lower="need:one-need").kind
    actions.unlink(by="test", upper=str(passage), lower="need:one-need", kind=kind, why=f"She only said: {WORDS}")
    assert accounts.withdraw(by="test", workspace=woven, respondent=respondent(1)).left_in == ()
    assert [one.why for one in Unlinked.objects.all()] == [""]


def test_dates_from_before_there_were_contracts_are_seen_by_whom_they_concern(workspace):
    dated = {"kind": "meeting", "wording": "A meeting", "organisations": ["XWR"]}
    placeholders.put(**dated, key="one", on=date(2031, 5, 1))
    placeholders.put(**dated, key="past", on=date(2031, 1, 1))
    for handle, seen in (("cath", 1), ("ben", 1), ("dai", 0)):
        assert len(queries.dates(rights.scope("", acting(PEOPLE[handle]).right), date(2031, 4, 1))) == seen
    with pytest.raises(NotFound):
        actions.drop_date(by="test", kind="meeting", key="one", scope=rights.scope("", acting(PEOPLE["dai"]).right))
    actions.drop_date(by="test", kind="meeting", key="one", scope=rights.scope("", acting(PEOPLE["cath"]).right))
    assert queries.dates(rights.scope("", acting(PEOPLE["cath"]).right), date(2031, 4, 1)) == []


def test_a_room_takes_a_placeholder_over_under_the_same_reference(woven):
    assert actions.take_over(by="test", kind="need", key="one-need")
    assert not actions.take_over(by="test", kind="need", key="one-need"), "once"
    assert Link.objects.filter(lower="need:one-need").count() == 2, "its links stay"


def test_a_link_is_checked_again_for_as_long_as_an_end_stands_in_another_version(woven):
    assert checking.stale() == []
    Link.objects.filter(upper="measure:one-measure").update(upper_version="0")
    Link.objects.filter(lower="measure:one-measure").update(lower_version="0")
    found = {(one.upper, one.lower): one.changed for one in checking.stale()}
    assert found[("measure:one-measure", "clause:one-clause")] == ("upper",)
    assert found[("decision:one-decision", "measure:one-measure")] == ("lower",)
    shown = queries.thread("clause:one-clause", reader(woven))
    assert {one.lower for one in shown.checks} == {"measure:one-measure", "clause:one-clause"}
    assert {one["to"] for one in shown.as_dict()["check_again"]} == {"measure:one-measure", "clause:one-clause"}


def test_a_link_holds_again_once_somebody_looked_at_both_ends_as_they_are(woven):
    edge = {"upper": "measure:one-measure", "lower": "clause:one-clause"}
    Link.objects.filter(**edge).update(upper_version="0")
    (check,) = checking.stale(["clause:one-clause"])
    with pytest.raises(WrongUsage, match="changed again"):
        actions.say_it_holds(by="test", kind=check.kind, **edge, seen=("9", "1"))
    actions.say_it_holds(by="test", kind=check.kind, **edge, seen=check.now, why="Read both.")
    assert checking.stale() == []
    with pytest.raises(NotFound):
        actions.say_it_holds(by="test", kind="led to", **edge, seen=check.now)


def test_links_to_withdrawn_words_are_to_be_checked(woven):
    accounts.withdraw(by="test", workspace=woven, respondent=respondent(1))
    found = [one for one in checking.stale() if one.withdrawn]
    assert {one.lower for one in found} == {"need:one-need", "measure:one-measure"}
    assert all("withdrawn" in checking.said(one) for one in found)


def test_links_from_before_versions_were_kept_count_as_the_first(woven):
    Link.objects.update(upper_version="", lower_version="")
    assert checking.stale() == []


@pytest.mark.parametrize("text", ["", "clause", "clause:", "clause:A B", "lunch:one", "clause:x@y", "../etc:x"])
def test_what_is_no_reference_is_refused_in_a_sentence(text):
    with pytest.raises(WrongUsage):
        references.read(text)


def test_a_reference_may_name_a_version(woven):
    assert references.read("measure:one-measure@3") == references.Reference("measure", "one-measure", "3")
    found = queries.thread("measure:one-measure@3", reader(woven))
    assert any(node.steps == 0 and node.kind == "measure" for node in found.nodes)


def test_circles_and_many_to_many_links_end():
    links = {"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": ["a"]}
    assert rules.reached(["a"], links) == {"a": 0, "b": 1, "c": 1, "d": 2}


@pytest.mark.parametrize(
    ("withdrawn", "remain", "said"),
    [(0, 4, ""), (1, 3, "1 source withdrawn, 3 remain"), (2, 0, "2 sources withdrawn, none remain")],
)
def test_sources_are_counted_in_words(withdrawn, remain, said):
    assert rules.sources_said(withdrawn, remain) == said


def test_marks_on_words_do_not_break_a_quotation(woven):
    woven.words.mark([(feedback_id(1), Code("nhs-qdc/7", "Discharge", "person:x", 1.0, "agreed"))])
    assert not any(node.changed for node in queries.thread("clause:one-clause", reader(woven)).nodes)


@pytest.mark.parametrize(
    ("text", "copied"),
    [
        (WORDS, True),
        (WORDS.upper().replace(",", ""), True),
        ("I sat up all night", False),
        ("who would come or when I sat up", True),
        ("nobody said", False),
        ("night", False),
    ],
)
def test_when_a_question_repeats_what_somebody_told(text, copied):
    assert repeats(f"A name\n{text}", [WORDS, "Good."]) is copied
