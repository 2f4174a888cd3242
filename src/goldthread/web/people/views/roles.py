"""A person's roles: one more, another's days, an end."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from goldthread.accounts.acting import Request
from goldthread.accounts.directory import posts, rules, teams, telling
from goldthread.accounts.directory.listing import ListedPerson
from goldthread.accounts.opened import workspace
from goldthread.vocabulary import NotFound, WrongUsage
from goldthread.web.people import forms
from goldthread.web.people.views.people import linked, must_find, places, post_of, refused


def add(request: Request, reference: str) -> HttpResponse:
    """Give a person one more role; somebody who had left comes back, and needs a new link."""
    found = must_find(request, reference)
    left = not found.person.is_active
    here = places(request)
    form = forms.GiveRole.of(request)
    form.offer_places(here)
    form.offer_teams(teams.known(workspace(), here))
    if request.method == "POST" and form.is_valid():
        try:
            post = post_of(request, form.cleaned_data)
            anew = posts.begins_afresh(found.person, post.organisation)
            posts.give(by=request.acting, person=found.person, post=post)
        except (WrongUsage, posts.LastAdministrator) as error:
            refused(form, error, LastAdministrator="until")
        else:
            unseen = teams.sees_nothing(workspace(), post)
            if left or anew:
                return linked(request, found.person, f"{found.person.name} can sign in again", unseen, note=anew)
            if unseen:
                messages.warning(request, unseen)
            messages.success(request, f"{found.person.name} is {post.role.value} at {post.organisation.name}.")
            return redirect("person", reference=reference)
    return render(request, "people/role_add.html", {"form": form, "one": found}, status=400 if form.is_bound else 200)


def _held(found: ListedPerson, key: int) -> Any:
    """One of a person's roles within reach. Raises NotFound."""
    held = next((one for one in found.posts if one.pk == key), None)
    if held is None:
        raise NotFound("There is no such role.", "The person's page lists those there are.")
    return held


def change(request: Request, reference: str, key: int) -> HttpResponse:
    """Change the teams and days of a role."""
    found = must_find(request, reference)
    held = _held(found, key)
    now = {"teams": tuple(held.services), "since": held.since, "until": held.until}
    form = forms.RoleDays.of(request, initial=now)
    form.offer_teams(teams.known(workspace(), [held.organisation]))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        post = posts.Post(held.organisation, rules.role_of(held.role), given["teams"], given["since"], given["until"])
        anew = posts.begins_afresh(found.person, post.organisation)
        try:
            posts.give(by=request.acting, person=found.person, post=post)
        except (WrongUsage, posts.LastAdministrator) as error:
            refused(form, error, WrongUsage="until", LastAdministrator="until")
        else:
            unseen = teams.sees_nothing(workspace(), post)
            if anew:
                return linked(request, found.person, f"{found.person.name} can sign in again", unseen, note=anew)
            if unseen:
                messages.warning(request, unseen)
            messages.success(request, "The role is saved.")
            return redirect("person", reference=reference)
    shown = {"form": form, "one": found, "held": held}
    return render(request, "people/role_change.html", shown, status=400 if form.is_bound else 200)


def end(request: Request, reference: str, key: int) -> HttpResponse:
    """End a role on a day."""
    found = must_find(request, reference)
    held = _held(found, key)
    form = forms.Ending.of(request)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            ended = posts.end(by=request.acting, right=held, on=given["on"], sure=given["sure"])
        except posts.LastAdministrator as error:
            form.add_error("sure", str(error))
        else:
            messages.success(request, telling.role_ended(found, held, on=given["on"], ended=ended))
            return redirect("person", reference=reference)
    shown = {"form": form, "one": found, "held": held}
    return render(request, "people/role_end.html", shown, status=400 if form.is_bound else 200)
