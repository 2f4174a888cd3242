"""Making a measure of what patients want to be able to say: step by step, explained back before it is kept."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from goldthread.accounts import queries as accounts
from goldthread.accounts.acting import Request
from goldthread.accounts.opened import workspace
from goldthread.accounts.workspaces import AskedLike
from goldthread.commitments import defining
from goldthread.commitments.actions import measures
from goldthread.commitments.forms.measures import (
    Events,
    How,
    MustReach,
    Reported,
    Sentence,
    WhichAnswers,
    WhichQuestion,
    Whom,
)
from goldthread.commitments.forms.measures import Values as ValueChoices
from goldthread.commitments.parties import keeps_measure
from goldthread.commitments.presenters import measures as presenters
from goldthread.forms.form import Form, Given
from goldthread.forms.wizard import Step, Typed, Wizard
from goldthread.partnership import queries as partnership
from goldthread.vocabulary import NoRight, PlainError, Scope
from goldthread.vocabulary.measures import ReportedCounts
from goldthread.workspace import measure_from


STEPS_OF = {"question": ("question", "answers"), "events": ("events", "values"), "reported": ("reported",)}
ALWAYS = ("sentence", "how", "target")
NONE_HELD = "There is none here yet that enough people answer. Go back, and choose another way."


class MeasureStart(Wizard):
    """A measure: the sentence first, then how it is counted, for whom, and what it must reach."""

    name, title, send, back = "measure_add", "Make a measure", "Save the draft", ("measures", "Measures")
    steps = (
        Step("sentence", "What do patients want to be able to say?", Sentence),
        Step("how", "How would you know that they can say it?", How),
        Step("question", "Which question do people answer already?", WhichQuestion),
        Step("answers", "Which answers mean that they can say it?", WhichAnswers),
        Step("events", "Which records say how it went?", Events),
        Step("values", "Which values mean that it went as it should?", ValueChoices),
        Step("reported", "What does the provider count?", Reported),
        Step("whom", "Who is it for?", Whom),
        Step("target", "What must it reach?", MustReach),
    )

    def begin(self, request: Request) -> Given:
        """The wording of the need that the address names."""
        key = request.GET.get("need", "")
        if not key:
            return {}
        need = partnership.need(request.acting.scope(), key)
        return {"wording": partnership.wording_of(need).wording, "panel": need.panel.key, "need": key}

    def applies(self, step: Step, typed: Typed) -> bool:
        """The steps of the definition that was chosen; whom, but for what the provider counts itself."""
        how = typed["how"].get("how", "") if "how" in typed else ""
        if step.name == "whom":
            return how != "reported"
        return step.name in ALWAYS or step.name in STEPS_OF.get(how, ())

    def offer(self, form: Form, request: Request) -> None:
        """Panels, organisations and journeys of whoever asks."""
        if isinstance(form, Sentence):
            held = [one for one in partnership.panels(request.acting.scope()) if one.ended is None]
            form.offer("panel", [("", "Choose"), *((one.key, one.title) for one in held)])
        if isinstance(form, Whom):
            seen, names = request.acting.scope().organisations or (), accounts.names_of_organisations()
            form.offer("organisation", [("", "All of them"), *((code, names.get(code, code)) for code in sorted(seen))])
            pathways = workspace().published.pathways().values()
            form.offer("pathway", [("", "Any"), *((one.key, one.title) for one in pathways)])

    def fit(self, form: Form, request: Request, typed: Typed) -> None:
        """Questions that are held, and the answers of the one that was chosen."""
        if isinstance(form, WhichQuestion):
            asked = [one for one in asked_questions(request) if bool(one.kind) == isinstance(form, Events)]
            form.offer("question", [(defining.value_of(one), _title(one)) for one in asked])
            vars(form.fields["question"])["hints"] = {defining.value_of(one): about_question(one) for one in asked}
            form.fields["question"].help_text = "" if asked else NONE_HELD
        if isinstance(form, WhichAnswers):
            chosen = self._chosen(request, "events" if isinstance(form, ValueChoices) else "question", typed)
            values = [(one.value, one.value) for one in chosen.answers] if chosen else []
            form.offer("yes", values)
            form.offer("no", values)
            words = {name: [value for value, _ in values if value.strip().casefold() == name] for name in ("yes", "no")}
            form.initial = words if all(words.values()) else {}

    def before(self, step: Step, request: Request, typed: Typed) -> list[str]:
        """The sentence and the question that answers are of; how it was up to now, before a target is set."""
        if step.name in ("answers", "values"):
            chosen = self._chosen(request, "question" if step.name == "answers" else "events", typed)
            said = [f"The sentence: “{typed['sentence'].get('wording', '')}”"] if "sentence" in typed else []
            return said + ([f"The question: “{chosen.question}”"] if chosen else [])
        return self._up_to_now(request, typed) if step.name == "target" else []

    def _chosen(self, request: Request, step: str, typed: Typed) -> AskedLike | None:
        """The question, or the column of records, that was chosen in a step."""
        return defining.find(asked_questions(request), typed[step].get("question", "")) if step in typed else None

    def _up_to_now(self, request: Request, typed: Typed) -> list[str]:
        """How it was, for readers of all the words that are counted: others see it on the measure's page, rounded."""
        given, scope = self.so_far(request, typed), request.acting.scope()
        try:
            body = {
                "wording": given["sentence"]["wording"],
                "definition": defining.definition(given),
                **defining.cut(given.get("whom", {})),
            }
            measure = measure_from({**body, "key": "draft"})
            is_reported = isinstance(measure.definition, ReportedCounts)
            if not is_reported and not workspace().findings.is_exact(scope, measure.cut):
                return []
            tested = workspace().measures.check(measure, scope).rehearsed
        except (KeyError, PlainError):
            return []
        return presenters.up_to_now(tested.baseline, tested.replies_a_month)

    def explained(self, request: Request, given: dict[str, Given]) -> list[str]:
        """The measure in one sentence, and what stands in its way."""
        measure = measure_from({**_body(request, given), "key": "draft", "standing": "agreed"})
        return [
            f"“{measure.wording}”",
            workspace().measures.sentence(measure),
            "Next you see what the last 24 months would have said. Nothing is agreed yet.",
        ]

    def done(self, request: Request, given: dict[str, Given]) -> HttpResponse:
        """Keep the draft."""
        scope = request.acting.scope()
        panel = partnership.panel(scope, given["sentence"]["panel"])
        if not keeps_measure(request.acting, panel.organisations):
            raise NoRight("Only the commissioner of this panel’s services can add a measure.", "Ask someone there.")
        need = given["sentence"]["need"]
        made = measures.draft(
            by=request.acting,
            workspace=workspace(),
            scope=scope,
            panel=panel,
            body=_body(request, given),
            rests_on=_above(scope, need) if need else [],
        )
        messages.success(request, "The draft is saved. See what the last 24 months would have said.")
        return redirect(reverse("measure", args=[made.key]))


