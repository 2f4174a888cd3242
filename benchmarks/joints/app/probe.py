"""An app “garden”: its page and menu entry, its panel, what it publishes, its reference, its command; and no line of
its own that refuses anybody."""

import os
from pathlib import Path

import trying


def main() -> None:
    place = Path(os.environ["GOLDTHREAD_WORKSPACE"]).parent
    trying.goldthread("import", str(trying.file_of(place / "answers.csv", {})))
    trying.site()
    ben, cath, dai, stranger = (trying.somebody(handle) for handle in ("ben", "cath", "dai", ""))
    trying.check('href="/garden/"' in trying.page(ben, "/home/"), "the menu has its entry for the analyst")
    trying.check('href="/garden/"' not in trying.page(cath, "/home/"), "the commissioner's menu has none")
    for method in ("get", "post"):
        trying.check(getattr(dai, method)("/garden/").status_code == 403, f"it refuses Dai ({method.upper()})")
        away = getattr(stranger, method)("/garden/")
        trying.check(away.status_code == 302 and "sign-in" in away.url, f"it sends strangers to sign in ({method})")
    trying.check(cath.post("/garden/", {"title": "Mine"}).status_code == 403, "it refuses who lacks the permission")
    trying.check(ben.post("/garden/", {"title": "Rose court"}).status_code == 302, "the analyst plants a garden")
    trying.check("Rose court" in trying.page(ben, "/garden/"), "its page shows the garden")
    trying.check("Rose court" in trying.page(ben, "/home/"), "so does the analyst's home page")
    agreed(dai, ben)


def agreed(dai: object, ben: object) -> None:
    """What the rest of the house knows of it: the workspace, the thread, the audit, the command line."""
    import goldthread

    held = goldthread.open(os.environ["GOLDTHREAD_WORKSPACE"]).published("Garden")
    trying.check(held["rose-court"].organisation == "XWR", "the workspace holds the published noun")
    trying.check("Rose court" in trying.page(ben, "/thread/garden/rose-court/"), "the thread shows the reference")
    refused = dai.get("/thread/garden/rose-court/").status_code  # type: ignore[attr-defined]
    trying.check(refused in (403, 404), "the thread does not show it to Dai")
    listed = trying.as_json("garden", "list")
    trying.check(listed == {"gardens": [{"key": "rose-court", "title": "Rose court"}]}, "goldthread garden lists it")
    trying.goldthread("verify")
    trying.check(True, "goldthread verify finds everything in balance, the audit too")


if __name__ == "__main__":
    main()
