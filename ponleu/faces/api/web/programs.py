"""Programs and their keys, for whoever keeps the accounts of their units."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ponleu.faces.api.web.program_forms import LastDayForm, ProgramForm
from ponleu.foundation.accounts import program_queries, services
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.accounts.services import Handed
from ponleu.foundation.core import clock
from ponleu.foundation.core.errors import DomainError, InvalidInput
from ponleu.foundation.core.web import Request, page

A_YEAR = timedelta(days=365)


@page(needs=Action.ACCOUNTS_MANAGE)
@require_GET
def index(request: Request) -> HttpResponse:
    """Programs of the units whose accounts I keep."""
    listed = program_queries.programs(request.user, at=clock.now())
    is_cut = len(listed) == program_queries.MOST_PROGRAMS
    return render(request, "api/programs.html", {"listed": listed, "is_cut": is_cut})


@page(needs=Action.ACCOUNTS_MANAGE)
@require_http_methods(["GET", "POST"])
def make(request: Request) -> HttpResponse:
    """Let a program act, and show its key once."""
    form = ProgramForm(request.user, request.POST or None, initial=_in_a_year())
    if not form.is_valid():
        return _making(request, form, 422 if request.method == "POST" else 200)
    try:
        handed = services.make_program(request.user, form.wish(), at=clock.now())
    except DomainError as refusal:
        form.add_error(None, refusal.sentence)
        return _making(request, form, refusal.http_status)
    return _shown(request, handed)


@page(needs=Action.ACCOUNTS_MANAGE)
@require_GET
def program(request: Request, program_id: UUID) -> HttpResponse:
    """One program: what it may do, who answers for it, a new key, an end."""
    return _one(request, program_id, LastDayForm(initial=_in_a_year()))


@page(needs=Action.ACCOUNTS_MANAGE)
@require_POST
def renew(request: Request, program_id: UUID) -> HttpResponse:
    """Put a new key in the place of the old, and show it once."""
    form = LastDayForm(request.POST)
    if not form.is_valid():
        return _one(request, program_id, form, status=422)
    try:
        handed = services.renew_program(
            request.user, program_id, ends_at=form.ends_at(), at=clock.now()
        )
    except InvalidInput as refusal:
        form.add_error("last_day", refusal.sentence)
        return _one(request, program_id, form, status=refusal.http_status)
    return _shown(request, handed)


@page(needs=Action.ACCOUNTS_MANAGE)
@require_POST
def end(request: Request, program_id: UUID) -> HttpResponse:
    """End a program at once."""
    services.end_program(request.user, program_id, at=clock.now())
    messages.success(request, _("The program is ended: its key opens nothing any more."))
    return redirect("programs:index")


def _in_a_year() -> dict[str, object]:
    return {"last_day": localdate(clock.now()) + A_YEAR}


def _making(request: Request, form: ProgramForm, status: int) -> HttpResponse:
    return render(request, "api/make_program.html", {"form": form}, status=status)


def _one(
    request: Request, program_id: UUID, form: LastDayForm, *, status: int = 200
) -> HttpResponse:
    listed = program_queries.program(request.user, program_id, at=clock.now())
    context = {
        "listed": listed,
        "program": listed.program,
        "form": form,
        "is_mine": listed.program.answerable_id == request.user.pk,
    }
    return render(request, "api/program.html", context, status=status)


def _shown(request: Request, handed: Handed) -> HttpResponse:
    return render(
        request, "api/key_once.html", {"program": handed.program, "key": handed.key}, status=201
    )
