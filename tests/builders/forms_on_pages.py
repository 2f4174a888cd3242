"""Forms as a browser finds them on a page: their controls, and what a browser would send."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


TYPED = {"text", "search", "email", "textarea", "date"}


@dataclass
class Control:
    name: str
    kind: str
    id: str = ""
    value: str = ""
    checked: bool = False
    readonly: bool = False
    described: str = ""


@dataclass
class Found:
    """One form: where it leads and how, and its controls that have a name."""

    action: str
    method: str
    controls: list[Control] = field(default_factory=list)

    @property
    def key(self) -> tuple[str, ...]:
        return tuple(sorted({f"{one.kind} {one.name}" for one in self.controls if one.kind != "hidden"}))

    def of(self, *kinds: str) -> list[Control]:
        return [one for one in self.controls if one.kind in kinds and not one.readonly]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Found] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.summary = False
        self.named: list[str] = []
        self.text = ""
        self._open: Found | None = None
        self._area: Control | None = None
        self._list: Control | None = None

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        self.ids += [given["id"]] if "id" in given else []
        if tag == "form":
            self._open = Found(given.get("action", ""), given.get("method", "get").lower())
            self.forms.append(self._open)
        if tag == "a":
            self.links.append(given.get("href", ""))
            if self.summary:
                self.named.append(given["href"])
        self.summary = self.summary or "nhsuk-error-summary" in given.get("class", "").split()
        if self._open and tag in ("input", "textarea", "select") and "name" in given:
            kind = given.get("type", "text") if tag == "input" else tag
            made = Control(
                name=given["name"],
                kind=kind,
                id=given.get("id", ""),
                value=given.get("value", ""),
                checked="checked" in given,
                readonly="readonly" in given,
                described=given.get("aria-describedby", ""),
            )
            self._open.controls.append(made)
            self._area, self._list = (made if tag == "textarea" else None), (made if tag == "select" else None)
        if tag == "option" and self._list and ("selected" in given or not self._list.checked):
            self._list.value, self._list.checked = given.get("value", ""), True

    def handle_endtag(self, tag):
        if tag == "form":
            self._open = None
        if tag == "textarea":
            self._area = None
        if tag == "select":
            self._list = None
        if tag == "main":
            self.summary = False

    def handle_data(self, data):
        if self._area is not None:
            self._area.value += data


@dataclass(frozen=True)
class Page:
    """What a page holds: its forms, ids and links; where its error summary leads, if it has one."""

    forms: list[Found]
    ids: list[str]
    links: list[str]
    has_summary: bool
    summary_leads_to: list[str]


def page_of(html: str) -> Page:
    """The forms of a page."""
    reader = _Reader()
    reader.feed(html)
    leads = [one for one in reader.named if one.startswith("#")]
    return Page(reader.forms, reader.ids, reader.links, "nhsuk-error-summary" in html, leads)
