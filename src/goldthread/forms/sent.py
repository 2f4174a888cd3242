"""What a page was sent: the one place that opens a request's form data, and hands it on whole to a form."""

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict


def form_of(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with, even if nothing; None where the page is only read."""
    return request.POST if request.method == "POST" else None


def files_of(request: HttpRequest) -> MultiValueDict[str, UploadedFile] | None:
    """The files that a form was sent with; None where the page is only read."""
    return request.FILES if request.method == "POST" else None


def values(request: HttpRequest) -> list[str]:
    """Every value in the address and in what was sent."""
    return [str(value) for held in (request.GET, request.POST) for _, given in held.lists() for value in given]
