"""A file through the browser: looked over before it is kept, every row accounted for, nothing left behind."""

import io
import os
import re
import threading
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections, transaction
from django.test import Client, override_settings

from goldthread import demo
from goldthread.accounts.directory import organisations, people, posts
from goldthread.accounts.models import Organisation, Person, Right
from goldthread.accounts.opened import workspace as opened
from goldthread.accounts.rules import Role
from goldthread.listening import worker
from tests.builders import live
from tests.web.conftest import TODAY, links, said


HEADER = "Comment ID,Date,Service,FFT score,What was good?\n"
ROWS = "".join(
    f"U{at},{13 + at}/06/2031,Ward 7 - Older People,1,The nurses explained every tablet to me on day {at}\n"
    for at in range(8)
)
NAMED = "U9,27/06/2031,Ward 7 - Older People,1,Please thank Sister Margaret Oduya and ring me on 07700 900123\n"


def send(browser, content, name="cards.csv"):
    return browser.post("/listen/imports/upload/", {"file": SimpleUploadedFile(name, content)})


def waiting(site):
    return list((site.folder / "uploads").glob("[0-9a-f]*.sealed"))


@pytest.fixture
def ben(site, come_in):
    before = {line.batch for line in site.imports.batches() if line.what == "import"}
    yield come_in("ben")
    for line in [line for line in site.imports.batches() if line.what == "import" and line.batch not in before]:
        if line.batch in site.store.lines().standing_ids:
            site.imports.undo(line.batch)
    for path in (*waiting(site), *(site.folder / "uploads").glob("look-*.sealed")):
        path.unlink()


def numbers(page):
    """Rows read, kept, duplicates, rows to mend, as the page says."""
    found = re.findall(r'gt-sum__part"><strong>([\d,]+)</strong>', page.content.decode())
    return [int(one.replace(",", "")) for one in found]


def test_a_file_is_looked_over_before_anything_is_kept(site, ben):
    held = site.imports.counts()
    page = ben.get(send(ben, (HEADER + ROWS + NAMED).encode()).url)
    assert numbers(page) == [9, 9, 0, 0]
    assert "Preview: nothing has been imported yet" in said(page)
    assert "sure." in said(page)
    assert site.imports.counts() == held


WARDS = "Date,Ward,What was good?\n" + "".join(
    f"{13 + at}/06/2031,{ward},The garden by {ward} is lovely on visit {at}\n"
    for at in range(6)
    for ward in ("Ash Ward", "Elm Ward", "Oak Ward")
)


@pytest.fixture
def sister(site):
    """Somebody of two wards that no file has named yet."""
    royal = Organisation.objects.get(code="XWR")
    post = posts.Post(royal, Role.WARD, ("Ash Ward", "Elm Ward"))
    person = people.join(by="test", handle="sister", name="Sister", post=post)
    browser = Client()
    browser.force_login(person)
    yield browser
    Person.objects.filter(handle="sister").delete()


def test_a_ward_team_sees_the_rows_of_a_file_that_names_only_wards(ben, sister):
    address = send(ben, WARDS.encode(), "wards.csv").url
    assert numbers(ben.post(f"{address}keep/", follow=True)) == [18, 18, 0, 0]
    home = sister.get("/home/")
    assert "Ash Ward, Elm Ward" in said(home) and "15 June" not in said(home)
    for link in [one for one in links(home) if "service=" in one]:
        page = sister.get(link)
        assert "service=Ash+Ward&service=Elm+Ward" in link and page.status_code == 200, link
    words = said(sister.get(next(one for one in links(home) if one.startswith("/understand/words/?"))))
    assert "garden by Ash" in words and "garden by Elm" in words and "garden by Oak" not in words
    assert "12 comments" in said(home)
    again = ben.get(send(ben, WARDS.encode(), "wards.csv").url)
    assert numbers(again) == [18, 0, 18, 0], "the same file again is duplicates"
    assert "There is nothing new in this file" in said(again) and "Import it" not in said(again)


