"""Forms of several steps: one question page after another, then a page to check the answers, then it is done.

A subclass says its steps, and what is done in the end. Addresses: the first step, begun; a step of a draft; `check`.
"""

from collections.abc import Mapping
from typing import ClassVar, NamedTuple, TypeAlias

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.datastructures import MultiValueDict

from goldthread.accounts.acting import Request
from goldthread.accounts.registry.pages import READ, WRITE, Page
from goldthread.forms import drafts
from goldthread.forms.fields import CarriedField, ChoiceField
from goldthread.forms.form import Form, Given, Press
from goldthread.forms.models import Draft
from goldthread.forms.sent import form_of
from goldthread.forms.summing import summed
from goldthread.vocabulary import NoRight, NotFound, PlainError


CHECK = "check"


class Step(NamedTuple):
    """One step: its name in the address, the heading of its page, and its form."""

    name: str
    title: str
    form: type[Form]


Typed: TypeAlias = Mapping[str, QueryDict]
"""What is kept of the steps that somebody was at, by their names."""


class Again(Press):
    """What somebody began is deleted, and they start again."""

    again = CarriedField(most=32, missing="Choose what to start again")


class Way(Form):
    """Which button was pressed: forwards, or back, which keeps what was typed too."""

    go = ChoiceField("", [("back", "Back")], widget=forms.HiddenInput)


