"""Comparing how two groups answer one question: the question, which answers mean yes, and which groups."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from goldthread.accounts.acting import Request
from goldthread.commitments import defining, measuring, parties, queries
from goldthread.commitments.actions import marks
from goldthread.commitments.forms.charts import GapGroups, GapQuestion
from goldthread.commitments.forms.measures import WhichAnswers
from goldthread.commitments.views.starting import NONE_HELD, about_question, asked_questions
from goldthread.forms.form import Form, Given
from goldthread.forms.wizard import Step, Typed, Wizard
from goldthread.vocabulary import WrongUsage
from goldthread.vocabulary.measures import ShareOfAnswers


class GapStart(Wizard):
    """One question that is asked of two groups, such as staff and carers, compared next to a measure."""

    name, title, send, back = "gap_add", "Compare two groups", "Compare them", ("measures", "Measures")
    steps = (
        Step("question", "Which question were both groups asked?", GapQuestion),
        Step("answers", "Which answers mean yes?", WhichAnswers),
        Step("groups", "Which groups do you compare?", GapGroups),
    )

    def begin(self, request: Request) -> Given:
        """The measure that the address names, and its own question."""
        key = request.GET.get("measure", "")
        if not key:
            return {}
        definition = measuring.defined(
            measuring.newest_version(queries.measure(request.acting.scope(), key))
        ).definition
        question = definition.question if isinstance(definition, ShareOfAnswers) else ""
        return {"measure": key, "question": f"|{question}"}

    def fit(self, form: Form, request: Request, typed: Typed) -> None:
        """Questions that are held, and the answers to the one that was chosen."""
        if isinstance(form, GapQuestion):
            asked = [one for one in asked_questions(request) if not one.kind]
            form.offer("question", [(defining.value_of(one), one.question) for one in asked])
            vars(form.fields["question"])["hints"] = {defining.value_of(one): about_question(one) for one in asked}
            form.fields["question"].help_text = "" if asked else NONE_HELD
        if isinstance(form, WhichAnswers):
            chosen = typed["question"].get("question", "") if "question" in typed else ""
            found = defining.find(asked_questions(request), chosen)
            values = [(one.value, one.value) for one in found.answers] if found else []
            form.offer("yes", values)
            form.offer("no", values)
        if isinstance(form, GapGroups):
            form.initial = {"first": "staff", "second": "carer"}

    def done(self, request: Request, given: dict[str, Given]) -> HttpResponse:
        """Compare them."""
        held = queries.measure(request.acting.scope(), given["question"]["measure"])
        parties.measure_charter(request.acting, held.organisations)
        found = defining.find(asked_questions(request), given["question"]["question"])
        if found is None:
            raise WrongUsage("Nobody is asked that question any more.", "Choose another one.")
        marks.compare(by=request.acting, measure=held, question=found.question, **given["answers"], **given["groups"])
        messages.success(request, "Saved. The difference is charted on the page of the measure.")
        return redirect("measure", key=held.key)
