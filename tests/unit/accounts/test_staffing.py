"""Joiners and leavers from a list: every line accounted for, the same list twice changes nothing."""

import random
from datetime import date, timedelta

import pytest
from django.db import transaction

from goldthread.accounts import audit_check
from goldthread.accounts.directory import foreseeing, staff_list, staffing
from goldthread.accounts.models import AuditEvent, Person, Right
from goldthread.vocabulary import UnreadableFile
from tests.unit.accounts.conftest import acting
from tests.unit.accounts.test_people import facts


TODAY = date.today()
YESTERDAY = TODAY - timedelta(days=1)
HEADER = "sign-in name,name,email,organisation,role,teams,since,until\n"


def apply(text: str, by="test", **how):
    return staffing.apply(by=by, lines=staff_list.read((HEADER + text).encode()).lines, **how)


def whats(outcomes) -> list[str]:
    return [one.what for one in outcomes]


MIXED = (
    "t.new,New Person,new@example.org,TRH,ward team,W7|W8,2026-01-01,\n"
    "t.new,,,Home care,analyst,,,\n"
    "t.cy,Cy Changed,,,,,,\n"
    f"t.di,,,,,,,{YESTERDAY}\n"
    "t.ada,,,TRH,administrator,,,\n"
    "t.nobody,,,,,,,2026-01-01\n"
    "t.x,X,,TRH,king,,,\n"
    "t.y,Y,,Nowhere,analyst,,,\n"
)


def test_every_line_is_added_changed_ended_unchanged_or_refused(system):
    outcomes = apply(MIXED)
    assert whats(outcomes) == ["added", "changed", "changed", "ended", "unchanged", "refused", "refused", "refused"]
    assert sum(staffing.counted(outcomes).values()) == len(outcomes)
    assert [one.number for one in outcomes] == list(range(2, 10))
    assert all(one.reason for one in outcomes if one.what == "refused")
    assert Right.objects.get(person__handle="t.new", role="ward team").services == ["W7", "W8"]
    assert not Person.objects.get(handle="t.di").is_active
    assert outcomes[0].needs_link and not any(one.needs_link for one in outcomes[1:])


def test_the_same_list_again_changes_nothing(system):
    apply(MIXED)
    before = facts()
    again = apply(MIXED)
    assert set(whats(again)) == {"unchanged", "refused"} and facts() == before


def test_a_dry_run_says_the_same_and_changes_nothing(system):
    before = facts()
    tried = whats(apply(MIXED, dry=True))
    assert facts() == before
    assert whats(apply(MIXED)) == tried


def test_a_list_that_is_killed_half_way_leaves_nothing(system, monkeypatch):
    before = facts()
    done = []

    def killed(handle):
        if len(done) == 3:
            raise KeyboardInterrupt
        done.append(handle)
        return shortened(handle)

    shortened = staffing.shortened
    monkeypatch.setattr(staffing, "shortened", killed)
    with pytest.raises(KeyboardInterrupt):
        apply(MIXED)
    assert facts() == before


def test_a_leavers_list_never_takes_the_last_administrator_silently(system):
    leaves = f"t.ada,,,,,,,{TODAY}\n"
    [refused] = apply(leaves)
    assert refused.what == "refused" and "last administrator" in refused.reason
    assert whats(apply(leaves, sure=True)) == ["ended"]


def test_two_administrators_in_one_list_are_not_both_taken(system):
    apply("t.cy,,,TRH,administrator,,,\n")
    assert whats(apply(f"t.ada,,,,,,,{YESTERDAY}\nt.cy,,,,,,,{YESTERDAY}\n")) == ["ended", "refused"]


def test_an_administrator_brings_in_a_list_for_their_own_organisation_alone(system):
    ada = acting("t.ada", system.royal)
    outcomes = apply(
        f"t.one,One,,,analyst,,,\nt.two,Two,,THC,analyst,,,\nt.di,,,,,,,{YESTERDAY}\nt.ada,,,,,,,{YESTERDAY}\n"
        "t.di,,,TRH,analyst,,,\n",
        by=ada,
    )
    assert whats(outcomes) == ["added", "refused", "refused", "refused", "refused"]
    assert Right.objects.get(person__handle="t.one").organisation == system.royal
    assert outcomes[2].reason == apply("t.nobody,,,,,,,2026-01-01\n", by=ada)[0].reason


