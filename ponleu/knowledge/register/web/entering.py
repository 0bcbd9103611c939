"""Screens for asking whether a name is known, and for entering who is not there yet."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.errors import DomainError
from ponleu.foundation.core.web import Request, page, render_part
from ponleu.foundation.journal.web.listing import journaled_list
from ponleu.knowledge.register.name_index import IndexBeingBuilt
from ponleu.knowledge.register.queries import known_as
from ponleu.knowledge.register.rules import EntryKind
from ponleu.knowledge.register.services import by_hand
from ponleu.knowledge.register.web.forms import EntryForm

LONGEST = 200


@page(needs=Action.REGISTER_READ)
@journaled_list("register.entry")
@require_GET
def find(request: Request) -> HttpResponse:
    """What a caller calls a place or a person: who may be meant, and how often it was told of."""
    name = request.GET.get("name", "")[:LONGEST].strip()
    place = request.GET.get("place", "")[:LONGEST].strip()
    kind = _kind(request.GET.get("kind", ""))
    context = {
        "name": name,
        "kind": kind,
        "kinds": list(EntryKind),
        "place": place,
        **_meant(request, kind, name, place),
    }
    return render_part(request, "register/find.html", "register/_found.html", context)


@page(needs=Action.REGISTER_EDIT)
@require_http_methods(["GET", "POST"])
def enter(request: Request) -> HttpResponse:
    """A new entry by hand; while a name is written, the page says who it may be."""
    form = EntryForm(request.user, request.POST or None, initial=_initial(request))
    if form.is_valid():
        try:
            entry = by_hand.enter_known(
                request.user, form.known(), unit=form.cleaned_data["unit"], at=clock.now()
            )
        except DomainError as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Entered."))
            return redirect("register:entry", pk=entry.pk)
    name = str(form["name"].value() or "")[:LONGEST]
    kind = _kind(str(form["kind"].value() or ""))
    context = {
        "form": form,
        "name": name,
        "kind": kind,
        "place": "",
        **_meant(request, kind, name, ""),
    }
    status = 422 if form.errors else 200
    return render(request, "register/enter.html", context, status=status)


def _meant(request: Request, kind: EntryKind, name: str, place: str) -> dict[str, object]:
    """Who may be meant, for the page; a sentence instead while nobody can be found."""
    try:
        found = known_as.known_as(request.user, name, kind=kind, place=place)
    except IndexBeingBuilt as refusal:
        return {"found": [], "wait": refusal.sentence}
    return {"found": found, "wait": ""}


def _kind(text: str) -> EntryKind:
    return EntryKind(text) if text in set(EntryKind) else EntryKind.SITE


def _initial(request: Request) -> dict[str, str]:
    return {
        "kind": _kind(request.GET.get("kind", "")),
        "name": request.GET.get("name", "")[:LONGEST],
    }
