"""The addresses of panels, needs, decisions and released words, below together/."""

from goldthread.accounts.registry.pages import READ, WRITE, Page
from goldthread.partnership.views import deciding, decisions, departing, needs, panels, releasing, voting, writing


SEE, RUN, RELEASE = "see what panels decide", "run panels", "release words"
BOTH = READ + WRITE
PANEL, NEED, DECISION, RELEASED = (
    "panels/<slug:key>/",
    "needs/<slug:key>/",
    "decisions/<slug:key>/",
    "words/<slug:token>/",
)
PAGES: tuple[Page, ...] = (
    Page("", panels.every, "panels", needs=SEE),
    *panels.AddPanel.pages("add-a-panel/", needs=RUN),
    Page(PANEL, panels.one, "panel", needs=SEE),
    Page(f"{PANEL}seats/", panels.seat, "panel_seat", needs=RUN, methods=BOTH),
    Page(f"{PANEL}seats/<slug:token>/end/", panels.end_seat, "panel_end_seat", needs=RUN, methods=BOTH),
    Page(f"{PANEL}quorum/", panels.change_quorum, "panel_quorum", needs=RUN, methods=BOTH),
    Page(f"{PANEL}end/", panels.end, "panel_end", needs=RUN, methods=BOTH),
    Page(f"{PANEL}departures/<int:number>/correct/", departing.correct, "departure_correct", needs=RUN, methods=BOTH),
    Page("needs/", needs.every, "needs", needs=SEE),
    Page("needs-without-words/", needs.without_words, "needs_without_words", needs=SEE),
    Page("words-without-a-need/", needs.loose_words, "loose_words", needs=SEE),
    Page("write-a-need/", writing.write, "need_write", needs=SEE, methods=BOTH),
    Page("add-words/", writing.add_words, "need_words", needs=SEE, methods=WRITE),
    Page(NEED, needs.one, "need", needs=SEE),
    Page(f"{NEED}ask-for-words/", releasing.want, "need_want_words", needs=SEE, methods=WRITE),
    Page(f"{NEED}answer/", needs.say, "need_say", needs=SEE, methods=WRITE),
    Page(f"{NEED}enter/", needs.enter, "need_enter", needs=RUN, methods=BOTH),
    Page(f"{NEED}reword/", writing.reword, "need_reword", needs=SEE, methods=BOTH),
    Page(f"{NEED}put-together/", writing.merge, "need_merge", needs=SEE, methods=BOTH),
    Page(f"{NEED}take-apart/", writing.split, "need_split", needs=SEE, methods=BOTH),
    *deciding.Propose.pages("propose-a-decision/", needs=SEE),
    Page(DECISION, decisions.one, "decision", needs=SEE),
    Page(f"{DECISION}cite/", deciding.cite, "decision_cite", needs=SEE, methods=BOTH),
    Page(f"{DECISION}view/", decisions.state_view, "decision_view", needs=SEE, methods=WRITE),
    Page(f"{DECISION}open/", decisions.open_vote, "decision_open", needs=RUN, methods=WRITE),
    Page(f"{DECISION}vote/", voting.vote, "decision_vote", needs=SEE, methods=WRITE),
    Page(f"{DECISION}enter/", voting.enter, "decision_enter", needs=RUN, methods=BOTH),
    Page(f"{DECISION}hands/", deciding.hands, "decision_hands", needs=RUN, methods=BOTH),
    Page(f"{DECISION}close/", deciding.close, "decision_close", needs=RUN, methods=BOTH),
    Page(f"{DECISION}no-decision/", deciding.leave, "decision_leave", needs=RUN, methods=BOTH),
    Page(f"{DECISION}last-day/", deciding.last_day, "decision_last_day", needs=RUN, methods=BOTH),
    Page(f"{DECISION}ask-again/", deciding.again, "decision_again", needs=RUN, methods=BOTH),
    Page(f"{DECISION}depart/", departing.depart, "decision_depart", needs=RUN, methods=BOTH),
    Page("words/", releasing.waiting_ones, "releases", needs=RELEASE),
    Page("words/ask/<slug:kind>/<slug:key>/", releasing.ask, "release_ask", needs=RELEASE, methods=BOTH),
    Page(RELEASED, releasing.one, "release", needs=RELEASE),
    Page(f"{RELEASED}agree/", releasing.agree, "release_agree", needs=RELEASE, methods=WRITE),
    Page(f"{RELEASED}refuse/", releasing.refuse, "release_refuse", needs=RELEASE, methods=WRITE),
)
"""Pages of panels; who may open them is the registry's to check."""

_NEEDS = tuple(one.name for one in PAGES if one.name.startswith("need") or one.name == "loose_words")
_RELEASES = tuple(one.name for one in PAGES if one.name.startswith("release"))
_PANELS = tuple(one.name for one in PAGES if one.name not in (*_NEEDS, *_RELEASES))
MENU = (
    (10, "Panels", "panels", SEE, _PANELS),
    (20, "Needs", "needs", SEE, _NEEDS),
    (30, "Words to release", "releases", RELEASE, _RELEASES),
)
"""Entries of the menu: order, title, name, permission, and the pages below each."""
