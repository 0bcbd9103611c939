"""One allegation: the complaints gathered in it, and what else may belong there."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ponleu.foundation.accounts.opened_keys import opened
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.errors import InvalidInput
from ponleu.foundation.core.paging import page_asked, page_links
from ponleu.foundation.core.web import Request, page, render_part
from ponleu.foundation.journal.web.listing import journaled_list
from ponleu.response.cases import queries
from ponleu.response.cases.alike import alike as read_alike
from ponleu.response.cases.services import allegations, gathering
from ponleu.response.cases.web.forms import WhyForm
from ponleu.response.cases.web.listing import apart_form
from ponleu.response.complaints import queries as complaints


@page(needs=Action.ALLEGATION_READ)
@journaled_list("complaints.complaint")
@require_GET
def show(request: Request, pk: UUID) -> HttpResponse:
    """An allegation with its complaints, as far as the reader may see them."""
    now, pair = clock.now(), opened(request)
    allegation = allegations.see(request.user, pk, at=now)
    found = queries.page_of(request.user, pair, allegation, page=page_asked(request), at=now)
    context = {
        "found": found,
        "allegation": allegation,
        "now": now,
        "is_key_open": pair is not None,
        "may_edit": request.user.may(Action.ALLEGATION_EDIT, allegation),
        "reads_cases": request.user.may(Action.CASE_READ),
        "reads_findings": request.user.may(Action.FINDING_READ, allegation),
        "reads_verification": request.user.may(Action.VERIFICATION_READ, allegation),
        "reads_answers": request.user.may(Action.ANSWER_READ),
        "reads_visits": request.user.may(Action.VISIT_READ),
        "withdraw_form": WhyForm(auto_id="withdraw_%s"),
        **page_links(found.page, has_more=found.has_more),
    }
    return render(request, "cases/allegation.html", context)


@page(needs=Action.ALLEGATION_READ)
@journaled_list("complaints.complaint")
@require_GET
def alike(request: Request, pk: UUID) -> HttpResponse:
    """Complaints that nobody linked and that name the place; read now, kept nowhere."""
    now, pair = clock.now(), opened(request)
    allegation = allegations.see(request.user, pk, at=now)
    found = read_alike(request.user, pair, allegation)
    rows = complaints.rows_of(request.user, pair, [each.key for each in found.found], at=now)
    context = {
        "found": found,
        "named": [(each.name, rows[each.key]) for each in found.found if each.key in rows],
        "allegation": allegation,
        "now": now,
        "is_key_open": pair is not None,
        "may_edit": request.user.may(Action.ALLEGATION_EDIT, allegation),
    }
    return render_part(request, "cases/alike.html", "cases/_alike.html", context)


@page(needs=Action.ALLEGATION_READ)
@require_GET
def of_complaint(request: Request, complaint: UUID) -> HttpResponse:
    """In which allegations a complaint is; nothing for those who may see none of it."""
    context = {"found": queries.allegations_of(request.user, complaint), "complaint": complaint}
    return render_part(request, "cases/of_complaint.html", "cases/_of_complaint.html", context)


@page(needs=Action.ALLEGATION_EDIT)
@require_POST
def take_in(request: Request, pk: UUID, complaint: UUID) -> HttpResponse:
    """Take a complaint into the allegation."""
    why = request.POST.get("why", "")
    gathering.take_in(request.user, pk, complaint, why=why, at=clock.now())
    return _done(request, pk, _("Taken in. Its reporter still needs an answer of their own."))


@page(needs=Action.ALLEGATION_EDIT)
@require_POST
def take_out(request: Request, pk: UUID, gathered: UUID) -> HttpResponse:
    """Undo that a complaint was taken in."""
    gathering.take_out(request.user, pk, gathered, at=clock.now())
    return _done(request, pk, _("Undone. That it was taken in stays in the journal."))


@page(needs=Action.ALLEGATION_EDIT)
@require_POST
def not_this(request: Request, pk: UUID, complaint: UUID) -> HttpResponse:
    """Say that a complaint does not belong here."""
    form = apart_form(request)
    why = form.cleaned_data["why"]
    gathering.not_this(request.user, pk, complaint, form.verdict_of(), why=why, at=clock.now())
    return _done(request, pk, _("Kept. It is not asked again; you can undo it below."))


@page(needs=Action.ALLEGATION_EDIT)
@require_POST
def withdraw(request: Request, pk: UUID) -> HttpResponse:
    """Withdraw the allegation."""
    form = WhyForm(request.POST)
    if not form.is_valid():
        raise InvalidInput(_("Say in a few words why."))
    allegations.withdraw(request.user, pk, why=form.cleaned_data["why"], at=clock.now())
    return _done(request, pk, _("Withdrawn. The reference stays, and it can be brought back."))


@page(needs=Action.ALLEGATION_EDIT)
@require_POST
def restore(request: Request, pk: UUID) -> HttpResponse:
    """Bring it back."""
    allegations.restore(request.user, pk, at=clock.now())
    return _done(request, pk, _("Brought back, with all that was gathered in it."))


def _done(request: Request, pk: UUID, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("cases:allegation", pk=pk)
