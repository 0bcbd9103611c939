"""The list of visits, one visit, its programme and its questions and answers on paper."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.paging import page_asked, page_links
from ponleu.foundation.core.web import Request, page
from ponleu.foundation.journal.web.listing import journaled_list
from ponleu.response.visits import queries
from ponleu.response.visits.services import taking_back, visits
from ponleu.response.visits.web.filling import Sheet, fill
from ponleu.response.visits.web.forms import NewVisitForm, VisitForm


@page(needs=Action.VISIT_READ)
@journaled_list("visits.visit")
@require_GET
def index(request: Request) -> HttpResponse:
    """What comes, then what is past."""
    found = queries.visits(request.user, today=clock.today(), page=page_asked(request))
    context = {
        "found": found,
        "may_edit": request.user.may(Action.VISIT_EDIT),
        **page_links(found.page, has_more=found.has_more),
    }
    return render(request, "visits/index.html", context)


@page(needs=Action.VISIT_READ)
@require_GET
def show(request: Request, pk: UUID) -> HttpResponse:
    """One visit with all that belongs to it."""
    return _shown(request, pk, "visits/visit.html")


@page(needs=Action.VISIT_READ)
@require_GET
def programme(request: Request, pk: UUID) -> HttpResponse:
    """The programme, for paper."""
    return _shown(request, pk, "visits/programme.html")


@page(needs=Action.VISIT_READ)
@require_GET
def sheet(request: Request, pk: UUID) -> HttpResponse:
    """Questions and answers, for paper."""
    return _shown(request, pk, "visits/sheet.html")


@page(needs=Action.VISIT_EDIT)
@require_http_methods(["GET", "POST"])
def enter(request: Request) -> HttpResponse:
    """Enter a visit."""
    form = NewVisitForm(request.POST or None, actor=request.user)
    sheet = Sheet(_("Enter a visit"), _("Enter it"), _("Visits"), reverse("visits:index"))

    def act() -> str:
        unit = form.cleaned_data["unit"]
        visits.enter_visit(
            request.user, form.told(), unit=unit, territory=unit.territory, at=clock.now()
        )
        return _("Entered. Open it to add the programme, questions and recommendations.")

    return fill(request, form, sheet, act)


@page(needs=Action.VISIT_EDIT)
@require_http_methods(["GET", "POST"])
def change(request: Request, pk: UUID) -> HttpResponse:
    """Tell anew who comes and when."""
    visit = queries.editable_visit(request.user, pk)
    names = ("kind", "body", "mandate", "begins_on", "ends_on", "precision")
    form = VisitForm(request.POST or None, initial={name: getattr(visit, name) for name in names})
    sheet = Sheet(_("Change who comes and when"), _("Keep"), visit.reference, _address(pk))

    def act() -> str:
        visits.change_visit(request.user, pk, form.told(), at=clock.now())
        return _("Kept. That it was changed stays in the journal.")

    return fill(request, form, sheet, act)


@page(needs=Action.VISIT_EDIT)
@require_POST
def withdraw(request: Request, pk: UUID) -> HttpResponse:
    """Take the visit back."""
    visits.withdraw_visit(request.user, pk, at=clock.now())
    return _done(request, pk, _("Withdrawn. The reference stays, and it can be brought back."))


@page(needs=Action.VISIT_EDIT)
@require_POST
def restore(request: Request, pk: UUID) -> HttpResponse:
    """Bring it back."""
    visits.restore_visit(request.user, pk, at=clock.now())
    return _done(request, pk, _("Brought back, with all that belongs to it."))


@page(needs=Action.VISIT_EDIT)
@require_POST
def take_back(request: Request, part: str, pk: UUID) -> HttpResponse:
    """Take back a meeting, a name, a question or a recommendation."""
    visit = taking_back.take_back(request.user, part, pk, at=clock.now())
    return _done(request, visit.pk, _("Taken back. You can bring it back below."))


@page(needs=Action.VISIT_EDIT)
@require_POST
def bring_back(request: Request, part: str, pk: UUID) -> HttpResponse:
    """Undo that it was taken back."""
    visit = taking_back.bring_back(request.user, part, pk, at=clock.now())
    return _done(request, visit.pk, _("Brought back."))


def _shown(request: Request, pk: UUID, template: str) -> HttpResponse:
    visit = visits.see(request.user, pk, at=clock.now())
    found = queries.visit_page(request.user, visit, today=clock.today())
    context = {"found": found, "visit": visit, "today": clock.today()}
    return render(request, template, context)


def _address(pk: UUID) -> str:
    return reverse("visits:visit", args=[pk])


def _done(request: Request, pk: UUID, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect(_address(pk))
