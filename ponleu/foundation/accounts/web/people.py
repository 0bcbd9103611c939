"""The people whose accounts one keeps, and adding one."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from ponleu.foundation.accounts import passphrases, queries, services
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.accounts.web.forms import PersonForm, SearchForm
from ponleu.foundation.core import clock
from ponleu.foundation.core.errors import InvalidInput
from ponleu.foundation.core.web import Request, page


@page(needs=Action.ACCOUNTS_MANAGE)
@require_GET
def people(request: Request) -> HttpResponse:
    """People of the units that I keep accounts for, found by a piece of their name."""
    form = SearchForm(request.GET)
    text = form.cleaned_data["text"] if form.is_valid() else ""
    found = queries.people(request.user, text)
    context = {"form": form, "people": found, "is_cut": len(found) == queries.MOST_PEOPLE}
    return render(request, "accounts/people.html", context)


@page(needs=Action.ACCOUNTS_MANAGE)
@require_http_methods(["GET", "POST"])
def add_person(request: Request) -> HttpResponse:
    """Add a person, and show the passphrase for their first sign-in once."""
    form = PersonForm(request.user, request.POST or None)
    if not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return render(request, "accounts/add_person.html", {"form": form}, status=status)
    passphrase = passphrases.new_passphrase()
    try:
        user = services.add_user(
            request.user, **form.cleaned_data, passphrase=passphrase, at=clock.now()
        )
    except (InvalidInput, services.UsernameTaken) as refusal:
        form.add_error("username", refusal.sentence)
        return render(request, "accounts/add_person.html", {"form": form}, status=422)
    context = {"person": user, "passphrase": passphrase}
    return render(request, "accounts/passphrase_once.html", context, status=201)
