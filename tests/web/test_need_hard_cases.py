"""Needs where something was left out: reasons, words that members cannot read, and counts that told who said what."""

from datetime import timedelta
from html.parser import HTMLParser

import pytest

from goldthread.accounts import clock
from goldthread.accounts.registry.references import Reader
from goldthread.partnership import supporting, wanting
from goldthread.partnership.actions import needs, releasing
from goldthread.partnership.models import Decision, Departure, ReleasedWords, Support, WantedWords
from goldthread.partnership.reading import tokens_under
from goldthread.thread.models import QuotedPassage
from goldthread.thread.queries import thread
from goldthread.vocabulary import Scope
from tests.builders import round as made
from tests.builders import together
from tests.web.conftest import links, said


AGAINST, FOR, UNSURE = "It is not ours alone.", "My mother waited all night.", "I do not know the ward."
YES = ("support", "")


@pytest.fixture
def come_in(site):
    """Signs one of the cast in."""
    return together.signed_in


@pytest.fixture
def panel(site):
    """A panel on which Asha, Cath and Nell sit, taken back afterwards."""
    with made.undone():
        yield together.panel()


@pytest.fixture
def need(site, panel):
    return together.need(site, panel)


def page_of(need, rest=""):
    return f"/together/needs/{need.key}/{rest}"


def say(need, *answers, first=0):
    """Members answer one after the other."""
    for member, (stance, reason) in zip(list(need.panel.members.order_by("id"))[first:], answers, strict=False):
        needs.say(by="test", need=need, member=member, stance=stance, reason=reason)


def days_ago(n, need):
    """Everything that was said of a need is moved to an earlier day."""
    for one in Support.objects.filter(need=need):
        Support.objects.filter(pk=one.pk).update(at=one.at - timedelta(days=n))


# Reasons


def test_reasons_of_supporters_and_dissenters_stay_with_the_need_wherever_it_is_shown(come_in, panel, need):
    decision = together.proposed(panel, rests_on=[str(need)])
    say(need, ("disagree", AGAINST), ("support", FOR), ("unsure", UNSURE), YES)
    days_ago(1, need)
    everywhere = [page_of(need), "/together/needs/", f"/together/panels/{panel.key}/"]
    everywhere += [
        f"/together/decisions/{decision.key}/",
        f"/thread/need/{need.key}/",
        f"/thread/decision/{decision.key}/",
    ]
    for handle in ("asha", "cath", "ben"):
        browser = come_in(handle)
        for path in everywhere:
            assert AGAINST in said(browser.get(path)), (handle, path)
        page = said(browser.get(page_of(need))).partition("What members say")[2]
        assert page.index("Reasons against") < page.index("Reasons for") < page.index(FOR) < page.index(UNSURE)
    told = thread(str(need), Reader(scope=Scope.owner())).as_dict()
    assert [one["against"] for one in told["knots"] if one["reference"] == str(need)] == [[AGAINST]]


def test_a_reason_against_an_earlier_wording_stays_until_its_author_answers_again(come_in, need):
    say(need, ("disagree", AGAINST), ("support", FOR))
    needs.reword(by="test", need=need, based_on=1, wording="Another wording.", why="Shorter.")
    page = said(come_in("asha").get(page_of(need)))
    assert AGAINST in page and "Said of an earlier wording" in page and FOR not in page
    say(need, YES)
    assert AGAINST not in said(come_in("asha").get(page_of(need)))


def test_a_decision_keeps_its_reasons_against_on_the_thread(come_in, panel, need):
    decision = together.decided(panel, rests_on=[str(need)])
    assert together.AGAINST in said(come_in("ben").get(f"/thread/need/{need.key}/"))
    assert together.AGAINST in said(come_in("ben").get(f"/thread/decision/{decision.key}/"))


# Counts that run


def test_nobody_outside_a_panel_can_tell_how_one_member_answered(come_in, need):
    ben, asha = come_in("ben"), come_in("asha")
    paths = (page_of(need), "/together/needs/", f"/together/panels/{need.panel.key}/")
    before = [said(ben.get(path)) for path in paths]
    for stance, reason in (YES, ("disagree", AGAINST), YES, YES):
        say(need, (stance, reason), first=Support.objects.filter(need=need).count())
        assert [said(ben.get(path)) for path in paths] == before, "the same pages to the letter, whoever answered"
    assert "3 of the 4 members who answered support it" in said(asha.get(page_of(need)))
    with clock.as_of(clock.today() + timedelta(days=1)):
        page = said(ben.get(page_of(need)))
        assert "3 of the 4 members who answered support it" in page and AGAINST in page


def test_outside_a_panel_counts_move_by_three_answers_or_more(need):
    say(need, YES, YES, YES)
    days_ago(3, need)
    say(need, ("disagree", AGAINST), YES, first=3)
    days_ago(1, need)
    shown = supporting.of(need, live=False)
    assert (shown.support, shown.disagree, shown.against) == (3, 0, ()), "two more are too few to show"
    say(need, YES, first=5)
    assert supporting.of(need, live=False).said == 3, "today is not over"
    with clock.as_of(clock.today() + timedelta(days=1)):
        shown = supporting.of(need, live=False)
        assert (shown.support, shown.disagree) == (5, 1)
    assert supporting.of(need).said == 6