def test_a_preview_and_an_account_say_whose_the_rows_are_and_which_name_nobody_has(ben):
    rows = "".join(
        f"{13 + at}/06/2031,{place},Therapies,They taught me to walk again on day {at}\n"
        for at, place in enumerate(("XWR", "xwr", "XTC", "Roayl Hospitl", "Roayl Hospitl", ""))
    )
    address = send(ben, ("Date,Organisation,Service,What was good?\n" + rows).encode(), "whose.csv").url
    for page in (ben.get(address), ben.post(f"{address}keep/", follow=True)):
        words = said(page)
        assert "3 rows are placed at Wenbrook Royal Hospital (XWR)" in words
        assert "We do not know these names Roayl Hospitl : 2 rows left out" in words
        assert "as another name of Wenbrook Royal Hospital (XWR)" in words and "add it under Organisations" in words
        assert "These rows name another organisation" in words and "XTC : 1 row left out" in words
    account = page.redirect_chain[-1][0]
    royal = Organisation.objects.get(code="XWR")
    assert "Roayl Hospitl" in organisations.unplaced(opened(), by="test"), "the command line lists it too"
    organisations.change(by="test", organisation=royal, aliases=["Roayl Hospitl"])
    assert "The name now belongs to Wenbrook Royal Hospital (XWR): import the file again." in said(ben.get(account))
    organisations.change(by="test", organisation=royal, aliases=[])
    organisations.release(by="test", organisation=royal, said="Roayl Hospitl")


def test_a_file_that_names_no_organisation_is_placed_at_the_sender_s(ben):
    words = said(ben.get(send(ben, (HEADER + ROWS).encode()).url))
    assert "8 rows are placed at Wenbrook Royal Hospital (XWR)" in words and "left out" not in words


def test_the_first_answers_are_shown_with_identities_out(ben):
    page = ben.get(send(ben, (HEADER + NAMED + ROWS).encode()).url).content.decode()
    assert "07700" not in page and "Oduya" not in page
    assert 'class="gt-gone"' in page


def test_what_was_promised_is_what_is_kept_and_the_waiting_file_is_gone(site, ben):
    address = send(ben, (HEADER + ROWS).encode()).url
    promised = numbers(ben.get(address))
    page = ben.post(f"{address}keep/", follow=True)
    read, kept, duplicates, aside = numbers(page)
    assert [read, kept, duplicates, aside] == promised
    assert read == kept + duplicates + aside
    assert waiting(site) == []
    again = ben.get(send(ben, (HEADER + ROWS).encode()).url)
    assert numbers(again) == [8, 0, 8, 0]


def test_a_file_that_is_left_is_gone(site, ben):
    address = send(ben, (HEADER + ROWS).encode()).url
    page = ben.post(f"{address}leave/", follow=True)
    assert "has been deleted from here" in said(page)
    assert waiting(site) == [] and ben.get(address).status_code == 404


def test_nobody_else_may_look_at_a_waiting_file(ben, come_in):
    address = send(ben, (HEADER + ROWS).encode()).url
    other = come_in("ben")
    assert other.get(address).status_code == 404
    assert other.post(f"{address}keep/").status_code == 404
    assert ben.get(address).status_code == 200


def test_nothing_of_a_waiting_file_can_be_read_on_disk(site, ben):
    send(ben, (HEADER + NAMED).encode())
    assert b"Oduya" not in live.read(site.folder.rglob("*"))


@pytest.mark.parametrize(("order", "kept"), [("", -41), ("day first", 0), ("month first", 0)])
def test_41_dates_can_be_read_two_ways_and_ben_chooses(ben, tmp_path, order, kept):
    path = demo.bens_export(tmp_path / "ward export.xlsx", today=TODAY)
    address = send(ben, path.read_bytes(), "ward export.xlsx").url
    page = ben.get(address, {"order": order})
    assert "41 dates can be read two ways" in said(page)
    read, would_keep, duplicates, aside = numbers(page)
    assert would_keep + duplicates - read == kept
    done = ben.post(f"{address}keep/", {"order": order}, follow=True)
    assert numbers(done) == [read, would_keep, duplicates, aside]
    assert ("Download the rows to fix" in said(done)) == bool(kept)


