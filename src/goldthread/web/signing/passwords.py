from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from goldthread.accounts.directory import access
from goldthread.vocabulary import PlainError
from goldthread.web.signing.forms import ChoosePassword


LINK = "password_link"
"""Where a session keeps the link that was followed, as reference and token."""


@login_not_required
@csrf_exempt
@never_cache
def follow_link(request: HttpRequest, reference: str, token: str) -> HttpResponse:
    """Where a link leads that was printed or sent: on to an address that says nothing of it.

    Whatever is asked of it and however, it is never refused under its own address: refusals are logged with theirs.
    """
    if access.opened(reference, token) is not None:
        request.session[LINK] = [reference, token]
    return redirect("choose_password", reference=reference)


@login_not_required
@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "POST"])
def choose_password(request: HttpRequest, reference: str) -> HttpResponse:
    """A new password, chosen once by whoever followed a link."""
    followed, token = request.session.get(LINK, ("", ""))
    person = access.opened(reference, token) if followed == reference else None
    if person is None:
        return render(request, "signing/link_over.html", status=404)
    form = ChoosePassword.of(request)
    if request.method == "POST" and form.is_valid():
        try:
            access.choose(person=person, password=form.cleaned_data["password"])
        except PlainError as error:
            form.add_error("password", error.sentence)
        else:
            del request.session[LINK]
            messages.success(request, f"Your password is set. Sign in as {person.handle}.")
            return redirect("account_login")
    status = 400 if form.is_bound else 200
    return render(request, "signing/choose_password.html", {"form": form, "whose": person}, status=status)