def test_a_new_wording_starts_again_outside_the_panel(need):
    say(need, YES, YES, YES)
    needs.reword(by="test", need=need, based_on=1, wording="Another wording.", why="Shorter.")
    say(need, YES, YES)
    with clock.as_of(clock.today() + timedelta(days=1)):
        shown = supporting.of(need, live=False)
        assert (shown.said, shown.before) == (0, 3)


# Words that members cannot read


def test_asha_asks_for_words_that_she_is_asked_about_and_two_people_release_them(come_in, panel, need):
    asha, nell, cath = come_in("asha"), come_in("nell"), come_in("cath")
    decision = together.opened(panel, rests_on=[str(need)])
    for path in (page_of(need), f"/together/decisions/{decision.key}/"):
        page = asha.get(path)
        assert "2 comments under" in said(page) and "are not released to you" in said(page)
        assert "Ask for these words to be released to the panel" in said(page)
        assert f'action="{page_of(need)}ask-for-words/"' in page.content.decode()
        assert "not released to you" not in said(nell.get(path)), "she can read them"
    assert "Panels ask" not in said(nell.get("/together/words/"))
    for _ in range(2):
        assert asha.post(f"{page_of(need)}ask-for-words/").status_code == 302
    assert WantedWords.objects.get(panel=panel).about == str(need)
    page = said(asha.get(page_of(need)))
    assert "The panel asked for them on" in page and "Ask for these words" not in page
    assert "1 request from panels" in said(nell.get("/home/"))
    ask = f"/together/words/ask/need/{need.key}/"
    assert ask in links(nell.get("/together/words/"))
    form = nell.get(ask).content.decode()
    assert form.count("checked") == 2 and f'value="panel {panel}" selected' in form, "nothing is typed twice"
    tokens = tokens_under(str(need))
    assert nell.post(ask, {"passages": tokens, "place": f"panel {panel}"}).status_code == 302
    assert "Panels ask" not in said(nell.get("/together/words/"))
    for release in ReleasedWords.objects.filter(passage__in=tokens):
        assert cath.post(f"/together/words/{release.token}/agree/").status_code == 302
    page = said(asha.get(page_of(need)))
    assert "not released to you" not in page
    assert all(" ".join(QuotedPassage.objects.get(token=one).words.split()) in page for one in tokens)
    QuotedPassage.objects.filter(token__in=tokens).update(hash="0" * 32)
    assert "2 comments under" in said(asha.get(page_of(need))), "what changed since is not shown as it was released"


def test_words_are_asked_for_by_members_alone_and_seen_by_those_who_may_read_them(site, come_in, panel, need):
    for handle in ("ben", "fay", "dai"):
        assert come_in(handle).post(f"{page_of(need)}ask-for-words/").status_code == 403, handle
    hidden = needs.write(by="test", panel=panel, wording="Told elsewhere.", passages=[together.loose(site).token])
    seat = together.seat(panel, "asha")
    releasing.want(by=together.person("asha"), need=hidden, member=seat)
    assert "Told elsewhere." not in said(come_in("nell").get("/together/words/")), "she may not read these words"
    assert "Told elsewhere." in said(come_in("cath").get("/together/words/"))
    assert [one.n for one in wanting.waiting_for(Reader(scope=Scope.owner(), workspace=site))] == [1]


# What is carried from one page to the next


def test_a_decision_proposed_from_a_need_has_that_need_ticked(come_in, panel, need):
    other = needs.write(by="test", panel=panel, wording="Quiet.", passages=[], no_words_because="In the room.")
    cath = come_in("cath")
    link = next(one for one in links(cath.get(page_of(need))) if "propose-a-decision" in one)
    begun = cath.get(link.replace("&amp;", "&")).content.decode()
    assert f'name="need" value="{need.key}"' in begun and f'value="{panel.key}" selected' in begun
    step = cath.post("/together/propose-a-decision/", {"panel": panel.key, "title": "What now?", "need": need.key}).url
    step = cath.post(step, {"options": "Knowing\nChange nothing"}).url
    page = cath.get(step).content.decode()
    ticked = [part for part in page.split("<input") if "checked" in part]
    assert len(ticked) == 1 and need.key in ticked[0] and other.key in page
    step = cath.post(step, {"needs": [need.key], "closes_on": ""}).url
    made_key = cath.post(step).url.split("/")[-2]
    assert Decision.objects.filter(key=made_key).exists()


# Departures


OFFICER = {"officer": "Pat Doe", "job": "Chief Nurse", "reasons": "We have no staff for it this year."}


