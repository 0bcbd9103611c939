"""Sites to be looked at again: the list, another day, how somebody looked."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.filling import done
from ponleu.foundation.core.paging import page_asked, page_links
from ponleu.foundation.core.web import Request, page
from ponleu.foundation.journal.web.listing import journaled_list
from ponleu.response.operations.web.filling import named_page
from ponleu.response.outcomes.queries import after, looking
from ponleu.response.outcomes.services import looking as services
from ponleu.response.outcomes.web.filling import Sheet, address_of, fill
from ponleu.response.outcomes.web.forms import DayForm, LookForm


@page(needs=Action.OPERATION_READ)
@journaled_list("outcomes.lookdue")
@require_GET
def index(request: Request) -> HttpResponse:
    """Sites that are due, the longest overdue first."""
    number, is_all = page_asked(request), request.GET.get("show") == "all"
    today = localdate(clock.now())
    start = (number - 1) * looking.PAGE
    found, has_more = looking.due_lines(request.user, today=today, is_all=is_all, start=start)
    context = {"found": found, "is_all": is_all, **page_links(number, has_more=has_more)}
    return render(request, "outcomes/looks.html", context)


@named_page
@require_http_methods(["GET", "POST"])
def set_day(request: Request, pk: UUID) -> HttpResponse:
    """Set another day."""
    line = after.line_of(request.user, pk)
    initial = {
        "seen": line.due.number if line.due else 0,
        "due_on": line.due.due_on if line.due else None,
    }
    form = DayForm(request.POST or None, initial=initial)
    sheet = Sheet(
        _("Another day to look again at %(name)s") % {"name": line.site.entry.name},
        _("Keep"),
        line.site.operation.reference,
        address_of(line.site.operation),
        _("Sooner or later than the table of the country says; with the reason."),
    )

    def act() -> object:
        given = form.cleaned_data
        return services.set_day(
            request.user, pk, given["due_on"], given["why"], seen=given["seen"], at=clock.now()
        )

    return fill(request, form, sheet, act)


@named_page
@require_http_methods(["GET", "POST"])
def done_again(request: Request, pk: UUID) -> HttpResponse:
    """Note that somebody looked, in a later operation or on a visit."""
    due = looking.due_for(request.user, pk)
    later = list(looking.later_operations(request.user, due.site))
    form = LookForm(request.POST or None, later=later)
    sheet = Sheet(
        _("Looked again at %(name)s") % {"name": due.site.entry.name},
        _("Keep"),
        due.site.operation.reference,
        address_of(due.site.operation),
    )

    def act() -> object:
        given = form.cleaned_data
        operation = UUID(given["operation"]) if given["operation"] else None
        look = services.Look(operation, given["on"], given["words"])
        return services.looked(request.user, pk, look, at=clock.now())

    return fill(request, form, sheet, act)


@named_page
@require_POST
def take_back_day(request: Request, pk: UUID) -> HttpResponse:
    """Take a day back that a person set."""
    row = services.take_back_day(request.user, pk, at=clock.now())
    address = address_of(row.site.operation)
    return done(request, _("Taken back. The day before holds."), address)


@named_page
@require_POST
def take_back_look(request: Request, pk: UUID) -> HttpResponse:
    """Take back that somebody looked."""
    row = services.take_back_look(request.user, pk, at=clock.now())
    address = address_of(row.due.site.operation)
    return done(request, _("Taken back. The site is due again."), address)
