"""Emails: a mailbox, one email, and the table that a mail program exports; senders are never kept."""

import datetime as dt

import pytest

from goldthread.sources import kinds
from goldthread.sources.formats.mailbox import is_mail
from tests.builders.files import text_file
from tests.builders.reading import read
from tests.unit.sources.test_ways_in import SAID


SENDER = "Zebedee Quillfeather"
ADDRESS = "zebedee@example.org"
PLAIN = ("", "{}")
HTML = (
    "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n",
    "<html><head><style>p {{color: red}}</style></head><body><p>{}</p></body></html>",
)
BOTH = (
    'MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary="xx"\n',
    "--xx\nContent-Type: text/plain; charset=utf-8\n\n{}\n--xx\nContent-Type: text/html\n\n<p>other</p>\n--xx--",
)
ATTACHED = (
    'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="xx"\n',
    "--xx\nContent-Type: text/plain\n\n{}\n--xx\nContent-Type: text/csv\nContent-Disposition: attachment\n\na\n--xx--",
)
ANSWERED = ("", "{}\n\nOn Mon, 13 Jan 2025 at 09:00, PALS <pals@trust.example> wrote:\n> How did we do?\n> Regards")
OUTLOOK = ("", "{}\n\n-----Original Message-----\nFrom: PALS\nSent: Monday\nTo: someone\n\nHow did we do?")
SIGNED = ("", "{}\n\nKind regards,\n" + SENDER + "\n12 Acacia Road")
PHONE = ("", "{}\n\nSent from my iPhone")
WARDS = [f"{said} It was on the ward." for said in SAID]


def mail(at, fields="", body="{}", said=""):
    return (
        f"From: {SENDER} <{ADDRESS}>\nTo: feedback@trust.example\nSubject: About my visit\n"
        f"Date: Tue, {1 + at:02} Apr 2025 10:00:00 +0000\nMessage-ID: <m{at}@example.org>\n{fields}\n"
        f"{body.format(said or WARDS[at])}\n\n"
    )


def box(tmp_path, fields="", body="{}"):
    path = tmp_path / "inbox.mbox"
    path.write_text("".join(f"From {ADDRESS} Tue Apr 01 10:00:00 2025\n{mail(at, fields, body)}" for at in range(8)))
    return read(path)


@pytest.mark.parametrize(
    "made",
    [PLAIN, HTML, BOTH, ATTACHED, ANSWERED, OUTLOOK, PHONE],
    ids="plain html both attached answered outlook phone".split(),
)
def test_a_mailbox_is_read_as_words_with_days_and_no_sender(tmp_path, made):
    seen = box(tmp_path, *made)
    assert [one.text for one in seen.answers] == WARDS
    assert [one.date for one in seen.answers] == [dt.date(2025, 4, 1 + at) for at in range(8)]
    assert {one.channel for one in seen.answers} == {"Email"}
    assert SENDER not in str(seen.rows) and ADDRESS not in str(seen.rows)
    assert "Emails, 95% sure" in seen.notes and "“Email subject”" in seen.notes


def test_a_name_below_the_last_words_goes_with_the_signature(tmp_path):
    seen = box(tmp_path, *SIGNED)
    assert all(said in one.text for said, one in zip(WARDS, seen.answers, strict=True))
    assert SENDER not in str(seen.rows) and "Acacia" not in str(seen.rows)


def test_one_email_is_a_file_too(tmp_path):
    path = tmp_path / "one.eml"
    path.write_text(mail(3))
    assert [one.text for one in read(path).answers] == [WARDS[3]]


def test_a_line_that_was_marked_since_it_begins_like_an_email_is_kept(tmp_path):
    seen = box(tmp_path, body="{}\n>From the ward I went home.")
    assert all(one.text.endswith("From the ward I went home.") for one in seen.answers)


@pytest.mark.parametrize(
    "headings",
    [
        ("Date", "From", "To", "Subject", "Message"),
        ("Received", "Sender Name", "Recipient", "Subject", "Content"),
        ("Sent On", "From: (Name)", "To: (Name)", "Mail Subject", "Body"),
    ],
)
def test_the_table_of_a_mail_program_is_read_without_senders(tmp_path, headings):
    held = [[f"2025-04-{1 + at:02}", f"{SENDER} <{ADDRESS}>", "PALS", "Visit", said] for at, said in enumerate(WARDS)]
    seen = read(text_file(tmp_path, [headings, *held]))
    assert [one.text for one in seen.answers] == WARDS and seen.answers[0].date == dt.date(2025, 4, 1)
    assert all(SENDER not in str(one) for one in seen.answers)
    assert f"“{headings[1]}”" in seen.notes


@pytest.mark.parametrize(
    "head",
    [
        b"From,Date,Subject\na,b,c\n",
        b"From: what I saw: nobody cared\nsecond line\n",
        b"Date: 1 May\nComments: all was well\n",
        b"From a patient at 10:30 we heard this\nand more\n",
    ],
)
def test_what_only_looks_like_an_email_is_none(head):
    assert not is_mail(head)


def test_emails_are_a_kind_that_can_be_named():
    assert kinds()["emails"].TITLE == "Emails"
