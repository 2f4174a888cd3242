"""What leads to another page, pressed by mouse or keyboard: nothing is read in a page that is going."""


def follow(where) -> None:
    """Press a link or a button, and wait for the page that it leads to."""
    with where.page.expect_navigation():
        where.click()


def tab_to(page, wanted: str) -> None:
    """Tab on until something with this id, or that begins with these words, has the focus."""
    for _ in range(150):
        page.keyboard.press("Tab")
        focus = page.locator(":focus")
        if focus.count():
            text = " ".join(focus.inner_text().split()).replace(" :", ":")
            if focus.get_attribute("id") == wanted or text.startswith(wanted):
                return
    raise AssertionError(f"“{wanted}” is not reached by keyboard")


def press(page, wanted: str) -> None:
    """Tab to something and press Enter: it opens where it is a fold, and leads to another page where it is not."""
    tab_to(page, wanted)
    if page.locator("summary:focus").count():
        page.keyboard.press("Enter")
        return
    with page.expect_navigation():
        page.keyboard.press("Enter")
