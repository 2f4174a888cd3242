"""A form that was not right says so by its status too."""

from django.forms import Form
from django.http import HttpResponse

from goldthread.accounts.adapters import CLOSED, WAIT


WRONG, REFUSED, TOO_MANY, OUT_OF_ORDER = 400, 403, 429, 503


def status_of(form: Form, wrong: int = WRONG) -> int:
    """The status of a form that was not right: too many tries have their own, and so has a site that is broken."""
    said = {str(sentence) for sentences in form.errors.values() for sentence in sentences}
    if CLOSED in said:
        return OUT_OF_ORDER
    return TOO_MANY if WAIT in said else wrong


class Said:
    """A form that was not right is shown again with a status that says so."""

    wrong = WRONG

    def form_invalid(self, form: Form) -> HttpResponse:
        """The page again, with what is wrong beside its field."""
        response: HttpResponse = super().form_invalid(form)  # type: ignore[misc]
        response.status_code = status_of(form, self.wrong)
        return response