def test_an_organisation_departs_from_a_decision_once_and_a_correction_keeps_both(come_in, panel):
    decision = together.decided(panel)
    nell, page = come_in("nell"), f"/together/decisions/{decision.key}/"
    assert nell.post(f"{page}depart/", OFFICER).status_code == 302
    for _ in range(2):
        again = nell.post(f"{page}depart/", OFFICER)
        assert again.status_code == 400 and "that it does not follow this: Pat Doe, Chief Nurse" in said(again)
    assert Departure.objects.filter(about=str(decision)).count() == 1
    assert f"{page}depart/" not in links(nell.get(page))
    assert come_in("cath").post(f"{page}depart/", OFFICER).status_code == 302, "another organisation may"
    correct = next(one for one in links(nell.get(f"/together/panels/{panel.key}/")) if "departures" in one)
    assert come_in("cath").post(correct, OFFICER).status_code == 403
    assert nell.post(correct, OFFICER | {"reasons": "We start in May."}).status_code == 302
    assert nell.post(correct, OFFICER).status_code == 400, "it was corrected already"
    for path in (page, f"/together/panels/{panel.key}/"):
        shown = said(come_in("asha").get(path))
        assert "We start in May." in shown and OFFICER["reasons"] in shown and "corrected on" in shown


# By address


def test_words_that_somebody_may_not_read_cannot_be_put_under_a_need_by_address(site, come_in, panel, need):
    token, before = together.loose(site).token, tokens_under(str(need))
    asha = come_in("asha")
    for path, sent in (
        ("/together/add-words/", {"need": need.key}),
        ("/together/write-a-need/", {"wording": "Someone to ring.", "panel": panel.key, "moment": ""}),
    ):
        refused = asha.post(path, sent | {"quoted": [token]})
        assert refused.status_code == 404 and "may not read" in said(refused), path
    assert tokens_under(str(need)) == before and panel.needs.get() == need


def test_a_need_that_was_put_together_says_so_and_stays_as_it_was_worded(site, come_in, panel, need):
    other = together.need(site, panel, wording="Someone to ring.")
    needs.merge(by="test", needs=[need, other], wording="Who, when, and whom to ring.", why="One thing.")
    refused = come_in("asha").post(
        page_of(need, "reword/"), {"based_on": 1, "wording": "A leaflet.", "why": "Cheaper."}
    )
    assert refused.status_code == 400 and "closed: it was merged with another need" in said(refused)


# More words for a need


class _Page(HTMLParser):
    """A page's forms, with what a browser without scripts sends of each, and the boxes that belong to one by its id."""

    def __init__(self, answer):
        super().__init__()
        self.forms, self.ticks, self.inside = [], [], None
        self.feed(answer.content.decode())

    def handle_starttag(self, tag, attrs):
        held = dict(attrs)
        if tag == "form":
            self.inside = {**held, "sent": {}}
            self.forms.append(self.inside)
        elif tag == "input" and held.get("form") == "ticked":
            self.ticks.append((held["name"], held["value"]))
        elif tag == "input" and held.get("type") == "hidden" and self.inside and held.get("value"):
            self.inside["sent"][held["name"]] = held["value"]

    def handle_endtag(self, tag):
        self.inside = None if tag == "form" else self.inside

    def form(self, **wanted):
        return next(one for one in self.forms if wanted.items() <= one.items())


def test_words_that_are_looked_for_from_a_need_are_put_under_it_without_choosing_it_again(come_in, need):
    cath, before = come_in("cath"), set(tokens_under(str(need)))
    (way,) = [one for one in links(cath.get(page_of(need))) if "/understand/search/" in one]
    start = cath.get(way)
    assert "You are looking for more words for the need " + made.WORDING in said(start)
    seek = _Page(start).form(role="search")
    found = cath.get(seek["action"], seek["sent"] | {"q": "night"})
    page = _Page(found)
    assert made.WORDING in said(found) and "Write a need from these words" not in said(found)
    further = [one for one in links(found) if one.startswith("/understand/search/?")]
    assert further and all(f"need={need.key}" in one for one in further), "no page of the search loses the need"
    ticked = page.form(id="ticked")
    assert ticked["method"] == "post" and ticked["sent"]["need"] == need.key
    (name, value), *_ = page.ticks
    nothing = cath.post(ticked["action"], ticked["sent"])
    assert nothing.status_code == 400 and "You have not chosen any words" in said(nothing)
    sent = cath.post(ticked["action"], ticked["sent"] | {name: [value]})
    assert sent.status_code == 302 and sent["Location"] == page_of(need)
    (token,) = set(tokens_under(str(need))) - before
    assert QuotedPassage.objects.get(token=token).feedback == value


def test_a_list_of_words_carries_the_need_too_and_one_that_is_not_theirs_is_nothing(come_in, site, need):
    cath = come_in("cath")
    page = _Page(cath.get("/understand/words/", {"need": need.key, "org": "XWR"}))
    assert page.form(id="ticked")["sent"]["need"] == need.key
    assert page.form(role="search")["sent"]["need"] == need.key
    for browser, key in ((come_in("ben"), need.key), (cath, "no-such-need")):
        answer = browser.get("/understand/search/", {"need": key, "q": "night"})
        assert made.WORDING not in said(answer) and "You are looking for more words" not in said(answer)
    needs.merge(by="test", needs=[need, together.need(site, need.panel)], wording="Both.", why="One thing.")
    assert "You are looking for more words" not in said(cath.get("/understand/search/", {"need": need.key}))
