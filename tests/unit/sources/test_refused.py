"""What is refused, and with which true reason: not a table, not patient feedback, not read yet, not understood."""

import gzip
from pathlib import Path

import pytest
import yaml

from goldthread import sources
from goldthread.sources import NotRecognised, Profile
from goldthread.vocabulary import BadDefinition, NotEvidence, PlainError, UnreadableFile
from tests.builders.files import HEADER, WORDS, answers, json_file, raw_file, text_file, workbook
from tests.builders.reading import read


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"\n\n \r\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\xff\xfe\r\x00\n\x00", "empty"),
        (b"\x00" * 500, "empty"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "PDF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "picture"),
        (b"MZ\x90\x00\x03\x00\x00\x00", "program"),
        (b"\x7fELF\x02\x01\x01\x00", "program"),
        (gzip.compress(b"a,b\n1,2\n", mtime=0), "archive"),
        (b"{\\rtf1\\ansi Hello}", "document"),
        (b"SQLite format 3\x00\x10\x00", "database"),
        (b"PAR1\x15\x04\x15", "Parquet"),
        (b"<!DOCTYPE html><html><body><table><tr><td>Comment</td></tr></table></body></html>", "web page"),
        (b"\n  <html xmlns:x='urn:schemas-microsoft-com:office:excel'><table>", "web page"),
        (b"<?xml version='1.0'?><responses><r/></responses>", "XML"),
        (b'{"a": [1, 2', "cannot be read"),
        (b"[1, 2, 3]", "not a list of answers"),
        (b"[]", "empty"),
        (b"[" * 5000, "cannot be read"),
        (b'{"resourceType": "QuestionnaireResponse", "item": []}', "FHIR"),
        (bytes(range(256)) * 40, "not text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 2000, "damaged"),
        (b"Dear team,\nthank you for everything.\nWe were well looked after.\nYours\n", "running text"),
        (b"# Title\n\nSome words.\n\n| a | b | c |\n|---|---|---|\n| 1 | 2 | 3 |\n", "running text"),
    ],
)
def test_what_is_no_table_of_answers(tmp_path, content, said):
    for name in ("comments.csv", "comments.xls"):
        with pytest.raises(UnreadableFile, match=said) as caught:
            read(raw_file(tmp_path, content, name))
        assert not isinstance(caught.value, NotEvidence)
        assert len(str(caught.value)) < 400


def test_no_file_and_a_folder(tmp_path):
    with pytest.raises(UnreadableFile, match="no such file"):
        sources.read(tmp_path / "none.csv")
    with pytest.raises(UnreadableFile, match="folder"):
        sources.read(tmp_path)


def test_a_comment_that_begins_like_another_format_is_a_comment(tmp_path):
    for first in ("MZ ward", "BM", "ID3 tag", "PAR1 kitchen"):
        made = read(text_file(tmp_path, [(first, *HEADER), *[["x", *row] for row in answers(4)]]))
        assert len(made.answers) == 4


def test_an_open_quotation_mark_names_its_line(tmp_path):
    rows = [",".join(row) for row in answers(4000)]
    rows[10] = rows[10].rsplit(",", 1)[0] + ',"never closed'
    with pytest.raises(UnreadableFile, match="line 12 never ends"):
        read(raw_file(tmp_path, "\n".join([",".join(HEADER), *rows]).encode()))


