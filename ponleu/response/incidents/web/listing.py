"""What may be one incident, contradictions that wait, and the incidents that people opened."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.errors import DomainError, NotFound, NotPermitted
from ponleu.foundation.core.paging import page_asked, page_links
from ponleu.foundation.core.web import Request, page
from ponleu.foundation.journal.web.listing import journaled_list
from ponleu.foundation.places import queries as places
from ponleu.response.incidents.queries import contradictions, proposals
from ponleu.response.incidents.queries import incidents as queries
from ponleu.response.incidents.services import incidents, keeping_apart, looking
from ponleu.response.incidents.web.forms import apart_answer, keys_in
from ponleu.response.incidents.words import EVENTS


@page(needs=Action.SOURCE_READ)
@journaled_list("incidents.incident")
@require_GET
def index(request: Request) -> HttpResponse:
    """What waits to be judged, then open contradictions, then all incidents."""
    looking.catch_up(at=clock.now(), most=looking.AT_A_VISIT)
    kind, province = request.GET.get("kind", ""), request.GET.get("province", "")
    number = page_asked(request)
    found = queries.incidents(request.user, kind=kind, province=province, page=number)
    is_first = number == 1 and not kind and not province
    context = {
        "found": found,
        "groups": proposals.proposals(request.user) if is_first else (),
        "doubts": contradictions.newest(request.user) if is_first else (),
        "apart": proposals.kept_apart(request.user) if is_first else (),
        "is_first": is_first,
        "kind": kind,
        "kinds": list(EVENTS),
        "province": province,
        "provinces": places.provinces(),
        "documents_waiting": proposals.documents_waiting(request.user),
        "may_judge": request.user.may(Action.INCIDENT_JUDGE),
        **page_links(found.page, has_more=found.has_more),
    }
    return render(request, "incidents/incidents.html", context)


@page(needs=Action.INCIDENT_JUDGE)
@require_POST
def look(request: Request) -> HttpResponse:
    """Look more documents through, so many at once."""
    done = looking.catch_up(at=clock.now(), most=looking.AT_A_PRESS)
    said = ngettext(
        "%(number)d document was looked through.", "%(number)d documents were looked through.", done
    )
    messages.success(request, said % {"number": done})
    return redirect("incidents:incidents")


@page(needs=Action.SOURCE_READ)
@journaled_list("sources.source")
@require_http_methods(["GET", "POST"])
def group(request: Request, pk: UUID) -> HttpResponse:
    """Tellings that may be of one incident; a POST opens one with those that are ticked."""
    if request.method == "POST":
        return _open(request, pk)
    return _group(request, pk)


def _open(request: Request, pk: UUID) -> HttpResponse:
    chosen, why = keys_in(request.POST.getlist("telling")), request.POST.get("why", "")
    try:
        made = incidents.open_incident(request.user, chosen, why=why, at=clock.now())
    except (NotFound, NotPermitted):
        raise
    except DomainError as refusal:
        return _group(request, pk, refusal=refusal.sentence, status=refusal.http_status)
    messages.success(request, _("Kept as one incident. Each document stays as it is."))
    return redirect("incidents:incident", pk=made.pk)


@page(needs=Action.INCIDENT_JUDGE)
@require_POST
def group_apart(request: Request, pk: UUID) -> HttpResponse:
    """Say that these, or one of them, are not of one incident."""
    verdict, why = apart_answer(request)
    found = proposals.group_of(request.user, pk)
    if found is None:
        raise NotFound(_("There is no such record."))
    one = next(iter(keys_in([request.POST.get("one", "")])), None)
    keys = [told.telling.pk for told in found.rows]
    keeping_apart.keep_apart(request.user, keys, verdict, one=one, why=why, at=clock.now())
    messages.success(request, _("Kept. It is not asked again; you can undo it below."))
    return redirect("incidents:incidents")


@page(needs=Action.INCIDENT_JUDGE)
@require_POST
def undo_apart(request: Request, pk: UUID) -> HttpResponse:
    """Take back that tellings are kept apart."""
    kept = keeping_apart.undo(request.user, pk, at=clock.now())
    messages.success(request, _("Taken back. It is asked again where it fits."))
    if kept.incident_id:
        return redirect("incidents:incident", pk=kept.incident_id)
    return redirect("incidents:incidents")


def _group(request: Request, pk: UUID, *, refusal: str = "", status: int = 200) -> HttpResponse:
    found = proposals.group_of(request.user, pk)
    if found is None:
        raise NotFound(_("There is no such record."))
    context = {
        "found": found,
        "refusal": refusal,
        "may_judge": request.user.may(Action.INCIDENT_JUDGE),
    }
    return render(request, "incidents/group.html", context, status=status)
