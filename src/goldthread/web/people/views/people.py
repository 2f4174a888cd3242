"""People as an administrator sees them: listed, added, changed, ended, reset."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from goldthread.accounts.acting import Request
from goldthread.accounts.directory import access, listing, people, posts, rules, teams, telling
from goldthread.accounts.directory.listing import ListedPerson
from goldthread.accounts.mail import links
from goldthread.accounts.mail.queries import newest
from goldthread.accounts.models import Organisation, Person
from goldthread.accounts.opened import workspace
from goldthread.forms.form import Form
from goldthread.vocabulary import NotFound, PlainError, WrongUsage
from goldthread.web.people import forms


def every(request: Request) -> HttpResponse:
    """Everyone whom this administrator manages, found by name, organisation and role."""
    here = places(request)
    form = forms.FindPeople(request.GET)
    form.offer_places(here)
    found = listing.people(by=request.acting, **form.cleaned_data) if form.is_valid() else []
    shown = {"found": found, "form": form, "asked": any(form.data.values()), "places": here, "today": date.today()}
    return render(request, "people/every.html", shown, status=200 if form.is_valid() else 400)


def places(request: Request) -> list[Organisation]:
    """The organisations whose people this administrator manages."""
    return listing.organisations(by=request.acting)


def place(request: Request, code: str) -> Organisation:
    """One of them. Raises NotFound."""
    found = next((one for one in places(request) if one.code == code), None)
    if found is None:
        raise NotFound(*rules.NOWHERE_HERE)
    return found


def must_find(request: Request, reference: str) -> ListedPerson:
    """One of the people whom this administrator manages. Raises NotFound."""
    return listing.must_be_there(by=request.acting, reference=reference)


def one(request: Request, reference: str) -> HttpResponse:
    """One person: how they are called, their roles, and what can be done."""
    found = must_find(request, reference)
    elsewhere = posts.works_elsewhere(request.acting, found.person)
    shown = {
        "one": found,
        "own": request.user.reference == reference,
        "elsewhere": elsewhere,
        "today": date.today(),
        "newest": newest(found.person),
    }
    return render(request, "people/one.html", shown)


def refused(form: Form, error: PlainError, **fields: str) -> None:
    """Say what a verb refused beside the field that it is about."""
    form.add_error(fields.get(type(error).__name__), str(error))


def post_of(request: Request, given: dict[str, Any]) -> posts.Post:
    """The role that a form describes. Raises NotFound for an organisation out of reach."""
    return posts.Post(
        organisation=place(request, given["organisation"]),
        role=rules.role_of(given["role"]),
        services=given["teams"],
        since=given["since"],
        until=given["until"],
    )


@never_cache
def add(request: Request) -> HttpResponse:
    """Add a person with their first role, and send or show the link where they choose a password."""
    here = places(request)
    form = forms.Joining.of(request)
    form.offer_places(here)
    form.offer_teams(teams.known(workspace(), here))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            post = post_of(request, given)
            person = people.join(
                by=request.acting,
                handle=given["handle"],
                name=given["name"],
                email=given["email"],
                post=post,
            )
        except (people.NameTaken, people.AddressTaken, WrongUsage) as error:
            refused(form, error, NameTaken="handle", AddressTaken="email")
        else:
            return invited(request, person, f"{person.name} is added", teams.sees_nothing(workspace(), post))
    return render(request, "people/add.html", {"form": form}, status=400 if form.is_bound else 200)


def invited(request: Request, person: Person, title: str, warning: str = "", kind: str = links.INVITED) -> HttpResponse:
    """Say that the link where somebody chooses a password is on its way, or show it where it cannot be sent."""
    why_not = links.link_by_mail(by=request.acting, person=person, kind=kind)
    if why_not:
        return linked(request, person, title, warning, why_not=why_not)
    return render(request, "people/mailed.html", {"whose": person, "title": title, "warning": warning})


def linked(
    request: Request, person: Person, title: str, warning: str = "", why_not: str = "", note: str = ""
) -> HttpResponse:
    """The link where somebody chooses a password, shown once, to be sent to them; what they would not see yet, and why
    they need the link."""
    link = access.shown(by=request.acting, person=person, site=request.build_absolute_uri("/"))
    shown = {"whose": person, "title": title, "link": link, "warning": warning, "why_not": why_not, "note": note}
    return render(request, "people/link.html", shown)


@never_cache
def link_shown(request: Request, reference: str) -> HttpResponse:
    """Show the link of somebody who has no password yet, for whoever hands it over themselves."""
    person = must_find(request, reference).person
    people.must_wait_for_password(by=request.acting, person=person)
    return linked(request, person, f"A link for {person.name}")


def link_mailed(request: Request, reference: str) -> HttpResponse:
    """Send the link of somebody who has no password yet once more."""
    person = must_find(request, reference).person
    people.must_wait_for_password(by=request.acting, person=person)
    if why_not := links.link_by_mail(by=request.acting, person=person, kind=links.INVITED):
        messages.error(request, f"No email was sent. {why_not}")
    else:
        messages.success(request, f"An email with a link is on its way to {person.email}.")
    return redirect("person", reference=reference)


def change(request: Request, reference: str) -> HttpResponse:
    """Change how a person is called and reached."""
    found = must_find(request, reference)
    person = found.person
    now = {"name": person.name, "handle": person.handle, "email": person.email}
    form = forms.Called.of(request, initial=now)
    if request.method == "POST" and form.is_valid():
        try:
            changed = people.change(by=request.acting, person=person, **form.cleaned_data)
        except (people.NameTaken, people.AddressTaken, WrongUsage) as error:
            refused(form, error, NameTaken="handle", AddressTaken="email")
        else:
            messages.success(request, "Your changes are saved." if changed else "Nothing was changed.")
            return redirect("person", reference=reference)
    return render(request, "people/change.html", {"form": form, "one": found}, status=400 if form.is_bound else 200)


def end(request: Request, reference: str) -> HttpResponse:
    """End a person's roles here, and their sign-in where they have no other."""
    found = must_find(request, reference)
    form = forms.Ending.of(request)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            ended = people.end(by=request.acting, person=found.person, on=given["on"], sure=given["sure"])
        except posts.LastAdministrator as error:
            form.add_error("sure", str(error))
        else:
            messages.success(request, telling.person_left(found.person.name, on=given["on"], ended=ended))
            return redirect("people")
    return render(request, "people/end.html", {"form": form, "one": found}, status=400 if form.is_bound else 200)


@never_cache
def reset(request: Request, reference: str) -> HttpResponse:
    """Take a person's password and sessions, and send or show the link where they choose another."""
    found = must_find(request, reference)
    form = forms.Resetting.of(request)
    if request.method == "POST" and form.is_valid():
        try:
            people.reset(by=request.acting, person=found.person, two_factor=form.cleaned_data["two_factor"])
        except WrongUsage as error:
            refused(form, error)
        else:
            return invited(request, found.person, f"{found.person.name} is signed out", kind=links.RESET)
    return render(request, "people/reset.html", {"form": form, "one": found}, status=400 if form.is_bound else 200)
