"""A large body is refused before it is read, unless somebody who may send a file sends it where one is taken."""

import pytest
from django.conf import settings
from django.test import Client


LARGE = settings.FORM_LIMIT + 1


def sent(browser, address, length=LARGE):
    """The status, and how much of the body was read."""
    from io import BytesIO

    body = BytesIO(b"a" * 10)
    how = {"wsgi.input": body, "CONTENT_LENGTH": str(length), "CONTENT_TYPE": "application/x-www-form-urlencoded"}
    return browser.generic("POST", address, **how).status_code, body.tell()


@pytest.mark.parametrize("address", ["/sign-in/", "/", "/nowhere/", "/listen/imports/upload/", "/people/list/"])
def test_a_stranger_sends_no_large_body_anywhere(site, address):
    assert sent(Client(enforce_csrf_checks=True), address) == (413, 0)


def test_who_may_not_send_a_file_sends_none(site, come_in):
    assert sent(come_in("asha"), "/listen/imports/upload/") == (413, 0)
    assert sent(come_in("ben"), "/understand/known/") == (413, 0)


def test_who_may_send_a_file_is_heard(site, come_in):
    assert sent(come_in("ben"), "/listen/imports/upload/")[0] != 413


def test_one_form_carries_one_file(site, come_in):
    from django.core.files.uploadedfile import SimpleUploadedFile

    two = {name: SimpleUploadedFile(f"{name}.csv", b"id,comment") for name in ("file", "another")}
    assert come_in("ben").post("/listen/imports/upload/", two).status_code == 400
