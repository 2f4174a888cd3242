"""Complaints as case systems export them: known by their columns, cases that are none set aside; all invented."""

import pytest

from goldthread import sources
from tests.builders.files import separated, text_file, workbook
from tests.builders.reading import read


LOG, TEAM = "Complaint - Patient Relations Logging", "Complaint - Patient Relations Team Management"
HEADER = [
    f"{LOG} (Reference)",
    f"{LOG} (Date Received)",
    f"{LOG} (Description of Complaint)",
    f"{LOG} (Status of Complainant)",
    f"{LOG} (Gender (KO41))",
    f"{TEAM} (Subjects (Complaint))",
    f"{TEAM} (Deadline Met)",
    f"{TEAM} (Outcome code (Complaint))",
    f"{LOG} (Ward)",
    f"{LOG} (Patient Name)",
]
SAID = (
    "Nobody rang my brother before he was sent home.",
    "She waited nine hours on a trolley.",
    "The letter came too late.",
    "I was told nothing about the new tablets.",
)


def case(n, outcome="Upheld", words=""):
    return [
        f"C26-{n:03d}",
        f"{13 + n % 15}/05/2026",
        words or SAID[n % 4],
        "Carer" if n % 2 else "Patient",
        "Female",
        "Communications; Staff",
        "Yes",
        outcome,
        "Ward 2",
        "Mrs Quill",
    ]


def rows_of(path, **how):
    return list(sources.read(path, **how).rows())


def test_a_case_system_s_export_is_known_and_read(tmp_path):
    path = text_file(tmp_path, [HEADER, *[case(n) for n in range(8)]], encoding="utf-8-sig")
    reading = sources.read(path)
    pieces = [piece for row in reading.rows() for piece in row.pieces]
    assert reading.kind == "complaints" and len(pieces) == 8
    first = pieces[0]
    assert (first.text, first.role, first.team, first.channel) == (SAID[0], "patient", "Ward 2", "Complaint")
    assert first.about == (("sex", "Female"),) and first.date.isoformat() == "2026-05-13"
    assert first.external_id == "C26-000" and first.question == "What happened?"


def test_what_tells_who_somebody_is_and_others_sorting_are_not_taken_along(tmp_path):
    path = text_file(tmp_path, [HEADER, *[case(n) for n in range(4)]])
    assert "Quill" not in str([row.pieces for row in rows_of(path)])
    assert "Communications" not in str([row.pieces for row in rows_of(path)])


@pytest.mark.parametrize("outcome", ["Withdrawn", "Opened in error", "Test case", "VOID"])
def test_what_is_no_case_is_set_aside_with_its_reason(tmp_path, outcome):
    path = text_file(tmp_path, [HEADER, case(1), case(2, outcome), case(3)])
    found = rows_of(path)
    assert [row.reason for row in found] == ["", "no case", ""]
    assert found[1].pieces == () and found[1].cells[0] == "C26-002"


def test_words_of_a_complaint_that_speak_of_tests_stay(tmp_path):
    path = text_file(tmp_path, [HEADER, *[case(n, words=f"The blood test was withdrawn {n} times.") for n in range(3)]])
    assert [row.reason for row in rows_of(path)] == ["", "", ""]


def test_plain_headings_and_a_workbook_are_read_the_same(tmp_path):
    plain = [name[name.index("(") + 1 : -1] for name in HEADER]
    path = workbook(tmp_path, {"Cases": [plain, *[case(n) for n in range(5)]]})
    assert sources.look(path).kind == "complaints"
    assert [piece.text for row in rows_of(path) for piece in row.pieces] == [SAID[n % 4] for n in range(5)]


def test_a_log_without_what_happened_asks_for_a_profile(tmp_path):
    drop = HEADER.index(f"{LOG} (Description of Complaint)")
    rows = [[cell for at, cell in enumerate(row) if at != drop] for row in (HEADER, case(1), case(2))]
    with pytest.raises(sources.NotRecognised, match="No column says what happened"):
        read(text_file(tmp_path, rows))


def test_a_plain_table_is_taken_as_complaints_where_somebody_says_so(tmp_path):
    rows = [["Date", "Ward", "Comments"], *[[f"{13 + n}/05/2026", "Ward 2", SAID[n % 4]] for n in range(6)]]
    path = text_file(tmp_path, rows)
    found = rows_of(path, kind="complaints")
    assert sources.look(path, kind="complaints").kind == "complaints"
    assert {piece.channel for row in found for piece in row.pieces} == {"Complaint"}