def test_rows_to_mend_come_as_a_file_for_seven_days(ben, tmp_path):
    path = demo.bens_export(tmp_path / "ward export.xlsx", today=TODAY)
    done = ben.post(f"{send(ben, path.read_bytes(), 'ward export.xlsx').url}keep/", follow=True)
    batch = done.redirect_chain[-1][0]
    answer = ben.get(f"{batch}rows-to-mend/")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert len(answer.content.decode("utf-8-sig").strip().splitlines()) >= 42


def test_an_import_is_taken_back_whole_from_its_page(site, ben):
    held = site.imports.counts()["digest"]
    done = ben.post(f"{send(ben, (HEADER + ROWS).encode()).url}keep/", follow=True)
    page = ben.post(f"{done.redirect_chain[-1][0]}undo/", follow=True)
    assert "The import was undone: 8 rows removed" in page.content.decode()
    assert site.imports.counts()["digest"] == held


def a_zip():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as out:
        out.writestr("cards.csv", HEADER + ROWS)
    return held.getvalue()


WRONG = {
    "empty.csv": b"",
    "blank.csv": b"\n\n\n",
    "headings only.csv": HEADER.encode(),
    "photo.csv": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
    "cards.zip": a_zip(),
    "broken.xlsx": b"PK\x03\x04" + b"\x00" * 400,
    "letter.txt": b"Dear all,\nthis is a letter about nothing in particular.\nIt goes on.\nAnd on it goes.\n" * 9,
    "noise.csv": bytes((at * 7919) % 256 for at in range(4000)),
    "shopping.csv": b"item,price\nbread,1.20\nmilk,0.90\n",
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_file_gets_a_sentence_and_leaves_nothing(site, ben, name):
    held = site.imports.counts()
    answer = send(ben, WRONG[name], name)
    page = ben.get(answer.url) if answer.status_code == 302 else answer
    assert page.status_code == 400
    assert "The file was not imported" in said(page)
    assert "Traceback" not in page.content.decode() and str(site.folder) not in page.content.decode()
    assert site.imports.counts() == held
    assert waiting(site) == []


def test_no_file_at_all_gets_a_sentence_at_its_field(ben):
    page = ben.post("/listen/imports/upload/")
    assert page.status_code == 400 and re.search(r'<a href="#file">\s*Choose a file first', page.content.decode())


def test_a_file_that_is_too_large_gets_a_sentence(site, ben):
    with override_settings(UPLOAD_LIMIT=2_000):
        page = send(ben, (HEADER + ROWS * 20).encode())
    assert page.status_code == 400 and "The file is larger than" in said(page)
    assert waiting(site) == []


@pytest.mark.parametrize(
    "name",
    [
        "../../../../etc/passwd.csv",
        "..\\..\\x.csv",
        "<b>x</b>.csv",
        "a" * 300 + ".csv",
        "Margaret Oduya.csv",
        "x\n.csv",
    ],
)
def test_a_files_name_is_only_a_name(ben, name):
    address = send(ben, (HEADER + ROWS).encode(), name).url
    page = ben.get(address)
    assert page.status_code == 200
    assert "<b>x</b>" not in page.content.decode() and "etc/passwd" not in said(page)
    ben.post(f"{address}leave/")


def test_the_limit_is_a_setting():
    assert settings.UPLOAD_LIMIT == 50_000_000


NAMING = "Comment ID,Date,Organisation code,Service,FFT score,What was good?\n"


def naming(code, texts, first="K"):
    rows = (f"{first}{at},{13 + at}/06/2031,{code},Ward 7 - Older People,1,{text}\n" for at, text in enumerate(texts))
    return (NAMING + "".join(rows)).encode()


def test_another_trust_s_rows_are_set_aside_with_the_reason_and_nothing_is_told_of_them(site, ben, tmp_path):
    told = [f"The lady who brought the tea held my hand on day {at}" for at in range(6)]
    path = tmp_path / "theirs.csv"
    path.write_bytes(naming("XTC", told))
    (theirs,) = site.imports.gather(path)
    assert theirs.kept == 6
    held = site.imports.counts()["digest"]
    for texts in (told, ["Forged: this ward is dangerous"] * 6, [f"Invented answer {at}" for at in range(6)]):
        sent = send(ben, naming("XTC", texts))
        page = ben.get(sent.url)
        assert numbers(page) == [6, 0, 0, 6], "held there or not: the same"
        assert "organisation that is not yours" in said(page)
        done = ben.post(f"{sent.url}keep/", follow=True)
        assert numbers(done) == [6, 0, 0, 6] and "organisation that is not yours" in said(done)
        assert site.imports.counts()["digest"] == held
    mixed = naming("XTC", told) + naming("XWR", told).partition(b"\n")[2]
    assert numbers(ben.get(send(ben, mixed).url)) == [12, 6, 0, 6]
    site.imports.undo(theirs.batch)


def test_a_file_that_is_kept_twelve_times_at_once_is_brought_in_once(site, ben):
    address = send(ben, (HEADER + ROWS).encode()).url
    ben.get(address)
    before = {line.batch for line in site.imports.batches()}
    begin = threading.Barrier(12)

    def press() -> int:
        browser = Client()
        browser.cookies = ben.cookies
        begin.wait()
        try:
            return browser.post(f"{address}keep/").status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(12) as threads:
        statuses = [one.result() for one in [threads.submit(press) for _ in range(12)]]
    made = [line for line in site.imports.batches() if line.batch not in before]
    assert [(line.what, line.account["kept"]) for line in made] == [("import", 8)]
    assert statuses.count(302) == 1 and set(statuses) <= {302, 400, 404}, statuses
    assert waiting(site) == []


@pytest.mark.parametrize("left", [0, 2, 4, 40, -1, -40])
def test_a_waiting_file_that_was_cut_gets_a_sentence(site, ben, left):
    address = send(ben, (HEADER + ROWS).encode()).url
    (path,) = waiting(site)
    os.truncate(path, left if left >= 0 else path.stat().st_size + left)
    page = ben.post(f"{address}keep/")
    assert page.status_code == 400 and "damaged" in said(page)
    assert ben.get(address).status_code == 404 and waiting(site) == []


@pytest.mark.parametrize("name", ["\U0001f600" * 200 + ".csv", "x\x00y.csv", "é" * 130, "a." + "b" * 300, "a" * 5_000])
def test_a_name_that_no_disk_takes_is_made_short(ben, name):
    address = send(ben, (HEADER + ROWS).encode(), name).url
    assert numbers(ben.get(address)) == [8, 8, 0, 0]
    ben.post(f"{address}leave/")


def test_headings_of_any_length_are_only_headings(ben):
    heading = "What was good about it? " + "really " * 300
    content = f"Comment ID,Date,Service,{heading}\n" + "".join(f"L{n},{13 + n}/06/2031,Ward 7,Kind\n" for n in range(8))
    page = ben.get(send(ben, content.encode()).url)
    assert page.status_code == 400 and "No row of headings was found" in said(page)


def test_a_file_that_takes_a_while_is_looked_at_by_the_worker_and_the_page_answers_at_once(site, ben):
    address = send(ben, (HEADER + ROWS).encode()).url
    with override_settings(LOOK_SECONDS=0.001):
        sent = ben.get(address)
        assert sent.status_code == 302 and sent.url == address
        page = ben.get(address)
        assert "We are checking the file" in said(page)
        assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in page.content.decode()
        assert ben.post(f"{address}keep/").status_code == 400, "nobody has looked yet"
    assert worker.work(site.folder, once=True) == 1
    assert numbers(ben.get(address)) == [8, 8, 0, 0]
    ben.post(f"{address}leave/")


def test_whoever_keeps_without_looking_waits_no_longer_either(site, ben):
    address = send(ben, (HEADER + ROWS).encode()).url
    with override_settings(LOOK_SECONDS=0.001):
        assert ben.post(f"{address}keep/").url == address
        assert "We are checking the file" in said(ben.get(address))
    ben.post(f"{address}leave/")
    worker.work(site.folder, once=True)


def test_a_table_as_wide_as_a_hall_gets_a_sentence_at_once(ben):
    content = ",".join(f"q{n}" for n in range(100_000)) + "\n" + ",".join("x" for _ in range(100_000)) + "\n"
    began = time.monotonic()
    page = ben.get(send(ben, content.encode()).url)
    assert page.status_code == 400 and "100,000 columns" in said(page)
    assert time.monotonic() - began < 10


def test_a_file_that_is_here_already_is_said_first_and_comes_in_only_if_somebody_says_so(site, ben):
    content = (HEADER + ROWS).encode()
    first = send(ben, content).url
    ben.post(first + "keep/")
    page = ben.get(send(ben, content).url)
    assert "These answers are here already" not in said(page)  # every row is a duplicate, as ever
    token = send(ben, content.replace(b"Comment ID", b"Card"), name="other.csv").url
    held = site.imports.counts()["feedback"]
    page = ben.get(token)
    assert "These answers are here already" in said(page)
    assert "8 of 8 longer answers would be counted twice" in said(page)
    assert "undo that import" in said(page)
    assert ben.post(token + "keep/").url == token
    assert site.imports.counts()["feedback"] == held
    ben.post(token + "keep/", {"count_again": "yes"})
    assert site.imports.counts()["feedback"] > held


def test_after_an_undo_the_same_file_comes_in_as_new(site, ben):
    content = (HEADER + ROWS).encode()
    ben.post(send(ben, content).url + "keep/")
    batch = next(line.batch for line in site.imports.batches() if line.what == "import")
    other = content.replace(b"Comment ID", b"Card")
    assert "These answers are here already" in said(ben.get(send(ben, other).url))
    ben.post(f"/listen/imports/{batch}/undo/")
    assert "These answers are here already" not in said(ben.get(send(ben, other).url))


def test_rows_to_fix_wait_on_the_home_page_until_they_have_come_in(site, ben):
    waiting_before = re.findall(r"\d+ rows? to fix", said(ben.get("/home/")))
    wrong = HEADER + ROWS + "U8,45/06/2031,Ward 7 - Older People,1,The nurses explained every tablet to me on day 8\n"
    account = ben.post(f"{send(ben, wrong.encode()).url}keep/", follow=True).redirect_chain[-1][0]
    assert re.findall(r"\d+ rows? to fix", said(ben.get("/home/"))) != waiting_before
    rows = ben.get(f"{account}rows-to-mend/").content.replace(b"45/06/2031", b"22/06/2031")
    ben.post(f"{send(ben, rows, 'fixed.csv').url}keep/")
    assert re.findall(r"\d+ rows? to fix", said(ben.get("/home/"))) == waiting_before
    assert "Nothing is left to fix" in said(ben.get(account))


def test_a_table_without_words_is_said_to_be_no_feedback(ben):
    rota = "Name,Shift,Hours,Band\n" + "".join(f"Nurse {n},{'EN'[n % 2]},{12 - n % 3},5\n" for n in range(9))
    page = ben.get(send(ben, rota.encode()).url)
    assert page.status_code == 400
    assert "This does not look like patient feedback" in said(page)


def test_answers_that_may_need_review_lead_to_whoever_reviews_them(site, ben):
    worried = "U9,27/06/2031,Ward 7 - Older People,5,I am thinking about ending my life since I came home\n"
    account = ben.post(f"{send(ben, (HEADER + ROWS + worried).encode()).url}keep/", follow=True)
    assert "may need review. The information governance lead at your organisation reviews them" in said(account)
    with transaction.atomic():
        Right.objects.filter(role=Role.GOVERNANCE.value).delete()
        page = said(ben.get(account.redirect_chain[-1][0]))
        transaction.set_rollback(True)
    assert "Nobody at your organisation can review them yet" in page
