"""One decision by keyboard alone, from the need to what was decided; a form that is sent moves the focus to its result.

With scripts and without, on a phone and a desk; axe looks before and after each step.
"""

import pytest

from tests.browser.conftest import DESK, PHONE
from tests.browser.test_accessible import open_everything, wrong


VIEW = "We want a person, not a machine."
REASON = "It is what we asked for."
WAYS = [(DESK, True), (PHONE, True), (DESK, False)]
IDS = ["desk", "phone", "desk without scripts"]
NEED = "Carers need to know who is coming"


class Keys:
    """Somebody who has a keyboard and no mouse."""

    def __init__(self, page, scripts: bool) -> None:
        self.page, self.scripts = page, scripts

    def to(self, selector: str, text: str = "") -> None:
        """Tab on until what matches has the focus."""
        for _ in range(200):
            self.page.keyboard.press("Tab")
            focus = self.page.locator(f":focus:is({selector})")
            if focus.count() and text in " ".join(focus.inner_text().split()):
                return
        raise AssertionError(f"{selector} “{text}” is not reached by keyboard on {self.page.url}")

    def follow(self, text: str) -> None:
        self.to("a", text)
        self._go()

    def write(self, field: str, words: str) -> None:
        self.to(f"[name={field}]")
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(words)

    def choose(self, field: str) -> None:
        self.to(f"input[name={field}]")
        self.page.keyboard.press("Space")
        assert self.page.locator(f"input[name={field}]:checked").count() == 1

    def press(self, text: str) -> None:
        self.to("button", text)
        self._go()

    def _go(self) -> None:
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.look()

    def refused(self) -> None:
        """The error summary has the focus, and its link leads to the field."""
        self.page.locator(".nhsuk-error-summary:focus").wait_for()
        self.page.keyboard.press("Tab")
        assert self.page.locator(".nhsuk-error-summary a:focus").count() == 1
        self.page.keyboard.press("Enter")

    def told(self, words: str) -> None:
        """What came of it has the focus, and is read out."""
        self.page.locator(".gt-message:focus").wait_for()
        assert words in self.page.locator(".gt-message:focus").inner_text()

    def look(self) -> None:
        """Nothing is wrong by axe, before and after everything is opened; which needs scripts."""
        self.page.wait_for_load_state()
        if not self.scripts:
            return
        assert wrong(self.page) == []
        closed = self.page.locator("main details:not([open]) > summary")
        if closed.count():
            open_everything(self.page)
            assert wrong(self.page) == []
            self.page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = false; })")
            self.page.evaluate("document.activeElement.blur()")
            self.page.evaluate("document.querySelector('.nhsuk-error-summary, .gt-message')?.focus()")


@pytest.mark.parametrize(("size", "scripts"), WAYS, ids=IDS)
def test_a_decision_goes_from_a_need_to_its_result_by_keyboard_alone(come_in, size, scripts):
    cath, asha = (Keys(come_in(who, size=size, java_script_enabled=scripts), scripts) for who in ("cath", "asha"))
    title = f"Who answers at night ({IDS[WAYS.index((size, scripts))]})?"
    cath.page.goto("/together/")
    cath.follow("Home after a fall")
    panel = cath.page.url
    cath.follow("Change the quorum")
    cath.write("quorum", "0")
    cath.press("Change it")
    cath.refused()
    cath.page.goto(f"{panel}quorum/")
    cath.write("quorum", "2")
    cath.press("Change it")
    cath.told("The quorum is changed")
    decision = propose(cath, title)
    state_view(asha, decision)
    cath.page.goto(decision)
    cath.press("Open the vote")
    cath.told("The vote is open")
    for who in (asha, cath):
        vote(who, decision)
    cath.follow("Close the vote")
    cath.press("Close the vote")
    cath.told("the decision is made")
    assert REASON not in cath.page.locator("main").inner_text(), "only reasons against are shown"
    cath.page.goto("/together/words/")
    cath.look()


def propose(keys, title) -> str:
    """From the need's page, which is ticked already; a step that is empty is refused."""
    keys.follow(NEED)
    keys.follow("Propose a decision")
    keys.press("Continue")
    keys.refused()
    keys.page.keyboard.type(title)
    keys.press("Continue")
    keys.write("options", "A person answers")
    keys.press("Continue")
    keys.refused()
    keys.page.keyboard.press("Control+a")
    keys.page.keyboard.type("A person answers\nChange nothing")
    keys.press("Continue")
    assert keys.page.locator("input[name=needs]:checked").count() == 1, "the need that it came from"
    keys.press("Continue")
    keys.press("Ask the panel")
    keys.told("The panel is asked")
    return keys.page.url


def state_view(keys, decision) -> None:
    keys.page.goto(decision)
    keys.look()
    keys.press("State this view")
    keys.refused()
    keys.page.keyboard.type(VIEW)
    keys.press("State this view")
    keys.told("The view of patients and carers is stated")


def vote(keys, decision) -> None:
    keys.page.goto(decision)
    keys.look()
    keys.press("Continue")
    keys.refused()
    keys.page.goto(decision)
    keys.choose("option")
    keys.write("reason", REASON)
    keys.press("Continue")
    assert keys.page.locator("h1").inner_text() == "Check your vote"
    assert REASON in keys.page.locator("main").inner_text()
    keys.press("Send my vote")
    keys.told("Your vote is counted")