@pytest.mark.parametrize(
    "words", ["=cmd|' /C calc'!A0", "<script>alert(1)</script>", "a\x00b", "x" * 40_000, "\u202eevil"]
)
def test_hostile_words_are_only_words(tmp_path, words):
    path = tmp_path / "log.csv"
    path.write_text(separated([HEADER, case(1), case(2, words=words), case(3)]), encoding="utf-8")
    found = rows_of(path)
    assert len(found) == 3 and found[1].pieces


# -- registers that a team keeps by hand

CASES = (
    "My father was sent home without his tablets and nobody rang us.",
    "The clinic letter came two days after the appointment itself.",
    "She lay on a trolley in the corridor all night without a blanket.",
    "Nobody answered the telephone although we rang every day for a week.",
    "The doctor spoke to my husband as if I was not in the room.",
    "We were promised a call about the scan and none ever came.",
)
HANDLERS = ("Iris Holloway", "Tom Beck")


@pytest.mark.parametrize(
    "heads",
    [
        ("Ref", "Date received", "Description", "Directorate", "Handler", "Outcome"),
        ("No.", "Date rec'd", "Issues raised", "Division", "Investigating officer", "Upheld?"),
        ("Complaint ref", "Received", "Complaint", "Service area", "Allocated to", "Response due"),
        ("ID", "Date logged", "Summary of concern", "Department", "Case handler", "Status"),
        ("Case no", "Date of complaint", "Nature of complaint", "Ward", "Lead investigator", "Date closed"),
    ],
)
def test_a_register_is_known_without_being_told_and_no_handler_stays(tmp_path, heads):
    ends = {"Response due": "2025-09-01", "Date closed": "2025-09-02"}
    rows = [
        (f"C{n}", f"2025-05-{1 + n * 4:02}", said, ("Medicine", "Surgery")[n % 2], HANDLERS[n % 2])
        for n, said in enumerate(CASES)
    ]
    end = [ends.get(heads[-1], ("Upheld", "Not upheld")[n % 2]) for n in range(6)]
    made = read(text_file(tmp_path, [heads, *[[*row, one] for row, one in zip(rows, end, strict=True)]]))
    assert made.reading.kind == "complaints" and made.texts == list(CASES)
    assert {a.service or a.team for a in made.answers} == {"Medicine", "Surgery"}
    assert [a.date.day for a in made.answers] == [1, 5, 9, 13, 17, 21]
    assert not any(name in str(made.answers) for name in HANDLERS)
    assert f"“{heads[4]}”" in made.notes and "--source" not in made.notes


def test_the_day_of_a_case_is_when_it_was_made(tmp_path):
    heads = ("Date acknowledged", "Date closed", "Date received", "Complaint", "Ward", "Outcome")
    rows = [("2025-06-02", "2025-07-01", "2025-05-30", said, "Ash", "Upheld") for said in CASES]
    assert {a.date.isoformat() for a in read(text_file(tmp_path, [heads, *rows])).answers} == {"2025-05-30"}


@pytest.mark.parametrize(
    "heads",
    [
        ("Incident date", "Description", "Ward", "Handler", "Outcome", "Severity"),
        ("Date", "Compliment", "Ward", "Logged by", "Action taken", "Shared with"),
    ],
)
def test_a_register_of_something_else_is_no_complaint(tmp_path, heads):
    rows = [("2025-06-02", said, "Ash", "Iris Holloway", "None", "Low") for said in CASES]
    try:
        assert read(text_file(tmp_path, [heads, *rows])).reading.kind != "complaints"
    except sources.NotRecognised as refused:
        assert "not recognised" in str(refused)


def test_a_register_with_groups_above_its_headings_is_known(tmp_path):
    upper = ("Complaint", "", "About", "Complainant", "Detail", "Trust use only", "")
    lower = ("Ref", "Date received", "Ward / Dept", "Name", "Complaint in own words", "Findings", "Lead investigator")
    rows = [
        (f"C/{n}", f"2025-05-{1 + n * 4:02}", "Ward 12", "Rose Young", said, "Audit under way", "J. Corrigan")
        for n, said in enumerate(CASES)
    ]
    made = read(text_file(tmp_path, [("Formal complaints", *[""] * 6), upper, lower, *rows]))
    assert made.reading.kind == "complaints" and made.texts == list(CASES)
    assert {a.team for a in made.answers} == {"Ward 12"} and "Young" not in str(made.answers)
