"""A page that holds one form and nothing else."""

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def page(request: HttpRequest, form: BaseForm, *, title: str, send: str, back: tuple[str, str]) -> HttpResponse:
    """The page of a form, with what is wrong with it.

    Takes: what its button says, and the address and words of the way back.
    """
    shown = {"form": form, "title": title, "send": send, "back": back}
    return render(request, "forms/page.html", shown, status=400 if form.is_bound and form.errors else 200)