@pytest.mark.parametrize(
    "rows",
    [
        [
            ("timestamp", "datetime", "comment-id", "author-id", "agrees", "disagrees", "moderated", "comment-body"),
            *[
                ("14", "Wed Jun 18 11:53:44 GMT 2014", str(n), "2", "3", "4", "1", words)
                for n, words in enumerate(WORDS)
            ],
        ],
        [("timestamp", "datetime", "comment-id", "voter-id", "vote"), ("14", "Wed Jun 18 2014", "0", "1", "-1")],
        [
            ("participant", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree", *map(str, range(20))),
            *[(str(n), "0", "1", "9", "5", "4", *["1", "-1"] * 10) for n in range(30)],
        ],
        [("n-votes", "n-comments", "n-visitors", "n-voters", "n-commenters"), ("0", "0", "1", "0", "0")],
        [("topic", "Buses"), ("url", "https://example.org"), ("views", "61"), ("voters", "20"), ("voter", "20")],
    ],
)
def test_an_online_deliberation_is_no_patient_feedback(tmp_path, rows):
    with pytest.raises(NotEvidence, match="Polis.*not patient feedback"):
        read(text_file(tmp_path, rows, name="feedback.csv"))


def test_emotion_labelled_social_media_is_no_patient_feedback(tmp_path):
    rows = [
        (words, label, f"ed{n}cu9z")
        for n, (words, label) in enumerate(zip(WORDS, ("27", "4,27", "0", "3,10,11", "25"), strict=True))
    ]
    with pytest.raises(NotEvidence, match="emotion labels"):
        read(text_file(tmp_path, rows, separator="\t", name="nurses.tsv"))
    header = (
        "text",
        "id",
        "author",
        "subreddit",
        "link_id",
        "created_utc",
        "rater_id",
        "admiration",
        "anger",
        "caring",
    )
    raw = [
        (words, f"ed{n}cu9z", "somebody", "nursing", "t3", "1548", "1", "0", "1", "0") for n, words in enumerate(WORDS)
    ]
    with pytest.raises(NotEvidence, match="social-media"):
        read(text_file(tmp_path, [header, *raw]))


@pytest.mark.parametrize(
    ("header", "row", "said"),
    [
        ("PRACTICE_CODE,PRACTICE_NAME,PCN_CODE,CCG_CODE", "A00001,ASH SURGERY,U00001,00A", "organisations"),
        ("IndicatorID,Year,AreaCode,AreaName,Value", "93553,2019,A00001,Ash Surgery,21.3", "deprivation"),
        ("Location ID,Location Name,Key Question,Latest Rating", "1-1,Ash,Safe,Good", "inspection"),
        ("period,org_code,type,attendances,breaches,admissions", "2017-01-01,XAA,1,200,3,40", "activity"),
        ("Column,Description", "Year,Reporting period", "dictionary"),
        ("tweet_id,created_at,text,retweet_count", "1,2024-05-14,Lovely hospital,3", "social-media"),
    ],
)
def test_reference_tables_are_no_patient_feedback(tmp_path, header, row, said):
    with pytest.raises(NotEvidence, match=said):
        read(raw_file(tmp_path, f"{header}\n{row}\n{row}\n".encode()))


def test_a_list_of_organisations_without_headings(tmp_path):
    rows = [
        (f"XA{n}", "ASH TRUST", "Y60", "QAA", "1 ELM ROAD", "", "ASHTON", "", f"ZZ1{n} 1AA", "20171001")
        for n in range(9)
    ]
    with pytest.raises(NotEvidence, match="organisations"):
        read(text_file(tmp_path, rows))


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("Year,Organisation_Code,Complaints_Total_Brought_Forward,Complaints_Total_New", "complaints"),
        ("Year,Return,Sub ICB Code,1.3 Total Brought Forward,1.4 Total New", "complaints"),
        ("ad_practicecode,ad_practicename,distributed,overallexp.pcteval", "GP Patient Survey"),
        ("State,HCAHPS Question,HCAHPS Measure ID,HCAHPS Answer Percent", "HCAHPS"),
        ("Provider Code,Procedure,Pre-Op Q EQ5D Index,Post-Op Q Satisfaction", "PROMs"),
        ("id,submitdate,lastpage,startlanguage,seed,A1,A2[SQ001]", "LimeSurvey"),
        ("Site Code,Site Name,% Cleanliness,% Food & Hydration", "PLACE"),
        ("Trust,Q1a Yes,Base (number of respondents)", "Staff Survey"),
    ],
)
def test_kinds_that_are_not_read_yet_are_named(tmp_path, header, said):
    row = ",".join("1" for _ in header.split(","))
    with pytest.raises(UnreadableFile, match=said) as caught:
        read(raw_file(tmp_path, f"{header}\n{row}\n{row}\n".encode()))
    assert not isinstance(caught.value, NotEvidence) and "not read this kind yet" in str(caught.value)


@pytest.mark.parametrize(
    "header",
    [
        ("id", "text"),
        ("Order ID", "Product", "Date", "Star rating", "Review"),
        ("Employee ID", "Department", "Date", "What went well?", "What could be improved?"),
        ("Course", "Lecturer", "Date", "What was good?", "What could be better?"),
        ("Date", "Amount", "Description"),
    ],
)
def test_tables_without_signs_of_care_are_refused_with_a_profile_to_finish(tmp_path, header):
    rows = [[f"{n}", *["value"] * (len(header) - 2), "The parcel came late and the box was open"] for n in range(5)]
    with pytest.raises(NotRecognised) as caught:
        read(text_file(tmp_path, [header, *rows]))
    assert isinstance(caught.value.profile, Profile) and caught.value.profile.confidence < 0.9
    assert "90% is needed" in str(caught.value)