def test_somebody_who_comes_back_is_changed_and_needs_a_link(system):
    apply(f"t.cy,,,,,,,{YESTERDAY}\n")
    [back] = apply("t.cy,,,TRH,analyst,,,\n")
    assert (back.what, back.needs_link, Person.objects.get(handle="t.cy").is_active) == ("changed", True, True)


@pytest.mark.parametrize(
    "cell", ['=HYPERLINK(""http://x"")', "@SUM(1)", "<script>alert(1)</script>", "'; drop table accounts_person;--"]
)
def test_hostile_cells_are_only_text(system, cell):
    [named] = apply(f'T.H,"{cell}",,TRH,analyst,,,\n')
    assert named.what == "refused" and "begins with a letter" in named.reason
    [added] = apply(f'T.H,Hal,,TRH,analyst,"{cell}",,\n')
    assert added.what == "added"
    assert Person.objects.get(handle="t.h").rights.get().services == [cell.replace('""', '"')]
    [refused] = apply(f'"{cell}",X,,TRH,analyst,,,\n')
    assert refused.what == "refused"


def test_lines_that_cannot_be_read_are_refused_with_their_number(system):
    outcomes = apply("t.a,A,,TRH,analyst,,31/02/2026,\n\n,,,,,,,\n,N,,TRH,analyst,,,\nt.b,B,,TRH,analyst,,,,extra\n")
    assert [(one.number, one.what) for one in outcomes] == [(2, "refused"), (5, "refused"), (6, "refused")]
    assert whats(apply("t.c,C,,TRH,analyst,,01/02/2026,2026-01-01\n")) == ["refused"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_names_with_accents_arrive_whole_and_a_guess_is_said(encoding):
    read = staff_list.read((HEADER + "t.a,Zoë Ó Sé,,,,,,\n").encode(encoding))
    assert read.lines[0].name == "Zoë Ó Sé"
    assert bool(read.notes) == (encoding == "cp1252")


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_columns_may_be_parted_by_any_usual_mark_and_called_as_they_are(mark):
    read = staff_list.read(
        mark.join(["Username", "Full name", "Leaves"]).encode() + mark.join(["\nt.a", "A", "31/05/2026"]).encode()
    )
    assert (read.lines[0].handle, read.lines[0].until) == ("t.a", date(2026, 5, 31))


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b"\n\n", "empty"),
        (b"PK\x03\x04rest", "workbook"),
        (b"a\x00b", "not text"),
        (b"\x81\x8d\xff", "not text"),
        (b"name,role\nA,analyst\n", "sign-in names"),
        (b"sign-in name,shoe size\n", "shoe size"),
        (b"sign-in name,handle\n", "Two columns"),
        (b'sign-in name,name\nt.a,"open\n', "quotation mark"),
        (b"x" * 2_000_001, "larger"),
        (b"sign-in name\n" + b"t.a\n" * 1_001, "more than 1,000"),
        (b"\xff\xfea", "not text"),
    ],
)
def test_what_is_no_list_is_refused_whole_with_the_reason(data, why):
    with pytest.raises(UnreadableFile, match=why):
        staff_list.read(data)


def test_a_refused_line_writes_no_audit(system):
    before = AuditEvent.objects.count()
    apply("t.a,A,,TRH,king,,,\nt.b,B,bad,TRH,analyst,,,\n")
    assert AuditEvent.objects.count() == before


HANDLES = ("t.cy", "T.Cy", "t.di", "t.ada", "t.new", "t.one", "t.two", "t three", "")
EMAILS = ("", "", "one@example.org", "ONE@example.org", "two@example.org", "no address")
PLACES = ("TRH", "TRH", "Home care", "Nowhere", "")
ROLES = ("ward team", "Ward Team", "analyst", "administrator", "king", "")
DAYS = ("", "", "2026-01-01", str(YESTERDAY), str(TODAY), str(TODAY + timedelta(days=9)), "someday")


