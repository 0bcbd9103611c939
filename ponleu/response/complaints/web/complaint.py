"""One complaint: what was told, what was done, what may follow."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from ponleu.foundation.accounts.opened_keys import opened
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.errors import DomainError
from ponleu.foundation.core.web import Request, page
from ponleu.foundation.places import queries as places
from ponleu.response.complaints import abouts, queries, scanning
from ponleu.response.complaints.first_reading import first_reading
from ponleu.response.complaints.queries import Opened
from ponleu.response.complaints.rules import STANDING
from ponleu.response.complaints.sealed import Shut
from ponleu.response.complaints.services import desk
from ponleu.response.complaints.unsealing import Unreadable
from ponleu.response.complaints.web.forms import (
    AnswerForm,
    DecideForm,
    KeepFromForm,
    ReasonForm,
)


@dataclass(frozen=True, slots=True)
class Refused:
    """A form that was refused, to be shown again as it was filled in."""

    name: str
    form: forms.Form
    status: int


@page(needs=Action.COMPLAINT_READ)
@require_GET
def show(request: Request, pk: UUID) -> HttpResponse:
    """A complaint, opened with the key of the session; that it was read is journaled."""
    try:
        found = opened_for(request, pk)
    except (Shut, Unreadable) as refusal:
        return _shut(request, pk, refusal)
    desk.look_at(request.user, pk, at=clock.now())
    if found.complaint.looked_at is None:
        found = opened_for(request, pk)
    return shown(request, found)


def opened_for(request: Request, pk: UUID) -> Opened:
    """A complaint for the person who asks.

    Raises:
        NotFound: no such complaint for them.
        Shut: their session has no key for it.
        Unreadable: it opens, and our pages did not write it.
    """
    return queries.opened_complaint(request.user, opened(request), pk)


def shown(request: Request, found: Opened, refused: Refused | None = None) -> HttpResponse:
    """The page of an opened complaint; with a form that was refused as it was filled in."""
    complaint, told = found.complaint, found.content.told
    may_decide = request.user.may(Action.COMPLAINT_DECIDE, complaint)
    linked = abouts.linked(request.user, [complaint]).get(complaint.pk, [])
    now = clock.now()
    context = {
        "opened": found,
        "complaint": complaint,
        "told": told,
        "place": places.written(told.place) if told.place else "",
        "reading": first_reading(request.user, told, published=localdate(complaint.arrived_at)),
        "linked": linked,
        "linked_entries": [each.about.entry_id for each in linked],
        "late_since": queries.late_since(complaint, now),
        "is_standing": complaint.state in STANDING,
        "now": now,
        "may_decide": may_decide,
        "may_link": may_decide and request.user.may(Action.REGISTER_READ),
        "reads_allegations": request.user.may(Action.ALLEGATION_READ),
        "reads_incidents": request.user.may(Action.SOURCE_READ),
        "reads_answers": request.user.may(Action.ANSWER_READ),
        "has_scanner": scanning.has_scanner(),
        "form": refused.form if refused else None,
        **_forms(found, refused, may_decide=may_decide),
    }
    status = refused.status if refused else 200
    return render(request, "complaints/complaint.html", context, status=status)


def _forms(found: Opened, refused: Refused | None, *, may_decide: bool) -> dict[str, object]:
    """The forms of the page, with what was refused in place of the empty one."""
    made: dict[str, object] = {
        "answer_form": AnswerForm(auto_id="answer_%s"),
        "decide_form": DecideForm(auto_id="decide_%s"),
        "reopen_form": ReasonForm(auto_id="reopen_%s"),
    }
    if may_decide:
        made["keep_from_form"] = keep_from_form(found)
        made["lift_form"] = ReasonForm(auto_id="lift_%s")
        made["kept_from"] = queries.kept_from(found.complaint)
    if refused:
        made[f"{refused.name}_form"] = refused.form
    return made


def keep_from_form(found: Opened, data: object = None) -> KeepFromForm:
    """From whom this complaint may be kept."""
    people, units = queries.may_be_kept_from(found.complaint)
    return KeepFromForm(people, units, data, auto_id="keep_%s")


def _shut(request: Request, pk: UUID, refusal: DomainError) -> HttpResponse:
    """What is not sealed of a complaint, and why the rest is not shown."""
    complaint = desk.see_shut(request.user, pk, at=clock.now())
    now = clock.now()
    context = {
        "complaint": complaint,
        "place": places.written(complaint.territory) if complaint.territory else "",
        "late_since": queries.late_since(complaint, now),
        "is_key_open": opened(request) is not None,
        "refusal": refusal,
        "now": now,
    }
    return render(request, "complaints/shut.html", context, status=refusal.http_status)