def test_the_suggested_profile_can_be_finished_and_used(tmp_path):
    path = text_file(tmp_path, [("no", "x1", "x2"), *[[str(n), "13/05/2024", words] for n, words in enumerate(WORDS)]])
    with pytest.raises(NotRecognised) as caught:
        read(path)
    saved = tmp_path / "profile.yaml"
    caught.value.profile.save(saved)
    assert saved.read_text().startswith("# A profile of one table")
    own = Profile(
        words=[sources.profile.WordsColumn("x2", "Anything else?", "nonspecific")], columns={"date": "x1"}, issuer="XAA"
    )
    own.save(saved)
    made = read(path, profile=saved)
    assert made.texts == list(WORDS) and {a.question for a in made.answers} == {"Anything else?"}
    assert Profile.load(saved) == own


def test_headings_without_rows(tmp_path):
    with pytest.raises(UnreadableFile, match="no rows|empty"):
        read(text_file(tmp_path, [HEADER]))


def test_a_table_without_headings(tmp_path):
    with pytest.raises(UnreadableFile):
        read(text_file(tmp_path, answers(6)))


def test_a_comment_sheet_beside_a_dictionary_is_read(tmp_path):
    sheets = {"Fields": [("Column", "Description"), ("Comment", "What was said")], "Data": [HEADER, *answers(6)]}
    assert len(read(workbook(tmp_path, sheets)).answers) == 6


def test_a_kind_that_does_not_exist(tmp_path):
    with pytest.raises(UnreadableFile, match="friends_and_family"):
        sources.read(text_file(tmp_path, [HEADER, *answers(2)]), kind="gossip")


def test_refusals_never_repeat_what_people_said(tmp_path):
    secret = "Mrs Quillfeather of 12 Elm Road was unkind"
    for path in (
        json_file(tmp_path, [{"id": n, "text": secret} for n in range(5)]),
        text_file(tmp_path, [("a", "b"), *[(str(n), secret) for n in range(5)]]),
        raw_file(tmp_path, f"{secret}\n{secret}\n".encode(), "x.txt"),
    ):
        with pytest.raises(PlainError) as caught:
            read(path)
        assert "Quillfeather" not in str(caught.value)
        assert "Quillfeather" not in getattr(caught.value, "profile", Profile()).as_yaml()


def test_the_profile_that_the_guide_shows_can_be_read(tmp_path):
    guide = (Path(__file__).parents[3] / "definitions" / "sources" / "README.md").read_text(encoding="utf-8")
    shown = tmp_path / "shown.yaml"
    shown.write_text(guide.partition("```yaml")[2].partition("```")[0], encoding="utf-8")
    profile = sources.Profile.load(shown)
    assert set(profile.columns) == {"date", "team", "comment_id", "score"} and len(profile.words) == 2
    assert set(yaml.safe_load(shown.read_text(encoding="utf-8"))) == set(yaml.safe_load(profile.as_yaml()))


@pytest.mark.parametrize(
    ("held", "says"),
    [
        (None, "There is no profile"),
        ("", "holds no entries"),
        ("a: [", "cannot be read as YAML"),
        ("words: [Sagen, Sagen]", "twice under words"),
        ("words: [{column: Nope}]", "does not have"),
        ("nonsense: 1", "has an entry “nonsense”"),
        ("words: [Sagen]\nheader_rows: [99]", "No row of headings"),
        ("words: [Sagen]\nsheets: [X]", "no sheet called “X”"),
        ("words: [Sagen]\ndate_order: both", "date_order"),
        ("words: [Sagen]\ncolumns: {colour: When}", "“colour” is not known"),
    ],
)
def test_a_wrong_profile_is_a_sentence(tmp_path, held, says):
    table = text_file(tmp_path, [["When", "Bereich", "Sagen"], ["13/05/2024", "W1", "The nurses were kind."]])
    profile = tmp_path / "profile.yaml"
    if held is not None:
        profile.write_text(held, encoding="utf-8")
    with pytest.raises(BadDefinition, match=says):
        read(table, profile=profile)
