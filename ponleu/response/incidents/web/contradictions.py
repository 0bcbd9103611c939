"""Contradictions: the list, one of them, and what people say of it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.errors import DomainError, NotPermitted
from ponleu.foundation.core.paging import page_asked, page_links
from ponleu.foundation.core.web import Request, page
from ponleu.foundation.journal.web.listing import journaled_list
from ponleu.foundation.places import queries as places
from ponleu.response.incidents.queries import contradictions as queries
from ponleu.response.incidents.rules import Kind
from ponleu.response.incidents.services import settling
from ponleu.response.incidents.web.forms import EnterForm, settle_answer


@page(needs=Action.SOURCE_READ)
@journaled_list("incidents.contradiction")
@require_GET
def index(request: Request) -> HttpResponse:
    """Contradictions that wait, or those that people settled."""
    kind, province = request.GET.get("kind", ""), request.GET.get("province", "")
    settled = request.GET.get("show") == "settled"
    found = queries.contradictions(
        request.user, kind=kind, province=province, settled=settled, page=page_asked(request)
    )
    context = {
        "found": found,
        "kind": kind,
        "kinds": [each.value for each in Kind],
        "province": province,
        "provinces": places.provinces(),
        "settled": settled,
        "may_judge": request.user.may(Action.INCIDENT_JUDGE),
        **page_links(found.page, has_more=found.has_more),
    }
    return render(request, "incidents/contradictions.html", context)


@page(needs=Action.SOURCE_READ)
@require_GET
def show(request: Request, pk: UUID) -> HttpResponse:
    """One contradiction with both sides, and all that was said of it."""
    seen = settling.see(request.user, pk, at=clock.now())
    context = {
        "doubt": queries.doubts(request.user, [seen])[0],
        "may_judge": request.user.may(Action.INCIDENT_JUDGE),
    }
    return render(request, "incidents/contradiction.html", context)


@page(needs=Action.INCIDENT_JUDGE)
@require_http_methods(["GET", "POST"])
def enter(request: Request) -> HttpResponse:
    """Put in that two claims contradict each other."""
    start = {"one": request.GET.get("one", "")}
    form = EnterForm(request.POST) if request.method == "POST" else EnterForm(initial=start)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = settling.enter(
                request.user, given["one"], given["other"], form.kind_of(), at=clock.now()
            )
        except NotPermitted:
            raise
        except DomainError as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Kept, with both sides' words. It waits for an answer."))
            return redirect("incidents:contradiction", pk=made.pk)
    status = 422 if form.errors else 200
    return render(request, "incidents/enter.html", {"form": form}, status=status)


@page(needs=Action.INCIDENT_JUDGE)
@require_POST
def settle(request: Request, pk: UUID) -> HttpResponse:
    """Say why it is none, or which side is right."""
    resolution, right, why = settle_answer(request)
    settling.settle(request.user, pk, resolution, right=right, why=why, at=clock.now())
    return _done(request, pk, _("Kept. Both sides stay as they are; you can undo it."))


@page(needs=Action.INCIDENT_JUDGE)
@require_POST
def reopen(request: Request, pk: UUID, said: UUID) -> HttpResponse:
    """Take that back."""
    settling.reopen(request.user, pk, said, at=clock.now())
    return _done(request, pk, _("Taken back. The contradiction is open again."))


@page(needs=Action.INCIDENT_JUDGE)
@require_POST
def withdraw(request: Request, pk: UUID) -> HttpResponse:
    """Undo that it was put in by hand."""
    settling.withdraw(request.user, pk, at=clock.now())
    return _done(request, pk, _("Withdrawn. Putting the same two in again brings it back."))


def _done(request: Request, pk: UUID, said: str) -> HttpResponse:
    messages.success(request, said)
    back = request.POST.get("back", "")
    if back == "incidents":
        return redirect("incidents:incidents")
    return redirect("incidents:contradiction", pk=pk)