def any_line(chance) -> str:
    name = chance.choice(("", "Some Body", "T", "=Name"))
    teams = chance.choice(("", "W7", "W7|W8"))
    cells = (HANDLES, (name,), EMAILS, PLACES, ROLES, (teams,), DAYS, DAYS)
    return ",".join(chance.choice(cell) for cell in cells) + "\n"


def held_line(right) -> str:
    """A line that says of somebody what is so."""
    days = ",".join(str(day or "") for day in (right.since, right.until))
    teams = "|".join(right.services)
    return f"{right.person.handle},,,{right.organisation.code},{right.role},{teams},{days}\n"


def said(outcomes):
    return [(one.number, one.handle, one.what, one.reason, one.needs_link, one.about) for one in outcomes]


def any_list(seed: int) -> str:
    """Lines of every kind: hostile ones, some that say what is so, and some that add somebody."""
    chance = random.Random(seed)
    lines = [any_line(chance) for _ in range(chance.randrange(1, 9))]
    lines += [held_line(one) for one in Right.objects.select_related("person", "organisation") if chance.random() < 0.4]
    lines += [f"t.fresh{n},Fresh,,TRH,analyst,{n % 2 * 'W1|W2'},,\n" for n in range(2)]
    chance.shuffle(lines)
    return "".join(lines)


@pytest.fixture
def line_by_line(monkeypatch):
    """From now on no line is plain."""

    def begin():
        monkeypatch.setattr(foreseeing.Known, "adds", lambda known, line: None)
        monkeypatch.setattr(foreseeing.Known, "leaves_as_it_is", lambda known, line: None)

    return begin


@pytest.mark.parametrize("seed", range(40))
def test_what_is_foreseen_of_a_line_is_what_trying_it_says(system, seed, line_by_line):
    apply(MIXED)
    text, by = any_list(seed), ("test", acting("t.ada", system.royal))[seed % 2]
    foreseen = apply(text, by=by, dry=True)
    line_by_line()
    assert said(foreseen) == said(apply(text, by=by, dry=True))


def held():
    """Everybody with their rights and what the audit holds of them, whatever their references and the order."""
    rights = Right.objects.values_list("person__handle", "organisation__code", "role", "services", "since", "until")
    handles = {str(one): one.handle for one in Person.objects.all()}
    events = AuditEvent.objects.exclude(by="before").values_list("by", "right", "what", "about", "detail")
    return (
        sorted((one.handle, one.name, one.email, one.is_active, one.entries) for one in Person.objects.all()),
        sorted(map(repr, rights)),
        sorted(repr((by, right, what, handles.get(about), detail)) for by, right, what, about, detail in events),
    )


@pytest.mark.parametrize("seed", range(20))
def test_plain_lines_done_together_leave_what_they_leave_one_by_one(system, seed, line_by_line):
    apply(MIXED)
    text, by = any_list(seed), ("test", acting("t.ada", system.royal))[seed % 2]
    before = transaction.savepoint()
    together, left = said(apply(text, by=by)), held()
    assert audit_check.check().wrong == []
    transaction.savepoint_rollback(before)
    line_by_line()
    assert (said(apply(text, by=by)), held()) == (together, left)


def test_people_who_are_added_together_have_no_password_and_may_take_part(system):
    outcomes = apply("".join(f"t.fresh{n},Fresh {n},f{n}@example.org,TRH,ward team,W{n},,\n" for n in range(3)))
    people = [one.person for one in outcomes]
    assert [one.handle for one in people] == ["t.fresh0", "t.fresh1", "t.fresh2"]
    assert not any(one.has_usable_password() for one in people) and len({one.password for one in people}) == 3


def test_plain_lines_are_not_tried(system, django_asked):
    text = "".join(f"t.fresh{n},Fresh {n},f{n}@example.org,TRH,ward team,W{n % 3},,\n" for n in range(500))
    with django_asked() as asked:
        assert set(whats(apply(text, dry=True))) == {"added"}
    assert len(asked) < 15
    with django_asked() as asked:
        assert set(whats(apply(text))) == {"added"}
    assert len(asked) < 60  # rows go in by hundreds
    with django_asked() as asked:
        assert set(whats(apply(text))) == {"unchanged"}
    assert len(asked) < 15