def _above(scope: Scope, need: str) -> list[str]:
    """A need, and what was decided on it."""
    held = partnership.need(scope, need)
    return [str(held), *(str(one) for one in partnership.decided_on(scope, held))]


def asked_questions(request: Request) -> list[AskedLike]:
    """What is asked already, once for each request."""
    held = vars(request)
    if "asked_questions" not in held:
        held["asked_questions"] = list(workspace().measures.questions(request.acting.scope()))
    found: list[AskedLike] = held["asked_questions"]
    return found


def _title(asked: AskedLike) -> str:
    kind = asked.kind.replace("_", " ").capitalize()
    return f"{kind}: {asked.question}" if kind else asked.question


def about_question(asked: AskedLike) -> str:
    """How many reply, and what they can answer."""
    replies = round(asked.replies_a_month)
    many = "Fewer than 5" if replies < 5 else f"At least {replies:,}" if asked.at_least else f"About {replies:,}"
    answers = ", ".join(f"“{one.value}”" for one in asked.answers[:6])
    more = len(asked.answers) - 6
    return f"{many} replies a month. Answers: {answers}{f' and {more} more' if more > 0 else ''}."


def _body(request: Request, given: dict[str, Given]) -> defining.Body:
    """What the steps come to, in the form of a measure's file. Raises WrongUsage for a baseline that there is not."""
    body: defining.Body = {
        "wording": given["sentence"]["wording"],
        "definition": defining.definition(given),
        "period": given["target"]["period"],
        **defining.cut(given.get("whom", {})),
    }
    target = defining.MeasureTarget(given["target"]["way"], given["target"]["percent"])
    baseline = None
    if target.way == "baseline":
        checked = workspace().measures.check(measure_from({**body, "key": "draft"}), request.acting.scope())
        baseline = checked.rehearsed.baseline
    return body | target.held(baseline)
