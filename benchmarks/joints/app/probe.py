"""The example room: its page, menu entry, panel, noun, reference and command; no line of its own refuses anybody."""

import os
from pathlib import Path

import trying


PAGE, KEY, TITLE = "/example_room/", "a-call-before", "A call before"


def main() -> None:
    place = Path(os.environ["GOLDTHREAD_WORKSPACE"]).parent
    trying.goldthread("import", str(trying.file_of(place / "answers.csv", {})))
    trying.site()
    cath, fay, dai, stranger = (trying.somebody(handle) for handle in ("cath", "fay", "dai", ""))
    trying.check(f'href="{PAGE}"' in trying.page(cath, "/home/"), "the menu has its entry for the commissioner")
    trying.check(f'href="{PAGE}"' not in trying.page(fay, "/home/"), "another role's menu has none")
    for method in ("get", "post"):
        trying.check(getattr(dai, method)(PAGE).status_code == 403, f"it refuses Dai ({method.upper()})")
        away = getattr(stranger, method)(PAGE)
        trying.check(away.status_code == 302 and "sign-in" in away.url, f"it sends strangers to sign in ({method})")
    trying.check(fay.post(PAGE, {"title": "Mine"}).status_code == 403, "it refuses who lacks the permission")
    trying.check(cath.post(PAGE, {"title": TITLE}).status_code == 302, "the commissioner adds an example")
    trying.check(cath.post(PAGE, {"title": TITLE}).status_code == 400, "the same title again is refused in words")
    trying.check(TITLE in trying.page(cath, PAGE), "its page shows what the commissioner added")
    trying.check(TITLE in trying.page(cath, "/home/"), "so does the commissioner's home page")
    agreed(dai, cath)


def agreed(dai: object, cath: object) -> None:
    """What the rest of the house knows of it: the workspace, the thread, the audit, the command line."""
    import goldthread

    held = goldthread.open(os.environ["GOLDTHREAD_WORKSPACE"]).published.of("Example")
    trying.check("XWR" in held[KEY].organisations, "the workspace holds the published noun")
    trying.check(TITLE in trying.page(cath, f"/thread/example/{KEY}/"), "the thread shows the reference")
    refused = dai.get(f"/thread/example/{KEY}/").status_code  # type: ignore[attr-defined]
    trying.check(refused in (403, 404), "the thread does not show it to Dai")
    trying.check(TITLE in trying.goldthread("examples", "list"), "goldthread examples lists it")
    trying.goldthread("verify")
    trying.check(True, "goldthread verify finds everything in balance, the audit too")


if __name__ == "__main__":
    main()