class Wizard:
    """A form of several steps.

    `name` names its addresses; `send` is the last button; `back` is the address's name and the words of the way out;
    `refusals` says by a refusal's class in which step, and beside which field, it is said: others on the last page.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    steps: ClassVar[tuple[Step, ...]]
    send: ClassVar[str] = "Save"
    back: ClassVar[tuple[str, str]] = ("home", "Home")
    refusals: ClassVar[Mapping[str, tuple[str, str]]] = {}

    def __init_subclass__(cls) -> None:
        """Refuse steps that cannot be kept as text: files, and passwords, which are never stored."""
        for step in cls.steps:
            for name, field in step.form.base_fields.items():
                if isinstance(field, forms.FileField) or isinstance(field.widget, forms.PasswordInput):
                    raise TypeError(f"{cls.__name__}: {step.form.__name__}.{name} cannot wait in a draft")

    def offer(self, form: Form, request: Request) -> None:
        """Say what may be chosen in a step's form, where that depends on who asks."""

    def begin(self, request: Request) -> Given:
        """What the first step begins with, such as what the address names."""
        return {}

    def applies(self, step: Step, typed: Typed) -> bool:
        """Whether a step is asked, by what was typed in the steps before it."""
        return True

    def fit(self, form: Form, request: Request, typed: Typed) -> None:
        """Say what may be chosen in a step's form, where that depends on the steps before it."""

    def before(self, step: Step, request: Request, typed: Typed) -> list[str]:
        """Sentences above a step's form, such as what was entered in the steps before it."""
        return []

    def explained(self, request: Request, given: dict[str, Given]) -> list[str]:
        """Sentences that say, on the last page, what the answers come to. May raise a PlainError, which is shown."""
        return []

    def done(self, request: Request, given: dict[str, Given]) -> HttpResponse:
        """Do it, with each step's cleaned data by its name; what is refused is raised as a PlainError."""
        raise NotImplementedError

    @classmethod
    def pages(cls, route: str, needs: str) -> list[Page]:
        """Its addresses, for an app to register."""
        both = READ + WRITE
        return [
            Page(route=route, view=cls.first, name=cls.name, needs=needs, methods=both),
            Page(
                route=f"{route}<slug:token>/<slug:step>/",
                view=cls.go_on,
                name=f"{cls.name}_step",
                needs=needs,
                methods=both,
            ),
        ]

    @classmethod
    def first(cls, request: Request) -> HttpResponse:
        """The first step; nothing is kept before it is sent. What somebody left is offered, to go on or start again."""
        made, sent = cls(), form_of(request)
        if sent is not None and "again" in sent:
            drafts.forget(request, cls.name, Again.of(request).asked()["again"])
            return redirect(request.get_full_path())
        return made._step(request, drafts.begin(request, cls.name), made.steps[0])

    @classmethod
    def go_on(cls, request: Request, token: str, step: str) -> HttpResponse:
        """A step of a draft, or its last page. Raises NotFound."""
        made = cls()
        if step == CHECK:
            return made._check(request, token)
        found = next((one for one in cls.steps if one.name == step), None)
        if found is None:
            raise NotFound("There is no such page here.", "Begin again.")
        return made._step(request, drafts.find(request, cls.name, token), found)

    def _form(self, request: Request, step: Step, given: QueryDict | None, typed: Typed) -> Form:
        form = step.form(given)
        self.offer(form, request)
        self.fit(form, request, typed)
        return form

    def _typed(self, draft: Draft) -> Typed:
        held = {one.name: drafts.typed_in(draft, one.name) for one in self.steps}
        return {name: typed for name, typed in held.items() if typed is not None}

    def _asked(self, draft: Draft) -> list[Step]:
        """The steps that are asked, by what is kept."""
        typed = self._typed(draft)
        return [one for one in self.steps if self.applies(one, typed)]

    def so_far(self, request: Request, typed: Typed) -> dict[str, Given]:
        """What is right of the steps that were filled in, cleaned, by their names."""
        asked = [one for one in self.steps if one.name in typed and self.applies(one, typed)]
        held = {one.name: self._form(request, one, typed[one.name], typed) for one in asked}
        return {name: form.cleaned_data for name, form in held.items() if form.is_valid()}

    def _held(self, request: Request, draft: Draft) -> dict[str, Form]:
        """Each step's form with what is kept of it; one that nobody filled in is empty, and so not valid."""
        typed = self._typed(draft)
        return {one.name: self._form(request, one, typed.get(one.name), typed) for one in self._asked(draft)}

    def _step(self, request: Request, draft: Draft, step: Step) -> HttpResponse:
        sent, typed = form_of(request), self._typed(draft)
        if sent is None:
            kept = typed.get(step.name)
            form = self._form(request, step, None, typed)
            begun = self.begin(request) if step == self.steps[0] else {}
            form.initial = {**form.initial, **begun, **(_shown(form, kept) if kept else {})}
            return self._page(request, draft, step, form)
        form = self._form(request, step, sent, typed)
        if draft.pk or form.is_valid():  # a draft begins with a first step that is right
            drafts.keep(draft, step.name, {name: sent.getlist(name) for name in form.fields if name in sent})
        way = Way(sent)
        if way.is_valid() and way.cleaned_data["go"] == "back":
            return redirect(self._before(draft, step))
        return (
            redirect(self._after(request, draft, step)) if form.is_valid() else self._page(request, draft, step, form)
        )

    def _at(self, draft: Draft, step: str) -> str:
        return reverse(f"{self.name}_step", args=[draft.token, step])

    def _before(self, draft: Draft, step: Step) -> str:
        before = [one for one in self._asked(draft) if self.steps.index(one) < self.steps.index(step)]
        return self._at(draft, before[-1].name) if before else reverse(self.back[0])

    def _after(self, request: Request, draft: Draft, step: Step) -> str:
        """The last page where every step is right; else the next step."""
        if all(form.is_valid() for form in self._held(request, draft).values()):
            return self._at(draft, CHECK)
        after = [one for one in self._asked(draft) if self.steps.index(one) > self.steps.index(step)]
        return self._at(draft, after[0].name if after else CHECK)

    def _page(self, request: Request, draft: Draft, step: Step, form: Form) -> HttpResponse:
        asked = self._asked(draft)
        number = f": step {asked.index(step) + 1} of {len(asked)}" if step in asked else ""
        shown = {"form": form, "title": step.title, "caption": f"{self.title}{number}", "send": "Continue"}
        shown |= {"back": (reverse(self.back[0]), self.back[1]), "is_first": step == self.steps[0]}
        shown |= {"before": self.before(step, request, self._typed(draft))}
        shown |= self._left(request) if draft.pk is None and not form.is_bound else {}
        return render(request, "forms/step.html", shown, status=400 if form.is_bound else 200)

    def _left(self, request: Request) -> dict[str, object]:
        """The draft that somebody left last: when, where they go on with it, and the button that starts again."""
        left = drafts.newest(request, self.name)
        if left is None:
            return {}
        waiting = (name for name, form in self._held(request, left).items() if not form.is_valid())
        again = Again(initial={"again": left.token})
        return {"left": left, "go_on": self._at(left, next(waiting, CHECK)), "again": again}

    def _check(self, request: Request, token: str) -> HttpResponse:
        draft = drafts.find(request, self.name, token)
        held = self._held(request, draft)
        for name, form in held.items():
            if not form.is_valid():
                return redirect(self._at(draft, name))
        wrong = ""
        if form_of(request) is not None:
            try:
                return self._finish(request, token, held)
            except (NoRight, NotFound):
                raise
            except PlainError as error:
                if where := self.refusals.get(type(error).__name__):
                    return self._refused(request, draft, held, where, str(error))
                wrong = str(error)
        return self._answers(request, draft, held, wrong)

    def _finish(self, request: Request, token: str, held: dict[str, Form]) -> HttpResponse:
        """Do it, once: whoever presses twice finds that it is finished."""
        with transaction.atomic():
            draft = drafts.find(request, self.name, token, lock=True)
            draft.delete()
            return self.done(request, {name: form.cleaned_data for name, form in held.items()})

    def _refused(
        self, request: Request, draft: Draft, held: dict[str, Form], where: tuple[str, str], sentence: str
    ) -> HttpResponse:
        """The step in which something was refused, with the reason beside its field."""
        form = held[where[0]]
        form.add_error(where[1], sentence)
        return self._page(request, draft, next(one for one in self.steps if one.name == where[0]), form)

    def _answers(self, request: Request, draft: Draft, held: dict[str, Form], wrong: str) -> HttpResponse:
        rows = [row | {"href": self._at(draft, name)} for name, form in held.items() for row in summed(form)]
        explained: list[str] = []
        try:
            explained = self.explained(request, {name: form.cleaned_data for name, form in held.items()})
        except PlainError as error:
            wrong = wrong or str(error)
        shown = {"rows": rows, "wrong": wrong, "explained": explained, "title": self.title, "send": self.send}
        shown |= {"back": (reverse(self.back[0]), self.back[1])}
        return render(request, "forms/check.html", shown, status=400 if wrong else 200)


def _shown(form: Form, kept: QueryDict) -> dict[str, object]:
    """What is kept of a step, as the values that its fields begin with; right or wrong, as it was typed."""
    none: MultiValueDict[str, UploadedFile] = MultiValueDict()
    return {name: field.widget.value_from_datadict(kept, none, name) for name, field in form.fields.items()}
