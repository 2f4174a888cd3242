"""Error pages in plain words."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    words = {"heading": "This is not yours to see", "sentence": "Your role does not open this page."}
    return render(request, "error.html", words, status=403)


def missing(request: HttpRequest, exception: Any = None) -> HttpResponse:
    words = {"heading": "We could not find that", "sentence": "The page may have moved, or the words may be gone."}
    return render(request, "error.html", words, status=404)


def broken(request: HttpRequest) -> HttpResponse:
    words = {"heading": "Something went wrong", "sentence": "It is our fault, not yours. Nothing was lost. Try again."}
    return render(request, "error.html", words, status=500)
