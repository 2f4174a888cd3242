"""The journey's drawing, the brief and what is held before anybody is asked: the same figures everywhere."""

import json
import re
import subprocess
import sys
from io import BytesIO

import pytest
from django.conf import settings

import goldthread
from goldthread.vocabulary import Cut
from tests.web.conftest import links, said


FALL = "home-after-a-fall"
ASKED = f"pathway={FALL}&point=ward-to-home&role=carer"
CUT = Cut(touchpoint="ward-to-home", roles=("carer",))


def figures(sections) -> dict:
    """Every figure of a brief, by its part: what three faces must agree on."""
    return {part["key"]: part.get("rows") for part in sections if part["key"] not in ("words", "sources")}


def test_browser_terminal_and_notebook_give_the_same_numbers(site, come_in):
    browser = json.loads(come_in("cath").get(f"/understand/known/brief.json?{ASKED}").content)
    notebook = goldthread.open(settings.WORKSPACE).findings.brief(pathway=FALL, cut=CUT).as_dict()
    command = ["show", "brief", "--pathway", FALL, "--touchpoint", "ward-to-home", "--who", "carer", "--json"]
    done = subprocess.run(
        [sys.executable, "-m", "goldthread.cli", *command, "--workspace", str(settings.WORKSPACE)],
        capture_output=True,
        text=True,
        check=True,
    )
    terminal = json.loads(done.stdout)
    assert figures(browser["sections"]) == figures(notebook["sections"]) == figures(terminal["sections"])
    assert browser["held"] == notebook["held"] == terminal["held"]
    assert browser["sections"][4]["sentences"] == terminal["sections"][4]["sentences"]


def test_the_page_says_what_its_figures_are(site, come_in):
    page = said(come_in("cath").get(f"/understand/known/?{ASKED}"))
    brief = site.findings.brief(pathway=FALL, cut=CUT)
    assert brief.held in page
    for section in brief.sections:
        assert section.title in page
        for sentence in section.sentences:
            said_exactly = not sentence.startswith("A survey asked")  # who may not read the words is told less
            assert (" ".join(sentence.split()) in page) or not said_exactly
    assert "A survey asked" in page


def test_word_and_pdf_say_invented_and_hold_the_same(come_in):
    from docx import Document

    cath = come_in("cath")
    answer = cath.get(f"/understand/known/brief.docx?{ASKED}")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="already-known.docx"'
    text = "\n".join(p.text for p in Document(BytesIO(answer.content)).paragraphs)
    assert "is invented" in text and "Already known about Home after a fall" in text
    pytest.importorskip("weasyprint")
    assert cath.get(f"/understand/known/brief.pdf?{ASKED}").content.startswith(b"%PDF")
    assert cath.get(f"/understand/journey/poster.pdf?pathway={FALL}").content.startswith(b"%PDF")


def test_words_in_a_brief_are_by_right(site, come_in):
    told = {one.text for one in site.findings.brief(pathway=FALL, cut=CUT).section("words").passages}
    assert told
    partner = said(come_in("asha").get(f"/understand/known/?{ASKED}"))
    assert not any(one in partner for one in told) and "no comments here that you can read" in partner
    for passage in json.loads(come_in("ben").get(f"/understand/known/brief.json?{ASKED}").content)["sections"][2].get(
        "words", []
    ):
        assert passage["organisation"] == "XWR"


def test_dai_gets_no_brief_no_poster_and_no_document(come_in):
    dai = come_in("dai")
    for path in ("known/", "known/brief.pdf", "known/brief.docx", "known/brief.json", "journey/poster.pdf"):
        assert dai.get(f"/understand/{path}?{ASKED}").status_code == 403
        assert dai.post(f"/understand/{path}?{ASKED}").status_code == 403


def test_every_cell_of_the_drawing_opens_its_words_and_hidden_ones_open_none(come_in):
    cath = come_in("cath")
    page = cath.get(f"/understand/journey/?pathway={FALL}")
    drawn = page.content.decode().partition('class="gt-map"')[2].partition("</svg>")[0]
    addresses = [one for one in links(page) if one.startswith("/understand/words/?") and "role=" in one]
    assert drawn.count("<a ") > 10
    answer = cath.get(next(one for one in addresses if "point=ward-to-home" in one and "role=carer" in one))
    assert "gt-quote" in answer.content.decode()
    assert "style=" not in drawn
    assert (
        "<a "
        not in come_in("asha")
        .get(f"/understand/journey/?pathway={FALL}")
        .content.decode()
        .partition('class="gt-map"')[2]
        .partition("</svg>")[0]
    )


def test_before_a_survey_it_says_what_is_held_and_who_was_not_heard(site, come_in):
    cath = come_in("cath")
    assert "What do you want to ask about" in said(cath.get("/listen/before-you-ask/"))
    page = cath.get(f"/listen/before-you-ask/?{ASKED}")
    brief = site.findings.brief(pathway=FALL, cut=CUT)
    assert brief.held in said(page) and brief.held.startswith("You already have ")
    assert all(sentence in said(page) for sentence in brief.unheard)
    only = next(one for one in links(page) if "only=yes" in one)
    assert "Ask only people" in said(cath.get(only))


ODD = ("/understand/known/", "/understand/journey/", "/listen/before-you-ask/", "/understand/known/brief.json")


@pytest.mark.parametrize(
    ("query", "statuses"),
    [
        ("pathway=nothing", (404, 404, 200, 404)),
        (f"pathway={FALL}&point=nothing", (404, 404, 404, 404)),
        ("pathway=%00", (200, 200, 200, 200)),
        ("role=<script>", (404, 404, 200, 404)),
        (f"pathway={FALL}&since=x", (400, 400, 400, 400)),
    ],
)
def test_odd_addresses_are_answered_in_a_sentence(come_in, query, statuses):
    cath = come_in("cath")
    for path, status in zip(ODD, statuses, strict=True):
        answer = cath.get(f"{path}?{query}")
        assert answer.status_code == status, path
        assert "<script>" not in answer.content.decode().partition("<main")[2]


def test_what_is_read_less_often_is_folded_and_who_was_not_heard_is_not(come_in):
    page = come_in("cath").get(f"/understand/known/?{ASKED}").content.decode()
    folded = "".join(re.findall(r"<details.*?</details>", page, re.S))
    for part in ("numbers", "sure", "against", "initiatives", "sources"):
        assert f'id="part-{part}"' in folded
    for part in ("said", "felt", "words", "unheard"):
        assert f'id="part-{part}"' not in folded
    outside = re.sub(r"<details.*?</details>", "", page, flags=re.S)
    assert "<table" not in outside
